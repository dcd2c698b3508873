import Inventory

enum PutAwayVerb {
  static var commands: [Command] { [suggest, set, remove, list] }

  private static let subject = [
    Option("sku", .text("SKU"), "of this item; else of everything"),
    Option("category", .text("NAME"), "of all items of this category"),
    Option("at", .text("LOC"), "the place they are put", isRequired: true),
  ]

  private static let suggest = Command(
    "putaway", "suggest", ["SKU", "QTY"],
    [
      Option("at", .text("LOC"), "where the goods stand now", isRequired: true),
      Option("lot", .text("CODE"), "the lot, of an item kept by lot"),
      Option("damaged", .none, "they are broken: quarantine only"),
      Option("pack", .text("QTY"), "only whole packs of so many units"),
    ], about: "say where goods that came in are best put, and what is wanted elsewhere first",
    example: "tallyman putaway suggest WID-220 40 --at D-1"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let sku = arguments.word(0)
    let quantity = try session.quantity(arguments.word(1), of: sku)
    let pack = try arguments.value("pack").map { text throws(CommandError) in try session.quantity(text, of: sku) }
    let answer = try session.ask(
      PutAwaySuggestion(
        sku, quantity, lot: arguments.value("lot"), from: arguments.value("at") ?? "",
        isDamaged: arguments.has("damaged"), pack: pack, today: session.now.day))
    session.show(fields(answer), text(answer))
    return .done
  }

  private static let set = Command(
    "putaway", "set", [],
    subject + [
      Option("capacity", .text("QTY"), "how much of them the place holds; no limit without"),
      Option("priority", .count(from: 1), "1 comes first, and is meant where nothing is said"),
    ], traits: .act, about: "say where goods are put away; it takes the place of what was said of the same goods there",
    example: "tallyman putaway set --sku WID-220 --at A-03-2 --capacity 200"
  ) { session throws(CommandError) in
    let (subject, place) = try rule(session)
    let capacity = try session.arguments.value("capacity").map { text throws(CommandError) in
      try session.quantity(text, of: subject.words)
    }
    let act = SetPutAwayRule(
      subject, at: place, capacity: capacity, priority: session.arguments.count("priority") ?? 1)
    return session.report(
      try session.perform(act), Deed("Set", "set", "the rule that \(subject.words) is put away at \(place)"))
  }

  private static let remove = Command(
    "putaway", "remove", [], subject, traits: .act, about: "take a rule of put-away away",
    example: "tallyman putaway set --sku WID-220 --at A-03-2 --capacity 200\n"
      + "tallyman putaway remove --sku WID-220 --at A-03-2"
  ) { session throws(CommandError) in
    let (subject, place) = try rule(session)
    return session.report(
      try session.perform(RemovePutAwayRule(subject, at: place)),
      Deed("Removed", "remove", "the rule that \(subject.words) is put away at \(place)"))
  }

  private static let list = Command(
    "putaway", "list", [],
    [
      Option("sku", .text("SKU"), "only rules that are about this item"),
      Option("at", .text("LOC"), "this location and all inside it"),
    ], traits: .list, about: "list the rules of put-away", example: "tallyman putaway list --sku WID-220"
  ) { session throws(CommandError) in
    var question = PutAwayRulePage(of: session.arguments.value("sku"), at: session.arguments.value("at"))
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static func rule(_ session: Session) throws(CommandError) -> (PutAwaySubject, place: String) {
    let arguments = session.arguments
    let (sku, category) = (arguments.value("sku"), arguments.value("category"))
    if sku != nil, category != nil { throw .misuse(.notTogether("sku", "category")) }
    let subject = sku.map { PutAwaySubject.item($0) } ?? category.map { .category($0) } ?? .everything
    return (subject, arguments.value("at") ?? "")
  }

  private static let listing = Listing<PutAwayRule>(
    empty: "There are no such rules.",
    columns: [
      .init("LOCATION") { $0.place },
      .init("GOODS") { $0.subjectWords },
      .init("CAPACITY", isNumber: true) { $0.capacity?.description ?? "" },
      .init("PRIORITY", isNumber: true) { String($0.priority) },
    ],
    fields: \.fields)

  private static func fields(_ answer: PutAwaySuggestion.Suggestion) -> Fields {
    var fields = Fields()
    fields.add("sku", answer.item.code.description)
    fields.add(
      "cross_dock",
      .list(
        answer.crossDock.map { wanted in
          var entry = Fields()
          entry.add("reservation", wanted.kind == .reservation ? wanted.document : nil)
          entry.add("transfer", wanted.kind == .transfer ? wanted.document : nil)
          entry.add("destination", wanted.destination)
          entry.add("quantity", wanted.quantity)
          return .fields(entry)
        }))
    fields.add(
      "places",
      .list(
        answer.shares.map { share in
          var entry = Fields()
          entry.add("location", share.place.path)
          entry.add("quantity", share.quantity)
          entry.add("why", share.why.words)
          return .fields(entry)
        }))
    fields.add("unassigned", answer.unassigned)
    return fields
  }

  private static func text(_ answer: PutAwaySuggestion.Suggestion) -> String {
    var table = TextTable([.init("QUANTITY", isNumber: true), .init("TO"), .init("WHY")])
    for wanted in answer.crossDock { table.add([wanted.quantity.description, wanted.words, "it waits for them"]) }
    for share in answer.shares { table.add([share.quantity.description, share.place.path, share.why.words]) }
    if !answer.unassigned.isZero {
      table.add([answer.unassigned.description, "unassigned", "no place takes them"])
    }
    return String(table.text.dropLast())
  }
}

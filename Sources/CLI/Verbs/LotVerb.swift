import Inventory

enum LotVerb {
  static var commands: [Command] { [add, edit, quarantine, release, split, expire, show, list] }

  private static let made = Option("made", .text("D"), "the day it was made")
  private static let expires = Option("expires", .text("D"), "the last day it may be used")
  private static let some = [
    Option("quantity", .text("Q"), "only so many of its goods, at one place"),
    Option("at", .text("LOC"), "the place of these goods"),
    Option("reason", .text("CODE"), "why"),
  ]

  private static let add = Command(
    "lot", "add", ["CODE", "SKU"],
    [
      Option("at", .text("LOC"), "receive goods of it here"), Option("quantity", .text("Q"), "how many come in"), made,
      expires,
    ],
    traits: .act, about: "make a lot known, with goods or before they come",
    example: "tallyman lot add L2407 GLU-1 --at A-03-2 --quantity 48 --expires +200d"
  ) { session throws(CommandError) in
    let (code, sku) = (session.arguments.word(0), session.arguments.word(1))
    let (made, expires) = (try session.day("made"), try session.day("expires"))
    var act = AddLot(code, of: sku, made: made, expires: expires)
    if let (quantity, place) = try goods(session, of: sku) {
      act = AddLot(code, of: sku, made: made, expires: expires, quantity: quantity, at: place)
    }
    return session.report(try session.perform(act), Deed("Added", "add", "lot \(code) of \(sku)"))
  }

  /// The quantity and the place that stand together or not at all.
  private static func goods(_ session: Session, of sku: String) throws(CommandError) -> (Quantity, String)? {
    switch (session.arguments.value("quantity"), session.arguments.value("at")) {
    case (nil, nil): return nil
    case (let text?, let place?): return (try session.quantity(text, of: sku), place)
    case (nil, _): throw .misuse(.valueMissing(flag: "quantity"))
    case (_, nil): throw .misuse(.valueMissing(flag: "at"))
    }
  }

  private static let edit = Command(
    "lot", "edit", ["CODE", "SKU"],
    [
      Option("made", .text("D"), "the day it was made; none takes it away"),
      Option("expires", .text("D"), "the last day it may be used; none for never"),
    ],
    traits: [.act, .edit], about: "change a lot's dates; an expired one that gets a later day may be used again",
    example: "tallyman lot edit L2414 GLU-1 --expires +90d"
  ) { session throws(CommandError) in
    let (code, sku) = (session.arguments.word(0), session.arguments.word(1))
    let act = EditLot(
      code, of: sku, made: try date("made", session), expires: try date("expires", session),
      ifVersion: session.ifVersion)
    return session.report(try session.perform(act), Deed("Changed", "change", "lot \(code) of \(sku)"))
  }

  private static func date(_ flag: String, _ session: Session) throws(CommandError) -> Day?? {
    guard let text = session.arguments.value(flag) else { return nil }
    return .some(text == "none" || text.isEmpty ? nil : try session.day(flag))
  }

  private static let quarantine = Command(
    "lot", "quarantine", ["CODE", "SKU"], some, traits: .act,
    about: "say that a lot, or some of its goods at a place, may not be used",
    example: "tallyman lot quarantine L2414 GLU-1 --reason RECALL"
  ) { session throws(CommandError) in
    let (code, sku) = (session.arguments.word(0), session.arguments.word(1))
    let reason = session.arguments.value("reason")
    var act = QuarantineLot(code, of: sku, reason: reason)
    if let (quantity, place) = try goods(session, of: sku) {
      act = QuarantineLot(code, of: sku, quantity: quantity, at: place, reason: reason)
    }
    return session.report(try session.perform(act), Deed("Quarantined", "quarantine", what(session)))
  }

  private static let release = Command(
    "lot", "release", ["CODE", "SKU"], some, traits: .act,
    about: "say that a quarantined lot, or some of its goods at a place, may be used again",
    example: "tallyman lot quarantine L2414 GLU-1 --reason RECALL\n"
      + "tallyman lot release L2414 GLU-1"
  ) { session throws(CommandError) in
    let (code, sku) = (session.arguments.word(0), session.arguments.word(1))
    let reason = session.arguments.value("reason")
    var act = ReleaseLot(code, of: sku, reason: reason)
    if let (quantity, place) = try goods(session, of: sku) {
      act = ReleaseLot(code, of: sku, quantity: quantity, at: place, reason: reason)
    }
    return session.report(try session.perform(act), Deed("Released", "release", what(session)))
  }

  private static func what(_ session: Session) -> String {
    let arguments = session.arguments
    let lot = "lot \(arguments.word(0)) of \(arguments.word(1))"
    guard let quantity = arguments.value("quantity"), let place = arguments.value("at") else { return lot }
    return "\(quantity) of \(lot) at \(place)"
  }

  private static let split = Command(
    "lot", "split", ["CODE", "SKU", "NEWCODE", "QTY"],
    [Option("at", .text("LOC"), "where the goods are", isRequired: true)], traits: .act,
    about: "make a part of a lot's goods a lot of its own, with the same dates",
    example: "tallyman lot split L2414 GLU-1 L2414-B 12 --at A-03-1"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let (code, sku, new) = (arguments.word(0), arguments.word(1), arguments.word(2))
    let quantity = try session.quantity(arguments.word(3), of: sku)
    let act = SplitLot(code, of: sku, into: new, quantity, at: arguments.value("at") ?? "")
    return session.report(
      try session.perform(act), Deed("Split", "split", "\(quantity) of lot \(code) of \(sku) into lot \(new)"))
  }

  private static let expire = Command(
    "lot", "expire", [], [Option("before", .text("D"), "lots whose last day is before D; today where it is left out")],
    traits: .act, about: "mark lots whose last day has passed, and block what is free of them",
    example: "tallyman lot expire"
  ) { session throws(CommandError) in
    let before = try session.day("before")
    let first = try session.perform(ExpireLots(before: before))
    var (lots, blocked) = (first.list("lots").count, Quantity(first.word("blocked") ?? "") ?? .zero)
    var last = first
    var part = 1
    // A part at a time, each an act of its own, until there is nothing left.
    while last.event > 0, !last.isDryRun, !last.isRepeat {
      last = try session.perform(ExpireLots(before: before), part: part)
      lots += last.list("lots").count
      blocked = blocked + (Quantity(last.word("blocked") ?? "") ?? .zero)
      part += 1
    }
    var fields = Fields()
    if last.event != first.event {
      fields.add("all_lots", Int64(lots))
      fields.add("all_blocked", blocked)
    }
    return session.report(
      first, Deed("Expired", "expire", lots.counted("lot", "lots")), fields: fields,
      words: ["\(blocked.counted("unit", "units")) blocked"])
  }

  private static let show = Command(
    "lot", "show", ["CODE", Command.Argument("SKU", isOptional: true)],
    [Option("limit", .count(from: 1), "how many of its latest ledger entries (50)")],
    about: "show a lot: where it is, where it came from, where it went, through every split",
    example: "tallyman lot show L2414 GLU-1 --json"
  ) { session throws(CommandError) in
    let sku = session.arguments.word(1)
    let question = LotCard(
      session.arguments.word(0), of: sku.isEmpty ? nil : sku,
      limit: session.arguments.count("limit") ?? Session.standardLimit)
    let card = try session.ask(question)
    session.show(card.fields, LotCardText.text(card))
    return .done
  }

  /// Those an export takes too.
  static let filters = [
    Option("sku", .text("SKU"), "lots of this item"),
    Option("expires-before", .text("D"), "only those whose last day is before D"),
    Option("at", .text("LOC"), "only those of which there is something at this location or inside it"),
    Option("status", .words(LotStatus.allCases.map(\.rawValue)), "only those that are this today"),
    Option("in-stock", .none, "only those of which there is something"),
  ]

  static func filter(_ session: Session) throws(CommandError) -> LotFilter {
    let arguments = session.arguments
    var filter = LotFilter()
    filter.item = arguments.value("sku")
    filter.location = arguments.value("at")
    filter.expiresBefore = try session.day("expires-before")
    filter.status = arguments.value("status").flatMap { LotStatus(rawValue: $0) }
    filter.hasStock = arguments.has("in-stock")
    return filter
  }

  private static let list = Command(
    "lot", "list", [], filters, traits: .list, about: "list lots, those that expire first at first",
    example: "tallyman lot list --expires-before 2026-08-01 --in-stock --json"
  ) { session throws(CommandError) in
    var question = LotPage(try filter(session))
    return try session.list(listing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let listing = Listing<LotRow>(
    empty: "No lots fit.",
    columns: [
      .init("LOT") { $0.lot.code },
      .init("SKU") { $0.code.description },
      .init("NAME") { $0.name },
      .init("STATUS") { $0.lot.status.rawValue },
      .init("EXPIRES") { $0.lot.expires?.description ?? "" },
      .init("DAYS", isNumber: true) { $0.daysLeft.map { String($0) } ?? "" },
      .init("ON HAND", isNumber: true) { $0.isWithheld ? "" : $0.onHand.description },
      .init("BLOCKED", isNumber: true) { $0.isWithheld ? "" : $0.blocked.description },
      .init("PLACES", isNumber: true) { $0.isWithheld ? "" : String($0.places) },
    ],
    fields: \.fields)
}

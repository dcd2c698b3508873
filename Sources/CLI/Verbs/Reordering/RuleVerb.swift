import Inventory

/// Rules by which items are low, and what history says about them (`spec.md` 3.10).
enum RuleVerb {
  static var commands: [Command] { [set, remove, list, show, propose] }

  private static let place = Option("at", .text("LOC"), "the place: all inside it counts", isRequired: true)

  private static let set = Command(
    "rule", "set", ["SKU"],
    [
      place, Option("point", .text("Q"), "low at or below it; a rule that is new needs it"),
      Option("quantity", .text("Q"), "what is ordered beyond the point"),
      Option("max", .text("Q"), "the level to fill up to, in the place of --quantity"),
      Option("multiple", .text("Q"), "orders are whole multiples of it"),
      Option("min-order", .text("Q"), "the least that is ordered"),
      Option("lead-time", .count(from: 0), "days until an order comes"),
      Option("safety", .text("Q"), "the safety stock that is in the point"),
      Option("vendor", .text("V"), "whom it is ordered from; empty for nobody"),
    ], traits: [.act, .edit],
    about: "say when an item is low at a place, and what is ordered then; what is not said stays as it was",
    example: "tallyman rule set WID-100 --at NORTH --point 90 --max 180 --multiple 12 --lead-time 7"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let (sku, place) = (arguments.word(0), arguments.value("at") ?? "")
    if arguments.value("quantity") != nil, arguments.value("max") != nil {
      throw .misuse(.notTogether("quantity", "max"))
    }
    func amount(_ flag: String) throws(CommandError) -> Quantity? {
      try arguments.value(flag).map { text throws(CommandError) in try session.quantity(text, of: sku) }
    }
    let act = SetRule(
      sku, at: place, point: try amount("point"), quantity: try amount("quantity"), maximum: try amount("max"),
      multiple: try amount("multiple"), minimumOrder: try amount("min-order"), leadDays: arguments.count("lead-time"),
      safetyStock: try amount("safety"), vendor: arguments.value("vendor"), ifVersion: session.ifVersion)
    return session.report(try session.perform(act), Deed("Set", "set", "the rule of \(sku) at \(place)"))
  }

  private static let remove = Command(
    "rule", "remove", ["SKU"], [place], traits: [.act, .edit], about: "take a rule away, and its alert with it",
    example: "tallyman rule remove WID-100 --at NORTH"
  ) { session throws(CommandError) in
    let (sku, place) = (session.arguments.word(0), session.arguments.value("at") ?? "")
    let act = RemoveRule(sku, at: place, ifVersion: session.ifVersion)
    return session.report(try session.perform(act), Deed("Removed", "remove", "the rule of \(sku) at \(place)"))
  }

  /// Those an export takes too.
  static let filters = [
    Option("sku", .text("SKU"), "rules of this item"),
    Option("at", .text("LOC"), "rules of this location and all inside it"),
    Option("low", .none, "only where available is at or below the point"),
  ]

  static func question(_ session: Session) -> RulePage {
    let arguments = session.arguments
    return RulePage(
      item: arguments.value("sku"), location: arguments.value("at"), isLow: arguments.has("low"))
  }

  private static let list = Command(
    "rule", "list", [], filters, traits: .list, about: "list rules with what stands at their places, by item",
    example: "tallyman rule list --at NORTH --low"
  ) { session throws(CommandError) in
    var question = question(session)
    return try session.list(SignalListings.rules(now: session.now)) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let show = Command(
    "rule", "show", ["SKU"], [place], about: "show a rule, what stands at its place and what is suggested",
    example: "tallyman rule show WID-100 --at NORTH --json"
  ) { session throws(CommandError) in
    let signal = try session.rule(session.arguments.word(0), at: session.arguments.value("at") ?? "")
    let fields = signal.fields(at: session.now)
    session.show(fields, Document.text(fields))
    return .done
  }

  private static let propose = Command(
    "rule", "propose", [Command.Argument("SKU", isOptional: true)],
    [
      Option("at", .text("LOC"), "rules of this location and all inside it"),
      Option("days", .count(from: 1), "from the use of N days (90)"),
      Option(
        "service", .words(SafetyStock.factors.map { String($0.service) }), "how sure to have some, in percent (95)"),
    ], traits: .list,
    about: "say what safety stock and what point history asks for; nothing is changed by it",
    example: "tallyman rule propose WID-100 --days 180 --service 98"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let sku = arguments.word(0)
    var question = ReorderProposals(
      at: arguments.value("at"), item: sku.isEmpty ? nil : sku, days: arguments.count("days") ?? 90,
      service: arguments.count("service") ?? 95)
    return try session.list(SignalListings.proposals) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }
}

extension Session {
  /// The rule of an item at a place.
  func rule(_ sku: String, at place: String) throws(CommandError) -> Signal {
    var question = RulePage(item: sku, location: place, limit: 2)
    question.isOnlyThere = true
    let rows = try ask(question).rows
    // A SKU with variants means all of them: one of them has to be named.
    guard let signal = rows.first(where: { $0.rule.code.description.lowercased() == sku.lowercased() }) ?? rows.first
    else { throw .refused(.noSuchRule(item: sku, place: place)) }
    return signal
  }

  /// The signals that the words of a command name: by number, or as `SKU@LOC`.
  func signals() throws(CommandError) -> [Signal] {
    try arguments.words.map { word throws(CommandError) in
      if let at = word.lastIndex(of: "@") {
        return try rule(String(word[..<at]), at: String(word[word.index(after: at)...]))
      }
      guard let number = Int64(word) else { throw .refused(.noSuchSignal(word)) }
      var question = RulePage(limit: 1)
      question.rule = RuleID(number)
      guard let signal = try ask(question).rows.first else { throw .refused(.noSuchSignal(word)) }
      return signal
    }
  }
}

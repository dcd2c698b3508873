import Inventory

/// What is to be counted, and how far off it may be.
enum StocktakePlanning {
  static var commands: [Command] { [due, classify, tolerance, tolerances] }

  private static let due = Command(
    "stocktake", "due", [],
    [
      Option("at", .text("LOC"), "only there and inside it"),
      Option("class", .words(UsageClass.allCases.map(\.rawValue)), "only items of this class"),
    ], traits: .list,
    about: "list what is to be counted: negative, emptied by a pick, never counted, or not for too long",
    example: "tallyman stocktake due --at N-HALL --class A"
  ) { session throws(CommandError) in
    var question = DueCounts(
      at: session.arguments.value("at"),
      letter: session.arguments.value("class").flatMap { UsageClass(rawValue: $0) }, now: session.now)
    return try session.list(dueListing) { start, limit throws(CommandError) in
      question.start = start
      question.limit = limit
      return try session.ask(question)
    }
  }

  private static let dueListing = Listing<DueCount>(
    empty: "Nothing is to be counted.",
    columns: [
      .init("SKU") { $0.code.description },
      .init("NAME") { $0.name },
      .init("LOCATION") { $0.place },
      .init("CLASS") { $0.letter.rawValue },
      .init("ON HAND", isNumber: true) { $0.onHand.description },
      .init("COUNTED") { $0.lastCountedAt?.day.description ?? "never" },
      .init("DAYS OVER", isNumber: true) { $0.overdue.flatMap { $0 >= 0 ? String($0) : nil } ?? "" },
      .init("PICKS", isNumber: true) { String($0.picks) },
      .init("WHY") { $0.reasons.map(words).joined(separator: ", ") },
    ],
    fields: \.fields)

  private static func words(_ reason: DueCount.Reason) -> String {
    switch reason {
    case .negative: "negative"
    case .emptied: "emptied by a pick"
    case .neverCounted: "never counted"
    case .interval: "interval over"
    case .picks: "many picks"
    }
  }

  private static let classify = Command(
    "stocktake", "classify", [], [Option("days", .count(from: 1), "by the use of N days (365)")],
    traits: .act, about: "put every item into class A, B or C by what was used of it; see report abc",
    example: "tallyman stocktake classify --days 90"
  ) { session throws(CommandError) in
    let days = session.arguments.count("days") ?? AbcReport.standardDays
    let answer = try session.perform(ClassifyItems(days: days))
    let counts = UsageClass.allCases.map { "\($0.rawValue) \(answer.count($0.rawValue.lowercased()))" }
    return session.report(
      answer, Deed("Classified", "classify", "the items in use by \(days) days"),
      words: ["  " + counts.joined(separator: ", ")])
  }

  // MARK: Tolerances

  private static let tolerance = Command(
    "stocktake", "tolerance", [.init("LIMITS|none", isOptional: true)],
    [
      Option("sku", .text("SKU"), "of an item"),
      Option("class", .words(UsageClass.allCases.map(\.rawValue)), "of all items of a class"),
      Option("at", .text("LOC"), "at a place and all inside it; a site is one too"),
    ], traits: .act,
    about: "say how far off counts may be; the nearest counts: item, class, place, and last the house's",
    example: "tallyman stocktake tolerance --class A 1%", run: setTolerance)

  private static func setTolerance(_ session: Session) throws(CommandError) -> ExitCode {
    let arguments = session.arguments
    var subjects: [(SetTolerance.Subject, words: String)] = []
    if let sku = arguments.value("sku") { subjects.append((.item(sku), sku)) }
    if let letter = arguments.value("class") { subjects.append((.itemClass(letter), "class \(letter)")) }
    if let place = arguments.value("at") { subjects.append((.location(place), place)) }
    let given = ["sku", "class", "at"].filter { arguments.value($0) != nil }
    if given.count > 1 { throw .misuse(.notTogether(given[0], given[1])) }
    guard let text = arguments.words.first else {
      session.list(toleranceListing, try session.ask(ToleranceList()))
      return .done
    }
    let limits: Tolerance? = text == "none" ? nil : try session.tolerance(text)
    let isNone = limits == nil
    guard let (subject, words) = subjects.first else {
      let value = limits?.description ?? ""
      return session.report(
        try session.perform(SetSetting(KnownSetting.countTolerance.name, value)),
        Deed("Set", "set", "the house's tolerance to \(isNone ? "none" : value)"))
    }
    let answer = try session.perform(SetTolerance(subject, limits))
    return session.report(
      answer,
      isNone
        ? Deed("Took away", "take away", "the tolerance of \(words)")
        : Deed("Set", "set", "the tolerance of \(words) to \(text)"))
  }

  private static let tolerances = Command(
    "stocktake", "tolerances", about: "list the tolerances of items, classes and places, and the house's",
    example: "tallyman stocktake tolerances --json"
  ) { session throws(CommandError) in
    session.list(toleranceListing, try session.ask(ToleranceList()))
    return .done
  }

  private static let toleranceListing = Listing<ToleranceList.Row>(
    empty: "No tolerances are set: a count is inside only when it is exact.",
    columns: [
      .init("SUBJECT") { $0.subject },
      .init("NAME") { $0.name },
      .init("TOLERANCE") { $0.tolerance.isEmpty ? "exact" : $0.tolerance.description },
    ],
    fields: \.fields)
}

import Inventory

enum ReportVerb {
  static var commands: [Command] {
    [accuracy, abc] + ofValue + ofMovement + [InTransitVerb.command, LowStockVerb.command]
  }

  private static let accuracy = Command(
    "report", "accuracy", [],
    [
      Option("from", .text("T"), "applied at or after"),
      Option("to", .text("T"), "applied before"),
      Option("at", .text("LOC"), "lines of this location and all inside it"),
    ],
    about: "how well the books agreed with what was counted, by stocktake and in all; plus and minus never cancel out",
    example: "tallyman report accuracy --from 2026-01-01 --at NORTH"
  ) { session throws(CommandError) in
    let question = CountAccuracyReport(
      from: try session.instant("from"), to: try session.instant("to"), at: session.arguments.value("at"))
    let report = try session.ask(question)
    var fields = Fields()
    fields.add("from", question.from)
    fields.add("to", question.to)
    fields.add("at", question.location)
    fields.add(report.total.fields)
    fields.add("stocktakes", .list(report.stocktakes.map { .fields($0.fields) }))
    session.show(fields, words(report))
    return .done
  }

  private static func words(_ report: CountAccuracyReport.Report) -> String {
    guard !report.stocktakes.isEmpty else { return "No stocktake was applied in that time." }
    var table = TextTable([
      .init("ID"), .init("NAME"), .init("LOCATION"), .init("APPLIED AT"), .init("LINES", isNumber: true),
      .init("ITEMS %", isNumber: true), .init("UNITS %", isNumber: true), .init("EXPECTED", isNumber: true),
      .init("OFF", isNumber: true), .init("VALUE UP", isNumber: true), .init("VALUE DOWN", isNumber: true),
    ])
    for row in report.stocktakes {
      table.add([row.stocktake.description, row.name, row.place, row.appliedAt.description] + figures(row.accuracy))
    }
    table.add(["all", "", "", ""] + figures(report.total))
    return table.text
      + "ITEMS: lines inside their tolerance, of those counted. UNITS: what was expected less what was off, of what was "
      + "expected."
  }

  private static func figures(_ accuracy: CountAccuracy) -> [String] {
    func percent(_ share: Int64?) -> String { share.map { Decimals.text($0, places: 2) } ?? "" }
    return [
      String(accuracy.lines), percent(accuracy.ofItems), percent(accuracy.ofUnits), accuracy.expected.description,
      accuracy.off.description, accuracy.valueUp.description, accuracy.valueDown.description,
    ]
  }

  private static let abc = Command(
    "report", "abc", [],
    [
      Option("days", .count(from: 1), "the use of N days (365)"),
      Option("class", .words(UsageClass.allCases.map(\.rawValue)), "only this class"),
    ], traits: .list, about: "items by what was used of them at cost, in classes A, B, C; see stocktake classify",
    example: "tallyman report abc --days 90 --class A"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let days = arguments.count("days") ?? AbcReport.standardDays
    let ranked = try session.ask(AbcReport(days: days, until: session.now))
    let letter = arguments.value("class").flatMap { UsageClass(rawValue: $0) }
    let rows = ranked.filter { letter == nil || $0.letter == letter }
    let exit = try session.list(abcListing) { start, limit throws(CommandError) in
      AbcReport.page(of: rows, start, limit)
    }
    if !session.isJSON { remarkConvention(ranked, session) }
    return exit
  }

  private static func remarkConvention(_ ranked: [RankedUsage], _ session: Session) {
    func counts(_ letter: (RankedUsage) -> UsageClass) -> String {
      UsageClass.allCases.map { wanted in "\(wanted.rawValue) \(ranked.count { letter($0) == wanted })" }
        .joined(separator: ", ")
    }
    session.output.flush()
    session.remark(
      "Class by the share before the item, below 80 % A and below 95 % B: \(counts { $0.letter }). By the share with it, "
        + "as others do: \(counts { $0.letterByShareAfter }).")
  }

  private static let abcListing = Listing<RankedUsage>(
    empty: "No items.",
    columns: [
      .init("SKU") { $0.usage.code.description },
      .init("NAME") { $0.usage.name },
      .init("USED", isNumber: true) { $0.usage.used.description },
      .init("VALUE", isNumber: true) { $0.usage.value?.description ?? "no cost" },
      .init("BEFORE %", isNumber: true) { Decimals.text($0.shareBefore, places: 2) },
      .init("CLASS") { $0.letter.rawValue },
      .init("BY SHARE AFTER") { $0.letterByShareAfter.rawValue },
    ],
    fields: \.fields)
}

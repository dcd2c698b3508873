import Inventory

/// Reports of what moved: how often stock was turned over, what was sold, for how long it lasts.
extension ReportVerb {
  static var ofMovement: [Command] { [turnover, stats, cover] }

  private static let item = Option("sku", .text("SKU"), "only this item")

  // MARK: Turnover

  private static let turnover = Command(
    "report", "turnover", [],
    [
      Option("from", .text("T"), "from this time on (365 days before its end)"),
      Option("to", .text("T"), "before this time (now)"),
      Option("sku", .text("SKU"), "only this item, with all its variants"),
      Option("at", .text("LOC"), "only this site"),
    ], traits: .list,
    about: "how often stock was turned over: the cost of what was sold and consumed, by the mean of each day's value",
    example: "tallyman report turnover --from 2026-01-01 --to 2026-04-01 --at NORTH"
  ) { session throws(CommandError) in
    let period = try period(session)
    let (item, site) = (session.arguments.value("sku"), session.arguments.value("at"))
    // Of a later page the totals were told with the first; those of one item are its own.
    let isWhole = item == nil && session.arguments.value("cursor") == nil
    let totals = isWhole ? try session.ask(TurnoverTotals(period, site: site)) : []
    var more = Fields()
    more.add("from", period.from)
    more.add("to", period.to)
    if isWhole { more.add("totals", .list(totals.map { .fields($0.fields) })) }
    let exit = try session.list(turnoverListing, more: more) { start, limit throws(CommandError) in
      try session.ask(TurnoverReport(period, ValueScope(item: item, site: site, start: start, limit: limit)))
    }
    if !session.isJSON { remark(totals, session) }
    return exit
  }

  private static func period(_ session: Session) throws(CommandError) -> ReportPeriod {
    let to = min(try session.instant("to") ?? session.now, session.now)
    let from = try session.instant("from") ?? to.adding(milliseconds: -365 * 86_400_000)
    do throws(InventoryError) { return try ReportPeriod(from: from, to: to) } catch { throw .refused(error) }
  }

  private static func remark(_ totals: [TurnoverTotals.Row], _ session: Session) {
    session.output.flush()
    for row in totals {
      let turnover = row.turnover
      let pace = turnover.turns.map { turns in
        "turned over \(Decimals.text(turns, places: 2, atLeast: 1)) times"
          + (turnover.days.map { ", \(Decimals.text($0, places: 1, atLeast: 1)) days of stock" } ?? "")
      }
      session.remark(
        (row.currency.isEmpty ? "All" : "All in \(row.currency)")
          + ": \(turnover.cost) sold and consumed, \(turnover.average) on average: "
          + (pace ?? "there was no stock to turn over") + ".")
    }
  }

  private static let turnoverListing = Listing<TurnoverReport.Row>(
    empty: "No stock in that time.",
    columns: [
      .init("SKU") { $0.code.description },
      .init("NAME") { $0.name },
      .init("USED", isNumber: true) { $0.used.description },
      .init("COST", isNumber: true) { $0.turnover.cost.description },
      .init("OPENING", isNumber: true) { $0.turnover.opening.description },
      .init("CLOSING", isNumber: true) { $0.turnover.closing.description },
      .init("AVERAGE", isNumber: true) { $0.turnover.average.description },
      .init("TURNOVER", isNumber: true) { decimals($0.turnover.turns, 2) },
      .init("PER YEAR", isNumber: true) { decimals($0.turnover.turnsPerYear, 2) },
      .init("DAYS", isNumber: true) { decimals($0.turnover.days, 1) },
    ], fields: \.fields)

  private static func decimals(_ scaled: Int64?, _ places: Int) -> String {
    scaled.map { Decimals.text($0, places: places, atLeast: 1) } ?? ""
  }

  // MARK: Movements

  private static let movementOptions = [
    Option("days", .count(from: 1), "the last N days (\(MovementScope.standardDays))"),
    Option("to", .text("T"), "the last of the days is that of this time (today)"), item,
    Option("at", .text("LOC"), "only this location and all inside it"),
  ]

  private static func scope(_ session: Session) throws(CommandError) -> MovementScope {
    let arguments = session.arguments
    return MovementScope(
      days: arguments.count("days") ?? MovementScope.standardDays, until: try session.instant("to") ?? session.now,
      item: arguments.value("sku"), at: arguments.value("at"))
  }

  private static let stats = Command(
    "report", "stats", [], movementOptions, traits: .list,
    about: "what was received, sold, returned, adjusted, lost and transferred in some days, the best sellers first",
    example: "tallyman report stats --days 30 --at NORTH"
  ) { session throws(CommandError) in
    let scope = try scope(session)
    var report: MovementStats.Report?
    let exit = try session.list(statsListing, more: report?.fields ?? Fields()) { start, limit throws(CommandError) in
      let found = try session.ask(MovementStats(scope, start: start, limit: limit))
      report = found
      return found.page
    }
    if let report, !session.isJSON { remark(report, session) }
    return exit
  }

  private static func remark(_ report: MovementStats.Report, _ session: Session) {
    let total = report.total
    session.output.flush()
    session.remark(
      "\(report.scope.firstDay) to \(report.scope.until.day), all \(report.items.counted("item", "items")): "
        + "\(total.entries.counted("entry", "entries")), "
        + "\(total.received) received, \(total.used) sold (\(total.issued) issued, \(total.returned) returned), "
        + "\(total.adjusted) adjusted, \(total.lost) lost, \(total.transferredIn) transferred in, "
        + "\(total.transferredOut) out.")
  }

  private static let statsListing = Listing<MovementStats.Row>(
    empty: "Nothing moved in that time.",
    columns: [
      .init("SKU") { $0.item.code.description },
      .init("NAME") { $0.item.name },
      .init("SOLD", isNumber: true) { $0.figures.used.description },
      .init("A DAY", isNumber: true) { $0.demand.perDay?.description ?? "" },
      .init("DAYS IN STOCK", isNumber: true) { String($0.demand.daysWithStock) },
      .init("RECEIVED", isNumber: true) { $0.figures.received.description },
      .init("ISSUED", isNumber: true) { $0.figures.issued.description },
      .init("RETURNED", isNumber: true) { $0.figures.returned.description },
      .init("ADJUSTED", isNumber: true) { $0.figures.adjusted.description },
      .init("LOST", isNumber: true) { $0.figures.lost.description },
      .init("IN", isNumber: true) { $0.figures.transferredIn.description },
      .init("OUT", isNumber: true) { $0.figures.transferredOut.description },
      .init("ENTRIES", isNumber: true) { String($0.figures.entries) },
    ], fields: \.fields)

  // MARK: Cover

  private static let cover = Command(
    "report", "cover", [], movementOptions, traits: .list,
    about: "for how many days stock lasts at the pace it was used on days with stock, the shortest first",
    example: "tallyman report cover --at NORTH --limit 20"
  ) { session throws(CommandError) in
    let scope = try scope(session)
    var report: StockCover.Report?
    let exit = try session.list(coverListing, more: report?.fields ?? Fields()) { start, limit throws(CommandError) in
      let found = try session.ask(StockCover(scope, start: start, limit: limit))
      report = found
      return found.page
    }
    if let report, !session.isJSON {
      session.output.flush()
      let steps = zip(CoverBucket.names, report.buckets).map { "\($0) \($1)" }.joined(separator: ", ")
      session.remark("Items by days of cover: \(steps).")
    }
    return exit
  }

  private static let coverListing = Listing<StockCover.Row>(
    empty: "No stock, and nothing used.",
    columns: [
      .init("SKU") { $0.item.code.description },
      .init("NAME") { $0.item.name },
      .init("AVAILABLE", isNumber: true) { $0.available.description },
      .init("USED", isNumber: true) { $0.demand.used.description },
      .init("DAYS IN STOCK", isNumber: true) { String($0.demand.daysWithStock) },
      .init("A DAY", isNumber: true) { $0.demand.perDay?.description ?? "" },
      .init("COVER", isNumber: true) { $0.cover.map { CoverBucket.text($0) } ?? "no use" },
    ], fields: \.fields)
}

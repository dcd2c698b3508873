import Inventory

/// Reads a report, or a part of it, as a table: asks the question that it is, in one snapshot.
struct ReadReport: Question, Hashable {
  /// So many rows at once are for looking at.
  static let shownRows = 500
  /// So many are exported at once.
  static let exportedRows = 5_000

  var report: ReportKind
  var filter = ReportFilter()
  var now: Instant
  var start = PageStart.first
  var limit = shownRows

  func answered(by answers: some Answering) throws(InventoryError) -> ReportSheet {
    switch report {
    case .metrics: .metrics(try answers.answer(try Metrics(from: since, to: now, now: now)))
    case .ageingByLot: .ageing(byLot: try answers.answer(LotAgeingReport(.standard, valued, asOf: now)), .standard)
    case .use: .use(try answers.answer(MovementStats(movements, limit: 1)), of: filter.item)
    case .cover: .cover(try answers.answer(StockCover(movements, start: start, limit: limit)))
    case .ageing: .ageing(try answers.answer(AgeingReport(.standard, valued, asOf: now)), .standard)
    case .turnover: try turnover(answers)
    case .abc: .abc(try answers.answer(AbcReport(days: days, until: now)), start, limit)
    case .bestSellers: .bestSellers(try answers.answer(MovementStats(movements, start: start, limit: limit)))
    case .inTransit: .inTransit(try answers.answer(inTransit))
    case .worth: .worth(try answers.answer(ValuePage(valued)))
    case .accuracy: .accuracy(try answers.answer(CountAccuracyReport(at: filter.location)))
    }
  }

  private var days: Int { filter.days ?? report.standardDays ?? MovementScope.standardDays }

  private var since: Instant { now.adding(milliseconds: -Int64(days) * 86_400_000) }

  private var movements: MovementScope {
    MovementScope(days: days, until: now, item: filter.item, at: filter.location)
  }

  private var valued: ValueScope {
    ValueScope(item: filter.item, site: filter.location, start: start, limit: limit)
  }

  private var inTransit: InTransitReport {
    var transfers = TransferFilter()
    transfers.item = filter.item
    return InTransitReport(transfers, start: start, limit: limit)
  }

  private func turnover(_ answers: some Answering) throws(InventoryError) -> ReportSheet {
    let period = try ReportPeriod(from: since, to: now)
    // The totals are told once, and those of an item are its own.
    let isWhole = start == .first && filter.item == nil
    let totals = isWhole ? try answers.answer(TurnoverTotals(period, site: filter.location)) : []
    return .turnover(try answers.answer(TurnoverReport(period, valued)), totals)
  }
}

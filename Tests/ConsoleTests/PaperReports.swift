import Console
import Inventory
import InventoryTesting
import Synchronization

/// A paper warehouse that has reports: fourteen items with a month behind them. What reports rest on is the ledger's, whose
/// tests hold it.
final class PaperReports: InventoryService {
  struct State: Sendable {
    /// How many items reports are about; the fourteen of the house where it is nil.
    var count: Int?
    /// What every report is refused with.
    var refusal: InventoryError?
    var stats: [MovementStats] = []
    var covers: [StockCover] = []
    var turnovers: [TurnoverReport] = []
    var ages: [AgeingReport] = []
    var accuracies: [CountAccuracyReport] = []
  }

  let house: PaperWarehouse
  let state: Mutex<State>

  init(_ house: PaperWarehouse = .small(), _ state: State = State()) {
    self.house = house
    self.state = Mutex(state)
  }

  static func large(_ count: Int) -> PaperReports {
    var state = State()
    state.count = count
    return PaperReports(.small(), state)
  }

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    try house.perform(act, context)
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    let answers = PaperReportAnswers(service: self)
    do {
      return try question.answered(by: answers)
    } catch {
      guard error == answers.notAsked else { throw error }
      return try house.ask(question, for: asker)
    }
  }
}

/// What reports tell; every other question is the warehouse's.
struct PaperReportAnswers: QuietAnswering {
  let service: PaperReports

  private struct Goods {
    var item: ReportedItem
    var onHand: Int
    var sold: Int
  }

  private func noted(_ note: (inout PaperReports.State) -> Void) throws(InventoryError) {
    let refusal = service.state.withLock { state in
      note(&state)
      return state.refusal
    }
    if let refusal { throw refusal }
  }

  private func goods(_ wanted: String?) -> [Goods] {
    if let count = service.state.withLock({ $0.count }) {
      return (1...count).map { number in
        let code = ItemCode(sku: "SKU-" + String(String(1_000_000 + number).dropFirst()))
        return Goods(
          item: ReportedItem(item: ItemID(Int64(number)), code: code, name: "Item \(number)", unit: "pcs"),
          onHand: number, sold: count - number)
      }
    }
    let sold = [4, 60, 0, 12, 112, 84, 28, 0, 1_204, 9, 1, 2_800, 41, 14]
    let rows = service.house.state.withLock { $0.rows }
    return zip(rows, sold).map { row, sold in
      Goods(
        item: ReportedItem(item: row.item, code: row.code, name: row.name, unit: row.unit),
        onHand: Int(row.balances.available.thousandths / 1000), sold: sold)
    }.filter { wanted == nil || $0.item.code.description == wanted }
  }

  /// A part of a list by the number of its first row, as text in the cursor.
  private func page<Row>(_ rows: [Row], _ start: PageStart, _ limit: Int) -> Page<Row> {
    var first = 0
    if case .after(let cursor) = start { first = Int(cursor.text) ?? 0 }
    let end = min(rows.count, first + limit)
    return Page(
      rows: Array(rows[first..<end]), next: end < rows.count ? Cursor(text: String(end)) : nil, previous: nil)
  }

  func answer(_ question: MovementStats) throws(InventoryError) -> MovementStats.Report {
    try noted { $0.stats.append(question) }
    let goods = goods(question.scope.item).sorted { $0.sold > $1.sold }.filter { $0.sold > 0 }
    var total = MovementFigures()
    let rows = goods.map { goods in
      var figures = MovementFigures()
      figures.entries = 3
      figures.issued = Quantity(goods.sold + 1)
      figures.returned = Quantity(1)
      figures.received = Quantity(goods.sold / 2)
      total += figures
      return MovementStats.Row(
        item: goods.item, figures: figures,
        demand: CensoredDemand(used: Quantity(goods.sold), daysWithStock: question.scope.days - 4))
    }
    let days = (0..<question.scope.days).map { day in
      var figures = MovementStats.DayFigures()
      figures.entries = day % 7 < 5 ? 3 : 0
      figures.used = day % 7 < 5 ? Quantity((day * day * 7) % 60 + 4) : .zero
      return figures
    }
    return MovementStats.Report(
      scope: question.scope, items: rows.count, total: total, days: days,
      page: page(rows, question.start, question.limit))
  }

  func answer(_ question: StockCover) throws(InventoryError) -> StockCover.Report {
    try noted { $0.covers.append(question) }
    let rows = goods(question.scope.item).map { goods in
      StockCover.Row(
        item: goods.item, available: Quantity(goods.onHand),
        demand: CensoredDemand(used: Quantity(goods.sold), daysWithStock: question.scope.days))
    }.sorted { ($0.cover ?? .max, $0.item.item) < ($1.cover ?? .max, $1.item.item) }
    var buckets = [Int](repeating: 0, count: CoverBucket.names.count)
    for row in rows { buckets[CoverBucket.index(of: row.cover)] += 1 }
    return StockCover.Report(scope: question.scope, buckets: buckets, page: page(rows, question.start, question.limit))
  }

  private func valued(_ goods: Goods) -> ValuedItem {
    ValuedItem(
      item: goods.item.item, code: goods.item.code, name: goods.item.name, unit: goods.item.unit, currency: "EUR",
      site: LocationID(1), siteCode: "NORTH")
  }

  private func holding(_ goods: Goods) -> ItemValuation.Holding {
    var holding = ItemValuation.Holding()
    let old = goods.onHand / 3
    for (quantity, days) in [(old, 20 + goods.sold % 90), (goods.onHand - old, 4)] where quantity > 0 {
      let value = Money(Quantity(quantity), at: UnitCost(tenThousandths: 24_500))
      holding.average.put(Quantity(quantity), worth: value)
      holding.layers.put(
        CostLayer(
          date: PaperWarehouse.noon.adding(milliseconds: -Int64(days) * 86_400_000), entry: Int64(1000 - days),
          quantity: Quantity(quantity), value: value))
    }
    return holding
  }

  func answer(_ question: AgeingReport) throws(InventoryError) -> Page<AgeingReport.Row> {
    try noted { $0.ages.append(question) }
    let rows = goods(question.scope.item).map { goods in
      let holding = holding(goods)
      return AgeingReport.Row(
        item: valued(goods), buckets: question.buckets,
        age: StockAge(of: holding.layers, in: question.buckets, asOf: question.asOf), stock: holding.average.stock)
    }
    return page(rows, question.scope.start, question.scope.limit)
  }

  func answer(_ question: LotAgeingReport) throws(InventoryError) -> Page<LotAgeingReport.Row> {
    let ageing = try answer(AgeingReport(question.buckets, question.scope, asOf: question.asOf))
    return Page(
      rows: ageing.rows.prefix(3).enumerated().map { number, row in
        LotAgeingReport.Row(lot: Lot(code: "L-\(77 + number)", expires: Day("2026-09-30")), ageing: row)
      }, next: nil, previous: nil)
  }

  func answer(_ question: Metrics) throws(InventoryError) -> Metrics.Report {
    var report = Metrics.Report(period: question.period)
    for (code, units) in [("NORTH", 1_200), ("SOUTH", 300)] {
      var site = Metrics.Site(code: code)
      (site.records, site.sums) = (7, BalanceSums(Balances(onHand: Quantity(units), reserved: Quantity(12))))
      site.worth = ["EUR": Money(Quantity(units), at: UnitCost(tenThousandths: 24_500))]
      report.sites.append(site)
      report.total.records += site.records
      report.total.sums += site.sums
    }
    report.sales.sold = 4_369_000
    (report.promises.made, report.promises.expired, report.promises.refusals) = (40, 3, 2)
    report.openDocuments = [Metrics.OpenDocuments("transfers", 4)]
    return report
  }

  func answer(_ question: ValuePage) throws(InventoryError) -> Page<ValuePage.Row> {
    let rows = goods(question.scope.item).map {
      ValuePage.Row(item: valued($0), value: SiteValue(holding($0), by: .average))
    }
    return page(rows, question.scope.start, question.scope.limit)
  }

  private func turnover(_ goods: Goods, _ period: ReportPeriod) -> Turnover {
    func money(_ units: Int) -> Money { Money(Quantity(units), at: UnitCost(tenThousandths: 24_500)) }
    return Turnover(
      period: period, cost: money(goods.sold * 12), opening: money(goods.onHand), closing: money(goods.onHand),
      average: money(goods.onHand))
  }

  func answer(_ question: TurnoverReport) throws(InventoryError) -> Page<TurnoverReport.Row> {
    try noted { $0.turnovers.append(question) }
    let rows = goods(question.scope.item).map { goods in
      TurnoverReport.Row(
        item: goods.item.item, code: goods.item.code, name: goods.item.name, unit: goods.item.unit, currency: "EUR",
        used: Quantity(goods.sold * 12), turnover: turnover(goods, question.period))
    }
    return page(rows, question.scope.start, question.scope.limit)
  }

  func answer(_ question: TurnoverTotals) throws(InventoryError) -> [TurnoverTotals.Row] {
    func money(_ units: Int) -> Money { Money(tenThousandths: Int64(units) * 10_000) }
    return [
      TurnoverTotals.Row(
        currency: "EUR", items: 14,
        turnover: Turnover(
          period: question.period, cost: money(120_000), opening: money(24_000), closing: money(26_000),
          average: money(25_000)))
    ]
  }

  func answer(_ question: AbcReport) throws(InventoryError) -> [RankedUsage] {
    UsageClass.ranked(
      goods(nil).map { goods in
        ItemUsage(
          item: goods.item.item, code: goods.item.code, name: goods.item.name, used: Quantity(goods.sold),
          value: Worth(Quantity(goods.sold), at: UnitCost(tenThousandths: 24_500)))
      })
  }

  func answer(_ question: InTransitReport) throws(InventoryError) -> Page<InTransitReport.Row> {
    let rows = [(884, 1, "WID-220", "Widget M6 A2", 48), (883, 1, "WIP-001", "Wipes 80", 300)].map {
      InTransitReport.Row(
        line: PaperMoving.line(Int64($0.0), $0.1, $0.2, $0.3, $0.4, shipped: $0.4), from: "NORTH", to: "SOUTH/S-01",
        shippedAt: PaperWarehouse.noon.adding(milliseconds: -50 * 3_600_000),
        eta: PaperWarehouse.noon.adding(milliseconds: 20 * 3_600_000), currency: "EUR")
    }.filter { question.filter.item == nil || $0.line.code.description == question.filter.item }
    return Page(rows: rows, next: nil, previous: nil)
  }

  func answer(_ question: CountAccuracyReport) throws(InventoryError) -> CountAccuracyReport.Report {
    try noted { $0.accuracies.append(question) }
    var report = CountAccuracyReport.Report()
    for (number, within) in [(142, 97), (139, 88)] {
      let accuracy = CountAccuracy(
        lines: 100, linesWithin: within, expected: Quantity(8_000), off: Quantity(100 - within),
        valueUp: Worth(tenMillionths: 120_000_000), valueDown: Worth(tenMillionths: 340_500_000))
      report.total += accuracy
      report.stocktakes.append(
        CountAccuracyReport.Row(
          stocktake: StocktakeID(Int64(number)), name: "Cycle \(number)", place: "NORTH/A",
          appliedAt: PaperWarehouse.noon.adding(milliseconds: -Int64(200 - number) * 86_400_000), accuracy: accuracy))
    }
    return report
  }
}

/// Files in memory, or a disk that takes none.
final class PaperFiles: ReportWriting {
  struct State: Sendable {
    var files: [String: [[String]]] = [:]
    var isFull = false
    /// Those that were made for spreadsheets.
    var safe: Set<String> = []
    /// How long a look at the clock takes, in milliseconds.
    var slowness: Int64 = 0
    var clock = PaperWarehouse.noon
  }

  let state = Mutex(State())

  func now() -> Instant {
    state.withLock { state in
      defer { state.clock = state.clock.adding(milliseconds: state.slowness) }
      return state.clock
    }
  }

  func write(
    _ columns: [String], to name: String, isReplacing: Bool, isSpreadsheetSafe: Bool,
    next: () throws(InventoryError) -> [[String]]
  ) throws(InventoryError) -> ReportFile {
    let path = "/home/anna/\(name)"
    if state.withLock({ $0.isFull }) { return .failed(path: path, why: "no space left on device") }
    if !isReplacing, state.withLock({ $0.files[path] != nil }) { return .exists(path: path) }
    var rows = [columns]
    while true {
      let more = try next()
      if more.isEmpty { break }
      rows += more
    }
    state.withLock { state in
      state.files[path] = rows
      if isSpreadsheetSafe { state.safe.insert(path) }
    }
    return .written(path: path, rows: rows.count - 1)
  }
}

import Inventory
import InventoryTesting
import Testing

extension StandIn {
  private static let reported = ReportedItem(
    item: ItemID(1), code: ItemCode(sku: "WID"), name: "Widget", unit: "kg")

  private static func turnover(_ period: ReportPeriod) -> Turnover {
    func money(_ units: Int64) -> Money { Money(tenThousandths: units * 10_000) }
    return Turnover(
      period: period, cost: money(120_000), opening: money(20_000), closing: money(30_000), average: money(25_000))
  }

  func answer(_ question: TurnoverReport) throws(InventoryError) -> Page<TurnoverReport.Row> {
    memory.withLock { $0.starts.append(question.scope.start) }
    guard question.scope.item.map({ $0 == "WID" }) ?? true else { throw .noSuchItem(question.scope.item ?? "") }
    let row = TurnoverReport.Row(
      item: ItemID(1), code: ItemCode(sku: "WID"), name: "Widget", unit: "kg", currency: "EUR", used: Quantity(900),
      turnover: StandIn.turnover(question.period))
    return Page(rows: [row], next: nil, previous: nil)
  }

  func answer(_ question: TurnoverTotals) throws(InventoryError) -> [TurnoverTotals.Row] {
    guard question.site.map({ $0 == "NORTH" }) ?? true else { throw .noSuchLocation(question.site ?? "") }
    return [TurnoverTotals.Row(currency: "EUR", items: 1, turnover: StandIn.turnover(question.period))]
  }

  func answer(_ question: MovementStats) throws(InventoryError) -> MovementStats.Report {
    try question.scope.check()
    var figures = MovementFigures()
    figures.add(.issue, Quantity(-12), entries: 3)
    figures.add(.return, Quantity(1))
    figures.add(.receipt, Quantity(5))
    let row = MovementStats.Row(
      item: StandIn.reported, figures: figures, demand: CensoredDemand(used: Quantity(11), daysWithStock: 3))
    var days = Array(repeating: MovementStats.DayFigures(), count: question.scope.days)
    days[0].used = Quantity(11)
    return MovementStats.Report(
      scope: question.scope, items: 1, total: figures, days: days, page: Page(rows: [row], next: nil, previous: nil))
  }

  func answer(_ question: StockCover) throws(InventoryError) -> StockCover.Report {
    try question.scope.check()
    let row = StockCover.Row(
      item: StandIn.reported, available: Quantity(14),
      demand: CensoredDemand(used: Quantity(56), daysWithStock: 20))
    return StockCover.Report(
      scope: question.scope, buckets: [0, 0, 1, 0, 0, 0, 2], page: Page(rows: [row], next: nil, previous: nil))
  }
}

@Suite("Reports of what moved") struct MovementReportCommandTests {
  @Test(
    "each report says what it is for, and refuses what it cannot take",
    arguments: [
      ("report turnover", 0), ("report turnover --from 2026-01-01 --to 2026-04-01 --at NORTH --limit 5", 0),
      ("report turnover --sku WID", 0), ("report stats --days 30 --to -2d --sku WID --at NORTH", 0),
      ("report cover", 0), ("report turnover --from someday", 2), ("report stats --days none", 2),
      ("report stats WID", 2), ("report turnover --sku NONE", 3), ("report turnover --at NOWHERE", 3),
      ("report turnover --from 2026-04-01 --to 2026-04-01", 4), ("report turnover --from 2000-01-01", 4),
      ("report stats --days 5000", 4), ("report cover --days 5000", 4),
    ])
  func exits(line: String, exit: Int32) {
    let outcome = Desk().type(line + " --json")
    #expect(outcome.exit == exit, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty == (exit == 0), "\(outcome.errors)")
  }

  @Test("turnover as a table with its totals apart, and as one document")
  func turnover() {
    let words = Desk().type("report turnover --from 2025-01-01 --to 2026-01-01")
    #expect(
      words.output == """
        SKU  NAME    USED       COST   OPENING   CLOSING   AVERAGE  TURNOVER  PER YEAR  DAYS
        WID  Widget   900  120000.00  20000.00  30000.00  25000.00       4.8       4.8  76.0

        """)
    #expect(
      words.errors
        == "All in EUR: 120000.00 sold and consumed, 25000.00 on average: turned over 4.8 times, 76.0 days of stock.\n")
    let figures = """
      "cost_of_goods":120000.00,"opening_value":20000.00,"closing_value":30000.00,"average_value":25000.00,\
      "turnover":4.8,"turnover_per_year":4.8,"days_of_stock":76.0
      """
    #expect(
      Desk().type("report turnover --from 2025-01-01 --to 2026-01-01 --json").output == """
        {"data":[{"sku":"WID","variant":null,"name":"Widget","unit":"kg","used":900,\(figures),"currency":"EUR"}],\
        "next_cursor":null,"from":"2025-01-01T00:00:00Z","to":"2026-01-01T00:00:00Z",\
        "totals":[{"currency":"EUR","items":1,\(figures)}]}

        """)
    // Nothing is known of what is still to come: a period ends now at the latest.
    let open = Desk().type("report turnover --to 2030-01-01 --json").output
    #expect(open.contains("\"to\":\"\(Desk.now)\""))
  }

  @Test("what moved, as a table and as one document")
  func stats() {
    let words = Desk().type("report stats --days 3")
    #expect(
      words.output == """
        SKU  NAME    SOLD  A DAY  DAYS IN STOCK  RECEIVED  ISSUED  RETURNED  ADJUSTED  LOST  IN  OUT  ENTRIES
        WID  Widget    11  3.667              3         5      12         1         0     0   0    0        5

        """)
    #expect(
      words.errors == """
        2026-07-02 to 2026-07-04, all 1 item: 5 entries, 5 received, 11 sold (12 issued, 1 returned), 0 adjusted, \
        0 lost, 0 transferred in, 0 out.

        """)
    let document = Desk().type("report stats --days 3 --json").output
    #expect(document.hasSuffix("\"transferred_out\":0,\"other\":0},\"sold_per_day\":[11,0,0]}\n"))
    #expect(document.contains("\"days_with_stock\":3,\"use_per_day\":3.667}],\"next_cursor\":null,\"first_day\":"))
  }

  @Test("days of cover, with how many items there are of each step")
  func cover() {
    let words = Desk().type("report cover")
    #expect(
      words.output == """
        SKU  NAME    AVAILABLE  USED  DAYS IN STOCK  A DAY  COVER
        WID  Widget         14    56             20    2.8    5.0

        """)
    #expect(
      words.errors == "Items by days of cover: 0 0, to 3 0, to 7 1, to 14 0, to 30 0, over 30 0, no use 2.\n")
    let document = Desk().type("report cover --json").output
    #expect(document.contains("\"use_per_day\":2.8,\"days_of_cover\":5.0}"))
    #expect(document.contains("{\"days\":\"to 7\",\"items\":1}") && document.contains("\"items\":3,\"buckets\":["))
  }
}

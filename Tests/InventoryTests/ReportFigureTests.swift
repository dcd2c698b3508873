import Inventory
import Testing

/// What reports work out (`algorithms.md` 4.4 and 4.11), without any books.
@Suite("Figures of reports") struct ReportFigureTests {
  private static func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }

  private static func money(_ text: String) throws -> Money {
    Money(Quantity(1), at: try #require(UnitCost(text)))
  }

  private static func period(_ from: String, _ to: String) throws -> ReportPeriod {
    try ReportPeriod(from: instant(from), to: instant(to))
  }

  @Test("turnover is what goods cost that were used by the mean value, and days are a year by that")
  func turnover() throws {
    let year = try Self.period("2025-01-01", "2026-01-01")
    let average = try Self.money("25000")
    func turnover(_ cost: String, _ average: Money, _ period: ReportPeriod) throws -> Turnover {
      Turnover(period: period, cost: try Self.money(cost), opening: average, closing: average, average: average)
    }
    let whole = try turnover("120000", average, year)
    #expect(whole.turns == 480 && whole.turnsPerYear == 480 && whole.days == 760)
    #expect(
      whole.fields.json == """
        {"cost_of_goods":120000.00,"opening_value":25000.00,"closing_value":25000.00,"average_value":25000.00,\
        "turnover":4.8,"turnover_per_year":4.8,"days_of_stock":76.0}
        """)
    // A month at that pace: a twelfth of the turns, and as many days of stock.
    let month = try turnover("9863.0137", average, try Self.period("2025-06-01", "2025-07-01"))
    #expect(month.turns == 39 && month.turnsPerYear == 480 && month.days == 760)
    let idle = try turnover("0", average, year)
    #expect(idle.turns == 0 && idle.days == nil)
    let bare = try turnover("10", .zero, year)
    #expect(bare.turns == nil && bare.turnsPerYear == nil && bare.days == nil)
    // More came back than went out.
    let returned = try -Self.money("5000")
    let back = Turnover(period: year, cost: returned, opening: average, closing: average, average: average)
    #expect(back.turns == -20 && back.days == nil)
  }

  @Test(
    "the mean is that of each day's end and of the period's; where no day ends in it, of its first and last value",
    arguments: [
      // Ten worth 100 all the time, and 90 more from the third on: one, two and three ends of days see them.
      ("2026-06-01", "2026-06-05", "2026-06-03T08:00:00Z", "145.00"),
      ("2026-06-01", "2026-06-04", "2026-06-03T08:00:00Z", "130.00"),
      ("2026-06-01T12:00:00Z", "2026-06-03T12:00:00Z", "2026-06-03T08:00:00Z", "130.00"),
      ("2026-06-03T06:00:00Z", "2026-06-03T12:00:00Z", "2026-06-03T08:00:00Z", "145.00"),
      ("2026-06-03T06:00:00Z", "2026-06-04", "2026-06-03T08:00:00Z", "190.00"),
      // What happens at the end of a day is the next day's.
      ("2026-06-01", "2026-06-03", "2026-06-02T00:00:00Z", "145.00"),
      ("2026-06-01", "2026-06-03", "2026-06-03T00:00:00Z", "100.00"),
      ("2026-06-01", "2026-06-03", "2026-05-31T23:59:59Z", "190.00"),
    ])
  func means(_ from: String, _ to: String, _ at: String, _ average: String) throws {
    var sums = TurnoverSums(try Self.period(from, to))
    try sums.move(Self.money("90"), at: Self.instant(at), isUse: false)
    sums.end(worth: try Self.money("190"))
    #expect(sums.turnover.average.description == average)
    #expect(sums.turnover.cost == .zero)
  }

  @Test("sums of items add up to the last digit, whatever each is rounded to")
  func sums() throws {
    let period = try Self.period("2026-06-01", "2026-06-04")
    var all = TurnoverSums(period)
    #expect(all.isNothing)
    var rounded = Money.zero
    for _ in 0..<3 {
      var one = TurnoverSums(period)
      one.move(Money(tenThousandths: 1), at: try Self.instant("2026-06-03T08:00:00Z"), isUse: false)
      one.end(worth: Money(tenThousandths: 1))
      #expect(!one.isNothing)
      rounded += one.turnover.average
      all += one
    }
    #expect(rounded == .zero && all.turnover.average == Money(tenThousandths: 1))
  }

  @Test("a period begins before it ends, and is ten years long at most")
  func periods() throws {
    for (from, to) in [("2026-06-01", "2026-06-01"), ("2026-06-02", "2026-06-01"), ("2010-01-01", "2026-01-01")] {
      #expect(throws: InventoryError.self) { try Self.period(from, to) }
    }
  }

  @Test(
    "use is counted by the days with stock, and cover is what is available by that",
    arguments: [
      // used, days with stock, available, a day, days of cover in thousandths
      ("56", 20, "14", "2.8", Int64(5_000)), ("56", 28, "14", "2", 7_000), ("168", 28, "84", "6", 14_000),
      ("0", 28, "84", "0", nil), ("-3", 28, "84", "0", nil), ("56", 20, "0", "2.8", 0), ("56", 20, "-4", "2.8", 0),
      ("0", 0, "5", nil, nil), ("11", 3, "3", "3.667", 818), ("1", 3, "1", "0.333", 3_000),
    ] as [(String, Int, String, String?, Int64?)])
  func demand(_ used: String, _ days: Int, _ available: String, _ perDay: String?, _ cover: Int64?) throws {
    let demand = CensoredDemand(used: try #require(Quantity(used)), daysWithStock: days)
    #expect(demand.perDay?.description == perDay)
    #expect(demand.cover(of: try #require(Quantity(available))) == cover)
  }

  @Test("a day has stock that begins with some, on which some came in, or on which some was used")
  func daysWithStock() {
    func days(_ opening: Int, _ moved: [(day: Int, change: Int, hadStock: Bool)]) -> Int {
      CensoredDemand.daysWithStock(
        of: 28, opening: Quantity(opening),
        moved.map { CensoredDemand.Day(index: $0.day, change: Quantity($0.change), used: .zero, hadStock: $0.hadStock) }
      )
    }
    #expect(days(5, []) == 28)
    #expect(days(0, []) == 0)
    #expect(days(-2, []) == 0)
    // Eight days without any: 56 used on the other twenty.
    #expect(days(28, [(9, -28, true), (18, 28, true), (27, -28, true)]) == 20)
    #expect(days(0, [(3, 0, true), (4, 0, false)]) == 1)
    // What happens after the days changes nothing in them.
    #expect(days(0, [(28, 5, true), (40, -5, true)]) == 0)
    #expect(days(1, [(0, -1, true)]) == 1)
  }

  @Test(
    "days of cover are divided with the upper bound inside",
    arguments: [
      (Int64(0), "0"), (1, "to 3"), (3_000, "to 3"), (3_001, "to 7"), (7_000, "to 7"), (14_000, "to 14"),
      (30_000, "to 30"), (30_001, "over 30"), (nil, "no use"),
    ] as [(Int64?, String)])
  func buckets(_ cover: Int64?, _ name: String) {
    #expect(CoverBucket.names[CoverBucket.index(of: cover)] == name)
  }

  @Test("what moved is told by what it was for, and adds up to the change of on hand")
  func figures() {
    var figures = MovementFigures()
    var net = Quantity.zero
    for kind in MovementKind.allCases {
      let change = Quantity(thousandths: Int64(1) << Int64(kind.rawValue))
      figures.add(kind, change)
      net += change
    }
    #expect(figures.entries == MovementKind.allCases.count && figures.net == net)
    #expect(figures.issued == Quantity(thousandths: -(1 << 2 + 1 << 12)))
    #expect(figures.lost == Quantity(thousandths: -(1 << 5 + 1 << 6 + 1 << 7)))
    #expect(figures.adjusted == Quantity(thousandths: 1 << 3 + 1 << 13 + 1 << 14))
    var twice = figures
    twice += figures
    #expect(twice.net == net + net && twice.used == figures.used + figures.used)
  }
}

import Inventory
import Ledger
import Testing

/// How often stock was turned over, in the books (`algorithms.md` 4.11).
@Suite("Turnover in the books") struct TurnoverTests {
  private static func period(_ from: String, _ to: String) throws -> ReportPeriod {
    try ReportPeriod(from: #require(Instant(from)), to: #require(Instant(to)))
  }

  /// Ten for 10 each before June; on its first four days: ten for 20 each, eight sold, two brought back, four scrapped.
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.act(AddItem(Item(code: ItemCode(sku: "SAW"), name: "Saw")))
    try house.receive(10, at: "A-01", cost: "10", on: "2026-05-31T08:00:00Z", item: "SAW")
    try house.receive(10, at: "A-01", cost: "20", on: "2026-06-01T08:00:00Z", item: "SAW")
    try house.post(.issue, "SAW", "8", at: "A-01", on: "2026-06-02T08:00:00Z")
    try house.post(.return, "SAW", "2", at: "A-01", on: "2026-06-03T08:00:00Z")
    try house.post(.scrap, "SAW", "4", at: "A-01", on: "2026-06-04T08:00:00Z")
    return house
  }

  /// `SAW 6 90.00 100.00>150.00 210.00 0.43 9.3`: used, cost, opening and closing, average, turns, days.
  private static func told(_ turnover: Turnover) -> String {
    func number(_ scaled: Int64?, _ places: Int) -> String {
      scaled.map { Decimals.text($0, places: places, atLeast: 1) } ?? "-"
    }
    return "\(turnover.cost) \(turnover.opening)>\(turnover.closing) \(turnover.average) \(number(turnover.turns, 2)) "
      + number(turnover.days, 1)
  }

  private static func report(
    _ house: SampleWarehouse, _ from: String, _ to: String, _ scope: ValueScope = ValueScope()
  ) throws -> [String] {
    try house.books.ask(TurnoverReport(period(from, to), scope)).rows.map { row in
      "\(row.code) \(row.used) " + told(row.turnover)
    }
  }

  @Test("a small warehouse worked out by hand, by either valuation")
  func byHand() throws {
    let house = try Self.house()
    // 300, 180, 210 and 150 at the ends of the days; 120 of cost went out and 30 came back.
    #expect(
      try Self.report(house, "2026-06-01", "2026-06-05") == ["SAW 6 90.00 100.00>150.00 210.00 0.43 9.3"])
    #expect(try Self.report(house, "2026-06-02", "2026-06-03") == ["SAW 8 120.00 300.00>180.00 180.00 0.67 1.5"])
    // Nothing moved any more, but it is there.
    #expect(try Self.report(house, "2026-06-10", "2026-06-20") == ["SAW 0 0.00 150.00>150.00 150.00 0.0 -"])
    #expect(try Self.report(house, "2026-05-01", "2026-05-31") == [])
    // 300, 220, 260 and 200: the eight were of the ten for 10, the two came back as the newest.
    try house.act(SetSetting("valuation", "fifo"))
    #expect(
      try Self.report(house, "2026-06-01", "2026-06-05") == ["SAW 6 40.00 100.00>200.00 245.00 0.16 24.5"])
  }

  @Test("what was posted late counts on its own day, and what is taken back is as if it had never been")
  func late() throws {
    let house = try Self.house()
    let sale = try house.post(.issue, "SAW", "1", at: "A-01", on: "2026-06-01T09:00:00Z")
    #expect(
      try Self.report(house, "2026-06-01", "2026-06-05") == ["SAW 7 105.00 100.00>135.00 195.00 0.54 7.4"])
    try house.act(ReverseMovement(.act(key: sale.key)))
    #expect(
      try Self.report(house, "2026-06-01", "2026-06-05") == ["SAW 6 90.00 100.00>150.00 210.00 0.43 9.3"])
  }

  @Test("what is kept of folds changes no turnover")
  func kept() throws {
    let house = try Self.house()
    for number in 0..<25 {
      try house.receive(1, at: "A-01", cost: "15", on: "2026-06-0\(number % 5 + 1)T10:00:00Z", item: "SAW")
    }
    let periods = [("2026-06-01", "2026-06-05"), ("2026-06-03", "2026-06-04"), ("2026-06-20", "2026-07-20")]
    let before = try periods.map { try Self.report(house, $0.0, $0.1) }
    try house.act(SellAtCost(names: [Needs.RecordName("SAW", "A-01")]), at: SampleWarehouse.noon)
    #expect(try house.keptCount() == 1)
    let after = try periods.map { try Self.report(house, $0.0, $0.1) }
    #expect(after[0] == before[0] && after[1] == before[1])
    try house.write("DELETE FROM item_value")
    #expect(try periods.map { try Self.report(house, $0.0, $0.1) } == after)
  }

  @Test("of a site counts what it has; totals are told by currency, of the whole house or of a site")
  func totals() throws {
    let house = try Self.house()
    try house.receive(4, at: "S-01", cost: "50", on: "2026-06-01T08:00:00Z")
    try house.post(.issue, "DRILL-18V", "1", at: "S-01", on: "2026-06-03T08:00:00Z")
    func totals(_ site: String?) throws -> [String] {
      try house.books.ask(TurnoverTotals(Self.period("2026-06-01", "2026-06-05"), site: site)).map { row in
        "\(row.currency)/\(row.items) " + Self.told(row.turnover)
      }
    }
    #expect(
      try totals(nil) == ["/1 90.00 100.00>150.00 210.00 0.43 9.3", "EUR/1 50.00 0.00>150.00 175.00 0.29 14.0"])
    #expect(try totals("SOUTH") == ["EUR/1 50.00 0.00>150.00 175.00 0.29 14.0"])
    #expect(
      try Self.report(house, "2026-06-01", "2026-06-05", ValueScope(site: "SOUTH"))
        == ["DRILL-18V 1 50.00 0.00>150.00 175.00 0.29 14.0"])
    #expect(
      try Self.report(house, "2026-06-01", "2026-06-05", ValueScope(item: "saw", limit: 1)).first?.hasPrefix("SAW 6")
        == true)
    let first = try house.books.ask(TurnoverReport(Self.period("2026-06-01", "2026-06-05"), ValueScope(limit: 1)))
    #expect(first.rows.map(\.code.sku) == ["DRILL-18V"])
    let next = ValueScope(start: .after(try #require(first.next)), limit: 1)
    #expect(try Self.report(house, "2026-06-01", "2026-06-05", next).map { $0.prefix(3) } == ["SAW"])
    func refused(_ scope: ValueScope) -> String {
      house.refusal { _ = try Self.report(house, "2026-06-01", "2026-06-05", scope) }
    }
    #expect(refused(ValueScope(site: "A-01")) == "bad-value")
    #expect(refused(ValueScope(item: "X")) == "no-such-item")
    #expect(house.refusal { _ = try totals("NOWHERE") } == "no-such-location")
  }

  @Test("the mean is that of what stock was worth at each day's end, as the report of ages says", arguments: [1, 2, 3])
  func againstAges(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let house = try SampleWarehouse()
    try house.act(SetSetting("valuation", seed % 2 == 0 ? "fifo" : "average"))
    try house.act(SetSetting("allow_negative_stock", "yes"))
    let items = ["DRILL-18V", "CABLE"]
    let start = try #require(Instant("2026-06-01"))
    let hours = 30 * 24
    for hour in stride(from: 0, to: hours, by: 7) {
      let at = start.adding(milliseconds: Int64(hour) * 3_600_000).description
      let (item, place) = (items.any(&numbers), ["A-01", "A-02", "S-01"].any(&numbers))
      switch numbers.upTo(5) {
      case 0...1:
        try house.receive(1 + numbers.upTo(9), at: place, cost: String(5 + numbers.upTo(20)), on: at, item: item)
      case 2...3: try house.post(.issue, item, String(1 + numbers.upTo(6)), at: place, on: at)
      case 4: try house.post(.return, item, "1", at: place, on: at)
      default: try house.post(.scrap, item, "1", at: place, on: at)
      }
    }
    let (from, to) = ("2026-06-05", "2026-06-25")
    let period = try Self.period(from, to)
    for item in items {
      var sum: Int64 = 0
      for day in 1...20 {
        // A day's end is the last instant of it: what happens at midnight is the next day's.
        let end = period.from.adding(milliseconds: Int64(day) * 86_400_000 - 1)
        let rows = try house.books.ask(AgeingReport(.standard, ValueScope(item: item), asOf: end)).rows
        sum += rows.reduce(0) { $0 + $1.stock.value.tenThousandths }
      }
      let report = try house.books.ask(TurnoverReport(period, ValueScope(item: item))).rows.first
      let average = try #require(report?.turnover.average.tenThousandths)
      #expect(abs(average * 20 - sum) <= 10, "seed \(seed), \(item)")
    }
  }
}

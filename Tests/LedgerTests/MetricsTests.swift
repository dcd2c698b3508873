import Inventory
import Ledger
import Storage
import Testing

@Suite("The figures of the house") struct MetricsTests {
  private static func metrics(_ from: String?, _ to: String? = nil) throws -> Metrics {
    try Metrics(
      from: from.map { try #require(Instant($0)) }, to: to.map { try #require(Instant($0)) }, now: SampleWarehouse.noon)
  }

  @Test("stock and worth by site, now and as it was; what was sold in the time, however long the ledger is")
  func stock() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01", on: "2026-05-01T08:00:00Z")
    try house.post(.receipt, "DRILL-18V", "5", at: "S-01", on: "2026-05-02T08:00:00Z")
    try house.post(.issue, "DRILL-18V", "4", at: "A-01", on: "2026-06-10T08:00:00Z")
    try house.post(.return, "DRILL-18V", "1", at: "A-01", on: "2026-06-20T08:00:00Z")
    try house.post(.reserve, "DRILL-18V", "2", at: "S-01", on: "2026-07-03T08:00:00Z")
    let now = try house.books.ask(Self.metrics("2026-06-01"))
    func told(_ site: Metrics.Site) -> String {
      let sums = site.sums.thousandths.map { BalanceSums.text($0) }.joined(separator: " ")
      return "\(site.code) \(site.records): \(sums), \(site.worth["EUR"]?.description ?? "-")"
    }
    #expect(now.sites.map(told) == ["NORTH 1: 7 0 0 0 0, 349.30", "SOUTH 1: 5 2 0 0 0, 249.50"])
    #expect(now.total.sums.available == 10_000 && now.total.worth == ["EUR": Money(tenThousandths: 5_988_000)])
    #expect(BalanceSums.text(now.sales.sold) == "3" && now.sales.entries == 2)
    #expect(now.turnover.first { $0.currency == "EUR" }?.turnover.cost.description == "149.70")
    let june = try house.books.ask(Self.metrics("2026-06-01", "2026-06-15"))
    #expect(june.sites.map(told) == ["NORTH 1: 6 0 0 0 0, 299.40", "SOUTH 1: 5 0 0 0 0, 249.50"])
    #expect(BalanceSums.text(june.sales.sold) == "4")
    #expect(now.fields.json.contains("\"units_sold\":3,"))
    #expect(house.refusal { _ = try Self.metrics("2026-06-15", "2026-06-01") } == "bad-value")
  }

  @Test("what was sold is found by the zones of a long ledger, and is what a scan of it comes to")
  func longLedger() throws {
    let past = try PastHouse(seed: 17)
    try past.load(9_000, from: 2, to: 98)
    try past.work(30)
    func sold() throws -> Metrics.Sales { try past.house.books.ask(Self.metrics("2025-09-01", "2026-06-01")).sales }
    let before = try sold()
    #expect(before.sold > 0 && before.entries > 0)
    try past.take(SampleWarehouse.noon)
    #expect(try sold() == before)
  }

  @Test("reservations that expired or held nothing, sales the books refused, counts and open documents")
  func promises() throws {
    let house = try ReservationHouse()
    _ = try house.reserve(.init("DRILL-18V", at: "A-01", Quantity(2)), life: .lasting(milliseconds: 60_000))
    _ = try house.reserve(.init("DRILL-18V", at: "A-01", Quantity(3)), for: "order:SO-2", life: .unlimited)
    func refused(_ quantity: Int, key: String, dryRun: Bool = false) -> String {
      house.house.refusal {
        try house.act(
          PostMovements([MovementLine(.issue, "DRILL-18V", Quantity(quantity), at: "A-01")]), at: 5, key: key,
          dryRun: dryRun)
      }
    }
    // Asked three times with one key, it is one sale that was refused; a dry run sells nothing.
    for _ in 0..<3 { #expect(refused(1000, key: "k1") == "insufficient-stock") }
    #expect(refused(1000, key: "k2", dryRun: true) == "insufficient-stock")
    #expect(refused(900, key: "k3") == "insufficient-stock")
    let tooMany = ReserveStock(for: "order:SO-3", [.init("DRILL-18V", at: "A-01", Quantity(500))])
    #expect(house.refusal(at: 5, tooMany) == "insufficient-stock")
    // Then the goods came, and it was done after all.
    try house.act(PostMovements([MovementLine(.receipt, "DRILL-18V", Quantity(2000), at: "A-01")]), at: 6)
    try house.act(PostMovements([MovementLine(.issue, "DRILL-18V", Quantity(1000), at: "A-01")]), at: 7, key: "k1")
    let later = ReservationHouse.later(10)
    let report = try house.books(10).ask(
      Metrics(from: SampleWarehouse.noon.adding(milliseconds: -1), to: nil, now: later))
    #expect(report.promises.made == 2 && report.promises.expired == 1 && report.promises.expiryRate == 5000)
    #expect(report.promises.refusals == 2)
    let open = report.openDocuments.filter { $0.count > 0 }.map { "\($0.kind) \($0.count)" }
    #expect(open == ["reservations 1"])
  }

  @Test("lots are as old as they have been there, at each site, wherever they went in it")
  func ageingByLot() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "GLUE", "10", at: "A-01", lot: "L1", on: "2026-06-04T08:00:00Z")
    try house.post(.receipt, "GLUE", "6", at: "A-01", lot: "L2", on: "2026-06-24T08:00:00Z")
    try house.post(.receipt, "GLUE", "4", at: "A-01", lot: "L1", on: "2026-06-29T08:00:00Z")
    try house.post(.transferOut, "GLUE", "3", at: "A-01", to: "A-02", lot: "L1", on: "2026-07-01T08:00:00Z")
    try house.post(.issue, "GLUE", "8", at: "A-01", lot: "L1", on: "2026-07-02T08:00:00Z")
    func rows(_ scope: ValueScope = ValueScope()) throws -> [String] {
      try house.books.ask(LotAgeingReport(AgeBuckets("10,20"), scope, asOf: SampleWarehouse.noon)).rows.map { row in
        "\(row.lot.code) \(row.ageing.item.siteCode) "
          + row.ageing.age.quantities.map(\.description).joined(separator: " ")
      }
    }
    #expect(try rows() == ["L1 NORTH 4 0 2", "L2 NORTH 6 0 0"])
    #expect(try rows(ValueScope(item: "glue", limit: 1)) == ["L1 NORTH 4 0 2"])
    #expect(try rows(ValueScope(site: "SOUTH")) == [])
  }
}

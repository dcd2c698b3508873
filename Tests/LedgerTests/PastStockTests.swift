import Inventory
import Storage
import Testing

@testable import Ledger

@Suite("Stock as it was") struct PastStockTests {
  @Test(
    "200,000 entries, dated back, taken back, counted and restated: any instant is what adding them all up comes to")
  func manyEntries() throws {
    let past = try PastHouse(seed: 11)
    let house = past.house
    try past.load(60_000, from: 2, to: 30)
    #expect(try past.wrong(at: (0..<4).map { _ in past.anyInstant() }) == [], "before any snapshot")
    for _ in 0..<3 { try past.take(past.anyInstant()) }
    try past.load(80_000, from: 20, to: 70)
    for _ in 0..<4 { try past.take(past.anyInstant()) }
    try past.load(60_000, from: 60, to: 99)
    try past.take(PastHouse.start.adding(milliseconds: 180 * 86_400_000))
    // What was counted in the morning is restated by what is told later of the hours before.
    let stocktake = try house.open("B-100", isBlind: false)
    try house.count(stocktake, "P-100", "4999", in: "B-100", at: "10:00")
    try house.finish(stocktake)
    try house.post(.receipt, "P-100", "7", at: "B-100", on: "2026-07-04T09:00:00Z")
    try house.post(.issue, "P-100", "2", at: "B-100", on: "2026-06-30T09:00:00Z")
    try past.work(60)
    let instants =
      try (0..<46).map { _ in past.anyInstant() } + [
        PastHouse.start, SampleWarehouse.at("09:30"), SampleWarehouse.at("10:30"), SampleWarehouse.noon,
      ]
    #expect(try past.wrong(at: instants) == [])
    #expect(try past.drift() == [])
    let kept = try house.books.ask(SnapshotList())
    #expect(kept.count == 8 && kept.map(\.asOf) == kept.map(\.asOf).sorted(by: >))
    let asOf = try #require(kept.last?.asOf)
    // Taken again it rests on all that was recorded since.
    try past.take(asOf)
    let again = try #require(try house.books.ask(SnapshotList()).last)
    #expect(again.asOf == asOf && again.lastEntry > kept[7].lastEntry)
    #expect(try house.books.ask(StockAsOf(asOf)) == StockAsOf.Past(records: again.records, sums: again.sums))
    // Whatever of this is lost, stock as it was stays the same.
    try house.database.commit(Batch([Statement("DELETE FROM ledger_zone WHERE number = 9")]))
    try house.database.commit(Batch([Statement("DELETE FROM snapshot_part WHERE id % 2 = 0")]))
    #expect(try past.wrong(at: Array(instants.prefix(8))) == [])
    #expect(try past.drift().isEmpty == false)
    try house.database.commit(Batch([Statement("DELETE FROM snapshot"), Statement("DELETE FROM snapshot_part")]))
    #expect(try past.drift() == [])
  }

  @Test("verify finds a snapshot, or what is kept of a part of the ledger, that somebody wrote over")
  func garbled() throws {
    let past = try PastHouse(seed: 5)
    try past.load(9_000, from: 5, to: 95)
    try past.take(PastHouse.start.adding(milliseconds: 100 * 86_400_000))
    #expect(try past.drift() == [])
    func drift(after sql: String) throws -> [String] {
      try past.house.database.commit(Batch([Statement(sql)]))
      return try past.drift()
    }
    #expect(try drift(after: "UPDATE ledger_zone SET latest = latest - 1 WHERE number = 1").count == 1)
    _ = try drift(after: "DELETE FROM ledger_zone")
    #expect(try drift(after: "UPDATE snapshot SET last_entry = last_entry - 5000").count == 1)
    #expect(try drift(after: "UPDATE snapshot SET last_entry = last_entry + 5000") == [])
    #expect(try drift(after: "UPDATE snapshot SET records = records + 1").count == 1)
    #expect(try drift(after: "UPDATE snapshot SET records = records - 1") == [])
    #expect(
      try drift(after: "UPDATE snapshot_part SET records = CAST(substr(records, 9) || x'01' AS BLOB)").count
        == 1)
  }

  @Test("posting goes on while snapshots are taken, and each of them is of one moment")
  func concurrent() throws {
    let past = try PastHouse(seed: 8)
    try past.load(12_000, from: 5, to: 95)
    let way = past.house.way
    let instants = (0..<6).map { _ in past.anyInstant() }
    let failures = onThreads(3) { number in
      let books = try way.books(clock: { SampleWarehouse.noon })
      for turn in 0..<25 {
        let context = ActContext(
          key: "thread-\(number)-\(turn)", actor: "anna", terminal: "tty\(number)", now: SampleWarehouse.noon)
        if number == 0 {
          _ = try books.perform(TakeSnapshot(asOf: instants[turn % 6]), context)
        } else {
          let back = Int64(turn * 13 % 300 + number) * 86_400_000
          _ = try books.perform(
            PostMovements([
              MovementLine(
                .receipt, "P-1\(10 + turn)", Quantity(3), at: "B-10\(turn % 10)",
                occurredAt: SampleWarehouse.noon.adding(milliseconds: -back))
            ]), context)
        }
      }
    }
    #expect(failures == [])
    #expect(try past.wrong(at: instants + [past.anyInstant(), SampleWarehouse.noon]) == [])
    #expect(try past.drift() == [])
  }

  @Test("stock as it was is listed by SKU with what it was worth then, and what nobody had yet is left out")
  func listed() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01", on: "2026-05-01T08:00:00Z")
    try house.post(.receipt, "CABLE", "2.5", at: "A-02", on: "2026-05-02T08:00:00Z")
    try house.post(.issue, "DRILL-18V", "4", at: "A-01", on: "2026-06-01T08:00:00Z")
    try house.post(.receipt, "DRILL-18V", "1", at: "S-01", on: "2026-06-02T08:00:00Z")
    // Recorded today, and true of May.
    try house.post(.scrap, "DRILL-18V", "3", at: "A-01", reason: "broken", on: "2026-05-03T08:00:00Z")
    func rows(_ day: String, item: String? = nil, at place: String? = nil, limit: Int = 50) throws -> [String] {
      var question = PastStockPage(try #require(Instant(day)), item: item, at: place, limit: limit)
      var rows: [PastStockPage.Row] = []
      while true {
        let page = try house.books.ask(question)
        rows += page.rows
        guard let next = page.next else { break }
        question.start = .after(next)
      }
      return rows.map {
        "\($0.stock.code) \($0.stock.place) \($0.stock.balances.onHand) \($0.value?.description ?? "-")"
      }
    }
    #expect(try rows("2026-04-01") == [])
    #expect(try rows("2026-05-02") == ["DRILL-18V NORTH/A-01 10 499.00"])
    #expect(try rows("2026-05-04") == ["CABLE NORTH/A-02 2.5 0.00", "DRILL-18V NORTH/A-01 7 349.30"])
    let june = ["CABLE NORTH/A-02 2.5 0.00", "DRILL-18V NORTH/A-01 3 149.70", "DRILL-18V SOUTH/S-01 1 49.90"]
    #expect(try rows("2026-07-04") == june && rows("2026-07-04", limit: 1) == june)
    #expect(try rows("2026-07-04", item: "drill-18v", at: "SOUTH") == [june[2]])
    #expect(house.refusal { _ = try rows("2026-07-04", at: "NOWHERE") } == "no-such-location")
    let north = try house.books.ask(StockAsOf(try #require(Instant("2026-05-04")), at: "NORTH"))
    #expect(north.records == 2 && north.onHand == 9500)
  }

  @Test("a snapshot is a supervisor's; the end of a month is taken whoever is at work, and of the future there is none")
  func acts() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01", on: "2026-05-01T08:00:00Z")
    for (name, role) in [("boss", Operator.Role.admin), ("sue", .supervisor), ("carl", .counter)] {
      try house.act(AddOperator(Operator(name: name, role: role)), by: "boss")
    }
    let may = try #require(Instant("2026-06-01"))
    let odd = may.adding(milliseconds: 1)
    #expect(house.refusal { try house.act(TakeSnapshot(asOf: odd), by: "carl") } == "not-permitted")
    #expect(house.refusal { try house.act(TakeSnapshot(asOf: odd, isDue: true), by: "carl") } == "bad-value")
    let later = SampleWarehouse.noon.adding(milliseconds: 1)
    #expect(house.refusal { try house.act(TakeSnapshot(asOf: later), by: "sue") } == "bad-value")
    try house.act(TakeSnapshot(asOf: may, isDue: true), by: "carl")
    let now = try house.act(TakeSnapshot(), key: "now", by: "sue")
    #expect(now.document?.contains("\"records\":1,\"on_hand\":10") == true)
    #expect(try house.act(TakeSnapshot(), key: "now", by: "sue").isRepeat)
    #expect(try house.books.ask(SnapshotList()).map(\.actor) == ["sue", "carl"])
    #expect(try house.books.ask(AuditPage(action: "snapshot", limit: 5)).rows.count == 2)
  }

  @Test("ends of months are due in a long ledger: of two years, and of each December before")
  func due() throws {
    let past = try PastHouse(seed: 3)
    let noon = SampleWarehouse.noon
    #expect(try past.house.books.ask(DueSnapshots(now: noon)) == [])
    try past.load(10_000, from: 1, to: 99)
    let due = try past.house.books.ask(DueSnapshots(now: noon)).map(\.day.description)
    #expect(due.first == "2026-07-01" && due.last == "2025-08-01" && due.count == 12)
    try past.house.act(TakeSnapshot(asOf: try #require(Instant("2026-07-01")), isDue: true))
    #expect(try past.house.books.ask(DueSnapshots(now: noon)).first?.day.description == "2026-06-01")
    let long = DueSnapshots(now: noon).closes(since: try #require(Instant("2022-05-05")))
    #expect(long.count == 24 + 2 && long.last?.day.description == "2023-01-01")
  }
}

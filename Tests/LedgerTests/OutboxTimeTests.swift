import Inventory
import Ledger
import Testing

/// What is scanned happened when it was scanned, however late the books hear of it.
@Suite struct OutboxTimeTests {
  private static let hour: Int64 = 3_600_000

  private func event(_ far: FarHouse, _ key: String) throws -> CountEvent {
    let events = try far.house.books.ask(CountLineStory("ST-0001", line: 1)).events
    return try #require(events.last)
  }

  @Test func `a count that was kept is dated by its scan, and what moved before it was sent comes after it`() throws {
    let far = try FarHouse()
    try far.house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    try far.house.open("NORTH")
    let console = try far.console()
    far.line.mode = .down
    far.wait(milliseconds: 600_000)
    let scanned = far.now
    try far.act(
      RecordCounts("ST-0001", [CountEntry(.typed, "DRILL-18V", Quantity(10), at: "A-01")]), "k1", through: console)
    far.wait(milliseconds: 600_000)
    try far.house.post(.issue, "DRILL-18V", "4", at: "A-01", at: far.now)
    far.line.mode = .up
    far.wait(milliseconds: OutboxTimeTests.hour)
    far.sendAll(console)
    let event = try event(far, "k1")
    #expect(event.occurredAt == scanned)
    #expect(event.recordedAt == far.now)
    #expect(event.ledgerEntry == nil)
    try far.house.act(ReconcileStocktake("ST-0001"), at: far.now)
    #expect(try far.house.figures("ST-0001", "DRILL-18V") == "E 10 A 0 counted")
  }

  @Test func `a bin that was empty when its label was scanned was empty then`() throws {
    let far = try FarHouse()
    try far.house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    try far.house.open("NORTH")
    let console = try far.console()
    far.wait(milliseconds: 600_000)
    let scanned = far.now
    try far.act(CountEmptyBin("ST-0001", "A-01"), "k1", through: console)
    far.wait(milliseconds: 600_000)
    try far.house.post(.receipt, "DRILL-18V", "6", at: "A-01", at: far.now)
    far.wait(milliseconds: OutboxTimeTests.hour)
    far.sendAll(console)
    let event = try event(far, "k1")
    #expect(event.occurredAt == scanned && event.ledgerEntry == nil)
    try far.house.act(ReconcileStocktake("ST-0001"), at: far.now)
    #expect(try far.house.figures("ST-0001", "DRILL-18V").hasPrefix("E 10 A -10"))
  }

  @Test func `what came off a lorry is dated by its scan, and comes into stock when the books post it`() throws {
    let transfers = try TransferHouse()
    let number = try transfers.shipped(TransferRequestLine("DRILL-18V", Quantity(3)))
    let books = transfers.house.books
    let scanned = SampleWarehouse.noon.adding(milliseconds: 60_000)
    let sent = SampleWarehouse.noon.adding(milliseconds: OutboxTimeTests.hour)
    func act(_ act: some Act, _ key: String) throws -> ActAnswer {
      try books.perform(act, ActContext(key: key, actor: "ben", terminal: "hh3", now: sent, happenedAt: scanned))
    }
    _ = try act(RecordReceipts(number, [.init("DRILL-18V", Quantity(3))]), "k1")
    #expect(try books.ask(ReceiveEventPage(number)).rows.map(\.occurredAt) == [scanned])
    let posted = try act(PostReceipt(number), "k2")
    #expect(posted.entries.map(\.occurredAt) == [sent])
    try transfers.house.expectSoundBooks()
  }

  @Test func `a clock that was set back meanwhile refuses nothing`() throws {
    let far = try FarHouse()
    try far.house.open("NORTH")
    let console = try far.console()
    try far.scan("k1", by: console)
    far.wait(milliseconds: -OutboxTimeTests.hour)
    far.sendAll(console)
    #expect(far.settled == ["k1"])
  }
}

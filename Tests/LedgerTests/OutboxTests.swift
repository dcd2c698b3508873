import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal
import Testing

/// What is scanned on a line that drops: kept here first, sent in order, known in the end.
@Suite struct OutboxTests {
  private func farCount() throws -> FarHouse {
    let far = try FarHouse()
    try far.house.open("NORTH")
    return far
  }

  @Test func `what is scanned is kept at once and sent in its order, each with its key`() throws {
    let far = try farCount()
    let console = try far.console()
    for number in 1...5 { try far.scan("k\(number)", by: console) }
    #expect(console.line.waiting == 5)
    #expect(try far.counted() == "nothing")
    #expect(console.send() == nil)
    #expect(try far.counted() == "5")
    #expect(far.settled == ["k1", "k2", "k3", "k4", "k5"])
    #expect(console.line == LineState())
    #expect(try console.kept().isEmpty)
  }

  @Test func `while the line is down nobody waits for it, and it is tried after 1, 2, 4 and 8 seconds`() throws {
    let far = try farCount()
    let console = try far.console()
    #expect(console.send() == nil)
    far.line.mode = .down
    try far.scan("k1", by: console)
    var waits: [Int64?] = []
    for _ in 0..<5 {
      waits.append(console.send())
      far.wait(milliseconds: waits.last??.advanced(by: 0) ?? 0)
    }
    #expect(waits == [1_000, 2_000, 4_000, 8_000, 8_000])
    let state = console.line
    #expect(state.waiting == 1 && !state.isUp && state.downSince == SampleWarehouse.noon)
    #expect(state.why == "far cannot be reached: the line is cut")
    // What needs its answer at once is told so without a call over the line.
    far.wait(milliseconds: -1)
    let calls = far.line.calls
    #expect(
      far.house.refusal { try far.act(CloseShort("TR-0001", [], reason: "LOST"), "a", through: console) }
        == "unreachable")
    #expect(far.house.refusal { _ = try console.ask(StockTotals(), for: .house) } == "unreachable")
    #expect(far.line.calls == calls)
    far.line.mode = .up
    #expect((1...8_000).contains(console.send() ?? 0))
    far.sendAll(console)
    #expect(far.settled == ["k1"])
    #expect(far.states.map(\.isUp) == [true, true, false, false, false, false, false, true, true])
  }

  @Test func `an act that needs its answer goes behind what waits, and says so where that takes too long`() throws {
    let far = try farCount()
    let console = try far.console()
    try far.scan("k1", by: console)
    #expect(far.house.refusal { try far.act(OpenBin("ST-0001", "A-01"), "open", through: console) } == "behind-others")
    #expect(far.now.milliseconds - SampleWarehouse.noon.milliseconds >= 2_000)
    #expect(console.send() == nil)
    let answer = try far.act(OpenBin("ST-0001", "A-01"), "open", through: console)
    #expect(!answer.isKept && answer.event > 0)
    #expect(try far.act(OpenBin("ST-0001", "A-02", company: .join), "join", through: console).isKept)
  }

  @Test func `what a bin holds is told with all that was scanned there before it was asked`() throws {
    let far = try farCount()
    let console = try far.console()
    #expect(console.send() == nil)
    try far.scan("k1", by: console)
    let bin = CountedBin("ST-0001", "A-01", now: far.now)
    #expect(far.house.refusal { _ = try console.ask(bin, for: .house) } == "behind-others")
    #expect(try console.ask(CountedBin("ST-0001", "A-02", now: far.now), for: .house).lines.isEmpty)
    far.letSend(console)
    #expect(try console.ask(bin, for: .house).lines.map(\.counted) == [Quantity(1)])
    far.letSend(nil)
  }

  @Test(arguments: [SwitchedDatabase.Mode.deaf, .lost, .down, .full, .locksUsOut])
  func `an answer that never came is found out by the key before anything else is sent`(
    _ mode: SwitchedDatabase.Mode
  ) throws {
    let far = try farCount()
    let console = try far.console()
    #expect(console.send() == nil)
    far.line.mode = mode
    try far.scan("k1", by: console)
    try far.scan("k2", by: console)
    #expect(console.send() == 1_000)
    #expect(console.line.waiting == 2)
    #expect(far.settled.isEmpty)
    // Whatever it is, to who asks the line is down; a full disk can be looked at.
    let told = far.house.refusal { _ = try console.ask(StockTotals(), for: .house) }
    #expect(told == (mode == .full ? "done" : "unreachable"))
    #expect(far.house.refusal { try console.discard("k1") } == "bad-value")
    far.line.mode = .up
    far.sendAll(console)
    #expect(far.settled == [mode == .deaf ? "k1 again" : "k1", "k2"])
    #expect(try far.counted() == "2")
  }

  @Test func `a disk that is full at the far end keeps nobody from looking`() throws {
    let far = try farCount()
    let console = try far.console()
    far.line.mode = .full
    try far.scan("k1", by: console)
    #expect(console.send() == 1_000)
    #expect(console.line.why.contains("full"))
    #expect(try console.ask(StocktakePage(), for: .house).rows.count == 1)
    #expect(far.house.refusal { try far.act(SweepReservations(), "s", through: console) } == "disk-full")
  }

  @Test func `a refused scan stays with its reason until it is sent again or given up, and nothing waits for it`()
    throws
  {
    let far = try farCount()
    let console = try far.console()
    try far.scan("k1", "NEW-7", by: console)
    try far.scan("k2", by: console)
    try far.scan("k3", "NEW-8", by: console)
    #expect(console.send() == nil)
    #expect(far.settled == ["k1 no-such-item", "k2", "k3 no-such-item"])
    #expect(console.line == LineState(refused: 2))
    let kept = try console.kept()
    #expect(kept.map(\.words) == ["1 NEW-7 at A-01", "1 NEW-8 at A-01"])
    #expect(
      kept[0].refusal?.contains("NEW-7") == true && kept[0].actor == "maria" && kept[0].at == SampleWarehouse.noon)
    try far.house.act(AddItem(Item(code: ItemCode(sku: "NEW-7"), name: "New")))
    far.wait(milliseconds: 60_000)
    try console.sendAgain("k1")
    try console.discard("k3")
    #expect(console.line.waiting == 1)
    #expect(console.send() == nil)
    #expect(try far.counted("NEW-7") == "1")
    #expect(try console.kept().isEmpty)
    for body in [{ try console.sendAgain("k1") }, { try console.discard("k9") }] {
      #expect(far.house.refusal(body) == "bad-value")
    }
  }

  @Test func `the undo of what was refused takes nothing else back`() throws {
    let far = try farCount()
    let console = try far.console()
    let undo = NegateCount("ST-0001", in: "A-01")
    try far.scan("k1", by: console)
    try far.scan("k2", by: console)
    #expect(console.send() == nil)
    try far.scan("wrong", "NEW-7", by: console)
    try far.act(undo, "u1", through: console)
    try far.act(undo, "u2", through: console)
    #expect(console.send() == nil)
    #expect(far.settled == ["k1", "k2", "wrong no-such-item", "u1 nothing-to-undo", "u2"])
    #expect(try far.counted() == "1")
    // Known to be refused it is nothing to take back any more.
    try far.act(undo, "u3", through: console)
    #expect(console.send() == nil)
    #expect(try far.counted() == "nothing")
  }

  @Test func `the undo of an order's scan that was refused takes nothing of what others scanned`() throws {
    let far = try FarHouse()
    let console = try far.console()
    for goods in [Quantity(5), Quantity(-5)] {
      try far.act(ScanReceipt("PO-9", [ReceivedGoods("DRILL-18V", goods)]), "g\(goods)", through: console)
    }
    #expect(console.send() == nil)
    #expect(far.settled == ["g5 no-such-order", "g-5 beyond-scanned"])
  }

  @Test func `another console of the same file goes on where one was killed, under the name that did it`() throws {
    let far = try farCount()
    far.line.mode = .deaf
    do {
      let killed = try far.console()
      try far.scan("k1", by: killed)
      try far.scan("k2", by: killed)
      _ = killed.send()
    }
    far.line.mode = .up
    let next = try far.console()
    try far.act(
      RecordCounts("ST-0001", [CountEntry(.scan, "CABLE", Quantity(1), at: "A-01")]), "k3", through: next, by: "ben")
    far.sendAll(next)
    #expect(far.settled == ["k1 again", "k2", "k3"])
    let actors = try ["k1", "k2", "k3"].map { key in
      try far.house.books.ask(AuditPage()).rows.first { $0.key == key }?.actor
    }
    #expect(actors == ["maria", "maria", "ben"])
  }

  @Test func `what others left behind is sent first`() throws {
    let far = try farCount()
    let gone = try far.console("two")
    try far.scan("old", by: gone)
    let console = try far.console("one", leftBehind: [try far.outbox("two")])
    try far.scan("new", by: console)
    #expect(console.line.waiting == 2)
    #expect(try console.kept().map(\.key) == ["old", "new"])
    #expect(console.send() == nil)
    #expect(far.settled == ["old", "new"])
  }

  @Test func `an act is kept once however often it is performed with its key`() throws {
    let far = try farCount()
    let console = try far.console()
    for _ in 1...3 { try far.scan("k1", by: console) }
    #expect(console.line.waiting == 1)
    #expect(console.send() == nil)
    try far.scan("k1", by: console)
    #expect(console.send() == nil)
    #expect(far.settled == ["k1", "k1 again"])
    #expect(try far.counted() == "1")
  }

  @Test func `a dry run is asked of the books and kept nowhere`() throws {
    let far = try farCount()
    let console = try far.console()
    let act = RecordCounts("ST-0001", [CountEntry(.scan, "CABLE", Quantity(1), at: "A-01")])
    let answer = try console.perform(
      act, ActContext(key: "d", actor: "maria", terminal: "hh3", now: far.now, isDryRun: true))
    #expect(answer.isDryRun && !answer.isKept)
    #expect(try console.kept().isEmpty)
  }

  @Test func `books that never let the console in are told from a line that is down`() throws {
    let far = try farCount()
    let console = try far.console()
    far.line.mode = .down
    _ = console.send()
    #expect(console.closedDoor == nil)
    far.line.mode = .locksUsOut
    far.wait(milliseconds: 1_000)
    _ = console.send()
    #expect(console.closedDoor.map { Explanation($0).type } == "not-admitted")
    far.line.mode = .up
    far.sendAll(console)
    far.line.mode = .locksUsOut
    try far.scan("k1", by: console)
    _ = console.send()
    #expect(console.closedDoor == nil && !console.line.isUp)
  }

  @Test func `a file that is something else, or another address's, is no outbox`() throws {
    let far = try FarHouse()
    #expect(far.house.refusal { _ = try Outbox(far.house.database, for: "ssh://far/stock.db") } == "not-tallyman")
    _ = try far.outbox()
    #expect(try Outbox(far.file("one")).address == "ssh://far/stock.db")
    #expect(far.house.refusal { _ = try Outbox(far.file("one"), for: "ssh://other/stock.db") } == "not-tallyman")
    #expect(far.house.refusal { _ = try Books(far.file("one")) } == "not-tallyman")
  }

  @Test func `what waits at the end is waited for as long as the line is up`() throws {
    let far = try farCount()
    let console = try far.console()
    #expect(console.settle(within: 5_000) == 0)
    try far.scan("k1", by: console)
    #expect(console.settle(within: 5_000) == 1)
    #expect(far.now.milliseconds - SampleWarehouse.noon.milliseconds >= 5_000)
    far.line.mode = .down
    _ = console.send()
    let now = far.now
    #expect(console.settle(within: 5_000) == 1)
    #expect(far.now == now)
  }
}

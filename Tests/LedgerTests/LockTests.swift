import Inventory
import Ledger
import Testing

/// Locks with a time to live: they keep other locks off, and nothing else.
@Suite struct LockTests {
  private static func later(_ seconds: Int64) -> Instant { SampleWarehouse.noon.adding(milliseconds: seconds * 1000) }

  private static func take(_ entity: String = "item:DRILL-18V", token: String? = nil) -> TakeLock {
    TakeLock(entity, for: 30_000, purpose: "repacking", token: token)
  }

  private static func live(_ house: SampleWarehouse, at seconds: Int64) throws -> [String] {
    try house.another(clock: { later(seconds) }).ask(LockList()).map(\.entity)
  }

  @Test(
    "a second taker is told whose the lock is, what for and until when; when its time is over it counts for nothing")
  func expires() throws {
    let house = try SampleWarehouse()
    let taken = try house.act(LockTests.take(), key: "k1")
    #expect(taken.document?.contains("\"token\":\"\(Lock.token(of: "k1"))\"") == true)
    do {
      try house.act(LockTests.take("item:4006381333931"), at: LockTests.later(29), by: "ben")
      Issue.record("it was locked")
    } catch let error as InventoryError {
      let problem = Explanation(error)
      #expect(problem.status == 409 && problem.type == "locked")
      #expect(problem.fields["locked_by"] == .text("anna") && problem.fields["purpose"] == .text("repacking"))
      #expect(
        problem.detail.contains("item:DRILL-18V is locked by anna at tty1 until 2026-07-04T12:00:30Z: repacking."))
    }
    #expect(try LockTests.live(house, at: 29) == ["item:DRILL-18V"] && LockTests.live(house, at: 30).isEmpty)
    // Nobody has swept it, and it is over.
    try house.act(LockTests.take(), at: LockTests.later(30), by: "ben")
    #expect(try LockTests.live(house, at: 31) == ["item:DRILL-18V"])
    // A movement asks for no lock.
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    try house.expectSoundBooks()
  }

  @Test("the same key gives the same token, however often and however late it is sent")
  func repeats() throws {
    let house = try SampleWarehouse()
    let first = try house.act(LockTests.take(), key: "k1")
    for seconds in [Int64(0), 10, 500] {
      let again = try house.act(LockTests.take(), key: "k1", at: LockTests.later(seconds))
      #expect(again.isRepeat && again.document == first.document)
    }
    #expect(house.refusal { try house.act(LockTests.take("item:CABLE"), key: "k1") } == "key-reused")
    #expect(try house.act(LockTests.take("item:CABLE"), key: "k2", dryRun: true).event == 0)
    #expect(try LockTests.live(house, at: 0) == ["item:DRILL-18V"])
  }

  @Test("it is renewed with its token, and let go by its owner or a supervisor")
  func renewed() throws {
    let house = try SampleWarehouse()
    for (name, role) in [("anna", Operator.Role.admin), ("sue", .supervisor), ("dan", .dock), ("cora", .counter)] {
      try house.act(AddOperator(Operator(name: name, role: role)))
    }
    let token = Lock.token(of: "k1")
    try house.act(LockTests.take(), key: "k1", by: "dan")
    #expect(house.refusal { try house.act(LockTests.take(token: token), by: "cora") } == "not-permitted")
    #expect(house.refusal { try house.act(LockTests.take(token: "other"), by: "dan") } == "locked")
    try house.act(LockTests.take(token: token), at: LockTests.later(20), by: "dan")
    #expect(try LockTests.live(house, at: 49).count == 1 && LockTests.live(house, at: 50).isEmpty)
    #expect(house.refusal { try house.act(ReleaseLock(token), at: LockTests.later(21), by: "cora") } == "not-permitted")
    try house.act(ReleaseLock(token), at: LockTests.later(21), by: "sue")
    #expect(try LockTests.live(house, at: 22).isEmpty)
    for act in [ReleaseLock(token), LockTests.take(token: token)] as [any Act] {
      #expect(house.refusal { try house.act(act, by: "dan") } == "no-such-lock")
    }
    #expect(
      try house.books.ask(AuditPage(entity: "item:DRILL-18V", limit: 3)).rows.map(\.action)
        == ["lock.released", "lock.renewed", "lock.taken"])
  }

  private static let entities: [(String, Int64, String, comes: String)] = [
    ("stock:drill-18v@NORTH/A-01", 1_000, "p", "stock:DRILL-18V@NORTH/A-01"),
    ("location:A-01", 3_600_000, "p", "location:NORTH/A-01"),
    ("transfer:881", 1_000, "p", "transfer:TR-0881"), ("stocktake:ST-0001", 1_000, "p", "stocktake:ST-0001"),
    ("lot:L1", 1_000, "p", "lot:L1"), ("nothing:X", 1_000, "p", "bad-value"), ("item", 1_000, "p", "bad-value"),
    ("item:", 1_000, "p", "bad-code"), ("stock:DRILL-18V", 1_000, "p", "bad-value"),
    ("item:NONE", 1_000, "p", "no-such-item"),
    ("stock:CABLE@NOWHERE", 1_000, "p", "no-such-location"), ("item:CABLE", 999, "p", "bad-value"),
    ("item:CABLE", 3_600_001, "p", "bad-value"), ("item:CABLE", 1_000, "", "bad-value"),
    ("item:CABLE", 1_000, String(repeating: "p", count: 201), "bad-value"), ("item:\u{1B}[2J", 1_000, "p", "bad-code"),
  ]

  @Test("what is locked has one spelling; what is no entity, time or purpose is refused")
  func spelling() throws {
    let house = try SampleWarehouse()
    for (entity, life, purpose, comes) in LockTests.entities {
      let came = house.refusal { try house.act(TakeLock(entity, for: life, purpose: purpose)) }
      if came == "done" {
        #expect(try LockTests.live(house, at: 0).contains(comes), "\(entity)")
      } else {
        #expect(came == comes, "\(entity)")
      }
    }
  }

  @Test("who counts in a bin stands among the locks as a lease")
  func leases() throws {
    let house = try SampleWarehouse()
    try house.act(OpenStocktake("A"))
    try house.act(OpenBin("1", "A-01"), by: "cora")
    let leases = try house.books.ask(LockList())
    #expect(leases.map(\.entity) == ["location:NORTH/A-01"] && leases.allSatisfy(\.isLease))
    #expect(leases.first?.purpose == "counting in ST-0001" && leases.first?.actor == "cora")
    #expect(house.refusal { try house.act(TakeLock("location:A-01", for: 1_000, purpose: "p")) } == "done")
  }
}

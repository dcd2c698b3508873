import Inventory
import Ledger
import Storage
import StorageLocal
import Testing

/// Several programs that count, post and apply on one file, answers that get lost, and a stray shell.
@Suite("Counting side by side") struct CountRaceTests {
  private func second(_ house: SampleWarehouse) throws -> Books {
    try house.another()
  }

  private let clock = Counter()

  /// Every act a millisecond after the one before.
  private func perform(_ books: Books, _ act: some Act, key: String, by actor: String = "bob") throws -> ActAnswer {
    let now = SampleWarehouse.noon.adding(milliseconds: Int64(clock.next()))
    return try books.perform(act, ActContext(key: key, actor: actor, terminal: "tty2", now: now))
  }

  /// Does it, or says why not; anything that only says "try again" fails the test.
  private func attempt(_ books: Books, _ act: some Act, key: String, by actor: String = "bob") throws -> Bool {
    do {
      _ = try perform(books, act, key: key, by: actor)
      return true
    } catch let error as InventoryError {
      let type = Explanation(error).type
      #expect(!["contended", "database-failed", "outcome-unknown"].contains(type), "\(act.action): \(error)")
      return false
    }
  }

  @Test("counts that are applied while others post, now and late, stand: verify finds no drift")
  func applyAgainstPosting() throws {
    let house = try SampleWarehouse()
    for place in ["A-01", "A-02"] {
      try house.post(.opening, "DRILL-18V", "500", at: place, on: "2026-07-04T06:00:00Z")
      try house.post(.opening, "GLUE", "500", at: place, lot: "L1", on: "2026-07-04T06:00:00Z")
    }
    let other = try second(house)
    let failures = onThreads(4) { thread in
      var numbers = SeededNumbers(seed: UInt64(thread))
      let books = thread % 2 == 0 ? house.books : other
      for step in 0..<40 {
        let key = "t\(thread)-\(step)"
        let place = ["A-01", "A-02"].any(&numbers)
        guard thread < 2 else {
          var lines: [MovementLine] = []
          for _ in 0...numbers.upTo(2) {
            let item = ["DRILL-18V", "GLUE"].any(&numbers)
            var line = MovementLine(numbers.once(in: 2) ? .issue : .receipt, item, Quantity(1), at: place)
            if numbers.once(in: 3) { (line.kind, line.to) = (.transferOut, place == "A-01" ? "A-02" : "A-01") }
            if item == "GLUE" { line.lot = "L1" }
            if numbers.once(in: 2) {
              line.occurredAt = SampleWarehouse.noon.adding(milliseconds: Int64(-numbers.upTo(18_000_000)))
            }
            lines.append(line)
          }
          _ = try attempt(books, PostMovements(lines), key: key)
          continue
        }
        if numbers.once(in: 3) {
          _ = try attempt(books, CountNow("DRILL-18V", Quantity(490 + numbers.upTo(20)), at: place), key: key)
          continue
        }
        let answer = try perform(books, OpenStocktake("A"), key: key)
        let document = answer.document ?? ""
        let start = document.firstRange(of: "\"id\":\"")?.upperBound ?? document.startIndex
        let stocktake = String(document[start...].prefix { $0 != "\"" })
        let when: Instant? =
          numbers.once(in: 2) ? SampleWarehouse.noon.adding(milliseconds: Int64(-numbers.upTo(18_000_000))) : nil
        let entries = [
          CountEntry(.typed, "DRILL-18V", Quantity(480 + numbers.upTo(40)), at: place, occurredAt: when),
          CountEntry(.typed, "GLUE", Quantity(480 + numbers.upTo(40)), at: place, lot: "L1", occurredAt: when),
        ]
        _ = try perform(books, RecordCounts(stocktake, entries), key: key + "c")
        _ = try attempt(books, ReconcileStocktake(stocktake), key: key + "r")
        _ = try attempt(books, DecideCounts(stocktake, .approve, .all), key: key + "d")
        _ = try attempt(books, ApplyStocktake(stocktake), key: key + "a")
      }
    }
    #expect(failures.isEmpty)
    try house.expectSoundBooks()
  }

  @Test("two who apply at once apply once; who counts while another approves is counted or refused, never half")
  func sameStocktake() throws {
    for round in 0..<12 {
      let house = try SampleWarehouse()
      let other = try second(house)
      try house.act(CountNow("DRILL-18V", Quantity(10), at: "A-01"))
      let stocktake = try house.open("A-01")
      try house.count(stocktake, "DRILL-18V", "8", in: "A-01")
      try house.reconcile(stocktake)
      let done = Seen()
      var failures = onThreads(3) { thread in
        let books = thread == 0 ? house.books : other
        if thread == 0 {
          _ = try attempt(books, DecideCounts(stocktake, .approve, .all), key: "d\(round)")
        } else if thread == 1 {
          let count = RecordCounts(stocktake, [CountEntry(.typed, "DRILL-18V", Quantity(1), at: "A-01")])
          if try attempt(books, count, key: "c\(round)", by: "ben") { done.append("counted") }
        }
      }
      let line = try house.line(stocktake, "DRILL-18V")
      let wasCounted = !done.all.isEmpty
      #expect(line.state == (wasCounted ? .counting : .approved) && line.counted == Quantity(wasCounted ? 1 : 8))
      if wasCounted {
        try house.reconcile(stocktake)
        try house.approve(stocktake)
      }
      failures += onThreads(4) { thread in
        let books = thread % 2 == 0 ? house.books : other
        if try attempt(books, ApplyStocktake(stocktake), key: "a\(round)-\(thread)") { done.append("applied") }
      }
      #expect(failures.isEmpty && done.all.count { $0 == "applied" } == 1)
      #expect(try house.onHand("DRILL-18V", at: "A-01") == (wasCounted ? "1" : "8"))
      try house.expectSoundBooks()
    }
  }

  @Test("whatever becomes of the answers, a stocktake is counted and applied once", arguments: [1, 2, 3] as [UInt64])
  func lostAnswers(seed: UInt64) throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "10", at: "A-01", on: "2026-07-04T08:00:00Z")
    try house.post(.receipt, "SCALE", "1", at: "A-01", serials: ["S1"], on: "2026-07-04T08:00:00Z")
    let books = try Books(DoubtfulDatabase(house.way.database(), seed: seed))
    var step = 0
    func send(_ act: some Act) throws {
      step += 1
      while true {
        do {
          _ = try perform(books, act, key: "step-\(step)")
          return
        } catch InventoryError.outcomeUnknown { continue }
      }
    }
    func count(_ item: String, _ quantity: Int, _ serials: [String] = []) -> RecordCounts {
      RecordCounts("ST-0001", [CountEntry(.typed, item, Quantity(quantity), at: "A-01", serials: serials)])
    }
    try send(OpenStocktake("A-01"))
    try send(OpenBin("ST-0001", "A-01"))
    for _ in 0..<9 { try send(count("DRILL-18V", 1)) }
    try send(NegateCount("ST-0001"))
    try send(count("SCALE", 2, ["S1", "S2"]))
    try send(CloseBin("ST-0001", "A-01"))
    try send(ReconcileStocktake("ST-0001"))
    try send(DecideCounts("ST-0001", .approve, .all))
    try send(ApplyStocktake("ST-0001"))
    try send(CountNow("CABLE", Quantity(3), at: "A-02"))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "8")
    #expect(try house.onHand("SCALE", at: "A-01") == "2")
    #expect(try house.onHand("CABLE", at: "A-02") == "3")
    #expect(try house.books.ask(StocktakePage()).rows.map(\.number) == ["ST-0002", "ST-0001"])
    #expect(try house.books.ask(CountEventPage("ST-0001", limit: 100)).rows.count == 9 + 1 + 2)
    try house.expectSoundBooks()
  }

  // MARK: A stray shell

  /// What the attempts are made on: ST-0001 is applied (line 1, the drill: 8; line 2, scale S1), ST-0002 is being counted
  /// and holds A-02, in its second round, ST-0003 is approved.
  private func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "10", at: "A-01", on: "2026-07-04T08:00:00Z")
    try house.post(.receipt, "SCALE", "1", at: "A-01", serials: ["S1"], on: "2026-07-04T08:00:00Z")
    try house.post(.opening, "CABLE", "10", at: "A-02", on: "2026-07-04T08:00:00Z")
    try house.post(.receipt, "SCALE", "1", at: "A-02", serials: ["S2"], on: "2026-07-04T08:00:00Z")
    let first = try house.open("A-01")
    try house.count(first, "DRILL-18V", "8", in: "A-01", at: "10:00")
    try house.count(first, "SCALE", "1", in: "A-01", serials: ["S1"], at: "10:00")
    try house.finish(first)
    let second = try house.open("A-02", policy: .locked)
    try house.count(second, "CABLE", "9", in: "A-02")
    try house.count(second, "SCALE", "1", in: "A-02", serials: ["S2"])
    try house.act(CloseBin(second, "A-02"), by: "maria")
    try house.count(second, "CABLE", "9", in: "A-02", by: "ben")
    let third = try house.open("A-01")
    try house.count(third, "DRILL-18V", "7", in: "A-01", at: "11:00")
    try house.reconcile(third)
    try house.approve(third)
    return house
  }

  private static let tables = [
    "stocktake", "count_line", "count_event", "count_anchor", "count_round", "count_serial", "count_hold",
  ]

  private static let attempts: [String] =
    tables.flatMap { ["DELETE FROM \($0)", "INSERT OR REPLACE INTO \($0) SELECT * FROM \($0)"] } + [
      "UPDATE stocktake SET status = 'counting'", "UPDATE stocktake SET opened_entry = 0 WHERE id = 2",
      "UPDATE stocktake SET policy = 'live' WHERE id = 2", "UPDATE stocktake SET location = 3 WHERE id = 2",
      "UPDATE stocktake SET version = 0 WHERE id = 2", "UPDATE count_hold SET since = 9000000000000",
      "UPDATE count_event SET base = 5000", "UPDATE count_event SET act = 1", "UPDATE count_round SET counted = 1",
      "UPDATE count_serial SET serial = 'S9'", "UPDATE count_anchor SET counted = 1",
      "UPDATE count_anchor SET occurred_at = occurred_at + 1", "UPDATE count_anchor SET seen_entry = 1",
      "UPDATE count_anchor SET withdrawn_by = 1", "UPDATE count_anchor SET line = 7",
      "UPDATE count_line SET number = number + 10", "UPDATE count_line SET location = 4",
      "UPDATE count_line SET counted = counted + 1000", "UPDATE count_line SET damaged = 1000",
      "UPDATE count_line SET round = round + 1", "UPDATE count_line SET state = 'applied' WHERE stocktake = 3",
      "UPDATE count_line SET state = 'open' WHERE stocktake = 1",
      "UPDATE count_line SET variance = 0 WHERE stocktake = 1",
      event(stocktake: 1, line: 1, location: 3, item: 1), event(stocktake: 3, line: 1, location: 3, item: 1),
      event(stocktake: 2, line: 1, location: 3, item: 1), event(stocktake: 2, line: 9, location: 4, item: 1),
      event(stocktake: 2, line: 1, location: 4, item: 2, round: 1),
      event(stocktake: 2, line: 2, location: 4, item: 4, serial: "'S2'"),
      event(stocktake: 2, line: 1, location: 4, item: 2, kind: 3, negates: "1"),
      event(stocktake: 2, line: 1, location: 4, item: 2, kind: 3, base: -5000, negates: "5"),
      event(stocktake: 2, line: 1, location: 4, item: 2, base: -99_000),
      "INSERT INTO count_line(stocktake, number, location, item, lot, state) VALUES (2, 9, 3, 1, 0, 'open')",
      "INSERT INTO count_line(stocktake, number, location, item, lot, state) VALUES (2, 9, 4, 2, 0, 'open')",
      "INSERT INTO count_serial VALUES (2, 4, 'S9', 4, 1)",
      "INSERT INTO count_anchor(item, location, lot, occurred_at, stocktake, line, act, counted) VALUES "
        + "(1, 3, 0, 1783166400000, 3, 1, 1, 5000)",
      movement(item: 1, place: 3, at: "2026-07-04T09:00:00Z", after: 7000),
      "INSERT INTO restating(act) SELECT max(id) FROM act; "
        + movement(item: 1, place: 3, at: "2026-07-04T09:00:00Z", after: 7000),
      movement(item: 2, place: 4, at: "2026-07-04T11:59:00Z", after: 9000),
    ]

  private static func event(
    stocktake: Int, line: Int, location: Int, item: Int, serial: String = "NULL", kind: Int = 1, base: Int = 1000,
    round: Int = 2, negates: String = "NULL"
  ) -> String {
    """
    INSERT INTO count_event(act, stocktake, location, item, lot, line, serial, kind, quantity, pack, base, damaged, round,
      occurred_at, negates)
    SELECT max(id), \(stocktake), \(location), \(item), 0, \(line), \(serial), \(kind), 1000, 1000, \(base), 0, \(round),
      1783166400000, \(negates) FROM act
    """
  }

  /// One unit leaves; the balances after are right.
  private static func movement(item: Int, place: Int, at time: String, after: Int) -> String {
    """
    INSERT INTO ledger(act, kind, item, location, occurred_at, on_hand, reserved, allocated, blocked, incoming,
      on_hand_after, reserved_after, allocated_after, blocked_after, incoming_after)
    SELECT max(id), 2, \(item), \(place), \(Instant(time)?.milliseconds ?? 0), -1000, 0, 0, 0, 0, \(after), 0, 0, 0, 0
    FROM act
    """
  }

  @Test(
    "nothing a stray shell tries at stocktakes goes unnoticed: it is refused, or verify finds it",
    .enabled(if: StrayShell.isInstalled, "the sqlite3 shell is needed"))
  func strayShell() throws {
    var house = try house()
    try house.expectSoundBooks()
    var refused = 0
    for attempt in CountRaceTests.attempts {
      if try StrayShell(path: house.folder + "/stock.db").run("BEGIN; \(attempt); ROLLBACK").wasRefused {
        refused += 1
        continue
      }
      #expect(try !StrayShell(path: house.folder + "/stock.db").run(attempt).wasRefused)
      let drift = try house.books.ask(Verification()).flatMap(\.drift)
      #expect(!drift.isEmpty, "\(attempt)\n→ was let through, and nobody noticed")
      house = try self.house()
    }
    #expect(refused > CountRaceTests.attempts.count / 2)
    try house.expectSoundBooks()
  }
}

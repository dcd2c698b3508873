import Glibc
import Inventory
import Storage
import Testing

@testable import Ledger

/// A database of an earlier program, opened by this one.
@Suite struct MigrationTests {
  /// A house whose file was brought back to what a program of schema 1 left behind.
  private func oldHouse() throws -> OldHouse {
    let house = try OldHouse()
    let first = try #require(Migration.all.first)
    try house.database().commit(first.batch)
    var fill = Batch()
    for sql in OldHouse.receipt { fill.append(Statement(sql)) }
    try house.database().commit(fill)
    return house
  }

  @Test("a database of schema 1 is brought up to date and keeps its stock")
  func keepsStock() throws {
    let old = try oldHouse()
    #expect(try Books.schema(of: old.database()) == 1)
    #expect(throws: InventoryError.store(.olderSchema(found: 1, known: Books.knownSchema))) {
      try Books(old.database(), mayWrite: false)
    }
    let books = try Books(old.database())
    #expect(try Books.schema(of: old.database()) == Books.knownSchema)
    #expect(try books.ask(ItemStock("OLD")).total.onHand == Quantity(7))
    #expect(try books.ask(Verification()).allSatisfy(\.drift.isEmpty))
    let issue = PostMovements([MovementLine(.issue, "OLD", Quantity(2), at: "HOUSE")])
    _ = try books.perform(issue, ActContext(key: "test-k", actor: "anna", terminal: "t", now: SampleWarehouse.noon))
    #expect(try Books(old.database(), mayWrite: false).ask(ItemStock("OLD")).total.onHand == Quantity(5))
  }

  @Test("reorder points of a database of schema 3 become rules, and what is low has an alert")
  func reorderPoints() throws {
    let old = try OldHouse()
    for step in Migration.all[..<3] { try old.database().commit(step.batch) }
    var fill = Batch()
    for sql in OldHouse.receipt { fill.append(Statement(sql)) }
    fill.append(Statement("UPDATE stock_record SET reorder_point = 9000, edits = edits + 1"))
    fill.append(
      Statement(
        """
        INSERT INTO item(id, sku, variant, name, category, unit, tracking, active, currency, version)
        VALUES (2, 'GONE', '', '', '', 'pcs', 'none', 0, '', 1), (3, 'MANY', '', '', '', 'pcs', 'none', 1, '', 1)
        """))
    fill.append(Statement("INSERT INTO stock_record(item, location, reorder_point) VALUES (2, 1, 4000), (3, 1, NULL)"))
    try old.database().commit(fill)
    let books = try Books(old.database())
    let rules = try books.ask(RulePage()).rows
    #expect(rules.map(\.rule.code.sku) == ["GONE", "OLD"])
    #expect(rules.map(\.state) == [.closed, .open] && rules[1].figures.available == Quantity(7))
    #expect(rules[1].openedAt == SampleWarehouse.noon && rules[1].rule.target == Quantity(9))
    #expect(try books.ask(SignalTotals()).open == 1)
    #expect(try books.ask(Verification()).allSatisfy(\.drift.isEmpty))
  }

  @Test("operators of a database of schema 4 keep their roles, may touch every site and have no PIN until they get one")
  func people() throws {
    let old = try OldHouse()
    for step in Migration.all[..<4] { try old.database().commit(step.batch) }
    var fill = Batch()
    for sql in OldHouse.receipt { fill.append(Statement(sql)) }
    for values in ["'anna', 'admin', NULL", "'dan', 'dock', 'B-DAN'"] {
      fill.append(Statement("INSERT INTO operator(name, role, badge, active, version) VALUES (\(values), 1, 1)"))
    }
    for (name, role) in [("anna", "admin"), ("dan", "dock")] {
      let after = "{\"operator\":\"\(name)\",\"role\":\"\(role)\",\"active\":true,\"version\":1}"
      fill.append(
        Statement(
          """
          INSERT INTO act(key, digest, action, actor, terminal, recorded_at, entity, entries, after)
          VALUES ('add-\(name)', x'00', 'operator.added', 'anna', 'tty1', 1783166400000, 'operator:\(name)', 0, '\(after)')
          """))
    }
    try old.database().commit(fill)
    let books = try Books(old.database())
    func act(_ act: some Act, by actor: String, key: String) throws {
      _ = try books.perform(act, ActContext(key: key, actor: actor, terminal: "t", now: SampleWarehouse.noon))
    }
    try act(PostMovements([MovementLine(.issue, "OLD", Quantity(2), at: "HOUSE")]), by: "dan", key: "issue")
    let dan = try #require(try books.ask(SignInCard("dan")))
    #expect(dan.person.sites.isEmpty && dan.person.pin == nil && dan.failures == 0 && dan.person.badge == "B-DAN")
    try act(EditOperator("dan", .with { $0.pin = PinHash("$y$x") }), by: "anna", key: "pin")
    try act(RecordSignIn("dan", .wrongPin), by: "dan", key: "wrong")
    #expect(try books.ask(SignInCard("dan"))?.failures == 1)
    #expect(try books.ask(Verification()).allSatisfy(\.drift.isEmpty))
  }

  @Test("a database brought up to date has the tables of one that was made new")
  func sameTables() throws {
    let old = try oldHouse()
    let new = try OldHouse()
    _ = try Books(old.database())
    _ = try Books(new.database())
    #expect(try old.tables() == new.tables())
    #expect(try old.tables().contains { $0.contains("CREATE TABLE operator") })
  }

  @Test("programs that start at once on an old or an empty database all find it up to date", arguments: [true, false])
  func manyAtOnce(isOld: Bool) throws {
    for _ in 0..<10 {
      let house = try isOld ? oldHouse() : OldHouse()
      let failures = onThreads(6) { _ in _ = try Books(house.database()).ask(StockTotals()) }
      #expect(failures.isEmpty)
      #expect(try Books.schema(of: house.database()) == Books.knownSchema)
    }
  }

  @Test("a newer database, another program's and an empty one that may only be read are refused")
  func refused() throws {
    let newer = try OldHouse()
    _ = try Books(newer.database())
    try newer.database().commit(Batch([Statement("PRAGMA user_version = 99")]))
    #expect(throws: InventoryError.store(.newerSchema(found: 99, known: Books.knownSchema))) {
      try Books(newer.database())
    }
    let foreign = try OldHouse()
    try foreign.database().commit(Batch([Statement("CREATE TABLE note(text TEXT)")]))
    let empty = try OldHouse()
    _ = try empty.database()
    for (house, mayWrite) in [(foreign, true), (foreign, false), (empty, false)] {
      #expect(throws: InventoryError.store(.notOurs("the database"))) {
        try Books(house.database(), mayWrite: mayWrite)
      }
    }
    try foreign.database().commit(Batch([Statement("PRAGMA user_version = 1")]))
    #expect(throws: InventoryError.store(.notOurs("the database"))) { try Books(foreign.database()) }
  }

  @Test("the steps count up from 1, and each records itself")
  func steps() {
    #expect(Migration.all.map(\.number) == Array(1...Books.knownSchema))
    for step in Migration.all { #expect(step.batch.statements.last?.sql == "PRAGMA user_version = \(step.number)") }
  }
}

/// A database of its own, opened anew by whoever asks.
private final class OldHouse: Sendable {
  private let folder: String
  private let way: TestBooks

  init() throws {
    var template = Array("/tmp/tallyman-old-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    way = try TestBooks(path: folder + "/stock.db")
  }

  deinit {
    for name in ["stock.db", "stock.db-wal", "stock.db-shm", "stock.db-gate", "stock.db-turn"] {
      unlink(folder + "/" + name)
    }
    rmdir(folder)
  }

  func database() throws -> any Database { try way.database() }

  func tables() throws -> [String] {
    try Reader(database: database()).all(
      Statement("SELECT ifnull(sql, name) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name, type")
    ) { $0.text(0) }
  }

  /// What a program of schema 1 wrote for a house, an item and a receipt of seven.
  static let receipt = [
    """
    INSERT INTO location(id, code, name, kind, site, path, room_type, structural, active, quarantine, version)
    VALUES (1, 'HOUSE', '', 'site', 1, '/1/', '', 0, 1, 0, 1)
    """,
    """
    INSERT INTO item(sku, variant, name, category, unit, tracking, active, currency, version)
    VALUES ('OLD', '', 'Old thing', '', 'pcs', 'none', 1, '', 1)
    """,
    """
    INSERT INTO act(key, digest, action, actor, terminal, recorded_at, first_entry, entries)
    VALUES ('old-1', x'00', 'movement.receipt', 'anna', 'tty1', 1783166400000, 1, 1)
    """,
    """
    INSERT INTO ledger(act, kind, item, location, occurred_at, on_hand, reserved, allocated, blocked, incoming,
      on_hand_after, reserved_after, allocated_after, blocked_after, incoming_after)
    VALUES (1, 1, 1, 1, 1783166400000, 7000, 0, 0, 0, 0, 7000, 0, 0, 0, 0)
    """,
  ]
}

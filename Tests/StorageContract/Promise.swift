import Storage

/// One promise of every database, and how to see whether a driver keeps it.
public struct Promise: Sendable, CustomStringConvertible {
  /// The promise as a sentence.
  public let description: String
  private let check: @Sendable (_ site: Site) throws -> Void

  init(_ description: String, _ check: @escaping @Sendable (_ site: Site) throws -> Void) {
    self.description = description
    self.check = check
  }

  /// Puts a driver to it.
  /// - Parameter open: opens the same database each time, an empty one at first.
  /// - Throws: `Breach` where the promise is not kept, or whatever the driver throws out of turn.
  public func check(_ open: @escaping () throws -> any Database) throws {
    let site = Site(open: open)
    try site.database.commit(Site.schema)
    try check(site)
  }

  /// All that a driver must keep.
  public static let all: [Promise] = commits + refusals + values + reads + changes + threads
}

/// A promise that was not kept.
public struct Breach: Error, CustomStringConvertible {
  public let description: String
}

/// A database with the tables that the promises are checked on.
final class Site {
  private let open: () throws -> any Database
  private var opened: (any Database)?

  init(open: @escaping () throws -> any Database) { self.open = open }

  /// The database as this client sees it.
  var database: any Database {
    get throws {
      if let opened { return opened }
      let database = try open()
      opened = database
      return database
    }
  }

  /// The same database as another client sees it.
  func another() throws -> any Database { try open() }

  static let schema = Batch([
    Statement(
      """
      CREATE TABLE item(
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, amount INTEGER NOT NULL,
        CONSTRAINT amount_not_negative CHECK(amount >= 0)) STRICT
      """),
    Statement("CREATE TABLE part(id INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item(id)) STRICT"),
    Statement(
      """
      CREATE TABLE later(
        id INTEGER PRIMARY KEY, item INTEGER REFERENCES item(id) DEFERRABLE INITIALLY DEFERRED) STRICT
      """),
    Statement("CREATE TABLE held(id INTEGER PRIMARY KEY, number INTEGER, words TEXT, bytes BLOB) STRICT"),
    Statement("CREATE VIEW assert_that(ok) AS SELECT 1 WHERE 0"),
    Statement(
      """
      CREATE TRIGGER assert_that_ins INSTEAD OF INSERT ON assert_that WHEN NEW.ok IS NOT 1
      BEGIN SELECT RAISE(ABORT, 'guard failed'); END
      """),
    Statement(
      "CREATE TRIGGER item_stays BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'items stay'); END"),
  ])
}

// MARK: - What the checks say

func item(_ id: Int64, _ name: String, _ amount: Int64 = 0) -> Statement {
  Statement("INSERT INTO item(id, name, amount) VALUES(?1, ?2, ?3)", [.integer(id), .text(name), .integer(amount)])
}

func expect<Part: Equatable>(_ found: Part, is wanted: Part, _ what: String) throws(Breach) {
  if found != wanted { throw Breach(description: "\(what): \(found), not \(wanted)") }
}

extension Site {
  func commit(_ statements: Statement...) throws { try database.commit(Batch(statements)) }

  /// Every row of one statement, every column of it.
  func rows(_ sql: String, _ bindings: [Value] = []) throws -> [[Value]] {
    var rows: [[Value]] = []
    try database.read([Statement(sql, bindings)]) { _, row in
      rows.append((0..<row.width).map { row.value($0) })
      return true
    }
    return rows
  }

  /// The first column of the first row.
  func count(_ sql: String) throws -> Int64 {
    var count: Int64 = -1
    try database.read([Statement(sql)]) { _, row in
      count = row.integer(0)
      return false
    }
    return count
  }

  /// Sees that a batch is refused there, for that, and that nothing of it was done.
  func expectRefusal(of batch: [Statement], at statement: Int, row: Int = 0, _ rule: DatabaseError.Rule) throws {
    let tables = ["item", "part", "later", "held"]
    let before = try tables.map { try rows("SELECT * FROM \($0) ORDER BY id") }
    do {
      try database.commit(Batch(batch))
    } catch DatabaseError.refused(let foundStatement, let foundRow, let foundRule, _) {
      try expect(foundStatement, is: statement, "the statement that refused")
      try expect(foundRow, is: row, "the row that was refused")
      try expect(foundRule, is: rule, "the rule")
      let after = try tables.map { try rows("SELECT * FROM \($0) ORDER BY id") }
      return try expect(after, is: before, "what is there after a refusal")
    }
    throw Breach(description: "the batch was taken, though statement \(statement) breaks a rule")
  }

  /// Sees that a call fails because a statement cannot run at all.
  func expectFailure(_ call: () throws -> Void) throws {
    do {
      try call()
    } catch DatabaseError.unavailable(.failed) {
      return
    }
    throw Breach(description: "a statement that cannot run did not fail")
  }
}

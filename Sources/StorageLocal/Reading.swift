import CSQLite
import Storage

extension Connection {
  /// Runs the statements against one snapshot and hands over their rows.
  func read(_ statements: [Statement], _ each: (_ statement: Int, _ row: any Row) throws -> Bool) throws {
    // One statement is a snapshot by itself.
    let needsTransaction = statements.count > 1 || statements.contains { $0.runs > 1 }
    if needsTransaction { try run("BEGIN") }
    defer { if needsTransaction { rollBack() } }
    for (index, statement) in statements.enumerated() { try read(statement, index, each) }
  }

  private func read(
    _ statement: Statement, _ index: Int, _ each: (_ statement: Int, _ row: any Row) throws -> Bool
  ) throws {
    let prepared = try prepare(statement)
    guard prepared.readsOnly else {
      throw DatabaseError.unavailable(.failed(message: "a read must not write: " + statement.sql))
    }
    for run in 0..<statement.runs {
      guard !wasInterrupted else { throw DatabaseError.unavailable(.interrupted) }
      let code = bind(statement, run: run, to: prepared)
      guard code == SQLITE_OK else { throw unavailable(code) }
      guard try readRows(of: prepared, index, each) else { return }
    }
  }

  /// Hands over the rows of one run; answers whether more are wanted.
  private func readRows(
    of prepared: PreparedStatement, _ index: Int, _ each: (_ statement: Int, _ row: any Row) throws -> Bool
  ) throws -> Bool {
    defer {
      row.statement = nil
      sqlite3_reset(prepared.handle)
    }
    row.statement = prepared.handle
    while true {
      let code = sqlite3_step(prepared.handle)
      if code == SQLITE_DONE { return true }
      guard code == SQLITE_ROW else { throw unavailable(code) }
      guard !wasInterrupted else { throw DatabaseError.unavailable(.interrupted) }
      guard try each(index, row) else { return false }
    }
  }
}

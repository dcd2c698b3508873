import CSQLite
import Storage

extension Connection {
  /// Takes the whole batch or none of it. The caller holds the turn.
  func commit(_ batch: Batch) throws(DatabaseError) {
    try run("BEGIN IMMEDIATE")
    do throws(DatabaseError) {
      for (index, statement) in batch.statements.enumerated() { try run(statement, index) }
    } catch {
      rollBack()
      throw error
    }
    try finish(lastIndex: batch.statements.count - 1)
  }

  private func run(_ statement: Statement, _ index: Int) throws(DatabaseError) {
    let prepared = try prepare(statement)
    for run in 0..<statement.runs {
      var code = bind(statement, run: run, to: prepared)
      if code == SQLITE_OK { code = prepared.runToEnd() }
      guard code == SQLITE_DONE else { throw refusal(code, statement: index, row: run) }
      // Everything after the end of the transaction would be durable by itself.
      guard isInTransaction else {
        throw .unknown(message: "statement \(index) of the batch ended its transaction: \(statement.sql)")
      }
    }
  }

  private func refusal(_ code: Int32, statement: Int, row: Int) -> DatabaseError {
    let failure = failure(code)
    guard let rule = failure.rule else { return .unavailable(failure.trouble(at: path)) }
    return .refused(statement: statement, row: row, rule: rule, message: failure.message)
  }

  private func finish(lastIndex: Int) throws(DatabaseError) {
    let code = try prepare("COMMIT").runToEnd()
    if code == SQLITE_DONE { return }
    let failure = failure(code)
    guard rollBack(), !failure.leavesCommitOpen else { throw .unknown(message: failure.message) }
    if let rule = failure.rule { throw .refused(statement: lastIndex, row: 0, rule: rule, message: failure.message) }
    throw .unavailable(failure.trouble(at: path))
  }

  /// Carries the log over into the file as far as readers let it. What fails here costs nothing but a longer log.
  func checkpoint() { _ = carriesLogOver() }

  /// Whether all of the log stands in the file now.
  func carriesLogOver() -> Bool {
    var pages: Int32 = 0
    var carried: Int32 = 0
    let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, &pages, &carried)
    guard code == SQLITE_OK else { return false }
    logPages = Int(max(pages - carried, 0))
    return carried >= pages
  }
}

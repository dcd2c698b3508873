import CSQLite
import Storage

/// A statement made ready once and run many times. It belongs to one connection.
final class PreparedStatement {
  let handle: OpaquePointer
  /// How many parameters a run binds.
  let width: Int
  /// Whether running it cannot change the database.
  let readsOnly: Bool
  /// When it was last asked for, counted in requests of its connection.
  var lastUse = 0

  init(handle: OpaquePointer) {
    self.handle = handle
    self.width = Int(sqlite3_bind_parameter_count(handle))
    self.readsOnly = sqlite3_stmt_readonly(handle) != 0
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs to the end and makes ready for the next run; answers `SQLITE_DONE` or what went wrong. Rows are passed over.
  func runToEnd() -> Int32 {
    var code = sqlite3_step(handle)
    while code == SQLITE_ROW { code = sqlite3_step(handle) }
    sqlite3_reset(handle)
    return code
  }
}

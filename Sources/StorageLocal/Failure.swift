import CSQLite
import Storage

/// What SQLite answered when something went wrong, taken at once, before the next call overwrites it.
struct Failure {
  /// The extended result code.
  let code: Int32
  let message: String
  /// What the system said, 0 where it was not asked.
  let systemError: Int32

  init(_ code: Int32, of connection: OpaquePointer?) {
    self.code = code
    self.message = connection.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
    self.systemError = connection.map { sqlite3_system_errno($0) } ?? 0
  }

  /// The rule that a statement broke, if it was one.
  var rule: DatabaseError.Rule? {
    switch code {
    case csqlite_constraint_unique, csqlite_constraint_primarykey, csqlite_constraint_rowid: .unique
    case csqlite_constraint_check: .check
    case csqlite_constraint_notnull: .notNull
    case csqlite_constraint_foreignkey: .foreignKey
    case csqlite_constraint_datatype, SQLITE_MISMATCH: .type
    case csqlite_constraint_trigger: .raised
    default: nil
    }
  }

  /// Why the database at `path` could not be used.
  func trouble(at path: String) -> DatabaseError.Trouble {
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED: .locked(path: path)
    case SQLITE_READONLY: .readOnly(path: path)
    case SQLITE_PERM, SQLITE_AUTH: .noPermission(path: path)
    case SQLITE_FULL: .full(path: path)
    case SQLITE_CORRUPT: .damaged(path: path, message: message)
    case SQLITE_NOTADB: .notADatabase(path: path)
    case SQLITE_INTERRUPT: .interrupted
    // The database itself is open by now: what cannot be opened is a file beside it.
    case SQLITE_CANTOPEN where SystemError(systemError).forbidsWriting: .readOnly(path: folder(of: path))
    case SQLITE_IOERR, SQLITE_CANTOPEN: SystemError(systemError).trouble(at: path) ?? .failed(message: messageOfSystem)
    default: .failed(message: message)
    }
  }

  private var messageOfSystem: String {
    "\(message) (\(code)" + (systemError == 0 ? ")" : ": \(SystemError(systemError).message))")
  }

  /// Whether the failure of a COMMIT leaves it open if the batch took effect. When the log could not be written its
  /// last part is missing, and nobody will ever take it for a commit; when it was written but could not be forced to
  /// the disk, or nobody knows what happened, a restart may find it whole.
  var leavesCommitOpen: Bool {
    code & 0xff == SQLITE_IOERR && code != csqlite_ioerr_write || code & 0xff == SQLITE_CORRUPT
  }
}

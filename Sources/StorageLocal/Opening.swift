import CSQLite
import Glibc
import Storage

extension Connection {
  private static let configured: Int32 = csqlite_configure()

  /// Opens the file, without looking into it.
  static func open(_ path: String, _ mode: LocalDatabase.Mode) throws(DatabaseError) -> OpaquePointer {
    _ = configured
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    switch mode {
    case .readWriteCreate: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .readWrite: flags |= SQLITE_OPEN_READWRITE
    case .readOnly: flags |= SQLITE_OPEN_READONLY
    }
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      let trouble = openingTrouble(Failure(code, of: handle), path, mode)
      sqlite3_close_v2(handle)
      throw .unavailable(trouble)
    }
    // A file that may not be written is opened for reading without a word.
    if mode != .readOnly, sqlite3_db_readonly(handle, "main") == 1 {
      sqlite3_close_v2(handle)
      throw .unavailable(.readOnly(path: path))
    }
    return handle
  }

  /// SQLite says only that it cannot open; the system knows why.
  private static func openingTrouble(_ failure: Failure, _ path: String, _ mode: LocalDatabase.Mode)
    -> DatabaseError.Trouble
  {
    let error = SystemError(failure.systemError)
    var file = stat()
    if stat(path, &file) == 0 {
      if file.st_mode & S_IFMT != S_IFREG { return .notADatabase(path: path) }
      return error.trouble(at: path) ?? failure.trouble(at: path)
    }
    guard errno == ENOENT else { return SystemError.last.trouble(at: path) ?? failure.trouble(at: path) }
    if stat(folder(of: path), &file) != 0 { return .missing(path: folder(of: path)) }
    guard mode == .readWriteCreate else { return .missing(path: path) }
    // It could not be made, and what SQLite tried afterwards has covered up why.
    if access(folder(of: path), W_OK) != 0, SystemError.last.forbidsWriting { return .readOnly(path: folder(of: path)) }
    return .failed(message: failure.message)
  }

  /// Makes the connection strict and durable. The schema stays trusted: SQLite 3.40 lets no trigger of an untrusted one
  /// feed a full-text index. The first statement looks into the file, so a file that is no database is
  /// found out here.
  func configure(_ settings: LocalDatabase.Settings) throws(DatabaseError) {
    for (option, isOn) in [
      (SQLITE_DBCONFIG_ENABLE_FKEY, true), (SQLITE_DBCONFIG_DEFENSIVE, true), (SQLITE_DBCONFIG_DQS_DML, false),
      (SQLITE_DBCONFIG_DQS_DDL, false),
      // A program that runs one command would pay for carrying the log over into the file each time it ends.
      (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
    ] {
      let code = csqlite_db_config_bool(handle, Int32(option), isOn ? 1 : 0)
      guard code == SQLITE_OK else { throw unavailable(code) }
    }
    let code = sqlite3_exec(
      handle,
      """
      PRAGMA synchronous=FULL;PRAGMA secure_delete=OFF;PRAGMA temp_store=MEMORY;\
      PRAGMA cache_size=-\(max(settings.cacheBytes >> 10, 1));PRAGMA mmap_size=\(max(settings.mappedBytes, 0))
      """, nil, nil, nil)
    guard code == SQLITE_OK else { throw unavailable(code) }
    // Whoever may send statements over a line has this file, and no other of the machine.
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
    // The commit path carries the log over itself, when it holds the turn.
    sqlite3_wal_autocheckpoint(handle, 0)
  }

  /// Whether the file keeps a log beside it, so that reading and writing do not wait for each other.
  func keepsLog() throws(DatabaseError) -> Bool {
    let statement = try prepare("PRAGMA journal_mode")
    defer { sqlite3_reset(statement.handle) }
    let code = sqlite3_step(statement.handle)
    guard code == SQLITE_ROW else { throw unavailable(code) }
    row.statement = statement.handle
    defer { row.statement = nil }
    return row.text(0) == "wal"
  }

  /// Makes the file keep a log. Only one process may do it at a time.
  func startLog() throws(DatabaseError) {
    try run("PRAGMA journal_mode=WAL")
    guard try keepsLog() else { throw .unavailable(.failed(message: "no write-ahead log is possible for " + path)) }
  }
}

import CSQLite
import Glibc
import Storage
import Synchronization

/// One connection to a database file. It is not guarded: `Pool` hands it to one call at a time.
final class Connection: @unchecked Sendable {
  let handle: OpaquePointer
  /// The path as it was given, for messages.
  let path: String
  let row = LocalRow()
  /// Set from another thread to end the reading that goes on.
  let isInterrupted = Atomic(false)
  /// The data version last seen here, none when it was never asked for.
  var dataVersion: Int64?
  /// How many pages the log had after the last commit through this connection.
  var logPages = 0

  private let patience: Patience
  private var arena = Arena()
  private var cache = StatementCache()

  init(path: String, mode: Mode, settings: Settings) throws(DatabaseError) {
    self.path = path
    self.patience = Patience(milliseconds: settings.patience)
    self.handle = try Self.open(path, mode)
    patience.guide(handle)
    try configure(settings)
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_wal_hook(
      handle,
      { context, _, _, pages in
        guard let context else { return SQLITE_OK }
        Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue().logPages = Int(pages)
        return SQLITE_OK
      }, context)
  }

  deinit {
    cache.removeAll()
    sqlite3_close_v2(handle)
  }

  /// The file's whole path, links followed.
  var fullPath: String { sqlite3_db_filename(handle, "main").map { String(cString: $0) } ?? path }

  var wasInterrupted: Bool { isInterrupted.load(ordering: .relaxed) }

  /// Whether a transaction is open.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  func failure(_ code: Int32) -> Failure { Failure(code, of: handle) }

  func unavailable(_ code: Int32) -> DatabaseError { .unavailable(failure(code).trouble(at: path)) }

  /// The statement, ready to bind and run; made ready once.
  func prepare(_ sql: String) throws(DatabaseError) -> PreparedStatement {
    if let known = cache.find(sql) { return known }
    var text = sql
    var statement: OpaquePointer?
    var hasMore = false
    let code = text.withUTF8 { bytes -> Int32 in
      guard let count = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
      return bytes.withMemoryRebound(to: CChar.self) { characters in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          handle, characters.baseAddress, count, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &tail)
        if let tail, let start = characters.baseAddress {
          hasMore = characters[(tail - start)...].contains { $0 > 32 }
        }
        return code
      }
    }
    guard code == SQLITE_OK else { throw unavailable(code) }
    guard let statement else { throw .unavailable(.failed(message: "no statement in: " + sql)) }
    let prepared = PreparedStatement(handle: statement)
    guard !hasMore else { throw .unavailable(.failed(message: "more than one statement in: " + sql)) }
    cache.keep(prepared, for: sql)
    return prepared
  }

  /// The statement of a batch or a read, ready to bind and run, with as many parameters as it is given.
  func prepare(_ statement: Statement) throws(DatabaseError) -> PreparedStatement {
    let prepared = try prepare(statement.sql)
    guard prepared.width == statement.width else {
      throw .unavailable(
        .failed(message: "\(prepared.width) parameters, but \(statement.width) values for: \(statement.sql)"))
    }
    return prepared
  }

  /// Binds the values of one run of a statement.
  func bind(_ statement: Statement, run: Int, to prepared: PreparedStatement) -> Int32 {
    prepared.width == 0 ? SQLITE_OK : arena.bind(statement.bindings, from: run * prepared.width, to: prepared)
  }

  /// Runs a statement without parameters and without an answer.
  func run(_ sql: String) throws(DatabaseError) {
    let code = try prepare(sql).runToEnd()
    guard code == SQLITE_DONE else { throw unavailable(code) }
  }

  /// The first column of the first row of a statement without parameters.
  func integer(_ sql: String) throws(DatabaseError) -> Int64 {
    let statement = try prepare(sql)
    defer { sqlite3_reset(statement.handle) }
    let code = sqlite3_step(statement.handle)
    guard code == SQLITE_ROW else { throw unavailable(code) }
    return sqlite3_column_int64(statement.handle, 0)
  }

  /// Gives up the open transaction, if SQLite has not done so by itself; answers whether none is open now.
  @discardableResult
  func rollBack() -> Bool {
    if isInTransaction { try? run("ROLLBACK") }
    return !isInTransaction
  }
}

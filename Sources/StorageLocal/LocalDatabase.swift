import CSQLite
import Glibc
import Storage
import Synchronization

/// A database in one file on this machine, shared with any number of other processes.
///
/// Reads never wait for writes nor writes for reads. Those who write take turns in order of arrival, across threads
/// and processes, and each turn is one batch. Beside the file lie its log (`-wal`, `-shm`) and two empty files for the
/// turns (`-gate`, `-turn`); a copy of the file alone misses what is still in the log, so copy with `backup`.
public final class LocalDatabase: Database {
  /// The path as it was given.
  public let path: String
  public var isFar: Bool { false }

  let pool: Pool
  /// The file that was opened, by its whole path.
  let identity: FileIdentity
  private let mode: Mode
  private let settings: Settings
  private let line = Line()
  private let turn: WritersTurn
  /// The thread that keeps the turn for longer than one batch: see ``alone(_:)``.
  private let keeper = Mutex<pthread_t?>(nil)
  /// How often somebody else's commit was noticed.
  private let changes = Mutex<Int64>(0)

  /// Opens the file; one connection now, others when calls overlap.
  /// - Throws: `unavailable` with the reason a person can act on.
  public init(path: String, mode: Mode, settings: Settings = Settings()) throws(DatabaseError) {
    self.path = path
    self.mode = mode
    self.settings = settings
    let first = try Connection(path: path, mode: mode, settings: settings)
    let turn = WritersTurn(databasePath: first.fullPath, patience: settings.patience)
    if mode == .readOnly {
      // Looks into the file, so that one that is no database is found out here.
      _ = try first.integer("PRAGMA schema_version")
    } else if try !first.keepsLog() {
      try turn.take()
      defer { turn.release() }
      try first.startLog()
    }
    self.turn = turn
    guard let identity = FileIdentity(first.fullPath) else { throw .unavailable(.missing(path: path)) }
    self.identity = identity
    self.pool = Pool(first: first) { () throws(DatabaseError) -> Connection in
      try Connection(path: path, mode: mode == .readOnly ? .readOnly : .readWrite, settings: settings)
    }
  }

  public func commit(_ batch: Batch) throws(DatabaseError) {
    guard mode != .readOnly else { throw .unavailable(.readOnly(path: path)) }
    guard !batch.statements.isEmpty else { return }
    if keeper.withLock({ $0 == pthread_self() }) { return try commitInTurn(batch) }
    line.enter()
    defer { line.leave() }
    try turn.take()
    defer { turn.release() }
    try commitInTurn(batch)
  }

  /// The caller has the turn.
  private func commitInTurn(_ batch: Batch) throws(DatabaseError) {
    guard !identity.isReplaced else {
      throw .unavailable(.failed(message: "another file was put in the place of \(path): start this program again"))
    }
    let connection = try pool.take(for: .writing)
    defer { pool.giveBack(connection) }
    try connection.commit(batch)
    // While nobody else writes, so that the log can start over from its beginning.
    if connection.logPages >= settings.checkpointPages { connection.checkpoint() }
  }

  public func alone(_ work: () -> Void) throws(DatabaseError) {
    guard mode != .readOnly else { return work() }
    line.enter()
    defer { line.leave() }
    try turn.take()
    defer { turn.release() }
    keeper.withLock { $0 = pthread_self() }
    defer { keeper.withLock { $0 = nil } }
    work()
  }

  public func sideBySide(_ work: [@Sendable () -> Void]) { SideBySide(work).run() }

  public func relay<Piece: Sendable>(
    _ make: (_ give: (Piece) -> Bool) -> Void, to take: @escaping @Sendable (Piece) -> Bool
  ) { Relay(take).run(make) }

  /// - Throws: `unavailable`, or what `each` throws.
  public func read(_ statements: [Statement], _ each: (_ statement: Int, _ row: any Row) throws -> Bool) throws {
    let connection = try pool.take(for: .reading)
    defer { pool.giveBack(connection) }
    try connection.read(statements, each)
  }

  /// Ends the reads that go on in other threads; they throw `unavailable(.interrupted)`. Commits are left alone.
  public func interrupt() { pool.interruptReads() }

  public func changeToken() throws(DatabaseError) -> Int64 {
    // Behind the commits of this process, so that the connection that writes is free to be asked: it alone can tell
    // others' commits from ours. Where a read has borrowed it, another is asked, and what it saw counts as a change.
    line.enter()
    defer { line.leave() }
    let connection = try pool.take(for: .writing)
    defer { pool.giveBack(connection) }
    let version = try connection.integer("PRAGMA data_version")
    return changes.withLock { changes in
      if version != connection.dataVersion {
        connection.dataVersion = version
        changes += 1
      }
      return changes
    }
  }

  /// Carries the log over into the file when it has grown and nobody else wants to write: for the pauses of a program
  /// that runs long, so that no commit has to. Costs about a millisecond then, else nothing.
  public func checkpointIfIdle() {
    guard mode != .readOnly, line.enterIfEmpty() else { return }
    defer { line.leave() }
    guard let connection = try? pool.take(for: .writing) else { return }
    defer { pool.giveBack(connection) }
    guard connection.logPages >= settings.checkpointPages / 4, turn.takeIfFree() else { return }
    defer { turn.release() }
    connection.checkpoint()
  }
}

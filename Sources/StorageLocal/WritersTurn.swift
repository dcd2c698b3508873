import Glibc
import Storage

/// The turn to write, which the processes at one database file take in order of arrival.
///
/// SQLite's own waiting is polling: whoever is running gets the lock again, and of 32 writers the least served got a
/// thousandth of its share. So there are two locked files beside the database. Who holds the gate is next and waits for
/// the turn; everybody else waits for the gate, in the kernel, in a row. A process that dies gives both back.
///
/// Used by one thread at a time (`Line`).
final class WritersTurn: @unchecked Sendable {
  private let databasePath: String
  private let patience: Int64
  private var gate: Int32 = -1
  private var turn: Int32 = -1

  /// - Parameters:
  ///   - databasePath: the whole path, links followed, so that all processes mean the same two files.
  ///   - patience: how long to wait for a turn, in milliseconds.
  init(databasePath: String, patience: Int64) {
    self.databasePath = databasePath
    self.patience = patience
  }

  deinit {
    if gate >= 0 { close(gate) }
    if turn >= 0 { close(turn) }
  }

  /// - Throws: `locked` when somebody has the turn, or is next, for longer than anybody should: a process that was
  ///   stopped in the middle of a batch, say.
  func take() throws(DatabaseError) {
    try open()
    let deadline = monotonicMilliseconds() + patience
    try lock(gate, until: deadline)
    defer { flock(gate, LOCK_UN) }
    try lock(turn, until: deadline)
  }

  /// Takes the turn if nobody has it or waits for it.
  func takeIfFree() -> Bool {
    guard (try? open()) != nil, flock(gate, LOCK_EX | LOCK_NB) == 0 else { return false }
    defer { flock(gate, LOCK_UN) }
    return flock(turn, LOCK_EX | LOCK_NB) == 0
  }

  func release() { flock(turn, LOCK_UN) }

  private func lock(_ file: Int32, until deadline: Int64) throws(DatabaseError) {
    if flock(file, LOCK_EX | LOCK_NB) == 0 { return }
    Alarm.start(deadline: deadline)
    defer { Alarm.stop() }
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .unavailable(.failed(message: "flock: " + SystemError.last.message)) }
      guard monotonicMilliseconds() < deadline else { throw .unavailable(.locked(path: databasePath)) }
    }
  }

  private func open() throws(DatabaseError) {
    if gate < 0 { gate = try openSideFile(databasePath + "-gate") }
    if turn < 0 { turn = try openSideFile(databasePath + "-turn") }
  }

  /// Opens a file that everybody who may use the database may lock: it gets the database's owner and permissions, as
  /// SQLite does with its own side files.
  private func openSideFile(_ path: String) throws(DatabaseError) -> Int32 {
    var database = stat()
    guard stat(databasePath, &database) == 0 else {
      throw .unavailable(SystemError.last.trouble(at: databasePath) ?? .failed(message: SystemError.last.message))
    }
    let permissions = database.st_mode & 0o777
    let created = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    if created >= 0 {
      // The umask may have taken away what the group needs. A failure only matters to others, who will be told.
      _ = fchmod(created, permissions)
      if geteuid() == 0 { _ = fchown(created, database.st_uid, database.st_gid) }
      return created
    }
    guard errno == EEXIST else { throw unavailable(SystemError.last, path: path) }
    var existing = Glibc.open(path, O_RDWR | O_CLOEXEC)
    // To lock a local file it is enough to read it.
    if existing < 0, errno == EACCES || errno == EROFS { existing = Glibc.open(path, O_RDONLY | O_CLOEXEC) }
    guard existing >= 0 else { throw unavailable(SystemError.last, path: path) }
    return existing
  }

  private func unavailable(_ error: SystemError, path: String) -> DatabaseError {
    if error.forbidsWriting { return .unavailable(.readOnly(path: folder(of: path))) }
    return .unavailable(error.trouble(at: path) ?? .failed(message: path + ": " + error.message))
  }
}

import Glibc
import Storage

extension LocalDatabase {
  /// Puts another file, a whole database without a log, in this one's place while nobody else writes. What was here is
  /// copied to `kept` first, with all that was still in its log. Whenever it breaks off, one of the two stands here whole.
  ///
  /// Programs that have the old file open go on reading it, and are refused when they write.
  public func replace(with replacement: String, keepingAs kept: String) throws(DatabaseError) {
    var outcome: Result<Void, DatabaseError> = .success(())
    try alone {
      do throws(DatabaseError) {
        try backup(to: kept, overwrite: true)
        try carryLogOver()
        // All of it stands in the file now. A log that was left beside the new file would be taken for its own.
        for suffix in ["-wal", "-shm"] { unlink(identity.path + suffix) }
        guard rename(replacement, identity.path) == 0 else {
          throw .unavailable(.failed(message: identity.path + ": " + SystemError.last.message))
        }
      } catch {
        outcome = .failure(error)
      }
    }
    try outcome.get()
  }

  /// Carries all that is in the log over into the file, so that the file is whole by itself. Waits for those who still
  /// read what is only in the log.
  /// - Throws: `unavailable` where somebody reads on and on.
  public func foldLog() throws(DatabaseError) {
    var outcome: Result<Void, DatabaseError> = .success(())
    try alone { outcome = Result { () throws(DatabaseError) in try carryLogOver() } }
    try outcome.get()
  }

  private func carryLogOver() throws(DatabaseError) {
    for _ in 0..<LocalDatabase.mostWaits {
      let connection = try pool.take(for: .writing)
      let isWhole = connection.carriesLogOver()
      pool.giveBack(connection)
      if isWhole { return }
      usleep(50_000)
    }
    throw .unavailable(.locked(path: path))
  }

  private static let mostWaits = 100
}

/// Which file a path names, so that another one in its place is noticed.
struct FileIdentity: Hashable, Sendable {
  let path: String
  private let device: dev_t
  private let number: ino_t

  /// What stands there now; nil where there is nothing.
  init?(_ path: String) {
    var file = stat()
    guard stat(path, &file) == 0 else { return nil }
    self.path = path
    device = file.st_dev
    number = file.st_ino
  }

  /// Another file stands there now.
  var isReplaced: Bool { FileIdentity(path).map { $0 != self } ?? false }
}

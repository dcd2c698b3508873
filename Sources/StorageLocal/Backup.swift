import CSQLite
import Glibc
import Storage

extension LocalDatabase {
  /// Copies the database as it is now into a new file, while others go on reading and writing. The copy is one whole
  /// file without a log, forced to the disk; it has its name only when it is finished.
  /// - Parameters:
  ///   - destination: where the copy goes; an existing file is only replaced when `overwrite` says so.
  ///   - progress: told the pages copied and to be copied, about every megabyte; answers `false` to give up.
  /// - Throws: `unavailable`; `interrupted` when `progress` gave up. No part of a copy is left then.
  public func backup(
    to destination: String, overwrite: Bool = false, progress: (_ copied: Int, _ total: Int) -> Bool = { _, _ in true }
  ) throws(DatabaseError) {
    try refuseExisting(destination, unless: overwrite)
    let unfinished = destination + ".unfinished-\(getpid())"
    do throws(DatabaseError) {
      try copy(to: unfinished, progress)
      try forceToDisk(unfinished)
      try refuseExisting(destination, unless: overwrite)
      guard rename(unfinished, destination) == 0 else { throw unavailable(SystemError.last, destination) }
    } catch {
      for suffix in ["", "-wal", "-shm", "-journal"] { unlink(unfinished + suffix) }
      throw error
    }
    try forceToDisk(folder(of: destination))
  }

  private func refuseExisting(_ destination: String, unless overwrite: Bool) throws(DatabaseError) {
    if !overwrite, access(destination, F_OK) == 0 {
      throw .unavailable(.failed(message: destination + ": " + SystemError(EEXIST).message))
    }
  }

  private func copy(to unfinished: String, _ progress: (Int, Int) -> Bool) throws(DatabaseError) {
    let source = try pool.take(for: .reading)
    defer { pool.giveBack(source) }
    // A snapshot is held throughout: a copy that met the commits of others would start over each time.
    try source.run("BEGIN")
    defer { source.rollBack() }
    _ = try source.integer("PRAGMA schema_version")
    let target = try CopyTarget(path: unfinished, like: source.fullPath)
    try target.fill(from: source, progress)
    try target.finish()
  }

  private func forceToDisk(_ path: String) throws(DatabaseError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unavailable(SystemError.last, path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw unavailable(SystemError.last, path) }
  }

  private func unavailable(_ error: SystemError, _ path: String) -> DatabaseError {
    .unavailable(error.trouble(at: path) ?? .failed(message: path + ": " + error.message))
  }
}

/// The file that a copy is written to.
private final class CopyTarget {
  private static let pagesAtOnce: Int32 = 256

  private let path: String
  private let handle: OpaquePointer

  /// Makes an empty file with the permissions of the database, so that a copy is not open to more people than it.
  init(path: String, like database: String) throws(DatabaseError) {
    self.path = path
    var permissions: mode_t = 0o600
    var file = stat()
    if stat(database, &file) == 0 { permissions = file.st_mode & 0o777 }
    let created = Glibc.open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, permissions)
    guard created >= 0 else {
      let error = SystemError.last
      throw .unavailable(error.trouble(at: path) ?? .failed(message: path + ": " + error.message))
    }
    close(created)
    self.handle = try Connection.open(path, .readWrite)
    // Nothing is lost when it breaks off: the file is forced to the disk when it is whole.
    sqlite3_exec(handle, "PRAGMA synchronous=OFF;PRAGMA journal_mode=OFF", nil, nil, nil)
  }

  deinit { sqlite3_close_v2(handle) }

  func fill(from source: Connection, _ progress: (Int, Int) -> Bool) throws(DatabaseError) {
    guard let copying = sqlite3_backup_init(handle, "main", source.handle, "main") else {
      throw failure(sqlite3_extended_errcode(handle))
    }
    var code = SQLITE_OK
    var goesOn = true
    while code == SQLITE_OK, goesOn {
      code = sqlite3_backup_step(copying, Self.pagesAtOnce)
      let total = Int(sqlite3_backup_pagecount(copying))
      goesOn = progress(total - Int(sqlite3_backup_remaining(copying)), total) && !source.wasInterrupted
    }
    let end = sqlite3_backup_finish(copying)
    guard goesOn else { throw .unavailable(.interrupted) }
    guard end == SQLITE_OK else { throw failure(end) }
  }

  /// Makes the copy a file that needs no log beside it, so that it can be read where nothing can be written.
  func finish() throws(DatabaseError) {
    let code = sqlite3_exec(handle, "PRAGMA journal_mode=DELETE", nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  private func failure(_ code: Int32) -> DatabaseError { .unavailable(Failure(code, of: handle).trouble(at: path)) }
}

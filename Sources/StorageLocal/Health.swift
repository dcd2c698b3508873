import CSQLite
import Glibc
import Storage

extension LocalDatabase {
  /// How much room a database takes on the disk, in bytes.
  public struct FileSizes: Hashable, Sendable {
    public let database: Int64
    /// The log, which commits fill and a checkpoint lets start over.
    public let log: Int64
  }

  /// What is wrong with the file, nothing where it is sound. Every page is read: about a second a gigabyte.
  public func quickCheck() throws(DatabaseError) -> [String] {
    var faults: [String] = []
    do {
      try read([Statement("PRAGMA quick_check(100)")]) { _, row in
        faults.append(row.text(0))
        return true
      }
    } catch let error as DatabaseError {
      // A file too damaged to be looked through is an answer, too.
      guard case .unavailable(.damaged(_, let message)) = error else { throw error }
      faults.append(message)
    } catch {
      throw .unavailable(.failed(message: "\(error)"))
    }
    return faults == ["ok"] ? [] : faults
  }

  /// How much room the database takes now.
  public func fileSizes() -> FileSizes {
    FileSizes(database: size(of: pool.first.fullPath), log: size(of: pool.first.fullPath + "-wal"))
  }

  /// The version of the library that keeps the file, such as `3.40.1`.
  public static var sqliteVersion: String { String(cString: sqlite3_libversion()) }

  private func size(of path: String) -> Int64 {
    var file = stat()
    return stat(path, &file) == 0 ? Int64(file.st_size) : 0
  }
}

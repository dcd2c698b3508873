import Glibc
import Storage

/// An `errno`.
struct SystemError {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  /// The number the last system call of this thread left.
  static var last: SystemError { SystemError(errno) }

  var message: String { String(cString: strerror(number)) }

  /// Whether a file could not be made or opened because nothing may be written there.
  var forbidsWriting: Bool { number == EACCES || number == EPERM || number == EROFS }

  /// What it means for a database at `path`; nothing where it is nothing a person could act on.
  func trouble(at path: String) -> DatabaseError.Trouble? {
    switch number {
    case ENOENT, ENOTDIR: .missing(path: path)
    case EISDIR: .notADatabase(path: path)
    case EACCES, EPERM: .noPermission(path: path)
    case EROFS: .readOnly(path: path)
    case ENOSPC, EDQUOT, EFBIG: .full(path: path)
    default: nil
    }
  }
}

/// The folder that a file lies in.
func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

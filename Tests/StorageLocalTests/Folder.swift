import Glibc
import StorageLocal

/// A folder of its own for a test, gone when the test is over.
final class Folder {
  let path: String

  init() throws {
    var template = Array("/tmp/storage-local-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Broken("mkdtemp") }
    path = template.withUnsafeBufferPointer {
      String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  deinit { try? run(["/bin/rm", "-rf", path]) }

  func file(_ name: String) -> String { path + "/" + name }

  func open(
    _ mode: Mode = .readWriteCreate, _ settings: Settings = Settings(), name: String = "stock.db"
  ) throws -> LocalDatabase {
    try LocalDatabase(path: file(name), mode: mode, settings: settings)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = Glibc.open(self.file(name), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0, Glibc.write(file, bytes, bytes.count) == bytes.count, close(file) == 0 else { throw Broken(name) }
  }

  func exists(_ name: String) -> Bool { access(file(name), F_OK) == 0 }
}

/// The test itself could not be set up.
struct Broken: Error {
  let what: String
  init(_ what: String) { self.what = what }
}

/// Another process.
struct Child {
  let id: pid_t

  init(_ words: [String]) throws {
    var arguments = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var id: pid_t = 0
    guard posix_spawn(&id, words[0], nil, nil, arguments, nil) == 0 else { throw Broken(words[0]) }
    self.id = id
  }

  /// Waits for its end; answers its exit status, or the signal that ended it as a negative number.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
  }
}

func run(_ words: [String]) throws {
  guard try Child(words).wait() == 0 else { throw Broken(words.joined(separator: " ")) }
}

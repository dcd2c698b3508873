import Glibc
import Inventory

/// What consoles leave for later in the state folder: for each database and operator what they showed last, and the log of
/// messages. Whoever shares the folder finds it on any terminal.
enum SessionFiles {
  static var folder: String { Folders.state + "/sessions" }

  /// - Parameter database: its address; a file's by whatever path it is reached.
  static func path(of name: String, _ database: String) -> String { "\(folder)/\(key(database))-\(encoded(name))" }

  /// Empty where nothing was left.
  static func read(_ name: String, _ database: String) -> String { Files.read(path(of: name, database)) ?? "" }

  /// What people look at is nobody else's business.
  @discardableResult
  static func write(_ text: String, of name: String, _ database: String) -> Bool {
    Files.makeFolder(of: folder)
    mkdir(folder, 0o700)
    return Files.write(text, to: path(of: name, database))
  }

  private static func key(_ database: String) -> String {
    var digest = ContentDigest()
    digest.add("database", canonical(database))
    return String(Hexadecimal.text(digest.bytes()).prefix(32))
  }

  private static func canonical(_ database: String) -> String {
    guard let path = try? Opening.path(of: database) else {
      return (try? Opening.remote(database).description) ?? database
    }
    guard let whole = realpath(path, nil) else { return path }
    defer { free(whole) }
    return String(cString: whole)
  }

  /// As part of a file's name; upper and lower case are the same operator.
  private static func encoded(_ name: String) -> String {
    name.lowercased().utf8.prefix(80).map { byte -> String in
      let isPlain = byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x5F
      return isPlain ? String(Unicode.Scalar(byte)) : "%" + Hexadecimal.text([byte])
    }.joined()
  }
}

/// The log of what consoles of this account said, with its times. When it is full it becomes `messages.old`, and what
/// that held is gone.
enum MessageFile {
  static var path: String { Folders.state + "/messages" }
  static let mostBytes: Int64 = 256 << 10

  static func append(_ lines: String) {
    guard !lines.isEmpty else { return }
    Files.makeFolder(of: path)
    var status = stat()
    if stat(path, &status) == 0, Int64(status.st_size) > mostBytes { rename(path, path + ".old") }
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    var lines = lines
    _ = lines.withUTF8 { World.write(UnsafeRawBufferPointer($0), to: file) }
  }
}

import Glibc
import Inventory

/// A folder that files are put into by another system: taken in the order of their names, then moved away.
struct DropFolder {
  let path: String

  struct Trouble: Error {
    let why: String
  }

  /// What waits in it.
  struct Waiting {
    var names: [String] = []
    /// Names that are no text, as far as they can be shown: no path of ours leads to such a file.
    var unreadable: [String] = []
  }

  /// The files that wait. Who puts one there writes it under a name that begins with a dot or ends with `.part` or `.tmp`,
  /// and renames it when it is whole.
  func waiting() throws(Trouble) -> Waiting {
    guard let directory = opendir(path) else { throw Trouble(why: "\(path): \(DropFolder.reason())") }
    defer { closedir(directory) }
    var waiting = Waiting()
    while let entry = readdir(directory) {
      let (name, isText) = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        let name = bytes.prefix { $0 != 0 }
        return (String(decoding: name, as: UTF8.self), String(validating: name, as: UTF8.self) != nil)
      }
      let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      guard !name.hasPrefix("."), ["csv", "tsv", "txt", "ndjson", "jsonl"].contains(ending) else { continue }
      guard isText else {
        waiting.unreadable.append(name)
        continue
      }
      var status = stat()
      guard stat(path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      waiting.names.append(name)
    }
    waiting.names.sort()
    waiting.unreadable.sort()
    return waiting
  }

  /// Moves a file into a folder inside this one, under a name that is free there.
  func move(_ name: String, to place: Place) throws(Trouble) {
    let target = try free(name, in: place)
    guard rename(path + "/" + name, target) == 0 else { throw Trouble(why: "\(target): \(DropFolder.reason())") }
  }

  enum Place: String {
    case done, failed
  }

  /// A path in `done` or `failed` at which nothing lies.
  func free(_ name: String, in place: Place) throws(Trouble) -> String {
    let folder = path + "/" + place.rawValue
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw Trouble(why: "\(folder): \(DropFolder.reason())") }
    var target = folder + "/" + name
    var number = 1
    while access(target, F_OK) == 0 {
      number += 1
      target = "\(folder)/\(number)-\(name)"
    }
    return target
  }

  private static func reason() -> String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}

/// A file for a moment, which only its owner can read.
final class BriefFile {
  let path: String

  init?(_ bytes: [UInt8], ending: String) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/tallyman-XXXXXX\(ending)".utf8CString)
    let descriptor = mkstemps(&template, Int32(ending.utf8.count))
    guard descriptor >= 0 else { return nil }
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        unlink(path)
        return nil
      }
      rest = rest.dropFirst(count)
    }
  }

  deinit { unlink(path) }

  /// What stands in it, or in any file; nil where it cannot be read.
  static func digest(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return hash.digest() }
      hash.update(buffer[..<count])
    }
  }
}

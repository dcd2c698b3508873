import Glibc

/// The text of this repository, read from where this file lies.
struct SourceTree {
  struct File {
    /// From the root: `Sources/Ledger/Books.swift`.
    var path: String
    var lines: [Substring]

    /// The folder under `Sources` or `Tests`: `Ledger`.
    var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  }

  static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

  /// Every Swift file below a folder of the root, in order.
  static func swiftFiles(in folder: String) -> [File] {
    paths(in: folder).filter { $0.hasSuffix(".swift") }.sorted().map { path in
      File(path: path, lines: text(of: path).split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  private static func paths(in folder: String) -> [String] {
    guard let directory = opendir(root + "/" + folder) else { return [] }
    defer { closedir(directory) }
    var paths: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      let path = folder + "/" + name
      paths += Int32(entry.pointee.d_type) == Int32(DT_DIR) ? self.paths(in: path) : [path]
    }
    return paths
  }

  static func text(of path: String) -> String {
    guard let file = fopen(root + "/" + path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}

extension Substring {
  /// The line without its comment: up to `//` outside a string.
  var code: Substring {
    var isText = false
    var last: Character = " "
    for index in indices {
      let character = self[index]
      if character == "\"", last != "\\" { isText.toggle() }
      if !isText, character == "/", last == "/" { return self[..<self.index(before: index)] }
      last = character
    }
    return self
  }
}

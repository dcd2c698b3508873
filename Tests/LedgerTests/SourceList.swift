import Glibc

extension SourceText {
  /// The path of a folder of the project.
  static func folder(_ name: String, from file: String = #filePath) -> String {
    "/" + file.split(separator: "/").dropLast(3).joined(separator: "/") + "/" + name
  }

  /// The text of every Swift file in a folder and those inside it.
  static func all(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var texts: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      if name.hasSuffix(".swift") {
        if let text = read(folder + "/" + name) { texts.append(text) }
      } else {
        texts += all(in: folder + "/" + name)
      }
    }
    return texts
  }

  /// The public types that are declared to be a certain thing: `public struct AddItem: Act {`.
  static func types(of kind: String, in folder: String) -> Set<String> {
    var names: Set<String> = []
    for line in all(in: folder).flatMap({ $0.split(separator: "\n") }) where line.hasPrefix("public struct ") {
      let parts = line.dropFirst("public struct ".count).split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let kinds = parts[1].split { !$0.isLetter }.map(String.init)
      if kinds.contains(kind) { names.insert(String(parts[0])) }
    }
    return names
  }
}

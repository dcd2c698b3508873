import CLI
import Glibc
import Terminal

/// Themes by name: the user's own folder first, then those installed with the program, then the built-in ones.
enum Themes {
  static func load(_ name: String) -> (theme: Theme, problems: [String]) {
    guard let (text, file) = find(name) else {
      let near = nearestName(to: name, among: Theme.builtInNames).map { " Did you mean \($0)?" } ?? ""
      return (.night, ["There is no theme \"\(name)\".\(near)"])
    }
    let reading = Theme.read(text, file: file) { find($0)?.text }
    return (reading.theme, reading.problems.map(\.description))
  }

  /// For the command line: the user's own folder, the installed ones and the built-in ones by name, any file by its path.
  static let shelf = ThemeShelf(
    names: { names },
    find: { name in
      guard let (text, file) = find(name) ?? Files.read(name).map({ ($0, name) }) else { return nil }
      return ThemeShelf.Found(file: file, reading: Theme.read(text, file: file) { find($0)?.text })
    })

  /// The built-in names first, then those of the folders.
  private static var names: [String] {
    let own = folders.flatMap { Files.names(in: $0) }.filter { $0.hasSuffix(".theme") }.map { String($0.dropLast(6)) }
    return Theme.builtInNames + Set(own).subtracting(Theme.builtInNames).sorted()
  }

  private static func find(_ name: String) -> (text: String, file: String)? {
    if name.contains("/") { return Files.read(name).map { ($0, name) } }
    for folder in folders {
      let file = "\(folder)/\(name).theme"
      if let text = Files.read(file) { return (text, file) }
    }
    return Theme.builtInText(name).map { ($0, "built in: \(name)") }
  }

  private static var folders: [String] {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    guard count > 0 else { return [Folders.configuration + "/themes"] }
    let program = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = program.lastIndex(of: "/").map { String(program[..<$0]) } ?? "."
    return [Folders.configuration + "/themes", folder + "/../share/tallyman/themes"]
  }
}

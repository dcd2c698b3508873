/// What the keys of a terminal send beyond what is known of all terminals: the section `[sequences]` of the keys file,
/// which `tallyman doctor keys` writes. `F6 = 1B 5B 33 36 7E` says that these bytes are F6, whatever they meant before.
public struct LearnedKeys: Hashable, Sendable {
  public static let section = "sequences"

  private(set) var keys: [[UInt8]: Key] = [:]
  /// What of the section means nothing.
  public private(set) var problems: [ConfigurationProblem] = []

  public init() {}

  public init(_ file: ConfigurationFile) {
    for entry in file.entries where entry.section == LearnedKeys.section {
      func report(_ cause: ConfigurationProblem.Cause) {
        problems.append(ConfigurationProblem(file: file.name, line: entry.line, cause: cause))
      }
      guard let key = LearnedKeys.key(named: entry.key) else {
        report(.unknown(kind: "key", name: entry.key, nearest: nearestName(to: entry.key, among: LearnedKeys.names)))
        continue
      }
      for part in entry.value.split(separator: ",") {
        let digits = part.split { $0 == " " || $0 == "\t" }
        let bytes = digits.compactMap { $0.count <= 2 ? UInt8($0, radix: 16) : nil }
        guard bytes.count == digits.count, LearnedKeys.canBeKey(bytes) else {
          let expected = "the bytes of a key as doctor keys shows them: 1B 5B 33 36 7E"
          report(.badValue(key: entry.key, value: entry.value, expected: expected))
          continue
        }
        keys[bytes] = key
      }
    }
  }

  /// The keys that may be learnt: those that no letter and no scanner sends.
  static let names: [String] =
    (1...12).map { "F\($0)" } + [
      "PgUp", "PgDn", "Up", "Down", "Left", "Right", "Home", "End", "Ins", "Del", "Shift-Tab",
    ]

  static func key(named name: String) -> Key? {
    let known = names.first { $0.lowercased() == name.lowercased() }
    return known.flatMap { Key(name: $0) }
  }

  /// Whether a key may send this: `ESC [` and its end, or `ESC O` and a letter. Anything else may be part of a scan.
  static func canBeKey(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 3, bytes[0] == 0x1B, let last = bytes.last else { return false }
    if bytes[1] == 0x4F { return bytes.count == 3 && 0x40...0x7E ~= last }
    return bytes[1] == 0x5B && 0x40...0x7E ~= last && bytes.dropFirst(2).dropLast().allSatisfy { 0x20...0x3F ~= $0 }
  }

  /// The text of a keys file with one more sequence in it; what else stands there stays as it is.
  static func text(_ text: String, with bytes: [UInt8], for key: Key) -> String {
    let value = hexadecimal(bytes)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    let file = ConfigurationFile(text, name: "")
    if let entry = file.entries.last(where: { $0.section == section && $0.key.lowercased() == key.name.lowercased() }) {
      lines[entry.line - 1] = "\(entry.key) = \(entry.value), \(value)"
    } else if let heading = lines.lastIndex(where: { $0.trimmed == "[\(section)]" }) {
      lines.insert("\(key.name) = \(value)", at: heading + 1)
    } else {
      lines += (lines.isEmpty ? [] : [""]) + ["[\(section)]", "\(key.name) = \(value)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `1B 5B 41`.
  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }.joined(separator: " ")
  }
}

extension String {
  fileprivate var trimmed: Substring { self[...].trimmed }
}

/// A `key = value` file with sections: themes, settings and keys are written so.
///
/// `line = blank | "#" … | "[" section "]" | key "=" value [ "#" … ]`. A `#` starts a comment at the line's start or
/// after a blank, unless six hexadecimal digits follow; alone behind the `=` it is the value. Lines that are none of these become problems; the rest is read.
public struct ConfigurationFile: Sendable {
  /// One assignment; the section is empty before the first heading.
  public struct Entry: Hashable, Sendable {
    public var section: String
    public var key: String
    public var value: String
    /// Counted from 1.
    public var line: Int
  }

  /// What problems call this file.
  public let name: String
  /// In the order of the file. Of a key given twice in a section both are here, and a problem says so; the last counts.
  public private(set) var entries: [Entry] = []
  public private(set) var problems: [ConfigurationProblem] = []

  public init(_ text: String, name: String) {
    self.name = name
    var section = ""
    var firstLines: [String: Int] = [:]
    var number = 0
    for raw in ConfigurationFile.lines(of: text) {
      number += 1
      let line = ConfigurationFile.withoutComment(raw).trimmed
      if line.isEmpty { continue }
      if line.first == "[" {
        guard line.last == "]", line.count > 2 else {
          report(.brokenSection(String(line)), line: number)
          continue
        }
        section = String(line.dropFirst().dropLast().trimmed)
        continue
      }
      guard let equals = line.firstIndex(of: "=") else {
        report(.noAssignment(String(line)), line: number)
        continue
      }
      let key = String(line[..<equals].trimmed)
      guard !key.isEmpty else {
        report(.noAssignment(String(line)), line: number)
        continue
      }
      let isHash = raw[raw.index(after: equals)...].trimmed == "#"
      let value = isHash ? "#" : String(line[line.index(after: equals)...].trimmed)
      if let first = firstLines.updateValue(number, forKey: section + "\n" + key) {
        report(.repeated(key: key, firstLine: first), line: number)
      }
      entries.append(Entry(section: section, key: key, value: value, line: number))
    }
  }

  /// The last value given for a key.
  public func value(_ key: String, section: String = "") -> String? {
    entries.last { $0.section == section && $0.key == key }?.value
  }

  /// Reads every value anew, of a file whose writer wrote them so.
  public mutating func readValues(_ read: (String) -> String) {
    for index in entries.indices { entries[index].value = read(entries[index].value) }
  }

  /// Adds a problem a reader of this file found in one of its lines.
  public mutating func report(_ cause: ConfigurationProblem.Cause, line: Int) {
    problems.append(ConfigurationProblem(file: name, line: line, cause: cause))
  }

  private static func lines(of text: String) -> [Substring] {
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    if let first = lines.first, first.unicodeScalars.first == "\u{FEFF}" {
      lines[0] = Substring(first.unicodeScalars.dropFirst())
    }
    return lines
  }

  private static func withoutComment(_ line: Substring) -> Substring {
    var isAfterBlank = true
    for index in line.indices {
      let character = line[index]
      if character == "#", isAfterBlank {
        let digits = line[line.index(after: index)...].prefix(6)
        if digits.count < 6 || !digits.allSatisfy(\.isHexDigit) { return line[..<index] }
      }
      isAfterBlank = character == " " || character == "\t"
    }
    return line
  }
}

extension Substring {
  var trimmed: Substring {
    func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
    var rest = drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest
  }
}

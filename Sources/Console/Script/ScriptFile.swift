import Terminal

/// A file of keys to be played (`tallyman --script FILE`): one step a line, `#` begins a comment.
///
///     j                a key by its letter or name
///     key:F8           the same, in words
///     scan:4006381333931   what a scanner types, with its Enter
///     text:wid         letter by letter
///     screen:FILE      the screen as text into a file
///     resize:40x12
///     wait             until every question is answered
///     keys:70          ends the run unless at most so many keys were pressed so far; the trigger of a scanner is none
public struct ScriptFile: Sendable {
  public enum Step: Hashable, Sendable {
    /// Keys that a person presses.
    case input([InputEvent])
    /// What a scanner types.
    case scan([InputEvent])
    case mostKeys(Int)
    case screen(String)
    case resize(Size)
    case wait
  }

  public private(set) var steps: [Step] = []
  /// Lines that mean nothing; the others are played.
  public private(set) var problems: [ConfigurationProblem] = []

  public init(_ text: String, name: String) {
    var number = 0
    for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let line = String(raw).trimmedBlanks
      if line.isEmpty || line.hasPrefix("#") && line.count > 1 { continue }
      if let step = ScriptFile.step(line) {
        steps.append(step)
      } else {
        let expected = "a key, key:NAME, scan:CODE, text:TEXT, screen:FILE, resize:COLSxROWS, keys:N or wait"
        let cause = ConfigurationProblem.Cause.badValue(key: "step", value: line, expected: expected)
        problems.append(ConfigurationProblem(file: name, line: number, cause: cause))
      }
    }
  }

  private static func step(_ line: String) -> Step? {
    if line == "wait" { return .wait }
    guard line.count > 1, let colon = line.firstIndex(of: ":") else { return key(line) }
    let value = String(line[line.index(after: colon)...])
    switch line[..<colon] {
    case "key": return key(value)
    case "scan": return .scan(typed(value) + [.key(.enter)])
    case "keys": return Int(value).map { .mostKeys($0) }
    case "text": return .input(typed(value))
    case "screen": return value.isEmpty ? nil : .screen(value)
    case "resize": return size(value).map { .resize($0) }
    default: return nil
    }
  }

  private static func key(_ name: String) -> Step? {
    Stroke(name: name).map { .input($0.keys.map { .key($0) }) }
  }

  private static func typed(_ text: String) -> [InputEvent] {
    text.unicodeScalars.map { .key(.character(Character($0))) }
  }

  private static func size(_ text: String) -> Size? {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1], 1...1000 ~= columns, 1...1000 ~= rows else {
      return nil
    }
    return Size(columns: columns, rows: rows)
  }
}

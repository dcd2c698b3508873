/// A flag a command takes: `--name VALUE`, `--name=VALUE`, or a switch `--name`.
struct Option: Hashable, Sendable {
  let name: String
  let value: OptionValue
  let isRepeated: Bool
  let isRequired: Bool
  let about: String

  init(
    _ name: String, _ value: OptionValue, _ about: String, isRepeated: Bool = false, isRequired: Bool = false
  ) {
    self.name = name
    self.value = value
    self.about = about
    self.isRepeated = isRepeated
    self.isRequired = isRequired
  }

  /// As a usage line shows it: `--track none|lot|serial`.
  var usage: String {
    switch value {
    case .none: "--\(name)"
    case .text(let placeholder): "--\(name) \(placeholder)"
    case .count: "--\(name) N"
    case .order: "--\(name) FIELD"
    case .words(let words): "--\(name) \(words.joined(separator: "|"))"
    }
  }

  /// With the brackets and dots of a usage line.
  var usageInLine: String {
    (isRequired ? usage : "[\(usage)]") + (isRepeated ? "…" : "")
  }
}

/// What stands behind a flag.
enum OptionValue: Hashable, Sendable {
  /// A switch; `--name=no` takes it back.
  case none
  /// Any text; the placeholder is for the usage line.
  case text(String)
  /// One of these words.
  case words([String])
  /// The name of a field, or with - before it the other way round.
  case order([String])
  /// A whole number.
  case count(from: Int)
}

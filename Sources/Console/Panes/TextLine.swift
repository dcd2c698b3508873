import Terminal

/// A line of text being typed. The hardware cursor stands behind it.
struct TextLine: Hashable, Sendable {
  /// More than any label holds; a runaway scanner fills no memory.
  static let longest = 4_096

  var text = ""

  var isEmpty: Bool { text.isEmpty }

  /// Takes a key that edits; false for any other.
  mutating func type(_ key: Key) -> Bool {
    switch key {
    case .character(let character):
      if text.utf8.count < TextLine.longest { text.append(character) }
    case .backspace:
      if text.isEmpty { return false }
      text.removeLast()
    case .control("w"):
      while text.last == " " { text.removeLast() }
      while !text.isEmpty, text.last != " " { text.removeLast() }
    case .control("u"): text = ""
    default: return false
    }
    return true
  }
}

import Terminal

/// A text to find by, as it is typed. `/` begins a new one, as in less and vim: what was found before stays until the first
/// letter, and Enter or Backspace without one keeps it.
protocol TypedFind {
  var line: TextLine { get set }
  var isTyping: Bool { get set }
  /// Enter was pressed before the answer to the last letter had come.
  var isEntered: Bool { get set }
  /// Nothing was typed yet since `/` was pressed again.
  var isAnew: Bool { get set }
}

/// What a key comes to while a text to find by is typed.
enum FindStep {
  case enter
  case end
  case up
  case down
  case typed
  /// What was found before stays.
  case kept
  case other
}

extension TypedFind {
  var text: String? { line.text.trimmedBlanks.isEmpty ? nil : line.text.trimmedBlanks }

  /// What stands behind the prompt.
  var prompted: String { isAnew ? "" : line.text }

  /// `/` was pressed again.
  mutating func again() {
    guard !isTyping else { return }
    isTyping = true
    isAnew = !line.isEmpty
  }

  mutating func clear() {
    line = TextLine()
    isAnew = false
  }

  mutating func type(_ key: Key) -> FindStep {
    switch key {
    case .enter where isAnew, .backspace where isAnew:
      (isAnew, isTyping) = (false, false)
      return .kept
    case .enter: return .enter
    case .escape: return .end
    case .backspace where line.isEmpty: return .end
    case .up: return .up
    case .down: return .down
    default:
      var typed = isAnew ? TextLine() : line
      guard typed.type(key) else { return .other }
      (line, isAnew, isEntered) = (typed, false, false)
      return .typed
    }
  }

  /// A whole text at once, with its end.
  mutating func paste(_ text: String) {
    if isAnew { clear() }
    line.text = String((line.text + text).prefix(TextLine.longest))
    isEntered = true
  }
}

import Terminal

/// Find as you type in a list of documents: the text, and the list to come back to.
struct ListFind<Row: ListRow> {
  var line = TextLine()
  var isTyping = true
  /// Enter was pressed before the answer to the last letter had come.
  var isEntered = false
  var before: BrowseList<Row>

  init(_ before: BrowseList<Row>) { self.before = before }

  var text: String? { line.text.trimmedBlanks.isEmpty ? nil : line.text.trimmedBlanks }

  /// What a key comes to while it is typed.
  enum Step {
    case enter
    case end
    case up
    case down
    case typed
    case other
  }

  mutating func type(_ key: Key) -> Step {
    switch key {
    case .enter: return .enter
    case .escape: return .end
    case .backspace where line.isEmpty: return .end
    case .up: return .up
    case .down: return .down
    default:
      guard line.type(key) else { return .other }
      isEntered = false
      return .typed
    }
  }
}

import Inventory
import Terminal

/// What lies over the panes. A scan never answers any of it.
enum Overlay: Sendable {
  case help(SearchList)
  case palette(SearchList)
  /// The palette behind a `$`: digits are function keys.
  case menu(SearchList)
  case messages(SearchList)
  case columns(ColumnChoice)
  case confirm(Confirm)
}

/// A list that is searched by typing.
struct SearchList: Sendable {
  var query = TextLine()
  var cursor = 0
  var top = 0

  /// Moves by a key; false when it moves nothing.
  mutating func move(_ key: Key, count: Int, page: Int) -> Bool {
    switch key {
    case .up: cursor -= 1
    case .down: cursor += 1
    case .pageUp: cursor -= max(1, page)
    case .pageDown: cursor += max(1, page)
    default: return false
    }
    cursor = max(0, min(count - 1, cursor))
    return true
  }

  /// Which of `count` lines show in `height` rows.
  func shown(count: Int, height: Int) -> Range<Int> {
    let height = max(0, height)
    let cursor = max(0, min(count - 1, cursor))
    let start = max(0, min(cursor - height / 2, count - height))
    return start..<min(count, start + height)
  }

  /// Whether all words of the query occur.
  func fits(_ text: String) -> Bool {
    let text = text.lowercased()
    return query.text.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
  }
}

/// The columns to show, to be ticked.
struct ColumnChoice: Sendable {
  var shown: Set<StockColumn>
  var cursor = 0
}

/// Asks before what undo could not take back as a whole: F9 or Esc, nothing else, and never a scan.
struct Confirm: Sendable {
  enum Action: Sendable {
    case undo
    case quit
    case closeForm
    case setActive(Bool, item: String)
  }

  var title: String
  var lines: [String]
  /// What F9 does: `undo`.
  var verb: String
  var action: Action
}

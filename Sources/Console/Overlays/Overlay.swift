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
  case reading(Reading)

  /// What it is about, where an answer may still fill it.
  var subject: String? {
    switch self {
    case .confirm(let confirm): confirm.subject
    case .reading(let reading): reading.subject
    default: nil
    }
  }
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

/// The columns of the pane below to show, to be ticked.
struct ColumnChoice: Sendable {
  struct Entry: Sendable {
    /// The name by which the pane knows it.
    var name: String
    var words: String
  }

  var entries: [Entry]
  /// As at first.
  var standard: Set<String>
  var shown: Set<String>
  var cursor = 0

  init<Column: ListColumn & RawRepresentable<String>>(
    standard: Set<Column>, shown: Set<Column>, words: (Column) -> String
  ) {
    entries = Column.allCases.map { Entry(name: $0.rawValue, words: words($0)) }
    self.standard = Set(standard.map(\.rawValue))
    self.shown = Set(shown.map(\.rawValue))
  }
}

/// Something to read, a screenful at a time.
struct Reading: Sendable {
  var subject: String
  var title: String
  var lines: [String]
  var top = 0

  /// Scrolls by a key, over `count` lines as they are broken on the screen; what means nothing is left alone.
  mutating func move(_ key: Key, count: Int, page: Int) {
    switch key {
    case .up, .character("k"): top -= 1
    case .down, .character("j"): top += 1
    case .pageUp: top -= max(1, page)
    case .pageDown, .character(" "): top += max(1, page)
    case .home: top = 0
    case .end: top = count
    default: break
    }
    top = max(0, min(count - page, top))
  }
}

/// Asks before what undo could not take back as a whole: F9 or Esc, nothing else, and never a scan.
struct Confirm: Sendable {
  enum Action: Sendable {
    case undo
    case quit
    case closeForm
    case perform(ConfirmedAct)
    /// Gives a kept act up, by its key.
    case discard(String)
    /// What is asked is still being worked out: F9 does nothing yet.
    case wait
  }

  var title: String
  var lines: [String]
  /// The same for 20 columns; empty where the others do.
  var handLines: [String] = []
  /// What PgDn shows: a list that is too long for the box.
  var details: [String] = []
  var showsDetails = false
  var top = 0
  /// What F9 does: `undo`.
  var verb: String
  /// What Esc leaves undone.
  var nothing = "nothing is done"
  var subject: String?
  var action: Action

  /// Turns to the details and scrolls them; false for a key that means something else.
  mutating func move(_ key: Key, page: Int) -> Bool {
    guard !details.isEmpty else { return false }
    switch key {
    case .pageDown where !showsDetails: showsDetails = true
    case .pageDown: top += max(1, page)
    case .pageUp where top == 0: showsDetails = false
    case .pageUp: top -= max(1, page)
    case .down where showsDetails: top += 1
    case .up where showsDetails: top -= 1
    default: return false
    }
    top = max(0, min(details.count - 1, top))
    return true
  }
}

/// What F9 in a confirm box does.
struct ConfirmedAct: Sendable {
  var act: any Act
  /// `retired BOX-12`.
  var words: String
  /// What to do instead of F8, which does not take it back.
  var remedy: String
  /// What is to be done after its answer, where it takes several acts; the words of the last are said.
  var next: (@Sendable (ActAnswer) -> ConfirmedAct?)?
  /// What F8 does, where it takes it back after all; there is no remedy then.
  var takingBack: (any Act)?
}

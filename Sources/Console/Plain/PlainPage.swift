import Inventory
import Terminal

/// What a pane shows, as lines to be read: the rows of its list, with the titles of its columns, and what stands beside.
struct PlainPage: Equatable, Sendable {
  var titles: String?
  var rows: [String] = []
  /// Which of the rows the cursor is on.
  var cursor: Int?
  /// Details below the list.
  var notes: [String] = []

  /// Rows with their numbers, where there is a cursor to send to them.
  var lines: [String] {
    let shown = cursor == nil ? rows : rows.enumerated().map { "\($0.offset + 1) \($0.element)" }
    return (titles.map { ["columns: \($0)"] } ?? []) + shown + notes
  }
}

extension PlainDialogue {
  /// Read off the pane as it draws itself, so that no pane is written twice.
  func page() -> PlainPage {
    let shown = console.panes.last { $0.kind != .form } ?? pane
    let layout = Layout(desk.size, hasPanel: false, hasMessages: !shown.takesScans)
    var grid = Grid(desk.size)
    shown.draw(on: &grid, layout, desk)
    var page = PlainPage()
    for row in layout.body {
      let line = grid.line(row)
      guard let first = line.firstIndex(where: { $0 != " " }) else { continue }
      let column = line[..<first].cellWidth
      let role = grid[row, column].look.role
      if role == .rule { continue }
      let isCursor = column < 2 && line[first] == desk.theme.glyphs.cursor
      let words = PlainDialogue.tidy(isCursor ? String(line[line.index(after: first)...]) : line)
      if words.isEmpty { continue }
      if role == .column || role == .columnSorted, page.titles == nil, page.rows.isEmpty {
        page.titles = words
      } else if layout.list.contains(row) {
        if isCursor { page.cursor = page.rows.count }
        page.rows.append(words)
      } else {
        page.notes.append(words)
      }
    }
    return page
  }

  /// Without the blanks that set columns apart: two are enough to hear where one ends.
  static func tidy(_ line: String) -> String {
    var words: [Substring] = []
    for piece in line.split(separator: " ", omittingEmptySubsequences: false) {
      if !piece.isEmpty || words.last?.isEmpty == false { words.append(piece) }
    }
    return words.joined(separator: " ").trimmedBlanks
  }

  /// From the first row of the list.
  mutating func readOut() -> [Effect] {
    rest = []
    wants.page = true
    said.page = nil
    return console.overlay == nil && form == nil && !pane.takesScans && !pane.takesText
      ? perform(.listFirst) : []
  }

  /// What is left of what was read, else the next page of the list.
  mutating func readOn() -> [Effect] {
    if !rest.isEmpty {
      wants.lines += taken()
      return []
    }
    if case .confirm(let confirm)? = console.overlay, !confirm.details.isEmpty {
      rest = confirm.details
      wants.lines += taken()
      return []
    }
    guard console.overlay == nil, form == nil else {
      wants.lines.append("That is all.")
      return []
    }
    wants.page = true
    return press(.pageDown)
  }

  /// The next lines of the rest, and how many are behind them.
  mutating func taken() -> [String] {
    let lines = Array(rest.prefix(PlainDialogue.pageLength))
    rest.removeFirst(lines.count)
    return rest.isEmpty ? lines : lines + ["\(rest.count) more lines: more"]
  }

  private mutating func perform(_ command: Command) -> [Effect] {
    let binding = desk.settings.keymap.bindings(in: pane.kind).first { $0.command == command && !$0.strokes.isEmpty }
    return binding?.strokes.first.map { $0.keys.flatMap { console.update(.input(.key($0))) } } ?? []
  }
}

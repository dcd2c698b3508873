import Inventory
import Terminal

/// The mouse, where it helps: a click moves the cursor to its row or runs a key of the footer, the wheel scrolls. It never
/// writes and never answers, and whatever is being scanned goes on.
extension ConsoleModel {
  /// How many rows a notch of the wheel is.
  private static let notch = 3

  mutating func takeMouse(_ event: MouseEvent) {
    switch event {
    case .wheelUp: turnWheel(.up, .listUp)
    case .wheelDown: turnWheel(.down, .listDown)
    case .click(let row, let column): click(row, column)
    }
  }

  private mutating func turnWheel(_ key: Key, _ command: Command) {
    if case .confirm? = overlay { return }
    for _ in 0..<ConsoleModel.notch {
      if overlay != nil { typeOverOverlay(key) } else if topPane.kind != .form { perform(command) }
    }
  }

  private mutating func click(_ row: Int, _ column: Int) {
    guard overlay == nil else { return }
    let shown = panes.last { $0.kind != .form } ?? topPane
    let layout = Layout(
      desk.size, hasPanel: shown.kind.hasPanel, hasMessages: !shown.takesScans, isBare: desk.isBare)
    if row == layout.footer { return clickFooter(column) }
    guard topPane.kind != .form, layout.list.contains(row), column < layout.columns else { return }
    let lines = view().lines
    let marker = desk.theme.glyphs.cursor
    // Where the cursor is, its mark stands in the margin.
    guard let current = layout.list.first(where: { lines[$0].prefix(3).contains(marker) }),
      lines[row].contains(where: { $0 != " " }), row != current
    else { return }
    // Above the first row stand the titles.
    if row < current, BrowseList<StockRow>.hasTitles(layout), row == layout.list.lowerBound { return }
    for _ in 0..<abs(row - current) { perform(row < current ? .listUp : .listDown) }
  }

  /// A key of the footer but the one that commits: that is pressed.
  private mutating func clickFooter(_ column: Int) {
    if let place = footerPlaces(columns: desk.size.columns).first(where: { $0.columns.contains(column) }) {
      if let number = place.number, number != 9 { runFunction(number) }
    } else if desk.size.columns < 40 {
      overlay = .menu(SearchList())
    }
  }
}

import Terminal

extension Grid {
  /// Shows the cursor of a list as the theme wants it: the whole row, its first cell, or only the mark before it.
  /// - Parameter isFirst: whether its mark stands in the first column of the screen.
  mutating func showCursor(
    row: Int, margin: Int, width: Int, rowWidth: Int, _ theme: Theme, isFirst: Bool? = nil
  ) {
    // Where the row is reversed, or every byte counts, the mark needs no weight of its own.
    let role = theme.cursorStyle == .cell ? Role.strong : .text
    put(String(theme.glyphs.cursor), row: row, column: isFirst ?? (margin < 3) ? 0 : 1, role: role)
    switch theme.cursorStyle {
    case .row: overlay(.rowCursor, row: row, column: 0, width: rowWidth)
    case .cell: overlay(.rowCell, row: row, column: margin, width: max(1, width))
    case .mark: break
    }
  }
}

import Terminal

extension Grid {
  /// The line of details under a list: what stands at its right end in full, the words cut to what is left.
  mutating func putDetail(_ words: String, _ place: String, row: Int, _ layout: Layout) {
    let end = layout.size.columns - (row == layout.size.rows - 1 ? 1 : 0)
    let place = layout.sizeClass >= .narrow ? place : ""
    put(place, row: row, column: end - place.cellWidth)
    let lead = layout.sizeClass >= .narrow ? " " : ""
    let room = max(0, place.isEmpty ? end : end - place.cellWidth - 1)
    put((lead + words).fitted(to: room), row: row, column: 0)
  }
}

/// The row in the place of those that could not be read.
extension Grid {
  mutating func putCut(_ rows: Range<Int>, _ layout: Layout) {
    guard let row = rows.first else { return }
    let words = layout.columns < 40 ? "not read: offline" : "what follows is not read: the line is down"
    let column = min(3, max(0, layout.columns - 1))
    put(words.fitted(to: max(1, layout.columns - 4)), row: row, column: column, role: .linkOff)
  }
}

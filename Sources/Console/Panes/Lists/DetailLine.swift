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

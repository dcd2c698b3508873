import CNcurses

/// A look as ncurses wants it, and what a blank shows of it.
struct CellRendition: Hashable {
  var attributes: attr_t = 0
  var pair: Int32 = 0
  /// The background that a blank shows, -1 for the terminal's own; nil where a blank shows more than that: a line under
  /// it, or its foreground because the two are exchanged.
  var blankBackground: Int32? = -1
}

extension CellRendition {
  /// Gives each blank of a row, as far as nobody can see it, the rendition of the text behind it, else of that before it:
  /// to change colours and attributes for a blank and back costs thirty bytes. A cursor stands on the first text of a row,
  /// so that what is between the others stays as it is while it moves.
  ///
  /// Blanks at the end of a row, on the terminal's own background, are plain: they can be erased and need not be sent.
  static func settleBlanks(_ row: inout [CellRendition], isBlank: [Bool]) {
    var column = 0
    while column < row.count {
      guard isBlank[column], let background = row[column].blankBackground else {
        column += 1
        continue
      }
      let first = column
      while column < row.count, isBlank[column], row[column].blankBackground == background { column += 1 }
      let before = first > 0 ? row[first - 1] : nil
      let behind = column < row.count ? row[column] : nil
      let settled =
        if behind == nil, background == -1 {
          CellRendition()
        } else if let behind, behind.blankBackground == background {
          behind
        } else if let before, before.blankBackground == background {
          before
        } else {
          background == -1 ? CellRendition() : row[first]
        }
      for place in first..<column { row[place] = settled }
    }
  }
}

extension Grid {
  /// Behind which columns of a row a terminal may stand elsewhere than it is believed to: the ends of every run of text
  /// beyond ASCII, of which terminals do not all agree how wide it is.
  public func doubtfulEnds(row: Int) -> [Int] {
    var ends: [Int] = []
    withRow(row) { cells in
      for (column, cell) in cells.enumerated() where !cell.isContinuation && cell.scalar?.isASCII != true {
        let end = column + max(1, cell.width)
        // Within a word one end does for all of it.
        if let last = ends.last, column - last <= 3, !cells[last..<column].contains(where: { $0.scalar == " " }) {
          ends[ends.count - 1] = end
        } else {
          ends.append(end)
        }
      }
    }
    return ends
  }
}

extension Character {
  /// The cells this character takes on the screen, as `Grid` shows it.
  public var cellWidth: Int {
    if let ascii = asciiValue, 0x20..<0x7F ~= ascii { return 1 }
    var width = 0
    DisplayedText.forEachElement(of: self) { width += $0.width }
    return width
  }
}

extension StringProtocol {
  /// The cells this text takes on the screen, as `Grid` shows it.
  public var cellWidth: Int {
    if isPlainText { return utf8.count }
    return reduce(0) { $0 + $1.cellWidth }
  }

  /// As much of the text as fits in `cells`, cut between characters; when something is left off the last cells show
  /// `ellipsis`.
  public func fitted(to cells: Int, ellipsis: String = "") -> String {
    if utf8.count <= cells, isPlainText { return String(self) }
    let mark = ellipsis.cellWidth <= cells ? ellipsis : ""
    let room = cells - mark.cellWidth
    var width = 0
    var end = startIndex
    // No further than what shows: a name may have ten thousand characters.
    for index in indices {
      width += self[index].cellWidth
      if width > cells { return self[..<end] + mark }
      if width <= room { end = self.index(after: index) }
    }
    return String(self)
  }

  /// Printable ASCII only: one byte, one character, one cell.
  var isPlainText: Bool { utf8.allSatisfy { 0x20..<0x7F ~= $0 } }
}

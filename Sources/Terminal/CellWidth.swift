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
    if cellWidth <= cells { return String(self) }
    let mark = ellipsis.cellWidth <= cells ? ellipsis : ""
    var room = cells - mark.cellWidth
    var kept = ""
    for character in self {
      room -= character.cellWidth
      if room < 0 { break }
      kept.append(character)
    }
    return kept + mark
  }

  /// Printable ASCII only: one byte, one character, one cell.
  var isPlainText: Bool { utf8.allSatisfy { 0x20..<0x7F ~= $0 } }
}

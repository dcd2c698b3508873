/// Text from the books as it may stand on a terminal: control characters and marks that reverse the writing become `?`,
/// so that a name cannot repaint the screen.
enum PlainText {
  static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { safe.append(isUnsafe(scalar) ? "?" : scalar) }
    return String(safe)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format: return !joins(scalar)
    default: return false
    }
  }

  /// What joins letters or keeps them apart where people write so, and signs in front of numbers; all else of its kind turns
  /// the writing round or is seen by nobody.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D, 0x600...0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD: true
    default: false
    }
  }

  /// How many cells of a terminal it fills, by the widths that all terminals agree on.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { width, character in width + (isWide(character) ? 2 : 1) }
  }

  private static func isWide(_ character: Character) -> Bool {
    guard let first = character.unicodeScalars.first else { return false }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return true
    default: return false
    }
  }
}

/// Rows under a header, columns aligned, numbers to the right.
struct TextTable {
  struct Column: Sendable {
    let title: String
    let isNumber: Bool
    init(_ title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  let columns: [Column]
  var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func add(_ cells: [String]) { rows.append(cells.map(PlainText.safe)) }

  /// Lines without trailing blanks, each with its line feed.
  var text: String {
    var widths = columns.map { PlainText.width($0.title) }
    for row in rows {
      for (index, cell) in row.enumerated() { widths[index] = max(widths[index], PlainText.width(cell)) }
    }
    var text = line(columns.map(\.title), widths)
    for row in rows { text += line(row, widths) }
    return text
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let blanks = String(repeating: " ", count: widths[index] - PlainText.width(cell))
      if index > 0 { line += "  " }
      line += columns[index].isNumber ? blanks + cell : cell + blanks
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}

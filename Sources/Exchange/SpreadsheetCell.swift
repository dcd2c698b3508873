/// Texts in CSV that an office program would run as formulas, or take apart at its own separators: on demand such a text is
/// written behind an apostrophe, which the program shows as a text and an import with the same option takes off again. Numbers
/// stand as they are, below zero too.
enum SpreadsheetCell {
  private static let apostrophe = UInt8(ascii: "'")

  /// Whether a text that begins so is not to be left as it is. An apostrophe is, so that what is taken off is one that was
  /// put there.
  static func isMarked(_ first: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13, 10, apostrophe: true
    default: false
    }
  }

  static func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: ByteOutput) {
    let isMarked = bytes.first.map(isMarked) ?? false
    // Semicolons and tabs too: an office program may divide the line there, and begin a cell behind one.
    let divides = bytes.contains { $0 == UInt8(ascii: ";") || $0 == 9 }
    guard isMarked || divides else { return output.cell(bytes) }
    output.byte(34)
    if isMarked { output.byte(apostrophe) }
    for next in bytes {
      if next == 34 { output.byte(34) }
      output.byte(next)
    }
    output.byte(34)
  }

  /// What was meant by a cell that was written so.
  static func read(_ cell: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard cell.count > 1, cell[0] == apostrophe, isMarked(cell[1]) else { return cell }
    return UnsafeBufferPointer(rebasing: cell.dropFirst())
  }
}

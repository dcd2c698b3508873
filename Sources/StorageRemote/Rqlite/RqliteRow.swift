import Storage

/// A row as it stands in the answer. One object serves all rows of a read.
final class RqliteRow: Row {
  private enum Kind {
    case null, integer, real, yes, no, text, escaped, blob
  }

  private struct Cell {
    var kind: Kind
    var bytes: Range<Int>
  }

  /// Nothing outside the closure: a row that was kept too long is empty.
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var cells: [Cell] = []
  private var isReal: [Bool] = []

  /// Goes past the next row and stands on it.
  func begin(_ scanner: inout JSONScanner, _ isReal: [Bool]) throws(JSONDamage) {
    bytes = scanner.bytes
    self.isReal = isReal
    cells.removeAll(keepingCapacity: true)
    try scanner.need(UInt8(ascii: "["))
    if scanner.pass(UInt8(ascii: "]")) { return }
    repeat { cells.append(try RqliteRow.cell(&scanner)) } while scanner.pass(UInt8(ascii: ","))
    try scanner.need(UInt8(ascii: "]"))
  }

  func end() {
    cells.removeAll(keepingCapacity: true)
    bytes = UnsafeBufferPointer(start: nil, count: 0)
  }

  private static func cell(_ scanner: inout JSONScanner) throws(JSONDamage) -> Cell {
    let first = scanner.peek()
    let start = scanner.at
    let kind: Kind
    switch first {
    case UInt8(ascii: "\""):
      let text = try scanner.text()
      return Cell(kind: text.hasEscapes ? .escaped : .text, bytes: text.bytes)
    case UInt8(ascii: "["):
      kind = .blob
      try scanner.passValue()
    case UInt8(ascii: "n"):
      kind = .null
      try scanner.word("null")
    case UInt8(ascii: "t"):
      kind = .yes
      try scanner.word("true")
    case UInt8(ascii: "f"):
      kind = .no
      try scanner.word("false")
    default:
      // What 64 bits do not hold was a floating number there.
      kind = try scanner.number() && fits(scanner.bytes[start..<scanner.at]) ? .integer : .real
    }
    return Cell(kind: kind, bytes: start..<scanner.at)
  }

  private static func fits(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    digits.count < 19 || Int64(String(decoding: digits, as: UTF8.self)) != nil
  }

  private subscript(column: Int) -> Cell {
    cells.indices.contains(column) ? cells[column] : Cell(kind: .null, bytes: 0..<0)
  }

  private func raw(_ cell: Cell) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[cell.bytes]) }

  private func digits(_ cell: Cell) -> String { String(decoding: raw(cell), as: UTF8.self) }

  var width: Int { cells.count }

  func isNull(_ column: Int) -> Bool { self[column].kind == .null }

  func integer(_ column: Int) -> Int64 {
    let cell = self[column]
    switch cell.kind {
    case .integer, .real: return Int64(digits(cell)) ?? rounded(digits(cell))
    case .yes: return 1
    case .text, .escaped: return leadingInteger(text(column))
    case .null, .no, .blob: return 0
    }
  }

  /// A floating number cut to an integer, as SQLite does it.
  private func rounded(_ digits: String) -> Int64 {
    guard let number = Double(digits), !number.isNaN else { return 0 }
    return Int64(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
  }

  /// What SQLite makes of a text that is asked for as a number.
  private func leadingInteger(_ text: String) -> Int64 {
    let sign = text.hasPrefix("-") ? "-" : ""
    return Int64(sign + text.dropFirst(sign.count).prefix { $0.isASCII && $0.isNumber }) ?? 0
  }

  func text(_ column: Int) -> String { withUTF8(column) { String(decoding: $0, as: UTF8.self) } }

  func blob(_ column: Int) -> [UInt8] {
    let cell = self[column]
    guard cell.kind == .blob else { return withUTF8(column) { Array($0) } }
    var blob: [UInt8] = []
    blob.reserveCapacity(cell.bytes.count / 3)
    var number = 0
    var isNumber = false
    for byte in raw(cell) {
      if 48...57 ~= byte {
        number = (number * 10 + Int(byte - 48)) & 0xFFFF
        isNumber = true
      } else if isNumber {
        blob.append(UInt8(truncatingIfNeeded: number))
        number = 0
        isNumber = false
      }
    }
    return blob
  }

  func value(_ column: Int) -> Value {
    let cell = self[column]
    switch cell.kind {
    case .null: return .null
    case .yes, .no: return .integer(integer(column))
    case .blob: return .blob(blob(column))
    case .text, .escaped, .real: return .text(text(column))
    case .integer:
      return isFloating(column) ? .text(floating(cell)) : .integer(integer(column))
    }
  }

  private func isFloating(_ column: Int) -> Bool { column < isReal.count && isReal[column] }

  /// A floating number as SQLite writes it: 1 came for 1.0.
  private func floating(_ cell: Cell) -> String {
    let digits = digits(cell)
    guard !digits.contains(".") else { return digits }
    guard let exponent = digits.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return digits + ".0" }
    return digits[..<exponent] + ".0" + digits[exponent...]
  }

  func withUTF8<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    let cell = self[column]
    // Each call has its own: the body may ask for other columns.
    var plain: [UInt8]
    switch cell.kind {
    case .null: return try body(UnsafeBufferPointer(start: nil, count: 0))
    case .text: return try body(raw(cell))
    case .integer where !isFloating(column): return try body(raw(cell))
    case .integer, .real: plain = Array(floating(cell).utf8)
    case .yes: plain = [UInt8(ascii: "1")]
    case .no: plain = [UInt8(ascii: "0")]
    case .blob: plain = blob(column)
    case .escaped:
      plain = []
      JSONText.unescape(raw(cell), into: &plain)
    }
    return try plain.withUnsafeBufferPointer(body)
  }
}

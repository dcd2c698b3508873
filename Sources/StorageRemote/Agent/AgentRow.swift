import Storage

/// A row as it came over the line: the bytes of one piece, and where its columns lie in them.
final class AgentRow: Row {
  private enum Cell {
    case null
    case integer(Int64)
    case text(Range<Int>)
    case blob(Range<Int>)
  }

  private var bytes: [UInt8] = []
  private var cells: [Cell] = []

  /// Which statement the row is of; then it can be asked for its columns.
  func take(_ reader: inout PayloadReader, of piece: [UInt8]) throws(FrameDamage) -> Int {
    bytes = piece
    cells.removeAll(keepingCapacity: true)
    let statement = Int(try reader.uint32())
    let width = try reader.uint32()
    for _ in 0..<width {
      let code = try reader.uint8()
      switch code {
      case 0: cells.append(.null)
      case 1: cells.append(.integer(try reader.int64()))
      case 2: cells.append(.text(try reader.sized().indices))
      case 3: cells.append(.blob(try reader.sized().indices))
      default: throw FrameDamage("a value of kind \(code)")
      }
    }
    return statement
  }

  /// A row that is kept too long is empty.
  func forget() {
    bytes = []
    cells = []
  }

  private func cell(_ column: Int) -> Cell { cells.indices.contains(column) ? cells[column] : .null }

  var width: Int { cells.count }

  func isNull(_ column: Int) -> Bool {
    if case .null = cell(column) { true } else { false }
  }

  func integer(_ column: Int) -> Int64 {
    switch cell(column) {
    case .null, .blob: 0
    case .integer(let number): number
    // As SQLite does: the number that the text begins with.
    case .text: leadingInteger(text(column))
    }
  }

  func text(_ column: Int) -> String {
    switch cell(column) {
    case .null: ""
    case .integer(let number): String(number)
    case .text(let range), .blob(let range): String(decoding: bytes[range], as: UTF8.self)
    }
  }

  func blob(_ column: Int) -> [UInt8] {
    switch cell(column) {
    case .null: []
    case .integer(let number): Array(String(number).utf8)
    case .text(let range), .blob(let range): Array(bytes[range])
    }
  }

  func value(_ column: Int) -> Value {
    switch cell(column) {
    case .null: .null
    case .integer(let number): .integer(number)
    case .text: .text(text(column))
    case .blob: .blob(blob(column))
    }
  }

  func withUTF8<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    switch cell(column) {
    case .null: return try body(UnsafeBufferPointer(start: nil, count: 0))
    case .integer(let number): return try Array(String(number).utf8).withUnsafeBufferPointer(body)
    case .text(let range), .blob(let range):
      return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
  }

  private func leadingInteger(_ text: String) -> Int64 {
    let trimmed = text.drop { $0 == " " }
    let sign = trimmed.first == "-" || trimmed.first == "+" ? 1 : 0
    let digits = trimmed.dropFirst(sign).prefix { $0.isASCII && $0.isNumber }
    return Int64(trimmed.prefix(sign) + digits) ?? 0
  }
}

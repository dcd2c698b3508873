import Storage

/// A row that was copied, and so outlives the read it came from.
final class KeptRow: Row, Sendable {
  private let values: [Value]

  init(_ row: any Row) { values = (0..<row.width).map { row.value($0) } }

  var width: Int { values.count }

  func isNull(_ column: Int) -> Bool { value(column) == .null }

  func integer(_ column: Int) -> Int64 {
    switch value(column) {
    case .integer(let integer): integer
    case .text(let text): Int64(text) ?? 0
    case .null, .blob: 0
    }
  }

  func text(_ column: Int) -> String {
    switch value(column) {
    case .text(let text): text
    case .integer(let integer): String(integer)
    case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
    case .null: ""
    }
  }

  func blob(_ column: Int) -> [UInt8] {
    switch value(column) {
    case .blob(let bytes): bytes
    case .null: []
    case .text, .integer: Array(text(column).utf8)
    }
  }

  /// A column that the row does not have is null, as everywhere.
  func value(_ column: Int) -> Value { values.indices.contains(column) ? values[column] : .null }

  func withUTF8<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    var text = text(column)
    return try text.withUTF8(body)
  }
}

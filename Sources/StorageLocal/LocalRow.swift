import CSQLite
import Storage

/// The row a statement stands on. One object serves all rows of a connection.
final class LocalRow: Row {
  /// None outside the closure: SQLite answers every question about no statement with null, so a row that was kept
  /// too long is empty, not a crash.
  var statement: OpaquePointer?

  var width: Int { Int(sqlite3_column_count(statement)) }

  func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

  func integers(from column: Int, _ count: Int, into place: UnsafeMutablePointer<Int64>) {
    let statement = statement
    for index in 0..<count { place[index] = sqlite3_column_int64(statement, Int32(column + index)) }
  }

  func text(_ column: Int) -> String { String(decoding: bytes(ofText: column), as: UTF8.self) }

  func blob(_ column: Int) -> [UInt8] {
    let start = sqlite3_column_blob(statement, Int32(column))
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }

  func value(_ column: Int) -> Value {
    switch sqlite3_column_type(statement, Int32(column)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_BLOB: .blob(blob(column))
    default: .text(text(column))
    }
  }

  func withUTF8<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try body(bytes(ofText: column))
  }

  private func bytes(ofText column: Int) -> UnsafeBufferPointer<UInt8> {
    // The text first, its length afterwards: the other way round the length could be that of another encoding.
    let start = sqlite3_column_text(statement, Int32(column))
    let count = Int(sqlite3_column_bytes(statement, Int32(column)))
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
  }
}

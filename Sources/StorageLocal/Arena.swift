import CSQLite
import Storage

/// Where the texts of one run lie while the statement looks at them. SQLite would otherwise allocate memory for a copy
/// of each text, which is most of what binding costs; a text that finds no room here is left to that.
struct Arena: ~Copyable {
  private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 8)
  private var used = 0

  deinit { memory.deallocate() }

  /// Binds one run's values, the first of them at `start`. The texts stay until the next call.
  mutating func bind(_ values: [Value], from start: Int, to statement: PreparedStatement) -> Int32 {
    used = 0
    for parameter in 0..<statement.width {
      let code = bind(values[start + parameter], at: Int32(parameter + 1), of: statement.handle)
      if code != SQLITE_OK { return code }
    }
    return SQLITE_OK
  }

  private mutating func bind(_ value: Value, at index: Int32, of statement: OpaquePointer) -> Int32 {
    switch value {
    case .integer(let integer):
      return sqlite3_bind_int64(statement, index, integer)
    case .null:
      return sqlite3_bind_null(statement, index)
    case .text(var text):
      return text.withUTF8 { bytes in bind(bytes, at: index, of: statement) }
    case .blob(let bytes):
      return bytes.withUnsafeBytes { bytes in
        guard let count = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
        // No address would mean null, so an empty blob is made of zeros, of which there are none.
        guard count > 0 else { return sqlite3_bind_zeroblob(statement, index, 0) }
        return csqlite_bind_blob_transient(statement, index, bytes.baseAddress, count)
      }
    }
  }

  private mutating func bind(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int32, of statement: OpaquePointer) -> Int32
  {
    guard let count = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
    guard used + bytes.count < memory.count, let start = memory.baseAddress else {
      return bytes.withMemoryRebound(to: CChar.self) {
        csqlite_bind_text_transient(statement, index, $0.baseAddress, count)
      }
    }
    let place = start + used
    if let source = bytes.baseAddress { place.copyMemory(from: source, byteCount: bytes.count) }
    used += bytes.count
    return csqlite_bind_text_static(statement, index, place.assumingMemoryBound(to: CChar.self), count)
  }
}

import CSQLite
import LineTesting

extension SQLiteLine {
  /// Runs it, one step for each statement of its text. The two numbers are what the connection says then, which is stale
  /// after anything but a change.
  func execute(_ statement: StandInStatement, timeout: Int?) throws(SQLiteFailure) -> StandInResult {
    var result = StandInResult.run(lastInsertID: 0, rowsAffected: 0)
    let deadline = Deadline(timeout, of: self)
    try forEach(of: statement) { (prepared, _) throws(SQLiteFailure) in
      let code = sqlite3_step(prepared)
      result = .run(lastInsertID: sqlite3_last_insert_rowid(handle), rowsAffected: Int64(sqlite3_changes(handle)))
      if code == SQLITE_ROW || code == SQLITE_DONE { return }
      throw code & 0xFF == SQLITE_INTERRUPT ? SQLiteFailure(message: "execute timeout") : failure
    }
    withExtendedLifetime(deadline) {}
    return result
  }

  /// The rows of the last statement of its text; the others are not run.
  func query(_ statement: StandInStatement, timeout: Int?) throws(SQLiteFailure) -> StandInResult {
    var rows = StandInRows(columns: [], types: [])
    let deadline = Deadline(timeout, of: self)
    try forEach(of: statement) { (prepared, isLast) throws(SQLiteFailure) in
      if isLast { rows = try self.rows(of: prepared) }
    }
    withExtendedLifetime(deadline) {}
    return .rows(rows)
  }

  private func rows(of prepared: OpaquePointer) throws(SQLiteFailure) -> StandInRows {
    let columns = 0..<sqlite3_column_count(prepared)
    var rows = StandInRows(
      columns: columns.map { sqlite3_column_name(prepared, $0).map { String(cString: $0) } ?? "" },
      types: columns.map { sqlite3_column_decltype(prepared, $0).map { String(cString: $0).lowercased() } ?? "" })
    while true {
      switch sqlite3_step(prepared) {
      case SQLITE_DONE: return rows
      case SQLITE_ROW:
        rows.values.append(columns.map { value(of: prepared, at: $0, declared: rows.types[Int($0)]) })
        if rows.values.count == 1 { rows.takeTypesFromFirstRow() }
      case let code where code & 0xFF == SQLITE_INTERRUPT: throw SQLiteFailure(message: "query timeout")
      default: throw failure
      }
    }
  }

  private func value(of prepared: OpaquePointer, at column: Int32, declared: String) -> StandInRows.Value {
    switch sqlite3_column_type(prepared, column) {
    case SQLITE_INTEGER:
      let value = sqlite3_column_int64(prepared, column)
      switch declared {
      case "boolean": return .bool(value > 0)
      case "timestamp", "datetime", "date": return .text(Array(DeclaredTime.text(of: value).utf8))
      default: return .integer(value)
      }
    case SQLITE_FLOAT: return .real(sqlite3_column_double(prepared, column))
    case SQLITE_TEXT:
      let bytes = bytes(sqlite3_column_text(prepared, column), of: prepared, at: column)
      return .text(["timestamp", "datetime", "date"].contains(declared) ? DeclaredTime.text(from: bytes) : bytes)
    case SQLITE_BLOB:
      let bytes = bytes(sqlite3_column_blob(prepared, column), of: prepared, at: column)
      return StandInRows.isText(declared) ? .text(bytes) : .blob(bytes)
    default: return .null
    }
  }

  private func bytes(_ start: UnsafeRawPointer?, of prepared: OpaquePointer, at column: Int32) -> [UInt8] {
    Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(prepared, column))))
  }
}

extension StandInRows {
  /// A blob in such a column comes out as text; so does one without a declared type, in the first row.
  static func isText(_ type: String) -> Bool {
    ["", "text", "json", "clob"].contains(type)
      || ["varchar", "varying character", "nchar", "native character", "nvarchar"].contains(where: type.hasPrefix)
  }

  mutating func takeTypesFromFirstRow() {
    for (index, value) in values[0].enumerated() where types[index].isEmpty {
      switch value {
      case .null: break
      case .integer: types[index] = "integer"
      case .real: types[index] = "real"
      case .bool: types[index] = "boolean"
      case .text: types[index] = "text"
      case .blob: types[index] = "blob"
      }
    }
  }
}

/// Ends the statement that runs on a connection when its time is up.
private final class Deadline {
  private let line: SQLiteLine
  private let end: Int64

  init?(_ milliseconds: Int?, of line: SQLiteLine) {
    guard let milliseconds else { return nil }
    self.line = line
    end = MonotonicTime.milliseconds + Int64(milliseconds)
    sqlite3_progress_handler(
      line.handle, 2000,
      { context in
        guard let context else { return 0 }
        return MonotonicTime.milliseconds >= Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue().end ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { sqlite3_progress_handler(line.handle, 0, nil, nil) }
}

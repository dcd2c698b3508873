import CSQLite
import Glibc

/// What SQLite, or the server's driver in front of it, says is wrong.
struct SQLiteFailure: Error {
  var message: String
}

/// One connection to the file, used as the driver of the server uses its connections; by one thread at a time, which the
/// locks of the store see to.
final class SQLiteLine: @unchecked Sendable {
  let handle: OpaquePointer

  init(_ path: String, isWriting: Bool, foreignKeys: Bool) throws(SQLiteFailure) {
    var handle: OpaquePointer?
    let access = isWriting ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
    let code = sqlite3_open_v2(path, &handle, access | SQLITE_OPEN_FULLMUTEX, nil)
    guard code == SQLITE_OK, let handle else {
      let message = SQLiteLine.message(of: handle)
      sqlite3_close_v2(handle)
      throw SQLiteFailure(message: message)
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, 10_000)
    _ = csqlite_db_config_bool(handle, Int32(SQLITE_DBCONFIG_ENABLE_FKEY), foreignKeys ? 1 : 0)
    try run("PRAGMA synchronous=OFF")
    if isWriting { try run("PRAGMA journal_mode=WAL") }
    forgetMathematics()
  }

  deinit { sqlite3_close_v2(handle) }

  private static func message(of handle: OpaquePointer?) -> String {
    sqlite3_errmsg(handle).map { String(cString: $0) } ?? "out of memory"
  }

  /// The recorded server is built without them. SQLite says of a function that was taken away that its arguments are too
  /// many or too few.
  private static let mathematics = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "ceil", "ceiling", "cos", "cosh", "degrees", "exp",
    "floor", "ln", "log", "log10", "log2", "mod", "pi", "pow", "power", "radians", "sin", "sinh", "sqrt", "tan", "tanh",
    "trunc",
  ]

  private func forgetMathematics() {
    for name in SQLiteLine.mathematics {
      for count in Int32(0)...2 {
        sqlite3_create_function_v2(handle, name, count, SQLITE_UTF8, nil, nil, nil, nil, nil)
      }
    }
  }

  var failure: SQLiteFailure {
    var message = SQLiteLine.message(of: handle)
    let many = "wrong number of arguments to function "
    if message.hasPrefix(many) {
      let name = String(message.dropFirst(many.count).prefix { $0 != "(" })
      if SQLiteLine.mathematics.contains(name.lowercased()) { message = "no such function: " + name }
    }
    return SQLiteFailure(message: message)
  }

  func run(_ sql: String) throws(SQLiteFailure) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure }
  }

  /// Whether its first statement writes nothing.
  func isReadOnly(_ sql: String) throws(SQLiteFailure) -> Bool {
    let (prepared, _) = try prepare(sql[...])
    defer { sqlite3_finalize(prepared) }
    return prepared.map { sqlite3_stmt_readonly($0) != 0 } ?? true
  }

  /// - Returns: the first statement, nil for mere space, and what stands behind it.
  func prepare(_ sql: Substring) throws(SQLiteFailure) -> (OpaquePointer?, Substring) {
    var prepared: OpaquePointer?
    var text = String(sql)
    let (code, used) = text.withUTF8 { bytes -> (Int32, Int) in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v2(handle, characters.baseAddress, Int32(characters.count), &prepared, &tail)
        let used = tail.flatMap { end in characters.baseAddress.map { end - $0 } } ?? characters.count
        return (code, used)
      }
    }
    guard code == SQLITE_OK else { throw failure }
    return (
      prepared, text.utf8.dropFirst(used).isEmpty ? "" : text[text.utf8.index(text.startIndex, offsetBy: used)...]
    )
  }

  /// The statements of the text one after another, each handed to the closure prepared and bound. All values of places go
  /// to the statements in turn; values that are left over are nobody's concern.
  func forEach(
    of statement: StandInStatement, _ each: (OpaquePointer, _ isLast: Bool) throws(SQLiteFailure) -> Void
  ) throws(SQLiteFailure) {
    var rest = statement.sql[...]
    var start = 0
    while true {
      let (prepared, tail) = try prepare(rest)
      defer { sqlite3_finalize(prepared) }
      rest = tail.drop { $0.isWhitespace }
      if let prepared {
        let wanted = Int(sqlite3_bind_parameter_count(prepared))
        let given = statement.argumentCount - start
        guard given >= wanted else {
          throw SQLiteFailure(message: "not enough args to execute query: want \(wanted) got \(given)")
        }
        bind(statement, to: prepared, from: start, wanted)
        start += wanted
        try each(prepared, rest.isEmpty)
      }
      if rest.isEmpty { return }
    }
  }

  private func bind(_ statement: StandInStatement, to prepared: OpaquePointer, from start: Int, _ wanted: Int) {
    if statement.named.isEmpty {
      for place in 0..<wanted { bind(statement.values[start + place], to: prepared, at: Int32(place + 1)) }
    }
    for named in statement.named {
      for mark in [":", "@", "$"] {
        let place = sqlite3_bind_parameter_index(prepared, mark + named.name)
        if place > 0 { bind(named.value, to: prepared, at: place) }
      }
    }
  }

  private func bind(_ value: StandInStatement.Value, to prepared: OpaquePointer, at place: Int32) {
    switch value {
    case .null: sqlite3_bind_null(prepared, place)
    case .integer(let value): sqlite3_bind_int64(prepared, place, value)
    case .real(let value): sqlite3_bind_double(prepared, place, value)
    case .text(let text):
      var text = text
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          _ = csqlite_bind_text_transient(prepared, place, $0.baseAddress, Int32($0.count))
        }
        // Without a byte there is no address, and that would be NULL.
        if bytes.isEmpty { _ = csqlite_bind_text_transient(prepared, place, "", 0) }
      }
    case .blob(let bytes):
      if bytes.isEmpty {
        sqlite3_bind_zeroblob(prepared, place, 0)
      } else {
        _ = bytes.withUnsafeBytes { csqlite_bind_blob_transient(prepared, place, $0.baseAddress, Int32($0.count)) }
      }
    }
  }
}

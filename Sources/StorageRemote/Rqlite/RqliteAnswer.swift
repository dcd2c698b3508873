import Storage

/// What `/db/execute` or `/db/query` answered, looked through once: what went wrong, and where the rows stand. The rows
/// themselves are read when they are wanted.
struct RqliteAnswer: Sendable {
  /// What became of one statement.
  struct Result: Sendable {
    var error: String?
    /// Whether it has columns: that of a question always has, that of a statement that writes only where it returns rows.
    var hasColumns = false
    /// Where the array of rows begins; nil where there is none.
    var rows: Int?
    /// Which columns hold floating numbers, whose point JSON loses.
    var isReal: [Bool] = []
  }

  /// The answer as it came.
  let body: [UInt8]
  private(set) var results: [Result] = []
  /// What is said of the request as a whole.
  private(set) var error: String?

  init(_ body: [UInt8]) throws(JSONDamage) {
    self.body = body
    var found: (results: [Result]?, error: String?) = (nil, nil)
    let damage = body.withUnsafeBufferPointer { bytes -> JSONDamage? in
      do throws(JSONDamage) {
        var scanner = JSONScanner(bytes)
        try scanner.object { (scanner: inout JSONScanner, name: String) throws(JSONDamage) in
          switch name {
          case "results": found.results = try RqliteAnswer.results(&scanner)
          case "error": found.error = JSONText.string(bytes, try scanner.text())
          default: try scanner.passValue()
          }
        }
        try scanner.end()
        return found.results == nil && found.error == nil ? scanner.damage : nil
      } catch {
        return error
      }
    }
    if let damage { throw damage }
    (results, error) = (found.results ?? [], found.error)
  }

  private static func results(_ scanner: inout JSONScanner) throws(JSONDamage) -> [Result] {
    var results: [Result] = []
    try scanner.array { (scanner: inout JSONScanner) throws(JSONDamage) in
      results.append(try result(&scanner))
    }
    return results
  }

  private static func result(_ scanner: inout JSONScanner) throws(JSONDamage) -> Result {
    var result = Result()
    try scanner.object { (scanner: inout JSONScanner, name: String) throws(JSONDamage) in
      switch name {
      case "error": result.error = JSONText.string(scanner.bytes, try scanner.text())
      case "columns":
        result.hasColumns = true
        try scanner.passValue()
      case "types":
        result.hasColumns = true
        try scanner.array { (scanner: inout JSONScanner) throws(JSONDamage) in
          result.isReal.append(JSONText.string(scanner.bytes, try scanner.text()) == "real")
        }
      case "values":
        if scanner.peek() == UInt8(ascii: "n") { return try scanner.word("null") }
        result.hasColumns = true
        result.rows = scanner.at
        try passRows(&scanner)
      default: try scanner.passValue()
      }
    }
    return result
  }

  /// Rows of plain values, and of blobs as arrays of numbers: whoever reads them afterwards can trust that.
  private static func passRows(_ scanner: inout JSONScanner) throws(JSONDamage) {
    try scanner.array { (scanner: inout JSONScanner) throws(JSONDamage) in
      try scanner.array { (scanner: inout JSONScanner) throws(JSONDamage) in
        switch scanner.peek() {
        case UInt8(ascii: "{"): throw scanner.damage
        case UInt8(ascii: "["):
          try scanner.array { (scanner: inout JSONScanner) throws(JSONDamage) in
            guard 48...57 ~= scanner.peek(), try scanner.number() else { throw scanner.damage }
          }
        default: try scanner.passValue()
        }
      }
    }
  }

  /// Hands over the rows of one statement; the closure returns `false` to have no more.
  /// - Returns: whether more were wanted at the end.
  func eachRow(of index: Int, _ row: RqliteRow, _ each: (any Storage.Row) throws -> Bool) throws -> Bool {
    guard let start = results[index].rows else { return true }
    return try body.withUnsafeBufferPointer { bytes in
      defer { row.end() }
      var scanner = JSONScanner(bytes, at: start)
      try scanner.need(UInt8(ascii: "["))
      if scanner.pass(UInt8(ascii: "]")) { return true }
      repeat {
        try row.begin(&scanner, results[index].isReal)
        guard try each(row) else { return false }
      } while scanner.pass(UInt8(ascii: ","))
      return true
    }
  }
}

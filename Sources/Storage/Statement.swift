/// One SQL statement with its bindings: none, one row, or many rows, for which it is prepared once and run in order.
public struct Statement: Hashable, Sendable {
  public let sql: String
  /// The rows of bindings laid end to end.
  public let bindings: [Value]
  /// How often the statement runs: once for each row of bindings, once where it has none.
  public let runs: Int

  /// A statement that runs once.
  public init(_ sql: String, _ bindings: [Value] = []) {
    self.sql = sql
    self.bindings = bindings
    self.runs = 1
  }

  /// A statement that runs once for each of `rows` rows; `bindings` holds the rows laid end to end, so that a bulk
  /// load makes one array, not one a row.
  public init(_ sql: String, rows: Int, _ bindings: [Value]) {
    precondition(rows > 0 && bindings.count % rows == 0, "every row of bindings has the same width")
    self.sql = sql
    self.bindings = bindings
    self.runs = rows
  }

  /// How many parameters one run binds.
  public var width: Int { bindings.count / runs }
}

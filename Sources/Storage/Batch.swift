/// Statements that take effect together or not at all.
public struct Batch: Sendable {
  public private(set) var statements: [Statement] = []

  public init(_ statements: [Statement] = []) { self.statements = statements }

  /// Adds a statement and returns its index, by which a refusal names it.
  @discardableResult
  public mutating func append(_ statement: Statement) -> Int {
    statements.append(statement)
    return statements.count - 1
  }
}

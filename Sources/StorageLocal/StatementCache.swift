import CSQLite

/// The statements a connection has made ready, by their text. Preparing costs as much as running three times.
struct StatementCache {
  private static let capacity = 256
  private var statements: [String: PreparedStatement] = [:]
  private var uses = 0

  /// The statement made ready for this text, if it is still here.
  mutating func find(_ sql: String) -> PreparedStatement? {
    guard let statement = statements[sql] else { return nil }
    uses += 1
    statement.lastUse = uses
    return statement
  }

  /// Keeps a statement, and lets go of the one longest out of use when there are too many.
  mutating func keep(_ statement: PreparedStatement, for sql: String) {
    if statements.count >= Self.capacity, let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      statements[oldest.key] = nil
    }
    uses += 1
    statement.lastUse = uses
    statements[sql] = statement
  }

  mutating func removeAll() { statements = [:] }
}

import Storage

/// What a message means that stands with a statement of a batch. There is no code with it: the text has to tell.
enum RqliteRules {
  enum Meaning: Hashable, Sendable {
    /// A rule of the database.
    case rule(DatabaseError.Rule)
    /// The engine could not do it; nothing was done.
    case trouble(DatabaseError.Trouble)
    /// It was cut off: what became of it on the other nodes is not known.
    case doubtful
  }

  /// - Parameter address: what an error calls the database.
  static func meaning(of message: String, address: String) -> Meaning {
    for (beginning, rule) in rules where message.hasPrefix(beginning) { return .rule(rule) }
    if cutOff.contains(where: message.hasPrefix) { return .doubtful }
    if message.hasPrefix("database or disk is full") { return .trouble(.full(path: address)) }
    if message.hasPrefix("attempt to write a readonly database") { return .trouble(.readOnly(path: address)) }
    if message.hasPrefix("database disk image is malformed") {
      return .trouble(.damaged(path: address, message: message))
    }
    if message.hasPrefix("database is locked") || message.hasPrefix("database table is locked") {
      return .trouble(.locked(path: address))
    }
    if engine.contains(where: message.hasPrefix) || isOfTheEngine(message) {
      return .trouble(.failed(message: message))
    }
    // What a trigger says stands there bare.
    return .rule(.raised)
  }

  private static let rules: [(String, DatabaseError.Rule)] = [
    ("UNIQUE constraint failed", .unique), ("PRIMARY KEY constraint failed", .unique),
    ("CHECK constraint failed", .check), ("NOT NULL constraint failed", .notNull),
    ("FOREIGN KEY constraint failed", .foreignKey), ("cannot store ", .type), ("datatype mismatch", .type),
  ]

  private static let cutOff = [
    "execute timeout", "query timeout", "interrupted", "context deadline exceeded", "context canceled",
  ]

  private static let engine = [
    "no such ", "near \"", "not enough args", "unrecognized token", "incomplete input", "too many ",
    "disk I/O error", "unable to open", "out of memory", "SQL logic error", "malformed JSON", "bad JSON path",
    "cannot start a transaction", "cannot commit", "cannot rollback", "cannot open ", "cannot modify ", "cannot add ",
    "cannot use ", "ambiguous column name", "wrong number of arguments", "misuse of ", "parser stack overflow",
    "string or blob too big", "integer overflow", "bind ", "disallowed ", "duplicate column name", "not authorized",
    "database schema ", "file is not a database", "table constraint", "sub-select returns", "all VALUES must have",
    "attempt to change database via query operation", "there is already", "RAISE() may only", "locking protocol",
    "constraint failed", "foreign key mismatch", "unknown ", "fts5: ",
  ]

  /// `table item already exists`, `table item has 3 columns but 2 values were supplied`.
  private static func isOfTheEngine(_ message: String) -> Bool {
    let words = message.split(separator: " ")
    guard words.count > 2 else { return false }
    let isNamed = ["table", "index", "trigger", "view"].contains(words[0])
    return isNamed && (message.hasSuffix(" already exists") || message.contains(" were supplied"))
      || message.contains(" values for ") && message.hasSuffix(" columns")
  }

  /// Of a message about the whole request: whether it is known that nothing was done.
  static func refusalOfAll(_ message: String) -> DatabaseError.Trouble? {
    if message.hasPrefix("disallowed pragma") { return .failed(message: message) }
    if message.hasPrefix("cannot start a transaction within a transaction") {
      return .failed(
        message: "somebody left a transaction open on the server; nobody can write until it is ended there "
          + "(send COMMIT or ROLLBACK to it by hand, or restart its leader)")
    }
    return nil
  }
}

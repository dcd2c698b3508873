/// What went wrong, and above all what became of the database: nothing happened, or nobody knows.
public enum DatabaseError: Error, Hashable, Sendable {
  /// Nothing happened. The statement at this index of the batch (and, of a statement with many rows, this row) broke
  /// a rule that the database holds. A rule that is looked at only when the batch ends (a deferred foreign key) names
  /// the last statement. The message is for logs; no program reads it.
  case refused(statement: Int, row: Int, rule: Rule, message: String)

  /// Nothing happened: the database cannot be reached, read or written.
  case unavailable(Trouble)

  /// It is not known whether the batch took effect. Send the same batch again; its first statement will tell.
  case unknown(message: String)

  /// The kind of rule that refused a statement.
  public enum Rule: Hashable, Sendable {
    case unique, check, notNull, foreignKey, type, raised
  }

  /// Why a database cannot be used.
  public enum Trouble: Hashable, Sendable {
    case missing(path: String)
    case notADatabase(path: String)
    case readOnly(path: String)
    case noPermission(path: String)
    case full(path: String)
    case locked(path: String)
    case damaged(path: String, message: String)
    case newerSchema(found: Int, known: Int)
    /// Nobody answers at this address, or the line to it is broken.
    case unreachable(address: String, why: String)
    /// It answers, and does not let us in: a wrong password, an unknown key, a host that is not the one it was.
    case denied(address: String, why: String)
    /// It answers, and is no far end for this program: another version, a setting that the books cannot do without.
    case unsuitable(address: String, why: String)
    /// Somebody asked the call to stop.
    case interrupted
    /// A statement that cannot run at all (our own mistake) or any other failure of the engine.
    case failed(message: String)
  }
}

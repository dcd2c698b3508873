import Inventory
import Storage

/// Acts, which are the audit's events, as rows.
enum AuditTable {
  static let columns = """
    a.id, a.key, a.action, a.actor, a.terminal, a.recorded_at, a.reference, a.entity, a.before, a.after, a.first_entry,
    a.entries
    """

  static func event(_ row: any Row) -> AuditEvent {
    AuditEvent(
      id: row.integer(0), key: row.text(1), action: row.text(2), actor: row.text(3), terminal: row.text(4),
      recordedAt: row.instant(5), reference: row.textOrNil(6), entity: row.textOrNil(7), before: row.textOrNil(8),
      after: row.textOrNil(9), firstEntry: row.integerOrNil(10), entryCount: Int(row.integer(11)))
  }

  /// Those of an event in a list: with how many documents it changed beside the one it is about.
  static let listed = "\(columns), (SELECT count(*) FROM act_document WHERE act = a.id)"
  static let listedWidth = 13

  static func listedEvent(_ row: any Row) -> AuditEvent {
    var event = event(row)
    event.documentCount = Int(row.integer(listedWidth - 1))
    return event
  }

  /// Statement 0 of every act: the same key again fails here.
  static let add = """
    INSERT INTO act(key, digest, action, actor, terminal, recorded_at, reference, entity, entries, before, after,
      first_entry)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
      CASE WHEN ?9 > 0 THEN (SELECT ifnull(max(seq), 0) + 1 FROM ledger) END)
    """

  static func find(key: String) -> Statement {
    Statement("SELECT \(columns), a.digest FROM act a WHERE a.key = ?1", [.text(key)])
  }
}

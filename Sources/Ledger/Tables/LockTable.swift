import Inventory
import Storage

/// Locks as rows, and the leases of those who count beside them.
enum LockTable {
  private static let columns = "k.entity, k.token, k.purpose, k.actor, k.terminal, k.since, k.until"

  static func on(_ entity: String) -> Statement {
    Statement("SELECT \(columns) FROM lock k WHERE k.entity = ?1", [.text(entity)])
  }

  static func with(token: String) -> Statement {
    Statement("SELECT \(columns) FROM lock k WHERE k.token = ?1", [.text(token)])
  }

  static func live(at now: Instant) -> Statement {
    Statement("SELECT \(columns) FROM lock k WHERE k.until > ?1 ORDER BY k.until, k.entity", [.instant(now)])
  }

  /// Of the stocktakes under way alone: those that are over leave theirs behind.
  static func leases(at now: Instant) -> Statement {
    Statement(
      """
      SELECT 'location:' || CASE WHEN l.id = l.site THEN l.code ELSE s.code || '/' || l.code END, '', k.stocktake, k.actor,
        k.terminal, k.since, k.until
      FROM stocktake t CROSS JOIN count_lease k ON k.stocktake = t.id JOIN location l ON l.id = k.location
        JOIN location s ON s.id = l.site
      WHERE t.status NOT IN ('applied', 'cancelled') AND k.until > ?1 ORDER BY k.until, l.code
      """, [.instant(now)])
  }

  static func row(_ row: any Row) -> Lock {
    Lock(
      entity: row.text(0), token: row.text(1), purpose: row.text(2), actor: row.text(3), terminal: row.text(4),
      since: row.instant(5), until: row.instant(6))
  }

  static func lease(_ row: any Row) -> Lock {
    var lock = Lock(
      entity: row.text(0), token: "", purpose: "counting in \(StocktakeID(row.integer(2)))", actor: row.text(3),
      terminal: row.text(4), since: row.instant(5), until: row.instant(6))
    lock.isLease = true
    return lock
  }

  static func take(_ lock: Lock) -> [Statement] {
    [
      Statement("DELETE FROM lock WHERE until <= ?1", [.instant(lock.since)]),
      Statement(
        """
        INSERT INTO lock(entity, token, purpose, actor, terminal, since, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """,
        [
          .text(lock.entity), .text(lock.token), .text(lock.purpose), .text(lock.actor), .text(lock.terminal),
          .instant(lock.since), .instant(lock.until),
        ]),
    ]
  }

  static func renew(_ lock: Lock, from until: Instant) -> [Statement] {
    [
      Statement(
        "UPDATE lock SET purpose = ?2, terminal = ?3, until = ?4 WHERE token = ?1 AND until = ?5",
        [.text(lock.token), .text(lock.purpose), .text(lock.terminal), .instant(lock.until), .instant(until)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  static func release(_ lock: Lock) -> [Statement] {
    [
      Statement("DELETE FROM lock WHERE token = ?1 AND until = ?2", [.text(lock.token), .instant(lock.until)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }
}

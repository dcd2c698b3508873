import Inventory
import Storage

/// Webhooks as rows. Their secrets are a column that only ``work(_:)`` reads.
enum WebhookTable {
  private static let columns = """
    w.id, w.kind, w.target, w.events, l.code, w.paused, w.act, w.place, w.failures, w.last_error, w.last_at,
    w.next_try_at, w.lease_holder, w.lease_until, w.created_by, w.created_at, w.version
    """
  private static let from = "FROM webhook w LEFT JOIN location l ON l.id = w.location WHERE w.removed = 0"
  static let secretColumn = 17

  static let all = Statement("SELECT \(columns) \(from) ORDER BY w.id")
  static let next = Statement("SELECT ifnull(max(id), 0) + 1 FROM webhook")

  static func find(_ id: WebhookID) -> Statement {
    Statement("SELECT \(columns) \(from) AND w.id = ?1", [.integer(id.number)])
  }

  static func work(_ id: WebhookID) -> Statement {
    Statement("SELECT \(columns), w.secret \(from) AND w.id = ?1", [.integer(id.number)])
  }

  static func row(_ row: any Row) -> Webhook {
    let target = row.text(2)
    var hook = Webhook(
      id: WebhookID(row.integer(0)), target: row.text(1) == "url" ? .url(target) : .command(target),
      types: row.textOrNil(3).map { $0.split(separator: ",").compactMap { EventType(rawValue: String($0)) } },
      place: row.textOrNil(4))
    hook.isPaused = row.flag(5)
    hook.position = EventID(act: row.integer(6), place: row.integer(7))
    hook.failures = Int(row.integer(8))
    hook.lastError = row.textOrNil(9)
    hook.lastAt = row.instantOrNil(10)
    hook.nextTryAt = row.instantOrNil(11)
    if let holder = row.textOrNil(12) { hook.lease = Webhook.Lease(holder: holder, until: row.instant(13)) }
    hook.createdBy = row.text(14)
    hook.createdAt = row.instant(15)
    hook.version = row.integer(16)
    return hook
  }

  /// It begins behind the act that adds it.
  static func add(_ hook: Webhook, _ secret: WebhookSecret, _ location: LocationID?) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO webhook(id, kind, target, events, location, secret, act, place, created_by, created_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, max(id), \(EventID.lastPlace), ?7, ?8 FROM act
        """,
        [
          .integer(hook.id.number), .text(hook.target.kind), .text(hook.target.text),
          .text(ifAny: hook.types?.map(\.rawValue).joined(separator: ",")),
          .integer(ifAny: location?.number), .text(secret.text), .text(hook.createdBy), .instant(hook.createdAt),
        ])
    ]
  }

  static func remove(_ id: WebhookID) -> [Statement] {
    changing(
      Statement(
        "UPDATE webhook SET removed = 1, secret = '', version = version + 1 WHERE id = ?1 AND removed = 0",
        [.integer(id.number)]))
  }

  static func set(_ hook: Webhook, from version: Int64) -> [Statement] {
    changing(
      Statement(
        """
        UPDATE webhook SET paused = ?2, act = ?3, place = ?4, failures = ?5, last_error = ?6, last_at = ?7,
          next_try_at = ?8, lease_holder = ?9, lease_until = ?10, version = version + 1
        WHERE id = ?1 AND version = ?11 AND removed = 0
        """,
        [
          .integer(hook.id.number), .flag(hook.isPaused), .integer(hook.position.act), .integer(hook.position.place),
          .integer(Int64(hook.failures)), .text(ifAny: hook.lastError),
          .integer(ifAny: hook.lastAt?.milliseconds), .integer(ifAny: hook.nextTryAt?.milliseconds),
          .text(ifAny: hook.lease?.holder), .integer(ifAny: hook.lease?.until.milliseconds), .integer(version),
        ]))
  }

  private static func changing(_ statement: Statement) -> [Statement] {
    [statement, Statement("INSERT INTO assert_that SELECT changes() = 1")]
  }
}

import Inventory
import Storage

/// What receivers scanned, as rows.
enum ReceiveEventTable {
  static let columns = """
    e.id, e.transfer, e.line, i.sku, i.variant, t.code, e.serial, e.kind, e.quantity, e.condition, a.actor, a.terminal,
    e.occurred_at, e.negates, (SELECT n.id FROM receive_event n WHERE n.negates = e.id), e.posted_by, e.text, e.note
    """
  static let joins = """
    CROSS JOIN act a ON a.id = e.act LEFT JOIN item i ON i.id = e.item
    LEFT JOIN transfer_line c ON c.transfer = e.transfer AND c.number = e.line LEFT JOIN lot t ON t.id = c.lot
    """
  /// Neither posted nor taken back, nor taking something back.
  static let isLive = """
    e.posted_by IS NULL AND e.kind <> 3 AND NOT EXISTS (SELECT 1 FROM receive_event n WHERE n.negates = e.id)
    """

  static func row(_ row: any Row) -> ReceiveEvent {
    ReceiveEvent(
      id: row.integer(0), transfer: TransferID(row.integer(1)), line: row.integerOrNil(2).map { Int($0) },
      code: row.textOrNil(3).map { ItemCode(sku: $0, variant: row.text(4)) }, lot: row.textOrNil(5),
      serial: row.textOrNil(6), kind: ReceiveEvent.Kind(rawValue: Int(row.integer(7))) ?? .scan,
      quantity: row.quantity(8), condition: ReceiveEvent.Condition(rawValue: Int(row.integer(9))) ?? .good,
      actor: row.text(10), terminal: row.text(11), occurredAt: row.instant(12), negates: row.integerOrNil(13),
      negatedBy: row.integerOrNil(14), isPosted: !row.isNull(15), text: row.textOrNil(16), note: row.textOrNil(17))
  }

  static func find(_ event: Int64) -> Statement {
    Statement("SELECT \(columns) FROM receive_event e \(joins) WHERE e.id = ?1", [.integer(event)])
  }

  /// The actor's last event that could be taken back.
  static func last(of actor: String, in transfer: TransferID) -> Statement {
    Statement(
      """
      SELECT \(columns) FROM receive_event e \(joins) WHERE e.transfer = ?1 AND \(isLive) AND a.actor = ?2
      ORDER BY e.id DESC LIMIT 1
      """, [.integer(transfer.number), .text(actor)])
  }

  /// A serial that was scanned and is neither posted nor taken back.
  static func live(_ serial: String, in transfer: TransferID) -> Statement {
    Statement(
      "SELECT \(columns) FROM receive_event e \(joins) WHERE e.transfer = ?1 AND e.serial = ?2 AND \(isLive)",
      [.integer(transfer.number), .text(serial)])
  }

  /// Serials that were scanned and not posted.
  static func serials(waitingIn transfer: TransferID) -> Statement {
    Statement(
      """
      SELECT \(columns) FROM receive_event e \(joins)
      WHERE e.transfer = ?1 AND e.serial IS NOT NULL AND e.line IS NOT NULL AND \(isLive) ORDER BY e.id
      """, [.integer(transfer.number)])
  }

  static func add(_ transfer: TransferID, _ events: [PlannedReceipt]) -> Statement {
    Statement(
      """
      INSERT INTO receive_event(act, transfer, line, item, serial, kind, quantity, condition, occurred_at, text, note)
      SELECT max(id), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM act
      """, rows: events.count,
      events.flatMap { event -> [Value] in
        [
          .integer(transfer.number), .integer(ifAny: event.line.map { Int64($0) }),
          event.item.map { .id($0) } ?? .null, .text(ifAny: event.serial), .integer(Int64(event.kind.rawValue)),
          .quantity(event.quantity), .integer(Int64(event.condition.rawValue)), .instant(event.occurredAt),
          .text(ifAny: event.text), .text(ifAny: event.note),
        ]
      })
  }

  static func negate(_ event: Int64, occurredAt: Instant) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO receive_event(act, transfer, line, item, serial, kind, quantity, condition, occurred_at, negates)
        SELECT (SELECT max(id) FROM act), transfer, line, item, serial, 3, -quantity, condition, ?2, id
        FROM receive_event WHERE id = ?1
        """, [.integer(event), .instant(occurredAt)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  /// Parked scans wait on; all else up to an event belongs to this act's receipt.
  /// Nobody has taken one of them back since they were looked at.
  static func post(_ transfer: TransferID, through last: Int64) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM receive_event
          WHERE transfer = ?1 AND posted_by IS NULL AND id > ?2 AND negates <= ?2)
        """, [.integer(transfer.number), .integer(last)]),
      Statement(
        """
        UPDATE receive_event SET posted_by = (SELECT max(id) FROM act)
        WHERE transfer = ?1 AND posted_by IS NULL AND id <= ?2 AND line IS NOT NULL
        """, [.integer(transfer.number), .integer(last)]),
    ]
  }
}

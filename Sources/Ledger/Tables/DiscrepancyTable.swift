import Inventory
import Storage

/// Discrepancies as rows.
enum DiscrepancyTable {
  static let columns = """
    d.id, d.transfer, d.line, d.kind, c.item, i.sku, i.variant, i.name, t.code, d.quantity, d.value, d.reason, d.owner,
    d.opened_by, d.opened_at, d.resolution, d.state = 'open', d.resolved_by, d.resolved_at, d.reference, d.version
    """
  static let joins = """
    CROSS JOIN transfer_line c ON c.transfer = d.transfer AND c.number = d.line CROSS JOIN item i ON i.id = c.item
    LEFT JOIN lot t ON t.id = c.lot
    """

  static func row(_ row: any Row) -> Discrepancy {
    Discrepancy(
      id: row.integer(0), transfer: TransferID(row.integer(1)), line: Int(row.integer(2)),
      kind: Discrepancy.Kind(rawValue: row.text(3)) ?? .short, item: ItemID(row.integer(4)),
      code: ItemCode(sku: row.text(5), variant: row.text(6)), name: row.text(7), lot: row.textOrNil(8),
      quantity: row.quantity(9), value: row.money(10), reason: row.textOrNil(11),
      owner: Discrepancy.Owner(rawValue: row.text(12)) ?? .us, openedBy: row.text(13), openedAt: row.instant(14),
      resolution: row.textOrNil(15).flatMap { Discrepancy.Resolution(rawValue: $0) }, isOpen: row.flag(16),
      resolvedBy: row.textOrNil(17), resolvedAt: row.instantOrNil(18), reference: row.textOrNil(19),
      version: row.integer(20))
  }

  static func find(_ discrepancy: Int64) -> Statement {
    Statement("SELECT \(columns) FROM discrepancy d \(joins) WHERE d.id = ?1", [.integer(discrepancy)])
  }

  static func add(_ discrepancies: [Discrepancy]) -> Statement {
    Statement(
      """
      INSERT INTO discrepancy(act, transfer, line, kind, quantity, value, reason, owner, opened_by, opened_at, state,
        resolution, resolved_by, resolved_at, version)
      SELECT max(id), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 1 FROM act
      """, rows: discrepancies.count,
      discrepancies.flatMap { found -> [Value] in
        [
          .integer(found.transfer.number), .integer(Int64(found.line)), .text(found.kind.rawValue),
          .quantity(found.quantity), .money(found.value), .text(ifAny: found.reason), .text(found.owner.rawValue),
          .text(found.openedBy), .instant(found.openedAt), .text(found.isOpen ? "open" : "resolved"),
          .text(ifAny: found.resolution?.rawValue), .text(ifAny: found.resolvedBy), .instant(ifAny: found.resolvedAt),
        ]
      })
  }

  /// Part of it is resolved: the rest stays open under its number, the part gets one of its own.
  static func resolve(
    _ found: Discrepancy, quantity: Quantity, value: Money, _ verdict: DiscrepancyVerdict
  ) -> [Statement] {
    let resolved: [Value] = [
      .integer(found.id), .quantity(quantity), .money(value), .text(verdict.resolution.rawValue),
      .text(ifAny: verdict.reason), .text(ifAny: verdict.reference), .integer(found.version),
    ]
    let whole = Statement(
      """
      UPDATE discrepancy SET state = 'resolved', quantity = ?2, value = ?3, resolution = ?4,
        reason = ifnull(?5, reason), reference = ifnull(?6, reference), version = version + 1,
        resolved_by = (SELECT actor FROM act WHERE id = (SELECT max(id) FROM act)),
        resolved_at = (SELECT recorded_at FROM act WHERE id = (SELECT max(id) FROM act))
      WHERE id = ?1 AND version = ?7 AND state = 'open'
      """, resolved)
    let done = Statement("INSERT INTO assert_that SELECT changes() = 1")
    guard quantity < found.quantity else { return [whole, done] }
    return [
      Statement(
        """
        UPDATE discrepancy SET quantity = quantity - ?2, value = value - ?3, version = version + 1
        WHERE id = ?1 AND version = ?4 AND state = 'open'
        """, [.integer(found.id), .quantity(quantity), .money(value), .integer(found.version)]), done,
      Statement(
        """
        INSERT INTO discrepancy(act, transfer, line, kind, quantity, value, reason, owner, opened_by, opened_at, state,
          resolution, resolved_by, resolved_at, reference, version)
        SELECT d.act, d.transfer, d.line, d.kind, ?2, ?3, ifnull(?5, d.reason), d.owner, d.opened_by, d.opened_at, 'resolved',
          ?4, a.actor, a.recorded_at, ifnull(?6, d.reference), 1
        FROM discrepancy d CROSS JOIN act a ON a.id = (SELECT max(id) FROM act) WHERE d.id = ?1 AND d.version = ?7 + 1
        """, resolved),
    ]
  }

  static func claim(_ found: Discrepancy, _ verdict: DiscrepancyVerdict) -> [Statement] {
    [
      Statement(
        """
        UPDATE discrepancy SET resolution = 'claim', reference = ?2, reason = ifnull(?3, reason), version = version + 1
        WHERE id = ?1 AND version = ?4 AND state = 'open'
        """,
        [
          .integer(found.id), .text(ifAny: verdict.reference), .text(ifAny: verdict.reason), .integer(found.version),
        ]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }
}

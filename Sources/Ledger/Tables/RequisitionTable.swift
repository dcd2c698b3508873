import Inventory
import Storage

/// Requisitions and their lines as rows.
enum RequisitionTable {
  static let columns = "x.id, x.status, x.note, x.created_by, x.created_at, x.approved_by, x.approved_at, x.version"

  static func row(_ row: any Row) -> Requisition {
    Requisition(
      id: RequisitionID(row.integer(0)), status: RequisitionStatus(rawValue: row.text(1)) ?? .draft,
      note: row.textOrNil(2), createdBy: row.text(3), createdAt: row.instant(4), approvedBy: row.textOrNil(5),
      approvedAt: row.instantOrNil(6), version: row.integer(7))
  }

  static func find(_ id: RequisitionID) -> Statement {
    Statement("SELECT \(columns) FROM requisition x WHERE x.id = ?1", [.integer(id.number)])
  }

  static func guarding(_ requisition: RequisitionID, isAt version: Int64) -> Statement {
    Statement(
      "INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM requisition WHERE id = ?1 AND version = ?2)",
      [.integer(requisition.number), .integer(version)])
  }

  static func add(_ requisition: Requisition, _ lines: [RequisitionLine]) -> [Statement] {
    let id = Value.integer(requisition.id.number)
    return [
      Statement(
        """
        INSERT INTO requisition(id, status, note, created_by, created_at, version) VALUES (?1, ?2, ?3, ?4, ?5, 1)
        """,
        [
          id, .text(requisition.status.rawValue), .text(ifAny: requisition.note), .text(requisition.createdBy),
          .instant(requisition.createdAt),
        ]),
      Statement(
        """
        INSERT INTO requisition_line(requisition, number, item, quantity, location, vendor, needed_on)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """, rows: lines.count,
        lines.flatMap { line -> [Value] in
          [
            id, .integer(Int64(line.number)), .id(line.item), .quantity(line.quantity),
            .integer(ifAny: line.location?.number), .text(ifAny: line.vendor), .day(ifAny: line.neededOn),
          ]
        }),
    ]
  }

  static func set(_ requisition: Requisition, from version: Int64) -> [Statement] {
    [
      Statement(
        """
        UPDATE requisition SET status = ?2, note = ?3, approved_by = ?4, approved_at = ?5, version = version + 1
        WHERE id = ?1 AND version = ?6
        """,
        [
          .integer(requisition.id.number), .text(requisition.status.rawValue), .text(ifAny: requisition.note),
          .text(ifAny: requisition.approvedBy), .instant(ifAny: requisition.approvedAt), .integer(version),
        ]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  static func place(_ requisition: RequisitionID, _ lines: [Int], on order: OrderID) -> Statement {
    Statement(
      "UPDATE requisition_line SET purchase_order = ?3 WHERE requisition = ?1 AND number = ?2", rows: lines.count,
      lines.flatMap { [.integer(requisition.number), .integer(Int64($0)), .integer(order.number)] })
  }

  /// Of an order that is thrown away: what was asked for waits to be ordered again.
  static func free(of order: OrderID) -> [Statement] {
    [
      Statement(
        """
        UPDATE requisition SET status = 'approved', version = version + 1
        WHERE status = 'ordered' AND id IN (SELECT requisition FROM requisition_line WHERE purchase_order = ?1)
        """, [.integer(order.number)]),
      Statement(
        "UPDATE requisition_line SET purchase_order = NULL WHERE purchase_order = ?1", [.integer(order.number)]),
    ]
  }

  // MARK: Lines

  static let lineColumns = """
    c.requisition, c.number, c.item, i.sku, i.variant, i.name, i.unit, c.quantity, c.location, zl.code, zs.code, c.vendor,
    c.needed_on, o.number
    """
  static let lineJoins = """
    CROSS JOIN item i ON i.id = c.item LEFT JOIN location zl ON zl.id = c.location
    LEFT JOIN location zs ON zs.id = zl.site LEFT JOIN purchase_order o ON o.id = c.purchase_order
    """

  static func line(_ row: any Row) -> RequisitionLine {
    let (code, site) = (row.textOrNil(9), row.textOrNil(10))
    return RequisitionLine(
      requisition: RequisitionID(row.integer(0)), number: Int(row.integer(1)), item: ItemID(row.integer(2)),
      code: ItemCode(sku: row.text(3), variant: row.text(4)), name: row.text(5), unit: row.text(6),
      quantity: row.quantity(7), location: row.integerOrNil(8).map { LocationID($0) },
      place: code.map { code in code == site ? code : (site ?? "") + "/" + code }, vendor: row.textOrNil(11),
      neededOn: row.dayOrNil(12), order: row.textOrNil(13))
  }

  /// Those of several requisitions, in their order.
  static func lines(of requisitions: [RequisitionID]) -> Statement {
    Statement(
      """
      SELECT \(lineColumns) FROM json_each(?1) k CROSS JOIN requisition_line c ON c.requisition = k.value \(lineJoins)
      ORDER BY c.requisition, c.number
      """, [.text("[\(requisitions.map { String($0.number) }.joined(separator: ","))]")])
  }
}

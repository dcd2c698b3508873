import Inventory
import Storage

/// Stock records as rows.
enum StockTable {
  /// As the books have them.
  static let columns = columns(.none)

  private static func columns(_ overdue: Overdue) -> String {
    """
    r.item, r.location, i.sku, i.variant, i.name, i.category, i.unit, i.active, i.cost, i.currency, l.code, s.code,
    l.room_type, r.on_hand, \(overdue.reserved), r.allocated, r.blocked, r.incoming, r.reorder_point, r.bin, r.flags,
    r.last_entry + r.edits, r.last_movement_at, r.last_counted_at
    """
  }

  /// Without what expired reservations hold, and with what has to be blocked on a day and is not yet, for those who are
  /// shown them. Of the latter, what is counted, filtered and sorted by goes by the books, and may lag until the first act of
  /// the day that takes goods kept by lot.
  static func columns(on day: Day, _ overdue: Overdue) -> String {
    "\(columns(overdue)), \(LotTable.unswept(on: day, overdue))"
  }
  static let available = "(r.on_hand - r.reserved - r.allocated - r.blocked)"

  static func row(_ row: any Row) -> StockRow {
    StockRow(
      item: ItemID(row.integer(0)), location: LocationID(row.integer(1)),
      code: ItemCode(sku: row.text(2), variant: row.text(3)), name: row.text(4), category: row.text(5),
      unit: row.text(6), itemIsActive: row.flag(7), cost: row.costOrNil(8), currency: row.text(9),
      locationCode: row.text(10), siteCode: row.text(11), roomType: row.text(12), balances: row.balances(13),
      reorderPoint: row.quantityOrNil(18), bin: row.text(19), flags: row.flags(20), version: row.integer(21),
      lastMovementAt: row.instantOrNil(22), lastCountedAt: row.instantOrNil(23))
  }

  /// - Parameter row: of ``columns(on:)``.
  static func shown(_ row: any Row) -> StockRow {
    var shown = self.row(row)
    shown.unswept = row.quantity(24)
    shown.balances.blocked += shown.unswept
    return shown
  }

  /// The record of one item at one location, by their numbers.
  static func find(_ item: ItemID, _ location: LocationID) -> Statement {
    Statement(
      """
      SELECT \(columns) FROM stock_record r JOIN item i ON i.id = r.item JOIN location l ON l.id = r.location
      JOIN location s ON s.id = l.site WHERE r.item = ?1 AND r.location = ?2
      """, [.id(item), .id(location)])
  }

  /// The five balances and the last movement of a record.
  static func balances(_ item: ItemID, _ location: LocationID) -> Statement {
    Statement(
      """
      SELECT on_hand, reserved, allocated, blocked, incoming, last_movement_at FROM stock_record
      WHERE item = ?1 AND location = ?2
      """, [.id(item), .id(location)])
  }

  static func set(
    _ item: ItemID, _ location: LocationID, reorderPoint: Quantity?, bin: String, flags: [Flag],
    if condition: RecordCondition
  ) -> [Statement] {
    var statements: [Statement] = []
    switch condition {
    case .anything: break
    case .version(let version):
      statements.append(
        Statement(
          """
          INSERT INTO assert_that SELECT EXISTS (
            SELECT 1 FROM stock_record WHERE item = ?1 AND location = ?2 AND last_entry + edits = ?3)
          """, [.id(item), .id(location), .integer(version)]))
    case .noted(let point, let bin, let flags):
      statements.append(
        Statement(
          """
          INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM stock_record WHERE item = ?1 AND location = ?2
            AND reorder_point IS ?3 AND ifnull(bin, '') = ?4 AND flags IS ?5)
          """, [.id(item), .id(location), .quantity(ifAny: point), .text(bin), .flags(ifAny: flags)]))
    }
    let noted: [Value] = [
      .id(item), .id(location), .quantity(ifAny: reorderPoint), bin.isEmpty ? .null : .text(bin), .flags(ifAny: flags),
    ]
    statements.append(
      Statement(
        """
        UPDATE stock_record SET reorder_point = ?3, bin = ?4, flags = ?5, edits = edits + 1
        WHERE item = ?1 AND location = ?2
        """, noted))
    statements.append(
      Statement(
        """
        INSERT INTO stock_record(item, location, reorder_point, bin, flags, edits) SELECT ?1, ?2, ?3, ?4, ?5, 1
        WHERE changes() = 0
        """, noted))
    return statements
  }
}

import Inventory
import Storage

/// Lots as rows: id, code, made, expires, status.
enum LotTable {
  static func lot(_ row: any Row, from column: Int = 0) -> Lot {
    Lot(
      id: LotID(row.integer(column)), code: row.text(column + 1), made: row.dayOrNil(column + 2),
      expires: row.dayOrNil(column + 3), status: LotStatus(rawValue: row.text(column + 4)) ?? .active)
  }

  static func find(_ code: String, of item: ItemID) -> Statement {
    Statement(
      "SELECT id, code, made, expires, status FROM lot WHERE item = ?1 AND code = ?2", [.id(item), .text(code)])
  }

  /// Those of a lot `t`, with its version.
  static let columns = "t.id, t.code, t.made, t.expires, t.status, t.version"
  static let columnCount = 6

  static func versioned(_ row: any Row, from column: Int = 0) -> Lot {
    var lot = lot(row, from: column)
    lot.version = row.integer(column + 5)
    return lot
  }

  // MARK: Goods that may not be used

  /// Goods of a row `k` of lots that are neither promised nor blocked.
  static let free = "(k.on_hand - k.reserved - k.allocated - k.blocked)"
  /// The same of a record `r`.
  private static let available = "(r.on_hand - r.reserved - r.allocated - r.blocked)"

  /// Two probes, each of an index that holds only what is to be done.
  static func guardingSwept(on day: Day) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM lot WHERE status = 'active' AND expires < ?1)
        AND NOT EXISTS (SELECT 1 FROM lot_stock k INDEXED BY lot_stock_to_block
          CROSS JOIN stock_record r ON r.item = k.item AND r.location = k.location
          WHERE k.unusable = 1 AND k.on_hand > k.blocked AND \(free) > 0 AND \(available) > 0)
      """, [.day(ifAny: day)])
  }

  /// What of a record `r` of an item `i` may not be used and is not blocked in the books: goods of lots that expired before
  /// the day, or became free after their lot was quarantined. Costs nothing for items that are not kept by lot.
  static func unswept(on day: Day, _ overdue: Overdue) -> String {
    """
    CASE WHEN i.tracking = 'lot' THEN max(0, min(\(overdue.available), ifnull((
      SELECT sum(max(0, \(overdue.free))) FROM lot_stock k INDEXED BY lot_stock_loose CROSS JOIN lot t ON t.id = k.lot
      WHERE k.item = r.item AND k.location = r.location AND k.on_hand > k.blocked AND \(isUnusable(on: day))), 0)))
    ELSE 0 END
    """
  }

  /// Items and locations where something of a lot is free that may not be used on a day: the few rows where
  /// ``unswept(on:_:)`` is not 0, by the indexes of them.
  static func loose(on day: Day) -> String {
    """
    SELECT k.item, k.location FROM lot_stock k INDEXED BY lot_stock_to_block
      WHERE k.unusable = 1 AND k.on_hand > k.blocked
    UNION SELECT k.item, k.location FROM lot t INDEXED BY lot_expiring CROSS JOIN lot_stock k ON k.lot = t.id
      WHERE t.status = 'active' AND t.expires < \(day.daysSince1970) AND k.on_hand > k.blocked
    """
  }

  /// Whether a lot `t` may not be used on a day.
  static func isUnusable(on day: Day) -> String {
    "(t.status <> 'active' OR t.expires < \(day.daysSince1970))"
  }

  /// What a lot `t` is on a day.
  static func status(on day: Day) -> String {
    "CASE WHEN t.status = 'active' AND t.expires < \(day.daysSince1970) THEN 'expired' ELSE t.status END"
  }

  // MARK: Changes

  static func guarding(_ lot: LotID, version: Int64) -> Statement {
    Statement(
      "INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM lot WHERE id = ?1 AND version = ?2)",
      [.integer(lot.number), .integer(version)])
  }

  static func statements(of change: LotChange) -> [Statement] {
    switch change {
    case .add(let lot, let item, _):
      [
        Statement(
          "INSERT INTO lot(item, code, made, expires, status, version) VALUES (?1, ?2, ?3, ?4, ?5, 1)",
          [
            .id(item), .text(lot.code), .day(ifAny: lot.made), .day(ifAny: lot.expires), .text(lot.status.rawValue),
          ])
      ]
    case .set(let lot, let version):
      [
        guarding(lot.id, version: version),
        Statement(
          "UPDATE lot SET made = ?2, expires = ?3, status = ?4, version = version + 1 WHERE id = ?1",
          [
            .integer(lot.id.number), .day(ifAny: lot.made), .day(ifAny: lot.expires), .text(lot.status.rawValue),
          ]),
      ]
    }
  }
}

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
}

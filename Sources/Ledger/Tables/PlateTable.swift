import Inventory
import Storage

/// Pallets and what stands on them, as rows.
enum PlateTable {
  static let columns = """
    p.id, p.code, p.status, p.location, l.code, s.code, p.transfer, p.created_by, p.created_at, p.version
    """
  static let from = "plate p LEFT JOIN location l ON l.id = p.location LEFT JOIN location s ON s.id = l.site"

  static func row(_ row: any Row) -> Plate {
    let code = row.textOrNil(4)
    let site = row.text(5)
    return Plate(
      id: PlateID(row.integer(0)), code: row.text(1), status: PlateStatus(rawValue: row.text(2)) ?? .opened,
      location: row.integerOrNil(3).map { LocationID($0) }, locationCode: code,
      place: code.map { $0 == site ? $0 : site + "/" + $0 }, transfer: row.integerOrNil(6), createdBy: row.text(7),
      createdAt: row.instant(8), version: row.integer(9))
  }

  static func find(_ codes: [String]) -> Statement {
    let marks = codes.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    return Statement("SELECT \(columns) FROM \(from) WHERE p.code IN (\(marks))", codes.map { .text($0) })
  }

  static func travelling(with transfer: TransferID) -> Statement {
    Statement(
      "SELECT \(columns) FROM \(from) WHERE p.transfer = ?1 AND p.status = 'in_transit'", [.integer(transfer.number)])
  }

  /// What the place of a pallet `p` has on hand of its content `c`.
  private static let onHand = """
    ifnull(CASE c.lot
      WHEN 0 THEN (SELECT r.on_hand FROM stock_record r WHERE r.item = c.item AND r.location = p.location)
      ELSE (SELECT k.on_hand FROM lot_stock k WHERE k.lot = c.lot AND k.location = p.location) END, 0)
    """
  /// What all pallets standing there should hold of it.
  private static let plated = """
    ifnull((SELECT sum(o.quantity) FROM plate q CROSS JOIN plate_content o
        ON o.plate = q.id AND o.item = c.item AND o.lot = c.lot
      WHERE q.status = 'standing' AND q.location = p.location), 0)
    """
  private static let strayed = """
    (SELECT m.location FROM serial m WHERE m.item = n.item AND m.code = n.serial) IS NOT p.location
    """

  /// The contents of several pallets, and their serials.
  static func contents(of plates: [PlateID]) -> [Statement] {
    let numbers = Value.text("[" + plates.map { String($0.number) }.joined(separator: ",") + "]")
    return [
      Statement(
        """
        SELECT c.plate, c.quantity, \(onHand), \(plated), t.id, t.code, t.made, t.expires, t.status, \(ItemTable.columns)
        FROM plate_content c JOIN plate p ON p.id = c.plate JOIN item i ON i.id = c.item LEFT JOIN lot t ON t.id = c.lot
        WHERE c.plate IN (SELECT value FROM json_each(?1)) ORDER BY c.plate, i.sku, i.variant, t.code
        """, [numbers]),
      Statement(
        """
        SELECT n.plate, n.item, n.serial, \(strayed) FROM plate_serial n JOIN plate p ON p.id = n.plate
        WHERE n.plate IN (SELECT value FROM json_each(?1)) ORDER BY n.plate, n.serial
        """, [numbers]),
    ]
  }

  /// Holds while the pallet is as it was looked at, and whole.
  static func guarding(_ plate: PlateID, version: Int64, isWhole: Bool) -> Statement {
    let doubts = """
       AND NOT EXISTS (SELECT 1 FROM plate_content c WHERE c.plate = p.id AND \(onHand) < \(plated))
      AND NOT EXISTS (SELECT 1 FROM plate_serial n WHERE n.plate = p.id AND \(strayed))
      """
    return Statement(
      """
      INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM plate p WHERE p.id = ?1 AND p.version = ?2\
      \(isWhole ? doubts : ""))
      """, [.integer(plate.number), .integer(version)])
  }

  /// What a place has on hand of an item or a lot, and how much of it stands on pallets.
  static func loose(_ item: ItemID, lot: LotID?, at location: LocationID) -> Statement {
    Statement(
      """
      SELECT \(onHand), \(plated) FROM (SELECT ?1 AS item, ?2 AS lot) c, (SELECT ?3 AS location) p
      """, [.id(item), .integer(lot?.number ?? 0), .id(location)])
  }

  static func plate(holding serial: String, of item: ItemID) -> Statement {
    Statement(
      "SELECT p.code FROM plate_serial n JOIN plate p ON p.id = n.plate WHERE n.item = ?1 AND n.serial = ?2",
      [.id(item), .text(serial)])
  }

  /// The highest number given in a range of SSCCs.
  static func highest(in range: ClosedRange<String>) -> Statement {
    Statement(
      """
      SELECT code FROM plate WHERE code >= ?1 AND code <= ?2 AND length(code) = 18 AND code NOT GLOB '*[^0-9]*'
      ORDER BY code DESC LIMIT 1
      """, [.text(range.lowerBound), .text(range.upperBound)])
  }
}

extension Reader {
  /// Pallets with what stands on them.
  func plates(_ statement: Statement) throws(InventoryError) -> [Plate] {
    try filled(try all(statement, PlateTable.row))
  }

  func filled(_ plates: [Plate]) throws(InventoryError) -> [Plate] {
    guard plates.contains(where: { $0.status != .opened }) else { return plates }
    var contents: [PlateID: [PlateContent]] = [:]
    try each(PlateTable.contents(of: plates.map(\.id))) { statement, row in
      let plate = PlateID(row.integer(0))
      if statement == 0 {
        contents[plate, default: []].append(
          PlateContent(
            item: ItemTable.item(row, from: 9), lot: row.isNull(4) ? nil : LotTable.lot(row, from: 4),
            quantity: row.quantity(1), onHand: row.quantity(2), plated: row.quantity(3)))
      } else if let index = contents[plate]?.firstIndex(where: { $0.item.id.number == row.integer(1) }) {
        contents[plate]?[index].serials.append(row.text(2))
        if row.flag(3) { contents[plate]?[index].strayed.append(row.text(2)) }
      }
      return true
    }
    return plates.map { plate in
      var plate = plate
      plate.contents = contents[plate.id] ?? []
      return plate
    }
  }
}

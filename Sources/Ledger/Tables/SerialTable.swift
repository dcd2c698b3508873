import Inventory
import Storage

/// Serials as rows.
enum SerialTable {
  /// Those of a serial `n`, with the place `l`, its last entry `e` and its lot `t`.
  static let factColumns = """
    n.location, l.code, e.kind IN (13, 14), ifnull(l.quarantine, 0), n.status, n.owner, n.last_entry + n.edits,
    \(LotTable.columns)
    """
  static let factJoins = """
    LEFT JOIN location l ON l.id = n.location LEFT JOIN ledger e ON e.seq = n.last_entry LEFT JOIN lot t ON t.id = n.lot
    """
  static let factColumnCount = 7 + LotTable.columnCount

  static func fact(_ row: any Row) -> SerialFact {
    var fact = SerialFact(
      location: row.integerOrNil(0).map { LocationID($0) }, place: row.textOrNil(1), wasCounted: row.flag(2),
      isQuarantine: row.flag(3), status: SerialStatus(rawValue: row.text(4)) ?? .inStock,
      lot: row.isNull(7) ? nil : LotTable.versioned(row, from: 7))
    fact.owner = row.text(5)
    fact.version = row.integer(6)
    return fact
  }

  /// Those of a serial `n` of an item `i`, with the place `l` in the site `s` and the lot `t`.
  static let columns = """
    n.id, n.code, n.item, i.sku, i.variant, i.name, n.status, l.code, s.code, n.owner, t.code, n.last_entry + n.edits,
    n.location
    """
  static let joins = """
    CROSS JOIN item i ON i.id = n.item LEFT JOIN location l ON l.id = n.location LEFT JOIN location s ON s.id = l.site
    LEFT JOIN lot t ON t.id = n.lot
    """

  static func unit(_ row: any Row) -> SerialUnit {
    let (place, site) = (row.textOrNil(7), row.text(8))
    return SerialUnit(
      id: row.integer(0), serial: row.text(1), item: ItemID(row.integer(2)),
      code: ItemCode(sku: row.text(3), variant: row.text(4)), name: row.text(5),
      status: SerialStatus(rawValue: row.text(6)) ?? .inStock,
      place: place.map { $0 == site ? $0 : site + "/" + $0 }, owner: row.text(9), lot: row.textOrNil(10),
      version: row.integer(11))
  }

  static func statements(of change: SerialChange) -> [Statement] {
    guard case .set(let item, _, let serial, let owner, let lot, let version) = change else { return [] }
    let known: [Value] = [.id(item), .text(serial)]
    return [
      Statement(
        """
        INSERT INTO assert_that
        SELECT EXISTS (SELECT 1 FROM serial WHERE item = ?1 AND code = ?2 AND last_entry + edits = ?3)
        """, known + [.integer(version)])
    ] + adding(lot.map { PlannedLot(code: $0) }, item) + [
      Statement(
        """
        UPDATE serial SET owner = ?3, lot = (SELECT id FROM lot WHERE item = ?1 AND code = ?4), edits = edits + 1
        WHERE item = ?1 AND code = ?2
        """, known + [.text(owner), .text(ifAny: lot)])
    ]
  }

  /// What is noted of serials that the act's own entries have made known.
  static func afterwards(_ change: SerialChange) -> [Statement] {
    guard case .note(let item, let serials, let lot, let owner) = change, !serials.isEmpty else { return [] }
    let bindings = serials.flatMap { serial -> [Value] in
      [.id(item), .text(serial), .text(ifAny: owner), .text(ifAny: lot?.code)]
    }
    return adding(lot, item) + [
      Statement(
        """
        UPDATE serial SET owner = ifnull(?3, owner),
          lot = ifnull((SELECT id FROM lot WHERE item = ?1 AND code = ?4), lot)
        WHERE item = ?1 AND code = ?2
        """, rows: serials.count, bindings)
    ]
  }

  private static func adding(_ lot: PlannedLot?, _ item: ItemID) -> [Statement] {
    guard let lot else { return [] }
    return [
      Statement(
        PlanWriter.addLot, [.id(item), .text(lot.code), .day(ifAny: lot.made), .day(ifAny: lot.expires)])
    ]
  }
}

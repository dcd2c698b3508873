import Inventory
import Storage

/// Looks up what acts about lots and serials must know.
extension FactFinder {
  func addLotFacts(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) {
    for name in needs.lotPlaces {
      guard let item = facts.items[name.item] else { continue }
      facts.lotPlaces[name] = try places(of: name.lot, item.id)
    }
    if let day = needs.unsweptLots { try addUnswept(min(day, now.day), &facts) }
    for name in needs.serialHomes { try addHomes(of: name, &facts) }
    for entry in facts.actEntries + facts.entries.values {
      guard let lot = entry.lot else { continue }
      let name = Needs.LotName(entry.code.description, lot)
      guard facts.lots[name] == nil else { continue }
      facts.lots[name] = try reader.first(LotTable.find(lot, of: entry.item)) { LotTable.lot($0) }
    }
  }

  private static let placeColumns = """
    \(LotTable.columns), i.id, i.sku, i.variant, l.id, l.code, s.code, l.quarantine, k.on_hand, k.reserved, k.allocated,
    k.blocked, 0, r.on_hand, r.reserved, r.allocated, r.blocked, r.incoming
    """
  private static let placeJoins = """
    CROSS JOIN location l ON l.id = k.location CROSS JOIN location s ON s.id = l.site
    CROSS JOIN stock_record r ON r.item = t.item AND r.location = k.location CROSS JOIN item i ON i.id = t.item
    """

  private static func lotPlace(_ row: any Row) -> LotPlaceFact {
    let (code, site) = (row.text(10), row.text(11))
    return LotPlaceFact(
      of: LotFact(
        lot: LotTable.versioned(row), item: ItemID(row.integer(6)),
        code: ItemCode(sku: row.text(7), variant: row.text(8))),
      location: LocationID(row.integer(9)), place: code == site ? code : site + "/" + code,
      isQuarantine: row.flag(12), balances: row.balances(13), record: row.balances(18))
  }

  /// What was blocked or freed for itself is told from what followed from the lot by the act that did it.
  private func places(of lot: String, _ item: ItemID) throws(InventoryError) -> [LotPlaceFact] {
    var places = try reader.all(
      Statement(
        """
        SELECT \(FactFinder.placeColumns) FROM lot t CROSS JOIN lot_stock k ON k.lot = t.id \(FactFinder.placeJoins)
        WHERE t.item = ?1 AND t.code = ?2 ORDER BY s.code, l.code
        """, [.id(item), .text(lot)]), FactFinder.lotPlace)
    try reader.each(
      Statement(
        """
        SELECT e.location, sum(e.blocked) FROM lot t CROSS JOIN ledger e ON e.lot = t.id CROSS JOIN act a ON a.id = e.act
        WHERE t.item = ?1 AND t.code = ?2 AND (e.kind = 9 AND e.reason = 'DAMAGE' OR e.kind IN (16, 17)
          AND (a.action LIKE 'movement.%' OR a.action LIKE 'import.%' OR a.action LIKE 'lot.goods_%'))
        GROUP BY e.location
        """, [.id(item), .text(lot)])
    ) { row in
      let location = LocationID(row.integer(0))
      if let index = places.firstIndex(where: { $0.location == location }) {
        places[index].blockedByItself = row.quantity(1)
      }
      return true
    }
    return places
  }

  /// Lots whose last day has passed, the longest ago first, and where goods are free that may not be used.
  private func addUnswept(_ day: Day, _ facts: inout Facts) throws(InventoryError) {
    let expired = """
      SELECT id FROM lot WHERE status = 'active' AND expires < ?1 ORDER BY expires, id LIMIT \(ExpireLots.mostLots)
      """
    facts.unsweptLots = try reader.all(
      Statement(
        """
        SELECT \(LotTable.columns), i.id, i.sku, i.variant FROM lot t CROSS JOIN item i ON i.id = t.item
        WHERE t.id IN (\(expired)) ORDER BY t.expires, t.id
        """, [.day(ifAny: day)])
    ) { row in
      LotFact(
        lot: LotTable.versioned(row), item: ItemID(row.integer(6)),
        code: ItemCode(sku: row.text(7), variant: row.text(8)))
    }
    facts.unsweptPlaces = try reader.all(
      Statement(
        """
        SELECT \(FactFinder.placeColumns) FROM lot t CROSS JOIN lot_stock k ON k.lot = t.id \(FactFinder.placeJoins)
        WHERE t.id IN (\(expired)) AND \(LotTable.free) > 0 ORDER BY t.expires, t.id, k.location
        """, [.day(ifAny: day)]), FactFinder.lotPlace)
    facts.unsweptPlaces += try reader.all(
      Statement(
        """
        SELECT \(FactFinder.placeColumns) FROM lot_stock k INDEXED BY lot_stock_to_block CROSS JOIN lot t ON t.id = k.lot
        \(FactFinder.placeJoins)
        WHERE k.unusable = 1 AND k.on_hand > k.blocked AND \(LotTable.free) > 0 ORDER BY t.id, k.location
        LIMIT \(ExpireLots.mostLots)
        """), FactFinder.lotPlace)
  }

  /// The serials of a number, at most as many as a person can choose from, with their items and places.
  private func addHomes(of name: Needs.SerialHomeName, _ facts: inout Facts) throws(InventoryError) {
    var condition = "n.code = ?1"
    var bindings: [Value] = [.text(name.serial)]
    if let item = name.item {
      guard let item = facts.items[item] else { return }
      condition += " AND n.item = ?2"
      bindings.append(.id(item.id))
    }
    let found = try reader.all(
      Statement(
        """
        SELECT \(SerialTable.factColumns), n.code, \(ItemTable.columns) FROM serial n \(SerialTable.factJoins)
        JOIN item i ON i.id = n.item WHERE \(condition) LIMIT 20
        """, bindings)
    ) { row in
      SerialHome(
        serial: row.text(SerialTable.factColumnCount),
        item: ItemTable.item(row, from: SerialTable.factColumnCount + 1), fact: SerialTable.fact(row))
    }
    facts.serialHomes[name] = found
    for home in found {
      let code = home.item.code.description
      facts.items[code] = home.item
      facts.serials[Needs.SerialName(code, home.serial)] = home.fact
      if let place = home.fact.place, case .one(let location) = try reader.location(place) {
        facts.locations[place] = location
      }
    }
  }
}

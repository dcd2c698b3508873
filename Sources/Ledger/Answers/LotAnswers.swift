import Inventory
import Storage

extension Answers {
  /// Two lists, one behind the other, each in the order of an index: lots with a last day, then those without.
  func answer(_ question: LotPage) throws(InventoryError) -> Page<LotRow> {
    let conditions = try conditions(question.filter)
    let isBlind = try isBlind
    let columns = LotRows.columns(on: today, try overdue)
    let orders = [["t.expires", "t.code", "t.id"], ["t.code", "t.id"]]
    let parts = orders.enumerated().map { part, keys in
      var keySet = KeySet(columns: columns, from: LotRows.from, keys: keys)
      keySet.require(part == 0 ? "t.expires IS NOT NULL" : "t.expires IS NULL")
      for condition in conditions { keySet.require(condition.sql, condition.bindings) }
      return keySet
    }
    var page = try reader.page(
      parts, question.start, limit: question.limit, { LotRows.row($0, on: today) },
      key: { part, row in
        let day = row.lot.expires.map { [String($0.daysSince1970)] } ?? []
        return (part == 0 ? day : []) + [row.lot.code, String(row.lot.id.number)]
      },
      place: { part, texts in
        guard texts.count == orders[part].count, let id = texts.last.flatMap({ Int64($0) }) else { return nil }
        guard part == 0 else { return [.text(texts[0]), .integer(id)] }
        return Int64(texts[0]).map { [.integer($0), .text(texts[1]), .integer(id)] }
      })
    if isBlind { page.rows = page.rows.map(\.withheld) }
    return page
  }

  private func conditions(_ filter: LotFilter) throws(InventoryError) -> [(sql: String, bindings: [Value])] {
    var conditions: [(sql: String, bindings: [Value])] = []
    if let name = filter.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      conditions.append(("t.item = ?1", [.id(item.id)]))
    }
    if let day = filter.expiresBefore { conditions.append(("t.expires < ?1", [.day(ifAny: day)])) }
    if let status = filter.status {
      conditions.append(("\(LotTable.status(on: today)) = ?1", [.text(status.rawValue)]))
    }
    if let name = filter.location {
      let inside = """
        EXISTS (SELECT 1 FROM lot_stock h CROSS JOIN location p ON p.id = h.location
          WHERE h.lot = t.id AND h.on_hand > 0 AND p.path >= ?1 AND p.path < ?1 || 'x')
        """
      conditions.append((inside, [.text(try path(of: name))]))
    }
    if let text = filter.text, !text.isEmpty {
      let begins = """
        (t.code >= ?1 AND t.code < ?1 || char(1114111)
          OR t.item IN (SELECT p.id FROM item p WHERE p.sku >= ?1 AND p.sku < ?1 || char(1114111)))
        """
      conditions.append((begins, [.text(text)]))
    }
    if filter.hasStock {
      conditions.append(("EXISTS (SELECT 1 FROM lot_stock h WHERE h.lot = t.id AND h.on_hand > 0)", []))
    }
    return conditions
  }

  func answer(_ question: LotCard) throws(InventoryError) -> LotCard.Card {
    let row = try lot(question)
    let trace = try LotTracing(reader: reader, isBlind: isBlind).trace(row.lot.id)
    let places = try lotPlaces(row.lot)
    let hidden = try hidden(among: places.map(\.location))
    var entries = KeySet(
      columns: LedgerTable.columns, from: "ledger e \(LedgerTable.joins)", keys: ["e.seq"], isDescending: true)
    entries.require("e.lot = ?1", [.integer(row.lot.id.number)])
    if try isBlind { entries.require("NOT \(Blindness.hidden)") }
    let page = try reader.page(
      [entries], .first, limit: question.limit, LedgerTable.entry, key: { [String($1.id)] }, place: { _, _ in nil })
    let serials = try reader.all(
      Statement(
        "SELECT code FROM serial WHERE lot = ?1 ORDER BY code LIMIT 1000", [.integer(row.lot.id.number)])
    ) { $0.text(0) }
    return LotCard.Card(
      row: hidden.isEmpty ? row : row.withheld,
      places: places.map { hidden.contains($0.location) ? $0.withheld : $0 }, ancestors: trace.ancestors,
      descendants: trace.descendants, sources: trace.sources, destinations: trace.destinations, serials: serials,
      entries: page)
  }

  /// The one lot that is named.
  private func lot(_ question: LotCard) throws(InventoryError) -> LotRow {
    var condition = "t.code = ?1"
    var bindings: [Value] = [.text(question.code)]
    if let name = question.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      condition += " AND t.item = ?2"
      bindings.append(.id(item.id))
    }
    let found = try reader.all(
      Statement(
        "SELECT \(LotRows.columns(on: today, try overdue)) FROM \(LotRows.from) WHERE \(condition) ORDER BY t.id LIMIT 20",
        bindings)
    ) { LotRows.row($0, on: today) }
    guard let row = found.first else {
      let item = try question.item.flatMap { name throws(InventoryError) in try reader.item(name) }
      throw item.map { .noSuchLot(question.code, item: $0.code) } ?? .noSuchLotAnywhere(question.code)
    }
    if found.count > 1 { throw .ambiguousLot(question.code, items: found.map(\.code)) }
    return row
  }

  private func lotPlaces(_ lot: Lot) throws(InventoryError) -> [LotBalance] {
    try reader.all(
      Statement(
        """
        SELECT k.location, l.code, s.code, k.on_hand,
          k.blocked + CASE WHEN \(LotTable.isUnusable(on: today)) THEN max(0, \(try overdue.free)) ELSE 0 END
        FROM lot t CROSS JOIN lot_stock k ON k.lot = t.id CROSS JOIN location l ON l.id = k.location
        CROSS JOIN location s ON s.id = l.site WHERE t.id = ?1 AND k.on_hand <> 0 ORDER BY s.code, l.code
        """, [.integer(lot.id.number)])
    ) { row in
      LotBalance(
        lot: lot, location: LocationID(row.integer(0)),
        place: row.text(1) == row.text(2) ? row.text(1) : row.text(2) + "/" + row.text(1), onHand: row.quantity(3),
        blocked: row.quantity(4))
    }
  }
}

/// Lots with what there is of them.
private enum LotRows {
  static let from = "lot t CROSS JOIN item i ON i.id = t.item"

  static func columns(on day: Day, _ overdue: Overdue) -> String {
    """
    t.id, t.code, t.made, t.expires, \(LotTable.status(on: day)), t.version, t.item, i.sku, i.variant, i.name,
    (SELECT ifnull(sum(k.on_hand), 0) FROM lot_stock k WHERE k.lot = t.id),
    (SELECT ifnull(sum(k.blocked + CASE WHEN \(LotTable.isUnusable(on: day)) THEN max(0, \(overdue.free)) ELSE 0 END), 0)
     FROM lot_stock k WHERE k.lot = t.id),
    (SELECT count(*) FROM lot_stock k WHERE k.lot = t.id AND k.on_hand > 0)
    """
  }

  static func row(_ row: any Row, on day: Day) -> LotRow {
    let lot = LotTable.versioned(row)
    return LotRow(
      lot: lot, item: ItemID(row.integer(6)), code: ItemCode(sku: row.text(7), variant: row.text(8)),
      name: row.text(9), onHand: row.quantity(10), blocked: row.quantity(11), places: Int(row.integer(12)),
      daysLeft: lot.daysLeft(on: day))
  }
}

extension LotRow {
  /// Without its quantities.
  fileprivate var withheld: LotRow {
    var row = self
    (row.onHand, row.blocked, row.places) = (.zero, .zero, 0)
    row.isWithheld = true
    return row
  }
}

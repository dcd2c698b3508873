import Inventory
import Storage

extension Answers {
  func answer(_ question: StockPage) throws(InventoryError) -> Page<StockRow> {
    lookAheadForViewer()
    let overdue = try overdue
    var scope = try StockScope(question.filter, reader, on: today, overdue)
    let sort = scope.search == nil ? question.sort : nil
    // What depends on a balance, its place in an order too, would tell it.
    if question.filter.isOfBalance || sort?.isOfBalance == true, try isBlind { scope.leaveOutHidden() }
    let parts = scope.parts(sort: question.sort, isDescending: question.isDescending)
    var page = try reader.page(
      parts, question.start, limit: question.limit, StockTable.shown,
      key: { part, row in StockOrder.of(sort, part: part, overdue).key(row) },
      place: { part, texts in StockOrder.of(sort, part: part, overdue).place(texts) })
    page.rows = try withheld(page.rows)
    return page
  }

  func answer(_ question: StockTotals) throws(InventoryError) -> StockTotals.Totals {
    lookAheadForViewer()
    reader.ahead { () throws(InventoryError) in (_, _) = (try SiteCounters(reader), try overdue) }
    let site = try question.site.map { name throws(InventoryError) in try place(name).site }
    let counters = try SiteCounters(reader)
    let counted = site.map { counters.of($0) } ?? counters.all
    let isWithheld = try isBlind
    let freed = isWithheld ? (low: 0, out: 0) : try raised(question.site)
    return StockTotals.Totals(
      records: counted.records, low: isWithheld ? 0 : counted.low - freed.low,
      out: isWithheld ? 0 : counted.out - freed.out, isWithheld: isWithheld)
  }

  /// How many records are low, and out, by the books alone: without what expired reservations hold they are not.
  private func raised(_ site: String?) throws(InventoryError) -> (low: Int, out: Int) {
    let overdue = try overdue
    guard let until = overdue.until else { return (0, 0) }
    let site = try site.map { name throws(InventoryError) in try place(name).site.number }
    let raw = StockTable.available
    return try reader.first(
      Statement(
        """
        SELECT ifnull(sum(r.reorder_point >= \(raw) AND r.reorder_point < \(overdue.available)), 0),
          ifnull(sum(r.reorder_point >= \(raw) AND \(raw) <= 0
            AND (r.reorder_point < \(overdue.available) OR \(overdue.available) > 0)), 0)
        FROM (SELECT DISTINCT p.item, p.location FROM reservation x CROSS JOIN reservation_piece p
            ON p.reservation = x.id AND p.open > 0
          WHERE x.expires_at <= ?1 AND x.status IN ('reserved', 'partial')) h
        CROSS JOIN stock_record r ON r.item = h.item AND r.location = h.location
        CROSS JOIN location l ON l.id = r.location WHERE ?2 IS NULL OR l.site = ?2
        """, [.integer(until), .integer(ifAny: site)])
    ) { (Int($0.integer(0)), Int($0.integer(1))) } ?? (0, 0)
  }

  func answer(_ question: ItemStock) throws(InventoryError) -> ItemStock.Card {
    lookAheadForViewer()
    reader.ahead { () throws(InventoryError) in
      _ = try self.overdue
      if let location = question.location { _ = try path(of: location) }
    }
    guard let item = try reader.item(question.item) else { throw .noSuchItem(question.item) }
    var within = ""
    var bindings: [Value] = [.id(item.id)]
    if let location = question.location {
      within = " AND l.path >= ?2 AND l.path < ?2 || 'x'"
      bindings.append(.text(try path(of: location)))
    }
    let overdue = try overdue
    let places = try reader.all(
      Statement(
        """
        SELECT \(StockTable.columns(on: today, overdue)) FROM stock_record r JOIN item i ON i.id = r.item
        JOIN location l ON l.id = r.location JOIN location s ON s.id = l.site
        WHERE r.item = ?1\(within) ORDER BY s.code, l.code
        """, bindings), StockTable.shown)
    let lots = try reader.all(
      Statement(
        """
        SELECT t.id, t.code, t.made, t.expires, \(LotTable.status(on: today)), k.location, l.code, s.code, k.on_hand,
          k.blocked + CASE WHEN \(LotTable.isUnusable(on: today)) THEN max(0, \(overdue.free)) ELSE 0 END
        FROM lot t JOIN lot_stock k ON k.lot = t.id JOIN location l ON l.id = k.location
        JOIN location s ON s.id = l.site
        WHERE t.item = ?1 AND k.on_hand <> 0\(within) ORDER BY t.expires IS NULL, t.expires, t.code, s.code, l.code
        """, bindings)
    ) { row in
      LotBalance(
        lot: LotTable.lot(row), location: LocationID(row.integer(5)),
        place: row.text(6) == row.text(7) ? row.text(6) : row.text(7) + "/" + row.text(6), onHand: row.quantity(8),
        blocked: row.quantity(9))
    }
    let hidden = try hidden(among: places.map(\.location))
    let serials = try reader.all(
      Statement(
        """
        SELECT n.code, l.code, s.code FROM serial n JOIN location l ON l.id = n.location
        JOIN location s ON s.id = l.site
        WHERE n.item = ?1 AND n.location IS NOT NULL\(within)\(hidden.isEmpty ? "" : " AND NOT " + Blindness.hidden)
        ORDER BY n.code LIMIT 10000
        """, bindings)
    ) { row in
      ItemStock.Serial(
        serial: row.text(0), place: row.text(1) == row.text(2) ? row.text(1) : row.text(2) + "/" + row.text(1))
    }
    let shown = places.map { hidden.contains($0.location) ? $0.withheld : $0 }
    let total = shown.reduce(Balances.zero) { $0 + $1.balances }
    return ItemStock.Card(
      item: item, total: total, places: shown, lots: lots.map { hidden.contains($0.location) ? $0.withheld : $0 },
      serials: serials, isWithheld: !hidden.isEmpty)
  }

  func answer(_ question: UsePerDay) throws(InventoryError) -> [Quantity] {
    guard let item = try reader.item(question.item) else { throw .noSuchItem(question.item) }
    let days = max(1, min(question.days, 3660))
    let first = question.until.day.daysSince1970 - days + 1
    var use = [Quantity](repeating: .zero, count: days)
    try reader.each(
      Statement(
        """
        SELECT (occurred_at - ?2) / 86400000, -sum(on_hand) FROM ledger
        WHERE item = ?1 AND occurred_at >= ?2 AND occurred_at < ?3 AND kind IN (2, 4, 12) GROUP BY 1
        """,
        [
          .id(item.id), .integer(Int64(first) * 86_400_000), .integer(Int64(first + days) * 86_400_000),
        ])
    ) { row in
      use[Int(row.integer(0))] = row.quantity(1)
      return true
    }
    return use
  }

  func place(_ name: String) throws(InventoryError) -> Location {
    switch try reader.location(name) {
    case .one(let location): return location
    case .several(let codes): throw .ambiguousLocation(name, candidates: codes)
    case .none: throw .noSuchLocation(name)
    }
  }

  func path(of name: String) throws(InventoryError) -> String {
    let location = try place(name)
    return try reader.first(Statement("SELECT path FROM location WHERE id = ?1", [.id(location.id)])) { $0.text(0) }
      ?? ""
  }
}

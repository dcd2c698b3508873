import Inventory
import Storage

/// Finds out why something is low at the place of a rule, and what can be done about it.
struct SignalFinder {
  let reader: Reader
  let placed: RuleTable.Placed
  let now: Instant

  private var rule: ReorderRule { placed.signal.rule }

  func trigger() throws(InventoryError) -> LedgerEntry? {
    guard let entry = placed.signal.openedBy else { return nil }
    return try reader.first(LedgerTable.find(entry), LedgerTable.entry)
  }

  /// The last five entries at the place and inside it, the latest first.
  func movements() throws(InventoryError) -> [LedgerEntry] {
    try reader.all(
      Statement(
        """
        SELECT \(LedgerTable.columns) FROM ledger e \(LedgerTable.joins)
        WHERE e.item = ?1 AND l.path >= ?2 AND l.path < ?2 || 'x' ORDER BY e.occurred_at DESC, e.seq DESC LIMIT 5
        """, [.id(rule.item), .text(placed.path)]), LedgerTable.entry)
  }

  /// Who holds goods there or waits for them, the oldest reservation first.
  func demand() throws(InventoryError) -> [SignalStory.Demand] {
    try reader.all(
      Statement(
        """
        SELECT v.id, v.subject, sum(c.held), sum(c.waiting), v.due FROM (
          SELECT p.reservation, p.open AS held, 0 AS waiting FROM reservation_piece p
          CROSS JOIN location d ON d.id = p.location
          WHERE p.item = ?1 AND p.open > 0 AND d.path >= ?2 AND d.path < ?2 || 'x'
          UNION ALL
          SELECT n.reservation, 0, n.waiting FROM reservation_line n CROSS JOIN location d ON d.id = n.location
          WHERE n.item = ?1 AND n.waiting > 0 AND d.path >= ?2 AND d.path < ?2 || 'x') c
        CROSS JOIN reservation v ON v.id = c.reservation
        WHERE v.status IN ('reserved', 'partial', 'confirmed') AND (v.expires_at IS NULL OR v.expires_at > ?3)
        GROUP BY v.id ORDER BY v.id LIMIT 100
        """, [.id(rule.item), .text(placed.path), .instant(now)])
    ) { row in
      SignalStory.Demand(
        document: ReservationID(row.integer(0)).description, subject: row.text(1), held: row.quantity(2),
        waiting: row.quantity(3), due: row.dayOrNil(4))
    }
  }

  func supply() throws(InventoryError) -> [SignalStory.Supply] {
    try reader.all(SupplyTable.all(placed), SupplyTable.supply)
  }

  /// Sites that have some, the one that keeps most cover first, and of those where nothing is used the one that has most.
  func sources(window: Int) throws(InventoryError) -> [SignalStory.Source] {
    let overdue = try Overdue(reader, at: now)
    let found = try reader.all(
      Statement(
        """
        SELECT s.id, s.code, sum(\(overdue.available)) AS available
        FROM stock_record r CROSS JOIN location l ON l.id = r.location CROSS JOIN location s ON s.id = l.site
        WHERE r.item = ?1 AND l.site <> (SELECT site FROM location WHERE id = ?2)
        GROUP BY s.id HAVING available > 0 ORDER BY s.code
        """, [.id(rule.item), .id(rule.location)])
    ) { (LocationID($0.integer(0)), $0.text(1), $0.quantity(2)) }
    let uses = try UseFinder(reader: reader, window: window, until: now).uses(found.map { (rule.item, $0.0) })
    let suggested = placed.signal.suggested
    let sources = zip(found, uses).map { site, use in
      let gives = min(site.2, suggested)
      let perDay = use.perDay ?? .zero
      let left = Cover(site.2 - gives, usePerDay: perDay)
      return SignalStory.Source(
        location: site.0, site: site.1, available: site.2, usePerDay: perDay, gives: gives,
        coverAfter: perDay > .zero ? left.thousandths : nil)
    }
    return sources.sorted { a, b in
      let (first, second) = (a.coverAfter ?? Int64.max, b.coverAfter ?? Int64.max)
      return first != second ? first > second : a.available > b.available
    }
  }
}

import Inventory
import Storage

/// Finds what places can spare of items: a named place and every place inside it, but those in quarantine. Shipping and
/// reserving choose among the same.
struct CandidateFinder {
  let overdue: Overdue

  private static let inside = """
    CROSS JOIN location p ON p.id = c.place
    CROSS JOIN location l ON l.id = r.location AND l.id <> c.besides AND l.quarantine = 0
      AND l.path >= p.path AND l.path < p.path || 'x'
    CROSS JOIN location s ON s.id = l.site
    """
  private static let path = "CASE WHEN l.code = s.code THEN l.code ELSE s.code || '/' || l.code END"

  /// One item at one place, as the rows `c` to look at: the first two parameters.
  static let one = "(SELECT ?1 AS item, ?2 AS place, 0 AS besides) c"

  /// Goods that are not kept by lot: item, location, place, available.
  /// - Parameters:
  ///   - wanted: rows `c` of `item`, `place` and, `besides`, a place inside it that is left out.
  ///   - tracking: how the items are kept, as a condition of `i.tracking`.
  func loose(_ wanted: String, tracking: String) -> String {
    """
    SELECT r.item, r.location, \(CandidateFinder.path), \(overdue.available) FROM \(wanted)
    CROSS JOIN item i ON i.id = c.item AND i.tracking \(tracking)
    CROSS JOIN stock_record r ON r.item = c.item \(CandidateFinder.inside) WHERE \(overdue.available) > 0
    """
  }

  /// Goods of lots: the same, with the lot, and what is available of all lots together there.
  func lots(_ wanted: String) -> String {
    """
    SELECT r.item, r.location, \(CandidateFinder.path), \(overdue.free), \(LotTable.columns), \(overdue.available)
    FROM \(wanted) CROSS JOIN lot_stock k INDEXED BY lot_stock_loose ON k.item = c.item AND k.on_hand > k.blocked
    CROSS JOIN lot t ON t.id = k.lot
    CROSS JOIN stock_record r ON r.item = c.item AND r.location = k.location \(CandidateFinder.inside)
    WHERE \(overdue.free) > 0
    """
  }

  /// Serials, one by one.
  static func serials(_ wanted: String) -> String {
    """
    SELECT r.item, r.location, \(path), r.code, l.quarantine, r.status FROM \(wanted)
    CROSS JOIN item i ON i.id = c.item AND i.tracking = 'serial'
    CROSS JOIN serial r INDEXED BY serial_place ON r.item = c.item AND r.location IS NOT NULL \(inside)
    """
  }

  /// A row of ``loose(_:tracking:)`` or ``lots(_:)``.
  static func candidate(_ row: any Row, ofLot: Bool) -> LotAllocation.Candidate {
    LotAllocation.Candidate(
      location: LocationID(row.integer(1)), place: row.text(2), lot: ofLot ? LotTable.versioned(row, from: 4) : nil,
      arrival: ofLot ? row.integer(4) : nil, available: row.quantity(3))
  }
}

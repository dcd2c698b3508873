import Inventory
import Storage

/// What reservations that are past their expiry hold in the books: from that instant on it holds nothing, swept or not
/// (`algorithms.md` 4.12). Found by one probe of the index of what expires next, as hardly any are not swept.
enum OverdueHolds {
  /// Whether a reservation `v` is past its expiry at the instant that is bound as `?1`.
  static let isOverdue = "v.status IN ('reserved', 'partial') AND v.expires_at <= ?1"

  /// What was held of an item at a place, and would be free now.
  struct Hold {
    var item: ItemID
    var location: LocationID
    var site: LocationID
    /// Of the place, as ``Location`` paths are kept in the books.
    var path: String
    /// Nil for what was held of no lot in particular.
    var lot: LotID?
    var quantity: Quantity
    /// It was of a lot that may not be used any more: it is let go of, and free for nobody.
    var isUnusable: Bool
  }

  /// - Parameter item: nil for every item.
  static func find(of item: ItemID?, at now: Instant) -> Statement {
    Statement(
      """
      SELECT p.item, p.location, l.site, l.path, p.lot, p.open, ifnull(\(LotTable.isUnusable(on: now.day)), 0)
      FROM reservation v INDEXED BY reservation_expiry CROSS JOIN reservation_piece p ON p.reservation = v.id
      CROSS JOIN location l ON l.id = p.location LEFT JOIN lot t ON t.id = p.lot
      WHERE v.expires_at IS NOT NULL AND \(isOverdue) AND p.open > 0 AND (?2 = 0 OR p.item = ?2)
      """, [.instant(now), .integer(item?.number ?? 0)])
  }

  static func hold(_ row: any Row) -> Hold {
    Hold(
      item: ItemID(row.integer(0)), location: LocationID(row.integer(1)), site: LocationID(row.integer(2)),
      path: row.text(3), lot: row.integer(4) == 0 ? nil : LotID(row.integer(4)), quantity: row.quantity(5),
      isUnusable: row.flag(6))
  }
}

extension Balances {
  /// As they are once it is let go of.
  mutating func release(_ hold: OverdueHolds.Hold) {
    reserved -= hold.quantity
    if hold.isUnusable { blocked += hold.quantity }
  }
}

extension OverdueHolds.Hold {
  /// What it adds to what is available.
  var freed: Quantity { isUnusable ? .zero : quantity }
}

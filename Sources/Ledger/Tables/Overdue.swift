import Inventory
import Storage

/// What has expired and is not written down yet. Nearly always there is none, and then every figure is the plain one of
/// the books; where there is some, a figure leaves out what expired reservations hold.
struct Overdue: Hashable, Sendable {
  /// The latest of the expiries that have passed; nil where all is written down. It names the same reservations as the
  /// clock does, and stays the same from one look to the next.
  private(set) var until: Int64?

  static let none = Overdue()
  private init() {}

  /// One probe of an index that holds only what may expire.
  init(_ reader: Reader, at now: Instant) throws(InventoryError) {
    until = try reader.first(
      Statement(
        """
        SELECT expires_at FROM reservation WHERE expires_at <= ?1 AND status IN ('reserved', 'partial')
        ORDER BY expires_at DESC LIMIT 1
        """, [.instant(now)])
    ) { $0.integer(0) }
  }

  var isSome: Bool { until != nil }

  /// Reserved of a record `r`, by what is alive.
  var reserved: String {
    guard let held = held("") else { return "r.reserved" }
    return "(r.reserved - CASE WHEN r.reserved > 0 THEN \(held) ELSE 0 END)"
  }

  /// Available of a record `r`, by what is alive.
  var available: String { "(r.on_hand - \(reserved) - r.allocated - r.blocked)" }

  var projected: String { "(r.on_hand - \(reserved) - r.allocated - r.blocked + r.incoming)" }

  /// What is free of a row `k` of lots at a place.
  var free: String {
    guard let held = held(" AND op.lot = k.lot", of: "k") else { return LotTable.free }
    return """
      (k.on_hand - k.reserved - k.allocated - k.blocked + CASE WHEN k.reserved > 0 THEN \(held) ELSE 0 END)
      """
  }

  private func held(_ condition: String, of record: String = "r") -> String? {
    guard let until else { return nil }
    return """
      (SELECT ifnull(sum(op.open), 0) FROM reservation_piece op INDEXED BY reservation_piece_open
      CROSS JOIN reservation ov ON ov.id = op.reservation
      WHERE op.item = \(record).item AND op.location = \(record).location AND op.open > 0\(condition)
        AND ov.expires_at <= \(until) AND ov.status IN ('reserved', 'partial'))
      """
  }

  /// What expired reservations hold, piece by piece: item, location, lot's code, how much.
  func pieces(_ reader: Reader) throws(InventoryError) -> [(record: RecordKey, lot: String?, open: Quantity)] {
    guard let until else { return [] }
    return try reader.all(
      Statement(
        """
        SELECT p.item, p.location, t.code, p.open FROM reservation x CROSS JOIN reservation_piece p
          ON p.reservation = x.id AND p.open > 0 LEFT JOIN lot t ON t.id = p.lot
        WHERE x.expires_at <= ?1 AND x.status IN ('reserved', 'partial')
        """, [.integer(until)])
    ) { (RecordKey(ItemID($0.integer(0)), LocationID($0.integer(1))), $0.textOrNil(2), $0.quantity(3)) }
  }
}

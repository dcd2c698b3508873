import Inventory
import Storage

/// Reservations, their lines and pieces as rows.
enum ReservationTable {
  static let columns = """
    x.id, x.subject, x.status, x.expires_at, x.due, x.hold_reason, x.created_by, x.created_at, x.confirmed_at,
    x.closed_at, x.version
    """
  /// How many columns a reservation takes.
  static let width = 11
  /// Alive by what is written down; what has expired is found by its expiry.
  static let isLive = "x.closed_at IS NULL"

  static func row(_ row: any Row) -> Reservation {
    Reservation(
      id: ReservationID(row.integer(0)), subject: row.text(1),
      status: ReservationStatus(rawValue: row.text(2)) ?? .failed, expiresAt: row.instantOrNil(3),
      due: row.dayOrNil(4), holdReason: row.textOrNil(5), createdBy: row.text(6), createdAt: row.instant(7),
      confirmedAt: row.instantOrNil(8), closedAt: row.instantOrNil(9), version: row.integer(10))
  }

  /// Of a line `c`, behind the columns of its reservation.
  static let lineColumns = """
    c.number, c.item, i.sku, i.variant, i.name, i.unit, c.location,
    CASE WHEN l.code = s.code THEN l.code ELSE s.code || '/' || l.code END, c.policy, c.lot, c.minimum_life, c.requested,
    c.waiting, c.lacking, i.tracking
    """
  static let lineJoins = """
    CROSS JOIN item i ON i.id = c.item CROSS JOIN location l ON l.id = c.location CROSS JOIN location s ON s.id = l.site
    """

  /// How many columns a line takes.
  private static let lineWidth = 15

  static func lineNumber(_ row: any Row) -> Int { Int(row.integer(width)) }

  static func line(_ row: any Row) -> ReservationLine {
    let policy: LotAllocation.Policy =
      switch row.text(width + 8) {
      case "lot": .lot(row.text(width + 9))
      case "fifo": .fifo
      default: .fefo
      }
    return ReservationLine(
      reservation: ReservationID(row.integer(0)), number: lineNumber(row), item: ItemID(row.integer(width + 1)),
      code: ItemCode(sku: row.text(width + 2), variant: row.text(width + 3)), name: row.text(width + 4),
      unit: row.text(width + 5), location: LocationID(row.integer(width + 6)), place: row.text(width + 7),
      policy: policy, minimumLife: Int(row.integer(width + 10)), requested: row.quantity(width + 11),
      waiting: row.quantity(width + 12), lacking: row.quantityOrNil(width + 13),
      tracking: Tracking(rawValue: row.text(width + 14)) ?? .none)
  }

  /// Of a piece `p`, behind the columns of its line.
  static let pieceColumns = """
    p.location, CASE WHEN d.code = e.code THEN d.code ELSE e.code || '/' || d.code END, p.open, p.fulfilled, p.released,
    p.cut, \(LotTable.columns)
    """
  static let pieceJoins = """
    LEFT JOIN reservation_piece p ON p.reservation = c.reservation AND p.line = c.number
    LEFT JOIN location d ON d.id = p.location LEFT JOIN location e ON e.id = d.site LEFT JOIN lot t ON t.id = p.lot
    """

  /// Nil in the one row of a line that has none.
  static func piece(_ row: any Row) -> ReservationPiece? {
    let first = width + lineWidth
    guard !row.isNull(first) else { return nil }
    return ReservationPiece(
      location: LocationID(row.integer(first)), place: row.text(first + 1),
      lot: row.isNull(first + 6) ? nil : LotTable.versioned(row, from: first + 6), open: row.quantity(first + 2),
      fulfilled: row.quantity(first + 3), released: row.quantity(first + 4), cut: row.quantity(first + 5))
  }

  // MARK: What holds

  static func guarding(_ reservation: ReservationID, version: Int64) -> Statement {
    Statement(
      "INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM reservation WHERE id = ?1 AND version = ?2)",
      [.integer(reservation.number), .integer(version)])
  }

  /// One probe of an index that holds only what may expire.
  static func guardingSwept(at now: Instant) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM reservation
        WHERE expires_at <= ?1 AND status IN ('reserved', 'partial'))
      """, [.instant(now)])
  }

  static func guardingItem(_ item: ItemID, lastEntry: Int64) -> Statement {
    Statement(
      "INSERT INTO assert_that SELECT ifnull(max(last_entry), 0) = ?2 FROM stock_record WHERE item = ?1",
      [.id(item), .integer(lastEntry)])
  }

  /// Reserved and allocated of the record, or of a lot there, and how much of each is of reservations.
  private static let loose = """
    FROM (SELECT ifnull(sum(CASE WHEN x.status <> 'confirmed' THEN p.open END), 0) AS reserved,
        ifnull(sum(CASE WHEN x.status = 'confirmed' THEN p.open END), 0) AS allocated
      FROM reservation_piece p INDEXED BY reservation_piece_open CROSS JOIN reservation x ON x.id = p.reservation
      WHERE p.item = ?1 AND p.location = ?2 AND p.open > 0
        AND (?3 IS NULL OR p.lot = (SELECT id FROM lot WHERE item = ?1 AND code = ?3))) own,
    (SELECT ifnull(sum(reserved), 0) AS reserved, ifnull(sum(allocated), 0) AS allocated FROM (
      SELECT reserved, allocated FROM stock_record WHERE ?3 IS NULL AND item = ?1 AND location = ?2
      UNION ALL SELECT k.reserved, k.allocated FROM lot t CROSS JOIN lot_stock k ON k.lot = t.id AND k.location = ?2
      WHERE t.item = ?1 AND t.code = ?3)) there
    """

  private static func bindings(_ claim: LooseClaim) -> [Value] {
    [.id(claim.record.item), .id(claim.record.location), .text(ifAny: claim.lot)]
  }

  /// Where no reservation holds anything, the balances themselves say whether there is enough.
  static func guarding(_ claim: LooseClaim) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT (own.reserved = 0 OR there.reserved - own.reserved >= ?4)
        AND (own.allocated = 0 OR there.allocated - own.allocated >= ?5) \(loose)
      """, bindings(claim) + [.quantity(claim.reserved), .quantity(claim.allocated)])
  }

  /// How much of what is reserved, and of what is allocated, is of no reservation.
  static func loose(_ claim: LooseClaim) -> Statement {
    Statement(
      "SELECT there.reserved - own.reserved, there.allocated - own.allocated \(loose)", bindings(claim))
  }
}

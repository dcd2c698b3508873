import Inventory
import Storage

/// All that decides what may be promised of one item at a place and inside it, in one snapshot.
struct AvailabilityFinder {
  let item: Item
  /// The path of the place; `/` for everywhere.
  let path: String
  let now: Instant
  /// What reservations past their expiry hold in the books is free.
  let overdue: Overdue

  /// What was found.
  struct Findings {
    var places: [LocationID: Availability.Place] = [:]
    /// What of each lot is free by itself, by place.
    var lots: [LotAtPlace] = []
    var changes: [AvailableToPromise.Change] = []
    var undated = Quantity.zero
  }

  struct LotAtPlace {
    var lot: Lot
    var location: LocationID
    var free: Quantity
  }

  func findings(_ reader: Reader) throws(InventoryError) -> Findings {
    var findings = Findings()
    let today = now.day
    try reader.each([records, lots] + incoming + due) { statement, row in
      switch statement {
      case 0: add(row, &findings)
      case 1:
        findings.lots.append(
          LotAtPlace(
            lot: LotTable.versioned(row, from: 2), location: LocationID(row.integer(0)), free: row.quantity(1)))
      case 2, 3, 4:
        // What is late, or has no day, comes nobody knows when.
        if let day = row.dayOrNil(0), day >= today {
          findings.changes.append(.init(day, incoming: row.quantity(1)))
        } else {
          findings.undated += row.quantity(1)
        }
      default: findings.changes.append(.init(row.dayOrNil(0) ?? today, due: row.quantity(1)))
      }
      return true
    }
    return findings
  }

  private func add(_ row: any Row, _ findings: inout Findings) {
    let (code, site) = (row.text(1), row.text(2))
    var balances = row.balances(3)
    balances.blocked += row.quantity(8)
    let location = LocationID(row.integer(0))
    findings.places[location] = Availability.Place(location, code == site ? code : site + "/" + code, balances)
  }

  // MARK: Statements

  private var bindings: [Value] { [.id(item.id), .text(path)] }
  /// Whether a place `l` is meant.
  private static let isInside = "l.path >= ?2 AND l.path < ?2 || 'x'"
  /// The day of an instant, as days are kept.
  private static func day(_ instant: String) -> String { "\(instant) / 86400000" }

  private var records: Statement {
    Statement(
      """
      SELECT r.location, l.code, s.code, r.on_hand, \(overdue.reserved), r.allocated, r.blocked, r.incoming,
        \(LotTable.unswept(on: now.day, overdue))
      FROM item i CROSS JOIN stock_record r ON r.item = i.id CROSS JOIN location l ON l.id = r.location
      CROSS JOIN location s ON s.id = l.site WHERE i.id = ?1 AND \(AvailabilityFinder.isInside)
      """, bindings)
  }

  private var lots: Statement {
    Statement(
      """
      SELECT k.location, \(overdue.free), \(LotTable.columns)
      FROM lot t CROSS JOIN lot_stock k ON k.lot = t.id CROSS JOIN location l ON l.id = k.location
      WHERE t.item = ?1 AND k.on_hand > 0 AND l.quarantine = 0 AND \(AvailabilityFinder.isInside)
      """, bindings)
  }

  /// What comes: transfers on their way here, orders that were sent, receipts that are expected without one.
  private var incoming: [Statement] {
    [
      Statement(
        """
        SELECT \(AvailabilityFinder.day("t.eta")), n.shipped + n.over - n.good - n.damaged - n.closed
        FROM transfer_line n CROSS JOIN transfer t ON t.id = n.transfer CROSS JOIN location l ON l.id = t.destination
        WHERE n.item = ?1 AND n.shipped + n.over > n.good + n.damaged + n.closed AND t.status = 'in_transit'
          AND \(AvailabilityFinder.isInside)
        """, bindings),
      Statement(
        """
        SELECT ifnull(n.expected_on, o.expected_on), n.ordered - n.received - n.closed
        FROM order_line n CROSS JOIN purchase_order o ON o.id = n.purchase_order
        CROSS JOIN location l ON l.id = o.destination
        WHERE n.item = ?1 AND n.ordered > n.received + n.closed AND o.status = 'sent'
          AND \(AvailabilityFinder.isInside)
        """, bindings),
      Statement(
        """
        SELECT c.expected_on, n.received - n.rejected
        FROM receipt c INDEXED BY receipt_upcoming CROSS JOIN receipt_line n ON n.receipt = c.id AND n.item = ?1
        CROSS JOIN location l ON l.id = c.location
        WHERE c.status IN ('expected', 'pending') AND c.status = 'expected' AND \(AvailabilityFinder.isInside)
        """, bindings),
    ]
  }

  /// What is due: back-orders on the day they are wanted, and what was asked for from here for elsewhere on the day it is
  /// expected there. Without a day it is due now.
  private var due: [Statement] {
    [
      Statement(
        """
        SELECT v.due, n.waiting
        FROM reservation_line n INDEXED BY reservation_line_waiting CROSS JOIN reservation v ON v.id = n.reservation
        CROSS JOIN location l ON l.id = n.location
        WHERE n.item = ?1 AND n.waiting > 0 AND v.status IN ('reserved', 'partial', 'confirmed')
          AND NOT (v.status <> 'confirmed' AND ifnull(v.expires_at <= ?3, 0)) AND \(AvailabilityFinder.isInside)
        """, bindings + [.instant(now)]),
      Statement(
        """
        SELECT \(AvailabilityFinder.day("t.eta")), n.requested - n.shipped
        FROM transfer_line n CROSS JOIN transfer t ON t.id = n.transfer CROSS JOIN location l ON l.id = t.source
        CROSS JOIN location d ON d.id = t.destination
        WHERE n.item = ?1 AND n.requested > n.shipped AND t.status IN ('requested', 'in_transit')
          AND \(AvailabilityFinder.isInside) AND NOT (d.path >= ?2 AND d.path < ?2 || 'x')
        """, bindings),
    ]
  }
}

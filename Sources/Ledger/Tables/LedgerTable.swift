import Inventory
import Storage

/// Ledger entries as rows.
enum LedgerTable {
  static let columns = """
    e.seq, a.key, e.kind, i.sku, i.variant, e.item, e.location, l.code, s.code, t.code,
    e.on_hand, e.reserved, e.allocated, e.blocked, e.incoming,
    e.on_hand_after, e.reserved_after, e.allocated_after, e.blocked_after, e.incoming_after,
    e.reason, e.reference, d.note, d.metadata, d.cost, a.actor, a.terminal, e.occurred_at, a.recorded_at, d.reverses,
    (SELECT entry FROM entry_detail WHERE reverses = e.seq),
    (SELECT group_concat(serial, char(31)) FROM entry_serial WHERE entry = e.seq)
    """
  static let joins = """
    CROSS JOIN act a ON a.id = e.act CROSS JOIN item i ON i.id = e.item CROSS JOIN location l ON l.id = e.location
    CROSS JOIN location s ON s.id = l.site LEFT JOIN lot t ON t.id = e.lot LEFT JOIN entry_detail d ON d.entry = e.seq
    """

  static func entry(_ row: any Row) -> LedgerEntry {
    let (code, site) = (row.text(7), row.text(8))
    return LedgerEntry(
      id: row.integer(0), key: row.text(1), kind: MovementKind(rawValue: Int(row.integer(2))) ?? .adjustment,
      code: ItemCode(sku: row.text(3), variant: row.text(4)), item: ItemID(row.integer(5)),
      location: LocationID(row.integer(6)), place: code == site ? code : site + "/" + code, lot: row.textOrNil(9),
      serials: row.text(31).split(separator: "\u{1F}").map(String.init), change: row.balances(10),
      after: row.balances(15), reason: row.textOrNil(20), reference: row.textOrNil(21), note: row.textOrNil(22),
      metadata: row.flags(23), cost: row.costOrNil(24), actor: row.text(25), terminal: row.text(26),
      occurredAt: row.instant(27), recordedAt: row.instant(28), reverses: row.integerOrNil(29),
      reversedBy: row.integerOrNil(30))
  }

  /// One entry by its place in the ledger.
  static func find(_ entry: Int64) -> Statement {
    Statement("SELECT \(columns) FROM ledger e \(joins) WHERE e.seq = ?1", [.integer(entry)])
  }

  /// The entries an act made, in order.
  static func ofAct(key: String) -> Statement {
    Statement(
      """
      SELECT \(columns) FROM act b CROSS JOIN ledger e ON e.seq >= b.first_entry AND e.seq < b.first_entry + b.entries
      \(joins) WHERE b.key = ?1 ORDER BY e.seq
      """, [.text(key)])
  }

  /// The entries of an item by which an applied count stands, and those that restated it.
  static func ofCount(_ item: ItemID, _ reference: String) -> Statement {
    Statement(
      """
      SELECT \(columns) FROM ledger e \(joins) WHERE e.item = ?1 AND e.reference = ?2 AND e.kind IN (13, 14)
      ORDER BY e.seq
      """, [.id(item), .text(reference)])
  }

  /// What the database added to an act's entries: their numbers and the balances after.
  static let made = """
    SELECT a.id, e.seq, e.on_hand_after, e.reserved_after, e.allocated_after, e.blocked_after, e.incoming_after
    FROM act a LEFT JOIN ledger e ON e.seq >= a.first_entry AND e.seq < a.first_entry + a.entries
    WHERE a.key = ?1 ORDER BY e.seq
    """

  /// The entries of the act that made this one.
  static func besides(_ entry: Int64) -> Statement {
    Statement(
      """
      SELECT \(columns) FROM ledger o CROSS JOIN act b ON b.id = o.act
      CROSS JOIN ledger e ON e.seq >= b.first_entry AND e.seq < b.first_entry + b.entries
        AND e.seq BETWEEN o.seq - 1 AND o.seq + 1
      \(joins) WHERE o.seq = ?1 ORDER BY e.seq
      """, [.integer(entry)])
  }

  private static let values = """
    coalesce(r.on_hand, 0) + ?5, coalesce(r.reserved, 0) + ?6, coalesce(r.allocated, 0) + ?7,
      coalesce(r.blocked, 0) + ?8, coalesce(r.incoming, 0) + ?9, ?10, ?11
    FROM (SELECT max(id) AS act FROM act) LEFT JOIN stock_record r ON r.item = ?2 AND r.location = ?3
    """
  private static let into = """
    INSERT INTO ledger(act, kind, item, location, occurred_at, on_hand, reserved, allocated, blocked, incoming, lot,
      on_hand_after, reserved_after, allocated_after, blocked_after, incoming_after, reason, reference)
    SELECT act, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
    """

  /// Entries without a lot, in order.
  static let post = "\(into) NULL, \(values)"
  /// Entries of a lot, whose code is the twelfth parameter.
  static let postLot = "\(into) (SELECT id FROM lot WHERE item = ?2 AND code = ?12), \(values)"

  static func bind(_ entry: PlannedEntry, into bindings: inout [Value]) {
    bindings.append(.integer(Int64(entry.kind.rawValue)))
    bindings.append(.id(entry.item))
    bindings.append(.id(entry.location))
    bindings.append(.instant(entry.occurredAt))
    bindings.append(.quantity(entry.change.onHand))
    bindings.append(.quantity(entry.change.reserved))
    bindings.append(.quantity(entry.change.allocated))
    bindings.append(.quantity(entry.change.blocked))
    bindings.append(.quantity(entry.change.incoming))
    bindings.append(.text(ifAny: entry.reason))
    bindings.append(.text(ifAny: entry.reference))
    if let lot = entry.lot { bindings.append(.text(lot.code)) }
  }
}

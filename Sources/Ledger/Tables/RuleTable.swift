import Inventory
import Storage

/// Reorder rules and their signals as rows.
enum RuleTable {
  static let columns = """
    r.id, r.item, i.sku, i.variant, i.name, i.unit, r.location, l.code, s.code, r.point, r.quantity, r.maximum, r.multiple,
    r.minimum_order, r.lead_days, r.safety_stock, r.vendor, r.version, r.available, r.incoming, r.use_per_day, r.state,
    r.opened_at, r.opened_by, r.available_then, r.acknowledged_by, r.acknowledged_at, r.snoozed_until, r.slack_then,
    r.assigned_to, r.escalated_to, r.escalated_at, ifnull(i.price, i.cost), r.signal_version, r.rank, r.gain, r.path
    """
  /// How many columns there are.
  static let width = 37
  static let from = "reorder_rule r \(joins)"
  static let joins = """
    CROSS JOIN item i ON i.id = r.item CROSS JOIN location l ON l.id = r.location CROSS JOIN location s ON s.id = r.site
    """

  static func signal(_ row: any Row) -> Signal {
    let (code, site) = (row.text(7), row.text(8))
    let rule = ReorderRule(
      id: RuleID(row.integer(0)), item: ItemID(row.integer(1)), code: ItemCode(sku: row.text(2), variant: row.text(3)),
      name: row.text(4), unit: row.text(5), location: LocationID(row.integer(6)),
      place: code == site ? code : site + "/" + code, point: row.quantity(9), quantity: row.quantityOrNil(10),
      maximum: row.quantityOrNil(11), multiple: row.quantityOrNil(12), minimumOrder: row.quantityOrNil(13),
      leadDays: row.integerOrNil(14).map { Int($0) }, safetyStock: row.quantityOrNil(15), vendor: row.textOrNil(16),
      version: row.integer(17))
    return Signal(
      rule: rule,
      figures: ReorderFigures(
        available: row.quantity(18), incoming: row.quantity(19), usePerDay: row.quantityOrNil(20)),
      state: SignalState(rawValue: row.text(21)) ?? .closed, openedAt: row.instantOrNil(22),
      openedBy: row.integerOrNil(23), availableThen: row.quantityOrNil(24), acknowledgedBy: row.textOrNil(25),
      acknowledgedAt: row.instantOrNil(26), snoozedUntil: row.instantOrNil(27), slackThen: row.integerOrNil(28),
      assignedTo: row.textOrNil(29), escalatedTo: row.textOrNil(30).flatMap { Operator.Role(rawValue: $0) },
      escalatedAt: row.instantOrNil(31), price: row.costOrNil(32), version: row.integer(33))
  }

  /// A signal, where it stands in the order of urgency, and the path of its place.
  struct Placed: Hashable, Sendable {
    var signal: Signal
    var rank: Int64
    var gain: Int64
    var path: String
  }

  static func placed(_ row: any Row) -> Placed {
    Placed(signal: signal(row), rank: row.integer(34), gain: row.integer(35), path: row.text(36))
  }

  static func find(_ item: ItemID, _ location: LocationID) -> Statement {
    Statement("SELECT \(columns) FROM \(from) WHERE r.item = ?1 AND r.location = ?2", [.id(item), .id(location)])
  }

  static func find(_ rule: RuleID) -> Statement {
    Statement("SELECT \(columns) FROM \(from) WHERE r.id = ?1", [.integer(rule.number)])
  }
}

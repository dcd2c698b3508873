import Inventory
import Storage

/// What is on its way to the place of a rule, or was asked for: of transfers, purchase orders, receipts that are expected
/// and requisitions.
enum SupplyTable {
  private static let inside = "d.path >= ?2 AND d.path < ?2 || 'x'"

  /// Document, whom from, quantity, expected day, whether it is among what is incoming; `kind` orders and names them.
  private static let transfers = """
    SELECT 0 AS kind, x.id AS number, CASE WHEN f.id = g.id THEN f.code ELSE g.code || '/' || f.code END AS source,
      sum(c.shipped + c.over - c.good - c.damaged - c.closed) AS quantity, x.eta / 86400000 AS day, 1 AS incoming
    FROM transfer_line c CROSS JOIN transfer x ON x.id = c.transfer CROSS JOIN location d ON d.id = x.destination
    CROSS JOIN location f ON f.id = x.source CROSS JOIN location g ON g.id = f.site
    WHERE c.item = ?1 AND (c.shipped + c.over > c.good + c.damaged + c.closed OR c.requested > c.shipped)
      AND x.status = 'in_transit' AND c.shipped + c.over > c.good + c.damaged + c.closed AND \(inside)
    GROUP BY x.id
    """
  private static let requested = """
    SELECT 1 AS kind, x.id AS number, CASE WHEN f.id = g.id THEN f.code ELSE g.code || '/' || f.code END AS source,
      sum(c.requested - c.shipped) AS quantity, x.eta / 86400000 AS day, 0 AS incoming
    FROM transfer_line c CROSS JOIN transfer x ON x.id = c.transfer CROSS JOIN location d ON d.id = x.destination
    CROSS JOIN location f ON f.id = x.source CROSS JOIN location g ON g.id = f.site
    WHERE c.item = ?1 AND (c.shipped + c.over > c.good + c.damaged + c.closed OR c.requested > c.shipped)
      AND x.status IN ('requested', 'in_transit') AND c.requested > c.shipped AND \(inside)
    GROUP BY x.id
    """
  private static let orders = """
    SELECT 2 AS kind, o.number AS number, o.vendor AS source, sum(n.ordered - n.received - n.closed) AS quantity,
      min(ifnull(n.expected_on, o.expected_on)) AS day, 1 AS incoming
    FROM order_line n CROSS JOIN purchase_order o ON o.id = n.purchase_order CROSS JOIN location d ON d.id = o.destination
    WHERE n.item = ?1 AND n.ordered > n.received + n.closed AND o.status = 'sent' AND \(inside)
    GROUP BY o.id
    """
  private static let receipts = """
    SELECT 3 AS kind, p.id AS number, ifnull(p.vendor, '') AS source, sum(n.received) AS quantity, p.expected_on AS day,
      1 AS incoming
    FROM receipt_line n CROSS JOIN receipt p ON p.id = n.receipt CROSS JOIN location d ON d.id = p.location
    WHERE n.item = ?1 AND p.status = 'expected' AND \(inside)
    GROUP BY p.id
    """
  private static let requisitions = """
    SELECT 4 AS kind, q.id AS number, ifnull(n.vendor, '') AS source, sum(n.quantity) AS quantity, min(n.needed_on) AS day,
      0 AS incoming
    FROM requisition_line n CROSS JOIN requisition q ON q.id = n.requisition CROSS JOIN location d ON d.id = n.location
    WHERE n.item = ?1 AND n.purchase_order IS NULL AND q.status IN ('draft', 'approved') AND \(inside)
    GROUP BY q.id
    """

  private static func bindings(_ placed: RuleTable.Placed) -> [Value] {
    [.id(placed.signal.rule.item), .text(placed.path)]
  }

  /// When the first of what is incoming is expected.
  static func firstDay(_ placed: RuleTable.Placed) -> Statement {
    let all = [transfers, orders, receipts].joined(separator: " UNION ALL ")
    return Statement("SELECT min(day) FROM (\(all))", bindings(placed))
  }

  /// What is coming first, then what was only asked for, each by its day.
  static func all(_ placed: RuleTable.Placed) -> Statement {
    let all = [transfers, requested, orders, receipts, requisitions].joined(separator: " UNION ALL ")
    return Statement(
      """
      SELECT kind, number, source, quantity, day, incoming FROM (\(all))
      ORDER BY incoming DESC, day IS NULL, day, kind, number LIMIT 100
      """, bindings(placed))
  }

  static func supply(_ row: any Row) -> SignalStory.Supply {
    let document =
      switch row.integer(0) {
      case 2: row.text(1)
      case 3: ReceiptID(row.integer(1)).description
      case 4: RequisitionID(row.integer(1)).description
      default: TransferID(row.integer(1)).description
      }
    return SignalStory.Supply(
      document: document, from: row.text(2), quantity: row.quantity(3), eta: row.dayOrNil(4), isIncoming: row.flag(5))
  }
}

import Inventory
import Storage

/// Rules of put-away as rows.
enum PutAwayTable {
  static let columns = """
    w.location, l.code, s.code, w.item, i.sku, i.variant, w.category, w.capacity, w.priority
    """
  static let from = """
    putaway_rule w JOIN location l ON l.id = w.location JOIN location s ON s.id = l.site LEFT JOIN item i ON i.id = w.item
    """

  static func row(_ row: any Row) -> PutAwayRule {
    let code = row.text(1)
    let site = row.text(2)
    let category = row.text(6)
    let subject: PutAwayRule.Subject =
      row.integer(3) != 0
      ? .item(ItemID(row.integer(3)), ItemCode(sku: row.text(4), variant: row.text(5)))
      : category.isEmpty ? .everything : .category(category)
    return PutAwayRule(
      subject, at: LocationID(row.integer(0)), code: code, place: code == site ? code : site + "/" + code,
      capacity: row.quantityOrNil(7), priority: Int(row.integer(8)))
  }

  static func find(_ item: ItemID?, _ category: String, at location: LocationID) -> Statement {
    Statement(
      "SELECT \(columns) FROM \(from) WHERE w.location = ?1 AND w.item = ?2 AND w.category = ?3",
      [.id(location), .integer(item?.number ?? 0), .text(category)])
  }

  static func statements(of change: PutAwayChange) -> [Statement] {
    switch change {
    case .set(let rule):
      [
        Statement(
          """
          INSERT INTO putaway_rule(location, item, category, capacity, priority) VALUES (?1, ?2, ?3, ?4, ?5)
          ON CONFLICT(location, item, category) DO UPDATE SET capacity = excluded.capacity, priority = excluded.priority
          """, key(rule) + [.quantity(ifAny: rule.capacity), .integer(Int64(rule.priority))])
      ]
    case .remove(let rule):
      [
        Statement("DELETE FROM putaway_rule WHERE location = ?1 AND item = ?2 AND category = ?3", key(rule)),
        Statement("INSERT INTO assert_that SELECT changes() = 1"),
      ]
    }
  }

  private static func key(_ rule: PutAwayRule) -> [Value] {
    switch rule.subject {
    case .item(let item, _): [.id(rule.location), .id(item), .text("")]
    case .category(let name): [.id(rule.location), .integer(0), .text(name)]
    case .everything: [.id(rule.location), .integer(0), .text("")]
    }
  }
}

import Inventory
import Storage

/// Operators as rows.
enum OperatorTable {
  static let columns = """
    o.id, o.name, o.role, o.badge, o.limits, o.active, o.version, o.pin,
    (SELECT group_concat(s.id || ' ' || s.code, char(31)) FROM json_each(o.sites) z CROSS JOIN location s ON s.id = z.value)
    """

  static func row(_ row: any Row) -> Operator {
    var person = Operator(
      id: OperatorID(row.integer(0)), name: row.text(1), role: Operator.Role(rawValue: row.text(2)) ?? .counter,
      badge: row.textOrNil(3), limits: row.textOrNil(4), isActive: row.flag(5), version: row.integer(6))
    person.pin = row.textOrNil(7).map { PinHash($0) }
    person.sites = NameList.read(row.text(8)).compactMap { text in
      let parts = text.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let id = Int64(parts[0]) else { return nil }
      return OperatorSite(LocationID(id), code: String(parts[1]))
    }.sorted { $0.code < $1.code }
    return person
  }

  static func find(_ name: String) -> Statement {
    Statement("SELECT \(columns) FROM operator o WHERE o.name = ?1", [.text(name)])
  }

  static func atWork(badge: String) -> Statement {
    Statement("SELECT \(columns) FROM operator o WHERE o.badge = ?1 AND o.active = 1", [.text(badge)])
  }

  static func named(_ name: String, orWith badge: String?) -> Statement {
    Statement(
      "SELECT \(columns) FROM operator o WHERE o.name = ?1 OR o.badge = ?2", [.text(name), .text(ifAny: badge)])
  }

  static let all = Statement("SELECT \(columns) FROM operator o ORDER BY o.name")
  /// A row where the house has operators at all.
  static let any = Statement("SELECT 1 FROM operator LIMIT 1")

  static func add(_ person: Operator) -> Statement {
    Statement(
      """
      INSERT INTO operator(name, role, badge, limits, active, sites, pin, version)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)
      """,
      [.text(person.name)] + described(person))
  }

  static func set(_ person: Operator, from version: Int64) -> [Statement] {
    [
      Statement(
        """
        UPDATE operator SET role = ?2, badge = ?3, limits = ?4, active = ?5, sites = ?6, pin = ?7, version = version + 1
        WHERE name = ?1 AND version = ?8
        """, [.text(person.name)] + described(person) + [.integer(version)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  private static func described(_ person: Operator) -> [Value] {
    [
      .text(person.role.rawValue), .text(ifAny: person.badge), .text(ifAny: person.limits), .flag(person.isActive),
      person.sites.isEmpty
        ? .null : .text("[\(person.sites.map { String($0.id.number) }.joined(separator: ","))]"),
      .text(ifAny: person.pin?.text),
    ]
  }

  /// Holds while the operator is what was seen; without a version, while the house has none.
  static func guarding(_ name: String, version: Int64?) -> Statement {
    guard let version else { return Statement("INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM operator)") }
    return Statement(
      "INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM operator WHERE name = ?1 AND version = ?2)",
      [.text(name), .integer(version)])
  }
}

extension Reader {
  /// Who a name stands for.
  enum Person: Sendable {
    /// The house has no operators.
    case none
    /// The operator of that name, at work or retired.
    case one(Operator)
    /// There are operators, but none of that name.
    case another
  }

  func `operator`(_ name: String) throws(InventoryError) -> Person {
    var person = Person.none
    try each([OperatorTable.any, OperatorTable.find(name)]) { statement, row in
      person = statement == 0 ? .another : .one(OperatorTable.row(row))
      return true
    }
    return person
  }
}

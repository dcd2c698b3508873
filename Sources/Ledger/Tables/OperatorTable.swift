import Inventory
import Storage

/// Operators as rows.
enum OperatorTable {
  static let columns = "o.id, o.name, o.role, o.badge, o.limits, o.active, o.version"

  static func row(_ row: any Row) -> Operator {
    Operator(
      id: OperatorID(row.integer(0)), name: row.text(1), role: Operator.Role(rawValue: row.text(2)) ?? .counter,
      badge: row.textOrNil(3), limits: row.textOrNil(4), isActive: row.flag(5), version: row.integer(6))
  }

  static func find(_ name: String) -> Statement {
    Statement("SELECT \(columns) FROM operator o WHERE o.name = ?1", [.text(name)])
  }

  /// A row where the house has operators at all.
  static let any = Statement("SELECT 1 FROM operator LIMIT 1")
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

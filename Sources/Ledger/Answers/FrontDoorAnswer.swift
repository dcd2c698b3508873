import Inventory
import Storage

extension Answers {
  func answer(_ question: FrontDoor) throws(InventoryError) -> FrontDoor.Answer {
    let people = try reader.all(OperatorTable.all, OperatorTable.row).filter(\.isActive)
    let known = KnownSetting.lockAfter
    let asked = Statement("SELECT value FROM setting WHERE name = ?1", [.text(known.name)])
    let set = try reader.first(asked) { $0.text(0) }
    var person: Operator?
    var hasOperators = false
    switch try asking.standing {
    case .unbound: break
    case .known(let found): (person, hasOperators) = (found, true)
    case .unknown: hasOperators = true
    }
    return FrontDoor.Answer(
      hasOperators: hasOperators, person: person, admins: people.filter { $0.role == .admin }.map(\.name),
      lockAfter: Int(set ?? known.standard) ?? 0)
  }
}

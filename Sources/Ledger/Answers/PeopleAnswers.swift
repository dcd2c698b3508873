import Inventory
import Storage

extension Answers {
  func answer(_ question: OperatorList) throws(InventoryError) -> [Operator] {
    try reader.all(OperatorTable.all, OperatorTable.row)
  }

  func answer(_ question: WhoAmI) throws(InventoryError) -> Operator? {
    guard case .one(let found) = try reader.operator(question.name), found.isActive else { return nil }
    return found
  }

  func answer(_ question: Permission) throws(InventoryError) -> Operator? {
    let asker = try viewer
    try asker?.permit(question.right)
    return asker
  }
}

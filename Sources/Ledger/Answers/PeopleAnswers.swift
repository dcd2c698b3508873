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

  func answer(_ question: SignInCard) throws(InventoryError) -> SignInCard.Card? {
    let named = try reader.first(OperatorTable.find(question.text), OperatorTable.row)
    let carried = try reader.first(OperatorTable.atWork(badge: question.text), OperatorTable.row)
    guard let person = carried ?? named, person.isActive else { return nil }
    let attempts = try reader.first(SignInTable.of(person.name), SignInTable.row)
    let pause = attempts?.pausedUntil.flatMap { $0 > now ? $0 : nil }
    return SignInCard.Card(person: person, isByBadge: carried != nil, mayTryAt: pause)
  }

  func answer(_ question: Permission) throws(InventoryError) -> Operator? {
    let asker = try viewer
    try asker?.permit(question.right)
    return asker
  }
}

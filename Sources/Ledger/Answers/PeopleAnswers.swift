import Inventory
import Storage

extension Answers {
  func answer(_ question: OperatorList) throws(InventoryError) -> [Operator] {
    let seesBadges = try viewerHolds(.supervise)
    return try reader.all(OperatorTable.all) { OperatorTable.row($0).shown(withBadge: seesBadges) }
  }

  func answer(_ question: WhoAmI) throws(InventoryError) -> Operator? {
    let seesBadges = try viewerHolds(.supervise)
    guard case .one(let found) = try reader.operator(question.name), found.isActive else { return nil }
    return found.shown(withBadge: seesBadges || asking.asker.isCalled(found.name))
  }

  func answer(_ question: SignInCard) throws(InventoryError) -> SignInCard.Card? {
    let named = try reader.first(OperatorTable.find(question.text), OperatorTable.row)
    let carried = try reader.first(OperatorTable.atWork(badge: question.text), OperatorTable.row)
    guard let person = carried ?? named, person.isActive else { return nil }
    let attempts = try reader.first(SignInTable.of(person.name), SignInTable.row)
    let pause = attempts?.pausedUntil.flatMap { $0 > now ? $0 : nil }
    return SignInCard.Card(
      person: person, isByBadge: carried != nil, mayTryAt: pause, failures: attempts?.recentFailures(at: now) ?? 0)
  }

  func answer(_ question: Permission) throws(InventoryError) -> Operator? {
    let asker = try viewer
    try asker?.permit(question.right)
    return asker?.shown(withBadge: true)
  }

  /// What of the audit the asker may see: their own part of it, and all of it with the right to supervise.
  func permitted(_ filter: AuditFilter) throws(InventoryError) -> AuditFilter {
    var own = filter
    switch try asking.standing {
    case .unbound: return filter
    case .known(let viewer):
      if viewer.role.holds(.supervise) { return filter }
      if let actor = filter.actor, !viewer.isCalled(actor) { try viewer.permit(.supervise) }
      own.actor = viewer.name
    case .unknown(let name):
      if let actor = filter.actor, actor.lowercased() != name.lowercased() { throw .unknownOperator(name) }
      own.actor = name
    }
    return own
  }
}

extension Asker {
  fileprivate func isCalled(_ name: String) -> Bool {
    if case .person(let own) = self { own.lowercased() == name.lowercased() } else { false }
  }
}

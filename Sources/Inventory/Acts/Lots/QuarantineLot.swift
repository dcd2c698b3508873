/// Says that a lot may not be used: all of it, wherever it is and whatever comes of it; or so many of its goods at one
/// place. What is promised stays promised, and is blocked once it is let go of.
public struct QuarantineLot: Act {
  public var code: String
  public var item: String
  /// Some goods at a place; nil for the lot itself.
  public var goods: MovementLine?
  public var reason: String?

  public init(_ code: String, of item: String, reason: String? = nil) {
    self.code = code
    self.item = item
    self.reason = reason
  }

  public init(_ code: String, of item: String, quantity: Quantity, at place: String, reason: String? = nil) {
    self.init(code, of: item, reason: reason)
    goods = MovementLine(.quarantine, item, quantity, at: place, lot: code, reason: reason)
  }

  public var action: String { goods == nil ? "lot.quarantined" : "lot.goods_quarantined" }

  public var needs: Needs { LotBlocking(code: code, item: item, goods: goods).needs }

  public func describe(to digest: inout ContentDigest) {
    LotBlocking(code: code, item: item, goods: goods).describe(to: &digest)
    digest.add("reason", reason)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let (old, item) = try facts.lot(code, of: item)
    if let goods { return try LotBlocking.plan(goods, old, item, facts, context) }
    guard old.status != .quarantined else { throw .nothingToChange }
    var lot = old
    lot.status = .quarantined
    let places = facts.lotPlaces[Needs.LotName(self.item, code)] ?? []
    return Plan(
      changing: old, to: lot, of: item,
      entries: places.blocking(at: context.now, reason: reason ?? "QUARANTINE"))
  }
}

/// Says that a quarantined lot may be used again, or so many of its goods at one place. Refused once it has expired.
public struct ReleaseLot: Act {
  public var code: String
  public var item: String
  public var goods: MovementLine?
  public var reason: String?

  public init(_ code: String, of item: String, reason: String? = nil) {
    self.code = code
    self.item = item
    self.reason = reason
  }

  public init(_ code: String, of item: String, quantity: Quantity, at place: String, reason: String? = nil) {
    self.init(code, of: item, reason: reason)
    goods = MovementLine(.quarantineRelease, item, quantity, at: place, lot: code, reason: reason)
  }

  public var action: String { goods == nil ? "lot.released" : "lot.goods_released" }

  public var needs: Needs { LotBlocking(code: code, item: item, goods: goods).needs }

  public func describe(to digest: inout ContentDigest) {
    LotBlocking(code: code, item: item, goods: goods).describe(to: &digest)
    digest.add("reason", reason)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let (old, item) = try facts.lot(code, of: item)
    if let goods { return try LotBlocking.plan(goods, old, item, facts, context) }
    var lot = old
    lot.status = .active
    guard lot.isUsable(on: context.now.day) else {
      lot.status = .expired
      throw .lotNotUsable(lot, item: item.code, on: context.now.day)
    }
    guard old.status == .quarantined else { throw .nothingToChange }
    let places = facts.lotPlaces[Needs.LotName(self.item, code)] ?? []
    return Plan(
      changing: old, to: lot, of: item, entries: places.freeing(at: context.now, reason: reason ?? "RELEASE"))
  }
}

/// What quarantining and releasing have in common.
private struct LotBlocking {
  var code: String
  var item: String
  var goods: MovementLine?

  var needs: Needs {
    var needs = Needs(lot: code, of: item)
    goods?.addNeeds(to: &needs)
    needs.holds = goods != nil
    return needs
  }

  func describe(to digest: inout ContentDigest) {
    digest.add("lot", code)
    digest.add("item", item)
    goods?.describe(to: &digest)
  }

  /// Some goods at one place: entries alone, the lot stays what it is.
  static func plan(
    _ goods: MovementLine, _ lot: Lot, _ item: Item, _ facts: Facts, _ context: ActContext
  ) throws(InventoryError) -> Plan {
    var plan = Plan()
    plan.entity = "lot:\(item.code)/\(lot.code)"
    plan.entries = try MovementPlanner(facts: facts, now: context.now).entries(of: goods)
    plan.requireAsSeen(facts, [goods])
    return plan
  }
}

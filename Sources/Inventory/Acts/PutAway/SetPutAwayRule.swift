/// Says that goods are put away at a place, how much of them at most, and what comes first. What was said before of the
/// same goods there no longer counts.
public struct SetPutAwayRule: Act {
  public var name: PutAwayRuleName
  /// Nil for no limit.
  public var capacity: Quantity?
  public var priority: Int

  public init(_ subject: PutAwaySubject, at location: String, capacity: Quantity? = nil, priority: Int = 1) {
    name = PutAwayRuleName(subject, at: location)
    self.capacity = capacity
    self.priority = priority
  }

  public var action: String { "putaway.set" }
  public var needs: Needs { name.needs }

  public func describe(to digest: inout ContentDigest) {
    name.subject.describe(to: &digest)
    digest.add("location", name.location)
    digest.add("capacity", capacity?.description)
    digest.add("priority", String(priority))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let place = try facts.location(name.location)
    if place.isStructural { throw .locationStructural(place.code) }
    if !place.isActive { throw .locationRetired(place.code) }
    let subject = try name.subject(facts)
    if let capacity {
      guard capacity > .zero, capacity.isWithinLimit else {
        throw .badField(name: "capacity", value: capacity.description, wanted: "more than 0")
      }
    }
    guard PutAwayRule.priorities.contains(priority) else {
      throw .badField(name: "priority", value: String(priority), wanted: "from 1, which comes first, to 999")
    }
    let rule = PutAwayRule(
      subject, at: place.id, code: place.code, place: place.path, capacity: capacity, priority: priority)
    guard rule != facts.putAwayRule else { throw .nothingToChange }
    var plan = Plan()
    plan.requirements.append(.location(place.id, code: place.code, version: place.version))
    plan.entity = "putaway:\(rule.subjectWords)@\(place.code)"
    plan.changes = [.putAway(.set(rule))]
    plan.before = facts.putAwayRule?.fields
    plan.after = rule.fields
    return plan
  }
}

/// Takes a rule of put-away away.
public struct RemovePutAwayRule: Act {
  public var name: PutAwayRuleName

  public init(_ subject: PutAwaySubject, at location: String) { name = PutAwayRuleName(subject, at: location) }

  public var action: String { "putaway.removed" }
  public var needs: Needs { name.needs }

  public func describe(to digest: inout ContentDigest) {
    name.subject.describe(to: &digest)
    digest.add("location", name.location)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let place = try facts.location(name.location)
    _ = try name.subject(facts)
    guard let rule = facts.putAwayRule else {
      throw .noSuchPutAwayRule(subject: name.subject.words, place: place.path)
    }
    var plan = Plan()
    plan.entity = "putaway:\(rule.subjectWords)@\(place.code)"
    plan.changes = [.putAway(.remove(rule))]
    plan.before = rule.fields
    return plan
  }
}

/// A change of the rules of put-away, as part of a plan.
public enum PutAwayChange: Hashable, Sendable {
  case set(PutAwayRule)
  /// Refused where it is not there any more.
  case remove(PutAwayRule)
}

extension PutAwayRuleName {
  fileprivate var needs: Needs {
    var needs = Needs()
    needs.locations = [location]
    if case .item(let item) = subject { needs.items = [item] }
    needs.putAwayRule = self
    return needs
  }

  fileprivate func subject(_ facts: Facts) throws(InventoryError) -> PutAwayRule.Subject {
    switch subject {
    case .item(let name):
      let item = try facts.item(name)
      return .item(item.id, item.code)
    case .category(let name):
      guard !name.isEmpty else { throw .badField(name: "category", value: name, wanted: "a category of items") }
      return .category(name)
    case .everything: return .everything
    }
  }
}

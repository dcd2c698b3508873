/// Takes somebody in as an operator. The first one of a house is an admin: from then on only operators act.
public struct AddOperator: Act {
  public var person: Operator
  public init(_ person: Operator) { self.person = person }

  public var action: String { "operator.added" }

  public var right: Right { .administer }

  public var needs: Needs {
    var needs = Needs()
    needs.operators = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("operator", person.fields.json) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    try person.checkForm()
    if let other = facts.operators.first(where: { $0.isCalled(person.name) }) { throw .operatorExists(other.name) }
    try person.checkBadge(facts)
    if facts.operators.isEmpty, !person.administers { throw .firstOperatorMustBeAdmin(person.name) }
    var plan = Plan()
    plan.entity = "operator:\(person.name)"
    plan.changes.append(.addOperator(person))
    plan.after = person.fields
    return plan
  }
}

/// Changes what an operator is, or takes them out of work: what is nil stays as it is. The name stays always.
public struct EditOperator: Act {
  public var name: String
  public var edits: OperatorEdits
  /// Refuse when the operator has moved on from this version.
  public var ifVersion: Int64?

  public init(_ name: String, _ edits: OperatorEdits, ifVersion: Int64? = nil) {
    self.name = name
    self.edits = edits
    self.ifVersion = ifVersion
  }

  public var action: String { edits.isActive == false ? "operator.retired" : "operator.edited" }

  public var right: Right { .administer }

  public var needs: Needs {
    var needs = Needs()
    needs.operators = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("operator", name)
    digest.add("role", edits.role?.rawValue)
    digest.add("badge", edits.badge)
    digest.add("limits", edits.limits)
    digest.add("active", edits.isActive.map { $0 ? "yes" : "no" })
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let old = facts.operators.first(where: { $0.isCalled(name) }) else { throw .noSuchOperator(name) }
    if let ifVersion, ifVersion != old.version {
      throw .versionMovedOn(what: old.name, given: ifVersion, current: old.version)
    }
    var new = edits.applied(to: old)
    guard new != old else { throw .nothingToChange }
    try new.checkForm()
    try new.checkBadge(facts)
    if old.administers, !new.administers, !facts.operators.contains(where: { $0.administers && $0.id != old.id }) {
      throw .lastAdmin(old.name)
    }
    new.version = old.version + 1
    var plan = Plan()
    plan.entity = "operator:\(old.name)"
    plan.changes.append(.setOperator(new, from: old.version))
    plan.before = old.fields
    plan.after = new.fields
    return plan
  }
}

/// What of an operator is to change; nil leaves it.
public struct OperatorEdits: Hashable, Sendable {
  public var role: Operator.Role?
  /// Empty takes it away.
  public var badge: String?
  /// Empty takes them away.
  public var limits: String?
  public var isActive: Bool?

  public init() {}

  public func applied(to person: Operator) -> Operator {
    var person = person
    if let role { person.role = role }
    if let badge { person.badge = badge.isEmpty ? nil : badge }
    if let limits { person.limits = limits.isEmpty ? nil : limits }
    if let isActive { person.isActive = isActive }
    return person
  }
}

extension Operator {
  /// Upper and lower case are the same name.
  func isCalled(_ other: String) -> Bool { name.lowercased() == other.lowercased() }

  var administers: Bool { isActive && role == .admin }

  func checkForm() throws(InventoryError) {
    if let why = CodeRule.objection(to: name) { throw .badCode(what: "operator", code: name, why) }
    if let badge, let why = CodeRule.objection(to: badge) { throw .badCode(what: "badge", code: badge, why) }
    if let limits, limits.utf8.count > 500 || Tolerance(limits) == nil {
      throw .badField(name: "limits", value: limits, wanted: Tolerance.wanted)
    }
  }

  func checkBadge(_ facts: Facts) throws(InventoryError) {
    guard let badge else { return }
    for other in facts.operators where !other.isCalled(name) && other.badge?.lowercased() == badge.lowercased() {
      throw .badgeTaken(badge, by: other.name)
    }
  }

  /// Whether this operator may do what takes the right; else why not.
  public func permit(_ right: Right) throws(InventoryError) {
    guard isActive else { throw .unknownOperator(name) }
    guard role.holds(right) else { throw .notPermitted(actor: name, role: role, right: right) }
  }
}

/// Takes somebody in as an operator. The first one of a house is an admin: from then on only operators act.
public struct AddOperator: Act {
  public var person: Operator
  /// The sites they may touch, as given; none for all.
  public var sites: [String]
  /// Nobody said what they are: that is an admin, and only the first of a house.
  public var isOfNoRole: Bool

  public init(_ person: Operator, sites: [String] = [], isOfNoRole: Bool = false) {
    self.person = person
    self.sites = sites
    self.isOfNoRole = isOfNoRole
    if isOfNoRole { self.person.role = .admin }
  }

  public var action: String { "operator.added" }

  public var right: Right { .administer }

  public var needs: Needs {
    var needs = Needs()
    needs.operators = true
    needs.locations = Set(sites)
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("operator", person.basicFields.json)
    for site in sites { digest.add("site", site) }
    digest.add("pin", person.pin?.text)
    if isOfNoRole { digest.add("role", "none") }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var person = person
    try person.checkForm()
    if let other = facts.operators.first(where: { $0.isCalled(person.name) }) { throw .operatorExists(other.name) }
    try person.checkBadge(facts)
    if isOfNoRole, !facts.operators.isEmpty { throw .needsRole(person.name) }
    if facts.operators.isEmpty, !person.administers { throw .firstOperatorMustBeAdmin(person.name) }
    var plan = Plan()
    person.sites = try plan.sites(sites, facts)
    if facts.operators.isEmpty, !person.sites.isEmpty { throw .lastAdminOfAllSites(person.name) }
    try facts.actor?.mayKeep(person)
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
    needs.locations = Set(edits.sites ?? [])
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("operator", name)
    digest.add("role", edits.role?.rawValue)
    digest.add("badge", edits.badge)
    digest.add("limits", edits.limits)
    digest.add("active", edits.isActive.map { $0 ? "yes" : "no" })
    if let sites = edits.sites {
      digest.add("sites", String(sites.count))
      for site in sites { digest.add("site", site) }
    }
    digest.add("pin", edits.takesPinAway ? "" : edits.pin?.text)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let old = facts.operators.first(where: { $0.isCalled(name) }) else { throw .noSuchOperator(name) }
    if let ifVersion, ifVersion != old.version {
      throw .versionMovedOn(what: old.name, given: ifVersion, current: old.version)
    }
    var plan = Plan()
    var new = edits.applied(to: old)
    if let sites = edits.sites {
      new.sites = try plan.sites(sites, facts)
      try facts.actor?.mayGive(new.sites, to: old)
    }
    try facts.actor?.mayKeep(old)
    try facts.actor?.mayKeep(new)
    guard new != old else { throw .nothingToChange }
    try new.checkForm()
    try new.checkBadge(facts)
    if old.administers, !new.administers, !facts.operators.contains(where: { $0.administers && $0.id != old.id }) {
      throw .lastAdmin(old.name)
    }
    if old.administersAll, !new.administersAll,
      !facts.operators.contains(where: { $0.administersAll && $0.id != old.id })
    {
      throw .lastAdminOfAllSites(old.name)
    }
    new.version = old.version + 1
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
  /// As given; empty gives them all sites.
  public var sites: [String]?
  public var pin: PinHash?
  public var takesPinAway = false

  public init() {}

  /// All but the sites, which have to be found first.
  public func applied(to person: Operator) -> Operator {
    var person = person
    if let role { person.role = role }
    if let badge { person.badge = badge.isEmpty ? nil : badge }
    if let limits { person.limits = limits.isEmpty ? nil : limits }
    if let isActive { person.isActive = isActive }
    if let pin { person.pin = pin }
    if takesPinAway { person.pin = nil }
    return person
  }
}

extension Plan {
  /// The sites that are named, by code and each once; the plan rests on their being sites still.
  fileprivate mutating func sites(_ names: [String], _ facts: Facts) throws(InventoryError) -> [OperatorSite] {
    var sites: [LocationID: OperatorSite] = [:]
    for name in names {
      let site = try facts.location(name)
      guard site.kind == .site else { throw .notASite(site.path, kind: site.kind) }
      if !site.isActive { throw .locationRetired(site.code) }
      sites[site.id] = OperatorSite(site.id, code: site.code)
      requirements.append(.location(site.id, code: site.code, version: site.version))
    }
    return sites.values.sorted { $0.code < $1.code }
  }
}

extension Operator {
  /// Upper and lower case are the same name.
  public func isCalled(_ other: String) -> Bool { name.lowercased() == other.lowercased() }

  var administers: Bool { isActive && role == .admin }

  /// Who can take people in anywhere, and give them other sites.
  var administersAll: Bool { administers && sites.isEmpty }

  func checkForm() throws(InventoryError) {
    if let why = CodeRule.objection(to: name) { throw .badCode(what: "operator", code: name, why) }
    if let badge, let why = CodeRule.objection(to: badge) { throw .badCode(what: "badge", code: badge, why) }
    if let limits, limits.utf8.count > 500 || Tolerance(limits) == nil {
      throw .badField(name: "limits", value: limits, wanted: Tolerance.wanted)
    }
  }

  /// One badge, one operator; and no badge reads like another's name, for whoever signs in may give either.
  func checkBadge(_ facts: Facts) throws(InventoryError) {
    for other in facts.operators where !other.isCalled(name) {
      if let badge, other.isCalled(badge) || other.badge?.lowercased() == badge.lowercased() {
        throw .badgeTaken(badge, by: other.name)
      }
      if let theirs = other.badge, isCalled(theirs) { throw .badgeTaken(theirs, by: other.name) }
    }
  }

  /// Who is bound to sites may leave some of them, and gives themselves no others.
  func mayGive(_ sites: [OperatorSite], to person: Operator) throws(InventoryError) {
    guard person.id == id, !self.sites.isEmpty else { return }
    let isWider = sites.isEmpty || sites.contains { site in !self.sites.contains { $0.id == site.id } }
    if isWider { throw .ownSitesStay(actor: name, sites: self.sites.map(\.code)) }
  }

  /// Who is bound to sites takes in and changes people of these sites, and nobody who may touch another as well: the PIN
  /// of somebody with more sites would be as good as the sites.
  func mayKeep(_ person: Operator) throws(InventoryError) {
    guard !sites.isEmpty else { return }
    let isElsewhere = person.sites.isEmpty || person.sites.contains { site in !sites.contains { $0.id == site.id } }
    if isElsewhere {
      throw .operatorElsewhere(
        actor: name, sites: sites.map(\.code), person: person.name, theirs: person.sites.map(\.code))
    }
  }

  /// Whether this operator may do what takes the right; else why not.
  public func permit(_ right: Right) throws(InventoryError) {
    guard isActive else { throw .unknownOperator(name) }
    guard role.holds(right) else { throw .notPermitted(actor: name, role: role, right: right) }
  }
}

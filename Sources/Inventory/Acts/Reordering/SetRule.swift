/// Sets the rule by which an item is low at a place, and what is ordered then (`spec.md` 3.10). What is not said of a rule
/// that stands stays.
public struct SetRule: Act {
  public var item: String
  public var location: String
  public var point: Quantity?
  /// One of the two takes the other's place.
  public var quantity: Quantity?
  public var maximum: Quantity?
  public var multiple: Quantity?
  public var minimumOrder: Quantity?
  public var leadDays: Int?
  public var safetyStock: Quantity?
  /// Empty for none.
  public var vendor: String?
  public var ifVersion: Int64?

  public init(
    _ item: String, at location: String, point: Quantity?, quantity: Quantity? = nil, maximum: Quantity? = nil,
    multiple: Quantity? = nil, minimumOrder: Quantity? = nil, leadDays: Int? = nil, safetyStock: Quantity? = nil,
    vendor: String? = nil, ifVersion: Int64? = nil
  ) {
    self.item = item
    self.location = location
    self.point = point
    self.quantity = quantity
    self.maximum = maximum
    self.multiple = multiple
    self.minimumOrder = minimumOrder
    self.leadDays = leadDays
    self.safetyStock = safetyStock
    self.vendor = vendor
    self.ifVersion = ifVersion
  }

  public var action: String { "rule.set" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    addNeeds(to: &needs)
    return needs
  }

  func addNeeds(to needs: inout Needs) {
    needs.items.insert(item)
    needs.locations.insert(location)
    needs.rules.insert(Needs.RecordName(item, location))
    needs.settings.insert(KnownSetting.usageDays.name)
    needs.settings.insert(KnownSetting.leadTimeDays.name)
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("item", item)
    digest.add("location", location)
    digest.add("point", point?.description)
    digest.add("quantity", quantity?.description)
    digest.add("max", maximum?.description)
    digest.add("multiple", multiple?.description)
    digest.add("min_order", minimumOrder?.description)
    digest.add("lead_time", leadDays.map(String.init))
    digest.add("safety", safetyStock?.description)
    digest.add("vendor", vendor)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var plan = Plan()
    let fact = facts.rules[Needs.RecordName(item, location)]
    let old = fact?.signal?.rule
    let new = try rule(facts)
    if let ifVersion, ifVersion != old?.version ?? 0 {
      throw .versionMovedOn(what: new.words, given: ifVersion, current: old?.version ?? 0)
    }
    guard let change = change(to: new, fact, on: context.now.day) else { throw .nothingToChange }
    plan.changes = [.reordering(change)]
    plan.entity = new.entity
    plan.before = old?.fields
    var after = new
    if old != nil { after.version += 1 }
    plan.after = after.fields
    return plan
  }

  /// Nil where the books say so already.
  func change(to new: ReorderRule, _ fact: RuleFact?, on day: Day) -> ReorderChange? {
    let use = fact?.use.perDay ?? .zero
    let ruleUse = RuleUse(
      rule: new.id, perDay: use, lossPerDay: Signal.loss(usePerDay: use, price: fact?.price), on: day)
    guard let old = fact?.signal?.rule else { return .add(new, ruleUse) }
    return new == old ? nil : .set(new, ruleUse)
  }

  /// The rule as it shall be, with the version of the one that stands.
  func rule(_ facts: Facts) throws(InventoryError) -> ReorderRule {
    let item = try facts.item(item)
    let place = try facts.location(location)
    let fact = facts.rules[Needs.RecordName(self.item, location)]
    let old = fact?.signal?.rule
    if old == nil, !place.isActive { throw .locationRetired(place.code) }
    guard let point = point ?? old?.point else {
      throw .badField(name: "point", value: "", wanted: "how much is low, for a rule that is new")
    }
    if quantity != nil, maximum != nil {
      throw .badField(
        name: "max", value: maximum?.description ?? "",
        wanted: "one of the two, the quantity ordered and the level to fill up to")
    }
    var rule =
      old
      ?? ReorderRule(
        id: fact?.next ?? RuleID(0), item: item.id, code: item.code, name: item.name, unit: item.unit.name,
        location: place.id, place: place.path, point: point)
    rule.point = point
    if quantity != nil || maximum != nil {
      rule.quantity = quantity
      rule.maximum = maximum
    }
    rule.multiple = multiple ?? rule.multiple
    rule.minimumOrder = minimumOrder ?? rule.minimumOrder
    rule.leadDays = leadDays ?? rule.leadDays ?? (old == nil ? Int(facts.value(of: .leadTimeDays)) : nil)
    rule.safetyStock = safetyStock ?? rule.safetyStock
    if let vendor { rule.vendor = vendor.isEmpty ? nil : vendor }
    try rule.check(item)
    return rule
  }
}

/// Takes a rule away, and its signal with it.
public struct RemoveRule: Act {
  public var item: String
  public var location: String
  public var ifVersion: Int64?

  public init(_ item: String, at location: String, ifVersion: Int64? = nil) {
    self.item = item
    self.location = location
    self.ifVersion = ifVersion
  }

  public var action: String { "rule.removed" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    needs.items = [item]
    needs.locations = [location]
    needs.rules = [Needs.RecordName(item, location)]
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("item", item)
    digest.add("location", location)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let item = try facts.item(item)
    let place = try facts.location(location)
    guard let rule = facts.rules[Needs.RecordName(self.item, location)]?.signal?.rule else {
      throw .noSuchRule(item: item.code.description, place: place.path)
    }
    if let ifVersion, ifVersion != rule.version {
      throw .versionMovedOn(what: rule.words, given: ifVersion, current: rule.version)
    }
    var plan = Plan()
    plan.changes = [.reordering(.remove(rule))]
    plan.entity = rule.entity
    plan.before = rule.fields
    return plan
  }
}

extension ReorderRule {
  var entity: String { "rule:\(code)@\(place)" }
  var words: String { "the rule of \(code) at \(place)" }

  static let mostLeadDays = 3650

  fileprivate func check(_ item: Item) throws(InventoryError) {
    for quantity in [point, self.quantity, maximum, minimumOrder, safetyStock].compactMap({ $0 }) {
      if quantity < .zero { throw .badQuantity(quantity.description, item: item.code, .notPositive) }
    }
    if let multiple, multiple <= .zero { throw .badQuantity(multiple.description, item: item.code, .notPositive) }
    for quantity in [point, self.quantity, maximum, minimumOrder, safetyStock, multiple].compactMap({ $0 }) {
      if !quantity.isWithinLimit { throw .badQuantity(quantity.description, item: item.code, .tooLarge) }
      if item.unit.isCounted, !quantity.isWhole {
        throw .badQuantity(quantity.description, item: item.code, .mustBeWhole(unit: item.unit.name))
      }
    }
    if let maximum, maximum < point {
      throw .badField(name: "max", value: maximum.description, wanted: "at least the point, which is \(point)")
    }
    if let leadDays, !(0...ReorderRule.mostLeadDays).contains(leadDays) {
      throw .badField(
        name: "lead_time", value: String(leadDays), wanted: "a number of days from 0 to \(ReorderRule.mostLeadDays)")
    }
    if let vendor, vendor.utf8.count > CodeRule.longest {
      throw .badField(name: "vendor", value: vendor, wanted: "at most \(CodeRule.longest) bytes")
    }
  }
}

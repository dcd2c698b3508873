/// What an order is to be: written new, or in the place of a draft's.
public struct OrderDraft: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public var item: String
    public var quantity: Quantity
    public var price: UnitCost
    public var expectedOn: Day?

    public init(_ item: String, _ quantity: Quantity, price: UnitCost, expectedOn: Day? = nil) {
      self.item = item
      self.quantity = quantity
      self.price = price
      self.expectedOn = expectedOn
    }
  }

  public var vendor: String
  public var currency: String
  public var destination: String
  public var lines: [Line]
  public var expectedOn: Day?
  public var reference: String?
  public var note: String?

  public init(
    vendor: String, currency: String, to destination: String, _ lines: [Line], expectedOn: Day? = nil,
    reference: String? = nil, note: String? = nil
  ) {
    self.vendor = vendor
    self.currency = currency
    self.destination = destination
    self.lines = lines
    self.expectedOn = expectedOn
    self.reference = reference
    self.note = note
  }
}

/// Writes down an order (`spec.md` 3.9).
public struct CreateOrder: Act {
  /// Unique whatever the case; nil for the house's next.
  public var number: String?
  public var draft: OrderDraft

  public init(_ number: String?, _ draft: OrderDraft) {
    self.number = number
    self.draft = draft
  }

  public var action: String { "order.created" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    needs.locations = [draft.destination]
    needs.items = Set(draft.lines.map(\.item))
    var need = PurchaseNeed()
    need.order = number
    needs.purchase = need
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("number", number)
    digest.add("vendor", draft.vendor)
    digest.add("currency", draft.currency)
    digest.add("to", draft.destination)
    draft.lines.describe(to: &digest)
    digest.add("expected_on", draft.expectedOn?.description)
    digest.add("reference", draft.reference)
    digest.add("note", draft.note)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let number = try facts.freeNumber(number)
    let destination = try facts.arrivalPlace(draft.destination)
    let order = PurchaseOrder(
      id: OrderID(facts.buying.nextOrder), number: number, vendor: try PurchaseOrder.checked(vendor: draft.vendor),
      currency: try PurchaseOrder.checked(currency: draft.currency), destination: destination.id,
      place: destination.path, expectedOn: draft.expectedOn, reference: draft.reference, note: draft.note,
      createdBy: context.actor, createdAt: context.now)
    let lines = try draft.lines.planned(order.id, facts)
    var plan = Plan()
    plan.entity = order.entity
    plan.reference = order.number
    plan.requirePlacesAsSeen(facts)
    plan.changes = [.purchase(.createOrder(order, lines))]
    plan.after = order.fields(lines)
    return plan
  }
}

/// Writes a draft anew: what is nil stays.
public struct EditOrder: Act {
  public var number: String
  public var vendor: String?
  public var currency: String?
  public var destination: String?
  /// In the place of those there are.
  public var lines: [OrderDraft.Line]?
  /// `.some(nil)` takes the day away.
  public var expectedOn: Day??
  /// Empty takes it away.
  public var reference: String?
  public var note: String?
  public var ifVersion: Int64?

  public init(
    _ number: String, vendor: String? = nil, currency: String? = nil, to destination: String? = nil,
    _ lines: [OrderDraft.Line]? = nil, expectedOn: Day?? = nil, reference: String? = nil, note: String? = nil,
    ifVersion: Int64? = nil
  ) {
    self.number = number
    self.vendor = vendor
    self.currency = currency
    self.destination = destination
    self.lines = lines
    self.expectedOn = expectedOn
    self.reference = reference
    self.note = note
    self.ifVersion = ifVersion
  }

  public var action: String { "order.edited" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    if let destination { needs.locations = [destination] }
    needs.items = Set((lines ?? []).map(\.item))
    var need = PurchaseNeed()
    need.order = number
    needs.purchase = need
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("number", number)
    digest.add("vendor", vendor)
    digest.add("currency", currency)
    digest.add("to", destination)
    if let lines {
      digest.add("lines", String(lines.count))
      lines.describe(to: &digest)
    }
    if let expectedOn { digest.add("expected_on", expectedOn?.description ?? "none") }
    digest.add("reference", reference)
    digest.add("note", note)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let old = try facts.order(number)
    try old.check(ifVersion)
    if old.status != .draft { throw .orderIs(old.number, old.status, wanted: "edit it") }
    var new = old
    if let vendor { new.vendor = try PurchaseOrder.checked(vendor: vendor) }
    if let currency { new.currency = try PurchaseOrder.checked(currency: currency) }
    if let destination {
      let place = try facts.arrivalPlace(destination)
      (new.destination, new.place) = (place.id, place.path)
    }
    if let expectedOn { new.expectedOn = expectedOn }
    if let reference { new.reference = reference.isEmpty ? nil : reference }
    if let note { new.note = note.isEmpty ? nil : note }
    let planned = try lines.map { lines throws(InventoryError) in try lines.planned(old.id, facts) }
    guard new != old || planned != nil else { throw .nothingToChange }
    var plan = Plan()
    plan.entity = old.entity
    plan.reference = old.number
    plan.requirements = [.order(old.id, version: old.version)]
    plan.requirePlacesAsSeen(facts)
    if let planned { plan.changes.append(.purchase(.setOrderLines(old.id, planned))) }
    plan.changes.append(.purchase(.setOrder(new, from: old.version)))
    plan.before = old.fields(facts.buying.lines)
    new.version += 1
    plan.after = new.fields(planned ?? facts.buying.lines)
    return plan
  }
}

extension Facts {
  /// The number of an order to be: the one that is named, where no order has it, or the house's next.
  func freeNumber(_ name: String?) throws(InventoryError) -> String {
    guard let name else { return buying.nextOrderNumber }
    if let why = CodeRule.objection(to: name) { throw .badCode(what: "order number", code: name, why) }
    if let taken = buying.order { throw .orderExists(taken.number) }
    return name
  }
}

extension PurchaseOrder {
  static func checked(vendor: String) throws(InventoryError) -> String {
    if let why = CodeRule.objection(to: vendor) { throw .badCode(what: "vendor", code: vendor, why) }
    return vendor
  }

  static func checked(currency: String) throws(InventoryError) -> String {
    guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
      throw .badField(name: "currency", value: currency, wanted: "three capital letters (ISO 4217), such as EUR")
    }
    return currency
  }

  func check(_ ifVersion: Int64?) throws(InventoryError) {
    if let ifVersion, ifVersion != version {
      throw .versionMovedOn(what: number, given: ifVersion, current: version)
    }
  }
}

extension [OrderDraft.Line] {
  func describe(to digest: inout ContentDigest) {
    for line in self {
      digest.add("item", line.item)
      digest.add("quantity", line.quantity.description)
      digest.add("price", line.price.description)
      digest.add("on", line.expectedOn?.description)
    }
  }

  func planned(_ order: OrderID, _ facts: Facts) throws(InventoryError) -> [OrderLine] {
    guard !isEmpty else { throw .nothingToChange }
    guard count <= PostMovements.mostLines else { throw .tooManyLines(count, most: PostMovements.mostLines) }
    var lines: [OrderLine] = []
    for line in self { lines.append(try line.planned(order, lines.count + 1, facts)) }
    return lines
  }
}

extension OrderDraft.Line {
  func planned(_ order: OrderID, _ number: Int, _ facts: Facts) throws(InventoryError) -> OrderLine {
    let item = try facts.item(item)
    try item.check(quantity)
    if !item.isActive { throw .itemRetired(item.code) }
    return OrderLine(
      order: order, number: number, item: item.id, code: item.code, name: item.name, unit: item.unit.name,
      tracking: item.tracking, ordered: quantity, price: price, expectedOn: expectedOn)
  }
}

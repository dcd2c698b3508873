/// Asks for goods to be bought (`spec.md` 3.9).
public struct CreateRequisition: Act {
  public struct Line: Hashable, Sendable {
    public var item: String
    public var quantity: Quantity
    /// Where it is wanted.
    public var location: String?
    public var vendor: String?
    public var neededOn: Day?

    public init(
      _ item: String, _ quantity: Quantity, at location: String? = nil, vendor: String? = nil, neededOn: Day? = nil
    ) {
      self.item = item
      self.quantity = quantity
      self.location = location
      self.vendor = vendor
      self.neededOn = neededOn
    }
  }

  public var lines: [Line]
  public var note: String?

  public init(_ lines: [Line], note: String? = nil) {
    self.lines = lines
    self.note = note
  }

  public var action: String { "requisition.created" }

  public var needs: Needs {
    var needs = Needs()
    needs.items = Set(lines.map(\.item))
    needs.locations = Set(lines.compactMap(\.location))
    needs.purchase = PurchaseNeed()
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    for line in lines {
      digest.add("item", line.item)
      digest.add("quantity", line.quantity.description)
      digest.add("location", line.location)
      digest.add("vendor", line.vendor)
      digest.add("needed_on", line.neededOn?.description)
    }
    digest.add("note", note)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard !lines.isEmpty else { throw .nothingToChange }
    guard lines.count <= PostMovements.mostLines else {
      throw .tooManyLines(lines.count, most: PostMovements.mostLines)
    }
    let requisition = Requisition(
      id: RequisitionID(facts.buying.nextRequisition), note: note, createdBy: context.actor, createdAt: context.now)
    var planned: [RequisitionLine] = []
    for line in lines { planned.append(try line.planned(requisition.id, planned.count + 1, facts)) }
    var plan = Plan()
    plan.entity = requisition.entity
    plan.reference = requisition.number
    plan.requirePlacesAsSeen(facts)
    plan.changes = [.purchase(.createRequisition(requisition, planned))]
    plan.after = requisition.fields(planned)
    return plan
  }
}

extension CreateRequisition.Line {
  fileprivate func planned(
    _ requisition: RequisitionID, _ number: Int, _ facts: Facts
  ) throws(InventoryError) -> RequisitionLine {
    let item = try facts.item(item)
    try item.check(quantity)
    if !item.isActive { throw .itemRetired(item.code) }
    let place = try location.map { name throws(InventoryError) in try facts.location(name) }
    if let place, !place.isActive { throw .locationRetired(place.code) }
    let vendor = try vendor.map { name throws(InventoryError) in try PurchaseOrder.checked(vendor: name) }
    return RequisitionLine(
      requisition: requisition, number: number, item: item.id, code: item.code, name: item.name,
      unit: item.unit.name, quantity: quantity, location: place?.id, place: place?.path, vendor: vendor,
      neededOn: neededOn)
  }
}

/// What becomes of a requisition that nobody has ordered yet.
public struct DecideRequisition: Act {
  public enum Verdict: Hashable, Sendable {
    case approve
    case cancel
  }

  public var requisition: String
  public var verdict: Verdict
  public var ifVersion: Int64?

  public init(_ requisition: String, _ verdict: Verdict, ifVersion: Int64? = nil) {
    self.requisition = requisition
    self.verdict = verdict
    self.ifVersion = ifVersion
  }

  public var action: String { verdict == .approve ? "requisition.approved" : "requisition.cancelled" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    var need = PurchaseNeed()
    need.requisition = requisition
    needs.purchase = need
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("verdict", action)
    digest.add("requisition", requisition)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let old = try facts.requisition(requisition)
    try old.check(ifVersion)
    let lines = facts.buying.wanted
    var new = old
    switch verdict {
    case .approve:
      guard old.status == .draft else { throw .requisitionIs(old.number, old.status, wanted: "approve it") }
      new.status = .approved
      new.approvedBy = context.actor
      new.approvedAt = context.now
    case .cancel:
      guard old.status == .draft || old.status == .approved, lines.allSatisfy({ $0.order == nil }) else {
        throw .requisitionIs(old.number, old.status, wanted: "cancel it")
      }
      new.status = .cancelled
    }
    return old.plan(new, lines, [])
  }
}

/// Makes a draft order of what an approved requisition wants from a vendor: its lines that name this vendor or none, at what
/// their items cost by their cards (0 where these say nothing: the draft is edited before it is sent).
public struct OrderRequisition: Act {
  public var requisition: String
  public var vendor: String
  /// The number of the order; nil for the house's next.
  public var number: String?
  public var currency: String
  /// Where the goods come to; nil where the lines say it.
  public var destination: String?
  public var ifVersion: Int64?

  public init(
    _ requisition: String, from vendor: String, number: String? = nil, currency: String, to destination: String? = nil,
    ifVersion: Int64? = nil
  ) {
    self.requisition = requisition
    self.vendor = vendor
    self.number = number
    self.currency = currency
    self.destination = destination
    self.ifVersion = ifVersion
  }

  public var action: String { "requisition.ordered" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    if let destination { needs.locations = [destination] }
    var need = PurchaseNeed()
    need.requisition = requisition
    need.order = number
    needs.purchase = need
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("requisition", requisition)
    digest.add("vendor", vendor)
    digest.add("number", number)
    digest.add("currency", currency)
    digest.add("to", destination)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let old = try facts.requisition(requisition)
    try old.check(ifVersion)
    guard old.status == .approved else { throw .requisitionIs(old.number, old.status, wanted: "order it") }
    let vendor = try PurchaseOrder.checked(vendor: vendor)
    let known = facts.buying
    let own = known.wanted.filter { line in
      line.order == nil && (line.vendor.map { $0.lowercased() == vendor.lowercased() } ?? true)
    }
    if own.isEmpty { throw .nothingToOrder(requisition: old.number, vendor: vendor) }
    let place = try destination(of: own, old, facts)
    let order = PurchaseOrder(
      id: OrderID(known.nextOrder), number: try facts.freeNumber(number), vendor: vendor,
      currency: try PurchaseOrder.checked(currency: currency), destination: place.id, place: place.path,
      expectedOn: own.compactMap(\.neededOn).min(), reference: old.number, createdBy: context.actor,
      createdAt: context.now)
    var lines: [OrderLine] = []
    for line in own {
      let item = known.items[line.item]
      if let item, !item.isActive { throw .itemRetired(item.code) }
      lines.append(
        OrderLine(
          order: order.id, number: lines.count + 1, item: line.item, code: line.code, name: line.name, unit: line.unit,
          tracking: item?.tracking ?? .none, ordered: line.quantity,
          price: item?.cost ?? UnitCost(tenThousandths: 0), expectedOn: line.neededOn))
    }
    let placed = Set(own.map(\.number))
    var new = old
    let wanted = known.wanted.map { line in
      var line = line
      if placed.contains(line.number) { line.order = order.number }
      return line
    }
    if wanted.allSatisfy({ $0.order != nil }) { new.status = .ordered }
    let changes: [PurchaseChange] = [
      .createOrder(order, lines), .place(old.id, lines: placed.sorted(), on: order.id),
    ]
    var plan = old.plan(new, wanted, changes.map { .purchase($0) })
    plan.reference = order.number
    plan.requirements.append(.location(place.id, code: place.code, version: place.version))
    plan.after?.add("order", order.number)
    return plan
  }

  /// The place that is named, or the one that the lines agree on.
  private func destination(
    of lines: [RequisitionLine], _ requisition: Requisition, _ facts: Facts
  ) throws(InventoryError) -> Location {
    if let destination { return try facts.arrivalPlace(destination) }
    let places = Set(lines.compactMap(\.place)).sorted()
    guard places.count == 1,
      let place = lines.lazy.compactMap(\.location).first.flatMap({ facts.buying.wantedPlaces[$0] })
    else {
      throw .needsDestination(requisition: requisition.number, places: places)
    }
    try place.checkArrival()
    return place
  }
}

extension Requisition {
  fileprivate func check(_ ifVersion: Int64?) throws(InventoryError) {
    if let ifVersion, ifVersion != version {
      throw .versionMovedOn(what: number, given: ifVersion, current: version)
    }
  }

  /// The plan that makes it what `new` is, after other changes.
  fileprivate func plan(_ new: Requisition, _ lines: [RequisitionLine], _ changes: [Change]) -> Plan {
    var plan = Plan()
    plan.entity = entity
    plan.reference = number
    plan.requirements = [.requisition(id, version: version)]
    plan.changes = changes + [.purchase(.setRequisition(new, from: version))]
    plan.before = fields
    var after = new
    after.version += 1
    plan.after = after.fields(lines)
    return plan
  }
}

/// Sets what is on hand of one item at one place to what was counted this moment: a stocktake of one line, opened, counted
/// and applied in one step (R4).
public struct CountNow: Act {
  public var item: String
  public var location: String
  public var quantity: Quantity
  public var lot: String?
  public var serials: [String]
  public var note: String?
  public var reason: String?

  public init(
    _ item: String, _ quantity: Quantity, at location: String, lot: String? = nil, serials: [String] = [],
    note: String? = nil, reason: String? = nil
  ) {
    self.item = item
    self.quantity = quantity
    self.location = location
    self.lot = lot
    self.serials = serials
    self.note = note
    self.reason = reason
  }

  public var action: String { "stock.counted" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    needs.items = [item]
    needs.locations = [location]
    needs.nextStocktake = true
    needs.ledgerEnd = true
    needs.countedNow = Needs.CountedKey(item, location, lot: lot, serials: serials)
    needs.settings = ["allow_negative_stock"]
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("item", item)
    digest.add("location", location)
    digest.add("quantity", quantity.description)
    digest.add("lot", lot)
    for serial in serials { digest.add("serial", serial) }
    digest.add("note", note)
    digest.add("reason", reason)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let item = try facts.item(item)
    let place = try facts.location(location)
    guard quantity >= .zero, quantity.isWithinLimit else {
      throw .badQuantity(quantity.description, item: item.code, quantity < .zero ? .notPositive : .tooLarge)
    }
    let kind: CountKind = quantity.isZero ? .zero : .typed
    let events = try CountPlanner(facts: facts, now: context.now).events(
      of: CountEntry(kind, self.item, quantity, at: location, lot: lot, serials: serials, note: note), row: 0)
    guard var fact = facts.countedNow else { throw .noSuchItem(self.item) }
    fact.line.counted = quantity
    fact.line.lastCountedAt = context.now
    fact.line.number = 1
    var application = CountApplication(
      now: context.now, mayGoNegative: facts.settings["allow_negative_stock"] == "yes")
    if let objection = application.objection(to: fact) { throw objection }
    let stocktake = Stocktake(
      id: StocktakeID(facts.nextStocktake), name: note ?? "", location: place.id, place: place.path,
      includesInside: false, isBlind: false, status: .counting, openedBy: context.actor, openedAt: context.now)
    application.apply([(fact, "\(stocktake.number)/1", reason ?? "AUDIT")])
    var plan = Plan()
    plan.entity = stocktake.entity
    plan.reference = stocktake.number
    plan.requirements = [
      .item(item.id, code: item.code, version: item.version),
      .location(place.id, code: place.code, version: place.version),
      .recordAsSeen(
        RecordKey(item.id, place.id), by: application.entries.contains { $0.kind == .cut } ? nil : context.now,
        end: facts.ledgerEnd ?? 0),
    ]
    plan.entries = application.entries
    application.addCuts(to: &plan)
    plan.guardRestating(facts)
    let judgement = CountJudge.judgement(fact)
    plan.changes += [
      .count(.countNow(stocktake, events, judgement, reason: reason)),
      .count(.anchor(stocktake.id, [])),
      .count(.setStatus(stocktake.id, .applied, from: stocktake.version)),
    ]
    var after = stocktake.after(.applied)
    after.add("sku", item.code.description)
    after.add("lot", lot)
    after.add("counted", quantity)
    after.add("expected", judgement.expected)
    after.add("variance", judgement.variance)
    after.add("cuts", .list(application.entries.filter { $0.kind == .cut }.map { .fields($0.cutFields) }))
    plan.after = after
    return plan
  }
}

/// Gathers what an act does to an order and its receipts: entries, steps of lines, documents; and finds out what the
/// status of the order is then.
struct PurchasePlanner {
  let known: PurchaseFacts
  let facts: Facts
  let context: ActContext
  /// As it is to be.
  var order: PurchaseOrder?
  private(set) var entries: [PlannedEntry] = []
  private var steps: [Int: OrderStep] = [:]
  var changes: [Change] = []
  var requirements: [Requirement] = []
  /// The receipt the act is about, where it is not about the order itself.
  var receipt: (before: Receipt?, after: Receipt, lines: [ReceiptLine])?

  /// - Parameter order: nil for receipts without one.
  init(_ order: PurchaseOrder?, _ facts: Facts, _ context: ActContext) {
    known = facts.buying
    self.facts = facts
    self.context = context
    self.order = order
  }

  // MARK: Lines

  /// A line as it is after what was planned so far.
  func line(_ number: Int) -> OrderLine? {
    known.lines.first { $0.number == number }.map { line in steps[number].map { line.stepped($0) } ?? line }
  }

  mutating func step(_ line: Int, _ change: (inout OrderStep) -> Void) {
    change(&steps[line, default: OrderStep(line: line)])
  }

  // MARK: Entries

  mutating func post(_ entry: PlannedEntry) { entries.append(entry) }

  /// So much more, or less, is on its way to where the order goes.
  mutating func expect(_ quantity: Quantity, of line: OrderLine, receipt: ReceiptID? = nil) {
    guard let order, !quantity.isZero else { return }
    var entry = PlannedEntry(
      kind: .expected, item: line.item, code: line.code, location: order.destination, place: order.place,
      change: Balances(incoming: quantity), occurredAt: context.now, reference: order.number)
    entry.purchase = PurchasePart(order: order.id, receipt: receipt, line: line.number)
    entries.append(entry)
  }

  /// Goods that arrive somewhere: what must not be used there is blocked.
  func arriving(_ quantity: Quantity, lot: Lot?, at place: Location) -> Balances {
    let isUsable = !place.isQuarantine && (lot.map { $0.status(on: context.now.day) == .active } ?? true)
    return Balances(onHand: quantity, blocked: isUsable ? .zero : quantity)
  }

  /// The lot of an item as it will be: one that is known gains the days it lacked.
  func lot(_ line: ReceiptLine) -> Lot? {
    line.lot.map { code in
      guard var known = known.lots[PurchaseFacts.LotOfItem(line.item, code)] else {
        return Lot(code: code, made: line.made, expires: line.expires)
      }
      known.made = known.made ?? line.made
      known.expires = known.expires ?? line.expires
      return known
    }
  }

  // MARK: The plan

  /// Everything together, whole or not at all.
  func plan() throws(InventoryError) -> Plan {
    try facts.checkHolds(entries)
    var plan = Plan()
    plan.requirements = requirements
    let lines = known.lines.map { line in steps[line.number].map { line.stepped($0) } ?? line }
    if !entries.isEmpty { requirePlaces(&plan) }
    requireLots(&plan)
    if let old = known.order, var new = order {
      if new.status == .sent, lines.allSatisfy(\.isDone) { new.status = .received }
      plan.requirements.append(.order(old.id, version: old.version))
      let ordered = steps.values.sorted { $0.line < $1.line }
      if !ordered.isEmpty { plan.changes.append(.purchase(.step(old.id, ordered))) }
      if new != old || !ordered.isEmpty { plan.changes.append(.purchase(.setOrder(new, from: old.version))) }
      if new != old || !ordered.isEmpty { new.version += 1 }
      plan.entity = old.entity
      plan.reference = old.number
      plan.before = old.fields(known.lines)
      plan.after = new.fields(lines)
    }
    plan.changes += changes
    if let receipt { describe(receipt, lines, &plan) }
    plan.entries = CountRestating.restated(entries, facts)
    plan.guardRestating(facts)
    return plan
  }

  /// The act is about the receipt; how the order stands is said with it.
  private func describe(
    _ receipt: (before: Receipt?, after: Receipt, lines: [ReceiptLine]), _ lines: [OrderLine], _ plan: inout Plan
  ) {
    let order = plan.after
    plan.entity = receipt.after.entity
    plan.reference = receipt.after.order ?? receipt.after.number
    plan.before = receipt.before?.fields(known.receiptLines)
    var after = receipt.after.fields(receipt.lines)
    after.add("order_status", order?["status"] ?? .null)
    if self.order != nil { after.add("outstanding", OrderSums(lines).outstanding) }
    plan.after = after
  }

  private func requirePlaces(_ plan: inout Plan) {
    var seen: Set<LocationID> = []
    for place in known.places + facts.locations.values where seen.insert(place.id).inserted {
      plan.requirements.append(.location(place.id, code: place.code, version: place.version))
    }
  }

  /// What arrives is blocked or not as its lot is now.
  private func requireLots(_ plan: inout Plan) {
    var seen: Set<LotID> = []
    for entry in entries where !entry.change.onHand.isZero {
      guard let code = entry.lot?.code, let lot = known.lots[PurchaseFacts.LotOfItem(entry.item, code)] else {
        continue
      }
      if entry.change.available < .zero, !plan.requirements.contains(.lotsSwept(on: context.now.day)) {
        plan.requirements.append(.lotsSwept(on: context.now.day))
      }
      if seen.insert(lot.id).inserted { plan.requirements.append(.lot(lot.id, version: lot.version)) }
    }
  }
}

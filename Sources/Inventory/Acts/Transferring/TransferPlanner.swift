/// Gathers what an act does to a transfer: entries, steps of its lines, serials, discrepancies; and finds out what its
/// status is then.
struct TransferPlanner {
  let known: TransferFacts
  let facts: Facts
  let context: ActContext
  var transfer: Transfer
  private(set) var entries: [PlannedEntry] = []
  private(set) var discrepancies: [Discrepancy] = []
  private(set) var newLines: [TransferLine] = []
  private var newLinesOfItem: [ItemID: [Int]] = [:]
  private var steps: [Int: TransferStep] = [:]
  private var serials: [TransferSerial] = []
  private var dropsRequestedSerials = false
  private var values: [ItemID: SiteValue]
  /// Pallets that arrive whole.
  private var unloaded: Set<PlateID> = []
  private var plateRequirements: [(plate: Plate, isWhole: Bool)] = []
  /// Changes that go with it.
  var changes: [Change] = []

  init(_ known: TransferFacts, _ facts: Facts, _ context: ActContext) {
    self.known = known
    self.facts = facts
    self.context = context
    transfer = known.transfer
    values = known.values
  }

  // MARK: Lines

  /// A line as it is after what was planned so far.
  func line(_ number: Int) -> TransferLine? {
    let place = number - known.lastLine - 1
    let line = known.line(number) ?? (newLines.indices.contains(place) ? newLines[place] : nil)
    return line.map { line in steps[line.number].map { line.stepped($0) } ?? line }
  }

  mutating func step(_ line: Int, _ change: (inout TransferStep) -> Void) {
    change(&steps[line, default: TransferStep(line: line)])
  }

  /// The line of an item and a lot: the one there is, or a new one that asked for nothing.
  mutating func line(of item: Item, lot: Lot?) -> TransferLine {
    let added = (newLinesOfItem[item.id] ?? []).map { newLines[$0] }
    if let own = (known.lines(of: item.id) + added).first(where: {
      $0.lot?.code.lowercased() == lot?.code.lowercased()
    }) {
      return own
    }
    let line = TransferLine(
      transfer: transfer.id, number: known.lastLine + newLines.count + 1, item: item.id, code: item.code,
      name: item.name, unit: item.unit.name, tracking: item.tracking, lot: lot, requested: .zero)
    newLinesOfItem[item.id, default: []].append(newLines.count)
    newLines.append(line)
    return line
  }

  mutating func set(_ serials: [String], of line: TransferLine, to state: TransferSerial.State) {
    self.serials += serials.map {
      TransferSerial(line: line.number, item: line.item, serial: $0, state: state)
    }
  }

  /// Serials that were asked for and not shipped are asked for no longer.
  mutating func dropRequestedSerials() { dropsRequestedSerials = true }

  mutating func open(
    _ kind: Discrepancy.Kind, _ line: TransferLine, _ quantity: Quantity, value: Money, owner: Discrepancy.Owner,
    reason: String? = nil, resolution: Discrepancy.Resolution? = nil
  ) {
    discrepancies.append(
      Discrepancy(
        transfer: transfer.id, line: line.number, kind: kind, item: line.item, code: line.code, name: line.name,
        lot: line.lot?.code, quantity: quantity, value: value, reason: reason, owner: owner,
        openedBy: context.actor, openedAt: context.now, resolution: resolution, isOpen: resolution == nil,
        resolvedBy: resolution == nil ? nil : context.actor, resolvedAt: resolution == nil ? nil : context.now))
  }

  // MARK: Pallets

  /// A pallet leaves its place with the transfer, whole.
  mutating func load(_ plate: Plate) {
    plateRequirements.append((plate, true))
    changes.append(.plate(.load(plate, transfer: transfer.id.number)))
  }

  /// A pallet arrives, whole.
  mutating func unload(_ plate: Plate) {
    plateRequirements.append((plate, false))
    unloaded.insert(plate.id)
    changes.append(.plate(.unload(plate, at: known.destination.id)))
  }

  // MARK: Entries

  /// What `part` of an item costs in the source's site now, after what was planned so far.
  mutating func cost(of part: Quantity, _ item: Item) -> Money {
    guard let stock = values[item.id]?.stock, stock.quantity >= part else {
      return Money(part, at: item.cost ?? UnitCost(tenThousandths: 0))
    }
    return values[item.id]?.take(part) ?? .zero
  }

  mutating func post(
    _ kind: MovementKind, _ line: TransferLine, at place: TransferFacts.Place, _ change: Balances,
    serials: [String] = [], value: Money = .zero, reason: String = "TRANSFER", reversing reversed: LedgerEntry? = nil
  ) {
    var entry = PlannedEntry(
      kind: kind, item: line.item, code: line.code, location: place.location, place: place.place,
      lot: line.lot.map { PlannedLot(code: $0.code, made: $0.made, expires: $0.expires) }, serials: serials,
      change: change, occurredAt: reversed?.occurredAt ?? context.now, reason: reason, reference: transfer.number,
      reverses: reversed?.id)
    entry.transfer = TransferPart(transfer.id, line: line.number, value: value)
    entries.append(entry)
  }

  var destination: TransferFacts.Place {
    TransferFacts.Place(
      known.destination.id, known.destination.path, isQuarantine: known.destination.isQuarantine)
  }

  /// Goods that arrive somewhere: what must not be used there is blocked.
  func arriving(_ quantity: Quantity, blocked: Quantity, lot: Lot?, at place: TransferFacts.Place) -> Balances {
    let isUsable = !place.isQuarantine && (lot.map { $0.status(on: context.now.day) == .active } ?? true)
    return Balances(onHand: quantity, blocked: isUsable ? blocked : quantity)
  }

  /// Where goods of a line go back to.
  func origin(of line: TransferLine) throws(InventoryError) -> TransferFacts.Place {
    if !known.source.isStructural, known.source.isActive {
      return TransferFacts.Place(known.source.id, known.source.path, isQuarantine: known.source.isQuarantine)
    }
    guard let place = known.shippedFrom[line.number] else { throw .locationStructural(known.source.code) }
    return place
  }

  // MARK: The plan

  /// Everything together, whole or not at all; what cannot stand is refused here with its reason, and again by the
  /// database.
  func plan() throws(InventoryError) -> Plan {
    try facts.checkHolds(entries)
    var plan = Plan()
    let old = known.transfer
    let lines = (known.lines + newLines).map { line in steps[line.number].map { line.stepped($0) } ?? line }
    var new = transfer
    if new.status == .inTransit || new.status == .completed {
      new.status = lines.allSatisfy(\.isDone) ? .completed : .inTransit
    }
    new.closedAt = new.status.isOver ? (old.closedAt ?? context.now) : nil
    plan.requirements = [.transfer(old.id, version: old.version)]
    for place in [known.source, known.destination] where !entries.isEmpty {
      plan.requirements.append(.location(place.id, code: place.code, version: place.version))
    }
    for (plate, isWhole) in plateRequirements { plan.requirePlate(plate, isWhole: isWhole) }
    requireLots(&plan)
    if !newLines.isEmpty { plan.changes.append(.transfer(.addLines(old.id, newLines))) }
    let ordered = steps.values.sorted { $0.line < $1.line }
    if !ordered.isEmpty { plan.changes.append(.transfer(.step(old.id, ordered))) }
    if dropsRequestedSerials { plan.changes.append(.transfer(.removeSerials(old.id))) }
    if !serials.isEmpty { plan.changes.append(.transfer(.serials(old.id, serials))) }
    if !discrepancies.isEmpty { plan.changes.append(.transfer(.open(discrepancies))) }
    plan.changes += changes
    plan.changes.append(.transfer(.set(new, from: old.version)))
    if new.status == .completed { openPlates(&plan) }
    if !known.keptValues.isEmpty { plan.changes.append(.keepValues(known.keptValues)) }
    plan.entries = try posted(plan: &plan)
    plan.entity = old.entity
    plan.reference = old.number
    plan.before = old.fields(lines: known.lines.count)
    new.version += 1
    plan.after = new.fields(lines: lines, discrepancies: discrepancies)
    return plan
  }

  /// Pallets whose goods came piece by piece, or went back, are pallets no more.
  private func openPlates(_ plan: inout Plan) {
    for plate in known.plates where !unloaded.contains(plate.id) {
      plan.requirePlate(plate, isWhole: false)
      plan.changes.append(.plate(.open(plate, at: known.destination.id)))
    }
  }

  /// What leaves finds all blocked that may not be used; what arrives is blocked or not as its lot is now.
  private func requireLots(_ plan: inout Plan) {
    let lots = Set(entries.filter { !$0.change.onHand.isZero }.compactMap(\.transfer?.line)).compactMap {
      line($0)?.lot
    }
    if lots.isEmpty { return }
    if entries.contains(where: { $0.lot != nil && $0.change.available < .zero }) {
      plan.requirements.append(.lotsSwept(on: context.now.day))
    }
    var seen: Set<LotID> = []
    for lot in lots where lot.version > 0 && seen.insert(lot.id).inserted {
      plan.requirements.append(.lot(lot.id, version: lot.version))
    }
  }

  /// The entries with what restates counts after them; many are foreseen, so that they can be posted at once.
  private func posted(plan: inout Plan) throws(InventoryError) -> [PlannedEntry] {
    let restated = CountRestating.restated(entries, facts)
    plan.entries = restated
    plan.guardRestating(facts)
    if restated.contains(where: { $0.kind == .countRestate }) { return restated }
    var trial = StockTrial(mayGoNegative: facts.isYes(.allowNegativeStock))
    for (key, record) in known.records {
      trial.know(key.item, key.location, record.balances, record.lastMovementAt)
    }
    let codes = lotCodes
    for (key, balances) in known.lotStock {
      guard let lot = codes[key.lot] else { continue }
      trial.know(key.record.item, key.record.location, lot: lot, balances)
    }
    plan.ledgerEnd = known.ledgerEnd
    return try trial.post(restated)
  }

  private var lotCodes: [LotID: String] {
    var codes: [LotID: String] = [:]
    for line in known.lines + newLines { if let lot = line.lot { codes[lot.id] = lot.code } }
    return codes
  }
}

/// Posts movements: one line or many, all or nothing.
public struct PostMovements: Act {
  public static let mostLines = 10_000

  public var lines: [MovementLine]
  /// Post them even where a stocktake holds the place: a supervisor says so.
  public var overridesHold: Bool

  public init(_ lines: [MovementLine], overridesHold: Bool = false) {
    self.lines = lines
    self.overridesHold = overridesHold
  }

  public var action: String {
    guard let first = lines.first, lines.allSatisfy({ $0.kind == first.kind }) else { return "movement.mixed" }
    return "movement." + (first.kind == .transferOut ? "transfer" : first.kind.name)
  }

  public var right: Right { overridesHold ? .supervise : .operate }

  public var needs: Needs {
    var needs = Needs()
    for line in lines { line.addNeeds(to: &needs) }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    for line in lines { line.describe(to: &digest) }
    if overridesHold { digest.add("override", "yes") }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard lines.count <= PostMovements.mostLines else {
      throw .tooManyLines(lines.count, most: PostMovements.mostLines)
    }
    guard !lines.isEmpty else { throw .nothingToChange }
    var plan = Plan()
    plan.reference = lines.first?.reference
    var planner = MovementPlanner(facts: facts, now: context.now)
    for line in lines {
      let entries = try planner.entries(of: line)
      plan.entries += entries
      planner.learn(line, entries)
    }
    plan.noteSerialLots(lines, facts)
    plan.requireSwept(facts)
    plan.requireAsSeen(facts, lines)
    plan.guardRestating(facts)
    if overridesHold { plan.changes.append(.count(.overrideHold)) }
    return plan
  }
}

extension MovementLine {
  func addNeeds(to needs: inout Needs) {
    needs.items.insert(item)
    needs.locations.insert(location)
    if let to { needs.locations.insert(to) }
    if let lot {
      needs.lots.insert(Needs.LotName(item, lot))
      if !bringsGoods { needs.lotStock.insert(Needs.LotPlace(item, lot, location)) }
    }
    for serial in serials { needs.serials.insert(Needs.SerialName(item, serial)) }
    needs.movements.insert(Needs.RecordName(item, location))
    if let to { needs.movements.insert(Needs.RecordName(item, to)) }
    if occurredAt != nil { needs.isBackDated = true }
  }

  func describe(to digest: inout ContentDigest) {
    digest.add("kind", kind.name)
    digest.add("item", item)
    digest.add("location", location)
    digest.add("to", to)
    digest.add("quantity", quantity.description)
    digest.add("lot", lot)
    digest.add("made", made?.description)
    digest.add("expires", expires?.description)
    for serial in serials { digest.add("serial", serial) }
    digest.add("reason", reason)
    digest.add("reference", reference)
    digest.add("note", note)
    digest.add("cost", cost?.description)
    for flag in metadata {
      digest.add("meta", flag.name)
      digest.add("value", flag.value)
    }
    digest.add("occurred_at", occurredAt?.description)
    if let appliedAt { digest.add("applied_at", appliedAt.description) }
    if isBlocked { digest.add("blocked", "yes") }
  }
}

extension Plan {
  /// An import rests on its places as they were when looked at: a structural one holds no stock, one in quarantine
  /// blocks it.
  mutating func requirePlacesAsSeen(_ facts: Facts) {
    var seen: Set<LocationID> = []
    for place in facts.locations.values where seen.insert(place.id).inserted {
      requirements.append(.location(place.id, code: place.code, version: place.version))
    }
  }

  /// The plan rests on items and places as they were when looked at: whoever edits one meanwhile makes it start over.
  mutating func requireAsSeen(_ facts: Facts, _ lines: [MovementLine]) {
    var seenItems: Set<ItemID> = []
    var seenPlaces: Set<LocationID> = []
    for line in lines {
      if let item = facts.items[line.item], seenItems.insert(item.id).inserted {
        requirements.append(.item(item.id, code: item.code, version: item.version))
      }
      for name in [line.location, line.to].compactMap({ $0 }) {
        if let place = facts.locations[name], seenPlaces.insert(place.id).inserted {
          requirements.append(.location(place.id, code: place.code, version: place.version))
        }
      }
    }
  }
}

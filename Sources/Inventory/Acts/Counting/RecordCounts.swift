/// Counts things in a stocktake: one scan or many, all or nothing.
public struct RecordCounts: Act {
  public static let mostEntries = 10_000

  public var stocktake: String
  public var entries: [CountEntry]
  /// The parked scan that turned out to be this: it is taken back.
  public var parked: Int64?

  public init(_ stocktake: String, _ entries: [CountEntry], instead parked: Int64? = nil) {
    self.stocktake = stocktake
    self.entries = entries
    self.parked = parked
  }

  public var action: String { "count.recorded" }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.count = CountNeed(stocktake, event: parked)
    for entry in entries { entry.addNeeds(to: &needs) }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("stocktake", stocktake)
    for entry in entries { entry.describe(to: &digest) }
    if let parked { digest.add("parked", String(parked)) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard entries.count <= RecordCounts.mostEntries else {
      throw .tooManyLines(entries.count, most: RecordCounts.mostEntries)
    }
    guard !entries.isEmpty else { throw .nothingToChange }
    let stocktake = try facts.stocktake(stocktake, takingCounts: true)
    let planner = CountPlanner(facts: facts, now: context.now, happenedAt: context.happenedAt)
    var events: [PlannedCount] = []
    for (row, entry) in entries.enumerated() { events += try planner.events(of: entry, row: row) }
    var plan = Plan()
    plan.reference = stocktake.number
    plan.changes = [.count(.add(stocktake.id, events))]
    if let parked {
      guard facts.count?.event?.kind == .unknown else { throw .nothingToTakeBack(stocktake: stocktake.number) }
      plan.changes.append(.count(.negate(stocktake.id, event: parked, occurredAt: context.occurredAt)))
    }
    return plan
  }
}

/// Counts from a file, a chunk of rows at a time: a row that cannot stand is rejected with its reason, the rest go in.
public struct ImportCounts: Act {
  public var stocktake: String
  public var entries: [CountEntry]

  public init(_ stocktake: String, _ entries: [CountEntry]) {
    self.stocktake = stocktake
    self.entries = entries
  }

  public var action: String { "import.counts" }
  public var right: Right { .count }
  public var needs: Needs { RecordCounts(stocktake, entries).needs }
  public func describe(to digest: inout ContentDigest) { RecordCounts(stocktake, entries).describe(to: &digest) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let stocktake = try facts.stocktake(stocktake, takingCounts: true)
    let planner = CountPlanner(facts: facts, now: context.now)
    var plan = Plan()
    var events: [PlannedCount] = []
    for (row, entry) in entries.enumerated() {
      do throws(InventoryError) {
        events += try planner.events(of: entry, row: row)
      } catch {
        plan.rejections.append(Rejection(row: row, error))
      }
    }
    plan.reference = stocktake.number
    if !events.isEmpty { plan.change(.count(.add(stocktake.id, events)), row: Plan.noRow) }
    return plan
  }
}

/// Takes the actor's last count in a stocktake back, or the last in one place. Repeated, it takes back the one before. Or
/// one count by its number: a parked scan, or one of the actor's own.
public struct NegateCount: Act {
  public var stocktake: String
  public var location: String?
  public var event: Int64?

  public init(_ stocktake: String, in location: String? = nil) {
    self.stocktake = stocktake
    self.location = location
  }

  public init(_ stocktake: String, event: Int64) {
    self.stocktake = stocktake
    self.event = event
  }

  public var action: String { "count.negated" }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.count = CountNeed(stocktake, lastOwnEvent: event == nil, ownEventIn: location, event: event)
    if let location { needs.locations = [location] }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("stocktake", stocktake)
    digest.add("location", location)
    if let event { digest.add("event", String(event)) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let stocktake = try facts.stocktake(stocktake, takingCounts: true)
    guard let event = facts.count?.event, event.kind == .unknown || event.actor == context.actor else {
      throw .nothingToTakeBack(stocktake: stocktake.number)
    }
    var plan = Plan()
    plan.reference = stocktake.number
    plan.changes = [.count(.negate(stocktake.id, event: event.id, occurredAt: context.occurredAt))]
    var taken = Fields()
    taken.add("id", String(event.id))
    taken.add("kind", event.kind.name)
    taken.add("sku", event.code?.description)
    taken.add("location", event.place)
    taken.add("quantity", event.base)
    plan.after = taken
    return plan
  }
}

extension Facts {
  /// The stocktake an act names.
  func stocktake(_ name: String, takingCounts: Bool = false) throws(InventoryError) -> Stocktake {
    guard let stocktake = count?.stocktake else { throw .noSuchStocktake(name) }
    if takingCounts, !stocktake.status.takesCounts {
      throw .stocktakeIs(stocktake.number, stocktake.status, wanted: "count in it")
    }
    return stocktake
  }
}

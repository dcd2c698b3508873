/// Counts all that stands on a pallet at once: somebody looked, and it is intact (`interaction.md` 3.5). Whether the books
/// doubt it does not matter: that is what a count is for.
public struct CountPlate: Act {
  public var code: String
  public var stocktake: String
  /// Where it was scanned; nil for where the books have it.
  public var location: String?

  public init(_ code: String, in stocktake: String, at location: String? = nil) {
    self.code = SSCC.bare(code)
    self.stocktake = stocktake
    self.location = location
  }

  public var action: String { "count.plate" }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.count = CountNeed(stocktake)
    needs.plates = [code]
    if let location { needs.locations = [location] }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("stocktake", stocktake)
    digest.add("plate", code)
    digest.add("location", location)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let stocktake = try facts.stocktake(stocktake, takingCounts: true)
    let plate = try facts.plate(code)
    guard plate.status == .standing, let place = plate.place, let standing = plate.locationCode else {
      throw .plateIs(plate.code, plate.status, place: plate.place)
    }
    if let location {
      let scanned = try facts.location(location)
      guard scanned.id == plate.location else {
        throw .plateElsewhere(plate.code, isAt: place, asked: scanned.path)
      }
    }
    let planner = CountPlanner(facts: facts, now: context.now, happenedAt: context.happenedAt)
    var events: [PlannedCount] = []
    for (row, content) in plate.contents.enumerated() {
      let entry = CountEntry(
        .typed, content.item.code.description, content.quantity, at: standing, lot: content.lot?.code,
        serials: content.serials, text: plate.code)
      events += try planner.events(of: entry, row: row)
    }
    var plan = Plan()
    plan.reference = stocktake.number
    plan.requirePlate(plate, isWhole: false)
    plan.changes = [.count(.add(stocktake.id, events))]
    return plan
  }
}

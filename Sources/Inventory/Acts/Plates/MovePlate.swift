/// Moves a pallet within its site, and with it all that stands on it, in one act.
public struct MovePlate: Act {
  public var code: String
  public var to: String
  /// Even where a stocktake holds a place: a supervisor says so.
  public var overridesHold: Bool

  public init(_ code: String, to: String, overridesHold: Bool = false) {
    self.code = SSCC.bare(code)
    self.to = to
    self.overridesHold = overridesHold
  }

  public var action: String { "plate.moved" }
  public var right: Right { overridesHold ? .supervise : .operate }

  public var needs: Needs {
    var needs = Needs()
    needs.plates = [code]
    needs.locations = [to]
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("plate", code)
    digest.add("to", to)
    if overridesHold { digest.add("override", "yes") }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let plate = try facts.wholePlate(code)
    let place = try facts.location(to)
    var plan = Plan()
    var planner = MovementPlanner(facts: facts, now: context.now)
    let lines = plate.lines(.transferOut, to: to, reference: plate.code)
    for line in lines {
      let entries = try planner.entries(of: line)
      plan.entries += entries
      planner.learn(line, entries)
    }
    plan.requireSwept(facts)
    plan.requireAsSeen(facts, lines)
    plan.guardRestating(facts)
    plan.requirePlate(plate, isWhole: true)
    plan.reference = plate.code
    plan.entity = "plate:\(plate.code)"
    plan.changes.append(.plate(.move(plate, to: place.id)))
    if overridesHold { plan.changes.append(.count(.overrideHold)) }
    var moved = plate
    (moved.location, moved.locationCode, moved.place) = (place.id, place.code, place.path)
    moved.version += 1
    plan.before = plate.fields
    plan.after = moved.fields
    return plan
  }
}

/// Opens a stocktake of a place: what is expected there becomes its list of work. Nothing of what is expected is copied
/// (`algorithms.md` 4.8, 2).
public struct OpenStocktake: Act {
  public var location: String
  public var name: String
  /// Nil for what the setting `count_blind` says.
  public var isBlind: Bool?
  public var policy: CountPolicy
  public var tolerance: Tolerance
  public var scheduledAt: Instant?
  /// Leaves out the places inside it.
  public var onlyHere: Bool

  public init(
    _ location: String, name: String = "", isBlind: Bool? = nil, policy: CountPolicy = .live,
    tolerance: Tolerance = Tolerance(), scheduledAt: Instant? = nil, onlyHere: Bool = false
  ) {
    self.location = location
    self.name = name
    self.isBlind = isBlind
    self.policy = policy
    self.tolerance = tolerance
    self.scheduledAt = scheduledAt
    self.onlyHere = onlyHere
  }

  public var action: String { "stocktake.opened" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    needs.locations = [location]
    needs.settings = [KnownSetting.countBlind.name]
    needs.nextStocktake = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("location", location)
    digest.add("name", name)
    digest.add("blind", isBlind.map { $0 ? "yes" : "no" })
    digest.add("policy", policy.rawValue)
    digest.add("tolerance", tolerance.description)
    digest.add("scheduled_at", scheduledAt?.description)
    if onlyHere { digest.add("only_here", "yes") }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let place = try facts.location(location)
    if !place.isActive { throw .locationRetired(place.code) }
    if name.utf8.count > CodeRule.longest {
      throw .badField(name: "name", value: name, wanted: "at most \(CodeRule.longest) bytes")
    }
    let stocktake = Stocktake(
      id: StocktakeID(facts.nextStocktake), name: name, location: place.id, place: place.path,
      includesInside: !onlyHere, isBlind: isBlind ?? facts.isYes(.countBlind), policy: policy,
      tolerance: tolerance, openedBy: context.actor, openedAt: context.now, scheduledAt: scheduledAt)
    var plan = Plan()
    plan.entity = stocktake.entity
    plan.reference = stocktake.number
    plan.changes = [.count(.open(stocktake))]
    plan.after = stocktake.fields
    return plan
  }
}

extension Stocktake {
  var entity: String { "stocktake:\(number)" }
}

/// Begins to count in a bin: takes a soft lease on it, which tells others and refuses nobody.
public struct OpenBin: Act {
  /// What to do where somebody else is counting.
  public enum Company: String, Sendable {
    /// Say so, and take nothing.
    case ask
    /// Count together: both add to the same round.
    case join
    /// Count once more, independently: another round, blind to the one before.
    case recount
  }

  public var stocktake: String
  public var location: String
  public var company: Company

  public init(_ stocktake: String, _ location: String, company: Company = .ask) {
    self.stocktake = stocktake
    self.location = location
    self.company = company
  }

  public var action: String { "count.bin-opened" }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.locations = [location]
    needs.count = CountNeed(stocktake)
    needs.bin = location
    needs.settings = [KnownSetting.countLeaseMinutes.name]
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("stocktake", stocktake)
    digest.add("location", location)
    digest.add("company", company.rawValue)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let stocktake = try facts.stocktake(stocktake, takingCounts: true)
    let place = try facts.location(location)
    if place.isStructural { throw .locationStructural(place.code) }
    guard facts.isInScope else {
      throw .outsideStocktake(place.path, stocktake: stocktake.number, scope: stocktake.place)
    }
    if company == .ask, let other = facts.company.first(where: { $0.actor != context.actor && $0.until > context.now })
    {
      throw .binTaken(place: place.path, by: other.actor, since: other.since, lines: other.lines)
    }
    let minutes = facts.number(.countLeaseMinutes)
    var plan = Plan()
    plan.reference = stocktake.number
    if company == .recount { plan.changes.append(.count(.recountBin(stocktake.id, place.id))) }
    plan.changes.append(
      .count(.lease(stocktake.id, place.id, since: context.now, milliseconds: Int64(minutes) * 60_000)))
    return plan
  }
}

/// Somebody counting in a bin.
public struct CountLease: Hashable, Sendable {
  public var actor: String
  public var terminal: String
  public var since: Instant
  public var until: Instant
  /// Lines counted in the bin so far.
  public var lines: Int

  public init(actor: String, terminal: String, since: Instant, until: Instant, lines: Int) {
    self.actor = actor
    self.terminal = terminal
    self.since = since
    self.until = until
    self.lines = lines
  }
}

/// Counts zero of everything that is expected in a bin and not counted yet, without saying what that is.
public struct CountEmptyBin: Act {
  public var stocktake: String
  public var location: String

  public init(_ stocktake: String, _ location: String) {
    self.stocktake = stocktake
    self.location = location
  }

  public var action: String { "count.bin-empty" }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.locations = [location]
    needs.count = CountNeed(stocktake)
    needs.bin = location
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("stocktake", stocktake)
    digest.add("location", location)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let stocktake = try facts.stocktake(stocktake, takingCounts: true)
    let place = try facts.location(location)
    guard facts.isInScope else {
      throw .outsideStocktake(place.path, stocktake: stocktake.number, scope: stocktake.place)
    }
    var plan = Plan()
    plan.reference = stocktake.number
    plan.changes = [
      .count(.empty(stocktake.id, place.id, occurredAt: context.occurredAt)), .count(.closeBin(stocktake.id, place.id)),
    ]
    return plan
  }
}

/// Ends counting in a bin: each line is judged; what is outside goes to somebody else, and what was expected and not
/// counted is to be confirmed, never taken for zero.
public struct CloseBin: Act {
  public var stocktake: String
  public var location: String

  public init(_ stocktake: String, _ location: String) {
    self.stocktake = stocktake
    self.location = location
  }

  public var action: String { "count.bin-closed" }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.locations = [location]
    needs.count = CountNeed(stocktake, lines: .bin(location))
    needs.bin = location
    needs.settings = [KnownSetting.countRounds.name]
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("stocktake", stocktake)
    digest.add("location", location)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let stocktake = try facts.stocktake(stocktake, takingCounts: true)
    let place = try facts.location(location)
    guard facts.isInScope, let lines = facts.count?.lines else {
      throw .outsideStocktake(place.path, stocktake: stocktake.number, scope: stocktake.place)
    }
    let judge = CountJudge(mostRounds: facts.number(.countRounds))
    var plan = Plan()
    plan.reference = stocktake.number
    let judged = lines.filter { $0.line.counted != nil && $0.line.state == .counting }.map { judge.judge($0) }
    if !judged.isEmpty { plan.changes.append(.count(.judge(stocktake.id, judged))) }
    plan.changes.append(.count(.closeBin(stocktake.id, place.id)))
    return plan
  }
}

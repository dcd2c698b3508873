/// A rule as it stands, and what was used at its place; the use is known where there is no rule yet, too.
public struct RuleFact: Hashable, Sendable {
  public var signal: Signal?
  public var use: CensoredDemand
  /// What a unit sells for, or costs.
  public var price: UnitCost?
  /// The number of a rule that is new; nil where the books give each of several its own.
  public var next: RuleID?

  public init(signal: Signal?, use: CensoredDemand, price: UnitCost?) {
    self.signal = signal
    self.use = use
    self.price = price
  }
}

/// Some of the rules, by their numbers, to work out what is used at their places.
public struct UsedRulesNeed: Hashable, Sendable {
  /// Of rules at this location or inside it; nil for all.
  public var location: String?
  public var after: RuleID
  public var limit: Int

  public init(at location: String?, after: RuleID, limit: Int) {
    self.location = location
    self.after = after
    self.limit = limit
  }
}

/// What was found of them, in the order of their numbers.
public struct UsedRulesFact: Hashable, Sendable {
  public var rules: [UsedRule] = []
  /// There are more behind them.
  public var hasMore = false

  public init() {}
}

/// A rule, how it stands, and what was used at its place.
public struct UsedRule: Hashable, Sendable {
  public var rule: RuleID
  public var available: Quantity
  public var leadDays: Int?
  public var usePerDay: Quantity?
  public var lossPerDay: Int64
  public var use: CensoredDemand
  public var price: UnitCost?
  /// The signal, where there is something to wait for: a snooze that ends, or somebody who hears of it.
  public var signal: Signal?

  public init(
    rule: RuleID, available: Quantity, leadDays: Int?, usePerDay: Quantity?, lossPerDay: Int64, use: CensoredDemand,
    price: UnitCost?, signal: Signal?
  ) {
    self.rule = rule
    self.available = available
    self.leadDays = leadDays
    self.usePerDay = usePerDay
    self.lossPerDay = lossPerDay
    self.use = use
    self.price = price
    self.signal = signal
  }
}

/// A change of rules and signals, as part of a plan. Each is refused where what it is about is not as it was looked at.
public enum ReorderChange: Hashable, Sendable {
  /// A rule of its own at a place where there was none.
  case add(ReorderRule, RuleUse)
  /// Everything but its place.
  case set(ReorderRule, RuleUse)
  case remove(ReorderRule)
  /// What people did about signals: ``Signal/version`` is the one that was looked at.
  case tend([Signal])
  /// What is used a day at the places of rules.
  case use([RuleUse])
  /// It was worked out on this day for all rules of a location (nil for everywhere) with numbers in a range.
  case workedOut(LocationID?, after: RuleID, through: RuleID, on: Day)
}

/// What is used at the place of a rule, and what is lost on a day that it is out, in ten-thousandths.
public struct RuleUse: Hashable, Sendable {
  public var rule: RuleID
  public var perDay: Quantity
  public var lossPerDay: Int64
  public var on: Day

  public init(rule: RuleID, perDay: Quantity, lossPerDay: Int64, on: Day) {
    self.rule = rule
    self.perDay = perDay
    self.lossPerDay = lossPerDay
    self.on = on
  }
}

extension Facts {
  /// The signals of an act, in its order and each once.
  func signals(_ ids: [RuleID]) throws(InventoryError) -> [Signal] {
    var found: [Signal] = []
    var seen: Set<RuleID> = []
    for id in ids where seen.insert(id).inserted {
      guard let signal = signals[id] else { throw .noSuchSignal(String(id.number)) }
      found.append(signal)
    }
    return found
  }
}

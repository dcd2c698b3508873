/// Works out anew what is used a day at the places of rules, and what follows: snoozes that are over, signals nobody
/// acknowledged in the time the house allows.
///
/// So many rules at a time: while the answer's document says `next`, it has to be done again after that rule.
public struct ComputeSignals: Act {
  /// Of rules at this location or inside it; nil for all.
  public var location: String?
  /// Only rules with a higher number.
  public var after: RuleID

  public init(at location: String? = nil, after: RuleID = RuleID(0)) {
    self.location = location
    self.after = after
  }

  /// At most so many rules in one act.
  public static let mostRules = 20_000

  public var action: String { "low_stock.computed" }
  public var isUpkeep: Bool { true }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    if let location { needs.locations = [location] }
    needs.settings = [KnownSetting.usageDays.name, KnownSetting.alertEscalateHours.name]
    needs.operators = true
    needs.usedRules = UsedRulesNeed(at: location, after: after, limit: ComputeSignals.mostRules)
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("location", location)
    digest.add("after", String(after.number))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let place = try location.map { name throws(InventoryError) in try facts.location(name) }
    guard let last = facts.usedRules.rules.last?.rule else { return Plan() }
    let today = context.now.day
    let hours = Int64(facts.value(of: .alertEscalateHours)) ?? 0
    let roles = facts.roles
    var uses: [RuleUse] = []
    var reopened: [Signal] = []
    var escalated: [Signal] = []
    for found in facts.usedRules.rules {
      let perDay = found.use.perDay ?? .zero
      let loss = Signal.loss(usePerDay: perDay, price: found.price)
      if perDay != found.usePerDay || loss != found.lossPerDay {
        uses.append(RuleUse(rule: found.rule, perDay: perDay, lossPerDay: loss, on: today))
      }
      guard var signal = found.signal else { continue }
      signal.figures.usePerDay = perDay
      if signal.mustWake(at: context.now) {
        signal = signal.opened(as: .open)
        reopened.append(signal)
      } else if hours > 0, let role = signal.overdue(at: context.now, hours: hours, roles) {
        signal.escalatedTo = role
        signal.escalatedAt = context.now
        escalated.append(signal)
      }
    }
    var plan = Plan()
    if !(reopened + escalated).isEmpty { plan.changes.append(.reordering(.tend(reopened + escalated))) }
    if !uses.isEmpty { plan.changes.append(.reordering(.use(uses))) }
    plan.changes.append(.reordering(.workedOut(place?.id, after: after, through: last, on: today)))
    var document = Fields()
    document.add("rules", Int64(facts.usedRules.rules.count))
    document.add("changed", Int64(uses.count))
    document.add("woken", .list(reopened.prefix(500).map { .fields($0.named) }))
    document.add("escalated", .list(escalated.prefix(500).map { .fields($0.named) }))
    document.add("next", facts.usedRules.hasMore ? String(last.number) : nil)
    plan.after = document
    return plan
  }
}

extension Signal {
  /// Whether it was snoozed, and the snooze is over: by time, or because slack has fallen by more than a day.
  fileprivate func mustWake(at now: Instant) -> Bool {
    guard state == .snoozed else { return false }
    if state(at: now) == .open { return true }
    guard let slack, let slackThen else { return false }
    return slack < slackThen - 1000
  }

  /// The role that hears of it because nobody acknowledged it for so many hours, since it opened or since the last role
  /// heard of it.
  fileprivate func overdue(
    at now: Instant, hours: Int64, _ roles: [String: Operator.Role]
  ) -> Operator.Role? {
    guard state == .open, let since = escalatedAt ?? openedAt,
      now.milliseconds - since.milliseconds >= hours * 3_600_000
    else { return nil }
    return nextRole(roles)
  }
}

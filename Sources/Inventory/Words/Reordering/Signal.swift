/// That an item is low at the place of a rule, and what people did about it. There is one for each rule; it closes by itself
/// (`interaction.md` 3.3).
public struct Signal: Hashable, Sendable {
  public var rule: ReorderRule
  public var figures: ReorderFigures
  /// What it was when something last happened to it; see ``state(at:)``.
  public var state: SignalState
  /// When it became low; nil while it is closed.
  public var openedAt: Instant?
  /// The ledger entry that made it low, where one did.
  public var openedBy: Int64?
  public var availableThen: Quantity?
  public var acknowledgedBy: String?
  public var acknowledgedAt: Instant?
  public var snoozedUntil: Instant?
  /// What cover less lead time was when it was snoozed, in thousandths of a day.
  public var slackThen: Int64?
  public var assignedTo: String?
  /// The role it was escalated to.
  public var escalatedTo: Operator.Role?
  public var escalatedAt: Instant?
  /// What a unit sells for, or costs.
  public var price: UnitCost?
  /// Another number after everything people did about it.
  public var version: Int64

  public init(
    rule: ReorderRule, figures: ReorderFigures, state: SignalState = .closed, openedAt: Instant? = nil,
    openedBy: Int64? = nil, availableThen: Quantity? = nil, acknowledgedBy: String? = nil,
    acknowledgedAt: Instant? = nil, snoozedUntil: Instant? = nil, slackThen: Int64? = nil, assignedTo: String? = nil,
    escalatedTo: Operator.Role? = nil, escalatedAt: Instant? = nil, price: UnitCost? = nil, version: Int64 = 1
  ) {
    self.rule = rule
    self.figures = figures
    self.state = state
    self.openedAt = openedAt
    self.openedBy = openedBy
    self.availableThen = availableThen
    self.acknowledgedBy = acknowledgedBy
    self.acknowledgedAt = acknowledgedAt
    self.snoozedUntil = snoozedUntil
    self.slackThen = slackThen
    self.assignedTo = assignedTo
    self.escalatedTo = escalatedTo
    self.escalatedAt = escalatedAt
    self.price = price
    self.version = version
  }

  public var id: RuleID { rule.id }

  /// What it is at an instant: a snooze ends by itself.
  public func state(at now: Instant) -> SignalState {
    guard state == .snoozed, let snoozedUntil, now >= snoozedUntil else { return state }
    return .open
  }
}

public enum SignalState: String, Sendable, CaseIterable {
  case open, acknowledged, snoozed
  /// What is on its way will do.
  case covered
  case closed
}

/// How many signals there are of each state; those that are out of stock are among the others.
public struct SignalCounts: Hashable, Sendable {
  public var open = 0
  public var acknowledged = 0
  public var snoozed = 0
  public var covered = 0
  public var out = 0
  /// They are kept from who asks: they stand as zero, and mean nothing.
  public var isWithheld = false

  public init() {}
}

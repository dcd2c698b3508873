/// What somebody does about signals. Closed ones are refused; what changes nothing is left out.
public struct TendSignals: Act {
  public enum Deed: Hashable, Sendable {
    case acknowledge
    /// It comes back by itself when it runs out, or slack falls by more than a day of lead time.
    case snooze(until: Instant)
    /// To whom; nil to nobody.
    case assign(to: String?)
    /// To the next role: a counter's and a dock clerk's to the supervisors, a supervisor's to the admins.
    case escalate
    /// Takes back acknowledging or snoozing: it is open again.
    case reopen
  }

  public var signals: [RuleID]
  public var deed: Deed

  public init(_ signals: [RuleID], _ deed: Deed) {
    self.signals = signals
    self.deed = deed
  }

  public var action: String {
    switch deed {
    case .acknowledge: "low_stock.acknowledged"
    case .snooze: "low_stock.snoozed"
    case .assign: "low_stock.assigned"
    case .escalate: "low_stock.escalated"
    case .reopen: "low_stock.reopened"
    }
  }
  public var right: Right { .supervise }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// Works out anew what is used a day at the places of rules, and what follows: snoozes that are over, signals nobody
/// acknowledged in the time the house allows.
public struct ComputeSignals: Act {
  /// Of rules at this location or inside it; nil for all.
  public var location: String?

  public init(at location: String? = nil) { self.location = location }

  public var action: String { "low_stock.computed" }
  public var right: Right { .count }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// What somebody does about signals. Closed ones are refused; what changes nothing is left out, and so is what is covered
/// already: nobody needs to look after it.
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

  /// At most so many at once.
  public static let mostSignals = 5000

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

  public var needs: Needs {
    var needs = Needs()
    needs.signals = Set(signals)
    switch deed {
    case .assign, .escalate: needs.operators = true
    case .acknowledge, .snooze, .reopen: break
    }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    for signal in signals { digest.add("signal", String(signal.number)) }
    switch deed {
    case .snooze(let until): digest.add("until", until.description)
    case .assign(let name): digest.add("to", name ?? "nobody")
    case .acknowledge, .escalate, .reopen: break
    }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    if signals.count > TendSignals.mostSignals {
      throw .tooManyLines(signals.count, most: TendSignals.mostSignals)
    }
    let deed = try checked(facts, context)
    var before: [Signal] = []
    var after: [Signal] = []
    for signal in try facts.signals(signals) {
      if signal.state == .closed { throw .signalIs(signal.rule.code, place: signal.rule.place, signal.state) }
      guard let changed = deed(signal), changed != signal else { continue }
      before.append(signal)
      after.append(changed)
    }
    guard !after.isEmpty else { throw .nothingToChange }
    var plan = Plan()
    if after.count == 1 { plan.entity = "alert:\(after[0].rule.code)@\(after[0].rule.place)" }
    plan.changes = [.reordering(.tend(after))]
    plan.before = before.document
    plan.after = after.document
    return plan
  }

  /// What becomes of a signal that is not closed; nil where it stays as it is.
  private func checked(
    _ facts: Facts, _ context: ActContext
  ) throws(InventoryError) -> (Signal) -> Signal? {
    let now = context.now
    switch deed {
    case .acknowledge:
      return { signal in
        guard signal.state != .acknowledged, signal.state != .covered else { return nil }
        var new = signal.opened(as: .acknowledged)
        new.acknowledgedBy = context.actor
        new.acknowledgedAt = now
        return new
      }
    case .snooze(let until):
      guard until > now else {
        throw .badField(name: "until", value: until.description, wanted: "a time that is still to come")
      }
      return { signal in
        guard signal.state != .covered, signal.snoozedUntil != until else { return nil }
        var new = signal.opened(as: .snoozed)
        new.snoozedUntil = until
        new.slackThen = signal.slack
        return new
      }
    case .assign(let name):
      let person = try name.map { name throws(InventoryError) in try facts.worker(name) }
      return { signal in
        var new = signal
        new.assignedTo = person
        return new
      }
    case .escalate:
      let roles = facts.roles
      return { signal in
        guard let role = signal.nextRole(roles) else { return nil }
        var new = signal
        new.escalatedTo = role
        new.escalatedAt = now
        return new
      }
    case .reopen:
      return { signal in
        signal.state == .acknowledged || signal.state == .snoozed ? signal.opened(as: .open) : nil
      }
    }
  }
}

extension Facts {
  /// The name of somebody at work, as the house spells it; any name in a house without operators.
  fileprivate func worker(_ name: String) throws(InventoryError) -> String {
    guard !name.isEmpty, name.utf8.count <= CodeRule.longest else {
      throw .badField(name: "to", value: name, wanted: "the name of somebody who works here")
    }
    if operators.isEmpty { return name }
    guard let found = operators.first(where: { $0.isActive && $0.name.lowercased() == name.lowercased() }) else {
      throw .noSuchOperator(name)
    }
    return found.name
  }

  /// What everybody is, by their names in small letters.
  var roles: [String: Operator.Role] {
    Dictionary(operators.map { ($0.name.lowercased(), $0.role) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Signal {
  /// In another state, with what belonged to the old one gone.
  func opened(as state: SignalState) -> Signal {
    var new = self
    new.state = state
    new.acknowledgedBy = nil
    new.acknowledgedAt = nil
    new.snoozedUntil = nil
    new.slackThen = nil
    return new
  }

  /// Who hears of it next; nil where the admins have heard already.
  func nextRole(_ roles: [String: Operator.Role]) -> Operator.Role? {
    let now = escalatedTo ?? assignedTo.flatMap { roles[$0.lowercased()] }
    switch now {
    case nil, .counter, .dock: return .supervisor
    case .supervisor: return .admin
    case .admin: return nil
    }
  }
}

extension [Signal] {
  /// One as it is, several as a list: an audit event of thousands tells how many.
  var document: Fields {
    if count == 1 { return self[0].tended }
    var fields = Fields()
    fields.add("count", Int64(count))
    fields.add("alerts", .list(prefix(500).map { .fields($0.tended) }))
    return fields
  }
}

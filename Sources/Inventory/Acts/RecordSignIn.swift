/// Writes down that somebody signed in, or that a wrong PIN was typed under their name. Whoever acts is the one it is about.
public struct RecordSignIn: Act {
  /// How it went.
  public enum Way: String, Sendable, CaseIterable {
    case badge, pin
    case wrongPin = "wrong_pin"
  }

  public var name: String
  public var way: Way

  public init(_ name: String, _ way: Way) {
    self.name = name
    self.way = way
  }

  public var action: String { way == .wrongPin ? "operator.sign_in_failed" : "operator.signed_in" }

  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.signIn = name
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("operator", name)
    digest.add("way", way.rawValue)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let person = facts.actor, person.isCalled(name) else { throw .noSuchOperator(name) }
    // Wrong ones that lie longer back than the pause are forgotten.
    let failures = way == .wrongPin ? (facts.signIn?.recentFailures(at: context.now) ?? 0) + 1 : 0
    var plan = Plan()
    plan.entity = "operator:\(person.name)"
    let attempts = SignInAttempts(failures: failures, lastAt: context.now)
    plan.changes.append(.signIn(person.id, attempts, seen: facts.signIn))
    var after = Fields()
    after.add("way", way.rawValue)
    after.add("failures", Int64(failures))
    plan.after = after
    return plan
  }
}

/// How often a PIN was wrong one after the other, and when the last one was.
public struct SignInAttempts: Hashable, Sendable {
  public var failures: Int
  public var lastAt: Instant

  public init(failures: Int, lastAt: Instant) {
    self.failures = failures
    self.lastAt = lastAt
  }

  /// Those that lie longer back than the pause are forgotten.
  public func recentFailures(at now: Instant) -> Int {
    now.milliseconds - lastAt.milliseconds < PinRule.pause ? failures : 0
  }

  /// Until when no PIN is tried; nil where one may be.
  public var pausedUntil: Instant? {
    failures < PinRule.mostFailures ? nil : Instant(milliseconds: lastAt.milliseconds + PinRule.pause)
  }
}

/// Seals the events that no seal covers yet, a part at a time: it has to be run again until it finds nothing. Two who seal
/// at once do not both do it. Consoles do it now and then, so that nobody has to; it adds nothing to any other act.
public struct SealAudit: Act {
  public init() {}

  /// At most so many events in one act.
  public static let mostEvents = 16 * Seal.mostEvents
  /// What it is called in the audit, of which alone nothing is sealed.
  public static let name = "audit.sealed"

  public var action: String { SealAudit.name }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.unsealed = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) {}

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let unsealed = facts.unsealed, unsealed.isWorthIt else { return Plan() }
    var previous = unsealed.last?.hash ?? Seal.beginning
    var seals: [Seal] = []
    for var seal in unsealed.blocks {
      seal.sealedAt = context.now
      seal.hash = seal.chained(to: previous)
      previous = seal.hash
      seals.append(seal)
    }
    guard let newest = seals.last else { return Plan() }
    var plan = Plan()
    plan.entity = "audit"
    plan.requirements.append(.sealedUpTo(unsealed.last?.number ?? 0))
    plan.changes.append(.seal(seals))
    var after = newest.fields
    after.add("seals", Int64(seals.count))
    after.add("sealed", seals.reduce(0) { $0 + $1.events })
    plan.after = after
    return plan
  }
}

/// What is to be sealed.
public struct UnsealedFacts: Hashable, Sendable {
  /// The newest seal there is.
  public var last: Seal?
  /// The seals to be, with the digests of what they cover: their hashes are not made yet.
  public var blocks: [Seal]
  /// There is more than events that say that something was sealed.
  public var isWorthIt: Bool

  public init(last: Seal?, blocks: [Seal], isWorthIt: Bool) {
    self.last = last
    self.blocks = blocks
    self.isWorthIt = isWorthIt
  }
}

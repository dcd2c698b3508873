/// Takes a lock on something for a while, or with its token renews it. The same key gives the same token. Where another is
/// held the taker is told whose it is, what for, and until when.
public struct TakeLock: Act {
  public var entity: String
  public var purpose: String
  /// In milliseconds: one of ``Lock/lives``.
  public var life: Int64
  /// Of the lock that is to be renewed; nil to take one.
  public var token: String?

  public init(_ entity: String, for life: Int64, purpose: String, token: String? = nil) {
    self.entity = entity
    self.purpose = purpose
    self.life = life
    self.token = token
  }

  public var action: String { token == nil ? "lock.taken" : "lock.renewed" }

  /// Everybody at work may: it keeps nobody from their work but other takers.
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    // What is no entity is refused with the plan.
    if let thing = try? LockedThing(entity) { thing.addNeeds(to: &needs) }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("entity", entity)
    digest.add("purpose", purpose)
    digest.add("life", String(life))
    digest.add("token", token)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let entity = try LockedThing(entity).entity(facts)
    guard Lock.lives.contains(life) else {
      throw .badField(name: "ttl", value: TakeLock.words(life), wanted: "from 1 second to 1 hour")
    }
    guard !purpose.isEmpty, purpose.utf8.count <= Lock.longestPurpose else {
      throw .badField(name: "purpose", value: purpose, wanted: "a text of at most \(Lock.longestPurpose) bytes")
    }
    var lock = Lock(
      entity: entity, token: token ?? Lock.token(of: context.key), purpose: purpose, actor: context.actor,
      terminal: context.terminal, since: context.now, until: context.now.adding(milliseconds: life))
    var plan = Plan()
    plan.entity = entity
    if let held = facts.house.lock, held.isLive(at: context.now) || held.token == token {
      guard held.token == token else { throw .lockHeld(held) }
      try facts.mayTouch(held.actor, context)
      lock.since = held.since
      plan.before = held.fields
      plan.changes.append(.house(.renewLock(lock, from: held.until)))
    } else {
      if let token { throw .noSuchLock(token) }
      plan.changes.append(.house(.takeLock(lock)))
    }
    plan.after = lock.fields
    return plan
  }

  private static func words(_ milliseconds: Int64) -> String {
    milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
  }
}

/// Lets go of a lock before its time. Another's takes ``Right/supervise``.
public struct ReleaseLock: Act {
  public var token: String
  public init(_ token: String) { self.token = token }

  public var action: String { "lock.released" }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.house.token = token
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("token", token) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let lock = facts.house.lock, lock.isLive(at: context.now) else { throw .noSuchLock(token) }
    try facts.mayTouch(lock.actor, context)
    var plan = Plan()
    plan.entity = lock.entity
    plan.changes.append(.house(.releaseLock(lock)))
    plan.before = lock.fields
    return plan
  }
}

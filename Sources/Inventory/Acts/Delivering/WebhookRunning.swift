/// Takes a webhook for a while: nobody else delivers to it meanwhile. Who has it already has it for longer.
public struct LeaseWebhook: Act {
  public var id: WebhookID
  /// Which run of which program.
  public var holder: String
  /// In milliseconds.
  public var life: Int64

  public init(_ id: WebhookID, holder: String, life: Int64) {
    self.id = id
    self.holder = holder
    self.life = life
  }

  public var action: String { "webhook.leased" }
  public var needs: Needs { .webhook(id.description) }

  public func describe(to digest: inout ContentDigest) {
    digest.add("webhook", id.description)
    digest.add("holder", holder)
    digest.add("life", String(life))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let old = try facts.webhook(id.description)
    try old.checkLease(holder, at: context.now)
    var new = old
    new.lease = Webhook.Lease(holder: holder, until: context.now.adding(milliseconds: life))
    return new.plan(from: old)
  }
}

/// Writes down how far a webhook was brought, by who has it, and how the last try went.
public struct RecordDelivery: Act {
  public var id: WebhookID
  public var holder: String
  /// All up to here was taken.
  public var position: EventID
  /// Why what came next was not; nil where it was.
  public var failure: String?
  /// Of a failure: when to try again is by chance within limits.
  public var chance: UInt64
  /// In milliseconds from now: who has it goes on having it. Nil gives it back.
  public var life: Int64?

  public init(
    _ id: WebhookID, holder: String, position: EventID, failure: String? = nil, chance: UInt64 = 0, life: Int64? = nil
  ) {
    self.id = id
    self.holder = holder
    self.position = position
    self.failure = failure
    self.chance = chance
    self.life = life
  }

  public var action: String { failure == nil ? "webhook.delivered" : "webhook.failed" }
  public var needs: Needs { .webhook(id.description) }

  public func describe(to digest: inout ContentDigest) {
    digest.add("webhook", id.description)
    digest.add("holder", holder)
    digest.add("position", position.description)
    digest.add("failure", failure)
    digest.add("chance", String(chance))
    digest.add("life", life.map { String($0) })
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let old = try facts.webhook(id.description)
    try old.checkLease(holder, at: context.now)
    var new = old
    new.position = max(old.position, position)
    new.lease = life.map { Webhook.Lease(holder: holder, until: context.now.adding(milliseconds: $0)) }
    new.lastAt = context.now
    if let failure {
      // One that was taken in between begins the count anew.
      new.failures = (position > old.position ? 0 : old.failures) + 1
      new.lastError = String(failure.prefix(RecordDelivery.longestError))
      new.isPaused = new.failures >= WebhookPatience.mostFailures
      let pause = WebhookPatience.pause(afterFailures: new.failures, chance: chance)
      new.nextTryAt = new.isPaused ? nil : context.now.adding(milliseconds: pause)
    } else {
      new.failures = 0
      new.lastError = nil
      new.nextTryAt = nil
    }
    return new.plan(from: old)
  }

  private static let longestError = 300
}

extension Webhook {
  /// Refuses where another has it.
  fileprivate func checkLease(_ holder: String, at now: Instant) throws(InventoryError) {
    guard let lease, lease.holder != holder, lease.until > now else { return }
    throw .webhookTaken(id.description, by: lease.holder, until: lease.until)
  }
}

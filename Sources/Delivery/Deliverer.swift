import Inventory

/// Hands events over to webhooks: each at least once, those of a webhook strictly one after the other, so that of every
/// record they come in order too. What was taken is written down after some; a deliverer that is killed in between sends
/// those again.
public struct Deliverer<Post: Courier> {
  private let service: any InventoryService
  private let post: Post
  private let actor: String
  private let terminal: String
  private let clock: () -> Instant
  private let makeKey: () -> String
  private let chance: () -> UInt64
  /// Which run this is: what it has, no other run has.
  private let holder: String
  private let isCancelled: () -> Bool

  public init(
    service: any InventoryService, by post: Post, actor: String, terminal: String, clock: @escaping () -> Instant,
    makeKey: @escaping () -> String, chance: @escaping () -> UInt64, isCancelled: @escaping () -> Bool = { false }
  ) {
    self.service = service
    self.post = post
    self.actor = actor
    self.terminal = terminal
    self.clock = clock
    self.makeKey = makeKey
    self.chance = chance
    self.isCancelled = isCancelled
    holder = "\(actor)@\(terminal)/\(makeKey())"
  }

  /// How a webhook was brought on.
  public struct Report: Hashable, Sendable {
    public var webhook: WebhookID
    public var taken = 0
    public var failure: String?
    public var isPaused = false
    public var nextTryAt: Instant?

    public var fields: Fields {
      var fields = Fields()
      fields.add("webhook", webhook.description)
      fields.add("delivered", Int64(taken))
      fields.add("error", failure)
      fields.add("paused", isPaused)
      fields.add("next_try_at", nextTryAt)
      return fields
    }
  }

  /// Brings on all webhooks that may be tried now, until nothing is left or each has failed. Those of which there is
  /// nothing to tell are left out.
  public func run() throws(InventoryError) -> [Report] {
    var reports: [Report] = []
    for hook in try service.ask(WebhookList(), for: .person(actor)) where hook.mayBeTried(at: clock()) {
      if isCancelled() { break }
      if let report = try bringOn(hook) { reports.append(report) }
    }
    return reports
  }

  private func bringOn(_ hook: Webhook) throws(InventoryError) -> Report? {
    // Looked at without the lease first: nearly always there is nothing, and nothing is to be written for that.
    guard try hasSome(hook) else { return nil }
    do throws(InventoryError) {
      _ = try service.perform(LeaseWebhook(hook.id, holder: holder, life: DeliveryTimes.lease), context())
    } catch .webhookTaken {
      return nil
    } catch .noSuchWebhook {
      return nil
    }
    let work = try service.ask(WebhookWork(hook.id.description), for: .person(actor))
    var report = Report(webhook: hook.id)
    do throws(InventoryError) {
      try bring(work, &report)
    } catch .webhookTaken {
      // It took so long that another has it now, and goes on from what was written down.
      report.failure = "another run has it now"
    }
    return report
  }

  /// Whether there is anything to send. Where there is nothing for long, that is written down, so that it is not looked
  /// through again and again.
  private func hasSome(_ hook: Webhook) throws(InventoryError) -> Bool {
    var position = hook.position
    while true {
      let part = try page(hook, since: position, limit: 1)
      if !part.events.isEmpty { return true }
      position = part.through
      if part.isAtEnd { break }
    }
    if position.act - hook.position.act >= DeliveryTimes.longSilence {
      do throws(InventoryError) {
        _ = try service.perform(RecordDelivery(hook.id, holder: holder, position: position), context())
      } catch .webhookTaken {}
    }
    return false
  }

  private func page(_ hook: Webhook, since: EventID, limit: Int) throws(InventoryError) -> EventPage.Part {
    let question = EventPage(since: since, types: hook.types, at: hook.place, limit: limit)
    return try service.ask(question, for: .person(actor))
  }

  private func bring(_ work: WebhookWork.Work, _ report: inout Report) throws(InventoryError) {
    var position = work.webhook.position
    var leasedAt = clock()
    while true {
      let part = try page(work.webhook, since: position, limit: DeliveryTimes.batch)
      for event in part.events {
        if isCancelled() { return try record(work, position, life: nil) }
        if clock().milliseconds - leasedAt.milliseconds > DeliveryTimes.renewal {
          try record(work, position, life: DeliveryTimes.lease)
          leasedAt = clock()
        }
        switch post.bring(Parcel(event), to: work, at: clock()) {
        case .taken:
          position = event.id
          report.taken += 1
        case .failed(let why):
          report.failure = why
          let act = RecordDelivery(work.webhook.id, holder: holder, position: position, failure: why, chance: chance())
          _ = try service.perform(act, context())
          let now = try service.ask(WebhookWork(work.webhook.id.description), for: .person(actor)).webhook
          report.isPaused = now.isPaused
          report.nextTryAt = now.nextTryAt
          return
        }
      }
      position = part.through
      if part.isAtEnd { return try record(work, position, life: nil) }
      try record(work, position, life: DeliveryTimes.lease)
      leasedAt = clock()
    }
  }

  private func record(_ work: WebhookWork.Work, _ position: EventID, life: Int64?) throws(InventoryError) {
    _ = try service.perform(
      RecordDelivery(work.webhook.id, holder: holder, position: position, life: life), context())
  }

  private func context() -> ActContext {
    ActContext(key: makeKey(), actor: actor, terminal: terminal, now: clock())
  }
}

/// In milliseconds, and in events and acts.
enum DeliveryTimes {
  /// Longer than one event may take, so that whoever is alive keeps it.
  static let lease: Int64 = 120_000
  static let renewal: Int64 = 60_000
  /// At most so many are sent again after a deliverer was killed.
  static let batch = 50
  static let longSilence: Int64 = 1000
}

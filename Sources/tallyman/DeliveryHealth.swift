import CLI
import Inventory
import Ledger

/// What the doctor says of webhooks and connectors: what waits, what was given up, what failed or did not run.
enum DeliveryHealth {
  /// Longer than this nothing should wait.
  private static let patience: Int64 = 15 * 60_000

  static func findings(_ books: Books, now: Instant) throws(InventoryError) -> [DoctorFinding] {
    let hooks = try books.ask(WebhookList(), for: .house)
    var findings: [DoctorFinding] = []
    for hook in hooks { findings.append(try finding(hook, books, now)) }
    for connector in try books.ask(ConnectorList(), for: .house) { findings.append(finding(connector, now)) }
    let unseen = try books.ask(SyncPage(wantsSeeing: true, limit: 100), for: .house).rows.count
    if unseen > 0 {
      findings.append(
        Doctor.about(
          "connectors", .warn,
          "\(unseen == 1 ? "1 run" : "\(unseen)\(unseen == 100 ? " or more" : "") runs") failed and nobody has seen it; "
            + "see tallyman connector logs --unseen"))
    }
    return findings
  }

  private static func finding(_ hook: Webhook, _ books: Books, _ now: Instant) throws(InventoryError) -> DoctorFinding {
    let name = "webhook \(hook.id)"
    if hook.isPaused {
      return Doctor.about(
        name, .fail,
        "paused after \(hook.failures.counted("try", "tries")): \(hook.lastError ?? ""); mend it, then: tallyman webhook resume \(hook.id)"
      )
    }
    let waiting = try waiting(hook, books)
    let words = waiting.count == 0 ? "nothing waits" : "\(waiting.count)\(waiting.count == most ? " or more" : "") wait"
    if let error = hook.lastError {
      return Doctor.about(
        name, .warn,
        "\(words); \(hook.failures.counted("try", "tries")) failed: \(error); next at \(hook.nextTryAt ?? now)")
    }
    let isLate = waiting.oldest.map { now.milliseconds - $0.milliseconds > patience } ?? false
    return Doctor.about(name, isLate ? .warn : .ok, words + (isLate ? ": does anybody run tallyman deliver?" : ""))
  }

  private static let most = 100

  private static func waiting(
    _ hook: Webhook, _ books: Books
  ) throws(InventoryError) -> (count: Int, oldest: Instant?) {
    var question = EventPage(since: hook.position, types: hook.types, at: hook.place, limit: most)
    while true {
      let part = try books.ask(question, for: .house)
      if !part.events.isEmpty || part.isAtEnd { return (part.events.count, part.events.first?.recordedAt) }
      question.since = part.through
    }
  }

  private static func finding(_ connector: Connector, _ now: Instant) -> DoctorFinding {
    let name = "connector \(connector.name)"
    if let every = connector.every, let due = connector.dueAt, due.adding(milliseconds: every) <= now {
      return Doctor.about(name, .warn, "should have run at \(due): does anybody run tallyman connector run --due?")
    }
    guard let run = connector.lastRun else { return Doctor.about(name, .ok, "has not run yet") }
    if let error = run.error { return Doctor.about(name, .warn, "failed at \(run.endedAt): \(error)") }
    return Doctor.about(
      name, run.refused > 0 ? .warn : .ok,
      "\(run.rows.counted("row", "rows")) at \(run.endedAt), \(run.refused) refused")
  }
}

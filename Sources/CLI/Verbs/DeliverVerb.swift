import Delivery
import Inventory

/// Hands events over, once or as long as it runs: a line of cron, or a service.
enum DeliverVerb {
  static let commands = [
    Command(
      "deliver", "", [], [Option("follow", .none, "go on with what comes, until Ctrl-C")],
      about: "hand over what the webhooks have not got yet; exit 1 when one does not take it",
      example: "tallyman deliver --follow", run: run)
  ]

  private static func run(_ session: Session) throws(CommandError) -> ExitCode {
    let service = try session.open(.write)
    let surroundings = session.surroundings
    let context = try session.context()
    let deliverer = Deliverer(
      service: service, by: surroundings.errands, actor: context.actor, terminal: context.terminal,
      clock: surroundings.now, makeKey: surroundings.makeKey,
      chance: {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
      }, isCancelled: surroundings.isInterrupted)
    guard session.arguments.has("follow") else {
      let reports = try once(deliverer)
      session.list(listing, reports)
      return reports.contains { $0.failure != nil } ? .found : .done
    }
    return try follow(session, deliverer)
  }

  private static func once(_ deliverer: Deliverer<Errands>) throws(CommandError) -> [Deliverer<Errands>.Report] {
    do { return try deliverer.run() } catch { throw .refused(error) }
  }

  /// When nobody did anything, those that failed are tried again in their time, and all after a minute: one that a killed
  /// run had is free by then.
  private static func follow(_ session: Session, _ deliverer: Deliverer<Errands>) throws(CommandError) -> ExitCode {
    let surroundings = session.surroundings
    while true {
      let token = try session.ask(ChangeToken())
      let reports = try once(deliverer)
      for report in reports {
        if session.isJSON {
          session.output.line(report.fields.json)
        } else {
          let failed = report.failure.map { ", then failed: \($0)" } ?? ""
          session.output.line(PlainText.safe("\(report.webhook): \(report.taken) delivered\(failed)"))
        }
      }
      session.output.flush()
      let again = min(
        reports.compactMap(\.nextTryAt).min() ?? surroundings.now().adding(milliseconds: 60_000),
        surroundings.now().adding(milliseconds: 60_000))
      while surroundings.now() < again {
        if surroundings.isInterrupted() { return .interrupted }
        guard session.output.isOpen, surroundings.pause(1000) else { return .done }
        if surroundings.isInterrupted() { return .interrupted }
        if try session.ask(ChangeToken()) != token { break }
      }
    }
  }

  private static let listing = Listing<Deliverer<Errands>.Report>(
    empty: "Nothing waits to be delivered.",
    columns: [
      .init("WEBHOOK") { $0.webhook.description },
      .init("DELIVERED", isNumber: true) { String($0.taken) },
      .init("STATE") { $0.isPaused ? "paused" : $0.failure == nil ? "active" : "retrying" },
      .init("NEXT TRY") { $0.nextTryAt?.description ?? "" },
      .init("ERROR") { $0.failure ?? "" },
    ],
    fields: \.fields)
}

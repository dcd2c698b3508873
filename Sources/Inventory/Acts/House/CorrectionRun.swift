/// Posts the corrections whose time has come: for a timer on the command line, and for an open console in its pauses.
public struct CorrectionRun: Sendable {
  let service: any InventoryService
  /// Who looks, and writes down what was refused; what is posted is posted as whoever wrote it down.
  let actor: String
  let terminal: String

  public init(_ service: any InventoryService, actor: String, terminal: String) {
    self.service = service
    self.actor = actor
    self.terminal = terminal
  }

  /// All that are due, the longest due first, and what became of each. Stops where the books cannot be reached: what was
  /// not posted waits on.
  public func runDue(at now: Instant) throws(InventoryError) -> [Correction] {
    var done: [Correction] = []
    for due in try service.ask(DueCorrections(now), for: .person(actor)) {
      if let correction = try run(due.number, at: now) { done.append(correction) }
    }
    return done
  }

  /// One, whether or not its time has come; also one that failed before. Nil where somebody else was quicker.
  public func run(_ number: String, at now: Instant) throws(InventoryError) -> Correction? {
    let card = try service.ask(CorrectionCard(number), for: .person(actor))
    let correction = card.correction
    let own = ActContext(
      key: PostCorrection.key(correction), actor: correction.actor, terminal: terminal, now: now)
    do throws(InventoryError) {
      let answer = try service.perform(PostCorrection(correction, card.lines), own)
      if answer.isRepeat { return nil }
    } catch {
      switch error {
      case .store, .outcomeUnknown, .tooContended: throw error
      // A line over which only one operator may act: another is to post it.
      case .badField(name: "operator", _, _): throw error
      case .correctionIs(_, .done): return nil
      case .correctionIs: throw error
      default: try fail(card, error, own)
      }
    }
    return try service.ask(CorrectionCard(number), for: .person(actor)).correction
  }

  private func fail(_ card: CorrectionCard.Card, _ error: InventoryError, _ own: ActContext) throws(InventoryError) {
    var refused = CorrectionRun.refused(card.lines, service, own)
    // Only all of it together was refused, or who wrote it down may not do it any more.
    if refused.isEmpty { refused = [Correction.Failure(row: 0, reason: Explanation(error).detail)] }
    let context = ActContext(
      key: "\(own.key)/failed-\(own.now.milliseconds)", actor: actor, terminal: terminal, now: own.now)
    _ = try service.perform(FailCorrection(card.correction.number, refused), context)
  }

  /// The lines that would be refused, each with its reason, were they posted as this context says; nothing is changed.
  public static func refused(
    _ lines: [MovementLine], _ service: any InventoryService, _ context: ActContext
  ) -> [Correction.Failure] {
    var context = context
    context.isDryRun = true
    context.key += "/trial"
    do throws(InventoryError) {
      let trial = try service.perform(ImportMovements(lines), context)
      return trial.rejections.map { Correction.Failure(row: $0.row + 1, reason: Explanation($0.error).detail) }
    } catch {
      return [Correction.Failure(row: 0, reason: Explanation(error).detail)]
    }
  }
}

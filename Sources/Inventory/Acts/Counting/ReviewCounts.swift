/// Judges every counted line and proposes what applying would post (`spec.md` 3.8). It may be asked again at any time.
public struct ReconcileStocktake: Act {
  public var stocktake: String
  public init(_ stocktake: String) { self.stocktake = stocktake }

  public var action: String { "stocktake.reconciled" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    needs.count = CountNeed(stocktake, lines: .undecided)
    needs.settings = [KnownSetting.countRounds.name]
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("stocktake", stocktake) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let stocktake = try facts.stocktake(stocktake, takingCounts: true)
    guard let count = facts.count else { throw .noSuchStocktake(self.stocktake) }
    let judge = CountJudge(mostRounds: facts.number(.countRounds))
    let judged = count.lines.map { judge.judge($0) }
    var plan = Plan()
    plan.entity = stocktake.entity
    plan.reference = stocktake.number
    // Whoever counts or posts meanwhile is not in the way: a line counted since keeps waiting to be judged, and applying
    // looks at the books again.
    plan.requirements = [.stocktake(stocktake.id, version: stocktake.version)]
    plan.changes = [
      .count(.judge(stocktake.id, judged)), .count(.addExpected(stocktake.id)),
      .count(.setStatus(stocktake.id, .review, from: stocktake.version)),
    ]
    plan.after = stocktake.after(.review)
    return plan
  }
}

/// A supervisor's verdict on lines of a stocktake under review.
public struct DecideCounts: Act {
  public enum Verdict: String, Sendable {
    /// What was counted is to be posted.
    case approve
    /// The book stays.
    case reject
    /// Somebody else counts again.
    case recount
  }

  public enum Target: Hashable, Sendable {
    case lines([Int])
    /// All that are counted and not decided.
    case all
    case allWithinTolerance
  }

  public var stocktake: String
  public var verdict: Verdict
  public var target: Target
  public var reason: String?

  public init(_ stocktake: String, _ verdict: Verdict, _ target: Target, reason: String? = nil) {
    self.stocktake = stocktake
    self.verdict = verdict
    self.target = target
    self.reason = reason
  }

  public var action: String {
    switch verdict {
    case .approve: "stocktake.approved"
    case .reject: "stocktake.rejected"
    case .recount: "stocktake.recount"
    }
  }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    var lines = CountNeed.Lines.undecided
    if case .lines(let numbers) = target { lines = .numbers(numbers) }
    needs.count = CountNeed(stocktake, lines: lines, depth: .verdict)
    needs.settings = [KnownSetting.countOwnApproval.name]
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("stocktake", stocktake)
    switch target {
    case .lines(let numbers): for number in numbers { digest.add("line", String(number)) }
    case .all: digest.add("lines", "all")
    case .allWithinTolerance: digest.add("lines", "within")
    }
    digest.add("reason", reason)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let stocktake = try facts.stocktake(stocktake)
    guard stocktake.status == .review || stocktake.status == .approved, let count = facts.count else {
      throw .stocktakeIs(stocktake.number, stocktake.status, wanted: "decide on its lines")
    }
    let chosen = try chosen(count, stocktake)
    if verdict == .approve { try checkApprover(chosen, facts, context) }
    let state: CountLineState =
      switch verdict {
      case .approve: .approved
      case .reject: .rejected
      case .recount: .recount
      }
    var plan = Plan()
    plan.entity = stocktake.entity
    plan.reference = stocktake.number
    plan.requirements = [.stocktake(stocktake.id, version: stocktake.version)]
    let verdict = LineVerdict(state, reason: reason)
    plan.changes.append(.count(.decide(stocktake.id, verdict, target, by: context.actor)))
    let numbers = chosen.map(\.number)
    let status = statusAfter(Set(numbers), count)
    // An approved stocktake takes no counts: nobody has counted since.
    if status == .approved {
      plan.requirements.append(.countsAsSeen(stocktake.id, lastEvent: count.lastEvent))
    }
    plan.changes.append(.count(.setStatus(stocktake.id, status, from: stocktake.version)))
    var after = stocktake.after(status)
    after.add("decided", Int64(numbers.count))
    after.add("lines", .list(numbers.prefix(1000).map { .number(String($0)) }))
    after.add("reason", reason)
    plan.after = after
    return plan
  }

  private func chosen(_ count: CountFacts, _ stocktake: Stocktake) throws(InventoryError) -> [DecidableLine] {
    switch target {
    case .lines(let numbers):
      guard !numbers.isEmpty else { throw .nothingToChange }
      let known = Set(count.decidable.map(\.number))
      for number in numbers where !known.contains(number) {
        throw .noSuchCountLine(number, stocktake: stocktake.number)
      }
      for line in count.decidable {
        guard line.state != .applied, verdict == .recount || line.isCounted else {
          throw .lineIs(line.number, stocktake: stocktake.number, line.state)
        }
        if verdict == .approve, !line.isJudged { throw .lineIs(line.number, stocktake: stocktake.number, .counting) }
      }
      return count.decidable
    case .all, .allWithinTolerance:
      let chosen = count.decidable.filter { line in
        line.isJudged && (target == .all || line.isWithin && line.state == .counted)
      }
      guard !chosen.isEmpty else { throw .nothingToDecide(stocktake: stocktake.number) }
      return chosen
    }
  }

  /// Nobody approves what he counted himself, in a house that tells people apart.
  private func checkApprover(
    _ chosen: [DecidableLine], _ facts: Facts, _ context: ActContext
  ) throws(InventoryError) {
    guard facts.count?.hasOperators == true, !facts.isYes(.countOwnApproval) else { return }
    let own = chosen.filter { $0.counters.contains(context.actor) }
    if let first = own.first { throw .ownCount(actor: context.actor, line: first.number, lines: own.count) }
  }

  /// Approved when nothing that was counted is left to decide.
  private func statusAfter(_ decided: Set<Int>, _ count: CountFacts) -> StocktakeStatus {
    let left = count.decidable.contains { $0.isCounted && !$0.state.isDecided && !decided.contains($0.number) }
    return verdict == .recount || left || count.otherUndecided > 0 ? .review : .approved
  }
}

/// Ends a stocktake without posting anything.
public struct CancelStocktake: Act {
  public var stocktake: String
  public init(_ stocktake: String) { self.stocktake = stocktake }

  public var action: String { "stocktake.cancelled" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    needs.count = CountNeed(stocktake)
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("stocktake", stocktake) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let stocktake = try facts.stocktake(stocktake)
    if stocktake.status.isOver { throw .stocktakeIs(stocktake.number, stocktake.status, wanted: "cancel it") }
    var plan = Plan()
    plan.entity = stocktake.entity
    plan.reference = stocktake.number
    plan.changes = [.count(.setStatus(stocktake.id, .cancelled, from: stocktake.version))]
    plan.requirements = [.stocktake(stocktake.id, version: stocktake.version)]
    plan.after = stocktake.after(.cancelled)
    return plan
  }
}

extension Stocktake {
  /// Its document with another status.
  func after(_ status: StocktakeStatus) -> Fields {
    var after = self
    after.status = status
    after.version += 1
    return after.fields
  }
}

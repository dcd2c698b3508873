/// Posts the approved counts, once (`algorithms.md` 4.8, 6 and 7). A line whose expectation a late paper changed after it
/// was approved returns to review alone, unless it is inside its tolerance now; so does one whose count cannot be true.
public struct ApplyStocktake: Act {
  public var stocktake: String
  public init(_ stocktake: String) { self.stocktake = stocktake }

  public var action: String { "stocktake.applied" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    needs.count = CountNeed(stocktake, lines: .approved)
    needs.settings = ["allow_negative_stock"]
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("stocktake", stocktake) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let stocktake = try facts.stocktake(stocktake)
    guard let count = facts.count, stocktake.status == .review || stocktake.status == .approved else {
      throw .stocktakeIs(stocktake.number, stocktake.status, wanted: "apply it")
    }
    guard count.otherUndecided == 0 else {
      throw .undecided(stocktake: stocktake.number, lines: count.otherUndecided)
    }
    var application = CountApplication(
      now: context.now, mayGoNegative: facts.settings["allow_negative_stock"] == "yes")
    var standing: [(fact: CountLineFact, reference: String, reason: String)] = []
    var returned: [JudgedLine] = []
    for fact in count.lines {
      if let line = ApplyStocktake.returning(fact, application) {
        returned.append(line)
      } else {
        standing.append((fact, "\(stocktake.number)/\(fact.line.number)", fact.line.reason ?? "AUDIT"))
      }
    }
    application.apply(standing)
    var plan = Plan()
    plan.entity = stocktake.entity
    plan.reference = stocktake.number
    plan.requirements = [
      .stocktake(stocktake.id, version: stocktake.version),
      .ledgerAsSeen(stocktake.id, end: count.ledgerEnd),
    ]
    plan.entries = application.entries
    // What reservations lose depends on all that is there and held now.
    let cut = Set(plan.entries.filter { $0.kind == .cut }.map(\.record))
    plan.requirements += cut.map { .recordAsSeen($0, end: count.ledgerEnd) }
    application.addCuts(to: &plan)
    if plan.entries.contains(where: { $0.kind == .countRestate }) {
      plan.changes.append(.count(.restate))
      plan.requirements.append(.anchorsAsSeen(stocktake.id, lastAct: count.lastAct))
    }
    let status: StocktakeStatus = returned.isEmpty ? .applied : .review
    let judged = returned + standing.compactMap { ApplyStocktake.judgedAnew($0.fact) }
    if !judged.isEmpty { plan.changes.append(.count(.judge(stocktake.id, judged))) }
    plan.changes.append(.count(.anchor(stocktake.id, standing.compactMap { ApplyStocktake.restated($0.fact) })))
    plan.changes.append(.count(.setStatus(stocktake.id, status, from: stocktake.version)))
    plan.after = after(stocktake, status, standing.map(\.fact), returned, application.entries)
    return plan
  }

  /// The line as it goes back to review; nil when it stands.
  private static func returning(_ fact: CountLineFact, _ application: CountApplication) -> JudgedLine? {
    let judgement = CountJudge.judgement(fact)
    var line = ApplyStocktake.line(fact, .outside, judgement)
    if let objection = application.objection(to: fact) {
      line.refusal = Explanation(objection).detail
      return line
    }
    guard let approved = fact.line.judgement, !judgement.isWithin,
      judgement.expected != approved.expected || judgement.variance != approved.variance
        || line.missing != fact.line.missingSerials || line.found != fact.line.foundSerials
    else { return nil }
    line.refusal =
      Explanation(
        .expectedChanged(
          item: fact.line.code, place: fact.line.place, approved: approved.variance, now: judgement.variance)
      ).detail
    return line
  }

  /// The line as it stands now, where a late paper changed what was expected and it is inside its tolerance all the same.
  private static func judgedAnew(_ fact: CountLineFact) -> JudgedLine? {
    let judgement = CountJudge.judgement(fact)
    guard judgement != fact.line.judgement else { return nil }
    return line(fact, .approved, judgement)
  }

  private static func line(_ fact: CountLineFact, _ state: CountLineState, _ judgement: CountJudgement) -> JudgedLine {
    JudgedLine(
      number: fact.line.number, counted: fact.line.counted ?? .zero,
      countedAt: fact.line.lastCountedAt ?? Instant(milliseconds: 0), state: state, judgement: judgement,
      hasMoved: fact.line.movedWhileCounted, missing: fact.key.serials?.missing ?? [],
      found: fact.key.serials?.found ?? [],
      misplaced: fact.key.serials?.misplaced(outside: fact.line.location) ?? [], probablePick: fact.line.probablePick,
      refusal: nil)
  }

  /// What is on hand at the instant of a line, where that is not what was counted.
  private static func restated(_ fact: CountLineFact) -> AppliedLine? {
    guard fact.key.sum != fact.key.expected else { return nil }
    return AppliedLine(
      number: fact.line.number, counted: fact.key.sum + (fact.line.counted ?? .zero) - fact.key.expected)
  }

  private func after(
    _ stocktake: Stocktake, _ status: StocktakeStatus, _ facts: [CountLineFact], _ returned: [JudgedLine],
    _ entries: [PlannedEntry]
  ) -> Fields {
    var after = stocktake.after(status)
    let variances = facts.map { (variance: ($0.line.counted ?? .zero) - $0.key.expected, cost: $0.cost) }
    var value = Worth()
    for (variance, cost) in variances { if let cost { value += Worth(variance, at: cost) } }
    after.add("applied", Int64(facts.count))
    after.add("up", variances.reduce(Quantity.zero) { $0 + max($1.variance, .zero) })
    after.add("down", variances.reduce(Quantity.zero) { $0 + max(-$1.variance, .zero) })
    after.add("value", .number(value.description))
    after.add("returned", .list(returned.map { .fields($0.fields) }))
    after.add("cuts", .list(entries.filter { $0.kind == .cut }.map { .fields($0.cutFields) }))
    return after
  }
}

extension JudgedLine {
  var fields: Fields {
    var fields = Fields()
    fields.add("line", Int64(number))
    fields.add("expected", judgement.expected)
    fields.add("variance", judgement.variance)
    fields.add("detail", refusal)
    return fields
  }
}

extension PlannedEntry {
  /// What a reservation loses.
  var cutFields: Fields {
    var fields = Fields()
    fields.add("reference", reference)
    fields.add("sku", code.description)
    fields.add("location", place)
    fields.add("quantity", -(change.reserved + change.allocated))
    fields.add("confirmed", !change.allocated.isZero)
    fields.add("reservation", reservation?.reservation.description)
    return fields
  }
}

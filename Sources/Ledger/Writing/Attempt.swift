import Inventory
import Storage

/// One act on its way: look, plan, write once, and say what became of it.
struct Attempt<SomeAct: Act> {
  let reader: Reader
  let act: SomeAct
  /// The actor as the house spells the name, once it has been looked up.
  private(set) var context: ActContext
  let digest: [UInt8]
  /// Others posted to the books while a bulk load was being planned: post it entry by entry.
  let isContended: Bool
  /// It was refused before: perhaps because somebody counted what it posts to.
  let looksAtCounts: Bool
  let patience: Patience
  /// The items, once it is done, of which something came to be available that a reservation waits for.
  private(set) var waiting: [ItemID] = []
  /// It was done before it was sent again: by this attempt, whose answer was lost.
  private(set) var isOwn = false
  /// Of a batch that was sent far away no answer came, and it was not found out what became of it: it may take effect yet.
  private(set) var isDoubtful = false
  /// A batch was refused far away: perhaps because whoever stands between delivered it twice, and what the first delivery did
  /// was in the way of the second.
  private(set) var wasRefused = false

  /// What an attempt came to.
  enum Outcome {
    case answered(ActAnswer)
    /// What the plan rested on had moved on: to be tried again with a fresh look.
    case startOver(String)
    /// Something has expired that is not written down: to be tried again once it is.
    case sweepFirst
  }

  mutating func run(_ catalog: Catalog) throws(InventoryError) -> Outcome {
    var plan: Plan
    do throws(InventoryError) {
      plan = try planned(catalog)
    } catch {
      if case .store = error { throw error }
      // What cannot be planned now may have been done before, and be refused only because it was.
      if let answer = try doneBefore() { return .answered(answer) }
      if error.mayBeOfExpiry, try isOverdue() { return .sweepFirst }
      throw error
    }
    if plan.rejections.contains(where: { $0.error.mayBeOfExpiry }), try isOverdue() { return .sweepFirst }
    if plan.isEmpty { return .answered(answer(plan, event: 0, document: nil, entries: [])) }
    return try write(&plan, catalog)
  }

  private mutating func planned(_ catalog: Catalog) throws(InventoryError) -> Plan {
    do throws(InventoryError) {
      let plan = try plan(catalog)
      if plan.rejections.isEmpty { return plan }
    } catch {
      // A line that is cut does not mend by being asked again.
      if case .store = error { throw error }
    }
    // Perhaps only what was remembered is out of date, or what was read is of different moments.
    catalog.forget()
    return try plan(catalog, isOfOneMoment: true)
  }

  private struct Planned {
    var plan: Plan
    var actor: Operator?
  }

  private mutating func plan(_ catalog: Catalog, isOfOneMoment: Bool = false) throws(InventoryError) -> Plan {
    let work = { [self] (reader: Reader) throws(InventoryError) -> Planned in try planned(catalog, reader) }
    let found = isOfOneMoment ? try reader.ofOneMoment(work) : try reader.inFewTrips(work)
    if let actor = found.actor { context.actor = actor.name }
    return found.plan
  }

  /// The act's own plan, which rests on the actor being who they are, and on what was remembered being so still.
  private func planned(_ catalog: Catalog, _ reader: Reader) throws(InventoryError) -> Planned {
    let actor = try permitted(catalog, reader)
    var context = context
    if let actor { context.actor = actor.name }
    var finder = FactFinder(
      reader: reader, actor: context.actor, looksAtCounts: looksAtCounts, now: context.now)
    if context.isDryRun { finder.overdue = try Overdue(reader, at: context.now) }
    var facts = try finder.facts(for: act.needs, catalog)
    try reader.checkFacts()
    facts.actor = actor
    var plan = try act.plan(facts, context)
    try SiteCheck(reader: reader).permit(&plan, of: act, by: actor, facts)
    plan.requirePromises(at: context.now)
    if context.isDryRun { try rehearse(&plan, finder, catalog, context) }
    plan.requirements.insert(contentsOf: facts.remembered, at: 0)
    plan.requirements.insert(.operator(context.actor, version: actor?.version), at: 0)
    return Planned(plan: plan, actor: actor)
  }

  /// A dry run writes nothing down, so it blocks nothing either, not even what should be blocked: it says what would happen
  /// to what is there. What has expired holds nothing, so that is written down ahead of the act, and forgotten with it.
  private func rehearse(
    _ plan: inout Plan, _ finder: FactFinder, _ catalog: Catalog, _ context: ActContext
  ) throws(InventoryError) {
    let takes = plan.requirements.contains { if case .reservationsSwept = $0 { true } else { false } }
    plan.requirements.removeAll {
      switch $0 {
      case .lotsSwept, .reservationsSwept: true
      default: false
      }
    }
    // What a count proves missing is taken of expired reservations first anyway.
    guard takes, finder.overdue.isSome, !plan.entries.contains(where: { $0.kind == .count }) else { return }
    var plain = finder
    plain.overdue = .none
    var needs = Needs()
    needs.reservations = .expired(atMost: Int(Int32.max))
    let expired = try plain.facts(for: needs, catalog)
    try finder.reader.checkFacts()
    plan.rehearse(after: try SweepReservations().plan(expired, context))
  }

  private func isOverdue() throws(InventoryError) -> Bool {
    if context.isDryRun { return false }
    return try Overdue(reader, at: context.now).isSome
  }

  /// Who acts, where the house has operators: one at work, who holds the right.
  private func permitted(_ catalog: Catalog, _ reader: Reader) throws(InventoryError) -> Operator? {
    switch try catalog.person(context.actor, reader) {
    case .none: return nil
    case .another: throw .unknownOperator(context.actor)
    case .one(let found):
      try found.permit(act.right)
      return found
    }
  }

  /// An import drops the rows the database refuses and goes on; every other act is refused whole.
  private mutating func write(_ plan: inout Plan, _ catalog: Catalog) throws(InventoryError) -> Outcome {
    while true {
      let writer = PlanWriter(
        plan, act, context, digest: digest, inBulk: !isContended && BulkWriter.isWorthIt(plan))
      var made = MadeByAct(plan, context, isImport: act.action.hasPrefix("import."))
      switch try commit(writer, plan, &made) {
      case nil:
        waiting = made.waiting
        if plan.changes.contains(where: \.isOfRemembered) { catalog.forget() }
        return .answered(answer(plan, event: made.event, document: writer.document, entries: made.entries))
      case .wouldStand?:
        return .answered(answer(plan, event: 0, document: writer.document, entries: try foreseen(plan)))
      case .startOver(let message)?: return .startOver(message)
      case .sweepFirst?: return .sweepFirst
      case .done(let event, let before)?:
        guard before == digest else { throw .keyUsedOtherwise(key: context.key) }
        var answer = try answer(of: event)
        answer.isRepeat = !isOwn
        if isOwn { answer.rejections = plan.rejections.sorted { $0.row < $1.row } }
        if isOwn { answer.unchanged = plan.unchanged }
        return .answered(answer)
      case .refused(let error, let culprit)?:
        guard act.action.hasPrefix("import."), let row = culprit.flatMap(plan.row) else { throw error }
        plan.reject(row, error)
        if plan.isEmpty { return .answered(answer(plan, event: 0, document: nil, entries: [])) }
      }
    }
  }

  /// Sends the batch until it is known what became of it. Nil when it took effect; then what it made was read too.
  private mutating func commit(
    _ writer: PlanWriter, _ plan: Plan, _ made: inout MadeByAct
  ) throws(InventoryError) -> Verdict? {
    var tries = patience.begin()
    var isUnknown = false
    defer { isDoubtful = isDoubtful || isUnknown && reader.database.isFar }
    repeat {
      switch send(writer.batch, &made) {
      case .success(let isRead):
        if !isRead { try read(&made, &tries) }
        return nil
      case .failure(.refused(let statement, let row, let rule, let message)):
        wasRefused = wasRefused || reader.database.isFar
        let verdict = try verdict(on: writer.origins[statement], row, rule, message, of: plan)
        // Our own batch of which no answer came: it did take effect.
        if isUnknown, case .done(let event, let before) = verdict, before == digest, event.isOf(context) {
          isOwn = true
          try read(&made, &tries)
          waiting = made.waiting
        }
        return verdict
      case .failure(.unknown): isUnknown = true
      case .failure(.unavailable(.interrupted)) where isUnknown: throw unknown("it was asked to stop")
      case .failure(.unavailable) where isUnknown: break
      case .failure(let error): throw InventoryError(error, key: context.key)
      }
    } while tries.goOn()
    throw unknown("no answer came")
  }

  private func unknown(_ detail: String) -> InventoryError { .outcomeUnknown(key: context.key, detail: detail) }

  /// - Returns: whether what was made was read.
  private func send(_ batch: Batch, _ made: inout MadeByAct) -> Result<Bool, DatabaseError> {
    made.clear()
    do throws(DatabaseError) {
      return .success(try reader.database.commit(batch, reading: made.statements) { made.take($0, $1) })
    } catch {
      return .failure(error)
    }
  }

  /// Reads what was made by a batch that took effect. The act is done: whatever comes now, nobody must be told that it is not.
  private func read(_ made: inout MadeByAct, _ tries: inout Patience.Tries) throws(InventoryError) {
    repeat {
      made.clear()
      do throws(InventoryError) {
        return try reader.each(made.statements) { made.take($0, $1) }
      } catch .store(.interrupted) {
        throw unknown("it was asked to stop")
      } catch {}
    } while tries.goOn()
    throw unknown("it was done, and what it made could not be read")
  }

  /// Why a statement was refused. Where the key was there and it cannot be read whose it is, it may be this very act's.
  private func verdict(
    on origin: PlanWriter.Origin, _ row: Int, _ rule: DatabaseError.Rule, _ message: String, of plan: Plan
  ) throws(InventoryError) -> Verdict {
    do throws(InventoryError) {
      return try Refusals(reader: reader, plan: plan, context: context)
        .verdict(on: origin, row: row, rule: rule, message: message)
    } catch .store(let trouble) {
      if case .key = origin { throw unknown("its key is there, and what it did could not be read") }
      throw .store(trouble)
    }
  }

  private func doneBefore() throws(InventoryError) -> ActAnswer? {
    let found = try reader.first(AuditTable.find(key: context.key)) { (AuditTable.event($0), $0.blob(12)) }
    guard let (event, before) = found else { return nil }
    guard before == digest else { throw .keyUsedOtherwise(key: context.key) }
    return try answer(of: event)
  }

  private func answer(of event: AuditEvent) throws(InventoryError) -> ActAnswer {
    ActAnswer(
      key: event.key, isDryRun: false, isRepeat: true, event: event.id, action: event.action, document: event.after,
      entries: try entries(event), entryCount: event.entryCount)
  }

  private func answer(_ plan: Plan, event: Int64, document: String?, entries: [LedgerEntry]) -> ActAnswer {
    var answer = ActAnswer(
      key: context.key, isDryRun: context.isDryRun, isRepeat: false, event: event, action: act.action,
      document: document, entries: entries, entryCount: plan.entries.count - plan.sweptEntries)
    answer.rejections = plan.rejections.sorted { $0.row < $1.row }
    answer.unchanged = plan.unchanged
    return answer
  }

  /// The entries of an act that a person reads; of an import nobody does.
  private func entries(_ event: AuditEvent?) throws(InventoryError) -> [LedgerEntry] {
    guard let event, event.entryCount > 0, !event.action.hasPrefix("import.") else { return [] }
    return try reader.all(LedgerTable.ofAct(key: event.key), LedgerTable.entry)
  }

  /// What a dry run would have posted, with the balances it would have left.
  private func foreseen(_ plan: Plan) throws(InventoryError) -> [LedgerEntry] {
    guard !act.action.hasPrefix("import.") else { return [] }
    var balances: [String: Balances] = [:]
    var entries: [LedgerEntry] = []
    for entry in plan.entries {
      let name = "\(entry.item.number) \(entry.location.number)"
      if balances[name] == nil {
        balances[name] = try FactFinder(reader: reader).record(entry.item, entry.location)?.balances
      }
      let after = (balances[name] ?? .zero) + entry.change
      balances[name] = after
      entries.append(entry.foreseen(after: after, context))
    }
    return Array(entries.dropFirst(plan.sweptEntries))
  }
}

extension Plan {
  /// The row of an import that wanted it.
  func row(of culprit: Verdict.Culprit) -> Int? {
    switch culprit {
    case .entry(let index): entries[index].row
    case .change(let index):
      changeRows.indices.contains(index) && changeRows[index] != Plan.noRow ? changeRows[index] : nil
    case .count(let change, let index):
      if case .count(.add(_, let events)) = changes[change] { events[index].row } else { nil }
    }
  }

  /// Takes out all that a row of an import wanted, with the reason.
  mutating func reject(_ row: Int, _ error: InventoryError) { reject([row: error]) }

  /// Takes out all that rows of an import wanted, and the rows that fall with them, with the reasons.
  mutating func reject(_ reasons: [Int: InventoryError]) {
    entries.removeAll { reasons[$0.row] != nil }
    documents.removeAll { reasons[$0.row] != nil }
    // What was foreseen counted with those rows: from here on the database does the sums.
    for index in entries.indices { entries[index].after = nil }
    let kept = zip(changes, changeRows).filter { reasons[$0.1] == nil }
      .map { ($0.0.without(rows: reasons), $0.1) }.filter { !$0.0.isEmpty }
    changes = kept.map(\.0)
    changeRows = kept.map(\.1)
    for (row, error) in reasons {
      rejections += ([row] + (companions[row] ?? [])).map { Rejection(row: $0, error) }
    }
  }
}

extension Change {
  /// Without the counts that rows of an import wanted.
  fileprivate func without(rows: [Int: InventoryError]) -> Change {
    guard case .count(.add(let stocktake, let events)) = self else { return self }
    return .count(.add(stocktake, events.filter { rows[$0.row] == nil }))
  }

  fileprivate var isEmpty: Bool {
    if case .count(.add(_, let events)) = self { events.isEmpty } else { false }
  }
}

extension Change {
  /// Whether it makes something other than what the catalog remembers of it.
  fileprivate var isOfRemembered: Bool {
    switch self {
    case .setItem, .setLocation, .addOperator, .setOperator: true
    default: false
    }
  }
}

extension InventoryError {
  /// Whether there may be enough once what has expired is written down.
  fileprivate var mayBeOfExpiry: Bool {
    switch self {
    case .insufficient, .nothingToShip, .belowLater, .notEnoughLoose: true
    default: false
    }
  }
}

extension AuditEvent {
  /// Whether it is what this context makes: the same key again comes later, or from elsewhere.
  fileprivate func isOf(_ context: ActContext) -> Bool {
    recordedAt == context.now && actor == context.actor && terminal == context.terminal
  }
}

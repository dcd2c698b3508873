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
  /// The items of which something came to be available somewhere, once it is done.
  private(set) var freed: Set<ItemID> = []

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
      // What cannot be planned now may have been done before, and be refused only because it was.
      if let answer = try doneBefore() { return .answered(answer) }
      if error.mayBeOfExpiry, try isOverdue() { return .sweepFirst }
      throw error
    }
    if plan.rejections.contains(where: { $0.error.mayBeOfExpiry }), try isOverdue() { return .sweepFirst }
    if plan.isEmpty { return .answered(answer(plan, event: 0, document: nil, entries: [])) }
    return try write(&plan)
  }

  private mutating func planned(_ catalog: Catalog) throws(InventoryError) -> Plan {
    do throws(InventoryError) {
      let plan = try plan(catalog)
      if plan.rejections.isEmpty { return plan }
    } catch {}
    // Perhaps only what was remembered is out of date.
    catalog.forget()
    return try plan(catalog)
  }

  /// The act's own plan, which rests on the actor being who they are.
  private mutating func plan(_ catalog: Catalog) throws(InventoryError) -> Plan {
    let actor = try permitted(catalog)
    if let actor { context.actor = actor.name }
    var finder = FactFinder(
      reader: reader, actor: context.actor, looksAtCounts: looksAtCounts, now: context.now)
    if context.isDryRun { finder.overdue = try Overdue(reader, at: context.now) }
    var facts = try finder.facts(for: act.needs, catalog)
    facts.actor = actor
    var plan = try act.plan(facts, context)
    plan.requirePromises(at: context.now)
    if context.isDryRun { try rehearse(&plan, finder, catalog) }
    plan.requirements.insert(.operator(context.actor, version: actor?.version), at: 0)
    return plan
  }

  /// A dry run writes nothing down, so it blocks nothing either, not even what should be blocked: it says what would happen
  /// to what is there. What has expired holds nothing, so that is written down ahead of the act, and forgotten with it.
  private func rehearse(_ plan: inout Plan, _ finder: FactFinder, _ catalog: Catalog) throws(InventoryError) {
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
    let sweep = try SweepReservations().plan(plain.facts(for: needs, catalog), context)
    plan.rehearse(after: sweep)
  }

  private func isOverdue() throws(InventoryError) -> Bool {
    if context.isDryRun { return false }
    return try Overdue(reader, at: context.now).isSome
  }

  /// Who acts, where the house has operators: one at work, who holds the right.
  private func permitted(_ catalog: Catalog) throws(InventoryError) -> Operator? {
    switch try catalog.person(context.actor, reader) {
    case .none: return nil
    case .another: throw .unknownOperator(context.actor)
    case .one(let found):
      try found.permit(act.right)
      return found
    }
  }

  /// An import drops the rows the database refuses and goes on; every other act is refused whole.
  private mutating func write(_ plan: inout Plan) throws(InventoryError) -> Outcome {
    while true {
      let writer = PlanWriter(
        plan, act, context, digest: digest, inBulk: !isContended && BulkWriter.isWorthIt(plan))
      switch try commit(writer, plan) {
      case nil:
        freed = Set(plan.entries.lazy.filter { $0.change.available > .zero }.map(\.item))
        return .answered(try answered(plan, document: writer.document))
      case .wouldStand?:
        return .answered(answer(plan, event: 0, document: writer.document, entries: try foreseen(plan)))
      case .startOver(let message)?: return .startOver(message)
      case .sweepFirst?: return .sweepFirst
      case .done(let event, let before)?:
        guard before == digest else { throw .keyUsedOtherwise(key: context.key) }
        return .answered(try answer(of: event))
      case .refused(let error, let culprit)?:
        guard act.action.hasPrefix("import."), let row = culprit.flatMap(plan.row) else { throw error }
        plan.reject(row, error)
        if plan.isEmpty { return .answered(answer(plan, event: 0, document: nil, entries: [])) }
      }
    }
  }

  /// Nil when the batch took effect.
  private func commit(_ writer: PlanWriter, _ plan: Plan) throws(InventoryError) -> Verdict? {
    var isUnknown = false
    for _ in 0..<Attempt.mostSends {
      do throws(DatabaseError) {
        try reader.database.commit(writer.batch)
        return nil
      } catch {
        switch error {
        case .refused(let statement, let row, let rule, let message):
          let refusals = Refusals(reader: reader, plan: plan, context: context)
          let verdict = try refusals.verdict(on: writer.origins[statement], row: row, rule: rule, message: message)
          // Our own batch of which no answer came: it did take effect.
          if isUnknown, case .done(_, let before) = verdict, before == digest { return nil }
          return verdict
        case .unknown: isUnknown = true
        case .unavailable:
          if isUnknown { continue }
          throw InventoryError(error, key: context.key)
        }
      }
    }
    throw .outcomeUnknown(key: context.key, detail: "no answer came")
  }

  private static var mostSends: Int { 5 }

  private func doneBefore() throws(InventoryError) -> ActAnswer? {
    let found = try reader.first(AuditTable.find(key: context.key)) { (AuditTable.event($0), $0.blob(12)) }
    guard let (event, before) = found else { return nil }
    guard before == digest else { throw .keyUsedOtherwise(key: context.key) }
    return try answer(of: event)
  }

  /// The plan tells all but what the database gave: the numbers, and the balances after.
  private func answered(_ plan: Plan, document: String?) throws(InventoryError) -> ActAnswer {
    let isImport = act.action.hasPrefix("import.")
    var event: Int64 = 0
    var entries: [LedgerEntry] = []
    let statement = Statement(
      isImport ? "SELECT id FROM act WHERE key = ?1" : LedgerTable.made, [.text(context.key)])
    try reader.each(statement) { row in
      event = row.integer(0)
      if !isImport, !row.isNull(1), entries.count < plan.entries.count {
        var entry = plan.entries[entries.count].foreseen(after: row.balances(2), context)
        entry.id = row.integer(1)
        entries.append(entry)
      }
      return true
    }
    return answer(plan, event: event, document: document, entries: entries)
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

extension PlannedEntry {
  fileprivate func foreseen(after: Balances, _ context: ActContext) -> LedgerEntry {
    LedgerEntry(
      id: 0, key: context.key, kind: kind, code: code, item: item, location: location, place: place, lot: lot?.code,
      serials: serials, change: change, after: after, reason: reason, reference: reference, note: note,
      metadata: metadata, cost: cost, actor: context.actor, terminal: context.terminal, occurredAt: occurredAt,
      recordedAt: context.now, reverses: reverses, reversedBy: nil)
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
  mutating func reject(_ row: Int, _ error: InventoryError) {
    entries.removeAll { $0.row == row }
    // What was foreseen counted with that row: from here on the database does the sums.
    for index in entries.indices { entries[index].after = nil }
    let kept = zip(changes, changeRows).filter { $0.1 != row }.map { ($0.0.without(row: row), $0.1) }
      .filter { !$0.0.isEmpty }
    changes = kept.map(\.0)
    changeRows = kept.map(\.1)
    rejections.append(Rejection(row: row, error))
  }
}

extension Change {
  /// Without the counts that a row of an import wanted.
  fileprivate func without(row: Int) -> Change {
    guard case .count(.add(let stocktake, let events)) = self else { return self }
    return .count(.add(stocktake, events.filter { $0.row != row }))
  }

  fileprivate var isEmpty: Bool {
    if case .count(.add(_, let events)) = self { events.isEmpty } else { false }
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

/// Takes back an entry, or all that an act posted, by entries that name what they reverse and take its date: "it never
/// happened" (`algorithms.md` 4.8). Both legs of a transfer go together. Refused when a later balance would not stand it.
public struct ReverseMovement: Act {
  public enum Target: Hashable, Sendable {
    case entry(Int64)
    /// All entries of the act with this key: what undo does.
    case act(key: String)
  }

  public var target: Target
  public var reason: String?

  public init(_ target: Target, reason: String? = nil) {
    self.target = target
    self.reason = reason
  }

  public var action: String { "movement.reversed" }

  public var needs: Needs {
    var needs = Needs()
    switch target {
    case .entry(let id): needs.entries.insert(id)
    case .act(let key): needs.act = key
    }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    switch target {
    case .entry(let id): digest.add("entry", String(id))
    case .act(let key): digest.add("act", key)
    }
    digest.add("reason", reason)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var plan = Plan()
    let targets = try targets(facts)
    if targets.contains(where: { $0.kind == .count }) { return try planWithdrawal(targets, facts) }
    for entry in targets.reversed() {
      if let transfer = facts.transfersOfEntries[entry.id] {
        throw .belongsToTransfer(entry: entry.id, transfer: transfer.description)
      }
      if let document = facts.purchasesOfEntries[entry.id] {
        throw .belongsToOrder(entry: entry.id, document: document)
      }
      try check(entry)
      try checkUsable(entry, facts, on: context.now.day)
      plan.requirements.append(.notReversed(entry: entry.id))
    }
    for entries in ReverseMovement.movements(targets).reversed() {
      plan.entries += CountRestating.restated(entries.reversed().map { reversal(of: $0) }, facts)
    }
    plan.reference = targets.first?.reference
    plan.guardRestating(facts)
    return plan
  }

  /// The entries movement by movement: what leaves is followed by its arrival.
  private static func movements(_ entries: [LedgerEntry]) -> [[LedgerEntry]] {
    var movements: [[LedgerEntry]] = []
    for entry in entries {
      if entry.kind == .transferIn, let last = movements.last, last.count == 1, last[0].kind == .transferOut {
        movements[movements.count - 1].append(entry)
      } else {
        movements.append([entry])
      }
    }
    return movements
  }

  /// What is blocked because its lot may not be used stays blocked: the lot decides.
  private func checkUsable(_ entry: LedgerEntry, _ facts: Facts, on day: Day) throws(InventoryError) {
    guard entry.change.onHand.isZero, entry.change.blocked > .zero, let code = entry.lot,
      let lot = facts.lots[Needs.LotName(entry.code.description, code)], lot.status(on: day) != .active
    else { return }
    throw .lotNotUsable(lot, item: entry.code, on: day)
  }

  private func check(_ entry: LedgerEntry) throws(InventoryError) {
    if let by = entry.reversedBy { throw .alreadyReversed(entry: entry.id, by: by) }
    if entry.reverses != nil || entry.kind == .countRestate {
      throw .notReversible(entry: entry.id, kind: entry.kind)
    }
  }

  /// An applied count is taken back line by line: its entries, and what restated it, as if nobody had counted. What that
  /// changes is taken off again at the next count applied after it.
  private func planWithdrawal(_ targets: [LedgerEntry], _ facts: Facts) throws(InventoryError) -> Plan {
    let counted = targets.filter { $0.kind == .count }
    for entry in counted { try check(entry) }
    let reference = counted[0].reference
    guard counted.allSatisfy({ $0.reference == reference }) else {
      throw .reversedByLine(stocktake: reference?.split(separator: "/").first.map(String.init) ?? "")
    }
    guard let own = facts.anchors.values.joined().first(where: { $0.reference == reference }) else {
      throw .notReversible(entry: counted[0].id, kind: .count)
    }
    var others = facts
    for key in others.anchors.keys { others.anchors[key]?.removeAll { $0 == own } }
    var plan = Plan()
    plan.entity = "stocktake:\(own.stocktake)"
    plan.reference = reference
    plan.changes.append(.count(.withdraw(anchor: own.id)))
    let standing = facts.countEntries.filter { $0.reversedBy == nil && $0.reverses == nil }
    plan.requirements = standing.map { .notReversed(entry: $0.id) }
    var reversals = standing.reversed().map { reversal(of: $0) }
    // Goods come before they go, so that no balance dips on the way; serials go the way they came.
    if reversals.allSatisfy({ $0.serials.isEmpty }) {
      reversals = reversals.filter { $0.change.onHand > .zero } + reversals.filter { $0.change.onHand <= .zero }
    }
    plan.entries = CountRestating.restated(reversals, others)
    plan.guardRestating(facts)
    // Its entries are those of a count no more: they stand before the next one like any other.
    if !plan.changes.contains(.count(.restate)) { plan.changes.append(.count(.restate)) }
    return plan
  }

  private func targets(_ facts: Facts) throws(InventoryError) -> [LedgerEntry] {
    switch target {
    case .entry(let id):
      guard let entry = facts.entries[id] else { throw .noSuchEntry(String(id)) }
      // Both lots of a split, which follow each other.
      if entry.kind == .lotSplit { return facts.actEntries.filter { $0.kind == .lotSplit } }
      guard entry.kind == .transferOut || entry.kind == .transferIn else { return [entry] }
      // What leaves is followed by its arrival.
      let (leg, other) = entry.kind == .transferOut ? (1, MovementKind.transferIn) : (-1, .transferOut)
      return facts.actEntries.filter {
        $0.id == entry.id
          || $0.id == entry.id + Int64(leg) && $0.kind == other && $0.item == entry.item && $0.lot == entry.lot
      }
    case .act(let key):
      if facts.actEntries.isEmpty { throw .noSuchAct(key: key) }
      // What restated a count is restated again.
      return facts.actEntries.filter { $0.kind != .countRestate }
    }
  }

  private func reversal(of entry: LedgerEntry) -> PlannedEntry {
    PlannedEntry(
      kind: entry.kind, item: entry.item, code: entry.code, location: entry.location, place: entry.place,
      lot: entry.lot.map { PlannedLot(code: $0) }, serials: entry.serials, change: -entry.change,
      occurredAt: entry.occurredAt, reason: reason ?? entry.reason, reference: entry.reference,
      note: "reverses \(entry.id)", cost: entry.cost, reverses: entry.id)
  }
}

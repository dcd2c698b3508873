/// The anchor rule (`algorithms.md` 4.8, 8): what is posted later with an earlier date restates the first count applied
/// after it, so that the balance from that count on stays what was seen.
enum CountRestating {
  /// An entry and its opposite at the count.
  /// - Parameter restateFirst: which of the two comes first, so that no balance dips below what is there between them.
  static func pair(_ entry: PlannedEntry, at anchor: CountAnchor, restateFirst: Bool) -> [PlannedEntry] {
    var restate = entry
    restate.kind = .countRestate
    restate.change = Balances(onHand: -entry.change.onHand, blocked: -entry.change.blocked)
    restate.occurredAt = anchor.occurredAt
    restate.reference = anchor.reference
    restate.reason = "AUDIT"
    restate.note = entry.reference.map { "restated by \($0)" }
    restate.reverses = nil
    restate.metadata = []
    restate.cost = nil
    return restateFirst ? [restate, entry] : [entry, restate]
  }

  /// The first count applied at or after an instant, of a lot or of goods without one.
  static func anchor(_ anchors: [CountAnchor]?, lot: String?, from instant: Instant) -> CountAnchor? {
    anchors?.first { $0.occurredAt >= instant && $0.lot?.lowercased() == lot?.lowercased() }
  }

  /// The entries with those that restate counts after them.
  static func restated(_ entries: [PlannedEntry], _ facts: Facts) -> [PlannedEntry] {
    if facts.anchors.isEmpty { return entries }
    return entries.flatMap { entry -> [PlannedEntry] in
      guard !entry.change.onHand.isZero,
        let anchor = anchor(
          facts.anchors[RecordKey(entry.item, entry.location)], lot: entry.lot?.code, from: entry.occurredAt)
      else { return [entry] }
      let isPositive = entry.change.onHand > .zero
      guard !entry.serials.isEmpty else { return pair(entry, at: anchor, restateFirst: !isPositive) }
      return entry.oneSerialEach.flatMap { one -> [PlannedEntry] in
        let fact = one.serials.first.flatMap { facts.serialsByNumber[SerialNumber(entry.item, $0)] }
        let isHere = fact?.location == entry.location
        return pair(one, at: anchor, restateFirst: isHere == isPositive)
      }
    }
  }
}

extension PlannedEntry {
  /// An entry for each of its serials.
  fileprivate var oneSerialEach: [PlannedEntry] {
    guard serials.count > 1 else { return [self] }
    let sign = change.onHand > .zero ? 1 : -1
    return serials.map { serial in
      var one = self
      one.serials = [serial]
      one.change = Balances(
        onHand: Quantity(sign), reserved: change.reserved.isZero ? .zero : Quantity(sign),
        blocked: change.blocked.isZero ? .zero : Quantity(sign))
      return one
    }
  }
}

extension Plan {
  /// Says that its entries come with those that restate counts, and that no other count was applied since.
  mutating func guardRestating(_ facts: Facts) {
    var keys: Set<AnchorKey> = []
    for entry in entries where entry.kind == .countRestate {
      keys.insert(AnchorKey(record: RecordKey(entry.item, entry.location), lot: entry.lot?.code))
    }
    guard !keys.isEmpty else { return }
    change(.count(.restate), row: Plan.noRow)
    for key in keys {
      let known = (facts.anchors[key.record] ?? []).filter { $0.lot?.lowercased() == key.lot?.lowercased() }
      requirements.append(.anchors(key.record, lot: key.lot, sum: known.reduce(0) { $0 + $1.id }))
    }
  }

  private struct AnchorKey: Hashable {
    var record: RecordKey
    var lot: String?
  }
}

/// The anchor rule (`algorithms.md` 4.8, 8): what is posted later with an earlier date restates the first count applied
/// after it, so that the balance from that count on stays what was seen.
enum CountRestating {
  /// An entry and its opposite at the count, what comes before what goes, so that no balance dips between them.
  /// - Parameter serialsLeaveFirst: a serial that is here has to go before it can come.
  static func pair(_ entry: PlannedEntry, at anchor: CountAnchor, serialsLeaveFirst: Bool) -> [PlannedEntry] {
    let restate = opposite(of: entry, at: anchor)
    var entry = entry
    entry.restatedAt = anchor.occurredAt
    var pair = entry.change.onHand > .zero ? [entry, restate] : [restate, entry]
    if serialsLeaveFirst { (pair[0].serialShift, pair[1].serialShift) = (1, -1) }
    return pair
  }

  private static func opposite(of entry: PlannedEntry, at anchor: CountAnchor) -> PlannedEntry {
    var restate = entry
    restate.kind = .countRestate
    restate.change = Balances(onHand: -entry.change.onHand, blocked: -entry.change.blocked)
    restate.occurredAt = anchor.occurredAt
    restate.reference = anchor.reference
    restate.reason = "AUDIT"
    restate.note = entry.reference.map { "restated by \($0)" }
    restate.reverses = nil
    restate.transfer = nil
    restate.purchase = nil
    restate.metadata = []
    restate.cost = nil
    return restate
  }

  /// Entries that belong together (a movement, both legs of a transfer, all that a reversal takes back), with those that
  /// restate counts after them. They stay together and in their order: what restates them by bringing goods comes before,
  /// what takes some comes after, so that no balance dips on the way. Serials take it in an order in which each only leaves
  /// from where it is.
  static func restated(_ entries: [PlannedEntry], _ facts: Facts) -> [PlannedEntry] {
    if facts.anchors.isEmpty { return entries }
    var (before, block, after): ([PlannedEntry], [PlannedEntry], [PlannedEntry]) = ([], entries, [])
    var serials: [String] = []
    for index in block.indices where !block[index].change.onHand.isZero {
      guard let anchor = facts.anchors[block[index].record]?.first(after: block[index]) else { continue }
      block[index].restatedAt = anchor.occurredAt
      for serial in block[index].serials where !serials.contains(serial.lowercased()) {
        serials.append(serial.lowercased())
      }
      guard block[index].serials.isEmpty else { continue }
      let restate = opposite(of: block[index], at: anchor)
      if restate.change.onHand > .zero { before.append(restate) } else { after.append(restate) }
    }
    let around = serials.map { restating($0, block, facts) }
    guard !around.isEmpty else { return before + block + after }
    let (sooner, later) = (around.flatMap(\.before), around.flatMap(\.after))
    let (bringing, taking) = ((sooner + later).split { $0.change.onHand > .zero })
    // Where each stands in the way of the serials, by where it stands in the way of the balances.
    let way = sooner + block + later
    var entries = bringing + block + taking
    for index in entries.indices {
      guard let turn = way.firstIndex(of: entries[index]) else { continue }
      entries[index].serialShift = turn - index
    }
    return before + entries + after
  }

  // MARK: Serials

  /// What restates the entries of one serial: before them where it has to be brought to where they take it from, after
  /// them where it has to be brought to where it is.
  private static func restating(
    _ serial: String, _ block: [PlannedEntry], _ facts: Facts
  ) -> (before: [PlannedEntry], after: [PlannedEntry]) {
    var own: [PlannedEntry] = []
    var restates: [PlannedEntry] = []
    for entry in block {
      guard let spelt = entry.serials.first(where: { $0.lowercased() == serial }) else { continue }
      let one = entry.ofOneSerial(spelt)
      own.append(one)
      if one.restatedAt != nil, let anchor = facts.anchors[entry.record]?.first(after: entry) {
        restates.append(opposite(of: one, at: anchor))
      }
    }
    let start = own.first.flatMap { facts.serialsByNumber[SerialNumber($0.item, serial)]?.location }
    for order in orders(restates) {
      for split in (0...order.count).reversed() {
        let (before, after) = (Array(order[..<split]), Array(order[split...]))
        if isWay(before + own + after, from: start) { return (before, after) }
      }
    }
    return ([], restates)
  }

  /// Every order of the few entries that restate one serial.
  private static func orders(_ entries: [PlannedEntry]) -> [[PlannedEntry]] {
    if entries.count <= 1 { return [entries] }
    // More than those of a transfer come of a count that is taken back; they hardly cross.
    if entries.count > 4 { return [entries, entries.reversed()] }
    return entries.indices.flatMap { first -> [[PlannedEntry]] in
      var rest = entries
      let entry = rest.remove(at: first)
      return orders(rest).map { [entry] + $0 }
    }
  }

  /// Whether a serial can go this way: it arrives from nowhere and leaves from where it is.
  private static func isWay(_ entries: [PlannedEntry], from start: LocationID?) -> Bool {
    var place = start
    for entry in entries {
      if entry.change.onHand > .zero {
        if place != nil { return false }
        place = entry.location
      } else {
        if place != entry.location { return false }
        place = nil
      }
    }
    return true
  }
}

extension [PlannedEntry] {
  /// Those that fit, and the others, each in their order.
  fileprivate func split(_ fits: (PlannedEntry) -> Bool) -> ([PlannedEntry], [PlannedEntry]) {
    (filter(fits), filter { !fits($0) })
  }
}

extension [CountAnchor] {
  /// The first count that an entry comes before.
  func first(after entry: PlannedEntry) -> CountAnchor? {
    first(after: entry.occurredAt, lot: entry.lot?.code, order: entry.reverses)
  }

  /// The first count, of a lot or of goods without one, that comes after what happened at an instant. At one instant the
  /// order of the ledger tells: a count knows how far it had come, and what takes an entry back stands where that stood.
  /// Of several counts at one instant the one that was applied last stands.
  /// - Parameter order: the entry's number; nil for one that is to be.
  func first(after instant: Instant, lot: String?, order: Int64?) -> CountAnchor? {
    let own = filter { $0.occurredAt >= instant && $0.lot?.lowercased() == lot?.lowercased() }
    for (index, anchor) in own.enumerated() {
      if index + 1 < own.count, own[index + 1].occurredAt == anchor.occurredAt { continue }
      if anchor.occurredAt > instant || anchor.seenEntry.map({ (order ?? Int64.max) <= $0 }) ?? true { return anchor }
    }
    return nil
  }
}

extension PlannedEntry {
  var record: RecordKey { RecordKey(item, location) }

  /// What it does to one of its serials.
  fileprivate func ofOneSerial(_ serial: String) -> PlannedEntry {
    var one = self
    let sign = change.onHand > .zero ? 1 : -1
    one.serials = [serial]
    one.change = Balances(
      onHand: Quantity(sign), reserved: change.reserved.isZero ? .zero : Quantity(sign),
      blocked: change.blocked.isZero ? .zero : Quantity(sign))
    return one
  }
}

extension Plan {
  /// Says that its entries come with those that restate counts, and that no other count was applied since to anything it
  /// posts to: what is restated and what is not rests on the counts there are.
  mutating func guardRestating(_ facts: Facts) {
    guard entries.contains(where: { $0.kind == .countRestate }) else { return }
    change(.count(.restate), row: Plan.noRow)
    var keys: Set<AnchorKey> = []
    for entry in entries where !entry.change.onHand.isZero {
      guard keys.insert(AnchorKey(record: entry.record, lot: entry.lot?.code.lowercased())).inserted else { continue }
      let known = (facts.anchors[entry.record] ?? []).filter { $0.lot?.lowercased() == entry.lot?.code.lowercased() }
      requirements.append(.anchors(entry.record, lot: entry.lot?.code, sum: known.reduce(0) { $0 + $1.id }))
    }
  }

  private struct AnchorKey: Hashable {
    var record: RecordKey
    var lot: String?
  }
}

/// Turns counts that were approved into ledger entries (`algorithms.md` 4.8, 6 to 8): the variance at the instant of the
/// last scan, what reservations lose by it, and what restates a later count that was applied before this one.
///
/// Lines of one record follow each other, so what one leaves is what the next finds.
struct CountApplication {
  let now: Instant
  let mayGoNegative: Bool
  private(set) var entries: [PlannedEntry] = []
  /// The reservations of which pieces are cut, at the versions they were looked at.
  private(set) var cutReservations: [ReservationID: Int64] = [:]
  private var balances: [RecordKey: Balances] = [:]
  private var holds: [RecordKey: [Hold]] = [:]
  /// Where serials are after what was planned so far; nil for those that nothing here has touched.
  private var serials: [SerialNumber: LocationID?] = [:]

  init(now: Instant, mayGoNegative: Bool) {
    self.now = now
    self.mayGoNegative = mayGoNegative
  }

  /// Why a line cannot be applied; nil when it can.
  func objection(to fact: CountLineFact) -> InventoryError? {
    let line = fact.line
    if let serials = fact.key.serials {
      let moved = (serials.missing + serials.found).first { serial in
        serials.movedSince.contains(serial.lowercased()) || !canPost(serial, serials, fact)
      }
      return moved.map { .serialMovedSince($0, item: line.code, place: line.place) }
    }
    let variance = fact.variance
    guard variance < .zero, !mayGoNegative else { return nil }
    // At the end of each instant, up to the next count, which stands by itself.
    let later = fact.key.later.prefix { change in
      fact.key.nextAnchor.map { change.occurredAt < $0.occurredAt } ?? true
    }
    var running = fact.key.sum + variance
    var lowest = running
    for (index, change) in later.enumerated() {
      running += change.onHand
      if index + 1 < later.count, later[index + 1].occurredAt == change.occurredAt { continue }
      lowest = min(lowest, running)
    }
    guard lowest < .zero else { return nil }
    let issued = later.reduce(Quantity.zero) { $0 + ($1.onHand < .zero ? -$1.onHand : .zero) }
    return .countedTooFew(item: line.code, place: line.place, counted: line.counted ?? .zero, issued: issued)
  }

  /// Whether a serial is where the count of it can be posted: one that is missing leaves from here, one that was found has
  /// not arrived since; but for a count after this one, which is restated.
  private func canPost(_ serial: String, _ serials: SerialCount, _ fact: CountLineFact) -> Bool {
    let now = serials.places[serial.lowercased()]?.location
    let isHere = now == fact.line.location
    let isCounted = serials.counted.contains { $0.lowercased() == serial.lowercased() }
    if isCounted { return fact.key.nextAnchor != nil || !isHere }
    return isHere || fact.key.nextAnchor != nil && now == nil
  }

  /// Plans lines that nothing objects to. Of goods what was found goes first, so that reservations lose no more than what
  /// all lots of a record leave; of serials what is missing, so that one found elsewhere has left where it was missed.
  mutating func apply(_ facts: [(fact: CountLineFact, reference: String, reason: String)]) {
    for (fact, _, _) in facts { know(fact) }
    for (fact, reference, reason) in facts where fact.key.serials == nil && fact.variance > .zero {
      post(entry(fact, fact.variance, reference, reason), fact)
    }
    for (fact, reference, reason) in facts {
      if let serials = fact.key.serials {
        postMissing(serials, fact, reference, reason)
      } else if fact.variance < .zero {
        post(entry(fact, fact.variance, reference, reason), fact)
      }
    }
    for (fact, reference, reason) in facts {
      if let serials = fact.key.serials { postFound(serials, fact, reference, reason) }
    }
  }

  private mutating func know(_ fact: CountLineFact) {
    let key = RecordKey(fact.line.item, fact.line.location)
    balances[key] = fact.key.balances
    if holds[key]?.isEmpty ?? true { holds[key] = fact.key.holds }
  }

  private func entry(
    _ fact: CountLineFact, _ change: Quantity, _ reference: String, _ reason: String, serials: [String] = []
  ) -> PlannedEntry {
    let line = fact.line
    // A blocked serial is missed as a blocked one, and found as one where not only its room blocked it.
    let known = serials.first.flatMap { fact.key.serials?.places[$0.lowercased()] }
    let wasBlocked = known.map { $0.isBlocked && (change < .zero || !$0.isQuarantine) } ?? false
    let isBlocked = fact.isQuarantine || wasBlocked
    return PlannedEntry(
      kind: .count, item: line.item, code: line.code, location: line.location, place: line.place,
      lot: line.lot.map { PlannedLot(code: $0, expires: line.expires) }, serials: serials,
      change: Balances(onHand: change, blocked: isBlocked ? change : .zero),
      occurredAt: line.lastCountedAt ?? now, reason: reason, reference: reference)
  }

  /// Posts an entry with what follows from it: cuts before it, or the entry that restates the count after it.
  private mutating func post(_ entry: PlannedEntry, _ fact: CountLineFact) {
    let key = RecordKey(entry.item, entry.location)
    if let anchor = fact.key.nextAnchor {
      let isHere = entry.serials.first.map { place(of: $0, fact) == entry.location } ?? false
      for planned in CountRestating.pair(entry, at: anchor, serialsLeaveFirst: isHere) { take(planned, key) }
      // A serial comes and goes: it is where it was.
      for serial in entry.serials {
        serials[SerialNumber(entry.item, serial)] = .some(isHere ? entry.location : nil)
      }
      return
    }
    var entry = entry
    // What is blocked of a lot is no more than there is of it.
    let ofLot = fact.key.lotBalances.map { $0 + entry.change }
    if let ofLot, entry.change.onHand < .zero {
      entry.change.blocked -= min(max(.zero, ofLot.blocked), max(.zero, ofLot.blocked - ofLot.onHand))
    }
    cutPieces(ofLotOf: entry, ofLot, key)
    let after = (balances[key] ?? .zero) + entry.change
    let short = after.reserved + after.allocated + after.blocked - after.onHand
    if entry.change.onHand < .zero, short > .zero {
      let (cuts, left) = ReservationCut.plan(holds[key] ?? [], short: short)
      take(cuts, of: entry, key)
      // What stands blocked is not there either.
      let blocked = fact.key.lotBalances.map { ($0 + entry.change).blocked } ?? after.blocked
      entry.change.blocked -= min(left, max(.zero, blocked))
    }
    take(entry, key)
  }

  /// A reservation that holds goods of a lot holds none of them that are not there, whatever other lots could spare.
  private mutating func cutPieces(ofLotOf entry: PlannedEntry, _ ofLot: Balances?, _ key: RecordKey) {
    guard entry.change.onHand < .zero, let ofLot, let lot = entry.lot?.code.lowercased() else { return }
    let short = ofLot.reserved + ofLot.allocated + max(.zero, ofLot.blocked) - ofLot.onHand
    let pieces = (holds[key] ?? []).filter { $0.part != nil && $0.lot?.lowercased() == lot }
    guard short > .zero, !pieces.isEmpty else { return }
    take(ReservationCut.plan(pieces, short: short).cuts, of: entry, key)
  }

  private mutating func take(_ cuts: [ReservationCut], of entry: PlannedEntry, _ key: RecordKey) {
    for cut in cuts {
      take(cutEntry(cut, of: entry), key)
      holds[key] = holds[key]?.reduced(by: cut)
      if let part = cut.hold.part { cutReservations[part.reservation] = cut.hold.version }
    }
  }

  private mutating func take(_ entry: PlannedEntry, _ key: RecordKey) {
    balances[key, default: .zero] += entry.change
    for serial in entry.serials {
      serials[SerialNumber(entry.item, serial)] =
        .some(entry.change.onHand > .zero ? entry.location : nil)
    }
    entries.append(entry)
  }

  private func cutEntry(_ cut: ReservationCut, of entry: PlannedEntry) -> PlannedEntry {
    var planned = PlannedEntry(
      kind: .cut, item: entry.item, code: entry.code, location: entry.location, place: entry.place,
      lot: cut.hold.lot.map { PlannedLot(code: $0) },
      change: cut.hold.isConfirmed ? Balances(allocated: -cut.quantity) : Balances(reserved: -cut.quantity),
      occurredAt: now, reason: "COUNT", reference: cut.hold.reference, note: "cut by \(entry.reference ?? "")")
    planned.reservation = cut.hold.part
    return planned
  }

  /// What becomes of the reservations whose pieces are cut, and that nothing has happened to them since.
  func addCuts(to plan: inout Plan) {
    let cuts = entries.compactMap { entry -> PieceCut? in
      guard entry.kind == .cut, let part = entry.reservation else { return nil }
      return PieceCut(
        part: part, subject: entry.reference ?? "", item: entry.item, location: entry.location, lot: entry.lot?.code,
        quantity: -(entry.change.reserved + entry.change.allocated), document: entry.cutFields)
    }
    guard !cuts.isEmpty else { return }
    for (reservation, version) in cutReservations.sorted(by: { $0.key < $1.key }) {
      plan.requirements.append(.reservation(reservation, version: version))
    }
    plan.changes.append(.reservation(.cut(cuts, at: now)))
  }

  // MARK: Serials

  private func place(of serial: String, _ fact: CountLineFact) -> LocationID? {
    if let known = serials[SerialNumber(fact.line.item, serial)] { return known }
    return fact.key.serials?.places[serial.lowercased()]?.location
  }

  private mutating func postMissing(
    _ count: SerialCount, _ fact: CountLineFact, _ reference: String, _ reason: String
  ) {
    for serial in count.missing {
      post(entry(fact, Quantity(-1), reference, reason, serials: [serial]), fact)
    }
  }

  /// A serial that the books have elsewhere leaves there first: it is in one place at most.
  private mutating func postFound(_ count: SerialCount, _ fact: CountLineFact, _ reference: String, _ reason: String) {
    for serial in count.found {
      let arrival = entry(fact, Quantity(1), reference, reason, serials: [serial])
      if let elsewhere = place(of: serial, fact), elsewhere != fact.line.location,
        let known = count.places[serial.lowercased()]
      {
        var departure = arrival
        departure.location = elsewhere
        departure.place = known.place ?? ""
        departure.change = Balances(onHand: Quantity(-1), blocked: known.isBlocked ? Quantity(-1) : .zero)
        departure.note = "found at \(fact.line.place)"
        take(departure, RecordKey(fact.line.item, elsewhere))
      }
      post(arrival, fact)
    }
  }
}

extension CountLineFact {
  fileprivate var variance: Quantity { (line.counted ?? .zero) - key.expected }
}

extension [Hold] {
  /// What is left of them after a cut.
  fileprivate func reduced(by cut: ReservationCut) -> [Hold] {
    compactMap { hold in
      guard hold == cut.hold else { return hold }
      var rest = hold
      rest.quantity -= cut.quantity
      return rest.quantity > .zero ? rest : nil
    }
  }
}

/// Gathers what an act does to reservations that are there: entries, what their pieces and lines come to, and what each is
/// then.
struct ReservationSettlement {
  let context: ActContext
  private var before: [ReservationFacts] = []
  private var after: [ReservationFacts] = []
  private(set) var entries: [PlannedEntry] = []

  /// How many reservations it changes.
  var changes: Int { after.count }

  init(_ context: ActContext) { self.context = context }

  /// Changes one reservation: its pieces and lines, and with `over` what it is where nothing is left.
  mutating func change(
    _ known: ReservationFacts, over: ReservationStatus, closedAt: Instant? = nil,
    _ body: (inout ReservationFacts, inout [PlannedEntry]) throws(InventoryError) -> Void
  ) throws(InventoryError) {
    var new = known
    try body(&new, &entries)
    if new.reservation.status.isLive {
      new.reservation.settle(new.lines, at: closedAt ?? context.now, over: over)
    }
    guard new != known else { return }
    before.append(known)
    after.append(new)
  }

  /// What a held piece is changed by when so much of it leaves its balance: reserved, or allocated once confirmed.
  static func held(_ quantity: Quantity, _ reservation: Reservation) -> Balances {
    reservation.status == .confirmed ? Balances(allocated: quantity) : Balances(reserved: quantity)
  }

  func plan(_ facts: Facts, subject: String?) throws(InventoryError) -> Plan {
    guard !after.isEmpty else { throw .nothingToChange }
    var plan = Plan()
    plan.requirements = before.map { .reservation($0.reservation.id, version: $0.reservation.version) }
    plan.changes = zip(before, after).map { $1.change(from: $0) }
    plan.entries = CountRestating.restated(entries.inWritingOrder, facts)
    plan.guardRestating(facts)
    plan.reference = after.count == 1 ? after[0].reservation.subject : subject
    if after.count == 1 {
      plan.entity = after[0].reservation.entity
      plan.before = before[0].reservation.fields(before[0].lines, withLines: false)
      plan.after = after[0].saved.fields(after[0].lines, withLines: true)
    } else {
      plan.entity = subject.map { "reservations:\($0)" }
      plan.before = ReservationSettlement.list(before.map { $0.reservation.fields($0.lines, withLines: false) })
      plan.after = ReservationSettlement.list(after.map { $0.saved.fields($0.lines, withLines: after.count < 10) })
    }
    return plan
  }

  private static func list(_ documents: [Fields]) -> Fields {
    var fields = Fields()
    fields.add("reservations", .list(documents.map { .fields($0) }))
    return fields
  }
}

extension ReservationFacts {
  /// As it will be once it is written.
  fileprivate var saved: Reservation {
    var reservation = reservation
    reservation.version += 1
    return reservation
  }

  /// The lines that are other than they were, with those of their pieces that are.
  fileprivate func change(from old: ReservationFacts) -> Change {
    var changed: [ReservationLine] = []
    var waits: [ReservationLine] = []
    for (old, new) in zip(old.lines, lines) where old != new {
      var line = new
      line.pieces.removeAll { old.pieces.contains($0) }
      changed.append(line)
      if old.waiting != new.waiting || old.lacking != new.lacking { waits.append(new) }
    }
    return .reservation(.set(reservation, changed, waits: waits))
  }
}

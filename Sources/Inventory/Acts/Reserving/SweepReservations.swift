/// Writes down what has expired: reservations past their expiry hold nothing anyway, so no availability changes. Each
/// entry happened when its reservation expired.
///
/// A part at a time: it has to be run again until it finds nothing. Acts that take goods run it by themselves where it is
/// due, so nobody has to.
public struct SweepReservations: Act {
  public init() {}

  /// At most so many reservations in one act.
  public static let mostReservations = 200

  public var action: String { "reservation.expired" }
  public var isUpkeep: Bool { true }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.reservations = .expired(atMost: SweepReservations.mostReservations)
    return needs
  }

  public func describe(to digest: inout ContentDigest) {}

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard !facts.reservations.isEmpty else { return Plan() }
    var settlement = ReservationSettlement(context)
    for known in facts.reservations {
      guard known.reservation.status(at: context.now) == .expired, let end = known.reservation.expiresAt else {
        continue
      }
      try settlement.change(known, over: .expired, closedAt: end) { new, entries throws(InventoryError) in
        for index in new.lines.indices {
          _ = new.lines[index].release(nil, of: known.reservation, at: end, nil, kind: .expire, &entries)
        }
      }
    }
    guard !settlement.isEmpty else { return Plan() }
    return try settlement.plan(facts, subject: nil)
  }
}

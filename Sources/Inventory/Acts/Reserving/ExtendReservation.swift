/// Moves the expiry of reservations that are alive: confirmed ones do not expire anyway.
public struct ExtendReservation: Act {
  public var reservation: ReservationName
  public var life: ReserveStock.Life
  public var ifVersion: Int64?

  /// Nil takes the expiry away.
  public init(_ reservation: ReservationName, until expiresAt: Instant?, ifVersion: Int64? = nil) {
    self.init(reservation, expiresAt.map { .until($0) } ?? .unlimited, ifVersion: ifVersion)
  }

  public init(_ reservation: ReservationName, _ life: ReserveStock.Life, ifVersion: Int64? = nil) {
    self.reservation = reservation
    self.life = life
    self.ifVersion = ifVersion
  }

  public var action: String { "reservation.extended" }

  public var needs: Needs {
    var needs = Needs(reservation)
    if life == .standard { needs.settings = [KnownSetting.reservationLife.name] }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    reservation.describe(to: &digest)
    life.describe(to: &digest)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let living = try facts.living(reservation, at: context.now, ifVersion: ifVersion, wanted: "extend it")
    let end = try life.end(facts, context.now)
    guard living.contains(where: { $0.reservation.status.mayExpire }) else {
      throw .reservationIs(living[0].reservation.number, living[0].reservation.status, wanted: "extend it")
    }
    var settlement = ReservationSettlement(context)
    for known in living where known.reservation.status.mayExpire {
      try settlement.change(known, over: .released) { new, _ throws(InventoryError) in
        new.reservation.expiresAt = end
      }
    }
    return try settlement.plan(facts, subject: reservation.subject)
  }
}

/// Confirms reservations: what is reserved becomes allocated and expires no more. One that has expired is refused, even
/// where its goods are still free: whoever wants them reserves again.
public struct ConfirmReservation: Act {
  public var reservation: ReservationName
  public var ifVersion: Int64?

  public init(_ reservation: ReservationName, ifVersion: Int64? = nil) {
    self.reservation = reservation
    self.ifVersion = ifVersion
  }

  public var action: String { "reservation.confirmed" }
  public var needs: Needs { Needs(reservation) }

  public func describe(to digest: inout ContentDigest) {
    reservation.describe(to: &digest)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let living = try facts.living(reservation, at: context.now, ifVersion: ifVersion, wanted: "confirm it")
    var settlement = ReservationSettlement(context)
    for known in living where known.reservation.status.mayExpire {
      try settlement.change(known, over: .released) { new, entries throws(InventoryError) in
        for line in known.lines {
          for piece in line.pieces where piece.open > .zero {
            let change = Balances(reserved: -piece.open, allocated: piece.open)
            entries.append(line.entry(.confirm, of: piece, known.reservation, change, at: context.now))
          }
        }
        new.reservation.status = .confirmed
        new.reservation.expiresAt = nil
        new.reservation.confirmedAt = context.now
      }
    }
    guard !settlement.isEmpty else {
      throw .reservationIs(living[0].reservation.number, .confirmed, wanted: "confirm it")
    }
    return try settlement.plan(facts, subject: reservation.subject)
  }
}

extension Needs {
  init(_ reservation: ReservationName) {
    self.init()
    reservations = .named(reservation)
  }
}

extension ReservationName {
  var subject: String? { if case .subject(let text) = self { text } else { nil } }
}

extension ReservationSettlement {
  var isEmpty: Bool { changes == 0 }
}

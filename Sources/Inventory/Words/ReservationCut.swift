/// What a reservation or an allocation holds of a record, for a reference.
public struct Hold: Hashable, Sendable {
  public var reference: String?
  public var lot: String?
  public var quantity: Quantity
  /// Confirmed: promised for good (`allocated`), not only reserved.
  public var isConfirmed: Bool
  public var isExpired: Bool
  /// The ledger entry that last added to it: the newest is cut first.
  public var newestEntry: Int64
  /// The reservation and its line, where it is a piece of one, and the version it was looked at.
  public var part: ReservationPart?
  public var version: Int64 = 0

  public init(
    reference: String?, lot: String? = nil, quantity: Quantity, isConfirmed: Bool = false, isExpired: Bool = false,
    newestEntry: Int64
  ) {
    self.reference = reference
    self.lot = lot
    self.quantity = quantity
    self.isConfirmed = isConfirmed
    self.isExpired = isExpired
    self.newestEntry = newestEntry
  }

  /// `RV-0042 for order:SO-118`, or the reference alone; nil where neither is known.
  public var holder: String? { Hold.name(part?.reservation, reference) }

  static func name(_ reservation: ReservationID?, _ reference: String?) -> String? {
    guard let reservation else { return reference }
    return reference.map { "\(reservation) for \($0)" } ?? reservation.description
  }
}

/// What is taken back of a hold because a count proved that the goods do not exist.
public struct ReservationCut: Hashable, Sendable {
  public var hold: Hold
  public var quantity: Quantity

  public init(_ hold: Hold, _ quantity: Quantity) {
    self.hold = hold
    self.quantity = quantity
  }

  /// Takes back what is short: expired reservations first, then unconfirmed ones newest first, then confirmed ones newest
  /// first, splitting the last (`algorithms.md` 4.8, 7). What no hold can give is left over.
  public static func plan(_ holds: [Hold], short: Quantity) -> (cuts: [ReservationCut], left: Quantity) {
    var left = max(short, .zero)
    var cuts: [ReservationCut] = []
    let order = holds.sorted { a, b in
      (a.rank, -a.newestEntry) < (b.rank, -b.newestEntry)
    }
    for hold in order where left > .zero && hold.quantity > .zero {
      let taken = min(left, hold.quantity)
      cuts.append(ReservationCut(hold, taken))
      left -= taken
    }
    return (cuts, left)
  }
}

extension Hold {
  fileprivate var rank: Int { isExpired ? 0 : isConfirmed ? 2 : 1 }
}

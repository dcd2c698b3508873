/// Which reservations an act must know.
public enum ReservationNeed: Hashable, Sendable {
  case named(ReservationName)
  /// Those that have expired by now and are not written down, the longest ago first.
  case expired(atMost: Int)
  /// Those that wait for any of these items, the oldest first, and what there is to serve them.
  case waiting([ItemID], atMost: Int)
}

/// A reservation as an act finds it.
public struct ReservationFacts: Hashable, Sendable {
  public var reservation: Reservation
  public var lines: [ReservationLine]

  public init(_ reservation: Reservation, _ lines: [ReservationLine] = []) {
    self.reservation = reservation
    self.lines = lines
  }
}

/// What a place and those inside it can spare of an item.
public struct PromiseFacts: Hashable, Sendable {
  public var candidates: [LotAllocation.Candidate] = []
  /// Of an item kept by lot: what is available of all lots together, by place.
  public var available: [LocationID: Quantity] = [:]
  /// The latest entry of the item anywhere.
  public var lastEntry: Int64 = 0

  public init() {}
}

/// Which line of a reservation an entry belongs to.
public struct ReservationPart: Hashable, Sendable {
  public var reservation: ReservationID
  public var line: Int

  public init(_ reservation: ReservationID, line: Int) {
    self.reservation = reservation
    self.line = line
  }
}

/// A change of a reservation, as part of a plan.
public enum ReservationChange: Hashable, Sendable {
  case create(Reservation, [ReservationLine])
  /// What it is from now on; of the lines and pieces those that changed.
  /// - Parameter waits: the lines of which something else waits or lacks than before.
  case set(Reservation, [ReservationLine], waits: [ReservationLine])
  /// A count proved that goods do not exist which pieces hold.
  case cut([PieceCut], at: Instant)
}

/// What a piece of a reservation loses.
public struct PieceCut: Hashable, Sendable {
  public var part: ReservationPart
  public var subject: String
  public var item: ItemID
  public var location: LocationID
  public var lot: String?
  public var quantity: Quantity
  /// What was cut, for the audit.
  public var document: Fields

  public init(
    part: ReservationPart, subject: String, item: ItemID, location: LocationID, lot: String?, quantity: Quantity,
    document: Fields
  ) {
    self.part = part
    self.subject = subject
    self.item = item
    self.location = location
    self.lot = lot
    self.quantity = quantity
    self.document = document
  }
}

/// Goods that movements take of what is reserved or allocated, without a reservation.
public struct LooseClaim: Hashable, Sendable {
  public var record: RecordKey
  public var code: ItemCode
  public var place: String
  public var lot: String?
  public var reserved: Quantity
  public var allocated: Quantity
}

extension Plan {
  /// Entries of no reservation take nothing of what reservations hold.
  mutating func requireLoose() {
    struct Key: Hashable {
      var record: RecordKey
      var lot: String?
    }
    var claims: [Key: LooseClaim] = [:]
    var order: [Key] = []
    for entry in entries where entry.reservation == nil && !(entry.change.reserved + entry.change.allocated).isZero {
      let key = Key(record: entry.record, lot: entry.lot?.code.lowercased())
      if claims[key] == nil {
        order.append(key)
        claims[key] = LooseClaim(
          record: entry.record, code: entry.code, place: entry.place, lot: entry.lot?.code, reserved: .zero,
          allocated: .zero)
      }
      claims[key]?.reserved -= entry.change.reserved
      claims[key]?.allocated -= entry.change.allocated
    }
    for key in order {
      guard var claim = claims[key], claim.reserved > .zero || claim.allocated > .zero else { continue }
      claim.reserved = max(claim.reserved, .zero)
      claim.allocated = max(claim.allocated, .zero)
      requirements.append(.loose(claim))
    }
  }

  /// What every plan rests on that takes goods away or gives back what was promised: that what expired is written down, and
  /// that what reservations hold is left to them.
  public mutating func requirePromises(at now: Instant) {
    let swept = Requirement.reservationsSwept(at: now)
    if !requirements.contains(swept), entries.contains(where: { $0.change.available < .zero }) {
      requirements.append(swept)
    }
    requireLoose()
  }
}

extension ReservationLine {
  /// The records its pieces are held of.
  public var records: [RecordKey] { pieces.map { RecordKey(item, $0.location) } }
}

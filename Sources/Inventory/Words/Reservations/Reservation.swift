/// Stock held for a reference: an order, a checkout, an allocation (`spec.md` 3.4).
public struct Reservation: Hashable, Sendable {
  public var id: ReservationID
  /// What it is held for, as `TYPE:ID`: `order:SO-118`. Several may be held for the same.
  public var subject: String
  /// What it was when something last happened to it; see ``status(at:)``.
  public var status: ReservationStatus
  /// From this instant on it holds nothing, swept or not; nil for one that does not expire.
  public var expiresAt: Instant?
  /// When the goods are wanted; nil for now.
  public var due: Day?
  public var holdReason: String?
  public var createdBy: String
  public var createdAt: Instant
  public var confirmedAt: Instant?
  /// When the last of it was fulfilled, released or expired.
  public var closedAt: Instant?
  /// Another number after every act.
  public var version: Int64

  public init(
    id: ReservationID = ReservationID(0), subject: String, status: ReservationStatus = .reserved,
    expiresAt: Instant? = nil, due: Day? = nil, holdReason: String? = nil, createdBy: String, createdAt: Instant,
    confirmedAt: Instant? = nil, closedAt: Instant? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.subject = subject
    self.status = status
    self.expiresAt = expiresAt
    self.due = due
    self.holdReason = holdReason
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.confirmedAt = confirmedAt
    self.closedAt = closedAt
    self.version = version
  }

  /// `RV-0042`.
  public var number: String { id.description }

  /// What it is at an instant, swept or not: at the very instant it expires it holds nothing (`algorithms.md` 4.12).
  public func status(at now: Instant) -> ReservationStatus {
    guard status.mayExpire, let expiresAt, now >= expiresAt else { return status }
    return .expired
  }
}

/// The number people type: `RV-0042`, or 42 alone.
public struct ReservationID: Hashable, Sendable, Comparable, LosslessStringConvertible {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }

  public init?(_ text: String) {
    guard let number = DocumentNumber.read(text, "RV") else { return nil }
    self.init(number)
  }

  public var description: String { DocumentNumber.text("RV", number) }

  public static func < (a: ReservationID, b: ReservationID) -> Bool { a.number < b.number }
}

public enum ReservationStatus: String, Sendable, CaseIterable {
  /// All that was asked for is held.
  case reserved
  /// Some of it is held; the lines say why the rest is not.
  case partial
  /// None of it could be held.
  case failed
  /// Promised for good: it does not expire.
  case confirmed
  case fulfilled, released, expired

  /// Whether it holds something, or waits for something to hold.
  public var isLive: Bool { self == .reserved || self == .partial || self == .confirmed }
  public var mayExpire: Bool { self == .reserved || self == .partial }
}

/// One line of a reservation: what was asked for, and what is held for it.
public struct ReservationLine: Hashable, Sendable {
  public var reservation: ReservationID
  public var number: Int
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var unit: String
  /// Where it is to come from: this place or one inside it.
  public var location: LocationID
  public var place: String
  /// How lots are chosen.
  public var policy: LotAllocation.Policy
  /// Days that must be left of a lot's life.
  public var minimumLife: Int
  public var requested: Quantity
  /// Not held, and waiting as a back-order: what comes in serves the oldest first.
  public var waiting: Quantity
  /// What was available where the line could not be held whole; nil where it was.
  public var lacking: Quantity?
  public var pieces: [ReservationPiece]
  /// How the item is kept: of serials each is named when it leaves.
  public var tracking: Tracking

  public init(
    reservation: ReservationID, number: Int, item: ItemID, code: ItemCode, name: String = "", unit: String = "pcs",
    location: LocationID, place: String, policy: LotAllocation.Policy = .fefo, minimumLife: Int = 0,
    requested: Quantity, waiting: Quantity = .zero, lacking: Quantity? = nil, pieces: [ReservationPiece] = [],
    tracking: Tracking = .none
  ) {
    self.reservation = reservation
    self.number = number
    self.item = item
    self.code = code
    self.name = name
    self.unit = unit
    self.location = location
    self.place = place
    self.policy = policy
    self.minimumLife = minimumLife
    self.requested = requested
    self.waiting = waiting
    self.lacking = lacking
    self.pieces = pieces
    self.tracking = tracking
  }

  /// Held now.
  public var open: Quantity { pieces.reduce(.zero) { $0 + $1.open } }
  public var fulfilled: Quantity { pieces.reduce(.zero) { $0 + $1.fulfilled } }
}

/// What a line holds of one lot, or of no lot in particular, at one place.
public struct ReservationPiece: Hashable, Sendable {
  public var location: LocationID
  public var place: String
  public var lot: Lot?
  /// Held now: reserved, or allocated once the reservation is confirmed.
  public var open: Quantity
  public var fulfilled: Quantity
  /// Given back: released, or expired.
  public var released: Quantity
  /// Taken back because a count proved that the goods do not exist.
  public var cut: Quantity

  public init(
    location: LocationID, place: String, lot: Lot? = nil, open: Quantity, fulfilled: Quantity = .zero,
    released: Quantity = .zero, cut: Quantity = .zero
  ) {
    self.location = location
    self.place = place
    self.lot = lot
    self.open = open
    self.fulfilled = fulfilled
    self.released = released
    self.cut = cut
  }
}

/// Which reservations an act means.
public enum ReservationName: Hashable, Sendable {
  /// `RV-0042`, or the number alone.
  case number(String)
  /// All live ones for a reference, as `TYPE:ID`.
  case subject(String)

  /// As somebody typed it: what is no number is a reference.
  public init(_ text: String) { self = ReservationID(text) == nil ? .subject(text) : .number(text) }

  var text: String {
    switch self {
    case .number(let text), .subject(let text): text
    }
  }

  func describe(to digest: inout ContentDigest) {
    switch self {
    case .number(let text): digest.add("reservation", ReservationID(text)?.description ?? text)
    case .subject(let text): digest.add("subject", text)
    }
  }
}

extension Facts {
  /// The reservations an act means, each of them alive now; refused with what to do where there is none.
  func living(
    _ name: ReservationName, at now: Instant, ifVersion: Int64?, wanted: String
  ) throws(InventoryError) -> [ReservationFacts] {
    if case .number(let text) = name, reservations.isEmpty { throw .noSuchReservation(text) }
    let living = reservations.filter { $0.reservation.status(at: now).isLive }
    if let ifVersion, let moved = reservations.map(\.reservation).first(where: { $0.version != ifVersion }) {
      throw .versionMovedOn(what: moved.number, given: ifVersion, current: moved.version)
    }
    guard living.isEmpty else { return living }
    guard let over = reservations.last?.reservation else { throw .noneReserved(name.text) }
    let status = over.status(at: now)
    if status == .expired, let at = over.expiresAt {
      throw .reservationExpired(over.number, subject: over.subject, at: at)
    }
    throw .reservationIs(over.number, status, wanted: wanted)
  }
}

extension Reservation {
  /// `TYPE:ID`, both of them something.
  static func check(subject: String) throws(InventoryError) {
    let parts = subject.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, CodeRule.objection(to: subject) != .controlCharacter,
      subject.utf8.count <= 200
    else {
      throw .badField(
        name: "reference", value: subject, wanted: "what it is held for, as TYPE:ID, such as order:SO-118")
    }
  }

  /// The day the goods are used on: when they are wanted, but not before now.
  static func useDay(_ due: Day?, _ now: Instant) -> Day { due.map { max($0, now.day) } ?? now.day }

  /// What it is by what its lines hold and wait for; where that is nothing, it is over.
  mutating func settle(_ lines: [ReservationLine], at now: Instant, over: ReservationStatus) {
    let isLive = lines.contains { $0.open > .zero || $0.waiting > .zero }
    guard isLive else {
      status = over
      closedAt = now
      return
    }
    guard status != .confirmed else { return }
    status = lines.allSatisfy { $0.open + $0.fulfilled + $0.released >= $0.requested } ? .reserved : .partial
  }
}

extension ReservationPiece {
  init(_ piece: LotAllocation.Piece) {
    self.init(
      location: piece.candidate.location, place: piece.candidate.place, lot: piece.candidate.lot,
      open: piece.quantity)
  }
}

extension ReservationLine {
  /// The entries by which its pieces come to be held.
  func reserving(_ reservation: Reservation, at now: Instant) -> [PlannedEntry] {
    pieces.map { entry(.reserve, of: $0, reservation, Balances(reserved: $0.open), at: now) }
  }

  func entry(
    _ kind: MovementKind, of piece: ReservationPiece, _ reservation: Reservation, _ change: Balances,
    at instant: Instant,
    serials: [String] = [], reason: String? = nil
  ) -> PlannedEntry {
    var entry = PlannedEntry(
      kind: kind, item: item, code: code, location: piece.location, place: piece.place,
      lot: piece.lot.map { PlannedLot(code: $0.code) }, serials: serials, change: change, occurredAt: instant,
      reason: reason, reference: reservation.subject)
    entry.reservation = ReservationPart(reservation.id, line: number)
    // Where somebody was quicker, another piece may do.
    entry.followsBalances = kind == .reserve
    return entry
  }
}

extension [PlannedEntry] {
  /// By item, place and lot: everybody writes in the same order.
  var inWritingOrder: [PlannedEntry] {
    sorted {
      ($0.item.number, $0.location.number, $0.lot?.code ?? "") < (
        $1.item.number, $1.location.number, $1.lot?.code ?? ""
      )
    }
  }
}

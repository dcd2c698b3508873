/// Reservations, the newest first.
public struct ReservationPage: Question, Hashable {
  public var filter: ReservationFilter
  public var start: PageStart
  public var limit: Int

  public init(_ filter: ReservationFilter = ReservationFilter(), start: PageStart = .first, limit: Int = 50) {
    self.filter = filter
    self.start = start
    self.limit = limit
  }

  /// A reservation with what its lines come to: of one item alone where the filter names one.
  public struct Row: Hashable, Sendable {
    public var reservation: Reservation
    public var lines: Int
    public var requested: Quantity
    /// Held now.
    public var open: Quantity
    public var fulfilled: Quantity
    public var waiting: Quantity
    /// Where it holds something, or, where it holds nothing, where that was asked for: the place of the first line.
    public var place: String?
    /// At how many other places it holds something.
    public var otherPlaces: Int

    public init(
      reservation: Reservation, lines: Int, requested: Quantity, open: Quantity, fulfilled: Quantity,
      waiting: Quantity, place: String? = nil, otherPlaces: Int = 0
    ) {
      self.reservation = reservation
      self.lines = lines
      self.requested = requested
      self.open = open
      self.fulfilled = fulfilled
      self.waiting = waiting
      self.place = place
      self.otherPlaces = otherPlaces
    }
  }

  /// A reservation past its expiry is `expired` in the answer, whether or not anything has swept it.
  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Row> { try answers.answer(self) }
}

/// Which reservations. All that is given must hold.
public struct ReservationFilter: Hashable, Sendable {
  /// `TYPE:ID`, or the beginning of it.
  public var subject: String?
  /// As of now: what has expired counts as expired.
  public var status: ReservationStatus?
  /// Only those that hold something or wait for it (true), or only those that are over.
  public var isLive: Bool?
  public var expiresBefore: Instant?
  /// Has a line of this item.
  public var item: String?
  /// Holds something, or waits for it, at this location or inside it.
  public var location: String?
  /// Only those with a back-order waiting.
  public var isWaiting = false

  public init() {}
}

/// One reservation with its lines.
public struct ReservationCard: Question, Hashable {
  /// `RV-0042`, or the number alone.
  public var reservation: String
  public init(_ reservation: String) { self.reservation = reservation }

  public struct Card: Hashable, Sendable {
    public var reservation: Reservation
    public var lines: [ReservationLine]

    public init(reservation: Reservation, lines: [ReservationLine]) {
      self.reservation = reservation
      self.lines = lines
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// What stands at a place to be put away, and where each of it is best put (`algorithms.md` 4.14): goods that a transfer
/// brought first, then by code. What is promised to a reservation is told of by itself: it goes to its holder. What stands on a
/// pallet moves with it.
public struct PutAwayList: Question, Hashable {
  /// Where they stand: this place alone, not those inside it.
  public var place: String
  /// Only this item.
  public var item: String?
  /// Goods of this transfer first.
  public var transfer: String?
  /// A lot may be used through its expiry date.
  public var today: Day
  /// So many records at most.
  public var limit: Int

  public init(at place: String, item: String? = nil, transfer: String? = nil, today: Day, limit: Int = 100) {
    self.place = place
    self.item = item
    self.transfer = transfer
    self.today = today
    self.limit = limit
  }

  /// So much of an item, or of one of its lots, that stands loose and is either good or may not be used.
  public struct Line: Hashable, Sendable {
    public var item: Item
    public var lot: Lot?
    public var quantity: Quantity
    /// It may not be used: blocked in the books, or of a lot that may not be used.
    public var isBlocked: Bool
    /// Of a serial-tracked item: as many as units.
    public var serials: [String]
    public var isOfTransfer: Bool
    /// What goes out again, first.
    public var crossDock: [PutAwaySuggestion.CrossDock]
    public var shares: [PutAway.Share]
    /// What no place takes.
    public var unassigned: Quantity

    public init(
      _ item: Item, lot: Lot? = nil, _ quantity: Quantity, isBlocked: Bool = false, serials: [String] = [],
      isOfTransfer: Bool = false, crossDock: [PutAwaySuggestion.CrossDock] = [], shares: [PutAway.Share] = [],
      unassigned: Quantity = .zero
    ) {
      self.item = item
      self.lot = lot
      self.quantity = quantity
      self.isBlocked = isBlocked
      self.serials = serials
      self.isOfTransfer = isOfTransfer
      self.crossDock = crossDock
      self.shares = shares
      self.unassigned = unassigned
    }
  }

  /// So much of an item, or of one of its lots, that a reservation holds there.
  public struct Held: Hashable, Sendable {
    public var item: Item
    public var lot: Lot?
    public var quantity: Quantity
    /// `RV-0042`.
    public var reservation: String
    /// `order:SO-118`.
    public var subject: String

    public init(_ item: Item, lot: Lot? = nil, _ quantity: Quantity, reservation: String, subject: String) {
      self.item = item
      self.lot = lot
      self.quantity = quantity
      self.reservation = reservation
      self.subject = subject
    }
  }

  public struct Sheet: Hashable, Sendable {
    public var place: Location
    public var lines: [Line]
    /// The pallets that stand there; not told where only one item was asked for.
    public var plates: [Plate]
    /// What is held there, the confirmed first, then the oldest.
    public var held: [Held]
    /// More stands there than was asked for.
    public var hasMore: Bool

    public init(
      place: Location, lines: [Line], plates: [Plate] = [], held: [Held] = [], hasMore: Bool = false
    ) {
      self.place = place
      self.lines = lines
      self.plates = plates
      self.held = held
      self.hasMore = hasMore
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Sheet { try answers.answer(self) }
}

/// Where goods that stand at a place are best put away (`algorithms.md` 4.14), or whether they are wanted elsewhere first.
public struct PutAwaySuggestion: Question, Hashable {
  public var item: String
  public var quantity: Quantity
  public var lot: String?
  /// Where they stand now.
  public var source: String
  /// They are broken: only quarantine will do, as for a lot that may not be used.
  public var isDamaged: Bool
  /// Where only whole packs of so many units may be put somewhere.
  public var pack: Quantity?
  /// A lot may be used through its expiry date.
  public var today: Day

  public init(
    _ item: String, _ quantity: Quantity, lot: String? = nil, from source: String, isDamaged: Bool = false,
    pack: Quantity? = nil, today: Day
  ) {
    self.item = item
    self.quantity = quantity
    self.lot = lot
    self.source = source
    self.isDamaged = isDamaged
    self.pack = pack
    self.today = today
  }

  /// What waits at this site for such goods: a back-order, or a transfer that was asked of it.
  public struct CrossDock: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
      case reservation, transfer
    }

    public var kind: Kind
    /// `RV-0042`, `TR-0007`.
    public var document: String
    /// What is reserved for, `order:SO-118`, or the site that the transfer goes to.
    public var destination: String
    public var quantity: Quantity

    public init(transfer: String, destination: String, quantity: Quantity) {
      kind = .transfer
      document = transfer
      self.destination = destination
      self.quantity = quantity
    }

    public init(reservation: String, subject: String, quantity: Quantity) {
      kind = .reservation
      document = reservation
      destination = subject
      self.quantity = quantity
    }

    /// `to RV-0042 for order:SO-118`, `to TR-0007 for SOUTH`.
    public var words: String { "to \(document) for \(destination)" }
  }

  public struct Suggestion: Hashable, Sendable {
    public var item: Item
    /// What goes out again, first.
    public var crossDock: [CrossDock]
    public var shares: [PutAway.Share]
    public var unassigned: Quantity

    public init(item: Item, crossDock: [CrossDock], shares: [PutAway.Share], unassigned: Quantity) {
      self.item = item
      self.crossDock = crossDock
      self.shares = shares
      self.unassigned = unassigned
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Suggestion { try answers.answer(self) }
}

/// The rules of put-away, by place.
public struct PutAwayRulePage: Question, Hashable {
  /// Only those that are about this item: its own, its category's and those about everything.
  public var item: String?
  /// Only those of this place and inside it.
  public var location: String?
  public var start: PageStart
  public var limit: Int

  public init(of item: String? = nil, at location: String? = nil, start: PageStart = .first, limit: Int = 50) {
    self.item = item
    self.location = location
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<PutAwayRule> {
    try answers.answer(self)
  }
}

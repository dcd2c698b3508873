/// Lots, those that expire first at first, those that never expire last; at one day by code.
public struct LotPage: Question, Hashable {
  public var filter: LotFilter
  public var start: PageStart
  public var limit: Int

  public init(_ filter: LotFilter = LotFilter(), start: PageStart = .first, limit: Int = 50) {
    self.filter = filter
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<LotRow> { try answers.answer(self) }
}

/// Which lots. All that is given must hold.
public struct LotFilter: Hashable, Sendable {
  /// SKU, `SKU/VARIANT` or barcode.
  public var item: String?
  /// Something of it is at this location or inside it.
  public var location: String?
  public var expiresBefore: Day?
  /// What it is today: a lot whose last day has passed is expired, marked as such or not.
  public var status: LotStatus?
  /// Something of it is on hand somewhere.
  public var hasStock = false
  /// Its code, or the SKU of its item, begins with it.
  public var text: String?

  public init() {}
}

/// A lot as lists show it.
public struct LotRow: Hashable, Sendable {
  /// With the status of today, whether or not it was marked.
  public var lot: Lot
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var onHand: Quantity
  /// What of it may not be used, blocked in the books or not yet.
  public var blocked: Quantity
  /// In how many places there is some.
  public var places: Int
  /// 0 on the last day it may be used.
  public var daysLeft: Int?
  /// The quantities are kept from who asks: they stand as zero, and mean nothing.
  public var isWithheld = false

  public init(
    lot: Lot, item: ItemID, code: ItemCode, name: String, onHand: Quantity, blocked: Quantity, places: Int,
    daysLeft: Int?
  ) {
    self.lot = lot
    self.item = item
    self.code = code
    self.name = name
    self.onHand = onHand
    self.blocked = blocked
    self.places = places
    self.daysLeft = daysLeft
  }
}

/// One lot: what there is of it and where, where it came from, where it went, through all that was split off.
public struct LotCard: Question, Hashable {
  public var code: String
  /// The item's name; nil where the code alone tells.
  public var item: String?
  /// How many of its latest ledger entries.
  public var limit: Int

  public init(_ code: String, of item: String? = nil, limit: Int = 50) {
    self.code = code
    self.item = item
    self.limit = limit
  }

  /// Goods of one lot became another's.
  public struct Split: Hashable, Sendable {
    public var from: String
    public var to: String
    public var quantity: Quantity
    public var occurredAt: Instant
    /// The entry by which the new lot got them.
    public var entry: Int64

    public init(from: String, to: String, quantity: Quantity, occurredAt: Instant, entry: Int64) {
      self.from = from
      self.to = to
      self.quantity = quantity
      self.occurredAt = occurredAt
      self.entry = entry
    }
  }

  public struct Card: Hashable, Sendable {
    public var row: LotRow
    public var places: [LotBalance]
    /// The splits that lead to it, and those that lead on from it.
    public var ancestors: [Split]
    public var descendants: [Split]
    /// What brought the goods of it, and of the lots it was split from, to us: receipts, returns, openings, what was found.
    public var sources: [LedgerEntry]
    /// What took them away, or elsewhere: issues, scrap, transfers; of the lots that were split off too.
    public var destinations: [LedgerEntry]
    /// Its serials, of an item kept by serial: the first of them.
    public var serials: [String]
    /// Its own, latest first.
    public var entries: Page<LedgerEntry>

    public init(
      row: LotRow, places: [LotBalance], ancestors: [Split], descendants: [Split], sources: [LedgerEntry],
      destinations: [LedgerEntry], serials: [String], entries: Page<LedgerEntry>
    ) {
      self.row = row
      self.places = places
      self.ancestors = ancestors
      self.descendants = descendants
      self.sources = sources
      self.destinations = destinations
      self.serials = serials
      self.entries = entries
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// Serials in the order of their numbers.
public struct SerialPage: Question, Hashable {
  public var filter: SerialFilter
  public var start: PageStart
  public var limit: Int

  public init(_ filter: SerialFilter = SerialFilter(), start: PageStart = .first, limit: Int = 50) {
    self.filter = filter
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<SerialUnit> {
    try answers.answer(self)
  }
}

/// Which serials. All that is given must hold.
public struct SerialFilter: Hashable, Sendable {
  /// SKU, `SKU/VARIANT` or barcode.
  public var item: String?
  public var status: SerialStatus?
  /// At this location or inside it.
  public var location: String?
  public var owner: String?
  /// The number begins with it.
  public var text: String?

  public init() {}
}

/// One serial, found by its number however many there are, and all that ever happened to it, latest first.
public struct SerialCard: Question, Hashable {
  public var serial: String
  /// The item's name; nil where the number alone tells.
  public var item: String?

  public init(_ serial: String, of item: String? = nil) {
    self.serial = serial
    self.item = item
  }

  public struct Card: Hashable, Sendable {
    public var serial: SerialUnit
    public var history: [LedgerEntry]

    public init(serial: SerialUnit, history: [LedgerEntry]) {
      self.serial = serial
      self.history = history
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// Stock records, a page at a time.
public struct StockPage: Question, Hashable {
  public var filter: StockFilter
  public var sort: StockSort
  public var isDescending: Bool
  public var start: PageStart
  public var limit: Int

  public init(
    filter: StockFilter = StockFilter(), sort: StockSort = .item, isDescending: Bool = false,
    start: PageStart = .first, limit: Int = 50
  ) {
    self.filter = filter
    self.sort = sort
    self.isDescending = isDescending
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<StockRow> { try answers.answer(self) }
}

/// Which stock records to show. All that is given must hold.
public struct StockFilter: Hashable, Sendable {
  /// SKU, `SKU/VARIANT` or barcode. A SKU with variants means all of them.
  public var item: String?
  /// A location's code, name or path, and all places inside it.
  public var location: String?
  public var roomType: String?
  public var category: String?
  /// Only records in which this balance is not zero.
  public var status: Balance?
  public var isLow = false
  public var minimumAvailable: Quantity?
  /// Only items in use (true) or retired (false).
  public var itemIsActive: Bool?
  /// Any part of SKU, variant or name; several words must all occur. One or two letters: the beginning of the SKU.
  /// A list with a text is in the order of how well it fits: SKUs that begin with it first.
  public var text: String?

  public init() {}
}

/// What a list of stock records is ordered by.
public enum StockSort: String, Hashable, Sendable, CaseIterable {
  case item, name, place
  /// The order of the books, items as they were added: the cheapest for a long list of low stock.
  case record
  case available
  case onHand = "on_hand"
  case reserved
  case reorderPoint = "reorder_point"
}

/// The counts a header shows, from counters that are kept, not counted: all sites, or one.
public struct StockTotals: Question, Hashable {
  /// A site's code; nil for all.
  public var site: String?
  public init(site: String? = nil) { self.site = site }

  public struct Totals: Hashable, Sendable {
    public var records: Int
    public var low: Int
    public var out: Int
    /// How much is low and out is kept from who asks.
    public var isWithheld: Bool
    public init(records: Int, low: Int, out: Int, isWithheld: Bool = false) {
      self.records = records
      self.low = low
      self.out = out
      self.isWithheld = isWithheld
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Totals { try answers.answer(self) }
}

/// One item: totals, its places, its lots and serials.
public struct ItemStock: Question, Hashable {
  public var item: String
  /// Only at this location and inside it.
  public var location: String?

  public init(_ item: String, at location: String? = nil) {
    self.item = item
    self.location = location
  }

  public struct Card: Hashable, Sendable {
    public var item: Item
    public var total: Balances
    public var places: [StockRow]
    /// Lots with something on hand, first expiring first.
    public var lots: [LotBalance]
    public var serials: [Serial]
    /// Some of its places are kept from who asks: the total is that of the others.
    public var isWithheld: Bool

    public init(
      item: Item, total: Balances, places: [StockRow], lots: [LotBalance], serials: [Serial], isWithheld: Bool = false
    ) {
      self.isWithheld = isWithheld
      self.item = item
      self.total = total
      self.places = places
      self.lots = lots
      self.serials = serials
    }
  }

  public struct Serial: Hashable, Sendable {
    public var serial: String
    public var place: String
    public init(serial: String, place: String) {
      self.serial = serial
      self.place = place
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// What left stock by sale or consumption on each of the last days, returns taken off, oldest first; UTC days ending
/// with that of `until` (`algorithms.md` 4.4; transfers and adjustments do not count).
public struct UsePerDay: Question, Hashable {
  public var item: String
  public var days: Int
  public var until: Instant

  public init(_ item: String, days: Int = 28, until: Instant) {
    self.item = item
    self.days = days
    self.until = until
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> [Quantity] { try answers.answer(self) }
}

/// Hands over every stock record of the filter (text and order aside) in SKU order without keeping them: for exports.
/// The answer is how many there were. The closure returns false to stop.
public struct EachStockRow: Question {
  public var filter: StockFilter
  public var each: @Sendable (any StockCells) -> Bool

  public init(_ filter: StockFilter = StockFilter(), each: @escaping @Sendable (any StockCells) -> Bool) {
    self.filter = filter
    self.each = each
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Int { try answers.answer(self) }
}

/// One stock record as it passes by in an export, valid only inside the closure: text as bytes, numbers as integers, so
/// that a million rows cost no million strings.
public protocol StockCells {
  func text(_ column: StockTextColumn, _ body: (UnsafeBufferPointer<UInt8>) -> Void)
  /// In thousandths; of ``StockNumberColumn/unitCost`` in ten-thousandths, of instants in milliseconds. Nil for none.
  func number(_ column: StockNumberColumn) -> Int64?
}

public enum StockTextColumn: Int, Sendable, CaseIterable {
  case sku, variant, name, category, unit, location, site, roomType, bin, currency
}

public enum StockNumberColumn: Int, Sendable, CaseIterable {
  case onHand, reserved, allocated, blocked, incoming, reorderPoint, unitCost, version, lastMovementAt
}

/// A stock record as lists show it: the balances of one item at one location, with the words a reader needs.
public struct StockRow: Hashable, Sendable {
  public var item: ItemID
  public var location: LocationID
  public var code: ItemCode
  public var name: String
  public var category: String
  public var unit: String
  public var itemIsActive: Bool
  public var cost: UnitCost?
  public var currency: String
  public var locationCode: String
  public var siteCode: String
  public var roomType: String
  public var balances: Balances
  /// Low stock is available at or below this (`algorithms.md` 4.2); nil where nothing is watched.
  public var reorderPoint: Quantity?
  public var bin: String
  public var flags: [Flag]
  /// Another number after every movement and every edit.
  public var version: Int64
  public var lastMovementAt: Instant?
  public var lastCountedAt: Instant?
  /// The balances are kept from who asks: they stand as zero, and mean nothing.
  public var isWithheld = false
  /// What of ``Balances/blocked`` is not blocked in the books yet: goods of lots that have expired since anybody marked them.
  public var unswept: Quantity = .zero

  public init(
    item: ItemID, location: LocationID, code: ItemCode, name: String, category: String, unit: String,
    itemIsActive: Bool, cost: UnitCost?, currency: String, locationCode: String, siteCode: String, roomType: String,
    balances: Balances, reorderPoint: Quantity?, bin: String, flags: [Flag], version: Int64,
    lastMovementAt: Instant?, lastCountedAt: Instant?
  ) {
    self.item = item
    self.location = location
    self.code = code
    self.name = name
    self.category = category
    self.unit = unit
    self.itemIsActive = itemIsActive
    self.cost = cost
    self.currency = currency
    self.locationCode = locationCode
    self.siteCode = siteCode
    self.roomType = roomType
    self.balances = balances
    self.reorderPoint = reorderPoint
    self.bin = bin
    self.flags = flags
    self.version = version
    self.lastMovementAt = lastMovementAt
    self.lastCountedAt = lastCountedAt
  }

  /// `NORTH/A-03-2`.
  public var place: String {
    siteCode.isEmpty || siteCode == locationCode ? locationCode : siteCode + "/" + locationCode
  }
  /// A balance, or nil where it is kept from who asks.
  public func figure(_ balance: Balance) -> Quantity? { isWithheld ? nil : balance.of(balances) }
  public var state: StockState { isWithheld ? .withheld : StockState(balances, reorderPoint: reorderPoint) }
}

/// A name and a value that a site hangs on a stock record.
public struct Flag: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// How a record stands against its reorder point.
public enum StockState: String, Sendable, CaseIterable {
  case ok, low, out, covered
  /// Kept from who asks: it is being counted blind.
  case withheld

  /// Low at the point, not only below it; out where nothing is available; covered while what is expected lifts it above
  /// the point (`algorithms.md` 4.2).
  public init(_ balances: Balances, reorderPoint: Quantity?) {
    guard let reorderPoint, balances.available <= reorderPoint else {
      self = .ok
      return
    }
    if balances.projected > reorderPoint {
      self = .covered
    } else {
      self = balances.available <= .zero ? .out : .low
    }
  }
}

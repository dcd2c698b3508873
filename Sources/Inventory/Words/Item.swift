/// What is stocked.
public struct Item: Hashable, Sendable {
  public var id: ItemID
  public var code: ItemCode
  public var name: String
  public var category: String
  public var unit: UnitOfMeasure
  public var tracking: Tracking
  public var isActive: Bool
  public var cost: UnitCost?
  public var price: UnitCost?
  /// ISO 4217, or empty.
  public var currency: String
  public var barcodes: [Barcode]
  public var packs: [Pack]
  public var version: Int64

  public init(
    id: ItemID = ItemID(0), code: ItemCode, name: String = "", category: String = "", unit: UnitOfMeasure = .pieces,
    tracking: Tracking = .none, isActive: Bool = true, cost: UnitCost? = nil, price: UnitCost? = nil,
    currency: String = "", barcodes: [Barcode] = [], packs: [Pack] = [], version: Int64 = 1
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.category = category
    self.unit = unit
    self.tracking = tracking
    self.isActive = isActive
    self.cost = cost
    self.price = price
    self.currency = currency
    self.barcodes = barcodes
    self.packs = packs
    self.version = version
  }
}

/// The database's own number for an item: small, so that ten million entries stay small.
public struct ItemID: Hashable, Sendable, Comparable {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }
  public static func < (a: ItemID, b: ItemID) -> Bool { a.number < b.number }
}

/// How the units of an item are told apart.
public enum Tracking: String, Sendable, CaseIterable {
  case none, lot, serial
}

/// A number an item answers to when scanned, and how many units one scan of it stands for.
public struct Barcode: Hashable, Sendable {
  public var code: String
  /// A case of 12 has 12; one piece has 1.
  public var pack: Quantity

  public init(_ code: String, pack: Quantity = Quantity(1)) {
    self.code = code
    self.pack = pack
  }
}

/// A named multiple of the item's unit: `case` of 12.
public struct Pack: Hashable, Sendable {
  public var name: String
  public var factor: Quantity

  public init(_ name: String, _ factor: Quantity) {
    self.name = name
    self.factor = factor
  }
}

/// What has become of one unit of a serial-tracked item.
public enum SerialStatus: String, Sendable, CaseIterable {
  case inStock = "in_stock"
  /// In stock, and not to be used.
  case quarantined
  /// Shipped, and not received yet.
  case inTransit = "in_transit"
  /// With whoever it was issued to.
  case issued
  /// Scrapped, stolen, taken off the books.
  case decommissioned
  /// A count did not find it.
  case missing
}

/// One unit of a serial-tracked item.
public struct SerialUnit: Hashable, Sendable {
  public var id: Int64
  public var serial: String
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var status: SerialStatus
  /// Nil where it is in no place, or the place is kept from who asks.
  public var place: String?
  /// Whose it is; empty where it is ours.
  public var owner: String
  public var lot: String?
  /// Another number after every movement and every edit.
  public var version: Int64
  /// Where it is, and what has become of it, are kept from who asks.
  public var isWithheld = false

  public init(
    id: Int64, serial: String, item: ItemID, code: ItemCode, name: String, status: SerialStatus, place: String?,
    owner: String, lot: String?, version: Int64
  ) {
    self.id = id
    self.serial = serial
    self.item = item
    self.code = code
    self.name = name
    self.status = status
    self.place = place
    self.owner = owner
    self.lot = lot
    self.version = version
  }
}

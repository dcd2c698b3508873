/// A batch of an item.
public struct Lot: Hashable, Sendable {
  public var id: LotID
  public var code: String
  public var made: Day?
  /// The last day it may be used.
  public var expires: Day?
  public var status: LotStatus

  public init(id: LotID = LotID(0), code: String, made: Day? = nil, expires: Day? = nil, status: LotStatus = .active) {
    self.id = id
    self.code = code
    self.made = made
    self.expires = expires
    self.status = status
  }
}

/// The database's own number for a lot.
public struct LotID: Hashable, Sendable {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }
}

public enum LotStatus: String, Sendable, CaseIterable {
  case active, quarantined, expired
}

/// What of a lot is on hand at one location.
public struct LotBalance: Hashable, Sendable {
  public var lot: Lot
  public var location: LocationID
  public var place: String
  public var onHand: Quantity
  public var blocked: Quantity
  /// The quantities are kept from who asks: they stand as zero, and mean nothing.
  public var isWithheld = false

  public init(lot: Lot, location: LocationID, place: String, onHand: Quantity, blocked: Quantity) {
    self.lot = lot
    self.location = location
    self.place = place
    self.onHand = onHand
    self.blocked = blocked
  }
}

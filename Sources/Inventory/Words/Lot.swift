/// A batch of an item.
public struct Lot: Hashable, Sendable {
  public var id: LotID
  public var code: String
  public var made: Day?
  /// The last day it may be used.
  public var expires: Day?
  public var status: LotStatus
  /// Another number after every edit; 0 where it was not looked up.
  public var version: Int64 = 0

  public init(id: LotID = LotID(0), code: String, made: Day? = nil, expires: Day? = nil, status: LotStatus = .active) {
    self.id = id
    self.code = code
    self.made = made
    self.expires = expires
    self.status = status
  }
}

extension Lot {
  /// Whether its goods may be used on a day: through the day it expires, and not while it is quarantined. A lot that was
  /// marked as expired since may have been used before: a paper that comes late says so.
  public func isUsable(on day: Day) -> Bool {
    status != .quarantined && expires.map { $0 >= day } ?? (status == .active)
  }

  /// What it is on a day, marked or not.
  public func status(on day: Day) -> LotStatus { status == .active && !isUsable(on: day) ? .expired : status }

  /// Days until it may not be used any more: 0 on the last day it may, below zero from the day after.
  public func daysLeft(on day: Day) -> Int? { expires.map { $0.daysSince1970 - day.daysSince1970 } }
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

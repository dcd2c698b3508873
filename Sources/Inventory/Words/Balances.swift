/// The five balances of a stock record, or a change to them (`spec.md` 2).
public struct Balances: Hashable, Sendable {
  /// Physically there.
  public var onHand: Quantity
  /// Held by a live, unconfirmed reservation.
  public var reserved: Quantity
  /// Promised by a confirmed one, awaiting fulfilment.
  public var allocated: Quantity
  /// There, but not to be used.
  public var blocked: Quantity
  /// Expected: shipped transfers not yet received, sent orders not yet delivered.
  public var incoming: Quantity

  public init(
    onHand: Quantity = .zero, reserved: Quantity = .zero, allocated: Quantity = .zero, blocked: Quantity = .zero,
    incoming: Quantity = .zero
  ) {
    self.onHand = onHand
    self.reserved = reserved
    self.allocated = allocated
    self.blocked = blocked
    self.incoming = incoming
  }

  public static let zero = Balances()

  /// Goods that may be promised now: on hand less reserved, allocated and blocked. Below zero only where the site
  /// allows negative stock.
  public var available: Quantity { onHand - reserved - allocated - blocked }
  /// What will be available when all that is expected has come.
  public var projected: Quantity { available + incoming }

  public static func + (a: Balances, b: Balances) -> Balances {
    Balances(
      onHand: a.onHand + b.onHand, reserved: a.reserved + b.reserved, allocated: a.allocated + b.allocated,
      blocked: a.blocked + b.blocked, incoming: a.incoming + b.incoming)
  }

  public static func += (a: inout Balances, b: Balances) { a = a + b }

  public static prefix func - (a: Balances) -> Balances {
    Balances(
      onHand: -a.onHand, reserved: -a.reserved, allocated: -a.allocated, blocked: -a.blocked, incoming: -a.incoming)
  }

  /// On hand, reserved, allocated, blocked, incoming, as the specification orders them.
  public var all: [Quantity] { [onHand, reserved, allocated, blocked, incoming] }
}

/// The name of one balance, or of a figure made of them.
public enum Balance: String, Sendable, CaseIterable {
  case onHand = "on_hand"
  case reserved, allocated, blocked, incoming, available, projected

  public func of(_ balances: Balances) -> Quantity {
    switch self {
    case .onHand: balances.onHand
    case .reserved: balances.reserved
    case .allocated: balances.allocated
    case .blocked: balances.blocked
    case .incoming: balances.incoming
    case .available: balances.available
    case .projected: balances.projected
    }
  }
}

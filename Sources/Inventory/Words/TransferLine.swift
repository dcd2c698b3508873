/// One line of a transfer: an item, or a lot of one, and how far it has come.
///
/// At all times shipped + over = good + damaged + closed + in transit (`algorithms.md` 4.16).
public struct TransferLine: Hashable, Sendable {
  public var transfer: TransferID
  public var number: Int
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var unit: String
  public var tracking: Tracking
  public var lot: Lot?
  /// Asked for.
  public var requested: Quantity
  public var shipped: Quantity
  public var good: Quantity
  public var damaged: Quantity
  /// Came beyond what was shipped, and is among the good.
  public var over: Quantity
  /// Will not come: each has a discrepancy that says what became of it.
  public var closed: Quantity
  /// Scanned by receivers and not posted yet: good, damaged, and how many of the good are beyond what was shipped.
  public var pendingGood: Quantity
  public var pendingDamaged: Quantity
  public var pendingOver: Quantity
  /// What all that was shipped cost then.
  public var shippedValue: Money
  /// The part of it that arrived or was closed.
  public var arrivedValue: Money
  /// Serials on their way; of what has come, see the ledger.
  public var serialsInTransit: [String]

  public init(
    transfer: TransferID, number: Int, item: ItemID, code: ItemCode, name: String = "", unit: String = "pcs",
    tracking: Tracking = .none, lot: Lot? = nil, requested: Quantity, shipped: Quantity = .zero,
    good: Quantity = .zero, damaged: Quantity = .zero, over: Quantity = .zero, closed: Quantity = .zero,
    pendingGood: Quantity = .zero, pendingDamaged: Quantity = .zero, pendingOver: Quantity = .zero,
    shippedValue: Money = .zero, arrivedValue: Money = .zero, serialsInTransit: [String] = []
  ) {
    self.transfer = transfer
    self.number = number
    self.item = item
    self.code = code
    self.name = name
    self.unit = unit
    self.tracking = tracking
    self.lot = lot
    self.requested = requested
    self.shipped = shipped
    self.good = good
    self.damaged = damaged
    self.over = over
    self.closed = closed
    self.pendingGood = pendingGood
    self.pendingDamaged = pendingDamaged
    self.pendingOver = pendingOver
    self.shippedValue = shippedValue
    self.arrivedValue = arrivedValue
    self.serialsInTransit = serialsInTransit
  }

  public var inTransit: Quantity { shipped + over - good - damaged - closed }
  /// What of it is on its way still and nobody has scanned yet; below zero where more was scanned than is coming.
  public var left: Quantity { inTransit + pendingOver - pendingGood - pendingDamaged }
  public var toShip: Quantity { max(requested - shipped, .zero) }
  /// What is on its way, at cost when it was shipped.
  public var valueInTransit: Money { shippedValue - arrivedValue }
  public var isDone: Bool { inTransit.isZero && toShip.isZero }

  /// What `part` of what is in transit cost when it was shipped; the last unit takes what is left.
  public func cost(of part: Quantity) -> Money {
    valueInTransit.share(of: part, in: inTransit)
  }
}

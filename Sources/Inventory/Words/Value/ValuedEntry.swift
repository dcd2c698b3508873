/// What a ledger entry says of the worth of goods.
public struct ValuedEntry: Hashable, Sendable {
  /// Its place in the ledger.
  public var id: Int64
  public var site: LocationID
  public var kind: MovementKind
  /// Of what is on hand.
  public var change: Quantity
  public var occurredAt: Instant
  public var cost: UnitCost?
  public var reverses: Int64?
  /// A later entry takes it back: what it did is remembered until then.
  public var isReversed: Bool
  /// Of a transfer's entries (and of what takes them back): the line, and what the goods are worth.
  public var shipment: Shipment?

  public struct Shipment: Hashable, Sendable {
    public var way: ItemValuation.Way
    public var value: Money
    public init(_ way: ItemValuation.Way, value: Money) {
      self.way = way
      self.value = value
    }
  }

  public init(
    id: Int64, site: LocationID, kind: MovementKind, change: Quantity, occurredAt: Instant, cost: UnitCost? = nil,
    reverses: Int64? = nil, isReversed: Bool = false, shipment: Shipment? = nil
  ) {
    self.id = id
    self.site = site
    self.kind = kind
    self.change = change
    self.occurredAt = occurredAt
    self.cost = cost
    self.reverses = reverses
    self.isReversed = isReversed
    self.shipment = shipment
  }

  var isTransfer: Bool { kind == .transferOut || kind == .transferIn }
  /// Goods somebody bought, or had when the books were opened.
  var isPriced: Bool { kind == .receipt || kind == .opening }
}

/// Goods ordered from a vendor (`spec.md` 3.9).
public struct PurchaseOrder: Hashable, Sendable {
  public var id: OrderID
  /// The house's own number, unique whatever the case: `PO-790`.
  public var number: String
  public var vendor: String
  /// ISO 4217.
  public var currency: String
  /// Where the goods come to.
  public var destination: LocationID
  public var place: String
  public var status: OrderStatus
  /// When it is expected; a line may say otherwise.
  public var expectedOn: Day?
  public var reference: String?
  public var note: String?
  public var createdBy: String
  public var createdAt: Instant
  public var sentAt: Instant?
  public var closedAt: Instant?
  /// Another number after every act.
  public var version: Int64

  public init(
    id: OrderID = OrderID(0), number: String, vendor: String, currency: String, destination: LocationID,
    place: String, status: OrderStatus = .draft, expectedOn: Day? = nil, reference: String? = nil,
    note: String? = nil, createdBy: String, createdAt: Instant, sentAt: Instant? = nil, closedAt: Instant? = nil,
    version: Int64 = 1
  ) {
    self.id = id
    self.number = number
    self.vendor = vendor
    self.currency = currency
    self.destination = destination
    self.place = place
    self.status = status
    self.expectedOn = expectedOn
    self.reference = reference
    self.note = note
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.sentAt = sentAt
    self.closedAt = closedAt
    self.version = version
  }
}

/// The database's own number for an order; people name it by ``PurchaseOrder/number``.
public struct OrderID: Hashable, Sendable {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }
}

public enum OrderStatus: String, Sendable, CaseIterable {
  /// Not sent: it may be edited, and nothing is expected yet.
  case draft
  /// The vendor has it: what has not come is incoming.
  case sent
  /// All of it came, or was closed short.
  case received
  case closed, cancelled

  public var isOver: Bool { self == .closed || self == .cancelled }
}

/// One line of an order, and how much of it came.
public struct OrderLine: Hashable, Sendable {
  public var order: OrderID
  public var number: Int
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var unit: String
  public var tracking: Tracking
  public var ordered: Quantity
  /// What a unit costs.
  public var price: UnitCost
  /// Came, good or not.
  public var received: Quantity
  /// Of what came: not taken.
  public var rejected: Quantity
  /// Will not come.
  public var closed: Quantity
  public var expectedOn: Day?

  public init(
    order: OrderID, number: Int, item: ItemID, code: ItemCode, name: String = "", unit: String = "pcs",
    tracking: Tracking = .none, ordered: Quantity, price: UnitCost, received: Quantity = .zero,
    rejected: Quantity = .zero, closed: Quantity = .zero, expectedOn: Day? = nil
  ) {
    self.order = order
    self.number = number
    self.item = item
    self.code = code
    self.name = name
    self.unit = unit
    self.tracking = tracking
    self.ordered = ordered
    self.price = price
    self.received = received
    self.rejected = rejected
    self.closed = closed
    self.expectedOn = expectedOn
  }

  /// Went into stock.
  public var stocked: Quantity { received - rejected }
  /// Still to come.
  public var outstanding: Quantity { max(ordered - received - closed, .zero) }
  public var isDone: Bool { outstanding.isZero }
}

/// What the lines of an order come to.
public struct OrderSums: Hashable, Sendable {
  public var lines = 0
  public var linesDone = 0
  public var ordered = Quantity.zero
  public var received = Quantity.zero
  public var rejected = Quantity.zero
  public var outstanding = Quantity.zero
  /// Ordered, at the prices of the lines.
  public var value = Worth()

  public init() {}
}

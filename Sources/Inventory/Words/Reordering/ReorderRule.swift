/// When an item is low at a place, and what is ordered then (`spec.md` 3.10, `algorithms.md` 4.2).
///
/// A rule at a site or a room counts what stands in it and in all places inside it.
public struct ReorderRule: Hashable, Sendable {
  public var id: RuleID
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  public var unit: String
  public var location: LocationID
  public var place: String
  /// Low at or below it.
  public var point: Quantity
  /// Ordered beyond the point; nil where a maximum says it.
  public var quantity: Quantity?
  /// The level to fill up to.
  public var maximum: Quantity?
  /// Orders are whole multiples of it.
  public var multiple: Quantity?
  public var minimumOrder: Quantity?
  public var leadDays: Int?
  public var safetyStock: Quantity?
  public var vendor: String?
  /// Another number after every edit; what happens to the stock does not change it.
  public var version: Int64

  public init(
    id: RuleID = RuleID(0), item: ItemID, code: ItemCode, name: String = "", unit: String = "pcs",
    location: LocationID, place: String, point: Quantity, quantity: Quantity? = nil, maximum: Quantity? = nil,
    multiple: Quantity? = nil, minimumOrder: Quantity? = nil, leadDays: Int? = nil, safetyStock: Quantity? = nil,
    vendor: String? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.item = item
    self.code = code
    self.name = name
    self.unit = unit
    self.location = location
    self.place = place
    self.point = point
    self.quantity = quantity
    self.maximum = maximum
    self.multiple = multiple
    self.minimumOrder = minimumOrder
    self.leadDays = leadDays
    self.safetyStock = safetyStock
    self.vendor = vendor
    self.version = version
  }

  /// The level to fill up to: the maximum, or the point and what is ordered beyond it.
  public var target: Quantity { maximum ?? point + (quantity ?? .zero) }
  /// How far above the point projected must be for a signal to close, so that it does not flap: 5 %, at least 1.
  public var hysteresis: Quantity { max(Quantity(1), Quantity(thousandths: point.thousandths / 20)) }
}

/// The number of a rule, and of its signal.
public struct RuleID: Hashable, Sendable, Comparable {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }

  public static func < (a: RuleID, b: RuleID) -> Bool { a.number < b.number }
}

/// What stands and is used at a rule's place, and what follows from it.
public struct ReorderFigures: Hashable, Sendable {
  public var available: Quantity
  public var incoming: Quantity
  /// Used on a day with stock, on average; nil where it has not been worked out yet.
  public var usePerDay: Quantity?

  public init(available: Quantity, incoming: Quantity, usePerDay: Quantity? = nil) {
    self.available = available
    self.incoming = incoming
    self.usePerDay = usePerDay
  }

  public var projected: Quantity { available + incoming }
  public var isOut: Bool { available <= .zero }

  public func isLow(_ rule: ReorderRule) -> Bool { available <= rule.point }
  /// Low, and what is on its way will do.
  public func isCovered(_ rule: ReorderRule) -> Bool { isLow(rule) && projected > rule.point }
}

/// Sets the rule by which an item is low at a place, and what is ordered then (`spec.md` 3.10). What is not said of a rule
/// that stands stays.
public struct SetRule: Act {
  public var item: String
  public var location: String
  public var point: Quantity?
  /// One of the two takes the other's place.
  public var quantity: Quantity?
  public var maximum: Quantity?
  public var multiple: Quantity?
  public var minimumOrder: Quantity?
  public var leadDays: Int?
  public var safetyStock: Quantity?
  public var vendor: String?
  public var ifVersion: Int64?

  public init(
    _ item: String, at location: String, point: Quantity?, quantity: Quantity? = nil, maximum: Quantity? = nil,
    multiple: Quantity? = nil, minimumOrder: Quantity? = nil, leadDays: Int? = nil, safetyStock: Quantity? = nil,
    vendor: String? = nil, ifVersion: Int64? = nil
  ) {
    self.item = item
    self.location = location
    self.point = point
    self.quantity = quantity
    self.maximum = maximum
    self.multiple = multiple
    self.minimumOrder = minimumOrder
    self.leadDays = leadDays
    self.safetyStock = safetyStock
    self.vendor = vendor
    self.ifVersion = ifVersion
  }

  public var action: String { "rule.set" }
  public var right: Right { .supervise }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// Takes a rule away, and its signal with it.
public struct RemoveRule: Act {
  public var item: String
  public var location: String
  public var ifVersion: Int64?

  public init(_ item: String, at location: String, ifVersion: Int64? = nil) {
    self.item = item
    self.location = location
    self.ifVersion = ifVersion
  }

  public var action: String { "rule.removed" }
  public var right: Right { .supervise }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

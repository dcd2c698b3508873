/// Registers goods that are expected without an order: incoming from now on (R0 §8).
public struct ExpectGoods: Act {
  public var item: String
  public var quantity: Quantity
  public var location: String
  /// What it is said to belong to.
  public var order: String?
  public var vendor: String?
  public var expectedOn: Day?

  public init(
    _ item: String, _ quantity: Quantity, at location: String, order: String? = nil, vendor: String? = nil,
    expectedOn: Day? = nil
  ) {
    self.item = item
    self.quantity = quantity
    self.location = location
    self.order = order
    self.vendor = vendor
    self.expectedOn = expectedOn
  }

  public var action: String { "receipt.expected" }

  public var needs: Needs {
    var needs = Needs()
    needs.items = [item]
    needs.locations = [location]
    needs.purchase = PurchaseNeed()
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("item", item)
    digest.add("quantity", quantity.description)
    digest.add("location", location)
    digest.add("order", order)
    digest.add("vendor", vendor)
    digest.add("expected_on", expectedOn?.description)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let item = try facts.item(item)
    try item.check(quantity)
    if !item.isActive { throw .itemRetired(item.code) }
    let place = try facts.arrivalPlace(location)
    let receipt = Receipt(
      id: ReceiptID(facts.buying.nextReceipt), status: .expected, order: order, vendor: vendor, location: place.id,
      place: place.path, expectedOn: expectedOn, createdBy: context.actor, createdAt: context.now)
    let line = ReceiptLine(
      receipt: receipt.id, number: 1, item: item.id, code: item.code, name: item.name, unit: item.unit.name,
      received: quantity)
    var planner = PurchasePlanner(nil, facts, context)
    planner.expect(quantity, receipt, line)
    planner.changes.append(.purchase(.createReceipt(receipt, [line])))
    planner.receipt = (nil, receipt, [line])
    return try planner.plan()
  }
}

extension PurchasePlanner {
  /// So much more, or less, is on its way without an order.
  mutating func expect(_ quantity: Quantity, _ receipt: Receipt, _ line: ReceiptLine) {
    guard !quantity.isZero else { return }
    var entry = PlannedEntry(
      kind: .expected, item: line.item, code: line.code, location: receipt.location, place: receipt.place,
      change: Balances(incoming: quantity), occurredAt: context.now, reference: receipt.order ?? receipt.number)
    entry.purchase = PurchasePart(receipt: receipt.id, line: line.number)
    post(entry)
  }
}

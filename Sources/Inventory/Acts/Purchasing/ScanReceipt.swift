/// Adds what was scanned to the pending receipt of an order, which is made where there is none: everybody who receives the
/// order adds to the same one. Nothing moves until it is posted.
public struct ScanReceipt: Act {
  public var number: String
  /// Below zero takes back what was scanned, of this lot; of serials those that are named.
  public var goods: [ReceivedGoods]

  public init(_ number: String, _ goods: [ReceivedGoods]) {
    self.number = number
    self.goods = goods
  }

  public var action: String { "receipt.scanned" }

  public var needs: Needs {
    var needs = Needs()
    for goods in goods { goods.addNeeds(to: &needs) }
    var need = PurchaseNeed()
    need.order = number
    need.isScanning = true
    need.goods = goods
    needs.purchase = need
    needs.addOrderReceiving()
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("number", number)
    for goods in goods { goods.describe(to: &digest) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let order = try facts.order(number, toReceive: true)
    guard !goods.isEmpty else { throw .nothingToChange }
    let known = facts.buying
    var planner = PurchasePlanner(order, facts, context)
    var scanned: [ArrivedGoods] = []
    for goods in goods { scanned.append(try ArrivedGoods(goods, facts, mayTakeBack: true)) }
    let items = Set(scanned.map(\.item.id))
    var all = known.receiptLines.filter { items.contains($0.item) }.compactMap { line in
      known.items[line.item].map { ArrivedGoods(line, $0) }
    }
    for goods in scanned { try all.add(goods, order: order.number) }
    for goods in all { try goods.check(known) }
    try all.checkSerials()
    let id = known.receipt?.id ?? ReceiptID(known.nextReceipt)
    let lines = try OrderAllocation(known, facts.orderTolerance).lines(
      all, of: id, from: (known.receiptLines.last?.number ?? 0) + 1)
    planner.requireItems(scanned)
    let others = known.receiptLines.filter { !items.contains($0.item) }
    if let receipt = known.receipt {
      planner.changes.append(.purchase(.scan(id, from: receipt.scans)))
      planner.changes.append(.purchase(.setReceiptLines(id, lines, of: items)))
      planner.receipt = (receipt, receipt, others + lines)
    } else {
      guard !lines.isEmpty else { throw .nothingToChange }
      var receipt = Receipt(
        id: id, order: order.number, vendor: order.vendor, location: order.destination, place: order.place,
        createdBy: context.actor, createdAt: context.now)
      receipt.orderID = order.id
      receipt.isScanned = true
      planner.changes.append(.purchase(.createReceipt(receipt, lines)))
      planner.receipt = (nil, receipt, lines)
    }
    return try planner.plan()
  }
}

extension [ArrivedGoods] {
  /// Adds what was scanned to what was scanned before of the item and the lot, or takes it back.
  fileprivate mutating func add(_ goods: ArrivedGoods, order: String) throws(InventoryError) {
    let own = indices.filter {
      self[$0].item.id == goods.item.id && self[$0].lot?.lowercased() == goods.lot?.lowercased()
    }
    guard let first = own.first else {
      guard goods.received > .zero else {
        throw .beyondScanned(
          goods.item.code, order: order, lot: goods.lot, asked: goods.received.magnitude, has: .zero)
      }
      return append(goods)
    }
    // Of several lines of the order they are one scan.
    for index in own.dropFirst().reversed() {
      let other = remove(at: index)
      self[first].received += other.received
      self[first].rejected += other.rejected
      self[first].serials += other.serials
    }
    let has = self[first]
    self[first].received += goods.received
    self[first].rejected += goods.rejected
    guard self[first].received >= .zero, self[first].rejected >= .zero else {
      throw .beyondScanned(
        goods.item.code, order: order, lot: goods.lot, asked: goods.received.magnitude, has: has.received)
    }
    self[first].made = has.made ?? goods.made
    self[first].expires = has.expires ?? goods.expires
    if goods.received > .zero {
      self[first].serials += goods.serials
    } else {
      for serial in goods.serials {
        guard let index = self[first].serials.firstIndex(where: { $0.lowercased() == serial.lowercased() }) else {
          throw .serialNotScanned(serial, item: goods.item.code, order: order)
        }
        self[first].serials.remove(at: index)
      }
    }
    if self[first].received.isZero { remove(at: first) }
  }
}

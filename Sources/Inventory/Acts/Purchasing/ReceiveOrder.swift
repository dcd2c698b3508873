/// Goods delivered against an order that was sent: written down as a pending receipt, or posted at once.
public struct ReceiveOrder: Act {
  public var number: String
  /// Nil for all that is still to come.
  public var goods: [ReceivedGoods]?
  public var posts: Bool
  /// Where they are put; nil for the order's destination.
  public var location: String?
  /// The delivery note's number.
  public var reference: String?

  public init(
    _ number: String, _ goods: [ReceivedGoods]? = nil, posts: Bool, at location: String? = nil, reference: String? = nil
  ) {
    self.number = number
    self.goods = goods
    self.posts = posts
    self.location = location
    self.reference = reference
  }

  public var action: String { posts ? "receipt.posted" : "receipt.created" }

  public var needs: Needs {
    var needs = Needs()
    if let location { needs.locations = [location] }
    for goods in goods ?? [] { goods.addNeeds(to: &needs) }
    var need = PurchaseNeed()
    need.order = number
    need.goods = goods ?? []
    needs.purchase = need
    needs.addOrderReceiving()
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("number", number)
    for goods in goods ?? [] { goods.describe(to: &digest) }
    if goods == nil { digest.add("goods", "all") }
    digest.add("location", location)
    digest.add("reference", reference)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let order = try facts.order(number, toReceive: true)
    let known = facts.buying
    let named = try location.map { name throws(InventoryError) in try facts.arrivalPlace(name) }
    guard let place = named ?? known.destination else { throw .noSuchLocation(order.place) }
    try place.checkArrival()
    var planner = PurchasePlanner(order, facts, context)
    var receipt = Receipt(
      id: ReceiptID(known.nextReceipt), order: order.number, vendor: order.vendor, location: place.id,
      place: place.path, reference: reference, createdBy: context.actor, createdAt: context.now)
    receipt.orderID = order.id
    let arrived = try arrived(facts)
    var lines = try OrderAllocation(known, facts.orderTolerance).lines(arrived, of: receipt.id, from: 1)
    if posts { lines = planner.receive(lines, receipt, at: place, &receipt) }
    planner.changes.append(.purchase(.createReceipt(receipt, lines)))
    planner.requireItems(arrived)
    planner.receipt = (nil, receipt, lines)
    return try planner.plan()
  }

  private func arrived(_ facts: Facts) throws(InventoryError) -> [ArrivedGoods] {
    var arrived: [ArrivedGoods] = []
    if let goods {
      guard !goods.isEmpty else { throw .nothingToChange }
      guard goods.count <= PostMovements.mostLines else {
        throw .tooManyLines(goods.count, most: PostMovements.mostLines)
      }
      for goods in goods { arrived.append(try ArrivedGoods(goods, facts)) }
    } else {
      for line in facts.buying.lines where line.outstanding > .zero {
        guard let item = facts.buying.items[line.item] else { continue }
        let all = ArrivedGoods(
          ReceiptLine(
            receipt: ReceiptID(0), number: 0, item: line.item, code: line.code, received: line.outstanding), item)
        try all.check(facts.buying)
        arrived.append(all)
      }
      if arrived.isEmpty { throw .nothingOutstanding(order: number) }
    }
    try arrived.checkSerials()
    return arrived
  }
}

extension Needs {
  /// What receiving against an order must know besides it.
  mutating func addOrderReceiving() {
    holds = true
    settings.formUnion([KnownSetting.orderOverTolerance.name, KnownSetting.orderShortTolerance.name])
  }
}

extension Facts {
  /// The order an act names, where something of it may come.
  func order(_ number: String, toReceive: Bool) throws(InventoryError) -> PurchaseOrder {
    let order = try order(number)
    guard !toReceive || order.status == .sent else {
      throw .orderIs(order.number, order.status, wanted: "receive it")
    }
    return order
  }
}

extension PurchasePlanner {
  /// Goods go into stock, and their order waits for them no longer; a line of which hardly anything is left to come is done.
  /// Answers the lines of the receipt with what each closed of the order's.
  mutating func receive(
    _ lines: [ReceiptLine], _ before: Receipt, at place: Location, _ receipt: inout Receipt
  ) -> [ReceiptLine] {
    var lines = lines
    for line in lines { take(line, before, at: place) }
    let tolerance = facts.orderTolerance
    for index in lines.indices.reversed() {
      guard let number = lines[index].orderLine, let line = line(number), line.outstanding > .zero,
        tolerance.closes(line.outstanding, of: line.ordered)
      else { continue }
      lines[index].closed = line.outstanding
      expect(-line.outstanding, of: line, receipt: before.id)
      step(number) { $0.closed += line.outstanding }
    }
    receipt.status = .posted
    receipt.postedBy = context.actor
    receipt.postedAt = context.now
    return lines
  }

  private mutating func take(_ part: ReceiptLine, _ receipt: Receipt, at place: Location) {
    guard let number = part.orderLine, let line = line(number), let order else { return }
    let incoming = min(part.received, line.outstanding)
    let stocked = part.received - part.rejected
    let isThere = place.id == order.destination
    if stocked > .zero {
      let lot = lot(part)
      var change = arriving(stocked, lot: lot, at: place)
      if isThere { change.incoming = -incoming }
      var entry = PlannedEntry(
        kind: .receipt, item: part.item, code: part.code, location: place.id, place: place.path,
        lot: part.lot.map { PlannedLot(code: $0, made: lot?.made, expires: lot?.expires) }, serials: part.serials,
        change: change, occurredAt: context.now, reference: order.number, cost: line.price)
      entry.purchase = PurchasePart(order: order.id, receipt: receipt.id, line: number)
      post(entry)
    }
    if stocked.isZero || !isThere { expect(-incoming, of: line, receipt: receipt.id) }
    step(number) {
      $0.received += part.received
      $0.rejected += part.rejected
    }
  }

  /// What may be received rests on the items as they were looked at.
  mutating func requireItems(_ goods: [ArrivedGoods]) {
    var seen: Set<ItemID> = []
    for item in goods.map(\.item) where seen.insert(item.id).inserted {
      requirements.append(.item(item.id, code: item.code, version: item.version))
    }
  }
}

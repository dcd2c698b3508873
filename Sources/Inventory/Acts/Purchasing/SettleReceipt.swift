/// What becomes of a receipt.
public struct SettleReceipt: Act {
  public enum Verdict: Hashable, Sendable {
    /// Pending goods move into stock; expected goods have come: whole, or as far as ``SettleReceipt/goods`` say. Of fewer
    /// than were expected a receipt of its own is posted, and the rest stays expected until it is confirmed or cancelled.
    case post
    /// Pending or expected goods did not come.
    case cancel
    /// Posted goods go out again, and are expected as before; refused where a later balance would not stand it. What came
    /// without an order is `expected` again and may be confirmed anew.
    case undo
  }

  public var receipt: String
  public var verdict: Verdict
  /// Of expected goods: what came, where it is not all that was expected, or names lots or serials.
  public var goods: [ReceivedGoods]?
  public var ifVersion: Int64?

  public init(_ receipt: String, _ verdict: Verdict, _ goods: [ReceivedGoods]? = nil, ifVersion: Int64? = nil) {
    self.receipt = receipt
    self.verdict = verdict
    self.goods = goods
    self.ifVersion = ifVersion
  }

  public var action: String {
    switch verdict {
    case .post: "receipt.confirmed"
    case .cancel: "receipt.cancelled"
    case .undo: "receipt.undone"
    }
  }

  public var needs: Needs {
    var needs = Needs()
    for goods in goods ?? [] { goods.addNeeds(to: &needs) }
    var need = PurchaseNeed()
    need.receipt = receipt
    need.goods = goods ?? []
    need.isUndoing = verdict == .undo
    needs.purchase = need
    needs.addOrderReceiving()
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("verdict", action)
    digest.add("receipt", receipt)
    for goods in goods ?? [] { goods.describe(to: &digest) }
    if goods == nil { digest.add("goods", "all") }
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let old = try facts.receipt(receipt)
    if let ifVersion, ifVersion != old.version {
      throw .versionMovedOn(what: old.number, given: ifVersion, current: old.version)
    }
    var planner = PurchasePlanner(facts.buying.order, facts, context)
    planner.requirements.append(.receipt(old.id, version: old.version, scans: old.scans))
    switch (verdict, old.status) {
    case (.post, .pending):
      if goods != nil { throw .receiptIs(old.number, old.status, wanted: "say anew what came of it") }
      try planner.post(pending: old)
    case (.post, .expected): try planner.confirm(old, goods)
    case (.cancel, .pending): planner.cancel(old)
    case (.cancel, .expected):
      for line in facts.buying.receiptLines { planner.expect(-line.received, old, line) }
      planner.cancel(old)
    case (.undo, .posted): planner.undo(old)
    case (.post, _): throw .receiptIs(old.number, old.status, wanted: "post it")
    case (.cancel, _): throw .receiptIs(old.number, old.status, wanted: "cancel it")
    case (.undo, _): throw .receiptIs(old.number, old.status, wanted: "take it back")
    }
    return try planner.plan()
  }
}

extension PurchasePlanner {
  fileprivate mutating func post(pending old: Receipt) throws(InventoryError) {
    guard let order else { throw .noSuchOrder(old.order ?? "") }
    _ = try facts.order(order.number, toReceive: true)
    guard let place = known.place else { throw .noSuchLocation(old.place) }
    try place.checkArrival()
    var arrived: [ArrivedGoods] = []
    for line in known.receiptLines {
      guard let item = known.items[line.item] else { continue }
      let goods = ArrivedGoods(line, item)
      try goods.check(known)
      arrived.append(goods)
    }
    guard !arrived.isEmpty else { throw .nothingToChange }
    try arrived.checkSerials()
    // Others may have been received since it was written down: it is found out anew which lines it is for.
    var lines = try OrderAllocation(known, facts.orderTolerance).lines(arrived, of: old.id, from: 1)
    var new = old
    lines = receive(lines, old, at: place, &new)
    requireItems(arrived)
    changes.append(.purchase(.setReceiptLines(old.id, lines, of: nil)))
    settle(old, new, lines)
  }

  fileprivate mutating func cancel(_ old: Receipt) {
    var new = old
    new.status = .cancelled
    settle(old, new, known.receiptLines)
  }

  private mutating func settle(_ old: Receipt, _ new: Receipt, _ lines: [ReceiptLine]) {
    changes.append(.purchase(.setReceipt(new, from: old.version)))
    var after = new
    after.version += 1
    receipt = (old, after, lines)
  }

  // MARK: Goods that were expected without an order

  fileprivate mutating func confirm(_ old: Receipt, _ named: [ReceivedGoods]?) throws(InventoryError) {
    guard let place = known.place, let expected = known.receiptLines.first, let item = known.items[expected.item] else {
      throw .noSuchReceipt(old.number)
    }
    try place.checkArrival()
    var arrived: [ArrivedGoods] = []
    for goods in named ?? [] { arrived.append(try ArrivedGoods(goods, facts)) }
    if named == nil {
      let all = ArrivedGoods(expected, item)
      try all.check(known)
      arrived = [all]
    }
    guard !arrived.isEmpty else { throw .nothingToChange }
    try arrived.checkSerials()
    for goods in arrived where goods.item.id != item.id { throw .notOnOrder(goods.item.code, order: old.number) }
    requireItems(arrived)
    let came = arrived.reduce(Quantity.zero) { $0 + $1.received }
    let isWhole = came >= expected.received
    var posted = old
    if !isWhole {
      posted = Receipt(
        id: ReceiptID(known.nextReceipt), order: old.order, vendor: old.vendor, location: old.location,
        place: old.place, expectedOn: old.expectedOn, note: "part of \(old.number)", createdBy: old.createdBy,
        createdAt: context.now)
    }
    posted.status = .posted
    posted.postedBy = context.actor
    posted.postedAt = context.now
    let lines = take(arrived, of: expected, posted, at: place)
    if isWhole {
      changes.append(.purchase(.setReceiptLines(old.id, lines, of: nil)))
      return settle(old, posted, lines)
    }
    var rest = expected
    rest.received -= came
    changes.append(.purchase(.createReceipt(posted, lines)))
    changes.append(.purchase(.setReceiptLines(old.id, [rest], of: nil)))
    changes.append(.purchase(.setReceipt(old, from: old.version)))
    receipt = (nil, posted, lines)
  }

  private mutating func take(
    _ arrived: [ArrivedGoods], of expected: ReceiptLine, _ receipt: Receipt, at place: Location
  ) -> [ReceiptLine] {
    var left = expected.received
    var lines: [ReceiptLine] = []
    for goods in arrived {
      let line = ReceiptLine(
        receipt: receipt.id, number: lines.count + 1, item: goods.item.id, code: goods.item.code,
        name: goods.item.name, unit: goods.item.unit.name, lot: goods.lot, made: goods.made, expires: goods.expires,
        received: goods.received, rejected: goods.rejected, serials: goods.serials)
      lines.append(line)
      let incoming = min(left, goods.received)
      left -= incoming
      guard goods.stocked > .zero else {
        expect(-incoming, receipt, line)
        continue
      }
      let lot = lot(line)
      var change = arriving(goods.stocked, lot: lot, at: place)
      change.incoming = -incoming
      var entry = PlannedEntry(
        kind: .receipt, item: line.item, code: line.code, location: place.id, place: place.path,
        lot: line.lot.map { PlannedLot(code: $0, made: lot?.made, expires: lot?.expires) }, serials: line.serials,
        change: change, occurredAt: context.now, reference: receipt.order ?? receipt.number)
      entry.purchase = PurchasePart(receipt: receipt.id, line: line.number)
      post(entry)
    }
    return lines
  }

  // MARK: Taking back

  fileprivate mutating func undo(_ old: Receipt) {
    var expected: [Int: Quantity] = [:]
    for part in known.posted.reversed() {
      let entry = part.entry
      var reversal = PlannedEntry(
        kind: entry.kind, item: entry.item, code: entry.code, location: entry.location, place: entry.place,
        lot: entry.lot.map { PlannedLot(code: $0) }, serials: entry.serials, change: -entry.change,
        occurredAt: entry.occurredAt, reason: entry.reason, reference: entry.reference,
        note: "reverses \(entry.id)", cost: entry.cost, reverses: entry.id)
      reversal.purchase = PurchasePart(order: old.orderID, receipt: old.id, line: part.line)
      post(reversal)
      requirements.append(.notReversed(entry: entry.id))
      expected[part.line, default: .zero] -= entry.change.incoming
    }
    var new = old
    new.postedBy = nil
    new.postedAt = nil
    guard order != nil else {
      new.status = .expected
      changes.append(.purchase(.setReceipt(new, from: old.version)))
      return expectAgain(old, new, expected.values.reduce(.zero, +))
    }
    new.status = .undone
    for line in known.receiptLines {
      guard let number = line.orderLine else { continue }
      step(number) {
        $0.received -= line.received
        $0.rejected -= line.rejected
        $0.closed -= line.closed
      }
    }
    waitAgain(expected)
    settle(old, new, known.receiptLines)
  }

  /// What a line of the order waits for again is not always what the receipt took of it: what came beyond it since counts
  /// against it now.
  private mutating func waitAgain(_ taken: [Int: Quantity]) {
    var waits = false
    for before in known.lines {
      guard let after = line(before.number) else { continue }
      waits = waits || after.outstanding > .zero
      expect(after.outstanding - before.outstanding - (taken[before.number] ?? .zero), of: after)
    }
    guard waits, order?.status == .received || order?.status == .closed else { return }
    order?.status = .sent
    order?.closedAt = nil
  }

  /// Goods without an order are expected as they were, of no lot in particular.
  private mutating func expectAgain(_ old: Receipt, _ new: Receipt, _ quantity: Quantity) {
    guard var line = known.receiptLines.first else { return }
    (line.number, line.received, line.rejected) = (1, quantity, .zero)
    (line.lot, line.made, line.expires, line.serials) = (nil, nil, nil, [])
    changes.append(.purchase(.setReceiptLines(old.id, [line], of: nil)))
    var after = new
    after.version += 1
    receipt = (old, after, [line])
  }
}

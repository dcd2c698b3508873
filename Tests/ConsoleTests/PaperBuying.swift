import Inventory

/// Buying on paper: orders, what is scanned against them, what is posted. Rights, values and the ledger are the core's.
struct PaperBuying {
  var orders: [PurchaseOrder] = []
  var lines: [String: [OrderLine]] = [:]
  var receipts: [Receipt] = []
  var receiptLines: [ReceiptID: [ReceiptLine]] = [:]
  var requisitions: [RequisitionPage.Row] = []
  /// The acts about buying, in the order they were done.
  var acts: [any Act] = []
  /// Whoever asks counts blind.
  var isBlinded = false
  /// The number of what the last act made.
  var made: String?

  mutating func perform(
    _ act: some Act, _ context: ActContext, _ warehouse: PaperWarehouse.State
  ) throws(InventoryError) {
    made = nil
    switch act {
    case let act as CreateOrder: create(act, context, warehouse)
    case let act as EditOrder: try change(act.number) { $0.vendor = act.vendor ?? $0.vendor }
    case let act as AdvanceOrder: try advance(act, context)
    case let act as ScanReceipt: try scan(act, context, warehouse)
    case let act as SettleReceipt: try settle(act, context)
    case let act as DecideRequisition:
      for index in requisitions.indices where requisitions[index].requisition.number == act.requisition {
        requisitions[index].requisition.status = act.verdict == .approve ? .approved : .cancelled
      }
    case let act as OrderRequisition:
      for index in requisitions.indices where requisitions[index].requisition.number == act.requisition {
        requisitions[index].requisition.status = .ordered
        made = "\(act.requisition)\",\"order\":\"PO-900"
      }
    case is CreateRequisition: break
    default: return
    }
    acts.append(act)
  }

  // MARK: Orders

  func order(_ number: String) throws(InventoryError) -> PurchaseOrder {
    guard let found = orders.first(where: { $0.number.lowercased() == number.lowercased() }) else {
      throw .noSuchTransfer(number)
    }
    return found
  }

  private mutating func change(_ number: String, _ body: (inout PurchaseOrder) -> Void) throws(InventoryError) {
    _ = try order(number)
    for index in orders.indices where orders[index].number == number {
      body(&orders[index])
      orders[index].version += 1
    }
  }

  private mutating func create(_ act: CreateOrder, _ context: ActContext, _ warehouse: PaperWarehouse.State) {
    let number = act.number ?? "PO-\(800 + orders.count)"
    made = number
    orders.append(
      PurchaseOrder(
        id: OrderID(Int64(orders.count + 1)), number: number, vendor: act.draft.vendor, currency: act.draft.currency,
        destination: LocationID(91), place: act.draft.destination, expectedOn: act.draft.expectedOn,
        reference: act.draft.reference, note: act.draft.note, createdBy: context.actor, createdAt: context.now))
    lines[number] = act.draft.lines.enumerated().compactMap { index, line in
      warehouse.items[line.item].map {
        OrderLine(
          order: OrderID(1), number: index + 1, item: $0.id, code: $0.code, name: $0.name, ordered: line.quantity,
          price: line.price)
      }
    }
  }

  private mutating func advance(_ act: AdvanceOrder, _ context: ActContext) throws(InventoryError) {
    try change(act.number) { order in
      switch act.step {
      case .send:
        order.status = .sent
        order.sentAt = context.now
      case .close: order.status = .closed
      case .cancel: order.status = .cancelled
      }
    }
    guard act.step == .close, var closed = lines[act.number] else { return }
    for index in closed.indices { closed[index].closed = closed[index].outstanding }
    lines[act.number] = closed
  }

  // MARK: Receipts

  private mutating func pendingReceipt(of order: PurchaseOrder, _ context: ActContext) -> ReceiptID {
    if let found = receipts.first(where: { $0.order == order.number && $0.status == .pending }) { return found.id }
    let id = ReceiptID(Int64(receipts.count + 1))
    receipts.append(
      Receipt(
        id: id, order: order.number, vendor: order.vendor, location: order.destination, place: order.place,
        createdBy: context.actor, createdAt: context.now))
    return id
  }

  private mutating func scan(
    _ act: ScanReceipt, _ context: ActContext, _ warehouse: PaperWarehouse.State
  ) throws(InventoryError) {
    let order = try order(act.number)
    let before = self
    let id = pendingReceipt(of: order, context)
    for goods in act.goods {
      guard let item = warehouse.items[goods.item] else { throw .noSuchItem(goods.item) }
      do throws(InventoryError) {
        try add(goods, item, order, id)
      } catch {
        self = before
        throw error
      }
    }
  }

  private mutating func add(
    _ goods: ReceivedGoods, _ item: Item, _ order: PurchaseOrder, _ id: ReceiptID
  ) throws(InventoryError) {
    let ordered = (lines[order.number] ?? []).filter { $0.item == item.id }
    guard let line = ordered.first else { throw .notOnTransfer(item.code, lot: nil, transfer: order.number) }
    let all = receiptLines[id] ?? []
    let pending = all.filter { $0.item == item.id }.reduce(Quantity.zero) { $0 + $1.received } + goods.received
    let left = ordered.reduce(Quantity.zero) { $0 + $1.outstanding }
    guard pending <= left else {
      throw .overReceipt(item.code, transfer: order.number, asked: pending, left: left, allowed: nil)
    }
    if let serial = goods.serials.first, goods.received > .zero, all.contains(where: { $0.serials.contains(serial) }) {
      throw .serialGivenTwice(serial, item: item.code)
    }
    var changed = all
    let known = changed.firstIndex { $0.item == item.id && $0.lot == goods.lot }
    let index = known ?? changed.count
    if known == nil {
      changed.append(
        ReceiptLine(
          receipt: id, number: changed.count + 1, orderLine: line.number, item: item.id, code: item.code,
          name: item.name, lot: goods.lot, expires: goods.expires, received: .zero))
    }
    changed[index].received += goods.received
    changed[index].rejected += goods.rejected
    guard changed[index].received >= .zero, changed[index].rejected >= .zero else {
      throw .nothingScanned(order.number)
    }
    if goods.received > .zero {
      changed[index].serials += goods.serials
    } else {
      changed[index].serials.removeAll { goods.serials.contains($0) }
    }
    receiptLines[id] = changed
  }

  private mutating func settle(_ act: SettleReceipt, _ context: ActContext) throws(InventoryError) {
    guard let index = receipts.firstIndex(where: { $0.id.description == act.receipt }) else {
      throw .noSuchTransfer(act.receipt)
    }
    let id = receipts[index].id
    switch act.verdict {
    case .post:
      receipts[index].status = .posted
      receipts[index].postedBy = context.actor
      receipts[index].postedAt = context.now
      book(id, receipts[index].order, times: 1)
    case .cancel: receipts[index].status = .cancelled
    case .undo:
      receipts[index].status = receipts[index].expectedOn == nil ? .undone : .expected
      book(id, receipts[index].order, times: -1)
    }
  }

  private mutating func book(_ id: ReceiptID, _ number: String?, times: Int64) {
    guard let number, var ordered = lines[number] else { return }
    for line in receiptLines[id] ?? [] {
      var rest = line.received
      for index in ordered.indices where ordered[index].item == line.item && rest > .zero {
        let taken = times > 0 ? min(rest, ordered[index].outstanding) : min(rest, ordered[index].received)
        ordered[index].received += Quantity(thousandths: taken.thousandths * times)
        rest = rest - taken
      }
      if let index = ordered.firstIndex(where: { $0.item == line.item }) {
        ordered[index].rejected += Quantity(thousandths: line.rejected.thousandths * times)
      }
    }
    lines[number] = ordered
    for index in orders.indices where orders[index].number == number {
      orders[index].status = ordered.allSatisfy(\.isDone) ? .received : .sent
    }
  }

  // MARK: Answers

  func sums(_ number: String) -> OrderSums {
    var sums = OrderSums()
    if isBlinded { return sums }
    for line in lines[number] ?? [] {
      sums.lines += 1
      if line.isDone { sums.linesDone += 1 }
      sums.ordered += line.ordered
      sums.received += line.received
      sums.rejected += line.rejected
      sums.outstanding += line.outstanding
      sums.value += Worth(line.ordered, at: line.price)
    }
    return sums
  }

  func rows(_ filter: OrderFilter) -> [OrderPage.Row] {
    func isUnderWay(_ order: PurchaseOrder) -> Bool { order.status == .draft || order.status == .sent }
    let found = orders.filter { order in
      let text = filter.text?.lowercased() ?? ""
      return (filter.status.map { $0 == order.status } ?? true)
        && (filter.isUnderWay.map { $0 == isUnderWay(order) } ?? true)
        && (filter.vendor.map { $0.lowercased() == order.vendor.lowercased() } ?? true)
        && (filter.to.map { order.place.contains($0) } ?? true)
        && (filter.item.map { item in lines[order.number]?.contains { $0.code.description == item } ?? false } ?? true)
        && [order.number, order.vendor, order.reference ?? ""].contains { $0.lowercased().hasPrefix(text) }
    }
    func rank(_ order: PurchaseOrder) -> (Int, Int, Int64) {
      isUnderWay(order)
        ? (0, order.expectedOn?.daysSince1970 ?? .max, order.id.number) : (1, 0, -order.id.number)
    }
    return found.sorted { rank($0) < rank($1) }.map { OrderPage.Row(order: $0, sums: sums($0.number)) }
  }
}

extension PaperWarehouse {
  static func order(
    _ id: Int64, _ number: String, _ vendor: String, _ status: OrderStatus, inDays: Int?, reference: String? = nil,
    note: String? = nil
  ) -> PurchaseOrder {
    let today = Day("2026-07-14") ?? Day(daysSince1970: 0)
    return PurchaseOrder(
      id: OrderID(id), number: number, vendor: vendor, currency: "EUR", destination: LocationID(91),
      place: "NORTH/D-1", status: status, expectedOn: inDays.map { Day(daysSince1970: today.daysSince1970 + $0) },
      reference: reference, note: note, createdBy: "BEN", createdAt: noon.adding(milliseconds: -96 * 3_600_000),
      sentAt: status == .sent || status == .received ? noon.adding(milliseconds: -72 * 3_600_000) : nil,
      closedAt: status.isOver ? noon.adding(milliseconds: -4 * 3_600_000) : nil)
  }

  /// The small warehouse that buys: five orders, two requisitions, goods expected without an order, and a transfer.
  static func buying() -> PaperWarehouse {
    let house = PaperWarehouse.receiving()
    house.state.withLock { state in
      state.buying.orders = [
        order(1, "PO-790", "ACME", .sent, inDays: 0, reference: "A-4711"),
        order(2, "PO-791", "Bolts & Co", .sent, inDays: -3), order(3, "PO-792", "ACME", .draft, inDays: 6),
        order(4, "PO-780", "Glue Ltd", .received, inDays: nil), order(5, "PO-781", "ACME", .closed, inDays: -9),
      ]
      func lines(_ number: Int64, _ goods: [(String, Int, Int)], received: Bool = false) -> [OrderLine] {
        goods.enumerated().compactMap { index, line in
          state.items[line.0].map { item in
            OrderLine(
              order: OrderID(number), number: index + 1, item: item.id, code: item.code, name: item.name,
              tracking: item.tracking, ordered: Quantity(line.1),
              price: UnitCost(tenThousandths: Int64(line.2)), received: received ? Quantity(line.1) : .zero)
          }
        }
      }
      state.buying.lines = [
        "PO-790": lines(
          1, [("WID-220", 48, 125_000), ("WID-100", 96, 49_900), ("GLU-1", 60, 31_250), ("SER-7", 3, 2_490_000)]),
        "PO-791": lines(2, [("BOX-12", 200, 1_200)]), "PO-792": lines(3, [("TAP-048", 240, 9_900)]),
        "PO-780": lines(4, [("GLU-1", 120, 31_250)], received: true), "PO-781": lines(5, [("ZNC-001", 12, 80_000)]),
      ]
      state.buying.receipts = [
        Receipt(
          id: ReceiptID(1), status: .expected, vendor: "Wraps", location: LocationID(91), place: "NORTH/D-1",
          expectedOn: Day("2026-07-15"), createdBy: "OLGA", createdAt: noon)
      ]
      if let wrap = state.items["WRP-500"] {
        state.buying.receiptLines[ReceiptID(1)] = [
          ReceiptLine(
            receipt: ReceiptID(1), number: 1, item: wrap.id, code: wrap.code, name: wrap.name, received: Quantity(40))
        ]
      }
      if let yoke = state.items["YOK-010"], let wipes = state.items["WIP-001"] {
        func row(_ id: Int64, _ status: RequisitionStatus, _ items: [(Item, Int)], vendor: String?)
          -> RequisitionPage.Row
        {
          RequisitionPage.Row(
            requisition: Requisition(
              id: RequisitionID(id), status: status, note: id == 5 ? "for the fair" : nil, createdBy: "EVA",
              createdAt: noon.adding(milliseconds: -3_600_000), approvedBy: status == .approved ? "SVEN" : nil,
              approvedAt: status == .approved ? noon : nil),
            lines: items.enumerated().map { index, wanted in
              RequisitionLine(
                requisition: RequisitionID(id), number: index + 1, item: wanted.0.id, code: wanted.0.code,
                name: wanted.0.name, quantity: Quantity(wanted.1), place: "NORTH", vendor: vendor,
                neededOn: Day("2026-07-20"))
            })
        }
        state.buying.requisitions = [
          row(5, .draft, [(yoke, 12), (wipes, 400)], vendor: "ACME"), row(4, .approved, [(wipes, 800)], vendor: nil),
        ]
      }
    }
    return house
  }

  /// The last act about buying.
  func bought<A: Act>(_ type: A.Type) -> A? { state.withLock { $0.buying.acts.last as? A } }

  private static func words(_ line: ReceiptLine) -> String {
    var words = [line.code.description]
    if let lot = line.lot { words.append(lot) }
    words += line.serials
    words.append(line.received.description)
    if !line.rejected.isZero { words.append("rejected \(line.rejected)") }
    return words.joined(separator: " ")
  }

  /// What stands on the pending receipt of an order: `WID-220 40; GLU-1 L9 5; WID-100 2 rejected 2`.
  func scanned(_ number: String = "PO-790") -> String {
    state.withLock { state in
      let pending = state.buying.receipts.filter { $0.order == number && $0.status == .pending }
      let lines = pending.flatMap { state.buying.receiptLines[$0.id] ?? [] }.filter { !$0.received.isZero }
      return lines.map(PaperWarehouse.words).joined(separator: "; ")
    }
  }
}

extension PaperAnswers {
  func answer(_ question: OrderPage) throws(InventoryError) -> Page<OrderPage.Row> {
    try PaperAnswers.page(state.buying.rows(question.filter), question.start, question.limit)
  }

  func answer(_ question: OrderCard) throws(InventoryError) -> OrderCard.Card {
    let order = try state.buying.order(question.number)
    return OrderCard.Card(
      order: order, lines: state.buying.lines[order.number] ?? [], sums: state.buying.sums(order.number),
      receipts: state.buying.receipts.filter { $0.order == order.number }.reversed())
  }

  func answer(_ question: RequisitionPage) throws(InventoryError) -> Page<RequisitionPage.Row> {
    try PaperAnswers.page(
      state.buying.requisitions.filter { row in question.status.map { $0 == row.requisition.status } ?? true },
      question.start, question.limit)
  }

  func answer(_ question: ReceiptPage) throws(InventoryError) -> Page<ReceiptPage.Row> {
    let found = state.buying.receipts.filter { receipt in
      question.isUpcoming.map { $0 == (receipt.status == .expected || receipt.status == .pending) } ?? true
    }
    let rows = found.map { receipt in
      let lines = state.buying.receiptLines[receipt.id] ?? []
      return ReceiptPage.Row(
        receipt: receipt, lines: lines.count, received: lines.reduce(Quantity.zero) { $0 + $1.received },
        rejected: lines.reduce(Quantity.zero) { $0 + $1.rejected })
    }
    return try PaperAnswers.page(rows, question.start, question.limit)
  }

  func answer(_ question: ReceiptCard) throws(InventoryError) -> ReceiptCard.Card {
    guard let receipt = state.buying.receipts.first(where: { $0.id.description == question.receipt }) else {
      throw .noSuchTransfer(question.receipt)
    }
    return ReceiptCard.Card(receipt: receipt, lines: state.buying.receiptLines[receipt.id] ?? [])
  }
}

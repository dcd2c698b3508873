import Inventory

/// Receiving on paper: events, lines that add them up, what is posted. Roles, values and the ledger are the core's.
struct PaperReceiving {
  var transfers: [Transfer] = []
  var lines: [TransferLine] = []
  var events: [ReceiveEvent] = []
  var discrepancies: [Discrepancy] = []
  /// The lines before what was posted last, to be taken back.
  private var before: [TransferLine]?
  private var lastEvent: Int64 = 0

  mutating func perform(
    _ act: some Act, _ context: ActContext, _ warehouse: PaperWarehouse.State
  ) throws(InventoryError) {
    if let act = act as? RecordReceipts {
      let id = try find(act.transfer)
      for event in act.corrected { negate(event, context) }
      if let parked = act.parked { negate(parked, context) }
      for entry in act.entries { try add(entry, to: id, context, warehouse) }
    } else if let act = act as? NegateReceipt {
      let own = events.last { isLive($0) && $0.actor == context.actor }
      guard let event = act.event ?? own?.id else { throw .nothingScanned(act.transfer) }
      negate(event, context)
    } else if let act = act as? PostReceipt {
      try post(try find(act.transfer))
    } else if let act = act as? ReceiveTransfer {
      let id = try find(act.transfer)
      before = lines
      for content in warehouse.puttingAway.plates.filter({ act.plates.contains($0.code) }).flatMap(\.contents) {
        for index in lines.indices
        where lines[index].transfer == id && lines[index].item == content.item.id && lines[index].lot == content.lot {
          lines[index].good += content.quantity
        }
      }
    } else if let act = act as? TakeBackReceipt {
      guard let before else { throw .nothingReceived(act.transfer) }
      lines = before
      self.before = nil
      discrepancies = []
      for index in transfers.indices { transfers[index].status = .inTransit }
    } else if let act = act as? CloseShort {
      for rest in act.lines ?? [] {
        for index in lines.indices
        where lines[index].code.description == rest.item && lines[index].lot?.code == rest.lot {
          lines[index].closed += rest.quantity ?? lines[index].left
          discrepancies.append(
            discrepancy(.short, lines[index], rest.quantity ?? .zero, context, reason: act.reason))
        }
      }
    }
  }

  private func find(_ name: String) throws(InventoryError) -> TransferID {
    guard let found = transfers.first(where: { $0.id == TransferID(name) }) else { throw .noSuchTransfer(name) }
    guard found.status == .inTransit else { throw .transferIs(name, found.status, wanted: "receive it") }
    return found.id
  }

  private func isLive(_ event: ReceiveEvent) -> Bool {
    event.negatedBy == nil && !event.isPosted && event.kind != .negate
  }

  private mutating func add(
    _ entry: RecordReceipts.Entry, to transfer: TransferID, _ context: ActContext, _ warehouse: PaperWarehouse.State
  ) throws(InventoryError) {
    var line: TransferLine?
    if let name = entry.item {
      guard let item = warehouse.items[name] else { throw .noSuchItem(name) }
      guard entry.quantity > .zero else {
        throw .badQuantity(entry.quantity.description, item: item.code, .notPositive)
      }
      line = lines.first {
        $0.item == item.id && $0.transfer == transfer && (entry.lot == nil || $0.lot?.code == entry.lot)
      }
      if line == nil {
        guard entry.condition == .over else {
          throw .notOnTransfer(item.code, lot: entry.lot, transfer: transfer.description)
        }
        let new = TransferLine(
          transfer: transfer, number: lines.count + 1, item: item.id, code: item.code, name: item.name,
          tracking: item.tracking, lot: entry.lot.map { Lot(code: $0, expires: entry.expires) }, requested: .zero)
        lines.append(new)
        line = new
      }
      if let serial = entry.serial {
        if let earlier = events.first(where: { isLive($0) && $0.serial == serial }) {
          throw .serialScanned(serial, item: item.code, by: earlier.actor)
        }
        if line?.serialsInTransit.contains(serial) != true, entry.condition != .over {
          throw .serialNotOnTransfer(serial, item: item.code, transfer: transfer.description)
        }
      }
    }
    lastEvent += 1
    events.append(
      ReceiveEvent(
        id: lastEvent, transfer: transfer, line: line?.number, code: line?.code, lot: line?.lot?.code,
        serial: entry.serial, kind: entry.kind, quantity: entry.quantity, condition: entry.condition,
        actor: context.actor, terminal: context.terminal, occurredAt: context.now, negates: nil, negatedBy: nil,
        isPosted: false, text: entry.text, note: entry.note))
    count(events[events.count - 1], times: 1)
  }

  /// Adds an event to its line, or takes it away.
  private mutating func count(_ event: ReceiveEvent, times: Int64) {
    for index in lines.indices where lines[index].number == event.line && lines[index].transfer == event.transfer {
      let quantity = Quantity(thousandths: event.quantity.thousandths * times)
      if event.condition == .damaged {
        lines[index].pendingDamaged += quantity
      } else {
        lines[index].pendingGood += quantity
      }
      if event.condition == .over { lines[index].pendingOver += quantity }
    }
  }

  private mutating func negate(_ event: Int64, _ context: ActContext) {
    lastEvent += 1
    for index in events.indices where events[index].id == event && events[index].negatedBy == nil {
      events[index].negatedBy = lastEvent
      count(events[index], times: -1)
    }
  }

  private mutating func post(_ transfer: TransferID) throws(InventoryError) {
    guard lines.contains(where: { $0.pendingGood + $0.pendingDamaged > .zero }) else {
      throw .nothingScanned(transfer.description)
    }
    for line in lines where line.left < .zero {
      throw .overReceipt(
        line.code, transfer: transfer.description, asked: line.pendingGood + line.pendingDamaged, left: line.inTransit,
        allowed: nil)
    }
    before = lines
    for index in lines.indices {
      for part in [\TransferLine.pendingGood, \.pendingDamaged, \.pendingOver] { before?[index][keyPath: part] = .zero }
      lines[index].good += lines[index].pendingGood
      lines[index].damaged += lines[index].pendingDamaged
      lines[index].over += lines[index].pendingOver
      for part in [\TransferLine.pendingGood, \.pendingDamaged, \.pendingOver] { lines[index][keyPath: part] = .zero }
    }
    for index in events.indices where isLive(events[index]) && events[index].line != nil {
      events[index].isPosted = true
    }
    if lines.allSatisfy(\.inTransit.isZero) {
      for index in transfers.indices where transfers[index].id == transfer { transfers[index].status = .completed }
    }
  }

  func discrepancy(
    _ kind: Discrepancy.Kind, _ line: TransferLine, _ quantity: Quantity, _ context: ActContext, reason: String?
  ) -> Discrepancy {
    Discrepancy(
      id: Int64(discrepancies.count + 1), transfer: line.transfer, line: line.number, kind: kind, item: line.item,
      code: line.code, name: line.name, lot: line.lot?.code, quantity: quantity, value: .zero, reason: reason,
      owner: .carrier, openedBy: context.actor, openedAt: context.now)
  }
}

extension PaperWarehouse {
  /// The small warehouse with transfers on their way to it; the first has lines of every kind.
  static func receiving(transfers: Int = 1) -> PaperWarehouse {
    let house = PaperWarehouse.small()
    house.state.withLock { state in
      state.items["WID-100"]?.barcodes = [Barcode("9501101530003"), Barcode("14006381333938", pack: Quantity(24))]
      state.items["SER-7"]?.tracking = .serial
      state.items["12"] = Item(id: ItemID(99), code: ItemCode(sku: "12"), name: "Twelve")
      state.operators = [Operator(name: "MARIA", role: .dock, badge: "B-0017")]
      for number in 0..<transfers {
        state.receiving.transfers.append(
          Transfer(
            id: TransferID(Int64(881 + number)), source: LocationID(90), sourcePlace: number == 0 ? "SOUTH" : "WEST",
            destination: LocationID(91), destinationPlace: "NORTH/D-1", status: .inTransit,
            priority: number == 1 ? .urgent : .normal, eta: noon.adding(milliseconds: 7_200_000),
            reference: number == 0 ? "PO-4711" : nil, createdBy: "OLGA", createdAt: noon,
            shippedAt: noon.adding(milliseconds: -86_400_000)))
      }
      let shipped = [("WID-220", 48), ("WID-100", 96), ("SER-7", 3), ("GLU-1", 120), ("TAP-048", 240), ("BOX-12", 60)]
      for (number, (sku, quantity)) in zip(1..., shipped) {
        guard let item = state.items[sku] else { continue }
        let lot = item.tracking == .lot ? state.lots[sku]?.first?.lot : nil
        state.receiving.lines.append(
          TransferLine(
            transfer: TransferID(881), number: number, item: item.id, code: item.code, name: item.name,
            tracking: item.tracking, lot: lot, requested: Quantity(quantity), shipped: Quantity(quantity),
            shippedValue: Money(Quantity(quantity), at: UnitCost(tenThousandths: 125_000)),
            serialsInTransit: item.tracking == .serial ? ["88-1201", "88-1202", "88-1203"] : []))
      }
      // Asked for without a lot, and shipped by one: a line of which nothing comes.
      if let glue = state.items["GLU-1"] {
        state.receiving.lines.append(
          TransferLine(
            transfer: TransferID(881), number: 9_000, item: glue.id, code: glue.code, name: glue.name, tracking: .lot,
            requested: Quantity(120)))
      }
    }
    return house
  }

  /// More lines on the first transfer, one of them with a name and a code that are long and wide.
  func load(_ count: Int, longCode: String) {
    state.withLock { state in
      for number in 1...count {
        let code = number == 1 ? longCode : "LOAD-\(String(1_000 + number).dropFirst())"
        let item = Item(
          id: ItemID(Int64(500 + number)), code: ItemCode(sku: code),
          name: number == 1 ? "漢字の長い名前 with a name that is longer than any column is wide" : "Load \(number)")
        state.items[code] = item
        state.receiving.lines.append(
          TransferLine(
            transfer: TransferID(881), number: state.receiving.lines.count + 1, item: item.id, code: item.code,
            name: item.name, requested: Quantity(1_234_567), shipped: Quantity(1_234_567)))
      }
    }
  }

  /// What another paper warehouse counts and receives is counted and received here.
  func takeOver(_ other: PaperWarehouse) {
    let (receiving, counting, items) = other.state.withLock { ($0.receiving, $0.counting, $0.items) }
    state.withLock {
      if !receiving.transfers.isEmpty { $0.receiving = receiving }
      if !counting.stocktakes.isEmpty { $0.counting = counting }
      $0.items.merge(items) { own, _ in own }
    }
  }

  /// Who works here is one of the house's people, of this role.
  func hire(_ role: Operator.Role, tolerance: String = "0%") {
    state.withLock {
      $0.operators.append(Operator(name: "ANNA", role: role))
      $0.settings = [Settings.Setting(name: "receive_over_tolerance", value: tolerance, about: "")]
    }
  }

  /// What was scanned and not taken back, in order: `scan WID-100 1`.
  var receipts: [String] {
    state.withLock { state in
      state.receiving.events.filter { $0.negatedBy == nil }.map { event in
        let what = event.code?.description ?? event.text ?? ""
        return
          ([event.kind.name, what] + [event.lot, event.serial].compactMap { $0 } + [event.quantity.description]
          + (event.condition == .good ? [] : [event.condition.name])).joined(separator: " ")
      }
    }
  }
}

extension PaperAnswers {
  func answer(_ question: TransferPage) throws(InventoryError) -> Page<TransferPage.Row> {
    let found = state.receiving.transfers.filter { transfer in
      guard let text = question.filter.text else { return transfer.status == .inTransit }
      return TransferID(text) == transfer.id || transfer.reference?.hasPrefix(text) == true
    }
    let rows = found.map { transfer in
      TransferPage.Row(
        transfer: transfer, sums: TransferSums(state.receiving.lines.filter { $0.transfer == transfer.id }),
        discrepancies: 0)
    }
    return Page(rows: rows, next: nil, previous: nil)
  }

  private func find(_ name: String) throws(InventoryError) -> Transfer {
    guard let found = state.receiving.transfers.first(where: { $0.id == TransferID(name) }) else {
      throw .noSuchTransfer(name)
    }
    return found
  }

  func answer(_ question: TransferCard) throws(InventoryError) -> TransferCard.Card {
    let transfer = try find(question.transfer)
    let events = state.receiving.events.filter { $0.negatedBy == nil && !$0.isPosted && $0.kind != .negate }
    var receivers: [String] = []
    for event in events.reversed() where !receivers.contains(event.actor) { receivers.append(event.actor) }
    return TransferCard.Card(
      transfer: transfer, sums: TransferSums(state.receiving.lines), currency: "EUR", receivers: receivers,
      parked: events.count { $0.line == nil }, discrepancies: state.receiving.discrepancies.count)
  }

  func answer(_ question: TransferLinePage) throws(InventoryError) -> Page<TransferLine> {
    let transfer = try find(question.transfer)
    return try PaperAnswers.page(
      state.receiving.lines.filter { $0.transfer == transfer.id }, question.start, question.limit)
  }

  func answer(_ question: ReceiveEventPage) throws(InventoryError) -> Page<ReceiveEvent> {
    let transfer = try find(question.transfer)
    let rows = state.receiving.events.reversed().filter {
      $0.transfer == transfer.id && (!question.isParked || $0.line == nil && $0.negatedBy == nil)
    }
    return Page(rows: Array(rows.prefix(question.limit)), next: nil, previous: nil)
  }

  func answer(_ question: DiscrepancyPage) throws(InventoryError) -> Page<Discrepancy> {
    Page(rows: state.receiving.discrepancies, next: nil, previous: nil)
  }
}

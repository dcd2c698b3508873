import Inventory

/// Counting on paper: events, lines that are their sums, leases. Rounds, tolerances and judging are the ledger's.
struct PaperCounting {
  var stocktakes: [Stocktake] = []
  var events: [CountEvent] = []
  var leases: [(stocktake: StocktakeID, bin: String, lease: CountLease)] = []
  var closed: [String] = []
  private var lastEvent: Int64 = 0

  /// Refuses, or does it.
  mutating func perform(
    _ act: some Act, _ context: ActContext, _ warehouse: PaperWarehouse.State
  ) throws(InventoryError) {
    if let act = act as? OpenBin {
      try open(act, context, warehouse)
    } else if let act = act as? RecordCounts {
      for entry in act.entries { try add(entry, to: find(act.stocktake), context, warehouse) }
      if let parked = act.parked { negate(parked, context) }
    } else if let act = act as? NegateCount {
      let own = events.last {
        $0.kind != .negate && $0.negatedBy == nil && $0.actor == context.actor
          && (act.location == nil || act.location == $0.place)
      }
      guard let event = act.event ?? own?.id else { throw .nothingToTakeBack(stocktake: act.stocktake) }
      negate(event, context)
    } else if let act = act as? CountEmptyBin {
      let lines = lines(find(act.stocktake), act.location, warehouse)
      if lines.contains(where: { ($0.counted ?? .zero) > .zero }) {
        throw .binNotEmpty(place: act.location, lines: lines.count)
      }
      for row in warehouse.rows where row.locationCode == act.location {
        try add(
          CountEntry(.zero, row.code.description, .zero, at: act.location), to: find(act.stocktake), context, warehouse)
      }
      close(act.location, context)
    } else if let act = act as? CloseBin {
      close(act.location, context)
    }
  }

  func find(_ name: String) -> StocktakeID { StocktakeID(name) ?? StocktakeID(0) }

  private mutating func close(_ bin: String, _ context: ActContext) {
    closed.append(bin)
    leases.removeAll { $0.bin == bin && $0.lease.actor == context.actor }
  }

  private mutating func open(
    _ act: OpenBin, _ context: ActContext, _ warehouse: PaperWarehouse.State
  ) throws(InventoryError) {
    guard act.location != "V-01" else {
      throw .outsideStocktake(act.location, stocktake: act.stocktake, scope: "NORTH/A")
    }
    let other = leases.first { $0.bin == act.location && $0.lease.actor != context.actor }
    if let other, act.company == .ask {
      throw .binTaken(place: act.location, by: other.lease.actor, since: other.lease.since, lines: other.lease.lines)
    }
    leases.removeAll { $0.bin == act.location && $0.lease.actor == context.actor }
    leases.append(
      (
        find(act.stocktake), act.location,
        CountLease(
          actor: context.actor, terminal: context.terminal, since: context.now,
          until: context.now.adding(milliseconds: 600_000), lines: 0)
      ))
  }

  private mutating func add(
    _ entry: CountEntry, to stocktake: StocktakeID, _ context: ActContext, _ warehouse: PaperWarehouse.State
  ) throws(InventoryError) {
    var code: ItemCode?
    var name = ""
    if entry.kind != .unknown {
      guard let item = warehouse.items[entry.item ?? ""] else { throw .noSuchItem(entry.item ?? "") }
      if item.tracking == .lot, entry.lot == nil { throw .needsLot(item.code) }
      (code, name) = (item.code, item.name)
    }
    var base = entry.quantity.times(entry.pack) ?? .zero
    if entry.kind == .set { base -= sum(code, entry.lot, entry.location) }
    if let serial = entry.serials.first,
      let earlier = events.first(where: { $0.serial == serial && $0.negatedBy == nil }), let code
    {
      throw .serialCounted(serial, item: code, place: earlier.place, by: earlier.actor)
    }
    if let code, sum(code, entry.lot, entry.location) + base < .zero {
      throw .countBelowZero(
        item: code, place: entry.location, counted: sum(code, entry.lot, entry.location), change: base)
    }
    lastEvent += 1
    events.append(
      CountEvent(
        id: lastEvent, kind: entry.kind, code: code, name: name, location: LocationID(0), place: entry.location,
        lot: entry.lot, serial: entry.serials.first, quantity: entry.quantity, pack: entry.pack, base: base,
        isDamaged: entry.isDamaged, round: 1, actor: context.actor, terminal: context.terminal, occurredAt: context.now,
        recordedAt: context.now, ledgerEntry: nil, negates: nil, negatedBy: nil, text: entry.text, note: entry.note))
  }

  private func sum(_ code: ItemCode?, _ lot: String?, _ place: String) -> Quantity {
    events.filter { $0.negatedBy == nil && $0.code == code && $0.lot == lot && $0.place == place }
      .reduce(.zero) { $0 + $1.base }
  }

  private mutating func negate(_ event: Int64, _ context: ActContext) {
    lastEvent += 1
    for index in events.indices where events[index].id == event { events[index].negatedBy = lastEvent }
  }

  func lines(_ stocktake: StocktakeID, _ bin: String, _ warehouse: PaperWarehouse.State) -> [CountLine] {
    var lines: [CountLine] = []
    for event in events where event.negatedBy == nil && event.place == bin {
      guard let code = event.code, let item = warehouse.items[code.description] else { continue }
      if let index = lines.firstIndex(where: { $0.code == code && $0.lot == event.lot }) {
        lines[index].counted = (lines[index].counted ?? .zero) + event.base
        lines[index].lastCountedAt = event.occurredAt
        if event.isDamaged { lines[index].damaged += event.base }
        continue
      }
      let lot = warehouse.lots[code.description]?.first { $0.lot.code == event.lot }?.lot
      lines.append(
        CountLine(
          stocktake: stocktake, number: lines.count + 1, item: item.id, code: code, name: item.name,
          unit: item.unit.name, location: LocationID(0), place: bin, lot: event.lot, expires: lot?.expires, round: 1,
          state: .counting, counted: event.base, damaged: event.isDamaged ? event.base : .zero,
          firstCountedAt: event.occurredAt, lastCountedAt: event.occurredAt, counters: [event.actor], judgement: nil,
          movedWhileCounted: false, promised: nil, probablePick: nil, reason: nil, decidedBy: nil, refusal: nil))
    }
    guard stocktakes.first(where: { $0.id == stocktake })?.isBlind == false else { return lines }
    for index in lines.indices {
      let row = warehouse.rows.first { $0.code == lines[index].code && $0.locationCode == bin }
      let expected = row?.balances.onHand ?? .zero
      lines[index].judgement = CountJudgement(
        expected: expected, variance: (lines[index].counted ?? .zero) - expected, value: nil, isWithin: true)
    }
    return lines
  }
}

extension PaperWarehouse {
  /// The small warehouse with a stocktake of it under way, and more of them.
  static func counted(isBlind: Bool = true, stocktakes: Int = 1) -> PaperWarehouse {
    let house = PaperWarehouse.small()
    house.state.withLock { state in
      for number in 0..<stocktakes {
        state.counting.stocktakes.append(
          Stocktake(
            id: StocktakeID(Int64(142 + number)), name: number == 0 ? "Aisle A" : "Aisle \(number)",
            location: LocationID(0), place: "NORTH/A", isBlind: isBlind, status: .counting, openedBy: "ANNA",
            openedAt: PaperWarehouse.noon))
      }
      state.items["WID-100"]?.barcodes = [Barcode("9501101530003"), Barcode("14006381333938", pack: Quantity(12))]
      state.items["SER-7"]?.tracking = .serial
      state.items["12"] = Item(id: ItemID(99), code: ItemCode(sku: "12"), name: "Twelve")
      state.lots["GLU-1"]?.append(
        LotBalance(
          lot: Lot(id: LotID(2), code: "L2409", expires: Day("2026-10-01")), location: LocationID(2),
          place: "NORTH/A-07-1", onHand: Quantity(3), blocked: .zero))
      state.operators = [Operator(name: "MARIA", role: .counter, badge: "B-0017")]
    }
    return house
  }

  /// Somebody else counts in a bin.
  func lease(_ bin: String, by actor: String, lines: Int = 12) {
    state.withLock {
      $0.counting.leases.append(
        (
          StocktakeID(142), bin,
          CountLease(
            actor: actor, terminal: "hh9", since: PaperWarehouse.noon.adding(milliseconds: -120_000),
            until: PaperWarehouse.noon.adding(milliseconds: 480_000), lines: lines)
        ))
    }
  }

  /// What was counted and not taken back, in order: `scan WID-100 1`.
  var counts: [String] {
    state.withLock { state in
      state.counting.events.filter { $0.negatedBy == nil }.map { event in
        let what = event.code?.description ?? event.text ?? ""
        return
          ([event.kind.name, what] + [event.lot, event.serial].compactMap { $0 } + [event.base.description]
          + (event.isDamaged ? ["damaged"] : [])).joined(separator: " ")
      }
    }
  }
}

extension PaperAnswers {
  func answer(_ question: StocktakePage) throws(InventoryError) -> Page<Stocktake> {
    Page(rows: state.counting.stocktakes, next: nil, previous: nil)
  }

  func answer(_ question: StocktakeCard) throws(InventoryError) -> StocktakeCard.Card {
    guard let found = state.counting.stocktakes.first(where: { $0.id == StocktakeID(question.stocktake) }) else {
      throw .noSuchStocktake(question.stocktake)
    }
    return StocktakeCard.Card(
      stocktake: found, lines: [:], parked: 0, scans: state.counting.events.count, accuracy: nil)
  }

  func answer(_ question: CountingPlace) throws(InventoryError) -> CountingPlace.Place? {
    guard let lease = state.counting.leases.last(where: { $0.lease.actor == question.actor }),
      let stocktake = state.counting.stocktakes.first(where: { $0.id == lease.stocktake })
    else { return nil }
    return CountingPlace.Place(stocktake: stocktake, location: lease.bin)
  }

  func answer(_ question: CountedBin) throws(InventoryError) -> CountedBin.Card {
    let id = state.counting.find(question.stocktake)
    guard let stocktake = state.counting.stocktakes.first(where: { $0.id == id }) else {
      throw .noSuchStocktake(question.stocktake)
    }
    return CountedBin.Card(
      stocktake: stocktake, location: LocationID(0), place: "NORTH/" + question.location, code: question.location,
      lines: state.counting.lines(id, question.location, state),
      parked: state.counting.events.filter {
        $0.kind == .unknown && $0.negatedBy == nil && $0.place == question.location
      },
      leases: state.counting.leases.filter { $0.bin == question.location && $0.lease.until > question.now }.map(\.lease)
    )
  }

  func answer(_ question: CountBinPage) throws(InventoryError) -> Page<CountBin> {
    let codes = Set(state.rows.map(\.locationCode)).sorted().filter { $0.hasPrefix("A-") }
    let bins = codes.enumerated().map { index, code in
      let lines = state.counting.lines(state.counting.find(question.stocktake), code, state)
      let isClosed = state.counting.closed.contains(code)
      return CountBin(
        location: LocationID(Int64(index + 1)), code: code,
        state: isClosed ? .counted : lines.isEmpty ? .open : .counting, lines: lines.count,
        units: lines.reduce(.zero) { $0 + ($1.counted ?? .zero) },
        counters: Array(Set(lines.flatMap(\.counters))).sorted())
    }
    return Page(rows: bins, next: nil, previous: nil)
  }
}

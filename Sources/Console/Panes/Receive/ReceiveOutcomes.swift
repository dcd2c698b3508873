import Inventory
import Terminal

/// What came of the acts.
extension ReceivePane {
  mutating func done(_ deed: ScanDeed<ReceivePurpose>, _ desk: inout Desk) {
    if deed.isKept, doneKept(deed, &desk) { return }
    switch deed.purpose {
    case .record(let change): recorded(change, deed, &desk)
    case .park(let text, let why):
      var trace = ReceiveTrace(last: last, key: deed.key)
      trace.parked = parkKept(deed, text, why: why, desk)
      remember(trace)
      last = nil
      desk.log(.warn, "\(text) parked with \(number): \(why)")
      isStale = true
      rereadAt = desk.now
      echo?.outcome = .parked
      finish(&desk, bells: 2)
    case .undo(let trace): tookBack(trace, deed, &desk)
    case .post, .takeBack:
      last = nil
      trail = []
      after(deed.purpose, &desk)
    case .drop, .closeShort, .closeOrder: after(deed.purpose, &desk)
    case .postReceipt(let rest): posted(rest, &desk)
    case .takeExpected(let receipt): tookExpected(receipt, &desk)
    case .takeBackExpected(let receipt): tookBackExpected(receipt, &desk)
    case .pallet:
      remember(ReceiveTrace(last: nil, isPosted: true))
      last = nil
      after(deed.purpose, &desk)
    }
  }

  /// One event is gone: the others of the scan follow, then what it had taken back is recorded again.
  private mutating func tookBack(_ trace: ReceiveTrace, _ deed: ScanDeed<ReceivePurpose>, _ desk: inout Desk) {
    var trace = trace
    trace.events -= 1
    if trace.events > 0 { return sendUndo(trace, &desk) }
    if !trace.restores.isEmpty {
      let entries = trace.restores
      trace.restores = []
      return send(RecordReceipts(number, entries), .undo(trace), nil, &desk)
    }
    last = trace.last
    _ = trail.popLast()
    if deed.isKept { return tookBackKept(trace, &desk) }
    after(.undo(trace), &desk)
  }

  private mutating func recorded(
    _ change: ReceivedChange, _ deed: ScanDeed<ReceivePurpose>, _ desk: inout Desk
  ) {
    remember(
      ReceiveTrace(
        last: last, events: change.events, restores: change.restores, key: deed.key, change: change,
        goods: change.scanned))
    last = change.last
    if let parked = change.parked {
      sheet.parked.removeAll { $0.id == parked }
      chosenParked = max(0, min(sheet.parked.count - 1, chosenParked))
    }
    if change.isCorrection, recent.first?.read == echo?.read { recent.removeFirst() }
    if change.line != nil {
      sheet.add(change)
      return succeed(&desk)
    }
    // A line that comes to be by it is read with its number.
    if deed.isKept {
      isStale = true
      return succeed(&desk)
    }
    after(.record(change), &desk)
  }

  mutating func remember(_ trace: ReceiveTrace) {
    trail.append(trace)
    if trail.count > ReceivePane.mostRemembered { trail.removeFirst() }
  }

  mutating func after(_ purpose: ReceivePurpose, _ desk: inout Desk) {
    guard let document else { return }
    read(document.name, .after(purpose, before: sheet.lines), &desk)
  }

  /// What an act did to the lines, once they are read again.
  mutating func say(_ purpose: ReceivePurpose, _ before: [DockLine], _ desk: inout Desk) {
    let (number, terms) = (number, terms)
    switch purpose {
    case .record(let change):
      guard let line = sheet.line(change.key) else { break }
      sheet.current = line.number
      if var goods = change.goods {
        goods.pack = goods.pack ?? Quantity(1)
        last = Last(
          goods: goods, line: line.number, base: change.good, before: line.came - change.good, isDamaged: false)
      }
      echo?.result += "   \(Numbers.grouped(line.allOver)) over"
    case .undo:
      var words = ""
      for line in before {
        guard let now = sheet.line(line.number), now.came != line.came || now.allDamaged != line.allDamaged else {
          continue
        }
        words =
          "\(line.words)   line \(Numbers.grouped(line.came)) -> \(Numbers.grouped(now.came)) of "
          + Numbers.grouped(now.shipped)
        sheet.current = line.number
      }
      echo?.result = "taken back" + (words.isEmpty ? "" : ": \(words)")
    case .post:
      let posted = before.reduce(Quantity.zero) { $0 + $1.pendingGood + $1.pendingDamaged }
      let left = sheet.lines.reduce(Quantity.zero) { $0 + $1.open }
      let rest =
        document?.isComplete == true
        ? "\(number) is complete" : "\(Numbers.grouped(left)) still \(terms.onItsWay)"
      let units = "\(Numbers.grouped(posted)) \(posted == Quantity(1) ? "unit" : "units")"
      echo?.result = "posted: \(units); \(rest)"
      desk.log(.ok, "\(number): posted \(units); \(rest)")
    case .takeBack:
      echo?.result = "the receipt is taken back: the goods are \(terms.onItsWay) again"
      desk.log(.ok, "\(number): a receipt was taken back")
    case .pallet(let plate):
      let left = sheet.lines.reduce(Quantity.zero) { $0 + $1.open }
      echo?.result = "received whole, as shipped; \(Numbers.grouped(left)) still to come"
      desk.log(.ok, "\(number): pallet \(plate.code) received whole")
    case .closeOrder:
      echo?.result = "\(number) is closed: what has not come is expected no longer"
      desk.log(.ok, "\(number) is closed")
    case .closeShort, .drop, .park, .postReceipt, .takeExpected, .takeBackExpected: break
    }
    succeed(&desk)
  }

  // MARK: Refusals

  mutating func refused(_ deed: ScanDeed<ReceivePurpose>, _ error: InventoryError, _ desk: inout Desk) {
    if document?.isOrder != false { return refusedOrdered(deed, error, &desk) }
    switch (deed.purpose, error) {
    case (.record(let change), .serialNotOnTransfer):
      guard let goods = change.goods, change.over.isZero, change.damaged.isZero else { return fail(error, &desk) }
      var change = change
      change.over = change.good
      offer(
        goods, goods.read, entries(goods, .zero, over: change.good, .scan, isDamaged: false, text: nil), change,
        deed.shown ?? ScanEcho(at: desk.now, read: goods.read), &desk)
    case (.undo, .nothingScanned): ask(.takeBack, &desk)
    case (.record(let change), _) where error.keepsReceivedGoods:
      guard let record = change.record else { return fail(error, &desk) }
      next.isDamaged = change.damaged > .zero
      next.times = change.good + change.damaged
      park(record, why: Explanation(error).detail, &desk)
    default:
      fail(error, &desk)
      isStale = true
    }
  }
}

extension InventoryError {
  /// Whether goods that stand there were refused for a reason that somebody must clear up: they are kept as a parked scan.
  fileprivate var keepsReceivedGoods: Bool {
    switch self {
    case .serialScanned, .serialGivenTwice, .badQuantity, .notPermitted, .unknownOperator, .transferIs, .noSuchTransfer,
      .keyUsedOtherwise, .nothingScanned:
      false
    default: true
    }
  }
}

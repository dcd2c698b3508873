import Inventory
import Terminal

/// What a record comes to: one act, with a key of its own.
extension ReceivePane {
  // MARK: Goods

  /// Receives goods when all is known of them that receiving needs; else asks.
  mutating func enter(_ goods: ScannedGoods, _ desk: inout Desk) {
    guard let document else { return fail(nothingOpen, read: goods.read, &desk) }
    if let refusal = document.refusal { return fail(refusal, read: goods.read, &desk) }
    guard let pack = goods.pack else { return ask(.packSize(goods), &desk) }
    if goods.item.tracking == .lot, goods.lot == nil { return askLot(goods, &desk) }
    if goods.item.tracking == .serial, goods.serial == nil { return ask(.serial(goods), &desk) }
    let isSerial = goods.serial != nil
    let times = isSerial ? Quantity(1) : next.times ?? Quantity(1)
    guard let base = isSerial ? Quantity(1) : times.times(pack) else {
      return fail("\(times) packs of \(pack) are too many", read: goods.read, &desk)
    }
    if look == .parked, knownParked.indices.contains(chosenParked) {
      return assign(goods, base, knownParked[chosenParked], &desk)
    }
    let isDamaged = next.isDamaged
    next = NextScan()
    let how = times == Quantity(1) ? Numbers.signed(base) : "\(times)* = \(Numbers.grouped(base))"
    take(goods, base, times == Quantity(1) ? .scan : .typed, isDamaged: isDamaged, how: how, &desk)
  }

  /// A lot that stands on the transfer, where it can be only one; else a digit picks, or it is typed.
  private mutating func askLot(_ goods: ScannedGoods, _ desk: inout Desk) {
    if document?.isOrder == true { return askOrderedLot(goods, &desk) }
    let lots = sheet.lines(of: goods.item.id).filter { $0.shipped + $0.over + $0.pendingOver > .zero }
      .compactMap(\.lot)
    if let only = lots.first, lots.count == 1 {
      var goods = goods
      goods.choose(only)
      return enter(goods, &desk)
    }
    ask(lots.isEmpty ? .newLot(goods) : .lot(goods, Array(lots.prefix(9))), &desk)
  }

  /// So many of the goods came, as far as they are on their way; what is beyond that is offered as over.
  private mutating func take(
    _ goods: ScannedGoods, _ base: Quantity, _ kind: ReceiveEvent.Kind, isDamaged: Bool, how: String,
    _ desk: inout Desk
  ) {
    let line = sheet.line(goods.key)
    let open = line?.open ?? .zero
    // What is beyond an order is refused by the books, which know how much may be over.
    let isWhole = document?.isOrder == true || goods.serial != nil && line != nil
    let expected = isWhole ? base : goods.serial == nil ? min(base, open) : .zero
    let isAmongScanned = document?.isOrder == true && line != nil && goods.serial == nil && base > open
    if isDamaged, base > expected || isAmongScanned {
      guard let line, goods.serial == nil else {
        return fail("\(goods.item.code) is not on \(number)", read: goods.read, &desk)
      }
      return damage(base, of: line, goods, &desk)
    }
    var change = ReceivedChange(line: line?.number, key: goods.key, goods: goods, record: goods.read)
    if isDamaged { change.damaged = base } else { change.good = base }
    change.over = base - expected
    if let line {
      change.last = Last(goods: goods, line: line.number, base: base, before: line.came, isDamaged: isDamaged)
    }
    let entries = self.entries(goods, expected, over: change.over, kind, isDamaged: isDamaged, text: nil)
    let words = line?.words(after: change) ?? "not on \(number)"
    let shown = ScanEcho(
      at: desk.now, read: goods.read, meaning: goods.words(desk.clock),
      result: "\(isDamaged ? "\(terms.damaged) " : "")\(how)   \(words)", change: Numbers.signed(base))
    if change.over > .zero {
      return offer(goods, goods.read, entries, change, shown, &desk)
    }
    record(entries, change, shown, &desk)
  }

  mutating func record(
    _ entries: [RecordReceipts.Entry], _ change: ReceivedChange, _ shown: ScanEcho, _ desk: inout Desk
  ) {
    var change = change
    change.events = entries.count
    var shown = shown
    if let line = sheet.line(change.line) {
      let pack = change.goods?.pack.flatMap { $0 == Quantity(1) ? nil : "\(Numbers.grouped($0)) in " } ?? ""
      shown.handRead = pack + line.code.description + (line.lot.map { " \($0.code)" } ?? "")
    }
    if document?.isOrder == true { return record(entries.map { ReceivedGoods($0) }, change, shown, &desk) }
    send(RecordReceipts(number, entries), .record(change), shown, &desk)
  }

  /// What is expected, and what is over beside it.
  func entries(
    _ goods: ScannedGoods, _ expected: Quantity, over: Quantity, _ kind: ReceiveEvent.Kind, isDamaged: Bool,
    text: String?
  ) -> [RecordReceipts.Entry] {
    func entry(_ quantity: Quantity, _ condition: ReceiveEvent.Condition) -> RecordReceipts.Entry {
      RecordReceipts.Entry(
        goods.item.code.description, quantity, lot: goods.lot, made: goods.made, expires: goods.expires,
        serial: goods.serial, condition: condition, kind: kind, text: text)
    }
    return (expected > .zero ? [entry(expected, isDamaged ? .damaged : .good)] : [])
      + (over > .zero ? [entry(over, .over)] : [])
  }

  // MARK: Over

  /// Says what is beyond what was shipped, and waits for the same record again.
  mutating func offer(
    _ goods: ScannedGoods, _ record: String, _ entries: [RecordReceipts.Entry], _ change: ReceivedChange,
    _ shown: ScanEcho, _ desk: inout Desk
  ) {
    let line = sheet.line(change.line)
    let most = house.most(over: line)
    let already = line?.allOver ?? .zero
    let isAllowed = most.map { already + change.over <= $0 } ?? true
    let what =
      goods.serial != nil && line != nil
      ? "serial \(goods.serial ?? "") is not on \(number)"
      : line != nil
        ? "\(Numbers.grouped(change.over)) more than shipped"
        : sheet.lines(of: goods.item.id).isEmpty
          ? "\(goods.item.code) is not on \(number)"
          : "this lot is not on \(number)"
    ask(
      .over(
        OverOffer(
          record: record, goods: goods, entries: entries, change: change, over: change.over, what: what,
          isAllowed: isAllowed, shown: shown)), &desk)
  }

  /// The same was scanned again.
  mutating func accept(_ offer: OverOffer, _ desk: inout Desk) {
    guard offer.isAllowed else {
      let why = "\(offer.what): waits for a supervisor"
      return park(offer.goods.read, why: why, quantity: offer.change.good, &desk)
    }
    var shown = offer.shown
    shown.at = desk.now
    record(offer.entries, offer.change, shown, &desk)
  }

  // MARK: Parked

  mutating func park(_ text: String, why: String, _ desk: inout Desk) {
    park(text, why: why, quantity: next.times ?? Quantity(1), &desk)
  }

  private mutating func park(_ text: String, why: String, quantity: Quantity, _ desk: inout Desk) {
    guard let document, document.isOpen else { return fail("\(nothingOpen) (\(why))", read: text, &desk) }
    if document.isOrder { return refuse(text, why: why, &desk) }
    let shown = ScanEcho(at: desk.now, read: text, result: "parked (F4): \(why)", change: "?")
    let entry = RecordReceipts.Entry(
      nil, quantity, condition: next.isDamaged ? .damaged : .good, kind: .parked, text: text, note: why)
    next = NextScan()
    send(RecordReceipts(document.number, [entry]), .park(text, why: why), shown, &desk)
  }

  mutating func drop(_ event: ReceiveEvent, _ desk: inout Desk) {
    let shown = ScanEcho(at: desk.now, read: event.text ?? "", result: "dropped", change: "")
    send(NegateReceipt(number, event: event.id), .drop(event), shown, &desk)
  }

  /// A parked scan was these goods. What is beyond what was shipped is over, for whoever may take it.
  private mutating func assign(_ goods: ScannedGoods, _ base: Quantity, _ event: ReceiveEvent, _ desk: inout Desk) {
    let quantity = goods.serial != nil ? Quantity(1) : base == Quantity(1) ? event.quantity : base
    let line = sheet.line(goods.key)
    let isDamaged = event.condition == .damaged
    let expected = goods.serial != nil && line != nil ? quantity : min(quantity, line?.open ?? .zero)
    let over = quantity - expected
    if over > .zero {
      let most = house.most(over: line)
      if isDamaged || most.map({ (line?.allOver ?? .zero) + over > $0 }) == true {
        return warn("\(Numbers.grouped(over)) of it are beyond what was shipped: a supervisor takes them", &desk)
      }
    }
    var change = ReceivedChange(line: line?.number, key: goods.key, goods: goods, record: nil)
    if isDamaged { change.damaged = quantity } else { change.good = quantity }
    change.over = over
    let shown = ScanEcho(
      at: desk.now, read: event.text ?? "", meaning: goods.words(desk.clock),
      result: "was parked; received as \(goods.item.code)   \(line?.words(after: change) ?? "over")",
      change: Numbers.signed(quantity))
    let entries = self.entries(goods, expected, over: over, .scan, isDamaged: isDamaged, text: event.text)
    change.events = entries.count
    change.parked = event.id
    send(RecordReceipts(number, entries, instead: event.id), .record(change), shown, &desk)
  }

  // MARK: The document

  mutating func post(_ desk: inout Desk) {
    guard let document else { return takeExpected(&desk) }
    let shown = ScanEcho(at: desk.now, read: "", result: "posting what is here")
    if document.isOrder {
      // What is pending against it is asked first, and the books do not have all of it.
      if desk.link.isHolding { return failNotPosted(&desk) }
      echo = shown
      return read(document.name, .posting, &desk)
    }
    send(PostReceipt(document.number), .post, shown, &desk)
  }

  mutating func undo(_ desk: inout Desk) {
    if next != NextScan() {
      next = NextScan()
      return
    }
    guard let document else { return takeBackExpected(&desk) }
    if document.isOrder { return undoOrdered(&desk) }
    let trace = trail.last ?? ReceiveTrace(last: nil)
    if trace.isPosted || trail.isEmpty && isNothingMine(desk) { return ask(.takeBack, &desk) }
    echo = ScanEcho(at: desk.now, read: "", result: "taking back your last scan")
    if trace.events > 0 { return sendUndo(trace, &desk) }
    // Nothing was recorded in the place of what was taken back.
    var restored = trace
    restored.restores = []
    send(RecordReceipts(number, trace.restores), .undo(restored), nil, &desk)
  }

  mutating func sendUndo(_ trace: ReceiveTrace, _ desk: inout Desk) {
    send(NegateReceipt(number), .undo(trace), nil, &desk)
  }

  mutating func takeBackReceipt(_ desk: inout Desk) {
    let shown = ScanEcho(at: desk.now, read: "", result: "taking back the receipt you posted")
    send(TakeBackReceipt(number), .takeBack, shown, &desk)
  }

  /// F3: the rest of the line that is looked at, or was scanned last.
  mutating func askShort(_ desk: inout Desk) {
    guard let document else { return warn(nothingOpen, &desk) }
    if document.isOrder { return askClose(&desk) }
    guard let line = chosenLine else {
      return warn("scan an item first, or choose a line with the arrows: F3 closes what did not come of it", &desk)
    }
    guard line.open > .zero else { return warn("nothing of \(line.words) is missing", &desk) }
    if line.tracking == .serial, line.open < line.inTransit {
      return warn("F9 posts what was scanned of \(line.code) first; then F3 closes the rest", &desk)
    }
    ask(.short(line), &desk)
  }

  mutating func closeShort(_ line: DockLine, reason: String, _ desk: inout Desk) {
    let rest = CloseShort.Line(line.code.description, line.open, lot: line.lot?.code)
    let shown = ScanEcho(
      at: desk.now, read: "", meaning: line.words, result: "\(Numbers.grouped(line.open)) closed short: \(reason)",
      change: "short")
    send(CloseShort(number, [rest], reason: reason), .closeShort(line: line.number), shown, &desk)
  }
}

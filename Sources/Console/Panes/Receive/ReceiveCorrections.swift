import Inventory
import Terminal

/// Numbers behind a scan, and what they change. Scans are never changed: what is less than was scanned takes the newest
/// of the receiver's own back and records what is left of them, in one act.
extension ReceivePane {
  mutating func correct(toBase base: Quantity, words: String, _ desk: inout Desk) {
    guard let last, let line = sheet.line(last.line) else { return }
    if last.goods.serial != nil { return warn("a serial is one unit: scan each", &desk) }
    guard base >= .zero else { return warn("\(words): the last scan cannot be less than nothing", &desk) }
    var change = self.change(base - last.base, of: line, last, isCorrection: true)
    change.last?.base = base
    let said = "last \(words)" + (words == base.description ? "" : " = \(Numbers.grouped(base))")
    correct(change, by: base - last.base, of: line, last.goods, record: words, said: said, &desk)
  }

  /// `+3`, `-1c`: the line that is looked at, or was scanned last.
  mutating func change(by amount: Amount, _ desk: inout Desk) {
    guard let (line, goods) = correctedLine(amount.text, &desk) else { return }
    guard let base = amount.quantity(packs: goods.item.packs) else {
      return warn("\(amount.text) is no quantity of \(line.code)", &desk)
    }
    guard !base.isZero else { return }
    let change = self.change(base, of: line, nil, isCorrection: false, goods)
    correct(change, by: base, of: line, goods, record: amount.text, said: amount.text, &desk)
  }

  /// `=n`: exactly so many of the line, by who receives here.
  mutating func set(to amount: Amount, _ desk: inout Desk) {
    guard let (line, goods) = correctedLine("=" + amount.text, &desk) else { return }
    guard let base = amount.quantity(packs: goods.item.packs), base >= .zero else {
      return warn("=\(amount.text) is no quantity of \(line.code)", &desk)
    }
    if document?.isOrder == true {
      let more = base - (sheet.pending[goods.key] ?? .zero)
      let change = self.change(more, of: line, nil, isCorrection: false, goods)
      return correct(change, by: more, of: line, goods, record: "=" + amount.text, said: "=" + amount.text, &desk)
    }
    askEvents(
      ReceiveCorrection(line: line.number, total: base, isDamaged: false, words: "=" + amount.text, last: nil), &desk)
  }

  /// Only the line of the last scan is known with its item, and so with its packs.
  private mutating func correctedLine(_ words: String, _ desk: inout Desk) -> (DockLine, ScannedGoods)? {
    guard let line = sheet.line(sheet.current), let goods = last?.goods ?? recentGoods,
      sheet.line(goods.key)?.number == line.number
    else {
      warn("\(words): scan an item first; it changes its line", &desk)
      return nil
    }
    if line.tracking == .serial {
      warn("a serial is one unit: scan each", &desk)
      return nil
    }
    return (line, goods)
  }

  /// What was scanned before the line was changed.
  private var recentGoods: ScannedGoods? { trail.last { $0.last != nil }?.last?.goods }

  private func change(
    _ base: Quantity, of line: DockLine, _ last: Last?, isCorrection: Bool, _ goods: ScannedGoods? = nil
  ) -> ReceivedChange {
    let goods = goods ?? last?.goods
    var change = ReceivedChange(line: line.number, key: goods?.key ?? line.goodsKey, goods: goods)
    if last?.isDamaged == true { change.damaged = base } else { change.good = base }
    if document?.isOrder != true, last?.isDamaged != true { change.over = max(base - line.open, .zero) }
    change.last = last
    change.isCorrection = isCorrection
    return change
  }

  private mutating func correct(
    _ change: ReceivedChange, by base: Quantity, of line: DockLine, _ goods: ScannedGoods, record: String,
    said: String, _ desk: inout Desk
  ) {
    var shown = ScanEcho(
      at: desk.now, read: change.isCorrection ? goods.read : record, meaning: goods.words(desk.clock),
      result: "\(said)   \(line.words(after: change, from: change.last?.before))",
      change: Numbers.signed(change.last?.base ?? base))
    guard !base.isZero else {
      shown.outcome = .ok
      return say(shown, &desk)
    }
    let isDamaged = change.last?.isDamaged == true
    if document?.isOrder == true {
      return correctOrdered(change, by: base, of: line, goods, isDamaged: isDamaged, said: said, shown, &desk)
    }
    if base < .zero {
      return askEvents(
        ReceiveCorrection(
          line: line.number, less: .zero - base, isDamaged: isDamaged, words: said, last: change.last), &desk)
    }
    if isDamaged, base > line.open {
      return warn("only \(Numbers.grouped(line.open)) more of \(line.code) are on their way", &desk)
    }
    let entries = self.entries(
      goods, base - change.over, over: change.over, .typed, isDamaged: isDamaged, text: record)
    if change.over > .zero { return offer(goods, record, entries, change, shown, &desk) }
    self.record(entries, change, shown, &desk)
  }

  // MARK: The whole line

  /// `=` alone: all that is still missing of the line is here as shipped, unseen.
  mutating func takeWhole(_ desk: inout Desk) {
    guard document != nil else { return warn(nothingOpen, &desk) }
    guard let line = chosenLine else {
      return warn("=: choose a line with the arrows, or scan an item: it takes the whole line as shipped", &desk)
    }
    guard line.open > .zero else { return warn("nothing of \(line.words) is missing", &desk) }
    if document?.isOrder == true, let trouble = wholeTrouble(line) { return warn(trouble, &desk) }
    let isDamaged = next.isDamaged
    let condition: ReceiveEvent.Condition = isDamaged ? .damaged : .good
    var entries: [RecordReceipts.Entry] = []
    if line.tracking == .serial {
      guard line.open == line.inTransit else {
        return warn("some serials of \(line.code) were scanned already: scan the others", &desk)
      }
      entries = line.serials.map {
        RecordReceipts.Entry(
          line.code.description, lot: line.lot?.code, serial: $0, condition: condition, kind: .unseen, text: "=")
      }
    } else {
      entries = [
        RecordReceipts.Entry(
          line.code.description, line.open, lot: line.lot?.code, condition: condition, kind: .unseen, text: "=")
      ]
    }
    next = NextScan()
    var change = ReceivedChange(line: line.number, key: line.goodsKey)
    if isDamaged { change.damaged = line.open } else { change.good = line.open }
    let shown = ScanEcho(
      at: desk.now, read: "=", meaning: line.words,
      result: "\(isDamaged ? terms.damaged : "as \(terms.expected)"), unseen   \(line.words(after: change))",
      change: Numbers.signed(line.open))
    record(entries, change, shown, &desk)
  }

  // MARK: Damaged

  /// Behind F2: so many more of the last scanned line, damaged.
  mutating func damage(_ quantity: Quantity, of last: Last, _ record: String, _ desk: inout Desk) {
    guard let line = sheet.line(last.line) else { return }
    if last.goods.serial != nil { return warn("a serial is one unit: scan each", &desk) }
    next = NextScan()
    if quantity > line.open { return damage(quantity, of: line, last.goods, &desk) }
    var change = ReceivedChange(line: line.number, key: last.goods.key, damaged: quantity, goods: last.goods)
    change.last = Last(goods: last.goods, line: line.number, base: quantity, before: line.came, isDamaged: true)
    let shown = ScanEcho(
      at: desk.now, read: record, meaning: last.goods.words(desk.clock),
      result: "\(Numbers.grouped(quantity)) \(terms.damaged)   \(line.words(after: change))",
      change: "\(quantity) \(terms.damagedShort)")
    let entries = self.entries(last.goods, quantity, over: .zero, .typed, isDamaged: true, text: record)
    self.record(entries, change, shown, &desk)
  }

  /// No more are on their way, so they are among those that were scanned as good.
  mutating func damage(_ quantity: Quantity, of line: DockLine, _ goods: ScannedGoods, _ desk: inout Desk) {
    let last = Last(goods: goods, line: line.number, base: quantity, before: line.came, isDamaged: true)
    if document?.isOrder == true { return rejectScanned(quantity, of: line, last, &desk) }
    askEvents(
      ReceiveCorrection(
        line: line.number, less: quantity, isDamaged: false, damages: true,
        words: "\(Numbers.grouped(quantity)) of them are damaged", last: last), &desk)
  }

  // MARK: Own scans

  private mutating func askEvents(_ correction: ReceiveCorrection, _ desk: inout Desk) {
    guard !desk.link.isHolding else {
      let why = desk.link.isDown ? "the line is down: F8 takes back a whole scan" : "your scans are on their way: again"
      return warn("\(correction.words): to take some back the books are asked, and \(why)", &desk)
    }
    step = .events(correction, desk.ask(ReceiveEventPage(number, limit: 500)))
  }

  mutating func take(
    events result: Result<Page<ReceiveEvent>, InventoryError>, _ correction: ReceiveCorrection, _ desk: inout Desk
  ) {
    guard case .success(let page) = result, let line = sheet.line(correction.line) else {
      if case .failure(let error) = result { fail(error, &desk) }
      return
    }
    let own = page.rows.filter {
      $0.line == line.number && $0.actor == desk.identity.actor && $0.negatedBy == nil && $0.negates == nil
        && !$0.isPosted && $0.serial == nil && ($0.condition == .damaged) == correction.isDamaged
    }
    let mine = own.reduce(Quantity.zero) { $0 + $1.quantity }
    let less = correction.less ?? mine - (correction.total ?? .zero)
    if less <= .zero { return raise(line, by: .zero - less, correction, &desk) }
    guard less <= mine else {
      return warn(
        "\(correction.words): you have only \(Numbers.grouped(mine)) of \(line.code) that are not posted", &desk)
    }
    lower(line, own, by: less, correction, &desk)
  }

  /// `=n` asks for more than stands there.
  private mutating func raise(
    _ line: DockLine, by more: Quantity, _ correction: ReceiveCorrection, _ desk: inout Desk
  ) {
    guard let goods = last?.goods ?? recentGoods else { return }
    let change = self.change(more, of: line, nil, isCorrection: false, goods)
    correct(change, by: more, of: line, goods, record: correction.words, said: correction.words, &desk)
  }

  private mutating func lower(
    _ line: DockLine, _ own: [ReceiveEvent], by less: Quantity, _ correction: ReceiveCorrection,
    _ desk: inout Desk
  ) {
    var change = ReceivedChange(line: line.number, key: line.goodsKey, last: correction.last, isCorrection: true)
    var entries: [RecordReceipts.Entry] = []
    func entry(_ quantity: Quantity, _ condition: ReceiveEvent.Condition) -> RecordReceipts.Entry {
      RecordReceipts.Entry(
        line.code.description, quantity, lot: line.lot?.code, condition: condition, kind: .typed,
        text: correction.words)
    }
    var corrected: [ReceiveEvent] = []
    var rest = less
    // What is over goes first: what was shipped stays received as long as it can.
    for event in own.filter({ $0.condition == .over }) + own.filter({ $0.condition != .over }) where rest > .zero {
      corrected.append(event)
      let gone = min(event.quantity, rest)
      if event.quantity > gone { entries.append(entry(event.quantity - gone, event.condition)) }
      if event.condition == .over { change.over = change.over - gone }
      rest = rest - gone
    }
    if correction.isDamaged { change.damaged = .zero - less } else { change.good = .zero - less }
    if correction.damages {
      change.damaged = less
      entries.append(entry(less, .damaged))
    }
    let shown = ScanEcho(
      at: desk.now, read: "", meaning: line.words, result: "\(correction.words)   \(line.words(after: change))",
      change: correction.damages ? "\(less) dmg" : Numbers.signed(.zero - less))
    change.events = entries.count
    change.restores = corrected.sorted { $0.id < $1.id }.map {
      RecordReceipts.Entry(
        line.code.description, $0.quantity, lot: line.lot?.code, condition: $0.condition, kind: $0.kind, text: $0.text)
    }
    send(
      RecordReceipts(number, entries, correcting: corrected.map(\.id)), .record(change), shown, &desk)
  }
}

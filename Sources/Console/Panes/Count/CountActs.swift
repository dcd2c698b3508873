import Inventory
import Terminal

/// What a record comes to: one act, with a key of its own.
extension CountPane {
  private var noStocktake: String { hasNone ? "no stocktake is under way" : "choose a stocktake first" }

  // MARK: Goods

  /// Counts goods when all is known of them that the count needs; else asks.
  mutating func enter(_ goods: ScannedGoods, _ desk: inout Desk) {
    guard let stocktake else { return fail(noStocktake, read: goods.read, &desk) }
    guard let sheet else { return fail("no bin is open: scan the label of a bin first", read: goods.read, &desk) }
    if look == .parked, knownParked.indices.contains(chosenParked) {
      return assign(goods, knownParked[chosenParked], &desk)
    }
    guard let pack = goods.pack else { return ask(.packSize(goods), &desk) }
    if goods.item.tracking == .lot, goods.lot == nil {
      step = .lots(goods, desk.ask(ItemStock(goods.item.code.description, at: sheet.code)))
      return
    }
    if goods.item.tracking == .serial, goods.serial == nil { return ask(.serial(goods), &desk) }
    let isSerial = goods.serial != nil
    let times = isSerial ? Quantity(1) : next.times ?? Quantity(1)
    guard let base = isSerial ? Quantity(1) : times.times(pack) else {
      return fail("\(times) packs of \(pack) are too many", read: goods.read, &desk)
    }
    let isDamaged = next.isDamaged
    next = NextScan()
    var entry = CountEntry(
      times == Quantity(1) ? .scan : .typed, goods.item.code.description, times, at: sheet.code,
      pack: isSerial ? Quantity(1) : pack, lot: goods.lot, made: goods.made, expires: goods.expires)
    entry.serials = goods.serial.map { [$0] } ?? []
    entry.isDamaged = isDamaged
    let before = sheet.line(goods.key)?.open ?? .zero
    let how = times == Quantity(1) ? Numbers.signed(base) : "\(times)* = \(Numbers.grouped(base))"
    let words = (isDamaged ? "damaged " : "") + how
    let shown = ScanEcho(
      at: desk.now, read: goods.read, meaning: goods.words(desk.clock),
      result: "\(words)   line \(Numbers.grouped(before)) -> \(Numbers.grouped(before + base))",
      change: Numbers.signed(base))
    send(
      RecordCounts(stocktake.number, [entry]), .count(goods, base: base, isDamaged: isDamaged, words: words), shown,
      &desk)
  }

  mutating func correct(toBase base: Quantity, words: String, _ desk: inout Desk) {
    guard let last, let stocktake, let sheet else { return }
    if last.goods.serial != nil { return warn("a serial is one unit: scan each", &desk) }
    guard base >= .zero else { return warn("\(words): the last scan cannot be less than nothing", &desk) }
    let line = "line \(Numbers.grouped(last.before)) -> \(Numbers.grouped(last.before + base))"
    let shown = ScanEcho(
      at: desk.now, read: last.goods.read, meaning: last.goods.words(desk.clock),
      result: "last \(words)" + (words == base.description ? "" : " = \(Numbers.grouped(base))") + "   \(line)",
      change: Numbers.signed(base))
    guard base != last.base else {
      var done = shown
      done.outcome = .ok
      return say(done, &desk)
    }
    var entry = CountEntry(
      .typed, last.goods.item.code.description, base - last.base, at: sheet.code, lot: last.goods.lot)
    entry.isDamaged = last.isDamaged
    entry.text = words
    send(RecordCounts(stocktake.number, [entry]), .correct(base: base, words: words), shown, &desk)
  }

  /// `+3`, `-1c`: the line that was scanned last.
  mutating func change(by amount: Amount, _ desk: inout Desk) {
    guard let (stocktake, line, packs) = currentLine(amount, &desk) else { return }
    guard let base = amount.quantity(packs: packs) else {
      return warn("\(amount.text) is no quantity of \(line.code)", &desk)
    }
    guard !base.isZero else { return }
    var entry = CountEntry(.typed, line.code.description, base, at: sheet?.code ?? "", lot: line.lot)
    entry.text = amount.text
    let shown = ScanEcho(
      at: desk.now, read: amount.text, meaning: line.words,
      result: "\(amount.text)   line \(Numbers.grouped(line.open)) -> \(Numbers.grouped(line.open + base))",
      change: Numbers.signed(base))
    send(RecordCounts(stocktake, [entry]), .change(line, base: base, words: amount.text), shown, &desk)
  }

  /// `=n`: exactly so many, by who counts here.
  mutating func set(to amount: Amount, _ desk: inout Desk) {
    guard let (stocktake, line, packs) = currentLine(amount, &desk) else { return }
    guard let base = amount.quantity(packs: packs), base >= .zero else {
      return warn("=\(amount.text) is no quantity of \(line.code)", &desk)
    }
    var entry = CountEntry(.set, line.code.description, base, at: sheet?.code ?? "", lot: line.lot)
    entry.text = "=" + amount.text
    let shown = ScanEcho(
      at: desk.now, read: "=" + amount.text, meaning: line.words,
      result: "=\(amount.text)   line \(Numbers.grouped(line.open)) -> ..", change: "=\(Numbers.grouped(base))")
    send(RecordCounts(stocktake, [entry]), .set(line, words: "=" + amount.text), shown, &desk)
  }

  private mutating func currentLine(
    _ amount: Amount, _ desk: inout Desk
  ) -> (stocktake: String, line: CountLine, packs: [Pack])? {
    guard let stocktake, let line = sheet?.line(sheet?.current), line.counted != nil else {
      warn("\(amount.text): scan an item first; it changes its line", &desk)
      return nil
    }
    let packs = last?.goods.item.id == line.item ? last?.goods.item.packs ?? [] : []
    return (stocktake.number, line, packs)
  }

  /// Keeps what was read as a scan that somebody must look at.
  mutating func park(_ text: String, why: String, _ desk: inout Desk) {
    guard let stocktake, let sheet else {
      return fail(
        stocktake == nil ? noStocktake : "no bin is open: scan the label of a bin first (\(why))",
        read: text,
        &desk)
    }
    let shown = ScanEcho(at: desk.now, read: text, result: "parked (F4): \(why)", change: "?")
    var entry = CountEntry(.unknown, nil, next.times ?? Quantity(1), at: sheet.code)
    entry.text = text
    entry.note = why
    entry.isDamaged = next.isDamaged
    next = NextScan()
    send(RecordCounts(stocktake.number, [entry]), .park(text, why: why), shown, &desk)
  }

  mutating func drop(_ event: CountEvent, _ desk: inout Desk) {
    guard let stocktake else { return }
    let shown = ScanEcho(at: desk.now, read: event.text ?? "", result: "dropped", change: "")
    send(NegateCount(stocktake.number, event: event.id), .drop(event), shown, &desk)
  }

  /// A parked scan was these goods.
  private mutating func assign(_ goods: ScannedGoods, _ event: CountEvent, _ desk: inout Desk) {
    guard let stocktake else { return }
    if goods.item.tracking == .lot && goods.lot == nil || goods.item.tracking == .serial && goods.serial == nil {
      return warn("\(goods.item.code) is \(goods.item.tracking.rawValue) tracked: scan a label that says which", &desk)
    }
    let quantity = goods.serial == nil ? event.quantity : Quantity(1)
    var entry = CountEntry(
      .scan, goods.item.code.description, quantity, at: sheet?.code ?? "", lot: goods.lot, made: goods.made,
      expires: goods.expires)
    entry.serials = goods.serial.map { [$0] } ?? []
    entry.isDamaged = event.isDamaged
    entry.text = event.text
    let shown = ScanEcho(
      at: desk.now, read: event.text ?? "", meaning: goods.words(desk.clock),
      result: "was parked; counted as \(goods.item.code)", change: Numbers.signed(quantity))
    send(RecordCounts(stocktake.number, [entry], instead: event.id), .assign(event, goods), shown, &desk)
  }

  // MARK: Bins

  mutating func open(_ bin: String, _ company: OpenBin.Company, _ desk: inout Desk) {
    guard let stocktake else { return fail(noStocktake, read: bin, &desk) }
    let shown = ScanEcho(at: desk.now, read: bin, meaning: "bin \(bin)", result: "opening")
    send(OpenBin(stocktake.number, bin, company: company), .open(bin), shown, &desk)
  }

  mutating func close(_ desk: inout Desk) {
    guard let sheet else { return warn("no bin is open: scan its label", &desk) }
    closing(sheet.code, isLeft: false, &desk)
  }

  mutating func closing(_ bin: String, isLeft: Bool, _ desk: inout Desk) {
    guard let stocktake else { return }
    let shown = ScanEcho(at: desk.now, read: echo?.read ?? bin, meaning: "bin \(bin)", result: "closing")
    send(CloseBin(stocktake.number, bin), .close(bin, isLeft: isLeft), isLeft ? nil : shown, &desk)
  }

  mutating func empty(_ desk: inout Desk) {
    guard let stocktake, let sheet else { return warn("no bin is open: scan its label", &desk) }
    let shown = ScanEcho(at: desk.now, read: sheet.code, meaning: "bin \(sheet.code)", result: "empty")
    send(CountEmptyBin(stocktake.number, sheet.code), .empty, shown, &desk)
  }

  mutating func undo(_ desk: inout Desk) {
    if next != NextScan() {
      next = NextScan()
      return
    }
    guard let stocktake, let sheet else { return warn("no bin is open: scan its label, then undo", &desk) }
    if let trouble = undoTrouble(sheet, desk) { return warn(trouble, &desk) }
    let shown = ScanEcho(at: desk.now, read: "", result: "taking back your last count in \(sheet.code)")
    send(NegateCount(stocktake.number, in: sheet.code), .undo, shown, &desk)
  }
}

extension CountLine {
  /// `WID-220  lot L2407`.
  var words: String { code.description + (lot.map { "  lot \($0)" } ?? (name.isEmpty ? "" : "  \(name)")) }
}

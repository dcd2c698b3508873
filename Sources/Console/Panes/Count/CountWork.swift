import Inventory
import Terminal

/// The queue: one record after the other, by the grammar of the scan line.
extension CountPane {
  /// Does what can be done now.
  mutating func advance(_ desk: inout Desk) {
    while !isBusy {
      if isStale, sheet != nil, desk.now >= rereadAt { return read(.again, &desk) }
      guard let entry = queue.next() else { return }
      switch entry {
      case .record(let record): take(record, &desk)
      case .command(let command): perform(command, &desk)
      }
    }
  }

  /// A function, when all that was scanned before it is done.
  private mutating func perform(_ command: Command, _ desk: inout Desk) {
    if question != nil {
      if command == .undo { return withdraw(&desk) }
      queue.putBack(.command(command))
      return decline(&desk)
    }
    switch command {
    case .countZero: empty(&desk)
    case .countDamaged: next.isDamaged.toggle()
    case .undo: undo(&desk)
    case .commit: close(&desk)
    case .leave: leaveNow(&desk)
    case .countParked, .countBins, .back: _ = run(command, &desk)
    default: desk.go(.command(command))
    }
  }

  private mutating func take(_ record: String, _ desk: inout Desk) {
    if question != nil {
      if answer(record, &desk) { return }
      // It is no answer: what was asked about is parked, and this goes on behind it.
      queue.putBack(.record(record))
      return decline(&desk)
    }
    if stocktake == nil, choose(record) { return }
    if record.first == "$", runs(record, &desk) { return }
    let line = ScanLine(record, rules: desk.settings.scanRules, today: desk.clock.today)
    if look == .parked, takeParked(line, record, &desk) { return }
    switch line {
    case .empty: break
    case .command(let card): run(card, &desk)
    case .number(let number, let code):
      if sheet?.isUntouched == true, number.isZero { return empty(&desk) }
      look(up: .number(number, code), &desk)
    case .times(let times): setTimes(times, &desk)
    case .change(let amount): change(by: amount, &desk)
    case .exactly(let amount): set(to: amount, &desk)
    case .amount(let amount, let code): look(up: .amount(amount, code), &desk)
    case .code(let code): look(up: .scan(code), &desk)
    }
  }

  private mutating func run(_ card: ControlCard, _ desk: inout Desk) {
    switch card {
    case .undo: undo(&desk)
    case .zero: empty(&desk)
    case .done: close(&desk)
    case .damaged: next.isDamaged.toggle()
    case .times(let times): setTimes(times, &desk)
    }
  }

  private mutating func setTimes(_ times: Quantity, _ desk: inout Desk) {
    guard times > .zero else { return warn("the next scan cannot be \(times) units", &desk) }
    next.times = times
  }

  /// `$8`: what F8 does; `$` alone: all there are. False for what is no such thing, such as a card.
  private mutating func runs(_ record: String, _ desk: inout Desk) -> Bool {
    let text = record.trimmedBlanks
    if text == "$" {
      desk.go(.show(.menu(SearchList())))
      return true
    }
    if let digit = Int(text.dropFirst()), 0...9 ~= digit {
      switch desk.settings.keymap.function(digit == 0 ? 10 : digit, situation) {
      case .run(let binding): perform(binding.command, &desk)
      case .off(let reason): warn(reason, &desk)
      case .prefix, .none: warn("F\(digit) does nothing in this pane", &desk)
      }
      return true
    }
    guard text.hasPrefix("$$"), ControlCard(text) == nil else { return false }
    warn("the card \(text) means nothing in this pane", &desk)
    return true
  }

  // MARK: Codes

  mutating func look(up reading: CountStep.CodeReading, _ desk: inout Desk) {
    if let hits = codes.hits(reading.code, now: desk.now) { return take(hits, reading, &desk) }
    if case .scan(let code) = reading { echo = CountEcho(at: desk.now, read: code.raw) }
    step = .code(reading, desk.ask(LookUp(reading.code)))
  }

  mutating func take(
    hits result: Result<[LookUp.Hit], InventoryError>, _ reading: CountStep.CodeReading, _ desk: inout Desk
  ) {
    switch result {
    case .failure(let error):
      // Nothing is lost: what cannot be looked up now is kept as it was read.
      fail(error, &desk)
      park(reading.code.raw, why: "could not be looked up", &desk)
    case .success(let hits):
      codes.keep(hits, for: reading.code, now: desk.now)
      take(hits, reading, &desk)
    }
  }

  private mutating func take(_ hits: [LookUp.Hit], _ reading: CountStep.CodeReading, _ desk: inout Desk) {
    switch reading {
    case .scan(let code): take(hits, of: code, &desk)
    case .number(let number, let code): take(number, code, hits, &desk)
    case .amount(let amount, let code): take(amount, code, hits, &desk)
    case .newLot(var goods, let code):
      // A scan of something else is no lot.
      guard !hits.contains(where: { CountPane.isOther($0, than: goods.item) }) else {
        park(goods.read, why: "which lot?", &desk)
        return queue.putBack(.record(code.raw))
      }
      goods.lot = code.elements?.lot ?? code.text
      goods.expires = code.elements?.useBy
      goods.made = code.elements?.made
      count(goods, &desk)
    case .serial(var goods, let code):
      if let label = hits.lazy.compactMap({ CountGoods($0, read: code.raw) }).first, label.item.id == goods.item.id,
        label.serial != nil
      {
        return count(label, &desk)
      }
      guard !hits.contains(where: { CountPane.isOther($0, than: goods.item) }) else {
        park(goods.read, why: "which serial?", &desk)
        return queue.putBack(.record(code.raw))
      }
      goods.serial = code.elements?.serial ?? code.text
      count(goods, &desk)
    }
  }

  /// Whether a code names something that cannot be meant where a lot or a serial of an item is asked for.
  private static func isOther(_ hit: LookUp.Hit, than item: Item) -> Bool {
    switch hit {
    case .lot, .serial: false
    default: CountGoods(hit, read: "")?.item.id != item.id || CountGoods(hit, read: "")?.lot == nil
    }
  }

  /// What was scanned, as it stands in the books.
  private mutating func take(_ hits: [LookUp.Hit], of code: ScannedCode, _ desk: inout Desk) {
    guard let first = hits.first else {
      let readings = code.elements?.readings ?? code.fault?.readings ?? []
      guard readings.isEmpty else { return ask(.reading(Array(readings.prefix(9)), code), &desk) }
      let why = code.fault?.description ?? code.warning?.description
      return park(code.raw, why: "not known" + (why.map { ": \($0)" } ?? ""), &desk)
    }
    switch first {
    case .location(let location): open(location.code, .ask, &desk)
    case .operator(let person): signIn(person, code.raw, &desk)
    case .stocktake(let stocktake): change(to: stocktake, read: code.raw, &desk)
    case .plate(let plate): warn("\(plate.code) is a pallet: count what stands on it, piece by piece", &desk)
    case .goods(let goods) where !goods.readings.isEmpty:
      ask(.reading(Array(goods.readings.prefix(9)), code), &desk)
    case .item, .goods, .lot, .serial:
      var found: [CountGoods] = []
      for goods in hits.lazy.compactMap({ CountGoods($0, read: code.raw) })
      where !found.contains(where: { $0.item.id == goods.item.id }) { found.append(goods) }
      if found.count > 1, CountPane.areAlike(hits) { return ask(.item(Array(found.prefix(9))), &desk) }
      if let goods = found.first { count(goods, &desk) }
    }
  }

  /// Whether a code is the lot or the serial, or the label, of several items; an item's own code wins over them.
  private static func areAlike(_ hits: [LookUp.Hit]) -> Bool {
    switch hits.first {
    case .lot: hits.allSatisfy { if case .lot = $0 { true } else { false } }
    case .serial: hits.count { if case .serial = $0 { true } else { false } } > 1
    case .item, .goods:
      hits.dropFirst().contains { if case .item = $0 { true } else if case .goods = $0 { true } else { false } }
    default: false
    }
  }

  private mutating func signIn(_ person: Operator, _ read: String, _ desk: inout Desk) {
    let isNew = desk.signIn(person)
    say(
      CountEcho(
        at: desk.now, read: read, meaning: "badge of \(person.name)", outcome: .ok,
        result: "\(person.name) counts here now"), &desk)
    guard isNew else { return }
    last = nil
    trail = []
    bins.reread()
    if let sheet { open(sheet.code, .join, &desk) }
  }

  // MARK: Numbers

  private mutating func take(_ number: Quantity, _ code: ScannedCode, _ hits: [LookUp.Hit], _ desk: inout Desk) {
    if last == nil, !hits.isEmpty { return take(hits, of: code, &desk) }
    if !hits.contains(where: \.isLabel) { return correct(to: number, &desk) }
    switch shortCodes[code.text] {
    case true?: take(hits, of: code, &desk)
    case false?: correct(to: number, &desk)
    case nil: ask(.shortNumber(number, code, hits), &desk)
    }
  }

  private mutating func take(_ amount: Amount, _ code: ScannedCode, _ hits: [LookUp.Hit], _ desk: inout Desk) {
    if hits.contains(where: \.isLabel) { return take(hits, of: code, &desk) }
    guard let last else { return warn("\(amount.text): scan an item first, then say how many", &desk) }
    if let count = amount.quantity(packs: []) { return correct(to: count, words: amount.text, &desk) }
    guard let base = amount.quantity(packs: last.goods.item.packs) else {
      // Digits and letters alone may have been somebody's label.
      if !amount.text.contains(where: { "+-*".contains($0) }) { return park(code.raw, why: "not known", &desk) }
      let packs = last.goods.item.packs.map { "\($0.name) \($0.factor)" }.joined(separator: ", ")
      return warn(
        "\(amount.text): \(last.goods.item.code) has " + (packs.isEmpty ? "no packs" : "only the packs \(packs)"), &desk
      )
    }
    correct(toBase: base, words: amount.text, &desk)
  }
}

extension LookUp.Hit {
  /// Whether it may be printed on a label of its own: numbers of lots and serials are as short as quantities, and are not
  /// asked about.
  fileprivate var isLabel: Bool {
    switch self {
    case .lot, .serial: false
    default: true
    }
  }
}

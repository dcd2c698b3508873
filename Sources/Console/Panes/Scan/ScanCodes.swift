import Inventory
import Terminal

/// Codes are looked up, and what they stand for is taken; numbers are asked about where they are codes too.
extension ScanPane {
  // MARK: Codes

  mutating func look(up reading: CodeReading, _ desk: inout Desk) {
    if let hits = codes.hits(reading.code, now: desk.now, evenOld: desk.link.isDown) {
      return take(hits, reading, &desk)
    }
    if case .scan(let code) = reading { echo = ScanEcho(at: desk.now, read: code.raw) }
    wait(for: reading, desk.ask(LookUp(reading.code)))
  }

  mutating func take(
    hits result: Result<[LookUp.Hit], InventoryError>, _ reading: CodeReading, _ desk: inout Desk
  ) {
    switch result {
    case .failure(let error) where error.isOfTheLine: takeUnread(reading, &desk)
    case .failure(let error):
      // Nothing is lost: what cannot be looked up now is kept as it was read.
      fail(error, &desk)
      park(reading.code.raw, why: "could not be looked up", &desk)
    case .success(let hits):
      codes.keep(hits, for: reading.code, now: desk.now)
      take(hits, reading, &desk)
    }
  }

  mutating func take(_ hits: [LookUp.Hit], _ reading: CodeReading, _ desk: inout Desk) {
    switch reading {
    case .scan(let code): take(hits, of: code, &desk)
    case .number(let number, let code): take(number, code, hits, &desk)
    case .amount(let amount, let code): take(amount, code, hits, &desk)
    case .newLot(var goods, let code):
      // A scan of something else is no lot.
      guard !hits.contains(where: { Self.isOther($0, than: goods.item) }) else {
        park(goods.read, why: "which lot?", &desk)
        return queue.putBack(.record(code.raw))
      }
      goods.lot = code.elements?.lot ?? code.text
      goods.expires = code.elements?.useBy
      goods.made = code.elements?.made
      enter(goods, &desk)
    case .serial(var goods, let code):
      if let label = hits.lazy.compactMap({ ScannedGoods($0, read: code.raw) }).first, label.item.id == goods.item.id,
        label.serial != nil
      {
        return enter(label, &desk)
      }
      guard !hits.contains(where: { Self.isOther($0, than: goods.item) }) else {
        park(goods.read, why: "which serial?", &desk)
        return queue.putBack(.record(code.raw))
      }
      goods.serial = code.elements?.serial ?? code.text
      enter(goods, &desk)
    }
  }

  /// Whether a code names something that cannot be meant where a lot or a serial of an item is asked for.
  private static func isOther(_ hit: LookUp.Hit, than item: Item) -> Bool {
    switch hit {
    case .lot, .serial: false
    default: ScannedGoods(hit, read: "")?.item.id != item.id || ScannedGoods(hit, read: "")?.lot == nil
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
    case .operator(let person): signIn(person, code.raw, &desk)
    case .goods(let goods) where !goods.readings.isEmpty:
      ask(.reading(Array(goods.readings.prefix(9)), code), &desk)
    case .item, .goods, .lot, .serial:
      var found: [ScannedGoods] = []
      for goods in hits.lazy.compactMap({ ScannedGoods($0, read: code.raw) })
      where !found.contains(where: { $0.item.id == goods.item.id }) { found.append(goods) }
      if found.count > 1, Self.areAlike(hits) { return ask(.item(Array(found.prefix(9))), &desk) }
      if let goods = found.first { enter(goods, &desk) }
    case .location, .stocktake, .plate, .transfer: enter(first, of: code, &desk)
    case .order, .receipt, .requisition, .reservation: enter(first, of: code, &desk)
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
    let isNew = desk.signIn(byBadge: person)
    say(
      ScanEcho(
        at: desk.now, read: read, meaning: "badge of \(person.name)", outcome: .ok,
        result: "\(person.name) \(kind.doing) here now"), &desk)
    signedIn(isNew, &desk)
  }

  // MARK: Numbers

  private mutating func take(_ number: Quantity, _ code: ScannedCode, _ hits: [LookUp.Hit], _ desk: inout Desk) {
    if lastGoods == nil, !hits.isEmpty { return take(hits, of: code, &desk) }
    if !hits.contains(where: \.isLabel) { return correct(to: number, &desk) }
    switch shortCodes[code.text] {
    case true?: take(hits, of: code, &desk)
    case false?: correct(to: number, &desk)
    case nil: ask(.shortNumber(number, code, hits), &desk)
    }
  }

  private mutating func take(_ amount: Amount, _ code: ScannedCode, _ hits: [LookUp.Hit], _ desk: inout Desk) {
    // Numbers of serials may look like a sum: 88-1202.
    if hits.contains(where: { $0.isLabel || $0.isSerial }) { return take(hits, of: code, &desk) }
    guard let last = lastGoods else { return warn("\(amount.text): scan an item first, then say how many", &desk) }
    if let count = amount.quantity(packs: []) { return correct(to: count, words: amount.text, &desk) }
    guard let base = amount.quantity(packs: last.item.packs) else {
      // Digits and letters alone may have been somebody's label.
      if !amount.text.contains(where: { "+-*".contains($0) }) { return park(code.raw, why: "not known", &desk) }
      let packs = last.item.packs.map { "\($0.name) \($0.factor)" }.joined(separator: ", ")
      return warn(
        "\(amount.text): \(last.item.code) has " + (packs.isEmpty ? "no packs" : "only the packs \(packs)"), &desk
      )
    }
    correct(toBase: base, words: amount.text, &desk)
  }

  /// The last scan was so many; of a pack's code, so many packs.
  mutating func correct(to count: Quantity, words: String? = nil, _ desk: inout Desk) {
    guard let last = lastGoods else {
      return warn("\(words ?? count.description): scan an item first, then say how many", &desk)
    }
    guard let base = count.times(last.pack ?? Quantity(1)) else {
      return warn("\(words ?? count.description) is too much", &desk)
    }
    correct(toBase: base, words: words ?? count.description, &desk)
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

  fileprivate var isSerial: Bool { if case .serial = self { true } else { false } }
}

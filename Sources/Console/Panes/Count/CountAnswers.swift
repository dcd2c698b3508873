import Inventory
import Terminal

/// Questions in the echo line, and what is done with their answers.
extension CountPane {
  mutating func ask(_ asked: CountQuestion, _ desk: inout Desk) {
    question = asked
    let read = asked.read ?? echo?.read ?? ""
    echo = CountEcho(
      at: desk.now, read: read, meaning: asked.meaning(desk.clock), outcome: .question,
      result: asked.words(desk.clock))
    desk.emit(.beep(2))
  }

  /// Nobody answered: what was asked about is parked.
  mutating func decline(_ desk: inout Desk) {
    guard let asked = question else { return }
    question = nil
    if let read = asked.read { return park(read, why: asked.unanswered, &desk) }
    // A bin of an earlier session that is another's now is not counted in.
    if case .company(let bin, _, _, _, _) = asked, bin == sheet?.code { sheet = nil }
    say(CountEcho(at: desk.now, read: "", outcome: .warn, result: "not opened: scan another bin"), &desk, bells: 0)
  }

  /// The last scan is taken back while it is asked about: nothing was counted yet.
  mutating func withdraw(_ desk: inout Desk) {
    guard let asked = question else { return }
    question = nil
    say(
      CountEcho(at: desk.now, read: asked.read ?? "", outcome: .ok, result: "taken back: it was not counted yet"), &desk
    )
  }

  /// Whether the record answers what is asked.
  mutating func answer(_ record: String, _ desk: inout Desk) -> Bool {
    guard let asked = question else { return false }
    let text = record.trimmedBlanks.lowercased()
    let pick = text.utf8.count == 1 ? Int(text).map { $0 - 1 } : nil
    question = nil
    switch asked {
    case .item(let goods):
      if let pick, goods.indices.contains(pick) { return done(count(goods[pick], &desk)) }
    case .reading(let readings, let code):
      if let pick, readings.indices.contains(pick) {
        return done(look(up: .scan(code.read(as: readings[pick])), &desk))
      }
    case .lot(var goods, let lots):
      if text == "n" { return done(ask(.newLot(goods), &desk)) }
      if let lot = lots.first(where: { $0.code.lowercased() == text })
        ?? pick.flatMap({ lots.indices.contains($0) ? lots[$0] : nil })
      {
        goods.choose(lot)
        return done(count(goods, &desk))
      }
      let code = ScannedCode(record, rules: desk.settings.scanRules, today: desk.clock.today)
      if code.gtin == nil, code.elements?.lot != nil { return done(look(up: .newLot(goods, code), &desk)) }
    case .newLot(let goods):
      return done(
        look(up: .newLot(goods, ScannedCode(record, rules: desk.settings.scanRules, today: desk.clock.today)), &desk))
    case .serial(let goods):
      return done(
        look(up: .serial(goods, ScannedCode(record, rules: desk.settings.scanRules, today: desk.clock.today)), &desk))
    case .packSize(var goods):
      if let pack = Arithmetic.amount(text, packs: goods.item.packs), pack > .zero, text.utf8.count <= 8 {
        goods.pack = pack
        return done(count(goods, &desk))
      }
    case .shortNumber(let number, let code, let hits):
      if text == "i" || text == "q" {
        if shortCodes.count >= CountPane.mostRemembered { shortCodes = [:] }
        shortCodes[code.text] = text == "i"
        codes.keep(hits, for: code, now: desk.now)
        return done(look(up: .number(number, code), &desk))
      }
    case .company(let bin, _, _, _, _):
      if text == "j" { return done(open(bin, .join, &desk)) }
      if text == "r" { return done(open(bin, .recount, &desk)) }
    }
    question = asked
    return false
  }

  private func done(_: Void) -> Bool { true }

  // MARK: Lots

  mutating func take(
    lots result: Result<ItemStock.Card, InventoryError>, _ goods: CountGoods, _ desk: inout Desk
  ) {
    // Who may not see what is expected types the lot.
    var lots: [Lot] = []
    for balance in (try? result.get())?.lots ?? [] where !lots.contains(where: { $0.id == balance.lot.id }) {
      lots.append(balance.lot)
    }
    for line in sheet?.lines ?? [] where line.item == goods.item.id {
      if let code = line.lot, !lots.contains(where: { $0.code.lowercased() == code.lowercased() }) {
        lots.append(Lot(code: code, expires: line.expires))
      }
    }
    ask(lots.isEmpty ? .newLot(goods) : .lot(goods, Array(lots.prefix(9))), &desk)
  }

  // MARK: Parked scans

  /// While the parked scans are shown, a number chooses one, `x` drops it, and goods are what it was. False for all else.
  mutating func takeParked(_ scanned: ScanLine, _ record: String, _ desk: inout Desk) -> Bool {
    guard parked.indices.contains(chosenParked) else { return false }
    if record.trimmedBlanks.lowercased() == "x" {
      drop(parked[chosenParked], &desk)
      return true
    }
    guard case .number(let number, _) = scanned, number.isWhole else { return false }
    let index = Int(number.thousandths / 1000) - 1
    if parked.indices.contains(index) {
      chosenParked = index
    } else {
      warn("there are \(parked.count) parked scans", &desk)
    }
    return true
  }
}

import Inventory
import Terminal

/// Questions in the echo line, and what is done with their answers.
extension ScanPane {
  mutating func ask(_ asked: ScanQuestion, _ desk: inout Desk) {
    question = asked
    let read = asked.read ?? echo?.read ?? ""
    echo = ScanEcho(
      at: desk.now, read: read, meaning: asked.meaning(desk.clock), outcome: .question,
      result: asked.words(desk.clock))
    desk.emit(.beep(2))
  }

  /// Nobody answered: what was asked about is parked.
  mutating func decline(_ desk: inout Desk) {
    guard let asked = question else { return }
    question = nil
    if let read = asked.read { return park(read, why: asked.unanswered, &desk) }
    declined(asked, &desk)
  }

  /// The last scan is taken back while it is asked about: nothing was counted yet.
  mutating func withdraw(_ desk: inout Desk) {
    guard let asked = question else { return }
    question = nil
    let words = kind == .count ? "taken back: it was not counted yet" : "taken back: nothing of it was done yet"
    say(ScanEcho(at: desk.now, read: asked.read ?? "", outcome: .ok, result: words), &desk)
  }

  /// Whether the record answers what is asked.
  mutating func answer(_ record: String, _ desk: inout Desk) -> Bool {
    guard let asked = question else { return false }
    let text = record.trimmedBlanks.lowercased()
    let pick = text.utf8.count == 1 ? Int(text).map { $0 - 1 } : nil
    question = nil
    switch asked {
    case .item(let goods):
      if let pick, goods.indices.contains(pick) { return done(enter(goods[pick], &desk)) }
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
        return done(enter(goods, &desk))
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
        return done(enter(goods, &desk))
      }
    case .shortNumber(let number, let code, let hits):
      if text == "i" || text == "q" {
        if shortCodes.count >= Self.mostRemembered { shortCodes = [:] }
        shortCodes[code.text] = text == "i"
        codes.keep(hits, for: code, now: desk.now)
        return done(look(up: .number(number, code), &desk))
      }
    case .company, .over, .short, .takeBack, .own:
      if answers(asked, text, record, &desk) { return true }
    }
    question = asked
    return false
  }

  func done(_: Void) -> Bool { true }
}

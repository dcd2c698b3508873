import Inventory
import Terminal

/// A code on its way to what it names.
struct CodeLookUp {
  /// What may have been meant, and the panes to come back to where the code was typed as a burst of commands.
  struct Reading {
    var code: String
    var before: [any Pane]?
  }

  var reading: Reading
  /// The same, as a scanner meant it.
  var scanned: ScannedCode
  /// What to look up where that names nothing.
  var others: [Reading]
  var ticket: Ticket<[LookUp.Hit]>
}

/// Printable keys since the last other key, and the panes as they were before them: when an Enter ends what turns out to
/// be the label of something, the burst was a scan, and what its letters did is taken back.
struct KeyBurst {
  /// A burst shorter than this is somebody at work.
  static let shortest = 6

  private(set) var text = ""
  private(set) var before: [any Pane] = []
  /// Where the small letters end that somebody moved with before the scan.
  private var label: (offset: Int, before: [any Pane])?

  mutating func add(_ character: Character, _ panes: [any Pane]) {
    if text.isEmpty { before = panes }
    if label == nil, !character.isLowercase, character != " " { label = (text.count, panes) }
    if text.utf8.count < TextLine.longest { text.append(character) }
  }

  /// Whether it ends in a label too short for a burst: a capital, then digits that stand on the code line: `L2407`.
  func endsInLabel(with digits: String) -> Bool {
    guard let label, !digits.isEmpty else { return false }
    let labelled = text.dropFirst(label.offset)
    return labelled.hasSuffix(digits) && labelled.first?.isUppercase == true
  }

  /// What it may have meant, the likeliest first.
  /// - Parameter digits: what of it stands on the code line.
  func readings(with digits: String) -> [CodeLookUp.Reading] {
    var readings = [CodeLookUp.Reading(code: text, before: before)]
    if let label, label.offset > 0,
      text.count - label.offset >= KeyBurst.shortest || endsInLabel(with: digits)
    {
      readings.append(CodeLookUp.Reading(code: String(text.dropFirst(label.offset)), before: label.before))
    }
    return readings
  }
}

/// Scans in browse panes: digits are never commands. They collect on the code line; Enter looks them up. A label with
/// letters runs commands while it is read, none of which writes; when its Enter comes and it names something, what they
/// did is taken back.
extension ConsoleModel {
  /// Keeps the trail of printable keys. True when an Enter ended a code whose digits stand on the code line.
  mutating func follow(_ key: Key) -> Bool {
    if topPane.takesScans {
      burst = KeyBurst()
      return false
    }
    switch key {
    case .character(let character):
      burst.add(character, panes)
      return false
    case .enter:
      let ended = burst
      burst = KeyBurst()
      // Text typed into a form or a search that was open before it began is what it seems.
      let digits = codeLine.text
      guard ended.text.count >= KeyBurst.shortest || ended.endsInLabel(with: digits), overlay == nil,
        ended.before.last?.takesText == false
      else { return false }
      guard digits.isEmpty || (ended.text.hasSuffix(digits) && ended.text != digits) else { return false }
      codeLine = TextLine()
      var readings = ended.readings(with: digits)
      if !digits.isEmpty { readings.append(CodeLookUp.Reading(code: digits, before: nil)) }
      look(up: readings)
      return !digits.isEmpty
    default:
      burst = KeyBurst()
      return false
    }
  }

  /// Digits, `]` of an AIM identifier, `(` of an application identifier and GS begin a code.
  mutating func beginCode(_ key: Key) {
    guard case .character(let character) = key, !topPane.takesText else { return }
    if character.isASCII, character.isNumber || "](\u{1D}".contains(character) { _ = codeLine.type(key) }
  }

  /// While there is a code on the line, whatever can be printed belongs to it.
  mutating func editCodeLine(_ key: Key) -> Bool {
    switch key {
    case .enter:
      let code = codeLine.text
      codeLine = TextLine()
      look(up: code)
    case .tab:
      return editCodeLine(.enter)
    case .escape: codeLine = TextLine()
    default: return codeLine.type(key)
    }
    return true
  }

  mutating func paste(_ records: [String]) {
    burst = KeyBurst()
    if topPane.takesScans {
      for record in records { top { $0.scan(record, &$1) } }
    } else if overlay != nil {
      if let record = records.first { codeLine.text = String(record.prefix(TextLine.longest)) }
    } else if topPane.takesText {
      top { $0.paste(records, &$1) }
    } else if let record = records.first {
      look(up: record)
    }
  }

  mutating func look(up code: String) {
    let code = code.trimmedBlanks
    if !code.isEmpty { look(up: [CodeLookUp.Reading(code: code, before: nil)]) }
  }

  private mutating func look(up readings: [CodeLookUp.Reading]) {
    guard let first = readings.first else { return }
    let scanned = ScannedCode(first.code, rules: desk.settings.scanRules, today: desk.clock.today)
    let ticket = desk.ask(LookUp(scanned))
    lookUp = CodeLookUp(reading: first, scanned: scanned, others: Array(readings.dropFirst()), ticket: ticket)
  }

  /// Whether the reply was that to a look-up.
  mutating func takeLookUp(_ reply: Reply) -> Bool {
    guard let asked = lookUp, let result = reply.value(for: asked.ticket) else { return false }
    lookUp = nil
    if isAsking || topPane.isCommitting {
      // Whoever is asked something answers first, and an act under way keeps its form; the code waits.
      codeLine.text = asked.reading.code
      return true
    }
    switch result {
    case .failure(let error) where error.isOfTheLine:
      desk.say(.warn, "\(asked.reading.code) could not be looked up: the line is down")
    case .failure(let error): desk.say(error)
    case .success(let hits):
      if let hit = hits.first {
        if let before = asked.reading.before { panes = before }
        overlay = nil
        show(hit, of: hits, code: asked.reading.code)
      } else if !asked.others.isEmpty {
        look(up: asked.others)
      } else if asked.reading.before == nil {
        let code = asked.reading.code
        let why = asked.scanned.fault?.description ?? asked.scanned.warning?.description
        desk.say(
          .warn,
          "\(code) is not known: " + (why ?? "no item, place, lot or serial has this code"))
      }
    }
    return true
  }

  private var isAsking: Bool { if case .confirm? = overlay { true } else { false } }

  private mutating func show(_ hit: LookUp.Hit, of hits: [LookUp.Hit], code: String) {
    if hits.count > 1 { desk.say(.warn, "\(code) names \(hits.count) things; this is the first") }
    if top({ $0.show(hit, &$1) }) { return desk.emit(.beep(1)) }
    switch hit {
    case .item(let item, let pack):
      open(item: item, nil)
      if pack != Quantity(1) {
        desk.say(.ok, "\(code) is a pack of \(Numbers.grouped(pack)) \(item.unit.name) of \(item.code)")
      }
    case .goods(let goods):
      open(item: goods.item, goods.place)
      say(goods, code)
    case .location(let location):
      var filter = StockFilter()
      filter.location = location.code
      desk.go(.apply(filter))
      desk.say(.ok, "what stands at \(location.path)")
    case .lot(let lot, let item): open(card: LotPane(lot.code, of: item.code.description))
    case .serial(let serial, let item, _): open(card: SerialPane(serial, of: item.code.description))
    case .operator(let person): signIn(person)
    case .stocktake(let stocktake): desk.go(.open(CountPane(stocktake.number)))
    case .plate(let plate):
      if let number = plate.transferNumber, plate.status == .inTransit {
        desk.go(.open(ReceivePane(number, plate: plate)))
        break
      }
      if let place = plate.locationCode {
        var filter = StockFilter()
        filter.location = place
        desk.go(.apply(filter))
      }
      desk.say(.ok, "pallet \(plate.code)" + (plate.place.map { " at \($0)" } ?? " is on its way"))
    case .transfer(let transfer): desk.go(.open(ReceivePane(transfer.number)))
    case .order(let order) where order.status == .sent: desk.go(.open(ReceivePane(order: order.number)))
    case .order(let order): desk.go(.open(OrderPane(order.number)))
    case .receipt(let receipt) where receipt.status == .expected: desk.go(.open(ReceivePane(expected: receipt.number)))
    case .receipt(let receipt):
      if receipt.orderID != nil, let order = receipt.order { desk.go(.open(OrderPane(order))) }
      desk.say(.ok, receipt.words(desk.clock))
    case .requisition(let wanted): desk.go(.list(RequisitionsPane(at: wanted.id)))
    case .reservation(let reservation): open(card: ReservationPane(reservation.number))
    }
    desk.emit(.beep(1))
  }

  /// What a label says besides its item.
  private mutating func say(_ goods: LabelledGoods, _ code: String) {
    var words: [String] = []
    if let lot = goods.lot { words.append("lot \(lot)") }
    if let serial = goods.serial { words.append("serial \(serial)") }
    if let expires = goods.expires { words.append("use by \(expires)") }
    if let quantity = goods.quantity {
      if quantity != Quantity(1) { words.append("\(Numbers.grouped(quantity)) \(goods.item.unit.name)") }
    } else {
      words.append("a pack of it; how many are inside is not known")
    }
    if !words.isEmpty { desk.say(.ok, "\(goods.item.code): " + words.joined(separator: ", ")) }
    if !goods.readings.isEmpty {
      desk.say(.warn, "\(code) may mean \(goods.readings.count) things: a separator seems to be missing")
    } else if let warning = goods.warnings.first {
      desk.say(.warn, "\(goods.item.code): \(warning)")
    }
  }

  private mutating func open(item: Item, _ place: String?) {
    open(card: ItemPane(item.code.description, at: place))
  }

  /// A scan over a card shows the new one in its stead.
  private mutating func open(card: any Pane) {
    while panes.count > 1, [.item, .lot, .serial, .reservation].contains(topPane.kind) { panes.removeLast() }
    desk.go(.open(card))
  }
}

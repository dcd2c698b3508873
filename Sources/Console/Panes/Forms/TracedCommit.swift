import Inventory
import Terminal

/// The acts that forms about lots and serials send.
extension FormPane {
  mutating func commit(_ form: TracedForm, _ desk: inout Desk) throws(FormTrouble) {
    if form.lot != nil, cardTicket != nil, Int(text(.location)) != nil {
      return desk.say(.warn, "wait: its places are being read")
    }
    if form.lot != nil { pickEarlyDigit() }
    switch form {
    case .newLot: send(try lotAddition(), &desk)
    case .quarantine(let row):
      let (lot, item) = (row.lot.code, row.code.description)
      if let goods = try lotGoods(row, all: { $0.onHand - $0.blocked }) {
        send(
          QuarantineLot(lot, of: item, quantity: goods.quantity, at: goods.place, reason: textOrNil(.reason)), &desk)
      } else {
        send(QuarantineLot(lot, of: item, reason: textOrNil(.reason)), &desk)
      }
    case .release(let row):
      let (lot, item) = (row.lot.code, row.code.description)
      if let goods = try lotGoods(row, all: \.blocked) {
        send(ReleaseLot(lot, of: item, quantity: goods.quantity, at: goods.place, reason: textOrNil(.reason)), &desk)
      } else if row.lot.status == .active {
        throw FormTrouble(
          field: .location, words: "Only some goods of it are blocked: say at which place, and how many.")
      } else {
        send(ReleaseLot(lot, of: item, reason: textOrNil(.reason)), &desk)
      }
    case .split(let row): send(try lotSplit(row), &desk)
    case .editLot(let row): send(try lotEdit(row), &desk)
    case .filterLots:
      let wanted = try wantedLots(desk.clock.today)
      desk.go(.reshape(LotsPane.self) { pane, _ in pane.setFilter { $0 = wanted } })
    case .register: send(try registration(desk), &desk)
    case .moveSerial(let unit):
      guard let to = textOrNil(.to) else {
        throw FormTrouble(field: .to, words: "Where does it go? Scan or type a place.")
      }
      send(MoveSerial(unit.serial, of: unit.code.description, to: to, reference: textOrNil(.reference)), &desk)
    case .decommission(let unit):
      guard let reason = textOrNil(.reason) else {
        throw FormTrouble(field: .reason, words: "Why is it taken off the books? A digit picks one, or write your own.")
      }
      send(
        DecommissionSerial(unit.serial, of: unit.code.description, reason: reason, note: textOrNil(.note)), &desk)
    case .editSerial(let unit): send(try serialEdit(unit), &desk)
    case .filterSerials:
      let wanted = wantedSerials
      desk.go(.reshape(SerialsPane.self) { pane, _ in pane.setFilter { $0 = wanted } })
    }
  }

  // MARK: Lots

  private func day(_ name: FormField.Name) throws(FormTrouble) -> Day? {
    guard let text = textOrNil(name) else { return nil }
    guard let day = Day(text) else {
      throw FormTrouble(field: name, words: "\"\(text)\" is no day: write it as 2026-07-04.")
    }
    return day
  }

  private func lotQuantity() throws(FormTrouble) -> Quantity {
    let text = text(.quantity)
    guard let amount = Arithmetic.amount(text, packs: card?.item.packs ?? []), amount > .zero else {
      throw FormTrouble(field: .quantity, words: "\"\(text)\" is no quantity: write 12, 2.5, 6x8+3 or 12c+3.")
    }
    return amount
  }

  private func neededItem() throws(FormTrouble) -> String {
    guard let item = textOrNil(.sku) else {
      throw FormTrouble(field: .sku, words: "Which item is it? Scan or type it.")
    }
    return item
  }

  private func lotAddition() throws(FormTrouble) -> AddLot {
    let item = try neededItem()
    guard let code = textOrNil(.lot) else { throw FormTrouble(field: .lot, words: "What is the lot's code?") }
    let (made, expires) = (try day(.made), try day(.expires))
    if textOrNil(.quantity) == nil {
      guard textOrNil(.location) == nil else {
        throw FormTrouble(field: .quantity, words: "How many come in there? Leave the place empty if none do yet.")
      }
      return AddLot(code, of: item, made: made, expires: expires)
    }
    guard let place = textOrNil(.location) else {
      throw FormTrouble(field: .location, words: "Where do they come in? Scan or type a place.")
    }
    return AddLot(code, of: item, made: made, expires: expires, quantity: try lotQuantity(), at: place)
  }

  /// Some goods of a lot at one place; nil where the whole lot is meant.
  /// - Parameter all: what of a place's goods the word "all" means.
  private func lotGoods(
    _ row: LotRow, all: (LotBalance) -> Quantity
  ) throws(FormTrouble) -> (quantity: Quantity, place: String)? {
    guard let place = textOrNil(.location) else {
      guard textOrNil(.quantity) != nil else { return nil }
      throw FormTrouble(
        field: .location, words: "At which place? Without quantity and place the whole lot is meant.")
    }
    guard let text = textOrNil(.quantity) else {
      throw FormTrouble(field: .quantity, words: "How many at \(place)? Write a number, or all.")
    }
    guard text.lowercased() == "all" else { return (try lotQuantity(), place) }
    let wanted = place.lowercased()
    let balance = card?.lots.first { balance in
      let name = balance.place.lowercased()
      return balance.lot.code == row.lot.code && (name == wanted || name.hasSuffix("/" + wanted))
    }
    guard let balance, !balance.isWithheld, all(balance) > .zero else {
      throw FormTrouble(field: .quantity, words: "How many is all at \(place)? Write a number.")
    }
    return (all(balance), place)
  }

  private func lotSplit(_ row: LotRow) throws(FormTrouble) -> SplitLot {
    guard let goods = try lotGoods(row, all: \.onHand) else {
      throw FormTrouble(field: .location, words: "Where does the part stand that is split off? Scan or type a place.")
    }
    guard let new = textOrNil(.lot) else {
      throw FormTrouble(field: .lot, words: "What is the code of the new lot?")
    }
    return SplitLot(row.lot.code, of: row.code.description, into: new, goods.quantity, at: goods.place)
  }

  private func lotEdit(_ row: LotRow) throws(FormTrouble) -> EditLot {
    let (made, expires) = (try day(.made), try day(.expires))
    var edit = EditLot(row.lot.code, of: row.code.description, ifVersion: row.lot.version)
    if made != row.lot.made { edit.made = .some(made) }
    if expires != row.lot.expires { edit.expires = .some(expires) }
    guard edit.made != nil || edit.expires != nil else {
      throw FormTrouble(field: .expires, words: "Nothing is changed yet.")
    }
    return edit
  }

  private func wantedLots(_ today: Day) throws(FormTrouble) -> LotFilter {
    var filter = LotFilter()
    filter.status = LotStatus(rawValue: text(.status))
    filter.location = textOrNil(.location)
    filter.item = textOrNil(.sku)
    filter.hasStock = text(.isActive) == "in stock"
    if let days = Int(text(.expires)), 0...36_500 ~= days {
      filter.expiresBefore = Day(daysSince1970: today.daysSince1970 + days + 1)
    } else {
      filter.expiresBefore = try day(.expires)
    }
    return filter
  }

  // MARK: Serials

  /// A label that says more than the serial is read for its serial.
  private func registration(_ desk: Desk) throws(FormTrouble) -> RegisterSerials {
    let item = try neededItem()
    guard let place = textOrNil(.location) else {
      throw FormTrouble(field: .location, words: "Where do they come in? Scan or type a place.")
    }
    let scanned = serials.map { code in
      ScannedCode(code, rules: desk.settings.scanRules, today: desk.clock.today).elements?.serial ?? code
    }
    guard !scanned.isEmpty else {
      throw FormTrouble(field: .serials, words: "Which ones? Scan each, or type them divided by blanks.")
    }
    return RegisterSerials(
      item, at: place, serials: scanned, lot: textOrNil(.lot), owner: textOrNil(.owner),
      reference: textOrNil(.reference))
  }

  private func serialEdit(_ unit: SerialUnit) throws(FormTrouble) -> EditSerial {
    guard isTouched else { throw FormTrouble(field: .owner, words: "Nothing is changed yet.") }
    if text(.lot).isEmpty, unit.lot != nil {
      throw FormTrouble(field: .lot, words: "A serial that is of a lot stays of one: name another.")
    }
    return EditSerial(
      unit.serial, of: unit.code.description, owner: text(.owner) == unit.owner ? nil : text(.owner),
      lot: text(.lot) == unit.lot ? nil : textOrNil(.lot), ifVersion: unit.version)
  }

  private var wantedSerials: SerialFilter {
    var filter = SerialFilter()
    filter.status = SerialStatus.allCases.first { $0.words == text(.status) }
    filter.location = textOrNil(.location)
    filter.item = textOrNil(.sku)
    filter.owner = textOrNil(.owner)
    return filter
  }

  // MARK: Answers and words

  /// What there is of the lot's item, with its packs and the places that a digit picks.
  mutating func begin(_ form: TracedForm, _ desk: inout Desk) {
    guard card == nil, let row = form.lot else { return }
    cardTicket = desk.ask(ItemStock(row.code.description))
  }

  mutating func takeTraced(_ form: TracedForm, _ reply: Reply) {
    guard let row = form.lot, let result = reply.value(for: cardTicket) else { return }
    cardTicket = nil
    guard case .success(let answer) = result else { return }
    card = answer
    guard let index = fields.firstIndex(where: { $0.name == .location }) else { return }
    fields[index].choices = answer.lots.filter { $0.lot.code == row.lot.code }.prefix(9).map(\.place)
    if active != index { pickEarlyDigit() }
  }

  /// A digit that was typed before the places were known picks one all the same.
  private mutating func pickEarlyDigit() {
    guard let index = fields.firstIndex(where: { $0.name == .location }), let digit = Int(fields[index].text),
      fields[index].choices.indices.contains(digit - 1)
    else { return }
    fields[index].line.text = fields[index].choices[digit - 1]
  }

  /// A lot that was just made known is shown.
  func follow(_ form: TracedForm, _ desk: inout Desk) {
    if form == .newLot { desk.go(.open(LotPane(text(.lot), of: text(.sku)))) }
  }

  private var goodsWords: String? {
    textOrNil(.quantity).flatMap { amount in textOrNil(.location).map { "\(amount) at \($0)" } }
  }

  /// What was done, in words.
  func tracedWords(_ form: TracedForm) -> String {
    switch form {
    case .newLot:
      "added lot \(text(.lot)) of \(text(.sku))" + (goodsWords.map { ", with \($0)" } ?? "")
    case .quarantine(let row): "put " + (goodsWords.map { "\($0) of " } ?? "") + "\(row.title) in quarantine"
    case .release(let row): "released " + (goodsWords.map { "\($0) of " } ?? "") + row.title
    case .split(let row): "split \(goodsWords ?? "") of \(row.title) into lot \(text(.lot))"
    case .editLot(let row): "changed the dates of \(row.title)"
    case .register:
      "registered \(Numbers.counted(serials.count, "serial", "serials")) of \(text(.sku)) at \(text(.location))"
    case .moveSerial(let unit): "moved \(unit.title) to \(text(.to))"
    case .decommission(let unit): "took \(unit.title) off the books: \(text(.reason))"
    case .editSerial(let unit): "changed \(unit.title)"
    case .filterLots, .filterSerials: ""
    }
  }

  /// What to do instead of F8; nil where that takes it back.
  func tracedRemedy(_ form: TracedForm) -> String? {
    switch form {
    case .newLot: goodsWords == nil ? "a lot stays known; E changes its dates" : nil
    case .quarantine: goodsWords == nil ? "R releases it" : nil
    case .release: goodsWords == nil ? "Q puts it in quarantine again" : nil
    case .editLot, .editSerial: "change it again with E"
    default: nil
    }
  }
}

import Inventory
import Terminal

/// What records mean to those who put away.
extension PutAwayPane {
  mutating func takesItself(_ record: String, _ desk: inout Desk) -> Bool {
    let text = record.trimmedBlanks
    if takesKept(record, &desk) { return true }
    if text == "=" { return done(takeAll(&desk)) }
    guard text.hasPrefix("/"), text.utf8.count > 1, place != nil else { return false }
    find(String(text.dropFirst()).trimmedBlanks.lowercased(), &desk)
    return true
  }

  private mutating func find(_ text: String, _ desk: inout Desk) {
    let words = text.split(separator: " ")
    let start = (viewed ?? currentRow).map { $0 + 1 } ?? 0
    let count = sheet.lines.count
    let found = (0..<count).lazy.map { ($0 + start) % count }.first { index in
      let line = sheet.lines[index]
      let all = "\(line.item.code) \(line.item.name) \(line.lot?.code ?? "")".lowercased()
      return words.allSatisfy { all.contains($0) }
    }
    guard let found else { return warn("no line here has \(text)", &desk) }
    look = .lines
    viewed = found
  }

  mutating func takesItself(_ scanned: ScanLine, _ record: String, _ desk: inout Desk) -> Bool {
    guard look == .parked else { return false }
    return takeParked(scanned, record, of: parked.count, drop: { $0.drop($1, &$2) }, &desk)
  }

  private mutating func drop(_ index: Int, _ desk: inout Desk) {
    let gone = parked.remove(at: index)
    chosenParked = max(0, min(parked.count - 1, chosenParked))
    say(ScanEcho(at: desk.now, read: gone.text ?? "", outcome: .ok, result: "dropped"), &desk)
  }

  /// Nothing of it reached the books, so it waits with the session, not in the database.
  mutating func park(_ text: String, why: String, _ desk: inout Desk) {
    parked.append(
      ParkedScan(text: text, quantity: next.times ?? Quantity(1), note: why, by: desk.identity.actor, at: desk.now))
    next = NextScan()
    desk.log(.warn, "\(text) parked: \(why)")
    let shown = ScanEcho(at: desk.now, read: text, outcome: .parked, result: "parked (F4): \(why)", change: "?")
    say(shown, &desk, bells: 2)
  }

  mutating func perform(_ command: Command, _ desk: inout Desk) {
    switch command {
    case .otherBin: showOther(&desk)
    case .splitCarried: askSplit(&desk)
    case .undo: undo(&desk)
    case .commit: finishPlace(&desk)
    case .leave: leaveNow(&desk)
    case .putAwayParked, .back: _ = run(command, &desk)
    default: desk.go(.command(command))
    }
  }

  mutating func zero(_ desk: inout Desk) { setDown(&desk) }

  mutating func wait(for reading: CodeReading, _ ticket: Ticket<[LookUp.Hit]>) { step = .code(reading, ticket) }

  mutating func enter(_ hit: LookUp.Hit, of code: ScannedCode, _ desk: inout Desk) {
    switch hit {
    case .location(let location): scanned(location, code.raw, &desk)
    case .transfer(let transfer): scanned(transfer, code.raw, &desk)
    case .order(let order): scanned(order, code.raw, &desk)
    case .receipt, .requisition:
      fail("\(code.text) is a document of buying: scan the label of a place, or goods", read: code.raw, &desk)
    case .reservation(let reservation): scanned(reservation, code.raw, &desk)
    case .plate(let plate): scanned(plate, code.raw, &desk)
    case .stocktake(let stocktake):
      fail("\(stocktake.number) is a stocktake: leave this by F10, then scan it", read: code.raw, &desk)
    default: break
    }
  }

  private mutating func scanned(_ location: Location, _ read: String, _ desk: inout Desk) {
    let isHere = location.code.lowercased() == place?.code.lowercased()
    guard let carried else {
      if isHere, let place {
        return say(
          ScanEcho(at: desk.now, read: read, meaning: place.path, outcome: .ok, result: "it is this one"), &desk)
      }
      echo = ScanEcho(at: desk.now, read: read)
      return open(location.code, &desk)
    }
    if isHere { return setDown(&desk) }
    if let index = carried.targets.firstIndex(where: { $0.isBin(location.code) }) {
      self.carried?.chosen = index
      return put(into: location, read, &desk)
    }
    if carried.targets.isEmpty { return put(into: location, read, &desk) }
    let named = carried.target?.name ?? ""
    ask(
      .own(
        PaneQuestion(
          subject: .bin(location, record: read), prompt: "again>", meaning: carried.words(desk.clock),
          words: "\(location.code) is not \(named): scan it again to put \(Numbers.grouped(carried.next)) there",
          brief: "not \(named): again?")), &desk)
  }

  private mutating func scanned(_ transfer: Transfer, _ read: String, _ desk: inout Desk) {
    guard carried != nil else {
      echo = ScanEcho(at: desk.now, read: read)
      return open(transfer.destinationPlace, transfer: transfer.number, &desk)
    }
    leave(for: transfer.number, read, &desk)
  }

  /// Empty-handed: what stands where its goods come to.
  private mutating func scanned(_ order: PurchaseOrder, _ read: String, _ desk: inout Desk) {
    if let carried {
      return fail(
        "\(order.number) is an order: scan a bin for \(carried.name)", read: read, &desk)
    }
    echo = ScanEcho(at: desk.now, read: read)
    open(order.place, &desk)
  }

  /// With goods in hand they stay for it; empty-handed it is said what of it is here.
  private mutating func scanned(_ reservation: Reservation, _ read: String, _ desk: inout Desk) {
    if carried != nil { return leave(for: reservation.number, read, &desk) }
    let held = sheet.held.filter { $0.reservation == reservation.number }
    guard !held.isEmpty else {
      return fail("nothing here is held for \(reservation.number): scan goods first", read: read, &desk)
    }
    say(held, read, &desk)
  }

  /// What is promised is not put away: it is said whose it is.
  mutating func say(_ held: [PutAwayList.Held], _ read: String, _ desk: inout Desk) {
    let all = held.reduce(Quantity.zero) { $0 + $1.quantity }
    let owners = Set(held.map(\.reservation)).count
    guard let first = held.first else { return }
    say(
      ScanEcho(
        at: desk.now, read: read, meaning: "\(first.item.code)  \(first.item.name)", outcome: .ok,
        result: "\(Numbers.grouped(all)) to \(first.name)" + (owners > 1 ? " and \(owners - 1) more" : "")
          + ": held, not put away",
        handRead: first.item.code.description, handResult: "to \(first.reservation)"), &desk)
  }

  private mutating func scanned(_ plate: Plate, _ read: String, _ desk: inout Desk) {
    guard plate.status == .standing, let there = plate.locationCode else {
      return fail(.plateIs(plate.code, plate.status, place: plate.place), &desk)
    }
    if there == place?.code { return take(up: plate, read: read, &desk) }
    guard carried == nil else {
      return fail("pallet \(plate.code) stands at \(there): set down what you carry first", read: read, &desk)
    }
    echo = ScanEcho(at: desk.now, read: read)
    open(there, plate: plate, &desk)
  }

  mutating func signedIn(_ isNew: Bool, _ desk: inout Desk) { if isNew { trail = [] } }

  // MARK: Answers

  mutating func answers(_ asked: ScanQuestion, _ text: String, _ record: String, _ desk: inout Desk) -> Bool {
    guard case .own(let own) = asked else { return false }
    switch own.subject {
    case .bin(let location, let read):
      guard record.trimmedBlanks.lowercased() == read.trimmedBlanks.lowercased() else { return false }
      return done(put(into: location, read, &desk))
    case .split:
      guard let packs = carried?.goods?.item.packs, text.utf8.count <= 8,
        let amount = Arithmetic.amount(text, packs: packs), amount > .zero
      else { return false }
      return done(split(amount, &desk))
    default: return false
    }
  }

  mutating func declined(_ asked: ScanQuestion, _ desk: inout Desk) {
    guard carried != nil else { return }
    showCarried(&desk)
  }
}

import Inventory
import Terminal

/// What records mean to those who receive.
extension ReceivePane {
  var nothingOpen: String { "nothing is open: scan the paper of what came, or choose it" }

  mutating func refresh(_ desk: inout Desk) -> Bool {
    guard isStale, desk.now >= rereadAt, !desk.link.isHolding else { return false }
    if let document, desk.link.isFar {
      readAside(document.name, &desk)
      return false
    } else if let document {
      read(document.name, .again, &desk)
    } else if isChoosing, search.isEmpty {
      isStale = false
      rereadAt = desk.now.adding(milliseconds: ReceivePane.rereadMilliseconds)
      list(&desk)
    } else {
      return false
    }
    return true
  }

  mutating func takesItself(_ record: String, _ desk: inout Desk) -> Bool {
    let text = record.trimmedBlanks
    if document == nil { return choose(text, &desk) }
    if takesKept(record, &desk) { return true }
    if text == "=" { return done(takeWhole(&desk)) }
    guard text.hasPrefix("/"), text.utf8.count > 1 else { return false }
    find(String(text.dropFirst()).trimmedBlanks.lowercased(), &desk)
    return true
  }

  /// Goes to the next line that holds the words.
  private mutating func find(_ text: String, _ desk: inout Desk) {
    let words = text.split(separator: " ")
    let start = (viewed ?? currentRow).map { $0 + 1 } ?? 0
    let count = sheet.lines.count
    let found = (0..<count).lazy.map { ($0 + start) % count }.first { index in
      let line = sheet.lines[index]
      let all = "\(line.code) \(line.name) \(line.lot?.code ?? "")".lowercased()
      return words.allSatisfy { all.contains($0) }
    }
    guard let found else { return warn("no line of \(number) has \(text)", &desk) }
    look = .lines
    viewed = found
  }

  mutating func takesItself(_ scanned: ScanLine, _ record: String, _ desk: inout Desk) -> Bool {
    if look == .parked,
      takeParked(scanned, record, of: parkedCount, drop: { $0.drop($0.knownParked[$1], &$2) }, &desk)
    {
      return true
    }
    // Behind F2 a number is so many damaged ones, not how many the last scan was.
    guard next.isDamaged, let last, document != nil else { return false }
    let quantity: Quantity?
    switch scanned {
    case .number(let number, _): quantity = number
    case .amount(let amount, _): quantity = amount.quantity(packs: last.goods.item.packs)
    default: return false
    }
    guard let quantity, quantity > .zero else { return false }
    damage(quantity, of: last, record, &desk)
    return true
  }

  mutating func perform(_ command: Command, _ desk: inout Desk) {
    switch command {
    case .receiveDamaged: next.isDamaged.toggle()
    case .receiveShort: askShort(&desk)
    case .undo: undo(&desk)
    case .commit: post(&desk)
    case .receiveLabels: askLabels(&desk)
    case .putAwayReceived: putAway(&desk)
    case .leave: leaveNow(&desk)
    case .receiveParked, .back: _ = run(command, &desk)
    default: desk.go(.command(command))
    }
  }

  mutating func zero(_ desk: inout Desk) {
    warn("nothing is set to zero here: F3 closes what did not come of a line", &desk)
  }

  mutating func wait(for reading: CodeReading, _ ticket: Ticket<[LookUp.Hit]>) { step = .code(reading, ticket) }

  mutating func enter(_ hit: LookUp.Hit, of code: ScannedCode, _ desk: inout Desk) {
    switch hit {
    case .transfer(let transfer): change(to: .transfer(transfer), read: code.raw, &desk)
    case .order(let order): change(to: .order(order), read: code.raw, &desk)
    case .receipt(let receipt): scanned(receipt, code.raw, &desk)
    case .requisition(let wanted):
      fail("\(wanted.number) is a requisition: nobody has ordered it yet", read: code.raw, &desk)
    case .reservation(let reservation):
      fail(
        "\(reservation.number) is a reservation: scan what came; whoever waits is served when it is posted",
        read: code.raw, &desk)
    case .location(let location):
      fail("\(location.code) is a place: scan what came", read: code.raw, &desk)
    case .stocktake(let stocktake):
      fail("\(stocktake.number) is a stocktake: leave receiving by F10, then scan it", read: code.raw, &desk)
    case .plate(let plate):
      scanned(plate, code.raw, &desk)
    default: break
    }
  }

  mutating func signedIn(_ isNew: Bool, _ desk: inout Desk) {
    guard isNew else { return }
    last = nil
    trail = []
    if let document { read(document.name, .signedIn, &desk) }
  }

  // MARK: Answers

  mutating func answers(_ asked: ScanQuestion, _ text: String, _ record: String, _ desk: inout Desk) -> Bool {
    switch asked {
    case .over(let offer):
      let again = ScannedCode(record, rules: desk.settings.scanRules, today: desk.clock.today)
      guard [offer.record, offer.goods.serial].contains(again.raw) || offer.record == record.trimmedBlanks else {
        return false
      }
      return done(accept(offer, &desk))
    case .short(let line):
      guard text.utf8.count == 1, let digit = Int(text), ScanQuestion.shortReasons.indices.contains(digit - 1) else {
        return false
      }
      return done(closeShort(line, reason: ScanQuestion.shortReasons[digit - 1].0, &desk))
    case .takeBack:
      guard text == "y" else { return false }
      return done(takeBackReceipt(&desk))
    case .own(let own):
      switch own.subject {
      case .pallet(let plate):
        guard text == "y" else { return false }
        return done(take(whole: plate, &desk))
      case .labels(let offer): return print(offer, text, &desk)
      case .closeOrder:
        guard text == "y" else { return false }
        return done(close(&desk))
      case .receipt(let receipt):
        guard text == "y" else { return false }
        return done(takeBack(receipt, &desk))
      default: return false
      }
    default: return false
    }
  }

  mutating func declined(_ asked: ScanQuestion, _ desk: inout Desk) {
    let words: String
    switch asked {
    case .over(let offer):
      words = "not taken: \(offer.what)"
      desk.log(.warn, "\(offer.goods.item.code): \(words)")
    case .short: words = "nothing is closed"
    case .own(let own):
      switch own.subject {
      case .pallet(let plate): words = "pallet \(plate.code) is not received"
      case .closeOrder: words = "nothing is closed"
      case .receipt: words = "nothing is taken back"
      default: words = "nothing is printed"
      }
    default: words = "nothing is taken back"
    }
    let read = if case .over(let offer) = asked { offer.goods.read } else { "" }
    say(ScanEcho(at: desk.now, read: read, outcome: .warn, result: words), &desk, bells: 0)
  }
}

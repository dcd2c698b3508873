import Inventory
import Terminal

/// Scanning for books on another machine (`console.md` 2.6): what is scanned is kept here and sent by itself, nothing is
/// blocked, and what was refused is shown, not lost.
extension ScanPane {
  // MARK: What came of it

  mutating func settled(_ key: String, _ result: Result<ActAnswer, InventoryError>, _ desk: inout Desk) {
    if case .failure = result { undone(key, &desk) }
    let change: (inout ScanEcho) -> Void = { shown in
      switch result {
      case .success: if shown.outcome == .kept { shown.outcome = .sent }
      case .failure(let error):
        shown.outcome = .fail
        shown.result = "refused (F4): " + Explanation(error).detail
        shown.change = "FAIL"
      }
    }
    if var shown = echo, shown.key == key, question == nil {
      change(&shown)
      echo = shown
    }
    for index in recent.indices where recent[index].key == key { change(&recent[index]) }
  }

  mutating func lineChanged(_ desk: inout Desk) {
    if isParkedShown { showOutbox(desk) }
    advance(&desk)
  }

  mutating func lineIsBack(_ desk: inout Desk) {
    beginAgain(&desk)
    advance(&desk)
  }

  /// The line is down, and nothing was done. True where that is dealt with.
  mutating func givesUp(_ sent: inout ScanDeed<Purpose>, _ desk: inout Desk) -> Bool {
    let waiting = sent
    deed = nil
    if lineIsDown(for: waiting, &desk) { return true }
    deed = waiting
    return false
  }

  /// For what needs the books' answer.
  mutating func failOffline(_ what: String, _ desk: inout Desk) {
    fail("the line is down: \(what)", &desk)
  }

  /// What could not be read to begin with is read when the line is back.
  mutating func waitForLine(_ what: String, _ desk: inout Desk) {
    let words = "\(what): the line is down; it goes on by itself when it is back"
    desk.log(.warn, words)
    say(ScanEcho(at: desk.now, read: echo?.read ?? "", outcome: .warn, result: words), &desk, bells: 0)
  }

  // MARK: Codes that cannot be looked up

  /// Numbers behind a scan are quantities as long as no code is so short; all else is kept as it was read.
  mutating func takeUnread(_ reading: CodeReading, _ desk: inout Desk) {
    switch reading {
    case .number(let number, let code)
    where lastGoods != nil && code.raw.utf8.count <= ScanKept.longestQuantity && shortCodes[code.text] != true:
      return correct(to: number, &desk)
    case .amount(let amount, _) where lastGoods != nil && ScanKept.isSum(amount.text):
      return take([], reading, &desk)
    case .newLot(_, let code) where code.gtin == nil, .serial(_, let code) where code.gtin == nil:
      return take([], reading, &desk)
    case .newLot(let goods, let code), .serial(let goods, let code):
      park(goods.read, why: "which lot or serial? The line is down", &desk)
      return queue.putBack(.record(code.raw))
    default: break
    }
    if enterUnread(reading.code, &desk) { return }
    park(reading.code.raw, why: ScanKept.unread, &desk)
  }

  // MARK: The list

  /// What was refused first: it wants somebody.
  mutating func showOutbox(_ desk: Desk) {
    let kept = desk.link.isFar ? desk.link.kept : []
    outbox = kept.filter { $0.refusal != nil } + kept.filter { $0.refusal == nil }
    chosenParked = max(0, min(parkedCount + outbox.count - 1, chosenParked))
  }

  mutating func keptListed(_ gone: Set<String>, _ desk: inout Desk) {
    if isParkedShown { showOutbox(desk) }
    for key in gone where echo?.key == key && echo?.outcome == .kept && desk.link.isDown {
      // It was given up: a settled one said so itself.
      echo?.outcome = .warn
      echo?.result = "given up: it is not done"
    }
  }

  var showsKept: Bool { isParkedShown }

  /// The kept act under the cursor.
  var chosenKept: KeptAct? {
    let index = chosenParked - parkedCount
    return isParkedShown && outbox.indices.contains(index) ? outbox[index] : nil
  }

  /// What a record means while an act that is kept is chosen; false for all else.
  mutating func takesKept(_ record: String, _ desk: inout Desk) -> Bool {
    let text = record.trimmedBlanks.lowercased()
    guard isParkedShown, !outbox.isEmpty else { return false }
    if text == "x", chosenKept != nil {
      askDiscard(&desk)
      return true
    }
    guard text.utf8.count <= 4, let number = Int(text), 1...(parkedCount + outbox.count) ~= number else { return false }
    chosenParked = number - 1
    return true
  }

  /// Enter alone on a refused one.
  mutating func sendAgain(_ desk: inout Desk) -> Bool {
    guard line.isEmpty, question == nil, let kept = chosenKept else { return false }
    guard kept.refusal != nil else {
      warn("it waits to be sent, and goes by itself: x discards it", &desk)
      return true
    }
    desk.emit(.outbox(.sendAgain(kept.key)))
    say(
      ScanEcho(at: desk.now, read: "", meaning: kept.words, outcome: .ok, result: "tried again, behind what waits"),
      &desk)
    return true
  }

  mutating func askDiscard(_ desk: inout Desk) {
    guard let kept = chosenKept else { return }
    let why = kept.refusal.map { "It was refused: \($0)" } ?? "It waits to be sent."
    let confirm = Confirm(
      title: "Discard a kept scan",
      lines: [kept.words, "\(kept.actor), \(desk.clock.time(kept.at))", "", why, "It is not done then."],
      handLines: [kept.words, kept.refusal == nil ? "waits" : "refused", "It is not done."], verb: "discard",
      nothing: "it stays", action: .discard(kept.key))
    desk.go(.show(.confirm(confirm)))
  }

  /// The rows of the list behind the parked scans.
  var keptRows: [ParkedScan] {
    outbox.map { kept in
      ParkedScan(
        text: kept.words, quantity: Quantity(1), note: kept.refusal.map { "refused: \($0)" } ?? "waits to be sent",
        by: kept.actor, at: kept.at, isRefused: kept.refusal != nil, isKept: true)
    }
  }

  /// What stands above the list while a kept act is chosen.
  func keptContext(_ isNarrow: Bool) -> String? {
    guard let kept = chosenKept else { return nil }
    guard kept.refusal != nil else {
      return isNarrow ? "waits: x discards it" : "it waits and is sent by itself; x discards it"
    }
    return isNarrow ? "refused: Enter again, x drops" : "it was refused: Enter sends it again, x discards it"
  }
}

enum ScanKept {
  static let unread = "could not be looked up: the line is down"
  /// As many digits as a quantity has at most, where nobody can say whether they are a code.
  static let longestQuantity = 4

  /// `12c+3`, `6x8`: digits and one minus alone may be a serial.
  static func isSum(_ text: String) -> Bool { text.contains { !$0.isNumber && $0 != "-" } }
}

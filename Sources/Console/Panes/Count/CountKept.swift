import Inventory
import Terminal

/// What a count did to the lines here, so that it can be taken back here too.
struct CountStroke: Sendable {
  var key = ""
  /// The bin it was in, as it was scanned.
  var bin = ""
  var goods: GoodsKey?
  var base = Quantity.zero
  var damaged = Quantity.zero
  /// Its line came to be by it.
  var isNew = false
  /// The parked scan that it made.
  var parked: Int64?
}

/// Counting for books on another machine: the lines are kept right here as far as they are known, and read again when the
/// books have all that was counted.
extension CountPane {
  var isParkedShown: Bool { look == .parked }
  /// Parked scans that the books do not have yet stand among what waits.
  var parkedCount: Int { knownParked.count }
  var knownParked: [CountEvent] { parked.filter { $0.id >= 0 } }

  // MARK: Acts that are kept

  /// What an act did, without the books' answer.
  mutating func doneKept(_ deed: ScanDeed<CountPurpose>, _ desk: inout Desk) {
    let before = sheet?.lines ?? []
    var stroke = CountStroke(key: deed.key, bin: sheet?.code ?? "")
    switch deed.purpose {
    case .set(let line, _):
      let total = (deed.act as? RecordCounts)?.entries.first?.quantity ?? line.open
      stroke.goods = line.goods
      stroke.base = total - line.open
      sheet?.change(line.goods, by: stroke.base, at: desk.now)
      remember(stroke)
      last = nil
    case .pallet(let plate):
      remember(stroke)
      last = nil
      for content in plate.contents {
        var goods = ScannedGoods(content.item, pack: Quantity(1), read: plate.code)
        if let lot = content.lot { goods.choose(lot) }
        sheet?.add(goods, content.quantity, isDamaged: false, at: desk.now, by: desk.identity.actor)
      }
    case .undo:
      let trace = trail.popLast()
      last = trace?.last
      if let stroke = trace?.stroke, stroke.bin == sheet?.code { sheet?.takeBack(stroke, at: desk.now) }
    case .drop(let event): sheet?.unpark(event.id)
    case .assign(let event, let goods):
      sheet?.unpark(event.id)
      let base = goods.serial == nil ? event.quantity : Quantity(1)
      sheet?.add(goods, base, isDamaged: event.isDamaged, at: desk.now, by: desk.identity.actor)
    default: break
    }
    chosenParked = max(0, min(parkedCount + outbox.count - 1, chosenParked))
    isStale = true
    say(deed.purpose, before, &desk)
  }

  /// A parked scan stands among the lines until the books tell its number.
  mutating func parkKept(_ deed: ScanDeed<CountPurpose>, _ text: String, why: String, _ desk: Desk) -> Int64? {
    guard deed.isKept, let sheet, let entry = (deed.act as? RecordCounts)?.entries.first else { return nil }
    let id = -1 - Int64(desk.keysMade)
    self.sheet?.park(
      CountEvent(
        id: id, kind: .unknown, code: nil, name: "", location: LocationID(0), place: sheet.place, lot: nil, serial: nil,
        quantity: entry.quantity, pack: Quantity(1), base: entry.quantity, isDamaged: entry.isDamaged, round: 1,
        actor: desk.identity.actor, terminal: desk.identity.terminal, occurredAt: desk.now, recordedAt: desk.now,
        ledgerEntry: nil, negates: nil, negatedBy: nil, text: text, note: why))
    return id
  }

  /// Why F8 would only be refused later; nil where there is something of this operator's.
  func undoTrouble(_ sheet: CountSheet, _ desk: Desk) -> String? {
    guard desk.link.isFar, trail.isEmpty else { return nil }
    guard sheet.isRead else {
      return "what you counted in \(sheet.code) before is not known here while the line is down"
    }
    let actor = desk.identity.actor
    let isMine = sheet.lines.contains { $0.counters.contains(actor) } || sheet.parked.contains { $0.actor == actor }
    return isMine ? nil : "nothing of yours is left to undo in \(sheet.code)"
  }

  mutating func undone(_ key: String, _ desk: inout Desk) {
    isStale = true
    guard let stroke = trail.last(where: { $0.stroke.key == key })?.stroke, stroke.bin == sheet?.code else { return }
    trail.removeAll { $0.stroke.key == key }
    sheet?.takeBack(stroke, at: desk.now)
    last = nil
  }

  // MARK: Acts that cannot be kept

  mutating func lineIsDown(for deed: ScanDeed<CountPurpose>, _ desk: inout Desk) -> Bool {
    switch deed.purpose {
    case .count, .correct, .change, .park: return false
    case .open(let bin):
      // Who else is there cannot be asked; several may count in a bin.
      if let act = deed.act as? OpenBin, act.company == .ask { open(bin, .join, &desk) } else { opened(bin, &desk) }
    case .close(let bin, let isLeft):
      guard isLeft else {
        failOffline("bin \(bin) is not closed; F9 again, or leave it open", &desk)
        break
      }
      echo?.result = "bin \(sheet?.code ?? "") is open; \(bin) is left open"
      succeed(&desk)
      read(.opened, &desk)
    case .empty: failOffline("the bin is not counted as empty; try again", &desk)
    case .undo: failOffline("nothing is taken back", &desk)
    case .set, .pallet, .drop, .assign: failOffline("this is not done; try again", &desk)
    }
    return true
  }

  // MARK: Codes, bins

  /// The label of a bin that was seen before.
  mutating func enterUnread(_ code: ScannedCode, _ desk: inout Desk) -> Bool {
    let text = code.text.lowercased()
    let known = left[text]?.sheet.code ?? bins.rows.first { $0.code.lowercased() == text }?.code
    guard stocktake != nil, let known else { return false }
    open(known, .join, &desk)
    return true
  }

  /// What is known of a bin that is left, for whoever comes back before the books can tell.
  mutating func setAside(_ sheet: CountSheet?, _ trail: [CountTrace], _ desk: Desk) {
    guard desk.link.isHolding else {
      left = [:]
      return
    }
    guard let sheet else { return }
    if left.count >= CountPane.mostAside { left = [:] }
    left[sheet.code.lowercased()] = LeftBin(sheet: sheet, trail: trail)
  }

  static let mostAside = 64

  // MARK: Reading beside the scans

  /// Of books far away a bin is read while scans go on: what was scanned meanwhile makes the answer worthless.
  mutating func readAside(_ desk: inout Desk) {
    guard aside == nil, let stocktake, let sheet else { return }
    isStale = false
    rereadAt = desk.now.adding(milliseconds: CountPane.rereadMilliseconds)
    let ticket = desk.ask(CountedBin(stocktake.number, sheet.code, now: desk.now))
    aside = CountAside(ticket: ticket, keys: desk.keysMade)
  }

  /// Whether the reply was to it.
  mutating func takeAside(_ reply: Reply, _ desk: inout Desk) -> Bool {
    guard let asked = aside, let result = reply.value(for: asked.ticket) else { return false }
    aside = nil
    switch result {
    case .success(let answer) where asked.keys == desk.keysMade && !desk.link.isHolding && sheet != nil:
      stocktake = answer.stocktake
      sheet?.take(answer)
      chosenParked = max(0, min(parkedCount + outbox.count - 1, chosenParked))
    case .failure(let error) where !error.isOfTheLine: desk.log(.fail, Explanation(error).detail)
    default:
      isStale = true
      rereadAt = desk.now.adding(milliseconds: CountPane.rereadMilliseconds)
    }
    return true
  }

  // MARK: The line

  mutating func beginAgain(_ desk: inout Desk) {
    isCardLost = false
    isStale = true
    rereadAt = desk.now
    if showsBins(desk) { bins.reread() }
    guard stocktake == nil, choices.isEmpty, !isBusy else { return }
    if echo?.outcome == .warn { echo = nil }
    begin(&desk)
  }
}

/// A bin that was left, and what may be taken back in it.
struct LeftBin: Sendable {
  var sheet: CountSheet
  var trail: [CountPane.CountTrace]
}

/// A bin that is read beside the scans, and how many acts were made when it was asked for.
struct CountAside: Sendable {
  var ticket: Ticket<CountedBin.Card>
  var keys: Int
}

import Inventory
import Terminal

/// The acts that forms about transfers send.
extension FormPane {
  mutating func commit(_ form: MovingForm, _ desk: inout Desk) throws(FormTrouble) {
    if draft.linesTicket != nil { return desk.say(.warn, "wait: its lines are being read") }
    switch form {
    case .create: send(try creation(desk.clock), &desk)
    case .ship(let transfer): send(try shipment(of: transfer), &desk)
    case .edit(let transfer): send(try edit(of: transfer, desk.clock), &desk)
    case .closeShort(let transfer):
      guard let reason = textOrNil(.reason) else {
        throw FormTrouble(field: .reason, words: "Why did it not come? A digit picks a reason, or write your own.")
      }
      let owner = Discrepancy.Owner(rawValue: text(.owner)) ?? .carrier
      send(CloseShort(transfer.number, try rest(of: transfer), reason: reason, owner: owner), &desk)
    case .sendBack(let transfer):
      send(ReturnTransfer(transfer.number, try rest(of: transfer), reason: textOrNil(.reason)), &desk)
    case .resolve(let found): send(try resolution(of: found), &desk)
    case .filter:
      let wanted = wantedTransfers
      desk.go(.reshape(TransfersPane.self) { pane, _ in pane.setFilter { $0 = wanted } })
    }
  }

  /// Goods that are typed and not yet a line are meant too.
  private mutating func creation(_ clock: LocalClock) throws(FormTrouble) -> CreateTransfer {
    guard let from = textOrNil(.from) else {
      throw FormTrouble(field: .from, words: "Where does it come from? Scan or type a site or a place.")
    }
    guard let to = textOrNil(.to) else {
      throw FormTrouble(field: .to, words: "Where does it go? Scan or type a place.")
    }
    try gatherGoods()
    let lines = try meantLines().map { TransferRequestLine($0.line.item, $0.quantity, lot: $0.line.lot) }
    guard !lines.isEmpty else { throw FormTrouble(field: .sku, words: "What is to be moved? Scan or type an item.") }
    return CreateTransfer(
      from: from, to: to, lines, eta: try expectedAt(clock),
      priority: TransferPriority(rawValue: text(.priority)) ?? .normal,
      reference: textOrNil(.reference), note: textOrNil(.note))
  }

  private func expectedAt(_ clock: LocalClock) throws(FormTrouble) -> Instant? {
    guard let text = textOrNil(.scheduled) else { return nil }
    guard let instant = clock.instant(text) else {
      throw FormTrouble(field: .scheduled, words: "\"\(text)\" is no time: write 2026-07-04, or 2026-07-04 18:00.")
    }
    return instant
  }

  /// All that was asked for, where nothing was changed and serials were named when it was asked for; else what stands there.
  private func shipment(of transfer: Transfer) throws(FormTrouble) -> ShipTransfer {
    let shipsWhatThereIs = text(.shortage) != "refuse"
    let leavesSerials = fields.contains { $0.name == .lineSerials && $0.text.isEmpty }
    if draft.isWhole || leavesSerials && hasUntouchedLines {
      return ShipTransfer(transfer.number, shipsWhatThereIs: shipsWhatThereIs)
    }
    let lines = try meantLines().map {
      ShipTransfer.Line($0.line.item, $0.quantity, lot: $0.line.lot, serials: $0.serials)
    }
    guard !lines.isEmpty else { throw nothingMeant("Nothing is to be shipped: write a quantity, or scan serials.") }
    return ShipTransfer(transfer.number, lines, shipsWhatThereIs: shipsWhatThereIs)
  }

  private func nothingMeant(_ words: String) -> FormTrouble {
    FormTrouble(field: fields.first { $0.row != nil }?.name ?? .lineQuantity, words: words)
  }

  /// What of that which is on its way is meant; nil for all of it.
  private func rest(of transfer: Transfer) throws(FormTrouble) -> [CloseShort.Line]? {
    if draft.isWhole { return nil }
    let lines = try meantLines().map {
      CloseShort.Line($0.line.item, $0.quantity, lot: $0.line.lot, serials: $0.serials)
    }
    guard !lines.isEmpty else { throw nothingMeant("Nothing is meant: write how many of a line.") }
    return lines
  }

  private func edit(of transfer: Transfer, _ clock: LocalClock) throws(FormTrouble) -> EditTransfer {
    var edit = EditTransfer(transfer.number)
    edit.ifVersion = transfer.version
    // What shows to the minute and was not touched keeps its seconds.
    if text(.scheduled) != transfer.eta.map({ clock.typed($0) }) ?? "" { edit.eta = .some(try expectedAt(clock)) }
    let priority = TransferPriority(rawValue: text(.priority)) ?? .normal
    if priority != transfer.priority { edit.priority = priority }
    if text(.reference) != transfer.reference ?? "" { edit.reference = text(.reference) }
    if text(.note) != transfer.note ?? "" { edit.note = text(.note) }
    guard isTouched else { throw FormTrouble(field: .scheduled, words: "Nothing is changed yet.") }
    return edit
  }

  private func resolution(of found: Discrepancy) throws(FormTrouble) -> ResolveDiscrepancy {
    guard let resolution = Discrepancy.Resolution.allCases.first(where: { $0.words == text(.resolution) }) else {
      throw FormTrouble(field: .resolution, words: "What became of it?")
    }
    guard let amount = Arithmetic.amount(text(.quantity)), amount > .zero else {
      throw FormTrouble(
        field: .quantity, words: "\"\(text(.quantity))\" is no quantity: write how many, \(found.quantity) at most.")
    }
    if resolution == .claim, amount != found.quantity {
      throw FormTrouble(field: .quantity, words: "A claim is about all of it: resolve the other part first.")
    }
    return ResolveDiscrepancy(
      found.id, resolution, quantity: amount == found.quantity ? nil : amount, serials: serials,
      reason: textOrNil(.reason), reference: textOrNil(.reference))
  }

  private var wantedTransfers: TransferFilter {
    var filter = TransferFilter()
    filter.status = TransferStatus.allCases.first { $0.words == text(.status) }
    filter.isUnderWay = ["under way": true, "over": false][text(.status)]
    filter.from = textOrNil(.from)
    filter.to = textOrNil(.to)
    filter.item = textOrNil(.sku)
    return filter
  }

  /// What was done, in words.
  func movedWords(_ form: MovingForm) -> String {
    switch form {
    case .create:
      let lines = fields.count { $0.row != nil && $0.text != "0" }
      return "asked for \(draft.number ?? "a transfer"): \(Numbers.lines(lines)) from \(text(.from)) to \(text(.to))"
    case .ship(let transfer): return "shipped \(hasUntouchedLines ? "" : "a part of ")\(transfer.number)"
    case .edit(let transfer): return "changed \(transfer.number)"
    case .closeShort(let transfer): return "closed what did not come of \(transfer.number) as short: \(text(.reason))"
    case .sendBack(let transfer): return "sent \(hasUntouchedLines ? "" : "a part of ")\(transfer.number) back"
    case .resolve(let found):
      return "resolved \(text(.quantity)) of \(found.code) on \(found.transfer): \(text(.resolution))"
    case .filter: return ""
    }
  }
}

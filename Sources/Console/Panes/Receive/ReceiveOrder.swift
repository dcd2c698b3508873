import Inventory
import Terminal

/// Receiving an order: what is scanned stands on its pending receipt, which all who receive it share, until F9 posts
/// that. Nothing is parked with an order: what it cannot take is refused at once, with what was read.
extension ReceivePane {
  // MARK: Goods

  mutating func record(
    _ goods: [ReceivedGoods], _ change: ReceivedChange, _ shown: ScanEcho, _ desk: inout Desk
  ) {
    var change = change
    change.events = 1
    change.scanned = goods
    send(ScanReceipt(number, goods), .record(change), shown, &desk)
  }

  mutating func refuse(_ text: String, why: String, _ desk: inout Desk) {
    next = NextScan()
    fail("not received: \(why)", read: text, &desk)
  }

  /// An order does not know its lots: a digit picks one that came already, or it is typed.
  mutating func askOrderedLot(_ goods: ScannedGoods, _ desk: inout Desk) {
    let lots = sheet.lots[goods.item.id] ?? []
    ask(lots.isEmpty ? .newLot(goods) : .lot(goods, Array(lots.prefix(9))), &desk)
  }

  /// So many more or less of what is pending; less than nothing is none.
  mutating func correctOrdered(
    _ change: ReceivedChange, by base: Quantity, of line: DockLine, _ goods: ScannedGoods, isDamaged: Bool,
    said: String, _ shown: ScanEcho, _ desk: inout Desk
  ) {
    let pending = isDamaged ? line.pendingDamaged : sheet.pending[goods.key] ?? .zero
    guard pending + base >= .zero else {
      return warn("\(said): only \(Numbers.grouped(pending)) of \(goods.title) are not posted", &desk)
    }
    record([ReceivedGoods(goods, base, isRejected: isDamaged)], change, shown, &desk)
  }

  /// No more of the line are to come, so they are among those that were scanned as good.
  mutating func rejectScanned(_ quantity: Quantity, of line: DockLine, _ last: Last, _ desk: inout Desk) {
    let goods = last.goods
    let pending = sheet.pending[goods.key] ?? .zero
    let said = "\(Numbers.grouped(quantity)) of them are rejected"
    guard quantity <= pending else {
      return warn("\(said): only \(Numbers.grouped(pending)) of \(goods.title) are not posted", &desk)
    }
    var change = ReceivedChange(line: line.number, key: goods.key, goods: goods)
    change.good = .zero - quantity
    change.damaged = quantity
    change.last = last
    change.isCorrection = true
    let shown = ScanEcho(
      at: desk.now, read: "", meaning: goods.words(desk.clock), result: "\(said)   \(line.words(after: change))",
      change: "\(quantity) \(terms.damagedShort)")
    record(
      [ReceivedGoods(goods, .zero - quantity), ReceivedGoods(goods, quantity, isRejected: true)], change, shown, &desk)
  }

  /// Why a whole line cannot be taken unseen; nil where it can.
  func wholeTrouble(_ line: DockLine) -> String? {
    switch line.tracking {
    case .none: nil
    case .lot: "=: which lot of \(line.code) came, its order does not know: scan it"
    case .serial: "=: which serials of \(line.code) came, its order does not know: scan each"
    }
  }

  // MARK: Undo

  /// The last scan of who works here; once all is posted, the receipt they posted.
  mutating func undoOrdered(_ desk: inout Desk) {
    guard let trace = trail.last else { return askTakeBack(&desk) }
    echo = ScanEcho(at: desk.now, read: "", result: "taking back your last scan")
    send(ScanReceipt(number, trace.goods.reversed().map(\.negated)), .undo(trace), nil, &desk)
  }

  private mutating func askTakeBack(_ desk: inout Desk) {
    let own = sheet.receipts.first {
      $0.status == .posted && $0.postedBy?.lowercased() == desk.identity.actor.lowercased()
    }
    guard let own else { return warn("nothing of yours is left to undo with \(number)", &desk) }
    let at = own.postedAt.map { " at \(desk.clock.dayAndTime($0).trimmedBlanks)" } ?? ""
    ask(
      .own(
        PaneQuestion(
          subject: .receipt(own), prompt: "y>", meaning: "\(own.id)  posted\(at)",
          words: "nothing is left to undo but \(own.id), which you posted: y Enter takes it back, Esc leaves it",
          brief: "posted: y takes back")), &desk)
  }

  mutating func takeBack(_ receipt: Receipt, _ desk: inout Desk) {
    let shown = ScanEcho(at: desk.now, read: "", result: "taking back \(receipt.id)")
    send(SettleReceipt(receipt.id.description, .undo), .takeBack, shown, &desk)
  }

  // MARK: Post and close

  /// All that is pending against it, the oldest first, now that it was read again.
  mutating func postPending(_ desk: inout Desk) {
    let pending = Array(sheet.toPost.reversed())
    guard let first = pending.first else { return warn("nothing of \(number) is scanned that is not posted", &desk) }
    send(SettleReceipt(first, .post), .postReceipt(rest: Array(pending.dropFirst())), echo, &desk)
  }

  mutating func posted(_ rest: [String], _ desk: inout Desk) {
    if let next = rest.first {
      return send(SettleReceipt(next, .post), .postReceipt(rest: Array(rest.dropFirst())), echo, &desk)
    }
    last = nil
    trail = []
    after(.post, &desk)
  }

  /// F3: what has not come of an order will not come; the whole order is closed by it.
  mutating func askClose(_ desk: inout Desk) {
    if let refusal = document?.refusal { return warn(refusal, &desk) }
    guard sheet.toPost.isEmpty, !sheet.lines.contains(where: { $0.pendingGood + $0.pendingDamaged > .zero }) else {
      return warn("F9 posts what was scanned of \(number) first; then F3 closes the rest", &desk)
    }
    let missing = sheet.lines.filter { $0.open > .zero }
    let open = Numbers.grouped(missing.reduce(Quantity.zero) { $0 + $1.open })
    ask(
      .own(
        PaneQuestion(
          subject: .closeOrder, prompt: "y>", meaning: document?.words ?? "",
          words: "close \(number): \(open) of \(Numbers.lines(missing.count)) have not come and will not; y Enter "
            + "closes it, Esc leaves it",
          brief: "\(open) to come: y closes")), &desk)
  }

  mutating func close(_ desk: inout Desk) {
    let shown = ScanEcho(at: desk.now, read: "", meaning: document?.words ?? "", result: "closing \(number)")
    send(AdvanceOrder(number, .close), .closeOrder, shown, &desk)
  }

  // MARK: Expected without an order

  /// Its paper was scanned: in the list it is chosen, for F9 to take it.
  mutating func scanned(_ receipt: Receipt, _ read: String, _ desk: inout Desk) {
    guard receipt.status == .expected, document == nil else {
      let words = document == nil ? "nothing of it is to come" : "leave \(number) first: F10, then scan it"
      return fail("\(receipt.number) is \(receipt.status.rawValue): \(words)", read: read, &desk)
    }
    guard let choice = choices.first(where: { $0.number == receipt.number }) else {
      return fail("\(receipt.number) is not among the first to come: tallyman receipt post", read: read, &desk)
    }
    choose(choice, &desk)
  }

  /// F9 in the list takes what stands under the cursor, as it was expected.
  mutating func takeExpected(_ desk: inout Desk) {
    guard let row = chosenExpected else { return warn(nothingOpen, &desk) }
    let shown = ScanEcho(
      at: desk.now, read: "", meaning: DockChoice.expected(row).words,
      result: "\(Numbers.grouped(row.received)) received as expected, posted: F8 takes it back",
      change: Numbers.signed(row.received))
    send(SettleReceipt(row.receipt.id.description, .post), .takeExpected(row.receipt), shown, &desk)
  }

  mutating func tookExpected(_ receipt: Receipt, _ desk: inout Desk) {
    taken = receipt
    // A second F9 takes no other.
    viewed = nil
    desk.log(.ok, "\(receipt.id): received as expected")
    listAgain(&desk)
  }

  mutating func takeBackExpected(_ desk: inout Desk) {
    guard let taken else { return warn(nothingOpen, &desk) }
    let shown = ScanEcho(at: desk.now, read: "", result: "\(taken.id) is taken back: it is expected again")
    send(SettleReceipt(taken.id.description, .undo), .takeBackExpected(taken), shown, &desk)
  }

  mutating func tookBackExpected(_ receipt: Receipt, _ desk: inout Desk) {
    taken = nil
    desk.log(.ok, "\(receipt.id): taken back")
    listAgain(&desk)
  }

  private mutating func listAgain(_ desk: inout Desk) {
    isStale = true
    rereadAt = desk.now
    succeed(&desk)
  }

  // MARK: Refusals

  mutating func refusedOrdered(_ deed: ScanDeed<ReceivePurpose>, _ error: InventoryError, _ desk: inout Desk) {
    // What was scanned is posted meanwhile, by somebody else: only the receipt is left to take back.
    if case .undo = deed.purpose { trail = [] }
    fail(error, &desk)
    isStale = true
  }
}

extension ReceivedGoods {
  /// - Parameter base: below zero to take back.
  init(_ goods: ScannedGoods, _ base: Quantity, isRejected: Bool = false) {
    self.init(
      goods.item.code.description, base, rejected: isRejected ? base : .zero, lot: goods.lot, made: goods.made,
      expires: goods.expires)
  }

  /// What a scan saw at the dock, whichever document it is for.
  init(_ entry: RecordReceipts.Entry) {
    let isRejected = entry.condition == .damaged
    // Only what goes into stock is named by its serial.
    self.init(
      entry.item ?? "", entry.quantity, rejected: isRejected ? entry.quantity : .zero, lot: entry.lot, made: entry.made,
      expires: entry.expires, serials: isRejected ? [] : entry.serial.map { [$0] } ?? [])
  }

  /// The same, taken back.
  var negated: ReceivedGoods {
    var goods = self
    goods.received = .zero - received
    goods.rejected = .zero - rejected
    return goods
  }
}

extension ScannedGoods {
  /// `GLU-1 lot L2407`.
  var title: String { item.code.description + (lot.map { " lot \($0)" } ?? "") }
}

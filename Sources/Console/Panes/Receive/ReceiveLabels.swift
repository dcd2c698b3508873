import Inventory
import Terminal

/// F6: labels of the line that is looked at, or was scanned last: as many as came of it and are good.
extension ReceivePane {
  /// Whether an Enter alone means something: labels are asked about, or are about to be.
  var asksLabels: Bool {
    if case .own(let asked)? = question, case .labels = asked.subject { return true }
    if case .labels = step { return true }
    return queue.holds(.receiveLabels)
  }

  mutating func askLabels(_ desk: inout Desk) {
    guard transfer != nil else { return warn(noTransfer, &desk) }
    guard let line = chosenLine else {
      return warn("scan an item first, or choose a line with the arrows: F6 prints its labels", &desk)
    }
    if let item = last?.goods.item, item.id == line.item { return offer(labels: line, item, &desk) }
    step = .labels(line, desk.ask(ItemStock(line.code.description)))
  }

  mutating func take(
    card result: Result<ItemStock.Card, InventoryError>, _ line: TransferLine, _ desk: inout Desk
  ) {
    switch result {
    case .failure(let error): fail(error, &desk)
    case .success(let card): offer(labels: line, card.item, &desk)
    }
  }

  private mutating func offer(labels line: TransferLine, _ item: Item, _ desk: inout Desk) {
    // What is weighed or measured came as one, as far as anybody knows.
    let whole = item.unit.isCounted ? Int(clamping: line.allGood.thousandths / 1000) : line.allGood.isZero ? 0 : 1
    let offer = LabelOffer(
      label: Label(of: item, lot: line.lot?.code, expires: line.lot?.expires),
      goods: line.code.description + (line.lot.map { " \($0.code)" } ?? ""), count: min(whole, LabelOffer.most))
    let words =
      offer.count > 0
      ? "\(offer.words): Enter prints, another number changes it"
      : "none of \(offer.goods) came yet: a number says how many labels to print"
    ask(
      .own(
        PaneQuestion(
          subject: .labels(offer), prompt: "labels>", meaning: line.words, words: words,
          brief: offer.count > 0 ? "\(offer.count) labels: Enter" : "how many labels?")), &desk)
  }

  /// Enter alone prints as many as were offered, a number so many.
  mutating func print(_ offer: LabelOffer, _ text: String, _ desk: inout Desk) -> Bool {
    var offer = offer
    if !text.isEmpty {
      guard text.utf8.count <= 3, let count = Int(text), count > 0 else { return false }
      offer.count = count
    }
    guard offer.count > 0 else { return false }
    say(ScanEcho(at: desk.now, read: "", meaning: offer.goods, outcome: .ok, result: "printing \(offer.words)"), &desk)
    desk.emit(.print(offer.job))
    return true
  }

  /// F7: what came with this transfer comes first there.
  mutating func putAway(_ desk: inout Desk) {
    guard let transfer else { return warn(noTransfer, &desk) }
    var pane = PutAwayPane(at: transfer.destinationPlace, transfer: transfer.number)
    let waiting = sheet.lines.reduce(Quantity.zero) { $0 + $1.pendingGood + $1.pendingDamaged }
    if waiting > .zero {
      pane.echo = ScanEcho(
        at: desk.now, read: "", outcome: .warn,
        result: "\(Numbers.grouped(waiting)) scanned of \(transfer.number) are not posted: they stand here once F9 "
          + "in receiving posts them")
    }
    desk.go(.open(pane))
  }
}

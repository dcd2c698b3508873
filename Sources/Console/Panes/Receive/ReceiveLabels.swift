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
    guard document != nil else { return warn(nothingOpen, &desk) }
    guard let line = chosenLine else {
      return warn("scan an item first, or choose a line with the arrows: F6 prints its labels", &desk)
    }
    if let item = last?.goods.item, item.id == line.item { return offer(labels: line, item, &desk) }
    step = .labels(line, desk.ask(ItemStock(line.code.description)))
  }

  mutating func take(
    card result: Result<ItemStock.Card, InventoryError>, _ line: DockLine, _ desk: inout Desk
  ) {
    switch result {
    case .failure(let error) where error.isOfTheLine:
      failOffline("what stands on the label is not known; F6 again when it is back", &desk)
    case .failure(let error): fail(error, &desk)
    case .success(let card): offer(labels: line, card.item, &desk)
    }
  }

  private mutating func offer(labels line: DockLine, _ item: Item, _ desk: inout Desk) {
    // What is weighed or measured came as one, as far as anybody knows.
    let whole = item.unit.isCounted ? Int(clamping: line.allGood.thousandths / 1000) : line.allGood.isZero ? 0 : 1
    // A line of an order is of no lot: that of the last scan is meant.
    let scanned = last.flatMap { $0.goods.item.id == item.id ? $0.goods : nil }
    let (lot, expires) = line.lot.map { ($0.code, $0.expires) } ?? (scanned?.lot, scanned?.expires)
    let offer = LabelOffer(
      label: Label(of: item, lot: lot, expires: expires),
      goods: line.code.description + (lot.map { " \($0)" } ?? ""), count: min(whole, LabelOffer.most))
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

  /// F7: what came with this transfer comes first there; of an order all that stands where it comes to.
  mutating func putAway(_ desk: inout Desk) {
    guard let document else { return warn(nothingOpen, &desk) }
    var pane = PutAwayPane(at: document.place, transfer: document.isOrder ? nil : document.number)
    let waiting = sheet.lines.reduce(Quantity.zero) { $0 + $1.pendingGood + $1.pendingDamaged }
    if waiting > .zero {
      pane.echo = ScanEcho(
        at: desk.now, read: "", outcome: .warn,
        result: "\(Numbers.grouped(waiting)) scanned of \(document.number) are not posted: they stand here once F9 "
          + "in receiving posts them")
    }
    desk.go(.open(pane))
  }
}

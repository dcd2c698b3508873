import Inventory
import Terminal

extension LotsPane {
  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    if let row = browse.current, row.run(command, at: nil, &desk) { return true }
    switch command {
    case .open: if let row = browse.current { open(row, &desk) }
    case .newLot: desk.go(.open(FormPane.newLot(of: filter.item ?? browse.current?.code.description ?? "")))
    case .expireLots: desk.go(.show(.confirm(.expiring())))
    case .find: startFind()
    case .filter: desk.go(.open(FormPane.filter(filter)))
    case .onlyOpen: setFilter { $0.hasStock.toggle() }
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let row = browse.current else { break }
      desk.emit(.copyToClipboard(row.lot.code))
      desk.say(.ok, "copied \(row.lot.code)")
    case .back: goBack(&desk)
    case .cancel where takesText:
      find?.clear()
      browse.readAnew()
    default: return false
    }
    return true
  }

  func open(_ row: LotRow, _ desk: inout Desk) {
    desk.go(.open(LotPane(row.lot.code, of: row.code.description)))
  }
}

extension LotRow {
  /// Does a command that opens a form about one lot; false for any other.
  /// - Parameter place: where the cursor stands on a place of it.
  func run(_ command: Command, at place: String?, _ desk: inout Desk) -> Bool {
    switch command {
    case .quarantine: desk.go(.open(FormPane.quarantine(self, at: place, desk.clock)))
    case .release: desk.go(.open(FormPane.release(self, at: place, desk.clock)))
    case .splitLot: desk.go(.open(FormPane.split(self, at: place, desk.clock)))
    case .editLot: desk.go(.open(FormPane.edit(self, desk.clock)))
    case .printLabels:
      let subject = LabelSubject.goods(item: code.description, lot: lot.code, expires: lot.expires)
      desk.go(.open(FormPane.labels(of: [subject])))
    default: return false
    }
    return true
  }
}

extension Confirm {
  /// Asks before all lots that are due are marked as expired.
  static func expiring() -> Confirm {
    Confirm(
      title: "Expire what is due",
      lines: [
        "Every lot whose last day has passed is marked as expired, and what is free of it is blocked.", "",
        "What is promised stays promised; it is blocked once it is let go of.",
      ], handLines: ["lots past their day", "are blocked"], verb: "expire them", nothing: "nothing is marked",
      action: .perform(.expiring()))
  }
}

extension ConfirmedAct {
  /// Marks what is due, a part at a time, until nothing is left; the words tell what all parts came to.
  static func expiring(lots: Int = 0, blocked: Quantity = .zero) -> ConfirmedAct {
    var act = ConfirmedAct(
      act: ExpireLots(),
      words: lots == 0 && blocked.isZero
        ? "nothing is due: all that has expired is marked, and blocked as far as it is free"
        : "expired \(Numbers.counted(lots, "lot", "lots")), \(Numbers.grouped(blocked)) blocked",
      remedy: "E gives a lot a later day, and what expiry blocked is free again")
    act.next = { answer in
      guard answer.event > 0, !answer.isRepeat else { return nil }
      return expiring(
        lots: lots + answer.expiredLots, blocked: answer.entries.reduce(blocked) { $0 + $1.change.blocked })
    }
    return act
  }
}

extension ActAnswer {
  /// How many lots are named in the document of an act that expired some.
  fileprivate var expiredLots: Int {
    var count = 0
    var rest = (document ?? "")[...]
    while let found = rest.firstRange(of: "{\"lot\":") {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}

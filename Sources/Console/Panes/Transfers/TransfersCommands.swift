import Inventory
import Terminal

extension TransfersPane {
  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    if let row = browse.current, row.transfer.run(command, &desk) { return true }
    switch command {
    case .open: if let row = browse.current { open(row, &desk) }
    case .newTransfer: desk.go(.open(FormPane.newTransfer()))
    case .printLabels:
      if let row = browse.current { desk.go(.open(FormPane.labels(of: [.transfer(row.transfer.number)]))) }
    case .find: startFind()
    case .filter: desk.go(.open(FormPane.filter(filter)))
    case .onlyOpen: setFilter { $0.isUnderWay = $0.isUnderWay == nil ? true : nil }
    case .sort:
      order = order == .urgency ? .newest : .urgency
      browse.readAnew()
      desk.say(.ok, order == .urgency ? "those under way first, the most urgent before the others" : "the newest first")
    case .columns:
      let shown = shownColumns(layout(desk))
      desk.go(.show(.columns(ColumnChoice(standard: TransferColumn.standard, shown: shown, words: \.words))))
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let row = browse.current else { break }
      desk.emit(.copyToClipboard(row.transfer.number))
      desk.say(.ok, "copied \(row.transfer.number)")
    case .back: goBack(&desk)
    case .cancel where takesText:
      find?.clear()
      browse.readAnew()
    default: return false
    }
    return true
  }

  func open(_ row: TransferPage.Row, _ desk: inout Desk) {
    desk.go(.open(TransferPane(row.transfer.number)))
  }

  mutating func show(columns names: Set<String>) {
    let chosen = Set(names.compactMap { TransferColumn(rawValue: $0) })
    columns = chosen.isEmpty || chosen == TransferColumn.standard ? nil : chosen.union([.number])
  }

  func shownColumns(_ layout: Layout) -> Set<TransferColumn> {
    switch layout.sizeClass {
    case .tiny, .hand: TransferColumn.hand
    case .narrow: columns.map { $0.union(TransferColumn.hand) } ?? TransferColumn.narrow
    default: columns ?? TransferColumn.standard
    }
  }
}

extension Transfer {
  /// Does a command that opens a form or a box about one transfer; false for any other.
  func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .shipTransfer: desk.go(.open(FormPane.ship(self)))
    case .editTransfer: desk.go(.open(FormPane.edit(self, desk.clock)))
    case .closeShort: desk.go(.open(FormPane.closeShort(self)))
    case .returnTransfer: desk.go(.open(FormPane.sendBack(self)))
    case .cancelTransfer: desk.go(.show(.confirm(.cancelling(self))))
    case .receiveTransfer: desk.go(.open(ReceivePane(number)))
    default: return false
    }
    return true
  }
}

extension Confirm {
  static func cancelling(_ transfer: Transfer) -> Confirm {
    let act = ConfirmedAct(
      act: CancelTransfer(transfer.number), words: "cancelled \(transfer.number)",
      remedy: "ask for it anew: N in the list of transfers")
    let isShipped = transfer.status == .inTransit
    return Confirm(
      title: "Cancel \(transfer.number)",
      lines: [
        transfer.route, "",
        isShipped ? "What was not shipped is called off; what is on its way stays so." : "Nothing of it has moved.",
        isShipped ? "R sends that back, C closes it as short." : "It cannot be opened again.",
      ], handLines: [transfer.route, isShipped ? "the rest is off" : "nothing has moved"], verb: "cancel it",
      nothing: "it goes on", action: .perform(act))
  }
}

extension ActAnswer {
  /// The number of the transfer an act made: `TR-0881`.
  var transferNumber: String? {
    guard let document, let found = document.firstRange(of: "\"TR-") else { return nil }
    let number = document[document.index(after: found.lowerBound)...].prefix { $0 != "\"" }
    return TransferID(String(number))?.description
  }
}

import Inventory
import Terminal

extension OrdersPane {
  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    if command == .editOrder, let row = browse.current { return edit(row, &desk) }
    if let row = browse.current, row.order.run(command, &desk) { return true }
    switch command {
    case .open: if let row = browse.current { open(row, &desk) }
    case .newOrder: desk.go(.open(FormPane.newOrder(currency: browse.current?.order.currency)))
    case .printLabels: if let row = browse.current { desk.go(.open(FormPane.labels(of: [.order(row.order.number)]))) }
    case .find: startFind()
    case .filter: desk.go(.open(FormPane.filter(filter)))
    case .onlyOpen: setFilter { $0.isUnderWay = $0.isUnderWay == nil ? true : nil }
    case .otherPart: desk.go(.open(RequisitionsPane()))
    case .columns:
      let shown = shownColumns(layout(desk))
      desk.go(.show(.columns(ColumnChoice(standard: OrderColumn.standard, shown: shown, words: \.words))))
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let row = browse.current else { break }
      desk.emit(.copyToClipboard(row.order.number))
      desk.say(.ok, "copied \(row.order.number)")
    case .back: goBack(&desk)
    case .cancel where takesText:
      find?.clear()
      browse.readAnew()
    default: return false
    }
    return true
  }

  func open(_ row: OrderPage.Row, _ desk: inout Desk) { desk.go(.open(OrderPane(row.order.number))) }

  /// Its lines are asked for by the form.
  private func edit(_ row: OrderPage.Row, _ desk: inout Desk) -> Bool {
    desk.go(.open(FormPane.edit(row.order)))
    return true
  }

  mutating func show(columns names: Set<String>) {
    let chosen = Set(names.compactMap { OrderColumn(rawValue: $0) })
    columns = chosen.isEmpty || chosen == OrderColumn.standard ? nil : chosen.union([.number])
  }

  func shownColumns(_ layout: Layout) -> Set<OrderColumn> {
    switch layout.sizeClass {
    case .tiny, .hand: OrderColumn.hand
    case .narrow: columns.map { $0.union(OrderColumn.hand) } ?? OrderColumn.narrow
    default: columns ?? OrderColumn.standard
    }
  }
}

extension PurchaseOrder {
  /// Does a command that opens a form or a box about one order; false for any other.
  func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .sendOrder: desk.go(.show(.confirm(.sending(self))))
    case .editOrder: desk.go(.open(FormPane.edit(self)))
    case .closeOrder: desk.go(.show(.confirm(.closing(self))))
    case .cancelOrder: desk.go(.show(.confirm(.cancelling(self))))
    case .receiveOrder: desk.go(.open(ReceivePane(order: number)))
    default: return false
    }
    return true
  }
}

extension Confirm {
  static func sending(_ order: PurchaseOrder) -> Confirm {
    let act = ConfirmedAct(
      act: AdvanceOrder(order.number, .send, ifVersion: order.version), words: "sent \(order.number)",
      remedy: "close it: C in the list of orders")
    return Confirm(
      title: "Send \(order.number)",
      lines: [order.route, "", "Its goods are expected from now on.", "It cannot be edited any more."],
      handLines: [order.vendor, "no more edits"], verb: "send it", nothing: "it stays a draft", action: .perform(act))
  }

  static func closing(_ order: PurchaseOrder) -> Confirm {
    let act = ConfirmedAct(
      act: AdvanceOrder(order.number, .close, ifVersion: order.version), words: "closed \(order.number)",
      remedy: "order the rest anew: N in the list of orders")
    return Confirm(
      title: "Close \(order.number)",
      lines: [order.route, "", "What has not come is expected no longer.", "It cannot be opened again."],
      handLines: [order.vendor, "no more comes"], verb: "close it", nothing: "it stays open", action: .perform(act))
  }

  static func cancelling(_ order: PurchaseOrder) -> Confirm {
    let act = ConfirmedAct(
      act: AdvanceOrder(order.number, .cancel, ifVersion: order.version), words: "cancelled \(order.number)",
      remedy: "write it anew: N in the list of orders")
    return Confirm(
      title: "Cancel \(order.number)",
      lines: [order.route, "", "The vendor never had it.", "It cannot be opened again."],
      handLines: [order.vendor, "never sent"], verb: "cancel it", nothing: "it stays a draft", action: .perform(act))
  }
}

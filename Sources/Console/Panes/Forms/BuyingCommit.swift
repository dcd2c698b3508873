import Inventory

/// The acts that forms about buying send.
extension FormPane {
  mutating func commit(_ form: BuyingForm, _ desk: inout Desk) throws(FormTrouble) {
    if draft.orderTicket != nil { return desk.say(.warn, "wait: its lines are being read") }
    if form.gathersGoods { try gatherGoods() }
    switch form {
    case .newOrder: send(CreateOrder(textOrNil(.number), try orderDraft()), &desk)
    case .editOrder(let order): send(try edit(of: order), &desk)
    case .newRequisition: send(try requisition(), &desk)
    case .order(let row):
      let vendor = try needed(.vendor, "Who sells it? Write the vendor.")
      send(
        OrderRequisition(
          row.requisition.number, from: vendor, number: textOrNil(.number), currency: try currency(),
          to: textOrNil(.to), ifVersion: row.requisition.version), &desk)
    case .filter:
      let wanted = wantedOrders
      desk.go(.reshape(OrdersPane.self) { pane, _ in pane.setFilter { $0 = wanted } })
    }
  }

  private func needed(_ name: FormField.Name, _ words: String) throws(FormTrouble) -> String {
    guard let text = textOrNil(name) else { throw FormTrouble(field: name, words: words) }
    return text
  }

  private func currency() throws(FormTrouble) -> String {
    try needed(.currency, "In which currency? EUR, USD, ...").uppercased()
  }

  private func expectedOn() throws(FormTrouble) -> Day? {
    guard let text = textOrNil(.scheduled) else { return nil }
    guard let day = Day(text) else {
      throw FormTrouble(field: .scheduled, words: "\"\(text)\" is no day: write it as 2026-07-20.")
    }
    return day
  }

  private func orderLines() throws(FormTrouble) -> [OrderDraft.Line] {
    var lines: [OrderDraft.Line] = []
    for (line, quantity, _) in try meantLines() {
      guard let price = line.price else { continue }
      lines.append(OrderDraft.Line(line.item, quantity, price: price, expectedOn: line.expectedOn))
    }
    guard !lines.isEmpty else { throw FormTrouble(field: .sku, words: "What is ordered? Scan or type an item.") }
    return lines
  }

  private func orderDraft() throws(FormTrouble) -> OrderDraft {
    let vendor = try needed(.vendor, "Who sells it? Write the vendor.")
    let destination = try needed(.to, "Where does it come to? Scan or type a place.")
    return OrderDraft(
      vendor: vendor, currency: try currency(), to: destination, try orderLines(), expectedOn: try expectedOn(),
      reference: textOrNil(.reference), note: textOrNil(.note))
  }

  /// Only what was changed.
  private func edit(of order: PurchaseOrder) throws(FormTrouble) -> EditOrder {
    guard isTouched else { throw FormTrouble(field: .vendor, words: "Nothing is changed yet.") }
    let vendor = try needed(.vendor, "Who sells it? Write the vendor.")
    let destination = try needed(.to, "Where does it come to? Scan or type a place.")
    var edit = EditOrder(order.number)
    edit.ifVersion = order.version
    if vendor != order.vendor { edit.vendor = vendor }
    if destination != order.place { edit.destination = destination }
    let currency = try currency()
    if currency != order.currency { edit.currency = currency }
    if !hasUntouchedLines { edit.lines = try orderLines() }
    let day = try expectedOn()
    if day != order.expectedOn { edit.expectedOn = .some(day) }
    if text(.reference) != order.reference ?? "" { edit.reference = text(.reference) }
    if text(.note) != order.note ?? "" { edit.note = text(.note) }
    return edit
  }

  private func requisition() throws(FormTrouble) -> CreateRequisition {
    let day = try expectedOn()
    let lines = try meantLines().map {
      CreateRequisition.Line(
        $0.line.item, $0.quantity, at: textOrNil(.location), vendor: textOrNil(.vendor), neededOn: day)
    }
    guard !lines.isEmpty else { throw FormTrouble(field: .sku, words: "What is wanted? Scan or type an item.") }
    return CreateRequisition(lines, note: textOrNil(.note))
  }

  private var wantedOrders: OrderFilter {
    var filter = OrderFilter()
    filter.status = OrderStatus(rawValue: text(.status))
    filter.isUnderWay = ["under way": true, "over": false][text(.status)]
    filter.vendor = textOrNil(.vendor)
    filter.to = textOrNil(.to)
    filter.item = textOrNil(.sku)
    return filter
  }

  /// What was done, in words.
  func boughtWords(_ form: BuyingForm) -> String {
    let lines = Numbers.lines(fields.count { $0.row != nil && $0.text != "0" })
    return switch form {
    case .newOrder: "wrote \(draft.number ?? "an order"): \(lines) from \(text(.vendor))"
    case .editOrder(let order): "changed \(order.number)"
    case .newRequisition: "asked for \(lines) to be bought"
    case .order(let row): "made \(draft.number ?? "a draft order") of \(row.requisition.number) from \(text(.vendor))"
    case .filter: ""
    }
  }
}

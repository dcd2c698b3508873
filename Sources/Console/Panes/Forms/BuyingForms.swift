import Inventory

/// What a form about buying is for.
enum BuyingForm: Hashable, Sendable {
  case newOrder
  case editOrder(PurchaseOrder)
  case newRequisition
  /// Makes an order of what an approved requisition wants.
  case order(RequisitionPage.Row)
  case filter

  /// Whether goods are gathered in it, a line at a time.
  var gathersGoods: Bool {
    switch self {
    case .newOrder, .editOrder, .newRequisition: true
    case .order, .filter: false
    }
  }

  /// What to do instead of F8.
  var remedy: String {
    switch self {
    case .newOrder, .order: "cancel it: X in the list of orders"
    case .editOrder: "change it again with E"
    case .newRequisition: "cancel it: X in the list of requisitions"
    case .filter: ""
    }
  }
}

/// The forms of buying, and their fields.
extension FormPane {
  private static func field(_ name: FormField.Name, _ label: String, _ text: String? = nil, _ hint: String = "")
    -> FormField
  {
    FormField(name: name, label: label, line: TextLine(text: text ?? ""), hint: hint)
  }

  private static let goodsFields = [
    FormField(name: .sku, label: "item", hint: "scan or type one at a time; an empty Enter goes on"),
    FormField(name: .quantity, label: "quantity", hint: "12, 6x8+3, 12c+3"),
  ]
  private static let price = FormField(
    name: .price, label: "price", hint: "what a unit costs: 12.50; Enter makes a line of it")
  private static let day = "a day, as 2026-07-20; empty: nobody knows"

  static func newOrder(currency: String?) -> FormPane {
    FormPane(
      .buying(.newOrder), title: "New order",
      fields: [
        field(.vendor, "vendor", nil, "who sells it"),
        field(.to, "to", nil, "where it comes to: scan or type the place"),
        field(.currency, "currency", currency, "EUR, USD, ... as in ISO 4217"),
      ] + goodsFields + [
        price, field(.scheduled, "expected", nil, day), field(.number, "number", nil, "empty: the next of the house"),
        field(.reference, "reference", nil, "what the vendor calls it"), note,
      ])
  }

  /// A draft, written anew: its lines are read by the form.
  static func edit(_ order: PurchaseOrder) -> FormPane {
    var form = FormPane(
      .buying(.editOrder(order)), title: "Edit \(order.number)",
      fields: [
        field(.vendor, "vendor", order.vendor, "who sells it"), field(.to, "to", order.place, "where it comes to"),
        field(.currency, "currency", order.currency, "EUR, USD, ..."),
      ] + goodsFields + [
        price, field(.scheduled, "expected", order.expectedOn?.description, day),
        field(.reference, "reference", order.reference, "what the vendor calls it"),
        field(.note, "note", order.note),
      ])
    form.notes = ["\(order.route)  \(order.status.rawValue); 0 takes a line out"]
    return form
  }

  static func newRequisition() -> FormPane {
    FormPane(
      .buying(.newRequisition), title: "New requisition",
      fields: [
        field(.location, "for", nil, "where it is wanted; empty: nowhere in particular"),
        field(.vendor, "vendor", nil, "empty: whoever buys it finds one"), field(.scheduled, "needed", nil, day),
      ] + goodsFields + [note])
  }

  static func order(_ row: RequisitionPage.Row) -> FormPane {
    let vendors = row.lines.filter { $0.order == nil }.compactMap(\.vendor)
    var vendor = field(.vendor, "vendor", vendors.first, "its lines that name this vendor or none")
    vendor.choices = Array(row.vendors.prefix(9))
    var form = FormPane(
      .buying(.order(row)), title: "Order \(row.requisition.number)",
      fields: [
        vendor, field(.currency, "currency", nil, "EUR, USD, ... as in ISO 4217"),
        field(.to, "to", nil, "empty: where the lines are wanted"),
        field(.number, "number", nil, "empty: the next of the house"),
      ])
    form.notes = ["\(row.goods), asked for by \(row.requisition.createdBy)", "It makes a draft; S sends it."]
    return form
  }

  static func filter(_ filter: OrderFilter) -> FormPane {
    let status = filter.status?.rawValue ?? filter.isUnderWay.map { $0 ? "under way" : "over" }
    return FormPane(
      .buying(.filter), title: "Which orders",
      fields: [
        closed(
          .status, "status", ["any", "under way", "over"] + OrderStatus.allCases.map(\.rawValue), at: status),
        field(.vendor, "vendor", filter.vendor), field(.to, "to", filter.to, "a site or a place, and all in it"),
        field(.sku, "item", filter.item, "SKU or barcode"),
      ])
  }

  // MARK: Lines

  /// The lines of a draft, to be changed.
  mutating func beginBuying(_ form: BuyingForm, _ desk: inout Desk) {
    guard case .editOrder(let order) = form, draft.lines.isEmpty, draft.orderTicket == nil else { return }
    draft.orderTicket = desk.ask(OrderCard(order.number))
  }

  mutating func takeBuying(_ reply: Reply, _ desk: inout Desk) {
    guard let result = reply.value(for: draft.orderTicket) else { return takeMoving(reply, &desk) }
    draft.orderTicket = nil
    switch result {
    case .failure(let error): trouble = Explanation(error).detail
    case .success(let card):
      let at = fields.firstIndex { $0.name == .sku } ?? fields.count
      var added: [FormField] = []
      for line in card.lines {
        let title = TransferDraft.title(line.code.description, line.price)
        added.append(
          FormField(
            name: .lineQuantity, label: title, line: TextLine(text: line.ordered.description),
            hint: "\(title)  \(line.name); 0 takes it out", row: draft.lines.count))
        draft.lines.append(
          TransferDraft.Line(
            item: line.code.description, words: "\(title)  \(line.name)", price: line.price,
            expectedOn: line.expectedOn))
      }
      draft.untouched = added.map(\.text)
      fields.insert(contentsOf: added, at: at)
      pristine.insert(contentsOf: draft.untouched, at: at)
      if active >= at { active += added.count }
    }
  }
}

extension TransferDraft {
  /// `WID-220 at 12.50`.
  static func title(_ item: String, _ price: UnitCost) -> String { "\(item) at \(price)" }
}

import Inventory
import Storage

extension Answers {
  func answer(_ question: OrderPage) throws(InventoryError) -> Page<OrderPage.Row> {
    let filter = question.filter
    // What the filter leaves out as a whole is not looked through.
    let isUnderWay = filter.status.map { $0 == .draft || $0 == .sent } ?? filter.isUnderWay
    let parts: [Bool] = [true, false].filter { isUnderWay == nil || $0 == isUnderWay }
    var keySets: [KeySet] = []
    for part in parts {
      var keySet = KeySet(
        columns: "\(OrderTable.columns), \(OrderTable.sums)", from: "purchase_order x \(OrderTable.joins)",
        keys: part ? ["x.due", "x.id"] : ["x.id"], isDescending: !part)
      keySet.require(
        part ? "x.status IN ('draft', 'sent')" : "x.status IN ('received', 'closed', 'cancelled')")
      try require(filter, of: &keySet)
      keySets.append(keySet)
    }
    let isBlind = try isBlind
    return try reader.page(
      keySets, question.start, limit: question.limit,
      { row in
        OrderPage.Row(
          order: OrderTable.row(row), sums: isBlind ? OrderSums() : OrderTable.sums(row, from: OrderTable.width))
      },
      key: { part, row in
        (parts[part] ? [Answers.due(row.order.expectedOn)] : []) + [String(row.order.id.number)]
      }, place: { part, texts in Answers.numbers(parts[part] ? 2 : 1)(part, texts) })
  }

  private func require(_ filter: OrderFilter, of keySet: inout KeySet) throws(InventoryError) {
    if let status = filter.status { keySet.require("x.status = ?1", [.text(status.rawValue)]) }
    if let vendor = filter.vendor { keySet.require("x.vendor = ?1", [.text(vendor)]) }
    if let name = filter.to {
      keySet.require("yl.path >= ?1 AND yl.path < ?1 || 'x'", [.text(try path(of: name))])
    }
    if let name = filter.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      keySet.require(
        "EXISTS (SELECT 1 FROM order_line o WHERE o.item = ?1 AND o.purchase_order = x.id)", [.id(item.id)])
    }
    if let text = filter.text, !text.isEmpty {
      let begins = ["number", "vendor", "reference"].map { "x.\($0) >= ?1 AND x.\($0) < ?1 || char(1114111)" }
      keySet.require("(\(begins.joined(separator: " OR ")))", [.text(text)])
    }
    if let day = filter.expectedBefore { keySet.require("x.due < ?1", [.day(ifAny: day)]) }
  }

  /// The key of a list by day, where what has none comes last.
  static func due(_ day: Day?) -> String { String(day?.daysSince1970 ?? 99_999_999) }

  func answer(_ question: OrderCard) throws(InventoryError) -> OrderCard.Card {
    let order = try order(question.number)
    if try isBlind { throw .withheld("what \(order.number) holds") }
    let lines = try reader.all(OrderTable.lines(of: order.id)) { OrderTable.line($0) }
    let receipts = try reader.all(
      Statement(
        """
        SELECT \(ReceiptTable.columns) FROM receipt x INDEXED BY receipt_order \(ReceiptTable.joins)
        WHERE x.purchase_order = ?1 ORDER BY x.id DESC
        """, [.integer(order.id.number)]), ReceiptTable.row)
    return OrderCard.Card(order: order, lines: lines, sums: OrderSums(lines), receipts: receipts)
  }

  func answer(_ question: InvoiceMatch) throws(InventoryError) -> InvoiceMatch.Report {
    let order = try order(question.order)
    if try isBlind { throw .withheld("what came of \(order.number)") }
    let lines = try reader.all(OrderTable.lines(of: order.id)) { OrderTable.line($0) }
    var invoice: [(item: Item, line: InvoiceMatch.Line)] = []
    for line in question.lines {
      guard let item = try reader.item(line.item) else { throw .noSuchItem(line.item) }
      try item.check(invoiced: line.quantity)
      invoice.append((item, line))
    }
    return InvoiceMatch.Report(order, lines, invoice: invoice)
  }

  func order(_ number: String) throws(InventoryError) -> PurchaseOrder {
    guard let order = try PurchaseFinder(reader: reader).order(number) else { throw .noSuchOrder(number) }
    return order
  }
}

extension Item {
  /// An invoice may bill what is none of ours, in parts of a unit too; only what is no amount at all is refused.
  fileprivate func check(invoiced quantity: Quantity) throws(InventoryError) {
    if quantity <= .zero { throw .badQuantity(quantity.description, item: code, .notPositive) }
  }
}

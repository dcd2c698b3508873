import Inventory

/// A line of a purchase order with what is said of the whole of it, as `import orders` reads it; a day that only the order
/// names stands at each of its lines.
enum OrderExport {
  static let columns = [
    "order", "line", "vendor", "currency", "to", "status", "sku", "variant", "unit", "ordered", "price", "received",
    "rejected", "closed", "outstanding", "expected_on", "reference", "note", "created_by", "created_at", "sent_at",
    "closed_at",
  ]

  static func write(
    _ filter: OrderFilter, _ service: any InventoryService, for asker: Asker, _ writer: RowWriter
  ) throws(InventoryError) {
    var question = OrderPage(filter, limit: Pages.size)
    while true {
      let page = try service.ask(question, for: asker)
      for row in page.rows {
        let card = try service.ask(OrderCard(row.order.number), for: asker)
        for line in card.lines where !write(card.order, line, writer) { return }
      }
      guard let next = page.next else { return }
      question.start = .after(next)
    }
  }

  private static func write(_ order: PurchaseOrder, _ line: OrderLine, _ writer: RowWriter) -> Bool {
    writer.text(order.number)
    writer.whole(Int64(line.number))
    writer.text(order.vendor)
    writer.text(order.currency)
    writer.text(order.place)
    writer.text(order.status.rawValue)
    writer.text(line.code.sku)
    writer.text(line.code.variant.isEmpty ? nil : line.code.variant)
    writer.text(line.unit)
    writer.quantity(line.ordered)
    writer.cost(line.price)
    for quantity in [line.received, line.rejected, line.closed, line.outstanding] { writer.quantity(quantity) }
    writer.day(line.expectedOn ?? order.expectedOn)
    writer.text(order.reference)
    writer.text(order.note)
    writer.text(order.createdBy)
    writer.instant(order.createdAt.milliseconds)
    writer.instant(order.sentAt?.milliseconds)
    writer.instant(order.closedAt?.milliseconds)
    return writer.endRow()
  }
}

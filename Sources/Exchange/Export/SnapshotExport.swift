import Inventory

enum SnapshotExport {
  static let columns = [
    "as_of", "sku", "variant", "name", "unit", "location", "site", "on_hand", "reserved", "allocated", "blocked",
    "incoming", "available", "value", "currency",
  ]

  static func write(
    _ first: PastStockPage, _ service: any InventoryService, for asker: Asker, _ writer: RowWriter
  ) throws(InventoryError) {
    var question = first
    question.limit = Pages.size
    while true {
      let page = try service.ask(question, for: asker)
      for row in page.rows where !write(row, question.instant, writer) { return }
      guard let next = page.next else { return }
      question.start = .after(next)
    }
  }

  private static func write(_ row: PastStockPage.Row, _ instant: Instant, _ writer: RowWriter) -> Bool {
    let stock = row.stock
    writer.instant(instant.milliseconds)
    writer.text(stock.code.sku)
    writer.text(stock.code.variant.isEmpty ? nil : stock.code.variant)
    writer.text(stock.name)
    writer.text(stock.unit)
    writer.text(stock.locationCode)
    writer.text(stock.siteCode)
    for quantity in stock.balances.all { writer.quantity(quantity) }
    writer.quantity(stock.balances.available)
    writer.decimal(row.value?.tenThousandths, places: 4, atLeast: 2)
    writer.text(stock.currency.isEmpty ? nil : stock.currency)
    return writer.endRow()
  }
}

import Inventory

/// Rules as `import rules` reads them, with what stands at their places.
enum RuleExport {
  static let columns = [
    "sku", "variant", "location", "point", "quantity", "max", "multiple", "min_order", "lead_time", "safety", "vendor",
    "version", "available", "incoming", "suggested", "state",
  ]

  static func write(
    _ first: RulePage, _ service: any InventoryService, for asker: Asker, _ writer: RowWriter
  ) throws(InventoryError) {
    var question = first
    question.limit = Pages.size
    while true {
      let page = try service.ask(question, for: asker)
      for row in page.rows where !write(row, writer) { return }
      guard let next = page.next else { return }
      question.start = .after(next)
    }
  }

  private static func write(_ signal: Signal, _ writer: RowWriter) -> Bool {
    let rule = signal.rule
    writer.text(rule.code.sku)
    writer.text(rule.code.variant.isEmpty ? nil : rule.code.variant)
    writer.text(rule.place)
    for quantity in [rule.point, rule.quantity, rule.maximum, rule.multiple, rule.minimumOrder] {
      writer.quantity(quantity)
    }
    writer.whole(rule.leadDays.map { Int64($0) })
    writer.quantity(rule.safetyStock)
    writer.text(rule.vendor)
    writer.whole(rule.version)
    writer.quantity(signal.figures.available)
    writer.quantity(signal.figures.incoming)
    writer.quantity(signal.suggested)
    writer.text(signal.state.rawValue)
    return writer.endRow()
  }
}

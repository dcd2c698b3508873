import Inventory

enum LotListExport {
  static let columns = [
    "lot", "sku", "variant", "name", "status", "made", "expires", "days_left", "on_hand", "blocked", "locations",
    "version",
  ]

  static func write(
    _ filter: LotFilter, _ service: any InventoryService, for asker: Asker, _ writer: RowWriter
  ) throws(InventoryError) {
    var question = LotPage(filter, limit: Pages.size)
    while true {
      let page = try service.ask(question, for: asker)
      for row in page.rows where !write(row, writer) { return }
      guard let next = page.next else { return }
      question.start = .after(next)
    }
  }

  private static func write(_ row: LotRow, _ writer: RowWriter) -> Bool {
    writer.text(row.lot.code)
    writer.text(row.code.sku)
    writer.text(row.code.variant.isEmpty ? nil : row.code.variant)
    writer.text(row.name)
    writer.text(row.lot.status.rawValue)
    writer.day(row.lot.made)
    writer.day(row.lot.expires)
    writer.whole(row.daysLeft.map { Int64($0) })
    writer.quantity(row.isWithheld ? nil : row.onHand)
    writer.quantity(row.isWithheld ? nil : row.blocked)
    writer.whole(row.isWithheld ? nil : Int64(row.places))
    writer.whole(row.lot.version)
    return writer.endRow()
  }
}

enum SerialExport {
  static let columns = ["serial", "sku", "variant", "name", "status", "location", "owner", "lot", "version"]

  static func write(
    _ filter: SerialFilter, _ service: any InventoryService, for asker: Asker, _ writer: RowWriter
  ) throws(InventoryError) {
    var question = SerialPage(filter, limit: Pages.size)
    while true {
      let page = try service.ask(question, for: asker)
      for row in page.rows where !write(row, writer) { return }
      guard let next = page.next else { return }
      question.start = .after(next)
    }
  }

  private static func write(_ unit: SerialUnit, _ writer: RowWriter) -> Bool {
    writer.text(unit.serial)
    writer.text(unit.code.sku)
    writer.text(unit.code.variant.isEmpty ? nil : unit.code.variant)
    writer.text(unit.name)
    writer.text(unit.isWithheld ? nil : unit.status.rawValue)
    writer.text(unit.place)
    writer.text(unit.owner.isEmpty ? nil : unit.owner)
    writer.text(unit.lot)
    writer.whole(unit.version)
    return writer.endRow()
  }
}

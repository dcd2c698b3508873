import Inventory

/// The cells of a stock record: bytes from the books to the buffer, no text made on the way.
enum StockExport {
  static let columns = [
    "sku", "variant", "name", "category", "unit", "location", "site", "room_type", "on_hand", "reserved", "allocated",
    "blocked", "incoming", "available", "projected", "reorder_point", "state", "bin", "unit_cost", "currency",
    "version", "last_movement_at",
  ]

  static func write(_ cells: any StockCells, _ writer: RowWriter) -> Bool {
    cells.text(.sku) { writer.text($0, isNullWhenEmpty: false) }
    cells.text(.variant) { writer.text($0, isNullWhenEmpty: true) }
    cells.text(.name) { writer.text($0, isNullWhenEmpty: false) }
    cells.text(.category) { writer.text($0, isNullWhenEmpty: false) }
    cells.text(.unit) { writer.text($0, isNullWhenEmpty: false) }
    cells.text(.location) { writer.text($0, isNullWhenEmpty: false) }
    cells.text(.site) { writer.text($0, isNullWhenEmpty: false) }
    cells.text(.roomType) { writer.text($0, isNullWhenEmpty: true) }
    let balances = Balances(
      onHand: quantity(cells, .onHand), reserved: quantity(cells, .reserved), allocated: quantity(cells, .allocated),
      blocked: quantity(cells, .blocked), incoming: quantity(cells, .incoming))
    writer.quantity(balances.onHand)
    writer.quantity(balances.reserved)
    writer.quantity(balances.allocated)
    writer.quantity(balances.blocked)
    writer.quantity(balances.incoming)
    writer.quantity(balances.available)
    writer.quantity(balances.projected)
    let point = cells.number(.reorderPoint).map { Quantity(thousandths: $0) }
    writer.quantity(point)
    writer.text(StockState(balances, reorderPoint: point).rawValue)
    cells.text(.bin) { writer.text($0, isNullWhenEmpty: true) }
    writer.decimal(cells.number(.unitCost), places: 4, atLeast: 2)
    cells.text(.currency) { writer.text($0, isNullWhenEmpty: true) }
    writer.whole(cells.number(.version))
    writer.instant(cells.number(.lastMovementAt))
    return writer.endRow()
  }

  private static func quantity(_ cells: any StockCells, _ column: StockNumberColumn) -> Quantity {
    Quantity(thousandths: cells.number(column) ?? 0)
  }
}

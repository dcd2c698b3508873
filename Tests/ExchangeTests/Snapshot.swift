import Inventory
import InventoryTesting

/// The answers of ``Books``.
struct Snapshot: QuietAnswering {
  var state: Books.State

  func answer(_ question: ItemPage) throws(InventoryError) -> Page<Item> {
    let items = state.items.values.sorted { $0.code.description < $1.code.description }
      .filter { question.isActive == nil || $0.isActive == question.isActive }
    return page(items, question.start, question.limit)
  }

  func answer(_ question: LocationList) throws(InventoryError) -> Page<Location> {
    let locations = state.locations.values.sorted { $0.code < $1.code }
    guard case .only(let name) = question.scope else { return page(locations, question.start, question.limit) }
    return Page(rows: state.locations(name), next: nil, previous: nil)
  }

  func answer(_ question: StocktakeCard) throws(InventoryError) -> StocktakeCard.Card {
    guard state.counts[question.stocktake] != nil else { throw .noSuchStocktake(question.stocktake) }
    return StocktakeCard.Card(
      stocktake: state.stocktake(question.stocktake), lines: [:], parked: 0, scans: 0, accuracy: nil)
  }

  private func page<Row>(_ rows: [Row], _ start: PageStart, _ limit: Int) -> Page<Row> {
    var first = 0
    if case .after(let cursor) = start { first = Int(cursor.text) ?? 0 }
    let end = min(first + limit, rows.count)
    return Page(rows: Array(rows[first..<end]), next: end < rows.count ? Cursor(text: "\(end)") : nil, previous: nil)
  }

  func answer(_ question: EachStockRow) throws(InventoryError) -> Int {
    let rows = state.records.values.sorted { ($0.code.description, $0.place) < ($1.code.description, $1.place) }
      .filter { row in
        (question.filter.location == nil || row.locationCode == question.filter.location
          || row.siteCode == question.filter.location)
          && (question.filter.status.map { !$0.of(row.balances).isZero } ?? true)
      }
    for row in rows { guard question.each(Cells(row: row)) else { break } }
    return rows.count
  }

  func answer(_ question: EachLedgerEntry) throws(InventoryError) -> Int {
    for entry in state.entries { guard question.each(entry) else { break } }
    return state.entries.count
  }

  func answer(_ question: ItemStock) throws(InventoryError) -> ItemStock.Card {
    guard let item = state.item(question.item) else { throw .noSuchItem(question.item) }
    let places = state.records.values.filter { $0.item == item.id }
      .filter { question.location == nil || $0.locationCode == question.location }
    let lots = state.lots.filter { $0.key.record.item == item.id && !$0.value.isZero }.map { key, quantity in
      LotBalance(
        lot: state.lotDays["\(item.code)|\(key.lot)"] ?? Lot(code: key.lot), location: key.record.location,
        place: state.locations[key.record.location]?.path ?? "", onHand: quantity, blocked: .zero)
    }.sorted { $0.lot.code < $1.lot.code }
    let serials: [ItemStock.Serial] = state.serials.compactMap { name, place in
      let parts = name.split(separator: "|").map(String.init)
      guard parts[0] == item.code.description, let place, let location = state.locations[place] else { return nil }
      return ItemStock.Serial(serial: parts[1], place: location.path)
    }.sorted { $0.serial < $1.serial }
    return ItemStock.Card(item: item, total: .zero, places: places, lots: lots, serials: serials)
  }

  func answer(_ question: LookUp) throws(InventoryError) -> [LookUp.Hit] {
    state.item(question.code).map { [.item($0, pack: Quantity(1))] } ?? []
  }

  func answer(_ question: ActKeys) throws(InventoryError) -> [String] {
    state.answers.keys.filter { $0.hasPrefix(question.prefix) }.sorted()
  }

  func answer(_ question: FindAct) throws(InventoryError) -> ActAnswer? { state.answers[question.key] }
}

private struct Cells: StockCells {
  var row: StockRow

  func text(_ column: StockTextColumn, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var text =
      switch column {
      case .sku: row.code.sku
      case .variant: row.code.variant
      case .name: row.name
      case .category: row.category
      case .unit: row.unit
      case .location: row.locationCode
      case .site: row.siteCode
      case .roomType: row.roomType
      case .bin: row.bin
      case .currency: row.currency
      }
    text.withUTF8(body)
  }

  func number(_ column: StockNumberColumn) -> Int64? {
    switch column {
    case .onHand: row.balances.onHand.thousandths
    case .reserved: row.balances.reserved.thousandths
    case .allocated: row.balances.allocated.thousandths
    case .blocked: row.balances.blocked.thousandths
    case .incoming: row.balances.incoming.thousandths
    case .reorderPoint: row.reorderPoint?.thousandths
    case .unitCost: row.cost?.tenThousandths
    case .version: row.version
    case .lastMovementAt: row.lastMovementAt?.milliseconds
    }
  }
}

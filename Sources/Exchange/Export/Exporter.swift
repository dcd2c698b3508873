import Inventory

/// Writes a list of the books as CSV, NDJSON or JSON.
public struct Exporter: Sendable {
  let service: any InventoryService
  let asker: Asker
  let kind: ExportKind
  let format: ExportFormat
  /// CSV only: texts that an office program would run as formulas stand behind an apostrophe.
  public var isSpreadsheetSafe = false

  public init(service: any InventoryService, for asker: Asker, kind: ExportKind, format: ExportFormat) {
    self.service = service
    self.asker = asker
    self.kind = kind
    self.format = format
  }

  /// Writes to a file, or where there is none to standard output, and answers how many rows there were. A file appears
  /// whole or not at all; an old one is replaced.
  /// - Parameter progress: told the bytes written so far, about every 64 KiB; answers false to give up, which leaves no file.
  public func run(
    to path: String? = nil, progress: @escaping (Int64) -> Bool = { _ in true }
  ) throws(ExchangeError) -> Int {
    let file = try OutputFile(path)
    var written: Int64 = 0
    var isGivenUp = false
    do throws(ExchangeError) {
      let rows = try run { bytes in
        written += Int64(bytes.count)
        isGivenUp = isGivenUp || !progress(written)
        return !isGivenUp && file.write(bytes)
      }
      if isGivenUp { throw .unanswered(.store(.interrupted)) }
      try file.finish()
      return rows
    } catch {
      file.discard()
      throw error
    }
  }

  /// Hands over the bytes in pieces of about 64 KiB, and answers how many rows there were. The closure returns false to
  /// stop.
  public func run(into sink: @escaping (UnsafeRawBufferPointer) -> Bool) throws(ExchangeError) -> Int {
    let writer = RowWriter(format, columns, into: ByteOutput(sink), isSpreadsheetSafe: isSpreadsheetSafe)
    writer.begin()
    do throws(InventoryError) {
      try write(writer)
    } catch {
      throw .unanswered(error)
    }
    writer.end()
    return writer.rows
  }

  private var columns: [String] {
    switch kind {
    case .stock: StockExport.columns
    case .stockByLot: LotExport.columns
    case .items: ItemExport.columns
    case .locations: LocationExport.columns
    case .movements: MovementExport.columns(format)
    case .counts: CountExport.columns
    case .lots: LotListExport.columns
    case .serials: SerialExport.columns
    case .transfers: TransferExport.columns
    case .reservations: ReservationExport.columns
    case .rules: RuleExport.columns
    case .snapshot: SnapshotExport.columns
    case .orders: OrderExport.columns
    case .audit: AuditExport.columns
    }
  }

  private func write(_ writer: RowWriter) throws(InventoryError) {
    switch kind {
    case .stock(let filter): _ = try service.ask(EachStockRow(filter) { StockExport.write($0, writer) }, for: asker)
    case .stockByLot(let filter): try writeByLot(filter, writer)
    case .items(let text, let category, let isActive):
      let first = ItemPage(text: text, category: category, isActive: isActive, limit: Pages.size)
      try Pages.each(first, service, for: asker) { ItemExport.write($0, writer) }
    case .locations(let scope): try writeLocations(scope, writer)
    case .movements(let filter):
      let format = format
      _ = try service.ask(EachLedgerEntry(filter) { MovementExport.write($0, format, writer) }, for: asker)
    case .counts(let stocktake):
      _ = try service.ask(EachCount(stocktake) { CountExport.write($0, writer) }, for: asker)
    case .lots(let filter): try LotListExport.write(filter, service, for: asker, writer)
    case .serials(let filter): try SerialExport.write(filter, service, for: asker, writer)
    case .reservations(let filter): try ReservationExport.write(filter, service, for: asker, writer)
    case .transfers(let filter):
      _ = try service.ask(EachTransferLine(filter) { TransferExport.write($0, $1, writer) }, for: asker)
    case .snapshot(let question): try SnapshotExport.write(question, service, for: asker, writer)
    case .rules(let question): try RuleExport.write(question, service, for: asker, writer)
    case .orders(let filter): try OrderExport.write(filter, service, for: asker, writer)
    case .audit(let filter): _ = try service.ask(EachAuditEvent(filter) { AuditExport.write($0, writer) }, for: asker)
    }
  }

  private func writeLocations(_ scope: LocationList.Scope, _ writer: RowWriter) throws(InventoryError) {
    var locations: [Location] = []
    try Pages.each(LocationList(scope, limit: Pages.size), service, for: asker) {
      locations.append($0)
      return true
    }
    let depths = PlaceDepths(locations)
    for location in locations.enumerated().sorted(by: {
      (depths[$0.element], $0.offset) < (depths[$1.element], $1.offset)
    }) {
      guard LocationExport.write(location.element, writer) else { return }
    }
  }

  private func writeByLot(_ filter: StockFilter, _ writer: RowWriter) throws(InventoryError) {
    var tracked: [ItemCode] = []
    try Pages.each(
      ItemPage(category: filter.category, isActive: filter.itemIsActive, limit: Pages.size), service, for: asker
    ) {
      if $0.tracking != .none { tracked.append($0.code) }
      return true
    }
    let byLot = Set(tracked)
    // Those kept by lot or serial come after the others, each read on its own.
    let found = FoundRecords()
    _ = try service.ask(
      EachStockRow(filter) { cells in
        let code = cells.code
        guard byLot.contains(code) else { return LotExport.write(cells, writer) }
        found.add(cells, code)
        return true
      }, for: asker)
    for code in tracked {
      guard let records = found.records[code] else { continue }
      let card = try service.ask(ItemStock(code.description), for: asker)
      for record in records {
        guard write(record, card, writer) else { return }
      }
    }
  }

  /// False when nobody listens any more.
  private func write(_ record: LotExport.Row, _ card: ItemStock.Card, _ writer: RowWriter) -> Bool {
    guard let place = card.places.first(where: { $0.locationCode == record.location }) else { return true }
    var rows: [LotExport.Row] = []
    for balance in card.lots where balance.location == place.location {
      var row = record
      row.onHand = balance.onHand
      row.lot = balance.lot
      rows.append(row)
    }
    for serial in card.serials where serial.place == place.place {
      var row = record
      row.onHand = Quantity(1)
      row.serial = serial.serial
      rows.append(row)
    }
    if rows.isEmpty { rows = [record] }
    for index in rows.indices {
      // What is noted of the record belongs to it once.
      if index > 0 {
        rows[index].reorderPoint = nil
        rows[index].bin = nil
      }
      guard LotExport.write(rows[index], writer) else { return false }
    }
    return true
  }
}

/// Filled by the closure of a question on the asking thread while it waits.
private final class FoundRecords: @unchecked Sendable {
  private(set) var records: [ItemCode: [LotExport.Row]] = [:]

  func add(_ cells: any StockCells, _ code: ItemCode) {
    let bin = cells.string(.bin)
    records[code, default: []].append(
      LotExport.Row(
        code: code, location: cells.string(.location),
        reorderPoint: cells.number(.reorderPoint).map { Quantity(thousandths: $0) }, bin: bin.isEmpty ? nil : bin))
  }
}

extension StockCells {
  func string(_ column: StockTextColumn) -> String {
    var string = ""
    text(column) { string = String(decoding: $0, as: UTF8.self) }
    return string
  }

  var code: ItemCode { ItemCode(sku: string(.sku), variant: string(.variant)) }
}

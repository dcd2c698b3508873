import Inventory

enum ItemExport {
  static let columns = [
    "sku", "variant", "name", "category", "unit", "track", "active", "unit_cost", "unit_price", "currency", "barcodes",
    "packs", "version",
  ]

  static func write(_ item: Item, _ writer: RowWriter) -> Bool {
    let fields = item.fields
    writer.text(item.code.sku)
    writer.text(item.code.variant.isEmpty ? nil : item.code.variant)
    writer.text(item.name)
    writer.text(item.category)
    writer.text(item.unit.name)
    writer.text(item.tracking.rawValue)
    writer.flag(item.isActive)
    writer.cost(item.cost)
    writer.cost(item.price)
    writer.text(item.currency.isEmpty ? nil : item.currency)
    writer.value(fields["barcodes"] ?? .null, plain: ListText.barcodes(item.barcodes))
    writer.value(fields["packs"] ?? .null, plain: ListText.packs(item.packs))
    writer.whole(item.version)
    return writer.endRow()
  }
}

enum LocationExport {
  static let columns = [
    "location", "name", "kind", "parent", "site", "room_type", "coordinates", "structural", "active", "version",
  ]

  static func write(_ location: Location, _ writer: RowWriter) -> Bool {
    writer.text(location.code)
    writer.text(location.name)
    writer.text(location.kind.rawValue)
    writer.text(location.parentCode)
    writer.text(location.kind == .site ? location.code : location.siteCode)
    writer.text(location.roomType.isEmpty ? nil : location.roomType)
    writer.text(location.coordinates?.description)
    writer.flag(location.isStructural)
    writer.flag(location.isActive)
    writer.whole(location.version)
    return writer.endRow()
  }
}

enum MovementExport {
  /// Those of a ledger entry, and `quantity`, which an import of movements reads. CSV has no `before` and `after`.
  static func columns(_ format: ExportFormat) -> [String] {
    [
      "id", "key", "kind", "sku", "variant", "location", "quantity", "lot", "serials", "on_hand", "reserved",
      "allocated", "blocked", "incoming",
    ] + (format == .csv ? [] : ["before", "after"]) + [
      "reason", "reference", "note", "metadata", "unit_cost", "actor", "terminal", "occurred_at", "recorded_at",
      "reverses", "reversed_by",
    ]
  }

  static func write(_ entry: LedgerEntry, _ format: ExportFormat, _ writer: RowWriter) -> Bool {
    writer.text(String(entry.id))
    writer.text(entry.key)
    writer.text(entry.kind.name)
    writer.text(entry.code.sku)
    writer.text(entry.code.variant.isEmpty ? nil : entry.code.variant)
    writer.text(entry.place)
    writer.quantity(amount(entry))
    writer.text(entry.lot)
    writer.value(.list(entry.serials.map { .text($0) }), plain: ListText.join(entry.serials))
    for quantity in entry.change.all { writer.quantity(quantity) }
    if format != .csv {
      writer.value(.fields((entry.after + -entry.change).fields), plain: "")
      writer.value(.fields(entry.after.fields), plain: "")
    }
    writer.text(entry.reason)
    writer.text(entry.reference)
    writer.text(entry.note)
    let metadata = entry.metadata.fields
    var json = ""
    if !entry.metadata.isEmpty { metadata.write(to: &json) }
    writer.value(metadata, plain: json)
    writer.cost(entry.cost)
    writer.text(entry.actor)
    writer.text(entry.terminal)
    writer.instant(entry.occurredAt.milliseconds)
    writer.instant(entry.recordedAt.milliseconds)
    writer.text(entry.reverses.map { String($0) })
    writer.text(entry.reversedBy.map { String($0) })
    return writer.endRow()
  }

  /// As the line of a movement names it: above zero, except for an adjustment and for what takes another entry back.
  static func amount(_ entry: LedgerEntry) -> Quantity {
    switch entry.kind {
    case .opening, .receipt, .return, .transferIn, .adjustment, .count, .countRestate: entry.change.onHand
    case .issue, .scrap, .damage, .theft, .transferOut, .consume: -entry.change.onHand
    case .reserve: entry.change.reserved + entry.change.allocated
    case .release, .expire, .cut: -(entry.change.reserved + entry.change.allocated)
    case .confirm: entry.change.allocated
    case .expected: entry.change.incoming
    case .quarantine: entry.change.blocked
    case .quarantineRelease: -entry.change.blocked
    case .lotSplit: entry.change.onHand
    }
  }
}

/// One lot or serial number at one place, or a record of goods kept without: what `import stock` reads.
enum LotExport {
  static let columns = [
    "sku", "variant", "location", "on_hand", "lot", "made", "expires", "serial", "reorder_point", "bin",
  ]

  struct Row {
    var code: ItemCode
    var location: String
    var onHand: Quantity?
    var lot: Lot?
    var serial: String?
    var reorderPoint: Quantity?
    var bin: String?
  }

  static func write(_ row: Row, _ writer: RowWriter) -> Bool {
    writer.text(row.code.sku)
    writer.text(row.code.variant.isEmpty ? nil : row.code.variant)
    writer.text(row.location)
    writer.quantity(row.onHand)
    writer.text(row.lot?.code)
    writer.day(row.lot?.made)
    writer.day(row.lot?.expires)
    writer.text(row.serial)
    writer.quantity(row.reorderPoint)
    writer.text(row.bin)
    return writer.endRow()
  }

  static func write(_ cells: any StockCells, _ writer: RowWriter) -> Bool {
    cells.text(.sku) { writer.text($0, isNullWhenEmpty: false) }
    cells.text(.variant) { writer.text($0, isNullWhenEmpty: true) }
    cells.text(.location) { writer.text($0, isNullWhenEmpty: false) }
    writer.decimal(cells.number(.onHand))
    for _ in 0..<4 { writer.null() }
    writer.decimal(cells.number(.reorderPoint))
    cells.text(.bin) { writer.text($0, isNullWhenEmpty: true) }
    return writer.endRow()
  }
}

/// What was found of a line: what `stocktake load` reads.
enum CountExport {
  static let columns = [
    "sku", "variant", "location", "counted", "lot", "made", "expires", "serial", "damaged", "occurred_at",
  ]

  static func write(_ goods: CountedGoods, _ writer: RowWriter) -> Bool {
    writer.text(goods.code.sku)
    writer.text(goods.code.variant.isEmpty ? nil : goods.code.variant)
    writer.text(goods.place)
    writer.quantity(goods.counted)
    writer.text(goods.lot?.code)
    writer.day(goods.lot?.made)
    writer.day(goods.lot?.expires)
    writer.text(goods.serial)
    writer.flag(goods.isDamaged)
    writer.instant(goods.occurredAt.milliseconds)
    return writer.endRow()
  }
}

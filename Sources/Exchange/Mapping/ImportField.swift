/// A field that rows can have, by the name scripts use.
enum ImportField: Int, CaseIterable, Hashable {
  case sku, variant, name, category, unit, track, active, retired, cost, price, currency, barcode, pack, location, kind
  case parent, roomType, coordinates, structural, onHand, quantity, to, lot, made, expires, serial, bin, reason
  case reference, note, metadata, reorderPoint, occurredAt, stocktake, damaged, recordedAt
  case good, over, damagedSerial
  case number, vendor, expectedOn

  var label: String { ImportField.labels[rawValue] }

  private static let labels = [
    "sku", "variant", "name", "category", "unit", "track", "active", "retired", "cost", "price", "currency", "barcode",
    "pack", "location", "kind", "parent", "room_type", "coordinates", "structural", "on_hand", "quantity", "to", "lot",
    "made", "expires", "serial", "bin", "reason", "reference", "note", "metadata", "reorder_point", "occurred_at",
    "stocktake", "damaged", "recorded_at",
    "good", "over", "damaged_serial",
    "number", "vendor", "on",
  ]

  /// A field of movements that begins so is one of the entry's own: `meta_order` is `order`.
  static let metaPrefix = "meta_"

  /// Other names that a column or an option may call it by.
  func synonyms(_ kind: ImportKind) -> [String] {
    switch self {
    case .sku: ["item", "product_code"]
    case .unit: ["unit_of_measure", "uom"]
    case .track: ["tracking"]
    case .retired: ["discontinued"]
    case .cost: ["unit_cost"]
    case .price: ["unit_price"]
    case .barcode: ["barcodes", "ean", "upc", "gtin"]
    case .pack: ["packs"]
    case .location: location(kind)
    case .parent: ["in"]
    case .onHand: ["quantity", "qty"]
    case .quantity where kind == .orders: ["qty", "ordered", "order_qty"]
    case .quantity: kind == .counts ? ["counted", "qty", "count"] : ["qty"]
    case .lot: ["lot_number", "lot_id", "batch"]
    case .expires: ["expiry", "expiry_date", "expiration_date"]
    case .serial: ["serials", "serial_number"]
    case .note: ["notes"]
    case .good: ["received", "quantity", "qty"]
    case .damagedSerial: ["damaged_serials"]
    case .occurredAt: kind == .counts ? ["counted_at"] : []
    case .to: kind == .orders ? ["destination", "location"] : []
    case .number: ["order", "order_number", "po_number"]
    case .expectedOn: ["expected_on", "due", "due_date"]
    default: []
    }
  }

  private func location(_ kind: ImportKind) -> [String] {
    switch kind {
    case .locations: ["code", "location_code"]
    case .counts: ["location_code", "place", "bin"]
    default: ["location_code", "place", "from"]
    }
  }

  static func all(_ kind: ImportKind) -> [ImportField] {
    switch kind {
    case .items:
      [
        .sku, .variant, .name, .category, .unit, .track, .active, .retired, .cost, .price, .currency, .barcode, .pack,
      ]
    case .locations:
      [.location, .name, .kind, .parent, .roomType, .coordinates, .structural, .active, .retired]
    case .stock:
      [
        .sku, .variant, .location, .onHand, .lot, .made, .expires, .serial, .reorderPoint, .bin, .cost, .reason,
        .reference, .occurredAt,
      ]
    case .movements:
      [
        .kind, .sku, .variant, .location, .to, .quantity, .lot, .made, .expires, .serial, .reason, .reference, .note,
        .cost, .occurredAt, .recordedAt, .metadata,
      ]
    case .counts:
      [
        .stocktake, .sku, .variant, .location, .quantity, .lot, .made, .expires, .serial, .damaged, .note, .occurredAt,
      ]
    case .transferLines: [.sku, .variant, .quantity, .lot, .serial]
    case .receiptLines:
      [.sku, .variant, .good, .damaged, .over, .lot, .made, .expires, .serial, .damagedSerial]
    case .orders:
      [.number, .vendor, .currency, .to, .sku, .variant, .quantity, .price, .expectedOn, .reference]
    case .invoiceLines: [.sku, .variant, .quantity, .price]
    }
  }

  /// What a file must have: of each list, one.
  static func required(_ kind: ImportKind) -> [[ImportField]] {
    switch kind {
    case .items: [[.sku]]
    case .locations: [[.location]]
    case .stock: [[.sku], [.location], [.onHand, .reorderPoint, .bin]]
    case .movements: [[.kind], [.sku], [.location], [.quantity]]
    case .counts: [[.stocktake], [.sku], [.quantity]]
    case .transferLines: [[.sku], [.quantity]]
    case .receiptLines: [[.sku], [.good]]
    case .orders: [[.number], [.vendor], [.to], [.sku], [.quantity], [.price]]
    case .invoiceLines: [[.sku], [.quantity], [.price]]
    }
  }

  /// The field that an option or a column names; nil when there is none.
  static func named(_ text: String, _ kind: ImportKind) -> ImportField? {
    let plain = normalised(text)
    let fields = all(kind)
    return fields.first { normalised($0.label) == plain }
      ?? fields.first { $0.synonyms(kind).contains { normalised($0) == plain } }
  }

  /// Without blanks, underscores and hyphens, in lower case: `Lot number` is `lot_number`.
  static func normalised(_ text: String) -> String {
    text.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" }
  }
}

extension ImportKind {
  /// The names of its fields, for whoever asks what can be mapped.
  public var fieldNames: [String] {
    ImportField.all(self).map(\.label) + (self == .movements ? [ImportField.metaPrefix + "…"] : [])
  }
}

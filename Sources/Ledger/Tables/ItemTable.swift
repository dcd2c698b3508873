import Inventory
import Storage

/// Items with their barcodes and packs, as rows.
enum ItemTable {
  static let columns = """
    i.id, i.sku, i.variant, i.name, i.category, i.unit, i.tracking, i.active, i.cost, i.price, i.currency, i.version,
    (SELECT group_concat(code || char(30) || pack, char(31)) FROM barcode WHERE item = i.id),
    (SELECT group_concat(name || char(30) || factor, char(31)) FROM pack WHERE item = i.id)
    """

  static func item(_ row: any Row, from column: Int = 0) -> Item {
    Item(
      id: ItemID(row.integer(column)),
      code: ItemCode(sku: row.text(column + 1), variant: row.text(column + 2)), name: row.text(column + 3),
      category: row.text(column + 4), unit: UnitOfMeasure(row.text(column + 5)),
      tracking: Tracking(rawValue: row.text(column + 6)) ?? .none, isActive: row.flag(column + 7),
      cost: row.costOrNil(column + 8), price: row.costOrNil(column + 9), currency: row.text(column + 10),
      barcodes: pairs(row, column + 12).map { Barcode($0, pack: $1) },
      packs: pairs(row, column + 13).map { Pack($0, $1) }, version: row.integer(column + 11))
  }

  private static func pairs(_ row: any Row, _ column: Int) -> [(String, Quantity)] {
    guard !row.isNull(column) else { return [] }
    return row.text(column).split(separator: "\u{1F}").compactMap { pair in
      let parts = pair.split(separator: "\u{1E}")
      guard parts.count == 2, let thousandths = Int64(parts[1]) else { return nil }
      return (String(parts[0]), Quantity(thousandths: thousandths))
    }
  }

  /// By SKU and variant, with the units one scan of it stands for.
  static func byCode(_ name: String) -> Statement {
    let code = split(name)
    return Statement(
      "SELECT \(columns), 1000 FROM item i WHERE sku = ?1 AND variant = ?2", [.text(code.sku), .text(code.variant)])
  }

  /// By barcode, with the units one scan of it stands for.
  static func byBarcode(_ code: String) -> Statement {
    Statement("SELECT \(columns), b.pack FROM barcode b JOIN item i ON i.id = b.item WHERE b.code = ?1", [.text(code)])
  }

  /// By any of several barcodes, with the units one scan stands for and the barcode it was.
  static func byBarcodes(_ codes: [String]) -> Statement {
    let marks = codes.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    return Statement(
      "SELECT \(columns), b.pack, b.code FROM barcode b JOIN item i ON i.id = b.item WHERE b.code IN (\(marks))",
      codes.map { .text($0) })
  }

  /// `SKU/VARIANT` at the last slash.
  static func split(_ name: String) -> ItemCode {
    guard let slash = name.lastIndex(of: "/") else { return ItemCode(sku: name) }
    return ItemCode(sku: String(name[..<slash]), variant: String(name[name.index(after: slash)...]))
  }

  static func add(_ item: Item) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO item(sku, variant, name, category, unit, tracking, active, cost, price, currency, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)
        """, [.text(item.code.sku), .text(item.code.variant)] + described(item))
    ] + belongings(item)
  }

  static func set(_ item: Item, from version: Int64) -> [Statement] {
    [
      Statement(
        """
        UPDATE item SET name = ?1, category = ?2, unit = ?3, tracking = ?4, active = ?5, cost = ?6, price = ?7,
          currency = ?8, version = version + 1
        WHERE id = ?9 AND version = ?10
        """, described(item) + [.id(item.id), .integer(version)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
      Statement("DELETE FROM barcode WHERE item = ?1", [.id(item.id)]),
      Statement("DELETE FROM pack WHERE item = ?1", [.id(item.id)]),
    ] + belongings(item)
  }

  private static func described(_ item: Item) -> [Value] {
    [
      .text(item.name), .text(item.category), .text(item.unit.name), .text(item.tracking.rawValue),
      .flag(item.isActive), .cost(ifAny: item.cost), .cost(ifAny: item.price), .text(item.currency),
    ]
  }

  private static func belongings(_ item: Item) -> [Statement] {
    let code: [Value] = [.text(item.code.sku), .text(item.code.variant)]
    var statements: [Statement] = []
    if !item.barcodes.isEmpty {
      statements.append(
        Statement(
          "INSERT INTO barcode(item, code, pack) SELECT id, ?3, ?4 FROM item WHERE sku = ?1 AND variant = ?2",
          rows: item.barcodes.count, item.barcodes.flatMap { code + [.text($0.code), .quantity($0.pack)] }))
    }
    if !item.packs.isEmpty {
      statements.append(
        Statement(
          "INSERT INTO pack(item, name, factor) SELECT id, ?3, ?4 FROM item WHERE sku = ?1 AND variant = ?2",
          rows: item.packs.count, item.packs.flatMap { code + [.text($0.name), .quantity($0.factor)] }))
    }
    return statements
  }
}

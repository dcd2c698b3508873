import Storage

/// A table of the far books of which the pocket holds rows.
struct PocketTable {
  let name: String
  /// The columns that say where a page ends.
  let key: [String]
  /// Which rows, as SQL; `?` followed by 9 is the last item that is held.
  let filter: String
  /// Columns that stay behind.
  let withheld: Set<String>

  init(_ name: String, _ key: [String], where filter: String = "1", without withheld: Set<String> = []) {
    self.name = name
    self.key = key
    self.filter = filter
    self.withheld = withheld
  }

  /// What the house is made of: it changes seldom, and `version` tells.
  static let catalogue = [
    PocketTable("setting", ["name"]),
    PocketTable("operator", ["id"]),
    PocketTable("location", ["id"]),
    PocketTable("item", ["id"], where: "id <= ?9"),
    PocketTable("barcode", ["code"], where: "item <= ?9"),
    PocketTable("pack", ["item", "name"], where: "item <= ?9"),
    // The newest: of a house that keeps lots for many years the old ones are not met any more.
    PocketTable("lot", ["id"], where: "item <= ?9 AND id > (SELECT max(id) FROM lot) - 100000"),
  ]

  private static let counts = "stocktake IN (SELECT id FROM stocktake WHERE status NOT IN ('applied', 'cancelled'))"
  private static let transfers = "IN (SELECT id FROM transfer WHERE status IN ('requested', 'in_transit'))"
  private static let orders = "IN (SELECT id FROM purchase_order WHERE status = 'sent')"
  private static let waiting =
    "status IN ('expected', 'pending') AND (purchase_order IS NULL OR purchase_order \(orders))"
  private static let receipts = "IN (SELECT id FROM receipt WHERE \(waiting))"

  /// What people count and receive just now. Of a count only what was counted: a blind count stays blind, so no line that
  /// nobody counted, and of no line what was expected.
  static let papers = [
    PocketTable("stocktake", ["id"], where: "status NOT IN ('applied', 'cancelled')"),
    PocketTable("count_lease", ["stocktake", "location", "actor"], where: counts),
    PocketTable("count_bin", ["stocktake", "location"], where: counts),
    PocketTable(
      "count_line", ["stocktake", "number"], where: "\(counts) AND counted IS NOT NULL AND item <= ?9",
      without: [
        "expected", "variance", "worth", "weight", "within", "missing", "found", "misplaced", "pick", "reason",
        "refusal",
      ]),
    PocketTable("transfer", ["id"], where: "status IN ('requested', 'in_transit')"),
    PocketTable("transfer_line", ["transfer", "number"], where: "transfer \(transfers) AND item <= ?9"),
    PocketTable("transfer_serial", ["transfer", "item", "serial"], where: "transfer \(transfers) AND item <= ?9"),
    PocketTable("receive_event", ["id"], where: "transfer \(transfers) AND ifnull(item, 0) <= ?9"),
    PocketTable(
      "act", ["id"], where: "id IN (SELECT act FROM receive_event WHERE transfer \(transfers))",
      without: ["before", "after"]),
    PocketTable("discrepancy", ["id"], where: "transfer \(transfers)"),
    PocketTable("purchase_order", ["id"], where: "status = 'sent'"),
    PocketTable("order_line", ["purchase_order", "number"], where: "purchase_order \(orders) AND item <= ?9"),
    PocketTable("receipt", ["id"], where: waiting),
    PocketTable("receipt_line", ["receipt", "number"], where: "receipt \(receipts) AND item <= ?9"),
    PocketTable("receipt_serial", ["receipt", "line", "serial"], where: "receipt \(receipts)"),
  ]

  /// A page of rows, after the one whose key ended the page before.
  func page(_ columns: [String], after last: [Value], most item: Int64, limit: Int) -> Statement {
    let shown = columns.map { withheld.contains($0) ? "NULL" : $0 }.joined(separator: ", ")
    let keys = key.joined(separator: ", ")
    let places = key.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    var bindings = last.isEmpty ? key.map { _ in Value.null } : last
    while bindings.count < 8 { bindings.append(.null) }
    bindings.append(.integer(item))
    return Statement(
      """
      SELECT \(shown), \(keys) FROM \(name) WHERE (\(filter)) AND ?9 IS NOT NULL
      \(last.isEmpty ? "" : "AND (\(keys)) > (\(places))") ORDER BY \(keys) LIMIT \(limit)
      """, bindings)
  }

  /// The rows in the place of those that were held.
  func replacement(_ columns: [String], _ rows: [Value]) -> [Statement] {
    let places = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    let insertion = "INSERT INTO \(name)(\(columns.joined(separator: ", "))) VALUES (\(places))"
    return [Statement("DELETE FROM \(name)")]
      + (rows.isEmpty ? [] : [Statement(insertion, rows: rows.count / columns.count, rows)])
  }
}

import Inventory
import Storage

extension Answers {
  /// The lots that sites have, by item and lot: each is folded as if it were an item of its own, so that the first that came
  /// is the first that went, and a lot that comes from another site is as old as it was there.
  func answer(_ question: LotAgeingReport) throws(InventoryError) -> Page<LotAgeingReport.Row> {
    if try isBlind { throw .withheld("what stock is worth") }
    let method = try ValueFinder(reader: reader).method()
    let list = try LotList(question.scope, reader)
    return try filled(question.scope.start, question.scope.limit, list.page) { rows throws(InventoryError) in
      let folds = try ValueFinder(reader: reader).folds(ofLots: Set(rows.map(\.lot.id.number)), until: question.asOf)
      return rows.compactMap { row in
        guard let holding = folds[row.lot.id.number]?.valuation.sites[row.item.site], !holding.layers.isEmpty else {
          return nil
        }
        return LotAgeingReport.Row(
          lot: row.lot,
          ageing: AgeingReport.Row(
            item: row.item, buckets: question.buckets,
            age: StockAge(of: holding.layers, in: question.buckets, asOf: question.asOf),
            stock: SiteValue(holding, by: method).stock))
      }
    }
  }
}

/// Lots by the sites they are or were in, in the order of their SKUs and codes.
private struct LotList {
  struct Listed: Hashable, Sendable {
    var item: ValuedItem
    var lot: Lot
  }

  private var keySet = KeySet(
    columns: "\(LotTable.columns), i.id, i.sku, i.variant, i.name, i.unit, i.currency, s.id, s.code",
    from: "item i CROSS JOIN lot t ON t.item = i.id CROSS JOIN location s ON s.parent IS NULL",
    keys: ["i.sku", "i.variant", "t.code", "s.code"])
  private let reader: Reader

  init(_ scope: ValueScope, _ reader: Reader) throws(InventoryError) {
    self.reader = reader
    try scope.requireItem(&keySet, reader)
    if let site = try scope.foundSite(reader) { keySet.require("s.id = ?1", [.id(site)]) }
    keySet.require(
      """
      EXISTS (SELECT 1 FROM lot_stock k CROSS JOIN location l ON l.id = k.location WHERE k.lot = t.id AND l.site = s.id)
      """)
  }

  private static func row(_ row: any Row) -> Listed {
    let first = LotTable.columnCount
    return Listed(
      item: ValuedItem(
        item: ItemID(row.integer(first)), code: ItemCode(sku: row.text(first + 1), variant: row.text(first + 2)),
        name: row.text(first + 3), unit: row.text(first + 4), currency: row.text(first + 5),
        site: LocationID(row.integer(first + 6)), siteCode: row.text(first + 7)), lot: LotTable.versioned(row))
  }

  func page(_ start: PageStart, limit: Int) throws(InventoryError) -> Page<Listed> {
    try reader.page(
      [keySet], start, limit: limit, LotList.row,
      key: { [$1.item.code.sku, $1.item.code.variant, $1.lot.code, $1.item.siteCode] },
      place: { $1.count == 4 ? $1.map { .text($0) } : nil })
  }
}

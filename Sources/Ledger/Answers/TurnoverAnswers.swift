import Inventory
import Storage

extension Answers {
  func answer(_ question: TurnoverReport) throws(InventoryError) -> Page<TurnoverReport.Row> {
    if try isBlind { throw .withheld("what stock is worth") }
    let finder = try TurnoverFinder(reader, question.period, site: question.scope.foundSite(reader))
    let list = try TurnoverList(question.scope, finder.site, reader)
    return try filled(question.scope.start, question.scope.limit, list.page) { rows throws(InventoryError) in
      let folds = try finder.folds(of: rows.map(\.item))
      return rows.compactMap { row in
        guard let fold = folds[row.item] else { return nil }
        let sums = fold.ended
        if sums.isNothing { return nil }
        return TurnoverReport.Row(
          item: row.item, code: row.code, name: row.name, unit: row.unit, currency: row.currency, used: fold.used,
          turnover: sums.turnover)
      }
    }
  }

  func answer(_ question: TurnoverTotals) throws(InventoryError) -> [TurnoverTotals.Row] {
    if try isBlind { throw .withheld("what stock is worth") }
    let scope = ValueScope(site: question.site)
    let finder = try TurnoverFinder(reader, question.period, site: scope.foundSite(reader))
    var sums: [String: (items: Int, sums: TurnoverSums)] = [:]
    var last: Int64 = 0
    while true {
      let items = try reader.all(
        Statement("SELECT id, currency FROM item WHERE id > ?1 ORDER BY id LIMIT 5000", [.integer(last)])
      ) { (item: ItemID($0.integer(0)), currency: $0.text(1)) }
      guard let end = items.last else { break }
      last = end.item.number
      let folds = try finder.folds(of: items.map(\.item))
      for (item, currency) in items {
        guard let ended = folds[item]?.ended, !ended.isNothing else { continue }
        sums[currency, default: (0, TurnoverSums(question.period))].items += 1
        sums[currency]?.sums += ended
      }
    }
    return sums.sorted { $0.key < $1.key }.map { currency, found in
      TurnoverTotals.Row(currency: currency, items: found.items, turnover: found.sums.turnover)
    }
  }
}

/// Folds entries into turnovers.
private struct TurnoverFinder {
  let period: ReportPeriod
  let site: LocationID?
  private let values: ValueFinder
  private let method: ValuationMethod

  init(_ reader: Reader, _ period: ReportPeriod, site: LocationID?) throws(InventoryError) {
    self.period = period
    self.site = site
    values = ValueFinder(reader: reader)
    method = try values.method()
  }

  func folds(of items: [ItemID]) throws(InventoryError) -> [ItemID: TurnoverFold] {
    try values.folds(of: items, .watched(since: period.from)) { TurnoverFold($0, in: period, by: method, at: site) }
  }
}

/// Items that are or were in stock, in the order of their SKUs.
private struct TurnoverList {
  struct Listed: Hashable, Sendable {
    var item: ItemID
    var code: ItemCode
    var name: String
    var unit: String
    var currency: String
  }

  private var keySet = KeySet(
    columns: "i.id, i.sku, i.variant, i.name, i.unit, i.currency", from: "item i", keys: ["i.sku", "i.variant"])
  private let reader: Reader

  init(_ scope: ValueScope, _ site: LocationID?, _ reader: Reader) throws(InventoryError) {
    self.reader = reader
    try scope.requireItem(&keySet, reader)
    if let site {
      keySet.require(
        """
        EXISTS (SELECT 1 FROM stock_record r CROSS JOIN location l ON l.id = r.location
          WHERE r.item = i.id AND l.site = ?1)
        """, [.id(site)])
    } else {
      keySet.require("EXISTS (SELECT 1 FROM stock_record r WHERE r.item = i.id)")
    }
  }

  func page(_ start: PageStart, limit: Int) throws(InventoryError) -> Page<Listed> {
    try reader.page(
      [keySet], start, limit: limit,
      { row in
        Listed(
          item: ItemID(row.integer(0)), code: ItemCode(sku: row.text(1), variant: row.text(2)), name: row.text(3),
          unit: row.text(4), currency: row.text(5))
      }, key: { [$1.code.sku, $1.code.variant] }, place: { $1.count == 2 ? $1.map { .text($0) } : nil })
  }
}

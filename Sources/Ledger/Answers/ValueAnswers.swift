import Inventory
import Storage

extension Answers {
  func answer(_ question: AgeingReport) throws(InventoryError) -> Page<AgeingReport.Row> {
    let method = try ValueFinder(reader: reader).method()
    return try valued(question.scope, asOf: question.asOf) { item, holding in
      let layers = holding.layers
      let stock = SiteValue(holding, by: method).stock
      guard !layers.isEmpty else { return nil }
      return AgeingReport.Row(
        item: item, buckets: question.buckets,
        age: StockAge(of: layers, in: question.buckets, asOf: question.asOf), stock: stock)
    }
  }

  func answer(_ question: ValuePage) throws(InventoryError) -> Page<ValuePage.Row> {
    let method = try ValueFinder(reader: reader).method()
    return try valued(question.scope) { item, holding in
      holding.isNothing ? nil : ValuePage.Row(item: item, value: SiteValue(holding, by: method))
    }
  }

  func answer(_ question: ItemValue) throws(InventoryError) -> ItemValue.Card {
    if try isBlind { throw .withheld("what stock is worth") }
    guard let item = try reader.item(question.item) else { throw .noSuchItem(question.item) }
    let finder = ValueFinder(reader: reader)
    let valuation = try finder.folds(of: [item.id])[item.id]?.valuation ?? .nothing
    let method = try finder.method()
    let pairs = try reader.all(
      Statement(
        "SELECT \(ValueList.columns) FROM \(ValueList.from) WHERE i.id = ?1 AND \(ValueList.isKnown) ORDER BY s.code",
        [.id(item.id)]), ValueList.row)
    return ItemValue.Card(
      item: item,
      sites: pairs.compactMap { pair in
        guard let holding = valuation.sites[pair.site], !holding.isNothing else { return nil }
        return ValuePage.Row(item: pair, value: SiteValue(holding, by: method))
      }, passages: valuation.passages)
  }

  /// Items by site that have something to show, a page of them: as many are folded as the page takes.
  private func valued<Shown>(
    _ scope: ValueScope, asOf: Instant? = nil, _ make: (ValuedItem, ItemValuation.Holding) -> Shown?
  ) throws(InventoryError) -> Page<Shown> {
    if try isBlind { throw .withheld("what stock is worth") }
    let list = try ValueList(scope, reader, asOf: asOf)
    let span = asOf.map { ValueFinder.Span.until($0) } ?? .sinceKept
    var folds: [ItemID: ValueFold] = [:]
    return try filled(scope.start, scope.limit, list.page) { rows throws(InventoryError) in
      let unknown = Set(rows.map(\.item)).filter { folds[$0] == nil }
      folds = folds.filter { fold in rows.contains { $0.item == fold.key } }
      folds.merge(try ValueFinder(reader: reader).folds(of: unknown.sorted(), span)) { $1 }
      return rows.compactMap { row in folds[row.item]?.valuation.sites[row.site].flatMap { make(row, $0) } }
    }
  }

  /// A page of what there is to show of a list: as many pages of the list are read as it takes.
  func filled<Listed, Shown>(
    _ first: PageStart, _ limit: Int, _ list: (PageStart, Int) throws(InventoryError) -> Page<Listed>,
    show: ([Listed]) throws(InventoryError) -> [Shown]
  ) throws(InventoryError) -> Page<Shown> {
    var shown: [Shown] = []
    var start = first
    let limit = max(1, min(limit, 10_000))
    var near: Cursor?
    while true {
      let page = try list(start, limit - shown.count)
      let found = try show(page.rows)
      if start == first { near = first.isForward ? page.previous : page.next }
      shown = first.isForward ? shown + found : found + shown
      let far = first.isForward ? page.next : page.previous
      guard let far, shown.count < limit else {
        return Page(rows: shown, next: first.isForward ? far : near, previous: first.isForward ? near : far)
      }
      start = first.isForward ? .after(far) : .before(far)
    }
  }
}

extension ValueScope {
  /// Only the item `i` that is named, with all its variants where it is a SKU.
  func requireItem(_ keySet: inout KeySet, _ reader: Reader) throws(InventoryError) {
    guard let name = item else { return }
    if let item = try reader.item(name), item.code.sku.lowercased() != name.lowercased() {
      return keySet.require("i.id = ?1", [.id(item.id)])
    }
    let known = try reader.first(Statement("SELECT 1 FROM item WHERE sku = ?1 LIMIT 1", [.text(name)])) {
      $0.integer(0)
    }
    guard known != nil else { throw .noSuchItem(name) }
    keySet.require("i.sku = ?1", [.text(name)])
  }

  /// The site that is named, if one is.
  func foundSite(_ reader: Reader) throws(InventoryError) -> LocationID? {
    guard let name = site else { return nil }
    let found = try Answers(reader: reader, for: .house).place(name)
    guard found.kind == .site else {
      throw .badField(name: "site", value: name, wanted: "what stock is worth is kept by site, not by place in it")
    }
    return found.id
  }
}

extension PageStart {
  fileprivate var isForward: Bool {
    switch self {
    case .first, .after: true
    case .last, .before: false
    }
  }
}

extension ItemValuation.Holding {
  /// Nothing is there, and it is worth nothing.
  fileprivate var isNothing: Bool { average.stock == StockValue() && layers.isEmpty }
}

/// Items by the sites they are or were in, in the order of their SKUs.
private struct ValueList {
  static let columns = "i.id, i.sku, i.variant, i.name, i.unit, i.currency, s.id, s.code"
  static let from = "item i CROSS JOIN location s ON s.parent IS NULL"
  static let isKnown = """
    EXISTS (SELECT 1 FROM stock_record r CROSS JOIN location l ON l.id = r.location WHERE r.item = i.id AND l.site = s.id)
    """
  private static let isThere = """
    EXISTS (SELECT 1 FROM stock_record r CROSS JOIN location l ON l.id = r.location WHERE r.item = i.id
      AND l.site = s.id AND (r.on_hand <> 0 OR r.last_movement_at > ?1))
    """

  private var keySet = KeySet(columns: columns, from: from, keys: ["i.sku", "i.variant", "s.code"])
  private let reader: Reader

  init(_ scope: ValueScope, _ reader: Reader, asOf: Instant?) throws(InventoryError) {
    self.reader = reader
    try scope.requireItem(&keySet, reader)
    if let site = try scope.foundSite(reader) { keySet.require("s.id = ?1", [.id(site)]) }
    keySet.require(ValueList.isThere, [.instant(asOf ?? Instant(milliseconds: .max))])
  }

  static func row(_ row: any Row) -> ValuedItem {
    ValuedItem(
      item: ItemID(row.integer(0)), code: ItemCode(sku: row.text(1), variant: row.text(2)), name: row.text(3),
      unit: row.text(4), currency: row.text(5), site: LocationID(row.integer(6)), siteCode: row.text(7))
  }

  func page(_ start: PageStart, limit: Int) throws(InventoryError) -> Page<ValuedItem> {
    try reader.page(
      [keySet], start, limit: limit, ValueList.row, key: { [$1.code.sku, $1.code.variant, $1.siteCode] },
      place: { $1.count == 3 ? $1.map { .text($0) } : nil })
  }
}

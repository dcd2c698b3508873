import Inventory
import Storage

extension Answers {
  func answer(_ question: StockAsOf) throws(InventoryError) -> StockAsOf.Past {
    if try isBlind { throw .withheld("stock as it was") }
    let places = try question.location.map { name throws(InventoryError) -> Set<Int64> in try self.places(inside: name)
    }
    let past = PastStock(reader: try reader.streaming())
    return try past.fold(at: question.instant, into: RecordTotals()) { totals, _, location, balances in
      if places?.contains(location) ?? true { totals.add(balances) }
    }.past
  }

  /// The numbers of a place and of all places inside it.
  private func places(inside name: String) throws(InventoryError) -> Set<Int64> {
    Set(
      try reader.all(
        Statement("SELECT id FROM location WHERE path >= ?1 AND path < ?1 || 'x'", [.text(try path(of: name))])
      ) { $0.integer(0) })
  }

  func answer(_ question: SnapshotList) throws(InventoryError) -> [SnapshotList.Row] {
    if try isBlind { throw .withheld("stock as it was") }
    return try reader.all(SnapshotTable.list, SnapshotTable.row)
  }

  func answer(_ question: DueSnapshots) throws(InventoryError) -> [Instant] {
    var taken: Set<Instant> = []
    var first: Instant?
    var entries: Int64 = 0
    try reader.each([
      Statement("SELECT as_of FROM snapshot"),
      // Entries from before the first that was recorded are few, and in the snapshots all the same.
      Statement("SELECT max(seq), (SELECT occurred_at FROM ledger ORDER BY seq LIMIT 1) FROM ledger"),
    ]) { statement, row in
      if statement == 0 {
        taken.insert(row.instant(0))
      } else {
        (entries, first) = (row.integer(0), row.instantOrNil(1))
      }
      return true
    }
    guard let first, entries >= DueSnapshots.fewEntries else { return [] }
    return question.closes(since: first).filter { !taken.contains($0) }
  }

  func answer(_ question: PastStockPage) throws(InventoryError) -> Page<PastStockPage.Row> {
    if try isBlind { throw .withheld("stock as it was") }
    var filter = StockFilter()
    filter.item = question.item
    filter.location = question.location
    filter.text = question.text
    let scope = try StockScope(filter, reader, on: today, .none)
    let sort = scope.search == nil ? question.order.sort : nil
    var parts = scope.parts(sort: question.order.sort, isDescending: false)
    // Of a time when there was little, most items are passed over at the cost of one look each.
    for index in parts.indices { parts[index].require(Answers.hadHappened, [.instant(question.instant)]) }
    return try filled(question.start, question.limit) { start, limit throws(InventoryError) in
      try reader.page(
        parts, start, limit: limit, StockTable.shown,
        key: { part, row in StockOrder.of(sort, part: part, .none).key(row) },
        place: { part, texts in StockOrder.of(sort, part: part, .none).place(texts) })
    } show: { rows throws(InventoryError) in
      let then = try balances(of: rows, at: question.instant)
      let held = rows.compactMap { row in
        then[RecordKey(row.item, row.location)].map { balances in
          var row = row
          row.balances = balances
          return row
        }
      }
      return question.withValue
        ? try valued(held, at: question.instant) : held.map { PastStockPage.Row(stock: $0, value: nil) }
    }
  }

  /// Whether anything had happened to item `i` by then.
  private static let hadHappened = """
    EXISTS (SELECT 1 FROM ledger e INDEXED BY ledger_history WHERE e.item = i.id AND e.occurred_at <= ?1)
    """

  /// With what they were worth, at the mean of what their sites had of their items.
  private func valued(_ held: [StockRow], at instant: Instant) throws(InventoryError) -> [PastStockPage.Row] {
    let values = ValueFinder(reader: reader)
    let method = try values.method()
    let folds = try values.folds(of: Set(held.map(\.item)).sorted(), .until(instant))
    let sites = try sites(of: held)
    return held.map { row in
      let holding = sites[row.location].flatMap { folds[row.item]?.valuation.sites[$0] }
      let stock = holding.map { SiteValue($0, by: method).stock }
      let value = stock.flatMap { $0.quantity.isZero ? nil : $0.cost(of: row.balances.onHand) }
      return PastStockPage.Row(stock: row, value: value)
    }
  }

  /// What the records of these items held, those that held something: what they hold now, less what came since.
  private func balances(
    of rows: [StockRow], at instant: Instant
  ) throws(InventoryError) -> [RecordKey: Balances] {
    var found: [RecordKey: Balances] = [:]
    guard !rows.isEmpty else { return found }
    let items = Value.numbers(Set(rows.map(\.item.number)))
    try reader.each([
      Statement(
        """
        SELECT item, location, on_hand, reserved, allocated, blocked, incoming FROM stock_record
        WHERE item IN (SELECT value FROM json_each(?1))
        """, [items]),
      Statement(
        """
        SELECT e.item, e.location, -sum(e.on_hand), -sum(e.reserved), -sum(e.allocated), -sum(e.blocked), -sum(e.incoming)
        FROM json_each(?1) j CROSS JOIN ledger e INDEXED BY ledger_history ON e.item = j.value AND e.occurred_at > ?2
        GROUP BY e.item, e.location
        """, [items, .instant(instant)]),
    ]) { _, row in
      found[RecordKey(ItemID(row.integer(0)), LocationID(row.integer(1))), default: .zero] += row.balances(2)
      return true
    }
    return found.filter { $0.value != .zero }
  }

  private func sites(of rows: [StockRow]) throws(InventoryError) -> [LocationID: LocationID] {
    var sites: [LocationID: LocationID] = [:]
    guard !rows.isEmpty else { return sites }
    try reader.each(
      Statement(
        "SELECT id, site FROM location WHERE id IN (SELECT value FROM json_each(?1))",
        [.numbers(Set(rows.map(\.location.number)))])
    ) { row in
      sites[LocationID(row.integer(0))] = LocationID(row.integer(1))
      return true
    }
    return sites
  }
}

/// What records came to.
struct RecordTotals {
  private var records = 0
  private var sums = WideSums()

  mutating func add(_ balances: UnsafePointer<Int64>) {
    records += 1
    for balance in 0..<5 { sums.add(balances[balance], balance) }
  }

  var past: StockAsOf.Past { StockAsOf.Past(records: records, sums: sums.sums) }
}

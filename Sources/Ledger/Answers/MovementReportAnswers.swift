import Inventory
import Storage

extension Answers {
  func answer(_ question: MovementStats) throws(InventoryError) -> MovementStats.Report {
    if try isBlind { throw .withheld("what moved") }
    let pass = try MovementPass(question.scope, self)
    var days = [MovementStats.DayFigures](repeating: MovementStats.DayFigures(), count: question.scope.days)
    var total = MovementFigures()
    var moved = 0
    var ranked = try RankedPage<(figures: MovementFigures, demand: CensoredDemand)>(
      question.start, limit: question.limit)
    try pass.run { item in
      guard item.figures.entries > 0 else { return }
      moved += 1
      ranked.add(item.item, rank: -item.figures.used.thousandths, (item.figures, item.demand))
      total += item.figures
      for day in item.days where day.index < days.count {
        days[day.index].entries += day.figures.entries
        days[day.index].used += day.figures.used
      }
    }
    let page = try ranked.page { places throws(InventoryError) in
      let known = try items(places.map(\.item))
      return places.compactMap { place in
        known[place.item].map {
          MovementStats.Row(item: $0, figures: place.kept.figures, demand: place.kept.demand)
        }
      }
    }
    return MovementStats.Report(scope: question.scope, items: moved, total: total, days: days, page: page)
  }

  func answer(_ question: StockCover) throws(InventoryError) -> StockCover.Report {
    if try isBlind { throw .withheld("for how long stock lasts") }
    let pass = try MovementPass(question.scope, self)
    var buckets = [Int](repeating: 0, count: CoverBucket.names.count)
    var ranked = try RankedPage<(available: Quantity, demand: CensoredDemand)>(
      question.start, limit: question.limit)
    try pass.run { item in
      guard item.available > .zero || item.demand.used > .zero else { return }
      let cover = item.demand.cover(of: item.available)
      buckets[CoverBucket.index(of: cover)] += 1
      ranked.add(item.item, rank: cover ?? .max, (item.available, item.demand))
    }
    let page = try ranked.page { places throws(InventoryError) in
      let known = try items(places.map(\.item))
      return places.compactMap { place in
        known[place.item].map {
          StockCover.Row(item: $0, available: place.kept.available, demand: place.kept.demand)
        }
      }
    }
    return StockCover.Report(scope: question.scope, buckets: buckets, page: page)
  }

  private func items(_ ids: [ItemID]) throws(InventoryError) -> [ItemID: ReportedItem] {
    var items: [ItemID: ReportedItem] = [:]
    try reader.each(
      Statement(
        "SELECT i.id, i.sku, i.variant, i.name, i.unit FROM json_each(?1) j CROSS JOIN item i ON i.id = j.value",
        [.numbers(ids.map(\.number))])
    ) { row in
      let id = ItemID(row.integer(0))
      items[id] = ReportedItem(
        item: id, code: ItemCode(sku: row.text(1), variant: row.text(2)), name: row.text(3), unit: row.text(4))
      return true
    }
    return items
  }
}

/// One pass over what moved in some days and what stands there, item by item.
private struct MovementPass {
  struct Item {
    var item: ItemID
    var figures = MovementFigures()
    /// Those of the scope's days on which something moved, and later ones.
    var days: [(index: Int, figures: MovementFigures, cameIn: Bool)] = []
    var onHand: Quantity
    var available: Quantity
    /// What was used, by the days there was any to use.
    var demand = CensoredDemand.nothing

    init(_ standing: Standing) {
      item = standing.item
      onHand = standing.onHand
      available = standing.available
    }
  }

  struct Standing {
    var item: ItemID
    var onHand: Quantity
    var available: Quantity
  }

  private let scope: MovementScope
  private let reader: Reader
  private let stock: Statement
  private let moves: Statement

  init(_ scope: MovementScope, _ answers: Answers) throws(InventoryError) {
    try scope.check()
    self.scope = scope
    reader = answers.reader
    var stockIsMeant = ""
    var entryIsMeant = ""
    var bindings: [Value] = []
    if let name = scope.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      bindings.append(.id(item.id))
      stockIsMeant += " AND i.id = ?2"
      entryIsMeant += " AND e.item = ?2"
    }
    if let name = scope.location {
      bindings.append(.text(try answers.path(of: name)))
      let mark = "?\(bindings.count + 1)"
      let places = "(SELECT id FROM location WHERE path >= \(mark) AND path < \(mark) || 'x')"
      stockIsMeant += " AND r.location IN \(places)"
      entryIsMeant += " AND e.location IN \(places)"
    }
    let overdue = try answers.overdue
    let first: Value = .integer(Int64(scope.firstDay.daysSince1970) * 86_400_000)
    stock = Statement(
      """
      SELECT r.item, sum(r.on_hand), sum(\(overdue.available) - \(LotTable.unswept(on: answers.today, overdue)))
      FROM item i CROSS JOIN stock_record r ON r.item = i.id WHERE ?1 IS NOT NULL\(stockIsMeant) GROUP BY i.id ORDER BY i.id
      """, [first] + bindings)
    // Item by item through the index would fetch every entry of the ledger on its own.
    moves = Statement(
      """
      SELECT e.item, (e.occurred_at - ?1) / 86400000 AS day, e.kind, sum(e.on_hand), max(e.on_hand), count(*)
      FROM ledger e \(scope.item == nil ? "NOT INDEXED" : "INDEXED BY ledger_history")
      WHERE e.occurred_at >= ?1\(entryIsMeant) GROUP BY e.item, day, e.kind ORDER BY e.item, day
      """, [first] + bindings)
  }

  /// Hands over each item that stands there or moved, in the order of their numbers; in one snapshot.
  func run(_ each: (Item) -> Void) throws(InventoryError) {
    var standing: [Standing] = []
    var next = 0
    var current: Item?
    func end() {
      if let item = current { each(finished(item)) }
      current = nil
    }
    try reader.each([stock, moves]) { statement, row in
      let id = ItemID(row.integer(0))
      if statement == 0 {
        standing.append(Standing(item: id, onHand: row.quantity(1), available: row.quantity(2)))
        return true
      }
      if current?.item != id {
        end()
        while next < standing.count, standing[next].item < id {
          each(finished(Item(standing[next])))
          next += 1
        }
        if next < standing.count, standing[next].item == id {
          current = Item(standing[next])
          next += 1
        } else {
          current = Item(Standing(item: id, onHand: .zero, available: .zero))
        }
      }
      add(row, to: &current)
      return true
    }
    end()
    while next < standing.count {
      each(finished(Item(standing[next])))
      next += 1
    }
  }

  private func add(_ row: any Row, to item: inout Item?) {
    let day = Int(row.integer(1))
    let kind = MovementKind(rawValue: Int(row.integer(2))) ?? .adjustment
    let count = Int(row.integer(5))
    if item?.days.last?.index != day { item?.days.append((day, MovementFigures(), false)) }
    guard let last = item?.days.indices.last else { return }
    item?.days[last].figures.add(kind, row.quantity(3), entries: count)
    if row.integer(4) > 0 { item?.days[last].cameIn = true }
    if day < scope.days { item?.figures.add(kind, row.quantity(3), entries: count) }
  }

  /// With what was used of it, and on how many days there was any.
  private func finished(_ item: Item) -> Item {
    var item = item
    let moved = item.days.map { day in
      CensoredDemand.Day(
        index: day.index, change: day.figures.net, used: day.figures.used,
        hadStock: day.cameIn || day.figures.issued > .zero)
    }
    item.demand = CensoredDemand(moved, onHand: item.onHand, of: scope.days)
    return item
  }
}

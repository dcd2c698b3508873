import Inventory
import Storage

extension Answers {
  func answer(_ question: ToleranceList) throws(InventoryError) -> [ToleranceList.Row] {
    var rows = try reader.all(ToleranceTable.named, ToleranceTable.row)
    let house =
      try reader.first(
        Statement("SELECT value FROM setting WHERE name = ?1", [.text(KnownSetting.countTolerance.name)])
      ) { Tolerance($0.text(0)) } ?? nil
    if let house, !house.isEmpty { rows.append(ToleranceList.Row(subject: "house", name: "", tolerance: house)) }
    return rows
  }

  func answer(_ question: AbcReport) throws(InventoryError) -> [RankedUsage] {
    try AbcReport.check(question.days)
    return UsageClass.ranked(try UsageFinder(reader: reader).usage(days: question.days, until: question.until))
  }

  func answer(_ question: CountAccuracyReport) throws(InventoryError) -> CountAccuracyReport.Report {
    var report = CountAccuracyReport.Report()
    var rows: [StocktakeID: CountAccuracyReport.Row] = [:]
    let accuracies = try AccuracyFinder(reader: reader).accuracies(
      from: question.from, to: question.to,
      at: try question.location.map { name throws(InventoryError) in
        try path(of: name)
      }
    ) { row in
      let id = StocktakeID(row.integer(0))
      let (code, site) = (row.text(2), row.text(3))
      rows[id] = CountAccuracyReport.Row(
        stocktake: id, name: row.text(1), place: code == site ? code : site + "/" + code, appliedAt: row.instant(4),
        accuracy: CountAccuracy())
    }
    for (id, accuracy) in accuracies {
      report.total += accuracy
      rows[id]?.accuracy = accuracy
    }
    report.stocktakes = rows.values.filter { $0.accuracy.lines > 0 }
      .sorted { ($0.appliedAt, $0.stocktake) > ($1.appliedAt, $1.stocktake) }
    return report
  }

  func answer(_ question: EachCount) throws(InventoryError) -> Int {
    let stocktake = try stocktake(question.stocktake)
    let shown = try isBlinded(to: stocktake) ? Blindness.shownToCounters : "1"
    var rows = 0
    try reader.streaming().each(CountEventTable.goods(stocktake.id, shown: shown)) { row in
      rows += 1
      return question.each(CountEventTable.goods(row))
    }
    return rows
  }
}

/// What was used of items.
struct UsageFinder {
  let reader: Reader

  /// Of every item in use: what left by sale and consumption in the days before an instant, returns taken off. One pass
  /// over the ledger.
  func usage(days: Int, until: Instant) throws(InventoryError) -> [ItemUsage] {
    let since = until.adding(milliseconds: -Int64(days) * 86_400_000)
    return try reader.all(
      Statement(
        """
        SELECT i.id, i.sku, i.variant, i.name, ifnull(u.used, 0), i.cost FROM item i
        LEFT JOIN (SELECT item, -sum(on_hand) AS used FROM ledger
          WHERE kind IN (2, 4, 12) AND occurred_at >= ?1 AND occurred_at < ?2 GROUP BY item) u ON u.item = i.id
        WHERE i.active = 1
        """, [.instant(since), .instant(until)])
    ) { row in
      let used = row.quantity(4)
      return ItemUsage(
        item: ItemID(row.integer(0)), code: ItemCode(sku: row.text(1), variant: row.text(2)), name: row.text(3),
        used: used, value: row.costOrNil(5).map { Worth(used, at: $0) })
    }
  }
}

/// Sums up lines of stocktakes: how well the books agreed with what was found.
struct AccuracyFinder {
  let reader: Reader

  /// By stocktake, of those that were applied in a time, and lines in a place (`path`) where one is given.
  func accuracies(
    from: Instant?, to: Instant?, at path: String?, _ stocktake: (any Row) -> Void
  ) throws(InventoryError) -> [StocktakeID: CountAccuracy] {
    let applied = "k.status = 'applied' AND k.closed_at >= ?1 AND k.closed_at < ?2"
    let time: [Value] = [
      .instant(from ?? Instant(milliseconds: 0)), .instant(to ?? Instant(milliseconds: 253_402_300_800_000)),
    ]
    try reader.each(
      Statement(
        """
        SELECT k.id, k.name, l.code, s.code, k.closed_at FROM \(StocktakeTable.from) WHERE \(applied)
        """, time)
    ) { row in
      stocktake(row)
      return true
    }
    var condition = "c.state = 'applied' AND \(applied)"
    var bindings = time
    if let path {
      condition += " AND l.path >= ?3 AND l.path < ?3 || 'x'"
      bindings.append(.text(path))
    }
    return try accuracies(condition, bindings)
  }

  /// Of one stocktake, applied or not: lines that are judged, but for those that were rejected.
  func accuracy(of stocktake: StocktakeID) throws(InventoryError) -> CountAccuracy {
    let found = try accuracies("c.stocktake = ?1 AND c.state <> 'rejected'", [.integer(stocktake.number)])
    return found[stocktake] ?? CountAccuracy()
  }

  /// Line by line: sums of worth are exact beyond 64 bits, and a line that a late paper restated is judged anew.
  private func accuracies(
    _ condition: String, _ bindings: [Value]
  ) throws(InventoryError) -> [StocktakeID: CountAccuracy] {
    var found: [StocktakeID: CountAccuracy] = [:]
    var restated: [(stocktake: StocktakeID, line: RestatedLine)] = []
    try reader.each(
      Statement(
        """
        SELECT c.stocktake, c.within, c.expected, c.variance, c.worth, c.restated, c.item, l.path, i.cost,
          CASE WHEN c.restated THEN (SELECT class FROM item_class WHERE item = c.item) END
        FROM stocktake k CROSS JOIN count_line c ON c.stocktake = k.id CROSS JOIN location l ON l.id = c.location
        CROSS JOIN item i ON i.id = c.item
        WHERE c.variance IS NOT NULL AND c.counted IS NOT NULL AND \(condition)
        """, bindings)
    ) { row in
      let id = StocktakeID(row.integer(0))
      let variance = row.quantity(3)
      found[id, default: CountAccuracy()].add(
        expected: row.quantity(2), variance: variance,
        worth: row.isNull(4) ? nil : Worth(tenMillionths: Int128(row.integer(4))), isWithin: row.flag(1))
      if row.flag(5) {
        restated.append(
          (
            id,
            RestatedLine(
              item: ItemID(row.integer(6)), path: row.text(7), cost: row.costOrNil(8), itemClass: row.textOrNil(9),
              expected: row.quantity(2), variance: variance, wasWithin: row.flag(1))
          ))
      }
      return true
    }
    for id in Set(restated.map(\.stocktake)) {
      guard let stocktake = try CountFinder(reader: reader).stocktake(id.description) else { continue }
      let house = try CountFinder.House(reader, of: stocktake)
      for (other, line) in restated where other == id && line.wasWithin != line.isWithin(house) {
        found[id]?.linesWithin += line.wasWithin ? -1 : 1
      }
    }
    return found
  }

  private struct RestatedLine {
    var item: ItemID
    var path: String
    var cost: UnitCost?
    var itemClass: String?
    var expected: Quantity
    var variance: Quantity
    var wasWithin: Bool

    func isWithin(_ house: CountFinder.House) -> Bool {
      house.tolerance(of: item, itemClass: itemClass, path: path).accepts(variance, expected: expected, cost: cost)
    }
  }
}

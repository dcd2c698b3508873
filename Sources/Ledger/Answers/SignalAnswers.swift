import Inventory
import Storage

extension Answers {
  func answer(_ question: SignalPage) throws(InventoryError) -> Page<SignalPage.Row> {
    let scope = try SignalScope(question.filter, self)
    let order = question.order
    let page = try reader.page(
      [scope.keySet(order)], question.start, limit: question.limit, RuleTable.placed,
      key: { SignalScope.key($1, order) }, place: { SignalScope.place($1, order) })
    return Page(
      rows: try rows(page.rows, withUse: question.withUse), next: page.next, previous: page.previous)
  }

  func answer(_ question: SignalTotals) throws(InventoryError) -> SignalCounts {
    var counts = SignalCounts()
    let site = try question.site.map { name throws(InventoryError) in try place(name).site }
    if try isBlind {
      counts.isWithheld = true
      return counts
    }
    let ofSite = site == nil ? "" : " AND site = ?2"
    let bindings: [Value] = [.instant(now)] + (site.map { [.id($0)] } ?? [])
    try reader.each([
      Statement(
        """
        SELECT ifnull(sum(open), 0), ifnull(sum(acknowledged), 0), ifnull(sum(snoozed), 0), ifnull(sum(covered), 0),
          ifnull(sum(out_of_stock), 0) FROM signal_counter WHERE ?1 IS NOT NULL\(ofSite)
        """, bindings),
      // Few: they are written down the next time somebody works the signals out.
      Statement(
        """
        SELECT count(*) FROM reorder_rule INDEXED BY signal_snoozed
        WHERE state = 'snoozed' AND snoozed_until <= ?1\(ofSite)
        """, bindings),
    ]) { statement, row in
      if statement == 0 {
        counts.open = Int(row.integer(0))
        counts.acknowledged = Int(row.integer(1))
        counts.snoozed = Int(row.integer(2))
        counts.covered = Int(row.integer(3))
        counts.out = Int(row.integer(4))
      } else {
        counts.open += Int(row.integer(0))
        counts.snoozed -= Int(row.integer(0))
      }
      return true
    }
    return counts
  }

  func answer(_ question: SignalStory) throws(InventoryError) -> SignalStory.Story {
    if try isBlind { throw .withheld("why something is low") }
    guard let found = try reader.first(RuleTable.find(question.signal), RuleTable.placed) else {
      throw .noSuchSignal(String(question.signal.number))
    }
    let row = try rows([found], withUse: true)[0]
    let finder = SignalFinder(reader: reader, placed: found, now: now)
    return SignalStory.Story(
      row: row, trigger: try finder.trigger(), movements: try finder.movements(), demand: try finder.demand(),
      supply: try finder.supply(), sources: try finder.sources(window: try usageDays))
  }

  func answer(_ question: RulePage) throws(InventoryError) -> Page<Signal> {
    let page = try placed(question)
    return Page(rows: page.rows.map(\.signal), next: page.next, previous: page.previous)
  }

  func answer(_ question: ReorderProposals) throws(InventoryError) -> Page<ReorderProposals.Row> {
    if try isBlind { throw .withheld("what was used") }
    guard let factor = SafetyStock.factor(service: question.service) else {
      throw .badField(name: "service", value: String(question.service), wanted: "one of 90, 95, 98, 99")
    }
    guard (1...3650).contains(question.days) else {
      throw .badField(name: "days", value: String(question.days), wanted: "a number of days from 1 to 3650")
    }
    let rules = RulePage(
      item: question.item, location: question.location, start: question.start, limit: question.limit)
    let page = try placed(rules)
    let series = try UseFinder(reader: reader, window: question.days, until: now)
      .series(page.rows.map { ($0.signal.rule.item, $0.signal.rule.location) })
    let rows = zip(page.rows, series).map { placed, series in
      let days = series.filter(\.hasStock).map(\.used)
      let rule = placed.signal.rule
      return ReorderProposals.Row(
        signal: placed.signal, daysWithStock: days.count, demandDays: days.count { $0 > .zero },
        demand: SafetyStock.Demand(days),
        proposal: rule.leadDays.flatMap {
          ReorderProposal(days, unit: rule.unit, factor: factor, leadDays: $0)
        })
    }
    return Page(rows: rows, next: page.next, previous: page.previous)
  }

  /// Over how many days what is used a day is worked out.
  private var usageDays: Int {
    get throws(InventoryError) {
      let set = try reader.first(
        Statement("SELECT value FROM setting WHERE name = ?1", [.text(KnownSetting.usageDays.name)])
      ) { $0.text(0) }
      return Int(set ?? KnownSetting.usageDays.standard) ?? 28
    }
  }

  private func placed(_ question: RulePage) throws(InventoryError) -> Page<RuleTable.Placed> {
    var scope = SignalScope()
    var isNarrow = question.location != nil || question.rule != nil
    if let name = question.item {
      isNarrow = true
      if let item = try reader.item(name), item.code.sku.lowercased() != name.lowercased() || !item.code.variant.isEmpty
      {
        scope.require("r.item = ?1", [.id(item.id)])
      } else {
        let known = try reader.first(Statement("SELECT 1 FROM item WHERE sku = ?1 LIMIT 1", [.text(name)])) { _ in true
        }
        guard known == true else { throw .noSuchItem(name) }
        scope.require("r.item IN (SELECT id FROM item WHERE sku = ?1)", [.text(name)])
      }
    }
    if let name = question.location {
      if question.isOnlyThere {
        scope.require("r.location = ?1", [.id(try place(name).id)])
      } else {
        try scope.addLocation(name, self)
      }
    }
    if let rule = question.rule { scope.require("r.id = ?1", [.integer(rule.number)]) }
    if question.isLow { scope.require("r.available <= r.point") }
    if try isBlind { scope.leaveOutHidden() }
    // A few rules are collected and sorted; for many all items are walked in their order.
    if !isNarrow {
      let rules = try reader.first(Statement("SELECT count(*) FROM (SELECT 1 FROM reorder_rule LIMIT 5001)")) {
        $0.integer(0)
      }
      isNarrow = rules ?? 0 <= 5000
    }
    let from =
      isNarrow
      ? RuleTable.from
      : """
      item i CROSS JOIN reorder_rule r ON r.item = i.id CROSS JOIN location l ON l.id = r.location
      CROSS JOIN location s ON s.id = r.site
      """
    var keySet = KeySet(columns: RuleTable.columns, from: from, keys: ["i.sku", "i.variant", "r.id"])
    scope.add(to: &keySet)
    return try reader.page(
      [keySet], question.start, limit: question.limit, RuleTable.placed, key: { SignalScope.key($1, .item) },
      place: { SignalScope.place($1, .item) })
  }

  /// With when the first of what is incoming is expected, and what was used on each day.
  private func rows(
    _ placed: [RuleTable.Placed], withUse: Bool
  ) throws(InventoryError) -> [SignalPage.Row] {
    var rows = placed.map { SignalPage.Row(signal: $0.signal) }
    let expecting = rows.indices.filter { rows[$0].signal.figures.incoming > .zero }
    if !expecting.isEmpty {
      try reader.each(expecting.map { SupplyTable.firstDay(placed[$0]) }) { index, row in
        rows[expecting[index]].eta = row.dayOrNil(0)
        return true
      }
    }
    if withUse, !placed.isEmpty {
      let series = try UseFinder(reader: reader, window: SignalPage.daysOfUse, until: now)
        .series(placed.map { ($0.signal.rule.item, $0.signal.rule.location) })
      for index in rows.indices { rows[index].use = series[index].map(\.used) }
    }
    return rows
  }
}

import Inventory
import Storage

/// Looks up rules for acts, and what was used at their places.
struct RuleFinder {
  let reader: Reader
  let now: Instant

  func add(_ needs: Needs, _ facts: inout Facts) throws(InventoryError) {
    try addRules(needs.rules, &facts)
    if !needs.signals.isEmpty {
      try reader.each(needs.signals.map { RuleTable.find($0) }) { _, row in
        let signal = RuleTable.signal(row)
        facts.signals[signal.id] = signal
        return true
      }
    }
    if let need = needs.usedRules { facts.usedRules = try used(need, facts) }
  }

  /// Over how many days what is used a day is worked out.
  private func window(_ facts: Facts) -> Int { Int(facts.value(of: .usageDays)) ?? 28 }

  private func addRules(_ names: Set<Needs.RecordName>, _ facts: inout Facts) throws(InventoryError) {
    var asked: [(name: Needs.RecordName, item: Item, location: Location)] = []
    for name in names {
      guard let item = facts.items[name.item], let location = facts.locations[name.location] else { continue }
      asked.append((name, item, location))
      facts.rules[name] = RuleFact(signal: nil, use: .nothing, price: item.price ?? item.cost)
    }
    guard !asked.isEmpty else { return }
    var signals: [Int: Signal] = [:]
    try reader.each(asked.map { RuleTable.find($0.item.id, $0.location.id) }) { index, row in
      signals[index] = RuleTable.signal(row)
      return true
    }
    let uses = try UseFinder(reader: reader, window: window(facts), until: now)
      .uses(asked.map { ($0.item.id, $0.location.id) })
    for (index, place) in asked.enumerated() {
      facts.rules[place.name]?.signal = signals[index]
      facts.rules[place.name]?.use = uses[index]
    }
    // One that is set alone says its number; of those of a file nobody asks.
    guard asked.count == 1, signals.isEmpty else { return }
    let next = try reader.first(Statement("SELECT ifnull(max(id), 0) + 1 FROM reorder_rule")) { $0.integer(0) }
    facts.rules[asked[0].name]?.next = next.map { RuleID($0) }
  }

  /// The next rules by their numbers, and what was used at their places: two reads, however many they are.
  private func used(_ need: UsedRulesNeed, _ facts: Facts) throws(InventoryError) -> UsedRulesFact {
    var inside = ""
    var bindings: [Value] = [.integer(need.after.number), .integer(Int64(need.limit) + 1)]
    if let name = need.location {
      guard let place = facts.locations[name] else { return UsedRulesFact() }
      inside = """
         AND r.path >= (SELECT path FROM location WHERE id = ?3) AND r.path < (SELECT path FROM location WHERE id = ?3) || 'x'
        """
      bindings.append(.id(place.id))
    }
    var found = UsedRulesFact()
    var places: [Int64: Int] = [:]
    let columns = "\(RuleTable.columns), r.loss, \(UseFinder.onHand)"
    var onHand: [Quantity] = []
    try reader.each(
      Statement(
        "SELECT \(columns) FROM \(RuleTable.from) WHERE r.id > ?1\(inside) ORDER BY r.id LIMIT ?2", bindings)
    ) { row in
      guard found.rules.count < need.limit else {
        found.hasMore = true
        return false
      }
      let signal = RuleTable.signal(row)
      let isOfInterest = signal.state == .snoozed || signal.state == .open
      places[signal.id.number] = found.rules.count
      onHand.append(row.quantity(RuleTable.width + 1))
      found.rules.append(
        UsedRule(
          rule: signal.id, available: signal.figures.available, leadDays: signal.rule.leadDays,
          usePerDay: signal.figures.usePerDay, lossPerDay: row.integer(RuleTable.width), use: .nothing,
          price: signal.price, signal: isOfInterest ? signal : nil))
      return true
    }
    guard let last = found.rules.last?.rule else { return found }
    let finder = UseFinder(reader: reader, window: window(facts), until: now)
    let days = try finder.days(ofRulesAfter: need.after, through: last, places)
    for index in found.rules.indices {
      found.rules[index].use = CensoredDemand(days[index] ?? [], onHand: onHand[index], of: finder.window)
    }
    return found
  }
}

/// Sums up what was used at places, day by day.
struct UseFinder {
  let reader: Reader
  /// So many days, of which the last is that of `until`.
  let window: Int
  let until: Instant

  private var firstDay: Int { until.day.daysSince1970 - window + 1 }
  private var since: Value { .integer(Int64(firstDay) * 86_400_000) }
  /// The last day ends with what has happened by then.
  private var end: Value { .integer(until.milliseconds) }

  /// What is on hand at the place of a rule `r` and inside it.
  static let onHand = """
    (SELECT ifnull(sum(k.on_hand), 0) FROM stock_record k CROSS JOIN location kl ON kl.id = k.location
      WHERE k.item = r.item AND kl.path >= r.path AND kl.path < r.path || 'x')
    """

  /// Sales, returns, consumption.
  private static let used = "sum(CASE WHEN e.kind IN (2, 4, 12) THEN -e.on_hand ELSE 0 END)"
  /// What came in was there; so was what went out to be used, whatever the books said.
  private static let hadStock = "max(e.on_hand > 0 OR (e.on_hand < 0 AND e.kind IN (2, 12)))"
  private static let figures = "sum(e.on_hand), \(used), \(hadStock)"

  func uses(_ places: [(ItemID, LocationID)]) throws(InventoryError) -> [CensoredDemand] {
    let (days, onHand) = try history(places)
    return places.indices.map { CensoredDemand(days[$0], onHand: onHand[$0], of: window) }
  }

  /// Each day of the window at each of the places.
  func series(
    _ places: [(ItemID, LocationID)]
  ) throws(InventoryError) -> [[(used: Quantity, hasStock: Bool)]] {
    let (days, onHand) = try history(places)
    return places.indices.map { CensoredDemand.series(days[$0], onHand: onHand[$0], of: window) }
  }

  private func history(
    _ places: [(ItemID, LocationID)]
  ) throws(InventoryError) -> (days: [[CensoredDemand.Day]], onHand: [Quantity]) {
    var days = Array(repeating: [CensoredDemand.Day](), count: places.count)
    var onHand = Array(repeating: Quantity.zero, count: places.count)
    let statements = places.flatMap { item, location in
      [
        Statement(
          """
          SELECT ifnull(sum(k.on_hand), 0) FROM location p CROSS JOIN stock_record k ON k.item = ?1
          CROSS JOIN location l ON l.id = k.location AND l.path >= p.path AND l.path < p.path || 'x' WHERE p.id = ?2
          """, [.id(item), .id(location)]),
        Statement(
          """
          SELECT e.occurred_at / 86400000 - ?5, \(UseFinder.figures)
          FROM location p CROSS JOIN ledger e ON e.item = ?1 AND e.occurred_at >= ?3 AND e.occurred_at <= ?4
          CROSS JOIN location l ON l.id = e.location AND l.path >= p.path AND l.path < p.path || 'x'
          WHERE p.id = ?2 GROUP BY 1
          """, [.id(item), .id(location), since, end, .integer(Int64(firstDay))]),
      ]
    }
    try reader.each(statements) { index, row in
      if index % 2 == 0 {
        onHand[index / 2] = row.quantity(0)
      } else {
        days[index / 2].append(UseFinder.day(row, 0))
      }
      return true
    }
    return (days, onHand)
  }

  /// By the index that `places` gives each rule. One pass over what happened to their items.
  func days(
    ofRulesAfter after: RuleID, through last: RuleID, _ places: [Int64: Int]
  ) throws(InventoryError) -> [Int: [CensoredDemand.Day]] {
    var days: [Int: [CensoredDemand.Day]] = [:]
    try reader.each(
      Statement(
        """
        SELECT r.id, e.occurred_at / 86400000 - ?5, \(UseFinder.figures)
        FROM reorder_rule r CROSS JOIN ledger e ON e.item = r.item AND e.occurred_at >= ?3 AND e.occurred_at <= ?4
        CROSS JOIN location l ON l.id = e.location AND l.path >= r.path AND l.path < r.path || 'x'
        WHERE r.id > ?1 AND r.id <= ?2 GROUP BY r.id, 2
        """,
        [.integer(after.number), .integer(last.number), since, end, .integer(Int64(firstDay))])
    ) { row in
      if let place = places[row.integer(0)] { days[place, default: []].append(UseFinder.day(row, 1)) }
      return true
    }
    return days
  }

  private static func day(_ row: any Row, _ column: Int) -> CensoredDemand.Day {
    CensoredDemand.Day(
      index: Int(row.integer(column)), change: row.quantity(column + 1), used: row.quantity(column + 2),
      hadStock: row.flag(column + 3))
  }
}

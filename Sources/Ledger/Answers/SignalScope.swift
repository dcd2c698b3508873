import Inventory
import Storage

/// Which rules and signals a question means, and the cheapest way to them.
struct SignalScope {
  private(set) var conditions: [(sql: String, bindings: [Value])] = []
  /// A site whose signals stand in an index of their own.
  private var isOfSite = false

  mutating func require(_ sql: String, _ bindings: [Value] = []) { conditions.append((sql, bindings)) }

  init() {}

  init(_ filter: SignalFilter, _ answers: Answers) throws(InventoryError) {
    try addStates(filter.states, at: answers.now)
    if let name = filter.location { try addLocation(name, answers) }
    if filter.isOut { require("r.available <= 0") }
    if let text = SearchText(filter.text) { addText(text) }
    if let vendor = filter.vendor { require("r.vendor = ?1", [.text(vendor)]) }
    if let name = filter.assignedTo { require("r.assigned_to = ?1", [.text(name)]) }
    if try answers.isBlind { leaveOutHidden() }
  }

  /// A snooze that is over is open, whether or not anybody has said so.
  private mutating func addStates(_ states: Set<SignalState>?, at now: Instant) throws(InventoryError) {
    // Only so are the indexes of what is not closed of use.
    if states?.contains(.closed) != true { require("r.state <> 'closed'") }
    guard let states else { return }
    var choices: [String] = []
    var bindings: [Value] = []
    for state in SignalState.allCases where states.contains(state) {
      switch state {
      case .acknowledged, .covered, .closed: choices.append("r.state = '\(state.rawValue)'")
      case .open:
        bindings.append(.instant(now))
        choices.append("r.state = 'open' OR r.state = 'snoozed' AND r.snoozed_until <= ?\(bindings.count)")
      case .snoozed:
        bindings.append(.instant(now))
        choices.append("r.state = 'snoozed' AND r.snoozed_until > ?\(bindings.count)")
      }
    }
    require(choices.isEmpty ? "0" : "(\(choices.joined(separator: " OR ")))", bindings)
  }

  mutating func addLocation(_ name: String, _ answers: Answers) throws(InventoryError) {
    let location = try answers.place(name)
    require("r.site = ?1", [.id(location.site)])
    isOfSite = true
    if location.kind == .site { return }
    require("r.path >= ?1 AND r.path < ?1 || 'x'", [.text(try answers.path(of: name))])
  }

  private mutating func addText(_ text: SearchText) {
    var found =
      text.hasLongWord
      ? "i.id IN (SELECT rowid FROM item_search WHERE item_search MATCH ?2)"
      : "i.name >= ?2 AND i.name < ?2 || char(1114111)"
    var bindings: [Value] = text.prefix.bindings + [text.hasLongWord ? text.match : .text(text.text)]
    if text.hasLongWord {
      for short in text.shortWords {
        bindings += short.bindings
        found += " AND " + short.sql.replacing("?1", with: "?\(bindings.count)")
      }
    }
    require("(\(text.prefix.sql) OR \(found))", bindings)
  }

  /// Rules whose figures hold goods of a place that is counted blind: they are in it, or it is in them.
  mutating func leaveOutHidden() {
    require(
      """
      NOT EXISTS (SELECT 1 FROM stocktake blind CROSS JOIN location scope ON scope.id = blind.location
        WHERE blind.blind = 1 AND blind.status NOT IN ('applied', 'cancelled')
          AND (scope.path >= r.path AND scope.path < r.path || 'x'
            OR blind.inside = 1 AND r.path >= scope.path AND r.path < scope.path || 'x'))
      """)
  }

  /// The list in an order of signals.
  func keySet(_ order: SignalPage.Order) -> KeySet {
    var keySet: KeySet
    switch order {
    case .urgency:
      let index = isOfSite ? "signal_urgency_of_site" : "signal_urgency"
      let isOfIndex = conditions.contains { $0.sql == "r.state <> 'closed'" }
      keySet = KeySet(
        columns: RuleTable.columns,
        from: "reorder_rule r\(isOfIndex ? " INDEXED BY \(index)" : "") \(RuleTable.joins)",
        keys: ["r.rank", "r.gain", "r.id"])
    case .item:
      keySet = KeySet(
        columns: RuleTable.columns, from: RuleTable.from, keys: ["i.sku", "i.variant", "r.id"])
    case .available:
      keySet = KeySet(columns: RuleTable.columns, from: RuleTable.from, keys: ["r.available", "r.id"])
    }
    add(to: &keySet)
    return keySet
  }

  func add(to keySet: inout KeySet) {
    for condition in conditions { keySet.require(condition.sql, condition.bindings) }
  }

  static func key(_ row: RuleTable.Placed, _ order: SignalPage.Order) -> [String] {
    let (rule, id) = (row.signal.rule, String(row.signal.id.number))
    return switch order {
    case .urgency: [String(row.rank), String(row.gain), id]
    case .item: [rule.code.sku, rule.code.variant, id]
    case .available: [String(row.signal.figures.available.thousandths), id]
    }
  }

  static func place(_ texts: [String], _ order: SignalPage.Order) -> [Value]? {
    switch order {
    case .urgency: return Answers.numbers(3)(0, texts)
    case .available: return Answers.numbers(2)(0, texts)
    case .item:
      guard texts.count == 3, let id = Int64(texts[2]) else { return nil }
      return [.text(texts[0]), .text(texts[1]), .integer(id)]
    }
  }
}

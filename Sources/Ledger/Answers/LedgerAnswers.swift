import Inventory
import Storage

extension Answers {
  func answer(_ question: LedgerPage) throws(InventoryError) -> Page<LedgerEntry> {
    var scope = try LedgerScope(question.filter, reader)
    if try isBlind { scope.leaveOutHidden() }
    if let text = question.text { scope.find(text) }
    return try reader.page(
      [scope.keySet(isDescending: true)], question.start, limit: question.limit, LedgerTable.entry,
      key: { scope.isOfItem ? [String($1.occurredAt.milliseconds), String($1.id)] : [String($1.id)] },
      place: { _, texts in
        let numbers = texts.compactMap { Int64($0) }
        return numbers.count == (scope.isOfItem ? 2 : 1) ? numbers.map { .integer($0) } : nil
      })
  }

  func answer(_ question: EachLedgerEntry) throws(InventoryError) -> Int {
    var scope = try LedgerScope(question.filter, reader)
    if try isBlind { scope.leaveOutHidden() }
    scope.isOfItem = false
    var count = 0
    let statement = scope.keySet(isDescending: false).statement(from: nil, backwards: false, count: Int(Int32.max))
    try reader.streaming().each(statement) { row in
      count += 1
      return question.each(LedgerTable.entry(row))
    }
    return count
  }

  func answer(_ question: FindAct) throws(InventoryError) -> ActAnswer? {
    guard let event = try reader.first(AuditTable.find(key: question.key), AuditTable.event) else { return nil }
    var entries = try reader.all(LedgerTable.ofAct(key: question.key), LedgerTable.entry)
    let hidden = try hidden(among: entries.map(\.location))
    entries.removeAll { hidden.contains($0.location) }
    return ActAnswer(
      key: event.key, isDryRun: false, isRepeat: true, event: event.id, action: event.action,
      document: try isBlind ? event.withheld.after : event.after,
      entries: entries, entryCount: event.entryCount)
  }

  func answer(_ question: ActKeys) throws(InventoryError) -> [String] {
    try reader.all(
      Statement(
        "SELECT key FROM act WHERE key >= ?1 AND key < ?1 || char(1114111) ORDER BY key LIMIT 1000",
        [.text(question.prefix)])
    ) { $0.text(0) }
  }
}

/// Which ledger entries a filter means.
struct LedgerScope {
  /// Entries of one item come in the order they happened, by the history index; all others as they were recorded.
  var isOfItem = false
  private var item: ItemID?
  private var conditions: [(sql: String, bindings: [Value])] = []

  init(_ filter: LedgerFilter, _ reader: Reader) throws(InventoryError) {
    if let name = filter.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      isOfItem = true
      self.item = item.id
      require("e.item = ?1", [.id(item.id)])
    }
    if let entry = filter.entry { require("e.seq = ?1", [.integer(entry)]) }
    if let name = filter.location {
      let answers = Answers(reader: reader, for: .house)
      if try answers.hasPlaces(name) {
        require("l.path >= ?1 AND l.path < ?1 || 'x'", [.text(try answers.path(of: name))])
      } else {
        require("e.location = ?1", [.id(try answers.place(name).id)])
      }
    }
    if let kind = filter.kind { require("e.kind = ?1", [.integer(Int64(kind.rawValue))]) }
    if let reason = filter.reason { require("e.reason = ?1", [.text(reason)]) }
    if let reference = filter.reference { require("e.reference = ?1", [.text(reference)]) }
    if let actor = filter.actor { require("a.actor = ?1", [.text(actor)]) }
    if let from = filter.from { require("e.occurred_at >= ?1", [.instant(from)]) }
    if let to = filter.to { require("e.occurred_at < ?1", [.instant(to)]) }
  }

  private mutating func require(_ sql: String, _ bindings: [Value]) { conditions.append((sql, bindings)) }

  mutating func find(_ text: RecordText) { conditions += text.ofEntries(of: item) }

  /// Without the entries of places that are counted blind.
  mutating func leaveOutHidden() { require("NOT \(Blindness.hidden)", []) }

  func keySet(isDescending: Bool) -> KeySet {
    var keySet = KeySet(
      columns: LedgerTable.columns, from: "ledger e \(LedgerTable.joins)",
      keys: isOfItem ? ["e.occurred_at", "e.seq"] : ["e.seq"], isDescending: isDescending)
    for condition in conditions { keySet.require(condition.sql, condition.bindings) }
    return keySet
  }
}

extension Answers {
  fileprivate func hasPlaces(_ name: String) throws(InventoryError) -> Bool {
    let location = try place(name)
    return try reader.first(
      Statement("SELECT EXISTS (SELECT 1 FROM location WHERE parent = ?1)", [.id(location.id)])
    ) { $0.flag(0) } ?? false
  }
}

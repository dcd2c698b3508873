import Inventory
import Storage

/// Which audit events a filter means, as conditions on the act `a`.
struct AuditScope {
  private(set) var conditions: [(sql: String, bindings: [Value])] = []

  init(_ filter: AuditFilter, _ answers: Answers) throws(InventoryError) {
    if let event = filter.event { require("a.id = ?1", [.integer(event)]) }
    if let actor = filter.actor { require("a.actor = ?1 COLLATE NOCASE", [.text(actor)]) }
    if let action = filter.action {
      require("(a.action = ?1 OR a.action >= ?1 || '.' AND a.action < ?1 || '/')", [.text(action)])
    }
    if let entity = filter.entity {
      require(
        "(a.entity = ?1 OR a.id IN (SELECT act FROM act_document WHERE entity = ?1))", [.text(entity)])
    }
    if let from = filter.from { require("a.recorded_at >= ?1", [.instant(from)]) }
    if let to = filter.to { require("a.recorded_at < ?1", [.instant(to)]) }
    if let name = filter.item {
      guard let item = try answers.reader.item(name) else { throw .noSuchItem(name) }
      require(AuditScope.ofItem, [.id(item.id), .text(item.code.description)])
    }
    if let name = filter.location {
      let path = try answers.path(of: name)
      require(try answers.isSmall(path) ? AuditScope.ofSmallPlace : AuditScope.ofLargePlace, [.text(path)])
    }
  }

  private mutating func require(_ sql: String, _ bindings: [Value]) { conditions.append((sql, bindings)) }

  /// Those of an item whose number and code are given: all by index.
  private static let ofItem = """
    a.id IN (SELECT act FROM ledger WHERE item = ?1
      UNION ALL SELECT w.id FROM (\(words("'item:' || ?2", to: nil))) w
      UNION ALL SELECT w.id FROM (\(words("'stock:' || ?2 || '@'", to: "'stock:' || ?2 || 'A'"))) w
      UNION ALL SELECT w.id FROM (\(words("'rule:' || ?2 || '@'", to: "'rule:' || ?2 || 'A'"))) w
      UNION ALL SELECT w.id FROM (\(words("'alert:' || ?2 || '@'", to: "'alert:' || ?2 || 'A'"))) w
      UNION ALL SELECT w.id FROM lot t CROSS JOIN act w ON w.entity = 'lot:' || ?2 || '/' || t.code WHERE t.item = ?1
      UNION ALL SELECT w.act FROM lot t CROSS JOIN act_document w ON w.entity = 'lot:' || ?2 || '/' || t.code
        WHERE t.item = ?1
      UNION ALL SELECT w.id FROM serial n CROSS JOIN act w ON w.entity = 'serial:' || ?2 || '/' || n.code
        WHERE n.item = ?1)
    """

  /// Events about the one entity, or about those from it up to another.
  private static func words(_ entity: String, to end: String?) -> String {
    let condition = end.map { "entity >= \(entity) AND entity < \($0)" } ?? "entity = \(entity)"
    return """
      SELECT id FROM act WHERE \(condition) UNION ALL SELECT act AS id FROM act_document WHERE \(condition)
      """
  }

  /// Inside the path that is given.
  private static let inside = "l.path >= ?1 AND l.path < ?1 || 'x'"
  private static let code = "i.sku || CASE i.variant WHEN '' THEN '' ELSE '/' || i.variant END"

  /// Those of a place with few stock records: each of these is looked up by index.
  private static let ofSmallPlace = """
    a.id IN (SELECT e.act FROM location l CROSS JOIN stock_record r ON r.location = l.id
        CROSS JOIN ledger e INDEXED BY ledger_history ON e.item = r.item AND e.location = r.location WHERE \(inside)
      UNION ALL SELECT w.id FROM location l CROSS JOIN act w ON w.entity = 'location:' || l.code WHERE \(inside)
      UNION ALL SELECT w.act FROM location l CROSS JOIN act_document w ON w.entity = 'location:' || l.code
        WHERE \(inside)
      \(records("stock", "l.code")) \(records("rule", "CASE WHEN l.code = s.code THEN '' ELSE s.code || '/' END || l.code"))
      UNION ALL SELECT w.id FROM location l CROSS JOIN stocktake t ON t.location = l.id
        CROSS JOIN act w ON w.entity = printf('stocktake:ST-%04d', t.id) WHERE \(inside))
    """

  private static func records(_ kind: String, _ place: String) -> String {
    let from = """
      FROM location l CROSS JOIN location s ON s.id = l.site CROSS JOIN stock_record r ON r.location = l.id
      CROSS JOIN item i ON i.id = r.item
      """
    let entity = "w.entity = '\(kind):' || \(code) || '@' || \(place)"
    return """
      UNION ALL SELECT w.id \(from) CROSS JOIN act w ON \(entity) WHERE \(inside)
      UNION ALL SELECT w.act \(from) CROSS JOIN act_document w ON \(entity) WHERE \(inside)
      """
  }

  /// Those of a place with many: most events are of it, so they are looked at one after the other, latest first.
  private static let ofLargePlace = """
    (EXISTS (SELECT 1 FROM ledger e CROSS JOIN location l ON l.id = e.location
        WHERE e.seq >= a.first_entry AND e.seq < a.first_entry + a.entries AND \(inside))
      OR EXISTS (SELECT 1 FROM location l WHERE l.code = \(place("a.entity")) AND \(inside))
      OR EXISTS (SELECT 1 FROM act_document d CROSS JOIN location l ON l.code = \(place("d.entity"))
        WHERE d.act = a.id AND \(inside))
      OR EXISTS (SELECT 1 FROM stocktake t CROSS JOIN location l ON l.id = t.location
        WHERE t.id = CAST(substr(a.entity, 14) AS INTEGER) AND a.entity LIKE 'stocktake:ST-%' AND \(inside)))
    """

  /// The place that an entity names, where it names one: behind its last sign.
  private static func place(_ entity: String) -> String {
    let behind = "substr(\(entity), instr(\(entity), '@') + 1)"
    return """
      CASE WHEN \(entity) LIKE 'location:%' THEN substr(\(entity), 10)
        WHEN \(entity) LIKE 'stock:%@%' OR \(entity) LIKE 'rule:%@%'
        THEN substr(\(behind), instr(\(behind), '/') + 1) END
      """
  }
}

extension Answers {
  /// Whether few stock records stand inside a path.
  fileprivate func isSmall(_ path: String) throws(InventoryError) -> Bool {
    let count = try reader.first(
      Statement(
        """
        SELECT count(*) FROM (SELECT 1 FROM location l CROSS JOIN stock_record r ON r.location = l.id
          WHERE l.path >= ?1 AND l.path < ?1 || 'x' LIMIT 201)
        """, [.text(path)])
    ) { $0.integer(0) }
    return (count ?? 0) <= 200
  }

  func answer(_ question: AuditPage) throws(InventoryError) -> Page<AuditEvent> {
    let scope = try AuditScope(permitted(question.filter), self)
    var keySet = KeySet(columns: AuditTable.listed, from: "act a", keys: ["a.id"], isDescending: true)
    for condition in scope.conditions + (question.text?.ofEvents ?? []) {
      keySet.require(condition.sql, condition.bindings)
    }
    var page = try reader.page(
      [keySet], question.start, limit: question.limit, AuditTable.listedEvent, key: { [String($1.id)] },
      place: { $1.count == 1 ? Int64($1[0]).map { [.integer($0)] } : nil })
    if let entity = question.filter.entity { try tell(of: entity, &page.rows) }
    if try isBlind { page.rows = page.rows.map(\.withheld) }
    return page
  }

  /// Of events that changed many documents, what they did to this one.
  private func tell(of entity: String, _ events: inout [AuditEvent]) throws(InventoryError) {
    let many = events.filter { $0.entity != entity }.map(\.id)
    guard !many.isEmpty else { return }
    var found: [Int64: (before: String?, after: String?)] = [:]
    try reader.each(
      Statement(
        """
        SELECT act, before, after FROM act_document WHERE entity = ?1 AND act IN (SELECT value FROM json_each(?2))
        """, [.text(entity), .numbers(many)])
    ) { row in
      found[row.integer(0)] = (row.textOrNil(1), row.textOrNil(2))
      return true
    }
    for index in events.indices {
      guard let document = found[events[index].id] else { continue }
      events[index].entity = entity
      events[index].before = document.before
      events[index].after = document.after
    }
  }

  func answer(_ question: EachAuditEvent) throws(InventoryError) -> Int {
    let scope = try AuditScope(permitted(question.filter), self)
    let isBlind = try isBlind
    var keySet = KeySet(
      columns: AuditTable.listed + ", d.number, d.entity, d.before, d.after",
      from: "act a LEFT JOIN act_document d ON d.act = a.id", keys: ["a.id", "d.number"])
    for condition in scope.conditions { keySet.require(condition.sql, condition.bindings) }
    var count = 0
    let statement = keySet.statement(from: nil, backwards: false, count: Int(Int32.max))
    try reader.streaming().each(statement) { row in
      let event = AuditTable.listedEvent(row)
      var events = row.integer(AuditTable.listedWidth) == 0 ? [event] : []
      if !row.isNull(AuditTable.listedWidth) {
        var document = event
        document.entity = row.text(AuditTable.listedWidth + 1)
        document.before = row.textOrNil(AuditTable.listedWidth + 2)
        document.after = row.textOrNil(AuditTable.listedWidth + 3)
        events.append(document)
      }
      for event in events {
        count += 1
        if !question.each(isBlind ? event.withheld : event) { return false }
      }
      return true
    }
    return count
  }
}

import Inventory
import Storage

extension Answers {
  func answer(_ question: EventPage) throws(InventoryError) -> EventPage.Part {
    let since = question.since ?? .start
    let limit = max(1, min(question.limit, 1000))
    let latest = try reader.first(Statement("SELECT ifnull(max(id), 0) FROM act")) { $0.integer(0) } ?? 0
    let last = max(since.act, min(latest, since.act + EventPage.mostActs))
    var path: String?
    if let name = question.location { path = try self.path(of: name) }
    let finder = EventFinder(
      reader: reader, since: since, last: last, path: path, isBlind: try isBlind, limit: limit)
    var events: [WarehouseEvent] = []
    let types = Set(question.types ?? EventType.allCases)
    if types.contains(.stockChanged) { events += try finder.stockChanges() }
    if types.contains(.reservationCut) { events += try finder.cuts() }
    if types.contains(.lowStock) { events += try finder.lows() }
    events += try finder.documents(types)
    events.sort { $0.id < $1.id }
    // Each kind of them was read so far alone: behind the first of what was cut off there may be others.
    if events.count > limit {
      events.removeLast(events.count - limit)
      return EventPage.Part(events: events, through: events[limit - 1].id, isAtEnd: false, latest: latest)
    }
    return EventPage.Part(events: events, through: .end(ofAct: last), isAtEnd: last >= latest, latest: latest)
  }
}

/// Reads events out of the acts, each kind by a statement of its own that ends after what a page needs.
///
/// The place of an event within its act is four times its number among those of its kind, and one of four for the kind: so
/// none needs to know how many others there are, and it is the same for ever.
struct EventFinder {
  let reader: Reader
  let since: EventID
  /// The last act that is looked at.
  let last: Int64
  /// Of the place that alone matters.
  let path: String?
  let isBlind: Bool
  let limit: Int

  private enum Lane: Int64 {
    case entry = 0
    case document
    case cut
    case low
  }

  private func place(_ number: Int64, _ lane: Lane) -> Int64 { 4 * number + lane.rawValue }

  private var common: [Value] {
    [.integer(since.act), .integer(since.place), .integer(last), .integer(Int64(limit + 1)), .text(ifAny: path)]
  }

  /// Whether place `l` is the one that matters or inside it.
  private static let isThere = "(?5 IS NULL OR l.path >= ?5 AND l.path < ?5 || 'x')"

  /// One for each ledger entry, with the balances before and after.
  func stockChanges() throws(InventoryError) -> [WarehouseEvent] {
    try reader.all(
      Statement(
        """
        SELECT \(LedgerTable.columns), a.id, a.first_entry FROM ledger e \(LedgerTable.joins)
        WHERE e.seq >= (SELECT b.first_entry + CASE WHEN b.id = ?1 THEN min(?2 / 4 + 1, b.entries) ELSE 0 END FROM act b
            WHERE b.id >= ?1 + (?2 >= \(EventID.lastPlace)) AND b.first_entry IS NOT NULL ORDER BY b.id LIMIT 1)
          AND e.seq < (SELECT b.first_entry + b.entries FROM act b
            WHERE b.id <= ?3 AND b.first_entry IS NOT NULL ORDER BY b.id DESC LIMIT 1)
          AND \(EventFinder.isThere) \(isBlind ? "AND NOT \(Blindness.hidden)" : "")
        ORDER BY e.seq LIMIT ?4
        """, common)
    ) { row in
      let entry = LedgerTable.entry(row)
      return event(of: entry, .stockChanged, row, .entry, record: "stock:\(entry.code)@\(entry.place)", [])
    }
  }

  /// One for each piece of a reservation that an applied count cut back.
  func cuts() throws(InventoryError) -> [WarehouseEvent] {
    // What is held is nothing to those who count blind.
    if isBlind { return [] }
    return try reader.all(
      Statement(
        """
        SELECT \(LedgerTable.columns), b.id, b.first_entry, v.reservation FROM act b
        CROSS JOIN ledger e ON e.seq >= b.first_entry AND e.seq < b.first_entry + b.entries \(LedgerTable.joins)
        LEFT JOIN reservation_entry v ON v.entry = e.seq
        WHERE b.id >= ?1 AND b.id <= ?3 AND b.action IN ('stocktake.applied', 'stock.counted')
          AND e.kind = \(MovementKind.cut.rawValue) AND (b.id > ?1 OR 4 * (e.seq - b.first_entry) + 2 > ?2)
          AND \(EventFinder.isThere)
        ORDER BY b.id, e.seq LIMIT ?4
        """, common)
    ) { row in
      let entry = LedgerTable.entry(row)
      let reservation = row.integerOrNil(EventFinder.ofEntry + 2).map { ReservationID($0).description }
      return event(
        of: entry, .reservationCut, row, .cut,
        record: reservation.map { "reservation:\($0)" } ?? "stock:\(entry.code)@\(entry.place)",
        [("reservation", reservation)])
    }
  }

  /// Where the columns of an entry end.
  private static let ofEntry = 32

  private func event(
    of entry: LedgerEntry, _ type: EventType, _ row: any Row, _ lane: Lane, record: String, _ more: [(String, String?)]
  ) -> WarehouseEvent {
    var details = Fields()
    for (name, value) in more { details.add(name, value) }
    details.add("sku", entry.code.sku)
    details.add("variant", entry.code.variant.isEmpty ? nil : entry.code.variant)
    details.add("location", entry.place)
    details.add("lot", entry.lot)
    details.add("serials", .list(entry.serials.map { .text($0) }))
    details.add("entry", String(entry.id))
    details.add("kind", entry.kind.name)
    details.add("reason", entry.reason)
    let number = entry.id - row.integer(EventFinder.ofEntry + 1)
    return WarehouseEvent(
      id: EventID(act: row.integer(EventFinder.ofEntry), place: place(number, lane)), type: type,
      occurredAt: entry.occurredAt, recordedAt: entry.recordedAt, actor: entry.actor, terminal: entry.terminal,
      key: entry.key, record: record, reference: entry.reference, details: details,
      before: .fields((entry.after + -entry.change).fields), after: .fields(entry.after.fields))
  }

  /// What came to be low, with what is there and on its way.
  func lows() throws(InventoryError) -> [WarehouseEvent] {
    if isBlind { return [] }
    return try reader.all(
      Statement(
        """
        SELECT a.id, w.number, a.recorded_at, a.actor, a.terminal, a.key, a.reference, i.sku, i.variant, l.code, s.code,
          w.entry, w.available, w.incoming, w.point, w.state
        FROM low_event w CROSS JOIN act a ON a.id = w.act CROSS JOIN item i ON i.id = w.item
        CROSS JOIN location l ON l.id = w.location CROSS JOIN location s ON s.id = l.site
        WHERE w.act >= ?1 AND w.act <= ?3 AND (w.act > ?1 OR 4 * w.number + 3 > ?2) AND \(EventFinder.isThere)
        ORDER BY w.act, w.number LIMIT ?4
        """, common)
    ) { row in
      let code = ItemCode(sku: row.text(7), variant: row.text(8))
      let (own, site) = (row.text(9), row.text(10))
      let somewhere = own == site ? own : site + "/" + own
      var details = Fields()
      details.add("sku", code.sku)
      details.add("variant", code.variant.isEmpty ? nil : code.variant)
      details.add("location", somewhere)
      details.add("entry", row.integerOrNil(11).map { String($0) })
      var after = Fields()
      after.add("state", row.text(15))
      after.add("available", row.quantity(12))
      after.add("incoming", row.quantity(13))
      after.add("reorder_point", row.quantity(14))
      return WarehouseEvent(
        id: EventID(act: row.integer(0), place: place(row.integer(1), .low)), type: .lowStock,
        occurredAt: row.instant(2), recordedAt: row.instant(2), actor: row.text(3), terminal: row.text(4),
        key: row.text(5), record: "rule:\(code)@\(somewhere)", reference: row.textOrNil(6), details: details,
        before: .null, after: .fields(after))
    }
  }

  /// What acts left of documents. An act on several reservations leaves each of them.
  func documents(_ types: Set<EventType>) throws(InventoryError) -> [WarehouseEvent] {
    var kinds: [String: EventType] = [:]
    for type in EventType.allCases where types.contains(type) {
      for action in type.actions { kinds[action] = type }
    }
    if kinds.isEmpty { return [] }
    let actions = kinds.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
    let found = try reader.all(
      Statement(
        """
        SELECT \(AuditTable.columns), j.key, j.value,
          (SELECT p.value FROM json_each(a.before, '$.reservations') p WHERE p.key = j.key)
        FROM act a LEFT JOIN json_each(a.after, '$.reservations') j ON a.action IN (\(EventFinder.onSeveral))
        WHERE a.id >= ?1 AND a.id <= ?3 AND a.action IN (\(actions))
          AND (a.id > ?1 OR 4 * ifnull(j.key, 0) + 1 > ?2) AND \(EventFinder.isOver) AND (?5 IS NULL OR \(EventFinder.isOfPlace))
        ORDER BY a.id, j.key LIMIT ?4
        """, common)
    ) { row in (AuditTable.event(row), row.integerOrNil(12), row.textOrNil(13), row.textOrNil(14)) }
    return found.compactMap { event, number, after, before in
      guard let type = kinds[event.action] else { return nil }
      var event = event
      if let after {
        event.after = after
        event.before = before
        event.entity = Fields.text("id", of: after).map { "reservation:\($0)" } ?? event.entity
      }
      let shown = isBlind ? event.withheld : event
      return WarehouseEvent(
        id: EventID(act: event.id, place: place(number ?? 0, .document)), type: type, occurredAt: event.recordedAt,
        recordedAt: event.recordedAt, actor: event.actor, terminal: event.terminal, key: event.key,
        record: event.entity ?? "act:\(event.id)", reference: event.reference, details: Fields(),
        before: shown.before.map { .json($0) } ?? .null, after: shown.after.map { .json($0) } ?? .null)
    }
  }

  /// The acts that leave a list of reservations where there are several.
  private static let onSeveral = """
    'reservation.expired', 'reservation.released', 'reservation.confirmed', 'reservation.fulfilled'
    """

  /// A transfer that is received in parts is completed by the last.
  private static let isOver = """
    (substr(a.action, 1, 9) <> 'transfer.' OR a.action = 'transfer.shipped'
      OR json_extract(a.after, '$.status') = 'completed' AND json_extract(a.before, '$.status') IS NOT 'completed')
    """

  /// An act belongs to the places where it posted something, and to the one that its document names.
  private static let isOfPlace = """
    (EXISTS (SELECT 1 FROM ledger e CROSS JOIN location l ON l.id = e.location
        WHERE e.seq >= a.first_entry AND e.seq < a.first_entry + a.entries AND l.path >= ?5 AND l.path < ?5 || 'x')
      OR EXISTS (SELECT 1 FROM location l WHERE l.path >= ?5 AND l.path < ?5 || 'x'
        AND (l.code = json_extract(a.after, '$.location')
          OR substr(a.entity, 1, 13) = 'stocktake:ST-'
            AND l.id = (SELECT k.location FROM stocktake k WHERE k.id = CAST(substr(a.entity, 14) AS INTEGER)))))
    """
}

extension Fields {
  /// The text that a document has under a name that stands at its beginning: `{"id":"RV-0001",…`.
  fileprivate static func text(_ name: String, of document: String) -> String? {
    let start = "{\"\(name)\":\""
    guard document.hasPrefix(start) else { return nil }
    return document.dropFirst(start.count).split(separator: "\"", maxSplits: 1).first.map { String($0) }
  }
}

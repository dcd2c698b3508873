import Inventory
import Storage

/// Count events as rows.
enum CountEventTable {
  static let columns = """
    e.id, e.kind, i.sku, i.variant, ifnull(i.name, ''), e.location, l.code, s.code, t.code, e.serial, e.quantity, e.pack,
    e.base, e.damaged, e.round, a.actor, a.terminal, e.occurred_at, a.recorded_at, e.ledger_entry, e.negates,
    (SELECT id FROM count_event WHERE negates = e.id), e.text, e.note
    """
  static let joins = """
    CROSS JOIN act a ON a.id = e.act CROSS JOIN location l ON l.id = e.location CROSS JOIN location s ON s.id = l.site
    LEFT JOIN item i ON i.id = e.item LEFT JOIN lot t ON t.id = e.lot
    """

  static func row(_ row: any Row) -> CountEvent {
    let (code, site) = (row.text(6), row.text(7))
    return CountEvent(
      id: row.integer(0), kind: CountKind(rawValue: Int(row.integer(1))) ?? .unknown,
      code: row.isNull(2) ? nil : ItemCode(sku: row.text(2), variant: row.text(3)), name: row.text(4),
      location: LocationID(row.integer(5)), place: code == site ? code : site + "/" + code, lot: row.textOrNil(8),
      serial: row.textOrNil(9), quantity: row.quantity(10), pack: row.quantity(11), base: row.quantity(12),
      isDamaged: row.flag(13), round: Int(row.integer(14)), actor: row.text(15), terminal: row.text(16),
      occurredAt: row.instant(17), recordedAt: row.instant(18), ledgerEntry: row.integerOrNil(19),
      negates: row.integerOrNil(20), negatedBy: row.integerOrNil(21), text: row.textOrNil(22), note: row.textOrNil(23))
  }

  /// The last event of somebody that may be taken back: not taken back yet, of a round that is not over.
  static func lastOwn(_ stocktake: StocktakeID, _ actor: String, in location: LocationID?) -> Statement {
    Statement(
      "\(open) AND a.actor = ?2 AND (?3 IS NULL OR e.location = ?3) ORDER BY e.id DESC LIMIT 1",
      [.integer(stocktake.number), .text(actor), location.map { .id($0) } ?? .null])
  }

  /// One event, if it may be taken back.
  static func open(_ event: Int64, of stocktake: StocktakeID) -> Statement {
    Statement("\(open) AND e.id = ?2", [.integer(stocktake.number), .integer(event)])
  }

  /// Events of a stocktake that may be taken back.
  private static let open = """
    SELECT e.id, e.kind, i.sku, i.variant, l.code, s.code, e.base, a.actor FROM count_event e
    CROSS JOIN act a ON a.id = e.act
    CROSS JOIN location l ON l.id = e.location CROSS JOIN location s ON s.id = l.site LEFT JOIN item i ON i.id = e.item
    WHERE e.stocktake = ?1 AND e.kind <> 3 AND NOT EXISTS (SELECT 1 FROM count_event n WHERE n.negates = e.id)
      AND (e.item IS NULL OR EXISTS (SELECT 1 FROM count_line c
        WHERE c.stocktake = e.stocktake AND c.number = e.line AND c.round = e.round
          AND c.state NOT IN ('approved', 'rejected', 'applied')))
    """

  /// What was found of each line in its round, taken-back counts left out: serials one by one, damaged goods apart.
  /// - Parameter shown: which lines, as SQL over `count_line c`.
  static func goods(_ stocktake: StocktakeID, shown: String) -> Statement {
    Statement(
      """
      SELECT i.sku, i.variant, l.code, s.code, t.code, t.made, t.expires, e.serial, e.damaged, sum(e.base),
        max(e.occurred_at), c.number
      FROM count_line c CROSS JOIN count_event e ON e.stocktake = c.stocktake AND e.line = c.number AND e.round = c.round
      CROSS JOIN item i ON i.id = c.item CROSS JOIN location l ON l.id = c.location CROSS JOIN location s ON s.id = l.site
      LEFT JOIN lot t ON t.id = c.lot
      WHERE c.stocktake = ?1 AND c.counted IS NOT NULL AND e.kind <> 3
        AND NOT EXISTS (SELECT 1 FROM count_event n WHERE n.negates = e.id) AND \(shown)
      GROUP BY c.number, e.serial, e.damaged ORDER BY c.number, sum(e.base) DESC, e.serial
      """, [.integer(stocktake.number)])
  }

  static func goods(_ row: any Row) -> CountedGoods {
    let (code, site) = (row.text(2), row.text(3))
    return CountedGoods(
      code: ItemCode(sku: row.text(0), variant: row.text(1)), place: code == site ? code : site + "/" + code,
      lot: row.isNull(4) ? nil : PlannedLot(code: row.text(4), made: row.dayOrNil(5), expires: row.dayOrNil(6)),
      serial: row.textOrNil(7), isDamaged: row.flag(8), counted: row.quantity(9), occurredAt: row.instant(10),
      line: Int(row.integer(11)))
  }

  // MARK: Changes

  private static let into = """
    INSERT INTO count_event(act, stocktake, location, item, lot, line, serial, kind, quantity, pack, base, damaged, round,
      occurred_at, ledger_entry, text, note)
    """

  /// What a counter sets a line to, he changes by what he had counted himself. Parked scans have no line.
  private static func add(lot: String) -> String {
    """
    \(into)
    SELECT a.id, ?1, ?2, ?3, \(lot), c.number, ?4, ?5, ?6, ?7,
      CASE WHEN ?5 <> 2 THEN ?8 ELSE ?8 - ifnull((
        SELECT sum(o.base) FROM count_event o CROSS JOIN act b ON b.id = o.act
        WHERE o.stocktake = ?1 AND o.line = c.number AND b.actor = a.actor
          AND o.round = c.round + (c.state = 'recount')), 0) END,
      ?9, ifnull(c.round + (c.state = 'recount'), 1), ?10,
      CASE WHEN ?11 THEN (SELECT ifnull(max(seq), 0) FROM ledger) END, ?12, ?13
    FROM act a LEFT JOIN count_line c ON c.stocktake = ?1 AND c.location = ?2 AND c.item = ?3 AND c.lot = \(lot)
    WHERE a.id = (SELECT max(id) FROM act)
    """
  }

  private static let plain = add(lot: "0")
  private static let ofLot = add(lot: "(SELECT id FROM lot WHERE item = ?3 AND code = ?14)")

  /// A line for each key that has none yet: found, not expected.
  static func addLines(_ stocktake: StocktakeID, _ events: ArraySlice<PlannedCount>) -> Statement? {
    let counted = events.filter { $0.item != nil }
    guard let first = counted.first else { return nil }
    let lot = first.lot == nil ? "0" : "(SELECT id FROM lot WHERE item = ?3 AND code = ?4)"
    return Statement(
      """
      INSERT INTO count_line(stocktake, number, location, item, lot, state)
      SELECT ?1, 1 + (SELECT ifnull(max(number), 0) FROM count_line WHERE stocktake = ?1), ?2, ?3, \(lot), 'open'
      WHERE NOT EXISTS (SELECT 1 FROM count_line
        WHERE stocktake = ?1 AND location = ?2 AND item = ?3 AND lot = \(lot))
      """, rows: counted.count,
      counted.flatMap { event -> [Value] in
        let key: [Value] = [
          .integer(stocktake.number), .id(event.location), event.item.map { .id($0) } ?? .null,
        ]
        return event.lot.map { key + [.text($0.code)] } ?? key
      })
  }

  /// Runs of events with and without a lot, each with the indices of its events; before each the lines it needs.
  static func add(
    _ stocktake: StocktakeID, _ events: [PlannedCount]
  ) -> [(lines: Statement?, statement: Statement, events: Range<Int>)] {
    var statements: [(Statement?, Statement, Range<Int>)] = []
    var index = 0
    while index < events.count {
      let start = index
      let hasLot = events[start].lot != nil
      var bindings: [Value] = []
      bindings.reserveCapacity((events.count - start) * 14)
      while index < events.count, (events[index].lot != nil) == hasLot {
        bind(stocktake, events[index], into: &bindings)
        index += 1
      }
      statements.append(
        (
          addLines(stocktake, events[start..<index]),
          Statement(hasLot ? ofLot : plain, rows: index - start, bindings), start..<index
        ))
    }
    return statements
  }

  private static func bind(_ stocktake: StocktakeID, _ event: PlannedCount, into bindings: inout [Value]) {
    bindings.append(.integer(stocktake.number))
    bindings.append(.id(event.location))
    bindings.append(event.item.map { .id($0) } ?? .null)
    bindings.append(.text(ifAny: event.serial))
    bindings.append(.integer(Int64(event.kind.rawValue)))
    bindings.append(.quantity(event.quantity))
    bindings.append(.quantity(event.pack))
    bindings.append(.quantity(event.base))
    bindings.append(.flag(event.isDamaged))
    bindings.append(.instant(event.occurredAt))
    bindings.append(.flag(event.isNow))
    bindings.append(.text(ifAny: event.text))
    bindings.append(.text(ifAny: event.note))
    if let lot = event.lot { bindings.append(.text(lot.code)) }
  }

  static func negate(_ event: Int64, occurredAt: Instant) -> [Statement] {
    [
      Statement(
        """
        \(into.dropLast()), negates)
        SELECT (SELECT max(id) FROM act), stocktake, location, item, lot, line, serial, 3, quantity, pack, -base,
          damaged, round, ?2, NULL, text, NULL, id FROM count_event WHERE id = ?1
        """, [.integer(event), .instant(occurredAt)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  /// The text of the zeros that an empty bin makes.
  static let emptyBin = "$$ZERO"

  /// Zero of every line of a bin that has no count in its round.
  static func empty(_ stocktake: StocktakeID, _ location: LocationID, occurredAt: Instant) -> Statement {
    Statement(
      """
      \(into)
      SELECT (SELECT max(id) FROM act), ?1, ?2, c.item, c.lot, c.number, NULL, 4, 0, 1000, 0, 0, c.round + (c.state = 'recount'), ?3,
        CASE WHEN ?3 = (SELECT recorded_at FROM act WHERE id = (SELECT max(id) FROM act))
          THEN (SELECT ifnull(max(seq), 0) FROM ledger) END, '\(emptyBin)', NULL
      FROM count_line c WHERE c.stocktake = ?1 AND c.location = ?2
        AND (c.counted IS NULL OR c.state = 'recount') AND c.state NOT IN ('approved', 'rejected', 'applied')
      """, [.integer(stocktake.number), .id(location), .instant(occurredAt)])
  }
}

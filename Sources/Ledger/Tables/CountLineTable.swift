import Inventory
import Storage

/// Lines of stocktakes as rows.
enum CountLineTable {
  static let columns = """
    c.stocktake, c.number, c.item, i.sku, i.variant, i.name, i.unit, c.location, l.code, s.code, t.code, t.expires,
    c.round, c.state, c.counted, c.damaged, c.first_at, c.last_at, c.counters, c.expected, c.variance, c.worth, c.within,
    c.missing, c.found, c.moved, c.pick, c.reason, c.decided_by, c.refusal, ifnull(r.reserved + r.allocated, 0)
    """
  static let joins = """
    CROSS JOIN item i ON i.id = c.item CROSS JOIN location l ON l.id = c.location CROSS JOIN location s ON s.id = l.site
    LEFT JOIN lot t ON t.id = c.lot LEFT JOIN stock_record r ON r.item = c.item AND r.location = c.location
    """
  /// What a judgement needs besides: tracking, cost, quarantine, path, class, the five balances, the lot's on hand, the
  /// ledger entry seen at the last scan.
  static let figures = """
    i.tracking, i.cost, l.quarantine, l.path, (SELECT class FROM item_class WHERE item = c.item), ifnull(r.on_hand, 0),
    ifnull(r.reserved, 0), ifnull(r.allocated, 0), ifnull(r.blocked, 0), ifnull(r.incoming, 0),
    CASE WHEN c.lot = 0 THEN ifnull(r.on_hand, 0)
      ELSE ifnull((SELECT on_hand FROM lot_stock WHERE lot = c.lot AND location = c.location), 0) END, c.last_entry
    """
  static let firstFigure = 31

  static func row(_ row: any Row) -> CountLine {
    let (code, site) = (row.text(8), row.text(9))
    var judgement: CountJudgement?
    if !row.isNull(20) {
      judgement = CountJudgement(
        expected: row.quantity(19), variance: row.quantity(20),
        value: row.isNull(21) ? nil : Worth(tenMillionths: Int128(row.integer(21))), isWithin: row.flag(22))
    }
    return CountLine(
      stocktake: StocktakeID(row.integer(0)), number: Int(row.integer(1)), item: ItemID(row.integer(2)),
      code: ItemCode(sku: row.text(3), variant: row.text(4)), name: row.text(5), unit: row.text(6),
      location: LocationID(row.integer(7)), place: code == site ? code : site + "/" + code, lot: row.textOrNil(10),
      expires: row.dayOrNil(11), round: Int(row.integer(12)), state: CountLineState(rawValue: row.text(13)) ?? .open,
      counted: row.quantityOrNil(14), damaged: row.quantity(15), firstCountedAt: row.instantOrNil(16),
      lastCountedAt: row.instantOrNil(17), counters: NameList.read(row.text(18)), judgement: judgement,
      missingSerials: NameList.read(row.text(23)), foundSerials: NameList.read(row.text(24)),
      movedWhileCounted: row.flag(25), promised: row.quantity(30), probablePick: row.textOrNil(26),
      reason: row.textOrNil(27), decidedBy: row.textOrNil(28), refusal: row.textOrNil(29))
  }

  /// Which lines a need means; `c` is the line.
  static func condition(_ lines: CountNeed.Lines, _ bin: LocationID?) -> (sql: String, bindings: [Value]) {
    switch lines {
    case .none: ("0", [])
    case .bin: ("c.location = ?2", [bin.map { .id($0) } ?? .null])
    case .undecided: ("c.counted IS NOT NULL AND c.state NOT IN ('approved', 'rejected', 'applied')", [])
    case .approved: ("c.state = 'approved'", [])
    case .numbers(let numbers):
      (
        "c.number IN (SELECT value FROM json_each(?2))",
        [.text("[" + numbers.map { String($0) }.joined(separator: ",") + "]")]
      )
    }
  }

  // MARK: Changes

  /// A line for each key of the scope that has something on hand and no line yet, in the order people walk. `?2` is a
  /// location to keep to, or null; `?3` the state of the new lines.
  static func addExpected(_ stocktake: StocktakeID, at location: LocationID?, _ state: CountLineState) -> Statement {
    Statement(
      """
      INSERT INTO count_line(stocktake, number, location, item, lot, state)
      SELECT ?1,
        (SELECT ifnull(max(number), 0) FROM count_line WHERE stocktake = ?1) + row_number() OVER (ORDER BY code, sku, lot),
        location, item, lot, ?3
      FROM (
        SELECT l.code AS code, i.sku AS sku, r.location AS location, r.item AS item, 0 AS lot
        FROM \(StocktakeTable.scope) CROSS JOIN stock_record r ON r.location = l.id CROSS JOIN item i ON i.id = r.item
        WHERE k.id = ?1 AND (?2 IS NULL OR l.id = ?2) AND r.on_hand <> 0 AND i.tracking <> 'lot'
        UNION ALL
        SELECT l.code, i.sku, r.location, r.item, t.id
        FROM \(StocktakeTable.scope) CROSS JOIN stock_record r ON r.location = l.id CROSS JOIN item i ON i.id = r.item
          CROSS JOIN lot t ON t.item = i.id CROSS JOIN lot_stock q ON q.lot = t.id AND q.location = l.id
        WHERE k.id = ?1 AND (?2 IS NULL OR l.id = ?2) AND i.tracking = 'lot' AND q.on_hand <> 0) e
      WHERE NOT EXISTS (SELECT 1 FROM count_line c
        WHERE c.stocktake = ?1 AND c.location = e.location AND c.item = e.item AND c.lot = e.lot)
      """, [.integer(stocktake.number), location.map { .id($0) } ?? .null, .text(state.rawValue)])
  }

  /// What is expected and was not counted is to be confirmed.
  static func confirm(_ stocktake: StocktakeID, at location: LocationID?) -> Statement {
    Statement(
      """
      UPDATE count_line SET state = 'confirm'
      WHERE stocktake = ?1 AND (?2 IS NULL OR location = ?2) AND state = 'open' AND counted IS NULL
      """, [.integer(stocktake.number), location.map { .id($0) } ?? .null])
  }

  static func judge(_ stocktake: StocktakeID, _ lines: [JudgedLine]) -> [Statement] {
    guard !lines.isEmpty else { return [] }
    var bindings: [Value] = []
    bindings.reserveCapacity(lines.count * 13)
    for line in lines {
      let worth = line.judgement.value.map { Int64(clamping: $0.tenMillionths) }
      bindings += [
        .integer(stocktake.number), .integer(Int64(line.number)), .text(line.state.rawValue),
        .quantity(line.judgement.expected), .quantity(line.judgement.variance), .integer(ifAny: worth),
        .integer(abs(max(worth ?? 0, -Int64.max))), .flag(line.judgement.isWithin), .flag(line.hasMoved),
        .text(ifAny: NameList.write(line.missing)), .text(ifAny: NameList.write(line.found)),
        .text(ifAny: line.probablePick), .text(ifAny: line.refusal),
      ]
    }
    return [
      Statement(
        """
        UPDATE count_line SET state = ?3, expected = ?4, variance = ?5, worth = ?6, weight = ?7, within = ?8, moved = ?9,
          missing = ?10, found = ?11, pick = ?12, refusal = ?13
        WHERE stocktake = ?1 AND number = ?2
        """, rows: lines.count, bindings)
    ]
  }

  /// The same of all lines that were judged and are not decided, or of those inside their tolerance.
  static func decideAll(
    _ stocktake: StocktakeID, _ decision: LineDecision, isWithin: Bool, by actor: String
  ) -> Statement {
    Statement(
      """
      UPDATE count_line SET state = ?2, reason = ifnull(?3, reason), decided_by = ?4
      WHERE stocktake = ?1 AND counted IS NOT NULL AND variance IS NOT NULL
        AND \(isWithin ? "state = 'counted' AND within = 1" : "state IN ('recount', 'counted', 'outside')")
      """,
      [
        .integer(stocktake.number), .text(decision.state.rawValue), .text(ifAny: decision.reason),
        decision.state.isDecided ? .text(actor) : .null,
      ])
  }

  /// A line that nobody counted cannot be counted again: it is to be confirmed.
  static func decide(_ stocktake: StocktakeID, _ decisions: [LineDecision], by actor: String) -> [Statement] {
    guard !decisions.isEmpty else { return [] }
    var bindings: [Value] = []
    for decision in decisions {
      bindings += [
        .integer(stocktake.number), .integer(Int64(decision.number)), .text(decision.state.rawValue),
        .text(ifAny: decision.reason), decision.state.isDecided ? .text(actor) : .null,
      ]
    }
    return [
      Statement(
        """
        UPDATE count_line SET state = CASE WHEN ?3 = 'recount' AND counted IS NULL THEN 'confirm' ELSE ?3 END,
          reason = ifnull(?4, reason), decided_by = ?5
        WHERE stocktake = ?1 AND number = ?2
        """, rows: decisions.count, bindings)
    ]
  }
}

/// Several names in one column, divided by the unit separator, which no code holds.
enum NameList {
  static func write(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: "\u{1F}") }
  static func read(_ text: String) -> [String] { text.split(separator: "\u{1F}").map(String.init) }
}

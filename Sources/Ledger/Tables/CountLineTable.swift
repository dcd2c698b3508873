import Inventory
import Storage

/// Lines of stocktakes as rows.
enum CountLineTable {
  static let columns = columns(.none)

  /// What is promised leaves out what expired reservations hold.
  static func columns(_ overdue: Overdue) -> String {
    """
    c.stocktake, c.number, c.item, i.sku, i.variant, i.name, i.unit, c.location, l.code, s.code, t.code, t.expires,
    c.round, c.state, c.counted, c.damaged, c.first_at, c.last_at, c.counters, c.expected, c.variance, c.worth, c.within,
    c.missing, c.found, c.moved, c.pick, c.reason, c.decided_by, c.refusal,
    ifnull(\(overdue.reserved) + r.allocated, 0), c.misplaced
    """
  }

  static let joins = """
    CROSS JOIN item i ON i.id = c.item CROSS JOIN location l ON l.id = c.location CROSS JOIN location s ON s.id = l.site
    LEFT JOIN lot t ON t.id = c.lot LEFT JOIN stock_record r ON r.item = c.item AND r.location = c.location
    """
  /// What a judgement needs besides: tracking, cost, quarantine, path, class, the five balances, the lot's on
  /// hand.
  static let figures = """
    i.tracking, i.cost, l.quarantine, l.path, (SELECT class FROM item_class WHERE item = c.item), ifnull(r.on_hand, 0),
    ifnull(r.reserved, 0), ifnull(r.allocated, 0), ifnull(r.blocked, 0), ifnull(r.incoming, 0),
    CASE WHEN c.lot = 0 THEN ifnull(r.on_hand, 0)
      ELSE ifnull((SELECT on_hand FROM lot_stock WHERE lot = c.lot AND location = c.location), 0) END
    """
  static let firstFigure = 32

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
      misplacedSerials: NameList.read(row.text(31)),
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
    bindings.reserveCapacity(lines.count * 16)
    for line in lines {
      let worth = line.judgement.value.map { Int64(clamping: $0.tenMillionths) }
      bindings += [
        .integer(stocktake.number), .integer(Int64(line.number)), .text(line.state.rawValue),
        .quantity(line.judgement.expected), .quantity(line.judgement.variance), .integer(ifAny: worth),
        .integer(abs(max(worth ?? 0, -Int64.max))), .flag(line.judgement.isWithin), .flag(line.hasMoved),
        .text(ifAny: NameList.write(line.missing)), .text(ifAny: NameList.write(line.found)),
        .text(ifAny: line.probablePick), .text(ifAny: line.refusal), .quantity(line.counted), .instant(line.countedAt),
        .text(ifAny: NameList.write(line.misplaced)),
      ]
    }
    return [
      Statement(
        """
        UPDATE count_line SET state = ?3, expected = ?4, variance = ?5, worth = ?6, weight = ?7, within = ?8, moved = ?9,
          missing = ?10, found = ?11, pick = ?12, refusal = ?13, misplaced = ?16
        WHERE stocktake = ?1 AND number = ?2 AND counted = ?14 AND last_at = ?15
        """, rows: lines.count, bindings)
    ]
  }

  /// A line that nobody counted cannot be counted again: it is to be confirmed. Of lines that are named all are decided
  /// or, where one was counted since they were looked at, none.
  static func decide(
    _ stocktake: StocktakeID, _ verdict: LineVerdict, _ target: DecideCounts.Target, by actor: String
  ) -> [Statement] {
    var bindings: [Value] = [
      .integer(stocktake.number), .text(verdict.state.rawValue), .text(ifAny: verdict.reason),
      verdict.state.isDecided ? .text(actor) : .null,
    ]
    let which: String
    switch target {
    case .all: which = "variance IS NOT NULL AND state IN ('recount', 'counted', 'outside')"
    case .allWithinTolerance: which = "state = 'counted' AND within = 1"
    case .lines(let numbers):
      which = """
        number IN (SELECT value FROM json_each(?5)) AND (state NOT IN ('counting', 'applied') OR ?2 = 'recount')
        """
      bindings.append(.text("[" + numbers.map { String($0) }.joined(separator: ",") + "]"))
    }
    var statements = [
      Statement(
        """
        UPDATE count_line SET state = CASE WHEN ?2 = 'recount' AND counted IS NULL THEN 'confirm' ELSE ?2 END,
          reason = ifnull(?3, reason), decided_by = ?4
        WHERE stocktake = ?1 AND \(which)
        """, bindings)
    ]
    if case .lines(let numbers) = target {
      let count = Int64(Set(numbers).count)
      statements.append(Statement("INSERT INTO assert_that SELECT changes() = ?1", [.integer(count)]))
    }
    return statements
  }
}

/// Several names in one column, divided by the unit separator, which no code holds.
enum NameList {
  static func write(_ names: [String]) -> String? { names.isEmpty ? nil : names.joined(separator: "\u{1F}") }
  static func read(_ text: String) -> [String] { text.split(separator: "\u{1F}").map(String.init) }
}

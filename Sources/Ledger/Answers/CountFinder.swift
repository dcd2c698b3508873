import Inventory
import Storage

/// Looks up what judging and applying counts rests on. However many the lines, the reads are few: each goes over the lines
/// by their index and finds what belongs to them by another.
struct CountFinder {
  let reader: Reader
  /// When it is: what has expired by then is cut first.
  var at = Instant(milliseconds: 0)
  /// What has expired and is not to be shown as promised.
  var overdue = Overdue.none

  /// The stocktake a text names; nil when there is none.
  func stocktake(_ text: String) throws(InventoryError) -> Stocktake? {
    guard let id = StocktakeID(text) else { return nil }
    return try reader.first(StocktakeTable.find(id), StocktakeTable.row)
  }

  /// - Parameter bin: the place that ``CountNeed/Lines/bin(_:)`` names.
  func facts(_ need: CountNeed, _ bin: LocationID?, actor: String) throws(InventoryError) -> CountFacts? {
    if let id = StocktakeID(need.stocktake) {
      reader.ahead { () throws(InventoryError) in _ = try event(need, of: id, bin, actor) }
    }
    guard let stocktake = try stocktake(need.stocktake) else { return nil }
    var facts = CountFacts(stocktake: stocktake)
    facts.event = try event(need, of: stocktake.id, bin, actor)
    if need.lines != .none { try addLines(need, bin, &facts) }
    return facts
  }

  /// The event that is to be taken back.
  private func event(
    _ need: CountNeed, of stocktake: StocktakeID, _ bin: LocationID?, _ actor: String
  ) throws(InventoryError) -> CountFacts.OpenEvent? {
    let named = need.event.map { CountEventTable.open($0, of: stocktake) }
    guard let statement = need.lastOwnEvent ? CountEventTable.lastOwn(stocktake, actor, in: bin) : named else {
      return nil
    }
    return try reader.first(statement) { row in
      CountFacts.OpenEvent(
        id: row.integer(0), kind: CountKind(rawValue: Int(row.integer(1))) ?? .unknown,
        code: row.isNull(2) ? nil : ItemCode(sku: row.text(2), variant: row.text(3)),
        place: row.text(4) == row.text(5) ? row.text(4) : row.text(5) + "/" + row.text(4), base: row.quantity(6),
        actor: row.text(7))
    }
  }

  /// A key as it stands at this moment, as the line of a count that is applied at once. What other clocks, which are ahead,
  /// have dated later comes after it.
  func now(
    _ key: Needs.CountedKey, _ item: Item, _ place: Location, at now: Instant
  ) throws(InventoryError) -> CountLineFact {
    let record = RecordKey(item.id, place.id)
    let row = try FactFinder(reader: reader).record(item.id, place.id)
    var onHand = row?.balances.onHand ?? .zero
    if let lot = key.lot {
      onHand = try FactFinder(reader: reader).lotStock(item.id, place.id, lot: lot)?.onHand ?? .zero
    }
    let line = CountLine(
      stocktake: StocktakeID(0), number: 1, item: item.id, code: item.code, name: item.name, unit: item.unit.name,
      location: place.id, place: place.path, lot: key.lot, expires: nil, round: 1, state: .counting, counted: nil,
      damaged: .zero, firstCountedAt: nil, lastCountedAt: nil, counters: [], judgement: nil, movedWhileCounted: false,
      promised: nil, probablePick: nil, reason: nil, decidedBy: nil, refusal: nil)
    var fact = CountLineFact(
      line: line, tracking: item.tracking, cost: item.cost, isQuarantine: place.isQuarantine, tolerance: Tolerance(),
      limits: [], earlier: [],
      key: KeyFact(expected: onHand, sum: onHand, balances: row?.balances ?? .zero, onHand: onHand))
    fact.key.holds = try holds(of: record)
    if let lot = key.lot {
      fact.key.lotBalances = try FactFinder(reader: reader).lotStock(item.id, place.id, lot: lot)
    }
    fact.key.later = try reader.all(
      Statement(
        """
        SELECT e.occurred_at, e.on_hand, e.kind, e.reference FROM ledger e LEFT JOIN lot t ON t.id = e.lot
        WHERE e.item = ?1 AND e.occurred_at > ?3 AND e.location = ?2 AND (?4 IS NULL OR t.code = ?4) AND e.on_hand <> 0
        ORDER BY e.occurred_at, e.seq
        """, [.id(item.id), .id(place.id), .instant(now), .text(ifAny: key.lot)])
    ) { row in
      LaterChange(
        occurredAt: row.instant(0), onHand: row.quantity(1),
        kind: MovementKind(rawValue: Int(row.integer(2))) ?? .adjustment, reference: row.textOrNil(3))
    }
    fact.key.sum -= fact.key.later.reduce(.zero) { $0 + $1.onHand }
    fact.key.expected = fact.key.sum
    fact.key.nextAnchor = try reader.all(AnchorTable.of(record)) { AnchorTable.row($0) }
      .first { $0.occurredAt > now && $0.lot?.lowercased() == key.lot?.lowercased() }
    if item.tracking == .serial { fact.key.serials = try SerialFinder(reader).now(key.serials, item.id, place.id) }
    return fact
  }

  private func addLines(
    _ need: CountNeed, _ bin: LocationID?, _ facts: inout CountFacts
  ) throws(InventoryError) {
    let condition = CountLineTable.condition(need.lines, bin)
    let which = Selection(
      sql: "c.stocktake = ?1 AND \(condition.sql)",
      bindings: [.integer(facts.stocktake.id.number)] + condition.bindings)
    switch need.depth {
    case .verdict: try addDecidable(which, &facts)
    case .books: try addLines(which, &facts)
    }
  }

  /// Where events and ledger end, and how many lines are counted and not decided: all that a plan about lines rests on.
  private func ends(_ stocktake: StocktakeID) -> [Statement] {
    [
      Statement("SELECT ifnull(max(id), 0) FROM count_event"),
      Statement("SELECT ifnull(max(seq), 0), (SELECT ifnull(max(id), 0) FROM act) FROM ledger"),
      Statement(
        """
        SELECT count(*) FROM count_line WHERE stocktake = ?1 AND counted IS NOT NULL
          AND state NOT IN ('approved', 'rejected', 'applied')
        """, [.integer(stocktake.number)]),
    ]
  }

  private func addDecidable(_ which: Selection, _ facts: inout CountFacts) throws(InventoryError) {
    var undecided = 0
    let lines = which.statement(
      """
      c.number, c.state, c.counted IS NOT NULL, c.variance IS NOT NULL, c.within,
        CASE WHEN c.round = 1 THEN ifnull(c.counters, '') ELSE (
          SELECT ifnull(group_concat(o.counters, char(31)), '') || char(31) || ifnull(c.counters, '') FROM count_round o
          WHERE o.stocktake = c.stocktake AND o.number = c.number) END
      """, "", "c.number")
    try reader.each(ends(facts.stocktake.id) + [lines, OperatorTable.any]) { statement, row in
      switch statement {
      case 0: facts.lastEvent = row.integer(0)
      case 1: (facts.ledgerEnd, facts.lastAct) = (row.integer(0), row.integer(1))
      case 2: undecided = Int(row.integer(0))
      case 3:
        let state = CountLineState(rawValue: row.text(1)) ?? .open
        facts.decidable.append(
          DecidableLine(
            number: Int(row.integer(0)), state: state, isCounted: row.flag(2),
            isJudged: row.flag(3) && state != .counting, isWithin: row.flag(4), counters: NameList.read(row.text(5))))
      default: facts.hasOperators = true
      }
      return true
    }
    facts.otherUndecided = max(0, undecided - facts.decidable.count { $0.isCounted && !$0.state.isDecided })
  }

  private func addLines(_ which: Selection, _ facts: inout CountFacts) throws(InventoryError) {
    let house = try House(reader, of: facts.stocktake)
    facts.hasOperators = house.hasOperators
    var lines: [Found] = []
    var indices: [Int: Int] = [:]
    var undecided = 0
    try reader.each(ends(facts.stocktake.id) + statements(which)) { statement, row in
      let index = statement > 3 ? indices[Int(row.integer(0))] ?? 0 : 0
      switch statement {
      case 0: facts.lastEvent = row.integer(0)
      case 1: (facts.ledgerEnd, facts.lastAct) = (row.integer(0), row.integer(1))
      case 2: undecided = Int(row.integer(0))
      case 3:
        let line = Found(row, house)
        indices[line.fact.line.number] = lines.count
        lines.append(line)
      case 4: lines[index].fact.earlier.append(CountFinder.round(row, from: 1))
      case 5: lines[index].take(entry: row)
      default: lines[index].fact.key.nextAnchor = AnchorTable.row(row, from: 1)
      }
      return true
    }
    facts.lines = lines.map(\.fact)
    let chosen = facts.lines.count { $0.line.counted != nil && !$0.line.state.isDecided }
    facts.otherUndecided = max(0, undecided - chosen)
    if facts.stocktake.policy == .frozen { try freeze(which, &facts) }
    if facts.lines.contains(where: { $0.tracking == .serial }) { try SerialFinder(reader).add(which, &facts) }
    try complete(&facts)
  }

  /// The lines, the rounds before, what happened after the first scan of each, and the counts applied since.
  private func statements(_ which: Selection) -> [Statement] {
    [
      which.statement(
        "\(CountLineTable.columns(overdue)), \(CountLineTable.figures)", CountLineTable.joins, "c.number"),
      which.statement(
        "c.number, o.round, o.counted, o.expected, o.variance, o.last_at, o.counters",
        "CROSS JOIN count_round o ON o.stocktake = c.stocktake AND o.number = c.number", "c.number, o.round",
        more: "c.round > 1"),
      which.statement(
        "c.number, e.seq, e.occurred_at, e.kind, e.on_hand, e.reference, \(CountFinder.isLater)",
        "CROSS JOIN ledger e ON e.item = c.item AND e.occurred_at >= c.first_at AND e.location = c.location",
        "c.number, e.occurred_at, e.seq", more: "e.on_hand <> 0 AND (c.lot = 0 OR e.lot = c.lot)"),
      which.statement(
        "c.number, \(AnchorTable.columns)",
        """
        CROSS JOIN count_anchor a ON a.item = c.item AND a.location = c.location AND a.lot = c.lot
          AND a.occurred_at > c.last_at AND a.withdrawn_by IS NULL LEFT JOIN lot t ON t.id = a.lot
        """, "c.number, a.occurred_at DESC, a.id DESC"),
    ]
  }

  /// What a frozen stocktake expects is what there was when it began: what a supervisor let move since comes on top of
  /// what was counted. What other counts corrected since is no movement: it is expected.
  private func freeze(_ which: Selection, _ facts: inout CountFacts) throws(InventoryError) {
    var since: [Int: Quantity] = [:]
    try reader.each(
      Statement(
        """
        SELECT c.number, sum(e.on_hand) FROM ledger e CROSS JOIN count_line c ON c.location = e.location
          AND c.item = e.item AND (c.lot = 0 OR c.lot = e.lot) CROSS JOIN act a ON a.id = e.act
          CROSS JOIN stocktake k ON k.id = c.stocktake
        WHERE \(which.sql) AND e.seq > k.opened_entry AND a.recorded_at >= ifnull(k.scheduled_at, k.opened_at)
          AND \(CountFinder.isLater) IS NOT 1 AND (e.kind NOT IN (13, 14)
            OR e.kind = 14 AND a.action LIKE 'movement.%' AND a.action <> 'movement.reversed')
        GROUP BY c.number
        """, which.bindings)
    ) { row in
      since[Int(row.integer(0))] = row.quantity(1)
      return true
    }
    for index in facts.lines.indices {
      facts.lines[index].key.expected -= since[facts.lines[index].line.number] ?? .zero
    }
  }

  /// Looks up what only few lines need: who holds goods of which less may be left, and what earlier rounds differed by.
  private func complete(_ facts: inout CountFacts) throws(InventoryError) {
    for index in facts.lines.indices {
      let fact = facts.lines[index]
      let balances = fact.key.balances
      let isShort = (fact.line.counted ?? .zero) < fact.key.expected && balances.reserved + balances.allocated > .zero
      if let lot = fact.line.lot, balances.blocked > .zero || isShort {
        facts.lines[index].key.lotBalances = try FactFinder(reader: reader).lotStock(
          fact.line.item, fact.line.location, lot: lot)
      }
      if isShort { facts.lines[index].key.holds = try holds(of: RecordKey(fact.line.item, fact.line.location)) }
      for (place, round) in fact.earlier.enumerated() where round.variance == nil {
        let expected = try sum(fact, until: round.lastCountedAt)
        facts.lines[index].earlier[place].expected = expected
        facts.lines[index].earlier[place].variance = round.counted - expected
      }
    }
  }

  private func sum(_ fact: CountLineFact, until instant: Instant) throws(InventoryError) -> Quantity {
    let since = try reader.first(
      Statement(
        """
        SELECT ifnull(sum(e.on_hand), 0) FROM ledger e LEFT JOIN lot t ON t.id = e.lot
        WHERE e.item = ?1 AND e.occurred_at > ?3 AND e.location = ?2 AND (?4 IS NULL OR t.code = ?4)
        """, [.id(fact.line.item), .id(fact.line.location), .instant(instant), .text(ifAny: fact.line.lot)])
    ) { $0.quantity(0) }
    return fact.key.onHand - (since ?? .zero)
  }

  static func round(_ row: any Row, from column: Int) -> CountRound {
    CountRound(
      round: Int(row.integer(column)), counted: row.quantity(column + 1), expected: row.quantityOrNil(column + 2),
      variance: row.quantityOrNil(column + 3), lastCountedAt: row.instant(column + 4),
      counters: NameList.read(row.text(column + 5)))
  }
}

extension CountFinder {
  /// Whether an entry `e` of a counted line `c` came after its last scan.
  static let isLater = isLater(than: "c", at: "last_at", seen: "last_entry")

  /// Whether an entry `e` came after a count. At the very instant of it what the count had seen of the ledger came before,
  /// and so did another count, whose place this one takes; what takes an entry back stands where that stood.
  static func isLater(than count: String, at instant: String = "occurred_at", seen: String) -> String {
    """
    (e.occurred_at > \(count).\(instant) OR e.occurred_at = \(count).\(instant) AND e.kind NOT IN (13, 14)
      AND ifnull((SELECT reverses FROM entry_detail WHERE entry = e.seq), e.seq) > \(count).\(seen))
    """
  }

  /// Which lines, as SQL over `count_line c`.
  struct Selection {
    var sql: String
    var bindings: [Value]

    /// The next free parameter.
    var next: String { "?\(bindings.count + 1)" }

    func statement(_ columns: String, _ joins: String, _ order: String, more: String = "1") -> Statement {
      Statement("SELECT \(columns) FROM count_line c \(joins) WHERE \(sql) AND \(more) ORDER BY \(order)", bindings)
    }
  }

  /// What judging goes by, whichever the line: tolerances, and how far off people may be.
  struct House {
    let stocktake: Stocktake
    let hasOperators: Bool
    private let tolerances: Tolerances
    private let limits: [String: Tolerance]

    init(_ reader: Reader, of stocktake: Stocktake) throws(InventoryError) {
      self.stocktake = stocktake
      var settings: [String: String] = [:]
      var own: [String: Tolerance] = [:]
      var people: [Operator] = []
      try reader.each([
        Statement("SELECT name, value FROM setting WHERE name IN ('count_tolerance', 'count_worker_limits')"),
        Statement("SELECT subject, limits FROM tolerance"), OperatorTable.all,
      ]) { statement, row in
        switch statement {
        case 0: settings[row.text(0)] = row.text(1)
        case 1: own[row.text(0)] = Tolerance(row.text(1))
        default: people.append(OperatorTable.row(row))
        }
        return true
      }
      tolerances = Tolerances(own, house: Tolerance(settings[KnownSetting.countTolerance.name] ?? "") ?? Tolerance())
      let ofCounters = Tolerance(settings[KnownSetting.countWorkerLimits.name] ?? "") ?? Tolerance()
      var limits: [String: Tolerance] = [:]
      for person in people {
        let limit = person.limits.flatMap { Tolerance($0) } ?? (person.role == .counter ? ofCounters : Tolerance())
        if !limit.isEmpty { limits[person.name.lowercased()] = limit }
      }
      self.limits = limits
      hasOperators = !people.isEmpty
    }

    func tolerance(of item: ItemID, itemClass: String?, path: String) -> Tolerance {
      let places = path.split(separator: "/").compactMap { Int64($0) }.map { LocationID($0) }
      return tolerances.of(
        item: item, itemClass: itemClass, places: places.reversed(), stocktake: stocktake.tolerance,
        at: stocktake.location)
    }

    func limits(of people: [String]) -> [Tolerance] { people.compactMap { limits[$0.lowercased()] } }
  }

  /// A line as it is put together.
  private struct Found {
    var fact: CountLineFact

    init(_ row: any Row, _ house: House) {
      let line = CountLineTable.row(row)
      let first = CountLineTable.firstFigure
      let tracking = Tracking(rawValue: row.text(first)) ?? .none
      fact = CountLineFact(
        line: line, tracking: tracking, cost: row.costOrNil(first + 1), isQuarantine: row.flag(first + 2),
        tolerance: house.tolerance(of: line.item, itemClass: row.textOrNil(first + 4), path: row.text(first + 3)),
        limits: house.limits(of: line.counters), earlier: [],
        key: KeyFact(balances: row.balances(first + 5), onHand: row.quantity(first + 10)))
      fact.key.expected = fact.key.onHand
      fact.key.sum = fact.key.onHand
    }

    /// An entry at or after the first scan: after the last one it is undone; between the two something moved.
    mutating func take(entry row: any Row) {
      guard let first = fact.line.firstCountedAt else { return }
      let occurredAt = row.instant(2)
      let kind = MovementKind(rawValue: Int(row.integer(3))) ?? .adjustment
      guard row.flag(6) else {
        if occurredAt > first, !kind.isOfCount { fact.key.hasMoved = true }
        return
      }
      fact.key.expected -= row.quantity(4)
      fact.key.sum -= row.quantity(4)
      fact.key.later.append(
        LaterChange(occurredAt: occurredAt, onHand: row.quantity(4), kind: kind, reference: row.textOrNil(5)))
    }
  }
}

import Inventory
import Storage

/// Turns changes of stocktakes into statements.
enum CountWriter {
  /// What goes before the entries.
  static func statements(of change: CountChange, _ index: Int) -> [(statement: Statement, origin: PlanWriter.Origin)] {
    switch change {
    case .open(let stocktake):
      plain(opening(stocktake), index)
    case .add(let stocktake, let events):
      adding(stocktake, events, index)
    case .negate(_, let event, let occurredAt):
      plain(CountEventTable.negate(event, occurredAt: occurredAt), index)
    case .empty(let stocktake, let location, let occurredAt):
      plain(
        [
          notCounted(stocktake, location), CountLineTable.addExpected(stocktake, at: location, .open),
          CountEventTable.empty(stocktake, location, occurredAt: occurredAt), begun(stocktake),
        ], index)
    case .lease(let stocktake, let location, let since, let milliseconds):
      plain(leasing(stocktake, location, since, milliseconds), index)
    case .recountBin(let stocktake, let location):
      plain(
        [
          Statement(
            """
            UPDATE count_line SET state = 'recount' WHERE stocktake = ?1 AND location = ?2 AND counted IS NOT NULL
              AND state IN ('counting', 'counted', 'outside')
            """, [.integer(stocktake.number), .id(location)])
        ], index)
    case .closeBin(let stocktake, let location):
      plain(closing(stocktake, location), index)
    case .addExpected(let stocktake):
      plain(
        [
          CountLineTable.addExpected(stocktake, at: nil, .confirm), CountLineTable.confirm(stocktake, at: nil),
        ], index)
    case .judge(let stocktake, let lines): plain(CountLineTable.judge(stocktake, lines), index)
    case .decide(let stocktake, let verdict, let target, let actor):
      plain(CountLineTable.decide(stocktake, verdict, target, by: actor), index)
    case .setStatus(let stocktake, let status, let version):
      plain(StocktakeTable.setStatus(stocktake, status, from: version), index)
    case .anchor: []
    case .countNow(let stocktake, let events, let judgement, let reason):
      plain([StocktakeTable.add(stocktake, status: .counting)], index)
        + adding(stocktake.id, events, index)
        + plain(
          CountLineTable.judge(
            stocktake.id,
            [
              JudgedLine(
                number: 1, counted: judgement.expected + judgement.variance, countedAt: stocktake.openedAt,
                state: .approved, judgement: judgement)
            ])
            + CountLineTable.decide(
              stocktake.id, LineVerdict(.approved, reason: reason), .lines([1]), by: stocktake.openedBy), index)
    case .withdraw(let anchor): plain(AnchorTable.withdraw(anchor), index)
    case .restate: plain([Statement("INSERT INTO restating(act) SELECT max(id) FROM act")], index)
    case .overrideHold: plain([Statement("INSERT INTO hold_override(act) SELECT max(id) FROM act")], index)
    case .setTolerance(let subject, let tolerance): plain([setting(tolerance, of: subject)], index)
    case .classify(let classes): plain(classifying(classes), index)
    }
  }

  /// What goes after the entries: a record may be made by them.
  static func afterwards(_ change: CountChange) -> [Statement] {
    guard case .anchor(let stocktake, let lines) = change else { return [] }
    return AnchorTable.add(stocktake, restated: lines)
  }

  private static func plain(_ statements: [Statement], _ index: Int) -> [(Statement, PlanWriter.Origin)] {
    statements.map { ($0, .change(index)) }
  }

  private static func opening(_ stocktake: Stocktake) -> [Statement] {
    var statements = [
      StocktakeTable.add(stocktake, status: .open), CountLineTable.addExpected(stocktake.id, at: nil, .open),
    ]
    if stocktake.policy.holdsMovements { statements.append(StocktakeTable.hold(stocktake)) }
    return statements
  }

  private static func begun(_ stocktake: StocktakeID) -> Statement {
    Statement(
      "UPDATE stocktake SET status = 'counting' WHERE id = ?1 AND status = 'open'", [.integer(stocktake.number)])
  }

  /// The events, with lots that were never seen before; a bin in which somebody counts is not done, and his lease runs on.
  private static func adding(
    _ stocktake: StocktakeID, _ events: [PlannedCount], _ index: Int
  ) -> [(Statement, PlanWriter.Origin)] {
    guard !events.isEmpty else { return [] }
    var statements: [(Statement, PlanWriter.Origin)] = []
    let lots = events.filter { $0.lot != nil }
    if !lots.isEmpty {
      statements.append(
        (
          Statement(
            PlanWriter.addLot, rows: lots.count,
            lots.flatMap { event -> [Value] in
              [
                event.item.map { .id($0) } ?? .null, .text(event.lot?.code ?? ""), .day(ifAny: event.lot?.made),
                .day(ifAny: event.lot?.expires),
              ]
            }), .helper
        ))
    }
    for (lines, statement, range) in CountEventTable.add(stocktake, events) {
      // The lines are of the same rows as the events, unless some of these are parked.
      if let lines { statements.append((lines, .lines(change: index, from: range.lowerBound))) }
      statements.append((statement, .counts(change: index, from: range.lowerBound)))
    }
    let places = Set(events.map(\.location)).sorted()
    statements += plain(
      [
        begun(stocktake),
        Statement(
          "UPDATE count_bin SET closed_at = NULL, closed_by = NULL WHERE stocktake = ?1 AND location = ?2",
          rows: places.count, places.flatMap { [.integer(stocktake.number), .id($0)] }),
        Statement(
          """
          UPDATE count_lease SET until = a.recorded_at + lasts FROM act a
          WHERE a.id = (SELECT max(id) FROM act) AND stocktake = ?1 AND location = ?2 AND count_lease.actor = a.actor
          """, rows: places.count, places.flatMap { [.integer(stocktake.number), .id($0)] }),
      ], index)
    return statements
  }

  private static func notCounted(_ stocktake: StocktakeID, _ location: LocationID) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM count_line
        WHERE stocktake = ?1 AND location = ?2 AND counted > 0 AND state <> 'recount')
      """, [.integer(stocktake.number), .id(location)])
  }

  private static func leasing(
    _ stocktake: StocktakeID, _ location: LocationID, _ since: Instant, _ milliseconds: Int64
  ) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO count_lease(stocktake, location, actor, terminal, since, until, lasts)
        SELECT ?1, ?2, actor, terminal, ?3, ?3 + ?4, ?4 FROM act WHERE id = (SELECT max(id) FROM act)
        ON CONFLICT(stocktake, location, actor) DO UPDATE SET terminal = excluded.terminal,
          since = CASE WHEN until < ?3 THEN ?3 ELSE since END, until = excluded.until, lasts = excluded.lasts
        """, [.integer(stocktake.number), .id(location), .instant(since), .integer(milliseconds)]),
      Statement(
        """
        INSERT INTO count_bin(stocktake, location) VALUES (?1, ?2)
        ON CONFLICT(stocktake, location) DO UPDATE SET closed_at = NULL, closed_by = NULL
        """, [.integer(stocktake.number), .id(location)]),
      begun(stocktake),
    ]
  }

  private static func closing(_ stocktake: StocktakeID, _ location: LocationID) -> [Statement] {
    [
      CountLineTable.addExpected(stocktake, at: location, .confirm), CountLineTable.confirm(stocktake, at: location),
      Statement(
        """
        INSERT INTO count_bin(stocktake, location, closed_at, closed_by)
        SELECT ?1, ?2, recorded_at, actor FROM act WHERE id = (SELECT max(id) FROM act)
        ON CONFLICT(stocktake, location) DO UPDATE SET closed_at = excluded.closed_at, closed_by = excluded.closed_by
        """, [.integer(stocktake.number), .id(location)]),
      Statement(
        """
        DELETE FROM count_lease WHERE stocktake = ?1 AND location = ?2
          AND actor = (SELECT actor FROM act WHERE id = (SELECT max(id) FROM act))
        """, [.integer(stocktake.number), .id(location)]),
      begun(stocktake),
    ]
  }

  private static func setting(_ tolerance: Tolerance?, of subject: ToleranceSubject) -> Statement {
    guard let tolerance else {
      return Statement("DELETE FROM tolerance WHERE subject = ?1", [.text(subject.text)])
    }
    return Statement(
      """
      INSERT INTO tolerance(subject, limits) VALUES (?1, ?2)
      ON CONFLICT(subject) DO UPDATE SET limits = excluded.limits
      """, [.text(subject.text), .text(tolerance.description)])
  }

  private static func classifying(_ classes: [ItemClass]) -> [Statement] {
    var statements = [Statement("DELETE FROM item_class")]
    if !classes.isEmpty {
      statements.append(
        Statement(
          "INSERT INTO item_class(item, class) VALUES (?1, ?2)", rows: classes.count,
          classes.flatMap { [.id($0.item), .text($0.letter)] }))
    }
    return statements
  }
}

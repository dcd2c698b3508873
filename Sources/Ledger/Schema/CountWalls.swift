/// The walls around a count: what an event may be, and that nothing else moves a line.
extension CountSchema {
  private static let line = "stocktake = NEW.stocktake AND number = NEW.line"

  /// What an event may be, and what it does to its line.
  static let eventWalls = [
    // A line stands in a place that the stocktake counts, which holds stock.
    """
    CREATE TRIGGER count_line_is_in_scope BEFORE INSERT ON count_line
    WHEN NOT EXISTS (SELECT 1 FROM stocktake s, location l, location p
      WHERE s.id = NEW.stocktake AND l.id = NEW.location AND l.structural = 0 AND p.id = s.location
        AND (l.id = p.id OR s.inside = 1 AND l.path >= p.path AND l.path < p.path || 'x'))
    BEGIN SELECT RAISE(ABORT, 'the stocktake does not count there'); END
    """,
    """
    CREATE TRIGGER count_line_is_new BEFORE INSERT ON count_line
    WHEN EXISTS (SELECT 1 FROM count_line WHERE stocktake = NEW.stocktake AND number = NEW.number)
      OR EXISTS (SELECT 1 FROM count_line INDEXED BY count_line_key WHERE stocktake = NEW.stocktake
        AND location = NEW.location AND item = NEW.item AND lot = NEW.lot)
    BEGIN SELECT RAISE(ABORT, 'it stands there already'); END
    """,
    """
    CREATE TRIGGER count_line_remains BEFORE DELETE ON count_line
    BEGIN SELECT RAISE(ABORT, 'a line is not deleted'); END
    """,
    """
    CREATE TRIGGER count_line_keeps_key BEFORE UPDATE OF stocktake, number, location, item, lot ON count_line
    BEGIN SELECT RAISE(ABORT, 'a line keeps what it counts'); END
    """,
    """
    CREATE TRIGGER count_event_is_taken BEFORE INSERT ON count_event
    WHEN (SELECT status FROM stocktake WHERE id = NEW.stocktake) NOT IN ('open', 'counting', 'review')
    BEGIN SELECT RAISE(ABORT, 'the stocktake takes no counts'); END
    """,
    """
    CREATE TRIGGER count_event_is_parked BEFORE INSERT ON count_event
    WHEN NEW.line IS NULL AND NOT EXISTS (SELECT 1 FROM stocktake s, location l, location p
      WHERE s.id = NEW.stocktake AND l.id = NEW.location AND p.id = s.location
        AND (l.id = p.id OR s.inside = 1 AND l.path >= p.path AND l.path < p.path || 'x'))
    BEGIN SELECT RAISE(ABORT, 'the stocktake does not count there'); END
    """,
    // Of a line that is to be counted again: somebody else counts, in a house that tells people apart, and his first scan
    // puts the round before away.
    """
    CREATE TRIGGER count_event_has_its_line BEFORE INSERT ON count_event
    WHEN NEW.line IS NOT NULL AND NOT EXISTS (SELECT 1 FROM count_line
      WHERE \(line) AND location = NEW.location AND item = NEW.item AND lot = NEW.lot
        AND state NOT IN ('approved', 'rejected', 'applied', 'recount'))
    BEGIN
      SELECT RAISE(ABORT, 'the line is another, or decided') WHERE NOT EXISTS (SELECT 1 FROM count_line
        WHERE \(line) AND location = NEW.location AND item = NEW.item AND lot = NEW.lot AND state = 'recount');
      SELECT RAISE(ABORT, 'another person counts again') FROM count_line c, act a
      WHERE c.stocktake = NEW.stocktake AND c.number = NEW.line AND a.id = NEW.act AND NEW.kind <> 3
        AND instr(char(31) || c.counters || char(31), char(31) || a.actor || char(31)) > 0
        AND EXISTS (SELECT 1 FROM operator)
        AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'count_recount_by_same' AND value = 'yes');
      INSERT INTO count_round(stocktake, number, round, counted, expected, variance, last_at, counters)
      SELECT stocktake, number, round, counted, expected, variance, last_at, ifnull(counters, '') FROM count_line
      WHERE \(line) AND counted IS NOT NULL AND NEW.kind <> 3;
      DELETE FROM count_serial
      WHERE stocktake = NEW.stocktake AND item = NEW.item AND location = NEW.location AND NEW.kind <> 3;
      UPDATE count_line SET round = round + 1, events = 0, counted = NULL, damaged = 0, first_at = NULL, last_at = NULL,
        last_entry = NULL, counters = NULL, expected = NULL, variance = NULL, worth = NULL, weight = NULL,
        within = NULL, moved = 0, missing = NULL, found = NULL, misplaced = NULL, pick = NULL, state = 'counting'
      WHERE \(line) AND NEW.kind <> 3;
    END
    """,
    """
    CREATE TRIGGER count_event_counts AFTER INSERT ON count_event WHEN NEW.line IS NOT NULL AND NEW.kind <> 3 BEGIN
      UPDATE count_line SET
        counted = ifnull(counted, 0) + NEW.base, damaged = damaged + CASE WHEN NEW.damaged THEN NEW.base ELSE 0 END,
        events = events + 1, first_at = min(ifnull(first_at, NEW.occurred_at), NEW.occurred_at),
        last_entry = CASE WHEN last_at > NEW.occurred_at THEN last_entry ELSE NEW.ledger_entry END,
        last_at = max(ifnull(last_at, NEW.occurred_at), NEW.occurred_at),
        counters = (SELECT CASE WHEN counters IS NULL OR counters = a.actor THEN a.actor
            WHEN instr(char(31) || counters || char(31), char(31) || a.actor || char(31)) THEN counters
            ELSE counters || char(31) || a.actor END
          FROM act a WHERE a.id = NEW.act),
        state = 'counting', weight = NULL, refusal = NULL
      WHERE \(line);
    END
    """,
    """
    CREATE TRIGGER count_event_names_serial AFTER INSERT ON count_event
    WHEN NEW.serial IS NOT NULL AND NEW.kind <> 3 BEGIN
      INSERT INTO count_serial(stocktake, item, serial, location, event)
      VALUES (NEW.stocktake, NEW.item, NEW.serial, NEW.location, NEW.id);
    END
    """,
    FirstSchema.isNew("count_serial", "stocktake = NEW.stocktake AND item = NEW.item AND serial = NEW.serial"),
    // What is taken back is left out of the line: its sum, its instants and its counters follow from what is left. The
    // first scan of a round began it; taken back, the round before it stands again, and the line waits to be counted.
    """
    CREATE TRIGGER count_event_is_negated AFTER INSERT ON count_event WHEN NEW.kind = 3 BEGIN
      SELECT RAISE(ABORT, 'nothing to take back') WHERE NOT EXISTS (SELECT 1 FROM count_event e
        WHERE e.id = NEW.negates AND e.kind <> 3 AND e.stocktake = NEW.stocktake AND e.line IS NEW.line
          AND e.location = NEW.location AND e.round = NEW.round AND e.base = -NEW.base);
      DELETE FROM count_serial WHERE stocktake = NEW.stocktake AND item = NEW.item AND serial = NEW.serial
        AND event = NEW.negates;
      INSERT INTO count_serial(stocktake, item, serial, location, event)
      SELECT o.stocktake, o.item, o.serial, o.location, o.id FROM count_event o
      WHERE \(live("o")) AND o.round = NEW.round - 1 AND o.serial IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM count_event x WHERE \(live("x")) AND x.round = NEW.round)
        AND EXISTS (SELECT 1 FROM count_line WHERE \(line) AND round = NEW.round);
      UPDATE count_line SET
        round = e.round, events = e.events, counted = e.counted, damaged = e.damaged, first_at = e.first_at,
        last_at = e.last_at, last_entry = (SELECT ledger_entry FROM count_event x WHERE x.id = e.last_id),
        counters = e.counters, weight = NULL, refusal = NULL,
        state = CASE WHEN e.round < NEW.round THEN 'recount' WHEN e.events = 0 THEN 'open' ELSE 'counting' END
      FROM (SELECT r.round AS round, count(o.id) AS events, sum(o.base) AS counted,
          ifnull(sum(CASE WHEN o.damaged THEN o.base END), 0) AS damaged,
          min(o.occurred_at) AS first_at, max(o.occurred_at) AS last_at,
          (SELECT y.id FROM count_event y WHERE \(live("y")) AND y.round = r.round
           ORDER BY y.occurred_at DESC, y.id DESC LIMIT 1) AS last_id,
          (SELECT group_concat(actor, char(31)) FROM (SELECT DISTINCT a.actor FROM count_event z
             JOIN act a ON a.id = z.act WHERE \(live("z")) AND z.round = r.round)) AS counters
        FROM (SELECT NEW.round - (NEW.round > 1 AND NOT EXISTS (
            SELECT 1 FROM count_event x WHERE \(live("x")) AND x.round = NEW.round)) AS round) r
          LEFT JOIN count_event o ON \(live("o")) AND o.round = r.round) e
      WHERE \(line) AND count_line.round = NEW.round;
      DELETE FROM count_round WHERE (stocktake, number, round) = (SELECT stocktake, number, round FROM count_line
        WHERE \(line) AND round = NEW.round - 1);
    END
    """,
  ]

  /// What a unit of a line was worth when it was judged.
  static let lineCost = """
    CASE WHEN variance <> 0 THEN worth / variance
      WHEN worth IS NOT NULL THEN (SELECT cost FROM item WHERE id = NEW.item) END
    """

  /// An event of the new one's line that was not taken back.
  private static func live(_ event: String) -> String {
    """
    \(event).stocktake = NEW.stocktake AND \(event).line = NEW.line AND \(event).kind <> 3
    AND NOT EXISTS (SELECT 1 FROM count_event n WHERE n.negates = \(event).id)
    """
  }
}

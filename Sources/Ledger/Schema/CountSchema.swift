/// Stocktakes: their lines, their events, and the counts that have been applied.
///
/// A line is kept up by the triggers of its events, as a balance is by those of its entries; events are never changed or
/// deleted. What must hold of an event (the stocktake takes counts, the place is inside it, a line that was decided stays,
/// a serial counts once) is refused by `eventWalls`, whoever writes.
enum CountSchema {
  static let statements: [String] =
    stocktakes + lines + events + eventWalls + anchors + tolerances

  private static let stocktakes = [
    """
    CREATE TABLE stocktake(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      location INTEGER NOT NULL REFERENCES location(id),
      inside INTEGER NOT NULL,
      blind INTEGER NOT NULL,
      policy TEXT NOT NULL,
      tolerance TEXT NOT NULL,
      status TEXT NOT NULL,
      opened_by TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      scheduled_at INTEGER,
      opened_entry INTEGER NOT NULL,
      closed_at INTEGER,
      version INTEGER NOT NULL,
      CONSTRAINT stocktake_policy CHECK (policy IN ('live', 'frozen', 'locked')),
      CONSTRAINT stocktake_status
        CHECK (status IN ('open', 'counting', 'review', 'approved', 'applied', 'cancelled')),
      CONSTRAINT stocktake_flags CHECK (inside IN (0, 1) AND blind IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX stocktake_under_way ON stocktake(location) WHERE status NOT IN ('applied', 'cancelled')",
    FirstSchema.isNew("stocktake", "id = NEW.id"),
    """
    CREATE TRIGGER stocktake_remains BEFORE DELETE ON stocktake
    BEGIN SELECT RAISE(ABORT, 'a stocktake is not deleted'); END
    """,
    """
    CREATE TRIGGER stocktake_is_over BEFORE UPDATE ON stocktake WHEN OLD.status IN ('applied', 'cancelled')
    BEGIN SELECT RAISE(ABORT, 'the stocktake is over'); END
    """,
    """
    CREATE TRIGGER stocktake_stays BEFORE UPDATE ON stocktake
    WHEN NEW.id <> OLD.id OR NEW.location <> OLD.location OR NEW.inside <> OLD.inside OR NEW.blind <> OLD.blind
      OR NEW.policy <> OLD.policy OR NEW.opened_by <> OLD.opened_by OR NEW.opened_at <> OLD.opened_at
      OR NEW.scheduled_at IS NOT OLD.scheduled_at OR NEW.opened_entry <> OLD.opened_entry OR NEW.version < OLD.version
    BEGIN SELECT RAISE(ABORT, 'a stocktake stays what it was opened for'); END
    """,
    // Who counts in which bin, until when: a soft lease that tells others, and refuses nobody.
    """
    CREATE TABLE count_lease(
      stocktake INTEGER NOT NULL REFERENCES stocktake(id),
      location INTEGER NOT NULL REFERENCES location(id),
      actor TEXT NOT NULL,
      terminal TEXT NOT NULL,
      since INTEGER NOT NULL,
      until INTEGER NOT NULL,
      lasts INTEGER NOT NULL,
      PRIMARY KEY (stocktake, location, actor)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX count_lease_actor ON count_lease(actor, until)",
    """
    CREATE TABLE count_bin(
      stocktake INTEGER NOT NULL REFERENCES stocktake(id),
      location INTEGER NOT NULL REFERENCES location(id),
      closed_at INTEGER,
      closed_by TEXT,
      PRIMARY KEY (stocktake, location)
    ) STRICT, WITHOUT ROWID
    """,
    // The places in which a frozen or locked stocktake lets nothing move, from an instant on.
    """
    CREATE TABLE count_hold(
      location INTEGER NOT NULL REFERENCES location(id),
      stocktake INTEGER NOT NULL REFERENCES stocktake(id),
      since INTEGER NOT NULL,
      PRIMARY KEY (location, stocktake)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX count_hold_stocktake ON count_hold(stocktake)",
    """
    CREATE TRIGGER count_hold_stays BEFORE UPDATE ON count_hold
    BEGIN SELECT RAISE(ABORT, 'a place is held until the stocktake is over'); END
    """,
    """
    CREATE TRIGGER count_hold_remains BEFORE DELETE ON count_hold
    WHEN (SELECT status FROM stocktake WHERE id = OLD.stocktake) NOT IN ('applied', 'cancelled')
    BEGIN SELECT RAISE(ABORT, 'a place is held until the stocktake is over'); END
    """,
    FirstSchema.isNew("count_hold", "location = NEW.location AND stocktake = NEW.stocktake"),
    // Acts that a supervisor let through all the same.
    "CREATE TABLE hold_override(act INTEGER PRIMARY KEY) STRICT",
    """
    CREATE TRIGGER ledger_stands_still AFTER INSERT ON ledger
    WHEN EXISTS (SELECT 1 FROM count_hold WHERE location = NEW.location)
      AND (NEW.on_hand <> 0 OR NEW.blocked <> 0) AND NEW.kind NOT IN (13, 14)
      AND EXISTS (SELECT 1 FROM count_hold h, act a
        WHERE h.location = NEW.location AND a.id = NEW.act AND h.since <= a.recorded_at)
      AND NOT EXISTS (SELECT 1 FROM hold_override WHERE act = NEW.act)
    BEGIN SELECT RAISE(ABORT, 'a stocktake holds the place'); END
    """,
  ]

  /// `counted` is null until somebody counted; `lot` is 0 where there is none. The figures from `expected` on are those of
  /// the last judgement.
  private static let lines = [
    """
    CREATE TABLE count_line(
      stocktake INTEGER NOT NULL REFERENCES stocktake(id),
      number INTEGER NOT NULL,
      location INTEGER NOT NULL REFERENCES location(id),
      item INTEGER NOT NULL REFERENCES item(id),
      lot INTEGER NOT NULL,
      state TEXT NOT NULL,
      round INTEGER NOT NULL DEFAULT 1,
      events INTEGER NOT NULL DEFAULT 0,
      counted INTEGER,
      damaged INTEGER NOT NULL DEFAULT 0,
      first_at INTEGER,
      last_at INTEGER,
      last_entry INTEGER,
      counters TEXT,
      expected INTEGER,
      variance INTEGER,
      worth INTEGER,
      weight INTEGER,
      within INTEGER,
      moved INTEGER NOT NULL DEFAULT 0,
      restated INTEGER NOT NULL DEFAULT 0,
      missing TEXT,
      found TEXT,
      misplaced TEXT,
      pick TEXT,
      reason TEXT,
      decided_by TEXT,
      refusal TEXT,
      PRIMARY KEY (stocktake, number),
      CONSTRAINT count_line_state CHECK (state IN
        ('open', 'counting', 'confirm', 'recount', 'counted', 'outside', 'approved', 'rejected', 'applied')),
      CONSTRAINT counted_not_below_zero CHECK (counted >= 0)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX count_line_key ON count_line(stocktake, location, item, lot)",
    "CREATE INDEX count_line_weight ON count_line(stocktake, weight, number) WHERE weight IS NOT NULL",
    // Rounds that are over.
    """
    CREATE TABLE count_round(
      stocktake INTEGER NOT NULL,
      number INTEGER NOT NULL,
      round INTEGER NOT NULL,
      counted INTEGER NOT NULL,
      expected INTEGER,
      variance INTEGER,
      last_at INTEGER NOT NULL,
      counters TEXT NOT NULL,
      PRIMARY KEY (stocktake, number, round)
    ) STRICT, WITHOUT ROWID
    """,
    // The serials found in a line's current round: each counts once in a stocktake.
    """
    CREATE TABLE count_serial(
      stocktake INTEGER NOT NULL,
      item INTEGER NOT NULL,
      serial TEXT NOT NULL COLLATE NOCASE,
      location INTEGER NOT NULL,
      event INTEGER NOT NULL,
      PRIMARY KEY (stocktake, item, serial)
    ) STRICT, WITHOUT ROWID
    """,
  ]

  private static let events = [
    """
    CREATE TABLE count_event(
      id INTEGER PRIMARY KEY,
      act INTEGER NOT NULL,
      stocktake INTEGER NOT NULL REFERENCES stocktake(id),
      location INTEGER NOT NULL REFERENCES location(id),
      item INTEGER REFERENCES item(id),
      lot INTEGER NOT NULL,
      line INTEGER,
      serial TEXT COLLATE NOCASE,
      kind INTEGER NOT NULL,
      quantity INTEGER NOT NULL,
      pack INTEGER NOT NULL,
      base INTEGER NOT NULL,
      damaged INTEGER NOT NULL,
      round INTEGER NOT NULL,
      occurred_at INTEGER NOT NULL,
      ledger_entry INTEGER,
      negates INTEGER,
      text TEXT,
      note TEXT,
      CONSTRAINT count_event_kind CHECK (kind BETWEEN 0 AND 5),
      CONSTRAINT count_event_parked CHECK ((item IS NULL) = (line IS NULL) AND (item IS NULL) <= (kind IN (3, 5)))
    ) STRICT
    """,
    "CREATE INDEX count_event_line ON count_event(stocktake, line)",
    "CREATE UNIQUE INDEX count_event_negated_once ON count_event(negates) WHERE negates IS NOT NULL",
    FirstSchema.isNew("count_event", "id = NEW.id"),
    """
    CREATE TRIGGER count_event_stays BEFORE UPDATE ON count_event
    BEGIN SELECT RAISE(ABORT, 'a count is not changed'); END
    """,
    """
    CREATE TRIGGER count_event_remains BEFORE DELETE ON count_event
    BEGIN SELECT RAISE(ABORT, 'a count is not deleted'); END
    """,
  ]

  /// A count that was applied fixes what was on hand at its instant: the anchor (`algorithms.md` 4.8, 8).
  private static let anchors = [
    """
    CREATE TABLE count_anchor(
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL,
      location INTEGER NOT NULL,
      lot INTEGER NOT NULL,
      occurred_at INTEGER NOT NULL,
      stocktake INTEGER NOT NULL,
      line INTEGER NOT NULL,
      act INTEGER NOT NULL,
      counted INTEGER NOT NULL,
      seen_entry INTEGER,
      withdrawn_by INTEGER
    ) STRICT
    """,
    "CREATE INDEX count_anchor_key ON count_anchor(item, location, lot, occurred_at) WHERE withdrawn_by IS NULL",
    "CREATE INDEX count_anchor_line ON count_anchor(stocktake, line)",
    FirstSchema.isNew("count_anchor", "id = NEW.id"),
    """
    CREATE TRIGGER count_anchor_stays BEFORE UPDATE ON count_anchor
    WHEN OLD.withdrawn_by IS NOT NULL OR NEW.item <> OLD.item OR NEW.location <> OLD.location OR NEW.lot <> OLD.lot
      OR NEW.occurred_at <> OLD.occurred_at OR NEW.counted <> OLD.counted OR NEW.act <> OLD.act
      OR NEW.stocktake <> OLD.stocktake OR NEW.line <> OLD.line OR NEW.seen_entry IS NOT OLD.seen_entry
    BEGIN SELECT RAISE(ABORT, 'an applied count is not changed'); END
    """,
    """
    CREATE TRIGGER count_anchor_remains BEFORE DELETE ON count_anchor
    BEGIN SELECT RAISE(ABORT, 'an applied count is not deleted'); END
    """,
    """
    CREATE TRIGGER count_anchor_dates_record AFTER INSERT ON count_anchor BEGIN
      UPDATE stock_record SET last_counted_at = max(ifnull(last_counted_at, NEW.occurred_at), NEW.occurred_at)
      WHERE item = NEW.item AND location = NEW.location;
    END
    """,
    // What restates a count restates its line: the variance, what was expected, and what it is worth at the line's cost.
    """
    CREATE TRIGGER count_line_is_restated AFTER INSERT ON ledger WHEN NEW.kind = 14 AND NEW.on_hand <> 0 BEGIN
      UPDATE count_line SET
        variance = variance + NEW.on_hand, expected = expected - NEW.on_hand, restated = 1,
        worth = CASE WHEN abs(1.0 * (variance + NEW.on_hand) * (\(lineCost))) < 9e18
          THEN (variance + NEW.on_hand) * (\(lineCost)) ELSE worth END,
        weight = CASE WHEN abs(1.0 * (variance + NEW.on_hand) * (\(lineCost))) < 9e18
          THEN abs((variance + NEW.on_hand) * (\(lineCost))) ELSE weight END
      WHERE (stocktake, number) = (SELECT a.stocktake, a.line FROM count_anchor a
          WHERE a.item = NEW.item AND a.location = NEW.location AND a.lot = ifnull(NEW.lot, 0)
            AND a.occurred_at = NEW.occurred_at AND a.withdrawn_by IS NULL
            AND printf('ST-%04d/%d', a.stocktake, a.line) = NEW.reference)
        AND variance IS NOT NULL;
    END
    """,
    FirstSchema.isNew(
      "count_round", "stocktake = NEW.stocktake AND number = NEW.number AND round = NEW.round"),
    """
    CREATE TRIGGER count_round_stays BEFORE UPDATE ON count_round
    BEGIN SELECT RAISE(ABORT, 'a round that is over is not changed'); END
    """,
    """
    CREATE TRIGGER count_serial_stays BEFORE UPDATE ON count_serial
    BEGIN SELECT RAISE(ABORT, 'a count is not changed'); END
    """,
    // Acts whose entries come with those that restate the counts after them.
    "CREATE TABLE restating(act INTEGER PRIMARY KEY) STRICT",
    """
    CREATE TRIGGER ledger_is_counted AFTER INSERT ON ledger
    WHEN NEW.on_hand <> 0 AND NEW.kind <> 14
      AND (\(nextCount)) IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM restating WHERE act = NEW.act)
    BEGIN SELECT RAISE(ABORT, 'counted since'); END
    """,
  ]

  /// When the new entry's key was counted next, so that the entry has to restate that count. What happened at the very
  /// instant of a count that knows how far the ledger had come has come after it; another count at that instant takes the
  /// place of the one before.
  static let nextCount = """
    SELECT min(a.occurred_at) FROM count_anchor a
    WHERE a.item = NEW.item AND a.location = NEW.location AND a.lot = ifnull(NEW.lot, 0)
      AND a.occurred_at >= NEW.occurred_at AND a.withdrawn_by IS NULL AND a.act <> NEW.act
      AND (a.occurred_at > NEW.occurred_at OR NEW.kind <> 13 AND a.seen_entry IS NULL AND NOT EXISTS (
        SELECT 1 FROM count_anchor o WHERE o.item = a.item AND o.location = a.location AND o.lot = a.lot
          AND o.occurred_at = a.occurred_at AND o.withdrawn_by IS NULL AND o.id > a.id))
    """

  private static let tolerances = [
    "CREATE TABLE tolerance(subject TEXT PRIMARY KEY, limits TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE item_class(
      item INTEGER PRIMARY KEY REFERENCES item(id),
      class TEXT NOT NULL,
      CONSTRAINT item_class_letter CHECK (class IN ('A', 'B', 'C'))
    ) STRICT
    """,
  ]
}

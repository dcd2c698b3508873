/// Reorder rules and their signals, in schema 4.
///
/// A rule knows what is available and incoming at its place and in all places inside it: triggers on the stock records keep
/// it. Its signal opens, is covered and closes by what those say at the end of each act (``settle``); a signal is a row of the
/// same table, because there is one for each rule. `use_per_day` is worked out by acts, now and then.
///
/// The reorder point of a stock record and the rule at its very place are the same figure: either follows the other. Only
/// where places are inside it does a record that has no reorder point get none from the rule, which counts more than it.
enum ReorderSchema {
  static let statements: [String] = rules + counters + sums + signals + points + surroundings + existing

  private static let rules = [
    """
    CREATE TABLE reorder_rule(
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item(id),
      location INTEGER NOT NULL REFERENCES location(id),
      site INTEGER NOT NULL,
      path TEXT NOT NULL,
      point INTEGER NOT NULL,
      quantity INTEGER,
      maximum INTEGER,
      multiple INTEGER,
      minimum_order INTEGER,
      lead_days INTEGER,
      safety_stock INTEGER,
      vendor TEXT COLLATE NOCASE,
      version INTEGER NOT NULL DEFAULT 1,
      paused INTEGER NOT NULL DEFAULT 0,
      available INTEGER NOT NULL DEFAULT 0,
      incoming INTEGER NOT NULL DEFAULT 0,
      last_entry INTEGER,
      use_per_day INTEGER,
      used_on INTEGER,
      loss INTEGER NOT NULL DEFAULT 0,
      state TEXT NOT NULL DEFAULT 'closed',
      opened_at INTEGER,
      opened_by INTEGER,
      available_then INTEGER,
      acknowledged_by TEXT,
      acknowledged_at INTEGER,
      snoozed_until INTEGER,
      slack_then INTEGER,
      out_then INTEGER NOT NULL DEFAULT 0,
      assigned_to TEXT COLLATE NOCASE,
      escalated_to TEXT,
      escalated_at INTEGER,
      signal_version INTEGER NOT NULL DEFAULT 1,
      slack INTEGER GENERATED ALWAYS AS (CASE WHEN use_per_day > 0
        THEN max(available, 0) * 1000 / use_per_day - ifnull(lead_days, 0) * 1000 END) VIRTUAL,
      rank INTEGER GENERATED ALWAYS AS (CASE WHEN available <= 0 THEN -1000000000000000
        ELSE ifnull(slack, 1000000000000000) END) VIRTUAL,
      gain INTEGER GENERATED ALWAYS AS (-loss) VIRTUAL,
      CONSTRAINT reorder_rule_quantities CHECK (point >= 0 AND quantity >= 0 AND maximum >= 0 AND multiple > 0
        AND minimum_order >= 0 AND safety_stock >= 0 AND lead_days >= 0),
      CONSTRAINT reorder_rule_target CHECK (quantity IS NULL OR maximum IS NULL),
      CONSTRAINT reorder_rule_state CHECK (state IN ('open', 'acknowledged', 'snoozed', 'covered', 'closed')),
      CONSTRAINT reorder_rule_snoozed CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL)),
      CONSTRAINT reorder_rule_opened CHECK ((state = 'closed') = (opened_at IS NULL))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX reorder_rule_place ON reorder_rule(item, location)",
    "CREATE INDEX reorder_rule_site ON reorder_rule(site, item)",
    "CREATE INDEX reorder_rule_location ON reorder_rule(location)",
    // The list of signals, for one site and for all: what is out first, by what is lost a day, then by slack.
    "CREATE INDEX signal_urgency ON reorder_rule(rank, gain, id) WHERE state <> 'closed'",
    "CREATE INDEX signal_urgency_of_site ON reorder_rule(site, rank, gain, id) WHERE state <> 'closed'",
    "CREATE INDEX signal_snoozed ON reorder_rule(snoozed_until) WHERE state = 'snoozed'",
    FirstSchema.isNew("reorder_rule", "id = NEW.id OR item = NEW.item AND location = NEW.location"),
    """
    CREATE TRIGGER reorder_rule_keeps_place BEFORE UPDATE OF id, item, location ON reorder_rule
    WHEN NEW.id <> OLD.id OR NEW.item <> OLD.item OR NEW.location <> OLD.location
    BEGIN SELECT RAISE(ABORT, 'a rule stays where it is'); END
    """,
  ]

  /// What headers show is kept, not counted.
  private static let counters = [
    """
    CREATE TABLE signal_counter(
      site INTEGER PRIMARY KEY,
      open INTEGER NOT NULL,
      acknowledged INTEGER NOT NULL,
      snoozed INTEGER NOT NULL,
      covered INTEGER NOT NULL,
      out_of_stock INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER count_changed_signal AFTER UPDATE OF state, available ON reorder_rule
    WHEN OLD.state <> NEW.state OR NEW.state <> 'closed' AND (OLD.available <= 0) <> (NEW.available <= 0) BEGIN
      INSERT INTO signal_counter(site, open, acknowledged, snoozed, covered, out_of_stock)
      VALUES (NEW.site, \(counts("NEW", minus: "OLD")))
      ON CONFLICT(site) DO UPDATE SET open = open + excluded.open, acknowledged = acknowledged + excluded.acknowledged,
        snoozed = snoozed + excluded.snoozed, covered = covered + excluded.covered,
        out_of_stock = out_of_stock + excluded.out_of_stock;
    END
    """,
    """
    CREATE TRIGGER count_lost_signal AFTER DELETE ON reorder_rule WHEN OLD.state <> 'closed' BEGIN
      UPDATE signal_counter SET open = open - (OLD.state = 'open'), acknowledged = acknowledged - (OLD.state = 'acknowledged'),
        snoozed = snoozed - (OLD.state = 'snoozed'), covered = covered - (OLD.state = 'covered'),
        out_of_stock = out_of_stock - \(out("OLD"))
      WHERE site = OLD.site;
    END
    """,
    // A place with rules and no stock may go to another site.
    """
    CREATE TRIGGER count_moved_signal AFTER UPDATE OF site ON reorder_rule
    WHEN OLD.site <> NEW.site AND NEW.state <> 'closed' BEGIN
      UPDATE signal_counter SET open = open - (OLD.state = 'open'), acknowledged = acknowledged - (OLD.state = 'acknowledged'),
        snoozed = snoozed - (OLD.state = 'snoozed'), covered = covered - (OLD.state = 'covered'),
        out_of_stock = out_of_stock - \(out("OLD"))
      WHERE site = OLD.site;
      INSERT INTO signal_counter(site, open, acknowledged, snoozed, covered, out_of_stock)
      VALUES (NEW.site, NEW.state = 'open', NEW.state = 'acknowledged', NEW.state = 'snoozed', NEW.state = 'covered',
        \(out("NEW")))
      ON CONFLICT(site) DO UPDATE SET open = open + excluded.open, acknowledged = acknowledged + excluded.acknowledged,
        snoozed = snoozed + excluded.snoozed, covered = covered + excluded.covered,
        out_of_stock = out_of_stock + excluded.out_of_stock;
    END
    """,
  ]

  private static func counts(_ new: String, minus old: String) -> String {
    ["open", "acknowledged", "snoozed", "covered"]
      .map { "(\(new).state = '\($0)') - (\(old).state = '\($0)')" }.joined(separator: ", ")
      + ", \(out(new)) - \(out(old))"
  }

  private static func out(_ row: String) -> String { "(\(row).state <> 'closed' AND \(row).available <= 0)" }

  private static func available(_ row: String) -> String {
    "\(row).on_hand - \(row).reserved - \(row).allocated - \(row).blocked"
  }

  /// Whether the place of a stock record is that of a rule or inside it. The path is looked up once; no path ends in `x`.
  private static func covers(_ row: String) -> String {
    "item = \(row).item AND (SELECT path FROM location WHERE id = \(row).location) BETWEEN path AND path || 'x'"
  }

  /// What stands at a rule's place and inside it, added up anew.
  private static func summed(_ rule: String, _ figure: String) -> String {
    """
    (SELECT ifnull(sum(\(figure)), 0) FROM stock_record r CROSS JOIN location l ON l.id = r.location
      WHERE r.item = \(rule).item AND l.path >= \(rule).path AND l.path < \(rule).path || 'x')
    """
  }

  private static let sums = [
    """
    CREATE TRIGGER rule_begins AFTER INSERT ON reorder_rule BEGIN
      UPDATE reorder_rule SET available = \(summed("NEW", available("r"))), incoming = \(summed("NEW", "r.incoming")),
        paused = ifnull((SELECT active = 0 FROM item WHERE id = NEW.item), 0)
      WHERE id = NEW.id;
      UPDATE stock_record SET reorder_point = NEW.point, edits = edits + 1 WHERE \(mirrors);
    END
    """,
    """
    CREATE TRIGGER stock_moves_rule AFTER UPDATE OF on_hand, reserved, allocated, blocked, incoming ON stock_record
    WHEN (\(available("NEW")) <> \(available("OLD")) OR NEW.incoming <> OLD.incoming)
      AND EXISTS (SELECT 1 FROM reorder_rule WHERE item = NEW.item) BEGIN
      UPDATE reorder_rule SET available = available + \(available("NEW")) - (\(available("OLD"))),
        incoming = incoming + NEW.incoming - OLD.incoming, last_entry = NEW.last_entry
      WHERE \(covers("NEW"));
    END
    """,
    // A new record: rules that stand count it, one at its very place is its reorder point, and its own makes a rule. The first
    // of a site is counted there whichever of the triggers comes first.
    """
    CREATE TRIGGER stock_begins_in_rule AFTER INSERT ON stock_record
    WHEN NEW.reorder_point IS NOT NULL OR EXISTS (SELECT 1 FROM reorder_rule WHERE item = NEW.item) BEGIN
      UPDATE reorder_rule SET available = available + \(available("NEW")), incoming = incoming + NEW.incoming,
        last_entry = NEW.last_entry
      WHERE \(covers("NEW"));
      UPDATE reorder_rule SET point = NEW.reorder_point, version = version + 1
      WHERE item = NEW.item AND location = NEW.location AND NEW.reorder_point <> point;
      \(pointMakesRule)
      INSERT OR IGNORE INTO site_counter(site, records, low, out_of_stock)
      SELECT site, 0, 0, 0 FROM location WHERE id = NEW.location;
      UPDATE stock_record SET reorder_point = (SELECT point FROM reorder_rule WHERE item = NEW.item AND location = NEW.location)
      WHERE NEW.reorder_point IS NULL AND item = NEW.item AND location = NEW.location
        AND EXISTS (SELECT 1 FROM reorder_rule WHERE item = NEW.item AND location = NEW.location)
        AND NOT EXISTS (SELECT 1 FROM location WHERE parent = NEW.location);
    END
    """,
  ]

  /// What a signal is to be by the figures of a row: `NEW.` in a trigger, nothing in a statement.
  private static func next(_ row: String) -> String {
    """
    CASE WHEN \(row)paused THEN 'closed'
      WHEN \(row)available > \(row)point THEN
        CASE WHEN \(row)available + \(row)incoming > \(row)point + max(1000, \(row)point / 20)
          THEN 'closed' ELSE \(row)state END
      WHEN \(row)available + \(row)incoming > \(row)point THEN 'covered'
      WHEN \(row)state IN ('closed', 'covered') THEN 'open'
      WHEN \(row)state = 'snoozed'
        AND (\(row)available <= 0 AND NOT \(row)out_then OR \(row)slack < \(row)slack_then - 1000) THEN 'open'
      ELSE \(row)state END
    """
  }

  private static let next = next("NEW.")

  /// Signals of an item after an act has moved stock of it: once at its end, because goods that go from one bin of a site to
  /// another have left the one before they are in the other, and were never missing. A snoozed signal of what was out
  /// and is no longer wakes when it is out again. A signal that begins with the first goods of a place began with those goods.
  static let settle = """
    UPDATE reorder_rule SET out_then = (out_then AND available <= 0), paused = paused,
      available_then = CASE WHEN \(isNew) THEN available ELSE available_then END,
      opened_by = CASE WHEN \(isNew) THEN last_entry ELSE opened_by END
    WHERE item = ?1 AND (state <> \(next("")) OR out_then AND available > 0 OR \(isNew))
    """

  /// Opened by the act that is being written, before it had moved anything: the first goods of the place.
  private static let isNew = """
    (state <> 'closed' AND opened_by IS NULL AND opened_at = (SELECT recorded_at FROM act WHERE id = (SELECT max(id) FROM act))
      AND (SELECT act FROM ledger WHERE seq = last_entry) = (SELECT max(id) FROM act)
      AND NOT EXISTS (SELECT 1 FROM ledger e WHERE e.item = reorder_rule.item AND e.location = reorder_rule.location
        AND e.act < (SELECT max(id) FROM act)))
    """

  private static let signals = [
    """
    CREATE TRIGGER rule_signals AFTER UPDATE OF point, paused, lead_days, use_per_day ON reorder_rule
    WHEN NEW.state <> \(next) BEGIN
      UPDATE reorder_rule SET state = \(next),
        opened_at = CASE WHEN \(next) = 'closed' THEN NULL
          ELSE ifnull(NEW.opened_at, ifnull((SELECT recorded_at FROM act WHERE id = (SELECT max(id) FROM act)), 0)) END,
        opened_by = CASE WHEN \(next) = 'closed' THEN NULL WHEN NEW.state = 'closed' THEN NEW.last_entry
          ELSE NEW.opened_by END,
        available_then = CASE WHEN \(next) = 'closed' THEN NULL WHEN NEW.state = 'closed' THEN NEW.available
          ELSE NEW.available_then END,
        acknowledged_by = NULL, acknowledged_at = NULL, snoozed_until = NULL, slack_then = NULL, out_then = 0,
        assigned_to = CASE WHEN \(next) = 'closed' THEN NULL ELSE NEW.assigned_to END,
        escalated_to = CASE WHEN \(next) = 'closed' THEN NULL ELSE NEW.escalated_to END,
        escalated_at = CASE WHEN \(next) = 'closed' THEN NULL ELSE NEW.escalated_at END,
        signal_version = NEW.signal_version + 1
      WHERE id = NEW.id;
    END
    """
  ]

  /// The record at a rule's very place, where its reorder point is another, or where it has none and nothing is inside it.
  private static let mirrors = """
    item = NEW.item AND location = NEW.location AND reorder_point IS NOT NEW.point
      AND (reorder_point IS NOT NULL OR NOT EXISTS (SELECT 1 FROM location WHERE parent = NEW.location))
    """

  private static let pointMakesRule = """
    INSERT INTO reorder_rule(item, location, site, path, point)
      SELECT NEW.item, l.id, l.site, l.path, NEW.reorder_point FROM location l
      WHERE l.id = NEW.location AND NEW.reorder_point IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM reorder_rule WHERE item = NEW.item AND location = NEW.location);
    """

  private static let points = [
    """
    CREATE TRIGGER stock_point_sets_rule AFTER UPDATE OF reorder_point ON stock_record
    WHEN NEW.reorder_point IS NOT OLD.reorder_point BEGIN
      UPDATE reorder_rule SET point = NEW.reorder_point, version = version + 1
      WHERE item = NEW.item AND location = NEW.location AND NEW.reorder_point <> point;
      \(pointMakesRule)
      DELETE FROM reorder_rule WHERE item = NEW.item AND location = NEW.location AND NEW.reorder_point IS NULL;
    END
    """,
    """
    CREATE TRIGGER rule_sets_stock_point AFTER UPDATE OF point ON reorder_rule WHEN NEW.point <> OLD.point BEGIN
      UPDATE stock_record SET reorder_point = NEW.point, edits = edits + 1 WHERE \(mirrors);
    END
    """,
    """
    CREATE TRIGGER lost_rule_unsets_stock_point AFTER DELETE ON reorder_rule BEGIN
      UPDATE stock_record SET reorder_point = NULL, edits = edits + 1
      WHERE item = OLD.item AND location = OLD.location AND reorder_point IS NOT NULL;
    END
    """,
  ]

  /// Items that are retired are not low; places that move take their rules and their stock along.
  ///
  /// Of a place that moves, the rules of all places it has left or come into count its stock no longer, or from now on. Those of
  /// places that move with it count what they counted, in whatever order the places are moved: a path is made of the numbers
  /// of the places it leads through.
  private static let surroundings = [
    """
    CREATE TRIGGER item_pauses_rules AFTER UPDATE OF active ON item WHEN NEW.active <> OLD.active BEGIN
      UPDATE reorder_rule SET paused = (NEW.active = 0) WHERE item = NEW.id;
    END
    """,
    """
    CREATE TRIGGER location_moves_rules AFTER UPDATE OF path ON location WHEN NEW.path <> OLD.path BEGIN
      UPDATE reorder_rule SET path = NEW.path, site = NEW.site WHERE location = NEW.id;
      UPDATE reorder_rule SET
        available = available + iif(\(leadsThrough("NEW.path")), 1, -1) * \(standing(available("r"))),
        incoming = incoming + iif(\(leadsThrough("NEW.path")), 1, -1) * \(standing("r.incoming")), paused = paused
      WHERE item IN (SELECT item FROM stock_record WHERE location = NEW.id)
        AND \(leadsThrough("OLD.path")) <> \(leadsThrough("NEW.path"));
    END
    """,
  ]

  private static func leadsThrough(_ path: String) -> String {
    "(instr(\(path), '/' || reorder_rule.location || '/') > 0)"
  }

  private static func standing(_ figure: String) -> String {
    "(SELECT \(figure) FROM stock_record r WHERE r.item = reorder_rule.item AND r.location = NEW.id)"
  }

  /// Every reorder point there was is a rule.
  private static let existing = [
    """
    INSERT INTO reorder_rule(item, location, site, path, point)
    SELECT r.item, r.location, l.site, l.path, r.reorder_point FROM stock_record r JOIN location l ON l.id = r.location
    WHERE r.reorder_point IS NOT NULL
    """
  ]
}

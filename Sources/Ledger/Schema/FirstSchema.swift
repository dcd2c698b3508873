/// The tables, walls and counters of schema 1.
///
/// The last wall stands here: inserting a ledger entry moves its balance by trigger, a balance can change in no other
/// way, nothing in the ledger or the audit can be changed or deleted. Even a stray `sqlite3` shell cannot make the books
/// disagree. SQLite 3.40 is the floor, and the same text serves a replicated engine: no clock, no chance, literal
/// messages in RAISE.
enum FirstSchema {
  static let statements: [String] =
    guards + books + settings + audit + items + locations + lots + stock + ledger + walls + counters

  /// A guard is an insert into a view: `INSERT INTO assert_that SELECT …` fails the batch unless it yields 1.
  private static let guards = [
    "CREATE VIEW assert_that(ok) AS SELECT 1 WHERE 0",
    """
    CREATE TRIGGER assert_that_holds INSTEAD OF INSERT ON assert_that WHEN NEW.ok IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'guard failed'); END
    """,
  ]

  /// `INSERT OR REPLACE` deletes the row it replaces without a word to the triggers that guard deletion, so each table
  /// whose rows are to stay refuses a row that stands there already.
  static func isNew(_ table: String, _ same: String) -> String {
    """
    CREATE TRIGGER \(table)_is_new BEFORE INSERT ON \(table) WHEN EXISTS (SELECT 1 FROM \(table) WHERE \(same))
    BEGIN SELECT RAISE(ABORT, 'it stands there already'); END
    """
  }

  /// 'tall' in ASCII: a file that carries another number is not ours.
  static let applicationID = 0x7461_6C6C

  private static let books = ["PRAGMA application_id = \(applicationID)"]

  private static let settings = [
    "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID"
  ]

  /// One row for each act is its audit event too. The key makes it happen once; `first_entry` and `entries` say which
  /// ledger entries it made, so that they need no index of their own.
  private static let audit = [
    """
    CREATE TABLE act(
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      digest BLOB NOT NULL,
      action TEXT NOT NULL,
      actor TEXT NOT NULL,
      terminal TEXT NOT NULL,
      recorded_at INTEGER NOT NULL,
      reference TEXT,
      entity TEXT,
      first_entry INTEGER,
      entries INTEGER NOT NULL,
      before TEXT,
      after TEXT
    ) STRICT
    """,
    "CREATE UNIQUE INDEX act_key ON act(key)",
    "CREATE INDEX act_entity ON act(entity) WHERE entity IS NOT NULL",
    "CREATE TRIGGER act_stays BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'the audit is not changed'); END",
    "CREATE TRIGGER act_remains BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'the audit is not deleted'); END",
    isNew("act", "id = NEW.id OR key = NEW.key"),
  ]

  private static let items = [
    """
    CREATE TABLE item(
      id INTEGER PRIMARY KEY,
      sku TEXT NOT NULL COLLATE NOCASE,
      variant TEXT NOT NULL COLLATE NOCASE,
      name TEXT NOT NULL COLLATE NOCASE,
      category TEXT NOT NULL COLLATE NOCASE,
      unit TEXT NOT NULL,
      tracking TEXT NOT NULL,
      active INTEGER NOT NULL,
      cost INTEGER,
      price INTEGER,
      currency TEXT NOT NULL,
      version INTEGER NOT NULL,
      CONSTRAINT item_is_named CHECK (length(sku) > 0),
      CONSTRAINT item_tracking CHECK (tracking IN ('none', 'lot', 'serial')),
      CONSTRAINT item_active CHECK (active IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX item_code ON item(sku, variant)",
    "CREATE INDEX item_name ON item(name)",
    """
    CREATE TABLE barcode(
      code TEXT PRIMARY KEY COLLATE NOCASE,
      item INTEGER NOT NULL REFERENCES item(id),
      pack INTEGER NOT NULL,
      CONSTRAINT barcode_pack CHECK (pack > 0)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX barcode_item ON barcode(item)",
    """
    CREATE TABLE pack(
      item INTEGER NOT NULL REFERENCES item(id),
      name TEXT NOT NULL COLLATE NOCASE,
      factor INTEGER NOT NULL,
      PRIMARY KEY (item, name),
      CONSTRAINT pack_factor CHECK (factor > 0)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE VIRTUAL TABLE item_search
    USING fts5(sku, variant, name, content = 'item', content_rowid = 'id', tokenize = 'trigram', detail = 'full')
    """,
    """
    CREATE TRIGGER item_is_searchable AFTER INSERT ON item BEGIN
      INSERT INTO item_search(rowid, sku, variant, name) VALUES (NEW.id, NEW.sku, NEW.variant, NEW.name);
    END
    """,
    """
    CREATE TRIGGER item_is_searchable_anew AFTER UPDATE OF sku, variant, name ON item
    WHEN OLD.sku IS NOT NEW.sku OR OLD.variant IS NOT NEW.variant OR OLD.name IS NOT NEW.name BEGIN
      INSERT INTO item_search(item_search, rowid, sku, variant, name)
      VALUES ('delete', OLD.id, OLD.sku, OLD.variant, OLD.name);
      INSERT INTO item_search(rowid, sku, variant, name) VALUES (NEW.id, NEW.sku, NEW.variant, NEW.name);
    END
    """,
    isNew("item", "id = NEW.id OR sku = NEW.sku AND variant = NEW.variant"),
    """
    CREATE TRIGGER item_remains BEFORE DELETE ON item
    WHEN EXISTS (SELECT 1 FROM stock_record WHERE item = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'an item with stock records is not deleted'); END
    """,
    """
    CREATE TRIGGER item_keeps_tracking BEFORE UPDATE OF tracking ON item
    WHEN OLD.tracking <> NEW.tracking AND EXISTS (SELECT 1 FROM stock_record WHERE item = OLD.id AND on_hand <> 0)
    BEGIN SELECT RAISE(ABORT, 'tracking does not change while there is stock'); END
    """,
  ]

  private static let locations = [
    """
    CREATE TABLE location(
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL COLLATE NOCASE,
      name TEXT NOT NULL COLLATE NOCASE,
      kind TEXT NOT NULL,
      parent INTEGER REFERENCES location(id),
      site INTEGER NOT NULL,
      path TEXT NOT NULL,
      room_type TEXT NOT NULL,
      latitude INTEGER,
      longitude INTEGER,
      structural INTEGER NOT NULL,
      active INTEGER NOT NULL,
      quarantine INTEGER NOT NULL,
      version INTEGER NOT NULL,
      CONSTRAINT location_is_named CHECK (length(code) > 0),
      CONSTRAINT location_kind CHECK (kind IN ('site', 'room', 'bin')),
      CONSTRAINT location_site_stands_alone CHECK ((kind = 'site') = (parent IS NULL)),
      CONSTRAINT location_flags CHECK (structural IN (0, 1) AND active IN (0, 1) AND quarantine IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX location_code ON location(code)",
    "CREATE INDEX location_name ON location(name)",
    "CREATE INDEX location_parent ON location(parent)",
    "CREATE INDEX location_path ON location(path)",
    // Unique, as the code alone is: so the planner knows that places come in order.
    "CREATE UNIQUE INDEX location_site ON location(site, code)",
    "CREATE INDEX location_quarantine ON location(path) WHERE room_type = 'quarantine'",
    """
    CREATE TRIGGER location_holds_stock BEFORE UPDATE OF structural, active, quarantine ON location
    WHEN (NEW.structural > OLD.structural OR NEW.active < OLD.active OR NEW.quarantine <> OLD.quarantine)
      AND EXISTS (SELECT 1 FROM stock_record WHERE location = OLD.id
        AND (on_hand <> 0 OR reserved <> 0 OR allocated <> 0 OR blocked <> 0 OR incoming <> 0))
    BEGIN SELECT RAISE(ABORT, 'the location holds stock'); END
    """,
    """
    CREATE TRIGGER location_keeps_site BEFORE UPDATE OF site ON location
    WHEN NEW.site <> OLD.site AND EXISTS (SELECT 1 FROM stock_record WHERE location = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'a location with stock records stays in its site'); END
    """,
    """
    CREATE TRIGGER location_has_places BEFORE UPDATE OF active ON location
    WHEN NEW.active < OLD.active AND EXISTS (SELECT 1 FROM location WHERE parent = OLD.id AND active = 1)
    BEGIN SELECT RAISE(ABORT, 'the location has places in use'); END
    """,
    isNew("location", "id = NEW.id OR code = NEW.code"),
    """
    CREATE TRIGGER location_remains BEFORE DELETE ON location
    WHEN EXISTS (SELECT 1 FROM stock_record WHERE location = OLD.id)
      OR EXISTS (SELECT 1 FROM location WHERE parent = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'a location in use is not deleted'); END
    """,
  ]

  private static let lots = [
    """
    CREATE TABLE lot(
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item(id),
      code TEXT NOT NULL COLLATE NOCASE,
      made INTEGER,
      expires INTEGER,
      status TEXT NOT NULL,
      version INTEGER NOT NULL,
      CONSTRAINT lot_status CHECK (status IN ('active', 'quarantined', 'expired'))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX lot_code ON lot(item, code)",
    "CREATE INDEX lot_by_code ON lot(code)",
    """
    CREATE TABLE lot_stock(
      lot INTEGER NOT NULL REFERENCES lot(id),
      location INTEGER NOT NULL REFERENCES location(id),
      on_hand INTEGER NOT NULL,
      reserved INTEGER NOT NULL,
      allocated INTEGER NOT NULL,
      blocked INTEGER NOT NULL,
      last_entry INTEGER NOT NULL,
      PRIMARY KEY (lot, location),
      CONSTRAINT lot_stock_not_below_zero
        CHECK (on_hand >= 0 AND reserved >= 0 AND allocated >= 0 AND blocked >= 0)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE serial(
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item(id),
      code TEXT NOT NULL COLLATE NOCASE,
      location INTEGER REFERENCES location(id),
      last_entry INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX serial_code ON serial(item, code)",
    "CREATE INDEX serial_by_code ON serial(code)",
    "CREATE INDEX serial_place ON serial(item, location) WHERE location IS NOT NULL",
    """
    CREATE TABLE entry_serial(
      entry INTEGER NOT NULL,
      serial TEXT NOT NULL COLLATE NOCASE,
      PRIMARY KEY (entry, serial)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX entry_serial_history ON entry_serial(serial, entry)",
  ]

  /// The balances. `last_entry` names the entry that brought them to what they are.
  private static let stock = [
    """
    CREATE TABLE stock_record(
      item INTEGER NOT NULL REFERENCES item(id),
      location INTEGER NOT NULL REFERENCES location(id),
      on_hand INTEGER NOT NULL DEFAULT 0,
      reserved INTEGER NOT NULL DEFAULT 0,
      allocated INTEGER NOT NULL DEFAULT 0,
      blocked INTEGER NOT NULL DEFAULT 0,
      incoming INTEGER NOT NULL DEFAULT 0,
      last_entry INTEGER NOT NULL DEFAULT 0,
      last_movement_at INTEGER,
      reorder_point INTEGER,
      edits INTEGER NOT NULL DEFAULT 0,
      last_counted_at INTEGER,
      bin TEXT,
      flags TEXT,
      PRIMARY KEY (item, location),
      CONSTRAINT reserved_not_below_zero CHECK (reserved >= 0),
      CONSTRAINT allocated_not_below_zero CHECK (allocated >= 0),
      CONSTRAINT blocked_not_below_zero CHECK (blocked >= 0),
      CONSTRAINT incoming_not_below_zero CHECK (incoming >= 0),
      CONSTRAINT on_hand_within_limit CHECK (on_hand BETWEEN -99999999999999 AND 99999999999999)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX stock_by_location ON stock_record(location, item)",
    // Made as `point >= …`: the other way round the planner never uses it.
    """
    CREATE INDEX stock_low ON stock_record(item, location, on_hand, reserved, allocated, blocked, reorder_point)
    WHERE reorder_point >= on_hand - reserved - allocated - blocked
    """,
  ]

  private static let ledger = [
    """
    CREATE TABLE ledger(
      seq INTEGER PRIMARY KEY,
      act INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      item INTEGER NOT NULL,
      location INTEGER NOT NULL,
      lot INTEGER,
      occurred_at INTEGER NOT NULL,
      on_hand INTEGER NOT NULL,
      reserved INTEGER NOT NULL,
      allocated INTEGER NOT NULL,
      blocked INTEGER NOT NULL,
      incoming INTEGER NOT NULL,
      on_hand_after INTEGER NOT NULL,
      reserved_after INTEGER NOT NULL,
      allocated_after INTEGER NOT NULL,
      blocked_after INTEGER NOT NULL,
      incoming_after INTEGER NOT NULL,
      reason TEXT,
      reference TEXT,
      CONSTRAINT ledger_counts_up CHECK (seq > 0)
    ) STRICT
    """,
    "CREATE INDEX ledger_history ON ledger(item, occurred_at, location)",
    """
    CREATE TABLE entry_detail(
      entry INTEGER PRIMARY KEY,
      reverses INTEGER,
      cost INTEGER,
      note TEXT,
      metadata TEXT
    ) STRICT
    """,
    "CREATE UNIQUE INDEX entry_reversed_once ON entry_detail(reverses) WHERE reverses IS NOT NULL",
  ]

  /// What headers show is kept, not counted: records, low and out by site.
  private static let counters = [
    """
    CREATE TABLE site_counter(
      site INTEGER PRIMARY KEY,
      records INTEGER NOT NULL,
      low INTEGER NOT NULL,
      out_of_stock INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER count_new_record AFTER INSERT ON stock_record BEGIN
      INSERT INTO site_counter(site, records, low, out_of_stock)
      SELECT site, 1, \(low("NEW")), \(out("NEW")) FROM location WHERE id = NEW.location
      ON CONFLICT(site) DO UPDATE SET records = records + 1, low = low + excluded.low,
        out_of_stock = out_of_stock + excluded.out_of_stock;
    END
    """,
    """
    CREATE TRIGGER count_changed_record
    AFTER UPDATE OF on_hand, reserved, allocated, blocked, incoming, reorder_point ON stock_record
    WHEN \(low("OLD")) <> \(low("NEW")) OR \(out("OLD")) <> \(out("NEW")) BEGIN
      UPDATE site_counter SET low = low + \(low("NEW")) - \(low("OLD")),
        out_of_stock = out_of_stock + \(out("NEW")) - \(out("OLD"))
      WHERE site = (SELECT site FROM location WHERE id = NEW.location);
    END
    """,
    """
    CREATE TRIGGER count_lost_record AFTER DELETE ON stock_record BEGIN
      UPDATE site_counter SET records = records - 1, low = low - \(low("OLD")), out_of_stock = out_of_stock - \(out("OLD"))
      WHERE site = (SELECT site FROM location WHERE id = OLD.location);
    END
    """,
  ]

  private static func low(_ row: String) -> String {
    "ifnull(\(row).on_hand - \(row).reserved - \(row).allocated - \(row).blocked <= \(row).reorder_point, 0)"
  }

  private static func out(_ row: String) -> String {
    """
    (\(row).reorder_point IS NOT NULL AND \(row).on_hand - \(row).reserved - \(row).allocated - \(row).blocked <= 0 \
    AND \(row).on_hand - \(row).reserved - \(row).allocated - \(row).blocked <= \(row).reorder_point)
    """
  }
}

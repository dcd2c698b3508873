/// Schema 5: what other systems are told of, and what is exchanged with them. Events are not stored: they are what the acts
/// say. Only when something came to be low is written down, because no act says so.
enum DeliverySchema {
  static let statements: [String] = low + webhooks + connectors

  /// By the act during which it came to be low, in order.
  private static let low = [
    """
    CREATE TABLE low_event(
      act INTEGER NOT NULL,
      number INTEGER NOT NULL,
      item INTEGER NOT NULL REFERENCES item(id),
      location INTEGER NOT NULL REFERENCES location(id),
      entry INTEGER,
      available INTEGER NOT NULL,
      incoming INTEGER NOT NULL,
      point INTEGER NOT NULL,
      state TEXT NOT NULL,
      PRIMARY KEY (act, number),
      CONSTRAINT low_event_state CHECK (state IN ('open', 'covered'))
    ) STRICT, WITHOUT ROWID
    """,
    FirstSchema.isNew("low_event", "act = NEW.act AND number = NEW.number"),
    """
    CREATE TRIGGER low_event_stays BEFORE UPDATE ON low_event
    BEGIN SELECT RAISE(ABORT, 'what was told is not changed'); END
    """,
    """
    CREATE TRIGGER low_event_remains BEFORE DELETE ON low_event
    BEGIN SELECT RAISE(ABORT, 'what was told is not deleted'); END
    """,
    // It came to be low, or what was to cover it fell away; not that somebody snoozed it or that it woke.
    """
    CREATE TRIGGER signal_is_told AFTER UPDATE OF state ON reorder_rule
    WHEN OLD.state = 'closed' AND NEW.state IN ('open', 'covered') OR OLD.state = 'covered' AND NEW.state = 'open' BEGIN
      INSERT INTO low_event(act, number, item, location, entry, available, incoming, point, state)
      SELECT a.id, ifnull((SELECT number + 1 FROM low_event WHERE act = a.id ORDER BY number DESC LIMIT 1), 0), NEW.item,
        NEW.location, NEW.last_entry, NEW.available, NEW.incoming, NEW.point, NEW.state
      FROM act a WHERE a.id = (SELECT max(id) FROM act);
    END
    """,
  ]

  private static let webhooks = [
    """
    CREATE TABLE webhook(
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      target TEXT NOT NULL,
      events TEXT,
      location INTEGER REFERENCES location(id),
      secret TEXT NOT NULL,
      paused INTEGER NOT NULL DEFAULT 0,
      removed INTEGER NOT NULL DEFAULT 0,
      act INTEGER NOT NULL,
      place INTEGER NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0,
      last_error TEXT,
      last_at INTEGER,
      next_try_at INTEGER,
      lease_holder TEXT,
      lease_until INTEGER,
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      CONSTRAINT webhook_kind CHECK (kind IN ('url', 'command')),
      CONSTRAINT webhook_flags CHECK (paused IN (0, 1) AND removed IN (0, 1) AND failures >= 0),
      CONSTRAINT webhook_lease CHECK ((lease_holder IS NULL) = (lease_until IS NULL)),
      CONSTRAINT webhook_forgets CHECK (removed = 0 OR secret = '')
    ) STRICT
    """,
    FirstSchema.isNew("webhook", "id = NEW.id"),
    """
    CREATE TRIGGER webhook_remains BEFORE DELETE ON webhook
    BEGIN SELECT RAISE(ABORT, 'a webhook is taken out, not deleted: its number is not given again'); END
    """,
    """
    CREATE TRIGGER webhook_moves_on BEFORE UPDATE ON webhook
    WHEN NEW.version <> OLD.version + 1 OR OLD.removed = 1 OR (NEW.act, NEW.place) < (OLD.act, OLD.place)
    BEGIN SELECT RAISE(ABORT, 'what was taken is not sent again'); END
    """,
  ]

  private static let connectors = [
    """
    CREATE TABLE connector(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL COLLATE NOCASE,
      kind TEXT NOT NULL,
      direction TEXT NOT NULL,
      content TEXT NOT NULL,
      target_kind TEXT NOT NULL,
      target TEXT NOT NULL,
      every INTEGER,
      mapping TEXT NOT NULL,
      removed INTEGER NOT NULL DEFAULT 0,
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      CONSTRAINT connector_kind CHECK (kind IN ('erp', 'wms', '3pl', 'marketplace', 'pos')),
      CONSTRAINT connector_direction CHECK (direction IN ('pull', 'push')),
      CONSTRAINT connector_target CHECK (target_kind IN ('folder', 'url')),
      CONSTRAINT connector_every CHECK (every > 0),
      CONSTRAINT connector_removed CHECK (removed IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX connector_name ON connector(name) WHERE removed = 0",
    FirstSchema.isNew("connector", "id = NEW.id OR name = NEW.name AND removed = 0"),
    """
    CREATE TRIGGER connector_remains BEFORE DELETE ON connector
    BEGIN SELECT RAISE(ABORT, 'a connector is taken out, not deleted: its log names it'); END
    """,
    """
    CREATE TABLE sync_run(
      id INTEGER PRIMARY KEY,
      connector INTEGER NOT NULL REFERENCES connector(id),
      begun_at INTEGER NOT NULL,
      ended_at INTEGER NOT NULL,
      files INTEGER NOT NULL,
      line_count INTEGER NOT NULL,
      refused INTEGER NOT NULL,
      error TEXT,
      actor TEXT NOT NULL,
      seen_by TEXT,
      seen_at INTEGER,
      CONSTRAINT sync_run_counts CHECK (files >= 0 AND line_count >= 0 AND refused >= 0),
      CONSTRAINT sync_run_seen CHECK ((seen_by IS NULL) = (seen_at IS NULL))
    ) STRICT
    """,
    "CREATE INDEX sync_run_connector ON sync_run(connector, id)",
    "CREATE INDEX sync_run_unseen ON sync_run(id) WHERE seen_by IS NULL AND (error IS NOT NULL OR refused > 0)",
    FirstSchema.isNew("sync_run", "id = NEW.id"),
    """
    CREATE TRIGGER sync_run_remains BEFORE DELETE ON sync_run
    BEGIN SELECT RAISE(ABORT, 'the log is not deleted'); END
    """,
    """
    CREATE TRIGGER sync_run_stays BEFORE UPDATE ON sync_run
    WHEN OLD.seen_by IS NOT NULL OR NEW.id <> OLD.id OR NEW.connector <> OLD.connector OR NEW.begun_at <> OLD.begun_at
      OR NEW.ended_at <> OLD.ended_at OR NEW.files <> OLD.files OR NEW.line_count <> OLD.line_count
      OR NEW.refused <> OLD.refused OR NEW.error IS NOT OLD.error OR NEW.actor <> OLD.actor
    BEGIN SELECT RAISE(ABORT, 'the log is not changed'); END
    """,
  ]
}

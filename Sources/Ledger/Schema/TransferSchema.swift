/// Transfers, in schema 3: what was asked for, shipped, received, and what is open between two places.
///
/// A line holds the identity of `algorithms.md` 4.16 by its CHECKs: what was shipped and what came over is good, damaged,
/// closed short or in transit. `lot` is 0 where there is none; money is in ten-thousandths.
enum TransferSchema {
  static let statements: [String] = transfers + lines + receiving + discrepancies

  private static let transfers = [
    """
    CREATE TABLE transfer(
      id INTEGER PRIMARY KEY,
      source INTEGER NOT NULL REFERENCES location(id),
      destination INTEGER NOT NULL REFERENCES location(id),
      status TEXT NOT NULL,
      priority TEXT NOT NULL,
      eta INTEGER,
      reference TEXT,
      note TEXT,
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      shipped_at INTEGER,
      closed_at INTEGER,
      version INTEGER NOT NULL,
      CONSTRAINT transfer_status CHECK (status IN ('requested', 'in_transit', 'completed', 'cancelled')),
      CONSTRAINT transfer_priority CHECK (priority IN ('normal', 'urgent')),
      CONSTRAINT transfer_goes_elsewhere CHECK (source <> destination)
    ) STRICT
    """,
    "CREATE INDEX transfer_open ON transfer(id) WHERE status IN ('requested', 'in_transit')",
    // The most urgent first, then by the time it is expected.
    "CREATE INDEX transfer_urgency ON transfer(priority, eta, id) WHERE status IN ('requested', 'in_transit')",
    "CREATE INDEX transfer_over ON transfer(id) WHERE status IN ('completed', 'cancelled')",
    "CREATE INDEX transfer_source ON transfer(source, id)",
    "CREATE INDEX transfer_destination ON transfer(destination, id)",
    "CREATE INDEX transfer_reference ON transfer(reference) WHERE reference IS NOT NULL",
    FirstSchema.isNew("transfer", "id = NEW.id"),
    """
    CREATE TRIGGER transfer_remains BEFORE DELETE ON transfer
    BEGIN SELECT RAISE(ABORT, 'a transfer is not deleted'); END
    """,
    """
    CREATE TRIGGER transfer_stays BEFORE UPDATE ON transfer
    WHEN NEW.id <> OLD.id OR NEW.created_by <> OLD.created_by OR NEW.created_at <> OLD.created_at
      OR NEW.version <> OLD.version + 1 OR OLD.status = 'cancelled'
      OR OLD.status <> 'requested'
        AND (NEW.source <> OLD.source OR NEW.destination <> OLD.destination OR NEW.status IN ('requested', 'cancelled'))
    BEGIN SELECT RAISE(ABORT, 'what was shipped is only received or returned'); END
    """,
  ]

  private static let lines = [
    """
    CREATE TABLE transfer_line(
      transfer INTEGER NOT NULL REFERENCES transfer(id),
      number INTEGER NOT NULL,
      item INTEGER NOT NULL REFERENCES item(id),
      lot INTEGER NOT NULL,
      requested INTEGER NOT NULL,
      shipped INTEGER NOT NULL DEFAULT 0,
      good INTEGER NOT NULL DEFAULT 0,
      damaged INTEGER NOT NULL DEFAULT 0,
      over INTEGER NOT NULL DEFAULT 0,
      closed INTEGER NOT NULL DEFAULT 0,
      pending_good INTEGER NOT NULL DEFAULT 0,
      pending_damaged INTEGER NOT NULL DEFAULT 0,
      pending_over INTEGER NOT NULL DEFAULT 0,
      shipped_value INTEGER NOT NULL DEFAULT 0,
      arrived_value INTEGER NOT NULL DEFAULT 0,
      last_event INTEGER,
      PRIMARY KEY (transfer, number),
      CONSTRAINT transfer_line_not_below_zero CHECK (requested >= 0 AND shipped >= 0 AND good >= 0 AND damaged >= 0
        AND over >= 0 AND closed >= 0),
      CONSTRAINT transfer_line_in_transit CHECK (good + damaged + closed <= shipped + over),
      CONSTRAINT transfer_line_pending CHECK (pending_good >= 0 AND pending_damaged >= 0 AND pending_over >= 0)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX transfer_line_key ON transfer_line(transfer, item, lot)",
    // What is on its way of an item, and what is asked for and not shipped yet.
    """
    CREATE INDEX transfer_line_open ON transfer_line(item, transfer)
    WHERE shipped + over > good + damaged + closed OR requested > shipped
    """,
    """
    CREATE TRIGGER transfer_line_is_new BEFORE INSERT ON transfer_line
    WHEN EXISTS (SELECT 1 FROM transfer_line WHERE transfer = NEW.transfer AND number = NEW.number)
      OR EXISTS (SELECT 1 FROM transfer_line INDEXED BY transfer_line_key
        WHERE transfer = NEW.transfer AND item = NEW.item AND lot = NEW.lot)
    BEGIN SELECT RAISE(ABORT, 'it stands there already'); END
    """,
    """
    CREATE TRIGGER transfer_line_remains BEFORE DELETE ON transfer_line
    WHEN OLD.shipped + OLD.over + OLD.pending_good + OLD.pending_damaged > 0
      OR (SELECT status FROM transfer WHERE id = OLD.transfer) <> 'requested'
    BEGIN SELECT RAISE(ABORT, 'a line of what was shipped is not deleted'); END
    """,
    """
    CREATE TRIGGER transfer_line_keeps_key BEFORE UPDATE OF transfer, number, item, lot ON transfer_line
    WHEN NEW.transfer <> OLD.transfer OR NEW.number <> OLD.number OR NEW.item <> OLD.item OR NEW.lot <> OLD.lot
    BEGIN SELECT RAISE(ABORT, 'a line keeps what it moves'); END
    """,
    // The serials of a line: on their way (0), here and good (1), here and damaged (2), closed short (3), asked for (4), and
    // those of which somebody said what became of them (5): lost, back at the source, or taken back.
    """
    CREATE TABLE transfer_serial(
      transfer INTEGER NOT NULL,
      item INTEGER NOT NULL,
      serial TEXT NOT NULL COLLATE NOCASE,
      line INTEGER NOT NULL,
      state INTEGER NOT NULL,
      PRIMARY KEY (transfer, item, serial),
      CONSTRAINT transfer_serial_state CHECK (state BETWEEN 0 AND 5)
    ) STRICT, WITHOUT ROWID
    """,
    // Which line a ledger entry belongs to, and what the goods it moves are worth: at cost when they were shipped.
    """
    CREATE TABLE transfer_entry(
      entry INTEGER PRIMARY KEY,
      transfer INTEGER NOT NULL,
      line INTEGER NOT NULL,
      value INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX transfer_entry_line ON transfer_entry(transfer, line)",
    FirstSchema.isNew("transfer_entry", "entry = NEW.entry"),
    """
    CREATE TRIGGER transfer_entry_stays BEFORE UPDATE ON transfer_entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is not changed'); END
    """,
    """
    CREATE TRIGGER transfer_entry_remains BEFORE DELETE ON transfer_entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is not deleted'); END
    """,
  ]

  /// What receivers scan before it is posted: each has their own events, and a line adds up all of them.
  private static let receiving = [
    """
    CREATE TABLE receive_event(
      id INTEGER PRIMARY KEY,
      act INTEGER NOT NULL,
      transfer INTEGER NOT NULL REFERENCES transfer(id),
      line INTEGER,
      item INTEGER REFERENCES item(id),
      serial TEXT COLLATE NOCASE,
      kind INTEGER NOT NULL,
      quantity INTEGER NOT NULL,
      condition INTEGER NOT NULL,
      occurred_at INTEGER NOT NULL,
      negates INTEGER,
      text TEXT,
      note TEXT,
      posted_by INTEGER,
      CONSTRAINT receive_event_kind CHECK (kind BETWEEN 0 AND 5),
      CONSTRAINT receive_event_condition CHECK (condition BETWEEN 0 AND 2),
      CONSTRAINT receive_event_parked CHECK ((item IS NULL) = (line IS NULL) AND (item IS NULL) <= (kind IN (3, 5)))
    ) STRICT
    """,
    "CREATE INDEX receive_event_pending ON receive_event(transfer, line) WHERE posted_by IS NULL",
    "CREATE UNIQUE INDEX receive_event_negated_once ON receive_event(negates) WHERE negates IS NOT NULL",
    "CREATE INDEX receive_event_posted ON receive_event(posted_by) WHERE posted_by IS NOT NULL",
    FirstSchema.isNew("receive_event", "id = NEW.id"),
    """
    CREATE TRIGGER receive_event_stays BEFORE UPDATE ON receive_event
    WHEN OLD.posted_by IS NOT NULL OR NEW.posted_by IS NULL OR NEW.id <> OLD.id OR NEW.act <> OLD.act
      OR NEW.transfer <> OLD.transfer OR NEW.line IS NOT OLD.line OR NEW.item IS NOT OLD.item
      OR NEW.serial IS NOT OLD.serial OR NEW.kind <> OLD.kind OR NEW.quantity <> OLD.quantity
      OR NEW.condition <> OLD.condition OR NEW.occurred_at <> OLD.occurred_at OR NEW.negates IS NOT OLD.negates
      OR NEW.text IS NOT OLD.text
    BEGIN SELECT RAISE(ABORT, 'what was scanned is not changed'); END
    """,
    """
    CREATE TRIGGER receive_event_remains BEFORE DELETE ON receive_event
    BEGIN SELECT RAISE(ABORT, 'what was scanned is not deleted'); END
    """,
    """
    CREATE TRIGGER receive_event_is_taken BEFORE INSERT ON receive_event
    WHEN NEW.kind <> 3 AND NOT EXISTS (SELECT 1 FROM transfer WHERE id = NEW.transfer AND status = 'in_transit')
      OR NEW.line IS NOT NULL AND NOT EXISTS (SELECT 1 FROM transfer_line
        WHERE transfer = NEW.transfer AND number = NEW.line AND item = NEW.item)
    BEGIN SELECT RAISE(ABORT, 'the transfer receives nothing of it'); END
    """,
    // A serial comes once: neither scanned twice before it is posted, nor scanned when it is here.
    """
    CREATE TRIGGER receive_event_names_serial BEFORE INSERT ON receive_event
    WHEN NEW.serial IS NOT NULL AND NEW.kind <> 3 AND EXISTS (SELECT 1 FROM receive_event e
      WHERE e.transfer = NEW.transfer AND e.line = NEW.line AND e.posted_by IS NULL AND e.serial = NEW.serial
        AND e.kind <> 3 AND NOT EXISTS (SELECT 1 FROM receive_event n WHERE n.negates = e.id))
    BEGIN SELECT RAISE(ABORT, 'the serial is scanned already'); END
    """,
    """
    CREATE TRIGGER receive_event_is_negated BEFORE INSERT ON receive_event
    WHEN NEW.kind = 3 AND NOT EXISTS (SELECT 1 FROM receive_event e WHERE e.id = NEW.negates AND e.kind <> 3
      AND e.posted_by IS NULL AND e.transfer = NEW.transfer AND e.line IS NEW.line AND e.quantity = -NEW.quantity
      AND e.condition = NEW.condition)
    BEGIN SELECT RAISE(ABORT, 'nothing to take back'); END
    """,
    """
    CREATE TRIGGER receive_event_adds AFTER INSERT ON receive_event WHEN NEW.line IS NOT NULL BEGIN
      UPDATE transfer_line SET
        pending_good = pending_good + CASE WHEN NEW.condition <> 1 THEN NEW.quantity ELSE 0 END,
        pending_damaged = pending_damaged + CASE WHEN NEW.condition = 1 THEN NEW.quantity ELSE 0 END,
        pending_over = pending_over + CASE WHEN NEW.condition = 2 THEN NEW.quantity ELSE 0 END,
        last_event = NEW.id
      WHERE transfer = NEW.transfer AND number = NEW.line;
    END
    """,
  ]

  private static let discrepancies = [
    """
    CREATE TABLE discrepancy(
      id INTEGER PRIMARY KEY,
      act INTEGER NOT NULL,
      transfer INTEGER NOT NULL REFERENCES transfer(id),
      line INTEGER NOT NULL,
      kind TEXT NOT NULL,
      quantity INTEGER NOT NULL,
      value INTEGER NOT NULL,
      reason TEXT,
      owner TEXT NOT NULL,
      opened_by TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      state TEXT NOT NULL,
      resolution TEXT,
      resolved_by TEXT,
      resolved_at INTEGER,
      reference TEXT,
      version INTEGER NOT NULL,
      CONSTRAINT discrepancy_kind CHECK (kind IN ('short', 'over', 'damaged', 'wrong_item', 'wrong_lot')),
      CONSTRAINT discrepancy_owner CHECK (owner IN ('source', 'carrier', 'supplier', 'us')),
      CONSTRAINT discrepancy_state CHECK ((state = 'open') = (resolved_at IS NULL) AND state IN ('open', 'resolved')),
      CONSTRAINT discrepancy_resolution CHECK (resolution IN
        ('came_later', 'never_shipped', 'lost', 'returned', 'claim', 'accepted', 'taken_back')),
      CONSTRAINT discrepancy_quantity CHECK (quantity > 0)
    ) STRICT
    """,
    "CREATE INDEX discrepancy_open ON discrepancy(id) WHERE state = 'open'",
    "CREATE INDEX discrepancy_value ON discrepancy(value, id) WHERE state = 'open'",
    "CREATE INDEX discrepancy_line ON discrepancy(transfer, line)",
    FirstSchema.isNew("discrepancy", "id = NEW.id"),
    """
    CREATE TRIGGER discrepancy_remains BEFORE DELETE ON discrepancy
    BEGIN SELECT RAISE(ABORT, 'a discrepancy is not deleted'); END
    """,
    """
    CREATE TRIGGER discrepancy_stays BEFORE UPDATE ON discrepancy
    WHEN OLD.state = 'resolved' OR NEW.id <> OLD.id OR NEW.act <> OLD.act OR NEW.transfer <> OLD.transfer
      OR NEW.line <> OLD.line OR NEW.kind <> OLD.kind OR NEW.opened_by <> OLD.opened_by OR NEW.opened_at <> OLD.opened_at
      OR NEW.quantity > OLD.quantity OR NEW.version <> OLD.version + 1
    BEGIN SELECT RAISE(ABORT, 'a discrepancy stays what it was'); END
    """,
  ]
}

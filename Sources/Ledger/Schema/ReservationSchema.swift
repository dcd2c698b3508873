/// Reservations, in schema 4: who holds what of which record, and since when.
///
/// `lot` is 0 where a piece is of no lot in particular. What is open of the pieces of a record is part of what its balance
/// says is reserved or allocated; the rest was reserved by movements alone.
enum ReservationSchema {
  static let statements: [String] = reservations + lines + entries

  private static let reservations = [
    """
    CREATE TABLE reservation(
      id INTEGER PRIMARY KEY,
      subject TEXT NOT NULL COLLATE NOCASE,
      status TEXT NOT NULL,
      expires_at INTEGER,
      due INTEGER,
      hold_reason TEXT,
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      confirmed_at INTEGER,
      closed_at INTEGER,
      version INTEGER NOT NULL,
      CONSTRAINT reservation_status
        CHECK (status IN ('reserved', 'partial', 'failed', 'confirmed', 'fulfilled', 'released', 'expired')),
      CONSTRAINT reservation_confirmed_lasts CHECK (status <> 'confirmed' OR expires_at IS NULL),
      CONSTRAINT reservation_closed CHECK ((closed_at IS NULL) = (status IN ('reserved', 'partial', 'confirmed')))
    ) STRICT
    """,
    // What expires next: those that have expired and are not swept are found by one probe.
    """
    CREATE INDEX reservation_expiry ON reservation(expires_at, id)
    WHERE expires_at IS NOT NULL AND status IN ('reserved', 'partial')
    """,
    "CREATE INDEX reservation_subject ON reservation(subject, id)",
    // By what changes only once: a reservation that is confirmed stays where it is in this index.
    "CREATE INDEX reservation_live ON reservation(id) WHERE closed_at IS NULL",
    FirstSchema.isNew("reservation", "id = NEW.id"),
    """
    CREATE TRIGGER reservation_remains BEFORE DELETE ON reservation
    BEGIN SELECT RAISE(ABORT, 'a reservation is not deleted'); END
    """,
    """
    CREATE TRIGGER reservation_stays BEFORE UPDATE ON reservation
    WHEN NEW.id <> OLD.id OR NEW.subject <> OLD.subject OR NEW.created_by <> OLD.created_by
      OR NEW.created_at <> OLD.created_at OR NEW.version <> OLD.version + 1
      OR OLD.status NOT IN ('reserved', 'partial', 'confirmed')
      OR OLD.status = 'confirmed' AND NEW.status NOT IN ('confirmed', 'fulfilled', 'released')
    BEGIN SELECT RAISE(ABORT, 'a reservation that is over stays what it was'); END
    """,
  ]

  private static let lines = [
    """
    CREATE TABLE reservation_line(
      reservation INTEGER NOT NULL REFERENCES reservation(id),
      number INTEGER NOT NULL,
      item INTEGER NOT NULL REFERENCES item(id),
      location INTEGER NOT NULL REFERENCES location(id),
      policy TEXT NOT NULL,
      lot TEXT COLLATE NOCASE,
      minimum_life INTEGER NOT NULL,
      requested INTEGER NOT NULL,
      waiting INTEGER NOT NULL,
      lacking INTEGER,
      PRIMARY KEY (reservation, number),
      CONSTRAINT reservation_line_policy CHECK (policy IN ('fefo', 'fifo', 'lot') AND (policy = 'lot') = (lot IS NOT NULL)),
      CONSTRAINT reservation_line_quantities CHECK (requested > 0 AND waiting BETWEEN 0 AND requested)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX reservation_line_item ON reservation_line(item, reservation)",
    // Back-orders, the oldest first.
    "CREATE INDEX reservation_line_waiting ON reservation_line(item, reservation, number) WHERE waiting > 0",
    """
    CREATE TABLE reservation_piece(
      reservation INTEGER NOT NULL,
      line INTEGER NOT NULL,
      location INTEGER NOT NULL REFERENCES location(id),
      lot INTEGER NOT NULL,
      item INTEGER NOT NULL,
      open INTEGER NOT NULL,
      fulfilled INTEGER NOT NULL DEFAULT 0,
      released INTEGER NOT NULL DEFAULT 0,
      cut INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (reservation, line, location, lot),
      CONSTRAINT reservation_piece_not_below_zero CHECK (open >= 0 AND fulfilled >= 0 AND released >= 0 AND cut >= 0)
    ) STRICT, WITHOUT ROWID
    """,
    // Who holds something of a record.
    "CREATE INDEX reservation_piece_open ON reservation_piece(item, location, reservation) WHERE open > 0",
  ]

  /// Which line a ledger entry belongs to: such an entry is not taken back by itself.
  private static let entries = [
    """
    CREATE TABLE reservation_entry(
      entry INTEGER PRIMARY KEY,
      reservation INTEGER NOT NULL,
      line INTEGER NOT NULL
    ) STRICT
    """,
    FirstSchema.isNew("reservation_entry", "entry = NEW.entry"),
    """
    CREATE TRIGGER reservation_entry_stays BEFORE UPDATE ON reservation_entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is not changed'); END
    """,
    """
    CREATE TRIGGER reservation_entry_remains BEFORE DELETE ON reservation_entry
    BEGIN SELECT RAISE(ABORT, 'the ledger is not deleted'); END
    """,
  ]
}

/// Serials, in schema 3: what has become of each, whose it is, and of which lot.
///
/// The status follows from the entries that name the serial. The lot of a serial stands at the serial and not in the
/// ledger: its units are told apart already, and are counted one by one.
enum SerialSchema {
  static let statements: [String] = columns + triggers + indexes

  /// What a serial is once an entry of this kind has taken it away. Kinds that only bring take away where they are
  /// reversed: what never came back is still with whoever had it, what never came is none of ours.
  static func gone(_ kind: String) -> String {
    """
    CASE WHEN \(kind) IN (2, 4, 12) THEN 'issued' WHEN \(kind) IN (8, 9) THEN 'in_transit'
      WHEN \(kind) IN (13, 14) THEN 'missing' ELSE 'decommissioned' END
    """
  }

  /// What an entry makes of a serial that it names.
  static func status(_ entry: String) -> String {
    """
    CASE WHEN \(entry).on_hand < 0 THEN \(gone("\(entry).kind"))
      WHEN \(entry).blocked > 0 THEN 'quarantined' ELSE 'in_stock' END
    """
  }

  private static let columns = [
    """
    ALTER TABLE serial ADD COLUMN status TEXT NOT NULL DEFAULT 'in_stock' CONSTRAINT serial_status CHECK
      (status IN ('in_stock', 'quarantined', 'in_transit', 'issued', 'decommissioned', 'missing'))
    """,
    "ALTER TABLE serial ADD COLUMN owner TEXT NOT NULL DEFAULT '' COLLATE NOCASE",
    "ALTER TABLE serial ADD COLUMN lot INTEGER REFERENCES lot(id)",
    "ALTER TABLE serial ADD COLUMN edits INTEGER NOT NULL DEFAULT 0",
    """
    UPDATE serial SET
      lot = (SELECT e.lot FROM ledger e WHERE e.seq = serial.last_entry),
      status = CASE WHEN serial.location IS NULL
          THEN (SELECT \(gone("e.kind")) FROM ledger e WHERE e.seq = serial.last_entry)
        WHEN (SELECT l.quarantine FROM location l WHERE l.id = serial.location) THEN 'quarantined' ELSE 'in_stock' END
    """,
  ]

  private static let triggers = [
    "DROP TRIGGER serial_arrives",
    "DROP TRIGGER serial_leaves",
    """
    CREATE TRIGGER serial_arrives BEFORE INSERT ON entry_serial
    WHEN (SELECT on_hand FROM ledger WHERE seq = NEW.entry) > 0 BEGIN
      SELECT RAISE(ABORT, 'the serial is in stock already') FROM serial s, ledger e
      WHERE e.seq = NEW.entry AND s.item = e.item AND s.code = NEW.serial AND s.location IS NOT NULL;
      SELECT RAISE(ABORT, 'all of them are blocked, or none') FROM ledger e
      WHERE e.seq = NEW.entry AND e.blocked NOT IN (0, e.on_hand);
      INSERT INTO serial(item, code, location, last_entry, status)
      SELECT e.item, NEW.serial, e.location, e.seq, CASE WHEN e.blocked > 0 THEN 'quarantined' ELSE 'in_stock' END
      FROM ledger e WHERE e.seq = NEW.entry
      ON CONFLICT(item, code) DO UPDATE SET location = excluded.location, last_entry = excluded.last_entry,
        status = excluded.status;
    END
    """,
    """
    CREATE TRIGGER serial_leaves BEFORE INSERT ON entry_serial
    WHEN (SELECT on_hand FROM ledger WHERE seq = NEW.entry) < 0 BEGIN
      SELECT RAISE(ABORT, 'the serial is not here') FROM ledger e WHERE e.seq = NEW.entry
        AND NOT EXISTS (SELECT 1 FROM serial s
          WHERE s.item = e.item AND s.code = NEW.serial AND s.location = e.location);
      SELECT RAISE(ABORT, 'a blocked serial leaves as a blocked one') FROM ledger e, serial s
      WHERE e.seq = NEW.entry AND s.item = e.item AND s.code = NEW.serial
        AND e.blocked <> CASE WHEN s.status = 'quarantined' THEN e.on_hand ELSE 0 END;
      UPDATE serial SET location = NULL, last_entry = NEW.entry,
        status = (SELECT \(gone("kind")) FROM ledger WHERE seq = NEW.entry)
      WHERE code = NEW.serial AND item = (SELECT item FROM ledger WHERE seq = NEW.entry);
    END
    """,
    """
    CREATE TRIGGER serial_is_blocked BEFORE INSERT ON entry_serial
    WHEN (SELECT on_hand = 0 AND blocked <> 0 FROM ledger WHERE seq = NEW.entry) BEGIN
      SELECT RAISE(ABORT, 'the serial is not here, or blocked or free already') FROM ledger e WHERE e.seq = NEW.entry
        AND NOT EXISTS (SELECT 1 FROM serial s
          WHERE s.item = e.item AND s.code = NEW.serial AND s.location = e.location
            AND s.status = CASE WHEN e.blocked > 0 THEN 'in_stock' ELSE 'quarantined' END);
      UPDATE serial SET last_entry = NEW.entry,
        status = (SELECT CASE WHEN blocked > 0 THEN 'quarantined' ELSE 'in_stock' END FROM ledger WHERE seq = NEW.entry)
      WHERE code = NEW.serial AND item = (SELECT item FROM ledger WHERE seq = NEW.entry);
    END
    """,
    """
    CREATE TRIGGER serial_remains BEFORE DELETE ON serial
    BEGIN SELECT RAISE(ABORT, 'a serial keeps its history'); END
    """,
    """
    CREATE TRIGGER serial_follows_ledger BEFORE UPDATE OF id, item, code, location, status, last_entry ON serial
    WHEN NEW.id <> OLD.id OR NEW.item <> OLD.item OR NEW.code <> OLD.code
      OR NOT EXISTS (SELECT 1 FROM ledger e WHERE e.seq = NEW.last_entry AND e.item = NEW.item
        AND NEW.location IS CASE WHEN e.on_hand >= 0 THEN e.location END AND NEW.status = \(status("e")))
    BEGIN SELECT RAISE(ABORT, 'a serial is where its entries put it'); END
    """,
  ]

  private static let indexes = [
    "CREATE INDEX serial_status ON serial(status, code)",
    "CREATE INDEX serial_owner ON serial(owner, code) WHERE owner <> ''",
    "CREATE INDEX serial_at ON serial(location, code) WHERE location IS NOT NULL",
    "CREATE INDEX serial_lot ON serial(lot, code) WHERE lot IS NOT NULL",
  ]
}

/// Schema 5: the sealed audit, and what acts that change many documents keep of each.
///
/// A seal covers the events after those of the seal before, with their ledger entries; it rests on the hash of that seal.
/// `parts` holds the digests of what it covers, one after the other.
enum SealSchema {
  static let statements: [String] = seals + documents

  private static let seals = [
    """
    CREATE TABLE seal(
      number INTEGER PRIMARY KEY,
      last_event INTEGER NOT NULL,
      events INTEGER NOT NULL,
      last_entry INTEGER NOT NULL,
      entries INTEGER NOT NULL,
      began_at INTEGER NOT NULL,
      ended_at INTEGER NOT NULL,
      sealed_at INTEGER NOT NULL,
      parts BLOB NOT NULL,
      hash BLOB NOT NULL,
      CONSTRAINT seal_digests CHECK (length(hash) = 32 AND length(parts) = 160),
      CONSTRAINT seal_covers_something CHECK (events > 0 AND entries >= 0)
    ) STRICT
    """,
    // Seals follow each other without a gap, and cover what is there.
    """
    CREATE TRIGGER seal_follows BEFORE INSERT ON seal
    WHEN NEW.number <> ifnull((SELECT max(number) FROM seal), 0) + 1
      OR NEW.last_event <= ifnull((SELECT last_event FROM seal WHERE number = NEW.number - 1), 0)
      OR NEW.last_entry < ifnull((SELECT last_entry FROM seal WHERE number = NEW.number - 1), 0)
      OR NOT EXISTS (SELECT 1 FROM act WHERE id = NEW.last_event)
    BEGIN SELECT RAISE(ABORT, 'a seal follows the one before'); END
    """,
    "CREATE TRIGGER seal_stays BEFORE UPDATE ON seal BEGIN SELECT RAISE(ABORT, 'a seal is not changed'); END",
    "CREATE TRIGGER seal_remains BEFORE DELETE ON seal BEGIN SELECT RAISE(ABORT, 'a seal is not deleted'); END",
  ]

  private static let documents = [
    """
    CREATE TABLE act_document(
      act INTEGER NOT NULL,
      number INTEGER NOT NULL,
      entity TEXT NOT NULL,
      before TEXT,
      after TEXT,
      PRIMARY KEY (act, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX act_document_entity ON act_document(entity)",
    FirstSchema.isNew("act_document", "act = NEW.act AND number = NEW.number"),
    """
    CREATE TRIGGER act_document_stays BEFORE UPDATE ON act_document
    BEGIN SELECT RAISE(ABORT, 'the audit is not changed'); END
    """,
    """
    CREATE TRIGGER act_document_remains BEFORE DELETE ON act_document
    BEGIN SELECT RAISE(ABORT, 'the audit is not deleted'); END
    """,
  ]
}

/// Schema 5: locks, jobs and what is to be done later.
enum HouseSchema {
  static let statements: [String] = locks + jobs + corrections

  /// One row for each thing; what is over is swept by whoever takes the next lock, and counts for nothing until then.
  private static let locks = [
    """
    CREATE TABLE lock(
      token TEXT NOT NULL PRIMARY KEY,
      entity TEXT NOT NULL COLLATE NOCASE,
      purpose TEXT NOT NULL,
      actor TEXT NOT NULL,
      terminal TEXT NOT NULL,
      since INTEGER NOT NULL,
      until INTEGER NOT NULL,
      CONSTRAINT lock_lasts CHECK (until > since),
      CONSTRAINT lock_is_for_something CHECK (length(entity) > 0 AND length(purpose) > 0)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX lock_entity ON lock(entity)",
    "CREATE INDEX lock_until ON lock(until)",
    FirstSchema.isNew("lock", "token = NEW.token OR entity = NEW.entity"),
  ]

  private static let jobs = [
    """
    CREATE TABLE job(
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      actor TEXT NOT NULL,
      terminal TEXT NOT NULL,
      state TEXT NOT NULL,
      begun_at INTEGER NOT NULL,
      heard_at INTEGER NOT NULL,
      ended_at INTEGER,
      done INTEGER NOT NULL,
      total INTEGER,
      refused INTEGER NOT NULL,
      outcome TEXT,
      CONSTRAINT job_state CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
      CONSTRAINT job_ended CHECK ((state = 'running') = (ended_at IS NULL))
    ) STRICT
    """,
    FirstSchema.isNew("job", "id = NEW.id"),
    """
    CREATE TRIGGER job_is_over BEFORE UPDATE ON job WHEN OLD.state <> 'running' OR NEW.id <> OLD.id
    BEGIN SELECT RAISE(ABORT, 'a job that ended stays as it ended'); END
    """,
    """
    CREATE TRIGGER job_remains BEFORE DELETE ON job
    BEGIN SELECT RAISE(ABORT, 'a job is not deleted'); END
    """,
  ]

  private static let corrections = [
    """
    CREATE TABLE correction(
      id INTEGER PRIMARY KEY,
      state TEXT NOT NULL,
      due INTEGER NOT NULL,
      file TEXT NOT NULL,
      reason TEXT,
      actor TEXT NOT NULL,
      terminal TEXT NOT NULL,
      made_at INTEGER NOT NULL,
      ended_at INTEGER,
      line_count INTEGER NOT NULL,
      lines TEXT NOT NULL,
      failures TEXT,
      version INTEGER NOT NULL,
      CONSTRAINT correction_state CHECK (state IN ('waiting', 'done', 'failed', 'cancelled')),
      CONSTRAINT correction_has_lines CHECK (line_count > 0)
    ) STRICT
    """,
    "CREATE INDEX correction_due ON correction(due, id) WHERE state = 'waiting'",
    FirstSchema.isNew("correction", "id = NEW.id"),
    """
    CREATE TRIGGER correction_is_over BEFORE UPDATE ON correction
    WHEN OLD.state IN ('done', 'cancelled') OR NEW.id <> OLD.id OR NEW.lines <> OLD.lines OR NEW.due <> OLD.due
      OR NEW.actor <> OLD.actor OR NEW.made_at <> OLD.made_at OR NEW.version <> OLD.version + 1
    BEGIN SELECT RAISE(ABORT, 'a correction stays what was written down'); END
    """,
    """
    CREATE TRIGGER correction_remains BEFORE DELETE ON correction
    BEGIN SELECT RAISE(ABORT, 'a correction is cancelled, not deleted'); END
    """,
  ]
}

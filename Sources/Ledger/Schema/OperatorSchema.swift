/// The people who work in the house, in schema 2. A house without any works under the names people log in with; the
/// first to come is an admin, and one admin at work always remains, so that nobody can be locked out of it.
enum OperatorSchema {
  static let statements = [
    """
    CREATE TABLE operator(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL COLLATE NOCASE,
      role TEXT NOT NULL,
      badge TEXT COLLATE NOCASE,
      limits TEXT,
      active INTEGER NOT NULL,
      version INTEGER NOT NULL,
      CONSTRAINT operator_is_named CHECK (length(name) > 0),
      CONSTRAINT operator_role CHECK (role IN ('counter', 'dock', 'supervisor', 'admin')),
      CONSTRAINT operator_badge_is_a_code CHECK (length(badge) > 0),
      CONSTRAINT operator_active CHECK (active IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX operator_name ON operator(name)",
    "CREATE UNIQUE INDEX operator_badge ON operator(badge) WHERE badge IS NOT NULL",
    "CREATE INDEX operator_admin ON operator(id) WHERE role = 'admin' AND active = 1",
    FirstSchema.isNew("operator", "id = NEW.id OR name = NEW.name OR badge = NEW.badge"),
    """
    CREATE TRIGGER operator_remains BEFORE DELETE ON operator
    BEGIN SELECT RAISE(ABORT, 'an operator is retired, not deleted: the audit names them'); END
    """,
    """
    CREATE TRIGGER operator_keeps_name BEFORE UPDATE OF id, name ON operator
    WHEN NEW.id <> OLD.id OR NEW.name <> OLD.name COLLATE BINARY
    BEGIN SELECT RAISE(ABORT, 'an operator keeps the name the audit knows'); END
    """,
    // `UPDATE OR REPLACE` would delete the one who has the badge, without a word to the trigger above.
    """
    CREATE TRIGGER operator_badge_is_free BEFORE UPDATE OF badge ON operator
    WHEN EXISTS (SELECT 1 FROM operator WHERE badge = NEW.badge AND id <> NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the badge belongs to another'); END
    """,
    """
    CREATE TRIGGER operator_moves_on BEFORE UPDATE ON operator WHEN NEW.version <> OLD.version + 1
    BEGIN SELECT RAISE(ABORT, 'each change is a version'); END
    """,
    """
    CREATE TRIGGER operator_first_is_admin BEFORE INSERT ON operator
    WHEN NOT EXISTS (SELECT 1 FROM operator WHERE role = 'admin' AND active = 1)
      AND NOT (NEW.role = 'admin' AND NEW.active = 1)
    BEGIN SELECT RAISE(ABORT, 'the first operator is an admin'); END
    """,
    """
    CREATE TRIGGER operator_last_admin_stays BEFORE UPDATE OF role, active ON operator
    WHEN OLD.role = 'admin' AND OLD.active = 1 AND NOT (NEW.role = 'admin' AND NEW.active = 1)
      AND NOT EXISTS (SELECT 1 FROM operator WHERE role = 'admin' AND active = 1 AND id <> OLD.id)
    BEGIN SELECT RAISE(ABORT, 'one admin at work remains'); END
    """,
  ]
}

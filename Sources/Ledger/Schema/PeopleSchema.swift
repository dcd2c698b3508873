/// What schema 5 adds to operators: the sites they may touch, the PIN they sign in with, and how often it was wrong.
enum PeopleSchema {
  static let statements = [
    // A JSON array of the numbers of sites; NULL for all of them.
    "ALTER TABLE operator ADD COLUMN sites TEXT",
    // What crypt(3) made of the PIN.
    "ALTER TABLE operator ADD COLUMN pin TEXT",
    """
    CREATE TABLE sign_in(
      operator INTEGER PRIMARY KEY REFERENCES operator(id),
      failures INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      CONSTRAINT sign_in_failures CHECK (failures >= 0)
    ) STRICT
    """,
  ]
}

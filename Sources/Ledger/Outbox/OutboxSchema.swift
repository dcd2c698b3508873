/// The one table of an outbox. It is a file of its own, not a database of books: another mark says so, and it never grows
/// old, for what is in it is gone when it is sent.
enum OutboxSchema {
  /// 'tlob' in ASCII.
  static let applicationID = 0x746C_6F62
  static let known = 1

  static let statements = [
    "PRAGMA application_id = \(applicationID)",
    "CREATE TABLE about(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    // `place` is the order they are sent in; `tried` tells that the books may have it already; `takes_back` names the act
    // that an undo was meant for, while that waited here too.
    """
    CREATE TABLE kept(
      id INTEGER PRIMARY KEY,
      place INTEGER NOT NULL,
      key TEXT NOT NULL,
      name TEXT NOT NULL,
      fields BLOB NOT NULL,
      words TEXT NOT NULL,
      actor TEXT NOT NULL,
      terminal TEXT NOT NULL,
      happened_at INTEGER NOT NULL,
      tried INTEGER NOT NULL,
      scope TEXT,
      steps INTEGER NOT NULL,
      takes_back INTEGER,
      refusal TEXT,
      CONSTRAINT kept_tried CHECK (tried IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX kept_key ON kept(key)",
    "CREATE INDEX kept_waiting ON kept(place) WHERE refusal IS NULL",
    "CREATE INDEX kept_refused ON kept(place) WHERE refusal IS NOT NULL",
    "CREATE INDEX kept_scope ON kept(scope, actor, place) WHERE scope IS NOT NULL",
    "CREATE INDEX kept_taking_back ON kept(takes_back) WHERE takes_back IS NOT NULL",
    "PRAGMA user_version = \(known)",
  ]
}

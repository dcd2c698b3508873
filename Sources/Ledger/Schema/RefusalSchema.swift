/// Schema 5: what was to be sold or promised and was not there. A refused act leaves nothing in the books, so this is written
/// down apart, by the books themselves, whichever face had asked; the key of the act keeps it from being told twice.
enum RefusalSchema {
  static let statements = [
    """
    CREATE TABLE refused_sale(
      key TEXT PRIMARY KEY,
      action TEXT NOT NULL,
      actor TEXT NOT NULL,
      refused_at INTEGER NOT NULL,
      item TEXT NOT NULL,
      place TEXT NOT NULL,
      asked INTEGER NOT NULL,
      available INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX refused_sale_time ON refused_sale(refused_at)",
  ]
}

/// Schema 5: stock as it was.
///
/// A snapshot holds what every record held at an instant by the entries up to `last_entry`, packed (see `ClosedRecords`); its
/// number is that of the act that took it. A zone tells of 4,096 places of the ledger between which instants its entries
/// happened, so that whoever looks for what happened in some days reads only those zones. Both say nothing that the ledger
/// does not: rows may be deleted at any time, and `tallyman verify` holds them against it.
enum SnapshotSchema {
  static let statements = snapshots + RefusalSchema.statements

  private static let snapshots = [
    """
    CREATE TABLE snapshot(
      id INTEGER PRIMARY KEY,
      as_of INTEGER NOT NULL,
      last_entry INTEGER NOT NULL,
      records INTEGER NOT NULL,
      totals TEXT NOT NULL,
      parts INTEGER NOT NULL,
      bytes INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX snapshot_as_of ON snapshot(as_of)",
    """
    CREATE TABLE snapshot_part(
      id INTEGER PRIMARY KEY,
      snapshot INTEGER NOT NULL,
      number INTEGER NOT NULL,
      records BLOB NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX snapshot_part_order ON snapshot_part(snapshot, number)",
    """
    CREATE TABLE ledger_zone(
      number INTEGER PRIMARY KEY,
      entries INTEGER NOT NULL,
      earliest INTEGER NOT NULL,
      latest INTEGER NOT NULL
    ) STRICT
    """,
  ]
}

import Inventory
import Storage

/// Snapshots and zones of the ledger as rows.
enum SnapshotTable {
  /// Entries one zone has room for.
  static let zoneLength: Int64 = 4096

  /// Puts a snapshot in the place of an earlier one as of the same instant. Its number is that of the act.
  static func keep(_ closing: Closing) -> [Statement] {
    let asOf = Value.instant(closing.asOf)
    var statements = [
      Statement(
        "DELETE FROM snapshot_part WHERE snapshot IN (SELECT id FROM snapshot WHERE as_of = ?1)", [asOf]),
      Statement("DELETE FROM snapshot WHERE as_of = ?1", [asOf]),
      Statement(
        """
        INSERT INTO snapshot(id, as_of, last_entry, records, totals, parts, bytes)
        VALUES ((SELECT max(id) FROM act), ?1, ?2, ?3, ?4, ?5, ?6)
        """,
        [
          asOf, .integer(closing.lastEntry), .integer(Int64(closing.records)), .text(text(closing.sums)),
          .integer(Int64(closing.parts.count)), .integer(Int64(closing.parts.reduce(0) { $0 + $1.count })),
        ]),
    ]
    if !closing.parts.isEmpty {
      statements.append(
        Statement(
          "INSERT INTO snapshot_part(snapshot, number, records) VALUES ((SELECT max(id) FROM act), ?1, ?2)",
          rows: closing.parts.count,
          closing.parts.enumerated().flatMap { number, part -> [Value] in [.integer(Int64(number)), .blob(part)] }))
    }
    if !closing.zones.isEmpty {
      statements.append(
        Statement(
          // Somebody else may have looked through the same part meanwhile, and found the same.
          "INSERT OR IGNORE INTO ledger_zone(number, entries, earliest, latest) VALUES (?1, ?2, ?3, ?4)",
          rows: closing.zones.count,
          closing.zones.flatMap { zone -> [Value] in
            [.integer(zone.number), .integer(zone.entries), .instant(zone.earliest), .instant(zone.latest)]
          }))
    }
    return statements
  }

  static let list = Statement(
    """
    SELECT s.id, s.as_of, a.recorded_at, a.actor, s.last_entry, s.records, s.totals, s.bytes
    FROM snapshot s CROSS JOIN act a ON a.id = s.id ORDER BY s.as_of DESC
    """)

  static func row(_ row: any Row) -> SnapshotList.Row {
    SnapshotList.Row(
      event: row.integer(0), asOf: row.instant(1), takenAt: row.instant(2), actor: row.text(3),
      lastEntry: row.integer(4), records: Int(row.integer(5)), sums: sums(row.text(6)), bytes: Int(row.integer(7)))
  }

  static let zones = Statement("SELECT number, entries, earliest, latest FROM ledger_zone ORDER BY number")

  static func zone(_ row: any Row) -> LedgerZone {
    LedgerZone(number: row.integer(0), entries: row.integer(1), earliest: row.instant(2), latest: row.instant(3))
  }

  /// Sums are wider than a column.
  static func text(_ sums: BalanceSums) -> String { sums.thousandths.map { String($0) }.joined(separator: " ") }

  static func sums(_ text: String) -> BalanceSums {
    let numbers = text.split(separator: " ").compactMap { Int128($0) }
    return numbers.count == 5 ? BalanceSums(thousandths: numbers) : BalanceSums()
  }
}

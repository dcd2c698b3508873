import Inventory
import Storage

/// Who counts in which bin, as rows.
enum LeaseTable {
  /// Everybody who has, or had, a lease on a place, the latest first.
  static func of(_ stocktake: StocktakeID, _ location: LocationID) -> Statement {
    Statement(
      """
      SELECT actor, terminal, since, until, (SELECT count(*) FROM count_line c
        WHERE c.stocktake = ?1 AND c.location = ?2 AND c.counted IS NOT NULL)
      FROM count_lease WHERE stocktake = ?1 AND location = ?2 ORDER BY until DESC
      """, [.integer(stocktake.number), .id(location)])
  }

  static func row(_ row: any Row) -> CountLease {
    CountLease(
      actor: row.text(0), terminal: row.text(1), since: row.instant(2), until: row.instant(3),
      lines: Int(row.integer(4)))
  }
}

import Inventory
import Storage

/// Stocktakes as rows.
enum StocktakeTable {
  static let columns = """
    k.id, k.name, k.location, l.code, s.code, k.inside, k.blind, k.policy, k.tolerance, k.status, k.opened_by, k.opened_at,
    k.scheduled_at, k.opened_entry, k.version
    """
  static let from = "stocktake k CROSS JOIN location l ON l.id = k.location CROSS JOIN location s ON s.id = l.site"

  static func row(_ row: any Row) -> Stocktake {
    let (code, site) = (row.text(3), row.text(4))
    return Stocktake(
      id: StocktakeID(row.integer(0)), name: row.text(1), location: LocationID(row.integer(2)),
      place: code == site ? code : site + "/" + code, includesInside: row.flag(5), isBlind: row.flag(6),
      policy: CountPolicy(rawValue: row.text(7)) ?? .live, tolerance: Tolerance(row.text(8)) ?? Tolerance(),
      status: StocktakeStatus(rawValue: row.text(9)) ?? .open, openedBy: row.text(10), openedAt: row.instant(11),
      scheduledAt: row.instantOrNil(12), openedEntry: row.integer(13), version: row.integer(14))
  }

  static func find(_ stocktake: StocktakeID) -> Statement {
    Statement("SELECT \(columns) FROM \(from) WHERE k.id = ?1", [.integer(stocktake.number)])
  }

  /// The places a stocktake counts: `?1` is its number. To be joined to a table that has a location.
  static let scope = """
    stocktake k CROSS JOIN location p ON p.id = k.location CROSS JOIN location l
      ON (l.id = p.id OR k.inside = 1 AND l.path >= p.path AND l.path < p.path || 'x')
    """

  /// Whether it counts a place.
  static func counts(_ stocktake: StocktakeID, _ location: LocationID) -> Statement {
    Statement(
      "SELECT EXISTS (SELECT 1 FROM \(scope) WHERE k.id = ?1 AND l.id = ?2)",
      [.integer(stocktake.number), .id(location)])
  }

  static func add(_ stocktake: Stocktake, status: StocktakeStatus) -> Statement {
    Statement(
      """
      INSERT INTO stocktake(id, name, location, inside, blind, policy, tolerance, status, opened_by, opened_at,
        scheduled_at, opened_entry, version)
      SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ifnull(max(seq), 0), 1 FROM ledger
      """,
      [
        .integer(stocktake.id.number), .text(stocktake.name), .id(stocktake.location), .flag(stocktake.includesInside),
        .flag(stocktake.isBlind), .text(stocktake.policy.rawValue), .text(stocktake.tolerance.description),
        .text(status.rawValue), .text(stocktake.openedBy), .instant(stocktake.openedAt),
        stocktake.scheduledAt.map { .instant($0) } ?? .null,
      ])
  }

  /// A stocktake that is over holds no place and nobody's bin.
  static func setStatus(_ stocktake: StocktakeID, _ status: StocktakeStatus, from version: Int64) -> [Statement] {
    let id = Value.integer(stocktake.number)
    var statements = [
      Statement(
        """
        UPDATE stocktake SET status = ?2, version = version + 1,
          closed_at = CASE WHEN ?2 IN ('applied', 'cancelled')
            THEN (SELECT recorded_at FROM act WHERE id = (SELECT max(id) FROM act)) END
        WHERE id = ?1 AND version = ?3
        """, [id, .text(status.rawValue), .integer(version)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
    if status.isOver {
      statements.append(Statement("DELETE FROM count_hold WHERE stocktake = ?1", [id]))
      statements.append(Statement("DELETE FROM count_lease WHERE stocktake = ?1", [id]))
    }
    return statements
  }

  /// Nothing moves in its places from its beginning on.
  static func hold(_ stocktake: Stocktake) -> Statement {
    Statement(
      "INSERT INTO count_hold(location, stocktake, since) SELECT l.id, k.id, ?2 FROM \(scope) WHERE k.id = ?1",
      [.integer(stocktake.id.number), .instant(stocktake.scheduledAt ?? stocktake.openedAt)])
  }
}

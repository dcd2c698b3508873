import Inventory
import Storage

/// Guards of acts about stocktakes: what they saw still is so.
enum CountGuards {
  static func stocktake(_ stocktake: StocktakeID, isAt version: Int64) -> Statement {
    Statement(
      "INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM stocktake WHERE id = ?1 AND version = ?2)",
      [.integer(stocktake.number), .integer(version)])
  }

  static func counts(of stocktake: StocktakeID, endAt event: Int64) -> Statement {
    Statement(
      "INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM count_event WHERE id > ?2 AND stocktake = ?1)",
      [.integer(stocktake.number), .integer(event)])
  }

  /// Nothing later in the ledger than `end` happened to a key before its count, which is to be applied.
  static func ledger(of stocktake: StocktakeID, endsAt end: Int64) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM ledger e CROSS JOIN count_line c
        ON c.stocktake = ?1 AND c.location = e.location AND c.item = e.item
        WHERE e.seq > ?2 AND e.on_hand <> 0 AND c.state = 'approved' AND (c.lot = 0 OR c.lot = e.lot)
          AND e.occurred_at <= c.last_at)
      """, [.integer(stocktake.number), .integer(end)])
  }

  /// No act later than `end` applied a count of a key whose count is to be applied.
  static func anchors(of stocktake: StocktakeID, endAt end: Int64) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM count_line c CROSS JOIN count_anchor a
        ON a.item = c.item AND a.location = c.location AND a.lot = c.lot AND a.withdrawn_by IS NULL
        WHERE c.stocktake = ?1 AND c.state = 'approved' AND a.act > ?2)
      """, [.integer(stocktake.number), .integer(end)])
  }

  static func record(_ key: RecordKey, by instant: Instant?, endsAt end: Int64) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM ledger NOT INDEXED
        WHERE seq > ?3 AND item = ?1 AND location = ?2 AND (?4 IS NULL OR occurred_at <= ?4))
      """, [.id(key.item), .id(key.location), .integer(end), instant.map { .instant($0) } ?? .null])
  }
}

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

  /// Nothing later in the ledger than `end` is of a key that the stocktake counts.
  static func ledger(of stocktake: StocktakeID, endsAt end: Int64) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM ledger e CROSS JOIN count_line c
        ON c.stocktake = ?1 AND c.location = e.location AND c.item = e.item
        WHERE e.seq > ?2)
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

  static func record(_ key: RecordKey, endsAt end: Int64) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM stock_record
        WHERE item = ?1 AND location = ?2 AND last_entry > ?3)
      """, [.id(key.item), .id(key.location), .integer(end)])
  }
}

import Inventory
import Storage

/// Guards of acts about stocktakes: what they saw still is so.
enum CountGuards {
  static func statement(_ requirement: Requirement) -> Statement {
    switch requirement {
    case .stocktake(let stocktake, let version):
      Statement(
        "INSERT INTO assert_that SELECT EXISTS (SELECT 1 FROM stocktake WHERE id = ?1 AND version = ?2)",
        [.integer(stocktake.number), .integer(version)])
    case .countsAsSeen(let stocktake, let location, let lastEvent):
      Statement(
        """
        INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM count_event
          WHERE id > ?3 AND stocktake = ?1 AND (?2 IS NULL OR location = ?2))
        """, [.integer(stocktake.number), location.map { .id($0) } ?? .null, .integer(lastEvent)])
    case .ledgerAsSeen(let stocktake, let location, let end):
      Statement(
        """
        INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM ledger e CROSS JOIN count_line c
          ON c.stocktake = ?1 AND c.location = e.location AND c.item = e.item
          WHERE e.seq > ?3 AND (?2 IS NULL OR e.location = ?2))
        """, [.integer(stocktake.number), location.map { .id($0) } ?? .null, .integer(end)])
    case .recordAsSeen(let key, let end):
      Statement(
        """
        INSERT INTO assert_that SELECT NOT EXISTS (SELECT 1 FROM stock_record
          WHERE item = ?1 AND location = ?2 AND last_entry > ?3)
        """, [.id(key.item), .id(key.location), .integer(end)])
    default: preconditionFailure("no guard of counting")
    }
  }
}

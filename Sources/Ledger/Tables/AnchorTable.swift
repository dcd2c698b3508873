import Inventory
import Storage

/// Counts that were applied, as rows.
enum AnchorTable {
  static let columns = "a.id, t.code, a.occurred_at, a.seen_entry, a.stocktake, a.line"

  static func row(_ row: any Row, from column: Int = 0) -> CountAnchor {
    CountAnchor(
      id: row.integer(column), lot: row.textOrNil(column + 1), occurredAt: row.instant(column + 2),
      seenEntry: row.integerOrNil(column + 3), stocktake: StocktakeID(row.integer(column + 4)),
      line: Int(row.integer(column + 5)))
  }

  /// Those that stand for a record, the earliest first.
  static func of(_ key: RecordKey) -> Statement {
    Statement(
      """
      SELECT \(columns) FROM count_anchor a LEFT JOIN lot t ON t.id = a.lot
      WHERE a.item = ?1 AND a.location = ?2 AND a.withdrawn_by IS NULL ORDER BY a.occurred_at, a.id
      """, [.id(key.item), .id(key.location)])
  }

  /// Whether anything was ever counted and applied.
  static let any = Statement("SELECT 1 FROM count_anchor LIMIT 1")

  /// Every approved line of a stocktake now stands.
  /// - Parameter restated: those of which other goods were on hand at the instant than were counted.
  static func add(_ stocktake: StocktakeID, restated: [AppliedLine]) -> [Statement] {
    let exceptions = restated.map { "\"\($0.number)\":\($0.counted.thousandths)" }.joined(separator: ",")
    let id = Value.integer(stocktake.number)
    return [
      Statement(
        """
        INSERT INTO count_anchor(item, location, lot, occurred_at, stocktake, line, act, counted, seen_entry)
        SELECT c.item, c.location, c.lot, c.last_at, c.stocktake, c.number, (SELECT max(id) FROM act),
          ifnull((SELECT value FROM json_each(?2) WHERE key = c.number), c.counted), c.last_entry
        FROM count_line c WHERE c.stocktake = ?1 AND c.state = 'approved'
        """, [id, .text("{\(exceptions)}")]),
      Statement(
        "UPDATE count_line SET state = 'applied', refusal = NULL WHERE stocktake = ?1 AND state = 'approved'", [id]),
    ]
  }

  static func withdraw(_ anchor: Int64) -> [Statement] {
    [
      Statement(
        "UPDATE count_anchor SET withdrawn_by = (SELECT max(id) FROM act) WHERE id = ?1 AND withdrawn_by IS NULL",
        [.integer(anchor)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
      Statement(
        """
        UPDATE count_line SET state = 'rejected', refusal = 'taken back'
        WHERE (stocktake, number) = (SELECT stocktake, line FROM count_anchor WHERE id = ?1)
        """, [.integer(anchor)]),
    ]
  }

  /// The counts that stand for a key are those of this sum of numbers.
  static func guarding(_ key: RecordKey, lot: String?, sum: Int64) -> Statement {
    Statement(
      """
      INSERT INTO assert_that SELECT ifnull(sum(id), 0) = ?4 FROM count_anchor
      WHERE item = ?1 AND location = ?2 AND lot = ifnull((SELECT id FROM lot WHERE item = ?1 AND code = ?3), 0)
        AND withdrawn_by IS NULL
      """, [.id(key.item), .id(key.location), .text(ifAny: lot), .integer(sum)])
  }
}

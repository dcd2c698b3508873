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

  static func add(_ stocktake: StocktakeID, _ lines: [AppliedLine]) -> [Statement] {
    guard !lines.isEmpty else { return [] }
    var bindings: [Value] = []
    bindings.reserveCapacity(lines.count * 3)
    for line in lines {
      bindings += [.integer(stocktake.number), .integer(Int64(line.number)), .quantity(line.counted)]
    }
    return [
      Statement(
        """
        INSERT INTO count_anchor(item, location, lot, occurred_at, stocktake, line, act, counted, seen_entry)
        SELECT item, location, lot, last_at, ?1, ?2, (SELECT max(id) FROM act), ?3, last_entry FROM count_line
        WHERE stocktake = ?1 AND number = ?2
        """, rows: lines.count, bindings),
      Statement(
        "UPDATE count_line SET state = 'applied', refusal = NULL WHERE stocktake = ?1 AND number = ?2",
        rows: lines.count,
        lines.flatMap { [.integer(stocktake.number), .integer(Int64($0.number))] }),
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

import Inventory
import Storage

/// Corrections as rows.
enum CorrectionTable {
  static let columns = """
    c.id, c.state, c.due, c.file, c.reason, c.actor, c.terminal, c.made_at, c.ended_at, c.line_count, c.failures, c.version
    """

  /// How many columns there are; in ``find(_:)`` the lines stand behind them.
  static let width = 12

  static func row(_ row: any Row) -> Correction {
    var correction = Correction(
      id: CorrectionID(row.integer(0)), state: Correction.State(rawValue: row.text(1)) ?? .failed, due: row.instant(2),
      file: row.text(3), reason: row.textOrNil(4), actor: row.text(5), terminal: row.text(6), madeAt: row.instant(7),
      lineCount: Int(row.integer(9)))
    correction.endedAt = row.instantOrNil(8)
    correction.failures = read(row.text(10))
    correction.version = row.integer(11)
    return correction
  }

  static func find(_ id: CorrectionID) -> Statement {
    Statement("SELECT \(columns), c.lines FROM correction c WHERE c.id = ?1", [.integer(id.number)])
  }

  static let next = Statement("SELECT ifnull(max(id), 0) + 1 FROM correction")

  static func due(at now: Instant) -> Statement {
    Statement(
      "SELECT \(columns) FROM correction c WHERE c.state = 'waiting' AND c.due <= ?1 ORDER BY c.due, c.id LIMIT 1000",
      [.instant(now)])
  }

  static func add(_ correction: Correction, lines: String) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO correction(id, state, due, file, reason, actor, terminal, made_at, line_count, lines, version)
        VALUES (?1, 'waiting', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)
        """,
        [
          .integer(correction.id.number), .instant(correction.due), .text(correction.file),
          .text(ifAny: correction.reason), .text(correction.actor), .text(correction.terminal),
          .instant(correction.madeAt), .integer(Int64(correction.lineCount)), .text(lines),
        ])
    ]
  }

  static func set(_ correction: Correction, from version: Int64) -> [Statement] {
    [
      Statement(
        """
        UPDATE correction SET state = ?2, ended_at = ?3, failures = ?4, version = version + 1
        WHERE id = ?1 AND version = ?5
        """,
        [
          .integer(correction.id.number), .text(correction.state.rawValue),
          .integer(ifAny: correction.endedAt?.milliseconds), .text(ifAny: write(correction.failures)),
          .integer(version),
        ]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  /// Row and reason by turns, divided by the unit separator, which no reason holds.
  private static func write(_ failures: [Correction.Failure]) -> String? {
    NameList.write(
      failures.flatMap { [String($0.row), $0.reason.split(separator: "\u{1F}").joined(separator: " ")] })
  }

  private static func read(_ text: String) -> [Correction.Failure] {
    let parts = NameList.read(text)
    return stride(from: 0, to: parts.count - 1, by: 2).map {
      Correction.Failure(row: Int(parts[$0]) ?? 0, reason: parts[$0 + 1])
    }
  }
}

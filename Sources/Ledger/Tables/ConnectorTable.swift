import Inventory
import Storage

/// Connectors and the log of their runs, as rows.
enum ConnectorTable {
  private static let columns = """
    c.id, c.name, c.kind, c.direction, c.content, c.target_kind, c.target, c.every,
    (SELECT group_concat(value, char(31)) FROM json_each(c.mapping)), c.created_by, c.created_at
    """
  private static let runColumns = """
    r.id, n.name, r.begun_at, r.ended_at, r.files, r.line_count, r.refused, r.error, r.actor, r.seen_by, r.seen_at
    """
  static let runFrom = "sync_run r CROSS JOIN connector n ON n.id = r.connector"
  static var runs: (columns: String, from: String) { (runColumns, runFrom) }

  /// Each with its last run behind it.
  private static let whole = """
    SELECT \(columns), \(runColumns) FROM connector c
    LEFT JOIN sync_run r ON r.id = (SELECT max(id) FROM sync_run WHERE connector = c.id)
    LEFT JOIN connector n ON n.id = r.connector WHERE c.removed = 0
    """
  static let all = Statement("\(whole) ORDER BY c.name")

  static func find(_ name: String) -> Statement { Statement("\(whole) AND c.name = ?1", [.text(name)]) }

  /// The numbers of the next connector and of the next run.
  static let next = Statement(
    "SELECT (SELECT ifnull(max(id), 0) + 1 FROM connector), (SELECT ifnull(max(id), 0) + 1 FROM sync_run)")

  static func run(_ number: Int64) -> Statement {
    Statement("SELECT \(runColumns) FROM \(runFrom) WHERE r.id = ?1", [.integer(number)])
  }

  static func row(_ row: any Row) -> Connector {
    let target = row.text(6)
    var connector = Connector(
      name: row.text(1), kind: Connector.Kind(rawValue: row.text(2)) ?? .erp,
      direction: Connector.Direction(rawValue: row.text(3)) ?? .pull, content: row.text(4),
      target: row.text(5) == "url" ? .url(target) : .folder(target))
    connector.number = row.integer(0)
    connector.every = row.integerOrNil(7)
    connector.mapping = NameList.read(row.text(8))
    connector.createdBy = row.text(9)
    connector.createdAt = row.instant(10)
    if !row.isNull(11) { connector.lastRun = run(row, from: 11) }
    return connector
  }

  static func run(_ row: any Row, from column: Int = 0) -> SyncRun {
    var run = SyncRun(
      connector: row.text(column + 1), begunAt: row.instant(column + 2), endedAt: row.instant(column + 3))
    run.number = row.integer(column)
    run.files = Int(row.integer(column + 4))
    run.rows = Int(row.integer(column + 5))
    run.refused = Int(row.integer(column + 6))
    run.error = row.textOrNil(column + 7)
    run.actor = row.text(column + 8)
    run.seenBy = row.textOrNil(column + 9)
    run.seenAt = row.instantOrNil(column + 10)
    return run
  }

  static func add(_ connector: Connector) -> [Statement] {
    var isFolder = false
    if case .folder = connector.target { isFolder = true }
    var mapping = ""
    FieldValue.list(connector.mapping.map { .text($0) }).write(to: &mapping)
    return [
      Statement(
        """
        INSERT INTO connector(id, name, kind, direction, content, target_kind, target, every, mapping, created_by,
          created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """,
        [
          .integer(connector.number), .text(connector.name), .text(connector.kind.rawValue),
          .text(connector.direction.rawValue), .text(connector.content), .text(isFolder ? "folder" : "url"),
          .text(connector.target.text), .integer(ifAny: connector.every), .text(mapping), .text(connector.createdBy),
          .instant(connector.createdAt),
        ])
    ]
  }

  static func remove(_ number: Int64) -> [Statement] {
    changing(Statement("UPDATE connector SET removed = 1 WHERE id = ?1 AND removed = 0", [.integer(number)]))
  }

  static func add(_ run: SyncRun, connector: Int64) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO sync_run(id, connector, begun_at, ended_at, files, line_count, refused, error, actor)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
        [
          .integer(run.number), .integer(connector), .instant(run.begunAt), .instant(run.endedAt),
          .integer(Int64(run.files)), .integer(Int64(run.rows)), .integer(Int64(run.refused)),
          .text(ifAny: run.error), .text(run.actor),
        ])
    ]
  }

  static func see(_ number: Int64, by actor: String, at now: Instant) -> [Statement] {
    changing(
      Statement(
        "UPDATE sync_run SET seen_by = ?2, seen_at = ?3 WHERE id = ?1 AND seen_by IS NULL",
        [.integer(number), .text(actor), .instant(now)]))
  }

  private static func changing(_ statement: Statement) -> [Statement] {
    [statement, Statement("INSERT INTO assert_that SELECT changes() = 1")]
  }
}

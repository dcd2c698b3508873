import Inventory
import Storage

/// Jobs as rows.
enum JobTable {
  static let columns = """
    j.id, j.kind, j.subject, j.actor, j.terminal, j.state, j.begun_at, j.heard_at, j.ended_at, j.done, j.total, j.refused,
    j.outcome
    """

  static func row(_ row: any Row) -> Job {
    var job = Job(
      id: JobID(row.integer(0)), kind: Job.Kind(rawValue: row.text(1)) ?? .import, subject: row.text(2),
      actor: row.text(3), terminal: row.text(4), state: Job.State(rawValue: row.text(5)) ?? .done,
      begunAt: row.instant(6), heardAt: row.instant(7))
    job.endedAt = row.instantOrNil(8)
    job.done = row.integer(9)
    job.total = row.integerOrNil(10)
    job.refused = row.integer(11)
    job.outcome = row.textOrNil(12)
    return job
  }

  static func find(_ job: JobID) -> Statement {
    Statement("SELECT \(columns) FROM job j WHERE j.id = ?1", [.integer(job.number)])
  }

  static let next = Statement("SELECT ifnull(max(id), 0) + 1 FROM job")

  static func begin(_ job: Job) -> [Statement] {
    [
      Statement(
        """
        INSERT INTO job(id, kind, subject, actor, terminal, begun_at, state, heard_at, ended_at, done, total, refused, outcome)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """,
        [
          .integer(job.id.number), .text(job.kind.rawValue), .text(job.subject), .text(job.actor), .text(job.terminal),
          .instant(job.begunAt),
        ] + told(job))
    ]
  }

  static func set(_ job: Job) -> [Statement] {
    [
      Statement(
        """
        UPDATE job SET state = ?2, heard_at = ?3, ended_at = ?4, done = ?5, total = ?6, refused = ?7, outcome = ?8
        WHERE id = ?1
        """, [.integer(job.id.number)] + told(job)),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  private static func told(_ job: Job) -> [Value] {
    [
      .text(job.state.rawValue), .instant(job.heardAt), .integer(ifAny: job.endedAt?.milliseconds), .integer(job.done),
      .integer(ifAny: job.total), .integer(job.refused), .text(ifAny: job.outcome),
    ]
  }
}

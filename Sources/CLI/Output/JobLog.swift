import Inventory

/// Keeps a job on record while it is done. One that is over within a second is written down once, at its end; one that takes
/// longer is begun after a second and says how far it is every few seconds. The work does not fail for its record: where
/// that cannot be written, once a remark says so.
final class JobLog {
  private let session: Session
  private var job: Job
  private var isSilent = false
  /// In milliseconds.
  private static let patience: Int64 = 1_000
  private static let pause: Int64 = 5_000

  init(_ session: Session, _ kind: Job.Kind, _ subject: String) {
    self.session = session
    let now = session.surroundings.now()
    job = Job(kind: kind, subject: subject, begunAt: now, heardAt: now)
  }

  /// Whether it took so long that it is on record already, or would be.
  var isLong: Bool {
    job.id.number != 0 || session.surroundings.now().milliseconds - job.begunAt.milliseconds >= JobLog.patience
  }

  func tell(done: Int64, total: Int64?, refused: Int64 = 0) {
    let now = session.surroundings.now()
    let wait = job.id.number == 0 ? JobLog.patience : JobLog.pause
    guard now.milliseconds - job.heardAt.milliseconds >= wait else { return }
    (job.done, job.total, job.refused) = (done, total, refused)
    record(at: now)
  }

  func end(_ state: Job.State, done: Int64, total: Int64? = nil, refused: Int64 = 0, _ outcome: String) {
    let now = session.surroundings.now()
    (job.done, job.total, job.refused) = (done, total ?? job.total, refused)
    (job.state, job.endedAt, job.outcome) = (state, now, outcome)
    record(at: now)
  }

  private func record(at now: Instant) {
    guard !isSilent else { return }
    job.heardAt = now
    do throws(CommandError) {
      let number = try session.record(job)
      if job.id.number == 0, let number { job.id = number }
    } catch {
      isSilent = true
      session.remark("The job is not on record: \(Problem(error).detail)")
    }
  }
}

extension JobLog {
  func end(_ correction: Correction) {
    let isDone = correction.state == .done
    end(
      isDone ? .done : .failed, done: isDone ? Int64(correction.lineCount) : 0, total: Int64(correction.lineCount),
      refused: Int64(correction.failures.count),
      isDone ? "posted as \(correction.actor)" : correction.failures.first?.words ?? "refused")
  }
}

extension Session {
  /// Writes a job down by an act of its own, beside that of the command.
  fileprivate func record(_ job: Job) throws(CommandError) -> JobID? {
    var context = try context()
    context.key += "/\(job.kind.rawValue)-\(job.begunAt.milliseconds)-\(job.heardAt.milliseconds)-\(job.state.rawValue)"
    let service = try writer()
    do throws(InventoryError) {
      return try service.perform(RecordJob(job), context).word("job").flatMap { JobID($0) }
    } catch {
      throw .refused(error)
    }
  }
}

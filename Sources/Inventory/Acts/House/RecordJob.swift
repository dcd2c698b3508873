/// Writes down how a job goes: that it began, how far it is, how it ended. Work that is over at once is written down once.
public struct RecordJob: Act {
  /// Without a number it is a new one.
  public var job: Job

  public init(_ job: Job) { self.job = job }

  public var action: String { job.state != .running ? "job.ended" : job.id.number == 0 ? "job.begun" : "job.told" }

  /// Whoever may do the work may say so.
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    if job.id.number == 0 { needs.house.nextJob = true } else { needs.house.job = job.id }
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("job", job.fields.json) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var job = job
    if job.subject.utf8.count > Job.longestText { job.subject = job.subject.cut(to: Job.longestText) }
    job.outcome = job.outcome?.cut(to: Job.longestText)
    var plan = Plan()
    if job.id.number == 0 {
      job.id = JobID(facts.house.nextJob)
      job.actor = context.actor
      job.terminal = context.terminal
      plan.changes.append(.house(.beginJob(job)))
    } else {
      guard let old = facts.house.job else { throw .noSuchJob(job.number) }
      guard old.state == .running else { throw .jobEnded(old.number, old.state) }
      try facts.mayTouch(old.actor, context)
      (job.kind, job.subject, job.actor, job.terminal) = (old.kind, old.subject, old.actor, old.terminal)
      job.begunAt = old.begunAt
      plan.changes.append(.house(.setJob(job)))
    }
    plan.entity = "job:\(job.number)"
    plan.after = job.fields
    return plan
  }
}

extension String {
  /// At most so many bytes, whole characters.
  func cut(to bytes: Int) -> String {
    guard utf8.count > bytes else { return self }
    var text = ""
    var size = 0
    for character in self {
      size += character.utf8.count
      if size > bytes { break }
      text.append(character)
    }
    return text
  }
}

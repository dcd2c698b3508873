/// Work on many things at once that somebody started: what it is, how far it is, and what came of it.
public struct Job: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case `import`, export, backup, restore, snapshot, correction
  }

  public enum State: String, Sendable, CaseIterable {
    case running, done, failed, cancelled
    /// It said that it ran, and has not been heard of for so long that whoever did it must have died.
    case lost
  }

  public var id: JobID
  public var kind: Kind
  /// The file, or the document it is about.
  public var subject: String
  public var actor: String
  public var terminal: String
  public var state: State
  public var begunAt: Instant
  /// When it last said how far it was.
  public var heardAt: Instant
  public var endedAt: Instant?
  /// Rows, or bytes of a copy.
  public var done: Int64 = 0
  /// Nil where it is not known: a pipe.
  public var total: Int64?
  public var refused: Int64 = 0
  /// What came of it, in a sentence.
  public var outcome: String?

  public init(
    id: JobID = JobID(0), kind: Kind, subject: String, actor: String = "", terminal: String = "",
    state: State = .running, begunAt: Instant, heardAt: Instant
  ) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.actor = actor
    self.terminal = terminal
    self.state = state
    self.begunAt = begunAt
    self.heardAt = heardAt
  }

  /// A job that runs says so more often than this, in milliseconds.
  public static let silence: Int64 = 5 * 60_000
  public static let longestText = 1_000

  /// As it is to be told at an instant: what was not heard of for long is lost.
  public func seen(at now: Instant) -> Job {
    guard state == .running, now.milliseconds - heardAt.milliseconds >= Job.silence else { return self }
    var job = self
    job.state = .lost
    return job
  }

  public var number: String { id.description }

  public var fields: Fields {
    var fields = Fields()
    fields.add("job", number)
    fields.add("kind", kind.rawValue)
    fields.add("file", subject)
    fields.add("state", state.rawValue)
    fields.add("actor", actor)
    fields.add("terminal", terminal)
    fields.add("begun_at", begunAt)
    fields.add("heard_at", heardAt)
    fields.add("ended_at", endedAt)
    fields.add("done", done)
    fields.add("total", total.map { .number(String($0)) } ?? .null)
    fields.add("refused", refused)
    fields.add("outcome", outcome)
    return fields
  }
}

/// The number people type: `JOB-0012`, or 12 alone.
public struct JobID: Hashable, Sendable, LosslessStringConvertible {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }

  public init?(_ text: String) {
    guard let number = DocumentNumber.read(text, "JOB") else { return nil }
    self.init(number)
  }

  public var description: String { DocumentNumber.text("JOB", number) }
}

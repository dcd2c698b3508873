/// Movements that are written down now and posted later, all or none, as whoever wrote them down (`spec.md` 3.12).
public struct Correction: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable {
    case waiting, done
    /// Refused when its time had come: nothing of it was posted. It may be tried again.
    case failed
    case cancelled
  }

  /// A line that was refused, and why.
  public struct Failure: Hashable, Sendable {
    /// Counted from 1; 0 where it is not a line but the whole.
    public var row: Int
    public var reason: String
    public init(row: Int, reason: String) {
      self.row = row
      self.reason = reason
    }
  }

  public var id: CorrectionID
  public var state: State
  public var due: Instant
  public var file: String
  public var reason: String?
  public var actor: String
  public var terminal: String
  public var madeAt: Instant
  public var endedAt: Instant?
  public var lineCount: Int
  /// Why it failed; the first ones.
  public var failures: [Failure] = []
  public var version: Int64 = 1

  public init(
    id: CorrectionID = CorrectionID(0), state: State = .waiting, due: Instant, file: String, reason: String?,
    actor: String, terminal: String, madeAt: Instant, lineCount: Int
  ) {
    self.id = id
    self.state = state
    self.due = due
    self.file = file
    self.reason = reason
    self.actor = actor
    self.terminal = terminal
    self.madeAt = madeAt
    self.lineCount = lineCount
  }

  public static let mostFailures = 100

  public var number: String { id.description }

  public func isDue(at now: Instant) -> Bool { state == .waiting && due <= now }

  public var fields: Fields {
    var fields = Fields()
    fields.add("correction", number)
    fields.add("state", state.rawValue)
    fields.add("due", due)
    fields.add("file", file)
    fields.add("reason", reason)
    fields.add("actor", actor)
    fields.add("terminal", terminal)
    fields.add("created_at", madeAt)
    fields.add("ended_at", endedAt)
    fields.add("lines", Int64(lineCount))
    fields.add("failures", .list(failures.map { .fields($0.fields) }))
    fields.add("version", version)
    return fields
  }
}

extension Correction.Failure {
  public var fields: Fields {
    var fields = Fields()
    fields.add("row", row == 0 ? .null : .number(String(row)))
    fields.add("reason", reason)
    return fields
  }

  /// `row 3: Only 4 of …`.
  public var words: String { row == 0 ? reason : "row \(row): \(reason)" }
}

/// The number people type: `CO-0007`, or 7 alone.
public struct CorrectionID: Hashable, Sendable, LosslessStringConvertible {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }

  public init?(_ text: String) {
    guard let number = DocumentNumber.read(text, "CO") else { return nil }
    self.init(number)
  }

  public var description: String { DocumentNumber.text("CO", number) }
}

/// The number of a webhook.
public struct WebhookID: Hashable, Sendable, Comparable, LosslessStringConvertible {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }

  public init?(_ text: String) {
    guard let number = DocumentNumber.read(text, "WH") else { return nil }
    self.init(number)
  }

  public var description: String { DocumentNumber.text("WH", number) }

  public static func < (a: WebhookID, b: WebhookID) -> Bool { a.number < b.number }
}

/// What signs the events of a webhook. Whoever prints it learns nothing.
public struct WebhookSecret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  public let text: String
  public init(_ text: String) { self.text = text }

  public var description: String { "a secret" }
  public var debugDescription: String { "a secret" }

  /// In bytes.
  public static let length = 16...500
}

/// Where events are sent.
public enum WebhookTarget: Hashable, Sendable {
  /// Posted there, signed.
  case url(String)
  /// A command of the machine that delivers, with the event on its standard input.
  case command(String)

  public var text: String {
    switch self {
    case .url(let text), .command(let text): text
    }
  }

  public var kind: String {
    switch self {
    case .url: "url"
    case .command: "command"
    }
  }
}

/// Somebody who is told of events, one after the other.
public struct Webhook: Hashable, Sendable {
  public var id: WebhookID
  public var target: WebhookTarget
  /// Nil for all.
  public var types: [EventType]?
  /// Only what happens there; nil for everywhere.
  public var place: String?
  /// Too many tries failed: nothing is sent until somebody resumes it.
  public var isPaused = false
  /// All events up to here were taken.
  public var position = EventID.start
  /// Tries in a row that failed.
  public var failures = 0
  public var lastError: String?
  public var lastAt: Instant?
  /// Nothing is sent before; nil where the last try went well.
  public var nextTryAt: Instant?
  public var lease: Lease?
  public var createdBy = ""
  public var createdAt = Instant(milliseconds: 0)
  public var version: Int64 = 1

  /// Who is delivering, and until when nobody else does.
  public struct Lease: Hashable, Sendable {
    public var holder: String
    public var until: Instant
    public init(holder: String, until: Instant) {
      self.holder = holder
      self.until = until
    }
  }

  public init(id: WebhookID, target: WebhookTarget, types: [EventType]? = nil, place: String? = nil) {
    self.id = id
    self.target = target
    self.types = types
    self.place = place
  }

  var entity: String { "webhook:\(id)" }

  /// Whether something may be sent now.
  public func mayBeTried(at now: Instant) -> Bool {
    !isPaused && nextTryAt.map { $0 <= now } ?? true && lease.map { $0.until <= now } ?? true
  }

  /// What is set up of it; how it goes is in ``fields`` alone.
  var setUp: Fields {
    var fields = Fields()
    fields.add("id", id.description)
    fields.add("kind", target.kind)
    fields.add("target", target.text)
    fields.add("events", types.map { .list($0.map { .text($0.rawValue) }) } ?? .null)
    fields.add("location", place)
    return fields
  }

  public var fields: Fields {
    var fields = setUp
    fields.add("state", isPaused ? "paused" : failures > 0 ? "retrying" : "active")
    fields.add("position", position.description)
    fields.add("failures", Int64(failures))
    fields.add("last_error", lastError)
    fields.add("last_at", lastAt)
    fields.add("next_try_at", nextTryAt)
    fields.add("created_by", createdBy)
    fields.add("created_at", createdAt)
    fields.add("version", version)
    return fields
  }
}

/// How long a webhook that failed is left alone: twice as long each time, from a second to an hour, with up to half of it
/// by chance, so that many do not come at once.
public enum WebhookPatience {
  /// After so many tries in a row it is paused: the better part of a day.
  public static let mostFailures = 30
  private static let shortest: Int64 = 1000
  private static let longest: Int64 = 3_600_000

  /// In milliseconds.
  /// - Parameter chance: any number; the same gives the same.
  public static func pause(afterFailures failures: Int, chance: UInt64) -> Int64 {
    let whole = min(longest, shortest << Int64(min(max(failures - 1, 0), 20)))
    let half = whole / 2
    return whole - half + Int64(chance % UInt64(half + 1))
  }
}

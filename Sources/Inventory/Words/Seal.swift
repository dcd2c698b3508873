/// A seal over a run of audit events, with their ledger entries and all that belongs to these: each rests on the one
/// before, so that whoever knows the newest hash can tell whether anything sealed was changed since.
public struct Seal: Hashable, Sendable {
  /// How many events one seal covers at most.
  public static let mostEvents = 256

  /// Seals count up from 1.
  public var number: Int64
  /// The events after those of the seal before, up to this one.
  public var lastEvent: Int64
  public var events: Int64
  /// The same of ledger entries.
  public var lastEntry: Int64
  public var entries: Int64
  /// When the first and the last of its events were recorded.
  public var beganAt: Instant
  public var endedAt: Instant
  public var sealedAt: Instant
  /// The digests of its rows, one for each ``Part``.
  public var parts: [[UInt8]]
  /// Made of the hash before and of all above.
  public var hash: [UInt8]

  /// What is sealed.
  public enum Part: Int, CaseIterable, Sendable {
    case events, entries, details, serials, documents
  }

  public init(
    number: Int64, lastEvent: Int64, events: Int64, lastEntry: Int64, entries: Int64, beganAt: Instant,
    endedAt: Instant, sealedAt: Instant, parts: [[UInt8]], after previous: [UInt8]
  ) {
    self.number = number
    self.lastEvent = lastEvent
    self.events = events
    self.lastEntry = lastEntry
    self.entries = entries
    self.beganAt = beganAt
    self.endedAt = endedAt
    self.sealedAt = sealedAt
    self.parts = parts
    hash = []
    hash = chained(to: previous)
  }

  /// The hash that follows from what it says and from the hash before.
  public func chained(to previous: [UInt8]) -> [UInt8] {
    var digest = SHA256()
    digest.update("tallyman seal 1\n")
    digest.update(previous)
    for number in [
      number, lastEvent, events, lastEntry, entries, beganAt.milliseconds, endedAt.milliseconds,
      sealedAt.milliseconds,
    ] {
      digest.update("\(number)\n")
    }
    for part in parts { digest.update(part) }
    return digest.digest()
  }

  /// What the first seal rests on.
  public static let beginning = [UInt8](repeating: 0, count: 32)

  /// The hash as people keep it: 64 hexadecimal digits.
  public var words: String { Hexadecimal.text(hash) }

  public var fields: Fields {
    var fields = Fields()
    fields.add("seal", String(number))
    fields.add("hash", words)
    fields.add("last_event", String(lastEvent))
    fields.add("events", events)
    fields.add("entries", entries)
    fields.add("began_at", beganAt)
    fields.add("ended_at", endedAt)
    fields.add("sealed_at", sealedAt)
    return fields
  }
}

/// How far the audit is sealed.
public struct SealStanding: Hashable, Sendable {
  /// The newest seal; nil before the first.
  public var newest: Seal?
  /// Events that no seal covers, but for those that only say that something was sealed.
  public var unsealed: Int64
  /// When the oldest of them was recorded.
  public var oldest: Instant?

  public init(newest: Seal?, unsealed: Int64, oldest: Instant?) {
    self.newest = newest
    self.unsealed = unsealed
    self.oldest = oldest
  }
}

import Inventory

/// A time as people type it: ISO 8601, a date, `now`, or a distance from now (`-2d`, `60m`, `+1h`).
enum TimeText {
  static func instant(_ text: String, now: Instant) -> Instant? {
    Instant(text) ?? Instant(fromNow: text, now: now)
  }

  /// A date, or the UTC day of a time.
  static func day(_ text: String, now: Instant) -> Day? { Day(text) ?? instant(text, now: now)?.day }

  /// A length of time in milliseconds: `30s`, `5m`, `1h`; nil for anything else.
  static func span(_ text: String) -> Int64? {
    guard let unit = text.utf8.last.flatMap(Instant.milliseconds), let count = Int64(text.dropLast()), count >= 0,
      count <= 1_000_000
    else { return nil }
    return count * unit
  }
}

extension Instant {
  /// What people write for a time by how far it is from now: `now`, `-2d`, `-60m`, `+1h`; seconds, minutes, hours, days or
  /// weeks. Nil for anything else.
  public init?(fromNow text: String, now: Instant) {
    guard text != "now" else {
      self = now
      return
    }
    guard let unit = text.utf8.last.flatMap(Instant.milliseconds), let count = Int64(text.dropLast()),
      count.magnitude <= 1_000_000
    else { return nil }
    self = now.adding(milliseconds: count * unit)
    // So far from now there are no days that can be written.
    guard (1...9999).contains(day.parts.year) else { return nil }
  }

  /// How long a unit of time is: `h`, `d`.
  public static func milliseconds(unit: UInt8) -> Int64? {
    switch unit {
    case UInt8(ascii: "s"): 1000
    case UInt8(ascii: "m"): 60_000
    case UInt8(ascii: "h"): 3_600_000
    case UInt8(ascii: "d"): 86_400_000
    case UInt8(ascii: "w"): 7 * 86_400_000
    default: nil
    }
  }
}

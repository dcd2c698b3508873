/// A moment, in UTC milliseconds since 1970. What the database stores and scripts exchange; only screens know zones.
public struct Instant: Hashable, Sendable, Comparable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

  public func adding(milliseconds: Int64) -> Instant { Instant(milliseconds: self.milliseconds + milliseconds) }

  /// The UTC day this falls on.
  public var day: Day { Day(daysSince1970: Int(milliseconds.flooredQuotient(86_400_000))) }
}

extension Instant: LosslessStringConvertible {
  /// Reads ISO 8601: `2026-07-04`, `2026-07-04T09:30`, `…:15`, `….250`, then `Z`, `+02:00` or nothing (UTC); a blank may
  /// stand for the `T`.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, let day = Day(bytes[0..<10]) else { return nil }
    let start = Int64(day.daysSince1970) * 86_400_000
    guard bytes.count > 10 else {
      self.init(milliseconds: start)
      return
    }
    guard bytes[10] == 84 || bytes[10] == 32 || bytes[10] == 116,
      let time = TimeOfDay.parse(bytes[11...])
    else { return nil }
    self.init(milliseconds: start + time)
    // A zone may carry the first and the last day out of the years that can be written.
    guard (1...9999).contains(self.day.parts.year) else { return nil }
  }

  /// `2026-07-04T09:30:00Z`, with milliseconds only where there are some.
  public var description: String {
    let inDay = milliseconds.flooredRemainder(86_400_000)
    let seconds = inDay / 1000
    let text =
      "\(day)T\(twoDigits(seconds / 3600)):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
    let rest = inDay % 1000
    guard rest != 0 else { return text + "Z" }
    let fraction = String(1000 + rest).dropFirst()
    return text + "." + fraction + "Z"
  }

  private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Reads what stands behind the `T`.
private enum TimeOfDay {
  /// Milliseconds since midnight UTC; nil when it is not a time.
  static func parse(_ text: ArraySlice<UInt8>) -> Int64? {
    var rest = text
    guard let hour = number(&rest, 0...23), take(&rest, 58), let minute = number(&rest, 0...59) else { return nil }
    var milliseconds = Int64(hour * 60 + minute) * 60_000
    if take(&rest, 58) {
      guard let second = number(&rest, 0...59) else { return nil }
      milliseconds += Int64(second) * 1000
      if take(&rest, 46) {
        guard let fraction = fraction(&rest) else { return nil }
        milliseconds += fraction
      }
    }
    return offset(rest).map { milliseconds - $0 }
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, _ range: ClosedRange<Int>) -> Int? {
    guard rest.count >= 2, let value = Int(String(decoding: rest.prefix(2), as: UTF8.self)), range.contains(value),
      rest.prefix(2).allSatisfy({ $0 >= 48 && $0 <= 57 })
    else { return nil }
    rest = rest.dropFirst(2)
    return value
  }

  private static func take(_ rest: inout ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// Milliseconds; further digits are cut off.
  private static func fraction(_ rest: inout ArraySlice<UInt8>) -> Int64? {
    let digits = rest.prefix { $0 >= 48 && $0 <= 57 }
    guard !digits.isEmpty else { return nil }
    rest = rest.dropFirst(digits.count)
    let padded = Array(digits.prefix(3)) + Array(repeating: 48, count: max(0, 3 - digits.count))
    return padded.reduce(0) { $0 * 10 + Int64($1 - 48) }
  }

  /// The zone's milliseconds east of UTC.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int64? {
    var rest = text
    guard let first = rest.first else { return 0 }
    if first == 90 || first == 122 { return rest.count == 1 ? 0 : nil }
    guard first == 43 || first == 45 else { return nil }
    rest = rest.dropFirst()
    guard let hours = number(&rest, 0...23) else { return nil }
    _ = take(&rest, 58)
    let minutes = rest.isEmpty ? 0 : number(&rest, 0...59)
    guard let minutes, rest.isEmpty else { return nil }
    let east = Int64(hours * 60 + minutes) * 60_000
    return first == 45 ? -east : east
  }
}

extension Int64 {
  /// The quotient rounded towards minus infinity, so that days before 1970 come out right.
  func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }

  func flooredRemainder(_ divisor: Int64) -> Int64 {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}

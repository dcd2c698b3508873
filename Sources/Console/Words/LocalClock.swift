import Inventory

/// Instants as the operator's clock and calendar show them.
struct LocalClock {
  var now: Instant
  var offset: @Sendable (Instant) -> Int64

  private func local(_ instant: Instant) -> Instant { instant.adding(milliseconds: offset(instant)) }

  /// `14:02`.
  func time(_ instant: Instant) -> String {
    let minutes = (local(instant).milliseconds / 60_000 % 1440 + 1440) % 1440
    return LocalClock.two(minutes / 60) + ":" + LocalClock.two(minutes % 60)
  }

  /// `14:02:07`.
  func seconds(_ instant: Instant) -> String {
    let seconds = (local(instant).milliseconds / 1000 % 60 + 60) % 60
    return time(instant) + ":" + LocalClock.two(seconds)
  }

  /// `14 Jul 13:44`; `14 Jul  2025` where that is so long ago, or to come, that it could be taken for this year's. As long
  /// in either case.
  func dayAndTime(_ instant: Instant) -> String {
    let day = local(instant).day
    return LocalClock.dayAndMonth(day) + (isOfAnotherYear(instant) ? "  \(day.parts.year)" : " " + time(instant))
  }

  /// `14 Jul 13:44`, or `14 Jul 25 13:44`.
  func moment(_ instant: Instant) -> String {
    isOfAnotherYear(instant) ? shortly(instant) : dayAndTime(instant).trimmedBlanks
  }

  private func isOfAnotherYear(_ instant: Instant) -> Bool { abs(daysAgo(instant)) > 300 }

  /// The time where it was today, else the day.
  func short(_ instant: Instant) -> String {
    daysAgo(instant) == 0 ? time(instant) : LocalClock.dayAndMonth(local(instant).day)
  }

  /// `today`, `1 d ago`.
  func ago(_ instant: Instant) -> String {
    let days = daysAgo(instant)
    return days <= 0 ? "today" : "\(days) d ago"
  }

  /// ` 4 Jul 26`.
  func day(_ day: Day) -> String { LocalClock.dayAndMonth(day) + " " + LocalClock.two(Int64(day.parts.year % 100)) }

  /// As ``instant(_:)`` reads it: `2026-07-04 18:00`, with seconds where there are some.
  func written(_ instant: Instant) -> String {
    let isWhole = local(instant).milliseconds % 60_000 == 0
    return "\(local(instant).day) " + (isWhole ? time(instant) : seconds(instant))
  }

  /// `4 Jul 26 18:00`.
  func shortly(_ instant: Instant) -> String { day(local(instant).day).trimmedBlanks + " " + time(instant) }

  /// What the operator means by `2026-07-04 18:00`; with a zone it is what it says.
  func instant(_ text: String) -> Instant? {
    guard let read = Instant(text) else { return nil }
    let time = text.dropFirst(10)
    let isAbsolute = time.contains("Z") || time.contains("z") || time.contains("+") || time.contains("-")
    return isAbsolute ? read : read.adding(milliseconds: -offset(read))
  }

  var today: Day { local(now).day }

  /// When the clock on the screen shows another minute.
  var nextMinute: Instant {
    let passed = (now.milliseconds % 60_000 + 60_000) % 60_000
    return now.adding(milliseconds: 60_000 - passed)
  }

  func daysAgo(_ instant: Instant) -> Int { today.daysSince1970 - local(instant).day.daysSince1970 }

  private static func dayAndMonth(_ day: Day) -> String {
    let (_, month, number) = day.parts
    return (number < 10 ? " " : "") + "\(number) " + months[month - 1]
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

import Inventory
import Testing

@testable import Console

@Suite struct LocalClockTests {
  /// Noon of 14 July 2026, two hours east of Greenwich.
  private let clock = LocalClock(
    now: Day("2026-07-14").map { Instant(milliseconds: Int64($0.daysSince1970) * 86_400_000 + 36_000_000) }
      ?? Instant(milliseconds: 0), offset: { _ in 7_200_000 })

  @Test(
    "an instant is told by day and time, and with its year where it could be taken for one of this year, as wide",
    arguments: [
      (0, "14 Jul 12:00", "14 Jul 12:00"), (-10, " 4 Jul 12:00", "4 Jul 12:00"),
      (-300, "17 Sep 12:00", "17 Sep 12:00"), (-301, "16 Sep  2025", "16 Sep 25 12:00"),
      (-365, "14 Jul  2025", "14 Jul 25 12:00"), (-375, " 4 Jul  2025", "4 Jul 25 12:00"),
      (365, "14 Jul  2027", "14 Jul 27 12:00"),
    ])
  func years(_ days: Int, _ wide: String, _ moment: String) {
    let instant = clock.now.adding(milliseconds: Int64(days) * 86_400_000)
    #expect(clock.dayAndTime(instant) == wide)
    #expect(wide.count == 12)
    #expect(clock.moment(instant) == moment)
  }
}

import Inventory
import Testing

@Suite struct TimeTests {
  /// What is read as an instant, and how it is printed; nil for what is none.
  private static let instants: [(text: String, printed: String?)] = [
    ("1970-01-01", "1970-01-01T00:00:00Z"), ("2026-07-04", "2026-07-04T00:00:00Z"),
    ("2026-07-04T09:30", "2026-07-04T09:30:00Z"), ("2026-07-04 09:30:15", "2026-07-04T09:30:15Z"),
    ("2026-07-04t09:30:15z", "2026-07-04T09:30:15Z"), ("2026-07-04T09:30:15.250Z", "2026-07-04T09:30:15.250Z"),
    ("2026-07-04T09:30:15.2", "2026-07-04T09:30:15.200Z"), ("2026-07-04T09:30:15.0019", "2026-07-04T09:30:15.001Z"),
    ("2026-07-04T09:30:15.999999999Z", "2026-07-04T09:30:15.999Z"), ("2026-07-04T00:30+02:00", "2026-07-03T22:30:00Z"),
    ("2026-07-04T23:30-0130", "2026-07-05T01:00:00Z"), ("2026-07-04T23:30-01", "2026-07-05T00:30:00Z"),
    ("2026-12-31T23:59:59.999-00:00", "2026-12-31T23:59:59.999Z"), ("2024-02-29T12:00+14:00", "2024-02-28T22:00:00Z"),
    ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"), ("1900-03-01T00:00+00:01", "1900-02-28T23:59:00Z"),
    ("0001-01-01", "0001-01-01T00:00:00Z"), ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ("0001-01-01T00:00+00:01", nil), ("9999-12-31T23:59-00:01", nil), ("0000-12-31", nil), ("", nil), ("2026", nil),
    ("2026-7-4", nil), ("2026-02-29", nil), ("1900-02-29", nil), ("2026-13-01", nil), ("2026-00-10", nil),
    ("2026-04-31", nil), ("2026-07-00", nil), ("2026-07-04T", nil), ("2026-07-04T9:30", nil), ("2026-07-04T24:00", nil),
    ("2026-07-04T23:60", nil), ("2026-07-04T23:59:60", nil), ("2026-07-04T09", nil), ("2026-07-04T09:30:", nil),
    ("2026-07-04T09:30:15.", nil), ("2026-07-04T09:30:15,5", nil), ("2026-07-04T09:30ZZ", nil),
    ("2026-07-04T09:30 Z", nil),
    ("2026-07-04T09:30+", nil), ("2026-07-04T09:30+2", nil), ("2026-07-04T09:30+24:00", nil),
    ("2026-07-04T09:30+02:60", nil), ("2026-07-04T09:30+02:0", nil), ("2026-07-04T+9:30", nil),
    ("2026-07-04X09:30", nil),
    ("2026/07/04", nil), ("-026-07-04", nil), ("20260704T0930", nil), ("２０２６-07-04", nil),
  ]

  @Test("an instant is read from ISO 8601 in any zone, and refused where there is no such moment")
  func instant() {
    for (text, printed) in TimeTests.instants {
      let instant = Instant(text)
      #expect(instant?.description == printed, "\(text)")
      if let instant { #expect(Instant(instant.description) == instant, "\(text)") }
    }
  }

  @Test("every day of four hundred years and more follows the one before and reads back")
  func days() throws {
    var (year, month, day) = (1599, 1, 1)
    let first = try #require(Day(year: year, month: month, day: day))
    for number in 0..<160_000 {
      let today = Day(daysSince1970: first.daysSince1970 + number)
      let isSame = today.parts == (year, month, day) && Day(year: year, month: month, day: day) == today
      if !isSame || Day(today.description) != today {
        #expect(isSame, "\(year)-\(month)-\(day) is \(today)")
        break
      }
      day += 1
      if day > Day.length(ofMonth: month, year: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(year == 2037)
  }

  @Test("the days that are known by heart")
  func knownDays() {
    for (text, number) in [
      ("1970-01-01", 0), ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("1969-12-31", -1), ("1582-10-15", -141_427),
      ("0001-01-01", -719_162), ("9999-12-31", 2_932_896), ("2026-07-04", 20_638), ("1900-03-01", -25_508),
    ] {
      #expect(Day(text)?.daysSince1970 == number, "\(text)")
      #expect(Day(daysSince1970: number).description == text)
    }
    for text in [
      "2023-02-29", "2100-02-29", "2026-06-31", "2026-1-01", "2026-01-1", "26-01-01", "2026-01-01 ", "2026-01-0a", "",
    ] {
      #expect(Day(text) == nil, "\(text)")
    }
  }

  @Test("an instant falls on its UTC day, before 1970 too")
  func dayOfInstant() {
    for (milliseconds, day) in [
      (Int64(0), "1970-01-01"), (-1, "1969-12-31"), (-86_400_000, "1969-12-31"), (-86_400_001, "1969-12-30"),
      (86_399_999, "1970-01-01"), (86_400_000, "1970-01-02"), (1_783_166_400_000, "2026-07-04"),
    ] {
      #expect(Instant(milliseconds: milliseconds).day.description == day)
    }
    // Far from any calendar nothing breaks.
    for milliseconds in [Int64.min, .max] { #expect(!Instant(milliseconds: milliseconds).description.isEmpty) }
  }
}

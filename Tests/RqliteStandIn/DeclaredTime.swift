/// A value of a column declared DATE, DATETIME or TIMESTAMP, which the server's driver writes anew.
enum DeclaredTime {
  /// `2023-11-14T22:13:20Z`; a number of more than twelve digits counts milliseconds.
  static func text(of number: Int64) -> String {
    let countsMilliseconds = number > 1_000_000_000_000 || number < -1_000_000_000_000
    let seconds = countsMilliseconds ? Int64((Double(number) / 1000).rounded(.down)) : number
    let rest = countsMilliseconds ? number - seconds * 1000 : 0
    let days = (Double(seconds) / 86_400).rounded(.down)
    let second = Int(seconds - Int64(days) * 86_400)
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
    var fraction = rest == 0 ? "" : "." + padded(Int(rest), 3)
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return date(Int(days)) + "T" + clock + fraction + "Z"
  }

  /// A text is taken as an instant of Greenwich; one that is none becomes the first of all instants.
  static func text(from bytes: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    if text.hasSuffix("Z") { text.removeLast() }
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }
    let days = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard days.map(\.count) == [4, 2, 2], days.joined().allSatisfy(\.isWholeNumber) else { return none }
    if parts.count == 1 { return Array((text + "T00:00:00Z").utf8) }
    let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    let digits = clock.joined().filter { $0 != "." }
    guard (2...3).contains(clock.count), digits.allSatisfy(\.isWholeNumber) else { return none }
    return Array((parts[0] + "T" + parts[1] + (clock.count == 2 ? ":00" : "") + "Z").utf8)
  }

  private static let none = Array("0001-01-01T00:00:00Z".utf8)

  private static func padded(_ number: Int, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
  }

  /// The date of so many days after 1 January 1970.
  private static func date(_ days: Int) -> String {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let day = shifted - era * 146_097
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let monthOfYear = month < 10 ? month + 3 : month - 9
    return [
      padded(year + era * 400 + (monthOfYear <= 2 ? 1 : 0), 4), padded(monthOfYear, 2),
      padded(dayOfYear - (153 * month + 2) / 5 + 1, 2),
    ].joined(separator: "-")
  }
}

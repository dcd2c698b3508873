import Inventory

/// Reads dates from bytes, in ISO 8601 or with the parts in another order.
enum Dates {
  static func wanted(_ order: DateOrder) -> String {
    switch order {
    case .iso: "as in 2026-07-04 (say --dates dmy or --dates mdy where day or month come first)"
    case .dmy: "as in 04.07.2026 for the 4th of July"
    case .mdy: "as in 07/04/2026 for the 4th of July"
    }
  }

  /// The day that the bytes begin with, and how many bytes it takes.
  static func day(_ bytes: UnsafeBufferPointer<UInt8>, _ order: DateOrder) -> (Day, length: Int)? {
    if bytes.count >= 10, bytes[4] == 45, bytes[7] == 45, let year = number(bytes, 0..<4),
      let month = number(bytes, 5..<7), let day = number(bytes, 8..<10)
    {
      return Day(year: year, month: month, day: day).map { ($0, 10) }
    }
    guard order != .iso else { return nil }
    var index = 0
    guard let first = digits(bytes, &index, most: 2), divider(bytes, &index),
      let second = digits(bytes, &index, most: 2), divider(bytes, &index),
      let year = digits(bytes, &index, most: 4), year > 999
    else { return nil }
    let (day, month) = order == .dmy ? (first, second) : (second, first)
    return Day(year: year, month: month, day: day).map { ($0, index) }
  }

  static func instant(_ bytes: UnsafeBufferPointer<UInt8>, _ order: DateOrder) -> Instant? {
    guard let (day, length) = day(bytes, order) else { return nil }
    let start = Int64(day.daysSince1970) * 86_400_000
    if length == bytes.count { return Instant(milliseconds: start) }
    // The commonest form by hand: Txx:xx:xxZ.
    if bytes.count == length + 10, bytes[length] == 84, bytes[length + 3] == 58, bytes[length + 6] == 58,
      bytes[length + 9] == 90, let hour = number(bytes, length + 1..<length + 3), hour < 24,
      let minute = number(bytes, length + 4..<length + 6), minute < 60,
      let second = number(bytes, length + 7..<length + 9), second < 60
    {
      return Instant(milliseconds: start + Int64(hour * 3600 + minute * 60 + second) * 1000)
    }
    return Instant(day.description + String(decoding: bytes[length...], as: UTF8.self))
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    var value = 0
    for index in range {
      let byte = bytes[index]
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }

  private static func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, most: Int) -> Int? {
    let start = index
    while index < bytes.count, index - start < most, bytes[index] >= 48, bytes[index] <= 57 { index += 1 }
    return index == start ? nil : number(bytes, start..<index)
  }

  private static func divider(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
    guard index < bytes.count, [45, 46, 47].contains(bytes[index]) else { return false }
    index += 1
    return true
  }
}

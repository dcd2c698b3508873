/// A Global Trade Item Number with its right check digit. The 8, 12, 13 and 14 digits it may be printed with are one
/// number: it is kept as 14, zeros in front.
///
///     GTIN("036000241457") == GTIN("0036000241457")
public struct GTIN: Hashable, Sendable {
  public let digits: String

  /// Nil for anything but 8, 12, 13 or 14 digits that end in their check digit.
  public init?(_ text: some StringProtocol) {
    let text = String(text)
    guard [8, 12, 13, 14].contains(text.utf8.count), CheckDigit.isRight(text) else { return nil }
    digits = String(repeating: "0", count: 14 - text.utf8.count) + text
  }

  /// A UPC-A written short (`algorithms.md` 4.10): six digits (number system 0), seven (with the number system, 0 or 1) or
  /// eight (with the check digit too, which must be that of the long number).
  public init?(upcE text: String) {
    let short = Array(text.utf8)
    guard (6...8).contains(short.count), short.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    let system = short.count == 6 ? 48 : short[0]
    guard system == 48 || system == 49 else { return nil }
    let body = short.count == 6 ? short[...] : short[1...6]
    let kept = Array(body.prefix(5))
    let zeros = { Array(repeating: UInt8(48), count: $0) }
    // The last digit says where zeros were left out.
    let long: [UInt8] =
      switch body[body.startIndex + 5] {
      case 48...50: kept[..<2] + [body[body.startIndex + 5]] + zeros(4) + kept[2...]
      case 51: kept[..<3] + zeros(5) + kept[3...]
      case 52: kept[..<4] + zeros(5) + kept[4...]
      default: kept + zeros(4) + [body[body.startIndex + 5]]
      }
    let number = String(decoding: [system] + long, as: UTF8.self)
    let completed = CheckDigit.completed(number)
    guard short.count < 8 || completed.utf8.last == short[7] else { return nil }
    self.init(completed)
  }

  /// 0 for the goods themselves, 1 to 8 for packs of them, 9 where each pack has its own measure.
  public var indicator: Int { Int(digits.prefix(1)) ?? 0 }

  /// The number of what a pack holds, the indicator taken off; nil where this is no pack's.
  public var inPack: GTIN? {
    indicator == 0 ? nil : GTIN(CheckDigit.completed(String(digits.dropFirst().dropLast())))
  }

  /// All the ways to print it, the longest first: 14 digits, and 13, 12 and 8 where only zeros are left out.
  public var spellings: [String] {
    let zeros = digits.prefix { $0 == "0" }.count
    return [0, 1, 2, 6].filter { $0 <= zeros }.map { String(digits.dropFirst($0)) }
  }
}

extension GTIN: CustomStringConvertible {
  /// As people know it: 13 digits for goods, 14 for packs.
  public var description: String { indicator == 0 ? String(digits.dropFirst()) : digits }
}

/// The number of one pallet in all the world: an extension digit, the company's prefix, a serial reference, a check digit;
/// 18 digits (`algorithms.md` 4.10).
public enum SSCC {
  static let length = 18

  /// Whether this is 18 digits that end in their check digit.
  public static func isRight(_ text: String) -> Bool { text.utf8.count == length && CheckDigit.isRight(text) }

  /// The code alone, of what may stand with its application identifier: `00` or `(00)` in front of a right SSCC. Anything
  /// else comes back as it is.
  public static func bare(_ text: String) -> String {
    for identifier in ["(00)", "00"] where text.hasPrefix(identifier) {
      let rest = String(text.dropFirst(identifier.utf8.count))
      if isRight(rest) { return rest }
    }
    return text
  }

  /// What a code that has the length of an SSCC and only digits should end in; nil where it does, and for other codes.
  static func wantedCheckDigit(_ text: String) -> Character? {
    guard text.utf8.count == length, let last = text.last, last.isASCII, last.isNumber,
      let wanted = CheckDigit.of(text.dropLast())
    else { return nil }
    return wanted == last ? nil : wanted
  }

  /// The first number of a company whose extension digit is this; nil for what is no prefix of 6 to 12 digits.
  static func first(of prefix: String, extension digit: Int) -> String? {
    guard isPrefix(prefix), (0...9).contains(digit) else { return nil }
    let zeros = String(repeating: "0", count: length - 2 - prefix.utf8.count)
    return CheckDigit.completed("\(digit)\(prefix)\(zeros)")
  }

  /// The last of them.
  static func last(of prefix: String, extension digit: Int) -> String? {
    guard isPrefix(prefix), (0...9).contains(digit) else { return nil }
    let nines = String(repeating: "9", count: length - 2 - prefix.utf8.count)
    return CheckDigit.completed("\(digit)\(prefix)\(nines)")
  }

  /// The number behind `code`, of the same company and extension digit; nil behind the last.
  static func next(after code: String, of prefix: String) -> String? {
    let serial = String(code.dropLast().dropFirst(1 + prefix.utf8.count))
    guard let number = Int64(serial) else { return nil }
    let digits = String(number + 1)
    guard digits.utf8.count <= serial.utf8.count else { return nil }
    let zeros = String(repeating: "0", count: serial.utf8.count - digits.utf8.count)
    return CheckDigit.completed("\(code.prefix(1))\(prefix)\(zeros)\(digits)")
  }

  /// Whether GS1 may have given a company this: 6 to 12 digits.
  static func isPrefix(_ text: String) -> Bool {
    (6...12).contains(text.utf8.count) && text.utf8.allSatisfy { 48...57 ~= $0 }
  }

  /// The ranges of codes a company numbers its pallets in, one for each extension digit, 0 first.
  public static func ranges(of prefix: String) -> [ClosedRange<String>] {
    (0...9).compactMap { digit in
      guard let first = first(of: prefix, extension: digit), let last = last(of: prefix, extension: digit) else {
        return nil
      }
      return first...last
    }
  }

  /// The next free number of a company, `taken` being the highest it has given in each of its ranges, in order; nil where
  /// all are used up.
  public static func next(of prefix: String, taken: [String?]) -> String? {
    for (range, highest) in zip(ranges(of: prefix), taken) {
      guard let highest else { return range.lowerBound }
      if let next = next(after: highest, of: prefix) { return next }
    }
    return nil
  }
}

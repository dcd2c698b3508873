/// The check digit of GTIN, SSCC and GLN: modulo 10, weights 3 and 1 by turns from the right (`algorithms.md` 4.10).
public enum CheckDigit {
  /// The digit that completes `digits`; nil where there is anything but digits.
  public static func of(_ digits: some StringProtocol) -> Character? {
    of(digits.utf8.reversed()).map { Character(Unicode.Scalar($0)) }
  }

  /// `digits` with their check digit; as they are where they are no digits.
  public static func completed(_ digits: String) -> String { of(digits).map { digits + String($0) } ?? digits }

  /// Whether a number of 8, 12, 13, 14 or 18 digits ends in the right one. A wrong one is a warning, not an error: people
  /// scan what is printed.
  public static func isRight(_ number: String) -> Bool {
    [8, 12, 13, 14, 18].contains(number.utf8.count) && of(number.dropLast()) == number.last
  }

  /// The same for ASCII digits, the last of them first.
  static func of(_ reversedDigits: some Sequence<UInt8>) -> UInt8? {
    var sum = 0
    for (place, digit) in reversedDigits.enumerated() {
      guard digit >= 48, digit <= 57 else { return nil }
      sum += Int(digit - 48) * (place % 2 == 0 ? 3 : 1)
    }
    return 48 + UInt8((10 - sum % 10) % 10)
  }
}

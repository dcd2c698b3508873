/// Exact decimal text to scaled integers and back, for quantities (3 places) and unit costs (4 places).
public enum Decimals {
  /// `text` scaled by ten to the power of `places`; nil when it is not a plain decimal number, has more places than
  /// that, or does not fit 64 bits. A sign is allowed, an exponent or grouping is not.
  public static func parse(_ text: String, places: Int) -> Int64? {
    var text = text
    return text.withUTF8 { parse($0, places: places) }
  }

  /// The same for bytes, without a `String`: imports read a million of these.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>, places: Int, point: UInt8 = 46) -> Int64? {
    var index = 0
    var negative = false
    if index < bytes.count, bytes[index] == 45 || bytes[index] == 43 {
      negative = bytes[index] == 45
      index += 1
    }
    var value: Int64 = 0
    var digits = 0
    var decimals = -1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == point, decimals < 0 {
        decimals = 0
        continue
      }
      guard byte >= 48, byte <= 57 else { return nil }
      if decimals >= 0 {
        decimals += 1
        if decimals > places {
          guard byte == 48 else { return nil }
          continue
        }
      }
      digits += 1
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(Int64(byte - 48))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    guard digits > 0 else { return nil }
    var missing = places - max(0, min(decimals, places))
    while missing > 0 {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = scaled
      missing -= 1
    }
    return negative ? -value : value
  }

  /// `scaled` as decimal text, without trailing zeros beyond `atLeast` places.
  public static func text(_ scaled: Int64, places: Int, atLeast: Int = 0) -> String {
    var whole = scaled.magnitude
    var fraction: [UInt8] = []
    for place in 0..<places {
      let digit = UInt8(whole % 10)
      whole /= 10
      if digit != 0 || !fraction.isEmpty || places - place <= atLeast { fraction.append(48 + digit) }
    }
    let sign = scaled < 0 ? "-" : ""
    guard !fraction.isEmpty else { return sign + String(whole) }
    return sign + String(whole) + "." + String(decoding: fraction.reversed(), as: UTF8.self)
  }
}

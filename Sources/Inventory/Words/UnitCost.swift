/// What one unit costs or sells for, exact to four decimals of its currency (R0, `spec.md` 1).
public struct UnitCost: Hashable, Sendable, Comparable {
  public let tenThousandths: Int64

  public init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

  public static func < (a: UnitCost, b: UnitCost) -> Bool { a.tenThousandths < b.tenThousandths }
}

extension UnitCost: LosslessStringConvertible {
  /// Reads decimal text with at most four places, from 0 to 99,999,999,999.9999; nil otherwise.
  public init?(_ text: String) {
    guard let value = Decimals.parse(text, places: 4), value >= 0, value <= 999_999_999_999_999 else { return nil }
    self.init(tenThousandths: value)
  }

  /// Decimal text with at least two places: `12.50`, `0.2575`.
  public var description: String { Decimals.text(tenThousandths, places: 4, atLeast: 2) }
}

/// A sum of money, exact: the product of a quantity in thousandths and a unit cost in ten-thousandths, so in units of
/// 1/10,000,000. 128 bits, because a warehouse times a price overflows 64.
public struct Worth: Hashable, Sendable {
  public var tenMillionths: Int128

  public init(tenMillionths: Int128 = 0) { self.tenMillionths = tenMillionths }
  public init(_ quantity: Quantity, at cost: UnitCost) {
    tenMillionths = Int128(quantity.thousandths) * Int128(cost.tenThousandths)
  }

  public static func += (a: inout Worth, b: Worth) { a.tenMillionths += b.tenMillionths }
}

extension Worth: CustomStringConvertible {
  /// Decimal text, exact, with at least two places.
  public var description: String {
    let magnitude = tenMillionths.magnitude
    let whole = magnitude / 10_000_000
    let fraction = Int64(magnitude % 10_000_000)
    let decimals = Decimals.text(fraction, places: 7, atLeast: 2).dropFirst(1)
    return (tenMillionths < 0 ? "-" : "") + String(whole) + decimals
  }
}

/// A sum of money, exact to the ten-thousandth of its currency: what goods on hand or on their way are worth.
public struct Money: Hashable, Sendable, Comparable {
  public let tenThousandths: Int64

  public init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

  /// So many at a unit cost, rounded half away from zero.
  public init(_ quantity: Quantity, at cost: UnitCost) {
    let product = Int128(quantity.thousandths) * Int128(cost.tenThousandths)
    let half: Int128 = product < 0 ? -500 : 500
    tenThousandths = Int64(clamping: (product + half) / 1000)
  }

  public static let zero = Money(tenThousandths: 0)

  public var magnitude: Money { self < .zero ? -self : self }

  /// The part of it that `part` of `whole` has, rounded half away from zero; all of it for the whole.
  public func share(of part: Quantity, in whole: Quantity) -> Money {
    guard !whole.isZero, part != whole else { return whole.isZero ? .zero : self }
    let product = Int128(tenThousandths) * Int128(part.thousandths)
    let divisor = Int128(whole.thousandths)
    let half = divisor.magnitude / 2
    let rounded = (product.magnitude + half) / divisor.magnitude
    let isNegative = (product < 0) != (divisor < 0)
    return Money(tenThousandths: Int64(clamping: isNegative ? -Int128(rounded) : Int128(rounded)))
  }

  public static func < (a: Money, b: Money) -> Bool { a.tenThousandths < b.tenThousandths }
  /// Sums stop at what 64 bits hold: no cost that somebody mistyped ends a program.
  public static func + (a: Money, b: Money) -> Money {
    Money(tenThousandths: Int64(clamping: Int128(a.tenThousandths) + Int128(b.tenThousandths)))
  }
  public static func - (a: Money, b: Money) -> Money {
    Money(tenThousandths: Int64(clamping: Int128(a.tenThousandths) - Int128(b.tenThousandths)))
  }
  public static prefix func - (a: Money) -> Money { .zero - a }
  public static func += (a: inout Money, b: Money) { a = a + b }
  public static func -= (a: inout Money, b: Money) { a = a - b }
}

extension Money: CustomStringConvertible {
  /// Decimal text with at least two places: `8412.50`.
  public var description: String { Decimals.text(tenThousandths, places: 4, atLeast: 2) }
}

extension Fields {
  public mutating func add(_ name: String, _ money: Money) { add(name, .number(money.description)) }
}

/// An exact amount of an item, held in thousandths of its unit. Never floating point.
///
/// `Quantity("2.5")` is 2,500 thousandths. Amounts beyond ``limit`` are refused where they enter, so that sums of
/// balances cannot overflow.
public struct Quantity: Hashable, Sendable, Comparable {
  public let thousandths: Int64

  public init(thousandths: Int64) { self.thousandths = thousandths }

  /// A whole number of units.
  public init(_ units: Int) { self.thousandths = Int64(units) * 1000 }

  public static let zero = Quantity(thousandths: 0)
  /// The largest amount one entry or balance may hold: 99,999,999,999.999 units.
  public static let limit = Quantity(thousandths: 99_999_999_999_999)

  public var isZero: Bool { thousandths == 0 }
  public var magnitude: Quantity { Quantity(thousandths: abs(thousandths)) }
  public var isWhole: Bool { thousandths % 1000 == 0 }
  public var isWithinLimit: Bool { thousandths.magnitude <= Quantity.limit.thousandths.magnitude }

  public static func < (a: Quantity, b: Quantity) -> Bool { a.thousandths < b.thousandths }
  public static func + (a: Quantity, b: Quantity) -> Quantity { Quantity(thousandths: a.thousandths + b.thousandths) }
  public static func - (a: Quantity, b: Quantity) -> Quantity { Quantity(thousandths: a.thousandths - b.thousandths) }
  public static prefix func - (a: Quantity) -> Quantity { Quantity(thousandths: -a.thousandths) }
  public static func += (a: inout Quantity, b: Quantity) { a = a + b }
  public static func -= (a: inout Quantity, b: Quantity) { a = a - b }

  /// This many packs of `units` each; nil beyond the limit.
  public func times(_ units: Quantity) -> Quantity? {
    let (high, low) = thousandths.multipliedFullWidth(by: units.thousandths)
    guard high == (Int64(bitPattern: low) < 0 ? -1 : 0) else { return nil }
    let product = Int64(bitPattern: low)
    guard product % 1000 == 0 else { return nil }
    let result = Quantity(thousandths: product / 1000)
    return result.isWithinLimit ? result : nil
  }
}

extension Quantity: LosslessStringConvertible {
  /// Reads decimal text with at most three places: `10`, `-2.5`, `+0.125`. Nil for anything else, and beyond the limit.
  public init?(_ text: String) {
    guard let thousandths = Decimals.parse(text, places: 3) else { return nil }
    self.init(thousandths: thousandths)
    guard isWithinLimit else { return nil }
  }

  /// Decimal text without trailing zeros: `10`, `2.5`, `-0.125`.
  public var description: String { Decimals.text(thousandths, places: 3) }
}

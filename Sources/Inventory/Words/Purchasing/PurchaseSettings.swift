/// How far what comes of a line may be from what was ordered (`algorithms.md` 4.15).
public struct OrderTolerance: Hashable, Sendable {
  /// In hundredths of a percent.
  public var over: Int64
  public var short: Int64

  public init(over: Int64 = 0, short: Int64 = 0) {
    self.over = over
    self.short = short
  }

  /// The most that may be received: ordered and so much more, rounded down to what the item can be counted in.
  public func limit(of ordered: Quantity, isCounted: Bool) -> Quantity {
    let exact = Int64(clamping: Int128(ordered.thousandths) * Int128(10_000 + over) / 10_000)
    return Quantity(thousandths: isCounted ? exact / 1000 * 1000 : exact)
  }

  /// Whether so little is left of a line that nobody waits for it.
  public func closes(_ remaining: Quantity, of ordered: Quantity) -> Bool {
    Int128(remaining.thousandths) * 10_000 <= Int128(ordered.thousandths) * Int128(short)
  }
}

extension KnownSetting {
  public static let orderOverTolerance = KnownSetting(
    "order_over_tolerance",
    .text(wanted: "a percentage from 0% to 100%, such as 2.5%") { OverTolerance($0) != nil }, standard: "0%",
    about: "how much more than was ordered may be received")
  public static let orderShortTolerance = KnownSetting(
    "order_short_tolerance",
    .text(wanted: "a percentage from 0% to 100%, such as 2.5%") { OverTolerance($0) != nil }, standard: "0%",
    about: "a line of an order is done when a receipt leaves no more than this share of it to come")

  static let buying = [orderOverTolerance, orderShortTolerance]
}

extension Facts {
  var orderTolerance: OrderTolerance {
    OrderTolerance(
      over: OverTolerance(value(of: .orderOverTolerance))?.share ?? 0,
      short: OverTolerance(value(of: .orderShortTolerance))?.share ?? 0)
  }
}

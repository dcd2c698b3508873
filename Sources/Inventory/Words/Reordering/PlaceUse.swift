/// What was used at a place in some days: sales and consumption, returns taken off; not transfers, not adjustments
/// (`algorithms.md` 4.4). Days without stock tell nothing of what would have been used, and do not count.
public struct PlaceUse: Hashable, Sendable {
  /// A day on which something happened to what is on hand.
  public struct Day: Hashable, Sendable {
    /// The first day of the window is 0.
    public var number: Int
    /// By how much what is on hand has changed.
    public var net: Quantity
    public var used: Quantity
    /// Whether something came in.
    public var hasInflow: Bool

    public init(number: Int, net: Quantity, used: Quantity, hasInflow: Bool) {
      self.number = number
      self.net = net
      self.used = used
      self.hasInflow = hasInflow
    }
  }

  public var used: Quantity
  public var daysWithStock: Int

  public init(used: Quantity, daysWithStock: Int) {
    self.used = used
    self.daysWithStock = daysWithStock
  }

  public static let nothing = PlaceUse(used: .zero, daysWithStock: 0)

  /// - Parameters:
  ///   - days: those on which something happened, in any order.
  ///   - onHand: what is there at the end.
  public init(_ days: [Day], onHand: Quantity, window: Int) {
    let series = PlaceUse.series(days, onHand: onHand, window: window)
    self.init(
      used: series.reduce(.zero) { $0 + $1.used }, daysWithStock: series.count { $0.hasStock })
  }

  /// Each day of the window, the oldest first: what was used, and whether there was something at any time of the day.
  public static func series(
    _ days: [Day], onHand: Quantity, window: Int
  ) -> [(used: Quantity, hasStock: Bool)] {
    var byNumber: [Int: Day] = [:]
    for day in days { byNumber[day.number] = day }
    var series = Array(repeating: (used: Quantity.zero, hasStock: false), count: max(window, 0))
    var after = onHand
    for number in series.indices.reversed() {
      let day = byNumber[number]
      let before = after - (day?.net ?? .zero)
      series[number] = (day?.used ?? .zero, before > .zero || after > .zero || day?.hasInflow == true)
      after = before
    }
    return series
  }

  /// On a day with stock, to the nearest thousandth; a little where so little was used that it would be nothing.
  public var perDay: Quantity {
    guard used > .zero, daysWithStock > 0 else { return .zero }
    let days = Int64(daysWithStock)
    return Quantity(thousandths: max((used.thousandths * 2 + days) / (days * 2), 1))
  }
}

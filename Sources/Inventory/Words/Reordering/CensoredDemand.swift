/// Demand as far as stock lets it be seen (`algorithms.md` 4.4): what was used, and on how many days there was any to use.
public struct CensoredDemand: Hashable, Sendable {
  /// Sold and consumed, returns taken off.
  public var used: Quantity
  public var daysWithStock: Int

  public init(used: Quantity, daysWithStock: Int) {
    self.used = used
    self.daysWithStock = daysWithStock
  }

  public static let nothing = CensoredDemand(used: .zero, daysWithStock: 0)

  /// - Parameters:
  ///   - moved: days on which something happened, each once, in any order; those after the window too.
  ///   - onHand: what is there at the end of the last of them.
  ///   - days: how many the window has.
  public init(_ moved: [Day], onHand: Quantity, of days: Int) {
    let opening = moved.reduce(onHand) { $0 - $1.change }
    self.init(
      used: moved.reduce(.zero) { $1.index < days ? $0 + $1.used : $0 },
      daysWithStock: CensoredDemand.daysWithStock(
        of: days, opening: opening, moved.sorted { $0.index < $1.index }))
  }

  /// On a day with stock, to the thousandth, half up; a little where so little was used that it would be nothing, and
  /// nothing where more came back than went out. Nil where there never was any.
  public var perDay: Quantity? {
    guard daysWithStock > 0 else { return nil }
    guard used > .zero else { return .zero }
    let days = Int64(daysWithStock)
    let (whole, rest) = used.thousandths.quotientAndRemainder(dividingBy: days)
    return Quantity(thousandths: max(whole + (rest >= days - rest ? 1 : 0), 1))
  }

  /// For how long `available` lasts, in thousandths of a day: nothing where nothing is available, nil (for ever) where
  /// nothing is used.
  public func cover(of available: Quantity) -> Int64? {
    guard available > .zero else { return 0 }
    guard used > .zero else { return nil }
    let divisor = Int128(used.thousandths)
    let stocked = Int128(available.thousandths) * Int128(max(1, daysWithStock)) * 1000
    return Int64(clamping: (stocked + divisor / 2) / divisor)
  }

  /// A day on which something happened: how far the stock of it changed, what was used, and whether any
  /// came in or went out to be used.
  public struct Day: Hashable, Sendable {
    /// The first day of the window is 0.
    public var index: Int
    public var change: Quantity
    /// Returns taken off.
    public var used: Quantity
    public var hadStock: Bool

    public init(index: Int, change: Quantity, used: Quantity, hadStock: Bool) {
      self.index = index
      self.change = change
      self.used = used
      self.hadStock = hadStock
    }
  }

  /// On how many of so many days there was stock: some at its beginning, or some that came in, or some that was used
  /// whatever the books said.
  /// - Parameter moved: in the order of the days, each once.
  public static func daysWithStock(of days: Int, opening: Quantity, _ moved: [Day]) -> Int {
    var count = 0
    var next = 0
    var balance = opening
    for day in moved where day.index < days {
      if balance > .zero { count += day.index - next }
      if balance > .zero || day.hadStock { count += 1 }
      balance += day.change
      next = day.index + 1
    }
    return count + (balance > .zero ? max(0, days - next) : 0)
  }

  /// Each day of the window, the oldest first: what was used, and whether there was any stock of it.
  /// - Parameter moved: as for `init`.
  public static func series(
    _ moved: [Day], onHand: Quantity, of days: Int
  ) -> [(used: Quantity, hasStock: Bool)] {
    var series = Array(repeating: (used: Quantity.zero, hasStock: false), count: max(days, 0))
    var byIndex: [Int: Day] = [:]
    for day in moved { byIndex[day.index] = day }
    var balance = moved.reduce(onHand) { $0 - $1.change }
    for index in series.indices {
      let day = byIndex[index]
      series[index] = (day?.used ?? .zero, balance > .zero || day?.hadStock == true)
      balance += day?.change ?? .zero
    }
    return series
  }
}

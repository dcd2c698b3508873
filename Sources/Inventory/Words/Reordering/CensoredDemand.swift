/// Demand as far as stock lets it be seen (`algorithms.md` 4.4): what was used, and on how many days there was any to use.
public struct CensoredDemand: Hashable, Sendable {
  /// Sold and consumed, returns taken off.
  public var used: Quantity
  public var daysWithStock: Int

  public init(used: Quantity, daysWithStock: Int) {
    self.used = used
    self.daysWithStock = daysWithStock
  }

  /// On a day with stock, to the thousandth, half up; nothing where more came back than went out. Nil where there never
  /// was any.
  public var perDay: Quantity? {
    guard daysWithStock > 0 else { return nil }
    let days = Int64(daysWithStock)
    let total = max(0, used.thousandths)
    return Quantity(thousandths: total / days + (total % days * 2 >= days ? 1 : 0))
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

  /// A day on which something happened: how far the stock of it changed, and whether any came in or was used.
  public struct Day: Hashable, Sendable {
    public var index: Int
    public var change: Quantity
    public var hadStock: Bool

    public init(index: Int, change: Quantity, hadStock: Bool) {
      self.index = index
      self.change = change
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
}

/// Goods valued at a moving average (`algorithms.md` 4.6): what comes in adds its cost, what goes out takes its share, and
/// the last unit takes what is left.
///
/// Where stock may be below zero, what is missing is owed at the last cost; what comes in first cancels it at that cost,
/// whatever it costs itself, and only the rest is worth what was paid for it.
public struct MovingAverage: Hashable, Sendable {
  public private(set) var stock: StockValue
  /// What there was before it last ran out: the last cost.
  private(set) var last: StockValue

  public init() { self.init(stock: StockValue(), last: StockValue()) }

  init(stock: StockValue, last: StockValue) {
    self.stock = stock
    self.last = last
  }

  /// Goods and what they are worth, in the proportion of the average; nothing where there never were any.
  var rate: StockValue { stock.quantity.isZero ? last : stock }

  public mutating func put(_ quantity: Quantity, worth value: Money) {
    guard stock.quantity < .zero else {
      stock.quantity += quantity
      stock.value += value
      return
    }
    let left = stock.quantity + quantity
    last = stock
    stock.value = left > .zero ? value.share(of: left, in: quantity) : stock.cost(of: left)
    stock.quantity = left
  }

  /// Takes some at the average, and answers what it costs.
  @discardableResult
  public mutating func take(_ quantity: Quantity) -> Money {
    let cost = rate.cost(of: quantity)
    take(quantity, worth: cost)
    return cost
  }

  /// Takes some at a cost that somebody else decided: what is left has the rest, even where nothing is left.
  public mutating func take(_ quantity: Quantity, worth value: Money) {
    last = rate
    stock.quantity -= quantity
    stock.value -= value
  }
}

/// How the house values what goes out.
public enum ValuationMethod: String, Hashable, Sendable, CaseIterable {
  case average, fifo
}

extension KnownSetting {
  public static let valuation = KnownSetting(
    "valuation", .words(ValuationMethod.allCases.map(\.rawValue)), standard: ValuationMethod.average.rawValue,
    about: "what goods cost that go out: the moving average of their site, or what the oldest of them cost")
}

/// What a site has of an item, valued as the house does.
public struct SiteValue: Hashable, Sendable {
  public private(set) var holding: ItemValuation.Holding
  public let method: ValuationMethod

  public init(_ holding: ItemValuation.Holding = ItemValuation.Holding(), by method: ValuationMethod) {
    self.holding = holding
    self.method = method
  }

  /// What there is, and what it is worth.
  public var stock: StockValue { method == .average ? holding.average.stock : holding.layers.total }

  /// What so much costs that goes out next.
  public func cost(of quantity: Quantity) -> Money {
    var copy = self
    return copy.take(quantity)
  }

  /// Takes out so much and answers what it costs: for whoever sends several lines of an item.
  public mutating func take(_ quantity: Quantity) -> Money {
    let taken = holding.layers.take(quantity, at: Instant(milliseconds: 0), by: 0)
    switch method {
    case .average: return holding.average.take(quantity)
    case .fifo:
      let value = taken.reduce(Money.zero) { $0 + $1.value }
      holding.average.take(quantity, worth: value)
      return value
    }
  }
}

/// How much of an item a site has, and what it is worth (`algorithms.md` 4.6): total value and total quantity, never a
/// rounded unit cost.
public struct StockValue: Hashable, Sendable {
  public var quantity: Quantity
  public var value: Money

  public init(quantity: Quantity = .zero, value: Money = .zero) {
    self.quantity = quantity
    self.value = value
  }

  /// What `part` of it costs; the last unit takes what is left.
  public func cost(of part: Quantity) -> Money { value.share(of: part, in: quantity) }
}

extension BinaryInteger {
  /// `1 row`, `12 rows`.
  public func counted(_ one: String, _ many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}

extension Quantity {
  /// `1 unit`, `2.5 units`.
  public func counted(_ one: String, _ many: String) -> String { "\(self) \(self == Quantity(1) ? one : many)" }
}

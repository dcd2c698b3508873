/// A fold that is worth keeping, so that the next one begins where it ended. Only a cache: whoever has it not, or does
/// not trust it, folds the ledger.
public struct KeptValue: Hashable, Sendable {
  public var item: ItemID
  /// The last entry in it.
  public var end: Int64
  public var latest: Instant
  /// What the item's card said a unit costs; with another cost it is worth nothing any more.
  public var cost: UnitCost?
  public var valuation: ItemValuation

  public init(item: ItemID, end: Int64, latest: Instant, cost: UnitCost?, valuation: ItemValuation) {
    self.item = item
    self.end = end
    self.latest = latest
    self.cost = cost
    self.valuation = valuation
  }
}

extension Plan {
  /// Keeps what was folded for the act, where that was work.
  public mutating func keepValues(_ facts: Facts) {
    if !isEmpty, !facts.keptValues.isEmpty { changes.append(.keepValues(facts.keptValues)) }
  }
}

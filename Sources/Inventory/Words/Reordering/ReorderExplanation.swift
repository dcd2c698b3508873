/// Refusals that are about reorder rules and signals.
extension Explanation {
  static func reordering(_ error: InventoryError) -> Explanation? { nil }
}

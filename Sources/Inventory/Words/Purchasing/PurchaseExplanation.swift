/// Refusals that are about requisitions, orders and receipts.
extension Explanation {
  static func purchasing(_ error: InventoryError) -> Explanation? { nil }
}

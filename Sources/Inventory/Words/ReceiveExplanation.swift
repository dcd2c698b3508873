/// Refusals that are about what receivers scan.
extension Explanation {
  static func scanning(_ error: InventoryError) -> Explanation? {
    guard case .serialScanned(let serial, let item, let by) = error else { return nil }
    return Explanation(
      "serial-twice", "Scanned already", 422,
      "Serial \(serial) of \(item) was scanned by \(by) already. Each unit is scanned once."
    ) {
      $0.add("sku", item.description)
      $0.add("serial", serial)
      $0.add("scanned_by", by)
    }
  }
}

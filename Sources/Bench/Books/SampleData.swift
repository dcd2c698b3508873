import Inventory

/// The goods and places of the measured warehouse: those of `limit.c`, in the house's words.
struct SampleData {
  let skus: Int
  let locations: Int

  static let site = "MAIN"

  /// Codes lie in another order than the numbers the database gives.
  func code(_ number: Int) -> String { SampleData.sku(number * 7919 % skus) }

  static func sku(_ number: Int) -> String { "SKU-" + padded(number, 7) }

  static func bin(_ number: Int) -> String { "BIN-" + padded(number, 3) }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static let materials = ["Steel", "Brass", "Oak", "Nylon", "Copper", "Rubber", "Glass", "Cotton"]
  private static let things = [
    "bolt", "hinge", "panel", "valve", "bracket", "gasket", "sleeve", "washer", "spindle", "clamp",
  ]

  static func name(_ random: inout Xorshift) -> String {
    "\(materials[random.below(8)]) \(things[random.below(10)]) \(random.below(5000))mm"
  }

  /// A receipt somewhere, of some pieces.
  func receipt(_ random: inout Xorshift, at instant: Instant? = nil) -> MovementLine {
    let sku = SampleData.sku(random.below(skus))
    let bin = SampleData.bin(1 + random.below(locations))
    return MovementLine(
      .receipt, sku, Quantity(1 + random.below(9)), at: bin, reference: "PO-1001", occurredAt: instant)
  }
}

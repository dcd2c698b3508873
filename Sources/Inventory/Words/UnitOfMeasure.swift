/// The unit an item is kept in. Units that are counted take whole numbers only; units that are measured take three
/// decimals. A unit we do not know is counted: a case, a roll, a pallet.
public struct UnitOfMeasure: Hashable, Sendable {
  public let name: String

  public init(_ name: String) { self.name = name }

  public static let pieces = UnitOfMeasure("pcs")

  public var isCounted: Bool { !UnitOfMeasure.measured.contains(name.lowercased()) }

  private static let measured: Set<String> = [
    "kg", "g", "mg", "t", "lb", "lbs", "oz", "l", "ml", "cl", "dl", "hl", "gal", "m", "cm", "mm", "km", "ft", "in",
    "yd",
    "m2", "m3", "sqm", "cbm", "h", "hour", "hours", "litre", "liter", "metre", "meter", "gram", "kilogram",
  ]
}

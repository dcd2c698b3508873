/// What names an item: its SKU and, where it has variants, the variant. Written `SKU` or `SKU/VARIANT`. Upper and lower
/// case are the same code: two items that differ only so would be a trap on a scanner.
public struct ItemCode: Hashable, Sendable {
  public let sku: String
  /// Empty where the item has none.
  public let variant: String

  public init(sku: String, variant: String = "") {
    self.sku = sku
    self.variant = variant
  }
}

extension ItemCode: CustomStringConvertible {
  public var description: String { variant.isEmpty ? sku : sku + "/" + variant }
}

/// What a code may be made of, for SKUs, variants, locations, lots, serials and barcodes alike.
public enum CodeRule {
  public static let longest = 64

  /// Nil when `code` may stand; else why not.
  public static func objection(to code: String) -> InventoryError.BadCode? {
    if code.isEmpty { return .empty }
    if code.utf8.count > longest { return .tooLong }
    if code.unicodeScalars.contains(where: { $0.value < 0x20 || ($0.value >= 0x7F && $0.value < 0xA0) }) {
      return .controlCharacter
    }
    if code.first == " " || code.last == " " { return .blankAtAnEnd }
    return nil
  }
}

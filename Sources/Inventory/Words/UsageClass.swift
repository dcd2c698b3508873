/// How much of the worth that is used an item stands for: A for the few that make up most of it, C for the many that
/// make up little.
public enum UsageClass: String, Sendable, CaseIterable, Comparable {
  case a = "A"
  case b = "B"
  case c = "C"

  public static func < (a: UsageClass, b: UsageClass) -> Bool { a.rawValue < b.rawValue }

  /// In ten-thousandths of all that is used.
  static let endOfA = 8_000
  static let endOfB = 9_500
}

/// What was used of an item in some time, and what that is worth.
public struct ItemUsage: Hashable, Sendable {
  public var item: ItemID
  public var code: ItemCode
  public var name: String
  /// Sold and consumed, returns taken off; below zero where more came back than went out.
  public var used: Quantity
  /// At unit cost; nil where the item has none.
  public var value: Worth?

  public init(item: ItemID, code: ItemCode, name: String, used: Quantity, value: Worth?) {
    self.item = item
    self.code = code
    self.name = name
    self.used = used
    self.value = value
  }
}

/// An item with its class.
public struct RankedUsage: Hashable, Sendable {
  public var usage: ItemUsage
  /// The share of all items before it, in ten-thousandths, and with its own.
  public var shareBefore: Int64
  public var shareAfter: Int64
  /// By the share before the item: the one that counts here.
  public var letter: UsageClass
  /// By the share after it, as others do: the item that passes 80 % is B already.
  public var letterByShareAfter: UsageClass
}

extension UsageClass {
  /// Items by what was used of them, the most worth first and ties by SKU, each with its class: A where the items before
  /// it make up less than 80 % of the worth, B below 95 %, else C; what nothing was used of is C (`algorithms.md` 4.11).
  public static func ranked(_ usages: [ItemUsage]) -> [RankedUsage] {
    func worth(_ usage: ItemUsage) -> Int128 { max(0, usage.value?.tenMillionths ?? 0) }
    let order = usages.map { (usage: $0, worth: worth($0), name: $0.code.description.lowercased()) }
      .sorted { a, b in a.worth == b.worth ? a.name < b.name : a.worth > b.worth }
    let total = order.reduce(Int128(0)) { $0 + $1.worth }
    var running: Int128 = 0
    return order.map { usage, worth, _ in
      let before = running
      running += worth
      let isUsed = worth > 0
      return RankedUsage(
        usage: usage, shareBefore: share(before, total), shareAfter: share(running, total),
        letter: isUsed ? letter(before, total) { $0 < $1 } : .c,
        letterByShareAfter: isUsed ? letter(running, total) { $0 <= $1 } : .c)
    }
  }

  private static func share(_ part: Int128, _ total: Int128) -> Int64 {
    total == 0 ? 0 : Int64(part * 10_000 / total)
  }

  private static func letter(_ part: Int128, _ total: Int128, _ isInside: (Int128, Int128) -> Bool) -> UsageClass {
    if isInside(part * 10_000, total * Int128(endOfA)) { return .a }
    return isInside(part * 10_000, total * Int128(endOfB)) ? .b : .c
  }
}

extension RankedUsage {
  public var fields: Fields {
    var fields = Fields()
    fields.add("sku", usage.code.sku)
    fields.add("variant", usage.code.variant.isEmpty ? nil : usage.code.variant)
    fields.add("name", usage.name)
    fields.add("used", usage.used)
    fields.add("value", usage.value.map { .number($0.description) } ?? .null)
    fields.add("share_before", .number(Decimals.text(shareBefore, places: 2)))
    fields.add("share_after", .number(Decimals.text(shareAfter, places: 2)))
    fields.add("class", letter.rawValue)
    fields.add("class_by_share_after", letterByShareAfter.rawValue)
    return fields
  }
}

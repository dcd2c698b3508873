import Inventory

/// The words and flags of a command as the values the acts and questions take.
extension Session {
  func quantity(_ text: String, of item: String) throws(CommandError) -> Quantity {
    if let quantity = Quantity(text) { return quantity }
    let isNumber = !text.isEmpty && text.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || [43, 45, 46].contains($0) }
    let isTooLarge = isNumber && text.utf8.prefix { $0 != 46 }.count > 11
    throw .refused(.badQuantity(text, item: Session.code(item), isTooLarge ? .tooLarge : .notANumber))
  }

  /// `SKU` or `SKU/VARIANT`.
  static func code(_ text: String) -> ItemCode {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    return ItemCode(sku: String(parts.first ?? ""), variant: parts.count == 2 ? String(parts[1]) : "")
  }

  func cost(_ flag: String) throws(CommandError) -> UnitCost? {
    guard let text = arguments.value(flag) else { return nil }
    guard let cost = UnitCost(text) else {
      throw .refused(
        .badField(name: flag, value: text, wanted: "a decimal number from 0 with at most four places, such as 12.50"))
    }
    return cost
  }

  func instant(_ flag: String) throws(CommandError) -> Instant? {
    guard let text = arguments.value(flag) else { return nil }
    guard let instant = TimeText.instant(text, now: now) else { throw .misuse(.notATime(text, flag: flag)) }
    return instant
  }

  func day(_ flag: String) throws(CommandError) -> Day? {
    guard let text = arguments.value(flag) else { return nil }
    guard let day = TimeText.day(text, now: now) else { throw .misuse(.notATime(text, flag: flag)) }
    return day
  }

  /// The `NAME=VALUE` pairs of a repeatable flag.
  func pairs(_ flag: String) throws(CommandError) -> [Flag] {
    try arguments.values(flag).map { text throws(CommandError) in try Session.pair(text, flag) }
  }

  static func pair(_ text: String, _ flag: String, wanted: String = "NAME=VALUE") throws(CommandError) -> Flag {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { throw .misuse(.badPair(text, flag: flag, wanted: wanted)) }
    return Flag(String(parts[0]), String(parts[1]))
  }

  func cursor() throws(CommandError) -> PageStart {
    guard let text = arguments.value("cursor") else { return .first }
    let cursor = Cursor(text: text)
    guard !text.isEmpty, cursor.parts != nil else { throw .misuse(.badCursor(text)) }
    return .after(cursor)
  }
}

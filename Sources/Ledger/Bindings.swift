import Inventory
import Storage

/// The house's values as parameters, and columns as the house's values.
extension Value {
  static func id(_ item: ItemID) -> Value { .integer(item.number) }
  static func id(_ location: LocationID) -> Value { .integer(location.number) }
  static func quantity(_ quantity: Quantity) -> Value { .integer(quantity.thousandths) }
  static func quantity(ifAny quantity: Quantity?) -> Value { .integer(ifAny: quantity?.thousandths) }
  static func money(_ money: Money) -> Value { .integer(money.tenThousandths) }
  static func cost(ifAny cost: UnitCost?) -> Value { .integer(ifAny: cost?.tenThousandths) }
  static func instant(_ instant: Instant) -> Value { .integer(instant.milliseconds) }
  static func day(ifAny day: Day?) -> Value { .integer(ifAny: day.map { Int64($0.daysSince1970) }) }
  static func flag(_ flag: Bool) -> Value { .integer(flag ? 1 : 0) }
  /// A list for `json_each`, in the order of the numbers: the same numbers are always the same statement.
  static func numbers(_ numbers: some Sequence<Int64>) -> Value {
    .text("[" + numbers.sorted().map(String.init).joined(separator: ",") + "]")
  }
  static func flags(ifAny flags: [Flag]) -> Value { flags.isEmpty ? .null : .text(FlagText.write(flags)) }
}

extension Row {
  func quantity(_ column: Int) -> Quantity { Quantity(thousandths: integer(column)) }
  func quantityOrNil(_ column: Int) -> Quantity? { isNull(column) ? nil : quantity(column) }
  func money(_ column: Int) -> Money { Money(tenThousandths: integer(column)) }
  func costOrNil(_ column: Int) -> UnitCost? {
    isNull(column) ? nil : UnitCost(tenThousandths: integer(column))
  }
  func instant(_ column: Int) -> Instant { Instant(milliseconds: integer(column)) }
  func instantOrNil(_ column: Int) -> Instant? { isNull(column) ? nil : instant(column) }
  func dayOrNil(_ column: Int) -> Day? { isNull(column) ? nil : Day(daysSince1970: Int(integer(column))) }
  func flag(_ column: Int) -> Bool { integer(column) != 0 }
  func flags(_ column: Int) -> [Flag] { isNull(column) ? [] : FlagText.read(text(column)) }

  /// Five columns in the specification's order, from `column` on.
  func balances(_ column: Int) -> Balances {
    Balances(
      onHand: quantity(column), reserved: quantity(column + 1), allocated: quantity(column + 2),
      blocked: quantity(column + 3), incoming: quantity(column + 4))
  }
}

/// Flags and metadata as they are stored: name and value by turns, divided by the unit separator, which no code holds.
enum FlagText {
  static func write(_ flags: [Flag]) -> String {
    flags.flatMap { [$0.name, $0.value] }.map { $0.replacingSeparators() }.joined(separator: "\u{1F}")
  }

  static func read(_ text: String) -> [Flag] {
    let parts = text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    return stride(from: 0, to: parts.count - 1, by: 2).map { Flag(parts[$0], parts[$0 + 1]) }
  }
}

extension String {
  fileprivate func replacingSeparators() -> String {
    contains("\u{1F}") ? String(map { $0 == "\u{1F}" ? " " : $0 }) : self
  }
}

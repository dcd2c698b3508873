/// What a column holds or a parameter is given. Floating point does not occur: quantities, money and instants are
/// integers (thousandths, ten-thousandths, UTC milliseconds).
public enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])
}

extension Value {
  /// The text, or null when there is none.
  public static func text(ifAny text: String?) -> Value { text.map { .text($0) } ?? .null }

  /// The integer, or null when there is none.
  public static func integer(ifAny integer: Int64?) -> Value { integer.map { .integer($0) } ?? .null }
}

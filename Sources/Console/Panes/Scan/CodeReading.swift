import Inventory

/// Why a code is looked up.
enum CodeReading: Sendable {
  case scan(ScannedCode)
  /// Whether a number or a sum is a code too.
  case number(Quantity, ScannedCode)
  case amount(Amount, ScannedCode)
  /// What answered the question for a lot or a serial that is not known here.
  case newLot(ScannedGoods, ScannedCode)
  case serial(ScannedGoods, ScannedCode)

  var code: ScannedCode {
    switch self {
    case .scan(let code), .number(_, let code), .amount(_, let code), .newLot(_, let code), .serial(_, let code): code
    }
  }
}

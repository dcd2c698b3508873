import Inventory
import Storage

/// The lists that a list of transfers is made of, one behind the other, each in the order of an index.
enum TransferAnswerPart: Hashable {
  case newest
  /// Under way, and expected at a time.
  case expected(TransferPriority)
  /// Under way, and nobody said when it comes.
  case open(TransferPriority)
  case over

  static let byUrgency: [TransferAnswerPart] = [
    .expected(.urgent), .open(.urgent), .expected(.normal), .open(.normal), .over,
  ]

  var keySet: KeySet {
    var keySet = KeySet(
      columns: """
        \(TransferTable.columns),
        (SELECT count(*) FROM discrepancy d WHERE d.transfer = x.id AND d.state = 'open'), \(TransferLineTable.sums)
        """, from: "transfer x \(TransferTable.joins)", keys: hasTime ? ["x.eta", "x.id"] : ["x.id"],
      isDescending: self == .newest || self == .over)
    switch self {
    case .newest: break
    case .expected(let priority):
      keySet.require("x.status IN ('requested', 'in_transit') AND x.priority = ?1", [.text(priority.rawValue)])
      keySet.require("x.eta IS NOT NULL")
    case .open(let priority):
      keySet.require("x.status IN ('requested', 'in_transit') AND x.priority = ?1", [.text(priority.rawValue)])
      keySet.require("x.eta IS NULL")
    case .over: keySet.require("x.status IN ('completed', 'cancelled')")
    }
    return keySet
  }

  private var hasTime: Bool { if case .expected = self { true } else { false } }

  func key(_ transfer: Transfer) -> [String] {
    (hasTime ? [String(transfer.eta?.milliseconds ?? 0)] : []) + [String(transfer.id.number)]
  }

  func place(_ texts: [String]) -> [Value]? {
    let numbers = texts.compactMap { Int64($0) }
    return numbers.count == (hasTime ? 2 : 1) && numbers.count == texts.count ? numbers.map { .integer($0) } : nil
  }
}

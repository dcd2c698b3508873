import Inventory
import Terminal

extension Discrepancy: ListRow {
  var key: Int64 { id }
}

/// A column of the list of discrepancies.
enum DiscrepancyColumn: String, ListColumn {
  case transfer
  case item
  case lot
  case kind
  case quantity
  case value
  case age
  case owner
  case reason
  case reference
  case state

  var title: String {
    switch self {
    case .quantity: "qty"
    case .reference: "claim"
    case .state: ""
    default: rawValue
    }
  }

  var isNumber: Bool { self == .quantity || self == .value || self == .age }
  var leadsWithBlank: Bool { isNumber || self == .owner }

  static let byPriority: [DiscrepancyColumn] = [
    .item, .quantity, .kind, .transfer, .age, .value, .owner, .reason, .reference, .lot, .state,
  ]

  /// - Parameter all: whether resolved ones are listed too.
  static func shown(_ sizeClass: SizeClass, hasLots: Bool, all: Bool) -> Set<DiscrepancyColumn> {
    var columns: Set<DiscrepancyColumn> =
      switch sizeClass {
      case .tiny, .hand: [.item, .quantity, .kind]
      case .narrow: [.item, .quantity, .kind, .age]
      default: Set(allCases)
      }
    if !hasLots { columns.remove(.lot) }
    if !all { columns.remove(.state) }
    return columns
  }

  static func growth(codeWidth: Int) -> [(column: DiscrepancyColumn, most: Int)] {
    [
      (.item, min(codeWidth, 20) + 1), (.transfer, 12), (.lot, 11), (.reason, 12), (.reference, 12), (.value, 13),
      (.reason, 20), (.reference, 20),
    ]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .transfer: 10
    case .item: isHand ? 8 : 9
    case .lot: 8
    case .kind: isHand ? 5 : 11
    case .quantity: isHand ? 5 : 7
    case .value: 10
    case .age: 5
    case .owner: 9
    case .reason: 8
    case .reference: 8
    case .state: 10
    }
  }

  func text(_ found: Discrepancy, width: Int, _ clock: LocalClock) -> String {
    switch self {
    case .transfer: "\(found.transfer)/\(found.line)"
    case .item: found.code.description
    case .lot: found.lot ?? ""
    case .kind: width < 7 ? found.kind.code : found.kind.words
    case .quantity: Numbers.fitted(found.quantity, width)
    case .value: found.value.shown(width: width)
    case .age: DiscrepancyColumn.days(clock.daysAgo(found.openedAt), width)
    case .owner: found.owner.rawValue
    case .reason: found.reason ?? ""
    case .reference: found.reference ?? ""
    case .state: found.isOpen ? "open" : found.resolution?.words ?? "resolved"
    }
  }

  /// `12 d`, or `120d` where that is too wide.
  private static func days(_ days: Int, _ width: Int) -> String {
    let text = "\(max(0, days)) d"
    return text.utf8.count <= width ? text : "\(max(0, days))d"
  }

  func role(_ found: Discrepancy) -> Role {
    switch self {
    case .kind where found.isOpen: .stockLow
    default: found.isOpen ? .row : .muted
    }
  }
}

extension Discrepancy.Kind {
  /// In three cells, for handhelds.
  var code: String {
    switch self {
    case .short: "sho"
    case .over: "ovr"
    case .damaged: "dmg"
    case .wrongItem: "itm"
    case .wrongLot: "lot"
    }
  }
}

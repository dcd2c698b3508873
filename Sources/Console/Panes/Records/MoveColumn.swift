import Inventory
import Terminal

/// A column of the ledger.
enum MoveColumn: String, ListColumn {
  case item
  case kind
  case quantity
  case place
  case after
  case at
  case actor
  case reference
  case lot
  case reason

  var title: String {
    switch self {
    case .quantity: "change"
    case .after: "on hand"
    case .at: "happened"
    case .actor: "who"
    default: rawValue
    }
  }

  var isNumber: Bool { self == .quantity || self == .after }

  static let byPriority: [MoveColumn] = [
    .item, .quantity, .kind, .place, .at, .actor, .after, .reference, .lot, .reason,
  ]

  static func shown(_ sizeClass: SizeClass) -> Set<MoveColumn> {
    switch sizeClass {
    case .tiny, .hand: [.item, .quantity, .kind]
    case .narrow: [.item, .kind, .quantity, .place]
    case .normal, .wide: [.item, .kind, .quantity, .place, .after, .at, .actor]
    default: Set(allCases)
    }
  }

  static func growth(codeWidth: Int) -> [(column: MoveColumn, most: Int)] {
    [
      (.item, min(codeWidth, 20) + 1), (.place, 13), (.kind, 11), (.place, 18), (.reference, 16), (.actor, 12),
      (.reason, 16), (.kind, 14),
    ]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .item: 9
    case .kind: isHand ? 5 : 9
    case .quantity: 7
    case .place: 11
    case .after: 8
    case .at: 13
    case .actor: 8
    case .reference: 10
    case .lot, .reason: 9
    }
  }

  func text(_ entry: LedgerEntry, width: Int, _ clock: LocalClock) -> String {
    switch self {
    case .item: entry.code.description
    case .kind: entry.kind.words + (entry.reverses == nil ? "" : " back")
    case .quantity: Numbers.signed(entry.shownChange)
    case .place: entry.place
    case .after: Numbers.fitted(entry.after.onHand, width)
    case .at: clock.dayAndTime(entry.occurredAt)
    case .actor: entry.actor
    case .reference: entry.reference ?? ""
    case .lot: entry.lot ?? ""
    case .reason: entry.reason ?? ""
    }
  }

  func role(_ entry: LedgerEntry) -> Role {
    if entry.reversedBy != nil { return .rowGone }
    return self == .quantity && entry.shownChange < .zero ? .numberNegative : .row
  }
}

import Inventory
import Terminal

extension OrderPage.Row: ListRow {
  var key: String { order.number }

  /// Whoever counts blind sees no figures.
  var isWithheld: Bool { sums.lines == 0 }
}

/// A column of the list of orders. The raw value is its name in a session file.
enum OrderColumn: String, ListColumn {
  case number
  case vendor
  case to
  case status
  case timing
  case lines
  case ordered
  case open
  case value

  var title: String {
    switch self {
    case .timing: "due"
    case .lines: "done"
    case .open: "to come"
    default: rawValue
    }
  }

  /// What it is called where there is room.
  var words: String {
    switch self {
    case .timing: "expected, or how late"
    case .lines: "lines done, of all"
    case .ordered: "units ordered"
    case .open: "units still to come"
    case .value: "value ordered, in the order's currency"
    default: rawValue
    }
  }

  var isNumber: Bool {
    switch self {
    case .lines, .ordered, .open, .value: true
    default: false
    }
  }

  static let byPriority: [OrderColumn] = [
    .number, .status, .vendor, .timing, .lines, .open, .to, .value, .ordered,
  ]

  static let hand: Set<OrderColumn> = [.number, .status]
  static let narrow: Set<OrderColumn> = [.number, .vendor, .status, .timing]
  static let standard = Set(allCases)

  static func growth(codeWidth: Int) -> [(column: OrderColumn, most: Int)] {
    [(.number, min(codeWidth, 16) + 1), (.vendor, 20), (.to, 16), (.value, 14), (.ordered, 10), (.open, 10)]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .number: 8
    case .vendor: 9
    case .to: 11
    case .status: isHand ? 7 : 10
    case .timing: 9
    case .lines: 8
    case .ordered, .open: 8
    case .value: 10
    }
  }

  func text(_ row: OrderPage.Row, width: Int, _ clock: LocalClock) -> String {
    let order = row.order
    if row.isWithheld, isNumber { return Numbers.withheld }
    switch self {
    case .number: return order.number
    case .vendor: return order.vendor
    case .to: return order.place
    case .status: return width < 9 ? order.status.code : order.status.rawValue
    case .timing: return order.timing(clock)
    case .lines: return Numbers.part(row.sums.linesDone, of: row.sums.lines, width)
    case .ordered: return Numbers.fitted(row.sums.ordered, width)
    case .open: return row.sums.outstanding.isZero ? "" : Numbers.fitted(row.sums.outstanding, width)
    case .value: return row.sums.value.shown(width: width)
    }
  }

  func role(_ row: OrderPage.Row) -> Role {
    switch self {
    case .status where row.order.status == .sent: .stockCover
    default: row.order.isUnderWay ? .row : .muted
    }
  }
}

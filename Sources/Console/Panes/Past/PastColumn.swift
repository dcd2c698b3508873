import Inventory
import Terminal

/// A column of stock as it was. What nobody kept of that time has none: which rule applied, what was low, where it was to lie,
/// when it had been counted last.
enum PastColumn: String, ListColumn {
  case item
  case description
  case place
  case available
  case onHand = "on_hand"
  case reserved
  case allocated
  case blocked
  case incoming
  case unit

  private var balance: Balance? {
    switch self {
    case .available: .available
    case .onHand: .onHand
    case .reserved: .reserved
    case .allocated: .allocated
    case .blocked: .blocked
    case .incoming: .incoming
    case .item, .description, .place, .unit: nil
    }
  }

  var title: String {
    switch self {
    case .available: "avail"
    case .onHand: "on hand"
    case .reserved: "resv"
    case .allocated: "alloc"
    case .blocked: "block"
    case .incoming: "incom"
    case .item, .description, .place, .unit: rawValue
    }
  }

  var isNumber: Bool { balance != nil }

  static let byPriority: [PastColumn] = [
    .item, .onHand, .available, .place, .description, .reserved, .incoming, .blocked, .allocated, .unit,
  ]

  static func shown(_ sizeClass: SizeClass) -> Set<PastColumn> {
    switch sizeClass {
    case .tiny, .hand: [.item, .onHand]
    case .narrow: [.item, .place, .onHand, .available]
    case .normal, .wide: [.item, .description, .place, .available, .onHand, .reserved, .incoming]
    case .wall: Set(allCases)
    }
  }

  static func growth(codeWidth: Int) -> [(column: PastColumn, most: Int)] {
    [
      (.item, min(codeWidth, 24) + 1), (.place, 15), (.description, 20), (.place, 18), (.description, 33),
      (.available, 10), (.onHand, 10),
    ]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .item: isHand ? 10 : 9
    case .description, .place: 12
    case .onHand: isHand ? 8 : 9
    case .available, .reserved, .allocated, .blocked, .incoming: 7
    case .unit: 5
    }
  }

  func text(_ row: PastStockPage.Row, width: Int, _ clock: LocalClock) -> String {
    if let balance { return Numbers.fitted(balance.of(row.stock.balances), width) }
    return switch self {
    case .item: row.stock.code.description
    case .description: row.stock.name
    case .place: row.stock.place
    default: row.stock.unit
    }
  }

  func role(_ row: PastStockPage.Row) -> Role {
    if let balance, balance == .available || balance == .onHand, balance.of(row.stock.balances) < .zero {
      return .numberNegative
    }
    return self == .blocked && row.stock.balances.blocked > .zero ? .stockBlocked : .row
  }
}

extension PastStockPage.Row: ListRow {
  var key: StockRow.Key { stock.key }
}

import Inventory
import Terminal

/// A column of the stock list. The raw value is its name in a session file.
enum StockColumn: String, ListColumn {
  case item
  case description
  case place
  case category
  case room
  case bin
  case available
  case onHand = "on_hand"
  case reserved
  case allocated
  case blocked
  case incoming
  case reorderPoint = "reorder_point"
  case unit
  case counted
  case moved
  case state

  var title: String {
    switch self {
    case .onHand: "on hand"
    case .available: "avail"
    case .reserved: "resv"
    case .allocated: "alloc"
    case .blocked: "block"
    case .incoming: "incom"
    case .reorderPoint: "rop"
    case .state: ""
    default: rawValue
    }
  }

  /// What it is called where there is room.
  var words: String {
    switch self {
    case .onHand: "on hand"
    case .reorderPoint: "reorder point"
    case .room: "room type"
    case .counted: "last counted"
    case .moved: "last moved"
    case .state: "state (OUT, LOW, cov)"
    default: rawValue
    }
  }

  var sort: StockSort? {
    switch self {
    case .item: .item
    case .description: .name
    case .place: .place
    case .available: .available
    case .onHand: .onHand
    case .reserved: .reserved
    case .reorderPoint: .reorderPoint
    default: nil
    }
  }

  var isNumber: Bool {
    switch self {
    case .available, .onHand, .reserved, .allocated, .blocked, .incoming, .reorderPoint: true
    default: false
    }
  }

  var leadsWithBlank: Bool { isNumber || self == .state }

  static let byPriority: [StockColumn] = [
    .item, .available, .state, .reorderPoint, .reserved, .onHand, .place, .description, .incoming, .blocked, .allocated,
    .category, .bin, .counted, .moved, .room, .unit,
  ]

  /// Shown at 80 to 179 columns; wider screens have room for all.
  static let standard: Set<StockColumn> = [
    .item, .description, .place, .available, .onHand, .reserved, .reorderPoint, .state,
  ]
  static let wide: Set<StockColumn> = standard.union([.allocated, .blocked, .incoming, .category])
  static let hand: Set<StockColumn> = [.item, .available, .state]
  static let narrow: Set<StockColumn> = [.item, .available, .reserved, .reorderPoint, .state]

  func least(isHand: Bool) -> Int {
    switch self {
    case .item: isHand ? 8 : 9
    case .description: 12
    case .place: 12
    case .category, .room: 10
    case .bin: 8
    case .available: isHand ? 5 : 7
    case .onHand: 9
    case .reserved, .allocated, .blocked, .incoming: 7
    case .reorderPoint: 6
    case .unit: 5
    case .counted, .moved: 10
    case .state: 4
    }
  }

  /// Codes first, then places and descriptions.
  static func growth(codeWidth: Int) -> [(column: StockColumn, most: Int)] {
    [
      (.item, min(codeWidth, 24) + 1), (.place, 15), (.description, 20), (.reorderPoint, 7), (.place, 18),
      (.description, 33), (.category, 16), (.available, 10), (.onHand, 10),
    ]
  }

  func text(_ row: StockRow, width: Int, _ clock: LocalClock) -> String {
    switch self {
    case .item: row.code.description
    case .description: row.name
    case .place: row.place
    case .category: row.category
    case .room: row.roomType
    case .bin: row.bin
    case .available: Numbers.fitted(row.figure(.available), width)
    case .onHand: Numbers.fitted(row.figure(.onHand), width)
    case .reserved: Numbers.fitted(row.figure(.reserved), width)
    case .allocated: Numbers.fitted(row.figure(.allocated), width)
    case .blocked: Numbers.fitted(row.figure(.blocked), width)
    case .incoming: Numbers.fitted(row.figure(.incoming), width)
    case .reorderPoint: row.reorderPoint.map { Numbers.fitted($0, width) } ?? ""
    case .unit: row.unit
    case .counted: row.lastCountedAt.map { clock.ago($0) } ?? "never"
    case .moved: row.lastMovementAt.map { clock.ago($0) } ?? "never"
    case .state: row.state.word
    }
  }

  func role(_ row: StockRow) -> Role {
    switch self {
    case .state:
      switch row.state {
      case .out: .stockOut
      case .low: .stockLow
      case .covered: .stockCover
      case .ok: .stockOK
      case .withheld: .countBlind
      }
    case .available where row.balances.available < .zero: .numberNegative
    case .onHand where row.balances.onHand < .zero: .numberNegative
    case .blocked where row.balances.blocked > .zero: .stockBlocked
    default: row.itemIsActive ? .row : .muted
    }
  }
}

extension StockState {
  var word: String {
    switch self {
    case .out: "OUT"
    case .low: "LOW"
    case .covered: "cov"
    case .withheld: "cnt"
    case .ok: ""
    }
  }
}

import Inventory
import Terminal

extension TransferPage.Row: ListRow {
  var key: TransferID { transfer.id }

  /// Whoever counts blind sees no figures.
  var isWithheld: Bool { sums.lines == 0 }
}

/// A column of the list of transfers. The raw value is its name in a session file.
enum TransferColumn: String, ListColumn {
  case number
  case priority
  case from
  case to
  case status
  case timing
  case lines
  case units
  case transit
  case value
  case discrepancies

  var title: String {
    switch self {
    case .number: "number"
    case .priority: ""
    case .timing: "due"
    case .lines: "done"
    case .transit: "on way"
    case .discrepancies: "disc"
    default: rawValue
    }
  }

  /// What it is called where there is room.
  var words: String {
    switch self {
    case .number: "number"
    case .priority: "priority (!! is urgent)"
    case .timing: "expected, late, or how old"
    case .lines: "lines done, of all"
    case .units: "units asked for"
    case .transit: "units in transit"
    case .value: "value in transit, at cost when shipped"
    case .discrepancies: "open discrepancies"
    default: rawValue
    }
  }

  var isNumber: Bool {
    switch self {
    case .lines, .units, .transit, .value, .discrepancies: true
    default: false
    }
  }

  var leadsWithBlank: Bool { isNumber }

  static let byPriority: [TransferColumn] = [
    .number, .status, .priority, .timing, .lines, .to, .from, .transit, .discrepancies, .units, .value,
  ]

  static let hand: Set<TransferColumn> = [.number, .priority, .status]
  static let narrow: Set<TransferColumn> = [.number, .priority, .to, .status, .timing]
  static let standard = Set(allCases)

  static func growth(codeWidth: Int) -> [(column: TransferColumn, most: Int)] {
    [(.number, codeWidth + 1), (.to, 16), (.from, 16), (.value, 12), (.units, 10), (.transit, 10)]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .number: 8
    case .priority: isHand ? 2 : 3
    case .from, .to: 11
    case .status: isHand ? 7 : 11
    case .timing: 10
    case .lines: 8
    case .units, .transit: 8
    case .value: 11
    case .discrepancies: 5
    }
  }

  func text(_ row: TransferPage.Row, width: Int, _ clock: LocalClock) -> String {
    let transfer = row.transfer
    if row.isWithheld, isNumber { return Numbers.withheld }
    switch self {
    case .number: return transfer.number
    case .priority: return transfer.priority == .urgent ? width < 2 ? "!" : "!!" : ""
    case .from: return transfer.sourcePlace
    case .to: return transfer.destinationPlace
    case .status: return width < 10 ? transfer.status.code : transfer.status.words
    case .timing: return transfer.timing(clock)
    case .lines: return Numbers.part(row.sums.linesDone, of: row.sums.lines, width)
    case .units: return Numbers.fitted(row.sums.requested, width)
    case .transit: return row.sums.inTransit.isZero ? "" : Numbers.fitted(row.sums.inTransit, width)
    case .value: return row.sums.inTransit.isZero ? "" : row.sums.valueInTransit.shown(width: width)
    case .discrepancies: return row.discrepancies == 0 ? "" : Numbers.fitted(Quantity(row.discrepancies), width)
    }
  }

  func role(_ row: TransferPage.Row) -> Role {
    switch self {
    case .priority: .stockOut
    case .discrepancies: .stockLow
    case .status where row.transfer.status == .inTransit: .stockCover
    default: row.transfer.status.isOver ? .muted : .row
    }
  }
}

extension Numbers {
  /// `480/500`; where that is too wide each in half the room, and never cut.
  static func part(_ done: Int, of all: Int, _ width: Int) -> String {
    let text = "\(grouped(done))/\(grouped(all))"
    if text.utf8.count <= width { return text }
    let half = max(1, (width - 1) / 2)
    return "\(fitted(Quantity(done), half))/\(fitted(Quantity(all), half))"
  }
}

import Inventory
import Terminal

extension LotRow: ListRow {
  var key: LotID { lot.id }
}

/// A column of the list of lots.
enum LotColumn: String, ListColumn {
  case lot
  case item
  case name
  case expires
  case days
  case onHand
  case blocked
  case places
  case status

  var title: String { self == .onHand ? "on hand" : rawValue }

  var isNumber: Bool {
    switch self {
    case .days, .onHand, .blocked, .places: true
    default: false
    }
  }

  var leadsWithBlank: Bool { isNumber || self == .status }

  static let byPriority: [LotColumn] = [.lot, .days, .status, .onHand, .expires, .item, .blocked, .places, .name]

  static func shown(_ sizeClass: SizeClass) -> Set<LotColumn> {
    switch sizeClass {
    case .tiny, .hand: [.lot, .days, .status]
    case .narrow: [.lot, .days, .onHand, .status]
    default: Set(allCases)
    }
  }

  static func growth(codeWidth: Int) -> [(column: LotColumn, most: Int)] {
    [(.lot, min(codeWidth, 20) + 1), (.item, 16), (.name, 33), (.days, 7), (.onHand, 11), (.blocked, 11)]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .lot: isHand ? 8 : 9
    case .item: 9
    case .name: 10
    case .expires: 10
    case .days: 5
    case .onHand, .blocked: 8
    case .places: 7
    case .status: isHand ? 5 : 11
    }
  }

  func text(_ row: LotRow, width: Int, _ clock: LocalClock) -> String {
    switch self {
    case .lot: row.lot.code
    case .item: row.code.description
    case .name: row.name
    case .expires: row.lot.expires.map { clock.day($0) } ?? "never"
    case .days: row.daysLeft.map { LotColumn.days($0, width) } ?? ""
    case .onHand: Numbers.fitted(row.figure(row.onHand), width)
    case .blocked: row.figure(row.blocked)?.isZero == true ? "" : Numbers.fitted(row.figure(row.blocked), width)
    case .places: row.isWithheld ? Numbers.withheld : Numbers.fitted(Quantity(row.places), width)
    case .status: width < 10 ? row.stateCode : row.stateWords
    }
  }

  /// A long time is told in years, and no number is cut.
  private static func days(_ days: Int, _ width: Int) -> String {
    let full = String(days)
    if full.utf8.count <= width { return full }
    let years = "\(days / 365)y"
    return years.utf8.count <= width ? years : days < 0 ? "-" : "+"
  }

  func role(_ row: LotRow) -> Role {
    switch self {
    case .days, .status, .expires: row.stateRole
    default: row.lot.status == .expired ? .muted : .row
    }
  }
}

import Inventory
import Terminal

/// A stocktake as its list shows it: the document, and how far it is once that is known.
struct StocktakeRow {
  var stocktake: Stocktake
  var card: StocktakeCard.Card?
}

/// A column of the list of stocktakes.
enum StocktakeColumn: String, ListColumn {
  case number
  case place
  case name
  case mode
  case policy
  case status
  case lines
  case bins
  case accuracy
  case opened

  var title: String {
    switch self {
    case .number: "count"
    case .policy: "goods"
    default: rawValue
    }
  }

  var isNumber: Bool { self == .lines || self == .bins || self == .accuracy }
  var leadsWithBlank: Bool { isNumber || self == .opened }

  static let byPriority: [StocktakeColumn] = [
    .number, .status, .lines, .place, .mode, .policy, .accuracy, .opened, .bins, .name,
  ]

  static func growth(codeWidth: Int) -> [(column: StocktakeColumn, most: Int)] {
    [(.place, 16), (.lines, 16), (.opened, 16), (.name, 24), (.place, 24), (.opened, 24), (.name, 33)]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .number: 8
    case .place: isHand ? 6 : 8
    case .name: 12
    case .mode: 9
    case .policy: 7
    case .status: isHand ? 9 : 10
    case .lines: 10
    case .bins: 9
    case .accuracy: 9
    case .opened: 8
    }
  }

  func text(_ row: StocktakeRow, width: Int, _ clock: LocalClock) -> String {
    let stocktake = row.stocktake
    switch self {
    case .number: return stocktake.number
    case .place: return stocktake.place
    case .name: return stocktake.name
    case .mode: return stocktake.isBlind ? "BLIND" : "informed"
    case .policy: return stocktake.policy.rawValue
    case .status: return stocktake.status.rawValue
    case .lines: return row.card.map { Numbers.part($0.counted, of: $0.total, width) } ?? "..."
    case .bins: return row.card.map { $0.bins == 0 ? "" : Numbers.part($0.binsDone, of: $0.bins, width) } ?? ""
    case .accuracy: return row.card?.accuracy?.ofItems.map { Numbers.percent($0) } ?? "-"
    case .opened:
      let who = width >= 16 ? "  " + stocktake.openedBy : ""
      return clock.short(stocktake.openedAt) + who
    }
  }

  func role(_ row: StocktakeRow) -> Role {
    switch self {
    case .status where row.stocktake.status == .review: .stockLow
    case .status where row.stocktake.status == .approved: .stockCover
    case .mode where row.stocktake.isBlind && !row.stocktake.status.isOver: .countBlind
    default: row.stocktake.status.isOver ? .muted : .row
    }
  }
}

extension StocktakeCard.Card {
  var total: Int { lines.values.reduce(0, +) }
  var counted: Int { total - lines(.open, .confirm) }
}

extension Stocktake {
  /// `NORTH/A, July, blind, live`.
  var title: String {
    ([place, name, isBlind ? "blind" : "informed", policy.rawValue].filter { !$0.isEmpty }).joined(separator: ", ")
  }
}

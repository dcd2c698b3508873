import Inventory
import Terminal

/// Which columns stand where, in a given width.
struct StockColumnPlan: Equatable {
  struct Placed: Equatable {
    var column: StockColumn
    /// Where its text begins, and how wide that is.
    var start: Int
    var width: Int
  }

  var placed: [Placed] = []
  /// The cells before the first column: cursor and mark.
  var margin: Int

  /// - Parameter codeWidth: the longest item code seen so far.
  init(columns: Set<StockColumn>, width: Int, codeWidth: Int) {
    margin = width < 40 ? 2 : 3
    let isHand = width < 40
    var widths: [StockColumn: Int] = [:]
    var room = width - margin
    for column in StockColumn.byPriority where columns.contains(column) {
      let least = StockColumnPlan.least(column, isHand: isHand)
      guard room >= least || widths.isEmpty else { continue }
      widths[column] = least
      room -= least
    }
    StockColumnPlan.widen(&widths, room, codeWidth)
    var next = margin
    for column in StockColumn.allCases {
      guard let width = widths[column] else { continue }
      // Numbers and state have their blank before them, text has it behind.
      let lead = column.isNumber || column == .state ? 1 : 0
      let trail = lead == 1 ? 0 : 1
      placed.append(Placed(column: column, start: next + lead, width: max(1, width - lead - trail)))
      next += width
    }
  }

  /// With the blank that sets it apart.
  private static func least(_ column: StockColumn, isHand: Bool) -> Int {
    switch column {
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

  /// What is left over goes where text would be cut: codes first, then places and descriptions.
  private static func widen(_ widths: inout [StockColumn: Int], _ room: Int, _ codeWidth: Int) {
    var room = room
    func grow(_ column: StockColumn, to most: Int) {
      guard let width = widths[column], room > 0 else { return }
      let step = max(0, min(room, most - width))
      widths[column] = width + step
      room -= step
    }
    grow(.item, to: min(codeWidth, 24) + 1)
    grow(.place, to: 15)
    grow(.description, to: 20)
    grow(.reorderPoint, to: 7)
    grow(.place, to: 18)
    grow(.description, to: 33)
    grow(.category, to: 16)
    grow(.available, to: 10)
    grow(.onHand, to: 10)
  }
}

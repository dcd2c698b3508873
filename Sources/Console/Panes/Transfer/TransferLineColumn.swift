import Inventory
import Terminal

extension TransferLine: ListRow {
  var key: Int { number }
}

/// A column of the lines of a transfer.
enum TransferLineColumn: String, ListColumn {
  case item
  case description
  case lot
  case requested
  case shipped
  case good
  case damaged
  case over
  case closed
  case transit
  case scanned
  case value
  case state

  var title: String {
    switch self {
    case .requested: "asked"
    case .damaged: "dmgd"
    case .closed: "short"
    case .transit: "on way"
    case .scanned: "seen"
    case .state: ""
    default: rawValue
    }
  }

  var isNumber: Bool {
    switch self {
    case .requested, .shipped, .good, .damaged, .over, .closed, .transit, .scanned, .value: true
    default: false
    }
  }

  var leadsWithBlank: Bool { isNumber || self == .state }

  static let byPriority: [TransferLineColumn] = [
    .item, .transit, .good, .shipped, .requested, .damaged, .state, .over, .closed, .lot, .scanned, .value,
    .description,
  ]

  /// - Parameter hasLots: whether any line seen so far is of a lot.
  static func shown(_ sizeClass: SizeClass, hasLots: Bool) -> Set<TransferLineColumn> {
    let columns: Set<TransferLineColumn> =
      switch sizeClass {
      case .tiny, .hand: [.item, .transit]
      case .narrow: [.item, .requested, .good, .transit]
      default: Set(allCases)
      }
    return hasLots ? columns : columns.subtracting([.lot])
  }

  static func growth(codeWidth: Int) -> [(column: TransferLineColumn, most: Int)] {
    [(.item, min(codeWidth, 24) + 1), (.lot, 11), (.description, 33), (.transit, 9), (.good, 9), (.shipped, 9)]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .item: isHand ? 9 : 10
    case .description: 12
    case .lot: 8
    case .requested, .shipped, .good: 8
    case .transit: isHand ? 7 : 8
    case .damaged, .over, .closed, .scanned: 6
    case .value: 11
    case .state: 6
    }
  }

  func text(_ line: TransferLine, width: Int, _ clock: LocalClock) -> String {
    func figure(_ quantity: Quantity) -> String { quantity.isZero ? "" : Numbers.fitted(quantity, width) }
    return switch self {
    case .item: line.code.description
    case .description: line.name
    case .lot: line.lot?.code ?? ""
    case .requested: Numbers.fitted(line.requested, width)
    case .shipped: Numbers.fitted(line.shipped, width)
    case .good: figure(line.good)
    case .damaged: figure(line.damaged)
    case .over: figure(line.over)
    case .closed: figure(line.closed)
    case .transit: figure(line.inTransit)
    case .scanned: figure(line.pendingGood + line.pendingDamaged)
    case .value: line.inTransit.isZero ? "" : line.valueInTransit.shown(width: width)
    case .state: line.isDone ? "done" : line.toShip > .zero ? "ship" : ""
    }
  }

  func role(_ line: TransferLine) -> Role {
    switch self {
    case .damaged, .over, .closed: .stockLow
    default: line.isDone ? .muted : .row
    }
  }
}

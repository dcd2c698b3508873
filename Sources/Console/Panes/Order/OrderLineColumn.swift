import Inventory
import Terminal

extension OrderLine: ListRow {
  var key: Int { number }
}

/// A column of the lines of an order.
enum OrderLineColumn: String, ListColumn {
  case item
  case description
  case ordered
  case received
  case rejected
  case closed
  case open
  case price
  case timing

  var title: String {
    switch self {
    case .rejected: "rejd"
    case .closed: "short"
    case .open: "to come"
    case .timing: "due"
    default: rawValue
    }
  }

  var isNumber: Bool {
    switch self {
    case .item, .description, .timing: false
    default: true
    }
  }

  var leadsWithBlank: Bool { isNumber || self == .timing }

  static let byPriority: [OrderLineColumn] = [
    .item, .open, .received, .ordered, .rejected, .price, .timing, .closed, .description,
  ]

  static func shown(_ sizeClass: SizeClass) -> Set<OrderLineColumn> {
    switch sizeClass {
    case .tiny, .hand: [.item, .open]
    case .narrow: [.item, .ordered, .received, .open]
    default: Set(allCases)
    }
  }

  static func growth(codeWidth: Int) -> [(column: OrderLineColumn, most: Int)] {
    [(.item, min(codeWidth, 24) + 1), (.description, 33), (.open, 10), (.received, 10), (.ordered, 10), (.price, 12)]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .item: isHand ? 9 : 10
    case .description: 12
    case .ordered: 8
    case .received: 9
    case .open: isHand ? 8 : 8
    case .rejected, .closed: 6
    case .price: 9
    case .timing: 8
    }
  }

  func text(_ line: OrderLine, width: Int, _ clock: LocalClock) -> String {
    func figure(_ quantity: Quantity) -> String { quantity.isZero ? "" : Numbers.fitted(quantity, width) }
    return switch self {
    case .item: line.code.description
    case .description: line.name
    case .ordered: Numbers.fitted(line.ordered, width)
    case .received: figure(line.received)
    case .rejected: figure(line.rejected)
    case .closed: figure(line.closed)
    case .open: line.isDone ? "done" : Numbers.fitted(line.outstanding, width)
    case .price: Worth(Quantity(1), at: line.price).shown(width: width)
    case .timing: line.expectedOn.map { clock.dayOnly($0).trimmedBlanks } ?? ""
    }
  }

  func role(_ line: OrderLine) -> Role {
    switch self {
    case .rejected, .closed: .stockLow
    default: line.isDone ? .muted : .row
    }
  }
}

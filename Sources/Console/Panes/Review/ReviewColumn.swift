import Inventory
import Terminal

/// A column of the review.
enum ReviewColumn: String, ListColumn {
  case item
  case description
  case bin
  case lot
  case expected
  case counted
  case variance
  case value
  case rounds
  case promised
  case who
  case flags

  var title: String {
    switch self {
    case .expected: "book"
    case .variance: "diff"
    case .rounds: "rd"
    case .promised: "picks"
    case .flags: ""
    default: rawValue
    }
  }

  var isNumber: Bool {
    switch self {
    case .expected, .counted, .variance, .value, .rounds, .promised: true
    default: false
    }
  }

  var leadsWithBlank: Bool { isNumber || self == .flags }

  static let byPriority: [ReviewColumn] = [
    .item, .variance, .flags, .counted, .bin, .value, .expected, .lot, .rounds, .who, .promised, .description,
  ]

  static let hand: Set<ReviewColumn> = [.item, .variance, .flags]
  static let narrow: Set<ReviewColumn> = [.item, .bin, .counted, .variance, .flags]
  static let normal: Set<ReviewColumn> = [
    .item, .bin, .lot, .expected, .counted, .variance, .value, .rounds, .flags,
  ]

  /// - Parameter hasLots: whether any line seen so far is of a lot.
  static func shown(_ sizeClass: SizeClass, hasLots: Bool) -> Set<ReviewColumn> {
    let columns =
      switch sizeClass {
      case .tiny, .hand: hand
      case .narrow: narrow
      case .normal, .wide: normal
      case .wall: Set(allCases)
      }
    return hasLots ? columns : columns.subtracting([.lot])
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .item: isHand ? 8 : 9
    case .description: 12
    case .bin: 8
    case .lot: 7
    case .expected, .counted: isHand ? 6 : 8
    case .variance: isHand ? 6 : 7
    case .value: 10
    case .rounds: 3
    case .promised: 6
    case .who: 8
    case .flags: isHand ? 4 : 10
    }
  }

  static func growth(codeWidth: Int) -> [(column: ReviewColumn, most: Int)] {
    [
      (.item, min(codeWidth, 24) + 1), (.flags, 15), (.bin, 11), (.lot, 11), (.flags, 20), (.who, 16),
      (.description, 33),
    ]
  }

  func text(_ line: CountLine, width: Int, _ clock: LocalClock) -> String {
    switch self {
    case .item: line.code.description
    case .description: line.name
    case .bin: line.bin
    case .lot: line.lot ?? ""
    case .expected: line.standing.map { Numbers.fitted($0.expected, width) } ?? "-"
    case .counted: line.counted.map { Numbers.fitted($0, width) } ?? "-"
    case .variance:
      line.standing.map { ($0.variance > .zero ? "+" : "") + Numbers.fitted($0.variance, width - 1) } ?? "-"
    case .value: line.standing.map { $0.value.map { Numbers.money($0, width: width) } ?? "" } ?? "-"
    case .rounds: String(line.round)
    case .promised: line.promised.map { $0.isZero ? "" : Numbers.fitted($0, width) } ?? "-"
    case .who: line.counters.joined(separator: " ")
    case .flags: width < 8 ? line.state.code : line.flags.joined(separator: " ")
    }
  }

  func role(_ line: CountLine) -> Role {
    switch self {
    case .flags:
      switch line.state {
      case .outside, .confirm: .stockLow
      case .recount: .countRecount
      case .rejected, .applied: .muted
      default: line.refusal == nil ? .row : .stockLow
      }
    case .variance, .value: (line.standing?.variance ?? .zero) < .zero ? .numberNegative : .row
    default: line.state == .applied || line.state == .rejected ? .muted : .row
    }
  }
}

import Inventory
import Terminal

extension SerialUnit: ListRow {
  var key: Int64 { id }
}

/// A column of the list of serials.
enum SerialColumn: String, ListColumn {
  case serial
  case item
  case name
  case status
  case place
  case owner
  case lot

  var title: String { rawValue }
  var isNumber: Bool { false }

  static let byPriority: [SerialColumn] = [.serial, .status, .item, .place, .owner, .lot, .name]

  static func shown(_ sizeClass: SizeClass) -> Set<SerialColumn> {
    switch sizeClass {
    case .tiny, .hand: [.serial, .status]
    case .narrow: [.serial, .item, .status]
    default: Set(allCases)
    }
  }

  static func growth(codeWidth: Int) -> [(column: SerialColumn, most: Int)] {
    [(.serial, min(codeWidth, 24) + 1), (.item, 16), (.place, 16), (.name, 33), (.owner, 20), (.lot, 14)]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .serial: 11
    case .item: 10
    case .name: 12
    case .status: isHand ? 7 : 15
    case .place: 14
    case .owner: 9
    case .lot: 8
    }
  }

  func text(_ unit: SerialUnit, width: Int, _ clock: LocalClock) -> String {
    switch self {
    case .serial: unit.serial
    case .item: unit.code.description
    case .name: unit.name
    case .status: width < 14 ? unit.stateCode : unit.stateWords
    case .place: unit.isWithheld ? Numbers.withheld : unit.place ?? ""
    case .owner: unit.owner
    case .lot: unit.lot ?? ""
    }
  }

  func role(_ unit: SerialUnit) -> Role {
    switch self {
    case .status: unit.stateRole
    default: unit.isSomewhere ? .row : .muted
    }
  }
}

import Inventory
import Terminal

extension RequisitionPage.Row: ListRow {
  var key: RequisitionID { requisition.id }

  /// `WID-220 and 2 more`.
  var goods: String {
    guard let first = lines.first else { return "" }
    return first.code.description + (lines.count > 1 ? " and \(Numbers.grouped(lines.count - 1)) more" : "")
  }

  /// The vendors its lines name.
  var vendors: [String] {
    var vendors: [String] = []
    for vendor in lines.compactMap(\.vendor) where !vendors.contains(vendor) { vendors.append(vendor) }
    return vendors
  }

  var neededOn: Day? { lines.compactMap(\.neededOn).min() }
}

/// A column of the list of requisitions.
enum RequisitionColumn: String, ListColumn {
  case number
  case status
  case goods
  case quantity
  case vendor
  case needed
  case by

  var title: String { rawValue }

  var isNumber: Bool { self == .quantity }
  var leadsWithBlank: Bool { self == .quantity || self == .vendor }

  static let byPriority: [RequisitionColumn] = [.number, .status, .goods, .needed, .vendor, .quantity, .by]

  static func shown(_ sizeClass: SizeClass) -> Set<RequisitionColumn> {
    switch sizeClass {
    case .tiny, .hand: [.number, .status]
    case .narrow: [.number, .status, .goods]
    default: Set(allCases)
    }
  }

  static func growth(codeWidth: Int) -> [(column: RequisitionColumn, most: Int)] {
    [(.goods, 30), (.vendor, 20), (.by, 12), (.quantity, 12)]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .number: 8
    case .status: isHand ? 8 : 10
    case .goods: 14
    case .quantity: 9
    case .vendor: 10
    case .needed: 8
    case .by: 7
    }
  }

  func text(_ row: RequisitionPage.Row, width: Int, _ clock: LocalClock) -> String {
    switch self {
    case .number: row.requisition.number
    case .status: width < 8 ? row.requisition.status.code : row.requisition.status.rawValue
    case .goods: row.goods
    case .quantity: Numbers.fitted(row.lines.reduce(Quantity.zero) { $0 + $1.quantity }, width)
    case .vendor: row.vendors.joined(separator: ", ")
    case .needed: row.neededOn.map { clock.dayOnly($0).trimmedBlanks } ?? ""
    case .by: row.requisition.createdBy
    }
  }

  func role(_ row: RequisitionPage.Row) -> Role {
    switch row.requisition.status {
    case .draft: .row
    case .approved: self == .status ? .stockCover : .row
    case .ordered, .cancelled: .muted
    }
  }
}

extension RequisitionStatus {
  /// In seven cells, for handhelds.
  var code: String {
    switch self {
    case .draft: "draft"
    case .approved: "approvd"
    case .ordered: "ordered"
    case .cancelled: "cancel"
    }
  }
}

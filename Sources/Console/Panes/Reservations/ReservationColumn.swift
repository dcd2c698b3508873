import Inventory
import Terminal

extension ReservationPage.Row: ListRow {
  var key: ReservationID { reservation.id }

  /// Whoever counts blind sees no figures: every reservation has a line.
  var isWithheld: Bool { lines == 0 }
}

/// A column of the list of reservations.
enum ReservationColumn: String, ListColumn {
  case number
  case subject
  case place
  case status
  case left
  case held
  case waiting
  case asked
  case lines
  case due

  var title: String {
    switch self {
    case .subject: "held for"
    case .left: "expires"
    default: rawValue
    }
  }

  var isNumber: Bool {
    switch self {
    case .left, .held, .waiting, .asked, .lines: true
    default: false
    }
  }

  var leadsWithBlank: Bool { isNumber || self == .due }

  static let byPriority: [ReservationColumn] = [
    .number, .status, .left, .held, .subject, .waiting, .place, .due, .asked, .lines,
  ]

  static func shown(_ sizeClass: SizeClass) -> Set<ReservationColumn> {
    switch sizeClass {
    case .tiny, .hand: [.number, .status, .left]
    case .narrow: [.number, .subject, .status, .left, .held]
    case .normal, .wide: Set(allCases).subtracting([.asked, .lines])
    default: Set(allCases)
    }
  }

  static func growth(codeWidth: Int) -> [(column: ReservationColumn, most: Int)] {
    [(.number, codeWidth + 1), (.subject, 22), (.place, 16), (.subject, 31), (.held, 10), (.waiting, 10), (.asked, 10)]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .number: 8
    case .subject: 10
    case .place: 10
    case .status: isHand ? 5 : 10
    case .left: isHand ? 5 : 8
    case .held: isHand ? 6 : 7
    case .waiting, .asked: 8
    case .lines: 6
    case .due: 10
    }
  }

  func text(_ row: ReservationPage.Row, width: Int, _ clock: LocalClock) -> String {
    let reservation = row.reservation
    if row.isWithheld, isNumber, self != .left { return Numbers.withheld }
    switch self {
    case .number: return reservation.number
    case .subject: return reservation.subject
    case .place: return row.where.cellWidth < width ? row.where : row.shortWhere
    case .status:
      let status = reservation.status(at: clock.now)
      return width < 8 ? status.code : status.rawValue
    case .left: return width < 7 ? reservation.shortTimeLeft(clock) : reservation.timeLeft(clock)
    case .held: return row.held(clock).isZero ? "" : Numbers.fitted(row.held(clock), width)
    case .waiting: return row.backOrder(clock).isZero ? "" : Numbers.fitted(row.backOrder(clock), width)
    case .asked: return Numbers.fitted(row.requested, width)
    case .lines: return Numbers.fitted(Quantity(row.lines), width)
    case .due: return reservation.due.map { clock.day($0) } ?? ""
    }
  }

  func role(_ row: ReservationPage.Row) -> Role {
    switch self {
    case .waiting: .stockLow
    case .left: .stockLow
    case .status where row.reservation.status == .confirmed: .stockCover
    case .status where row.reservation.status == .partial: .stockLow
    default: row.reservation.status.isLive ? .row : .muted
    }
  }
}

extension ReservationPage.Row {
  /// What it holds by now: nothing once it has expired, swept or not.
  func held(_ clock: LocalClock) -> Quantity { reservation.status(at: clock.now).isLive ? open : .zero }

  /// `NORTH/A-03-2`, with how many other places there are.
  var `where`: String { (place ?? "") + (otherPlaces > 0 ? " +\(otherPlaces)" : "") }

  /// `A-03-2`, where the site has no room.
  var shortWhere: String { `where`.split(separator: "/").last.map(String.init) ?? "" }

  /// What of it waits by now.
  func backOrder(_ clock: LocalClock) -> Quantity { reservation.status(at: clock.now).isLive ? waiting : .zero }
}

import Inventory
import Terminal

extension SignalPage.Row: ListRow {
  var key: RuleID { signal.id }
}

/// A column of the list of what is low. The raw value is its name in a session file.
enum LowColumn: String, ListColumn {
  case item
  case description
  /// Where the rule is, for lists of all sites.
  case place
  /// Of handhelds: available, the point and the state in one.
  case standing
  case available
  case point
  case inbound
  case eta
  case use
  case history
  case cover
  case lead
  case slack
  case order
  case state

  var title: String {
    switch self {
    case .available: "avail"
    case .point: "rop"
    case .use: "use/d"
    case .history: "28 days"
    case .standing: ""
    default: rawValue
    }
  }

  /// What it is called where there is room.
  var words: String {
    switch self {
    case .place: "place of the rule"
    case .standing: "available, reorder point and state in one"
    case .point: "rop: the reorder point"
    case .inbound: "inbound: on its way"
    case .eta: "eta: when the first of it comes"
    case .use: "used on a day with stock"
    case .history: "used on each of the last 28 days"
    case .cover: "cover: for how many days it lasts"
    case .lead: "lead time"
    case .slack: "slack: cover less lead time"
    case .order: "order: what is suggested"
    default: rawValue
    }
  }

  var isNumber: Bool {
    switch self {
    case .standing, .available, .point, .inbound, .use, .cover, .lead, .slack, .order: true
    default: false
    }
  }

  var leadsWithBlank: Bool { isNumber && self != .standing }

  static let byPriority: [LowColumn] = [
    .item, .standing, .available, .point, .cover, .order, .state, .inbound, .slack, .eta, .lead, .use, .place,
    .description, .history,
  ]

  static let hand: Set<LowColumn> = [.item, .standing]
  static let narrow: Set<LowColumn> = [.item, .available, .point, .cover, .order]
  static let standard = Set(allCases).subtracting([.standing, .place])
  /// Where an item may be low at several places, each says which; what matters less makes room for it.
  static func ofPlaces(_ size: SizeClass, codeWidth: Int) -> Set<LowColumn> {
    switch size {
    case .wall: standard.union([.place])
    case .wide: standard.union([.place]).subtracting([.lead])
    default: standard.union([.place]).subtracting(codeWidth > 10 ? [.lead, .use, .eta] : [.lead, .use])
    }
  }

  /// Beside other sections, on a wall.
  static let wall: Set<LowColumn> = [
    .item, .description, .available, .point, .inbound, .history, .cover, .slack, .state,
  ]

  static func growth(codeWidth: Int) -> [(column: LowColumn, most: Int)] {
    [
      (.item, min(codeWidth, 24) + 1), (.description, 16), (.place, 16), (.state, 15), (.history, 29),
      (.description, 33),
      (.standing, 14), (.order, 8), (.available, 9), (.state, 20),
    ]
  }

  func least(isHand: Bool) -> Int {
    switch self {
    case .item: isHand ? 8 : 9
    case .description: 12
    case .place: 10
    case .standing: 10
    case .available, .point, .use, .cover, .lead, .slack, .order: 6
    case .inbound, .eta: 8
    case .history: 21
    case .state: 10
    }
  }

  func text(_ row: SignalPage.Row, width: Int, _ clock: LocalClock) -> String {
    let (signal, figures, rule) = (row.signal, row.signal.figures, row.signal.rule)
    switch self {
    case .item: return rule.code.description
    case .description: return rule.name
    case .place: return rule.placeWords(width)
    case .standing: return LowColumn.standing(signal, width, clock)
    case .available: return Numbers.fitted(figures.available, width)
    case .point: return Numbers.fitted(rule.point, width)
    case .inbound: return Numbers.fitted(figures.incoming, width)
    case .eta: return row.eta.map { clock.dayOnly($0) } ?? "-"
    case .use: return LowColumn.fitted(Numbers.tenths(figures.usePerDay), figures.usePerDay, width)
    // Drawn by the list, as it takes the glyphs of the theme.
    case .history: return ""
    case .cover: return LowColumn.days(figures.cover.thousandths, width)
    case .lead: return rule.leadDays.map { LowColumn.days(Int64($0) * 1_000, width) } ?? "-"
    case .slack: return LowColumn.days(signal.slack, width, isSigned: true)
    case .order: return Numbers.fitted(signal.suggested, width)
    case .state:
      let words = signal.stateWords(clock)
      guard words.cellWidth > width else { return words }
      // Who it is matters more than since when.
      if signal.state(at: clock.now) == .acknowledged { return signal.acknowledgedBy ?? words }
      return words.filter { $0 != " " }
    }
  }

  /// `84/90 cov`, as much of it as there is room for.
  private static func standing(_ signal: Signal, _ width: Int, _ clock: LocalClock) -> String {
    let figures = "\(signal.figures.available)/\(signal.rule.point)"
    let code = signal.stateCode(clock)
    let whole = code.isEmpty ? figures : "\(figures) \(code)"
    if whole.utf8.count <= width { return whole }
    if figures.utf8.count <= width { return figures }
    let half = max(1, (width - 1) / 2)
    return "\(Numbers.fitted(signal.figures.available, half))/\(Numbers.fitted(signal.rule.point, half))"
  }

  private static func fitted(_ text: String, _ quantity: Quantity?, _ width: Int) -> String {
    text.utf8.count <= width ? text : Numbers.fitted(quantity, width)
  }

  /// `14 d`, `-100d`; what is too long is said to be years, never cut.
  private static func days(_ thousandths: Int64?, _ width: Int, isSigned: Bool = false) -> String {
    let text = Numbers.days(thousandths, isSigned: isSigned)
    if text.utf8.count <= width { return text }
    let tight = text.filter { $0 != " " }
    if tight.utf8.count <= width { return tight }
    return (thousandths ?? 0) < 0 ? "-yrs" : "years"
  }

  func role(_ row: SignalPage.Row) -> Role {
    let figures = row.signal.figures
    switch self {
    case .available where figures.available < .zero: return .numberNegative
    case .slack where row.signal.slack.map { $0 < 0 } ?? false: return .stockLow
    case .state, .standing: return figures.isCovered(row.signal.rule) ? .stockCover : .row
    default: return .row
    }
  }
}

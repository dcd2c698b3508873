import Inventory
import Terminal

extension LotRow {
  /// From so many days left on, a lot is said to expire soon.
  static let soonDays = 30

  var isSoon: Bool { lot.status == .active && daysLeft.map { $0 <= LotRow.soonDays } ?? false }

  /// What people have to know of it, empty where it may be used for long.
  var stateWords: String {
    switch lot.status {
    case .quarantined: "quarantine"
    case .expired: "EXPIRED"
    case .active: isSoon ? daysLeft == 0 ? "last day" : "soon" : ""
    }
  }

  /// The same in four cells, for handhelds.
  var stateCode: String {
    switch lot.status {
    case .quarantined: "QUAR"
    case .expired: "EXP"
    case .active: isSoon ? daysLeft == 0 ? "last" : "soon" : ""
    }
  }

  var stateRole: Role {
    switch lot.status {
    case .quarantined: .stockBlocked
    case .expired: .stockOut
    case .active: isSoon ? .stockLow : .row
    }
  }

  /// `lot L2407 of GLU-1`.
  var title: String { "lot \(lot.code) of \(code)" }

  /// Nil where it is kept from who asks.
  func figure(_ quantity: Quantity) -> Quantity? { isWithheld ? nil : quantity }

  /// `use through 4 Aug 26, 21 days left`.
  func useWords(_ clock: LocalClock) -> String {
    guard let expires = lot.expires, let days = daysLeft else { return "no last day" }
    let day = clock.day(expires).trimmedBlanks
    if days < 0 { return "expired: use ended \(day), \(Numbers.counted(-days, "day", "days")) ago" }
    return "use through \(day), " + (days == 0 ? "its last day" : "\(Numbers.counted(days, "day", "days")) left")
  }
}

extension SerialUnit {
  /// `serial S7-1001 of SCALE-S7`.
  var title: String { "serial \(serial) of \(code)" }

  var stateWords: String { isWithheld ? Numbers.withheld : status == .missing ? "MISSING" : status.words }

  /// The same in six cells, for handhelds.
  var stateCode: String {
    if isWithheld { return Numbers.withheld }
    return switch status {
    case .inStock: "stock"
    case .quarantined: "QUAR"
    case .inTransit: "moving"
    case .issued: "issued"
    case .decommissioned: "gone"
    case .missing: "MISSNG"
    }
  }

  var stateRole: Role {
    if isWithheld { return .row }
    return switch status {
    case .inStock: .row
    case .quarantined: .stockBlocked
    case .inTransit: .stockCover
    case .missing: .stockOut
    case .issued, .decommissioned: .muted
    }
  }

  /// Whether it is where it can be moved from.
  var isSomewhere: Bool { isWithheld || status == .inStock || status == .quarantined }
}

extension LedgerEntry {
  /// One line of a card: `14 Jul 13:44  receipt  +48  NORTH/DOCK  po-77  MARIA`; with the lot where it is another's.
  func cardLine(_ width: Int, _ clock: LocalClock, besides lot: String? = nil) -> CardLine {
    let change = Numbers.signed(shownChange)
    let role: Role = reversedBy == nil ? .text : .rowGone
    let kind = self.kind.words + (reverses == nil ? "" : " back")
    guard width >= 58 else {
      return CardLine("\(clock.dayOnly(occurredAt)) \(change) \(kind) \(place)", role)
    }
    var text = "\(clock.dayAndTime(occurredAt))  \(kind.left(10)) \(change.right(7))  \(place.left(12))"
    if let other = self.lot, let lot, other != lot { text += "  lot \(other)" }
    for word in [reference, actor, reason, note].compactMap({ $0 }) { text += "  " + word }
    return CardLine(text, role)
  }
}

extension LocalClock {
  /// `14 Jul`.
  func dayOnly(_ instant: Instant) -> String { String(dayAndTime(instant).prefix(6)) }
}

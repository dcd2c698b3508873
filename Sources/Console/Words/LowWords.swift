import Inventory

extension Signal {
  /// `!` where it is out, or runs out at least a day before what is ordered now can come; `*` where it is only low.
  /// Nothing where it is covered, or rests until a day.
  func urgency(_ clock: LocalClock) -> Character? {
    switch state(at: clock.now) {
    case .covered, .snoozed, .closed: nil
    case .open, .acknowledged: figures.isOut || slack.map { $0 <= -1_000 } ?? false ? "!" : "*"
    }
  }

  /// `open`, `BEN 11:40`, `till 17.7`, `covered`.
  func stateWords(_ clock: LocalClock) -> String {
    switch state(at: clock.now) {
    case .open: assignedTo.map { "for \($0)" } ?? "open"
    case .acknowledged: "\(acknowledgedBy ?? "?") " + (acknowledgedAt.map { clock.short($0).trimmedBlanks } ?? "")
    case .snoozed: "till " + (snoozedUntil.map { clock.dayDotMonth($0) } ?? "?")
    case .covered: "covered"
    case .closed: "closed"
    }
  }

  /// The same in three cells, for handhelds; nothing while it is open.
  func stateCode(_ clock: LocalClock) -> String {
    switch state(at: clock.now) {
    case .open: ""
    case .acknowledged: "ack"
    case .snoozed: "snz"
    case .covered: "cov"
    case .closed: "-"
    }
  }

  /// `WID-220 at NORTH`.
  var title: String { "\(rule.code) at \(rule.place)" }

  /// The site of its rule.
  var site: String { rule.place.split(separator: "/").first.map(String.init) ?? rule.place }

  /// When an order of today would come.
  func neededOn(_ today: Day) -> Day? {
    rule.leadDays.map { Day(daysSince1970: today.daysSince1970 + $0) }
  }
}

extension [Signal] {
  /// `WID-220 at NORTH`, `3 items`.
  var words: String { count == 1 ? self[0].title : "\(count) items" }
}

extension Numbers {
  /// Whole days of thousandths, towards the past: `14 d`, and signed `-1 d`, `+12 d`.
  static func days(_ thousandths: Int64?, isSigned: Bool = false) -> String {
    guard let thousandths else { return "-" }
    let days = thousandths >= 0 ? thousandths / 1_000 : -((999 - thousandths) / 1_000)
    return (isSigned && days > 0 ? "+" : "") + grouped(Int(days)) + " d"
  }

  /// To a tenth, half up: `6.0`; `-` where it is not known.
  static func tenths(_ quantity: Quantity?) -> String {
    guard let quantity else { return "-" }
    let tenths = (quantity.thousandths + 50) / 100
    return "\(grouped(Int(tenths / 10))).\(tenths % 10)"
  }
}

extension LocalClock {
  /// `17.7`: the shortest a day can be written.
  func dayDotMonth(_ instant: Instant) -> String {
    let (_, month, number) = Day(daysSince1970: today.daysSince1970 - daysAgo(instant)).parts
    return "\(number).\(month)"
  }

  /// `15 Jul`.
  func dayOnly(_ day: Day) -> String { String(self.day(day).prefix(6)).trimmedBlanks }
}

extension SignalStory.Story {
  /// Why it is low, and what is under way: `avail 0 <= rop 40 since 13:44 (issue so-2231, -8)`.
  func reason(_ clock: LocalClock) -> String {
    let (rule, figures) = (row.signal.rule, row.signal.figures)
    let sign = figures.isLow(rule) ? "<=" : ">"
    var words = "avail \(Numbers.grouped(figures.available)) \(sign) rop \(Numbers.grouped(rule.point))"
    if let at = row.signal.openedAt { words += " since \(clock.short(at).trimmedBlanks)" }
    if let trigger {
      let what = [trigger.kind.words, trigger.reference].compactMap { $0 }.joined(separator: " ")
      words += " (\(what), \(Numbers.signed(trigger.shownChange)))"
    }
    return words
  }

  /// `PO-790 1,000 on 16 Jul`, the first two of what is coming.
  func supplyWords(_ clock: LocalClock) -> String {
    if supply.isEmpty { return "no order under way" }
    let shown = supply.prefix(2).map { one in
      "\(one.document) \(Numbers.grouped(one.quantity))" + (one.eta.map { " on \(clock.dayOnly($0))" } ?? "")
    }
    return shown.joined(separator: ", ") + (supply.count > 2 ? " and \(supply.count - 2) more" : "")
  }

  /// `so-2231 8, so-2240 24`, the first three who hold it or wait.
  var demandWords: String {
    if demand.isEmpty { return "nobody waits for it" }
    let shown = demand.prefix(3).map { "\($0.subject) \(Numbers.grouped($0.held + $0.waiting))" }
    return "open demand " + shown.joined(separator: ", ") + (demand.count > 3 ? " and \(demand.count - 3) more" : "")
  }

  /// `best source SOUTH: 212 there, keeps 18 d of cover after giving 120`.
  var sourceWords: String {
    sources.first.map { "best source \($0.words)" } ?? "no other site has any to give"
  }
}

extension SignalStory.Source {
  /// `SOUTH: 212 there, keeps 18 d of cover after giving 120`.
  var words: String {
    let after =
      coverAfter.map { "keeps \(Numbers.days($0)) of cover after giving" } ?? "uses none; could give"
    return "\(site): \(Numbers.grouped(available)) there, \(after) \(Numbers.grouped(gives))"
  }
}

extension ReorderRule {
  /// Its place; where that is too long, as much of its end as fits: the bin tells more than the site.
  func placeWords(_ width: Int) -> String {
    guard place.cellWidth > width else { return place }
    var rest = place[...]
    while rest.cellWidth > width, let slash = rest.firstIndex(of: "/") { rest = rest[rest.index(after: slash)...] }
    return String(rest)
  }

  /// `vendor ACME 10 d, multiple 12, min 48`.
  var orderWords: String {
    var words = "vendor \(vendor ?? "not named")"
    if let leadDays { words += " \(leadDays) d" }
    if let multiple { words += ", multiple \(Numbers.grouped(multiple))" }
    if let minimumOrder { words += ", min \(Numbers.grouped(minimumOrder))" }
    return words
  }
}

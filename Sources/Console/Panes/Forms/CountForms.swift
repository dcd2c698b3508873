import Inventory

/// Which lines of a stocktake a form decides on.
struct CountVerdict: Hashable, Sendable {
  var stocktake: String
  var lines: [Int]
  /// `WID-220 at NORTH/A-03-2`, or `14 lines`.
  var words: String
}

/// The forms of counting, and the acts they send.
extension FormPane {
  static func countNow(_ row: StockRow) -> FormPane {
    FormPane(
      .countNow, title: "Count \(row.code)", targets: [row],
      fields: [
        FormField(name: .quantity, label: "counted", hint: "all that is there: 12, 6x8+3, 12c+3; 0 for nothing"),
        reason(), note,
      ])
  }

  static func openStocktake() -> FormPane {
    FormPane(
      .openStocktake, title: "New stocktake",
      fields: [
        FormField(name: .location, label: "place", hint: "site, room or bin: scan or type it"),
        FormField(name: .stocktakeName, label: "name", hint: "if it has one: July, aisle A"),
        hinted(closed(.mode, "mode", ["as set", "blind", "informed"]), "as set: what the house does"),
        hinted(closed(.policy, "goods", ["live", "frozen", "locked"]), "live: they may move"),
        FormField(name: .tolerance, label: "tolerance", hint: "5%, +5%, -10%, 2, value 200, divided by commas"),
        FormField(name: .scheduled, label: "begins", hint: "2026-07-04, or 2026-07-04 18:00; empty: now"),
        hinted(closed(.onlyHere, "inside", ["yes", "no"]), "are the places inside it counted too"),
      ])
  }

  private static func hinted(_ field: FormField, _ hint: String) -> FormField {
    var field = field
    field.hint = hint
    return field
  }

  /// - Parameter verdict: what the form begins with; it may be changed in it.
  static func decide(
    _ lines: [CountLine], of stocktake: String, _ verdict: DecideCounts.Verdict, reason given: String? = nil
  ) -> FormPane {
    var reason = reason()
    let picks = lines.compactMap(\.probablePick)
    if picks.count == lines.count, !picks.isEmpty { reason.choices.append(pickReason(picks)) }
    if let given { reason.line.text = given }
    let words = lines.count == 1 ? lines[0].title : Numbers.lines(lines.count)
    var form = FormPane(
      .decide(CountVerdict(stocktake: stocktake, lines: lines.map(\.number).sorted(), words: words)),
      title: lines.count == 1 ? "Decide on \(lines[0].code)" : "Decide on \(words)",
      fields: [closed(.verdict, "verdict", ["approve", "reject", "recount"], at: verdict.rawValue), reason])
    form.active = 1
    form.notes = [lines.count == 1 ? "\(lines[0].title): \(lines[0].figureWords)" : lines.sumWords]
    return form
  }

  /// What is noted where picks explain what is missing: `pick so-2231`.
  static func pickReason(_ picks: [String]) -> String {
    let names = Set(picks).sorted()
    return (names.count == 1 ? "pick " : "picks ") + names.prefix(3).joined(separator: ", ")
      + (names.count > 3 ? " ..." : "")
  }

  static func filter(_ filter: ReviewFilter, on field: FormField.Name = .shown) -> FormPane {
    var place = FormField(name: .location, label: "place", hint: "one bin: scan or type it")
    place.line.text = filter.location ?? ""
    var item = FormField(name: .sku, label: "item", hint: "SKU or barcode")
    item.line.text = filter.item ?? ""
    var form = FormPane(
      .filterReview, title: "Which lines",
      fields: [
        closed(.shown, "show", ReviewFilter.Shown.allCases.map(\.words), at: filter.shown.words), item, place,
      ])
    form.active = form.fields.firstIndex { $0.name == field } ?? 0
    return form
  }

  // MARK: What they send

  func countNowAct() throws(FormTrouble) -> CountNow {
    guard let row = targets.first else {
      throw FormTrouble(field: .quantity, words: "Which record? Esc, and choose one.")
    }
    let serials = serials
    let amount = serials.isEmpty || textOrNil(.quantity) != nil ? try amount(row) : Quantity(serials.count)
    return CountNow(
      row.code.description, amount, at: row.locationCode, lot: textOrNil(.lot), serials: serials,
      note: textOrNil(.note),
      reason: textOrNil(.reason))
  }

  func openingAct(_ clock: LocalClock) throws(FormTrouble) -> OpenStocktake {
    guard let place = textOrNil(.location) else {
      throw FormTrouble(field: .location, words: "What is to be counted? Scan or type a site, a room or a bin.")
    }
    guard let tolerance = Tolerance(text(.tolerance)) else {
      throw FormTrouble(
        field: .tolerance, words: "\"\(text(.tolerance))\" is no tolerance: write 5%, +5%, -10%, 2 or value 200.")
    }
    var scheduled: Instant?
    if let text = textOrNil(.scheduled) {
      guard let instant = clock.instant(text) else {
        throw FormTrouble(
          field: .scheduled, words: "\"\(text)\" is no time: write 2026-07-04, or 2026-07-04 18:00.")
      }
      scheduled = instant
    }
    return OpenStocktake(
      place, name: text(.stocktakeName), isBlind: ["blind": true, "informed": false][text(.mode)],
      policy: CountPolicy(rawValue: text(.policy)) ?? .live, tolerance: tolerance, scheduledAt: scheduled,
      onlyHere: text(.onlyHere) == "no")
  }

  func decision(on verdict: CountVerdict) -> DecideCounts {
    DecideCounts(
      verdict.stocktake, DecideCounts.Verdict(rawValue: text(.verdict)) ?? .approve, .lines(verdict.lines),
      reason: textOrNil(.reason))
  }

  func decidedWords(_ verdict: CountVerdict) -> String {
    let reason = textOrNil(.reason).map { ": \($0)" } ?? ""
    return switch text(.verdict) {
    case "reject": "rejected \(verdict.words), the book stays\(reason)"
    case "recount": "sent \(verdict.words) back to be counted again\(reason)"
    default: "approved \(verdict.words)\(reason)"
    }
  }

  var reviewFilter: ReviewFilter {
    ReviewFilter(
      shown: ReviewFilter.Shown.allCases.first { $0.words == text(.shown) } ?? .all, item: textOrNil(.sku),
      location: textOrNil(.location))
  }
}

extension CountLine {
  /// `expected 8, counted 0, -8, -100.00`.
  var figureWords: String {
    let count = counted.map { "counted \(Numbers.grouped($0))" } ?? "not counted"
    guard let judgement = standing else { return count }
    let value = judgement.value.map { ", " + Numbers.money($0) } ?? ""
    return "expected \(Numbers.grouped(judgement.expected)), \(count), \(Numbers.signed(judgement.variance))\(value)"
  }
}

extension [CountLine] {
  /// What all of them come to.
  var sumWords: String {
    var (up, down, value) = (Quantity.zero, Quantity.zero, Worth())
    for judgement in compactMap(\.standing) {
      up += Swift.max(judgement.variance, .zero)
      down += Swift.max(-judgement.variance, .zero)
      if let worth = judgement.value { value += worth }
    }
    return
      "\(Numbers.lines(count)), +\(Numbers.grouped(up)) -\(Numbers.grouped(down)), net \(Numbers.money(value))"
  }
}

import Inventory
import Terminal

/// Why the signal the cursor rests on is low, and what can be done about it.
struct SignalPeek: RowPeek {
  private(set) var signal: RuleID?
  private(set) var story: SignalStory.Story?
  private var ticket: Ticket<SignalStory.Story>?

  var isWaiting: Bool { ticket != nil }

  /// Asks for a signal unless it is the one told already.
  mutating func show(_ wanted: RuleID?, _ desk: inout Desk) {
    guard wanted != signal else { return }
    signal = wanted
    story = nil
    refresh(&desk)
  }

  mutating func refresh(_ desk: inout Desk) { ticket = signal.map { desk.ask(SignalStory($0)) } }

  /// Whether the reply was to it.
  mutating func take(_ reply: Reply) -> Bool {
    guard let result = reply.value(for: ticket) else { return false }
    ticket = nil
    story = result.keeping(story)
    return true
  }
}

extension SignalStory.Story {
  /// The whole card: the figures when it became low and now, the rule, movements, demand, supply, sources.
  func card(width: Int, _ desk: Desk) -> [String] {
    let clock = desk.clock
    let (signal, rule, figures) = (row.signal, row.signal.rule, row.signal.figures)
    var lines = [rule.name, reason(clock), handlingWords(clock)].filter { !$0.isEmpty }
    let then = signal.availableThen.map { Numbers.grouped($0) } ?? "-"
    lines += [
      "", "             then      now",
      "available" + then.right(8) + Numbers.grouped(figures.available).right(9),
      "inbound  " + "".right(8) + Numbers.grouped(figures.incoming).right(9),
      "projected" + "".right(8) + Numbers.grouped(figures.projected).right(9), "",
      "reorder at \(Numbers.grouped(rule.point)), fill up to \(Numbers.grouped(rule.target))"
        + (rule.safetyStock.map { ", safety \(Numbers.grouped($0))" } ?? ""),
      rule.orderWords,
      "uses \(Numbers.tenths(figures.usePerDay)) a day   cover \(Numbers.days(figures.cover.thousandths))   slack "
        + "\(Numbers.days(signal.slack, isSigned: true))   order \(Numbers.grouped(signal.suggested))",
    ]
    if !row.use.isEmpty {
      lines.append("28 days  " + Sparkline.text(row.use, levels: desk.theme.glyphs.spark, width: max(1, width - 10)))
    }
    lines += section("last movements", movements.prefix(5).map { $0.cardLine(width, clock).text }, "none")
    lines += section("open demand", demand.map { $0.words(clock) }, "nobody waits for it")
    lines += section("coming", supply.map { $0.words(clock) }, "no order under way")
    lines += section("sources", sources.map(\.words), "no other site has any to give")
    return lines
  }

  private func section(_ title: String, _ lines: [String], _ none: String) -> [String] {
    ["", title] + (lines.isEmpty ? ["  \(none)"] : lines.map { "  \($0)" })
  }

  /// What people did about it.
  private func handlingWords(_ clock: LocalClock) -> String {
    let signal = row.signal
    var words: [String] = []
    switch signal.state(at: clock.now) {
    case .acknowledged:
      words.append(
        "acknowledged by \(signal.acknowledgedBy ?? "?")"
          + (signal.acknowledgedAt.map { " \(clock.dayAndTime($0).trimmedBlanks)" } ?? ""))
    case .snoozed:
      words.append("rests until " + (signal.snoozedUntil.map { clock.dayAndTime($0).trimmedBlanks } ?? "?"))
    case .covered: words.append("covered: what is on its way will do")
    case .open: words.append("open: nobody has acknowledged it")
    case .closed: words.append("closed")
    }
    if let name = signal.assignedTo { words.append("assigned to \(name)") }
    if let role = signal.escalatedTo { words.append("escalated to the \(role.rawValue)s") }
    return words.joined(separator: ", ")
  }
}

extension SignalStory.Demand {
  /// `order:SO-118  holds 8, waits for 16, due 16 Jul  RV-0042`.
  func words(_ clock: LocalClock) -> String {
    var parts: [String] = []
    if held > .zero { parts.append("holds \(Numbers.grouped(held))") }
    if waiting > .zero { parts.append("waits for \(Numbers.grouped(waiting))") }
    if let due { parts.append("due \(clock.dayOnly(due))") }
    return "\(subject)  \(parts.joined(separator: ", "))  \(document)"
  }
}

extension SignalStory.Supply {
  /// `PO-790  1,000 from ACME on 16 Jul`.
  func words(_ clock: LocalClock) -> String {
    "\(document)  \(Numbers.grouped(quantity))" + (from.isEmpty ? "" : " from \(from)")
      + (eta.map { " on \(clock.dayOnly($0))" } ?? "") + (isIncoming ? "" : ", only asked for")
  }
}

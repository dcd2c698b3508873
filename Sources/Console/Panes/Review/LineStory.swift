import Inventory
import Terminal

/// Why a line is as it is: asked when the cursor rests on it, or when somebody asks why.
struct LineStory {
  private(set) var number: Int?
  private(set) var story: CountLineStory.Story?
  private var stocktake = ""
  private var ticket: Ticket<CountLineStory.Story>?

  var isWaiting: Bool { ticket != nil }

  /// Asks for the line unless it is the one told already.
  mutating func show(_ wanted: Int?, of stocktake: String, _ desk: inout Desk) {
    guard wanted != number else { return }
    number = wanted
    self.stocktake = stocktake
    story = nil
    refresh(&desk)
  }

  mutating func refresh(_ desk: inout Desk) {
    guard let number else { return }
    ticket = desk.ask(CountLineStory(stocktake, line: number))
  }

  /// Whether the reply was to it.
  mutating func take(_ reply: Reply) -> Bool {
    guard let result = reply.value(for: ticket) else { return false }
    ticket = nil
    story = result.keeping(story)
    return true
  }

  typealias Line = (text: String, role: Role)

  /// What there is to tell, what matters most first.
  static func words(_ story: CountLineStory.Story, width: Int, _ clock: LocalClock) -> [Line] {
    let line = story.line
    var lines: [Line] = [(line.title, .strong), (line.name, .text), ("", .text)]
    lines += summary(line, story).flatMap { text, role in text.wrapped(to: width).map { ($0, role) } }
    lines += rounds(story, clock)
    if !story.cuts.isEmpty {
      lines += [("", .text), ("reservations it would cut", .column)]
      lines += story.cuts.prefix(5).flatMap { cut -> [Line] in
        let promise = cut.hold.isConfirmed ? "  confirmed" : ""
        let text = "\(cut.hold.holder ?? "-")  \(Numbers.grouped(cut.quantity))\(promise)"
        return text.wrapped(to: width).map { ($0, Role.text) }
      }
      if story.cuts.count > 5 { lines.append(("and \(story.cuts.count - 5) more", .muted)) }
    }
    if !story.events.isEmpty {
      lines += [("", .text), ("scans", .column)]
      lines += story.events.suffix(12).reversed().map { (event($0, clock), $0.negatedBy == nil ? .text : .rowGone) }
      if story.events.count > 12 { lines.append(("and \(story.events.count - 12) before", .muted)) }
    }
    if !story.movements.isEmpty {
      lines += [("", .text), ("movements", .column)]
      lines += story.movements.prefix(12).map { (movement($0, line, clock), .text) }
      if story.movements.count > 12 { lines.append(("and \(story.movements.count - 12) before", .muted)) }
    } else if !line.isWithheld {
      lines += [("", .text), ("nothing has moved since the day before it was counted", .muted)]
    }
    return lines
  }

  private static func summary(_ line: CountLine, _ story: CountLineStory.Story) -> [Line] {
    var lines: [Line] = []
    if let judgement = line.standing {
      let value = judgement.value.map { "  " + Numbers.money($0) } ?? "  no cost"
      lines.append(
        (
          "expected \(Numbers.grouped(judgement.expected))  counted \(line.counted.map { Numbers.grouped($0) } ?? "-")  "
            + "\(Numbers.signed(judgement.variance))\(value)", .text
        ))
      let limit = story.tolerance.isEmpty ? "exactly" : story.tolerance.description
      lines.append(("\(judgement.isWithin ? "inside" : "outside") its tolerance: \(limit)", .text))
    } else if line.isWithheld {
      lines.append(("counted \(line.counted.map { Numbers.grouped($0) } ?? "-"); the book is withheld", .text))
    } else {
      lines.append((line.counted.map { "counted \(Numbers.grouped($0)), not judged since" } ?? "not counted", .text))
    }
    if line.damaged > .zero { lines.append(("\(Numbers.grouped(line.damaged)) of them damaged", .text)) }
    if let refusal = line.refusal { lines.append(("came back: \(refusal)", .messageWarn)) }
    if let pick = line.probablePick {
      lines.append(("\(pick) took just that soon after the count: K accepts it as the reason", .messageWarn))
    }
    if line.movedWhileCounted { lines.append(("goods moved while it was counted", .messageWarn)) }
    if let promised = line.promised, promised > .zero { lines.append(("\(Numbers.grouped(promised)) promised", .text)) }
    for (word, serials) in [("missing", line.missingSerials), ("found", line.foundSerials)] where !serials.isEmpty {
      lines.append(("\(word): \(serials.joined(separator: ", "))", .text))
    }
    if let by = line.decidedBy {
      lines.append(("\(line.state.words) by \(by)\(line.reason.map { ": \($0)" } ?? "")", .text))
    }
    return lines
  }

  private static func rounds(_ story: CountLineStory.Story, _ clock: LocalClock) -> [Line] {
    var lines: [Line] = story.rounds.map { round in
      let variance = round.variance.map { "  \(Numbers.signed($0))" } ?? ""
      return (
        "round \(round.round)  \(clock.dayAndTime(round.lastCountedAt))  \(Numbers.grouped(round.counted))\(variance)  "
          + round.counters.joined(separator: ", "), .text
      )
    }
    let line = story.line
    if let counted = line.counted, let at = line.lastCountedAt {
      let variance = line.standing.map { "  \(Numbers.signed($0.variance))" } ?? ""
      lines.append(
        (
          "round \(line.round)  \(clock.dayAndTime(at))  \(Numbers.grouped(counted))\(variance)  "
            + line.counters.joined(separator: ", "), .text
        ))
    }
    return lines.isEmpty ? [] : [("", .text), ("rounds", .column)] + lines
  }

  private static func event(_ event: CountEvent, _ clock: LocalClock) -> String {
    let what = event.kind == .negate ? "taken back" : event.kind.name
    let serial = event.serial.map { " \($0)" } ?? ""
    return
      "\(clock.time(event.occurredAt))  \(what.left(10)) \(Numbers.signed(event.base).right(7))  \(event.actor)\(serial)"
      + (event.isDamaged ? "  damaged" : "")
  }

  /// What came after the last scan is not in what was expected.
  private static func movement(_ entry: LedgerEntry, _ line: CountLine, _ clock: LocalClock) -> String {
    let isAfter = line.lastCountedAt.map { entry.occurredAt > $0 } ?? false
    return "\(clock.dayAndTime(entry.occurredAt))  \(entry.kind.words.left(10)) "
      + "\(Numbers.signed(entry.shownChange).right(7))  \(entry.reference ?? entry.actor)" + (isAfter ? "  after" : "")
  }
}

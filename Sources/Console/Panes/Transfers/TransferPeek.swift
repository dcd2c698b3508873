import Inventory
import Terminal

/// What stands beside the list of transfers: the lines of the one the cursor rests on, and who receives it.
struct TransferPeek: RowPeek {
  /// More lines than a screen shows are counted, not read.
  static let most = 60

  private(set) var number: String?
  private(set) var card: TransferCard.Card?
  private var lines: Page<TransferLine>?
  private var linesTicket: Ticket<Page<TransferLine>>?
  private var cardTicket: Ticket<TransferCard.Card>?

  var isWaiting: Bool { linesTicket != nil || cardTicket != nil }

  /// Asks for a transfer unless it is the one shown already.
  mutating func show(_ wanted: String?, _ desk: inout Desk) {
    guard wanted != number else { return }
    number = wanted
    lines = nil
    card = nil
    refresh(&desk)
  }

  mutating func refresh(_ desk: inout Desk) {
    linesTicket = number.map { desk.ask(TransferLinePage($0, limit: TransferPeek.most)) }
    cardTicket = number.map { desk.ask(TransferCard($0)) }
  }

  /// Whether the reply was to it.
  mutating func take(_ reply: Reply) -> Bool {
    if let result = reply.value(for: linesTicket) {
      linesTicket = nil
      lines = result.keeping(lines)
      return true
    }
    guard let result = reply.value(for: cardTicket) else { return false }
    cardTicket = nil
    card = result.keeping(card)
    return true
  }

  func words(width: Int, _ clock: LocalClock) -> [(text: String, role: Role)] {
    guard let card else { return [] }
    var words: [(text: String, role: Role)] = [(card.transfer.number, .strong)]
    words += card.facts(clock).flatMap { $0.wrapped(to: width) }.map { ($0, .text) }
    guard let lines, !lines.rows.isEmpty else { return words }
    words += [("", .text), (TransferPeek.line("item", "came", "of", width), .column)]
    for line in lines.rows {
      let came = line.good + line.damaged
      let of = max(line.requested, line.shipped)
      words.append(
        (
          TransferPeek.line(line.title, Numbers.fitted(came, 7), Numbers.fitted(of, 7), width),
          line.isDone ? .muted : .text
        ))
    }
    let more = card.sums.lines - lines.rows.count
    if more > 0 { words.append(("and \(Numbers.lines(more)) more: Enter", .muted)) }
    return words
  }

  private static func line(_ name: String, _ came: String, _ of: String, _ width: Int) -> String {
    let room = max(1, width - 16)
    return name.fitted(to: room - 1, ellipsis: "~").left(room) + came.right(8) + of.right(8)
  }
}

extension TransferCard.Card {
  /// What a list has no columns for: `requested by ANNA 14 Jul 13:44`, `BEN and EVA receive it`.
  func facts(_ clock: LocalClock) -> [String] {
    var facts = ["\(transfer.status.words), \(transfer.route)"]
    if transfer.priority == .urgent { facts.append("URGENT") }
    facts.append("requested by \(transfer.createdBy) \(clock.dayAndTime(transfer.createdAt))")
    if let at = transfer.shippedAt { facts.append("shipped \(clock.dayAndTime(at))") }
    if let at = transfer.closedAt { facts.append("\(transfer.status.words) \(clock.dayAndTime(at))") }
    if let eta = transfer.eta {
      facts.append("expected \(clock.dayAndTime(eta))" + (transfer.isLate(clock) ? ", late" : ""))
    }
    if let reference = transfer.reference { facts.append("reference \(reference)") }
    if let note = transfer.note { facts.append("note: \(note)") }
    if !receivers.isEmpty {
      facts.append("\(receivers.joined(separator: ", ")) \(receivers.count == 1 ? "receives" : "receive") it now")
    }
    if sums.pending > .zero { facts.append("\(Numbers.grouped(sums.pending)) scanned, not posted") }
    if parked > 0 { facts.append("\(Numbers.counted(parked, "scan", "scans")) parked") }
    if sums.inTransit > .zero {
      let value = (sums.valueInTransit.shown() + " " + currency).trimmedBlanks
      facts.append("\(Numbers.grouped(sums.inTransit)) in transit, worth \(value)")
    }
    if discrepancies > 0 { facts.append("\(Numbers.counted(discrepancies, "discrepancy", "discrepancies")) open: g d") }
    return facts
  }
}

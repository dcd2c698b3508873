import Inventory
import Terminal

/// What there is to know of a discrepancy: its line, when it was shipped, by whom it was received.
struct DiscrepancyStory {
  private(set) var found: Discrepancy?
  private var lines: Page<TransferLine>?
  private var card: TransferCard.Card?
  private var entries: Page<LedgerEntry>?
  private var linesTicket: Ticket<Page<TransferLine>>?
  private var cardTicket: Ticket<TransferCard.Card>?
  private var entriesTicket: Ticket<Page<LedgerEntry>>?

  var isWaiting: Bool { linesTicket != nil || cardTicket != nil || entriesTicket != nil }

  /// Asks for a discrepancy unless it is the one told already.
  mutating func show(_ wanted: Discrepancy?, _ desk: inout Desk) {
    guard wanted != found else { return }
    let isAnother = wanted?.id != found?.id
    found = wanted
    if isAnother { (lines, card, entries) = (nil, nil, nil) }
    refresh(&desk)
  }

  mutating func refresh(_ desk: inout Desk) {
    guard let found else { return }
    let code = found.code.description
    var filter = LedgerFilter()
    filter.item = code
    filter.reference = found.transfer.description
    linesTicket = desk.ask(TransferLinePage(found.transfer.description, item: code, limit: 200))
    cardTicket = desk.ask(TransferCard(found.transfer.description))
    entriesTicket = desk.ask(LedgerPage(filter, limit: 40))
  }

  /// Whether the reply was to it.
  mutating func take(_ reply: Reply) -> Bool {
    if let result = reply.value(for: linesTicket) {
      linesTicket = nil
      lines = result.keeping(lines)
    } else if let result = reply.value(for: cardTicket) {
      cardTicket = nil
      card = result.keeping(card)
    } else if let result = reply.value(for: entriesTicket) {
      entriesTicket = nil
      entries = result.keeping(entries)
    } else {
      return false
    }
    return true
  }

  typealias Line = (text: String, role: Role)

  /// What there is to tell, what matters most first.
  func words(width: Int, _ clock: LocalClock) -> [Line] {
    guard let found else { return [] }
    var words: [Line] = [(found.title, .strong), (found.name, .text), ("", .text)]
    func add(_ text: String, _ role: Role = .text) { words += text.wrapped(to: width).map { ($0, role) } }
    add("worth \(found.value.shown()), \(found.owner.rawValue) has to answer" + (found.reason.map { ": \($0)" } ?? ""))
    add("opened by \(found.openedBy) \(clock.dayAndTime(found.openedAt)), \(clock.ago(found.openedAt))")
    if let reference = found.reference { add("claim \(reference)") }
    if let resolution = found.resolution, !found.isOpen {
      add(
        "\(resolution.words), says \(found.resolvedBy ?? "")"
          + (found.resolvedAt.map { " " + clock.dayAndTime($0) } ?? ""))
    }
    if let line = lines?.rows.first(where: { $0.number == found.line }) {
      words += [("", .text), ("the line", .column)]
      add(line.figures)
    }
    if let card {
      words += [("", .text), ("the transfer", .column)]
      for fact in card.facts(clock) { add(fact) }
    }
    guard let entries else { return words }
    let own = entries.rows.filter { $0.lot?.lowercased() == found.lot?.lowercased() && !$0.change.onHand.isZero }
    if !own.isEmpty { words += [("", .text), ("who moved it", .column)] }
    for entry in own {
      add(
        "\(clock.dayAndTime(entry.occurredAt))  \(DiscrepancyStory.deed(entry).left(9)) "
          + "\(Numbers.signed(entry.change.onHand).right(6))  \(entry.place)  \(entry.actor)")
    }
    return words
  }

  private static func deed(_ entry: LedgerEntry) -> String {
    switch entry.kind {
    case .transferOut where entry.reverses == nil: "shipped"
    case .transferIn where entry.reverses == nil: entry.reason == "RETURN" ? "returned" : "received"
    case .adjustment where entry.reverses == nil: "over"
    default: entry.reverses == nil ? entry.kind.words : "taken back"
    }
  }
}

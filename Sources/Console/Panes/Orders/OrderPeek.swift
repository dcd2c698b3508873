import Inventory
import Terminal

/// What stands beside the list of orders: the lines of the one the cursor rests on, and the receipts against it.
struct OrderPeek: RowPeek {
  /// More lines than a screen shows are counted, not drawn.
  static let most = 60

  private(set) var number: String?
  private(set) var card: OrderCard.Card?
  private var ticket: Ticket<OrderCard.Card>?

  var isWaiting: Bool { ticket != nil }

  /// Asks for an order unless it is the one shown already.
  mutating func show(_ wanted: String?, _ desk: inout Desk) {
    guard wanted != number else { return }
    number = wanted
    card = nil
    refresh(&desk)
  }

  mutating func refresh(_ desk: inout Desk) { ticket = number.map { desk.ask(OrderCard($0)) } }

  mutating func take(_ reply: Reply) -> Bool {
    guard let result = reply.value(for: ticket) else { return false }
    ticket = nil
    card = result.keeping(card)
    return true
  }

  func words(width: Int, _ clock: LocalClock) -> [(text: String, role: Role)] {
    guard let card else { return [] }
    var words: [(text: String, role: Role)] = [(card.order.number, .strong)]
    words += card.facts(clock).flatMap { $0.wrapped(to: width) }.map { ($0, .text) }
    guard !card.lines.isEmpty else { return words }
    words += [("", .text), (OrderPeek.line("item", "came", "of", width), .column)]
    for line in card.lines.prefix(OrderPeek.most) {
      words.append(
        (
          OrderPeek.line(
            line.code.description, Numbers.fitted(line.received, 7), Numbers.fitted(line.ordered, 7), width),
          line.isDone ? .muted : .text
        ))
    }
    let more = card.lines.count - OrderPeek.most
    if more > 0 { words.append(("and \(Numbers.lines(more)) more: Enter", .muted)) }
    return words
  }

  private static func line(_ name: String, _ came: String, _ of: String, _ width: Int) -> String {
    let room = max(1, width - 16)
    return name.fitted(to: room - 1, ellipsis: "~").left(room) + came.right(8) + of.right(8)
  }
}

extension OrderCard.Card {
  /// What a list has no columns for: `written by ANNA 14 Jul 13:44`, `12 to come, all worth 1,200.00 EUR`.
  func facts(_ clock: LocalClock) -> [String] {
    var facts = ["\(order.status.rawValue), \(order.route)"]
    facts.append("written by \(order.createdBy) \(clock.dayAndTime(order.createdAt).trimmedBlanks)")
    if let at = order.sentAt { facts.append("sent \(clock.dayAndTime(at).trimmedBlanks)") }
    if let at = order.closedAt { facts.append("\(order.status.rawValue) \(clock.dayAndTime(at).trimmedBlanks)") }
    if let day = order.expectedOn {
      facts.append("expected \(clock.day(day).trimmedBlanks)" + (order.isLate(clock) ? ", late" : ""))
    }
    if let reference = order.reference { facts.append("reference \(reference)") }
    if let note = order.note { facts.append("note: \(note)") }
    if sums.lines > 0 {
      facts.append("\(Numbers.grouped(sums.ordered)) ordered, worth \(sums.value.shown()) \(order.currency)")
      if sums.rejected > .zero { facts.append("\(Numbers.grouped(sums.rejected)) rejected") }
      if sums.outstanding > .zero { facts.append("\(Numbers.grouped(sums.outstanding)) still to come") }
    }
    facts += receipts.prefix(5).map { $0.words(clock) }
    if receipts.count > 5 { facts.append("and \(Numbers.counted(receipts.count - 5, "receipt", "receipts")) more") }
    return facts
  }
}

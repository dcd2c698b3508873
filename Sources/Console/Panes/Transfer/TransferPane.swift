import Inventory
import Terminal

/// One transfer, line by line: how far each has come, what is open about it, and who receives it.
struct TransferPane: Pane {
  /// `TR-0881`.
  let number: String
  /// Only the lines of this item.
  var item: String?
  /// Only lines of which something is on its way or still to be shipped.
  var isOnlyOpen = false
  var browse = BrowseList<TransferLine>()
  private(set) var card: TransferCard.Card?
  /// Those that are open.
  private(set) var discrepancies: [Discrepancy] = []
  private var cardTicket: Ticket<TransferCard.Card>?
  private var discrepancyTicket: Ticket<Page<Discrepancy>>?
  /// The longest item code seen, and whether any lot was: columns only come and grow, so that they do not jump.
  private(set) var codeWidth = 8
  private(set) var hasLots = false

  init(_ number: String) { self.number = number }

  var kind: PaneKind { .transfer }
  var isWaiting: Bool { browse.isWaiting || cardTicket != nil || discrepancyTicket != nil }
  var wakesAt: Instant? { browse.wakesAt }

  var situation: Situation {
    var situation = Situation(pane: .transfer, hasRow: browse.current != nil)
    situation.moving = MovingSituation(transfer: card?.transfer, sums: card?.sums)
    return situation
  }

  var sessionLines: [String] {
    ["transfer = \(number)"] + (browse.current.map { ["transfer.line = \($0.number)"] } ?? [])
  }

  // MARK: Questions and answers

  mutating func appear(_ desk: inout Desk) {
    browse.appear()
    askCard(&desk)
  }

  private mutating func askCard(_ desk: inout Desk) {
    cardTicket = desk.ask(TransferCard(number))
    discrepancyTicket = desk.ask(DiscrepancyPage(transfer: number, limit: 100))
  }

  mutating func booksChanged(_ desk: inout Desk) {
    browse.list.reread()
    askCard(&desk)
  }

  func layout(_ desk: Desk) -> Layout { Layout(desk.size, hasPanel: true, isBare: desk.isBare) }

  mutating func settle(_ desk: inout Desk) {
    var page = TransferLinePage(number, isOpen: isOnlyOpen, item: item)
    browse.settle(height: BrowseList<TransferLine>.height(layout(desk)), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
  }

  mutating func tick(_ desk: inout Desk) { browse.tick(desk.now) }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: cardTicket) {
      cardTicket = nil
      // Why it cannot be told, the list says.
      if case .success(let answer) = result { card = answer }
    } else if let result = reply.value(for: discrepancyTicket) {
      discrepancyTicket = nil
      discrepancies = (try? result.get().rows) ?? []
    } else if browse.take(reply, &desk) != nil {
      codeWidth = browse.list.rows.reduce(codeWidth) { max($0, $1.code.description.cellWidth) }
      hasLots = hasLots || browse.list.rows.contains { $0.lot != nil }
    }
  }

  /// A scan shows the lines of the item.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): showLines(of: item, &desk)
    case .goods(let goods): showLines(of: goods.item, &desk)
    default: return false
    }
    return true
  }

  private mutating func showLines(of item: Item, _ desk: inout Desk) {
    self.item = item.code.description
    browse.readAnew()
    desk.say(.ok, "lines of \(item.code)   Esc shows all")
  }

  // MARK: Commands

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    if let card, card.transfer.run(command, &desk) { return true }
    switch command {
    case .open:
      guard let line = browse.current else { break }
      desk.go(.open(ItemPane(line.code.description, at: card?.transfer.destinationPlace)))
    case .newTransfer: desk.go(.open(FormPane.newTransfer()))
    case .onlyOpen:
      isOnlyOpen.toggle()
      browse.readAnew()
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let line = browse.current else { break }
      desk.emit(.copyToClipboard(line.code.description))
      desk.say(.ok, "copied \(line.code)")
    case .back:
      guard item != nil || isOnlyOpen else {
        desk.go(.close)
        break
      }
      item = nil
      isOnlyOpen = false
      browse.readAnew()
    default: return false
    }
    return true
  }
}

import Inventory
import Terminal

/// One order, line by line: what was ordered, what came of it, what is still to come; the receipts beside it.
struct OrderPane: Pane {
  let number: String
  /// Only the lines of this item.
  var item: String?
  /// Only lines of which something is to come.
  var isOnlyOpen = false
  private(set) var card: OrderCard.Card?
  private(set) var trouble: InventoryError?
  private var ticket: Ticket<OrderCard.Card>?
  private(set) var cursor = 0
  private(set) var top = 0
  private(set) var height = 1
  /// The line the last session stood on.
  var resumed: Int?

  init(_ number: String) { self.number = number }

  var kind: PaneKind { .order }
  var isWaiting: Bool { ticket != nil }

  /// Those that are shown.
  var lines: [OrderLine] {
    (card?.lines ?? []).filter { line in
      (item == nil || line.code.description == item) && (!isOnlyOpen || !line.isDone)
    }
  }

  var current: OrderLine? { lines.indices.contains(cursor) ? lines[cursor] : nil }

  var situation: Situation {
    var situation = Situation(pane: .order, hasRow: current != nil)
    situation.buying = BuyingSituation(order: card?.order)
    return situation
  }

  var sessionLines: [String] {
    ["order = \(number)"] + (current.map { ["order.line = \($0.number)"] } ?? [])
  }

  // MARK: Questions and answers

  mutating func appear(_ desk: inout Desk) { ticket = desk.ask(OrderCard(number)) }
  mutating func booksChanged(_ desk: inout Desk) { appear(&desk) }

  func layout(_ desk: Desk) -> Layout { Layout(desk.size, hasPanel: true, isBare: desk.isBare) }

  mutating func settle(_ desk: inout Desk) {
    height = max(1, BrowseList<OrderLine>.height(layout(desk)))
    keepInSight()
  }

  private mutating func keepInSight() {
    let count = lines.count
    cursor = max(0, min(cursor, count - 1))
    top = max(min(top, cursor), cursor - height + 1)
    top = max(0, min(top, count - height))
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    guard let result = reply.value(for: ticket) else { return }
    ticket = nil
    switch result {
    case .failure(let error):
      trouble = error
      desk.say(error)
    case .success(let read):
      let stood = resumed ?? current?.number
      trouble = nil
      resumed = nil
      card = read
      if let stood, let index = lines.firstIndex(where: { $0.number == stood }) { cursor = index }
      keepInSight()
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
    keepInSight()
    desk.say(.ok, "lines of \(item.code)   Esc shows all")
  }

  // MARK: Commands

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if move(command) { return true }
    if let card, command == .editOrder {
      desk.go(.open(FormPane.edit(card.order)))
      return true
    }
    if let card, card.order.run(command, &desk) { return true }
    switch command {
    case .open:
      guard let line = current else { break }
      desk.go(.open(ItemPane(line.code.description, at: card?.order.place)))
    case .newOrder: desk.go(.open(FormPane.newOrder(currency: card?.order.currency)))
    case .onlyOpen:
      isOnlyOpen.toggle()
      keepInSight()
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let line = current else { break }
      desk.emit(.copyToClipboard(line.code.description))
      desk.say(.ok, "copied \(line.code)")
    case .back:
      guard item != nil || isOnlyOpen else {
        desk.go(.close)
        break
      }
      item = nil
      isOnlyOpen = false
      keepInSight()
    default: return false
    }
    return true
  }

  /// Moves the cursor; false for a command that does not.
  private mutating func move(_ command: Command) -> Bool {
    switch command {
    case .listDown: cursor += 1
    case .listUp: cursor -= 1
    case .listPageDown: cursor += height
    case .listPageUp: cursor -= height
    case .listHalfDown: cursor += max(1, height / 2)
    case .listHalfUp: cursor -= max(1, height / 2)
    case .listFirst: cursor = 0
    case .listLast: cursor = lines.count - 1
    default: return false
    }
    keepInSight()
    return true
  }
}

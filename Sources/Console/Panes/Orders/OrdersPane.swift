import Inventory
import Terminal

/// The orders, those under way first, by the day they are expected: write one, send it, receive it, close it. Forms and
/// boxes do it; F9 in them is what writes.
struct OrdersPane: FindingPane {
  var filter = OrderFilter()
  /// What the operator chose to see; nil for what suits the screen.
  var columns: Set<OrderColumn>?
  var browse = BrowseList<OrderPage.Row>()
  var find: ListFind<OrderPage.Row>?
  var peek = OrderPeek()
  var home: OrderFilter { OrderFilter() }

  var kind: PaneKind { .orders }

  var situation: Situation {
    var situation = Situation(pane: .orders, hasRow: browse.current != nil, hasFind: find != nil)
    situation.buying = BuyingSituation(order: browse.current?.order)
    return situation
  }

  // MARK: Questions and answers

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    var page = OrderPage(filter)
    if let find { page.filter.text = find.text }
    browse.settle(height: BrowseList<OrderPage.Row>.height(layout), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
    if layout.panel == nil {
      peek.show(nil, &desk)
    } else if !browse.rest.isWaiting {
      peek.show(browse.rest.row?.order.number, &desk)
    }
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if peek.take(reply) { return }
    guard browse.take(reply, &desk) == .fresh else { return }
    if find?.isEntered == true { enterFind(&desk) }
  }

  /// The cursor stands on an order that was just written. The outcome is that of the form, which says so.
  mutating func take(_ outcome: Outcome, _ desk: inout Desk) -> Bool {
    if case .success(let answer) = outcome.result, ["order.created", "requisition.ordered"].contains(answer.action),
      let number = answer.orderNumber
    {
      browse.readAnew(on: number)
    }
    return false
  }

  /// A scan shows the orders of the item, or those that come to the place.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): showOrders(of: item, &desk)
    case .goods(let goods): showOrders(of: goods.item, &desk)
    case .location(let location):
      setFilter { $0.to = location.path }
      desk.say(.ok, "orders to \(location.path)   Esc shows all")
    default: return false
    }
    return true
  }

  private mutating func showOrders(of item: Item, _ desk: inout Desk) {
    setFilter { $0.item = item.code.description }
    desk.say(.ok, "orders of \(item.code)   Esc shows all")
  }

  func exact(_ text: String) -> OrderPage.Row? {
    browse.list.rows.first { $0.order.number.lowercased() == text.lowercased() }
  }
}

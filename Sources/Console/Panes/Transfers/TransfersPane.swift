import Inventory
import Terminal

/// The transfers, those under way first and the most urgent of them before the others: ask for one, ship it, change it,
/// close what did not come, or call it off. Forms do it; F9 in them is what writes.
struct TransfersPane: FindingPane {
  var filter = TransferFilter()
  var order = TransferPage.Order.urgency
  /// What the operator chose to see; nil for what suits the screen.
  var columns: Set<TransferColumn>?
  var browse = BrowseList<TransferPage.Row>()
  var find: ListFind<TransferPage.Row>?
  var peek = TransferPeek()
  var home: TransferFilter { TransferFilter() }

  var kind: PaneKind { .transfers }

  var situation: Situation {
    var situation = Situation(pane: .transfers, hasRow: browse.current != nil, hasFind: find != nil)
    situation.moving = MovingSituation(transfer: browse.current?.transfer, sums: browse.current?.sums)
    return situation
  }

  /// The question the list asks, without its page.
  var question: TransferPage {
    var question = TransferPage(filter)
    question.order = order
    if let find { question.filter.text = find.text }
    return question
  }

  // MARK: Questions and answers

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    var page = question
    browse.settle(height: BrowseList<TransferPage.Row>.height(layout), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
    if layout.panel == nil {
      peek.show(nil, &desk)
    } else if !browse.rest.isWaiting {
      peek.show(browse.rest.row?.transfer.number, &desk)
    }
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if peek.take(reply) { return }
    guard browse.take(reply, &desk) == .fresh else { return }
    if find?.isEntered == true { enterFind(&desk) }
  }

  /// The cursor stands on a transfer that was just asked for. The outcome is that of the form, which says so.
  mutating func take(_ outcome: Outcome, _ desk: inout Desk) -> Bool {
    if case .success(let answer) = outcome.result, answer.action == "transfer.created",
      let transfer = answer.transferNumber.flatMap({ TransferID($0) })
    {
      browse.readAnew(on: transfer)
    }
    return false
  }

  /// A scan shows the transfers of the item, or those that go to the place.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): showTransfers(of: item, &desk)
    case .goods(let goods): showTransfers(of: goods.item, &desk)
    case .location(let location):
      setFilter { $0.to = location.path }
      desk.say(.ok, "transfers to \(location.path)   Esc shows all")
    default: return false
    }
    return true
  }

  private mutating func showTransfers(of item: Item, _ desk: inout Desk) {
    setFilter { $0.item = item.code.description }
    desk.say(.ok, "transfers of \(item.code)   Esc shows all")
  }
}

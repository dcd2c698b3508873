import Inventory
import Terminal

/// Serials in the order of their numbers: what each is, where, whose. A scan opens one; forms move it, take it off the
/// books, say whose it is, and register new ones.
struct SerialsPane: FindingPane {
  let home: SerialFilter
  var filter: SerialFilter
  var browse = BrowseList<SerialUnit>()
  var find: ListFind<SerialUnit>?
  var peek = CardPeek<SerialCard>()
  /// The longest number seen: columns only grow, so that they do not jump.
  var codeWidth = 8

  init(of item: String? = nil) {
    var filter = SerialFilter()
    filter.item = item
    home = filter
    self.filter = filter
  }

  var kind: PaneKind { .serials }

  var situation: Situation {
    var situation = Situation(pane: .serials, hasRow: browse.current != nil, hasFind: find != nil)
    situation.traced = TracedSituation(serial: browse.current)
    return situation
  }

  // MARK: Questions and answers

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    var page = SerialPage(filter)
    if let find { page.filter.text = find.text }
    browse.settle(height: BrowseList<SerialUnit>.height(layout), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
    if layout.panel == nil {
      peek.show(nil, &desk)
    } else if !browse.rest.isWaiting {
      peek.show(browse.rest.row.map { SerialCard($0.serial, of: $0.code.description) }, &desk)
    }
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if peek.take(reply) { return }
    guard let purpose = browse.take(reply, &desk) else { return }
    codeWidth = browse.list.rows.reduce(codeWidth) { max($0, $1.serial.cellWidth) }
    if purpose == .fresh, find?.isEntered == true { enterFind(&desk) }
  }

  /// A scan shows the serials of the item, or those at the place; a lot and a serial have a card.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): showSerials(of: item, &desk)
    case .goods(let goods):
      if let serial = goods.serial {
        desk.go(.open(SerialPane(serial, of: goods.item.code.description)))
      } else {
        showSerials(of: goods.item, &desk)
      }
    case .location(let location):
      setFilter { $0.location = location.path }
      desk.say(.ok, "serials at \(location.path)   Esc shows all")
    default: return false
    }
    return true
  }

  private mutating func showSerials(of item: Item, _ desk: inout Desk) {
    setFilter { $0.item = item.code.description }
    desk.say(.ok, "serials of \(item.code)   Esc shows all")
  }
}

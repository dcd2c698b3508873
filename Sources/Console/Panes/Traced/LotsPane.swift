import Inventory
import Terminal

/// The lots, those that expire first at first: what must not be used, what has to be used soon. Forms quarantine, release,
/// split and redate one; a box expires all that is due.
struct LotsPane: FindingPane {
  let home: LotFilter
  var filter: LotFilter
  var browse = BrowseList<LotRow>()
  var find: ListFind<LotRow>?
  var peek = CardPeek<LotCard>()
  /// The longest code seen: columns only grow, so that they do not jump.
  var codeWidth = 7

  /// - Parameter item: only its lots, whether or not there is any of them.
  init(of item: String? = nil) {
    var filter = LotFilter()
    filter.item = item
    filter.hasStock = item == nil
    home = filter
    self.filter = filter
  }

  var kind: PaneKind { .lots }

  var situation: Situation {
    var situation = Situation(pane: .lots, hasRow: browse.current != nil, hasFind: find != nil)
    situation.traced = TracedSituation(lot: browse.current)
    return situation
  }

  // MARK: Questions and answers

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    var page = LotPage(filter)
    if let find { page.filter.text = find.text }
    browse.settle(height: BrowseList<LotRow>.height(layout), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
    if layout.panel == nil {
      peek.show(nil, &desk)
    } else if !browse.rest.isWaiting {
      peek.show(browse.rest.row.map { LotCard($0.lot.code, of: $0.code.description, limit: 1) }, &desk)
    }
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if peek.take(reply) { return }
    guard let purpose = browse.take(reply, &desk) else { return }
    codeWidth = browse.list.rows.reduce(codeWidth) { max($0, $1.lot.code.cellWidth) }
    if purpose == .fresh, find?.isEntered == true { enterFind(&desk) }
  }

  /// A scan shows the lots of the item, or those at the place; a lot that is known and a serial have a card.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): showLots(of: item, &desk)
    case .goods(let goods):
      if let lot = goods.knownLot {
        desk.go(.open(LotPane(lot.code, of: goods.item.code.description)))
      } else {
        showLots(of: goods.item, &desk)
      }
    case .location(let location):
      setFilter { $0.location = location.path }
      desk.say(.ok, "lots at \(location.path)   Esc shows all")
    default: return false
    }
    return true
  }

  private mutating func showLots(of item: Item, _ desk: inout Desk) {
    setFilter { $0.item = item.code.description }
    desk.say(.ok, "lots of \(item.code)   Esc shows all")
  }
}

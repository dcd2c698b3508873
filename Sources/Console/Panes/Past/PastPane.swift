import Inventory
import Terminal

/// Which stock as of when.
struct PastFilter: Hashable, Sendable {
  var instant: Instant
  var item: String?
  var location: String?
}

/// Stock as it was at a past instant, over the stock as it is, which Esc comes back to. It is read a page at a time, each from
/// the books: nothing of what the whole house held then is kept here. Nothing can be done to it.
struct PastPane: FindingPane {
  var filter: PastFilter
  var order = PastStockPage.Order.item
  var browse = BrowseList<PastStockPage.Row>()
  var find: ListFind<PastStockPage.Row>?
  var peek = CardPeek<PastCard>()
  /// The longest item code seen; columns only grow, so that they do not jump.
  private var codeWidth = 8

  init(_ filter: PastFilter) { self.filter = filter }

  var home: PastFilter { PastFilter(instant: filter.instant) }
  var kind: PaneKind { .past }

  var situation: Situation {
    Situation(pane: .past, hasRow: browse.current != nil, hasFind: find != nil, isFiltered: filter != home)
  }

  // MARK: Questions and answers

  mutating func settle(_ desk: inout Desk) {
    let layout = layout(desk)
    var page = PastStockPage(filter.instant, item: filter.item, at: filter.location)
    page.text = find?.text
    page.order = order
    page.withValue = false
    browse.settle(height: BrowseList<PastStockPage.Row>.height(layout), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
    if layout.panel == nil {
      peek.show(nil, &desk)
    } else if !browse.rest.isWaiting {
      let at = filter.instant
      peek.show(browse.rest.row.map { PastCard($0.stock.code.description, at: at, withValue: false) }, &desk)
    }
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if peek.take(reply) { return }
    guard let purpose = browse.take(reply, &desk) else { return }
    codeWidth = browse.list.rows.reduce(codeWidth) { max($0, $1.stock.code.description.cellWidth) }
    if purpose == .fresh, find?.isEntered == true { enterFind(&desk) }
  }

  /// Another instant, place or item.
  mutating func look(at wanted: PastFilter) { setFilter { $0 = wanted } }

  /// A scan shows the item, or what stood in the place, as of then.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): setFilter { $0.item = item.code.description }
    case .goods(let goods): setFilter { $0.item = goods.item.code.description }
    case .location(let location): setFilter { $0.location = location.path }
    default:
      desk.say(.warn, "only items and places are shown as they were: Esc comes back to now, where the rest is")
      return true
    }
    desk.say(.ok, "what there was of it then   Esc shows all")
    return true
  }

  func open(_ row: PastStockPage.Row, _ desk: inout Desk) {
    desk.go(.open(PastItemPane(row.stock.code.description, at: filter.instant)))
  }

  // MARK: Commands

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    switch command {
    case .open: if let row = browse.current { open(row, &desk) }
    case .find: startFind()
    case .asOf, .filter: desk.go(.open(FormPane.asOf(filter, desk.clock)))
    case .sort: turnOrder(&desk)
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let row = browse.current else { break }
      desk.emit(.copyToClipboard(row.stock.code.description))
      desk.say(.ok, "copied \(row.stock.code)")
    case .back: goBack(&desk)
    case .cancel where takesText:
      find?.clear()
      browse.readAnew()
    default: return false
    }
    return true
  }

  private mutating func turnOrder(_ desk: inout Desk) {
    let all = PastStockPage.Order.allCases
    order = all[((all.firstIndex(of: order) ?? 0) + 1) % all.count]
    browse.readAnew()
    desk.say(.ok, "by \(order.words)")
  }

  // MARK: Words

  func header(_ desk: Desk) -> HeaderWords {
    // On a handheld the time needs the whole row.
    var words = HeaderWords(title: desk.sizeClass < .narrow ? "" : "STOCK", place: filterWords, counts: counts)
    words.dated = desk.clock.datedWords(filter.instant)
    return words
  }

  private var filterWords: [String] {
    var words: [String] = []
    if let text = find?.text { words.append("find: \(text)") }
    if let item = filter.item { words.append(item) }
    if let location = filter.location { words.append(location) }
    if order != .item, find?.text == nil { words.append("by \(order.words)") }
    return words
  }

  private var counts: [String] {
    let list = browse.list
    guard list.atStart, list.atEnd, list.isLoaded, browse.trouble == nil else { return [] }
    return [Numbers.counted(list.rows.count, "record", "records")]
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    guard let find, find.isTyping else { return nil }
    return ("find>", find.prompted)
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let plan = ColumnPlan(columns: PastColumn.shown(layout.sizeClass), width: layout.columns, codeWidth: codeWidth)
    let room = plan.placed.first { $0.column == .item }?.width ?? 8
    browse.draw(
      plan, empty: emptyWords, on: &grid, layout, desk,
      code: { $0.stock.code.description.fitted(to: room, ellipsis: String(desk.theme.glyphs.ellipsis)) })
    if let row = layout.detail, let rested = browse.rest.row {
      grid.putDetail(detailWords(rested.stock, plan.columns, layout), browse.position, row: row, layout)
    }
    if let columns = layout.panel {
      grid.putPanel(peek.words(columns.count) { $0.lines($1, desk.clock) }, columns, layout)
    }
  }

  private var emptyWords: [String] {
    if let text = find?.text {
      return ["Nothing that fits \"\(text)\" was in stock then.", "Enter asks whether it is a place; Esc goes back."]
    }
    return filter == home
      ? ["Nothing was in stock then.", "Esc comes back to now; p asks for another time."]
      : ["Nothing of that was in stock then.", "Esc shows all; p asks for another time."]
  }

  /// What the columns do not show.
  private func detailWords(_ row: StockRow, _ shown: Set<PastColumn>, _ layout: Layout) -> String {
    if layout.sizeClass < .narrow { return "\(row.locationCode) avail \(Numbers.grouped(row.balances.available))" }
    if layout.sizeClass == .narrow { return row.name }
    var words = [row.unit]
    if !shown.contains(.allocated), !row.balances.allocated.isZero {
      words.append("\(Numbers.grouped(row.balances.allocated)) allocated")
    }
    if !shown.contains(.blocked), !row.balances.blocked.isZero {
      words.append("\(Numbers.grouped(row.balances.blocked)) blocked")
    }
    if !row.itemIsActive { words.append("retired since") }
    words.append("Enter shows what had moved")
    return words.joined(separator: "   ")
  }

  func plainLines(_ desk: Desk) -> [String] {
    let head = (["Stock \(desk.clock.datedWords(filter.instant)[0])"] + filterWords).joined(separator: ", ")
    if browse.list.rows.isEmpty {
      return [head + "."] + (browse.trouble?.listWords() ?? emptyWords)
    }
    let shown = browse.list.rows.prefix(50)
    let isAll = browse.list.atEnd && shown.count == browse.list.rows.count
    var lines = [head + (isAll ? ", all \(shown.count):" : ", the first \(shown.count):")]
    for row in shown.map(\.stock) {
      lines.append(
        "\(row.code)  \(row.name)  \(row.place)  on hand \(row.balances.onHand)  available \(row.balances.available)")
    }
    return lines
  }
}

extension PastStockPage.Order {
  var words: String { self == .name ? "description" : rawValue }
}

extension LocalClock {
  /// That something is shown as of a past time, the longest words first.
  func datedWords(_ instant: Instant) -> [String] {
    let long = "as of \(written(instant))"
    return ["\(long) (not now)", long, "was \(shortly(instant))"]
  }
}

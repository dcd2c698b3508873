import Inventory
import Terminal

/// The ledger: every movement, the latest recorded first; of one item, the latest that happened first. A movement is taken
/// back from here, after F9 in a box that says what that does.
struct MovesPane: Pane {
  var filter = LedgerFilter()
  var browse = BrowseList<LedgerEntry>()

  var kind: PaneKind { .moves }
  var isWaiting: Bool { browse.isWaiting }
  var wakesAt: Instant? { browse.wakesAt }
  var situation: Situation {
    Situation(pane: .moves, hasRow: browse.current != nil, isFiltered: filter != LedgerFilter())
  }

  mutating func appear(_ desk: inout Desk) { browse.appear() }
  mutating func booksChanged(_ desk: inout Desk) { browse.list.reread() }
  func layout(_ desk: Desk) -> Layout { Layout(desk.size, hasPanel: true, isBare: desk.isBare) }

  mutating func settle(_ desk: inout Desk) {
    var page = LedgerPage(filter)
    browse.settle(height: BrowseList<LedgerEntry>.height(layout(desk)), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
  }

  mutating func tick(_ desk: inout Desk) { browse.tick(desk.now) }
  mutating func take(_ reply: Reply, _ desk: inout Desk) { _ = browse.take(reply, &desk) }

  /// A scan shows what moved of the item, or in the place.
  mutating func show(_ hit: LookUp.Hit, _ desk: inout Desk) -> Bool {
    switch hit {
    case .item(let item, _): setFilter { $0.item = item.code.description }
    case .goods(let goods): setFilter { $0.item = goods.item.code.description }
    case .location(let location): setFilter { $0.location = location.path }
    default: return false
    }
    desk.say(.ok, "movements of it   Esc shows all")
    return true
  }

  mutating func setFilter(_ change: (inout LedgerFilter) -> Void) {
    change(&filter)
    browse.readAnew()
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    switch command {
    case .open: if let entry = browse.current { desk.go(.open(MovePane(entry.id))) }
    case .filter: desk.go(.open(FormPane.filter(filter, desk.clock)))
    case .reverseMove: browse.current?.askToReverse(&desk)
    case .exportReport: desk.go(.open(FormPane.export(.moves(filter), desk.clock)))
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let entry = browse.current else { break }
      desk.emit(.copyToClipboard(entry.code.description))
      desk.say(.ok, "copied \(entry.code)")
    case .back:
      if filter == LedgerFilter() { desk.go(.close) } else { setFilter { $0 = LedgerFilter() } }
    default: return false
    }
    return true
  }

  // MARK: Words

  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(title: "MOVES", place: filter.words(desk.clock), counts: counts)
  }

  private var counts: [String] {
    let list = browse.list
    guard list.atStart, list.atEnd, list.isLoaded else { return [] }
    return [Numbers.counted(list.rows.count, "entry", "entries")]
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let widest = browse.list.rows.reduce(8) { max($0, $1.code.description.cellWidth) }
    let plan = ColumnPlan(columns: MoveColumn.shown(layout.sizeClass), width: layout.columns, codeWidth: widest)
    let room = plan.placed.first { $0.column == .item }?.width ?? 8
    browse.draw(
      plan, empty: emptyWords, on: &grid, layout, desk,
      code: { $0.code.description.fitted(to: room, ellipsis: String(desk.theme.glyphs.ellipsis)) })
    if let row = layout.detail, let entry = browse.rest.row {
      grid.putDetail(detailWords(entry, plan.columns, layout, desk.clock), browse.position, row: row, layout)
    }
    if let columns = layout.panel, let entry = browse.rest.row {
      let lines = entry.lines(columns.count, desk.clock)
      grid.putPanel(lines.map { ($0.text.fitted(to: columns.count, ellipsis: "~"), $0.role) }, columns, layout)
    }
  }

  private var emptyWords: [String] {
    filter == LedgerFilter()
      ? ["Nothing has moved yet."] : ["No movement fits this filter.", "Esc shows all; f changes the filter."]
  }

  /// What the columns do not show.
  private func detailWords(
    _ entry: LedgerEntry, _ shown: Set<MoveColumn>, _ layout: Layout, _ clock: LocalClock
  ) -> String {
    if layout.sizeClass < .narrow { return "\(entry.place) \(clock.dayOnly(entry.occurredAt))" }
    var words = ["entry \(entry.id)"]
    if !shown.contains(.at) { words.append(clock.dayAndTime(entry.occurredAt).trimmedBlanks) }
    if !shown.contains(.actor) { words.append(entry.actor) }
    if let by = entry.reversedBy { words.append("taken back by entry \(by)") }
    if let other = entry.reverses { words.append("takes back entry \(other)") }
    if !shown.contains(.reference), let reference = entry.reference { words.append(reference) }
    if !shown.contains(.lot), let lot = entry.lot { words.append("lot \(lot)") }
    if !shown.contains(.reason), let reason = entry.reason { words.append(reason) }
    if !entry.serials.isEmpty { words.append(entry.serials.prefix(3).joined(separator: " ")) }
    if let note = entry.note { words.append(note) }
    return words.joined(separator: "   ")
  }

  func plainLines(_ desk: Desk) -> [String] {
    if browse.list.rows.isEmpty { return emptyWords }
    let shown = browse.list.rows.prefix(50)
    var lines = ["Movements, the latest \(shown.count):"]
    for entry in shown { lines.append("\(entry.code)  " + entry.cardLine(100, desk.clock).text) }
    return lines
  }

  var sessionLines: [String] {
    ["moves = \(browse.current.map { String($0.id) } ?? "all")"] + filter.sessionLines
  }
}

extension LedgerFilter {
  func words(_ clock: LocalClock) -> [String] {
    var words: [String] = []
    if let kind { words.append(kind.words) }
    if let item { words.append(item) }
    if let location { words.append("in \(location)") }
    if let actor { words.append("by \(actor)") }
    if let reference { words.append(reference) }
    if let from { words.append("since \(clock.dayAndTime(from).trimmedBlanks)") }
    if let to { words.append("before \(clock.dayAndTime(to).trimmedBlanks)") }
    return words
  }

  var sessionLines: [String] {
    [
      ("kind", kind?.name), ("item", item), ("location", location), ("actor", actor), ("reference", reference),
      ("from", from?.description), ("to", to?.description),
    ].compactMap { name, value in value.map { "moves.\(name) = \($0)" } }
  }
}

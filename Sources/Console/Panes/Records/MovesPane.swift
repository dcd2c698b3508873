import Inventory
import Terminal

/// The ledger: every movement, the latest recorded first; of one item, the latest that happened first. A movement is taken
/// back from here, after F9 in a box that says what that does.
struct MovesPane: RecordPane {
  var filter = LedgerFilter()
  var browse = BrowseList<LedgerEntry>()
  var find: ListFind<LedgerEntry>?
  var peek = NoPeek()

  var kind: PaneKind { .moves }
  var situation: Situation {
    Situation(pane: .moves, hasRow: browse.current != nil, hasFind: find != nil, isFiltered: filter != home)
  }

  static let counted = (one: "movement", many: "movements")
  static let nothing = "Nothing has moved yet."
  static func card(_ row: LedgerEntry) -> any Pane { MovePane(row.id) }
  static func form(_ filter: LedgerFilter, _ clock: LocalClock) -> FormPane { FormPane.filter(filter, clock) }
  static func exported(_ filter: LedgerFilter) -> RecordList { .moves(filter) }
  static func copied(_ row: LedgerEntry) -> (text: String, words: String) {
    (row.code.description, row.code.description)
  }

  mutating func settle(_ desk: inout Desk) {
    var page = LedgerPage(filter)
    page.text = sought
    browse.settle(height: BrowseList<LedgerEntry>.height(layout(desk)), &desk) { start, limit, desk in
      page.start = start
      page.limit = limit
      return desk.ask(page)
    }
  }

  mutating func take(_ reply: Reply, _ desk: inout Desk) {
    if browse.take(reply, &desk) == .fresh, find?.isEntered == true { enterFind(&desk) }
  }

  mutating func runOwn(_ command: Command, _ desk: inout Desk) -> Bool {
    guard command == .reverseMove else { return false }
    browse.current?.askToReverse(&desk)
    return true
  }

  // MARK: Words

  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(title: "MOVES", place: placeWords(desk.clock), counts: counts)
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

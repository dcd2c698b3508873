import Inventory
import Terminal

/// A list to look through: its rows by pages, the row that details are shown for, and what changed of it elsewhere.
struct BrowseList<Row: ListRow> {
  var list = PagedList<Row>()
  private(set) var rest = CursorRest<Row>()
  /// Until when rows are shown as changed.
  private(set) var changed: [Row.Key: Instant] = [:]
  private(set) var trouble: InventoryError?
  /// The row the last session stood on.
  var resumed: Row.Key?

  var current: Row? { list.current }
  var isWaiting: Bool { list.isWaiting }
  var wakesAt: Instant? { ([rest.wakesAt].compactMap { $0 } + changed.values).min() }

  mutating func appear() {
    list.forgetRequest()
    list.reread()
  }

  /// Asks for the page that is missing, if one is, and lets details follow the cursor.
  mutating func settle(height: Int, _ desk: inout Desk, ask: (PageStart, Int, inout Desk) -> PagedList<Row>.PageTicket)
  {
    list.resize(height: max(1, height))
    if let want = list.wanted() { list.asked(ask(want.start, want.limit, &desk), want) }
    rest.follow(list.current)
  }

  /// Does a command that moves the cursor; false for any other.
  mutating func run(_ command: Command, _ desk: Desk) -> Bool {
    guard list.run(command) else { return false }
    rest.moved(to: list.current, now: desk.now)
    return true
  }

  /// Does a command that marks; false for any other.
  mutating func run(_ command: Command, _ marks: inout ListMarks<Row>, _ desk: Desk) -> Bool {
    guard marks.run(command, &list) else { return false }
    rest.moved(to: list.current, now: desk.now)
    return true
  }

  /// The cursor goes to a row that is held.
  mutating func go(to index: Int, _ desk: Desk) {
    list.move(by: index - list.cursor)
    rest.moved(to: list.current, now: desk.now)
  }

  /// Takes a page that it waits for; what came of it, nil for any other answer.
  mutating func take(_ reply: Reply, _ desk: inout Desk) -> PagedList<Row>.Purpose? {
    let before = Dictionary(list.rows.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    switch list.take(reply) {
    case .failure(let error)?:
      trouble = error
      desk.say(error)
      return nil
    case .success(let purpose)?:
      trouble = nil
      if purpose == .fresh { begin() }
      if purpose == .again {
        let until = desk.now.adding(milliseconds: StockPane.changedMilliseconds)
        for row in list.rows { if let old = before[row.key], old != row { changed[row.key] = until } }
      }
      return purpose
    case nil: return nil
    }
  }

  private mutating func begin() {
    if let key = resumed, let index = list.rows.firstIndex(where: { $0.key == key }) {
      list.move(by: index - list.cursor)
    }
    resumed = nil
    rest.stand(on: list.current)
  }

  mutating func tick(_ now: Instant) {
    changed = changed.filter { $0.value > now }
    rest.tick(list.current, now: now)
  }

  /// Reads from the start, because what it shows is another list now; the cursor stays on its row if that is on the first
  /// page.
  mutating func readAnew(on key: Row.Key? = nil) {
    list.read(from: .first, key: key ?? list.current?.key)
    changed = [:]
    rest.stand(on: nil)
  }
}

extension BrowseList {
  /// The rows a list has in a layout, and whether the first is that of the titles.
  static func hasTitles(_ layout: Layout) -> Bool { layout.sizeClass >= .narrow && layout.list.count >= 2 }

  static func height(_ layout: Layout) -> Int { layout.list.count - (hasTitles(layout) ? 1 : 0) }

  /// Titles, rows, mark and cursor; where there is nothing to list, what to do.
  func draw<Column: ListColumn>(
    _ plan: ColumnPlan<Column>, empty: [String], on grid: inout Grid, _ layout: Layout, _ desk: Desk,
    code: (Row) -> String, isMarked: (Row) -> Bool = { _ in false },
    flag: (Row) -> (text: String, role: Role)? = { _ in nil }
  ) where Column.Record == Row {
    var first = layout.list.lowerBound
    if BrowseList.hasTitles(layout) {
      plan.drawTitles(on: &grid, first)
      first += 1
    }
    let rows = first..<max(first, layout.list.upperBound)
    if list.rows.isEmpty, list.isLoaded || trouble != nil {
      let words = trouble?.listWords() ?? empty
      for (row, line) in zip(rows, words.flatMap { $0.wrapped(to: max(1, layout.columns - 4)) }) {
        grid.put(line, row: row, column: min(3, max(0, layout.columns - 1)), role: .muted)
      }
    }
    for (offset, record) in list.visible.enumerated() where first + offset < rows.upperBound {
      let isChanged = changed[record.key] != nil
      plan.draw(record, on: &grid, first + offset, desk) { isChanged && $0.isNumber ? .rowChanged : nil }
      plan.drawMargin(
        on: &grid, first + offset, desk, isMarked: isMarked(record),
        cursor: list.top + offset == list.cursor ? code(record) : nil, rowWidth: layout.columns, flag: flag(record))
    }
    if list.isCut { grid.putCut(min(rows.upperBound, first + list.visible.count)..<rows.upperBound, layout) }
    if let rule = layout.rule { grid.rule(row: rule, glyph: desk.theme.glyphs.rule) }
  }

  /// `6/1,204`, as far as it is known.
  var position: String {
    guard let index = list.rows.firstIndex(where: { $0.key == rest.row?.key }), let origin = list.origin else {
      return ""
    }
    return Numbers.grouped(origin + index + 1)
      + (list.atEnd ? "/" + Numbers.grouped(origin + list.rows.count) : "")
  }
}

extension Grid {
  /// Lines beside a list, behind a rule.
  mutating func putPanel(_ lines: [(text: String, role: Role)], _ columns: Range<Int>, _ layout: Layout) {
    let rows = layout.body.lowerBound..<(layout.rule ?? layout.body.upperBound)
    fill(row: rows.lowerBound, column: columns.lowerBound - 2, width: 1, height: rows.count, with: "|", role: .rule)
    for (row, line) in zip(rows, lines) {
      put(line.text, row: row, column: columns.lowerBound, role: line.role, width: columns.count)
    }
  }
}

import Inventory
import Terminal

extension ConsoleModel {
  /// How many lines an overlay's list has.
  var overlayHeight: Int { overlayBox(Layout(desk.size, isBare: desk.isBare), lines: overlayLines).inside.count }

  /// How high a list wants to be: the menu as high as it is, the palette so that the pane stays in sight.
  private var overlayLines: Int {
    switch overlay {
    case .menu: 9
    case .palette: 12
    case .columns(let choice): choice.entries.count
    case .reading(let reading): reading.lines.count
    default: 30
    }
  }

  /// Where an overlay lies: in a frame over the pane, or, on small screens, over all of the body.
  private func overlayBox(_ layout: Layout, lines: Int) -> (
    columns: Range<Int>, rows: Range<Int>, inside: Range<Int>, isFramed: Bool
  ) {
    let body = layout.body
    guard layout.sizeClass >= .normal, body.count >= 8 else {
      let rows = 0..<max(0, layout.input ?? layout.size.rows)
      return (0..<layout.size.columns, rows, min(1, rows.count)..<rows.upperBound, false)
    }
    let width = min(76, layout.size.columns - 4)
    let left = (layout.size.columns - width) / 2
    let top = body.lowerBound + (body.count > lines + 5 ? 2 : 0)
    let bottom = min(body.upperBound, top + lines + 2)
    return (left..<left + width, top..<bottom, top + 1..<bottom - 1, true)
  }

  func draw(_ overlay: Overlay, on grid: inout Grid, _ layout: Layout) {
    switch overlay {
    case .help(let list):
      drawList(
        layout.sizeClass < .normal ? "HELP" : "Help: \(topPane.kind.rawValue) pane", helpLines(list), list, on: &grid,
        layout)
    case .palette(let list): drawList("Commands", commandLines(list), list, on: &grid, layout)
    case .menu(let list):
      drawList(
        layout.sizeClass < .normal ? "$ menu   (or scan)" : "Commands: a number and Enter", menuLines(list), list,
        on: &grid, layout)
    case .messages(let list): drawList("Messages of this session", messageLines(list), list, on: &grid, layout)
    case .columns(let choice): drawColumns(choice, on: &grid, layout)
    case .confirm(let confirm): draw(confirm, on: &grid, layout)
    case .reading(let reading): draw(reading, on: &grid, layout)
    }
  }

  /// A line of an overlay, and whether it can be done now.
  typealias Line = (text: String, isOn: Bool)

  func helpLines(_ list: SearchList) -> [Line] {
    helpNotes(list).map { ($0, true) } + commandLines(list)
  }

  func commandLines(_ list: SearchList) -> [Line] {
    let isHand = desk.size.columns < 40
    return entries(list).map { binding in
      let reason = binding.off(situation)
      let keys = binding.keyNames
      if isHand { return ((keys.isEmpty ? "" : keys + " ") + binding.words, reason == nil) }
      return (
        keys.left(desk.size.columns < 80 ? 9 : 16) + " " + binding.words + (reason.map { " (off: \($0))" } ?? ""),
        reason == nil
      )
    }
  }

  /// Without a text the functions by number, as `$8` runs them; with one the commands that fit.
  func menuLines(_ list: SearchList) -> [Line] {
    guard list.query.isEmpty || Int(list.query.text) != nil else { return commandLines(list) }
    let functions = desk.settings.keymap.bindings(in: topPane.kind)
      .compactMap { binding in binding.function.map { ($0, binding) } }
      .filter { $0.0 <= 10 }.sorted { $0.0 < $1.0 }
    var seen: Set<Int> = []
    return functions.filter { seen.insert($0.0).inserted }.map { number, binding in
      let text = desk.size.columns < 40 && !binding.short.isEmpty ? binding.short : binding.words
      return ("\(number % 10) \(text)", binding.off(situation) == nil)
    }
  }

  func messageLines(_ list: SearchList) -> [Line] {
    desk.notices.all.filter { list.fits("\($0.level.rawValue) \($0.text)") }.map {
      ("\(desk.clock.time($0.at)) \($0.level.rawValue.left(4)) \($0.text)", $0.level != .ok)
    }
  }

  private func drawList(_ title: String, _ lines: [Line], _ list: SearchList, on grid: inout Grid, _ layout: Layout) {
    let box = overlayBox(layout, lines: overlayLines)
    let inner = drawBox(title, "type to search   Enter runs it   Esc closes", box, on: &grid)
    let shown = list.shown(count: lines.count, height: box.inside.count)
    for (row, index) in zip(box.inside, shown) {
      let line = lines[index]
      let isCursor = index == max(0, min(lines.count - 1, list.cursor))
      let text = (isCursor ? "> " : "  ") + line.text
      grid.put(
        text.fitted(to: inner.count, ellipsis: String(desk.theme.glyphs.ellipsis)), row: row, column: inner.lowerBound,
        role: line.isOn ? .dialog : .muted)
    }
    if lines.isEmpty, let row = box.inside.first {
      grid.put("nothing fits", row: row, column: inner.lowerBound, role: .muted)
    }
    if let row = box.rows.first, lines.count > box.inside.count {
      let place = " \(shown.lowerBound + 1)-\(shown.upperBound) of \(lines.count) "
      grid.put(place, row: row, column: max(0, box.columns.upperBound - place.count - 2), role: .dialogTitle)
    }
  }

  /// The empty box; returns its inner columns.
  private func drawBox(
    _ title: String, _ foot: String, _ box: (columns: Range<Int>, rows: Range<Int>, inside: Range<Int>, isFramed: Bool),
    on grid: inout Grid
  ) -> Range<Int> {
    guard let first = box.rows.first, let last = box.rows.last else { return 0..<0 }
    guard box.isFramed else {
      for row in box.rows { grid.fill(row: row, column: 0, width: grid.columns) }
      grid.put(title.fitted(to: grid.columns - 1), row: first, column: 0, role: .dialogTitle)
      return 0..<max(0, grid.columns - 1)
    }
    grid.frame(row: first, column: box.columns.lowerBound, width: box.columns.count, height: box.rows.count)
    grid.put("[ \(title) ]", row: first, column: box.columns.lowerBound + 2, role: .dialogTitle)
    grid.put(" \(foot) ".fitted(to: box.columns.count - 4), row: last, column: box.columns.lowerBound + 2)
    return box.columns.lowerBound + 2..<box.columns.upperBound - 2
  }

  private func drawColumns(_ choice: ColumnChoice, on grid: inout Grid, _ layout: Layout) {
    let box = overlayBox(layout, lines: overlayLines)
    let inner = drawBox("Columns", "Space shows or hides   - as at first   Enter done", box, on: &grid)
    var list = SearchList()
    list.cursor = choice.cursor
    for (row, index) in zip(box.inside, list.shown(count: choice.entries.count, height: box.inside.count)) {
      let column = choice.entries[index]
      let tick = choice.shown.contains(column.name) ? "[x]" : "[ ]"
      let text = (index == choice.cursor ? "> " : "  ") + tick + " " + column.words
      grid.put(text.fitted(to: inner.count), row: row, column: inner.lowerBound, role: .dialog)
    }
  }

  func wrappedLines(_ reading: Reading) -> [String] {
    let box = overlayBox(Layout(desk.size, isBare: desk.isBare), lines: overlayLines)
    return reading.lines.flatMap { $0.wrapped(to: max(1, box.columns.count - (box.isFramed ? 4 : 1))) }
  }

  private func draw(_ reading: Reading, on grid: inout Grid, _ layout: Layout) {
    let box = overlayBox(layout, lines: overlayLines)
    let lines = wrappedLines(reading)
    let top = max(0, min(reading.top, lines.count - box.inside.count))
    let place =
      lines.count > box.inside.count
      ? " \(top + 1)-\(min(lines.count, top + box.inside.count)) of \(lines.count) " : ""
    let title =
      box.isFramed ? reading.title : reading.title.fitted(to: box.columns.count - place.count - 2).left(grid.columns)
    let inner = drawBox(title, "arrows and PgDn scroll   Esc closes", box, on: &grid)
    for (row, line) in zip(box.inside, lines[top...]) {
      grid.put(line.fitted(to: inner.count), row: row, column: inner.lowerBound, role: .dialog)
    }
    if let row = box.rows.first {
      grid.put(place, row: row, column: max(0, box.columns.upperBound - place.count - 2), role: .dialogTitle)
    }
  }

  private func draw(_ confirm: Confirm, on grid: inout Grid, _ layout: Layout) {
    let isHand = layout.sizeClass < .normal
    var box = overlayBox(layout, lines: overlayLines)
    let words = shownLines(confirm, layout)
    if box.isFramed {
      let width = min(box.columns.count, 68)
      let left = (layout.size.columns - width) / 2
      let lines = words.flatMap { $0.wrapped(to: width - 4) }
      let top = layout.body.lowerBound + max(0, (layout.body.count - lines.count - 2) / 2)
      let bottom = min(layout.body.upperBound, top + lines.count + 2)
      box = (left..<left + width, top..<bottom, top + 1..<max(top + 1, bottom - 1), true)
    }
    let title = isHand ? "!! " + confirm.title.uppercased() : confirm.title
    let inner = drawBox(title, "F9 \(confirm.verb)   Esc back (\(confirm.nothing))", box, on: &grid)
    for (row, line) in zip(box.inside, words.flatMap { $0.wrapped(to: inner.count) }) {
      grid.put(line, row: row, column: inner.lowerBound, role: .dialog)
    }
    if isHand, let row = layout.footer, row < layout.size.rows {
      grid.fill(row: row, column: 0, width: grid.columns)
      grid.put("F9 $9 \(confirm.verb)  Esc".fitted(to: grid.columns - 1), row: row, column: 0, role: .footer)
    }
    if isHand, let row = box.rows.first { grid.overlay(.dialogDanger, row: row) }
  }

  private func shownLines(_ confirm: Confirm, _ layout: Layout) -> [String] {
    if confirm.showsDetails { return Array(confirm.details.dropFirst(confirm.top)) }
    if layout.sizeClass < .narrow, !confirm.handLines.isEmpty { return confirm.handLines }
    return confirm.lines
      + (layout.sizeClass < .normal ? [] : ["", "A scan does not answer this; it waits on the code line."])
  }
}

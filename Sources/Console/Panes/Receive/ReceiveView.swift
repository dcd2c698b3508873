import Inventory
import Terminal

extension ReceivePane {
  func rows(_ desk: Desk) -> ScanRows { ScanRows(layout(desk)) }

  func layout(_ desk: Desk) -> Layout {
    Layout(desk.size, hasPanel: true, hasMessages: false, isBare: desk.isBare)
  }

  /// Others who scanned something that is not posted.
  func others(than actor: String) -> [String] {
    sheet.receivers.filter { $0.lowercased() != actor.lowercased() }
  }

  // MARK: Header

  func header(_ desk: Desk) -> HeaderWords {
    var words = title(desk)
    words.queued = waitingCount
    return words
  }

  private func title(_ desk: Desk) -> HeaderWords {
    let isHand = desk.sizeClass < .narrow
    var counts =
      waitingCount > 0 && !desk.link.isFar
      ? [isHand ? "^\(waitingCount)" : "queue \(Numbers.grouped(waitingCount))"] : []
    guard let document else { return HeaderWords(title: "RECEIVE", counts: counts) }
    let percent = "\(sheet.sums.percent) %"
    if isHand {
      return HeaderWords(
        title: document.number, place: [percent.filter { $0 != " " }, document.origin], counts: counts)
    }
    if desk.sizeClass < .normal {
      return HeaderWords(title: "RECV \(document.number)", place: [document.origin, percent], counts: counts)
    }
    let with = others(than: desk.identity.actor)
    if !with.isEmpty { counts.append("with " + with.joined(separator: ",")) }
    var place = ["from \(document.origin)"]
    if !document.isOpen { place.append(document.statusWords.uppercased()) }
    if desk.sizeClass >= .wide {
      if let sent = document.sentWords(desk.clock) { place.append(sent) }
      counts = ["lines \(Numbers.grouped(sheet.lines.count))", "units \(units)"] + counts
    }
    if let due = document.dueWords(desk.clock) { place.append(due) }
    return HeaderWords(title: "RECEIVE \(document.number)", place: place, counts: counts)
  }

  private var units: String { Numbers.fitted(sheet.sums.shipped, 13) }

  // MARK: Context

  private func drawContext(on grid: inout Grid, _ row: Int, _ desk: Desk) {
    let isNarrow = grid.columns < 80
    guard document != nil, look == .lines else {
      let words =
        keptContext(isNarrow)
        ?? (document == nil
          ? isNarrow
            ? "scan its paper, or choose" : "what is to come: scan a paper, arrows and Enter, or / and its number"
          : isNarrow
            ? "parked: scan what it is, or x" : "parked scans: a number chooses, goods say what it was, x drops it")
      grid.put(" " + words, row: row, column: 0, role: .text, width: grid.columns)
      return
    }
    let column = grid.put(" " + contextWords(isNarrow, desk), row: row, column: 0, role: .text)
    drawProgress(on: &grid, row, from: column + 2, desk)
  }

  /// `dock D-1   14 lines  612 units   in transit 8,412.50 EUR`.
  private func contextWords(_ isNarrow: Bool, _ desk: Desk) -> String {
    let place = (document?.place.split(separator: "/").last.map(String.init) ?? "").fitted(to: 20)
    let count = sheet.lines.count
    let lines = "\(Numbers.grouped(count)) \(count == 1 ? "line" : "lines")"
    if isNarrow { return "at \(place)  \(lines)" + (parked.isEmpty ? "" : "  \(parked.count) ??") }
    var value = Worth()
    for line in sheet.lines { value += line.value }
    let transit = "\(terms.onItsWay) \(value.shown(width: 16)) \(sheet.currency)".trimmedBlanks
    if desk.sizeClass >= .wide {
      return "at \(place)   \(transit)   came \(Numbers.grouped(sheet.sums.came)) of \(units)"
    }
    return "at \(place)   \(lines)  \(units) units   \(transit)"
  }

  /// A bar, the percentage and, where there is room, how long it takes at this pace.
  private func drawProgress(on grid: inout Grid, _ row: Int, from column: Int, _ desk: Desk) {
    let percent = "\(sheet.sums.percent) %".right(5)
    let pace = desk.sizeClass >= .wide ? paceWords(desk) : ""
    let end = grid.columns - 1
    let bar = min(28, end - column - percent.count - 3 - (pace.isEmpty ? 0 : pace.count + 3))
    guard column + percent.count <= end else { return }
    if bar >= 4 {
      let done = bar * sheet.sums.percent / 100
      let start = end - bar - percent.count - 2 - (pace.isEmpty ? 0 : pace.count + 3)
      grid.put("[", row: row, column: start, role: .text)
      grid.put(String(repeating: "#", count: done), row: row, column: start + 1, role: .progressDone)
      grid.put(String(repeating: ".", count: bar - done), row: row, column: start + 1 + done, role: .progressRest)
      grid.put("]", row: row, column: start + 1 + bar, role: .text)
    }
    let words = percent + (pace.isEmpty || bar < 0 ? "" : "   " + pace)
    grid.put(words, row: row, column: end - words.cellWidth, role: .text)
  }

  /// `about 25 min at this pace`, once there is one.
  func paceWords(_ desk: Desk) -> String {
    let sums = sheet.sums
    guard let pace, sums.settled < sums.shipped else { return "" }
    let moved = sums.came - pace.came
    let passed = desk.now.milliseconds - pace.since.milliseconds
    guard moved > .zero, passed >= 60_000 else { return "" }
    let rest = (sums.shipped - sums.settled).thousandths
    let minutes = Int128(rest) * Int128(passed) / Int128(moved.thousandths) / 60_000
    return "about \(Numbers.grouped(Int(clamping: minutes) + 1)) min at this pace"
  }

  // MARK: All of it

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let rows = ScanRows(layout)
    for row in rows.rules { grid.rule(row: row, glyph: desk.theme.glyphs.rule) }
    if let row = rows.context { drawContext(on: &grid, row, desk) }
    let width = rows.panel == nil ? grid.columns : layout.columns
    switch look {
    case _ where document == nil && !(look == .parked && desk.link.isFar): drawChoices(on: &grid, rows, desk)
    case .lines: drawLines(on: &grid, rows, width, desk)
    case .parked: drawParked(on: &grid, rows, width, desk)
    }
    if let panel = rows.panel, document != nil { drawPanel(on: &grid, panel, rows, desk) }
    if let recent = rows.recent { drawRecent(on: &grid, recent, desk) }
    drawEcho(on: &grid, rows, desk)
  }

  // MARK: Lines

  /// Which row the last scan went to.
  var currentRow: Int? { sheet.lines.firstIndex { $0.number == sheet.current } }

  private func drawLines(on grid: inout Grid, _ rows: ScanRows, _ width: Int, _ desk: Desk) {
    let columns = ReceiveColumns(width: width, hasPanel: rows.panel != nil, terms)
    let header = rows.columnHeader ?? (width >= 40 && width < 70 && rows.list.count >= 3 ? rows.list.lowerBound : nil)
    if let row = header { drawColumnHeader(on: &grid, row, columns) }
    let list = header.map { max($0 + 1, rows.list.lowerBound) }.map { $0..<max($0, rows.list.upperBound) } ?? rows.list
    let cursor = viewed ?? currentRow
    let shown = ReceivePane.shown(cursor ?? 0, of: sheet.lines.count, height: list.count)
    for (row, index) in zip(list, shown) {
      let line = sheet.lines[index]
      let item =
        width < 40
        ? drawShort(line, on: &grid, row, desk) : draw(line, on: &grid, row, columns, desk)
      if index == cursor {
        grid.showCursor(row: row, margin: columns.margin, width: item.cellWidth, rowWidth: width, desk.theme)
      }
    }
    if sheet.lines.isEmpty, sheet.isRead, let row = list.first {
      grid.put(
        width < 40 ? "no lines" : "   Nothing stands on this \(terms.document).", row: row, column: 0, role: .muted,
        width: width
      )
    }
  }

  private func drawColumnHeader(on grid: inout Grid, _ row: Int, _ columns: ReceiveColumns) {
    var column = columns.margin
    for (title, width) in [("item", columns.item), ("description", columns.description), ("lot", columns.lot)]
    where width > 0 {
      grid.put(title, row: row, column: column, role: .column)
      column += width
    }
    for (title, width) in columns.figures where width > 0 {
      grid.put(title, row: row, column: column, role: .column, width: width, align: .right)
      column += width
    }
    if columns.flags >= 8 { grid.put("  flags", row: row, column: column, role: .column) }
  }

  /// Draws a line and returns the cell under the cursor.
  private func draw(
    _ line: DockLine, on grid: inout Grid, _ row: Int, _ columns: ReceiveColumns, _ desk: Desk
  ) -> String {
    let ellipsis = String(desk.theme.glyphs.ellipsis)
    let role: Role = line.open.isZero && line.allOver.isZero ? .muted : .row
    var code = line.code.description
    if columns.lot == 0, let lot = line.lot?.code { code += " " + lot }
    let item = code.fitted(to: columns.item - 1, ellipsis: ellipsis)
    grid.put(item, row: row, column: columns.margin, role: role)
    var column = columns.margin + columns.item
    for (text, width) in [(line.name, columns.description), (line.lotWords, columns.lot)] where width > 0 {
      grid.put(text.fitted(to: width - 1, ellipsis: ellipsis), row: row, column: column, role: role)
      column += width
    }
    let figures = [line.shipped, line.allGood, line.allDamaged, line.allOver, line.open]
    for (index, (figure, (_, width))) in zip(figures, columns.figures).enumerated() where width > 0 {
      let isOver = index == 3 && figure > .zero
      grid.put(
        Numbers.fitted(index == 1 ? figure - min(figure, line.allOver) : figure, width - 1), row: row, column: column,
        role: isOver ? .scanParked : role, width: width, align: .right)
      column += width
    }
    let isNarrow = columns.lot == 0
    let flags =
      isNarrow ? line.flags(house, desk.clock).first ?? "" : line.flags(house, desk.clock).joined(separator: ", ")
    let lead = isNarrow ? " " : "  "
    grid.put(
      lead + flags.fitted(to: max(0, columns.flags - lead.count), ellipsis: ellipsis), row: row, column: column,
      role: role)
    return item
  }

  /// For handhelds: `WID-220 40+2 left 6`.
  private func drawShort(_ line: DockLine, on grid: inout Grid, _ row: Int, _ desk: Desk) -> String {
    let good = line.allGood - min(line.allGood, line.allOver)
    let came =
      Numbers.fitted(good, 6) + (line.allDamaged.isZero ? "" : "+" + Numbers.fitted(line.allDamaged, 4))
      + (line.allOver.isZero ? "" : "^" + Numbers.fitted(line.allOver, 4))
    let rest = line.open.isZero ? " \(came) done" : " \(came) left \(Numbers.fitted(line.open, 6))"
    let code = line.code.description + (line.lot.map { " \($0.code)" } ?? "")
    let room = max(1, grid.columns - 1 - rest.cellWidth)
    let item = code.fitted(to: room, ellipsis: String(desk.theme.glyphs.ellipsis))
    let role: Role = line.open.isZero && line.allOver.isZero ? .muted : .row
    grid.put((item + rest).fitted(to: grid.columns - 1), row: row, column: 1, role: role)
    return item
  }
}

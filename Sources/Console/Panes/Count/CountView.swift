import Inventory
import Terminal

extension CountPane {
  func rows(_ desk: Desk) -> ScanRows { ScanRows(layout(desk)) }

  func layout(_ desk: Desk) -> Layout {
    Layout(desk.size, hasPanel: true, hasMessages: false, isBare: desk.isBare)
  }

  func header(_ desk: Desk) -> HeaderWords {
    var words = title(desk)
    words.queued = waitingCount
    return words
  }

  private func title(_ desk: Desk) -> HeaderWords {
    let waiting = desk.link.isFar ? 0 : waitingCount
    var counts = waiting > 0 ? ["queue \(Numbers.grouped(waiting))"] : []
    guard let stocktake else { return HeaderWords(title: "COUNT", counts: counts) }
    let round = sheet?.round ?? 1
    if desk.sizeClass < .narrow {
      let short = "ST\(stocktake.id.number)"
      return HeaderWords(
        title: sheet?.code ?? "COUNT", place: [short, "r\(round)", stocktake.isBlind ? "B" : "I"],
        counts: waiting > 0 ? ["^\(waiting)"] : [])
    }
    let mode = stocktake.isBlind || round > 1 ? "BLIND" : "informed"
    if desk.sizeClass < .normal {
      return HeaderWords(title: "COUNT \(stocktake.number)", place: [mode, "r\(round)"], counts: counts)
    }
    if desk.sizeClass >= .wide, let card { counts = ["scans \(Numbers.grouped(card.scans))"] + counts }
    let name = stocktake.name.isEmpty ? stocktake.place : stocktake.name
    return HeaderWords(title: "COUNT \(stocktake.number)", place: [name, mode, "round \(round)"], counts: counts)
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let rows = ScanRows(layout)
    for row in rows.rules { grid.rule(row: row, glyph: desk.theme.glyphs.rule) }
    if let row = rows.context { drawContext(on: &grid, row, desk) }
    let width = rows.panel == nil ? grid.columns : layout.columns
    switch look {
    case _ where stocktake == nil && !(look == .parked && desk.link.isFar): drawChoices(on: &grid, rows, desk)
    case .lines: drawLines(on: &grid, rows, width, desk)
    case .parked: drawParked(on: &grid, rows, width, desk)
    case .bins: drawBins(on: &grid, rows.list, rows.columnHeader, 0..<width, desk)
    }
    if let panel = rows.panel, stocktake != nil { drawPanel(on: &grid, panel, rows, desk) }
    if let recent = rows.recent { drawRecent(on: &grid, recent, desk) }
    drawEcho(on: &grid, rows, desk)
  }

  // MARK: Context

  private func drawContext(on grid: inout Grid, _ row: Int, _ desk: Desk) {
    let isNarrow = grid.columns < 80
    let others = sheet?.others(than: desk.identity.actor) ?? []
    var right = ""
    if isNarrow {
      right = (others.isEmpty ? [] : [others[0].actor]).joined() + (parked.isEmpty ? "" : " \(parked.count) ??")
    } else if sheet != nil, look != .parked {
      let names = others.map { "\($0.actor) since \(desk.clock.time($0.since))" }.joined(separator: ", ")
      right = "others here: " + (names.isEmpty ? "none" : names)
    }
    right = right.fitted(to: grid.columns / 2) + " "
    grid.put(
      " " + contextWords(isNarrow), row: row, column: 0, role: .text, width: max(0, grid.columns - right.cellWidth - 1))
    grid.put(right, row: row, column: grid.columns - right.cellWidth, role: others.isEmpty ? .text : .strong)
  }

  private func contextWords(_ isNarrow: Bool) -> String {
    switch look {
    case .parked:
      if let words = keptContext(isNarrow) { return words }
      return isNarrow
        ? "parked: scan what it is, or x"
        : "parked scans: a number chooses, goods say what it was, x drops it"
    case .bins where !isNarrow: return "bins of this count: scan a label to open one"
    case .bins, .lines: break
    }
    guard stocktake != nil else { return hasNone ? "no stocktake is under way" : "which stocktake?" }
    guard let sheet else { return isNarrow ? "scan the label of a bin" : "no bin is open: scan the label of a bin" }
    let lines = sheet.countedLines
    let count = "\(lines) \(lines == 1 ? "line" : "lines")"
    if isNarrow { return "bin \(sheet.code)  \(count)" }
    let looked = sheet.lines.count - lines
    return "bin \(sheet.code)   open, \(count) so far" + (looked > 0 ? ", \(looked) to look for again" : "")
  }

  // MARK: Lines

  /// A row of the list: a line, or parked scans of one text.
  enum ListLine {
    case line(CountLine)
    case parked(CountEvent, count: Int)
  }

  func listRows(_ desk: Desk) -> [ListLine] {
    var rows = (sheet?.lines ?? []).map { ListLine.line($0) }
    var groups: [(event: CountEvent, count: Int)] = []
    for event in parked {
      if let index = groups.firstIndex(where: { $0.event.text == event.text && $0.event.note == event.note }) {
        groups[index].count += 1
      } else {
        groups.append((event, 1))
      }
    }
    rows += groups.map { .parked($0.event, count: $0.count) }
    return rows
  }

  /// Which row the last scan went to.
  func currentRow(_ desk: Desk) -> Int? {
    guard let sheet, let current = sheet.current else { return nil }
    return sheet.lines.firstIndex { $0.goods == current }
  }

  private func drawLines(on grid: inout Grid, _ rows: ScanRows, _ width: Int, _ desk: Desk) {
    let columns = CountColumns(width: width, isInformed: isInformed)
    if let row = rows.columnHeader { drawColumnHeader(on: &grid, row, columns) }
    guard sheet != nil else {
      let place = stocktake?.place ?? ""
      if let row = rows.list.first {
        let words = width < 40 ? "scan a bin" : "   Scan the label of a bin of \(place). F6 shows the bins."
        grid.put(words, row: row, column: 0, role: .muted, width: width)
      }
      return
    }
    let all = listRows(desk)
    let cursor = viewed ?? currentRow(desk)
    let shown = CountPane.shown(cursor ?? all.count - 1, of: all.count, height: rows.list.count)
    for (row, index) in zip(rows.list, shown) {
      let item: String
      switch all[index] {
      case .line(let line): item = draw(line, on: &grid, row, columns, desk)
      case .parked(let event, let count): item = draw(event, count, on: &grid, row, columns, desk)
      }
      if index == cursor {
        grid.showCursor(row: row, margin: columns.margin, width: item.cellWidth, rowWidth: width, desk.theme)
      }
    }
    if all.isEmpty, sheet?.isRead == true || isHolding, let row = rows.list.first {
      let unread = width < 40 ? "offline: scan on" : "   What was counted here before is not read: scan the goods."
      let words =
        sheet?.isRead != true
        ? unread
        : width < 40
          ? "scan, or 0: empty" : "   Nothing is counted here yet. Scan the goods; 0 and Enter: the bin is empty."
      grid.put(words, row: row, column: 0, role: .muted, width: width)
    }
  }

  private func drawColumnHeader(on grid: inout Grid, _ row: Int, _ columns: CountColumns) {
    var column = columns.margin
    for (title, width) in [("item", columns.item), ("description", columns.description), ("lot / expiry", columns.lot)]
    where width > 0 {
      grid.put(title, row: row, column: column, role: .column)
      column += width
    }
    for (title, width) in [("counted", columns.number), ("expected", columns.expected), ("diff", columns.difference)]
    where width > 0 {
      grid.put(title, row: row, column: column, role: .column, width: width, align: .right)
      column += width
    }
    grid.put("  unit", row: row, column: column, role: .column)
    grid.put("last", row: row, column: column + columns.unit, role: .column, width: columns.last, align: .right)
  }

  /// Draws a line and returns the cell under the cursor.
  private func draw(
    _ line: CountLine, on grid: inout Grid, _ row: Int, _ columns: CountColumns, _ desk: Desk
  ) -> String {
    let role: Role = line.state == .recount ? .countRecount : .row
    let ellipsis = String(desk.theme.glyphs.ellipsis)
    let lot = [line.lot ?? "", line.expires.map { desk.clock.day($0).trimmedBlanks } ?? ""].filter { !$0.isEmpty }
    let code = line.code.description
    let item: String
    if columns.lot == 0 {
      item = ([code] + lot.prefix(1)).joined(separator: columns.margin > 1 ? "  " : " ")
        .fitted(to: columns.item - 1, ellipsis: ellipsis)
    } else {
      item = code.fitted(to: columns.item - 1, ellipsis: ellipsis)
    }
    grid.put(item, row: row, column: columns.margin, role: role)
    var column = columns.margin + columns.item
    if columns.description > 0 {
      let damaged = line.damaged.isZero ? "" : "\(Numbers.grouped(line.damaged)) damaged  "
      grid.put(
        (damaged + line.name).fitted(to: columns.description - 1, ellipsis: ellipsis), row: row, column: column,
        role: role)
      column += columns.description
    }
    if columns.lot > 0 {
      grid.put(
        lot.joined(separator: " ").fitted(to: columns.lot - 1, ellipsis: ellipsis), row: row, column: column, role: role
      )
      column += columns.lot
    }
    drawNumbers(line, on: &grid, row, column, columns, desk, role)
    return item
  }

  private func drawNumbers(
    _ line: CountLine, on grid: inout Grid, _ row: Int, _ start: Int, _ columns: CountColumns, _ desk: Desk,
    _ role: Role
  ) {
    var column = start
    let isZero = line.counted?.isZero == true
    var counted = line.counted.map { Numbers.fitted($0, columns.number - 1) } ?? "-"
    if columns.unit == 0, isZero { counted = "zero" }
    grid.put(counted, row: row, column: column, role: role, width: columns.number, align: .right)
    column += columns.number
    let judgement = line.counted == nil || line.round > 1 ? nil : line.judgement
    if columns.expected > 0 {
      grid.put(
        judgement.map { Numbers.fitted($0.expected, columns.expected - 1) } ?? "", row: row, column: column, role: role,
        width: columns.expected, align: .right)
      column += columns.expected
    }
    if columns.difference > 0 {
      let difference = judgement?.variance
      grid.put(
        difference.map { $0.isZero ? "=" : Numbers.signed($0) } ?? "", row: row, column: column,
        role: difference.map { $0 < .zero } == true ? .numberNegative : role, width: columns.difference, align: .right)
      column += columns.difference
    }
    guard columns.unit > 0 else { return }
    let isShort = columns.last == 0
    let unit = isShort && isZero ? "zero" : isShort && line.counted == nil ? "look" : line.unit
    grid.put(
      (isShort ? " " : "  ") + unit.fitted(to: columns.unit - (isShort ? 1 : 3)), row: row, column: column, role: role)
    column += columns.unit
    guard columns.last > 0 else { return }
    let last: String
    switch line.state {
    case .recount: last = "again"
    case _ where line.counted == nil: last = "look"
    default: last = isZero ? "zero" : line.lastCountedAt.map { desk.clock.time($0) } ?? ""
    }
    grid.put(last, row: row, column: column, role: role, width: columns.last, align: .right)
  }

  private func draw(
    _ event: CountEvent, _ count: Int, on grid: inout Grid, _ row: Int, _ columns: CountColumns, _ desk: Desk
  ) -> String {
    let room = columns.firstNumber - columns.margin
    let text = "?? " + ScanEcho.shown(event.text ?? "")
    let why = event.note ?? "not known"
    let words = columns.lot == 0 ? text : "\(text)   \(why), parked (\(count))"
    grid.put(
      words.fitted(to: room - 1, ellipsis: String(desk.theme.glyphs.ellipsis)), row: row, column: columns.margin,
      role: .scanParked)
    grid.put(
      "\(count)", row: row, column: columns.firstNumber, role: .scanParked, width: columns.number, align: .right)
    if columns.last > 0 {
      let column = columns.firstNumber + columns.number + columns.expected + columns.difference + columns.unit
      grid.put(
        desk.clock.time(event.occurredAt), row: row, column: column, role: .scanParked, width: columns.last,
        align: .right)
    }
    return text.fitted(to: room - 1)
  }
}

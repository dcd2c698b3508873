import Inventory
import Terminal

extension PutAwayPane {
  func rows(_ desk: Desk) -> ScanRows {
    ScanRows(Layout(desk.size, hasPanel: true, hasMessages: false, isBare: desk.isBare))
  }

  // MARK: Header

  func header(_ desk: Desk) -> HeaderWords {
    let isHand = desk.sizeClass < .narrow
    let counts = waitingCount > 0 ? [isHand ? "^\(waitingCount)" : "queue \(Numbers.grouped(waitingCount))"] : []
    guard let place else { return HeaderWords(title: "PUT AWAY", counts: counts) }
    if isHand { return HeaderWords(title: place.code, place: ["\(sheet.left.count) left"], counts: counts) }
    let from = transfer.map { ["of \($0)"] } ?? []
    return HeaderWords(title: "PUT AWAY", place: [place.path] + from, counts: counts)
  }

  private func contextWords(_ columns: Int) -> String {
    guard let place else {
      return columns < 80 ? "scan the goods' place" : "scan the label of the place the goods stand at, or its paper"
    }
    if look == .parked {
      if let words = keptContext(columns < 80) { return words }
      return columns < 80
        ? "parked: scan what it is, or x" : "parked scans: a number chooses, goods say what it was, x drops it"
    }
    let more = sheet.hasMore ? "   and more" : ""
    if columns < 80 { return "at \(place.code)  \(sheet.leftWords)" + more }
    let done = trail.isEmpty ? "" : "   \(Numbers.grouped(trail.count)) put away"
    return "at \(place.path)   \(sheet.leftWords) left\(more)\(done)"
  }

  // MARK: All of it

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let rows = ScanRows(layout)
    for row in rows.rules { grid.rule(row: row, glyph: desk.theme.glyphs.rule) }
    if let row = rows.context {
      grid.put(" " + contextWords(grid.columns), row: row, column: 0, role: .text, width: grid.columns)
    }
    let width = rows.panel == nil ? grid.columns : layout.columns
    switch look {
    case .lines: drawLines(on: &grid, rows, width, desk)
    case .parked: drawParked(on: &grid, rows, width, desk)
    }
    if let panel = rows.panel, place != nil { drawPanel(on: &grid, panel, rows, desk) }
    if let recent = rows.recent { drawRecent(on: &grid, recent, desk) }
    drawEcho(on: &grid, rows, desk)
  }

  private func drawParked(on grid: inout Grid, _ rows: ScanRows, _ width: Int, _ desk: Desk) {
    if parked.isEmpty, outbox.isEmpty, let row = rows.list.first {
      grid.put(width < 40 ? "nothing is parked" : "   Nothing is parked.", row: row, column: 0, role: .muted)
    }
    drawParked(parked + keptRows, chosen: chosenParked, on: &grid, rows, width, desk)
  }

  // MARK: Lines

  private func drawLines(on grid: inout Grid, _ rows: ScanRows, _ width: Int, _ desk: Desk) {
    let columns = PutAwayColumns(width)
    if let row = rows.columnHeader, place != nil {
      var column = columns.margin
      for (title, width, align) in columns.titles where width > 0 {
        grid.put(title, row: row, column: column, role: .column, width: width, align: align)
        column += width
      }
    }
    let cursor = viewed ?? currentRow
    let shown = PutAwayPane.shown(
      cursor ?? 0, of: sheet.lines.count + sheet.plates.count + sheet.held.count, height: rows.list.count)
    for (row, index) in zip(rows.list, shown) {
      guard index < sheet.lines.count else {
        let more = index - sheet.lines.count
        if more < sheet.plates.count {
          draw(sheet.plates[more], on: &grid, row, columns, width, desk)
        } else {
          draw(sheet.held[more - sheet.plates.count], on: &grid, row, columns, width, desk)
        }
        continue
      }
      let line = sheet.lines[index]
      let item = draw(line, on: &grid, row, columns, width, desk)
      if index == cursor {
        grid.showCursor(row: row, margin: columns.margin, width: item.cellWidth, rowWidth: width, desk.theme)
      }
    }
    if sheet.lines.isEmpty, sheet.plates.isEmpty, sheet.held.isEmpty, place != nil, let row = rows.list.first {
      grid.put(
        width < 40 ? "nothing is left" : "   Nothing stands here to be put away.", row: row, column: 0, role: .muted,
        width: width)
    }
  }

  /// `pallet 006141410000000005   2 lines, 38 units: it moves whole`.
  private func draw(
    _ plate: Plate, on grid: inout Grid, _ row: Int, _ columns: PutAwayColumns, _ width: Int, _ desk: Desk
  ) {
    let units = Numbers.grouped(plate.contents.reduce(Quantity.zero) { $0 + $1.quantity })
    let words =
      width < 40
      ? plate.code : "pallet \(plate.code)   \(Numbers.lines(plate.contents.count)), \(units) units: it moves whole"
    let fitted = words.fitted(to: max(1, width - columns.margin - 1), ellipsis: String(desk.theme.glyphs.ellipsis))
    grid.put(fitted, row: row, column: columns.margin, role: plate.isDoubtful ? .scanParked : .row)
  }

  /// Draws a line and returns the cell under the cursor.
  private func draw(
    _ line: PutAwayList.Line, on grid: inout Grid, _ row: Int, _ columns: PutAwayColumns, _ width: Int, _ desk: Desk
  ) -> String {
    let ellipsis = String(desk.theme.glyphs.ellipsis)
    let left = sheet.left(of: line)
    let role: Role = left.isZero ? .muted : .row
    let target = left.isZero ? line.targets.first : targets(of: line).first
    let place = target?.name ?? "any bin"
    if width < 40 {
      let goal = left.isZero ? "stays" : target?.short ?? "any bin"
      let rest = " " + Numbers.fitted(left.isZero ? line.quantity : left, 6) + " " + goal
      let code = line.item.code.description + (line.lot.map { " \($0.code)" } ?? "")
      let most = max(4, width - 2 - min(rest.cellWidth, width - 7))
      let item = code.fitted(to: most, ellipsis: ellipsis)
      grid.put((item + rest).fitted(to: max(1, width - 2), ellipsis: ellipsis), row: row, column: 1, role: role)
      return item
    }
    var code = line.item.code.description
    if columns.lot == 0, let lot = line.lot?.code { code += " " + lot }
    let item = code.fitted(to: columns.item - 1, ellipsis: ellipsis)
    grid.put(item, row: row, column: columns.margin, role: role)
    var column = columns.margin + columns.item
    let lot = line.serials.isEmpty ? line.lot?.code ?? "-" : "\(line.serials.count) serials"
    for (text, width) in [(line.item.name, columns.name), (lot, columns.lot)] where width > 0 {
      grid.put(text.fitted(to: width - 1, ellipsis: ellipsis), row: row, column: column, role: role)
      column += width
    }
    grid.put(
      Numbers.fitted(line.quantity, columns.quantity - 1), row: row, column: column, role: role,
      width: columns.quantity, align: .right)
    column += columns.quantity + 2
    let words = left.isZero ? "stays for \(place)" : words(of: line, place, width)
    grid.put(
      words.fitted(to: max(1, width - column - 1), ellipsis: ellipsis), row: row, column: column,
      role: line.isBlocked ? .scanParked : role)
    return item
  }

  private func targets(of line: PutAwayList.Line) -> [PutAwayTarget] {
    sheet.staying[line.key] == nil
      ? line.targets : line.targets.filter { if case .bin = $0 { true } else { false } }
  }

  /// `A-03-2   the same stands there`, with what else there is.
  private func words(of line: PutAwayList.Line, _ place: String, _ width: Int) -> String {
    let targets = targets(of: line)
    guard let first = targets.first else { return line.isBlocked ? "blocked: no quarantine takes it" : "any bin" }
    let name = if case .crossDock = first { "to " + place } else { place }
    let others = targets.count > 1 ? "   and \(targets.count - 1) more" : ""
    let blocked = line.isBlocked ? "   blocked" : ""
    return width < 70 ? name + blocked : "\(name)   \(first.why)\(blocked)\(others)"
  }

  // MARK: Beside the lines

  /// Where the line goes that is carried or looked at, all of it.
  private func drawPanel(on grid: inout Grid, _ columns: Range<Int>, _ rows: ScanRows, _ desk: Desk) {
    let top = rows.panelList.lowerBound - 1
    let width = columns.count - 1
    grid.fill(
      row: top, column: columns.lowerBound - 2, width: 1, height: rows.panelList.count + 1, with: "|", role: .rule)
    var lines: [(text: String, role: Role)] = []
    let row = viewed ?? currentRow ?? 0
    if let line = sheet.lines.indices.contains(row) ? sheet.lines[row] : nil {
      lines.append(("where to: \(line.words)", .column))
      lines += line.targets.map { ("\(Numbers.grouped($0.quantity))  \($0.name)  \($0.why)", .row) }
      if line.unassigned > .zero { lines.append(("\(Numbers.grouped(line.unassigned))  no place takes them", .muted)) }
      lines.append(("", .row))
    }
    lines.append(("put away", .column))
    lines += trail.reversed().map { ($0.words, .row) }
    if trail.isEmpty { lines.append(("nothing yet", .muted)) }
    for (row, line) in zip(top..<rows.panelList.upperBound, lines) {
      grid.put(
        line.text.fitted(to: width, ellipsis: String(desk.theme.glyphs.ellipsis)), row: row,
        column: columns.lowerBound, role: line.role)
    }
  }

  // MARK: Plain

  func plainLines(_ desk: Desk) -> [String] {
    guard let place else { return ["put away: scan the place the goods stand at"] }
    var lines = ["put away at \(place.path), \(sheet.leftWords) left, \(parked.count) parked"]
    lines += sheet.held.prefix(50).map { held in
      "\(held.item.code), \(Numbers.grouped(held.quantity)) held: to \(held.name)"
    }
    lines += sheet.lines.prefix(50).map { line in
      ([line.words, Numbers.grouped(line.quantity)] + line.targets.map { "\($0.quantity) to \($0.name), \($0.why)" })
        .joined(separator: ", ")
    }
    if let echo {
      lines.append(
        [ScanEcho.shown(echo.read), echo.meaning, echo.result, echo.word].filter { !$0.isEmpty }
          .joined(separator: ", "))
    }
    return lines
  }
}

/// The columns of a line to be put away: mark, item, name, lot, quantity; the rest says where to.
struct PutAwayColumns {
  var margin: Int
  var item: Int
  var name = 0
  var lot = 0
  var quantity: Int

  init(_ width: Int) {
    margin = width < 40 ? 1 : 3
    (item, quantity) = width < 70 ? (12, 7) : (width >= 130 ? 20 : 13, 9)
    lot = width < 70 ? 0 : 13
    name = width < 110 ? 0 : min(30, width - margin - item - lot - quantity - 40)
  }

  var titles: [(String, Int, Alignment)] {
    [
      ("item", item, .left), ("description", name, .left), ("lot", lot, .left), ("units", quantity, .right),
      ("  where to", 12, .left),
    ]
  }
}

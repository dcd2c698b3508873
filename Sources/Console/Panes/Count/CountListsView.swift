import Inventory
import Terminal

extension CountBin: ListRow {
  var key: LocationID { location }

  /// `counting     4   184 MARIA`.
  fileprivate func words(_ isSmall: Bool) -> String {
    let state = state.rawValue.left(9)
    guard !isSmall, lines > 0 || !counters.isEmpty else { return state }
    let figures = String(lines).right(5) + Numbers.fitted(units, 5).right(6)
    return state + figures + " " + counters.joined(separator: ",")
  }
}

/// What stands in the list beside the lines: stocktakes to choose from, parked scans, bins.
extension CountPane {
  func drawChoices(on grid: inout Grid, _ rows: CountRows, _ desk: Desk) {
    let isHand = grid.columns < 40
    if hasNone, let row = rows.list.first {
      let words = "No stocktake is under way. Who supervises opens one: tallyman stocktake open PLACE"
      for (row, line) in zip(row..<rows.list.upperBound, words.wrapped(to: max(1, grid.columns - (isHand ? 1 : 4)))) {
        grid.put(line, row: row, column: isHand ? 0 : 3, role: .muted)
      }
    }
    for (row, (index, stocktake)) in zip(rows.list, choices.enumerated()) {
      let words =
        isHand
        ? "\(index + 1) \(stocktake.number) \(stocktake.place)"
        : "   \(index + 1)  \(stocktake.number)  "
          + "\(stocktake.name.isEmpty ? stocktake.place : stocktake.name)".left(grid.columns < 60 ? 14 : 24) + "  "
          + (stocktake.isBlind ? "BLIND" : "informed") + (grid.columns < 60 ? "" : "  opened by \(stocktake.openedBy)")
      grid.put(words.fitted(to: grid.columns - 1), row: row, column: 0, role: .row)
    }
  }

  func drawParked(on grid: inout Grid, _ rows: CountRows, _ width: Int, _ desk: Desk) {
    guard !parked.isEmpty else {
      if let row = rows.list.first {
        grid.put(
          width < 40 ? "nothing is parked" : "   Nothing is parked in this bin.", row: row, column: 0, role: .muted)
      }
      return
    }
    if let row = rows.columnHeader {
      grid.put("   nr  what was read              why", row: row, column: 0, role: .column)
    }
    let shown = CountPane.shown(chosenParked, of: parked.count, height: rows.list.count)
    for (row, index) in zip(rows.list, shown) {
      let event = parked[index]
      let text = CountEcho.shown(event.text ?? "")
      let isHand = width < 40
      let number = "\(index + 1)".right(isHand ? 1 : 2)
      let words =
        isHand
        ? "\(number) \(text)"
        : "\(number)  \(text.left(width < 70 ? 14 : 25))  \(event.note ?? "not known")  \(event.actor) "
          + desk.clock.time(event.occurredAt)
      let margin = isHand ? 1 : 3
      let fitted = words.fitted(to: max(1, width - margin - 1), ellipsis: String(desk.theme.glyphs.ellipsis))
      grid.put(fitted, row: row, column: margin, role: .scanParked)
      if index == chosenParked { grid.showCursor(row: row, margin: margin, width: 4, rowWidth: width, desk.theme) }
    }
  }

  /// The bins in walking order, what became of each, and who was there.
  func drawBins(
    on grid: inout Grid, _ rows: Range<Int>, _ header: Int?, _ columns: Range<Int>, _ desk: Desk
  ) {
    let width = columns.count
    let isSmall = width < 34
    let name = max(6, min(width < 45 ? 11 : 16, width - 24))
    if let header {
      let title = " bin".left(name + 1) + "state    lines units who"
      grid.put(title.fitted(to: width), row: header, column: columns.lowerBound, role: .column, width: width)
    }
    for (bin, row) in zip(bins.visible, rows) {
      let isHere = sheet.map { $0.code == bin.code } ?? false
      let mark = isHere ? ">" : look == .bins && bin == bins.current ? "*" : " "
      let role: Role = bin.state == .recount ? .countRecount : .row
      let words = mark + bin.code.fitted(to: name - 1).left(name) + bin.words(isSmall)
      grid.put(words.fitted(to: width), row: row, column: columns.lowerBound, role: role)
    }
    if bins.rows.isEmpty, bins.isLoaded, let row = rows.first {
      grid.put(" no bins", row: row, column: columns.lowerBound, role: .muted)
    }
  }

  func drawPanel(on grid: inout Grid, _ columns: Range<Int>, _ rows: CountRows, _ desk: Desk) {
    let top = rows.panelList.lowerBound - 1
    grid.fill(
      row: top, column: columns.lowerBound - 2, width: 1, height: rows.panelList.count + 1, with: "|", role: .rule)
    guard look != .bins else { return }
    drawBins(on: &grid, rows.panelList, top, columns, desk)
  }

  // MARK: Echo

  func drawRecent(on grid: inout Grid, _ rows: Range<Int>, _ desk: Desk) {
    guard let title = rows.first else { return }
    grid.put(" last scans", row: title, column: 0, role: .column)
    for (scan, row) in zip(recent, rows.dropFirst()) {
      let what = scan.meaning.isEmpty ? CountEcho.shown(scan.read) : scan.meaning
      let words = desk.clock.seconds(scan.at) + "  " + what.fitted(to: 38).left(39) + scan.change.right(8) + "   "
      grid.put(" " + words + scan.result, row: row, column: 0, role: .muted, width: grid.columns)
    }
  }

  func drawEcho(on grid: inout Grid, _ rows: CountRows, _ desk: Desk) {
    let isHand = grid.columns < 40
    guard let echo, let last = rows.echo.last else { return drawQuestion(on: &grid, rows, desk) }
    let indent = isHand ? echo.word.count + 1 : grid.columns < 80 ? 6 : 7
    let room = max(1, grid.columns - indent - 1)
    let brief = isHand ? question?.brief ?? echo.brief : echo.result
    let lines = brief.wrapped(to: room)
    var next = rows.echo.lowerBound
    // What was read and how it was understood, as far as there are rows beside what came of it.
    let free = rows.echo.count - 1
    let read = CountEcho.shown(echo.read)
    if free >= 1, !read.isEmpty || !echo.meaning.isEmpty {
      let lead = isHand ? "" : grid.columns < 80 ? " " : " read  "
      var words = read
      if free == 1, !isHand, !echo.meaning.isEmpty { words += (words.isEmpty ? "" : "   ->   ") + echo.meaning }
      let width = grid.columns - lead.count - 1
      let fitted = words.fitted(to: width, ellipsis: ">")
      grid.put(lead + fitted, row: next, column: 0, role: .scanEcho)
      next += 1
      if free >= 2, !echo.meaning.isEmpty {
        grid.put(
          echo.meaning.fitted(to: max(0, grid.columns - (grid.columns < 80 ? 2 : 8))), row: next,
          column: grid.columns < 80 ? 1 : 7, role: .scanEcho)
        next += 1
      }
    }
    // What is wrong is said whole: it covers what stands above it.
    let most = max(1, min(4, last - rows.list.lowerBound))
    let start = last + 1 - min(lines.count, most)
    for (row, line) in zip(start...last, lines) {
      grid.fill(row: row, column: 0, width: grid.columns)
      if row == start { grid.put(echo.word, row: row, column: isHand ? 0 : 1, role: echo.role) }
      grid.put(line, row: row, column: indent, role: echo.outcome == .fail ? .scanError : .text)
    }
    drawQuestion(on: &grid, rows, desk)
  }

  /// What may be picked by a digit stands over the end of the list.
  private func drawQuestion(on grid: inout Grid, _ rows: CountRows, _ desk: Desk) {
    guard let choices = question?.choices(desk.clock), !choices.isEmpty else { return }
    let height = min(choices.count, rows.list.count)
    let isHand = grid.columns < 40
    for (row, (index, choice)) in zip(rows.list.suffix(height), choices.enumerated()) {
      grid.fill(row: row, column: 0, width: rows.panel.map { $0.lowerBound - 2 } ?? grid.columns)
      let words = (isHand ? "" : "   ") + "\(index + 1) \(choice)"
      grid.put(words.fitted(to: max(1, grid.columns - 1)), row: row, column: 0, role: .scanParked)
    }
  }

  // MARK: Plain

  func plainText(_ desk: Desk) -> String {
    guard let stocktake else {
      if choices.isEmpty { return hasNone ? "No stocktake is under way.\n" : "" }
      return "\(choices.count) stocktakes to choose from\n"
        + choices.enumerated().map { "\($0 + 1)  \(words(of: $1))\n" }.joined()
    }
    var lines = ["count \(words(of: stocktake)), " + (stocktake.isBlind ? "blind" : "informed")]
    if let sheet {
      lines.append("bin \(sheet.code), \(sheet.countedLines) lines, \(parked.count) parked")
      lines += sheet.lines.prefix(50).map { "\($0.words)  \(CountPane.shown($0.counted)) \($0.unit)" }
      lines += parked.prefix(50).map { "parked: \(CountEcho.shown($0.text ?? "")), \($0.note ?? "not known")" }
    } else {
      lines.append("no bin is open: scan the label of a bin")
    }
    if let echo {
      lines.append(
        [CountEcho.shown(echo.read), echo.meaning, echo.result, echo.word].filter { !$0.isEmpty }.joined(
          separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

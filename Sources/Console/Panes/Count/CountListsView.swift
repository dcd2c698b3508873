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
  func drawChoices(on grid: inout Grid, _ rows: ScanRows, _ desk: Desk) {
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

  func drawParked(on grid: inout Grid, _ rows: ScanRows, _ width: Int, _ desk: Desk) {
    guard !knownParked.isEmpty || !outbox.isEmpty else {
      if let row = rows.list.first {
        grid.put(
          width < 40 ? "nothing is parked" : "   Nothing is parked in this bin.", row: row, column: 0, role: .muted)
      }
      return
    }
    drawParked(
      parkedRows(of: knownParked) + keptRows,
      chosen: chosenParked, on: &grid, rows, width, desk)
  }

  private func parkedRows(of events: [CountEvent]) -> [ParkedScan] {
    events.map { ParkedScan(text: $0.text, quantity: $0.quantity, note: $0.note, by: $0.actor, at: $0.occurredAt) }
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
    guard bins.rows.isEmpty else { return }
    let none = bins.isLoaded ? "no bins" : ""
    let words = desk.link.isDown ? "not read: the line is down; a label still opens its bin" : none
    for (row, line) in zip(rows, words.wrapped(to: max(1, width - 1))) {
      grid.put(" " + line, row: row, column: columns.lowerBound, role: .muted)
    }
  }

  func drawPanel(on grid: inout Grid, _ columns: Range<Int>, _ rows: ScanRows, _ desk: Desk) {
    let top = rows.panelList.lowerBound - 1
    grid.fill(
      row: top, column: columns.lowerBound - 2, width: 1, height: rows.panelList.count + 1, with: "|", role: .rule)
    guard look != .bins else { return }
    drawBins(on: &grid, rows.panelList, top, columns, desk)
  }

  // MARK: Plain

  func plainLines(_ desk: Desk) -> [String] {
    guard let stocktake else {
      if choices.isEmpty { return hasNone ? ["No stocktake is under way."] : [] }
      return ["\(choices.count) stocktakes to choose from"]
        + choices.enumerated().map { "\($0 + 1)  \(words(of: $1))" }
    }
    var lines = ["count \(words(of: stocktake)), " + (stocktake.isBlind ? "blind" : "informed")]
    if let sheet {
      lines.append("bin \(sheet.code), \(Numbers.lines(sheet.countedLines)), \(parked.count) parked")
      lines += sheet.lines.prefix(50).map { "\($0.words)  \(CountPane.shown($0.counted)) \($0.unit)" }
      lines += parked.prefix(50).map { "parked: \(ScanEcho.shown($0.text ?? "")), \($0.note ?? "not known")" }
    } else {
      lines.append("no bin is open: scan the label of a bin")
    }
    if let echo {
      lines.append(
        [ScanEcho.shown(echo.read), echo.meaning, echo.result, echo.word].filter { !$0.isEmpty }.joined(
          separator: ", "))
    }
    return lines
  }
}

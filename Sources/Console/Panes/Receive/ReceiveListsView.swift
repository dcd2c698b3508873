import Inventory
import Terminal

/// What stands in the list beside the lines: what there is to choose from, parked scans, discrepancies.
extension ReceivePane {
  func drawChoices(on grid: inout Grid, _ rows: ScanRows, _ desk: Desk) {
    let isHand = grid.columns < 40
    if choices.isEmpty {
      guard isChoosing, !isBusy, let row = rows.list.first else { return }
      let words =
        "Nothing is on its way. Who sends goods ships them (tallyman transfer ship NUMBER), who buys them sends the order "
        + "(g o, then S)."
      for (row, line) in zip(row..<rows.list.upperBound, words.wrapped(to: max(1, grid.columns - (isHand ? 1 : 4)))) {
        grid.put(line, row: row, column: isHand ? 0 : 3, role: .muted)
      }
      return
    }
    if let row = rows.columnHeader {
      grid.put(
        "   nr  number    from          to            due     lines     to come", row: row, column: 0,
        role: .column, width: grid.columns)
    }
    let shown = ReceivePane.shown(viewed ?? 0, of: choices.count, height: rows.list.count)
    for (row, index) in zip(rows.list, shown) {
      let choice = choices[index]
      let words = isHand ? handWords(choice) : choiceWords(choice, isNarrow: grid.columns < 70, desk)
      let margin = isHand ? 1 : 3
      let number = isHand ? "" : "\(index + 1)".right(2) + "  "
      grid.put(
        (number + words).fitted(to: max(1, grid.columns - margin - 1)), row: row, column: margin, role: .row)
      if index == viewed {
        grid.showCursor(
          row: row, margin: margin, width: isHand ? 7 : 11, rowWidth: grid.columns, desk.theme)
      }
    }
    if hasMoreChoices, let row = rows.list.last, shown.upperBound == choices.count, rows.list.count > choices.count {
      grid.put(
        isHand ? " more: /number" : "   there are more: / and the beginning of its number or reference", row: row,
        column: 0, role: .muted)
    }
  }

  private func handWords(_ choice: DockChoice) -> String { "\(choice.number) \(choice.origin)" }

  private func choiceWords(_ choice: DockChoice, isNarrow: Bool, _ desk: Desk) -> String {
    let ellipsis = String(desk.theme.glyphs.ellipsis)
    let number = choice.number.fitted(to: 9, ellipsis: ellipsis)
    if isNarrow { return "\(number)  \(choice.origin.fitted(to: 10).left(10))  \(choice.place)" }
    let note = choice.note(desk.clock)
    return number.left(10) + choice.origin.fitted(to: 13).left(14) + choice.place.fitted(to: 13).left(14)
      + choice.due(desk.clock).left(7) + Numbers.grouped(choice.lines).right(6)
      + Numbers.fitted(choice.open, 11).right(12) + (note.isEmpty ? "" : "  \(note)")
  }

  func drawParked(on grid: inout Grid, _ rows: ScanRows, _ width: Int, _ desk: Desk) {
    guard !knownParked.isEmpty || !outbox.isEmpty else {
      if let row = rows.list.first {
        grid.put(
          width < 40 ? "nothing is parked" : "   Nothing is parked with this transfer.", row: row, column: 0,
          role: .muted)
      }
      return
    }
    drawParked(
      parkedRows(of: knownParked) + keptRows,
      chosen: chosenParked, on: &grid, rows, width, desk)
  }

  private func parkedRows(of events: [ReceiveEvent]) -> [ParkedScan] {
    events.map { ParkedScan(text: $0.text, quantity: $0.quantity, note: $0.note, by: $0.actor, at: $0.occurredAt) }
  }

  // MARK: Beside the lines

  func drawPanel(on grid: inout Grid, _ columns: Range<Int>, _ rows: ScanRows, _ desk: Desk) {
    let top = rows.panelList.lowerBound - 1
    let width = columns.count - 1
    grid.fill(
      row: top, column: columns.lowerBound - 2, width: 1, height: rows.panelList.count + 1, with: "|", role: .rule)
    let room = top..<rows.panelList.upperBound
    let ellipsis = String(desk.theme.glyphs.ellipsis)
    let lines = document?.isOrder == true ? receiptWords(width, desk) : troubleWords(width, room.count, desk)
    for (row, line) in zip(room, lines) {
      grid.put(
        line.text.fitted(to: width, ellipsis: ellipsis), row: row, column: columns.lowerBound, role: line.role)
    }
  }

  private func troubleWords(_ width: Int, _ room: Int, _ desk: Desk) -> [(text: String, role: Role)] {
    var lines: [(text: String, role: Role)] = [("discrepancies (\(sheet.discrepancyCount))", .column)]
    lines += sheet.discrepancies.prefix(max(1, room / 2)).map { found in
      let lot = found.lot.map { " \($0)" } ?? ""
      let who = width > 45 ? "  \(found.openedBy) \(desk.clock.time(found.openedAt))" : ""
      return ("\(found.code)\(lot)  \(Numbers.grouped(found.quantity)) \(found.kind.words)\(who)", .row)
    }
    if sheet.discrepancies.isEmpty { lines.append(("none", .muted)) }
    lines += [("", .row), ("parked scans (\(parked.count))", .column)]
    lines += parked.map { event in
      let note = width > 45 ? "  \(event.note ?? "not known")" : ""
      return ("\(desk.clock.time(event.occurredAt)) \(ScanEcho.shown(event.text ?? ""))\(note)", .scanParked)
    }
    if parked.isEmpty { lines.append(("none", .muted)) }
    return lines
  }

  /// The receipts against an order, the newest first.
  private func receiptWords(_ width: Int, _ desk: Desk) -> [(text: String, role: Role)] {
    var lines: [(text: String, role: Role)] = [("receipts (\(sheet.receipts.count))", .column)]
    lines += sheet.receipts.map { receipt in
      let by = "\(receipt.postedBy ?? receipt.createdBy) \(desk.clock.short(receipt.postedAt ?? receipt.createdAt))"
      return ("\(receipt.id) \(receipt.status.rawValue)  \(by)", receipt.status == .pending ? .scanParked : .row)
    }
    if sheet.receipts.isEmpty { lines.append(("none", .muted)) }
    return lines
  }

  // MARK: Plain

  func plainLines(_ desk: Desk) -> [String] {
    guard let document else {
      if choices.isEmpty { return isChoosing ? ["Nothing is on its way."] : [] }
      return ["\(choices.count) to receive"]
        + choices.enumerated().map { "\($0 + 1)  \($1.words) to \($1.place)" }
    }
    var lines = [
      "receive \(document.words), \(document.statusWords), \(sheet.sums.percent) % here, \(parked.count) parked"
    ]
    lines += sheet.lines.prefix(50).map { line in
      let flags = line.flags(house, desk.clock)
      return
        ([line.words, "\(line.shipped) \(terms.expected)", "\(line.allGood) good"]
        + ["\(line.allDamaged) \(terms.damaged)"]
        + ["\(line.open) left"] + flags).joined(separator: ", ")
    }
    lines += parked.prefix(50).map { "parked: \(ScanEcho.shown($0.text ?? "")), \($0.note ?? "not known")" }
    if let echo {
      lines.append(
        [ScanEcho.shown(echo.read), echo.meaning, echo.result, echo.word].filter { !$0.isEmpty }
          .joined(separator: ", "))
    }
    return lines
  }
}

import Inventory
import Terminal

/// What every scan pane shows of its scans: what was read, how it was understood, what came of it.
extension ScanPane {
  /// The list moves by pages, so that rows keep their places while scans go back and forth.
  static func shown(_ cursor: Int, of count: Int, height: Int) -> Range<Int> {
    guard height > 0, count > height else { return 0..<min(count, max(0, height)) }
    let top = min(max(0, cursor) / height * height, count - height)
    return top..<top + height
  }

  func drawRecent(on grid: inout Grid, _ rows: Range<Int>, _ desk: Desk) {
    guard let title = rows.first else { return }
    grid.put(" last scans", row: title, column: 0, role: .column)
    for (scan, row) in zip(recent, rows.dropFirst()) {
      let what = scan.meaning.isEmpty ? ScanEcho.shown(scan.read) : scan.meaning
      let words = desk.clock.seconds(scan.at) + "  " + what.fitted(to: 38).left(39) + scan.change.right(8) + "   "
      grid.put(" " + words + scan.result, row: row, column: 0, role: .muted, width: grid.columns)
    }
  }

  func drawEcho(on grid: inout Grid, _ rows: ScanRows, _ desk: Desk) {
    let isHand = grid.columns < 40
    guard let echo, let last = rows.echo.last else { return drawQuestion(on: &grid, rows, desk) }
    let indent = isHand ? echo.word.count + 1 : grid.columns < 80 ? 6 : 7
    let room = max(1, grid.columns - indent - 1)
    let waiting = desk.link.waiting
    let isCounted = echo.outcome == .kept && grid.columns >= 80 && waiting > 0
    let note = isCounted ? "   (\(Numbers.grouped(waiting)) waiting)" : ""
    let brief = isHand ? question?.brief ?? echo.brief : echo.result + note
    let lines = brief.wrapped(to: room)
    var next = rows.echo.lowerBound
    // What was read and how it was understood, as far as there are rows beside what came of it.
    let free = rows.echo.count - 1
    let read = ScanEcho.shown(isHand && !echo.handRead.isEmpty ? echo.handRead : echo.read)
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
    let isListed = isParkedShown && !outbox.isEmpty
    let most = isListed ? 1 : max(1, min(4, last - rows.list.lowerBound))
    let start = last + 1 - min(lines.count, most)
    for (row, line) in zip(start...last, lines) {
      grid.fill(row: row, column: 0, width: grid.columns)
      if row == start { grid.put(echo.word, row: row, column: isHand ? 0 : 1, role: echo.role) }
      grid.put(line, row: row, column: indent, role: echo.outcome == .fail ? .scanError : .text)
    }
    drawQuestion(on: &grid, rows, desk)
  }

  /// What may be picked by a digit stands over the end of the list.
  private func drawQuestion(on grid: inout Grid, _ rows: ScanRows, _ desk: Desk) {
    guard let choices = question?.choices(desk.clock), !choices.isEmpty else { return }
    let height = min(choices.count, rows.list.count)
    let isHand = grid.columns < 40
    for (row, (index, choice)) in zip(rows.list.suffix(height), choices.enumerated()) {
      grid.fill(row: row, column: 0, width: rows.panel.map { $0.lowerBound - 2 } ?? grid.columns)
      let words = (isHand ? "" : "   ") + "\(index + 1) \(choice)"
      grid.put(words.fitted(to: max(1, grid.columns - 1)), row: row, column: 0, role: .scanParked)
    }
  }
}

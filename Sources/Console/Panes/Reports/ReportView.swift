import Inventory
import Terminal

extension ReportPane {
  func layout(_ desk: Desk) -> Layout { Layout(desk.size, isBare: desk.isBare) }

  func hasTitles(_ rows: Range<Int>, _ layout: Layout) -> Bool { layout.sizeClass >= .narrow && rows.count >= 2 }

  /// Which rows are the plot's, and which the table's: one over the other, or on small screens one of them.
  func parts(_ layout: Layout) -> (plot: Range<Int>, table: Range<Int>) {
    let list = layout.list
    let none = list.lowerBound..<list.lowerBound
    guard let plot = sheet?.plot else { return (none, list) }
    guard layout.sizeClass >= .normal else { return showsPlot ? (list, none) : (none, list) }
    let end = list.lowerBound + min(plot.rows(layout.sizeClass), list.count / 2)
    return (list.lowerBound..<end, min(end + 1, list.upperBound)..<list.upperBound)
  }

  /// Whether there is a plot and no room for the table.
  func isPlotAlone(_ layout: Layout) -> Bool {
    let parts = parts(layout)
    return parts.table.isEmpty && !parts.plot.isEmpty
  }

  func header(_ desk: Desk) -> HeaderWords {
    var place: [String] = []
    if let text = find?.text { place.append("find: \(text)") }
    if let item = filter.item { place.append(item) }
    if let location = filter.location { place.append(location) }
    if let days = filter.days ?? report.standardDays { place.append("\(days) d") }
    if let readAt, !isReading { place.append("as of \(desk.clock.short(readAt).trimmedBlanks)") }
    return HeaderWords(title: report.title.uppercased(), place: place, counts: isReading ? ["reading"] : [])
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    guard let find, find.isTyping else { return nil }
    return ("find>", find.prompted)
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    guard let sheet, trouble?.isOfTheLine ?? true else { return drawWords(waitingWords, on: &grid, layout) }
    let parts = parts(layout)
    sheet.plot?.draw(on: &grid, parts.plot, width: layout.columns, from: plotTop, desk)
    if sheet.rows.isEmpty, parts.plot.isEmpty || !parts.table.isEmpty {
      drawWords(["Nothing to show.", "", "f  looks at another place, item or time"], on: &grid, layout)
    } else if table.shown.isEmpty, !parts.table.isEmpty {
      drawWords([notFound], on: &grid, layout)
    } else {
      table.draw(
        on: &grid, parts.table, width: layout.columns, hasTitles: hasTitles(parts.table, layout), desk)
    }
    if let rule = layout.rule { grid.rule(row: rule, glyph: desk.theme.glyphs.rule) }
    guard let row = layout.detail else { return }
    let showsTable = !parts.table.isEmpty
    let detail = showsTable ? table.detail(width: layout.columns, desk.clock) : "Tab table"
    let words = (layout.sizeClass >= .normal || !showsTable ? sheet.notes : []) + (detail.isEmpty ? [] : [detail])
    grid.putDetail(words.joined(separator: "   "), showsTable ? table.position : "", row: row, layout)
  }

  private var notFound: String {
    "Nothing here holds \"\(find?.text ?? "")\"."
      + (sheet?.next == nil ? "" : " There is more than was read: f looks at one item or place.")
  }

  private var waitingWords: [String] {
    if let trouble { return trouble.listWords("Press r to try again, f to look elsewhere.") }
    return ["Reading: \(report.about).", "This takes \(report.passWords). Esc goes back, nothing is lost."]
  }

  private func drawWords(_ words: [String], on grid: inout Grid, _ layout: Layout) {
    let rows = sheet == nil ? layout.list : parts(layout).table.isEmpty ? layout.list : parts(layout).table
    let margin = min(3, max(0, layout.columns - 1))
    for (row, line) in zip(rows, words.flatMap { $0.wrapped(to: max(1, layout.columns - margin - 1)) }) {
      grid.put(line, row: row, column: margin, role: .muted)
    }
  }

  func plainLines(_ desk: Desk) -> [String] {
    guard let sheet else { return waitingWords }
    var lines = ["\(report.title): \(report.about)"] + sheet.notes
    if case .bars(let title, let bars, _)? = sheet.plot {
      lines.append(title + ": " + bars.map { "\($0.label) \(Numbers.grouped($0.value))" }.joined(separator: ", "))
    }
    for row in sheet.rows.prefix(50) {
      lines.append(
        zip(sheet.columns, row.cells).map { "\($0.title) \($1.shown(desk.clock))" }.joined(separator: "  "))
    }
    return lines
  }
}

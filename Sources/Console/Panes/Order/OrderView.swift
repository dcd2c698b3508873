import Inventory
import Terminal

extension OrderPane {
  func header(_ desk: Desk) -> HeaderWords {
    var words = HeaderWords(title: (desk.sizeClass >= .normal ? "ORDER " : "") + number)
    guard let card else { return words }
    words.place = [card.order.route, card.order.status.rawValue]
    if let item { words.place.append(item) }
    if isOnlyOpen { words.place.append("open lines") }
    let timing = card.order.timing(desk.clock)
    if !timing.isEmpty {
      words.place.append(card.order.isUnderWay && !card.order.isLate(desk.clock) ? "due \(timing)" : timing)
    }
    if card.sums.lines > 0 {
      words.counts = ["\(Numbers.grouped(card.sums.linesDone))/\(Numbers.lines(card.sums.lines)) done"]
      if !card.receipts.isEmpty { words.counts.append(Numbers.counted(card.receipts.count, "receipt", "receipts")) }
    }
    return words
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let shown = lines
    let widest = (card?.lines ?? []).reduce(8) { max($0, $1.code.description.cellWidth) }
    let plan = ColumnPlan(columns: OrderLineColumn.shown(layout.sizeClass), width: layout.columns, codeWidth: widest)
    var first = layout.list.lowerBound
    if BrowseList<OrderLine>.hasTitles(layout) {
      plan.drawTitles(on: &grid, first)
      first += 1
    }
    let rows = first..<max(first, layout.list.upperBound)
    for (row, index) in zip(rows, shown.indices.dropFirst(top)) {
      plan.draw(shown[index], on: &grid, row, desk)
      plan.drawMargin(
        on: &grid, row, desk, isMarked: false, cursor: index == cursor ? shown[index].code.description : nil,
        rowWidth: layout.columns)
    }
    if shown.isEmpty { drawEmpty(rows, on: &grid, layout) }
    drawReceipts(rows.dropFirst(shown.count + 1), on: &grid, layout, desk.clock)
    if let rule = layout.rule { grid.rule(row: rule, glyph: desk.theme.glyphs.rule) }
    if let row = layout.detail, let line = current {
      let place = "\(Numbers.grouped(cursor + 1))/\(Numbers.grouped(shown.count))"
      grid.putDetail(detailWords(line, plan.columns, layout, desk.clock), place, row: row, layout)
    }
    if let columns = layout.panel { grid.putPanel(panelWords(columns.count, desk.clock), columns, layout) }
  }

  private func drawEmpty(_ rows: Range<Int>, on grid: inout Grid, _ layout: Layout) {
    let words = trouble?.listWords() ?? (card == nil ? [] : emptyWords)
    for (row, line) in zip(rows, words.flatMap { $0.wrapped(to: max(1, layout.columns - 4)) }) {
      grid.put(line, row: row, column: min(3, max(0, layout.columns - 1)), role: .muted)
    }
  }

  /// Below the lines, where there is room; beside them on wide screens.
  private func drawReceipts(_ rows: Range<Int>, on grid: inout Grid, _ layout: Layout, _ clock: LocalClock) {
    guard layout.panel == nil, layout.sizeClass >= .normal, let receipts = card?.receipts, !receipts.isEmpty,
      rows.count >= 2
    else { return }
    grid.put("receipts", row: rows.lowerBound, column: 3, role: .column)
    for (row, receipt) in zip(rows.dropFirst(), receipts) {
      grid.put(receipt.words(clock).fitted(to: max(1, layout.columns - 4)), row: row, column: 3, role: .muted)
    }
  }

  private var emptyWords: [String] {
    if let item { return ["No line of \(number) is of \(item).", "Esc shows all."] }
    if isOnlyOpen { return ["Nothing of \(number) is to come.", "Esc shows all."] }
    return ["\(number) has no line."]
  }

  /// What the columns do not show.
  private func detailWords(
    _ line: OrderLine, _ shown: Set<OrderLineColumn>, _ layout: Layout, _ clock: LocalClock
  ) -> String {
    if layout.sizeClass < .narrow {
      return "\(Numbers.grouped(line.received)) of \(Numbers.grouped(line.ordered)) came"
    }
    var words: [String] = []
    if !shown.contains(.description) { words.append(line.name) }
    words.append(line.figures)
    if let day = line.expectedOn, !shown.contains(.timing) { words.append("due \(clock.dayOnly(day).trimmedBlanks)") }
    return words.joined(separator: "   ")
  }

  /// Beside the lines on wide screens: the document, and the line the cursor stands on.
  private func panelWords(_ width: Int, _ clock: LocalClock) -> [(text: String, role: Role)] {
    guard let card else { return [] }
    var words: [(text: String, role: Role)] = [(number, .strong)]
    words += card.facts(clock).flatMap { $0.wrapped(to: width) }.map { ($0, .text) }
    if let line = current {
      words += [("", .text), (line.code.description, .column)]
      words += line.name.wrapped(to: width).map { ($0, .text) }
      words += line.figures.wrapped(to: width).map { ($0, .text) }
    }
    return words
  }

  func plainLines(_ desk: Desk) -> [String] {
    var text: [String] = []
    if let card { text.append("Order \(number): " + card.facts(desk.clock).joined(separator: "; ") + ".") }
    if lines.isEmpty { return text + emptyWords }
    let shown = lines.prefix(50)
    text.append(shown.count < lines.count ? "The first \(shown.count):" : "All \(shown.count):")
    text += shown.map { "\($0.number)  \($0.code)  \($0.name)  \($0.figures)" }
    return text
  }
}

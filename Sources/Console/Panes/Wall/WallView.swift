import Inventory
import Terminal

extension WallPane {
  typealias Line = (text: String, role: Role)

  /// What one page shows: all sections beside each other with a part of the list of what is low, or one section.
  struct Page: Equatable {
    var section: WallSection
    /// Which of its rows is the first.
    var first = 0
  }

  private static let happenedRows = 10

  private func hasAll(_ layout: Layout) -> Bool { layout.size.columns >= 160 && layout.size.rows >= 40 }

  /// The rows for everything; a message covers the last of them.
  private func rows(_ layout: Layout) -> Range<Int> { layout.body.lowerBound..<layout.messages.upperBound }

  private func lowHeight(_ layout: Layout) -> Int {
    let height = rows(layout).count - 2
    return max(1, hasAll(layout) ? height - WallPane.happenedRows - 2 : height)
  }

  func pages(_ desk: Desk) -> [Page] {
    let layout = Layout(desk.size, isBare: desk.isBare)
    let height = lowHeight(layout)
    let low = stride(from: 0, to: max(1, data.signals.count), by: height).map { Page(section: .low, first: $0) }
    return hasAll(layout) ? low : low + WallSection.allCases.dropFirst().map { Page(section: $0) }
  }

  func header(_ desk: Desk) -> HeaderWords {
    let pages = pages(desk).count
    var counts = pages > 1 ? ["page \(page + 1)/\(pages)" + (isPaused ? ", held" : "")] : []
    if let last = data.events.first { counts.append("last change \(desk.clock.short(last.recordedAt).trimmedBlanks)") }
    var words = HeaderWords(
      title: desk.size.columns < 40 ? "WALL" : "TALLYMAN", place: [site ?? "all sites", "wall display, read only"],
      counts: counts)
    words.isNobodys = true
    return words
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? { ("code>", line.text) }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let all = pages(desk)
    guard let shown = all.indices.contains(page) ? all[page] : all.first else { return }
    let rows = rows(layout)
    defer { drawOffline(on: &grid, rows, desk) }
    guard hasAll(layout) else { return draw(shown, on: &grid, rows, width: layout.size.columns, desk) }
    let middle = layout.size.columns / 2 - 1
    let happened = rows.upperBound - WallPane.happenedRows
    draw(shown, on: &grid, rows.lowerBound..<happened - 1, width: middle - 1, desk)
    draw(Page(section: .happened), on: &grid, happened..<rows.upperBound, width: middle - 1, desk)
    grid.fill(row: rows.lowerBound, column: middle, width: 1, height: rows.count, with: "|", role: .rule)
    var row = rows.lowerBound
    let width = layout.size.columns - middle - 3
    for section in [WallSection.docks, .stocktakes, .today] {
      let lines = lines(of: section, width: width, desk)
      for line in lines where row < rows.upperBound {
        grid.put(line.text, row: row, column: middle + 2, role: line.role, width: width)
        row += 1
      }
      row += 1
    }
  }

  private func draw(_ page: Page, on grid: inout Grid, _ rows: Range<Int>, width: Int, _ desk: Desk) {
    guard page.section == .low else {
      for (row, line) in zip(rows, lines(of: page.section, width: width - 1, desk)) {
        grid.put(line.text.fitted(to: width - 1), row: row, column: width < 40 ? 0 : 1, role: line.role)
      }
      return
    }
    drawLow(from: page.first, on: &grid, rows, width: width, desk)
  }

  // MARK: What is low

  private func drawLow(from first: Int, on grid: inout Grid, _ rows: Range<Int>, width: Int, _ desk: Desk) {
    guard rows.count >= 2 else { return }
    grid.put(lowTitle(width), row: rows.lowerBound, column: width < 40 ? 0 : 1, role: .strong)
    if let empty = emptyWords(of: .low) {
      grid.put(empty.fitted(to: max(0, width - 3)), row: rows.lowerBound + 1, column: min(3, width - 1), role: .muted)
      return
    }
    let columns: Set<LowColumn> =
      width < 40
      ? LowColumn.hand : width < 60 ? LowColumn.narrow : placesDiffer ? LowColumn.wall.union([.place]) : LowColumn.wall
    let codeWidth = data.signals.reduce(8) { max($0, $1.signal.rule.code.description.cellWidth) }
    let plan = ColumnPlan(columns: columns, width: width, codeWidth: codeWidth)
    plan.drawTitles(on: &grid, rows.lowerBound + 1)
    for (row, signal) in zip(rows.dropFirst(2), data.signals.dropFirst(first)) {
      plan.draw(signal, on: &grid, row, desk)
      plan.drawHistory(signal, on: &grid, row, desk)
      if let flag = LowPane.flag(signal.signal, desk.clock) {
        grid.put(flag.text, row: row, column: 1, role: flag.role)
      }
    }
  }

  /// The counts as far as each fits whole.
  private func lowTitle(_ width: Int) -> String {
    let name = width < 40 ? "LOW" : WallSection.low.rawValue
    guard let totals = data.totals, !totals.isWithheld else { return name.fitted(to: max(0, width - 1)) }
    var parts = [
      (totals.open, "open"), (totals.out, "out"), (totals.covered, "covered"), (totals.snoozed, "snoozed"),
    ].map { "\(Numbers.grouped($0.0)) \($0.1)" }
    if data.hasMoreSignals { parts.append("the first \(data.signals.count)") }
    var title = name + (width < 60 ? "" : " ")
    for part in parts {
      let next = "\(title)\(width < 60 ? " " : "  ")\(part)"
      if next.cellWidth > width - 2 { break }
      title = next
    }
    return title.fitted(to: max(0, width - 1))
  }

  private var placesDiffer: Bool {
    data.signals.contains { $0.signal.rule.place != data.signals[0].signal.rule.place }
  }

  // MARK: The other sections

  private func emptyWords(of section: WallSection) -> String? {
    if let trouble = data.troubles[section] { return Explanation(trouble).detail }
    if askedNothingYet { return "reading ..." }
    if let lost = data.lost, data.isEmpty(section) { return lost.listWords()[0] }
    switch section {
    case .low: return data.signals.isEmpty ? "nothing is low" : nil
    case .docks: return data.transfers.isEmpty && data.orders.isEmpty ? "nothing is on its way" : nil
    case .stocktakes: return data.stocktakes.isEmpty ? "nothing is being counted" : nil
    case .today: return nil
    case .happened: return data.events.isEmpty ? "nothing has happened yet" : nil
    }
  }

  private var askedNothingYet: Bool { data.events.isEmpty && data.totals == nil && isWaiting }

  func lines(of section: WallSection, width: Int, _ desk: Desk) -> [Line] {
    let title: [Line] = [(section.rawValue, .strong)]
    if let empty = emptyWords(of: section) { return title + [("  \(empty)", .muted)] }
    switch section {
    case .low: return title
    case .docks: return title + docks(width, desk)
    case .stocktakes: return title + counts(width, desk)
    case .today: return title + today(desk).map { ("  \($0)", .text) }
    case .happened: return title + data.events.map { ("  " + $0.wallWords(width - 2, desk.clock), .text) }
    }
  }

  private func docks(_ width: Int, _ desk: Desk) -> [Line] {
    var lines: [Line] = [(WallDockRow.titles(width), .column)]
    for row in data.transfers.prefix(WallReader.mostDocuments) {
      let line = WallDockRow(row, data.cards[row.transfer.id], desk.clock)
      lines.append((line.text(width), line.isLate ? .stockLow : .text))
    }
    for row in data.orders {
      let line = WallDockRow(row, desk.clock)
      lines.append((line.text(width), line.isLate ? .stockLow : .text))
    }
    if data.hasMoreTransfers || data.transfers.count > WallReader.mostDocuments || data.hasMoreOrders {
      lines.append(("  and more: g t and g o at a terminal", .muted))
    }
    return lines
  }

  private func counts(_ width: Int, _ desk: Desk) -> [Line] {
    let bar = width >= 60 ? 14 : 0
    var lines: [Line] = []
    if width >= 60 {
      lines.append(
        (
          "  " + "count".left(10) + "scope".left(18) + "bins".left(bar + 10) + "lines".right(7) + "recount".right(9)
            + "  since   state", .column
        ))
    }
    for stocktake in data.stocktakes {
      let card = data.counts[stocktake.id]
      let bins = card.map { (Int64($0.binsDone), Int64($0.bins)) } ?? (0, 0)
      let state = "  " + desk.clock.short(stocktake.openedAt).left(8) + stocktake.status.rawValue
      guard width >= 60 else {
        let part = bins.1 > 0 ? " \(bins.0)/\(bins.1)" : ""
        lines.append(("\(stocktake.number)\(part) \(stocktake.status.rawValue)", .text))
        continue
      }
      let chart = WallPane.bar(bins.0, of: bins.1, bar) + " \(bins.0)/\(bins.1)".left(8)
      lines.append(
        (
          "  " + stocktake.number.left(10) + stocktake.place.fitted(to: 17, ellipsis: "~").left(18) + chart
            + Numbers.grouped(card?.counted ?? 0).right(7)
            + Numbers.grouped(card?.lines(.recount) ?? 0).right(9) + state, .text
        ))
    }
    return lines
  }

  /// `[#####.....]` of so many cells inside, and nothing where there is no room.
  static func bar(_ part: Int64, of all: Int64, _ width: Int) -> String {
    guard width > 2 else { return "" }
    let done = all > 0 ? Int(max(0, min(all, part)).multipliedFullWidth(by: Int64(width)).low / UInt64(all)) : 0
    return "[" + String(repeating: "#", count: done) + String(repeating: ".", count: width - done) + "]"
  }

  /// Only what is known: of lists that are longer than what was read nothing is counted.
  private func today(_ desk: Desk) -> [String] {
    var lines: [String] = []
    if let total = data.accuracy?.total, let items = total.ofItems {
      let net = Worth(tenMillionths: total.valueUp.tenMillionths - total.valueDown.tenMillionths)
      lines.append("count accuracy  \(Numbers.percent(items))   net variance \(Numbers.money(net))")
      lines.append("lines counted   \(Numbers.grouped(total.lines)), \(Numbers.grouped(total.linesWithin)) inside")
    } else {
      lines.append("no count was applied today")
    }
    if !data.hasMoreTransfers {
      let moving = data.transfers.filter { $0.transfer.status == .inTransit }
      let late = moving.count { $0.transfer.isLate(desk.clock) }
      lines.append(
        "on the way      \(Numbers.counted(moving.count, "transfer", "transfers"))" + (late > 0 ? ", \(late) late" : "")
      )
    }
    if !data.hasMoreOrders, data.troubles[.docks] == nil {
      let due = data.orders.count { row in
        row.order.status == .sent && row.order.expectedOn.map { $0 <= desk.clock.today } ?? false
      }
      lines.append("orders due      \(due)")
    }
    return lines
  }

  func plainLines(_ desk: Desk) -> [String] {
    var lines: [String] = ["Wall display, \(site ?? "all sites").", lowTitle(100)]
    if let empty = emptyWords(of: .low) { lines.append("  \(empty)") }
    for row in data.signals {
      let signal = row.signal
      lines.append(
        "  \(signal.title)  \(signal.rule.name)  available \(signal.figures.available)  reorder point "
          + "\(signal.rule.point)  order \(signal.suggested)  \(signal.stateWords(desk.clock))")
    }
    for section in WallSection.allCases.dropFirst() {
      lines += self.lines(of: section, width: 100, desk).map(\.text)
    }
    return lines
  }
}

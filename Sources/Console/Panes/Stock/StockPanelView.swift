import Inventory
import Terminal

extension StockPane {
  /// Beside the list on wide screens: the item under the cursor.
  func drawPanel(on grid: inout Grid, _ columns: Range<Int>, _ layout: Layout, _ desk: Desk) {
    let rows = layout.body.lowerBound..<(layout.rule ?? layout.body.upperBound)
    grid.fill(
      row: rows.lowerBound, column: columns.lowerBound - 2, width: 1, height: rows.count, with: "|", role: .rule)
    for (row, line) in zip(rows, panelLines(width: columns.count, desk)) {
      grid.put(line.text, row: row, column: columns.lowerBound, role: line.role, width: columns.count)
    }
  }

  private func panelLines(width: Int, _ desk: Desk) -> [(text: String, role: Role)] {
    guard let code = panel.code, let card = panel.card else { return [] }
    var lines: [(text: String, role: Role)] = [("\(code)  \(card.item.name)", .strong), ("", .text)]
    lines += ItemPane.factLines(card.item).joined(separator: ", ").wrapped(to: width).map { ($0, .text) }
    lines.append(("", .text))
    lines.append((StockPane.placeLine("place", ["hand", "resv", "avail", "incom"], width), .column))
    for row in card.places.prefix(8) {
      lines.append((StockPane.placeLine(row.place, StockPane.figures(row), width), .text))
    }
    if card.places.count > 8 { lines.append(("and \(card.places.count - 8) places more", .muted)) }
    if card.places.count > 1, !card.isWithheld {
      lines.append((StockPane.placeLine("total", StockPane.figures(card.total), width), .text))
    }
    if let use = panel.use {
      let cover = card.isWithheld ? "" : ", " + use.cover(of: card.total.available)
      let words = "\(use.useWords.perDay) a day\(cover)"
      let title = "use, \(use.count) days"
      let blanks = max(2, width - title.count - words.count)
      lines += [("", .text), (title + String(repeating: " ", count: blanks) + words, .text)]
      lines.append((Sparkline.text(use, levels: desk.theme.glyphs.spark, width: width), .spark))
    }
    if !card.lots.isEmpty {
      lines += [("", .text), ("lots", .column)]
      lines += card.lots.prefix(5).map { ($0.words(desk.clock), .text) }
    }
    if !panel.entries.isEmpty {
      lines += [("", .text), ("last moves", .column)]
      lines += panel.entries.map { (StockPane.moveLine($0, width, desk.clock), .text) }
    }
    return lines
  }

  private static let shownBalances = [Balance.onHand, .reserved, .available, .incoming]

  private static func figures(_ balances: Balances) -> [String] {
    shownBalances.map { Numbers.fitted($0.of(balances), 5) }
  }

  private static func figures(_ row: StockRow) -> [String] {
    shownBalances.map { Numbers.fitted(row.figure($0), 5) }
  }

  private static func placeLine(_ place: String, _ figures: [String], _ width: Int) -> String {
    let room = max(1, width - 6 * figures.count)
    let name = place.fitted(to: room - 1, ellipsis: "~")
    return name + String(repeating: " ", count: max(0, room - name.cellWidth)) + figures.map { $0.right(6) }.joined()
  }

  private static func moveLine(_ entry: LedgerEntry, _ width: Int, _ clock: LocalClock) -> String {
    let who = width >= 50 ? "  \(entry.actor)  \(entry.reference ?? "")" : " \(entry.actor)"
    return
      "\(clock.dayAndTime(entry.occurredAt)) \(entry.kind.words.left(10)) \(Numbers.signed(entry.shownChange).right(6))"
      + who
  }
}

extension String {
  func right(_ width: Int) -> String { String(repeating: " ", count: max(0, width - cellWidth)) + self }
  func left(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - cellWidth)) }
}

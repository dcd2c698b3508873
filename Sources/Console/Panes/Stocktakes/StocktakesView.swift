import Inventory
import Terminal

extension StocktakesPane {
  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(title: "STOCKTAKES", place: isOnlyUnderWay ? ["under way"] : [], counts: counts)
  }

  private var counts: [String] {
    guard list.atStart, list.atEnd, list.isLoaded else { return [] }
    let underWay = list.rows.count { !$0.status.isOver }
    return [Numbers.counted(list.rows.count, "stocktake", "stocktakes"), "\(Numbers.grouped(underWay)) under way"]
  }

  private func shownColumns(_ layout: Layout) -> Set<StocktakeColumn> {
    switch layout.sizeClass {
    case .tiny, .hand: [.number, .status]
    case .narrow: [.number, .place, .status, .lines]
    default: Set(StocktakeColumn.allCases)
    }
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let plan = ColumnPlan(columns: shownColumns(layout), width: layout.columns, codeWidth: 7)
    var first = layout.list.lowerBound
    if hasColumnHeader(layout) {
      plan.drawTitles(on: &grid, first)
      first += 1
    }
    let rows = first..<max(first, layout.list.upperBound)
    if list.rows.isEmpty, list.isLoaded || trouble != nil {
      for (row, line) in zip(rows, emptyWords.flatMap { $0.wrapped(to: max(1, layout.columns - 4)) }) {
        grid.put(line, row: row, column: min(3, max(0, layout.columns - 1)), role: .muted)
      }
    }
    for (offset, stocktake) in list.visible.enumerated() where first + offset < rows.upperBound {
      let row = StocktakeRow(stocktake: stocktake, card: cards[stocktake.id])
      plan.draw(row, on: &grid, first + offset, desk)
      plan.drawMargin(
        on: &grid, first + offset, desk, isMarked: false,
        cursor: list.top + offset == list.cursor ? stocktake.number : nil, rowWidth: layout.columns)
    }
    if let rule = layout.rule { grid.rule(row: rule, glyph: desk.theme.glyphs.rule) }
    if let row = layout.detail, let stocktake = rest.row {
      let lead = layout.sizeClass >= .narrow ? " " : ""
      let room = layout.size.columns - (row == layout.size.rows - 1 ? 1 : 0)
      grid.put((lead + detailWords(stocktake, layout, desk.clock)).fitted(to: max(0, room)), row: row, column: 0)
    }
  }

  private var emptyWords: [String] {
    if let trouble { return trouble.listWords() }
    if isOnlyUnderWay { return ["No stocktake is under way.", "N opens one; Esc shows those that are over."] }
    return ["There is no stocktake yet.", "", "N  opens one: what is expected in a place becomes the list of work."]
  }

  /// How far it is, and what is to be done next.
  private func detailWords(_ stocktake: Stocktake, _ layout: Layout, _ clock: LocalClock) -> String {
    guard let card = cards[stocktake.id] else { return stocktake.title }
    if layout.sizeClass < .narrow { return "\(card.counted)/\(card.total) \(stocktake.place)" }
    var words = [nextStep(stocktake, card)]
    if card.parked > 0 { words.append(Numbers.counted(card.parked, "scan", "scans") + " parked") }
    if let accuracy = card.accuracy, accuracy.lines > 0 {
      words.append(
        "\(Numbers.money(accuracy.valueUp)) \(Numbers.money(Worth(tenMillionths: -accuracy.valueDown.tenMillionths)))")
      if let units = accuracy.ofUnits { words.append("units right \(Numbers.percent(units))") }
    }
    if !stocktake.tolerance.isEmpty { words.append("tolerance \(stocktake.tolerance)") }
    if let at = stocktake.scheduledAt { words.append("from \(clock.dayAndTime(at))") }
    if !stocktake.includesInside { words.append("only here") }
    if layout.sizeClass < .wide, !stocktake.name.isEmpty { words.append(stocktake.name) }
    return words.joined(separator: "   ")
  }

  private func nextStep(_ stocktake: Stocktake, _ card: StocktakeCard.Card) -> String {
    switch stocktake.status {
    case .open: "nobody has counted yet"
    case .counting: "being counted: Enter, then R judges it"
    case .review:
      "\(Numbers.lines(card.lines(.counting, .recount, .counted, .outside))) to decide: Enter reviews them"
    case .approved: "every line is decided: Enter, then P posts them"
    case .applied: "\(Numbers.lines(card.lines(.applied))) applied"
    case .cancelled: "cancelled: nothing of it was posted"
    }
  }

  func plainLines(_ desk: Desk) -> [String] {
    if list.rows.isEmpty { return emptyWords }
    var lines = [list.atEnd ? "Stocktakes, all \(list.rows.count):" : "Stocktakes, the first \(list.rows.count):"]
    for stocktake in list.rows {
      let card = cards[stocktake.id].map { "  \($0.counted) of \($0.total) lines counted" } ?? ""
      lines.append("\(stocktake.number)  \(stocktake.title)  \(stocktake.status.rawValue)\(card)")
    }
    return lines
  }
}

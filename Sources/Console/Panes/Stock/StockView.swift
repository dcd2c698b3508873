import Inventory
import Terminal

extension StockPane {
  func header(_ desk: Desk) -> HeaderWords {
    var words = HeaderWords(title: "STOCK")
    words.place = filterWords
    if isFrozen { words.place.append("HELD STILL") }
    if !marks.isEmpty { words.place.append("\(marks.count) marked") }
    if let totals {
      words.counts = [Numbers.counted(totals.records, "record", "records")]
      if !totals.isWithheld { words.counts += ["\(totals.low) low", "\(totals.out) out"] }
    }
    return words
  }

  private var filterWords: [String] {
    var words: [String] = [filter.location ?? "all sites"]
    if let find, !find.line.isEmpty { words.append("find: \(find.line.text)") }
    if filter.isLow { words.append("low only") }
    if let type = filter.roomType { words.append(type) }
    if let category = filter.category { words.append(category) }
    if let status = filter.status { words.append("\(status.rawValue) > 0") }
    if let isActive = filter.itemIsActive { words.append(isActive ? "in use" : "retired") }
    if let item = filter.item { words.append(item) }
    if sort != .item, find == nil { words.append("by \(sort.rawValue)") }
    return words
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    guard let find, find.isTyping else { return nil }
    return ("find>", find.prompted)
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let plan = ColumnPlan(columns: shownColumns(layout), width: layout.columns, codeWidth: codeWidth)
    var first = layout.list.lowerBound
    if hasColumnHeader(layout) {
      drawColumnHeader(plan, on: &grid, first, desk)
      first += 1
    }
    let rows = first..<max(first, layout.list.upperBound)
    if list.rows.isEmpty, list.isLoaded || trouble != nil {
      drawEmpty(on: &grid, rows, layout, desk)
    }
    for (offset, record) in list.visible.enumerated() where first + offset < rows.upperBound {
      draw(record, plan, on: &grid, first + offset, layout, desk, isCursor: list.top + offset == list.cursor)
    }
    if list.isCut { grid.putCut(min(rows.upperBound, first + list.visible.count)..<rows.upperBound, layout) }
    if let rule = layout.rule {
      grid.rule(row: rule, glyph: desk.theme.glyphs.rule)
    }
    if let row = layout.detail { drawDetail(on: &grid, row, layout, desk) }
    if let columns = layout.panel { drawPanel(on: &grid, columns, layout, desk) }
  }

  private func drawColumnHeader(_ plan: ColumnPlan<StockColumn>, on grid: inout Grid, _ row: Int, _ desk: Desk) {
    for placed in plan.placed {
      let isSorted = placed.column.sort == sort && find == nil
      var title = placed.column.title
      let arrow = isDescending ? desk.theme.glyphs.descending : desk.theme.glyphs.ascending
      if isSorted, sort != .item || isDescending { title += String(arrow) }
      plan.drawTitle(placed, title, on: &grid, row, role: isSorted ? .columnSorted : .column)
      if placed.column == chosen {
        let width = min(placed.width, title.cellWidth)
        let start = placed.column.isNumber ? placed.start + placed.width - width : placed.start
        grid.overlay(.rowCell, row: row, column: start, width: width)
      }
    }
  }

  private func draw(
    _ record: StockRow, _ plan: ColumnPlan<StockColumn>, on grid: inout Grid, _ row: Int, _ layout: Layout,
    _ desk: Desk, isCursor: Bool
  ) {
    let isChanged = changed[record.key] != nil
    plan.draw(record, on: &grid, row, desk) { isChanged && $0.isNumber ? .rowChanged : nil }
    plan.drawMargin(
      on: &grid, row, desk, isMarked: marks.contains(record.key), cursor: isCursor ? record.code.description : nil,
      rowWidth: layout.columns)
  }

  private func drawEmpty(on grid: inout Grid, _ rows: Range<Int>, _ layout: Layout, _ desk: Desk) {
    for (row, line) in zip(rows, emptyWords.flatMap { $0.wrapped(to: max(1, layout.columns - 4)) }) {
      grid.put(line, row: row, column: min(3, max(0, layout.columns - 1)), role: .muted)
    }
  }

  private var emptyWords: [String] {
    if let trouble { return trouble.listWords() }
    if let find, !find.line.isEmpty {
      return [
        "Nothing fits \"\(find.line.text)\".", "Enter asks whether it is a place, a lot or a serial; Esc goes back.",
      ]
    }
    if filter != StockFilter() { return ["No record fits this filter.", "Esc shows all; f changes the filter."] }
    return [
      "There is no stock yet.", "", "N  new item, then E receives goods of it", "or from files, in another shell:",
      "  tallyman import items items.csv", "  tallyman import stock stock.csv",
    ]
  }

  // MARK: Details of the row

  private func drawDetail(on grid: inout Grid, _ row: Int, _ layout: Layout, _ desk: Desk) {
    guard let rested = rest.row else { return }
    grid.putDetail(detailWords(rested, layout, desk.clock), positionWords, row: row, layout)
  }

  /// `6/1,204`, as far as it is known.
  private var positionWords: String {
    guard let index = list.rows.firstIndex(where: { $0.key == rest.row?.key }), let origin = list.origin else {
      return ""
    }
    var length: Int?
    if list.atEnd {
      length = origin + list.rows.count
    } else if filter == StockFilter(), find == nil {
      length = totals?.records
    }
    return Numbers.grouped(origin + index + 1) + (length.map { "/" + Numbers.grouped($0) } ?? "")
  }

  /// What the columns do not show.
  private func detailWords(_ row: StockRow, _ layout: Layout, _ clock: LocalClock) -> String {
    let shown = shownColumns(layout)
    if layout.sizeClass < .narrow {
      let point = row.reorderPoint.map { " rop \($0)" } ?? ""
      return "\(row.locationCode) resv \(Numbers.grouped(row.figure(.reserved)))\(point)"
    }
    if layout.sizeClass == .narrow { return "\(row.name)  \(row.place)" }
    var words: [String] = []
    if !row.category.isEmpty, !shown.contains(.category) { words.append(row.category) }
    if !row.roomType.isEmpty { words.append(row.roomType) }
    if !row.bin.isEmpty { words.append("bin \(row.bin)") }
    if row.balances.incoming > .zero { words.append("\(Numbers.grouped(row.balances.incoming)) expected") }
    if row.balances.blocked > .zero { words.append("\(Numbers.grouped(row.balances.blocked)) blocked") }
    if let counted = row.lastCountedAt { words.append("counted \(clock.ago(counted))") }
    if let moved = row.lastMovementAt { words.append("moved \(clock.ago(moved))") }
    words += row.flags.map { "\($0.name)=\($0.value)" }
    if !row.itemIsActive { words.append("RETIRED") }
    return words.joined(separator: "   ")
  }

  func plainLines(_ desk: Desk) -> [String] {
    var lines: [String] = []
    if let totals {
      lines.append(
        "Stock, \(filterWords.joined(separator: ", ")): \(Numbers.counted(totals.records, "record", "records"))"
          + (totals.isWithheld ? "." : ", \(totals.low) low, \(totals.out) out.")
      )
    }
    if list.rows.isEmpty { return lines + emptyWords }
    let shown = list.rows.prefix(50)
    lines.append(shown.count < list.rows.count || !list.atEnd ? "The first \(shown.count):" : "All \(shown.count):")
    for row in shown {
      let state = row.state.word.isEmpty ? "" : "  " + row.state.word
      let point = row.reorderPoint.map { "  reorder point \($0)" } ?? ""
      lines.append(
        "\(row.code)  \(row.name)  \(row.place)  available \(row.figure(.available)?.description ?? Numbers.withheld)"
          + "  on hand \(row.figure(.onHand)?.description ?? Numbers.withheld)" + point + state)
    }
    return lines
  }

  var sessionLines: [String] {
    var lines = ["stock.sort = \(sort.rawValue)", "stock.descending = \(isDescending ? "yes" : "no")"]
    lines.append("stock.column = \(chosen.rawValue)")
    if let columns {
      lines.append(
        "stock.columns = " + StockColumn.allCases.filter(columns.contains).map(\.rawValue).joined(separator: ","))
    }
    if let location = filter.location { lines.append("stock.location = \(location)") }
    if let type = filter.roomType { lines.append("stock.room-type = \(type)") }
    if let category = filter.category { lines.append("stock.category = \(category)") }
    if let status = filter.status { lines.append("stock.status = \(status.rawValue)") }
    if filter.isLow { lines.append("stock.low = yes") }
    if let isActive = filter.itemIsActive { lines.append("stock.active = \(isActive ? "yes" : "no")") }
    let kept = find?.before ?? list
    if let row = kept.current {
      if let start = kept.startCursor { lines.append("stock.from = \(start.text)") }
      lines.append("stock.item = \(row.code)")
      lines.append("stock.place = \(row.place)")
    }
    return lines
  }
}

extension String {
  /// In lines of at most `width` cells, broken at blanks.
  func wrapped(to width: Int) -> [String] {
    guard cellWidth > width, width > 0 else { return [self] }
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.cellWidth + 1 + word.cellWidth > width {
        lines.append(line)
        line = String(word)
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}

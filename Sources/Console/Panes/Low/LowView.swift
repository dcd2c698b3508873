import Inventory
import Terminal

extension LowPane {
  /// As many lines under the list as tell why, by the size of the screen.
  func layout(_ desk: Desk) -> Layout {
    var layout = Layout(desk.size, isBare: desk.isBare)
    let lines =
      switch layout.sizeClass {
      case .tiny: 0
      case .hand: 2
      case .narrow: 1
      case .normal: 3
      case .wide, .wall: 5
      }
    let hasRule = layout.sizeClass >= .narrow
    guard layout.body.count >= lines + (hasRule ? 5 : 3), lines > 0 else { return layout }
    layout.detail = layout.body.upperBound - lines
    layout.rule = hasRule ? layout.body.upperBound - lines - 1 : nil
    return layout
  }

  func header(_ desk: Desk) -> HeaderWords {
    let isHand = desk.size.columns < 40
    var place = isHand ? [] : [filter.location ?? "all sites"]
    if isFrozen { place.append("HELD STILL") }
    if !marks.isEmpty { place.append("\(marks.count) marked") }
    place += filterWords
    if let totals, !totals.isWithheld {
      let (open, out) = (Numbers.grouped(totals.open), Numbers.grouped(totals.out))
      // On a narrow screen they matter more than who works at it.
      if !isHand, desk.size.columns < 60 {
        return HeaderWords(title: "LOW", place: place, counts: ["\(open) open", "\(out) out"])
      }
      place += isHand ? [open, "out \(out)"] : ["\(open) open", "\(out) out"]
      place += [(totals.covered, "covered"), (totals.snoozed, "snoozed"), (totals.acknowledged, "acknowledged")]
        .filter { $0.0 > 0 }.map { "\(Numbers.grouped($0.0)) \($0.1)" }
    }
    return HeaderWords(title: desk.size.columns < 60 ? "LOW" : "LOW STOCK", place: place + [sortWords])
  }

  private var filterWords: [String] {
    var words: [String] = []
    if let text = find?.text { words.append("find: \(text)") }
    if filter.states == [.open, .acknowledged] {
      words.append("not covered")
    } else if let states = filter.states {
      words += states.map(\.rawValue).sorted()
    }
    if filter.isOut { words.append("out only") }
    if let vendor = filter.vendor { words.append("vendor \(vendor)") }
    if let name = filter.assignedTo { words.append("of \(name)") }
    return words
  }

  private var sortWords: String { "sort: \(order == .urgency ? "slack" : order.rawValue)" }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    guard let find, find.isTyping else { return nil }
    return ("find>", find.prompted)
  }

  func draw(on grid: inout Grid, _ given: Layout, _ desk: Desk) {
    let layout = layout(desk)
    var columns = shownColumns(layout)
    // Long codes are not cut for what follows from other columns.
    if layout.sizeClass == .normal, codeWidth > 8 { columns.subtract(codeWidth > 14 ? [.lead, .use] : [.lead]) }
    var plan = ColumnPlan(columns: columns, width: layout.columns, codeWidth: codeWidth)
    plan.hasFlags = true
    browse.draw(
      plan, empty: emptyWords, on: &grid, layout, desk, code: { $0.signal.rule.code.description },
      isMarked: { marks.contains($0.key) }, flag: { LowPane.flag($0.signal, desk.clock) })
    let first = layout.list.lowerBound + (BrowseList<SignalPage.Row>.hasTitles(layout) ? 1 : 0)
    for (offset, row) in browse.list.visible.enumerated() where first + offset < layout.list.upperBound {
      plan.drawHistory(row, on: &grid, first + offset, desk)
    }
    guard let detail = layout.detail, let rested = browse.rest.row else { return }
    drawDetails(rested, from: detail, on: &grid, layout, desk)
  }

  static func flag(_ signal: Signal, _ clock: LocalClock) -> (text: String, role: Role)? {
    signal.urgency(clock).map { (String($0), $0 == "!" ? .stockOut : .stockLow) }
  }

  private var emptyWords: [String] {
    if let text = find?.text {
      return ["Nothing low is \"\(text)\".", "Enter asks whether it is an item or a place; Esc goes back."]
    }
    if filter != home { return ["Nothing low fits this filter.", "Esc shows all; f changes the filter."] }
    return [
      "Nothing is low.", "", "What is watched has a reorder point: B in the stock sets one,",
      "or: tallyman rule set ITEM --at PLACE --point 40",
    ]
  }

  // MARK: Why, under the list

  private func drawDetails(
    _ row: SignalPage.Row, from first: Int, on grid: inout Grid, _ layout: Layout, _ desk: Desk
  ) {
    let story = peek.story?.row.key == row.key ? peek.story : nil
    let lines = detailLines(row, story, layout, desk)
    let end = layout.size.columns - 1
    let position = layout.sizeClass >= .normal ? browse.position : ""
    for (offset, line) in lines.prefix(layout.body.upperBound - first).enumerated() {
      let room = max(0, offset == 0 && !position.isEmpty ? end - position.cellWidth - 1 : end)
      grid.put(
        line.fitted(to: room, ellipsis: String(desk.theme.glyphs.ellipsis)), row: first + offset, column: 0,
        role: offset == 0 && layout.sizeClass >= .normal ? .strong : .text)
    }
    grid.put(position, row: first, column: end - position.cellWidth)
  }

  private func detailLines(
    _ row: SignalPage.Row, _ story: SignalStory.Story?, _ layout: Layout, _ desk: Desk
  ) -> [String] {
    let (signal, figures) = (row.signal, row.signal.figures)
    let use = story.map(\.row.use).flatMap { $0.isEmpty ? nil : $0 } ?? row.use
    let glyphs = desk.theme.glyphs.spark
    let perDay = Numbers.tenths(figures.usePerDay)
    if layout.sizeClass < .narrow {
      let first = story?.sources.first
      let cover = Numbers.days(figures.cover.thousandths).filter { $0 != " " }
      let order = Numbers.fitted(signal.suggested, 8)
      let whole = "\(perDay)/d cover \(cover) o\(order)"
      let source = first.map { "\($0.site) has \(Numbers.grouped($0.available))" } ?? signal.stateWords(desk.clock)
      return [
        whole.cellWidth < layout.size.columns ? whole : "\(perDay)/d \(cover) o\(order)",
        placesDiffer ? handPlace(signal, first, layout) : source,
      ]
    }
    if layout.sizeClass == .narrow {
      var words = "\(perDay)/d  \(signal.stateWords(desk.clock))"
      if placesDiffer { words = "\(signal.rule.placeWords(14))  \(words)" }
      let width = min(28, layout.size.columns - words.cellWidth - 8)
      let chart = use.isEmpty || width < 7 ? "" : "use \(Sparkline.text(use, levels: glyphs, width: width))  "
      return [" \(chart)\(words)"]
    }
    var title = " \(signal.rule.code)" + (signal.rule.name.isEmpty ? "" : "  \(signal.rule.name)")
    title += " at \(signal.rule.place)"
    let left = "  \(Numbers.grouped(figures.available)) left"
    // How much is left matters more than the days before; the name and the position in the list stand too.
    let spare = layout.size.columns - title.cellWidth - left.cellWidth - browse.position.cellWidth - 20
    let days = min(use.count, 28, spare)
    if days >= 7 { title += "    use, \(days) days  " + Sparkline.text(use, levels: glyphs, width: days) }
    title += left
    guard let story else { return [title] }
    let (reason, supply) = (story.reason(desk.clock), story.supplyWords(desk.clock))
    if layout.sizeClass == .normal {
      return [title, " why   \(reason)   \(supply)", "       \(story.sourceWords)"]
    }
    let moves = story.movements.prefix(3).map { entry in
      [desk.clock.short(entry.occurredAt).trimmedBlanks, entry.kind.words, Numbers.signed(entry.shownChange)]
        .joined(separator: " ") + (entry.reference.map { " \($0)" } ?? "")
    }
    return [
      title, " why     \(reason)     \(supply)     \(story.demandWords)",
      "         \(story.sourceWords)     \(signal.rule.orderWords)",
      "         \(story.sources.dropFirst().prefix(2).map { "also \($0.words)" }.joined(separator: "     "))",
      moves.isEmpty ? "" : " moved   " + moves.joined(separator: ",  "),
    ]
  }

  /// `at NORTH, SOUTH 212`: where it is low, and who could give as far as there is room.
  private func handPlace(_ signal: Signal, _ source: SignalStory.Source?, _ layout: Layout) -> String {
    let place = "at \(signal.rule.placeWords(layout.size.columns - 4))"
    let whole = source.map { "\(place), \($0.site) \(Numbers.grouped($0.available))" } ?? place
    return whole.cellWidth < layout.size.columns ? whole : place
  }

  func plainLines(_ desk: Desk) -> [String] {
    let list = browse.list
    var lines: [String] = []
    if let totals, !totals.isWithheld {
      lines.append(
        "Low stock, \(filter.location ?? "all sites"): \(totals.open) open, \(totals.out) out, \(totals.covered) covered, "
          + "\(totals.snoozed) snoozed, \(totals.acknowledged) acknowledged.")
    }
    if list.rows.isEmpty { return lines + emptyWords }
    let shown = list.rows.prefix(50)
    lines.append(shown.count < list.rows.count || !list.atEnd ? "The first \(shown.count):" : "All \(shown.count):")
    for row in shown {
      let (signal, figures) = (row.signal, row.signal.figures)
      lines.append(
        "\(signal.title)  \(signal.rule.name)  available \(figures.available)  reorder point \(signal.rule.point)"
          + "  cover \(Numbers.days(figures.cover.thousandths))  order \(signal.suggested)  \(signal.stateWords(desk.clock))"
      )
    }
    return lines
  }

  var sessionLines: [String] {
    var lines = ["low = \(browse.current.map { String($0.key.number) } ?? "all")", "low.order = \(order.rawValue)"]
    if let columns {
      lines.append(
        "low.columns = " + LowColumn.allCases.filter(columns.contains).map(\.rawValue).joined(separator: ","))
    }
    if let location = filter.location { lines.append("low.location = \(location)") }
    if let states = filter.states {
      lines.append("low.states = " + states.map(\.rawValue).sorted().joined(separator: ","))
    }
    if filter.isOut { lines.append("low.out = yes") }
    if let vendor = filter.vendor { lines.append("low.vendor = \(vendor)") }
    if let name = filter.assignedTo { lines.append("low.assigned = \(name)") }
    return lines
  }
}

extension ColumnPlan<LowColumn> {
  /// What was used on each day, as the theme draws it.
  func drawHistory(_ row: SignalPage.Row, on grid: inout Grid, _ line: Int, _ desk: Desk) {
    guard let place = placed.first(where: { $0.column == .history }) else { return }
    grid.put(
      Sparkline.text(row.use, levels: desk.theme.glyphs.spark, width: place.width), row: line, column: place.start,
      role: .spark)
  }
}

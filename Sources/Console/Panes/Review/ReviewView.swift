import Inventory
import Terminal

extension ReviewPane {
  func header(_ desk: Desk) -> HeaderWords {
    var words = HeaderWords(title: (desk.sizeClass >= .normal ? "REVIEW " : "") + stocktake)
    guard let card else { return words }
    words.place = [card.stocktake.place]
    if !marks.isEmpty { words.place.append("\(marks.count) marked") }
    if isFrozen { words.place.append("HELD STILL") }
    words.place += filter.words
    if isWalk { words.place.append("as people walk") }
    if card.stocktake.status != .review { words.place.append(card.stocktake.status.rawValue.uppercased()) }
    if card.stocktake.isBlind { words.place.append("BLIND") }
    words.counts = counts
    return words
  }

  /// Of least importance first: what is to be decided stays on small screens.
  private var counts: [String] {
    guard let card else { return [] }
    let lines = card.lines.values.reduce(0, +)
    var counts = [Numbers.lines(lines)]
    func add(_ count: Int, _ words: String) { if count > 0 { counts.append("\(Numbers.grouped(count)) \(words)") } }
    if !isWithheld { add(card.lines(.open, .confirm), "uncounted") }
    add(card.found, "found")
    if card.stocktake.status.isOver {
      add(card.lines(.rejected), "rejected")
      add(card.lines(.applied), "applied")
      return counts
    }
    add(card.lines(.outside, .recount), isWithheld ? "to recount" : "outside")
    if !isWithheld { counts.append("\(Numbers.grouped(situation.count?.undecided ?? 0)) to decide") }
    add(card.lines(.counting), "to judge")
    return counts
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let plan = ColumnPlan(
      columns: ReviewColumn.shown(layout.sizeClass, hasLots: hasLots), width: layout.columns, codeWidth: codeWidth)
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
    for (offset, line) in list.visible.enumerated() where first + offset < rows.upperBound {
      let isChanged = changed[line.key] != nil
      plan.draw(line, on: &grid, first + offset, desk) { isChanged && $0.isNumber ? .rowChanged : nil }
      let isCursor = list.top + offset == list.cursor
      plan.drawMargin(
        on: &grid, first + offset, desk, isMarked: marks.contains(line.key),
        cursor: isCursor ? line.code.description : nil, rowWidth: layout.columns)
    }
    if let rule = layout.rule { grid.rule(row: rule, glyph: desk.theme.glyphs.rule) }
    if let row = layout.detail { drawDetail(on: &grid, row, layout, desk) }
    if let columns = layout.panel { drawPanel(on: &grid, columns, layout, desk) }
  }

  private var emptyWords: [String] {
    if let trouble { return trouble.listWords() }
    if filter.item != nil || filter.location != nil {
      return ["No line fits \(filter.words.joined(separator: ", ")).", "Esc shows all."]
    }
    guard let card else { return [] }
    switch filter.shown {
    case .all where card.lines(.counting) > 0:
      return [
        "\(Numbers.lines(card.lines(.counting))) counted and not judged yet.",
        "R reconciles: it judges them.",
      ]
    case .all where card.stocktake.status == .applied: return ["Nothing was counted."]
    case .all:
      return [
        "Nothing is counted yet.", "Count with:", "  tallyman count \(stocktake)",
        "f shows what is expected: uncounted.",
      ]
    case .toDecide where card.lines(.counting) > 0:
      return [
        "\(Numbers.lines(card.lines(.counting))) counted since the last judgement.", "R judges them.",
      ]
    case .toDecide where card.lines(.approved) > 0 && !card.stocktake.status.isOver:
      return ["Every line is decided.", "P posts what is approved. Esc shows all."]
    default: return ["No line is \(filter.shown.words).", "Esc shows all; f chooses others."]
    }
  }

  // MARK: Details of the line

  private func drawDetail(on grid: inout Grid, _ row: Int, _ layout: Layout, _ desk: Desk) {
    guard let rested = rest.row else { return }
    grid.putDetail(detailWords(rested, layout, desk.clock), positionWords, row: row, layout)
  }

  /// `6/1,204`, as far as it is known.
  private var positionWords: String {
    guard let index = list.rows.firstIndex(where: { $0.key == rest.row?.key }), let origin = list.origin else {
      return ""
    }
    let length = list.atEnd ? origin + list.rows.count : length
    return Numbers.grouped(origin + index + 1) + (length.map { "/" + Numbers.grouped($0) } ?? "")
  }

  /// What the columns do not show, what must be acted on first.
  private func detailWords(_ line: CountLine, _ layout: Layout, _ clock: LocalClock) -> String {
    if let refusal = line.refusal { return "came back: " + refusal }
    let shown = ReviewColumn.shown(layout.sizeClass, hasLots: hasLots)
    if layout.sizeClass < .narrow {
      // A code that the column cuts is told in full.
      if line.code.description.cellWidth > 7 { return "\(line.code) \(line.bin)" }
      return "\(line.bin) \(line.counted.map { Numbers.grouped($0) } ?? "-")"
        + (line.standing.map { " of \(Numbers.grouped($0.expected))" } ?? "")
    }
    var words: [String] = []
    if !shown.contains(.value), let value = line.standing?.value { words.append(Numbers.money(value)) }
    if let pick = line.probablePick { words.append("\(pick) took just that: K") }
    if !shown.contains(.description) { words.append(line.name) }
    if !shown.contains(.promised), let promised = line.promised, promised > .zero {
      words.append("\(Numbers.grouped(promised)) promised")
    }
    if !shown.contains(.who), !line.counters.isEmpty { words.append("by " + line.counters.joined(separator: ", ")) }
    if let at = line.lastCountedAt { words.append(clock.short(at)) }
    if let judgement = line.standing, !judgement.expected.isZero, !judgement.variance.isZero {
      words.append(Numbers.percent(abs(judgement.share)) + (judgement.variance > .zero ? " more" : " less"))
    }
    if let by = line.decidedBy { words.append("\(line.state.words) by \(by)") }
    if let reason = line.reason { words.append(reason) }
    return words.joined(separator: "   ")
  }

  // MARK: The panel

  /// Beside the list on wide screens: why the line is as it is.
  private func drawPanel(on grid: inout Grid, _ columns: Range<Int>, _ layout: Layout, _ desk: Desk) {
    let rows = layout.body.lowerBound..<(layout.rule ?? layout.body.upperBound)
    grid.fill(
      row: rows.lowerBound, column: columns.lowerBound - 2, width: 1, height: rows.count, with: "|", role: .rule)
    guard let story = story.story else { return }
    for (row, line) in zip(rows, LineStory.words(story, width: columns.count, desk.clock)) {
      grid.put(line.text, row: row, column: columns.lowerBound, role: line.role, width: columns.count)
    }
  }

  func plainLines(_ desk: Desk) -> [String] {
    var lines: [String] = []
    if let card {
      lines.append("Review of \(card.stocktake.number), \(card.stocktake.title), \(card.stocktake.status.rawValue).")
      lines.append(
        counts.joined(separator: ", ")
          + (filter.words.isEmpty ? "" : "; shown: " + filter.words.joined(separator: ", ")) + ".")
    }
    if list.rows.isEmpty { return lines + emptyWords }
    let shown = list.rows.prefix(50)
    lines.append(shown.count < list.rows.count || !list.atEnd ? "The first \(shown.count):" : "All \(shown.count):")
    for line in shown {
      lines.append("\(line.number)  \(line.title)  \(line.figureWords)  \(line.flags.joined(separator: " "))")
    }
    return lines
  }
}

import Inventory
import Terminal

extension TransferPane {
  func header(_ desk: Desk) -> HeaderWords {
    var words = HeaderWords(title: (desk.sizeClass >= .normal ? "TRANSFER " : "") + number)
    guard let card else { return words }
    words.place = [card.transfer.route, card.transfer.status.words]
    if card.transfer.priority == .urgent { words.place.append("URGENT") }
    if let item { words.place.append(item) }
    if isOnlyOpen { words.place.append("open lines") }
    if card.transfer.isLate(desk.clock) { words.place.append(card.transfer.timing(desk.clock)) }
    if card.sums.lines > 0 {
      words.counts = ["\(Numbers.grouped(card.sums.linesDone))/\(Numbers.lines(card.sums.lines)) done"]
      if card.discrepancies > 0 {
        words.counts.append(Numbers.counted(card.discrepancies, "discrepancy", "discrepancies"))
      }
      if card.parked > 0 { words.counts.append("\(Numbers.grouped(card.parked)) parked") }
    }
    return words
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let plan = ColumnPlan(
      columns: TransferLineColumn.shown(layout.sizeClass, hasLots: hasLots), width: layout.columns, codeWidth: codeWidth
    )
    browse.draw(plan, empty: emptyWords, on: &grid, layout, desk, code: { $0.code.description })
    if let row = layout.detail, let line = browse.rest.row {
      grid.putDetail(detailWords(line, plan.columns, layout), browse.position, row: row, layout)
    }
    if let columns = layout.panel { grid.putPanel(panelWords(columns.count, desk.clock), columns, layout) }
  }

  private var emptyWords: [String] {
    if let item { return ["No line of \(number) is of \(item).", "Esc shows all."] }
    if isOnlyOpen { return ["No line of \(number) is open.", "Esc shows all."] }
    return ["\(number) has no line."]
  }

  /// What the columns do not show.
  private func detailWords(_ line: TransferLine, _ shown: Set<TransferLineColumn>, _ layout: Layout) -> String {
    if layout.sizeClass < .narrow {
      return "\(Numbers.grouped(line.good)) of \(Numbers.grouped(max(line.requested, line.shipped))) came"
    }
    var words: [String] = []
    func add(_ column: TransferLineColumn, _ quantity: Quantity, _ what: String) {
      if !shown.contains(column), !quantity.isZero { words.append("\(Numbers.grouped(quantity)) \(what)") }
    }
    if !shown.contains(.description) { words.append(line.name) }
    if !shown.contains(.lot), let lot = line.lot { words.append("lot \(lot.code)") }
    add(.shipped, line.shipped, "shipped")
    add(.damaged, line.damaged, "damaged")
    add(.over, line.over, "over")
    add(.closed, line.closed, "short")
    add(.scanned, line.pendingGood + line.pendingDamaged, "scanned, not posted")
    if !shown.contains(.value), line.inTransit > .zero { words.append("worth \(line.valueInTransit.shown())") }
    for found in discrepancies where found.line == line.number {
      words.append("\(found.kind.words) \(Numbers.grouped(found.quantity)) open")
    }
    if !line.serialsInTransit.isEmpty { words.append(line.serialsInTransit.joined(separator: " ")) }
    return words.joined(separator: "   ")
  }

  // MARK: The panel

  /// Beside the lines on wide screens: the document, and of the line the cursor rests on what is open about it.
  private func panelWords(_ width: Int, _ clock: LocalClock) -> [(text: String, role: Role)] {
    guard let card else { return [] }
    var words: [(text: String, role: Role)] = [(number, .strong)]
    words += card.facts(clock).flatMap { $0.wrapped(to: width) }.map { ($0, .text) }
    if let line = browse.rest.row {
      words += [("", .text), (line.title, .column)]
      words += line.name.wrapped(to: width).map { ($0, .text) }
      words += line.figures.wrapped(to: width).map { ($0, .text) }
      if let expires = line.lot?.expires { words.append(("lot expires \(clock.day(expires))", .text)) }
      if !line.serialsInTransit.isEmpty {
        let serials = "on the way: " + line.serialsInTransit.joined(separator: " ")
        words += serials.wrapped(to: width).prefix(6).map { ($0, .text) }
      }
    }
    guard !discrepancies.isEmpty else { return words }
    words += [("", .text), ("open discrepancies", .column)]
    for found in discrepancies.prefix(20) {
      let text =
        "\(found.line) \(found.code) \(found.kind.words) \(Numbers.grouped(found.quantity)), \(found.owner.rawValue)"
      words.append((text, found.line == browse.rest.row?.number ? .stockLow : .text))
    }
    return words
  }

  func plainLines(_ desk: Desk) -> [String] {
    var lines: [String] = []
    if let card { lines.append("Transfer \(number): " + card.facts(desk.clock).joined(separator: "; ") + ".") }
    if browse.list.rows.isEmpty { return lines + emptyWords }
    let shown = browse.list.rows.prefix(50)
    lines.append(
      shown.count < browse.list.rows.count || !browse.list.atEnd ? "The first \(shown.count):" : "All \(shown.count):")
    lines += shown.map { "\($0.number)  \($0.title)  \($0.name)  \($0.figures)" }
    return lines
  }
}

extension TransferLine {
  /// `48 asked, 48 shipped, 40 good, 2 damaged, 6 on the way`.
  var figures: String {
    var words = ["\(Numbers.grouped(requested)) asked", "\(Numbers.grouped(shipped)) shipped"]
    for (quantity, what) in [
      (good, "good"), (damaged, "damaged"), (over, "over"), (closed, "short"), (inTransit, "on the way"),
      (pendingGood + pendingDamaged, "scanned"),
    ] where !quantity.isZero { words.append("\(Numbers.grouped(quantity)) \(what)") }
    return words.joined(separator: ", ")
  }
}

import Inventory
import Terminal

extension LotsPane {
  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(title: "LOTS", place: filterWords(desk.clock), counts: counts)
  }

  private func filterWords(_ clock: LocalClock) -> [String] {
    var words: [String] = []
    if let text = find?.text { words.append("find: \(text)") }
    if let item = filter.item { words.append(item) }
    if let status = filter.status { words.append(status.rawValue) }
    if let location = filter.location { words.append(location) }
    if let day = filter.expiresBefore { words.append("before \(clock.day(day).trimmedBlanks)") }
    words.append(filter.hasStock ? "in stock" : "all")
    return words
  }

  private var counts: [String] {
    let list = browse.list
    guard list.atStart, list.atEnd, list.isLoaded else { return [] }
    let expired = list.rows.count { $0.lot.status == .expired }
    let soon = list.rows.count(where: \.isSoon)
    return [Numbers.counted(list.rows.count, "lot", "lots")]
      + (expired > 0 ? ["\(Numbers.grouped(expired)) expired"] : [])
      + (soon > 0 ? ["\(Numbers.grouped(soon)) soon"] : [])
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    guard let find, find.isTyping else { return nil }
    return ("find>", find.prompted)
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let plan = ColumnPlan(
      columns: LotColumn.shown(layout.sizeClass), width: layout.columns, codeWidth: codeWidth)
    browse.draw(plan, empty: emptyWords, on: &grid, layout, desk, code: { $0.lot.code })
    if let row = layout.detail, let rested = browse.rest.row {
      grid.putDetail(detailWords(rested, plan.columns, layout, desk.clock), browse.position, row: row, layout)
    }
    if let columns = layout.panel {
      let words = peek.words(columns.count) { $0.lines($1, desk.clock) }
      grid.putPanel(words, columns, layout)
    }
  }

  private var emptyWords: [String] {
    if let text = find?.text {
      return [
        "No lot and no item of one begins with \"\(text)\".",
        "Enter asks whether it is a barcode, a place or a serial.",
      ]
    }
    if filter != home { return ["No lot fits this filter.", "Esc goes back; f changes the filter."] }
    if let item = filter.item {
      return ["\(item) has no lot yet.", "N makes one known, with goods or before they come."]
    }
    return [
      "There is nothing of any lot.", "", "o  shows lots of which nothing is left",
      "N  makes a lot known; receiving goods with a lot does it too",
    ]
  }

  /// What the columns do not show, and what is to be done.
  private func detailWords(
    _ row: LotRow, _ shown: Set<LotColumn>, _ layout: Layout, _ clock: LocalClock
  ) -> String {
    if layout.sizeClass < .narrow { return "\(row.code) \(Numbers.grouped(row.figure(row.onHand)))" }
    var words: [String] = []
    if !shown.contains(.item) { words.append(row.code.description) }
    words.append(row.name)
    words.append(row.useWords(clock))
    if row.lot.status == .quarantined { words.append("R releases it") }
    if !shown.contains(.blocked), row.blocked > .zero { words.append("\(Numbers.grouped(row.blocked)) blocked") }
    if let made = row.lot.made { words.append("made \(clock.day(made).trimmedBlanks)") }
    return words.joined(separator: "   ")
  }

  func plainLines(_ desk: Desk) -> [String] {
    let list = browse.list
    if list.rows.isEmpty { return emptyWords }
    let shown = list.rows.prefix(50)
    var lines = [
      shown.count < list.rows.count || !list.atEnd ? "Lots, the first \(shown.count):" : "Lots, all \(shown.count):"
    ]
    for row in shown {
      lines.append(
        "\(row.lot.code)  \(row.code)  \(row.name)  \(row.useWords(desk.clock))"
          + "  on hand \(Numbers.grouped(row.figure(row.onHand)))"
          + "  blocked \(Numbers.grouped(row.figure(row.blocked)))"
          + (row.stateWords.isEmpty ? "" : "  \(row.stateWords)"))
    }
    return lines
  }

  var sessionLines: [String] {
    var lines = ["lots = \(browse.current.map { String($0.lot.id.number) } ?? "all")"]
    if let item = home.item { lines.append("lots.of = \(item)") }
    if let item = filter.item, item != home.item { lines.append("lots.item = \(item)") }
    if let location = filter.location { lines.append("lots.location = \(location)") }
    if let status = filter.status { lines.append("lots.status = \(status.rawValue)") }
    if let day = filter.expiresBefore { lines.append("lots.before = \(day)") }
    if filter.hasStock != home.hasStock { lines.append("lots.in-stock = \(filter.hasStock ? "yes" : "no")") }
    return lines
  }
}

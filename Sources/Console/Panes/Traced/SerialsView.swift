import Inventory
import Terminal

extension SerialsPane {
  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(title: "SERIALS", place: filterWords, counts: counts)
  }

  private var filterWords: [String] {
    var words: [String] = []
    if let text = find?.text { words.append("find: \(text)") }
    if let item = filter.item { words.append(item) }
    if let status = filter.status { words.append(status.words) }
    if let location = filter.location { words.append(location) }
    if let owner = filter.owner { words.append(owner.isEmpty ? "ours" : "of \(owner)") }
    return words
  }

  private var counts: [String] {
    let list = browse.list
    guard list.atStart, list.atEnd, list.isLoaded else { return [] }
    return [Numbers.counted(list.rows.count, "serial", "serials")]
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    guard let find, find.isTyping else { return nil }
    return ("find>", find.prompted)
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let plan = ColumnPlan(
      columns: SerialColumn.shown(layout.sizeClass), width: layout.columns, codeWidth: codeWidth)
    browse.draw(plan, empty: emptyWords, on: &grid, layout, desk, code: { $0.serial })
    if let row = layout.detail, let rested = browse.rest.row {
      grid.putDetail(detailWords(rested, plan.columns, layout), browse.position, row: row, layout)
    }
    if let columns = layout.panel {
      let words = peek.words(columns.count) { $0.lines($1, desk.clock) }
      grid.putPanel(words, columns, layout)
    }
  }

  private var emptyWords: [String] {
    if let text = find?.text {
      return ["No serial begins with \"\(text)\".", "Enter asks whether it is an item, a place or a lot."]
    }
    if filter != home { return ["No serial fits this filter.", "Esc goes back; f changes the filter."] }
    if let item = filter.item { return ["\(item) has no serial yet.", "N registers units that came in: scan each."] }
    return ["There is no serial yet.", "", "N  registers units that came in: scan each."]
  }

  /// What the columns do not show.
  private func detailWords(_ unit: SerialUnit, _ shown: Set<SerialColumn>, _ layout: Layout) -> String {
    if layout.sizeClass < .narrow { return unit.place ?? unit.code.description }
    var words: [String] = []
    if !shown.contains(.name) { words.append(unit.name) }
    if !shown.contains(.place), let place = unit.place { words.append(place) }
    if !shown.contains(.owner), !unit.owner.isEmpty { words.append("of \(unit.owner)") }
    if !shown.contains(.lot), let lot = unit.lot { words.append("lot \(lot)") }
    if words.isEmpty { words.append(unit.owner.isEmpty ? "ours" : "of \(unit.owner)") }
    return words.joined(separator: "   ")
  }

  func plainLines(_ desk: Desk) -> [String] {
    let list = browse.list
    if list.rows.isEmpty { return emptyWords }
    let shown = list.rows.prefix(50)
    var lines = [
      shown.count < list.rows.count || !list.atEnd
        ? "Serials, the first \(shown.count):" : "Serials, all \(shown.count):"
    ]
    for unit in shown {
      lines.append(
        "\(unit.serial)  \(unit.code)  \(unit.name)  \(unit.stateWords)" + (unit.place.map { " at \($0)" } ?? "")
          + (unit.owner.isEmpty ? "" : "  of \(unit.owner)") + (unit.lot.map { "  lot \($0)" } ?? ""))
    }
    return lines
  }

  var sessionLines: [String] {
    var lines = ["serials = \(browse.current.map { String($0.id) } ?? "all")"]
    if let item = home.item { lines.append("serials.of = \(item)") }
    if let item = filter.item, item != home.item { lines.append("serials.item = \(item)") }
    if let location = filter.location { lines.append("serials.location = \(location)") }
    if let status = filter.status { lines.append("serials.status = \(status.rawValue)") }
    if let owner = filter.owner { lines.append("serials.owner = \(owner)") }
    return lines
  }
}

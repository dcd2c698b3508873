import Inventory
import Terminal

extension DiscrepanciesPane {
  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(
      title: "DISCREPANCIES", place: [isAll ? "all" : order == .age ? "open, the oldest first" : "open, by value"],
      counts: counts)
  }

  private var counts: [String] {
    let list = browse.list
    guard list.atStart, list.atEnd, list.isLoaded else { return [] }
    let open = list.rows.filter(\.isOpen)
    return ["worth \(open.reduce(Money.zero) { $0 + $1.value }.shown())", "\(Numbers.grouped(open.count)) open"]
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let plan = ColumnPlan(
      columns: DiscrepancyColumn.shown(layout.sizeClass, hasLots: hasLots, all: isAll), width: layout.columns,
      codeWidth: codeWidth)
    browse.draw(plan, empty: emptyWords, on: &grid, layout, desk, code: { "\($0.transfer)/\($0.line)" })
    if let row = layout.detail, let found = browse.rest.row {
      grid.putDetail(detailWords(found, plan.columns, layout, desk.clock), browse.position, row: row, layout)
    }
    if let columns = layout.panel {
      grid.putPanel(story.words(width: columns.count, desk.clock), columns, layout)
    }
  }

  private var emptyWords: [String] {
    isAll
      ? ["Nothing ever came otherwise than it was shipped."]
      : [
        "Nothing is open: all that was shipped came as it should, or is resolved.", "o shows those that are resolved.",
      ]
  }

  /// What the columns do not show.
  private func detailWords(
    _ found: Discrepancy, _ shown: Set<DiscrepancyColumn>, _ layout: Layout, _ clock: LocalClock
  ) -> String {
    if layout.sizeClass < .narrow { return "\(found.transfer)/\(found.line) \(clock.ago(found.openedAt))" }
    var words: [String] = []
    if !shown.contains(.transfer) { words.append("\(found.transfer)/\(found.line)") }
    words.append(found.name)
    if !shown.contains(.lot), let lot = found.lot { words.append("lot \(lot)") }
    if !shown.contains(.value) { words.append("worth \(found.value.shown())") }
    if !shown.contains(.owner) { words.append(found.owner.rawValue) }
    if !shown.contains(.reason), let reason = found.reason { words.append(reason) }
    if !shown.contains(.reference), let reference = found.reference { words.append("claim \(reference)") }
    words.append("opened by \(found.openedBy) \(clock.short(found.openedAt))")
    if let by = found.resolvedBy { words.append("\(found.resolution?.words ?? "resolved") by \(by)") }
    return words.joined(separator: "   ")
  }

  func plainLines(_ desk: Desk) -> [String] {
    if browse.list.rows.isEmpty { return emptyWords }
    let shown = browse.list.rows.prefix(50)
    var lines = [
      shown.count < browse.list.rows.count || !browse.list.atEnd
        ? "Discrepancies, the first \(shown.count):" : "Discrepancies, all \(shown.count):"
    ]
    for found in shown {
      lines.append(
        "\(found.id)  \(found.title)  worth \(found.value.shown())  \(found.owner.rawValue)  "
          + (found.isOpen ? desk.clock.ago(found.openedAt) : found.resolution?.words ?? "resolved"))
    }
    return lines
  }
}

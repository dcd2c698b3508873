import Inventory
import Terminal

extension RequisitionsPane {
  func header(_ desk: Desk) -> HeaderWords {
    let list = browse.list
    let isWhole = list.atStart && list.atEnd && list.isLoaded
    return HeaderWords(
      title: desk.sizeClass >= .normal ? "REQUISITIONS" : "ASKED FOR", place: status.map { [$0.rawValue] } ?? [],
      counts: isWhole ? [Numbers.counted(list.rows.count, "requisition", "requisitions")] : [])
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let plan = ColumnPlan(columns: RequisitionColumn.shown(layout.sizeClass), width: layout.columns, codeWidth: 8)
    browse.draw(plan, empty: emptyWords, on: &grid, layout, desk, code: { $0.requisition.number })
    if let row = layout.detail, let rested = browse.rest.row {
      let words =
        layout.sizeClass < .narrow
        ? rested.goods
        : ([nextStep(rested.requisition)] + rested.lines.prefix(1).map { $0.words(desk.clock) }
          + [rested.requisition.note].compactMap { $0 }).joined(separator: "   ")
      grid.putDetail(words, browse.position, row: row, layout)
    }
    if let columns = layout.panel, let row = browse.rest.row {
      let words = row.facts(desk.clock) + [""] + row.lines.prefix(60).map { $0.words(desk.clock) }
      grid.putPanel(
        [(row.requisition.number, .strong)] + words.flatMap { $0.wrapped(to: columns.count) }.map { ($0, .text) },
        columns, layout)
    }
  }

  private func nextStep(_ requisition: Requisition) -> String {
    switch requisition.status {
    case .draft: "A approves it"
    case .approved: "O orders it from a vendor"
    case .ordered: "every line is on an order"
    case .cancelled: "it is not bought"
    }
  }

  private var emptyWords: [String] {
    if let status { return ["No requisition is \(status.rawValue).", "Esc shows all."] }
    return ["Nothing is asked for.", "", "N  asks for goods to be bought.  Tab  shows the orders."]
  }

  func plainLines(_ desk: Desk) -> [String] {
    if browse.list.rows.isEmpty { return emptyWords }
    return browse.list.rows.prefix(50).map { row in
      let lines = row.lines.map { $0.words(desk.clock) }.joined(separator: "; ")
      return "\(row.requisition.number)  \(row.requisition.status.rawValue)  \(lines)"
    }
  }
}

import Inventory
import Terminal

extension OrdersPane {
  func header(_ desk: Desk) -> HeaderWords { HeaderWords(title: "ORDERS", place: filterWords, counts: counts) }

  private var filterWords: [String] {
    var words: [String] = []
    if let text = find?.text { words.append("find: \(text)") }
    if let isUnderWay = filter.isUnderWay { words.append(isUnderWay ? "under way" : "over") }
    if let status = filter.status { words.append(status.rawValue) }
    if let vendor = filter.vendor { words.append("from \(vendor)") }
    if let to = filter.to { words.append("to \(to)") }
    if let item = filter.item { words.append(item) }
    return words
  }

  private var counts: [String] {
    let list = browse.list
    guard list.atStart, list.atEnd, list.isLoaded else { return [] }
    let underWay = list.rows.count { $0.order.isUnderWay }
    return [Numbers.counted(list.rows.count, "order", "orders"), "\(Numbers.grouped(underWay)) under way"]
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    guard let find, find.isTyping else { return nil }
    return ("find>", find.prompted)
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let widest = browse.list.rows.reduce(7) { max($0, $1.order.number.cellWidth) }
    let plan = ColumnPlan(columns: shownColumns(layout), width: layout.columns, codeWidth: widest)
    let shown = plan.placed.first { $0.column == .number }?.width ?? 8
    browse.draw(
      plan, empty: emptyWords, on: &grid, layout, desk,
      code: { $0.order.number.fitted(to: shown, ellipsis: String(desk.theme.glyphs.ellipsis)) })
    if let row = layout.detail, let rested = browse.rest.row {
      grid.putDetail(detailWords(rested, plan.columns, layout, desk.clock), browse.position, row: row, layout)
    }
    if let columns = layout.panel { grid.putPanel(peek.words(width: columns.count, desk.clock), columns, layout) }
  }

  private var emptyWords: [String] {
    if let text = find?.text {
      return [
        "No order is \"\(text)\", and no vendor or reference begins so.",
        "Enter asks whether it is an item or a place.",
      ]
    }
    if filter != OrderFilter() { return ["No order fits this filter.", "Esc shows all; f changes the filter."] }
    return ["There is no order yet.", "", "N  writes one.  Tab  shows what is asked for."]
  }

  /// What the columns do not show, what is to be done first.
  private func detailWords(
    _ row: OrderPage.Row, _ shown: Set<OrderColumn>, _ layout: Layout, _ clock: LocalClock
  ) -> String {
    let order = row.order
    if layout.sizeClass < .narrow { return "\(order.timing(clock)) \(order.vendor)".trimmedBlanks }
    var words: [String] = []
    if !shown.contains(.to) { words.append("to \(order.place)") }
    words.append(nextStep(row))
    if !row.isWithheld {
      if !shown.contains(.open), row.sums.outstanding > .zero {
        words.append("\(Numbers.grouped(row.sums.outstanding)) to come")
      }
      if row.sums.rejected > .zero { words.append("\(Numbers.grouped(row.sums.rejected)) rejected") }
      words.append("\(row.sums.value.shown()) \(order.currency)")
    }
    if let reference = order.reference { words.append(reference) }
    if let note = order.note { words.append(note) }
    words.append("by \(order.createdBy)")
    return words.joined(separator: "   ")
  }

  private func nextStep(_ row: OrderPage.Row) -> String {
    switch row.order.status {
    case .draft: "S sends it"
    case .sent: "F7 receives it"
    case .received: "all that was to come has come"
    case .closed: "closed"
    case .cancelled: "cancelled: it was never sent"
    }
  }

  func plainLines(_ desk: Desk) -> [String] {
    let list = browse.list
    if list.rows.isEmpty { return emptyWords }
    let shown = list.rows.prefix(50)
    var lines = [
      shown.count < list.rows.count || !list.atEnd
        ? "Orders, the first \(shown.count):" : "Orders, all \(shown.count):"
    ]
    for row in shown {
      let figures =
        row.isWithheld
        ? "" : "  \(row.sums.linesDone) of \(row.sums.lines) lines done, \(row.sums.outstanding) to come"
      lines.append("\(row.order.number)  \(row.order.route)  \(row.order.status.rawValue)" + figures)
    }
    return lines
  }

  var sessionLines: [String] {
    var lines = ["orders = \(browse.current?.order.number ?? "all")"]
    if let columns {
      lines.append(
        "orders.columns = " + OrderColumn.allCases.filter(columns.contains).map(\.rawValue).joined(separator: ","))
    }
    if let status = filter.status { lines.append("orders.status = \(status.rawValue)") }
    if filter.isUnderWay == true { lines.append("orders.only = under way") }
    if let vendor = filter.vendor { lines.append("orders.vendor = \(vendor)") }
    if let to = filter.to { lines.append("orders.to = \(to)") }
    if let item = filter.item { lines.append("orders.item = \(item)") }
    return lines
  }
}

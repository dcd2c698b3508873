import Inventory
import Terminal

extension TransfersPane {
  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(title: "TRANSFERS", place: filterWords, counts: counts)
  }

  private var filterWords: [String] {
    var words: [String] = []
    if let text = find?.text { words.append("find: \(text)") }
    if let isUnderWay = filter.isUnderWay { words.append(isUnderWay ? "under way" : "over") }
    if let status = filter.status { words.append(status.words) }
    if let from = filter.from { words.append("from \(from)") }
    if let to = filter.to { words.append("to \(to)") }
    if let item = filter.item { words.append(item) }
    if order == .newest { words.append("newest first") }
    return words
  }

  private var counts: [String] {
    let list = browse.list
    guard list.atStart, list.atEnd, list.isLoaded else { return [] }
    let discrepancies = list.rows.reduce(0) { $0 + $1.discrepancies }
    let underWay = list.rows.count { !$0.transfer.status.isOver }
    return [Numbers.counted(list.rows.count, "transfer", "transfers"), "\(Numbers.grouped(underWay)) under way"]
      + (discrepancies > 0 ? [Numbers.counted(discrepancies, "discrepancy", "discrepancies")] : [])
  }

  func prompt(_ desk: Desk) -> (label: String, text: String)? {
    guard let find, find.isTyping else { return nil }
    return ("find>", find.prompted)
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let widest = browse.list.rows.reduce(7) { max($0, $1.transfer.number.cellWidth) }
    let plan = ColumnPlan(columns: shownColumns(layout), width: layout.columns, codeWidth: widest)
    browse.draw(plan, empty: emptyWords, on: &grid, layout, desk, code: { $0.transfer.number })
    if let row = layout.detail, let rested = browse.rest.row {
      grid.putDetail(
        detailWords(rested, plan.columns, layout, desk.clock), browse.position, row: row, layout)
    }
    if let columns = layout.panel { grid.putPanel(peek.words(width: columns.count, desk.clock), columns, layout) }
  }

  private var emptyWords: [String] {
    if let text = find?.text {
      return [
        "No transfer is \"\(text)\", and no reference begins so.", "Enter asks whether it is an item or a place.",
      ]
    }
    if filter != TransferFilter() { return ["No transfer fits this filter.", "Esc shows all; f changes the filter."] }
    return ["There is no transfer yet.", "", "N  asks for goods to be moved to another place."]
  }

  /// What the columns do not show, what is to be done first.
  private func detailWords(
    _ row: TransferPage.Row, _ shown: Set<TransferColumn>, _ layout: Layout, _ clock: LocalClock
  ) -> String {
    let transfer = row.transfer
    if layout.sizeClass < .narrow { return "\(transfer.timing(clock)) \(transfer.destinationPlace)" }
    var words: [String] = []
    if !shown.contains(.from) { words.append(transfer.route) }
    if !row.isWithheld {
      words.append(nextStep(row))
      if row.sums.inTransit > .zero {
        if !shown.contains(.transit) { words.append("\(Numbers.grouped(row.sums.inTransit)) on the way") }
        if !shown.contains(.value) { words.append("worth \(row.sums.valueInTransit.shown())") }
      }
      if !shown.contains(.units) { words.append("\(Numbers.grouped(row.sums.requested)) asked for") }
      if row.discrepancies > 0, !shown.contains(.discrepancies) {
        words.append(Numbers.counted(row.discrepancies, "discrepancy", "discrepancies"))
      }
    }
    if let reference = transfer.reference { words.append(reference) }
    if let note = transfer.note { words.append(note) }
    words.append("by \(transfer.createdBy)")
    return words.joined(separator: "   ")
  }

  private func nextStep(_ row: TransferPage.Row) -> String {
    switch row.transfer.status {
    case .requested: "S ships it"
    case .inTransit where row.sums.pending > .zero: "\(Numbers.grouped(row.sums.pending)) scanned, not posted"
    case .inTransit where row.sums.shipped < row.sums.requested: "S ships the rest"
    case .inTransit: "on its way: F7 receives it"
    case .completed: row.sums.closed > .zero ? "\(Numbers.grouped(row.sums.closed)) did not come" : "all accounted for"
    case .cancelled: "cancelled: nothing of it moved"
    }
  }

  func plainLines(_ desk: Desk) -> [String] {
    let list = browse.list
    if list.rows.isEmpty { return emptyWords }
    let shown = list.rows.prefix(50)
    var lines = [
      shown.count < list.rows.count || !list.atEnd
        ? "Transfers, the first \(shown.count):" : "Transfers, all \(shown.count):"
    ]
    for row in shown {
      let figures =
        row.isWithheld
        ? "" : "  \(row.sums.linesDone) of \(row.sums.lines) lines done, \(row.sums.inTransit) in transit"
      lines.append(
        "\(row.transfer.number)  \(row.transfer.route)  \(row.transfer.status.words)"
          + (row.transfer.priority == .urgent ? ", urgent" : "") + figures
          + (row.discrepancies > 0 ? ", " + Numbers.counted(row.discrepancies, "discrepancy", "discrepancies") : ""))
    }
    return lines
  }

  var sessionLines: [String] {
    var lines = ["transfers = \(browse.current?.transfer.number ?? "all")", "transfers.order = \(order.rawValue)"]
    if let columns {
      lines.append(
        "transfers.columns = "
          + TransferColumn.allCases.filter(columns.contains).map(\.rawValue).joined(separator: ","))
    }
    if let status = filter.status { lines.append("transfers.status = \(status.rawValue)") }
    if filter.isUnderWay == true { lines.append("transfers.only = under way") }
    if let from = filter.from { lines.append("transfers.from = \(from)") }
    if let to = filter.to { lines.append("transfers.to = \(to)") }
    if let item = filter.item { lines.append("transfers.item = \(item)") }
    return lines
  }
}

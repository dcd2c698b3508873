import Inventory

extension PaperAnswers {
  /// At any time there was half as much as now, and the scale had not come; before July there was nothing.
  func answer(_ question: PastStockPage) throws(InventoryError) -> Page<PastStockPage.Row> {
    if state.withholdsPast { throw .withheld("stock as it was") }
    if question.location == "NOWHERE" { throw .noSuchLocation("NOWHERE") }
    let isEmpty = question.instant < PaperWarehouse.noon.adding(milliseconds: -14 * 86_400_000)
    let words = (question.text ?? "").lowercased().split(separator: " ")
    var rows = state.rows.filter { row in
      !isEmpty && row.code.sku != "SER-7" && (question.item == nil || question.item == row.code.description)
        && (question.location.map { [row.siteCode, row.locationCode, row.place].contains($0) } ?? true)
        && words.allSatisfy { "\(row.code) \(row.name)".lowercased().contains($0) }
    }
    switch question.order {
    case .item: break
    case .place: rows.sort { ($0.place, $0.code.sku) < ($1.place, $1.code.sku) }
    case .name: rows.sort { ($0.name, $0.code.sku) < ($1.name, $1.code.sku) }
    }
    let then = rows.map { row in
      var row = row
      row.balances = Balances(onHand: Quantity(thousandths: row.balances.onHand.thousandths / 2))
      return PastStockPage.Row(stock: row, value: question.withValue ? Money(tenThousandths: 125_000) : nil)
    }
    return try PaperAnswers.page(then, question.start, question.limit)
  }
}

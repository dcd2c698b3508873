import Inventory

/// How old stock is, by item and by lot, as a table with its plot.
extension ReportSheet {
  static func ageing(_ page: Page<AgeingReport.Row>, _ buckets: AgeBuckets) -> ReportSheet {
    var sheet = ReportSheet(columns: ofItem + columns(buckets))
    sheet.rows = page.rows.map { row in
      ReportRow(
        cells: cells(row.item.code, row.item.name) + cells(row), lead: .item(row.item.code.description))
    }
    sheet.next = page.next
    sheet.plot = plot(page.rows, buckets)
    return sheet
  }

  static func ageing(byLot page: Page<LotAgeingReport.Row>, _ buckets: AgeBuckets) -> ReportSheet {
    var sheet = ReportSheet(
      columns: [ReportColumn("lot", 0)] + ofItem + columns(buckets) + [ReportColumn("expires", 8)])
    sheet.rows = page.rows.map { row in
      let item = row.ageing.item
      return ReportRow(
        cells: [.text(row.lot.code)] + cells(item.code, item.name) + cells(row.ageing)
          + [.text(row.lot.expires?.description ?? "")], lead: .item(item.code.description))
    }
    sheet.next = page.next
    sheet.plot = plot(page.rows.map(\.ageing), buckets)
    return sheet
  }

  private static func columns(_ buckets: AgeBuckets) -> [ReportColumn] {
    [ReportColumn("site", 10)]
      + buckets.names.enumerated().map { index, name in
        ReportColumn("days_" + name.split(separator: " ").joined(separator: "_"), 4 + index, isNumber: true)
      } + [
        ReportColumn("on_hand", 2, isNumber: true), ReportColumn("mean_age", 1, isNumber: true),
        ReportColumn("value", 9, isNumber: true),
      ]
  }

  private static func cells(_ row: AgeingReport.Row) -> [ReportCell] {
    [.text(row.item.siteCode)] + row.age.quantities.map { ReportCell($0) } + [
      ReportCell(row.stock.quantity), .number(row.age.mean.map { Decimals.text($0, places: 2, atLeast: 2) } ?? ""),
      ReportCell(row.stock.value),
    ]
  }

  private static func plot(_ rows: [AgeingReport.Row], _ buckets: AgeBuckets) -> ReportPlot {
    var sums = [Quantity](repeating: .zero, count: buckets.names.count)
    for row in rows {
      for (index, quantity) in row.age.quantities.enumerated() { sums[index] += quantity }
    }
    let bars = zip(buckets.names, sums).map { ReportBar($0 + " d", $1) }
    return .bars(title: "units by age, of the rows read", bars, addsUp: true)
  }
}

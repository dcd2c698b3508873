import Inventory

/// The figures of the house as a table of its sites, with their stock as a plot, and the other figures in words.
extension ReportSheet {
  static func metrics(_ report: Metrics.Report) -> ReportSheet {
    var sheet = ReportSheet(
      columns: [
        ReportColumn("site", 0), ReportColumn("on_hand", 1, isNumber: true),
        ReportColumn("available", 2, isNumber: true),
        ReportColumn("reserved", 4, isNumber: true), ReportColumn("allocated", 5, isNumber: true),
        ReportColumn("blocked", 6, isNumber: true), ReportColumn("incoming", 7, isNumber: true),
        ReportColumn("records", 8, isNumber: true), ReportColumn("value", 3), ReportColumn("figure", 9),
        ReportColumn("is", 9),
      ])
    var all = report.total
    all.code = "all"
    let sites = report.sites.count == 1 ? report.sites : report.sites + [all]
    sheet.rows =
      sites.map { site in
        let sums = site.sums.thousandths
        let order = [sums[0], site.sums.available, sums[1], sums[2], sums[3], sums[4]]
        return ReportRow(
          cells: [.text(site.code)] + order.map { .number(BalanceSums.text($0)) } + [
            ReportCell(site.records), .text(worth(site)), .text(""), .text(""),
          ])
      }
      + figures(report).map { name, value in
        ReportRow(
          cells: [.text("")] + Array(repeating: .number(""), count: 7) + [.text(""), .text(name), .text(value)])
      }
    sheet.plot = .bars(
      title: "on hand by site",
      report.sites.map { ReportBar($0.code, Quantity(thousandths: Int64(clamping: $0.sums.onHand))) },
      addsUp: false)
    sheet.notes = figures(report).map { "\($0) \($1)" }
    return sheet
  }

  private static func worth(_ site: Metrics.Site) -> String {
    site.worth.sorted { $0.key < $1.key }.map { currency, value in
      Numbers.grouped(value.description) + (currency.isEmpty ? "" : " " + currency)
    }.joined(separator: ", ")
  }

  private static func figures(_ report: Metrics.Report) -> [(name: String, value: String)] {
    func percent(_ share: Int64?) -> String { share.map { Decimals.text($0, places: 2) + " %" } ?? "none" }
    var figures: [(String, String)] = []
    for row in report.turnover {
      let currency = row.currency.isEmpty ? "" : " " + row.currency
      if let turns = row.turnover.turns {
        figures.append(("turned over" + currency, Decimals.text(turns, places: 2) + " x"))
      }
      if let days = row.turnover.days { figures.append(("days of stock" + currency, Decimals.text(days, places: 1))) }
    }
    figures.append(("units sold", Numbers.grouped(BalanceSums.text(report.sales.sold))))
    figures.append(("reservations expired", percent(report.promises.expiryRate)))
    figures.append(("refused oversells", Numbers.grouped(report.promises.refusals)))
    figures.append(("count accuracy", percent(report.accuracy.ofItems)))
    for open in report.openDocuments where open.count > 0 {
      figures.append(("open " + String(open.kind.map { $0 == "_" ? " " : $0 }), Numbers.grouped(open.count)))
    }
    return figures
  }
}

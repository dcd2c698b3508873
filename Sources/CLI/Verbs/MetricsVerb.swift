import Inventory

/// The figures of the house (`spec.md` 3.15).
enum MetricsVerb {
  static let commands = [
    Command(
      "metrics", "", [],
      [
        Option("from", .text("T"), "of the time from this on (28 days before its end)"),
        Option("to", .text("T"), "before this time, and stock as it was then (now)"),
      ],
      about: "what there is and is worth by site, turnover, sales, promises, count accuracy, open documents",
      example: "tallyman metrics --from 2026-06-01 --to 2026-07-01 --json"
    ) { session throws(CommandError) in
      let (from, to) = (try session.instant("from"), try session.instant("to"))
      let question: Metrics
      do throws(InventoryError) {
        question = try Metrics(from: from, to: to, now: session.now)
      } catch {
        throw .refused(error)
      }
      let report = try session.ask(question)
      session.show(report.fields, MetricsText.text(report))
      return .done
    }
  ]
}

/// The figures in words.
enum MetricsText {
  static func text(_ report: Metrics.Report) -> String {
    stock(report) + "\n" + figures(report)
  }

  private static func stock(_ report: Metrics.Report) -> String {
    var table = TextTable(
      [.init("SITE")]
        + ["RECORDS", "ON HAND", "RESERVED", "ALLOCATED", "BLOCKED", "INCOMING", "AVAILABLE", "VALUE"].map {
          .init($0, isNumber: true)
        })
    var all = report.total
    all.code = "all"
    for site in report.sites + [all] {
      let sums = (site.sums.thousandths + [site.sums.available]).map { BalanceSums.text($0) }
      table.add([site.code, String(site.records)] + sums + [worth(site)])
    }
    return table.text
  }

  private static func worth(_ site: Metrics.Site) -> String {
    site.worth.sorted { $0.key < $1.key }.map { currency, value in
      value.description + (currency.isEmpty ? "" : " " + currency)
    }.joined(separator: ", ")
  }

  private static func figures(_ report: Metrics.Report) -> String {
    func percent(_ share: Int64?) -> String { share.map { Decimals.text($0, places: 2) + " %" } ?? "nothing to tell" }
    var table = TextTable([.init("FIGURE"), .init("VALUE")])
    table.add(["from", report.period.from.description])
    table.add(["to", report.period.to.description])
    for row in report.turnover {
      let named = row.currency.isEmpty ? "" : " (\(row.currency))"
      let turnover = row.turnover
      table.add(["turnover" + named, turnover.turns.map { Decimals.text($0, places: 2, atLeast: 1) } ?? "no stock"])
      table.add(["days of stock" + named, turnover.days.map { Decimals.text($0, places: 1, atLeast: 1) } ?? "not used"])
      table.add(["cost of goods sold" + named, turnover.cost.description])
    }
    table.add(["units sold", BalanceSums.text(report.sales.sold)])
    let promises = report.promises
    table.add(["reservations made", String(promises.made)])
    table.add(["of which expired", "\(promises.expired) (\(percent(promises.expiryRate)))"])
    table.add(["of which held nothing", String(promises.failed)])
    table.add(["refused oversells", String(promises.refusals)])
    table.add(["count accuracy, lines", percent(report.accuracy.ofItems)])
    table.add(["count accuracy, units", percent(report.accuracy.ofUnits)])
    for open in report.openDocuments {
      let kind = String(open.kind.map { $0 == "_" ? " " : $0 })
      table.add(["open \(kind)", String(open.count)])
    }
    return table.text
  }
}

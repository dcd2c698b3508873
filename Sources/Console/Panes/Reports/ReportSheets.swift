import Inventory

/// Each report's answer as a table with its plot.
extension ReportSheet {
  static func use(_ report: MovementStats.Report, of item: String?) -> ReportSheet {
    var sheet = ReportSheet(columns: [
      ReportColumn("day", 0), ReportColumn("sold", 1, isNumber: true), ReportColumn("entries", 2, isNumber: true),
    ])
    let first = report.scope.firstDay
    let use = report.days.map(\.used)
    sheet.rows = report.days.enumerated().reversed().map { index, day in
      ReportRow(
        cells: [
          .text(Day(daysSince1970: first.daysSince1970 + index).description), ReportCell(day.used),
          ReportCell(day.entries),
        ], lead: item.map { .item($0) })
    }
    sheet.plot = .days(title: "\(use.useWords.perDay) a day on average", first: first, use)
    if let row = report.page.rows.first, item != nil, let perDay = row.demand.perDay {
      sheet.notes.append("\(perDay) a day on the \(row.demand.daysWithStock) days with stock")
    }
    return sheet
  }

  static func cover(_ report: StockCover.Report) -> ReportSheet {
    var sheet = ReportSheet(
      columns: ofItem + [
        ReportColumn("available", 2, isNumber: true), ReportColumn("use_per_day", 3, isNumber: true),
        ReportColumn("days_of_cover", 1, isNumber: true), ReportColumn("used", 5, isNumber: true),
        ReportColumn("days_with_stock", 6, isNumber: true),
      ])
    sheet.rows = report.page.rows.map { row in
      ReportRow(
        cells: cells(row.item.code, row.item.name) + [
          ReportCell(row.available), ReportCell(row.demand.perDay),
          .number(row.cover.map { CoverBucket.text($0) } ?? ""), ReportCell(row.demand.used),
          ReportCell(row.demand.daysWithStock),
        ], lead: .item(row.item.code.description))
    }
    sheet.next = report.page.next
    let bars = zip(CoverBucket.names, report.buckets).enumerated().map { index, bucket in
      let name = bucket.0 == CoverBucket.names.last ? bucket.0 : bucket.0 + " d"
      return ReportBar(name, Quantity(bucket.1), alarm: index == 0 ? .out : index == 1 ? .low : nil)
    }
    sheet.plot = .bars(title: "items by days of cover", bars, addsUp: false)
    return sheet
  }

  static func turnover(_ page: Page<TurnoverReport.Row>, _ totals: [TurnoverTotals.Row]) -> ReportSheet {
    var sheet = ReportSheet(
      columns: ofItem + [
        ReportColumn("used", 4, isNumber: true), ReportColumn("cost_of_goods", 2, isNumber: true),
        ReportColumn("average_value", 3, isNumber: true), ReportColumn("turnover", 5, isNumber: true),
        ReportColumn("turnover_per_year", 6, isNumber: true), ReportColumn("days_of_stock", 1, isNumber: true),
        ReportColumn("currency", 8),
      ])
    var counts = [Int](repeating: 0, count: daysOfStock.count + 2)
    sheet.rows = page.rows.map { row in
      let days = row.turnover.days
      let step = days.map { tenths in daysOfStock.firstIndex { tenths <= $0 * 10 } ?? daysOfStock.count }
      counts[step ?? counts.count - 1] += 1
      return ReportRow(
        cells: cells(row.code, row.name) + [
          ReportCell(row.used), ReportCell(row.turnover.cost), ReportCell(row.turnover.average),
          number(row.turnover.turns, 2), number(row.turnover.turnsPerYear, 2), number(days, 1), .text(row.currency),
        ], lead: .item(row.code.description))
    }
    sheet.next = page.next
    let names = daysOfStock.map { "to \($0) d" } + ["over 365 d", "not used"]
    sheet.plot = .bars(
      title: "items by days of stock, of the rows read", zip(names, counts).map { ReportBar($0, Quantity($1)) },
      addsUp: true)
    sheet.notes = totals.map { total in
      let pace = total.turnover.turns.map { turns in
        Decimals.text(turns, places: 2, atLeast: 1) + " times"
          + (total.turnover.days.map { ", \(Decimals.text($0, places: 1, atLeast: 1)) d of stock" } ?? "")
      }
      return (total.currency.isEmpty ? "all" : "all in \(total.currency)") + ": "
        + (pace ?? "no stock") + ", used \(Numbers.grouped(total.turnover.cost.description))"
    }
    return sheet
  }

  private static let daysOfStock: [Int64] = [30, 60, 90, 180, 365]

  static func abc(_ ranked: [RankedUsage], _ start: PageStart, _ limit: Int) -> ReportSheet {
    var sheet = ReportSheet(
      columns: ofItem + [
        ReportColumn("class", 1), ReportColumn("used", 3, isNumber: true), ReportColumn("value", 2, isNumber: true),
        ReportColumn("share_before", 4, isNumber: true), ReportColumn("class_by_share_after", 6),
      ])
    let page = AbcReport.page(of: ranked, start, limit)
    sheet.rows = page.rows.map { row in
      ReportRow(
        cells: cells(row.usage.code, row.usage.name) + [
          .text(row.letter.rawValue), ReportCell(row.usage.used), .number(row.usage.value?.description ?? ""),
          .number(Decimals.text(row.shareBefore, places: 2)), .text(row.letterByShareAfter.rawValue),
        ], lead: .item(row.usage.code.description))
    }
    sheet.next = page.next
    let bars = UsageClass.allCases.map { letter in
      ReportBar(letter.rawValue, Quantity(ranked.count { $0.letter == letter }))
    }
    sheet.plot = .bars(title: "items by class, by the share before the item", bars, addsUp: false)
    return sheet
  }

  static func bestSellers(_ report: MovementStats.Report) -> ReportSheet {
    var sheet = ReportSheet(
      columns: ofItem + [
        ReportColumn("sold", 1, isNumber: true), ReportColumn("use_per_day", 2, isNumber: true),
        ReportColumn("days_with_stock", 6, isNumber: true), ReportColumn("received", 4, isNumber: true),
        ReportColumn("returned", 5, isNumber: true), ReportColumn("adjusted", 7, isNumber: true),
        ReportColumn("lost", 8, isNumber: true), ReportColumn("transferred_in", 9, isNumber: true),
        ReportColumn("transferred_out", 10, isNumber: true), ReportColumn("entries", 11, isNumber: true),
      ])
    sheet.rows = report.page.rows.map { row in
      let figures = row.figures
      return ReportRow(
        cells: cells(row.item.code, row.item.name) + [
          ReportCell(figures.used), ReportCell(row.demand.perDay), ReportCell(row.demand.daysWithStock),
          ReportCell(figures.received), ReportCell(figures.returned), ReportCell(figures.adjusted),
          ReportCell(figures.lost), ReportCell(figures.transferredIn), ReportCell(figures.transferredOut),
          ReportCell(figures.entries),
        ], lead: .item(row.item.code.description))
    }
    sheet.next = report.page.next
    let best = report.page.rows.prefix(7).filter { $0.figures.used > .zero }
    sheet.plot = .bars(
      title: "most sold", best.map { ReportBar($0.item.code.description, $0.figures.used) }, addsUp: false)
    let total = report.total
    sheet.notes = [
      "\(Numbers.counted(report.items, "item", "items")): \(Numbers.grouped(total.used)) sold, "
        + "\(Numbers.grouped(total.received)) received, \(Numbers.counted(total.entries, "entry", "entries"))"
    ]
    return sheet
  }

  static func inTransit(_ page: Page<InTransitReport.Row>) -> ReportSheet {
    var sheet = ReportSheet(
      columns: [ReportColumn("transfer", 0)] + ofItem.map { ReportColumn($0.name, $0.rank + 1, isWide: $0.isWide) } + [
        ReportColumn("in_transit", 2, isNumber: true), ReportColumn("from", 5), ReportColumn("to", 4),
        ReportColumn("shipped_at", 6), ReportColumn("eta", 3), ReportColumn("value", 7, isNumber: true),
      ])
    sheet.rows = page.rows.map { row in
      ReportRow(
        cells: [.text(row.line.transfer.description)] + cells(row.line.code, row.line.name) + [
          ReportCell(row.line.inTransit), .text(row.from), .text(row.to), .instant(row.shippedAt), .instant(row.eta),
          ReportCell(row.line.valueInTransit),
        ], lead: .transfer(row.line.transfer.description))
    }
    sheet.next = page.next
    return sheet
  }

  static func worth(_ page: Page<ValuePage.Row>) -> ReportSheet {
    var sheet = ReportSheet(
      columns: ofItem + [
        ReportColumn("site", 3), ReportColumn("on_hand", 2, isNumber: true), ReportColumn("value", 1, isNumber: true),
        ReportColumn("average_value", 5, isNumber: true), ReportColumn("fifo_value", 6, isNumber: true),
        ReportColumn("currency", 8),
      ])
    var byCurrency: [String: Money] = [:]
    sheet.rows = page.rows.map { row in
      byCurrency[row.item.currency, default: .zero] += row.value.stock.value
      return ReportRow(
        cells: cells(row.item.code, row.item.name) + [
          .text(row.item.siteCode), ReportCell(row.value.stock.quantity), ReportCell(row.value.stock.value),
          ReportCell(row.value.holding.average.stock.value), ReportCell(row.value.holding.layers.total.value),
          .text(row.item.currency),
        ], lead: .item(row.item.code.description))
    }
    sheet.next = page.next
    if page.next == nil, page.previous == nil {
      sheet.notes = byCurrency.sorted { $0.key < $1.key }.map { currency, value in
        "all\(currency.isEmpty ? "" : " in \(currency)"): \(Numbers.grouped(value.description))"
      }
    }
    return sheet
  }

  static func accuracy(_ report: CountAccuracyReport.Report) -> ReportSheet {
    var sheet = ReportSheet(columns: [
      ReportColumn("id", 0), ReportColumn("name", 5, isWide: true), ReportColumn("location", 3),
      ReportColumn("applied_at", 4), ReportColumn("lines", 6, isNumber: true),
      ReportColumn("items_percent", 1, isNumber: true), ReportColumn("units_percent", 2, isNumber: true),
      ReportColumn("off", 7, isNumber: true), ReportColumn("value_up", 8, isNumber: true),
      ReportColumn("value_down", 9, isNumber: true),
    ])
    sheet.rows = report.stocktakes.map { row in
      ReportRow(
        cells: [
          .text(row.stocktake.description), .text(row.name), .text(row.place), .instant(row.appliedAt),
          ReportCell(row.accuracy.lines), number(row.accuracy.ofItems, 2), number(row.accuracy.ofUnits, 2),
          ReportCell(row.accuracy.off), .number(row.accuracy.valueUp.description),
          .number(row.accuracy.valueDown.description),
        ], lead: .stocktake(row.stocktake.description))
    }
    let bars = report.stocktakes.prefix(7).map { row in
      ReportBar(row.stocktake.description, Quantity(thousandths: (row.accuracy.ofItems ?? 0) * 10))
    }
    sheet.plot = .bars(title: "lines inside their tolerance, in percent", Array(bars), addsUp: false)
    if let items = report.total.ofItems, let units = report.total.ofUnits {
      sheet.notes = [
        "all: \(Decimals.text(items, places: 2)) % of lines inside tolerance, \(Decimals.text(units, places: 2)) % of units"
      ]
    }
    return sheet
  }

  static let ofItem = [ReportColumn("sku", 0), ReportColumn("name", 3, isWide: true)]

  static func cells(_ code: ItemCode, _ name: String) -> [ReportCell] {
    [.text(code.description), .text(name)]
  }

  static func number(_ scaled: Int64?, _ places: Int) -> ReportCell {
    .number(scaled.map { Decimals.text($0, places: places, atLeast: 1) } ?? "")
  }
}

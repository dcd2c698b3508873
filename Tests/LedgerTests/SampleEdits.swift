import Inventory
import Testing

extension ItemEdits {
  static func with(_ fill: (inout ItemEdits) -> Void) -> ItemEdits {
    var edits = ItemEdits()
    fill(&edits)
    return edits
  }
}

extension LocationEdits {
  static func with(_ fill: (inout LocationEdits) -> Void) -> LocationEdits {
    var edits = LocationEdits()
    fill(&edits)
    return edits
  }
}

extension SampleWarehouse {
  /// All pages of a list, forwards to the end.
  func allRows(_ question: StockPage) throws -> [StockRow] {
    var rows: [StockRow] = []
    var question = question
    while true {
      let page = try books.ask(question)
      rows += page.rows
      guard let next = page.next else { return rows }
      question.start = .after(next)
    }
  }

  func location(_ name: String) throws -> Location {
    try #require(try books.ask(LocationList(.only(name))).rows.first)
  }

  /// Fails the test where a header's counters are not what a recount of the records gives, for all sites and for each.
  func expectCountersRight(at source: SourceLocation = #_sourceLocation) throws {
    let rows = try allRows(StockPage(sort: .record, limit: 1000))
    let sites = try books.ask(LocationList(.sites, limit: 1000)).rows.map(\.code)
    for site in [nil] + sites.map(Optional.some) {
      let here = rows.filter { site == nil || $0.siteCode == site }
      let low = here.filter { row in row.reorderPoint.map { row.balances.available <= $0 } ?? false }
      let recount = StockTotals.Totals(
        records: here.count, low: low.count, out: low.count { $0.balances.available <= .zero })
      #expect(try books.ask(StockTotals(site: site)) == recount, "\(site ?? "all sites")", sourceLocation: source)
    }
  }
}

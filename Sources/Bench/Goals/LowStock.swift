import Inventory
import Ledger

/// P7: the list of what is low, and how many records are.
struct LowStock {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let books = try Books(at: workshop.folder.file(workshop.bases.base()), mode: .readOnly)
    var filter = StockFilter()
    filter.isLow = true
    for sort in [StockSort.record, .item] {
      let samples = try workshop.latencies(500) {
        let page = try books.ask(StockPage(filter: filter, sort: sort))
        try require(!page.rows.isEmpty, "nothing is low")
      }
      Report.latencies("p7_low_first50_by_\(sort.rawValue)", samples)
    }
    let counts = try workshop.latencies(500) { _ = try books.ask(StockTotals()) }
    Report.latencies("p7_low_count", counts)
    Report.line("p7_low", Double(try books.ask(StockTotals()).low), "records")
  }
}

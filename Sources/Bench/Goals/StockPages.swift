import Inventory
import Ledger

/// P5: the first page of the stock list and the page after a cursor somewhere in it, small and large.
struct StockPages {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let bases = workshop.bases
    try measure("1k", bases.small(), bases.smallData)
    try measure("\(bases.data.skus * bases.data.locations / 1000)k", bases.base(), bases.data)
  }

  private func measure(_ size: String, _ base: String, _ data: SampleData) throws {
    let books = try Books(at: workshop.folder.file(base), mode: .readOnly)
    let first = try workshop.latencies(500) {
      let page = try books.ask(StockPage())
      try require(page.rows.count == 50, "the first page is not full")
    }
    Report.latencies("p5_first_page_\(size)", first)
    var random = Xorshift()
    var cursors = try (0..<503).map { _ in try cursor(after: random.below(data.skus - 20), books) }
    let next = try workshop.latencies(500) {
      let page = try books.ask(StockPage(start: .after(cursors.removeLast())))
      try require(page.rows.count == 50, "a page in the middle is not full")
    }
    Report.latencies("p5_next_page_\(size)", next)
  }

  /// A place in the whole list, taken from a page of one item.
  private func cursor(after sku: Int, _ books: Books) throws -> Cursor {
    var filter = StockFilter()
    filter.item = SampleData.sku(sku)
    guard let cursor = try books.ask(StockPage(filter: filter, limit: 1)).next else { throw Failure("no next page") }
    return cursor
  }
}

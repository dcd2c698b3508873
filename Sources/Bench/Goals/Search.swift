import Inventory
import Ledger

/// P6: what is found for each key pressed, by the beginning of a code and by any part of code or name.
struct Search {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let bases = workshop.bases
    let books = try Books(at: workshop.folder.file(bases.base()), mode: .readOnly)
    var random = Xorshift()
    let prefixes = max(bases.data.skus / 100, 1)
    let prefix = { "SKU-" + SampleData.padded(random.below(prefixes), 5) }
    let part = { SampleData.padded(random.below(10_000), 4) }
    try stock("prefix", 500, books, prefix)
    try stock("substring", 200, books, part)
    try stock("common", 200, books) { "bracket" }
    try items("prefix", 500, books, prefix)
    try items("substring", 500, books, part)
    try items("common", 200, books) { "bracket" }
    try items("two_letters", 200, books) { "br" }
  }

  private func stock(_ name: String, _ times: Int, _ books: Books, _ text: () -> String) throws {
    let samples = try workshop.latencies(times) {
      var filter = StockFilter()
      filter.text = text()
      _ = try books.ask(StockPage(filter: filter))
    }
    Report.latencies("p6_stock_\(name)", samples)
  }

  private func items(_ name: String, _ times: Int, _ books: Books, _ text: () -> String) throws {
    let samples = try workshop.latencies(times) { _ = try books.ask(ItemPage(text: text())) }
    Report.latencies("p6_items_\(name)", samples)
  }
}

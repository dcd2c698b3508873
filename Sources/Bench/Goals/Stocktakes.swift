import Inventory
import Ledger

/// P9: a stocktake of 1,000 lines filled, counted and confirmed, one line in ten differing; and the list of a large one,
/// paged by worth.
struct Stocktakes {
  private let workshop: Workshop
  private static let lines = 1_000
  private static let shelf = "COUNTED"

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let bases = workshop.bases
    let books = try Books(at: bases.copy(bases.base(), as: "count.db"))
    defer { workshop.folder.remove("count.db") }
    try fillShelf(books)
    try measureThousand(books)
    try measureLarge(books)
  }

  private func fillShelf(_ books: Books) throws {
    var edits = LocationEdits()
    edits.parent = SampleData.site
    let answer = try perform(ImportLocations([ImportLocations.Row(Stocktakes.shelf, edits)]), books)
    try require(answer.rejections.isEmpty, "the shelf cannot be made")
    let rows = (0..<Stocktakes.lines).map {
      ImportStock.Row(SampleData.sku($0), at: Stocktakes.shelf, onHand: Quantity(50))
    }
    try require(try perform(ImportStock(rows), books).rejections.isEmpty, "the shelf cannot be filled")
  }

  private func measureThousand(_ books: Books) throws {
    var steps = [Samples](repeating: Samples(), count: 5)
    var all = Samples()
    for round in 0..<20 {
      let stocktake = try number(ofStocktake: round + 1)
      let expected = Quantity(50 + round)
      let entries = (0..<Stocktakes.lines).map { number in
        CountEntry(
          .typed, SampleData.sku(number), number % 10 == 0 ? expected + Quantity(1) : Quantity(50),
          at: Stocktakes.shelf)
      }
      let acts: [() throws -> Void] = [
        { try perform(OpenStocktake(Stocktakes.shelf), books) },
        { try perform(RecordCounts(stocktake, entries), books) },
        { try perform(ReconcileStocktake(stocktake), books) },
        { try perform(DecideCounts(stocktake, .approve, .all), books) },
        { try perform(ApplyStocktake(stocktake), books) },
      ]
      var total = 0.0
      for (step, act) in acts.enumerated() {
        let seconds = try Clock.seconds(act)
        steps[step].add(seconds * 1e3)
        total += seconds
      }
      all.add(total * 1e3)
    }
    Report.line("p9_stocktake_1000", all.median, "ms")
    for (name, samples) in zip(["open", "count", "reconcile", "approve", "apply"], steps) {
      Report.line("p9_stocktake_1000_\(name)", samples.median, "ms")
    }
  }

  /// A stocktake of a whole bin, half of whose lines differ.
  private func measureLarge(_ books: Books) throws {
    let bin = SampleData.bin(1)
    let stocktake = try number(ofStocktake: 21)
    let open = try Clock.seconds { _ = try perform(OpenStocktake(bin), books) }
    let lines = try books.ask(StocktakeCard(stocktake)).lines(.open)
    Report.line("p9_large_lines", Double(lines), "lines")
    Report.line("p9_large_open", open, "s")
    let count = try Clock.seconds {
      for start in stride(from: 0, to: workshop.sizes.skus, by: 10_000) {
        let entries = (start..<min(start + 10_000, workshop.sizes.skus)).map { number in
          CountEntry(.typed, SampleData.sku(number), Quantity(number % 500), at: bin)
        }
        _ = try perform(RecordCounts(stocktake, entries), books)
      }
    }
    Report.line("p9_large_count", count, "s")
    Report.line("p9_large_reconcile", try Clock.seconds { _ = try perform(ReconcileStocktake(stocktake), books) }, "s")
    let first = try books.ask(CountLinePage(stocktake, order: .worth))
    let pages = try workshop.latencies(200) { _ = try books.ask(CountLinePage(stocktake, order: .worth)) }
    Report.latencies("p9_large_first_page", pages)
    guard let next = first.next else { throw Failure("the list has one page") }
    let more = try workshop.latencies(200) {
      _ = try books.ask(CountLinePage(stocktake, order: .worth, start: .after(next)))
    }
    Report.latencies("p9_large_next_page", more)
  }

  private func number(ofStocktake number: Int) throws -> String { StocktakeID(Int64(number)).description }

  @discardableResult
  private func perform(_ act: some Act, _ books: Books) throws -> ActAnswer {
    try books.perform(act, Poster.context(key: "count-\(Clock.wallMilliseconds())-\(Keys.next())"))
  }
}

/// Numbers that are never given twice in this process.
enum Keys {
  nonisolated(unsafe) private static var last = 0

  static func next() -> Int {
    last += 1
    return last
  }
}

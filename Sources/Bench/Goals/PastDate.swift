import Inventory
import Ledger

/// P8: stock as it was when half of the ledger's entries had happened, and a few days ago.
struct PastDate {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let books = try Books(at: workshop.folder.file(workshop.bases.ledger()), mode: .readOnly)
    guard let last = try books.ask(LedgerPage(limit: 1)).rows.first else { throw Failure("the ledger is empty") }
    for (name, share) in [("half", 2), ("last_percent", 100)] {
      var filter = LedgerFilter()
      filter.entry = share == 2 ? last.id / 2 : last.id - last.id / 100
      guard let entry = try books.ask(LedgerPage(filter)).rows.first else { throw Failure("an entry is missing") }
      var samples = Samples()
      for _ in 0..<min(workshop.sizes.repetitions, 3) {
        samples.add(try Clock.seconds { _ = try books.ask(StockAsOf(entry.occurredAt)) })
      }
      Report.line("p8_past_\(name)", samples.median, "s")
    }
    Report.line("p8_ledger", Double(last.id), "entries")
  }
}

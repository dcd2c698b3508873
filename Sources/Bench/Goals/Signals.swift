import Inventory
import Ledger
import StorageLocal

/// The low-stock pane's questions with as many rules as there are stock records, one in twenty of them low.
struct Signals {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let books = try Books(
      LocalDatabase(path: workshop.folder.file(workshop.bases.watched()), mode: .readOnly),
      clock: { Instant(milliseconds: Clock.wallMilliseconds()) })
    for (name, site) in [("all", nil), ("site", SampleData.site)] {
      var filter = SignalFilter()
      filter.location = site
      let samples = try workshop.latencies(500) {
        let page = try books.ask(SignalPage(filter))
        try require(page.rows.count == 50, "too little is low")
      }
      Report.latencies("signals_first50_\(name)", samples)
    }
    let withUse = try workshop.latencies(100) { _ = try books.ask(SignalPage(withUse: true)) }
    Report.latencies("signals_first50_with_use", withUse)
    let counts = try workshop.latencies(500) { _ = try books.ask(SignalTotals()) }
    Report.latencies("signals_count", counts)
    let totals = try books.ask(SignalTotals())
    Report.line("signals", Double(totals.open + totals.acknowledged + totals.snoozed + totals.covered), "signals")
  }
}

import Inventory
import Ledger

/// P13: every balance rebuilt from the whole ledger, and every other check of the books.
struct FullCheck {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let books = try Books(at: workshop.folder.file(workshop.bases.ledger()), mode: .readOnly)
    var (samples, costs) = (Samples(), Samples())
    for _ in 0..<min(workshop.sizes.repetitions, 3) {
      let busy = Clock.processor()
      samples.add(
        try Clock.seconds {
          for finding in try books.ask(Verification()) {
            try require(finding.drift.isEmpty, "\(finding.check): \(finding.drift[0])")
          }
        })
      costs.add(Clock.processor() - busy)
    }
    Report.line("p13_verification", samples.median, "s")
    Report.line("p13_verification_cpu", costs.median, "s")
  }
}

import Inventory
import Ledger

/// Whether a thousand items can be had, in one question: anywhere, and of one site; and one item with its days.
struct AvailableAtOnce {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let bases = workshop.bases
    let books = try Books(at: workshop.folder.file(bases.base()), mode: .readOnly)
    let count = min(1000, bases.data.skus)
    for (name, place) in [("available_1000", nil), ("available_1000_site", SampleData.site)] as [(String, String?)] {
      let lines = (0..<count).map {
        AvailabilityOfMany.Line(SampleData.sku($0 * 7 % bases.data.skus), Quantity(1), at: place)
      }
      Report.latencies(
        name,
        try workshop.latencies(50) {
          let found = try books.ask(AvailabilityOfMany(lines))
          try require(found.count == count && found.allSatisfy { $0.available != nil }, "some were not answered")
        })
    }
    Report.latencies(
      "available_one",
      try workshop.latencies(200) {
        let card = try books.ask(Availability(SampleData.sku(7), quantity: Quantity(1)))
        try require(!card.places.isEmpty, "it is nowhere")
      })
  }
}

/// Refusals that are about reservations.
extension Explanation {
  static func promising(_ error: InventoryError) -> Explanation? {
    switch error {
    case .onlyByReservation(let kind):
      Explanation(
        "only-by-reservation", "Only by a reservation", 422,
        "Entries of kind \(kind.name) come of reservations alone. See: tallyman reservation --help")
    default: nil
    }
  }
}

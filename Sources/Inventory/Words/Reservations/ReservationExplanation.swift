/// Refusals that are about reservations.
extension Explanation {
  static func promising(_ error: InventoryError) -> Explanation? {
    switch error {
    case .noSuchReservation(let text):
      Explanation(
        "no-such-reservation", "No such reservation", 404,
        "There is no reservation \"\(text)\". See them with: tallyman reservation list"
      ) { $0.add("reservation", text) }
    case .noneReserved(let subject):
      Explanation(
        "nothing-reserved", "Nothing is reserved for it", 404,
        "No reservation for \(subject) holds or waits for anything. See what became of them with: "
          + "tallyman reservation list --for \(subject)"
      ) { $0.add("reference", subject) }
    case .reservationIs(let number, let status, let wanted):
      Explanation(
        "reservation-state", "Not in this state", 422,
        "\(number) is \(status.rawValue): nobody can \(wanted) now. See it with: tallyman reservation show \(number)"
      ) {
        $0.add("reservation", number)
        $0.add("reservation_status", status.rawValue)
      }
    case .reservationExpired(let number, let subject, let at):
      Explanation(
        "reservation-expired", "The reservation has expired", 409,
        "\(number) expired at \(at) and holds nothing since. Reserve again: tallyman reservation create --for \(subject)"
      ) {
        $0.add("reservation", number)
        $0.add("reference", subject)
        $0.add("expired_at", at)
      }
    case .notOnReservation(let item, let lot, let name):
      Explanation(
        "not-on-reservation", "Not on the reservation", 422,
        "\(name) has no line of \(item)" + (lot.map { " lot \($0)" } ?? "") + "."
      ) {
        $0.add("sku", item.description)
        $0.add("lot", lot)
        $0.add("reservation", name)
      }
    case .beyondReservation(let item, let lot, let name, let asked, let held):
      Explanation(
        "beyond-reservation", "More than is held", 409,
        "\(name) holds \(held) of \(item)" + (lot.map { " lot \($0)" } ?? "") + " (\(asked) asked)."
      ) {
        $0.add("sku", item.description)
        $0.add("lot", lot)
        $0.add("reservation", name)
        $0.add("asked", asked)
        $0.add("held", held)
      }
    case .belongsToReservation(let entry, let reservation):
      Explanation(
        "belongs-to-reservation", "Belongs to a reservation", 422,
        "Entry \(entry) belongs to \(reservation) and is not taken back by itself. Give back what is held with: "
          + "tallyman reservation release \(reservation); goods that left come back with: tallyman move return"
      ) {
        $0.add("id", String(entry))
        $0.add("reservation", reservation)
      }
    case .heldByReservations(let item, let place, let lot, let asked, let loose):
      Explanation(
        "held-by-reservations", "Held by reservations", 409,
        "Only \(loose) of \(item)" + (lot.map { " lot \($0)" } ?? "") + " at \(place) are reserved by movements "
          + "(\(asked) asked); the rest belongs to reservations: tallyman reservation list --sku \(item) --at \(place)"
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
        $0.add("lot", lot)
        $0.add("asked", asked)
        $0.add("loose", loose)
      }
    case .onlyByReservation(let kind):
      Explanation(
        "only-by-reservation", "Only by a reservation", 422,
        "Entries of kind \(kind.name) come of reservations alone. See: tallyman reservation --help")
    default: nil
    }
  }
}

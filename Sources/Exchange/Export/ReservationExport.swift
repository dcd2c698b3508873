import Inventory

/// A line of a reservation with what is said of the whole of it, by the words of the specification.
enum ReservationExport {
  static let columns = [
    "reservation", "line", "reference", "status", "sku", "variant", "unit", "location", "policy", "lot", "minimum_life",
    "requested", "held", "fulfilled", "released", "cut", "waiting", "available", "expires_at", "due", "hold_reason",
    "created_by", "created_at", "confirmed_at", "closed_at",
  ]

  static func write(
    _ filter: ReservationFilter, _ service: any InventoryService, for asker: Asker, _ writer: RowWriter
  ) throws(InventoryError) {
    var question = ReservationPage(filter, limit: Pages.size)
    while true {
      let page = try service.ask(question, for: asker)
      for row in page.rows {
        let card = try service.ask(ReservationCard(row.reservation.number), for: asker)
        for line in card.lines where !write(card.reservation, line, writer) { return }
      }
      guard let next = page.next else { return }
      question.start = .after(next)
    }
  }

  private static func write(_ reservation: Reservation, _ line: ReservationLine, _ writer: RowWriter) -> Bool {
    writer.text(reservation.number)
    writer.whole(Int64(line.number))
    writer.text(reservation.subject)
    writer.text(reservation.status.rawValue)
    writer.text(line.code.sku)
    writer.text(line.code.variant.isEmpty ? nil : line.code.variant)
    writer.text(line.unit)
    writer.text(line.place)
    writer.text(line.policy.name)
    writer.text(line.policy.lot)
    writer.whole(Int64(line.minimumLife))
    for quantity in [line.requested, line.open, line.fulfilled, line.released, line.cut, line.waiting] {
      writer.quantity(quantity)
    }
    writer.quantity(line.lacking)
    writer.instant(reservation.expiresAt?.milliseconds)
    writer.day(reservation.due)
    writer.text(reservation.holdReason)
    writer.text(reservation.createdBy)
    writer.instant(reservation.createdAt.milliseconds)
    writer.instant(reservation.confirmedAt?.milliseconds)
    writer.instant(reservation.closedAt?.milliseconds)
    return writer.endRow()
  }
}

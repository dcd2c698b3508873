import Inventory

/// A line of a transfer with what is said of the whole of it, by the words of the specification.
enum TransferExport {
  static let columns = [
    "transfer", "line", "from", "to", "status", "priority", "eta", "reference", "sku", "variant", "unit", "lot",
    "expires", "requested", "shipped", "good", "damaged", "over", "closed_short", "in_transit", "value_in_transit",
    "serials_in_transit", "note", "created_by", "created_at", "shipped_at", "closed_at",
  ]

  static func write(_ transfer: Transfer, _ line: TransferLine, _ writer: RowWriter) -> Bool {
    writer.text(transfer.number)
    writer.whole(Int64(line.number))
    writer.text(transfer.sourcePlace)
    writer.text(transfer.destinationPlace)
    writer.text(transfer.status.rawValue)
    writer.text(transfer.priority.rawValue)
    writer.instant(transfer.eta?.milliseconds)
    writer.text(transfer.reference)
    writer.text(line.code.sku)
    writer.text(line.code.variant.isEmpty ? nil : line.code.variant)
    writer.text(line.unit)
    writer.text(line.lot?.code)
    writer.day(line.lot?.expires)
    for quantity in [line.requested, line.shipped, line.good, line.damaged, line.over, line.closed, line.inTransit] {
      writer.quantity(quantity)
    }
    writer.decimal(line.valueInTransit.tenThousandths, places: 4, atLeast: 2)
    writer.value(
      .list(line.serialsInTransit.map { .text($0) }), plain: ListText.join(line.serialsInTransit))
    writer.text(transfer.note)
    writer.text(transfer.createdBy)
    writer.instant(transfer.createdAt.milliseconds)
    writer.instant(transfer.shippedAt?.milliseconds)
    writer.instant(transfer.closedAt?.milliseconds)
    return writer.endRow()
  }
}

import Inventory

/// Tables of transfers, narrow enough for a terminal of eighty columns.
enum TransferListings {
  static let transfers = Listing<TransferPage.Row>(
    empty: "There are no such transfers. Ask for one with: tallyman transfer create --from LOC --to LOC --line SKU=QTY",
    columns: [
      .init("ID") { $0.transfer.number },
      .init("!") { $0.transfer.priority == .urgent ? "!" : "" },
      .init("STATUS") { $0.transfer.status.rawValue },
      .init("FROM") { $0.transfer.sourcePlace },
      .init("TO") { $0.transfer.destinationPlace },
      .init("DONE", isNumber: true) { $0.isWithheld ? "" : "\($0.sums.linesDone)/\($0.sums.lines)" },
      .init("TRANSIT", isNumber: true) { $0.isWithheld ? "" : $0.sums.inTransit.description },
      .init("ETA") { $0.transfer.eta.map(minute) ?? "" },
      .init("OPEN", isNumber: true) { $0.discrepancies > 0 ? String($0.discrepancies) : "" },
    ],
    fields: \.fields)

  static let lines = Listing<TransferLine>(
    empty: "No lines fit.",
    columns: [
      .init("ITEM") { $0.code.description },
      .init("LOT") { $0.lot?.code ?? "" },
      .init("ASKED", isNumber: true) { $0.requested.description },
      .init("SHIPPED", isNumber: true) { $0.shipped.description },
      .init("GOOD", isNumber: true) { $0.good.description },
      .init("DAMAGED", isNumber: true) { $0.damaged.description },
      .init("OVER", isNumber: true) { $0.over.description },
      .init("SHORT", isNumber: true) { $0.closed.description },
      .init("IN TRANSIT", isNumber: true) { $0.inTransit.description },
    ],
    fields: \.fields)

  static let openDiscrepancies = Listing<Discrepancy>(
    empty: "No discrepancies are open.",
    columns: discrepancyColumns + [.init("SINCE") { String($0.openedAt.description.prefix(10)) }], fields: \.fields)

  static let discrepancies = Listing<Discrepancy>(
    empty: "There are no discrepancies.",
    columns: discrepancyColumns + [
      .init("BECAME") { found in
        let became = found.resolution?.words ?? "open"
        return found.reference.map { "\(became) \($0)" } ?? became
      }
    ], fields: \.fields)

  private static let discrepancyColumns: [Listing<Discrepancy>.Column] = [
    .init("ID", isNumber: true) { String($0.id) },
    .init("TRANSFER") { $0.transfer.description },
    .init("KIND") { $0.kind.words },
    .init("ITEM") { $0.code.description },
    .init("LOT") { $0.lot ?? "" },
    .init("QTY", isNumber: true) { $0.quantity.description },
    .init("VALUE", isNumber: true) { $0.value.description },
    .init("OWNER") { $0.owner.rawValue },
  ]

  static let scans = Listing<ReceiveEvent>(
    empty: "Nothing was scanned.",
    columns: [
      .init("ID", isNumber: true) { String($0.id) },
      .init("SCANNED AT") { minute($0.occurredAt) },
      .init("ITEM") { $0.code?.description ?? $0.text ?? "" },
      .init("LOT OR SERIAL") { $0.serial ?? $0.lot ?? "" },
      .init("QTY", isNumber: true) { $0.quantity.description },
      .init("AS") { $0.condition.name },
      .init("BY") { $0.actor },
      .init("STATE") { state($0) },
    ],
    fields: \.fields)

  private static func state(_ event: ReceiveEvent) -> String {
    if let negated = event.negates { return "takes back \(negated)" }
    if event.negatedBy != nil { return "taken back" }
    if event.kind == .parked { return "parked" }
    return event.isPosted ? "posted" : "waits"
  }

  static func inTransit(now: Instant) -> Listing<InTransitReport.Row> {
    Listing(
      empty: "Nothing is in transit.",
      columns: [
        .init("ID") { $0.line.transfer.description },
        .init("FROM") { $0.from },
        .init("TO") { $0.to },
        .init("ITEM") { $0.line.code.description },
        .init("LOT") { $0.line.lot?.code ?? "" },
        .init("QTY", isNumber: true) { $0.line.inTransit.description },
        .init("VALUE", isNumber: true) { row in
          row.line.valueInTransit.description + (row.currency.isEmpty ? "" : " \(row.currency)")
        },
        .init("DAYS", isNumber: true) { row in
          row.shippedAt.map { String(now.day.daysSince1970 - $0.day.daysSince1970) } ?? ""
        },
        .init("ETA") { $0.eta.map { String($0.description.prefix(10)) } ?? "" },
      ],
      fields: \.fields)
  }

  /// `2026-07-04 09:30`, in UTC.
  static func minute(_ instant: Instant) -> String {
    let text = instant.description
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
  }
}

extension TransferPage.Row {
  /// From who counts blind what is on its way is kept: every transfer has a line.
  var isWithheld: Bool { sums.lines == 0 }

  var fields: Fields {
    var fields = transfer.fields
    guard !isWithheld else { return fields }
    fields.add(sums.fields)
    fields.add("discrepancies_open", Int64(discrepancies))
    return fields
  }
}

extension InTransitReport.Row {
  /// The line, and where it is between.
  var fields: Fields {
    var fields = line.fields
    fields.add("from", from)
    fields.add("to", to)
    fields.add("shipped_at", shippedAt)
    fields.add("eta", eta)
    fields.add("currency", currency.isEmpty ? nil : currency)
    return fields
  }
}

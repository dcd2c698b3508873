import Inventory

/// Tables of requisitions, orders and receipts, narrow enough for a terminal of eighty columns.
enum PurchaseListings {
  static let orders = Listing<OrderPage.Row>(
    empty:
      "There are no such orders. Write one down with: tallyman order create NUMBER --vendor V --line SKU=QTY@PRICE",
    columns: [
      .init("NUMBER") { $0.order.number },
      .init("STATUS") { $0.order.status.rawValue },
      .init("VENDOR") { $0.order.vendor },
      .init("TO") { $0.order.place },
      .init("DUE") { $0.order.expectedOn?.description ?? "" },
      .init("DONE", isNumber: true) { $0.isWithheld ? "" : "\($0.sums.linesDone)/\($0.sums.lines)" },
      .init("TO COME", isNumber: true) { $0.isWithheld ? "" : $0.sums.outstanding.description },
      .init("VALUE", isNumber: true) { $0.isWithheld ? "" : "\($0.sums.value) \($0.order.currency)" },
    ], fields: \.fields)

  static let orderLines = Listing<OrderLine>(
    empty: "It has no lines.",
    columns: [
      .init("ITEM") { $0.code.description },
      .init("ORDERED", isNumber: true) { $0.ordered.description },
      .init("PRICE", isNumber: true) { $0.price.description },
      .init("RECEIVED", isNumber: true) { $0.received.description },
      .init("REJECTED", isNumber: true) { $0.rejected.description },
      .init("CLOSED", isNumber: true) { $0.closed.description },
      .init("TO COME", isNumber: true) { $0.outstanding.description },
      .init("DUE") { $0.expectedOn?.description ?? "" },
    ], fields: \.fields)

  static let requisitions = Listing<RequisitionPage.Row>(
    empty: "There are no such requisitions. Ask for goods with: tallyman requisition create --line SKU=QTY",
    columns: [
      .init("ID") { $0.requisition.number },
      .init("STATUS") { $0.requisition.status.rawValue },
      .init("BY") { $0.requisition.createdBy },
      .init("LINES", isNumber: true) { $0.lines.isEmpty ? "" : String($0.lines.count) },
      .init("ORDERS") { row in Set(row.lines.compactMap(\.order)).sorted().joined(separator: " ") },
      .init("NOTE") { $0.requisition.note ?? "" },
    ], fields: { $0.requisition.fields($0.lines) })

  static let wanted = Listing<RequisitionLine>(
    empty: "It has no lines.",
    columns: [
      .init("ITEM") { $0.code.description },
      .init("QTY", isNumber: true) { $0.quantity.description },
      .init("AT") { $0.place ?? "" },
      .init("VENDOR") { $0.vendor ?? "" },
      .init("BY") { $0.neededOn?.description ?? "" },
      .init("ORDER") { $0.order ?? "" },
    ], fields: \.fields)

  static let receipts = Listing<ReceiptPage.Row>(
    empty: "There are no such receipts.",
    columns: [
      .init("ID") { $0.receipt.number },
      .init("STATUS") { $0.receipt.status.rawValue },
      .init("ORDER") { $0.receipt.order ?? "" },
      .init("VENDOR") { $0.receipt.vendor ?? "" },
      .init("AT") { $0.receipt.place },
      .init("DUE") { $0.receipt.expectedOn?.description ?? "" },
      .init("QTY", isNumber: true) { $0.lines == 0 ? "" : $0.received.description },
      .init("REJECTED", isNumber: true) { $0.rejected.isZero ? "" : $0.rejected.description },
    ], fields: \.fields)

  static let receiptLines = Listing<ReceiptLine>(
    empty: "It has no lines.",
    columns: [
      .init("ITEM") { $0.code.description },
      .init("LOT OR SERIALS") { $0.lot ?? $0.serials.joined(separator: " ") },
      .init("RECEIVED", isNumber: true) { $0.received.description },
      .init("REJECTED", isNumber: true) { $0.rejected.description },
      .init("ORDER LINE", isNumber: true) { $0.orderLine.map(String.init) ?? "" },
    ], fields: \.fields)

  static let matched = Listing<InvoiceMatch.Row>(
    empty: "The order and the invoice have no lines.",
    columns: [
      .init("ITEM") { $0.code.description },
      .init("ORDERED", isNumber: true) { $0.ordered.description },
      .init("RECEIVED", isNumber: true) { $0.received.description },
      .init("REJECTED", isNumber: true) { $0.rejected.description },
      .init("INVOICED", isNumber: true) { $0.invoiced.description },
      .init("PRICE", isNumber: true) { prices($0.orderPrices) },
      .init("BILLED AT", isNumber: true) { prices($0.invoicePrices) },
      .init("MORE", isNumber: true) { $0.difference.description },
      .init("DIFFERS") { row in row.differences.map(\.words).joined(separator: ", ") },
    ], fields: \.fields)

  private static func prices(_ prices: [UnitCost]) -> String { prices.map(\.description).joined(separator: " ") }
}

extension InvoiceMatch.Difference {
  fileprivate var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }
}

extension OrderPage.Row {
  /// From who counts blind what is ordered is kept: every order has a line.
  var isWithheld: Bool { sums.lines == 0 }

  var fields: Fields {
    var fields = order.fields
    if !isWithheld { fields.add(sums.fields) }
    return fields
  }
}

extension ReceiptPage.Row {
  var fields: Fields {
    var fields = receipt.fields
    guard lines > 0 else { return fields }
    fields.add("lines", Int64(lines))
    fields.add("received", received)
    fields.add("rejected", rejected)
    return fields
  }
}

extension OrderCard.Card {
  var fields: Fields {
    var fields = order.fields
    fields.add(sums.fields)
    fields.add("rows", .list(lines.map { .fields($0.fields) }))
    fields.add("receipts", .list(receipts.map { .fields($0.fields) }))
    return fields
  }

  var words: String {
    var lines = [
      [order.number, order.status.words, order.reference].compactMap { $0 }.joined(separator: "  "),
      "from \(order.vendor) to \(order.place)" + (order.expectedOn.map { ", expected \($0)" } ?? ""),
      "written by \(order.createdBy) at \(order.createdAt)" + (order.sentAt.map { "; sent at \($0)" } ?? "")
        + (order.closedAt.map { "; \(order.status.words) at \($0)" } ?? ""),
    ]
    if let note = order.note { lines.append(note) }
    lines.append(
      "\(sums.lines) \(sums.lines == 1 ? "line" : "lines"), \(sums.linesDone) done: \(sums.ordered) ordered, \(sums.received) received, "
        + "\(sums.rejected) rejected, \(sums.outstanding) to come, worth \(sums.value) \(order.currency)")
    var text =
      lines.map(PlainText.safe).joined(separator: "\n") + "\n\n" + PurchaseListings.orderLines.table(self.lines)
    for receipt in receipts {
      text +=
        "\n"
        + PlainText.safe(
          "\(receipt.number)  \(receipt.status.words)"
            + (receipt.postedAt.map { " at \($0) by \(receipt.postedBy ?? "")" } ?? "")
            + (receipt.reference.map { "  \($0)" } ?? ""))
    }
    if let next { text += "\n" + PlainText.safe(next) }
    return text
  }

  /// What to do next, as the command that does it.
  private var next: String? {
    switch order.status {
    case .draft: "Send it with: tallyman order send \(order.number)"
    case .sent: "Receive it with: tallyman receipt against \(order.number) --all --post (or --line SKU=QTY,rejected=Q)"
    case .received:
      "Hold the invoice against it with: tallyman order match \(order.number) --invoice FILE, then close it"
    case .closed, .cancelled: nil
    }
  }
}

extension ReceiptCard.Card {
  var fields: Fields {
    var fields = receipt.fields(lines)
    fields.add("rows", .list(lines.map { .fields($0.fields) }))
    return fields
  }

  var words: String {
    var lines = [
      [receipt.number, receipt.status.words, receipt.order, receipt.reference].compactMap { $0 }
        .joined(separator: "  "),
      "at \(receipt.place)" + (receipt.vendor.map { " from \($0)" } ?? "")
        + (receipt.expectedOn.map { ", expected \($0)" } ?? ""),
      "written by \(receipt.createdBy) at \(receipt.createdAt)"
        + (receipt.postedAt.map { "; posted by \(receipt.postedBy ?? "") at \($0)" } ?? ""),
    ]
    if let note = receipt.note { lines.append(note) }
    return lines.map(PlainText.safe).joined(separator: "\n") + "\n\n" + PurchaseListings.receiptLines.table(self.lines)
  }
}

extension InvoiceMatch.Report {
  var words: String {
    let verdict = isMatch ? "The invoice matches." : "The invoice differs."
    return PlainText.safe("\(order.number) from \(order.vendor). \(verdict)") + "\n\n"
      + PurchaseListings.matched.table(rows)
      + "\ndue \(due) \(order.currency), billed \(billed): \(difference) more"
  }
}

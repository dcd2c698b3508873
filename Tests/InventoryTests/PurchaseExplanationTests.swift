import Inventory
import Testing

@Suite struct PurchaseExplanationTests {
  private static let drill = ItemCode(sku: "DRILL-18V")

  private static let words: [(InventoryError, type: String, status: Int, detail: String?)] = [
    (
      .noSuchOrder("PO-9"), "no-such-order", 404,
      "No order has the number \"PO-9\". See them with: tallyman order list"
    ),
    (.noSuchRequisition("RQ-9"), "no-such-requisition", 404, nil),
    (.noSuchReceipt("RC-9"), "no-such-receipt", 404, nil),
    (.orderExists("PO-9"), "order-exists", 409, nil),
    (
      .orderIs("PO-9", .sent, wanted: "edit it"), "order-state", 422,
      "PO-9 is sent: nobody can edit it now. Look at it with: tallyman order show PO-9"
    ),
    (.orderIs("PO-9", .draft, wanted: "receive it"), "order-state", 422, nil),
    (.requisitionIs("RQ-0001", .draft, wanted: "order it"), "requisition-state", 422, nil),
    (.receiptIs("RC-0001", .undone, wanted: "post it"), "receipt-state", 422, nil),
    (.notOnOrder(drill, order: "PO-9"), "not-on-order", 404, nil),
    (
      .beyondOrder(
        drill, order: "PO-9", ordered: Quantity(10), received: Quantity(4), asked: Quantity(7), allowed: Quantity(6)),
      "over-receipt", 409,
      "7 of DRILL-18V came, but PO-9 ordered 10 and 4 were received: 6 more may be. Take in as many and send the rest back, "
        + "or order more."
    ),
    (.beyondScanned(drill, order: "PO-9", lot: "L1", asked: Quantity(3), has: Quantity(2)), "beyond-scanned", 409, nil),
    (.serialNotScanned("S1", item: drill, order: "PO-9"), "serial-not-scanned", 404, nil),
    (.rejectedTooMany(drill, received: Quantity(1), rejected: Quantity(2)), "rejected-too-many", 422, nil),
    (.nothingToOrder(requisition: "RQ-0001", vendor: "Acme"), "nothing-to-order", 422, nil),
    (.needsDestination(requisition: "RQ-0001", places: []), "destination-needed", 422, nil),
    (
      .needsDestination(requisition: "RQ-0001", places: ["NORTH/A-01", "SOUTH/S-01"]), "destination-needed", 422,
      "The lines of RQ-0001 are wanted at NORTH/A-01, SOUTH/S-01, and an order goes to one place. Say which with --to."
    ),
    (.nothingOutstanding(order: "PO-9"), "nothing-to-receive", 422, nil),
    (.receiptsWait(order: "PO-9", receipts: ["RC-0001"]), "receipts-wait", 409, nil),
    (.orderIncomplete("PO-9"), "order-incomplete", 422, nil),
    (.belongsToOrder(entry: 7, document: "PO-9"), "belongs-to-order", 422, nil),
  ]

  @Test("every refusal about buying has a type, a status and whole sentences")
  func explanations() {
    for (error, type, status, detail) in PurchaseExplanationTests.words {
      let explanation = Explanation(error)
      #expect(explanation.type == type && explanation.status == status, "\(error)")
      if let detail { #expect(explanation.detail == detail) }
      #expect(explanation.detail.hasSuffix(".") || explanation.detail.contains(": tallyman "), "\(explanation.detail)")
      #expect(!explanation.detail.contains("Optional("), "\(explanation.detail)")
    }
  }
}

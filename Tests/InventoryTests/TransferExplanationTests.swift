import Inventory
import Testing

/// Every refusal about transfers in words.
@Suite struct TransferExplanationTests {
  private static let drill = ItemCode(sku: "DRILL-18V")

  private static let words: [(InventoryError, type: String, status: Int, detail: String?)] = [
    (
      .noSuchTransfer("TR-9"), "no-such-transfer", 404,
      "No transfer has the number \"TR-9\". See them with: tallyman transfer list"
    ),
    (.noSuchDiscrepancy("9"), "no-such-discrepancy", 404, nil),
    (
      .transferIs("TR-0001", .inTransit, wanted: "cancel it"), "transfer-state", 422,
      "TR-0001 is in transit: nobody can cancel it now. Look at it with: tallyman transfer show TR-0001"
    ),
    (
      .notOnTransfer(drill, lot: "L1", transfer: "TR-0001"), "not-on-transfer", 404,
      "TR-0001 has no line of DRILL-18V lot L1. If it came all the same, receive it as over: "
        + "--line DRILL-18V=1,over=1,lot=L1"
    ),
    (.serialNotOnTransfer("S1", item: drill, transfer: "TR-0001"), "serial-not-on-transfer", 404, nil),
    (.nothingToShip("TR-0001"), "nothing-to-ship", 422, nil),
    (.nothingToReceive("TR-0001"), "nothing-to-receive", 422, nil),
    (.nothingScanned("TR-0001"), "nothing-scanned", 422, nil),
    (.nothingReceived("TR-0001"), "nothing-received", 422, nil),
    (.beyondRequest(drill, transfer: "TR-0001", asked: Quantity(5), left: Quantity(2)), "beyond-request", 409, nil),
    (
      .overReceipt(drill, transfer: "TR-0001", asked: Quantity(52), left: Quantity(48), allowed: nil), "over-receipt",
      409,
      "52 of DRILL-18V came, but only 48 are in transit with TR-0001. If more came, say how many are over: "
        + "--line DRILL-18V=52,over=4"
    ),
    (
      .overReceipt(drill, transfer: "TR-0001", asked: Quantity(52), left: Quantity(48), allowed: Quantity(2)),
      "over-receipt", 409,
      "52 of DRILL-18V came, 48 are in transit with TR-0001; you may take 2 as over. A supervisor may take more."
    ),
    (.notOver(drill, transfer: "TR-0001", over: Quantity(4), inTransit: Quantity(6)), "not-over", 422, nil),
    (.notInTransit(drill, transfer: "TR-0001", asked: Quantity(7), has: Quantity(6)), "not-in-transit", 409, nil),
    (.needsShortReason, "reason-needed", 422, nil), (.needsClaimReference, "reference-needed", 422, nil),
    (.discrepancyResolved(3, .lost), "discrepancy-resolved", 409, "Discrepancy 3 has been resolved already: lost."),
    (
      .resolutionDoesNotFit(.cameLater, .wrongItem), "resolution-does-not-fit", 422,
      "What is wrong item cannot be resolved as \"came later\". It can be: returned, claim, accepted."
    ),
    (.onlyByTransfer(.expected), "only-by-transfer", 422, nil),
    (.belongsToTransfer(entry: 7, transfer: "TR-0001"), "belongs-to-transfer", 422, nil),
    (
      .serialScanned("S1", item: drill, by: "ben"), "serial-scanned", 409,
      "Serial S1 of DRILL-18V was scanned by ben already. Each unit is scanned once."
    ),
  ]

  @Test("every refusal about a transfer says what is wrong, where, and what to do")
  func explained() {
    for (error, type, status, detail) in TransferExplanationTests.words {
      let explanation = Explanation(error)
      #expect(explanation.type == type && explanation.status == status, "\(error)")
      if let detail { #expect(explanation.detail == detail) }
      #expect(!explanation.title.isEmpty && !explanation.detail.contains("Optional("))
    }
  }
}

import Inventory
import Testing

@Suite struct LotExplanationTests {
  private static let glue = ItemCode(sku: "GLUE")
  private static let day = Day(daysSince1970: 20_638)
  private static let expired = Lot(code: "L1", expires: Day(daysSince1970: 20_637), status: .expired)

  private static let words: [(InventoryError, type: String, status: Int)] = [
    (.lotNotUsable(expired, item: glue, on: day), "lot-blocked", 422),
    (.lotNotUsable(Lot(code: "L1", status: .quarantined), item: glue, on: day), "lot-blocked", 422),
    (.lotNotUsable(Lot(code: "L1", status: .expired), item: glue, on: day), "lot-blocked", 422),
    (.lotExists("L1", item: glue), "lot-exists", 409),
    (.noSuchLotAnywhere("L1"), "no-such-lot", 404),
    (.ambiguousLot("L1", items: [glue]), "ambiguous-lot", 422),
    (.notKeptByLot(glue), "no-lots", 422),
    (.serialBlocked("S1", item: glue), "serial-blocked", 422),
    (.serialNotBlocked("S1", item: glue), "serial-not-blocked", 422),
    (.noSuchSerial("S1"), "no-such-serial", 404),
    (.ambiguousSerial("S1", items: [glue]), "ambiguous-serial", 422),
    (.serialIsNowhere("S1", item: glue, .inTransit), "serial-not-in-stock", 422),
    (.quarantinePlace("NORTH/Q"), "quarantine-place", 422),
  ]

  @Test("every refusal about lots and serials has a type, a status and whole sentences")
  func explanations() {
    for (error, type, status) in LotExplanationTests.words {
      let explanation = Explanation(error)
      #expect(explanation.type == type && explanation.status == status, "\(error)")
      #expect(explanation.detail.hasSuffix(".") || explanation.detail.contains(": tallyman "), "\(explanation.detail)")
      #expect(!explanation.detail.contains("Optional("), "\(explanation.detail)")
    }
  }

  @Test("a lot may be used through its last day, and one marked since might have been")
  func usable() {
    let lot = Lot(code: "L1", expires: LotExplanationTests.day)
    let (last, next) = (LotExplanationTests.day, Day(daysSince1970: LotExplanationTests.day.daysSince1970 + 1))
    #expect(lot.isUsable(on: last) && !lot.isUsable(on: next) && lot.status(on: next) == .expired)
    #expect(LotExplanationTests.expired.isUsable(on: Day(daysSince1970: 20_637)))
    #expect(lot.daysLeft(on: last) == 0 && lot.daysLeft(on: next) == -1 && Lot(code: "X").daysLeft(on: last) == nil)
    #expect(Lot(code: "X").isUsable(on: next) && !Lot(code: "X", status: .quarantined).isUsable(on: next))
  }
}

import Inventory
import Ledger
import Testing

/// Orders that a file names.
@Suite struct OrderImportTests {
  let shop: PurchaseHouse
  var house: SampleWarehouse { shop.house }

  init() throws { shop = try PurchaseHouse() }

  private func row(
    _ number: String, _ item: String, _ quantity: Int, vendor: String = "Acme", to: String = "A-01"
  ) -> ImportOrders.Row {
    ImportOrders.Row(
      number, vendor: vendor, currency: "EUR", to: to, PurchaseHouse.line(item, quantity, on: Day("2026-08-01")))
  }

  @Test("rows of a number are one order, taken whole or not at all; twice changes nothing, otherwise is refused")
  func rows() throws {
    let rows = [
      row("PO-1", "DRILL-18V", 10), row("PO-2", "CABLE", 3), row("po-1", "CABLE", 5), row("PO-3", "HAMMER", 1),
      row("PO-3", "CABLE", 1), row("PO-4", "CABLE", 1, to: "A"), row("PO-5", "CABLE", 1),
      row("PO-5", "CABLE", 1, vendor: "Other"),
    ]
    let answer = try house.act(ImportOrders(rows, incomplete: ["PO-9"]))
    #expect(
      answer.rejections.map { "\($0.row) \(Explanation($0.error).type)" } == [
        "3 no-such-item", "4 order-incomplete", "5 location-structural", "6 order-incomplete", "7 bad-value",
      ])
    #expect(try shop.card("PO-1").lines.map(\.ordered) == [Quantity(10), Quantity(5)])
    #expect(try shop.card("PO-1").order.expectedOn == Day("2026-08-01"))
    let again = try house.act(ImportOrders(Array(rows[..<3])))
    #expect(again.unchanged == 3 && again.rejections.isEmpty && again.event == 0)
    let other = try house.act(ImportOrders([row("PO-2", "CABLE", 4), row("PO-9", "CABLE", 4)], incomplete: ["po-9"]))
    #expect(other.rejections.map { Explanation($0.error).type } == ["order-exists", "order-incomplete"])
    try house.expectSoundBooks()
  }
}

import Inventory
import Ledger
import Testing

/// The vendor's invoice held against the order and what came of it.
@Suite struct InvoiceMatchTests {
  let shop: PurchaseHouse
  var house: SampleWarehouse { shop.house }

  /// Ten drills at 45.00, of which two were rejected; three metres of cable at 1.50; glue that did not come.
  init() throws {
    shop = try PurchaseHouse()
    try shop.sent(
      "PO-1", PurchaseHouse.line("DRILL-18V", 10), PurchaseHouse.line("CABLE", 3, at: "1.5"),
      PurchaseHouse.line("GLUE", 2, at: "3"))
    try shop.receive(
      "PO-1", PurchaseHouse.goods("DRILL-18V", 10, rejected: 2), PurchaseHouse.goods("CABLE", 3))
  }

  private func match(_ lines: (String, String, String)...) throws -> InvoiceMatch.Report {
    try house.books.ask(
      InvoiceMatch(
        "po-1",
        try lines.map { item, quantity, price in
          .init(item, try #require(Quantity(quantity)), price: try #require(UnitCost(price)))
        }))
  }

  @Test("an invoice of what was kept, at the prices of the order, differs only where not all came")
  func whole() throws {
    let report = try match(("4006381333931", "8", "45"), ("CABLE", "3", "1.5"), ("GLUE", "2", "3"))
    #expect(report.rows.map(\.differences) == [[.quantity], [], [.quantity]])
    #expect(report.due.description == "364.50" && report.difference.description == "6.00" && !report.isMatch)
    try shop.sent("PO-2", PurchaseHouse.line("CABLE", 3, at: "1.5"), PurchaseHouse.line("CABLE", 1, at: "2"))
    try house.act(ReceiveOrder("PO-2", posts: true))
    let fits = try house.books.ask(
      InvoiceMatch(
        "PO-2",
        [
          .init("CABLE", Quantity(1), price: UnitCost(tenThousandths: 20_000)),
          .init("CABLE", Quantity(3), price: UnitCost(tenThousandths: 15_000)),
        ]))
    #expect(fits.isMatch && fits.billed.description == "6.50" && fits.rows.count == 1)
  }

  @Test("each difference is named, with the figures and the money")
  func differences() throws {
    let report = try match(("DRILL-18V", "10", "46.10"), ("CABLE", "3", "1.5"), ("SCALE", "1", "300"))
    #expect(report.rows.map(\.differences) == [[.quantity, .price], [], [.notInvoiced], [.notOnOrder]])
    let drills = report.rows[0]
    #expect((drills.ordered, drills.received, drills.rejected) == (Quantity(10), Quantity(10), Quantity(2)))
    #expect(drills.priceDifference.description == "11.00" && drills.difference.description == "101.00")
    #expect(drills.orderPrices.map(\.description) == ["45.00"] && drills.invoicePrices.map(\.description) == ["46.10"])
    #expect(report.difference.description == "401.00")
    #expect(house.refusal { _ = try match(("HAMMER", "1", "1")) } == "no-such-item")
    #expect(house.refusal { _ = try house.books.ask(InvoiceMatch("PO-9", [])) } == "no-such-order")
  }
}

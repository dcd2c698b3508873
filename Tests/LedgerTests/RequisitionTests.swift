import Inventory
import Ledger
import Testing

@Suite struct RequisitionTests {
  let shop: PurchaseHouse
  var house: SampleWarehouse { shop.house }

  init() throws { shop = try PurchaseHouse() }

  private func status() throws -> String {
    let row = try house.books.ask(RequisitionCard("RQ-0001"))
    return "\(row.requisition.status.rawValue): \(row.lines.map { $0.order ?? "-" }.joined(separator: " "))"
  }

  @Test(
    "a requisition is approved and ordered, vendor by vendor, at the cost of the items; a draft thrown away frees it")
  func ordered() throws {
    try house.act(
      CreateRequisition([
        .init("DRILL-18V", Quantity(5), at: "A-01", neededOn: Day("2026-08-01")),
        .init("CABLE", Quantity(20), at: "A-01", vendor: "Wire & Co"), .init("GLUE", Quantity(2), vendor: "ACME"),
      ]))
    #expect(
      house.refusal { try house.act(OrderRequisition("1", from: "Acme", currency: "EUR")) } == "requisition-state")
    try house.act(DecideRequisition("RQ-0001", .approve, ifVersion: 1))
    #expect(try house.books.ask(RequisitionCard("1")).requisition.approvedBy == "anna")
    try house.act(OrderRequisition("1", from: "Acme", number: "PO-9", currency: "EUR", ifVersion: 2))
    let card = try shop.card("PO-9")
    #expect(card.lines.map { "\($0.code) \($0.ordered) \($0.price)" } == ["DRILL-18V 5 49.90", "GLUE 2 0.00"])
    #expect(card.order.place == "NORTH/A-01" && card.order.reference == "RQ-0001")
    #expect(card.order.expectedOn == Day("2026-08-01") && card.order.status == .draft)
    #expect(try status() == "approved: PO-9 - PO-9")
    #expect(
      house.refusal { try house.act(OrderRequisition("1", from: "Acme", currency: "EUR")) } == "nothing-to-order")
    #expect(house.refusal { try house.act(DecideRequisition("1", .cancel)) } == "requisition-state")
    try house.act(OrderRequisition("1", from: "wire & co", currency: "EUR", to: "S-01"))
    #expect(try status() == "ordered: PO-9 PO-0002 PO-9")
    try house.act(AdvanceOrder("PO-9", .cancel))
    #expect(try status() == "approved: - PO-0002 -")
    try house.expectSoundBooks()
  }

  @Test("where lines are wanted at several places, or at none, an order of them needs to be told where it goes")
  func destinations() throws {
    try house.act(
      CreateRequisition(
        [
          .init("DRILL-18V", Quantity(5), at: "A-01"), .init("CABLE", Quantity(20), at: "S-01"),
        ], note: "for the fair"))
    try house.act(DecideRequisition("1", .approve))
    #expect(
      house.refusal { try house.act(OrderRequisition("1", from: "Acme", currency: "EUR")) } == "destination-needed")
    #expect(
      house.refusal { try house.act(OrderRequisition("1", from: "Acme", currency: "EUR", to: "A")) }
        == "location-structural")
    try house.act(OrderRequisition("1", from: "Acme", currency: "EUR", to: "S-01"))
    #expect(try status() == "ordered: PO-0001 PO-0001")
    try house.act(CreateRequisition([.init("CABLE", Quantity(1))]))
    try house.act(DecideRequisition("2", .cancel))
    #expect(house.refusal { try house.act(DecideRequisition("2", .approve)) } == "requisition-state")
    #expect(house.refusal { try house.act(DecideRequisition("7", .approve)) } == "no-such-requisition")
    let page = try house.books.ask(RequisitionPage(item: "CABLE"))
    #expect(page.rows.map(\.requisition.number) == ["RQ-0002", "RQ-0001"] && page.rows[1].lines.count == 2)
    #expect(try house.books.ask(RequisitionPage(status: .ordered)).rows.count == 1)
    try house.expectSoundBooks()
  }
}

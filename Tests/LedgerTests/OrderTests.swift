import Inventory
import Ledger
import Testing

/// Orders from draft to closed (`spec.md` 3.9, R1).
@Suite struct OrderTests {
  let shop: PurchaseHouse
  var house: SampleWarehouse { shop.house }

  init() throws { shop = try PurchaseHouse() }

  @Test("an order is a draft, is sent, comes in parts, is received and closed; what is to come is incoming")
  func lifecycle() throws {
    let number = try shop.create("PO-790", PurchaseHouse.line("DRILL-18V", 10), PurchaseHouse.line("CABLE", 3))
    #expect(number == "PO-790")
    #expect(try shop.story(number) == "draft: 10 ordered, 0 received, 0 rejected, 0 closed, 10 to come")
    #expect(try shop.card(number).sums.value.description == "585.00")
    #expect(house.refusal { try shop.receive(number, PurchaseHouse.goods("DRILL-18V", 1)) } == "order-state")
    let sent = try house.act(AdvanceOrder(number, .send, ifVersion: 1))
    #expect(sent.entries.map(\.kind) == [.expected, .expected] && sent.entries.map(\.reference) == [number, number])
    #expect(try shop.balances("DRILL-18V", at: "A-01") == "on hand 0, blocked 0, incoming 10")
    #expect(house.refusal { try house.act(ReverseMovement(.entry(sent.entries[0].id))) } == "belongs-to-order")
    #expect(house.refusal { try house.act(AdvanceOrder(number, .send)) } == "order-state")
    #expect(house.refusal { try house.act(AdvanceOrder(number, .cancel)) } == "order-state")
    try shop.receive(number, PurchaseHouse.goods("DRILL-18V", 4))
    #expect(try shop.story(number) == "sent: 10 ordered, 4 received, 0 rejected, 0 closed, 6 to come")
    #expect(try shop.balances("DRILL-18V", at: "A-01") == "on hand 4, blocked 0, incoming 6")
    let answer = try house.act(ReceiveOrder("po-790", posts: true, reference: "DN-17"))
    #expect(answer.action == "receipt.posted" && answer.entries.map(\.change.onHand) == [Quantity(6), Quantity(3)])
    #expect(try shop.story(number) == "received: 10 ordered, 10 received, 0 rejected, 0 closed, 0 to come")
    #expect(try shop.balances("CABLE", at: "A-01") == "on hand 3, blocked 0, incoming 0")
    #expect(try shop.card(number).receipts.map(\.reference) == ["DN-17", nil])
    #expect(house.refusal { try shop.receive(number, PurchaseHouse.goods("CABLE", 1)) } == "order-state")
    try house.act(AdvanceOrder(number, .close))
    #expect(try shop.card(number).order.status == .closed)
    try house.expectSoundBooks()
  }

  @Test("numbers are unique whatever the case; without one an order gets the house's next that is free")
  func numbers() throws {
    #expect(try shop.create(nil, PurchaseHouse.line("CABLE", 1)) == "PO-0001")
    #expect(house.refusal { _ = try shop.create("po-0001", PurchaseHouse.line("CABLE", 1)) } == "order-exists")
    #expect(try shop.create("PO-0003", PurchaseHouse.line("CABLE", 1)) == "PO-0003")
    #expect(try shop.create(nil, PurchaseHouse.line("CABLE", 1)) == "PO-0004")
    #expect(house.refusal { _ = try shop.create("", PurchaseHouse.line("CABLE", 1)) } == "bad-code")
    try house.expectSoundBooks()
  }

  @Test(
    "what cannot be ordered is refused",
    arguments: [
      ("DRILL-18V", "0", "A-01", "EUR", "bad-quantity"), ("DRILL-18V", "1.5", "A-01", "EUR", "bad-quantity"),
      ("HAMMER", "1", "A-01", "EUR", "no-such-item"), ("CABLE", "1", "A", "EUR", "location-structural"),
      ("CABLE", "1", "A-9", "EUR", "no-such-location"), ("CABLE", "1", "A-01", "eur", "bad-value"),
      ("CABLE", "2.5", "A-01", "EUR", "done"),
    ])
  func refused(item: String, quantity: String, place: String, currency: String, type: String) throws {
    let line = OrderDraft.Line(item, try #require(Quantity(quantity)), price: try #require(UnitCost("1")))
    let draft = OrderDraft(vendor: "Acme", currency: currency, to: place, [line])
    #expect(house.refusal { try house.act(CreateOrder("PO-1", draft)) } == type)
  }

  @Test("a draft is edited by whoever saw its version, and thrown away; what was sent is not")
  func drafts() throws {
    let number = try shop.create("PO-1", PurchaseHouse.line("DRILL-18V", 10))
    try house.act(
      EditOrder(
        number, to: "S-01", [PurchaseHouse.line("CABLE", 7)], expectedOn: .some(Day("2026-08-01")), ifVersion: 1))
    let card = try shop.card(number)
    #expect(card.order.place == "SOUTH/S-01" && card.lines.map(\.ordered) == [Quantity(7)])
    #expect(card.order.expectedOn == Day("2026-08-01") && card.order.version == 2)
    #expect(house.refusal { try house.act(EditOrder(number, vendor: "B", ifVersion: 1)) } == "version-moved-on")
    #expect(house.refusal { try house.act(EditOrder(number, vendor: "Acme Tools")) } == "nothing-to-change")
    try house.act(AdvanceOrder(number, .send))
    #expect(house.refusal { try house.act(EditOrder(number, vendor: "B")) } == "order-state")
    let other = try shop.create("PO-2", PurchaseHouse.line("CABLE", 1))
    try house.act(AdvanceOrder(other, .cancel))
    #expect(try shop.card(other).order.status == .cancelled)
    #expect(house.refusal { try house.act(AdvanceOrder(other, .send)) } == "order-state")
    try house.expectSoundBooks()
  }

  @Test("an order is closed short: what has not come is incoming no more; goods that wait are posted first")
  func closedShort() throws {
    try shop.sent("PO-1", PurchaseHouse.line("DRILL-18V", 10))
    try shop.receive("PO-1", PurchaseHouse.goods("DRILL-18V", 3))
    try house.act(ScanReceipt("PO-1", [PurchaseHouse.goods("DRILL-18V", 2)]))
    #expect(house.refusal { try house.act(AdvanceOrder("PO-1", .close)) } == "receipts-wait")
    try house.act(SettleReceipt(try shop.receipt().receipt.number, .post))
    try house.act(AdvanceOrder("PO-1", .close))
    #expect(try shop.story("PO-1") == "closed: 10 ordered, 5 received, 0 rejected, 5 closed, 0 to come")
    #expect(try shop.balances("DRILL-18V", at: "A-01") == "on hand 5, blocked 0, incoming 0")
    try house.expectSoundBooks()
  }

  @Test("orders are listed by the day they are due, those that are over behind them, and found by what they are")
  func lists() throws {
    for (number, day) in [("PO-C", nil), ("PO-A", "2026-08-02"), ("PO-B", "2026-08-01")] {
      var draft = OrderDraft(vendor: "Acme", currency: "EUR", to: "A-01", [PurchaseHouse.line("CABLE", 1)])
      draft.expectedOn = day.flatMap { Day($0) }
      draft.reference = "REF-\(number)"
      try house.act(CreateOrder(number, draft))
    }
    try shop.sent("PO-D", PurchaseHouse.line("DRILL-18V", 2), to: "S-01")
    try house.act(ReceiveOrder("PO-D", posts: true))
    func numbers(_ fill: (inout OrderFilter) -> Void) throws -> [String] {
      var filter = OrderFilter()
      fill(&filter)
      var numbers: [String] = []
      var start = PageStart.first
      repeat {
        let page = try house.books.ask(OrderPage(filter, start: start, limit: 1))
        numbers += page.rows.map(\.order.number)
        guard let next = page.next else { break }
        start = .after(next)
      } while true
      return numbers
    }
    #expect(try numbers { _ in } == ["PO-B", "PO-A", "PO-C", "PO-D"])
    #expect(try numbers { $0.isUnderWay = false } == ["PO-D"])
    #expect(try numbers { $0.status = .draft } == ["PO-B", "PO-A", "PO-C"])
    #expect(try numbers { $0.vendor = "acme tools" } == ["PO-D"])
    #expect(try numbers { $0.to = "SOUTH" } == ["PO-D"])
    #expect(try numbers { $0.item = "DRILL-18V" } == ["PO-D"])
    #expect(try numbers { $0.text = "ref-po-a" } == ["PO-A"])
    #expect(try numbers { $0.expectedBefore = Day("2026-08-02") } == ["PO-B"])
    let row = try #require(house.books.ask(OrderPage()).rows.last)
    #expect(row.sums == (try shop.card("PO-D").sums) && row.sums.linesDone == 1)
    #expect(try house.books.ask(LookUp("po-a")).contains { if case .order = $0 { true } else { false } })
    #expect(try house.books.ask(LookUp("RC-0001")).contains { if case .receipt = $0 { true } else { false } })
  }
}

import Inventory
import Ledger
import Testing

/// Goods expected without an order (R0 §8).
@Suite struct ExpectedReceiptTests {
  let shop: PurchaseHouse
  var house: SampleWarehouse { shop.house }

  init() throws { shop = try PurchaseHouse() }

  private func expect(_ quantity: Int, of item: String = "DRILL-18V") throws {
    try house.act(
      ExpectGoods(item, Quantity(quantity), at: "A-01", order: "PO-123", expectedOn: Day("2026-08-05")))
  }

  private func statuses() throws -> [String] {
    try house.books.ask(ReceiptPage()).rows.map { "\($0.receipt.number) \($0.receipt.status.rawValue) \($0.received)" }
  }

  @Test("expected goods are incoming at once, come whole, and are expected again when they are taken back")
  func whole() throws {
    try expect(100)
    #expect(try shop.balances("DRILL-18V", at: "A-01") == "on hand 0, blocked 0, incoming 100")
    try house.act(SettleReceipt("rc-0001", .post, ifVersion: 1))
    #expect(try shop.balances("DRILL-18V", at: "A-01") == "on hand 100, blocked 0, incoming 0")
    #expect(try house.worth() == ["NORTH 100 4990.00/4990.00 [100=4990.00]"])
    #expect(house.refusal { try house.act(SettleReceipt("1", .cancel)) } == "receipt-state")
    let entry = try #require(house.books.ask(LedgerPage()).rows.first).id
    #expect(house.refusal { try house.act(ReverseMovement(.entry(entry))) } == "belongs-to-order")
    try house.act(SettleReceipt("1", .undo))
    #expect(try statuses() == ["RC-0001 expected 100"])
    #expect(try shop.balances("DRILL-18V", at: "A-01") == "on hand 0, blocked 0, incoming 100")
    try house.act(SettleReceipt("1", .post))
    try house.act(SettleReceipt("1", .undo))
    try house.act(SettleReceipt("1", .cancel))
    #expect(try shop.balances("DRILL-18V", at: "A-01") == "on hand 0, blocked 0, incoming 0")
    try house.expectSoundBooks()
  }

  @Test("what came of fewer is a receipt of its own, the rest stays expected; more than was expected is taken")
  func parts() throws {
    try expect(100)
    try house.act(SettleReceipt("1", .post, [PurchaseHouse.goods("DRILL-18V", 60, rejected: 5)]))
    #expect(try statuses() == ["RC-0001 expected 40", "RC-0002 posted 60"])
    #expect(try shop.balances("DRILL-18V", at: "A-01") == "on hand 55, blocked 0, incoming 40")
    try house.act(SettleReceipt("1", .post, [PurchaseHouse.goods("DRILL-18V", 41)]))
    #expect(try shop.balances("DRILL-18V", at: "A-01") == "on hand 96, blocked 0, incoming 0")
    try house.expectSoundBooks()
    try house.act(SettleReceipt("1", .undo))
    try house.act(SettleReceipt("2", .undo))
    #expect(try statuses() == ["RC-0001 expected 40", "RC-0002 expected 60"])
    #expect(try shop.balances("DRILL-18V", at: "A-01") == "on hand 0, blocked 0, incoming 100")
    #expect(
      house.refusal { try house.act(SettleReceipt("1", .post, [PurchaseHouse.goods("CABLE", 1)])) } == "not-on-order")
    try house.expectSoundBooks()
  }

  @Test("lots are named when the goods come")
  func lots() throws {
    try expect(10, of: "GLUE")
    #expect(house.refusal { try house.act(SettleReceipt("1", .post)) } == "lot-needed")
    try house.act(
      SettleReceipt("1", .post, [PurchaseHouse.goods("GLUE", 4, lot: "L1"), PurchaseHouse.goods("GLUE", 6, lot: "L2")]))
    #expect(try house.books.ask(ItemStock("GLUE", at: "A-01")).lots.map(\.lot.code).sorted() == ["L1", "L2"])
    try house.act(SettleReceipt("1", .undo))
    #expect(try shop.receipt().lines.map(\.lot) == [nil])
    try house.expectSoundBooks()
  }

  @Test("receipts to come are listed by day, and found by order, item and place")
  func lists() throws {
    try expect(5)
    try house.act(ExpectGoods("CABLE", Quantity(7), at: "S-01", expectedOn: Day("2026-08-01")))
    try shop.sent("PO-9", PurchaseHouse.line("DRILL-18V", 3))
    try house.act(ReceiveOrder("PO-9", posts: true))
    #expect(try statuses() == ["RC-0002 expected 7", "RC-0001 expected 5", "RC-0003 posted 3"])
    func numbers(_ question: ReceiptPage) throws -> [String] {
      try house.books.ask(question).rows.map(\.receipt.number)
    }
    #expect(try numbers(ReceiptPage(isUpcoming: true)) == ["RC-0002", "RC-0001"])
    #expect(try numbers(ReceiptPage(isUpcoming: false)) == ["RC-0003"])
    #expect(try numbers(ReceiptPage(order: "po-123")) == ["RC-0001"])
    #expect(try numbers(ReceiptPage(order: "PO-9")) == ["RC-0003"])
    #expect(try numbers(ReceiptPage(item: "DRILL-18V")) == ["RC-0001", "RC-0003"])
    #expect(try numbers(ReceiptPage(location: "SOUTH")) == ["RC-0002"])
    #expect(house.refusal { _ = try house.books.ask(ReceiptCard("99")) } == "no-such-receipt")
  }
}

import Glibc
import Inventory
import Ledger
import Testing

/// The purchase orders of AdventureWorks: written, sent and received as their own file says. The suite takes every 21st
/// order with the totals of those; `TALLYMAN_WHOLE=1` takes all 4,012.
@Suite(.enabled(if: PublicOrders.folder != nil, "the public data sets lie elsewhere: set TALLYMAN_SHARED"))
struct PublicOrderTests {
  /// A line of an order, in whole units.
  private struct Line {
    var order: Int
    var item: String
    var due: Day
    var ordered: Int
    var price: UnitCost
    var received: Int
    var rejected: Int
  }

  /// The rows of a file without quotes, by the names of its columns.
  private static func rows(_ file: String) throws -> [[String: Substring]] {
    let folder = try #require(PublicOrders.folder)
    let text = try #require(SourceText.read("\(folder)/\(file)"))
    let lines = text.split(whereSeparator: \.isNewline)
    let names = try #require(lines.first).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return lines.dropFirst().map { line in
      Dictionary(
        uniqueKeysWithValues: zip(names, line.split(separator: ",", omittingEmptySubsequences: false)))
    }
  }

  private static func lines(every step: Int) throws -> [Line] {
    try rows("purchase_order_detail.csv").compactMap { row in
      func units(_ name: String) throws -> Int {
        let quantity = try #require(row[name].flatMap { Quantity(String($0)) })
        #expect(quantity.isWhole)
        return Int(quantity.thousandths / 1000)
      }
      let order = try #require(row["PurchaseOrderID"].flatMap { Int($0) })
      guard order % step == 0 else { return nil }
      return Line(
        order: order, item: String(try #require(row["ProductID"])),
        due: try #require(row["DueDate"].flatMap { Day(String($0)) }), ordered: try units("OrderQty"),
        price: try #require(row["UnitPrice"].flatMap { UnitCost(String($0)) }), received: try units("ReceivedQty"),
        rejected: try units("RejectedQty"))
    }
  }

  @Test("AdventureWorks: what its orders ordered, received, rejected and stocked is what the books say")
  func orders() throws {
    let isWhole = getenv("TALLYMAN_WHOLE") != nil
    let lines = try PublicOrderTests.lines(every: isWhole ? 1 : 21)
    let house = try SampleWarehouse(inMemory: true)
    for item in Set(lines.map(\.item)).sorted() {
      try house.act(AddItem(Item(code: ItemCode(sku: item), name: "Product \(item)", currency: "USD")))
    }
    var vendors: [Int: String] = [:]
    for row in try PublicOrderTests.rows("purchase_order_header.csv") {
      vendors[try #require(row["PurchaseOrderID"].flatMap { Int($0) })] = row["VendorID"].map(String.init)
    }
    let rows = lines.map { line in
      ImportOrders.Row(
        "PO-\(line.order)", vendor: vendors[line.order] ?? "", currency: nil, to: "S-01",
        OrderDraft.Line(line.item, Quantity(line.ordered), price: line.price, expectedOn: line.due))
    }
    let imported = try house.act(ImportOrders(rows))
    #expect(imported.rejections.isEmpty)
    #expect(try house.act(ImportOrders(rows)).unchanged == rows.count)
    var short = 0
    for (order, own) in Dictionary(grouping: lines, by: \.order).sorted(by: { $0.key < $1.key }) {
      let number = "PO-\(order)"
      try house.act(AdvanceOrder(number, .send))
      let goods = own.filter { $0.received > 0 }.map { line in
        ReceivedGoods(line.item, Quantity(line.received), rejected: Quantity(line.rejected))
      }
      if !goods.isEmpty { try house.act(ReceiveOrder(number, goods, posts: true)) }
      short += own.count { $0.received < $0.ordered }
    }
    let sums = try totals(house)
    let stocked = lines.reduce(0) { $0 + $1.received - $1.rejected }
    #expect(sums.ordered == Quantity(lines.reduce(0) { $0 + $1.ordered }))
    #expect(sums.received == Quantity(lines.reduce(0) { $0 + $1.received }))
    #expect(sums.rejected == Quantity(lines.reduce(0) { $0 + $1.rejected }))
    if isWhole {
      #expect(
        (sums.ordered, sums.received, sums.rejected) == (Quantity(2_348_637), Quantity(2_327_299), Quantity(72_700)))
      #expect(stocked == 2_254_599 && short == 380)
    }
    let records = try house.books.ask(StockPage(limit: 10_000)).rows
    #expect(records.reduce(.zero) { $0 + $1.balances.onHand } == Quantity(stocked))
    let missing = lines.reduce(0) { $0 + $1.ordered - $1.received }
    #expect(records.reduce(.zero) { $0 + $1.balances.incoming } == Quantity(missing))
    #expect(sums.open == short)
    let first = try #require(lines.first { $0.received == $0.ordered })
    let one = ReceiveOrder("PO-\(first.order)", [ReceivedGoods(first.item, Quantity(1))], posts: true)
    #expect(["over-receipt", "order-state"].contains(house.refusal { try house.act(one) }))
    let late = try #require(lines.first { $0.received < $0.ordered })
    let over = ReceivedGoods(late.item, Quantity(late.ordered - late.received + 1))
    #expect(house.refusal { try house.act(ReceiveOrder("PO-\(late.order)", [over], posts: true)) } == "over-receipt")
    try house.expectSoundBooks()
  }

  private func totals(
    _ house: SampleWarehouse
  ) throws -> (ordered: Quantity, received: Quantity, rejected: Quantity, open: Int) {
    var totals = (ordered: Quantity.zero, received: Quantity.zero, rejected: Quantity.zero, open: 0)
    var start = PageStart.first
    while true {
      let page = try house.books.ask(OrderPage(start: start, limit: 500))
      for row in page.rows {
        totals.ordered += row.sums.ordered
        totals.received += row.sums.received
        totals.rejected += row.sums.rejected
        totals.open += row.sums.lines - row.sums.linesDone
      }
      guard let next = page.next else { return totals }
      start = .after(next)
    }
  }
}

/// Where the public data sets lie: `TALLYMAN_SHARED`, or `shared` beside the checkout.
private enum PublicOrders {
  static var folder: String? {
    let root = #filePath.split(separator: "/").dropLast(3).dropLast()
    let shared = getenv("TALLYMAN_SHARED").map { String(cString: $0) } ?? "/" + root.joined(separator: "/") + "/shared"
    let path = shared + "/data/adventureworks"
    return access(path + "/purchase_order_detail.csv", R_OK) == 0 ? path : nil
  }
}

import Inventory
import Ledger
import Storage
import Testing

/// What is known on this machine of far books: codes at once, and what people work on while the line is down.
@Suite struct PocketTests {
  private static let maria = Asker.person("maria")

  private func lookUp(_ code: String, _ service: some InventoryService) throws -> [LookUp.Hit] {
    try service.ask(LookUp(ScannedCode(code, today: SampleWarehouse.noon.day)), for: PocketTests.maria)
  }

  private func stocked() throws -> (far: FarHouse, console: OutboxService) {
    let far = try FarHouse()
    try far.house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    try far.house.post(.receipt, "GLUE", "5", at: "A-01", lot: "L7")
    try far.house.open("NORTH")
    let console = try far.console(withPocket: true)
    #expect(console.send() == nil)
    console.stockPocket()
    return (far, console)
  }

  @Test func `codes of goods and places are known without a call over the line`() throws {
    let (far, console) = try stocked()
    let calls = far.line.calls
    #expect(try lookUp("drill-18v", console) == lookUp("DRILL-18V", far.house.books))
    #expect(try lookUp("4006381333931", console) == lookUp("4006381333931", far.house.books))
    #expect(try lookUp("A-01", console) == lookUp("A-01", far.house.books))
    #expect(far.line.calls == calls)
    // What is not known here, is not goods, or was read long ago, is asked of the books.
    #expect(try lookUp("L7", console) == lookUp("L7", far.house.books))
    #expect(try lookUp("ST-0001", console) == lookUp("ST-0001", far.house.books))
    #expect(try lookUp("NOBODY", console).isEmpty)
    #expect(far.line.calls > calls)
    far.wait(milliseconds: 16 * 60_000)
    let before = far.line.calls
    #expect(try lookUp("A-01", console).count == 1)
    #expect(far.line.calls > before)
  }

  @Test func `while the line is down a counter goes on in another bin`() throws {
    let (far, console) = try stocked()
    far.line.mode = .down
    _ = try? console.ask(StockTotals(), for: .house)
    far.wait(milliseconds: 60 * 60_000)
    #expect(try lookUp("DRILL-18V", console).count == 1)
    #expect(try lookUp("L7", console).count == 1)
    #expect(try lookUp("ST-0001", console).count == 1)
    #expect(try console.ask(StocktakePage(isUnderWay: true, limit: 20), for: PocketTests.maria).rows.count == 1)
    #expect(try console.ask(CountingPlace(of: "maria"), for: PocketTests.maria) == nil)
    let bin = CountedBin("ST-0001", "A-02", now: far.now)
    #expect(try console.ask(bin, for: PocketTests.maria).lines.isEmpty)
    // What somebody browses is not answered with what may be old, nor a bin with what was scanned since.
    #expect(far.house.refusal { _ = try console.ask(StockPage(), for: .house) } == "unreachable")
    #expect(far.house.refusal { _ = try console.ask(ItemStock("DRILL-18V"), for: .house) } == "unreachable")
    try far.act(
      RecordCounts("ST-0001", [CountEntry(.scan, "CABLE", Quantity(1), at: "A-02")]), "k1", through: console)
    #expect(far.house.refusal { _ = try console.ask(bin, for: PocketTests.maria) } == "unreachable")
  }

  @Test func `where somebody counts and what was counted is known, and nothing of what is expected`() throws {
    let (far, console) = try stocked()
    try far.act(OpenBin("ST-0001", "A-01"), "open", through: console)
    try far.house.count("ST-0001", "DRILL-18V", "9", in: "A-01")
    far.wait(milliseconds: 4 * 60_000)
    console.stockPocket()
    far.line.mode = .down
    _ = try? console.ask(StockTotals(), for: .house)
    #expect(try console.ask(CountingPlace(of: "maria"), for: PocketTests.maria)?.location == "A-01")
    let lines = try console.ask(CountedBin("ST-0001", "A-01", now: far.now), for: PocketTests.maria).lines
    #expect(lines.map { "\($0.code) \($0.counted?.description ?? "-")" } == ["DRILL-18V 9"])
    let pocket = try far.file("pocket")
    for table in ["stock_record", "lot_stock", "serial", "ledger", "count_event"] {
      #expect(try rows("SELECT 1 FROM \(table)", pocket) == 0, "\(table)")
    }
    #expect(try rows("SELECT 1 FROM count_line WHERE counted IS NULL OR expected IS NOT NULL", pocket) == 0)
  }

  private func rows(_ sql: String, _ database: any Database) throws -> Int {
    var count = 0
    try database.read([Statement(sql)]) { _, _ in
      count += 1
      return true
    }
    return count
  }

  @Test func `a transfer that is being received is known with its lines and who scanned what`() throws {
    let (far, console) = try stocked()
    try far.house.act(
      CreateTransfer(from: "NORTH", to: "S-01", [TransferRequestLine("DRILL-18V", Quantity(4))]))
    try far.house.act(ShipTransfer("TR-0001"))
    try far.house.act(RecordReceipts("TR-0001", [.init("DRILL-18V"), .parked("???")]))
    far.wait(milliseconds: 4 * 60_000)
    console.stockPocket()
    let questions = { (service: any InventoryService) in
      let card = try service.ask(TransferCard("TR-0001"), for: PocketTests.maria)
      let lines = try service.ask(TransferLinePage("TR-0001"), for: PocketTests.maria).rows
      let parked = try service.ask(ReceiveEventPage("TR-0001", isParked: true), for: PocketTests.maria).rows
      return "\(card.receivers) \(card.parked) \(lines) \(parked)"
    }
    let known = try questions(far.house.books)
    far.line.mode = .down
    _ = try? console.ask(StockTotals(), for: .house)
    #expect(try questions(console) == known)
    try far.act(RecordReceipts("TR-0001", [.init("DRILL-18V")]), "k1", through: console)
    #expect(far.house.refusal { _ = try questions(console) } == "unreachable")
  }

  @Test func `an order and its receipts are known until something of it waits here`() throws {
    let (far, console) = try stocked()
    try far.house.act(
      CreateOrder(
        "PO-1", OrderDraft(vendor: "Acme", currency: "EUR", to: "A-01", [PurchaseHouse.line("DRILL-18V", 5)])))
    try far.house.act(AdvanceOrder("PO-1", .send))
    try far.house.act(ScanReceipt("PO-1", [ReceivedGoods("DRILL-18V", Quantity(2))]))
    far.wait(milliseconds: 4 * 60_000)
    console.stockPocket()
    let receipt = try #require(far.house.books.ask(ReceiptPage()).rows.first).receipt.number
    let questions = { (service: any InventoryService) in
      let order = try service.ask(OrderCard("PO-1"), for: PocketTests.maria)
      return "\(order.lines) \(try service.ask(ReceiptCard(receipt), for: PocketTests.maria))"
    }
    let known = try questions(far.house.books)
    far.line.mode = .down
    _ = try? console.ask(StockTotals(), for: .house)
    #expect(try questions(console) == known)
    try far.act(SettleReceipt(receipt, .post), "k1", through: console)
    #expect(far.house.refusal { _ = try questions(console) } == "unreachable")
    #expect(try console.ask(OrderCard("PO-1"), for: PocketTests.maria).lines.count == 1)
    try far.act(ScanReceipt("PO-1", [ReceivedGoods("DRILL-18V", Quantity(1))]), "k2", through: console)
    #expect(far.house.refusal { _ = try console.ask(OrderCard("PO-1"), for: .house) } == "unreachable")
  }

  @Test func `what changed is read again, and a catalogue of many pages whole`() throws {
    let (far, console) = try stocked()
    let rows = (0..<2_345).map { number in
      ImportItems.Row(ItemCode(sku: "PART-\(number)"), .with { $0.name = "Part" })
    }
    try far.house.act(ImportItems(rows))
    try far.house.act(EditItem("CABLE", .with { $0.name = "Wire" }))
    console.stockPocket()
    let calls = far.line.calls
    #expect(try lookUp("PART-7", console).count == 1)
    #expect(far.line.calls > calls, "it is too early to read again")
    far.wait(milliseconds: 4 * 60_000)
    console.stockPocket()
    let before = far.line.calls
    #expect(try lookUp("PART-2344", console) == lookUp("PART-2344", far.house.books))
    #expect(try lookUp("CABLE", console) == lookUp("CABLE", far.house.books))
    #expect(far.line.calls == before)
    // A console that begins while the line is down knows what another read.
    far.line.mode = .down
    let next = try far.console("two", withPocket: true)
    _ = next.send()
    next.stockPocket()
    #expect(try lookUp("PART-1000", next).count == 1)
  }
}

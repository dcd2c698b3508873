import Glibc
import Inventory
import Ledger
import PtyTesting
import StorageLocal
import Testing

/// Receiving an order as people meet it: scripts that count keys, and what the books say after it.
@Suite(.serialized) struct OrderReceiveRunTests {
  /// A site with a dock, four items with a barcode each, and an order of three of them that the vendor has.
  private static func dock(isSent: Bool = true) throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "SOUTH", "--kind", "site")
    try shop.run("location", "add", "DOCK", "--kind", "room", "--in", "SOUTH")
    let items = try shop.folder.write(
      "items.csv", "sku,name,barcode\n" + (0...3).map { "ITEM-\($0),Item \($0),\(barcode($0))\n" }.joined())
    try shop.run("import", "items", items)
    let price = UnitCost(tenThousandths: 125_000)
    let draft = OrderDraft(
      vendor: "ACME", currency: "EUR", to: "DOCK",
      [
        .init("ITEM-0", Quantity(144), price: price), .init("ITEM-1", Quantity(48), price: price),
        .init("ITEM-2", Quantity(48), price: price),
      ], reference: "ACME-0077")
    try perform(CreateOrder("PO-0009", draft), shop)
    if isSent { try perform(AdvanceOrder("PO-0009", .send), shop) }
    return shop
  }

  private static func barcode(_ number: Int) -> String { CheckDigit.completed("40063810000\(number)") }

  private static func perform(_ act: some Act, _ shop: Shop) throws {
    let books = try Books(LocalDatabase(path: shop.database, mode: .readWrite))
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let instant = Instant(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
    _ = try books.perform(act, ActContext(key: "\(act.action)-1", actor: "olga", terminal: "office", now: instant))
  }

  /// `91 received, 2 rejected, 149 to come, sent`, of the whole order.
  private func sums(_ shop: Shop) throws -> String {
    let books = try Books(LocalDatabase(path: shop.database, mode: .readOnly), mayWrite: false)
    let card = try books.ask(OrderCard("PO-0009"))
    return "\(card.sums.received) received, \(card.sums.rejected) rejected, \(card.sums.outstanding) to come, "
      + card.order.status.rawValue
  }

  private func onHand(_ item: String, _ shop: Shop) throws -> Quantity {
    let books = try Books(LocalDatabase(path: shop.database, mode: .readOnly), mayWrite: false)
    return try books.ask(ItemStock(item)).total.onHand
  }

  private func play(_ lines: [String], _ shop: Shop) throws -> String {
    let screen = "\(shop.folder.path)/screen.txt"
    let script = try shop.folder.write("keys", (lines + ["wait", "screen:\(screen)"]).joined(separator: "\n"))
    let run = try CommandRun(["--db", shop.database, "--script", script, "--as", "anna"]).finish()
    #expect(run.exit == 0, "\(run.output)\(run.errors)")
    return try #require(shop.folder.read("screen.txt"))
  }

  @Test("an order of three lines is received by scans, posted and taken back, with no more keys than it should take")
  func keys() throws {
    let shop = try OrderReceiveRunTests.dock()
    func scan(_ item: Int) -> String { "scan:\(OrderReceiveRunTests.barcode(item))" }
    var lines = ["scan:PO-0009", "wait", "keys:0", scan(0), "keys:0"]
    // Forty of it, then a whole line as ordered.
    lines += ["text:40", "key:Enter", "keys:3", scan(1), "text:=", "key:Enter", "keys:5"]
    // Two of the next are rejected; a scan too many is taken back; what is not on the order is refused.
    lines += [scan(2), "key:F2", "text:2", "key:Enter", "keys:8", scan(2), "key:F8", "keys:9", scan(3), scan(1)]
    lines += ["key:F9", "keys:10"]
    let posted = try play(lines, shop)
    #expect(posted.contains("posted: 91 units; 149 still to come"), "\(posted)")
    #expect(try sums(shop) == "91 received, 2 rejected, 149 to come, sent")
    #expect(try onHand("ITEM-0", shop) == Quantity(40) && onHand("ITEM-2", shop) == Quantity(1))
    try shop.run("verify")
    let undone = try play(["scan:ACME-0077", "wait", "key:F8", "y", "key:Enter"], shop)
    #expect(undone.contains("the receipt is taken back"), "\(undone)")
    #expect(try sums(shop) == "0 received, 0 rejected, 240 to come, sent")
    #expect(try onHand("ITEM-0", shop) == .zero)
    try shop.run("verify")
  }

  @Test("beyond what was ordered is refused; what is scanned stays for the next receiver, until F3 closes the rest")
  func closes() throws {
    let shop = try OrderReceiveRunTests.dock()
    func scan(_ item: Int) -> String { "scan:\(OrderReceiveRunTests.barcode(item))" }
    let over = try play(["scan:PO-0009", "wait", scan(1), "text:=", "key:Enter", scan(1)], shop)
    #expect(over.contains("FAIL") && over.contains("48"), "\(over)")
    let closed = try play(["scan:PO-0009", "wait", "key:F9", "wait", "key:F3", "y", "key:Enter"], shop)
    #expect(closed.contains("PO-0009 is closed"), "\(closed)")
    #expect(try sums(shop) == "48 received, 0 rejected, 0 to come, closed")
    #expect(try onHand("ITEM-1", shop) == Quantity(48))
    try shop.run("verify")
  }

  @Test("a draft is sent from the list of orders, and received from there")
  func sends() throws {
    let shop = try OrderReceiveRunTests.dock(isSent: false)
    let listed = try play(["g", "o", "wait"], shop)
    #expect(listed.contains("PO-0009") && listed.contains("draft"), "\(listed)")
    let sent = try play(["g", "o", "wait", "S", "key:F9", "wait", "key:F7", "wait"], shop)
    #expect(sent.contains("RECEIVE PO-0009  from ACME"), "\(sent)")
    #expect(try sums(shop) == "0 received, 0 rejected, 240 to come, sent")
  }
}

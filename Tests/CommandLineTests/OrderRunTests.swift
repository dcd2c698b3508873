import Testing

/// Buying from the requisition to the invoice, through the built program.
@Suite("Orders on the command line") struct OrderRunTests {
  static func shop() throws -> Shop {
    let shop = try Shop()
    for site in ["NORTH", "SOUTH"] { try shop.run("location", "add", site) }
    try shop.run("item", "add", "DRILL", "--cost", "10", "--currency", "EUR", "--barcode", "4006381333931")
    try shop.run("item", "add", "CABLE", "--cost", "0.5", "--currency", "EUR", "--unit", "m")
    try shop.run("item", "add", "GLUE", "--track", "lot", "--cost", "3", "--currency", "EUR")
    try shop.run("item", "add", "SCALE", "--track", "serial", "--cost", "300", "--currency", "EUR")
    return shop
  }

  @Test("wanted, ordered, sent, delivered in parts with rejects, taken back, invoiced and closed")
  func wholeStory() throws {
    let shop = try OrderRunTests.shop()
    let wanted = try shop.run(
      "requisition", "create", "--line", "DRILL=10,at=NORTH,by=2026-08-01", "--line", "GLUE=5,vendor=Henkel", "--note",
      "spring", "--json"
    ).output
    #expect(JSONPeek.raw("id", in: wanted) == "RQ-0001" && JSONPeek.raw("status", in: wanted) == "draft")
    try shop.run("requisition", "approve", "1", "--if-version", "1")
    try shop.run("requisition", "order", "1", "--vendor", "Bosch", "--number", "PO-790")
    try shop.run("requisition", "order", "1", "--vendor", "Henkel", "--currency", "EUR", "--to", "NORTH")
    let shown = try shop.run("requisition", "show", "RQ-0001").output
    #expect(shown.contains("RQ-0001  ordered") && shown.contains("PO-790") && shown.contains("PO-0002"))
    try shop.run("order", "cancel", "PO-0002")
    #expect(try shop.run("requisition", "list", "--status", "approved", "--json").output.contains("RQ-0001"))

    try shop.run(
      "order", "edit", "PO-790", "--line", "DRILL=10@9.50,on=2026-08-02", "--line", "GLUE=5@3", "--line",
      "SCALE=2@280", "--if-version", "1")
    try shop.run("order", "edit", "PO-790", "--note", "too late", "--if-version", "1", exit: 5)
    let sent = try shop.run("order", "send", "PO-790", "--json").output
    #expect(JSONPeek.number("entry_count", in: sent) == 3 && JSONPeek.raw("status", in: sent) == "sent")
    #expect(JSONPeek.number("value", in: sent) == 670)
    try shop.run("receipt", "against", "PO-790", "--line", "DRILL=11", "--post", exit: 5)
    try shop.run("receipt", "against", "PO-790", exit: 2)
    let pending = try shop.run(
      "receipt", "against", "po-790", "--line", "4006381333931=6,rejected=1", "--line",
      "GLUE=5,lot=L1,expires=2098-01-01", "--line", "SCALE=2,serial=S1+S2", "--reference", "DN-1", "--json"
    ).output
    #expect(JSONPeek.raw("status", in: pending) == "pending" && JSONPeek.number("outstanding", in: pending) == 17)
    let posted = try shop.run("receipt", "post", "RC-0001", "--json").output
    #expect(JSONPeek.raw("status", in: posted) == "posted" && JSONPeek.number("outstanding", in: posted) == 4)
    try shop.run("receipt", "scan", "PO-790", "--line", "DRILL=3")
    try shop.run("receipt", "scan", "PO-790", "--line", "DRILL=1")
    try shop.run("receipt", "post", "2")
    #expect(try shop.run("order", "show", "PO-790").output.contains("received"))
    try shop.run("receipt", "undo", "2")
    #expect(try shop.run("order", "list", "--open", "--ndjson").output.contains("\"outstanding\":4"))
    try shop.run("receipt", "against", "PO-790", "--all", "--post")

    let invoice = try shop.folder.write("invoice.csv", "artikel,quantity,price\nDRILL,10,9.60\nGLUE,5,3\n")
    let differs = try shop.run(
      "order", "match", "PO-790", "--invoice", invoice, "--map", "artikel=sku", "--json", exit: 1
    ).output
    #expect(differs.contains("\"differences\":[\"quantity\",\"price\"]") && differs.contains("[\"not_invoiced\"]"))
    #expect(differs.contains("\"price_difference\":1.00"))
    let right = try shop.folder.write("right.csv", "sku,quantity,price\nCABLE,2.5,0.4\n")
    try shop.run(
      "order", "create", "PO-8", "--vendor", "B", "--currency", "EUR", "--line", "CABLE=2.5@0.4", "--to", "SOUTH")
    try shop.run("order", "send", "PO-8")
    try shop.run("receipt", "against", "PO-8", "--all", "--post")
    try shop.run("order", "match", "PO-8", "--invoice", right)
    try shop.run("order", "close", "PO-790")
    #expect(try shop.run("order", "list", "--status", "closed").output.contains("PO-790"))
    try shop.run("verify")
  }

  @Test("goods are expected without an order, confirmed in part, and the rest is called off")
  func expected() throws {
    let shop = try OrderRunTests.shop()
    try shop.run("receipt", "expect", "DRILL", "100", "--at", "NORTH", "--po", "PO-123", "--on", "2026-09-05")
    try shop.run("receipt", "confirm", "RC-0001", "--line", "DRILL=60,rejected=5")
    let list = try shop.run("receipt", "list", "--upcoming", "--po", "po-123", "--ndjson").output
    #expect(list.contains("RC-0001") && list.contains("\"received\":40") && !list.contains("RC-0002"))
    try shop.run("receipt", "cancel", "1")
    try shop.run("receipt", "confirm", "1", exit: 4)
    #expect(try shop.run("receipt", "show", "2").output.contains("part of RC-0001"))
    let stock = try shop.run("stock", "show", "DRILL", "--json").output
    #expect(JSONPeek.number("on_hand", in: stock) == 55 && JSONPeek.number("incoming", in: stock) == 0)
    try shop.run("verify")
  }

  @Test("orders come from a file: twice changes nothing, a row that is wrong keeps its whole order out, and says why")
  func imported() throws {
    let shop = try OrderRunTests.shop()
    let file = try shop.folder.write(
      "orders.csv",
      "PO,vendor,currency,sku,quantity,price,on\nP1,Bosch,EUR,DRILL,10,9.5,2026-08-01\nP1,Bosch,EUR,CABLE,2.5,0.4,\n"
        + "P2,Bosch,EUR,DRILL,x,9.5,\nP2,Bosch,EUR,CABLE,1,0.4,\nP3,Bosch,EUR,GLUE,1,3,\n")
    func load() throws -> String {
      try shop.run(
        "import", "orders", file, "--map", "PO=number", "--set", "to=NORTH", "--json", exit: 1
      ).output
    }
    let first = try load()
    #expect(JSONPeek.number("accepted", in: first) == 3 && JSONPeek.number("rejected", in: first) == 2)
    #expect(first.contains("\"line\":4") && first.contains("\"line\":5"))
    let again = try load()
    #expect(JSONPeek.number("accepted", in: again) == 0 && JSONPeek.number("unchanged", in: again) == 3)
    #expect(try shop.run("order", "show", "p1").output.contains("NORTH"))
    try shop.run("order", "show", "P2", exit: 3)
    try shop.run("verify")
  }
}

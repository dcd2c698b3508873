import Testing

/// Orders as files, and what a house with real figures has on order.
@Suite("Orders that go out as files and come in again") struct OrderExportTests {
  @Test("a file of orders that was exported imports again as it is, and elsewhere makes the same orders")
  func again() throws {
    let shop = try OrderRunTests.shop()
    try shop.run("location", "add", "DOCK", "--in", "NORTH", "--kind", "bin")
    try shop.run(
      "order", "create", "PO-790", "--vendor", "Bosch, Köln", "--currency", "EUR", "--line", "DRILL=10@9.5012",
      "--line", "CABLE=2.5@0.4,on=2050-08-02", "--to", "DOCK", "--on", "2050-08-01", "--reference", "A-17")
    try shop.run(
      "order", "create", "PO-791", "--vendor", "Henkel", "--currency", "EUR", "--line", "GLUE=5@3", "--to", "SOUTH")
    try shop.run("order", "send", "PO-790")
    try shop.run("receipt", "against", "PO-790", "--line", "DRILL=4,rejected=1", "--post")
    let file = shop.folder.path + "/orders.csv"
    try shop.run("export", "orders", "--to", file)
    let text = try #require(shop.folder.read("orders.csv"))
    #expect(text.hasPrefix("order,line,vendor,currency,to,status,sku,variant,unit,ordered,price,received,rejected"))
    #expect(text.contains("PO-790,1,\"Bosch, Köln\",EUR,NORTH/DOCK,sent,DRILL,,pcs,10,9.5012,4,1,0,6,2050-08-01,A-17"))
    #expect(text.contains("PO-790,2,\"Bosch, Köln\",EUR,NORTH/DOCK,sent,CABLE,,m,2.5,0.40,0,0,0,2.5,2050-08-02,A-17"))
    let same = try shop.run("import", "orders", file, "--json").output
    #expect(JSONPeek.number("accepted", in: same) == 0 && JSONPeek.number("unchanged", in: same) == 3)

    let other = try OrderRunTests.shop()
    try other.run("location", "add", "DOCK", "--in", "NORTH", "--kind", "bin")
    try other.run("import", "orders", file)
    let order = try other.run("order", "show", "PO-790", "--json").output
    #expect(order.contains("\"status\":\"draft\"") && order.contains("\"price\":9.5012"))
    #expect(order.contains("\"expected_on\":\"2050-08-02\"") && order.contains("\"reference\":\"A-17\""))
    func lines(_ words: String...) throws -> Int {
      try CommandRun(["--db", shop.database, "export", "orders", "--ndjson"] + words).finish()
        .output.split(separator: "\n").count
    }
    #expect(try lines() == 3 && lines("--vendor", "Henkel") == 1 && lines("--to-location", "NORTH") == 2)
    #expect(try lines("--status", "sent") == 2 && lines("--open=no") == 0 && lines("--sku", "GLUE") == 1)
    try shop.run("export", "orders", "--status", "late", exit: 2)
  }

  @Test("Northwind as the README imports it: 22 low, 17 alerts, and when what is on order is ordered 2 are left")
  func northwind() throws {
    let shop = try Shop()
    let products = try SharedData.path("northwind/products.csv")
    try shop.run(
      "import", "items", products, "--map", "product_id=sku", "--map", "product_name=name", "--map",
      "category_id=category", "--map", "unit_price=price", "--map", "discontinued=retired")
    try shop.run("location", "add", "WH", "--name", "Northwind")
    try shop.run(
      "import", "stock", products, "--map", "product_id=sku", "--map", "units_in_stock=on_hand", "--map",
      "reorder_level=reorder_point", "--set", "location=WH")
    func rows(_ words: String...) throws -> [Substring] {
      try CommandRun(["--db", shop.database] + words + ["--ndjson", "--limit", "100"]).finish().output
        .split(separator: "\n")
    }
    #expect(try rows("rule", "list", "--low").count == 22)
    // Discontinued ones are low, and nobody is told.
    let alerts = try rows("alert", "list")
    let skus = Set(alerts.compactMap { JSONPeek.raw("sku", in: String($0)) })
    #expect(alerts.count == 17 && skus.isDisjoint(with: ["5", "17", "29", "53", "2"]))
    // Each began with what was imported of it.
    for alert in alerts {
      #expect(JSONPeek.raw("available_then", in: String(alert)) == JSONPeek.raw("available", in: String(alert)))
    }
    #expect(try shop.run("alert", "show", "30@WH").output.contains("Made low by:"))
    func suggested(_ sku: String) throws -> Double? {
      JSONPeek.number("suggested", in: try shop.run("rule", "show", sku, "--at", "WH", "--json").output)
    }
    // Up to the level: 30 has 10 of 15, 70 has 15 of 30, 31 has none of 20, 3 has 13 of 25.
    for (sku, lacking) in [("30", 5.0), ("70", 15), ("31", 20), ("3", 12)] { #expect(try suggested(sku) == lacking) }
    // 17 have something on order; one of them is discontinued, the others have none.
    let orders = try shop.run(
      "import", "orders", products, "--map", "product_id=sku", "--map", "supplier_id=vendor", "--map",
      "units_on_order=quantity", "--map", "unit_price=price", "--set", "number=PO-{product_id}", "--set",
      "currency=EUR", "--set", "to=WH", exit: 1
    ).output
    #expect(orders.contains("16 taken in, 61 refused"), "\(orders)")
    for row in try rows("order", "list", "--status", "draft") {
      try shop.run("order", "send", try #require(JSONPeek.raw("id", in: String(row))))
    }
    #expect(
      try rows("alert", "list", "--state", "open").compactMap { JSONPeek.raw("sku", in: String($0)) } == ["30", "70"])
    #expect(try rows("alert", "list", "--state", "covered").count == 15)
    // 10 of 70 are on their way.
    for (sku, lacking) in [("30", 5.0), ("70", 5), ("31", 0), ("3", 0)] { #expect(try suggested(sku) == lacking) }
    let asked = try shop.run("alert", "order", "30@WH", "70@WH", "--vendor", "7", "--json").output
    #expect(asked.contains("\"sku\":\"30\"") && asked.contains("\"sku\":\"70\"") && asked.contains("RQ-0001"))
    let report = try shop.run("report", "low-stock").output
    #expect(report.contains("All sites: 2 open, 0 acknowledged, 0 snoozed, 15 covered; 1 out of stock."), "\(report)")
    try shop.run("verify")
  }
}

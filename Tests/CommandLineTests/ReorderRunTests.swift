import Testing

/// Rules and alerts through the command line alone.
@Suite struct ReorderRunTests {
  private static func count(_ run: CommandRun.Result) -> Int { run.output.split(separator: "\n").count }

  @Test("Northwind: 22 are at or below their level, 17 of them in use; what is on order covers 15, 2 are to be ordered")
  func northwind() throws {
    let shop = try Shop()
    let products = try SharedData.path("northwind/products.csv")
    try shop.run(
      "import", "items", products, "--map", "product_id=sku", "--map", "product_name=name", "--map",
      "unit_price=price", "--map", "discontinued=-")
    for site in ["WH", "ROAD"] { try shop.run("location", "add", site) }
    try shop.run(
      "import", "stock", products, "--map", "product_id=sku", "--map", "units_in_stock=on_hand", "--set",
      "location=WH")
    let rules = [
      "import", "rules", products, "--map", "product_id=sku", "--map", "reorder_level=point", "--map",
      "supplier_id=vendor", "--set", "location=WH", "--set", "quantity=40", "--set", "multiple=12", "--set",
      "lead_time=7",
    ]
    let imported = try CommandRun(["--db", shop.database] + rules).finish()
    #expect(imported.exit == 0 && imported.output.contains("77 taken in"), "\(imported.output)\(imported.errors)")
    let again = try CommandRun(["--db", shop.database] + rules).finish()
    #expect(again.exit == 0 && again.output.contains("0 taken in, 77 as they were"), "\(again.output)")
    func list(_ words: String...) throws -> CommandRun.Result {
      try CommandRun(["--db", shop.database] + words + ["--ndjson", "--limit", "100"]).finish()
    }
    // All that is on order is on its way from elsewhere.
    try shop.run(
      "import", "stock", products, "--map", "product_id=sku", "--map", "units_on_order=on_hand", "--set",
      "location=ROAD")
    #expect(ReorderRunTests.count(try list("alert", "list")) == 22)
    try shop.run("import", "items", products, "--map", "product_id=sku", "--map", "discontinued=retired")
    #expect(ReorderRunTests.count(try list("rule", "list", "--low")) == 22)
    #expect(ReorderRunTests.count(try list("alert", "list")) == 17)
    // 30: 10 of 15, to 55: 45 lacking, 48 in dozens. 70: 15 of 30 and 10 coming, to 70.
    #expect(try shop.run("rule", "show", "30", "--at", "WH", "--json").output.contains("\"suggested\":48"))
    #expect(try shop.run("rule", "show", "70", "--at", "WH", "--json").output.contains("\"suggested\":60"))
    #expect(try shop.run("rule", "show", "1", "--at", "WH", "--json").output.contains("\"state\":\"closed\""))
    let onOrder = try list("stock", "list", "--at", "ROAD", "--status", "on_hand", "--active", "yes")
    var lines: [String] = []
    for row in onOrder.output.split(separator: "\n") {
      let sku = try #require(JSONPeek.raw("sku", in: String(row)))
      lines += ["--line", "\(sku)=\(Int(try #require(JSONPeek.number("on_hand", in: String(row)))))"]
    }
    let request = ["transfer", "create", "--from", "ROAD", "--to", "WH", "--eta", "2050-07-16"] + lines
    #expect(try CommandRun(["--db", shop.database] + request).finish().exit == 0)
    try shop.run("transfer", "ship", "1")
    let open = try list("alert", "list", "--state", "open")
    #expect(open.output.split(separator: "\n").map { JSONPeek.raw("sku", in: String($0)) } == ["30", "70"])
    #expect(open.output.contains("\"eta\":\"2050-07-16\""))
    #expect(ReorderRunTests.count(try list("alert", "list", "--state", "covered")) == 15)
    #expect(try shop.run("rule", "show", "30", "--at", "WH", "--json").output.contains("\"suggested\":48"))
    #expect(try shop.run("rule", "show", "70", "--at", "WH", "--json").output.contains("\"suggested\":48"))
    #expect(try shop.run("rule", "show", "31", "--at", "WH", "--json").output.contains("\"suggested\":0"))
    let report = try shop.run("report", "low-stock").output
    #expect(report.contains("All sites: 2 open, 0 acknowledged, 0 snoozed, 15 covered; 1 out of stock."), "\(report)")
    try shop.run("verify")
  }

  @Test("an alert is looked after, put aside, given to somebody, worked out and made into a transfer")
  func alerts() throws {
    let shop = try Shop()
    for site in ["NORTH", "SOUTH"] { try shop.run("location", "add", site) }
    try shop.run("item", "add", "BOLT")
    try shop.run("item", "add", "NUT")
    try shop.run("move", "receipt", "BOLT", "14", "--at", "NORTH")
    try shop.run("move", "receipt", "BOLT", "500", "--at", "SOUTH")
    try shop.run(
      "rule", "set", "BOLT", "--at", "NORTH", "--point", "20", "--max", "60", "--multiple", "12", "--lead-time", "7")
    try shop.run("rule", "set", "BOLT", "--at", "NORTH", "--quantity", "1", "--max", "2", exit: 2)
    try shop.run("rule", "set", "NUT", "--at", "NORTH", exit: 4)
    try shop.run("rule", "set", "NUT", "--at", "NORTH", "--point", "5")
    try shop.run("rule", "set", "BOLT", "--at", "NORTH", "--vendor", "Acme", "--if-version", "9", exit: 5)
    let shown = try shop.run("alert", "show", "BOLT@NORTH").output
    #expect(shown.contains("order 48") && shown.contains("SOUTH  500 available"), "\(shown)")
    #expect(try shop.run("alert", "list").output.contains("NUT"))
    try shop.run("alert", "acknowledge", "BOLT@NORTH", "NUT@NORTH")
    #expect(try shop.run("alert", "list").output.contains("acknowledged by anna"))
    try shop.run("alert", "acknowledge", "1", exit: 4)
    try shop.run("alert", "snooze", "1", exit: 2)
    try shop.run("alert", "snooze", "1", "--days", "3")
    try shop.run("alert", "snooze", "1", "--until", "2050-01-01")
    #expect(try shop.run("alert", "list", "--state", "snoozed").output.contains("2050-01-01"))
    try shop.run("alert", "assign", "BOLT@NORTH", "--to", "maria")
    #expect(try shop.run("alert", "list", "--to", "maria").output.contains("BOLT"))
    try shop.run("alert", "escalate", "BOLT@NORTH")
    try shop.run("alert", "reopen", "BOLT@NORTH")
    #expect(try shop.run("alert", "compute", "--dry-run").output.contains("2 rules"))
    try shop.run("alert", "compute")
    try shop.run("alert", "show", "X@NORTH", exit: 3)
    try shop.run("alert", "show", "99", exit: 3)
    try shop.run("alert", "transfer", "NUT@NORTH", exit: 5)
    try shop.run("alert", "transfer", "NUT@NORTH", "--quantity", "3", exit: 5)
    try shop.run("alert", "transfer", "BOLT@NORTH", "NUT@NORTH", "--quantity", "3", exit: 2)
    let made = try shop.run("alert", "transfer", "BOLT@NORTH", "--json", "--key", "t").output
    #expect(made.contains("\"from\":\"SOUTH\"") && made.contains("TR-0001"), "\(made)")
    #expect(try shop.run("alert", "transfer", "BOLT@NORTH", "--key", "t").output.contains("Made before: TR-0001"))
    try shop.run("transfer", "ship", "1")
    #expect(try shop.run("alert", "list", "--state", "covered").output.contains("BOLT"))
    try shop.run("alert", "transfer", "BOLT@NORTH", exit: 4)
    let second = try shop.run("alert", "transfer", "BOLT@NORTH", "--from", "SOUTH", "--quantity", "5")
    #expect(second.output.contains("TR-0002"))
    #expect(try shop.run("rule", "propose", "BOLT").output.contains("too little history"))
    try shop.run("rule", "remove", "NUT", "--at", "NORTH")
    try shop.run("rule", "remove", "NUT", "--at", "NORTH", exit: 3)
    try shop.run("verify")
  }

  @Test("rules that were exported are imported as they were; rows that will not do are refused with the reason")
  func files() throws {
    let shop = try Shop()
    try shop.run("location", "add", "NORTH")
    for item in ["BOLT", "NUT"] { try shop.run("item", "add", item) }
    let file = try shop.folder.write(
      "rules.csv",
      """
      SKU,Location,Reorder point,Max,Multiple,MOQ,Lead days,Safety stock,Supplier
      BOLT,NORTH,20,60,12,24,7,5,Acme
      NUT,NORTH,2.5,,,,,,
      NONE,NORTH,1,,,,,,
      NUT,NORTH,5,4,,,,,
      BOLT,NORTH,1,,,,,,
      NUT,NOWHERE,1,,,,x,,
      """)
    let run = try shop.run("import", "rules", file, exit: 1)
    #expect(run.output.contains("6 rows: 1 taken in, 5 refused"), "\(run.output)")
    let rejects = try #require(shop.folder.read("rules.csv.rejects.csv"))
    #expect(rejects.contains("must be a whole number") && rejects.contains("No item has the SKU"))
    #expect(rejects.contains("at least the point") && rejects.contains("stand in a file once"))
    #expect(rejects.contains("no number of days"))
    let export = shop.folder.path + "/out.csv"
    try shop.run("export", "rules", "--to", export)
    #expect(try shop.run("import", "rules", export).output.contains("0 taken in, 1 as they were"))
    try shop.run("rule", "remove", "BOLT", "--at", "NORTH")
    try shop.run("import", "rules", export)
    let rule = try shop.run("rule", "show", "BOLT", "--at", "NORTH", "--json").output
    #expect(rule.contains("\"max\":60,\"multiple\":12,\"min_order\":24,\"lead_time\":7"), "\(rule)")
    #expect(rule.contains("\"safety\":5,\"vendor\":\"Acme\""))
    try shop.run("import", "rules", export, "--mode", "replace", exit: 2)
  }
}

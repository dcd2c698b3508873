import Testing

/// A truck from the request to the last discrepancy, through the built program.
@Suite("Transfers on the command line") struct TransferRunTests {
  /// Two sites, a hundred drills, cable by the metre, glue in two lots and three scales in the north.
  static func shop() throws -> Shop {
    let shop = try Shop()
    for site in ["NORTH", "SOUTH"] { try shop.run("location", "add", site) }
    try shop.run("location", "add", "A-01", "--in", "NORTH", "--kind", "bin")
    try shop.run("item", "add", "DRILL", "--cost", "10", "--currency", "EUR", "--barcode", "4006381333931")
    try shop.run("item", "add", "SHIRT,BLUE", "--variant", "XL", "--cost", "4", "--currency", "USD")
    try shop.run("item", "add", "CABLE", "--cost", "0.5", "--currency", "EUR", "--unit", "m")
    try shop.run("item", "add", "GLUE", "--track", "lot", "--cost", "3", "--currency", "EUR")
    try shop.run("item", "add", "SCALE", "--track", "serial", "--cost", "300", "--currency", "EUR")
    try shop.run("move", "receipt", "DRILL", "100", "--at", "A-01")
    try shop.run("move", "receipt", "SHIRT,BLUE/XL", "20", "--at", "A-01")
    try shop.run("move", "receipt", "CABLE", "50.5", "--at", "A-01")
    try shop.run("move", "receipt", "GLUE", "5", "--at", "A-01", "--lot", "L1", "--expires", "2098-01-01")
    try shop.run("move", "receipt", "GLUE", "12", "--at", "A-01", "--lot", "L2", "--expires", "2097-01-01")
    try shop.run(
      "move", "receipt", "SCALE", "3", "--at", "A-01", "--serial", "S1", "--serial", "S2", "--serial", "S3")
    return shop
  }

  /// Ten drills on their way: `TR-0001`.
  static func shipped(_ shop: Shop) throws {
    try shop.run("transfer", "create", "--from", "NORTH", "--to", "SOUTH", "--line", "DRILL=10")
    try shop.run("transfer", "ship", "1")
  }

  private static func field(_ name: String, _ shop: Shop, of line: Int = 1) throws -> Double? {
    let lines = try shop.run("transfer", "lines", "1", "--ndjson").output.split(separator: "\n").map(String.init)
    return lines.indices.contains(line - 1) ? JSONPeek.number(name, in: lines[line - 1]) : nil
  }

  @Test("a truck day: asked for, shipped, received in parts, damaged, over and short, and every discrepancy resolved")
  func truckDay() throws {
    let shop = try TransferRunTests.shop()
    let asked = try shop.run(
      "transfer", "create", "--from", "NORTH", "--to", "SOUTH", "--line", "4006381333931=40", "--line",
      "SHIRT,BLUE/XL=8", "--line", "GLUE=14", "--line", "SCALE=2,serial=S1+S3", "--eta", "2d", "--priority", "urgent",
      "--reference", "TRUCK-7", "--json"
    ).output
    #expect(JSONPeek.raw("id", in: asked) == "TR-0001" && JSONPeek.raw("status", in: asked) == "requested")
    #expect(JSONPeek.number("requested", in: asked) == 64 && JSONPeek.number("entry_count", in: asked) == 0)
    #expect(JSONPeek.raw("key", in: asked)?.isEmpty == false && JSONPeek.raw("priority", in: asked) == "urgent")
    try shop.run("transfer", "edit", "1", "--note", "call first", "--if-version", "1")
    try shop.run("transfer", "edit", "1", "--note", "too late", "--if-version", "1", exit: 5)

    let shipped = try shop.run("transfer", "ship", "1", "--json").output
    // Glue leaves by lot, the first to expire first: what was asked for became two lines.
    #expect(JSONPeek.number("shipped", in: shipped) == 64 && JSONPeek.number("entry_count", in: shipped) == 10)
    #expect(JSONPeek.number("value_in_transit", in: shipped) == 1074)
    let report = try shop.run("report", "in-transit", "--limit", "2", "--json").output
    #expect(report.contains("\"totals\":[{\"currency\":\"EUR\",\"lines\":4,\"value\":1042.00},"))
    #expect(report.contains("{\"currency\":\"USD\",\"lines\":1,\"value\":32.00}]"))
    #expect(JSONPeek.raw("next_cursor", in: report) != "null")

    let received = try shop.run(
      "transfer", "receive", "1", "--line", "DRILL=36,damaged=2", "--line", "SHIRT,BLUE/XL=9,over=1", "--line",
      "SCALE=1,serial=S1", "--line", "GLUE=12,lot=L2", "--json"
    ).output
    #expect(JSONPeek.number("good", in: received) == 58 && JSONPeek.number("in_transit", in: received) == 5)
    #expect(received.contains("\"open_discrepancies\":[{\"id\":\"1\",\"transfer\":\"TR-0001\",\"line\":1,"))
    try shop.run("transfer", "scan", "1", "GLUE", "1", "--lot", "L1", "--as", "dan")
    try shop.run("transfer", "scan", "1", "GLUE", "5", "--lot", "L1", "--as", "eva")
    try shop.run("transfer", "unscan", "1", "--as", "eva")
    try shop.run("transfer", "scan", "1", "GLUE", "1", "--lot", "L1", "--as", "eva")
    try shop.run("transfer", "park", "1", "5012345678900")
    #expect(try shop.run("transfer", "scans", "1", "--parked").output.contains("5012345678900"))
    let scans = try shop.run("transfer", "scans", "1", "--ndjson").output.split(separator: "\n")
    #expect(scans.count == 5)
    let shown = try shop.run("transfer", "show", "1").output
    #expect(shown.contains("2 scanned and not posted, by anna, eva, dan, 1 scan parked"))
    try shop.run("transfer", "post", "1")

    let short = try shop.run("transfer", "close-short", "1", "--line", "DRILL=2", "--reason", "LOST", "--json").output
    #expect(JSONPeek.number("closed_short", in: short) == 2 && JSONPeek.number("in_transit", in: short) == 1)
    let back = try shop.run("transfer", "return", "1", "--line", "SCALE=all", "--json").output
    #expect(JSONPeek.raw("status", in: back) == "completed" && JSONPeek.number("value_in_transit", in: back) == 0)
    let open = try shop.run("transfer", "discrepancies", "--open", "--sort", "value", "--ndjson").output
    let kinds = open.split(separator: "\n").compactMap { JSONPeek.raw("kind", in: String($0)) }
    #expect(kinds == ["short", "damaged", "over"])
    try shop.run("transfer", "resolve", "1", "--as", "returned")
    try shop.run("transfer", "resolve", "2", "--as", "accepted", "--as", "mara")
    try shop.run("transfer", "resolve", "3", "--as", "came_later", "--quantity", "1")
    try shop.run("transfer", "resolve", "3", "--as", "claim", "--reference", "CLM-9")
    try shop.run("transfer", "resolve", "3", "--as", "lost", "--reason", "LOST")
    #expect(try shop.run("transfer", "discrepancies", "--open").output == "No discrepancies are open.\n")
    let became = try shop.run("transfer", "discrepancies", "--ndjson").output
    #expect(became.contains("\"resolved_by\":\"mara\""))
    let drills = try shop.run("stock", "list", "--sku", "DRILL", "--ndjson").output
    #expect(shop.sum(of: "on_hand", in: drills) == 99 && shop.sum(of: "incoming", in: drills) == 0)
    #expect(try shop.run("report", "in-transit").output == "Nothing is in transit.\n")
    try shop.run("verify")
  }

  @Test("a request is changed until it is shipped; what there is goes first, and the rest is called off")
  func changes() throws {
    let shop = try TransferRunTests.shop()
    try shop.run("transfer", "create", "--from", "NORTH", "--to", "SOUTH", "--line", "DRILL=120", "--eta", "1d")
    try shop.run("transfer", "ship", "1", exit: 5)
    let part = try shop.run("transfer", "ship", "1", "--partial", "--json").output
    #expect(JSONPeek.number("shipped", in: part) == 100 && JSONPeek.number("requested", in: part) == 120)
    let rest = try shop.run("transfer", "cancel", "1", "--json").output
    #expect(JSONPeek.raw("status", in: rest) == "in_transit" && JSONPeek.number("requested", in: rest) == 100)

    try shop.run("transfer", "create", "--from", "NORTH", "--to", "SOUTH", "--line", "DRILL=1", "--eta", "1d")
    let edited = try shop.run(
      "transfer", "edit", "2", "--line", "GLUE=6", "--eta", "none", "--priority", "urgent", "--json"
    ).output
    #expect(JSONPeek.raw("eta", in: edited) == "null" && JSONPeek.number("requested", in: edited) == 6)
    let told = try shop.run("transfer", "ship", "2", "--policy", "fifo", "--line", "GLUE=6").output
    // Five that came first, and one of those that came later.
    let lots = told.split(separator: "\n").filter { $0.contains("GLUE") }.map { line in
      line.split(separator: " ").dropFirst().prefix(2).joined(separator: " ")
    }
    #expect(lots.sorted() == ["L1 5", "L2 1"])

    try shop.run("transfer", "create", "--from", "NORTH", "--to", "SOUTH", "--line", "CABLE=1.5")
    try shop.run("transfer", "cancel", "3")
    try shop.run("transfer", "ship", "3", exit: 4)
    let over = try shop.run("transfer", "list", "--under-way=no", "--to", "SOUTH", "--ndjson").output
    #expect(JSONPeek.raw("id", in: over) == "TR-0003" && over.split(separator: "\n").count == 1)
    let urgent = try shop.run("transfer", "list", "--sku", "GLUE").output
    #expect(urgent.contains("TR-0002  !  in_transit  NORTH  SOUTH"))
    let page = try shop.run("transfer", "list", "--limit", "1", "--json").output
    let cursor = try #require(JSONPeek.raw("next_cursor", in: page))
    let next = try shop.run("transfer", "list", "--limit", "1", "--cursor", cursor, "--json").output
    #expect(next.hasPrefix("{\"data\":[{\"id\":\"TR-0002\""))
    try shop.run("verify")
  }

  @Test("each refusal has its exit code and says in figures what is wrong")
  func refusals() throws {
    let shop = try TransferRunTests.shop()
    try TransferRunTests.shipped(shop)
    try shop.run("transfer", "create", "--from", "NORTH", "--to", "SOUTH", "--line", "DRILL=80")
    try shop.run("transfer", "create", "--from", "NORTH", "--to", "SOUTH", "--line", "DRILL=900")
    let cases: [(String, Int32, String)] = [
      ("receive 1 --line DRILL=12", 5, "\"type\":\"over-receipt\""),
      ("receive 1 --line DRILL=12", 5, "\"asked\":12,\"in_transit\":10"),
      ("receive 1 --line DRILL=9,over=2", 4, "\"type\":\"not-over\""),
      ("receive 1 --line GLUE=1,lot=L1", 3, "\"type\":\"not-on-transfer\""),
      ("receive 1 --line NONE=1", 3, "\"type\":\"no-such-item\""),
      ("receive 9 --all", 3, "\"type\":\"no-such-transfer\""), ("receive 2 --all", 4, "\"type\":\"transfer-state\""),
      ("receive 1 --line DRILL=1.5", 4, "\"type\":\"bad-quantity\""),
      ("receive 1 --line DRILL=0", 4, "\"type\":\"bad-quantity\""),
      ("receive 1 --line DRILL=ten", 4, "\"line\":1,\"column\":\"quantity\""),
      ("receive 1 --line DRILL=1 --line DRILL=1,damaged=x", 4, "\"line\":2,\"column\":\"damaged\""),
      ("receive 1 --line DRILL=1,serial=S1", 4, "\"type\":\"no-serials\""),
      ("ship 3", 5, "\"type\":\"insufficient-stock\""), ("ship 2 --line DRILL=81", 5, "\"type\":\"beyond-request\""),
      ("ship 1", 4, "\"type\":\"nothing-to-ship\""), ("cancel 1", 4, "\"type\":\"transfer-state\""),
      ("close-short 1 --line DRILL=11 --reason LOST", 5, "\"type\":\"not-in-transit\""),
      ("close-short 2 --reason LOST", 4, "\"type\":\"transfer-state\""),
      ("return 2", 4, "\"type\":\"transfer-state\""), ("undo 1", 4, "\"type\":\"nothing-received\""),
      ("resolve 1 --as lost", 3, "\"type\":\"no-such-discrepancy\""),
      ("resolve x --as lost", 3, "\"type\":\"no-such-discrepancy\""),
      ("create --from NORTH --to NORTH --line DRILL=1", 4, "\"type\":\"same-location\""),
      ("create --from NORTH --to NOWHERE --line DRILL=1", 3, "\"type\":\"no-such-location\""),
      ("create --from NORTH --to SOUTH --line GLUE=1,lot=L9", 3, "\"type\":\"no-such-lot\""),
      ("edit 1", 4, "\"type\":\"nothing-to-change\""), ("edit 1 --line DRILL=1", 4, "\"type\":\"transfer-state\""),
      ("post 1", 4, "\"type\":\"nothing-scanned\""), ("unscan 1", 4, "\"type\":\"nothing-scanned\""),
      ("scan 1 SCALE 2 --serial S1", 4, "\"type\":\"serials-needed\""), ("show 9", 3, "\"type\":\"no-such-transfer\""),
      ("lines x", 3, "\"type\":\"no-such-transfer\""),
    ]
    for (line, exit, words) in cases {
      let arguments = ["--db", shop.database, "transfer"] + line.split(separator: " ").map(String.init) + ["--json"]
      let run = try CommandRun(arguments).finish()
      #expect(run.exit == exit && run.errors.contains(words), "\(line)\n\(run.exit) \(run.output)\(run.errors)")
    }
    #expect(try TransferRunTests.field("in_transit", shop) == 10)
    try shop.run("verify")
  }

  @Test("who counts may not receive, the dock may not resolve, and nobody takes over more than the house allows")
  func permissions() throws {
    let shop = try TransferRunTests.shop()
    try TransferRunTests.shipped(shop)
    try shop.run("operator", "add", "ada", "--role", "admin")
    try shop.run("operator", "add", "dan", "--role", "dock", "--as", "ada")
    try shop.run("operator", "add", "cora", "--role", "counter", "--as", "ada")
    try shop.run("stocktake", "open", "NORTH", "--blind", "--as", "ada")
    for line in ["receive 1 --all", "ship 1", "scan 1 DRILL 1", "cancel 1", "lines 1", "discrepancies"] {
      let arguments = ["--db", shop.database, "--as", "cora", "transfer"] + line.split(separator: " ").map(String.init)
      #expect(try CommandRun(arguments).finish().exit == 6, "\(line)")
    }
    // The document is hers to see while she counts blind, what it holds is not.
    let seen = try shop.run("transfer", "show", "1", "--as", "cora")
    #expect(seen.output.contains("kept from you") && !seen.output.contains("DRILL"))
    #expect(!(try shop.run("transfer", "list", "--as", "cora", "--json").output.contains("shipped\":10")))
    let over = try shop.run("transfer", "receive", "1", "--line", "DRILL=12,over=2", "--as", "dan", "--json", exit: 5)
    #expect(JSONPeek.number("allowed", in: over.errors) == 0)
    try shop.run("setting", "set", "receive_over_tolerance", "10%", "--as", "ada")
    try shop.run("transfer", "receive", "1", "--line", "DRILL=11,over=1", "--as", "dan")
    try shop.run("transfer", "resolve", "1", "--as", "accepted", "--as", "dan", exit: 6)
    try shop.run("--as", "ada", "transfer", "resolve", "1", "--as", "accepted")
    try shop.run("verify", "--as", "ada")
  }

  @Test(
    "two who receive at once take what there is and no more: the one beyond it is refused with figures",
    arguments: [(5, 7, [0, 5]), (3, 7, [0, 0])] as [(Int, Int, [Int32])])
  func together(first: Int, second: Int, exits: [Int32]) throws {
    let shop = try TransferRunTests.shop()
    try TransferRunTests.shipped(shop)
    let runs = try [first, second].map { quantity in
      try CommandRun(["--db", shop.database, "transfer", "receive", "1", "--line", "DRILL=\(quantity)", "--json"])
    }
    let ends = runs.map { $0.finish() }
    #expect(ends.map(\.exit).sorted() == exits, "\(ends.map(\.errors))")
    let came = zip([first, second], ends).reduce(0) { $1.1.exit == 0 ? $0 + $1.0 : $0 }
    for (quantity, end) in zip([first, second], ends) where end.exit == 5 {
      #expect(JSONPeek.raw("type", in: end.errors) == "over-receipt")
      #expect(JSONPeek.number("asked", in: end.errors) == Double(quantity))
      #expect(JSONPeek.number("in_transit", in: end.errors) == Double(10 - came))
    }
    #expect(try TransferRunTests.field("good", shop) == Double(came))
    try shop.run("verify")
  }

  @Test("the same key twice receives once, and another content with it is refused; a dry run receives nothing")
  func keys() throws {
    let shop = try TransferRunTests.shop()
    try TransferRunTests.shipped(shop)
    let tried = try shop.run("transfer", "receive", "1", "--line", "DRILL=4", "--dry-run", "--json").output
    #expect(JSONPeek.number("good", in: tried) == 4 && JSONPeek.raw("dry_run", in: tried) == "true")
    #expect(try TransferRunTests.field("good", shop) == 0)
    let first = try shop.run("transfer", "receive", "1", "--line", "DRILL=4", "--key", "K", "--json").output
    let again = try shop.run("transfer", "receive", "1", "--line", "DRILL=4", "--key", "K", "--json").output
    #expect(JSONPeek.raw("repeated", in: first) == "false" && JSONPeek.raw("repeated", in: again) == "true")
    #expect(JSONPeek.number("good", in: again) == 4 && JSONPeek.number("entry_count", in: again) == 1)
    try shop.run("transfer", "receive", "1", "--line", "DRILL=5", "--key", "K", exit: 5)
    #expect(try TransferRunTests.field("good", shop) == 4)
    try shop.run("transfer", "undo", "1", "--receipt", "K")
    #expect(try TransferRunTests.field("in_transit", shop) == 10)
    try shop.run("verify")
  }
}

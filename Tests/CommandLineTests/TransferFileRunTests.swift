import Testing

/// Files into transfers and out of them, through the built program.
@Suite("Files of transfers on the command line") struct TransferFileRunTests {
  @Test("five thousand lines are asked for, shipped and received from files, each in one act", .timeLimit(.minutes(2)))
  func truckLoad() throws {
    let shop = try Shop()
    var (items, stock, asked, came) = ("sku,track,cost\n", "sku,location,on_hand,lot\n", "", "sku,good,damaged,lot\n")
    for number in 0..<5000 {
      let (sku, lot) = ("K-\(number)", number % 5 == 0 ? "L\(number)" : "")
      items += "\(sku),\(lot.isEmpty ? "none" : "lot"),1.25\n"
      stock += "\(sku),NORTH,100,\(lot)\n"
      asked += "{\"sku\":\"\(sku)\",\"quantity\":10\(number % 10 == 0 ? ",\"lot\":\"\(lot)\"" : "")}\n"
      came += "\(sku),9,\(number % 7 == 0 ? 1 : 0),\(lot)\n"
    }
    for site in ["NORTH", "SOUTH"] { try shop.run("location", "add", site) }
    try shop.run("import", "items", shop.folder.write("items.csv", items))
    try shop.run("import", "stock", shop.folder.write("stock.csv", stock))
    let request = try shop.run(
      "transfer", "create", "--from", "NORTH", "--to", "SOUTH", "--file", shop.folder.write("asked.ndjson", asked),
      "--json"
    ).output
    #expect(JSONPeek.number("requested", in: request) == 50_000 && JSONPeek.number("more_rows", in: request) == 4900)
    let shipped = try shop.run("transfer", "ship", "1", "--json").output
    #expect(JSONPeek.number("shipped", in: shipped) == 50_000 && JSONPeek.number("entry_count", in: shipped) == 10_000)
    let received = try shop.run("transfer", "receive", "1", "--file", shop.folder.write("came.csv", came), "--json")
      .output
    #expect(JSONPeek.number("good", in: received) == 45_000 && JSONPeek.number("damaged", in: received) == 715)
    #expect(JSONPeek.number("in_transit", in: received) == 4285)
    let told = try shop.run("transfer", "show", "1").output
    #expect(told.split(separator: "\n").count < 220 && told.contains("more: tallyman transfer lines TR-0001"))
    let undone = try shop.run("transfer", "undo", "1", "--json").output
    #expect(JSONPeek.number("in_transit", in: undone) == 50_000)
    try shop.run("verify")
  }

  @Test("a file is taken whole or not at all: each bad row is named, and nothing was asked for or received")
  func badRows() throws {
    let shop = try TransferRunTests.shop()
    try TransferRunTests.shipped(shop)
    let asked = try shop.folder.write("asked.csv", "sku,quantity\nDRILL,3\nCABLE,many\nDRILL,\n")
    let refused = try shop.run(
      "transfer", "create", "--from", "NORTH", "--to", "SOUTH", "--file", asked, "--json", exit: 4
    ).errors
    for line in [3, 4] { #expect(refused.contains("{\"line\":\(line),\"column\":\"quantity\"")) }
    let came = try shop.folder.write("came.csv", "sku,good,damaged\nDRILL,,2\n")
    #expect(
      try shop.run("transfer", "receive", "1", "--file", came, exit: 4).errors.contains("line 2, good: good is empty"))
    try shop.run("transfer", "receive", "1", "--file", try shop.folder.write("x.csv", "sku,lot\nDRILL,\n"), exit: 2)
    try shop.run("transfer", "receive", "1", "--file", shop.folder.path + "/none.csv", exit: 3)
    // Another's names for the columns do as well.
    let theirs = try shop.folder.write("theirs.csv", "Artikel;Menge\nDRILL;7,0\n")
    let ok = try shop.run(
      "transfer", "receive", "1", "--file", theirs, "--map", "Artikel=sku", "--map", "Menge=good", "--decimal-comma",
      "--json"
    ).output
    #expect(JSONPeek.number("good", in: ok) == 7)
    #expect(try shop.run("transfer", "list", "--ndjson").output.split(separator: "\n").count == 1)
  }

  @Test("an export has a row for each line, in each format, and only those asked for")
  func exports() throws {
    let shop = try TransferRunTests.shop()
    try TransferRunTests.shipped(shop)
    try shop.run(
      "transfer", "create", "--from", "A-01", "--to", "SOUTH", "--line", "SCALE=2,serial=S1+S2", "--line",
      "CABLE=1.5", "--reference", "a \"b\", c")
    let csv = try shop.run("export", "transfers").output.split(separator: "\n").map(String.init)
    #expect(csv.count == 4)
    #expect(csv[0].hasPrefix("transfer,line,from,to,status,priority,eta,reference,sku,variant,unit,lot,expires,"))
    #expect(csv[1].hasPrefix("TR-0001,1,NORTH,SOUTH,in_transit,normal,,,DRILL,,pcs,,,10,10,0,0,0,0,10,100.00,,"))
    #expect(csv[3].hasPrefix("TR-0002,2,NORTH/A-01,SOUTH,requested,normal,,\"a \"\"b\"\", c\",CABLE,,m,,,1.5,0,"))
    let lined = try shop.run("export", "transfers", "--status", "requested", "--format", "ndjson").output
    #expect(lined.split(separator: "\n").count == 2 && JSONPeek.raw("reference", in: lined) == "a \\")
    let file = shop.folder.path + "/t.json"
    try shop.run(
      "export", "transfers", "--from-location", "A-01", "--to-location", "SOUTH", "--sku", "CABLE", "--to", file)
    #expect(shop.folder.read("t.json")?.hasPrefix("[\n{\"transfer\":\"TR-0002\",\"line\":1,") == true)
    try shop.run("export", "transfers", "--from-location", "NOWHERE", exit: 3)
    try shop.run("export", "transfers", "--status", "lost", exit: 2)
  }

  @Test("the tables of transfers fit a terminal of eighty columns")
  func widths() throws {
    let shop = try Shop()
    #expect(try CommandRun(["demo", shop.database]).finish().exit == 0)
    try shop.run("transfer", "scan", "2", "SIL-310", "12", "--lot", "L2415", "--as", "maria")
    for line in [
      "transfer list", "transfer lines 2", "transfer discrepancies", "transfer discrepancies --open",
      "transfer scans 2", "report in-transit",
    ] {
      let run = try CommandRun(["--db", shop.database] + line.split(separator: " ").map(String.init)).finish()
      let widest = run.output.split(separator: "\n").map(\.count).max() ?? 0
      #expect(run.exit == 0 && widest > 20 && widest <= 80, "\(line) is \(widest) wide\n\(run.output)")
    }
  }
}

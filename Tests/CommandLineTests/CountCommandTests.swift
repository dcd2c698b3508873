import Glibc
import Testing

/// What people and scripts do with stocktakes on the built program, besides the worked tables.
@Suite("Counting on the command line") struct CountCommandTests {
  private static func shop() throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "NORTH")
    for bin in ["A-01", "A-02"] { try shop.run("location", "add", bin, "--in", "NORTH", "--kind", "bin") }
    try shop.run("item", "add", "BOLT", "--cost", "10", "--barcode", "4006381333931")
    try shop.run("item", "add", "GLUE", "--track", "lot")
    try shop.run("item", "add", "SCALE", "--track", "serial")
    try shop.run("move", "receipt", "BOLT", "100", "--at", "A-01", "--occurred-at", "2024-03-04")
    try shop.run("move", "receipt", "GLUE", "10", "--at", "A-01", "--lot", "L1", "--occurred-at", "2024-03-04")
    try shop.run(
      "move", "receipt", "SCALE", "2", "--at", "A-02", "--serial", "S1", "--serial", "S2", "--occurred-at", "2024-03-04"
    )
    return shop
  }

  @Test("a stocktake from opening to applied, with every verb on its way; the same key is done once")
  func wholeLife() throws {
    let shop = try CountCommandTests.shop()
    let opened = try shop.run(
      "stocktake", "open", "NORTH", "--name", "Q1", "--tolerance", "5%", "--key", "o1", "--json"
    ).output
    for field in [
      "\"id\":\"ST-0001\"", "\"name\":\"Q1\"", "\"location\":\"NORTH\"", "\"status\":\"open\"", "\"blind\":true",
      "\"policy\":\"live\"", "\"tolerance\":\"5%\"", "\"key\":\"o1\"", "\"repeated\":false",
    ] { #expect(opened.contains(field), "\(field)") }
    let again = try shop.run("stocktake", "open", "NORTH", "--name", "Q1", "--tolerance", "5%", "--key", "o1", "--json")
    #expect(again.output.contains("\"repeated\":true") && again.output.contains("\"id\":\"ST-0001\""))
    try shop.run("stocktake", "open", "NORTH", "--dry-run")
    #expect(try shop.run("stocktake", "list", "--ndjson").output.split(separator: "\n").count == 1)

    try shop.run("stocktake", "open-bin", "1", "A-01", "--as", "maria")
    try shop.run("stocktake", "open-bin", "1", "A-01", "--as", "ben", exit: 5)
    try shop.run("stocktake", "open-bin", "1", "A-01", "--join", "--as", "ben")
    for _ in 0..<2 {
      try shop.run("stocktake", "count", "ST-0001", "4006381333931", "60", "--in", "A-01", "--key", "c1")
    }
    let line = try shop.run("stocktake", "count", "1", "BOLT", "40", "--in", "A-01", "--json").output
    #expect(JSONPeek.number("counted", in: line) == 100 && JSONPeek.raw("sku", in: line) == "BOLT")
    #expect(JSONPeek.raw("stocktake", in: line) == "ST-0001" && JSONPeek.raw("expected", in: line) == "null")
    try shop.run("stocktake", "count", "1", "BOLT", "7", "--in", "A-01")
    #expect(try shop.run("stocktake", "undo", "1").output.hasPrefix("Took back 7 of BOLT at NORTH/A-01."))
    try shop.run("stocktake", "count", "1", "GLUE", "8", "--in", "A-01", "--lot", "L1", "--note", "torn")
    try shop.run("stocktake", "count", "1", "GLUE", "9", "--in", "A-01", "--lot", "L1", "--exact")
    try shop.run("stocktake", "count", "1", "SCALE", "1", "--in", "A-02", "--serial", "S1")
    let twice = try shop.run(
      "stocktake", "count", "1", "SCALE", "1", "--in", "A-02", "--serial", "S1", "--json", exit: 5)
    #expect(JSONPeek.raw("type", in: twice.errors) == "serial-counted")
    try shop.run("stocktake", "count", "1", "GLUE", "1", "--in", "A-01", exit: 4)
    try shop.run("stocktake", "count", "1", "BOLT", "1.5", "--in", "A-01", exit: 4)
    try shop.run("stocktake", "count", "1", "NONE", "1", "--in", "A-01", exit: 3)
    try shop.run("stocktake", "count", "9", "BOLT", "1", "--in", "A-01", exit: 3)
    let closed = try shop.run("stocktake", "close-bin", "1", "A-01").output
    #expect(closed.contains("1 line counted, 1 to be counted again by somebody else"))

    #expect(try shop.run("stocktake", "events", "1").output.contains("takes back"))
    let proposal = try shop.run("stocktake", "reconcile", "1", "--json").output
    #expect(proposal.contains("\"status\":\"review\"") && proposal.contains("\"adjustments\":[{"))
    #expect(proposal.contains("\"missing_serials\":[\"S2\"]"))
    try shop.run("stocktake", "approve", "1", "--all-within-tolerance", "--json")
    let decided = try shop.run("stocktake", "approve", "1", "--reason", "DAMAGE", "--json").output
    #expect(JSONPeek.raw("status", in: decided) == "approved" && JSONPeek.number("decided", in: decided) == 2)
    let applied = try shop.run("stocktake", "apply", "1", "--key", "a1", "--json").output
    #expect(JSONPeek.raw("status", in: applied) == "applied" && JSONPeek.number("applied", in: applied) == 3)
    #expect(applied.contains("\"reason\":\"DAMAGE\"") && applied.contains("\"reference\":\"ST-0001/2\""))
    #expect(try shop.run("stocktake", "apply", "1", "--key", "a1", "--json").output.contains("\"repeated\":true"))
    try shop.run("stocktake", "apply", "1", exit: 4)
    let show = try shop.run("stocktake", "show", "1", "--json").output
    #expect(JSONPeek.number("applied", in: show) == 3 && JSONPeek.number("lines_within", in: show) == 1)
    let stock = try shop.run("stock", "list", "--ndjson").output
    #expect(shop.sum(of: "on_hand", in: stock) == 110)
    try shop.run("verify")
  }

  @Test("the expected and uncounted are listed and never zeroed; an empty bin is zero, and zero is a count")
  func uncounted() throws {
    let shop = try CountCommandTests.shop()
    try shop.run("stocktake", "open", "NORTH")
    try shop.run("stocktake", "count", "1", "BOLT", "0", "--in", "A-01")
    let closed = try shop.run("stocktake", "close-bin", "1", "A-01").output
    #expect(closed.contains("1 expected and not found, to be confirmed"))
    try shop.run("stocktake", "empty-bin", "1", "A-02")
    try shop.run("stocktake", "count", "1", "BOLT", "3", "--in", "NORTH/A-02")
    let proposal = try shop.run("stocktake", "reconcile", "1", "--json").output
    #expect(JSONPeek.number("uncounted", in: proposal) == 1 && JSONPeek.number("found", in: proposal) == 1)
    let open = try shop.run("stocktake", "lines", "1", "--state", "confirm", "--ndjson").output
    #expect(JSONPeek.raw("sku", in: open) == "GLUE" && JSONPeek.raw("counted", in: open) == "null")
    try shop.run("stocktake", "approve", "1")
    try shop.run("stocktake", "apply", "1")
    func onHand(_ sku: String) throws -> Double? {
      JSONPeek.number("on_hand", in: try shop.run("stock", "show", sku, "--json").output)
    }
    #expect(try onHand("BOLT") == 3 && onHand("GLUE") == 10 && onHand("SCALE") == 0)
    try shop.run("verify")
  }

  @Test("a scan that nobody understands is parked, and dropped or named later")
  func parked() throws {
    let shop = try CountCommandTests.shop()
    try shop.run("stocktake", "open", "A-01")
    for code in ["5012345678900", "???"] { try shop.run("stocktake", "park", "1", code) }
    #expect(try shop.run("stocktake", "show", "1").output.contains("2 parked"))
    let parked = try shop.run("stocktake", "events", "1", "--parked", "--ndjson").output.split(separator: "\n")
    #expect(parked.count == 2 && parked[0].contains("\"text\":\"???\""))
    let ids = parked.map { JSONPeek.raw("id", in: String($0)) ?? "" }
    try shop.run("stocktake", "undo", "1", "--event", ids[0])
    try shop.run("stocktake", "count", "1", "BOLT", "1", "--instead", ids[1])
    #expect(try shop.run("stocktake", "events", "1", "--parked", "--ndjson").output.isEmpty)
    #expect(JSONPeek.number("parked", in: try shop.run("stocktake", "show", "1", "--json").output) == 0)
    try shop.run("stocktake", "undo", "1", "--event", ids[1], "--in", "A-01", exit: 2)
    try shop.run("verify")
  }

  @Test("what applying cuts from reservations is shown before, and done in that order")
  func cuts() throws {
    let shop = try CountCommandTests.shop()
    for (reference, quantity) in [("SO-1", "50"), ("SO-2", "45")] {
      try shop.run("move", "reserve", "BOLT", quantity, "--at", "A-01", "--reference", reference)
    }
    try shop.run("stocktake", "open", "A-01")
    try shop.run("stocktake", "count", "1", "BOLT", "40")
    let proposal = try shop.run("stocktake", "reconcile", "1", "--json").output
    #expect(
      proposal.contains(
        "\"cuts\":[{\"reference\":\"SO-2\",\"sku\":\"BOLT\",\"location\":\"NORTH/A-01\",\"quantity\":45"))
    #expect(proposal.contains("{\"reference\":\"SO-1\",\"sku\":\"BOLT\",\"location\":\"NORTH/A-01\",\"quantity\":10"))
    try shop.run("stocktake", "approve", "1")
    #expect(try shop.run("stocktake", "apply", "1").output.contains("took 45 of BOLT at NORTH/A-01 from SO-2"))
    let stock = try shop.run("stock", "show", "BOLT", "--json").output
    #expect(JSONPeek.number("reserved", in: stock) == 40 && JSONPeek.number("available", in: stock) == 0)
    let cut = try shop.run("move", "list", "--kind", "reservation_cut", "--ndjson").output
    #expect(cut.split(separator: "\n").count == 2)
    try shop.run("verify")
  }

  @Test("a line that cannot be true goes back to review alone: exit 1, with the reason")
  func cannotBe() throws {
    let shop = try CountCommandTests.shop()
    try shop.run("stocktake", "open", "A-01")
    try shop.run("stocktake", "count", "1", "BOLT", "90", "--occurred-at", "2024-03-05")
    try shop.run("stocktake", "count", "1", "GLUE", "9", "--lot", "L1", "--occurred-at", "2024-03-05")
    try shop.run("move", "issue", "BOLT", "95", "--at", "A-01", "--occurred-at", "2024-03-06")
    try shop.run("stocktake", "reconcile", "1")
    try shop.run("stocktake", "approve", "1")
    let applied = try shop.run("stocktake", "apply", "1", exit: 1)
    #expect(applied.errors.contains("90 of BOLT counted at NORTH/A-01, yet 95 were issued since"))
    #expect(JSONPeek.raw("status", in: try shop.run("stocktake", "show", "1", "--json").output) == "review")
    let line = try shop.run("stocktake", "lines", "1", "--sku", "BOLT", "--ndjson").output
    #expect(JSONPeek.raw("state", in: line) == "outside" && line.contains("95 were issued since"))
    try shop.run("stocktake", "reject", "1", "--sku", "BOLT", exit: 2)
    try shop.run("stocktake", "reject", "1")
    try shop.run("stocktake", "apply", "1")
    try shop.run("verify")
  }

  @Test("frozen and locked places let nothing move but by override, until it is over", arguments: ["frozen", "locked"])
  func held(policy: String) throws {
    let shop = try CountCommandTests.shop()
    try shop.run("stocktake", "open", "A-01", "--policy", policy)
    let issue = ["move", "issue", "BOLT", "5", "--at", "A-01", "--json"]
    let refused = try CommandRun(["--db", shop.database] + issue).finish()
    #expect(refused.exit == 5 && JSONPeek.raw("type", in: refused.errors) == "held-by-stocktake")
    #expect(try CommandRun(["--db", shop.database] + issue + ["--override"]).finish().exit == 0)
    try shop.run("stocktake", "count", "1", "BOLT", "94")
    try shop.run("stocktake", "reconcile", "1")
    let line = try shop.run("stocktake", "lines", "1", "--sku", "BOLT", "--ndjson").output
    #expect(JSONPeek.number("expected", in: line) == (policy == "frozen" ? 100 : 95))
    try shop.run("stocktake", "cancel", "1")
    #expect(try CommandRun(["--db", shop.database] + issue).finish().exit == 0)
    try shop.run("stocktake", "cancel", "1", exit: 4)
    try shop.run("verify")
  }

  @Test("people with roles: the counter counts blind, another person approves, only supervisors post")
  func roles() throws {
    let shop = try CountCommandTests.shop()
    try shop.run("operator", "add", "ada", "--role", "admin")
    for (name, role) in [("cora", "counter"), ("sue", "supervisor"), ("sam", "supervisor")] {
      try shop.run("operator", "add", name, "--role", role, "--as", "ada")
    }
    try shop.run("stocktake", "open", "A-01", "--as", "cora", exit: 6)
    try shop.run("stocktake", "open", "A-01", "--as", "sue")
    try shop.run("stocktake", "count", "1", "BOLT", "99", "--as", "cora")
    try shop.run("stocktake", "close-bin", "1", "A-01", "--as", "cora")
    let blind = try shop.run("stocktake", "lines", "1", "--as", "cora", "--ndjson").output
    #expect(blind.contains("\"expected\":null") && !blind.contains("100"))
    #expect(try shop.run("stocktake", "show", "1", "--as", "cora", "--json").output.contains("\"variance\":null"))
    #expect(!(try shop.run("stock", "show", "BOLT", "--as", "cora").output.contains("100")))
    try shop.run("stocktake", "reconcile", "1", "--as", "cora", exit: 6)
    try shop.run("count", "BOLT", "5", "--at", "A-01", "--as", "cora", exit: 6)
    try shop.run("stocktake", "tolerance", "--class", "A", "5%", "--as", "cora", exit: 6)
    try shop.run("stocktake", "count", "1", "BOLT", "99", "--as", "cora", exit: 6)
    try shop.run("stocktake", "count", "1", "BOLT", "99", "--as", "sue")
    try shop.run("stocktake", "reconcile", "1", "--as", "sue")
    let own = try shop.run("stocktake", "approve", "1", "--as", "sue", "--json", exit: 6)
    #expect(JSONPeek.raw("type", in: own.errors) == "own-count")
    try shop.run("stocktake", "approve", "1", "--as", "sam")
    try shop.run("stocktake", "apply", "1", "--as", "sam")
    try shop.run("verify", "--as", "sam")
  }

  @Test("a count of one item now: sets on hand, up, down and to zero, and is a stocktake of one line")
  func now() throws {
    let shop = try CountCommandTests.shop()
    #expect(try shop.run("count", "BOLT", "97", "--at", "A-01").output.contains("ST-0001: -3 to the books"))
    let found = try shop.run("count", "GLUE", "4", "--at", "A-02", "--lot", "L9", "--note", "found", "--json").output
    #expect(found.contains("\"id\":\"ST-0002\"") && JSONPeek.number("variance", in: found) == 4)
    #expect(found.contains("\"kind\":\"count\"") && found.contains("\"reason\":\"AUDIT\""))
    try shop.run("count", "SCALE", "1", "--at", "A-02", "--serial", "S2")
    try shop.run("count", "BOLT", "0", "--at", "A-01", "--reason", "THEFT")
    try shop.run("count", "BOLT", "1", "--at", "A-01", "--dry-run")
    #expect(try shop.run("count", "BOLT", "0", "--at", "A-01").output.contains("as the books say"))
    #expect(JSONPeek.number("on_hand", in: try shop.run("stock", "show", "BOLT", "--json").output) == 0)
    try shop.run("count", "BOLT", "-1", "--at", "A-01", exit: 4)
    try shop.run("count", "GLUE", "1", "--at", "A-01", exit: 4)
    try shop.run("count", "BOLT", "1", exit: 2)
    #expect(
      try shop.run("stocktake", "list", "--status", "applied", "--ndjson").output.split(separator: "\n").count == 5)
    try shop.run("verify")
  }

  @Test("counts go from house to house as files: exported, loaded, and what was posted imported as adjustments")
  func files() throws {
    let shop = try CountCommandTests.shop()
    try shop.run("move", "reserve", "BOLT", "98", "--at", "A-01", "--reference", "SO-1")
    let sheet = try shop.folder.write(
      "sheet.csv", "sku,counted,location,lot_id,serials\nBOLT,95,A-01,,\nGLUE,x,A-01,L1,\nSCALE,1,A-02,,S1\n")
    try shop.run("stocktake", "open", "NORTH")
    #expect(
      try shop.run("stocktake", "load", "1", sheet, "--dry-run", exit: 1).output.contains("2 taken in, 1 refused"))
    let refused = try shop.run("stocktake", "load", "1", sheet, exit: 1)
    #expect(refused.errors.contains("line 3, counted: \"x\" is no quantity"))
    // The same file, however the stocktake is called, is counted once.
    #expect(try shop.run("stocktake", "load", "ST-0001", sheet).output.contains("0 taken in, 3 done before"))
    #expect(try shop.run("import", "counts", sheet, "--stocktake", "1").output.contains("0 taken in, 3 done before"))
    let rejects = try #require(readText(sheet + ".rejects.csv"))
    let mended = try shop.folder.write("mended.csv", rejects.replacing("GLUE,x", with: "GLUE,9"))
    try shop.run("stocktake", "load", "1", mended)
    try shop.run("stocktake", "load", "7", sheet, exit: 3)
    let lines = try shop.run("stocktake", "lines", "1", "--ndjson").output
    #expect(shop.sum(of: "counted", in: lines) == 95 + 9 + 1)

    // What was found loads again in another house, and what was posted imports there.
    let found = shop.folder.path + "/found.ndjson"
    try shop.run("export", "counts", "--stocktake", "1", "--to", found)
    let other = try CountCommandTests.shop()
    try other.run("stocktake", "open", "NORTH")
    try other.run("stocktake", "load", "1", found)
    #expect(shop.sum(of: "counted", in: try other.run("stocktake", "lines", "1", "--ndjson").output) == 105)
    try shop.run("stocktake", "reconcile", "1")
    try shop.run("stocktake", "approve", "1")
    try shop.run("stocktake", "apply", "1")
    let movements = shop.folder.path + "/movements.csv"
    try shop.run("export", "movements", "--to", movements)
    let third = try Shop()
    try third.run("location", "add", "NORTH")
    for bin in ["A-01", "A-02"] { try third.run("location", "add", bin, "--in", "NORTH", "--kind", "bin") }
    try third.run("item", "add", "BOLT")
    try third.run("item", "add", "GLUE", "--track", "lot")
    try third.run("item", "add", "SCALE", "--track", "serial")
    try third.run("import", "movements", movements)
    for field in ["on_hand", "reserved"] {
      let here = shop.sum(of: field, in: try shop.run("stock", "list", "--ndjson").output)
      #expect(third.sum(of: field, in: try third.run("stock", "list", "--ndjson").output) == here)
    }
    let adjusted = try third.run("move", "list", "--kind", "adjustment", "--ndjson").output
    #expect(adjusted.split(separator: "\n").count == 3 && adjusted.contains("\"reason\":\"AUDIT\""))
    #expect(try third.run("move", "list", "--kind", "release").output.contains("SO-1"))
    for shop in [shop, other, third] { try shop.run("verify") }
  }

  private func readText(_ path: String) -> String? {
    try? CommandRun([path], program: "/bin/cat").finish().output
  }

  @Test("plans: classes by use, tolerances that cascade, and what is due")
  func plans() throws {
    let shop = try CountCommandTests.shop()
    let costs = [("P1", "50000"), ("P2", "26000"), ("P3", "9000"), ("P4", "7000"), ("P5", "4000"), ("P6", "2500")]
    for (sku, cost) in costs + [("P7", "1000"), ("P8", "500")] {
      try shop.run("item", "add", sku, "--cost", cost)
      try shop.run("move", "receipt", sku, "5", "--at", "A-02", "--occurred-at", "-3d")
      try shop.run("move", "issue", sku, "1", "--at", "A-02", "--occurred-at", "-2d")
    }
    let report = try shop.run("report", "abc", "--days", "30", "--limit", "8", "--ndjson").output
    let letters = report.split(separator: "\n").map { JSONPeek.raw("class", in: String($0)) ?? "" }.joined()
    let others = report.split(separator: "\n").map { JSONPeek.raw("class_by_share_after", in: String($0)) ?? "" }
    #expect(letters == "AAABBCCC" && others.joined() == "AABBCCCC")
    #expect(
      try shop.run("report", "abc", "--days", "30").errors.contains("By the share with it, as others do: A 2, B 2"))
    let page = try shop.run("report", "abc", "--days", "30", "--limit", "2", "--json").output
    let cursor = try #require(JSONPeek.raw("next_cursor", in: page))
    #expect(
      JSONPeek.raw("sku", in: try shop.run("report", "abc", "--days", "30", "--cursor", cursor, "--json").output)
        == "P3")
    #expect(try shop.run("stocktake", "classify", "--days", "30").output.contains("A 3, B 2, C 6"))
    try shop.run("stocktake", "tolerance", "--class", "A", "1%")
    try shop.run("stocktake", "tolerance", "--sku", "P2", "50%")
    try shop.run("stocktake", "tolerance", "--at", "A-02", "10%, value 200")
    try shop.run("stocktake", "tolerance", "5%")
    try shop.run("stocktake", "tolerance", "--at", "A-02", "five", exit: 4)
    try shop.run("stocktake", "tolerance", "--sku", "P1", "--at", "A-02", "5%", exit: 2)
    let tolerances = try shop.run("stocktake", "tolerances").output.split(separator: "\n").dropFirst().map(String.init)
    #expect(
      tolerances.map { $0.split(separator: " ").joined(separator: " ") } == [
        "item P2 50%", "class A 1%", "location NORTH/A-02 10%, value 200.00", "house 5%",
      ])
    try shop.run("stocktake", "tolerance", "--sku", "P2", "none")
    #expect(try shop.run("stocktake", "tolerances", "--ndjson").output.contains("\"item\"") == false)
    let due = try shop.run("stocktake", "due", "--limit", "2", "--json").output
    #expect(JSONPeek.raw("sku", in: due) == "P1" && due.contains("\"reasons\":[\"never_counted\"]"))
    for (sku, _) in costs { try shop.run("count", sku, "4", "--at", "A-02") }
    try shop.run("move", "issue", "P1", "4", "--at", "A-02", "--occurred-at", "now")
    let left = try shop.run("stocktake", "due", "--at", "NORTH", "--ndjson").output.split(separator: "\n")
    #expect(left.count == 6 && left[0].contains("\"emptied\""))
    #expect(try shop.run("stocktake", "due", "--class", "B").output.contains("Nothing is to be counted."))
    #expect(try shop.run("setting", "list").output.contains("count_after_picks"))
  }
}

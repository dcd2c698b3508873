import PtyTesting
import Testing

/// What is low, on the real program and a real database: what each act costs in keys, and what it makes.
@Suite(.serialized) struct LowRunTests {
  /// Three sites; in the north widgets are out, glue is below its point, wrap at it and ties are well.
  private static func house() throws -> Shop {
    let shop = try Shop()
    for (site, bin) in [("NORTH", "N-1"), ("SOUTH", "S-1"), ("EAST", "E-1")] {
      try shop.run("location", "add", site)
      try shop.run("location", "add", bin, "--in", site, "--kind", "bin")
    }
    for (sku, north, south, east) in [
      ("WID-220", 48, 300, 0), ("GLU-1", 12, 90, 0), ("WRP-500", 42, 0, 200), ("TIE-1", 90, 0, 0),
    ] {
      try shop.run("item", "add", sku, "--cost", "2", "--currency", "EUR")
      for (bin, count) in [("N-1", north), ("S-1", south), ("E-1", east)] where count > 0 {
        try shop.run("move", "receipt", sku, String(count), "--at", bin)
      }
    }
    try shop.run(
      "rule", "set", "WID-220", "--at", "NORTH", "--point", "40", "--max", "120", "--multiple", "12", "--min-order",
      "48",
      "--lead-time", "10", "--vendor", "ACME")
    try shop.run("rule", "set", "GLU-1", "--at", "NORTH", "--point", "60", "--max", "84", "--vendor", "GLUECO")
    try shop.run("rule", "set", "WRP-500", "--at", "NORTH", "--point", "42", "--max", "102", "--vendor", "acme")
    try shop.run("rule", "set", "TIE-1", "--at", "NORTH", "--point", "20", "--max", "40")
    try shop.run("move", "issue", "WID-220", "48", "--at", "N-1", "--reference", "so-2231")
    return shop
  }

  /// Plays keys on the list of what is low, no more than so many, and returns the screen.
  private func play(_ shop: Shop, _ keys: [String], most: Int, _ options: String...) throws -> String {
    let script = try shop.folder.write(
      "keys", "g\nl\nwait\n" + keys.map { "\($0)\nwait\n" }.joined() + "keys:\(most + 2)\n")
    let run = try CommandRun(["--db", shop.database, "--script", script] + options).finish()
    #expect(run.exit == 0, "\(run.output)\(run.errors)")
    return run.output
  }

  @Test("signals stand by urgency with why; nothing that is not low is among them")
  func list() throws {
    let shop = try LowRunTests.house()
    let screen = try play(shop, [], most: 0)
    let rows = screen.split(separator: "\n").map(String.init)
    #expect(rows[2].hasPrefix(">! WID-220") && rows[2].contains("120"), "\(screen)")
    #expect(screen.contains("3 open") && screen.contains("1 out") && !screen.contains("TIE-1"), "\(screen)")
    #expect(screen.contains("avail 0 <= rop 40") && screen.contains("so-2231, -48"), "\(screen)")
    #expect(screen.contains("best source SOUTH: 300 there"), "\(screen)")
  }

  /// The rows of the table of `interaction.md` 3.3, each by its letter and by its function key, and what is in the books
  /// after it.
  @Test(
    "each act costs the keys it may cost, and the books have it",
    arguments: [
      (["key:F4"], 1, "acknowledged WID-220 at NORTH", "low_stock.acknowledged"),
      (["K", "key:F9"], 2, "acknowledged WID-220 at NORTH", "low_stock.acknowledged"),
      (["Z", "3", "key:F9"], 3, "WID-220 at NORTH rests for 3 days", "low_stock.snoozed"),
      (["key:F6", "key:F9"], 2, "WID-220 at NORTH rests for 3 days", "low_stock.snoozed"),
      (["A", "key:F9"], 2, "assigned WID-220 at NORTH to anna", "low_stock.assigned"),
      (["A", "1", "key:F9"], 3, "assigned WID-220 at NORTH to", "low_stock.assigned"),
      (["E", "key:F9"], 2, "escalated WID-220 at NORTH", "low_stock.escalated"),
      (["T", "key:F9"], 2, "asked for TR-0001: 120 of WID-220 from SOUTH to NORTH", "transfer.created"),
      (["key:F2", "key:F9"], 2, "asked for TR-0001: 120 of WID-220 from SOUTH to NORTH", "transfer.created"),
      (["O", "key:F9"], 2, "asked for RQ-0001: 120 of WID-220 from ACME", "requisition.created"),
      (["key:F3", "key:F9"], 2, "asked for RQ-0001: 120 of WID-220 from ACME", "requisition.created"),
      (["Space", "Space", "key:F4"], 3, "acknowledged 2 items", "low_stock.acknowledged"),
      (["Space", "Space", "O", "key:F9"], 4, "asked for RQ-0001", "requisition.created"),
      (["w"], 1, "Why WID-220 at NORTH", nil), (["C"], 1, "Count WID-220", nil),
    ] as [([String], Int, String, String?)])
  func keys(_ keys: [String], _ most: Int, _ words: String, _ event: String?) throws {
    let shop = try LowRunTests.house()
    let before = try shop.run("audit", "list", "--ndjson").output.split(separator: "\n").count
    let screen = try play(shop, keys, most: most)
    #expect(screen.contains(words), "\(screen)")
    #expect(!screen.contains("marked"), "what was done is not marked any more: \(screen)")
    let events = try shop.run("audit", "list", "--ndjson").output.split(separator: "\n").map(String.init)
    if let event {
      #expect(events.contains { $0.contains("\"\(event)\"") }, "\(events)")
    } else {
      #expect(events.count == before, "only looking writes nothing")
    }
    try shop.run("verify")
  }

  @Test(
    "marks cost a key each and two more: one transfer from each source, one requisition to each vendor; F8 calls off")
  func many() throws {
    let shop = try LowRunTests.house()
    let moved = try play(shop, ["key:F7", "key:F7", "key:F7", "T", "key:F9"], most: 5)
    #expect(moved.contains("TR-0001") && moved.contains("TR-0002"), "\(moved)")
    let transfers = try shop.run("transfer", "list", "--ndjson").output.split(separator: "\n").map(String.init)
    #expect(Set(transfers.compactMap { JSONPeek.raw("from", in: $0) }) == ["SOUTH", "EAST"])
    let ordered = try play(shop, ["key:F7", "key:F7", "key:F7", "O", "key:F9"], most: 5)
    #expect(ordered.contains("RQ-0001") && ordered.contains("RQ-0002") && !ordered.contains("RQ-0003"), "\(ordered)")
    let undone = try play(shop, ["O", "key:F9", "key:F8"], most: 3)
    #expect(undone.contains("undone: asked for RQ-0003"), "\(undone)")
    try shop.run("verify")
  }

  @Test("what is undone is as it was: acknowledged, resting, assigned, asked for")
  func undo() throws {
    let shop = try LowRunTests.house()
    for keys in [["key:F4"], ["Z", "key:F9"], ["T", "key:F9"]] {
      let screen = try play(shop, keys + ["key:F8"], most: 4)
      #expect(screen.contains("undone: ") && screen.contains("3 open"), "\(screen)")
    }
    let transfer = try shop.run("transfer", "show", "1", "--json").output
    #expect(JSONPeek.raw("status", in: transfer) == "cancelled")
  }

  @Test("what somebody posts elsewhere appears within a second or so; a wall shows it too, and gives the terminal back")
  func live() throws {
    let shop = try LowRunTests.house()
    func open(_ options: [String], columns: Int, rows: Int) throws -> TerminalProgram {
      try TerminalProgram(
        TerminalProgram.built("tallyman"), ["--db", shop.database] + options,
        environment: [
          "HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": "anna", "LANG": "C.UTF-8", "TZ": "UTC",
        ], term: "xterm-256color", columns: columns, rows: rows)
    }
    let console = try open([], columns: 80, rows: 24)
    try console.wait("the stock pane") { $0.shows("STOCK") }
    console.send("gl")
    try console.wait("what is low") { $0.shows("LOW STOCK") && $0.shows("3 open") }
    let wall = try open(["--wall", "--at", "NORTH"], columns: 200, rows: 60)
    try wall.wait("the wall") { $0.shows("WHAT HAPPENED") && $0.shows("3 open") && $0.shows("wall display, read only") }
    try shop.run("move", "issue", "TIE-1", "80", "--at", "N-1")
    try console.wait("another", seconds: 60) { $0.shows("4 open") && $0.shows("TIE-1") }
    try wall.wait("another, on the wall", seconds: 60) { $0.shows("4 open") && $0.shows("TIE-1") }
    wall.send("\u{1B}[A")
    try wall.wait("whom to ask") { $0.shows("badge to act") }
    wall.send("WRP-500\r")
    try wall.wait("what was scanned") { $0.shows("242 available") }
    wall.send("\u{1B}[21~")
    #expect(try wall.waitForExit() == .exited(0))
    console.send("qq")
    #expect(try console.waitForExit() == .exited(0))
    #expect(wall.terminal.isRestored && console.terminal.isRestored)
  }

  @Test("without a terminal the wall is told once; --at without --wall, or a site nobody knows, says so")
  func plain() throws {
    let shop = try LowRunTests.house()
    let told = try CommandRun(["--db", shop.database, "--wall", "--at", "NORTH", "--plain"]).finish()
    #expect(told.exit == 0 && told.output.contains("Wall display, NORTH.") && told.output.contains("WID-220 at NORTH"))
    let misused = try CommandRun(["--db", shop.database, "--at", "NORTH", "--plain"]).finish()
    #expect(misused.exit == 2 && misused.errors.contains("give --wall too"))
    let unknown = try CommandRun(["--db", shop.database, "--wall", "--at", "WEST", "--plain"]).finish()
    #expect(unknown.exit == 0 && unknown.output.contains("WEST"), "\(unknown.output)")
  }
}

import Glibc
import Inventory
import Ledger
import PtyTesting
import StorageLocal
import Testing

/// Receiving as people meet it: scripts that count keys, two consoles at one dock, and what the books say after it.
@Suite(.serialized) struct ReceiveRunTests {
  /// Two sites; ten items with a barcode each and a case of 24, a lot and some serials, all shipped from NORTH to DOCK.
  static func dock() throws -> Shop {
    let shop = try Shop()
    for (place, kind, parent) in [("NORTH", "site", nil), ("SOUTH", "site", nil), ("DOCK", "room", "SOUTH")] {
      try shop.run(
        in: ["location", "add", place, "--kind", kind] + (parent.map { ["--in", $0] } ?? []))
    }
    let items = try shop.folder.write(
      "items.csv", "sku,name,barcode\n" + (0...9).map { "ITEM-\($0),Item \($0),\(barcode($0))\n" }.joined())
    try shop.run("import", "items", items)
    var lines: [TransferRequestLine] = []
    for item in 0...8 {
      try shop.run("move", "receipt", "ITEM-\(item)", "200", "--at", "NORTH")
      lines.append(TransferRequestLine("ITEM-\(item)", Quantity(item == 0 ? 144 : 48)))
    }
    var create = CreateTransfer(from: "NORTH", to: "DOCK", lines)
    create.reference = "PO-0077"
    try perform(create, shop)
    try perform(ShipTransfer("TR-0001"), shop)
    return shop
  }

  static func barcode(_ number: Int) -> String { CheckDigit.completed("40063810000\(number)") }

  private static func perform(_ act: some Act, _ shop: Shop) throws {
    let books = try Books(LocalDatabase(path: shop.database, mode: .readWrite))
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let instant = Instant(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
    _ = try books.perform(act, ActContext(key: "\(act.action)-1", actor: "olga", terminal: "north", now: instant))
  }

  /// `40 good, 2 damaged, 0 over, 6 short, 0 in transit`, of the whole transfer.
  private func sums(_ shop: Shop) throws -> String {
    let books = try Books(LocalDatabase(path: shop.database, mode: .readOnly), mayWrite: false)
    let sums = try books.ask(TransferCard("TR-0001")).sums
    return "\(sums.good) good, \(sums.damaged) damaged, \(sums.over) over, \(sums.closed) short, "
      + "\(sums.inTransit) in transit, \(sums.pending) scanned"
  }

  private func play(_ lines: [String], _ shop: Shop) throws {
    let script = try shop.folder.write("keys", lines.joined(separator: "\n"))
    let run = try CommandRun(["--db", shop.database, "--script", script, "--as", "anna"]).finish()
    #expect(run.exit == 0, "\(run.output)\(run.errors)")
  }

  @Test("each thing a receiver does takes no more keys than it should, and the books say what was done")
  func keys() throws {
    let shop = try ReceiveRunTests.dock()
    func scan(_ item: Int) -> String { "scan:\(ReceiveRunTests.barcode(item))" }
    var lines = ["scan:TR-0001", "wait", "keys:0", scan(0), "keys:0"]
    // Forty of it, then a whole line as shipped.
    lines += ["text:40", "key:Enter", "keys:3", scan(1), "text:=", "key:Enter", "keys:5"]
    // Two of the next are damaged; what is not on the transfer is scanned twice.
    lines += [scan(2), "key:F2", "text:2", "key:Enter", "keys:8", scan(9), scan(9), "keys:8"]
    // More than shipped is confirmed by the same again.
    lines += [scan(3), "text:=", "key:Enter", "keys:10", scan(3), scan(3), "keys:10"]
    // Undo, then the rest of the line is short; what is here is posted.
    lines += [scan(4), scan(4), "key:F8", "keys:11", "key:F3", "text:1", "key:Enter", "keys:14", "key:F9", "keys:15"]
    try play(lines, shop)
    #expect(try sums(shop) == "140 good, 2 damaged, 2 over, 47 short, 341 in transit, 0 scanned")
    try shop.run("verify")
    // Whoever taps once too often does not take the receipt back by it.
    try play(["scan:PO-0077", "wait", "key:F8", scan(5), "key:F9"], shop)
    #expect(try sums(shop) == "141 good, 2 damaged, 2 over, 47 short, 340 in transit, 0 scanned")
    try play(["scan:PO-0077", "wait", "key:F8", "y", "key:Enter", "wait"], shop)
    #expect(try sums(shop) == "140 good, 2 damaged, 2 over, 47 short, 341 in transit, 0 scanned")
    try shop.run("verify")
  }

  private func open(_ shop: Shop, as actor: String, term: String = "xterm-256color") throws -> TerminalProgram {
    let variables = [
      "HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": actor, "LANG": "C.UTF-8", "TZ": "UTC",
    ]
    return try TerminalProgram(
      TerminalProgram.built("tallyman"), ["--db", shop.database, "--as", actor], environment: variables, term: term,
      columns: 80, rows: 24, typedBefore: [])
  }

  @Test("two consoles at one dock see each other's scans, and together they are over: kept, corrected, posted")
  func together() throws {
    let shop = try ReceiveRunTests.dock()
    let consoles = try [("anna", "xterm-256color"), ("ben", "vt220")].map { try open(shop, as: $0.0, term: $0.1) }
    for console in consoles {
      try console.wait("the stock pane") { $0.shows("STOCK") }
      console.send("gr")
      try console.wait("what is on its way") { $0.shows("TR-0001") && $0.shows("which>") }
      console.send("/1\r")
      try console.wait("the transfer") { $0.shows("RECEIVE TR-0001") && $0.shows("scan>") }
    }
    let (anna, ben) = (consoles[0], consoles[1])
    anna.send("\(ReceiveRunTests.barcode(1))\r40\r")
    try anna.wait("her scan") { $0.shows("line 0 -> 40 of 48") }
    try ben.wait("her scan on his screen", seconds: 60) { $0.shows("with anna") && $0.shows("40") }
    // Both at once: neither can know of the other's in time.
    anna.send("\(ReceiveRunTests.barcode(1))\r5\r")
    try anna.wait("her second") { $0.shows("40 -> 45 of 48") }
    try ben.wait("it on his screen", seconds: 60) { $0.shows("45") }
    ben.send("\(ReceiveRunTests.barcode(1))\r4\r")
    try ben.wait("that it is over") { $0.shows("1 more than shipped") }
    ben.send("4\r")
    try ben.wait("that it is taken") { $0.shows("1 over") }
    ben.send("\u{1B}[20~")
    try ben.wait("that it is posted") { $0.shows("posted: 49 units") }
    try anna.wait("it on her screen", seconds: 60) { $0.shows("1 over") }
    for console in consoles {
      console.send("\u{1B}[21~q")
      #expect(try console.waitForExit() == .exited(0))
    }
    #expect(try sums(shop) == "49 good, 0 damaged, 1 over, 0 short, 480 in transit, 0 scanned")
    try shop.run("verify")
  }

  @Test("a burst that somebody typed ahead is received to the last, and killed in the middle nothing said ok is lost")
  func burst() throws {
    let shop = try ReceiveRunTests.dock()
    let console = try open(shop, as: "anna")
    try console.wait("the stock pane") { $0.shows("STOCK") }
    console.send("TR-0001\r")
    try console.wait("the transfer") { $0.shows("RECEIVE TR-0001") && $0.shows("scan>") }
    for scan in 0..<200 {
      console.send(ReceiveRunTests.barcode(scan % 8) + "\r")
      if scan % 20 == 0 { _ = console.terminal.pump(milliseconds: 1) }
    }
    try console.wait("the last one", seconds: 60) { $0.shows("line 24 -> 25 of 48") && !$0.shows("queue") }
    console.signal(SIGKILL)
    _ = try console.waitForExit()
    #expect(try sums(shop) == "0 good, 0 damaged, 0 over, 0 short, 528 in transit, 200 scanned")
    try shop.run("verify")
  }
}

extension Shop {
  fileprivate func run(in arguments: [String]) throws {
    let result = try CommandRun(["--db", database] + arguments).finish()
    #expect(result.exit == 0, "\(result.output)\(result.errors)")
  }
}

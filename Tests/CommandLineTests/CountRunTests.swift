import Glibc
import Inventory
import Ledger
import PtyTesting
import StorageLocal
import Testing

/// Counting as people meet it: a console on a terminal of its own, a scanner that types, sudden ends, two of them at once.
@Suite(.serialized) struct CountRunTests {
  /// A hall of ten bins with forty items, each with a barcode, and a stocktake of it under way.
  static func hall() throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "NORTH", "--kind", "site")
    try shop.run("location", "add", "HALL", "--kind", "room", "--in", "NORTH")
    let bins = try shop.folder.write(
      "bins.csv",
      "code,kind,parent\n" + (1...10).map { "BIN-\(name($0)),bin,HALL\n" }.joined())
    try shop.run("import", "locations", bins)
    let items = try shop.folder.write(
      "items.csv",
      "sku,name,barcode\n" + (1...40).map { "ITEM-\(name($0)),Item \($0),\(barcode($0))\n" }.joined())
    try shop.run("import", "items", items)
    for item in 1...20 {
      try shop.run("move", "receipt", "ITEM-\(name(item))", "30", "--at", "BIN-\(name((item - 1) % 10 + 1))")
    }
    try shop.run("stocktake", "open", "HALL")
    return shop
  }

  private static func name(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  static func barcode(_ number: Int) -> String { CheckDigit.completed("4006381000\(name(number))") }

  private func open(_ shop: Shop, as actor: String, columns: Int = 80, rows: Int = 24) throws -> TerminalProgram {
    let variables = [
      "HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": actor, "LANG": "C.UTF-8", "TZ": "UTC",
    ]
    return try TerminalProgram(
      TerminalProgram.built("tallyman"), ["--db", shop.database, "--as", actor], environment: variables,
      term: "xterm-256color", columns: columns, rows: rows, typedBefore: [])
  }

  private static func books(_ shop: Shop) throws -> Books {
    try Books(LocalDatabase(path: shop.database, mode: .readOnly), mayWrite: false)
  }

  private func counted(_ shop: Shop, _ bin: String) throws -> [String: Quantity] {
    let lines = try CountRunTests.books(shop).ask(CountLinePage("ST-0001", location: bin, limit: 1000)).rows
    return Dictionary(
      lines.compactMap { line in line.counted.map { (line.code.sku, $0) } }, uniquingKeysWith: { $0 + $1 })
  }

  @Test("a bin is counted and closed, with what is not known parked")
  func counts() throws {
    let shop = try CountRunTests.hall()
    let console = try open(shop, as: "maria")
    try console.wait("the stock pane") { $0.shows("STOCK") }
    console.send("gc")
    try console.wait("the counting pane") { $0.shows("COUNT ST-0001") && $0.shows("BLIND") && $0.shows("bin>") }
    console.send("BIN-01\r")
    try console.wait("the bin") { $0.shows("bin BIN-01   open") }
    console.send(
      "\(CountRunTests.barcode(1))\r\(CountRunTests.barcode(1))\r12\r5012345678900\r\(CountRunTests.barcode(11))\r")
    try console.wait("the last scan") { $0.shows("ok    +1   line 0 -> 1") && $0.shows("?? 5012345678900") }
    console.send("\u{1B}[20~")
    try console.wait("that it is closed") { $0.shows("bin BIN-01 is closed: 2 lines") }
    console.send("\u{1B}[21~q")
    #expect(try console.waitForExit() == .exited(0))
    #expect(console.terminal.isRestored)
    #expect(try counted(shop, "BIN-01") == ["ITEM-01": Quantity(13), "ITEM-11": Quantity(1)])
    try shop.run("verify")
  }

  @Test("killed in the middle of scanning, every scan it said ok to is there, and the next console goes on")
  func killed() throws {
    let shop = try CountRunTests.hall()
    var said: [Int: Int] = [:]
    for round in 0..<4 {
      let console = try open(shop, as: "maria")
      try console.wait("the stock pane") { $0.shows("STOCK") }
      console.send("gc")
      if round == 0 {
        try console.wait("the counting pane") { $0.shows("bin>") }
        console.send("BIN-01\r")
      }
      try console.wait("the bin") { $0.shows("bin BIN-01   open") && $0.shows("scan>") }
      for (item, total) in said {
        try console.wait("item \(item) as it was") { CountRunTests.total(of: item, $0).map { $0 >= total } == true }
      }
      let base = said
      for scan in 0..<(10 + 7 * round) {
        let item = scan % 4 + 1
        console.send(CountRunTests.barcode(item) + "\r")
        // What is read from the screen is what somebody saw.
        for _ in 0..<4 { _ = console.terminal.pump(milliseconds: 8) }
        for item in 1...4 where console.screen.shows(" ok ") {
          if let total = CountRunTests.total(of: item, console.screen) { said[item] = max(said[item] ?? 0, total) }
        }
      }
      if said == base {
        try console.wait("something that was counted now") { screen in
          (1...4).contains { (CountRunTests.total(of: $0, screen) ?? 0) > base[$0] ?? 0 }
        }
        for item in 1...4 where console.screen.shows(" ok ") {
          if let total = CountRunTests.total(of: item, console.screen) { said[item] = max(said[item] ?? 0, total) }
        }
      }
      console.signal(SIGKILL)
      _ = try console.waitForExit()
      let counts = try counted(shop, "BIN-01")
      for (item, total) in said {
        let there = counts["ITEM-\(CountRunTests.name(item))"] ?? .zero
        #expect(there >= Quantity(total), "item \(item): \(total) were said to be ok, \(there) are there")
      }
    }
    try shop.run("verify")
  }

  /// What the screen says is counted of an item.
  static func total(of item: Int, _ screen: ScreenModel) -> Int? {
    let line = screen.lines.first { $0.dropFirst(3).hasPrefix("ITEM-\(name(item)) ") }
    return line.flatMap { line in
      let words = line.split(separator: " ")
      return words.firstIndex(of: "pcs").flatMap { Int(words[$0 - 1]) }
    }
  }

  @Test("two consoles in one bin see each other's scans within a second or so, and the sum is right")
  func together() throws {
    let shop = try CountRunTests.hall()
    let maria = try open(shop, as: "maria")
    try maria.wait("the stock pane") { $0.shows("STOCK") }
    maria.send("gcBIN-01\r")
    try maria.wait("the bin") { $0.shows("bin BIN-01   open") }
    maria.send(CountRunTests.barcode(1) + "\r")
    try maria.wait("her scan") { $0.shows("line 0 -> 1") }
    let ben = try open(shop, as: "ben")
    try ben.wait("the stock pane") { $0.shows("STOCK") }
    ben.send("gcBIN-01\r")
    try ben.wait("who is here") { $0.shows("maria is counting at NORTH/BIN-01") && $0.shows("j/r>") }
    ben.send("j\r")
    try ben.wait("the bin, together") { $0.shows("others here: maria") && $0.shows("ITEM-01") }
    ben.send("\(CountRunTests.barcode(1))\r5\r")
    try ben.wait("his scan") { $0.shows("line 1 -> 6") }
    try maria.wait("his scan on her screen", seconds: 60) {
      CountRunTests.total(of: 1, $0) == 6 && $0.shows("others here: ben")
    }
    maria.send(CountRunTests.barcode(1) + "\r")
    try maria.wait("the sum") { $0.shows("line 6 -> 7") }
    #expect(try counted(shop, "BIN-01") == ["ITEM-01": Quantity(7)])
    for console in [maria, ben] {
      // What the other one scanned may still be read: F10 leaves when that is done.
      console.send("\u{1B}[21~")
      try console.wait("the stock pane beneath") { $0.shows("STOCK") }
      console.send("q")
      #expect(try console.waitForExit() == .exited(0))
    }
    try shop.run("verify")
  }

  @Test("a burst of scans that somebody typed ahead is counted to the last")
  func burst() throws {
    let shop = try CountRunTests.hall()
    let console = try open(shop, as: "maria")
    try console.wait("the stock pane") { $0.shows("STOCK") }
    console.send("gcBIN-01\r")
    for scan in 0..<300 {
      console.send(CountRunTests.barcode(scan % 40 + 1) + "\r")
      if scan % 20 == 0 { _ = console.terminal.pump(milliseconds: 1) }
    }
    try console.wait("the last one", seconds: 60) {
      CountRunTests.total(of: 20, $0) == 8 && !$0.shows("queue") && $0.shows("line 7 -> 8")
    }
    #expect(try counted(shop, "BIN-01").values.reduce(.zero, +) == Quantity(300))
    console.signal(SIGTERM)
    _ = try console.waitForExit()
  }

  @Test("ten bins, 300 unit scans, 20 typed quantities and 2 empty bins take about 70 keys")
  func keys() throws {
    let shop = try CountRunTests.hall()
    var lines = ["g c", "wait"]
    var scans = 0
    for bin in 1...10 {
      lines.append("scan:BIN-\(CountRunTests.name(bin))")
      if bin % 5 == 0 {
        lines += ["text:0", "key:Enter"]
        continue
      }
      for scan in 0..<(bin == 1 ? 41 : 37) {
        lines.append("scan:\(CountRunTests.barcode((scan * 7 + bin) % 40 + 1))")
        scans += 1
      }
      // Twenty in eight bins: two or three each.
      for typed in 0..<(bin % 2 == 0 ? 3 : 2) {
        lines += ["scan:\(CountRunTests.barcode(typed + 1))", "text:\(24 + typed)", "key:Enter"]
      }
    }
    lines += ["key:F9", "keys:70"]
    let script = try shop.folder.write("keys", lines.map { $0 == "g c" ? "g\nc" : $0 }.joined(separator: "\n"))
    let run = try CommandRun(["--db", shop.database, "--script", script, "--as", "maria"]).finish()
    #expect(run.exit == 0, "\(run.output)\(run.errors)")
    #expect(scans == 300 && lines.count { $0.hasPrefix("text:2") } == 20)
    let counts = try (1...10).map { try counted(shop, "BIN-\(CountRunTests.name($0))").values.reduce(.zero, +) }
    #expect(counts.reduce(.zero, +) == Quantity(300 + 20 * 24 + 8 * 1 + 4 * 2), "\(counts)")
    let few = try shop.folder.write("few", "g\nc\nkeys:1\n")
    let refused = try CommandRun(["--db", shop.database, "--script", few, "--as", "maria"]).finish()
    #expect(refused.exit == 1 && refused.errors.contains("2 keys and 0 scans so far"))
    try shop.run("verify")
  }
}

import Glibc
import Inventory
import LineTesting
import PtyTesting
import Testing

/// The console over a line of 300 ms that loses one piece in fifty, as those meet it who scan two codes a second.
@Suite(.serialized) struct BadLineRunTests {
  /// What becomes of the line while somebody scans.
  enum Fortune: String, CaseIterable {
    case steady
    case cut
    case dead
  }

  private static let ways = BadLine.Way.allCases.filter(\.isInstalled)
  /// `TALLYMAN_WHOLE=1` goes every way in every case; it takes ten minutes.
  private static let isWhole = getenv("TALLYMAN_WHOLE") != nil
  private static let fortunes = ways.flatMap { way in Fortune.allCases.map { (way, $0) } }
    .filter { isWhole || $0 == (.shell, .cut) || $0 == (.cluster, .steady) }
  private static let deaths = ways.flatMap { way in [false, true].map { (way, $0) } }
    .filter { isWhole || $0 == (.shell, true) || $0 == (.cluster, false) }
  private static let mainWays = ways.filter { isWhole || $0 == .shell }

  private static func codes(_ items: ClosedRange<Int>, _ count: Int) -> [String] {
    (0..<count).map { CountRunTests.barcode(items.lowerBound + $0 % items.count) }
  }

  /// The sum of what the sheet says is counted of these items.
  private static func counted(_ items: ClosedRange<Int>, _ screen: ScreenModel) -> Int {
    items.reduce(0) { $0 + (CountRunTests.total(of: $1, screen) ?? 0) }
  }

  private func openBin(_ console: TerminalProgram) throws {
    try console.wait("the stock pane, read over the line", seconds: 60) { $0.shows("STOCK") && $0.shows("ITEM-01") }
    console.send("gc")
    try console.wait("the counting pane", seconds: 60) { $0.shows("COUNT ST-0001") && $0.shows("bin>") }
    console.send("BIN-01\r")
    try console.wait("the bin", seconds: 60) { $0.shows("bin BIN-01   open") && $0.shows("scan>") }
  }

  private func leave(_ console: TerminalProgram, seconds: Double = 60) throws {
    try console.wait("that all is sent", seconds: seconds) { BadLineRunTests.isSent($0) }
    console.send("\u{1B}[21~")
    try console.wait("the stock pane beneath", seconds: 60) { $0.shows("STOCK") }
    console.send("q")
    #expect(try console.waitForExit(seconds: 60) == .exited(0))
    #expect(console.terminal.isRestored)
  }

  private static func isSent(_ screen: ScreenModel) -> Bool {
    screen.line(0).hasSuffix("sent") || screen.line(0).hasSuffix("live")
  }

  /// Nobody waits: what is scanned is seen long before a line of 300 ms could have been asked.
  private func expectPrompt(_ scanner: SteadyScanner, _ what: String) {
    let echoes = scanner.echoes
    print("echo \(what): median \(echoes[echoes.count / 2]) ms, last \(echoes[echoes.count - 1]) ms")
    #expect(echoes[echoes.count / 2] <= 100, "\(what): \(echoes)")
    #expect(echoes[echoes.count * 3 / 4] < 300, "\(what): \(echoes)")
  }

  /// Each scan is there once, in its order, dated between its typing and its echo.
  private func expectAll(_ scans: [SteadyScanner.Scan], in events: [BadLine.Event]) {
    #expect(events.count == scans.count)
    for (scan, event) in zip(scans, events) {
      #expect(scan.code == CountRunTests.barcode(Int(event.sku.dropFirst(5)) ?? 0))
      #expect(event.quantity == Quantity(1).thousandths)
      #expect(scan.typedAt - 2...scan.seenAt + 2 ~= event.happenedAt)
    }
  }

  @Test(
    "two scans a second never wait, and all are in the far books in the end: once, in order, dated by the scan",
    arguments: fortunes)
  func scans(_ way: BadLine.Way, _ fortune: Fortune) throws {
    let line = try BadLine(way, to: CountRunTests.hall())
    let console = try line.console()
    try openBin(console)
    var scanner = SteadyScanner(console) { BadLineRunTests.counted(1...4, $0) }
    var before: [Int: () throws -> Void] = [:]
    switch fortune {
    case .steady: break
    case .cut:
      before[6] = { line.proxy.refuse() }
      before[18] = {
        #expect(console.screen.shows("OFFLINE since"), "\(console.screen.lines)")
        #expect(console.screen.shows("scans kept here, none lost"))
        try line.proxy.restore()
      }
    case .dead:
      before[6] = { line.proxy.goDead() }
      before[18] = { try line.proxy.restore() }
    }
    try scanner.scan(BadLineRunTests.codes(1...4, 24), before: before)
    expectPrompt(scanner, "\(way.rawValue), \(fortune.rawValue)")
    try leave(console)
    expectAll(scanner.scans, in: try line.events())
    try line.shop.run("verify")
  }

  @Test(
    "killed in the middle of it and begun again, with the line up or down, a console has lost nothing that it echoed",
    arguments: deaths)
  func killed(_ way: BadLine.Way, _ isDown: Bool) throws {
    let line = try BadLine(way, to: CountRunTests.hall())
    let first = try line.console()
    try openBin(first)
    var before = SteadyScanner(first) { BadLineRunTests.counted(1...4, $0) }
    try before.scan(BadLineRunTests.codes(1...4, 10), before: [7: { if isDown { line.proxy.refuse() } }])
    first.signal(SIGKILL)
    _ = try first.waitForExit()
    let second = try line.console()
    if isDown {
      try second.wait("that the line is down") { $0.line(0).contains("OFFLINE") }
      second.send("gc")
      try second.wait("the counting pane") { $0.shows("COUNT ST-0001") }
      if !second.screen.shows("scan>") { second.send("BIN-01\r") }
      try second.wait("the bin") { $0.shows("bin BIN-01   open") && $0.shows("scan>") }
    } else {
      try second.wait("the stock pane", seconds: 60) { $0.shows("STOCK") && $0.shows("ITEM-01") }
      second.send("gc")
      try second.wait("the bin as it was", seconds: 60) { $0.shows("bin BIN-01   open, 4 lines so far") }
    }
    var after = SteadyScanner(second) { BadLineRunTests.counted(5...8, $0) }
    try after.scan(BadLineRunTests.codes(5...8, 8), before: [5: { if isDown { try line.proxy.restore() } }])
    expectPrompt(after, "\(way.rawValue), killed, \(isDown ? "down" : "up")")
    try leave(second)
    expectAll(before.scans + after.scans, in: try line.events())
    try line.shop.run("verify")
  }

  @Test("what comes off a lorry is scanned the same way while the line goes and comes", arguments: mainWays)
  func receives(_ way: BadLine.Way) throws {
    let line = try BadLine(way, to: ReceiveRunTests.dock())
    let console = try line.console(term: "vt220", ["NO_COLOR": "1"])
    try console.wait("the stock pane", seconds: 60) { $0.shows("STOCK") && $0.shows("ITEM-1") }
    console.send("TR-0001\r")
    try console.wait("the transfer", seconds: 60) { $0.shows("RECEIVE TR-0001") && $0.shows("scan>") }
    var scanner = SteadyScanner(console) { screen in
      let words = screen.lines.joined(separator: " ").split(separator: " ")
      guard let of = words.indices.first(where: { words[$0] == "of" && $0 > 2 && words[$0 - 2] == "->" }) else {
        return 0
      }
      return Int(words[of - 1]) ?? 0
    }
    try scanner.scan(
      (0..<14).map { _ in ReceiveRunTests.barcode(1) },
      before: [
        3: { line.proxy.refuse() },
        10: {
          #expect(console.screen.line(0).contains("OFFLINE") && console.screen.shows("scans kept here, none lost"))
          try line.proxy.restore()
        },
      ])
    expectPrompt(scanner, "\(way.rawValue), receiving")
    try leave(console)
    let events = try line.events("receive_event")
    #expect(events.map(\.sku) == scanner.scans.map { _ in "ITEM-1" })
    for (scan, event) in zip(scanner.scans, events) {
      #expect(scan.typedAt - 2...scan.seenAt + 2 ~= event.happenedAt)
    }
    try line.shop.run("verify")
  }

  @Test("down, the pane looks as it should at every size, and on a terminal that has no colours")
  func screens() throws {
    let line = try BadLine(.cluster, to: CountRunTests.hall(), LineWeather())
    let console = try line.console(term: "vt220", ["NO_COLOR": "1"])
    try openBin(console)
    // What was scanned once is known.
    for scan in 1...3 { console.send(CountRunTests.barcode(scan) + "\r") }
    try console.wait("that they are sent", seconds: 60) {
      BadLineRunTests.isSent($0) && BadLineRunTests.counted(1...3, $0) == 3
    }
    line.proxy.refuse()
    for scan in 1...3 { console.send(CountRunTests.barcode(scan) + "\r") }
    let kept = { (screen: ScreenModel) in screen.shows("3 scans kept here, none lost") }
    try console.wait("the banner") { $0.line(0).hasSuffix("OFFLINE 3") && kept($0) && $0.shows("(3 waiting)") }
    #expect(
      console.screen.shows(" kept  +1   line 1 -> 2")
        && (console.screen.shows("next try in") || console.screen.shows("trying now")))
    for (columns, rows) in [(40, 12), (20, 8), (80, 24)] {
      console.terminal.resize(columns: columns, rows: rows)
      console.signal(SIGWINCH)
      try console.wait("\(columns) columns") { screen in
        switch columns {
        case 40:
          screen.line(0).hasSuffix("OFFLINE 3") && screen.line(2).hasPrefix("!! offline ")
            && screen.line(2).contains(", 3 kept here, try ") && screen.shows(" kept +1")
        case 20: screen.line(0).contains("OFFLINE 3kept") && screen.shows("kept ITEM-03 1->2")
        default: screen.line(0).hasSuffix("OFFLINE 3") && kept(screen)
        }
      }
      #expect(!console.screen.cells.joined().contains { $0.rendition.foreground >= 0 })
    }
    try line.proxy.restore()
    try leave(console)
    #expect(try line.events().map(\.sku) == ["ITEM-01", "ITEM-02", "ITEM-03", "ITEM-01", "ITEM-02", "ITEM-03"])
  }

  @Test("what waits is sent at more than two acts a second over such a line", arguments: mainWays)
  func drains(_ way: BadLine.Way) throws {
    let shop = try Shop()
    try shop.run("location", "add", "SITE", "--kind", "site")
    for number in 0..<4 { try shop.run("item", "add", "ITEM-\(number)", "--name", "Item \(number)") }
    try shop.run("stocktake", "open", "SITE")
    let line = try BadLine(way, to: shop)
    var digest = ContentDigest()
    digest.add("address", line.address)
    for folder in ["/state", "/state/outbox"] { mkdir(shop.folder.path + folder, 0o700) }
    let file = "\(shop.folder.path)/state/outbox/\(Hexadecimal.text(digest.bytes()))-1.db"
    try CommandRun(["keep", file, line.address, "maria", "60"], program: CommandRun.poster).finish()
    let begin = MonotonicTime.milliseconds
    let sent = try CommandRun(["outbox", "send", "--db", line.address, "--json"], environment: line.environment)
      .finish()
    let took = MonotonicTime.milliseconds - begin
    print("60 acts over \(way.rawValue): \(took) ms")
    #expect(sent.exit == 0 && JSONPeek.number("sent", in: sent.output) == 60, "\(sent.output)\(sent.errors)")
    #expect(took < 30_000, "\(took) ms for 60 acts")
  }
}

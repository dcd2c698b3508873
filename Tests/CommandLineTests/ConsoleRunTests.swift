import Glibc
import PtyTesting
import Testing

/// The console as a person meets it: on a terminal of its own, with keys, scans, other people, and sudden ends.
@Suite(.serialized) struct ConsoleRunTests {
  private static func sample() throws -> Shop {
    let shop = try Shop()
    let demo = try CommandRun(["demo", shop.database]).finish()
    try #require(demo.exit == 0, "\(demo.errors)")
    return shop
  }

  private func open(
    _ shop: Shop, term: String = "xterm-256color", columns: Int = 80, rows: Int = 24, typed: String = "",
    environment: [String: String] = [:]
  ) throws -> TerminalProgram {
    var variables = [
      "HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": "anna", "LANG": "C.UTF-8", "TZ": "UTC",
    ]
    variables.merge(environment) { $1 }
    return try TerminalProgram(
      TerminalProgram.built("tallyman"), ["--db", shop.database], environment: variables, term: term,
      columns: columns, rows: rows, typedBefore: Array(typed.utf8))
  }

  @Test("find an item, adjust it, take it back: the ledger has both, and the books agree")
  func adjustAndUndo() throws {
    let shop = try ConsoleRunTests.sample()
    let console = try open(shop)
    try console.wait("the stock pane") { $0.shows("STOCK") && $0.shows("BIT-300") }
    console.send("/wrp")
    try console.wait("what was found") { $0.shows("WRP-500") && !$0.shows("BIT-300") }
    console.send("\r")
    try console.wait("the item") { $0.shows("ITEM WRP-500") && $0.shows("opening") }
    console.send("A")
    try console.wait("the form") { $0.shows("change") && $0.shows("reason") }
    console.send("-3\t3\u{1B}[20~")
    try console.wait("what was done") { $0.shows("adjusted WRP-500") }
    console.send("\u{1B}[19~")
    try console.wait("what was undone") { $0.shows("undone: adjusted WRP-500") }
    console.send("qq")
    #expect(try console.waitForExit() == .exited(0))
    #expect(console.terminal.isRestored && console.screen.modesLeftSet.isEmpty)
    let ledger = try shop.run("move", "list", "--sku", "WRP-500", "--limit", "2", "--ndjson").output
    #expect(ledger.split(separator: "\n").compactMap { JSONPeek.raw("on_hand", in: String($0)) } == ["3", "-3"])
    try shop.run("verify")
  }

  @Test("what another process posts appears within a second or so, while the console stands still")
  func changesElsewhere() throws {
    let shop = try ConsoleRunTests.sample()
    let console = try open(shop)
    try console.wait("the stock pane") { $0.shows("BIT-300") }
    try shop.run("move", "receipt", "BIT-300", "7000", "--at", "B-03-2")
    try console.wait("the new figure", seconds: 60) { $0.shows("7,035") }
    console.send("q")
    #expect(try console.waitForExit() == .exited(0))
  }

  @Test("a scan that was typed before the first frame looks its item up, and so does one at any later moment")
  func scans() throws {
    let shop = try ConsoleRunTests.sample()
    let barcode = try #require(
      JSONPeek.raw("code", in: shop.run("item", "show", "GLU-1", "--json").output))
    let console = try open(shop, typed: barcode + "\r")
    try console.wait("the scanned item") { $0.shows("ITEM GLU-1") }
    console.send("9999999999999\r")
    try console.wait("that it is not known") { $0.shows("9999999999999") && $0.shows("not known") }
    console.send("DRILL-18V\r")
    try console.wait("the label's item") { $0.shows("ITEM DRILL-18V") }
    console.signal(SIGTERM)
    _ = try console.waitForExit()
  }

  @Test(
    "killed by a signal, the terminal is as it was, and the program died of that signal",
    arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT], ["xterm-256color", "vt220"])
  func signals(number: Int32, term: String) throws {
    let shop = try ConsoleRunTests.sample()
    let console = try open(shop, term: term)
    try console.wait("the stock pane") { $0.shows("BIT-300") }
    console.signal(number)
    #expect(try console.waitForExit() == .signalled(number))
    #expect(console.terminal.isRestored && console.screen.modesLeftSet.isEmpty && console.screen.isCursorVisible)
  }

  @Test("a terminal that goes away ends the program at once")
  func hangUp() throws {
    let shop = try ConsoleRunTests.sample()
    let console = try open(shop)
    try console.wait("the stock pane") { $0.shows("BIT-300") }
    console.terminal.hangUp()
    let status = try console.waitForExit()
    #expect(status == .exited(129) || status == .signalled(SIGHUP))
  }

  @Test(
    "at every size and on old terminals something useful stands there, and no size kills it",
    arguments: [
      ("xterm-256color", 20, 8), ("vt220", 80, 24), ("vt100", 40, 12), ("xterm-256color", 120, 40), ("linux", 200, 60),
    ])
  func sizes(term: String, columns: Int, rows: Int) throws {
    let shop = try ConsoleRunTests.sample()
    let console = try open(shop, term: term, columns: columns, rows: rows, environment: ["NO_COLOR": "1"])
    try console.wait("the first row") { $0.shows("BIT-300") }
    for (width, height) in [(1, 1), (500, 200), (3, 40), (40, 10), (columns, rows)] {
      console.terminal.resize(columns: width, rows: height)
      console.signal(SIGWINCH)
      console.send("j")
    }
    try console.wait("the pane again") { $0.shows("BIT-3") }
    console.send("q")
    #expect(try console.waitForExit() == .exited(0))
    #expect(console.terminal.isRestored)
  }

  @Test(
    "an empty database, a missing folder and a file that is no database each say what to do",
    .onlyOfFiles("files are what is missing or wrong"))
  func beginnings() throws {
    let shop = try Shop()
    let console = try open(shop)
    try console.wait("the empty state") { $0.shows("import") }
    console.send("q")
    #expect(try console.waitForExit() == .exited(0))
    let wrong = try shop.folder.write("notes.txt", String(repeating: "not a database ", count: 400))
    let refusal = try CommandRun(["--db", wrong]).finish()
    #expect(refusal.exit == 7 && refusal.errors.contains("not a database"))
    let none = try CommandRun(["--db", shop.folder.path + "/no/such.db", "stock", "list"]).finish()
    #expect(none.exit == 7 && none.errors.contains("no database"))
  }

  @Test("a script of keys does what hands do, and saves the screens it is told to")
  func script() throws {
    let shop = try ConsoleRunTests.sample()
    let screen = shop.folder.path + "/item.txt"
    let script = try shop.folder.write(
      "keys",
      """
      # find the wrap, take two off, look
      text:/wrp
      key:Enter
      wait
      A
      text:-2
      key:Tab
      text:3
      key:F9
      wait
      screen:\(screen)
      key:F8
      wait
      scan:9999999999999
      """)
    let run = try CommandRun(["--db", shop.database, "--script", script]).finish()
    #expect(run.exit == 0 && run.output.contains("9999999999999 is not known"), "\(run.output)\(run.errors)")
    let saved = try CommandRun([screen], program: "/bin/cat").finish().output
    #expect(saved.contains("adjusted WRP-500") && saved.contains("ITEM WRP-500"))
    let ledger = try shop.run("move", "list", "--sku", "WRP-500", "--limit", "2", "--ndjson").output
    #expect(ledger.split(separator: "\n").compactMap { JSONPeek.raw("on_hand", in: String($0)) } == ["2", "-2"])
  }

  @Test("without a terminal the panes are printed once, as text")
  func plain() throws {
    let shop = try ConsoleRunTests.sample()
    let run = try CommandRun(["--db", shop.database]).finish()
    #expect(run.exit == 0)
    #expect(run.output.contains("on hand") && run.output.contains("BIT-300") && !run.output.contains("\u{1B}"))
  }
}

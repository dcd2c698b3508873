import Glibc
import PtyTesting
import Testing

/// The program where there is no screen to paint on, and the doctor's looks at the terminal.
@Suite(.serialized, .onlyOfFiles("the sample warehouse is made as a file")) struct PlainRunTests {
  private func open(
    _ arguments: [String], in shop: Shop, term: String = "xterm-256color", environment: [String: String] = [:]
  ) throws -> TerminalProgram {
    var variables = [
      "HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": "anna", "LANG": "C.UTF-8", "TZ": "UTC",
      "TALLYMAN_CONFIG": shop.folder.path + "/config",
    ]
    variables.merge(environment) { $1 }
    return try TerminalProgram(
      TerminalProgram.built("tallyman"), arguments, environment: variables, term: term, columns: 200, rows: 60)
  }

  @Test(
    "in lines a bin is counted, an item adjusted after a refusal, and nothing but text is sent",
    arguments: [("xterm-256color", ["--plain"], [:]), ("dumb", [], [:]), ("vt100", [], ["TALLYMAN_PLAIN": "1"])]
      as [(String, [String], [String: String])])
  func talks(_ term: String, _ flags: [String], _ environment: [String: String]) throws {
    let shop = try Shop()
    try shop.run("demo", shop.database)
    let console = try open(["--db", shop.database] + flags, in: shop, term: term, environment: environment)
    try console.wait("the prompt") { $0.shows("code>") && $0.shows("STOCK, all sites, ") }
    console.send("list\n")
    try console.wait("the list") { $0.shows("columns: item") && $0.shows("1 BIT-300") }
    console.send("WRP-500\n")
    try console.wait("the item") { $0.shows("ITEM WRP-500") }
    console.send("$10\nA\n5\n$9\n")
    try console.wait("the refusal") { $0.shows("FAIL: An adjustment needs a reason") && $0.shows("reason>") }
    console.send("3\n$9\n")
    try console.wait("that it is done") { $0.shows("by 5  (F8 undoes), ok") }
    console.send("gc\n2\nA-01-1\nBOX-12\n")
    try console.wait("the scan") { $0.shows("BOX-12, Carton 12") && $0.shows("ok") }
    console.send("$10\n$10\n")
    #expect(try console.waitForExit() == .exited(0))
    #expect(!console.terminal.received.contains(0x1B) && console.terminal.isRestored)
    try shop.run("verify")
  }

  @Test("the end of input and a closed window end it; Ctrl-C only throws the line away")
  func ends() throws {
    let shop = try Shop()
    let console = try open(["--db", shop.database, "--plain"], in: shop)
    try console.wait("the prompt") { $0.shows("code>") }
    console.send("abc\u{3}")
    console.send("$1\n")
    try console.wait("help") { $0.shows("Help, stock pane") }
    console.send("\n\u{4}")
    #expect(try console.waitForExit() == .exited(0))
    let other = try open(["--db", shop.database, "--plain"], in: shop)
    try other.wait("the prompt") { $0.shows("code>") }
    other.terminal.hangUp()
    let status = try other.waitForExit()
    #expect(status == .exited(129) || status == .signalled(SIGHUP))
  }

  @Test("doctor keys learns a key, which the console then knows; the terminal is as it was, by Esc and by a signal")
  func learnsKeys() throws {
    let shop = try Shop()
    try shop.run("demo", shop.database)
    let doctor = try open(["doctor", "keys"], in: shop)
    try doctor.wait("the greeting") { $0.shows("Press keys") }
    doctor.send("\u{1B}[15~")
    try doctor.wait("F5") { $0.shows("1B 5B 31 35 7E") && $0.shows(" F5") }
    doctor.send("\u{1B}[77~")
    try doctor.wait("the question") { $0.shows("which key sends 1B 5B 37 37 7E?") }
    doctor.send("F1\r")
    try doctor.wait("that it is learnt") { $0.shows("F1 is learnt") }
    doctor.send("\u{1B}")
    #expect(try doctor.waitForExit() == .exited(0))
    #expect(doctor.terminal.isRestored && doctor.screen.shows("Not seen: F2"))
    let console = try open(["--db", shop.database], in: shop)
    try console.wait("the stock pane") { $0.shows("BIT-300") }
    console.send("\u{1B}[77~")
    try console.wait("help") { $0.shows("Help: stock pane") }
    console.send("\u{1B}")
    console.signal(SIGTERM)
    _ = try console.waitForExit()
    let killed = try open(["doctor", "scan"], in: shop)
    try killed.wait("the greeting") { $0.shows("Scan a label") }
    killed.send("ABCxzy-/]\r")
    try killed.wait("the layout") { $0.shows("y as z, z as y") && $0.shows("suffix: CR, right") }
    killed.signal(SIGTERM)
    #expect(try killed.waitForExit() == .signalled(SIGTERM))
    #expect(killed.terminal.isRestored)
  }

  @Test("doctor terminal measures what answers, and does without an answer")
  func looksAtTerminal() throws {
    let shop = try Shop()
    let silent = try open(["doctor", "terminal"], in: shop, environment: ["NO_COLOR": "1"])
    #expect(try silent.waitForExit(seconds: 30) == .exited(0))
    #expect(silent.screen.shows("256 by its description") && silent.screen.shows("does not say where its cursor is"))
    #expect(silent.screen.shows("nothing was measured") && silent.terminal.isRestored)
    let answering = try open(["doctor", "terminal"], in: shop)
    var answered = 0
    try answering.wait("the end", seconds: 30) { screen in
      let asked = TerminalAnswers.questions(in: answering.terminal.received)
      while answered < asked {
        answered += 1
        answering.send("\u{1B}[\(screen.row + 1);\(screen.column + 1)R")
      }
      return screen.shows("bytes a second")
    }
    #expect(try answering.waitForExit() == .exited(0))
    #expect(answering.screen.shows("width of Han: 4, as Tallyman reckons"))
  }

  @Test("bad lines of settings, keys and themes are one message; doctor has them all, and --config says where they lie")
  func badLines() throws {
    let shop = try Shop()
    try shop.run("demo", shop.database)
    for (name, text) in [
      ("settings", "coluor = 256\ntheme = own\n"), ("keys", "list.dwon = x\n[sequences]\nF99 = 1B 4F 41\n"),
      ("themes/own.theme", "base = night\n[roles]\nstock.owt = red\n"),
    ] {
      if name.contains("/") { mkdir(shop.folder.path + "/themes", 0o755) }
      _ = try shop.folder.write(name, text)
    }
    let console = try open(["--config", shop.folder.path, "--db", shop.database], in: shop)
    try console.wait("the message") {
      $0.shows("settings:1: no setting \"coluor\"") && $0.shows("and 3 more: tallyman doctor lists them")
    }
    console.send("q")
    #expect(try console.waitForExit() == .exited(0))
    let doctor = try CommandRun(["--config", shop.folder.path, "doctor", "--db", shop.database]).finish()
    for words in ["settings:1:", "keys:1:", "keys:3: no key \"F99\"", "own.theme:3: no role \"stock.owt\"", "/themes"] {
      #expect(doctor.output.contains(words), "\(doctor.output)")
    }
  }
}

/// What a terminal is asked.
enum TerminalAnswers {
  /// How often it is asked where its cursor is.
  static func questions(in bytes: [UInt8]) -> Int {
    let question = Array("\u{1B}[6n".utf8)
    return bytes.indices.filter { bytes[$0...].starts(with: question) }.count
  }
}

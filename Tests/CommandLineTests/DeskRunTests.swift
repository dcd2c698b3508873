import Glibc
import Inventory
import Ledger
import PtyTesting
import StorageLocal
import Testing

/// People at a terminal of the built program: badges and PINs, sessions, the lock, and what a crash leaves.
@Suite(.serialized, .onlyOfFiles("the doors of the console are the same over every way"))
struct DeskRunTests {
  /// The demo house with ada the admin, who has a PIN, and dan at the dock, who has a badge.
  private static func staffed() throws -> Shop {
    let shop = try Shop()
    let demo = try CommandRun(["demo", shop.database]).finish()
    try #require(demo.exit == 0, "\(demo.errors)")
    var ada = Operator(name: "ada", role: .admin)
    // What crypt(3) makes of 4711 by SHA-512.
    ada.pin = PinHash(DeskRunTests.hash)
    let books = try Books(LocalDatabase(path: shop.database, mode: .readWrite), clock: { now() })
    for person in [ada, Operator(name: "dan", role: .dock, badge: "BADGE-DAN")] {
      let context = ActContext(key: "add-\(person.name)", actor: "ada", terminal: "test", now: now())
      _ = try books.perform(AddOperator(person), context)
    }
    return shop
  }

  private static let hash =
    "$6$tallyman$rpRHbk.hAuSzdRkCVlOtVm/VOJwsWqRz.uzym4HjfMVGlv3wP8jqSrujVbRFeQmIWQuuiU4e/UKbUqrlTnX4D0"

  private static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  private func open(
    _ shop: Shop, _ arguments: [String] = [], term: String = "xterm-256color", columns: Int = 80, rows: Int = 24
  ) throws -> TerminalProgram {
    try TerminalProgram(
      TerminalProgram.built("tallyman"), ["--db", shop.database] + arguments,
      environment: [
        "HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": "anna", "LANG": "C.UTF-8", "TZ": "UTC",
        "TALLYMAN_STATE": shop.folder.path + "/state",
      ], term: term, columns: columns, rows: rows)
  }

  @Test("a PIN signs in, the lock shuts, a badge opens it for another, and each finds elsewhere what they left")
  func day() throws {
    let shop = try DeskRunTests.staffed()
    let console = try open(shop)
    try console.wait("the prompt") { $0.shows("SIGN IN") && $0.shows("badge>") && !$0.shows("BIT-300") }
    console.send("ada\r")
    try console.wait("the PIN's prompt") { $0.shows("PIN>") }
    console.send("0815\r")
    try console.wait("that it is wrong") { $0.shows("wrong PIN") && $0.shows("PIN>") }
    console.send("4711\r")
    try console.wait("the stock") { $0.shows("ada@") && $0.shows("BIT-300") }
    console.send("jj\u{0B}")
    try console.wait("the lock") { $0.shows("LOCKED") && !$0.shows("BIT-300") }
    console.send("BADGE-DAN\r")
    try console.wait("the stock again") { $0.shows("dan works here now") && $0.shows("BIT-300") }
    console.send("q")
    #expect(try console.waitForExit() == .exited(0))
    #expect(console.terminal.isRestored && console.screen.modesLeftSet.isEmpty)

    let other = try open(shop, ["--as", "ada"], term: "vt220", columns: 40, rows: 12)
    try other.wait("the prompt") { $0.shows("badge>") }
    other.send("ada\r4711\r")
    try other.wait("the row she left") { screen in
      screen.lines.contains { $0.hasPrefix(" >") && !$0.contains("BIT-300") }
    }
    other.signal(SIGTERM)
    #expect(try other.waitForExit() == .signalled(SIGTERM))
    let folder = try CommandRun(["-R", shop.folder.path + "/state"], program: "/bin/ls").finish().output
    #expect(folder.contains("-ada") && folder.contains("-dan") && folder.contains("messages"))
    for text in try ["messages", "sessions/*"].map({ try shop.left($0) }) {
      #expect(!text.contains("4711") && !text.contains("0815") && !text.isEmpty)
    }
    let pin = try shop.folder.write("pin", "4711\n")
    chmod(pin, 0o600)
    let audit = try CommandRun(
      ["audit", "list", "--as", "ada", "--ndjson", "--db", shop.database], environment: ["TALLYMAN_PIN_FILE": pin]
    ).finish().output
    #expect(audit.contains("operator.sign_in_failed") && audit.contains("operator.signed_in"))
    #expect(!audit.contains("4711") && !audit.contains("0815"))
  }

  @Test("a kiosk is left by nothing but an admin", arguments: ["xterm-256color", "vt220"])
  func kiosk(term: String) throws {
    let shop = try DeskRunTests.staffed()
    let console = try open(shop, ["--kiosk"], term: term, columns: 20, rows: 8)
    try console.wait("the prompt") { $0.shows("SIGN IN") }
    console.send("\u{1A}\u{03}BADGE-DAN\r")
    try console.wait("the stock") { $0.shows("BIT-300") }
    console.send("q")
    try console.wait("the lock") { $0.shows("LOCKED") }
    console.signal(SIGTSTP)
    console.send("$0\r")
    try console.wait("whom it asks for") { $0.shows("LEAVE") }
    console.send("ada\r4711\r")
    #expect(try console.waitForExit() == .exited(0))
    #expect(console.terminal.isRestored)
  }

  @Test("a script signs in as hands do")
  func script() throws {
    let shop = try DeskRunTests.staffed()
    let script = try shop.folder.write("keys", "scan:ada\nscan:4711\nwait\n")
    let run = try CommandRun(["--db", shop.database, "--script", script]).finish()
    #expect(run.exit == 0 && run.output.contains("ada works here now"), "\(run.output)\(run.errors)")
    let plain = try CommandRun(["--db", shop.database, "--as", "ada"]).finish()
    #expect(plain.output.hasPrefix("SIGN IN") && !plain.output.contains("BIT-300"))
  }

  @Test(
    "after a crash the terminal is as it was, and its last line names a report without stock data",
    arguments: [("xterm-256color", SIGSEGV), ("vt220", SIGABRT)])
  func crash(term: String, number: Int32) throws {
    let shop = try Shop()
    try #require(try CommandRun(["demo", shop.database]).finish().exit == 0)
    let console = try open(shop, term: term)
    try console.wait("the stock") { $0.shows("BIT-300") }
    console.send("jjjk/wrp\r\r")
    try console.wait("the item") { $0.shows("ITEM WRP-500") }
    console.signal(number)
    #expect(try console.waitForExit() == .signalled(number))
    #expect(console.terminal.isRestored && console.screen.modesLeftSet.isEmpty && console.screen.isCursorVisible)
    let path = shop.folder.path + "/state/crash-"
    let shown = console.screen.lines.map { $0.filter { $0 != " " } }.joined()
    #expect(shown.contains(path) && shown.hasSuffix(".txt"))
    let report = try shop.left("crash-*")
    let lines = report.split(separator: "\n").map { String($0.reversed().drop { $0 == " " }.reversed()) }
    #expect(lines.first?.hasPrefix("tallyman ") == true && lines.contains("TERM \(term)"))
    #expect(lines.contains("signal \(number)") && lines.contains("columns 80") && lines.contains("rows 24"))
    #expect(lines.suffix(6) == ["commands 5", "list.down", "list.down", "list.down", "list.up", "find"])
    #expect(!report.contains("WRP") && !report.contains("wrp") && !report.contains("anna"))
  }
}

extension Shop {
  /// What stands in the files of the state folder that a pattern names.
  fileprivate func left(_ pattern: String) throws -> String {
    try CommandRun(["-c", "cat \(folder.path)/state/\(pattern)"], program: "/bin/sh").finish().output
  }
}

import Glibc
import Inventory
import Ledger
import PtyTesting
import StorageLocal
import Testing

/// `tallyman outbox`, and consoles whose line is down, as programs of their own.
@Suite struct OutboxRunTests {
  /// Nobody answers there.
  private static let nowhere = "rqlite://127.0.0.1:1"

  private let shop: Shop
  private var state: String { shop.folder.path + "/state" }

  init() throws { shop = try Shop() }

  /// The file of a console's outbox in the state folder.
  private func file(_ address: String, _ number: Int = 1) throws -> String {
    var digest = ContentDigest()
    digest.add("address", address)
    for folder in [state, state + "/outbox"] { mkdir(folder, 0o755) }
    return "\(state)/outbox/\(Hexadecimal.text(digest.bytes()))-\(number).db"
  }

  @discardableResult
  private func keep(_ scans: Int, for address: String, by name: String = "maria", _ number: Int = 1) throws -> String {
    let file = try file(address, number)
    let run = try CommandRun(["keep", file, address, name, "\(scans)"], program: CommandRun.poster).finish()
    #expect(run.exit == 0, "\(run.errors)")
    return file
  }

  private func run(_ arguments: String..., exit: Int32 = 0) throws -> CommandRun.Result {
    let result = try CommandRun(arguments, environment: ["TALLYMAN_STATE": state]).finish()
    #expect(result.exit == exit, "\(arguments)\n\(result.output)\(result.errors)")
    return result
  }

  /// A database of this machine stands for the far one: what is sent is the same.
  private func count() throws {
    try shop.run("location", "add", "SITE", "--kind", "site")
    for number in 0..<2 { try shop.run("item", "add", "ITEM-\(number)", "--name", "Item \(number)") }
    try shop.run("stocktake", "open", "SITE")
  }

  @Test(.onlyOfFiles("what waits lies there under the file's own name"))
  func `what waits is listed, sent, and what is refused is sent again or given up`() throws {
    #expect(try run("outbox", "list").output == "Nothing waits on this machine.\n")
    #expect(try run("outbox", "send").output.hasPrefix("Nothing is to be sent from here."))
    try keep(6, for: shop.database)
    try keep(1, for: OutboxRunTests.nowhere, by: "ben")
    let list = try run("outbox", "list").output
    #expect(list.contains("1 ITEM-2 at SITE") && list.contains("waits") && list.contains(OutboxRunTests.nowhere))
    let json = try run("outbox", "list", "--db", shop.database, "--ndjson").output
    #expect(
      json.split(separator: "\n").compactMap { JSONPeek.raw("key", in: String($0)) } == (0..<6).map { "maria-\($0)" })
    try count()
    let sent = try run("outbox", "send", "--db", shop.database, "--json", exit: 1).output
    #expect(JSONPeek.number("sent", in: sent) == 4 && JSONPeek.number("waiting", in: sent) == 0)
    #expect(try run("outbox", "list", "--db", shop.database).output.contains("refused"))
    try run("outbox", "discard", "maria-2")
    let again = try run("outbox", "retry", "maria-5", exit: 1).output
    #expect(again.contains("sent 0, 1 refused\n  1 ITEM-2 at SITE, by maria, key maria-5: "), "\(again)")
    try shop.run("item", "add", "ITEM-2", "--name", "Item 2")
    try run("outbox", "retry", "maria-5")
    #expect(try run("outbox", "list", "--db", shop.database).output == "Nothing waits on this machine.\n")
    let lines = try shop.run("stocktake", "lines", "ST-0001", "--ndjson").output
    #expect(shop.sum(of: "counted", in: lines) == 5)
    for verb in ["retry", "discard"] { try run("outbox", verb, "maria-0", exit: 4) }
    // What is for the other address waits still.
    try run("outbox", "send", exit: 7)
    #expect(try run("outbox", "list").output.contains("ben"))
  }

  @Test func `a line that is down ends with 7, and the doctor says what waits`() throws {
    try keep(2, for: OutboxRunTests.nowhere)
    let sent = try run("outbox", "send", "--json", exit: 7).output
    #expect(JSONPeek.number("waiting", in: sent) == 2 && JSONPeek.number("sent", in: sent) == 0)
    let doctor = try CommandRun(
      ["--db", shop.database, "doctor"], environment: ["TALLYMAN_STATE": state]
    ).finish().output
    #expect(doctor.contains("\(OutboxRunTests.nowhere): 2 acts wait, 0 refused"))
    // Nothing got there, so that it may be given up.
    let discarded = try run("outbox", "discard", "maria-1", "--json").output
    #expect(JSONPeek.raw("words", in: discarded) == "1 ITEM-1 at SITE")
  }

  @Test(.onlyOfFiles("what waits lies there under the file's own name"))
  func `a console that is killed has kept all that it said it kept`() throws {
    try count()
    for round in 0..<5 {
      let name = "k\(round)"
      let path = try file(shop.database, round + 1)
      let killed = try CommandRun(["keep", path, shop.database, name, "1000000"], program: CommandRun.poster)
      // Somewhere in the midst of its writing.
      while (try? Outbox(LocalDatabase(path: path, mode: .readOnly)).counts().waiting) ?? 0 < 10 + round * 7 {
        usleep(500)
      }
      kill(killed.process, SIGKILL)
      let said = killed.finish().output.split(separator: "\n").map(String.init)
      #expect(said.count > 5)
      let kept = try Outbox(LocalDatabase(path: path, mode: .readWrite)).kept().map(\.key)
      #expect(Array(kept.prefix(said.count)) == said)
      #expect(kept.count - said.count <= 1)
    }
  }

  @Test func `a console begins while the line is down, and says at its end what waits`() throws {
    let path = try keep(1, for: OutboxRunTests.nowhere)
    let console = try TerminalProgram(
      TerminalProgram.built("tallyman"), ["--db", OutboxRunTests.nowhere],
      environment: [
        "HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": "anna", "LANG": "C.UTF-8", "TZ": "UTC",
        "TALLYMAN_STATE": state,
      ], term: "xterm-256color", columns: 80, rows: 24)
    try console.wait("the stock pane") { $0.shows("STOCK") }
    // Another console of the same account takes another file, and none of them is sent from twice.
    let other = try CommandRun(["outbox", "send"], environment: ["TALLYMAN_STATE": state]).finish()
    #expect(other.exit == 0 && other.output.contains("a console has kept that is open, it sends"))
    console.send("q")
    #expect(try console.waitForExit() == .exited(0))
    #expect(console.terminal.isRestored)
    #expect(console.screen.shows("1 act waits on this machine"))
    #expect(try Outbox(LocalDatabase(path: path, mode: .readWrite)).kept().map(\.key) == ["maria-0"])
  }

  @Test func `an address that is none is told at once`() throws {
    for (address, words) in [
      ("ssh://hall3", "the path of the file there, such as ssh://hall3/srv"),
      ("ssh://clerk:secret@one/x", "\"ssh://…\""),
      ("rqlite://clerk:secret@one", "set TALLYMAN_PASSWORD"), ("rqlite://one/x", "without a path"),
      ("postgres://clerk:secret@one", "\"postgres://…\""),
    ] {
      let run = try CommandRun(["--db", address, "--plain"], environment: ["TALLYMAN_STATE": state]).finish()
      #expect(run.exit == 4, "\(run.errors)")
      #expect(!run.errors.contains("secret") && run.errors.contains(words), "\(run.errors)")
    }
  }
}

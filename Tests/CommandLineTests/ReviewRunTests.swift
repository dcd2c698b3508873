import PtyTesting
import Testing

/// The review of a stocktake on the real program and a real database.
@Suite(.serialized) struct ReviewRunTests {
  /// Five hundred lines that are counted and judged, twenty of them far off (see `Poster/CountScene`).
  private static func counted() throws -> Shop {
    let shop = try Shop()
    let scene = try CommandRun(["count", shop.database, "500", "20"], program: CommandRun.poster).finish()
    try #require(scene.exit == 0, "\(scene.errors)")
    return shop
  }

  @Test("five hundred lines, twenty outside: reviewed and applied with 45 keys, each with its reason; the books agree")
  func script() throws {
    let shop = try ReviewRunTests.counted()
    let (asked, done) = (shop.folder.path + "/asked.txt", shop.folder.path + "/done.txt")
    func keys(_ names: String...) -> String { names.joined(separator: "\n") + "\nwait\n" }
    let mark = "key:F7\n"
    let script = try shop.folder.write(
      "keys",
      keys("g", "v") + keys("key:Enter") + keys("I", "key:F9") + keys("o")
        + String(repeating: mark, count: 13) + keys("A", "4", "key:F9")
        + String(repeating: mark, count: 4) + keys("X", "5", "key:F9")
        + String(repeating: mark, count: 3) + keys("A", "7", "key:F9") + keys("A", "7", "key:F9")
        + keys("P") + "screen:\(asked)\n" + keys("key:F9") + "screen:\(done)\nkeys:45\n")
    let run = try CommandRun(["--db", shop.database, "--script", script]).finish()
    #expect(run.exit == 0, "\(run.output)\(run.errors)")
    let box = try CommandRun([asked], program: "/bin/cat").finish().output
    #expect(box.contains("Apply ST-0001") && box.contains("EUR") && box.contains("This can be reversed line by line"))
    let end = try CommandRun([done], program: "/bin/cat").finish().output
    #expect(end.contains("applied ST-0001") && end.contains("494 applied"), "\(end)")
    try shop.run("verify")
    let lines = try shop.run("stocktake", "lines", "ST-0001", "--limit", "1000", "--ndjson").output
    let states = lines.split(separator: "\n").compactMap { JSONPeek.raw("state", in: String($0)) }
    #expect(states.count { $0 == "applied" } == 494 && states.count { $0 == "rejected" } == 4)
  }

  @Test("two at one review: what the one decides appears to the other, and the stocktake is there after a restart")
  func together() throws {
    let shop = try ReviewRunTests.counted()
    func open() throws -> TerminalProgram {
      try TerminalProgram(
        TerminalProgram.built("tallyman"), ["--db", shop.database],
        environment: [
          "HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": "anna", "LANG": "C.UTF-8", "TZ": "UTC",
        ], term: "vt220", columns: 80, rows: 24)
    }
    let console = try open()
    try console.wait("the stock pane") { $0.shows("STOCK") }
    console.send("gv")
    try console.wait("the stocktakes") { $0.shows("STOCKTAKES") && $0.shows("498/501") }
    console.send("\r")
    try console.wait("the review") { $0.shows("REVIEW ST-0001") && $0.shows("498 to decide") }
    try shop.run("stocktake", "approve", "ST-0001", "--all-within-tolerance")
    try console.wait("what somebody else decided", seconds: 60) { $0.shows("21 to decide") }
    console.send("w")
    try console.wait("why") { $0.shows("outside its tolerance: 2%") && $0.shows("maria") }
    console.send("\u{1B}")
    console.send("qqq")
    #expect(try console.waitForExit() == .exited(0))
    #expect(console.terminal.isRestored)
  }
}

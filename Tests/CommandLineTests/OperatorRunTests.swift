import Glibc
import PtyTesting
import Testing

/// People with roles, as scripts and consoles on the built program meet them.
@Suite struct OperatorRunTests {
  /// A demo house with ada the admin, dan at the dock, and cora who counts.
  private static func staffed() throws -> Shop {
    let shop = try Shop()
    let demo = try CommandRun(["demo", shop.database]).finish()
    try #require(demo.exit == 0, "\(demo.errors)")
    try shop.run("operator", "add", "ada", "--role", "admin")
    try shop.run("operator", "add", "dan", "--role", "dock", "--badge", "BADGE-DAN", "--as", "ada")
    try shop.run("operator", "add", "cora", "--role", "counter", "--as", "ada")
    return shop
  }

  @Test("acts are refused with exit code 6 to who may not do them, and done for who may")
  func exitCodes() throws {
    let shop = try OperatorRunTests.staffed()
    let receipt = ["move", "receipt", "BOX-12", "5", "--at", "A-01-1"]
    for (actor, arguments, exit) in [
      ("dan", receipt, 0), ("DAN", receipt, 0), ("cora", receipt, 6), ("nobody", receipt, 6),
      ("dan", ["setting", "set", "allow_negative_stock", "yes"], 6), ("ada", ["operator", "retire", "ada"], 4),
      ("cora", ["stock", "list"], 0), ("cora", ["operator", "whoami"], 0), ("nobody", ["operator", "whoami"], 6),
    ] as [(String, [String], Int32)] {
      let run = try CommandRun(["--db", shop.database, "--as", actor] + arguments).finish()
      #expect(run.exit == exit, "\(actor) \(arguments)\n\(run.output)\(run.errors)")
    }
    let refused = try shop.run("move", "receipt", "BOX-12", "5", "--at", "A-01-1", "--as", "cora", "--json", exit: 6)
    #expect(JSONPeek.raw("type", in: refused.errors) == "not-permitted")
    #expect(JSONPeek.raw("role", in: refused.errors) == "counter")
    #expect(JSONPeek.number("status", in: refused.errors) == 403)
    try shop.run("verify", "--as", "cora")
  }

  @Test(
    "who counts may not copy the house nor put another in its place; who supervises may",
    .onlyOfFiles("copies are made where the database lies"))
  func copies() throws {
    let shop = try OperatorRunTests.staffed()
    let copy = shop.folder.path + "/copy.db"
    for actor in ["cora", "dan", "nobody"] { try shop.run("backup", copy, "--as", actor, exit: 6) }
    #expect(access(copy, F_OK) != 0)
    try shop.run("operator", "edit", "dan", "--role", "supervisor", "--as", "ada")
    try shop.run("backup", copy, "--as", "dan")
    for actor in ["cora", "nobody"] { try shop.run("restore", copy, "--as", actor, exit: 6) }
    try shop.run("restore", copy, "--as", "dan")
    try shop.run("operator", "whoami", "--as", "cora")
    // What cannot be opened has nobody to ask.
    let broken = try shop.folder.write("broken.db", String(repeating: "not a database ", count: 400))
    #expect(try CommandRun(["--db", broken, "restore", copy]).finish().exit == 0)
  }

  @Test("the doctor says whether the house has operators")
  func doctor() throws {
    let shop = try Shop()
    try shop.run("location", "add", "HOUSE")
    #expect(try shop.run("doctor").output.contains("none: everybody may do everything"))
    #expect(try shop.run("operator", "list").output.contains("There are no operators"))
    try shop.run("operator", "add", "ada", "--role", "admin")
    #expect(try shop.run("doctor").output.contains("1 at work, of them admins: ada"))
    try shop.run("operator", "add", "dan", "--role", "dock", exit: 6)
  }

  @Test(
    "a PIN is typed twice without an echo, and opens the name to whoever knows it",
    .onlyOfFiles("a file is looked into"))
  func pin() throws {
    let shop = try Shop()
    try shop.run("location", "add", "HOUSE")
    try shop.run("operator", "add", "anna")
    let words = ["--db", shop.database, "operator", "add", "maria", "--role", "dock", "--site", "HOUSE", "--pin"]
    let terminal = try TerminalProgram(
      TerminalProgram.built("tallyman"), words,
      environment: ["HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": "anna", "LANG": "C.UTF-8"])
    try terminal.wait("the question") { $0.shows("New PIN of maria:") }
    terminal.send("471147\r")
    try terminal.wait("the second question") { $0.shows("The same again:") }
    terminal.send("471147\r")
    try terminal.wait("what was done") { $0.shows("Added operator maria.") }
    #expect(try terminal.waitForExit() == .exited(0))
    #expect(!terminal.screen.shows("4711"))
    let right = try shop.folder.write("right", "471147\n")
    let wrong = try shop.folder.write("wrong", "471148\n")
    let open = try shop.folder.write("open", "471147\n")
    for (path, mode) in [(right, 0o600), (wrong, 0o600), (open, 0o644)] { chmod(path, mode_t(mode)) }
    for (file, exit, said) in [
      (nil, 6, "signs in with a PIN"), (right, 0, ""), (wrong, 6, "not the PIN"), (open, 4, "others can read it"),
      (right, 0, ""),
    ] as [(String?, Int32, String)] {
      let run = try CommandRun(
        ["--db", shop.database, "operator", "whoami", "--as", "maria"],
        environment: file.map { ["TALLYMAN_PIN_FILE": $0] } ?? [:]
      ).finish()
      #expect(run.exit == exit && run.errors.contains(said), "\(file ?? "none"): \(run.output)\(run.errors)")
    }
    let audit = try shop.run("audit", "list", "--ndjson").output
    #expect(audit.contains("operator.sign_in_failed") && audit.contains(#""pin":true"#) && !audit.contains("$"))
    // Another house: its place is not maria's.
    try shop.run("location", "add", "SHED")
    try shop.run("item", "add", "BOLT")
    for (place, exit) in [("HOUSE", 0), ("SHED", 6)] as [(String, Int32)] {
      let run = try CommandRun(
        ["--db", shop.database, "move", "receipt", "BOLT", "1", "--at", place, "--as", "maria", "--json"],
        environment: ["TALLYMAN_PIN_FILE": right]
      ).finish()
      #expect(run.exit == exit, "\(place): \(run.output)\(run.errors)")
      if exit == 6 { #expect(JSONPeek.raw("type", in: run.errors) == "not-at-site") }
    }
    #expect(try shop.run("doctor").output.contains("anna: neither badge nor PIN"))
  }

  @Test("a badge in a script of keys signs in, and the movement is the operator's")
  func badge() throws {
    let shop = try OperatorRunTests.staffed()
    let script = try shop.folder.write(
      "keys",
      """
      text:/wrp
      key:Enter
      wait
      scan:BADGE-DAN
      wait
      A
      text:-2
      key:Tab
      text:3
      key:F9
      wait
      """)
    let run = try CommandRun(["--db", shop.database, "--script", script, "--as", "cora"]).finish()
    #expect(run.exit == 0 && run.output.contains("adjusted WRP-500") && run.output.contains("dan@"), "\(run.output)")
    let ledger = try shop.run("move", "list", "--sku", "WRP-500", "--limit", "1", "--ndjson", "--as", "dan").output
    #expect(JSONPeek.raw("actor", in: ledger) == "dan")
  }
}

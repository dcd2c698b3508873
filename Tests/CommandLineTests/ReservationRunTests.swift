import Testing

/// Orders from the promise to the door, through the built program.
@Suite("Reservations on the command line") struct ReservationRunTests {
  @Test("a day of orders: held, confirmed, extended, fulfilled in parts, released, and every list in step")
  func day() throws {
    let shop = try TransferRunTests.shop()
    let made = try shop.run(
      "reservation", "create", "--for", "order:SO-118", "--line", "4006381333931@NORTH=40", "--line",
      "SHIRT,BLUE/XL@A-01=8", "--line", "GLUE@A-01=6,policy=fifo", "--line", "SCALE@A-01=2", "--expires", "90m",
      "--due",
      "2026-12-24", "--hold-reason", "checkout", "--json"
    ).output
    #expect(JSONPeek.raw("id", in: made) == "RV-0001" && JSONPeek.raw("status", in: made) == "reserved")
    #expect(JSONPeek.number("held", in: made) == 56 && JSONPeek.raw("key", in: made)?.isEmpty == false)
    #expect(
      made.contains("\"reference\":\"order:SO-118\"")
        && made.contains("\"lot\":\"L1\",\"expires\":\"2098-01-01\",\"held\":5"))
    try shop.run("reservation", "confirm", "1", "--if-version", "9", exit: 5)
    try shop.run("reservation", "extend", "order:SO-118", "--expires", "2h")
    #expect(try shop.run("reservation", "confirm", "RV-0001").output.contains("RV-0001 is confirmed: 56 of 56 held"))
    let part = try shop.run(
      "reservation", "fulfil", "1", "--line", "DRILL=10", "--line", "SCALE=2,serial=S1+S3", "--json"
    ).output
    #expect(JSONPeek.raw("status", in: part) == "confirmed" && JSONPeek.number("fulfilled", in: part) == 12)
    try shop.run("reservation", "release", "1", "--line", "DRILL=5", "--reason", "CANCELLED")
    try shop.run("reservation", "fulfil", "1", "--line", "DRILL=25", "--line", "SHIRT,BLUE/XL=8", "--line", "GLUE=6")
    #expect(try shop.run("reservation", "show", "1").output.contains("RV-0001  fulfilled  for order:SO-118"))
    let drills = try shop.run("stock", "list", "--sku", "DRILL", "--ndjson").output
    #expect(shop.sum(of: "on_hand", in: drills) == 65 && shop.sum(of: "available", in: drills) == 65)
    let rows = try shop.run("export", "reservations", "--for", "order:", "--format", "ndjson").output
    #expect(rows.split(separator: "\n").count == 4 && shop.sum(of: "fulfilled", in: rows) == 51)
    let moves = try shop.run("move", "list", "--reference", "order:SO-118", "--kind", "consume", "--ndjson").output
    #expect(shop.sum(of: "on_hand", in: moves) == -51)
    try shop.run("verify")
  }

  @Test("what is missing is said, waits for what comes in, and several are released at once")
  func lacking() throws {
    let shop = try TransferRunTests.shop()
    try shop.run("reservation", "create", "--for", "order:1", "--line", "DRILL@NORTH=101", exit: 5)
    let tried = try shop.run("reservation", "create", "--for", "order:1", "--line", "DRILL@NORTH=99", "--dry-run")
      .output
    #expect(tried.hasPrefix("Dry run: would reserve stock for order:1"))
    let part = try shop.run(
      "reservation", "create", "--for", "order:1", "--line", "DRILL@NORTH=101", "--partial", "--expires", "never"
    ).output
    #expect(part.contains("DRILL at NORTH: 100 of 101 held; 100 were available"))
    let waits = try shop.run(
      "reservation", "create", "--for", "order:2", "--line", "DRILL@A-01=3", "--backorder", "--json"
    ).output
    #expect(JSONPeek.raw("status", in: waits) == "partial" && JSONPeek.number("waiting", in: waits) == 3)
    try shop.run("move", "receipt", "DRILL", "4", "--at", "A-01")
    let served = try shop.run("reservation", "list", "--for", "order:2", "--ndjson").output
    #expect(JSONPeek.raw("status", in: served) == "reserved" && JSONPeek.number("held", in: served) == 3)
    let both = try shop.run("reservation", "release", "order:2", "RV-0001", "RV-0009", "--json", exit: 3)
    #expect(both.output.contains("\"refused\":[\"RV-0009\"]") && both.output.contains("\"status\":\"released\""))
    try shop.run("reservation", "create", "--for", "order:3", "--line", "DRILL@A-01=3")
    try shop.run("reservation", "create", "--for", "order:4", "--line", "DRILL@A-01=3")
    #expect(
      try shop.run("reservation", "release", "--status", "reserved").output.contains("2 released, 0 refused.\nkey "))
    #expect(try shop.run("reservation", "sweep").output == "0 written down as expired.\n")
    try shop.run("verify")
  }

  @Test("each refusal has its exit code and says in figures what is wrong")
  func refusals() throws {
    let shop = try TransferRunTests.shop()
    try shop.run("reservation", "create", "--for", "order:1", "--line", "DRILL@A-01=10", "--key", "k1")
    try shop.run("reservation", "create", "--for", "order:1", "--line", "DRILL@A-01=10", "--key", "k1")
    let cases: [(String, Int32, String)] = [
      ("create --for order:1 --line DRILL@A-01=11 --key k1", 5, "\"type\":\"key-reused\""),
      ("create --for order:2 --line DRILL@A-01=91", 5, "\"asked\":91,\"available\":90"),
      ("create --for SO-1 --line DRILL@A-01=1", 4, "\"type\":\"bad-value\""),
      ("create --for order:2 --line DRILL=1", 2, "it names no place behind an @"),
      ("create --for order:2 --line DRILL@A-01=1,lott=X", 2, "did you mean lot="),
      ("create --for order:2 --line DRILL@A-01=1,life=x", 4, "\"column\":\"life\""),
      ("create --for order:2 --line GLUE@A-01=1,lot=L9", 3, "\"type\":\"no-such-lot\""),
      ("create --for order:2 --line NONE@A-01=1", 3, "\"type\":\"no-such-item\""),
      ("create --for order:2 --line DRILL@A-01=1 --expires -5m", 4, "\"type\":\"bad-value\""),
      ("create --for order:2 --line DRILL@A-01=1 --partial --backorder", 2, "--partial"),
      ("confirm 9", 3, "\"type\":\"no-such-reservation\""), ("confirm order:9", 3, "\"type\":\"nothing-reserved\""),
      ("fulfil 1 --line DRILL=11", 5, "\"type\":\"beyond-reservation\""),
      ("fulfil 1 --line GLUE=1", 4, "\"type\":\"not-on-reservation\""),
      ("release", 2, "--expired"), ("show x", 3, "\"type\":\"no-such-reservation\""),
    ]
    for (line, exit, words) in cases {
      let arguments = ["--db", shop.database, "reservation"] + line.split(separator: " ").map(String.init) + ["--json"]
      let run = try CommandRun(arguments).finish()
      #expect(run.exit == exit && run.errors.contains(words), "\(line)\n\(run.exit) \(run.output)\(run.errors)")
    }
  }
}

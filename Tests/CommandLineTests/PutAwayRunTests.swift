import Glibc
import Testing

/// Putting away as people meet it: scripts that count keys, and what the books say after it.
@Suite struct PutAwayRunTests {
  private static let pallet = "006141410000000005"

  /// A transfer has come to the dock of SOUTH, but for one pallet; there are bins and rules.
  private static func dock() throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "NORTH")
    try shop.run("location", "add", "SOUTH")
    try shop.run("location", "add", "DOCK", "--in", "SOUTH", "--kind", "room", "--room-type", "dock")
    for bin in ["A-01", "A-02"] { try shop.run("location", "add", bin, "--in", "SOUTH", "--kind", "bin") }
    try shop.run("location", "add", "Q-01", "--in", "SOUTH", "--kind", "room", "--room-type", "quarantine")
    try shop.run("item", "add", "BOLT", "--barcode", "9501101530003")
    try shop.run("item", "add", "NUT", "--barcode", "4006381333931")
    try shop.run("item", "add", "GLUE", "--track", "lot")
    try shop.run("item", "add", "SCALE", "--track", "serial")
    for item in ["BOLT", "NUT"] { try shop.run("move", "receipt", item, "100", "--at", "NORTH") }
    try shop.run("move", "receipt", "GLUE", "30", "--at", "NORTH", "--lot", "L7", "--expires", "2050-07-04")
    try shop.run("move", "receipt", "SCALE", "2", "--at", "NORTH", "--serial", "S1", "--serial", "S2")
    try shop.run("plate", "add", pallet, "--at", "NORTH", "--line", "NUT=20")
    try shop.run(
      "transfer", "create", "--from", "NORTH", "--to", "DOCK", "--line", "BOLT=60", "--line", "NUT=40", "--line",
      "GLUE=30", "--line", "SCALE=2")
    try shop.run("transfer", "ship", "1", "--plate", pallet)
    try shop.run(
      "transfer", "ship", "1", "--line", "BOLT=60", "--line", "NUT=20", "--line", "GLUE=30,lot=L7", "--line",
      "SCALE=2,serial=S1+S2")
    try shop.run("putaway", "set", "--sku", "BOLT", "--at", "A-01", "--capacity", "40")
    try shop.run("putaway", "set", "--at", "A-02", "--priority", "9")
    return shop
  }

  private func play(_ lines: [String], _ shop: Shop) throws {
    let script = try shop.folder.write("keys", lines.joined(separator: "\n"))
    let run = try CommandRun(["--db", shop.database, "--script", script, "--as", "anna"]).finish()
    #expect(run.exit == 0, "\(run.output)\(run.errors)")
  }

  /// What stands at a place: `BOLT 40 of which 0 blocked`.
  private func standing(_ place: String, _ shop: Shop) throws -> [String] {
    try shop.run("stock", "list", "--at", place, "--ndjson").output.split(separator: "\n").map { row in
      let row = String(row)
      let figures = ["on_hand", "blocked"].map { Int(JSONPeek.number($0, in: row) ?? -1) }
      return "\(JSONPeek.raw("sku", in: row) ?? "") \(figures[0])" + (figures[1] > 0 ? " blocked \(figures[1])" : "")
    }.filter { !$0.hasSuffix(" 0") }
  }

  @Test("a pallet is received by two keys, lines are put away by none, and the books say what stands where")
  func keys() throws {
    let shop = try PutAwayRunTests.dock()
    // The pallet opens its transfer and is taken whole; the rest line by line, four of the bolts damaged.
    var lines = ["scan:\(PutAwayRunTests.pallet)", "wait", "keys:0", "text:y", "key:Enter", "keys:2"]
    lines += ["scan:9501101530003", "text:=", "key:Enter", "key:F9", "wait", "key:F10"]
    try play(lines, shop)
    #expect(try standing("DOCK", shop) == ["BOLT 60", "NUT 20"])
    try shop.run("transfer", "receive", "1", "--all")
    try shop.run("move", "quarantine", "BOLT", "4", "--at", "DOCK", "--reason", "DAMAGE")
    // The way there takes three keys; from there on hands stay on the scanner.
    lines = ["g", "w", "scan:DOCK", "wait", "keys:2", "scan:9501101530003", "scan:A-01", "scan:A-02", "keys:2"]
    // The loose nuts, then the pallet as a whole; a lot; serials.
    lines += ["scan:4006381333931", "scan:A-02", "scan:\(PutAwayRunTests.pallet)", "scan:A-02", "keys:2"]
    lines += ["scan:GLUE", "scan:A-02", "scan:S1", "scan:S2", "scan:A-01", "scan:A-01", "keys:2"]
    // What is blocked goes to quarantine; another bin is scanned twice; undo is one key.
    lines += ["scan:9501101530003", "scan:Q-01", "keys:2", "key:F8", "keys:3", "scan:9501101530003", "scan:Q-01"]
    lines += ["key:F9", "keys:4"]
    try play(lines, shop)
    #expect(try standing("DOCK", shop).isEmpty)
    #expect(try standing("A-01", shop) == ["BOLT 40", "SCALE 2"])
    #expect(try standing("A-02", shop) == ["BOLT 16", "GLUE 30", "NUT 40"])
    #expect(try standing("Q-01", shop) == ["BOLT 4 blocked 4"])
    #expect(try shop.run("plate", "show", PutAwayRunTests.pallet).output.contains("SOUTH/A-02"))
    try shop.run("verify")
  }

  @Test("F6 and Enter print the labels of what came; without a printer the console says how to name one")
  func labels() throws {
    let shop = try PutAwayRunTests.dock()
    let paper = shop.folder.path + "/paper"
    let screen = shop.folder.path + "/screen"
    let lines = [
      "scan:TR-0001", "wait", "scan:9501101530003", "text:3", "key:Enter", "key:F6", "key:Enter", "keys:4",
      "screen:\(screen)",
    ]
    let script = try shop.folder.write("keys", lines.joined(separator: "\n"))
    let arguments = ["--db", shop.database, "--script", script, "--as", "anna", "--config", shop.folder.path]
    let without = try CommandRun(arguments).finish()
    #expect(without.output.contains("label_command ="), "\(without.output)")
    _ = try shop.folder.write("settings", "label_command = cat > \(paper)\nlabel_format = text\n")
    let run = try CommandRun(arguments).finish()
    #expect(run.exit == 0 && run.output.contains("labels of BOLT"), "\(run.output)\(run.errors)")
    let file = try #require(fopen(paper, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let text = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    // Three of the first run are not posted: they came too.
    #expect(text.split(separator: "\n").count { $0 == "BOLT" } == 6, "\(text)")
  }
}

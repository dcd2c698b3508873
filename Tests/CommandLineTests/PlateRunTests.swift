import Glibc
import Testing

/// Pallets, put-away and labels on the built program.
@Suite("Pallets on the command line") struct PlateRunTests {
  private static func shop() throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "NORTH")
    try shop.run("location", "add", "DOCK", "--in", "NORTH", "--kind", "room", "--room-type", "dock")
    for bin in ["A-01", "A-02"] { try shop.run("location", "add", bin, "--in", "NORTH", "--kind", "bin") }
    try shop.run("item", "add", "GLUE", "--name", "Glue^XZ", "--track", "lot", "--barcode", "9501101530003")
    try shop.run("item", "add", "SCALE", "--track", "serial")
    try shop.run(
      "move", "receipt", "GLUE", "50", "--at", "DOCK", "--lot", "L7", "--expires", "2050-07-04", "--reference", "PO-1")
    try shop.run("move", "receipt", "SCALE", "2", "--at", "DOCK", "--serial", "S1", "--serial", "S2")
    return shop
  }

  @Test("a pallet from its number to its opening, with every verb on its way; the same key is done once")
  func pallet() throws {
    let shop = try PlateRunTests.shop()
    let lines = ["--line", "GLUE=40,lot=L7", "--line", "SCALE=2,serial=S1+S2"]
    #expect(
      try shop.run("plate", "add", "--at", "DOCK", "--line", "GLUE=40,lot=L7", exit: 4).errors.contains(
        "setting set gs1_company_prefix"))
    try shop.run("setting", "set", "gs1_company_prefix", "0614141")
    for repeated in ["false", "true"] {
      let built = try shop.run(
        "plate", "add", "--at", "DOCK", lines[0], lines[1], lines[2], lines[3], "--key", "b1", "--json"
      ).output
      #expect(
        JSONPeek.raw("plate", in: built) == "006141410000000005" && JSONPeek.raw("repeated", in: built) == repeated)
    }
    let code = "006141410000000005"
    #expect(try shop.run("plate", "move", "(00)" + code, "--to", "A-01", "--dry-run").output.contains("would move"))
    #expect(
      try shop.run("plate", "move", code, "--to", "A-01").output.contains("Moved pallet \(code) to A-01."))
    let show = try shop.run("plate", "show", "00" + code, "--json").output
    #expect(show.contains("\"location\":\"NORTH/A-01\"") && show.contains("\"serials\":[\"S1\",\"S2\"]"))
    #expect(try shop.run("plate", "show", code).output.contains("standing at NORTH/A-01"))
    try shop.run("stocktake", "open", "A-01")
    try shop.run("plate", "count", code, "--in", "1", "--at", "A-02", exit: 5)
    try shop.run("plate", "count", code, "--in", "ST-0001")
    #expect(shop.sum(of: "counted", in: try shop.run("stocktake", "lines", "1", "--ndjson").output) == 42)
    try shop.run("move", "issue", "GLUE", "1", "--at", "A-01", "--lot", "L7")
    #expect(
      try shop.run("plate", "move", code, "--to", "A-02", exit: 5).errors.contains("Goods were taken piece by piece"))
    #expect(try shop.run("plate", "list", "--at", "NORTH", "--status", "standing").output.contains("yes"))
    try shop.run("plate", "open", code)
    try shop.run("plate", "open", code, exit: 4)
    #expect(JSONPeek.raw("status", in: try shop.run("plate", "list", "--ndjson").output) == "opened")
    for words in [
      ["add", "P1", "--at", "DOCK"], ["add", "P1", "--at", "DOCK", "--line", "GLUE"], ["list", "--status", "lost"],
      ["add", "P1", "--at", "DOCK", "--line", "GLUE=1,colour=red"], ["add", "P1", "--at", "DOCK", "--line", "=1"],
      ["move", "P1"], ["count", "P1"],
    ] {
      #expect(try CommandRun(["plate"] + words + ["--db", shop.database]).finish().exit == 2, "\(words)")
    }
    try shop.run("plate", "show", "P9", exit: 3)
    try shop.run("verify")
  }

  @Test("rules say where goods from the dock go; what no place takes stays unassigned")
  func putAway() throws {
    let shop = try PlateRunTests.shop()
    try shop.run("putaway", "set", "--sku", "GLUE", "--at", "A-01", "--capacity", "30")
    try shop.run("putaway", "set", "--at", "A-02", "--capacity", "15", "--priority", "2")
    let text = try shop.run("putaway", "suggest", "GLUE", "50", "--at", "DOCK", "--lot", "L7").output
    #expect(text.contains("30  NORTH/A-01  a rule, priority 1") && text.contains("15  NORTH/A-02"))
    let json = try shop.run("putaway", "suggest", "GLUE", "50", "--at", "DOCK", "--pack", "10", "--json").output
    #expect(
      json.contains("\"places\":[{\"location\":\"NORTH/A-01\",\"quantity\":30,") && json.contains("\"unassigned\":10"))
    #expect(try shop.run("putaway", "list", "--sku", "SCALE", "--ndjson").output.split(separator: "\n").count == 1)
    try shop.run("putaway", "remove", "--at", "A-02")
    try shop.run("putaway", "remove", "--at", "A-02", exit: 3)
    try shop.run("putaway", "set", "--sku", "GLUE", "--category", "X", "--at", "A-02", exit: 2)
    try shop.run("putaway", "set", "--at", "A-02", "--priority", "0", exit: 2)
    try shop.run("putaway", "suggest", "GLUE", "0", "--at", "DOCK", exit: 4)
    try shop.run("verify")
  }

  @Test("labels go to standard output, to a file, or to a command whose trouble is told")
  func labels() throws {
    let shop = try PlateRunTests.shop()
    #expect(
      try shop.run("label", "GLUE", "--lot", "l7", "--quantity", "12").output
        == "GLUE\nGlue^XZ\nLOT L7\nUSE BY 2050-07-04\nQTY 12 pcs\n(01) 09501101530003 (17) 500704 (10) L7\n(30) 12\n")
    let paper = shop.folder.path + "/paper"
    try shop.run(
      "label", "SCALE", "--serial", "S1", "--serial", "S2", "--format", "zpl", "--to", paper, "--copies", "3")
    let zpl = try #require(shop.folder.read("paper"))
    #expect(zpl.split(separator: "\n").count { $0 == "^PQ3" } == 2 && zpl.contains("^FD>:S2^FS"))
    // A command gets ZPL, unless another form is asked for, and more of it than a pipe holds.
    let printed = try shop.run("label", "GLUE", "--lot", "L7", "--print", "cat > \(paper)2; echo done", "--json").output
    #expect(printed == "{\"labels\":1,\"format\":\"zpl\",\"command\":\"cat > \(paper)2; echo done\"}\n")
    #expect(shop.folder.read("paper2")?.contains("_5EXZ") == true)
    try shop.run(
      "label", "GLUE", "--copies", "1000", "--format", "text", "--print",
      "echo noise >&2; sleep 0.1; cat > \(paper)3; test $(wc -c < \(paper)3) -gt 20000")
    for (command, words) in [
      ("echo out of paper >&2; exit 3", "it ended with code 3 and said: out of paper"),
      ("kill -9 $$", "signal 9 ended it"), ("no-such-printer", "it ended with code 127 and said:"),
      ("head -c 1 > /dev/null; exit 4", "it ended with code 4"),
    ] {
      let run = try shop.run("label", "GLUE", "--copies", "1000", "--format", "text", "--print", command, exit: 4)
      #expect(run.errors.contains(words), "\(run.errors)")
    }
    // The settings of the machine name a command.
    let folder = try TemporaryFolder()
    _ = try folder.write("settings", "label_command = cat > \(paper)4\nlabel_format = text\n")
    let run = try CommandRun(
      ["label", "GLUE", "--db", shop.database], environment: ["TALLYMAN_CONFIG": folder.path]
    ).finish()
    #expect(run.exit == 0 && shop.folder.read("paper4")?.hasPrefix("GLUE\n") == true, "\(run.errors)")

    try shop.run("plate", "add", "106141412345678908", "--at", "DOCK", "--line", "GLUE=50,lot=L7")
    #expect(
      try shop.run("label", "plate", "106141412345678908").output
        == "PALLET 106141412345678908\n50 pcs GLUE LOT L7\n(00) 106141412345678908\n"
        + "(02) 09501101530003 (17) 500704 (37) 50\n(10) L7\n")
    try shop.run("label", "plate", "P9", exit: 3)
    try shop.run("label", "GLUE", "extra", exit: 2)
    try shop.run("label", "NONE", exit: 3)
    try shop.run("label", "GLUE", "--lot", "A B", exit: 4)
    try shop.run("label", "GLUE", "--to", "x", "--print", "y", exit: 2)
    try shop.run("label", "GLUE", "--to", "/nonexistent/x", exit: 4)
    try shop.run("label", "plate", "106141412345678908", "--lot", "L7", exit: 2)
  }
}

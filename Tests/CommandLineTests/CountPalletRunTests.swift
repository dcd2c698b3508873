import Testing

/// Pallets in a stocktake, as whoever counts meets them.
@Suite struct CountPalletRunTests {
  @Test("a pallet that is intact is counted whole by two keys, blind too; one that stands elsewhere is not")
  func whole() throws {
    let shop = try Shop()
    try shop.run("location", "add", "NORTH")
    for bin in ["A-01", "A-02"] { try shop.run("location", "add", bin, "--in", "NORTH", "--kind", "bin") }
    try shop.run("item", "add", "BOLT", "--barcode", "9501101530003")
    try shop.run("item", "add", "GLUE", "--track", "lot")
    try shop.run("move", "receipt", "BOLT", "40", "--at", "A-01")
    try shop.run("move", "receipt", "GLUE", "12", "--at", "A-01", "--lot", "L7", "--expires", "2050-07-04")
    try shop.run("plate", "add", "PAL-1", "--at", "A-01", "--line", "BOLT=36", "--line", "GLUE=12,lot=L7")
    try shop.run("stocktake", "open", "NORTH", "--blind")
    let script = try shop.folder.write(
      "keys",
      [
        "text:g", "text:c", "wait", "scan:ST-0001", "wait", "scan:A-01", "wait", "scan:PAL-1", "wait", "keys:2",
        "text:y",
        "key:Enter", "wait", "keys:4", "scan:9501101530003", "text:4", "key:Enter", "wait", "scan:A-02", "wait",
        "scan:PAL-1",
        "wait", "key:F10",
      ].joined(separator: "\n"))
    let run = try CommandRun(["--db", shop.database, "--script", script, "--as", "anna"]).finish()
    #expect(run.exit == 0, "\(run.output)\(run.errors)")
    let lines = try shop.run("stocktake", "lines", "1", "--ndjson").output.split(separator: "\n").map(String.init)
    let counted = lines.map { "\(JSONPeek.raw("sku", in: $0) ?? "") \(Int(JSONPeek.number("counted", in: $0) ?? -1))" }
    #expect(counted.sorted() == ["BOLT 40", "GLUE 12"])
  }
}

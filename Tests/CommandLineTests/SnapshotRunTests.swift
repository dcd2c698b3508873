import Testing

/// Stock as it was and the figures of the house, through the command line alone.
@Suite struct SnapshotRunTests {
  @Test("stock as it was: listed, summed, exported, kept, and taken for the ends of months")
  func snapshots() throws {
    let shop = try Shop()
    try shop.run("location", "add", "WH")
    try shop.run("item", "add", "GLUE", "--track", "lot", "--cost", "2.50")
    try shop.run("move", "receipt", "GLUE", "10", "--at", "WH", "--lot", "L1", "--occurred-at", "2026-01-05")
    try shop.run("move", "issue", "GLUE", "4", "--at", "WH", "--lot", "L1", "--occurred-at", "2026-02-05")
    let january = try shop.run("snapshot", "--as-of", "2026-02-01")
    #expect(january.output.contains("GLUE") && january.output.contains(" 10 ") && january.output.contains("25.00"))
    #expect(january.errors.contains("As of 2026-02-01T00:00:00Z: 1 record, 10 on hand"))
    let document = try shop.run("snapshot", "--as-of", "2026-02-01", "--at", "WH", "--json").output
    #expect(document.contains("\"on_hand\":10,") && document.contains("\"totals\":{\"on_hand\":10,"))
    #expect(try shop.run("snapshot", "--as-of", "2025-12-01").output.contains("Nothing was in stock then."))
    try shop.run("snapshot", "--as-of", "+1d", exit: 4)
    try shop.run("snapshot", "--as-of", "soon", exit: 2)
    try shop.run("snapshot", "take", "--as-of", "2026-02-01", "--key", "close")
    try shop.run("snapshot", "take", "--as-of", "2026-02-01", "--key", "close")
    #expect(try shop.run("snapshot", "take", "--due").output.contains("No snapshot is due."))
    try shop.run("snapshot", "take", "--due", "--as-of", "-1d", exit: 2)
    let list = try shop.run("snapshot", "list", "--ndjson").output
    #expect(list.split(separator: "\n").count == 1 && list.contains("\"records\":1,\"on_hand\":10,"))
    let file = shop.folder.path + "/january.csv"
    try shop.run("export", "snapshot", "--as-of", "2026-02-01", "--to", file)
    #expect(
      shop.folder.read("january.csv") == """
        as_of,sku,variant,name,unit,location,site,on_hand,reserved,allocated,blocked,incoming,available,value,currency
        2026-02-01T00:00:00Z,GLUE,,,pcs,WH,WH,10,0,0,0,0,10,25.00,

        """)
    let figures = try shop.run("metrics", "--from", "2026-02-01", "--to", "2026-03-01", "--json").output
    #expect(figures.contains("\"units_sold\":4,") && figures.contains("\"sites\":[{\"site\":\"WH\",\"records\":1,"))
    #expect(try shop.run("metrics").output.contains("refused oversells"))
    #expect(try shop.run("report", "ageing", "--by", "lot").output.contains("L1"))
    try shop.run("verify")
  }
}

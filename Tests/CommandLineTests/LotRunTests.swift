import Testing

/// Lots and serials of real warehouses, through the command line alone.
@Suite struct LotRunTests {
  @Test("OpenBoxes: lots in the order they expire, the expired ones blocked; none of them is issued")
  func openBoxes() throws {
    let shop = try Shop()
    try shop.importOpenBoxes()
    func rows(_ arguments: String...) throws -> [String] {
      try CommandRun(["--db", shop.database, "lot", "list", "--ndjson"] + arguments).finish().output
        .split(separator: "\n").map(String.init)
    }
    let all = try rows()
    // Of 16 lots three have nothing on hand: nothing ever brought them into the books.
    #expect(all.count == 13)
    let days = all.compactMap { JSONPeek.raw("expires", in: $0) }.filter { $0 != "null" }
    #expect(days == days.sorted() && days.count == all.count)
    let expired = try rows("--status", "expired")
    #expect(!expired.isEmpty && expired == all.filter { (JSONPeek.number("days_left", in: $0) ?? 0) < 0 })
    for row in expired { #expect(JSONPeek.raw("blocked", in: row) == JSONPeek.raw("on_hand", in: row), "\(row)") }
    for row in all where !expired.contains(row) { #expect(JSONPeek.number("blocked", in: row) == 0, "\(row)") }
    #expect(try rows("--sku", "TS894").count == all.filter { JSONPeek.raw("sku", in: $0) == "TS894" }.count)

    let (lot, sku) = try (
      #require(JSONPeek.raw("lot", in: expired[0])), #require(JSONPeek.raw("sku", in: expired[0]))
    )
    let card = try shop.run("lot", "show", lot, sku, "--json").output
    #expect(card.contains("\"came_from\":[{") && JSONPeek.raw("status", in: card) == "expired")
    let stock = try shop.run("stock", "show", sku, "--json").output
    let place = try #require(JSONPeek.raw("location", in: stock))
    let refusal = try shop.run("move", "issue", sku, "1", "--at", place, "--lot", lot, "--json", exit: 4).errors
    #expect(JSONPeek.raw("type", in: refusal) == "lot-blocked")
    try shop.run("lot", "expire")
    #expect(try rows("--status", "expired").count == expired.count)
    let file = shop.folder.path + "/lots.csv"
    try shop.run("export", "lots", "--to", file)
    #expect(shop.folder.read("lots.csv")?.split(separator: "\n").count == 14)
    try shop.run("verify")
  }

  @Test("a lot's life by its verbs: added, split, quarantined, released, edited, shown")
  func verbs() throws {
    let shop = try Shop()
    try shop.run("location", "add", "WH")
    try shop.run("item", "add", "GLUE", "--track", "lot")
    try shop.run("lot", "add", "L1", "GLUE", "--at", "WH", "--quantity", "10", "--expires", "2999-12-31")
    try shop.run("lot", "add", "L9", "GLUE", "--quantity", "10", exit: 2)
    try shop.run("lot", "split", "L1", "GLUE", "L2", "4", "--at", "WH")
    try shop.run("lot", "quarantine", "L2", "GLUE", "--reason", "RECALL")
    try shop.run("move", "issue", "GLUE", "1", "--at", "WH", "--lot", "L2", exit: 4)
    try shop.run("move", "scrap", "GLUE", "1", "--at", "WH", "--lot", "L2")
    try shop.run("lot", "release", "L2", "GLUE")
    try shop.run("move", "quarantine", "GLUE", "2", "--at", "WH", "--lot", "L2")
    try shop.run("move", "issue", "GLUE", "2", "--at", "WH", "--lot", "L2", exit: 5)
    try shop.run("move", "unquarantine", "GLUE", "2", "--at", "WH", "--lot", "L2")
    try shop.run("lot", "edit", "L2", "GLUE", "--expires", "none", "--if-version", "3")
    try shop.run("lot", "edit", "L2", "GLUE", "--expires", "2999-01-01", "--if-version", "3", exit: 5)
    let card = try shop.run("lot", "show", "L2").output
    #expect(card.contains("split from L1: 4 became L2") && card.contains("on hand 3, blocked 0"))
    try shop.run("lot", "show", "L7", exit: 3)
    try shop.run("verify")
  }

  @Test("InvenTree's twelve serials: registered, moved, decommissioned, each history whole")
  func inventree() throws {
    let shop = try Shop()
    try shop.run("location", "add", "SHOP")
    for bin in ["7", "8"] { try shop.run("location", "add", bin, "--in", "SHOP", "--kind", "bin") }
    let table = try CommandRun(
      ["-F,", "$9 != \"\" && NR > 1 { print $2, $9 }", try SharedData.path("inventree-fixtures/stock_item.csv")],
      program: "/usr/bin/awk"
    ).finish().output
    let units = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(units.count == 12)
    for part in Set(units.map { $0[0] }) { try shop.run("item", "add", part, "--track", "serial") }
    for unit in units {
      try shop.run("serial", "add", unit[0], "--at", "7", "--serial", unit[1], "--owner", "InvenTree")
    }
    #expect(
      try shop.run("serial", "list", "--owner", "inventree", "--ndjson").output.split(separator: "\n").count == 12)
    for unit in units {
      try shop.run("serial", "transfer", unit[1], "--to", "8", "--sku", unit[0])
      try shop.run("serial", "decommission", unit[1], "--reason", "TEST", "--sku", unit[0])
      let card = try shop.run("serial", "show", unit[1], "--sku", unit[0], "--json").output
      #expect(JSONPeek.raw("status", in: card) == "decommissioned")
      let kinds = card.split(separator: "\"kind\":\"").dropFirst().map { $0.prefix { $0 != "\"" } }
      #expect(kinds == ["scrap", "transfer_in", "transfer_out", "receipt"], "\(card)")
    }
    try shop.run("serial", "decommission", units[0][1], "--reason", "TEST", exit: 4)
    let listed = try shop.run("export", "serials", "--status", "decommissioned").output
    #expect(listed.split(separator: "\n").count == 13)
    try shop.run("verify")
  }
}

import Testing

/// What a site needs beside stock, as it is typed and as scripts read it.
@Suite("The house at the command line") struct HouseDoorTests {
  private static func house() throws -> ShopDoor {
    let door = try ShopDoor()
    for words in [
      ["location", "add", "HOUSE"], ["location", "add", "A-01", "--in", "HOUSE", "--kind", "bin", "--name", "First"],
      ["item", "add", "DRILL", "--name", "Drill", "--category", "Tools"],
      ["item", "add", "GLUE", "--track", "lot"], ["item", "add", "SCALE", "--track", "serial"],
      ["move", "receipt", "DRILL", "5", "--at", "A-01"],
      ["move", "receipt", "GLUE", "5", "--at", "A-01", "--lot", "L1", "--expires", "2026-09-01"],
      ["move", "receipt", "SCALE", "2", "--at", "A-01", "--serial", "S1", "--serial", "S2"],
    ] {
      try #require(door.type(words).exit == 0)
    }
    return door
  }

  @Test("a lock is taken, listed, refused to another with its owner, and let go")
  func locks() throws {
    let door = try HouseDoorTests.house()
    let taken = door.type("lock", "take", "stock:DRILL@A-01", "--ttl", "30s", "--purpose", "repacking", "--key", "k1")
    #expect(taken.output.hasPrefix("Locked stock:DRILL@A-01.\nuntil 2026-07-04T12:00:30Z, token "))
    let json = door.type(
      "lock", "take", "stock:DRILL@A-01", "--ttl", "30s", "--purpose", "repacking", "--key", "k1", "--json")
    let token = try #require(JSONPeek.raw("token", in: json.output))
    #expect(json.output.contains("\"repeated\":true") && taken.output.contains(token))
    let refused = door.type(
      "lock", "take", "stock:drill@HOUSE/A-01", "--ttl", "1m", "--purpose", "p", "--as", "ben", "--json")
    #expect(refused.exit == 5 && refused.errors.hasPrefix("{\"type\":\"locked\",\"title\":\"Locked\",\"status\":409,"))
    #expect(JSONPeek.raw("locked_by", in: refused.errors) == "anna")
    #expect(door.type("lock", "list").output.contains("stock:DRILL@HOUSE/A-01  lock  anna  tty1"))
    #expect(door.type("lock", "release", token).exit == 0 && door.type("lock", "release", token).exit == 3)
    #expect(door.type("lock", "list").output == "Nothing is locked.\n")
    for (ttl, exit) in [("soon", Int32(2)), ("500", 2), ("0s", 4), ("2h", 4)] {
      #expect(door.type("lock", "take", "item:DRILL", "--ttl", ttl, "--purpose", "p").exit == exit, "\(ttl)")
    }
    #expect(door.type("lock", "take", "nothing", "--ttl", "1s", "--purpose", "p").exit == 4)
  }

  @Test("a correction is scheduled with what would be refused, run, shown, tried again and cancelled")
  func corrections() throws {
    let door = try HouseDoorTests.house()
    let file = try door.folder.write("c.csv", "sku,location,quantity\nDRILL,A-01,-2\nGLUE,A-01,-9\n")
    let made = door.type(
      "correction", "schedule", file, "--due", "-1h", "--set", "kind=adjustment", "--reason", "AUDIT", "--map",
      "quantity=quantity")
    #expect(made.exit == 1, "\(made.errors)")
    #expect(made.output.contains("CO-0001: 2 lines of") && made.output.contains("would be refused now: row 2:"))
    let ran = door.type("correction", "run", "--json")
    #expect(ran.exit == 1 && ran.output.contains("\"state\":\"failed\"") && ran.output.contains("\"row\":2"))
    #expect(door.type("stock", "show", "DRILL", "--json").output.contains("\"on_hand\":5"))
    #expect(door.type("correction", "show", "CO-0001").output.contains("adjustment  DRILL        -2"))
    #expect(door.type("correction", "cancel", "1").exit == 0 && door.type("correction", "cancel", "1").exit == 4)
    let good = try door.folder.write("d.csv", "sku,location,quantity\nDRILL,A-01,-2\n")
    for _ in 0..<2 {
      #expect(
        door.type(
          "correction", "schedule", good, "--due", "-1h", "--set", "kind=adjustment", "--reason", "AUDIT", "--key", "k"
        )
        .exit == 0)
    }
    #expect(door.type("correction", "run").output.contains("CO-0002     done"))
    #expect(door.type("correction", "run").output == "Nothing was due.\n")
    #expect(door.type("stock", "show", "DRILL", "--json").output.contains("\"on_hand\":3"))
    let jobs = door.type("job", "list", "--kind", "correction", "--ndjson").output.split(separator: "\n")
    #expect(jobs.count == 2 && jobs[0].contains("\"state\":\"done\"") && jobs[1].contains("\"state\":\"failed\""))
    #expect(door.type("correction", "schedule", good, "--due", "someday").exit == 2)
    #expect(door.type("correction", "show", "7").exit == 3 && door.type("correction", "run", "7").exit == 3)
  }

  @Test("an import leaves a job with what came of it; one that changes nothing, or a dry run, leaves none")
  func jobs() throws {
    let door = try HouseDoorTests.house()
    let file = try door.folder.write("items.csv", "sku,name\nA,One\nB/C/D,Odd\n")
    func count() -> Int { door.type("job", "list", "--ndjson").output.split(separator: "\n").count }
    _ = door.type("import", "items", file, "--dry-run")
    #expect(count() == 0)
    #expect(door.type("import", "items", file).exit == 1 && count() == 1)
    let shown = door.type("job", "show", "JOB-0001", "--json").output
    #expect(shown.contains("\"kind\":\"import\"") && shown.contains("\"done\":2,\"total\":null,\"refused\":1"))
    #expect(shown.contains("2 rows: 1 taken in, 1 refused"))
    let same = try door.folder.write("same.csv", "sku,name\nA,One\n")
    #expect(door.type("import", "items", same).exit == 0 && count() == 1)
    #expect(door.type("job", "list", "--state", "running").output == "There are no jobs.\n")
    #expect(door.type("job", "show", "9").exit == 3)
  }

  private static let labels: [(words: [String], lines: [String])] = [
    (["items", "--category", "Tools"], ["DRILL", "Drill", "DRILL"]),
    (["locations", "--in", "HOUSE", "--kind", "bin"], ["HOUSE/A-01", "First", "A-01"]),
    (["lots", "--sku", "GLUE"], ["GLUE", "LOT L1", "USE BY 2026-09-01", "GLUE", "L1"]),
    (["serials", "--search", "S2"], ["SCALE", "SERIAL S2", "SCALE", "S2"]),
    (["stock", "--at", "A-01", "--category", "Tools"], ["DRILL", "Drill", "DRILL"]),
    (["transfer", "TR-0001"], ["DRILL", "Drill", "QTY 2 pcs", "TR-0001 TO SHOP", "DRILL"]),
    (["receipt", "RC-0001"], ["GLUE", "LOT L7", "QTY 3 pcs", "GLUE", "L7"]),
    (["from", "FILE"], ["DRILL", "Drill", "QTY 4 pcs", "DRILL"]),
  ]

  @Test("labels are printed of every list, of documents and files, and of the cards that scan panes read")
  func labelLists() throws {
    let door = try HouseDoorTests.house()
    door.type("location", "add", "SHOP")
    door.type("transfer", "create", "--from", "HOUSE", "--to", "SHOP", "--line", "DRILL=2")
    door.type("order", "create", "PO-1", "--vendor", "V", "--currency", "EUR", "--line", "GLUE=3@1", "--to", "A-01")
    door.type("order", "send", "PO-1")
    let came = door.type("receipt", "against", "PO-1", "--line", "GLUE=3,lot=L7")
    #expect(came.exit == 0, "\(came.errors)")
    let file = try door.folder.write("l.csv", "Artikel,Menge\nDRILL,4\n")
    for (words, lines) in HouseDoorTests.labels {
      let words = words.flatMap { $0 == "FILE" ? [file, "--map", "Artikel=sku", "--map", "Menge=quantity"] : [$0] }
      let printed = door.type(["label"] + words)
      #expect(printed.output == lines.joined(separator: "\n") + "\n", "\(words): \(printed.errors)")
      let zpl = door.type(["label"] + words + ["--format", "zpl"]).output
      #expect(zpl.hasPrefix("^XA") && zpl.hasSuffix("^XZ\n"), "\(words)")
    }
    let cards = door.type("label", "card").output
    for card in ["$$UNDO", "$$ZERO", "$$DONE", "$$DAMAGED", "$$X2", "$$X100"] { #expect(cards.contains("\n\(card)\n")) }
    #expect(door.type("label", "locations", "--in", "NOWHERE").exit == 3)
  }

  @Test("settings are listed by group with their standards, and capabilities as what is so")
  func settings() throws {
    let door = try HouseDoorTests.house()
    door.type("setting", "set", "count_rounds", "2")
    #expect(door.type("setting", "list").output.contains("counting    count_rounds            2         3"))
    #expect(door.type("setting", "list", "--json").output.contains("\"standard\":\"3\",\"group\":\"counting\""))
    let list = door.type("capability", "list", "--ndjson").output
    #expect(list.contains("{\"capability\":\"lot_tracking\",\"on\":true,\"about\":\"1 item is kept by lot\"}"))
    #expect(list.contains("{\"capability\":\"remote\",\"on\":false,"))
    #expect(list.contains("{\"capability\":\"webhooks\",\"on\":"))
  }
}

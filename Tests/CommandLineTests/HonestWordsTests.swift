import Delivery
import Inventory
import Testing

/// What the command line says of one thing, of what it did, and of what it does not show.
@Suite("Honest words") struct HonestWordsTests {
  private static func shop() throws -> ShopDoor {
    let door = try ShopDoor()
    for words in [
      ["location", "add", "NORTH"], ["item", "add", "DRILL"], ["move", "receipt", "DRILL", "5", "--at", "NORTH"],
    ] {
      try #require(door.type(words).exit == 0)
    }
    return door
  }

  @Test("one row, one event and one document are said to be one")
  func singulars() throws {
    let door = try HonestWordsTests.shop()
    let file = try door.folder.write("one.csv", "sku,name\nNEW,New thing\n")
    for (words, said) in [
      (["import", "items", file], "1 row: 1 taken in."),
      (["export", "items", "--search", "NEW", "--to", door.folder.path + "/out.csv"], "1 row written to "),
      (["audit", "list", "--action", "import"], " 1 document "), (["audit", "seal", "--dry-run"], "events at first"),
      (["snapshot", "--at", "NORTH"], "1 record, 5 on hand"),
    ] {
      let outcome = door.type(words)
      #expect((outcome.output + outcome.errors).contains(said), "\(words): \(outcome.output)\(outcome.errors)")
    }
    for (count, said) in [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (-1, "-1 rows")] {
      #expect(count.counted("row", "rows") == said)
    }
    #expect(
      Quantity(1).counted("unit", "units") == "1 unit" && Quantity("1.5")?.counted("unit", "units") == "1.5 units")
  }

  @Test("who cancels a correction is told which one it was, and what it would have posted")
  func cancelled() throws {
    let door = try HonestWordsTests.shop()
    let file = try door.folder.write("end.csv", "sku,kind,quantity,location\nDRILL,issue,1,NORTH\n")
    try #require(door.type("correction", "schedule", file, "--due", "2027-01-01").exit == 0)
    for (flags, start) in [(["--dry-run"], "Dry run: would cancel "), ([], "Cancelled ")] {
      let said = door.type(["correction", "cancel", "1"] + flags).output
      #expect(said.hasPrefix(start + "CO-0001, which would have posted \(file) at 2027-01-01T"), "\(said)")
    }
  }

  @Test("under a list that came out empty stands what is not shown to who asks, and under no other")
  func hidden() throws {
    let door = try HonestWordsTests.shop()
    for words in [
      ["operator", "add", "anna"], ["operator", "add", "cora", "--role", "counter"],
      ["operator", "add", "sue", "--role", "supervisor"], ["stocktake", "open", "NORTH", "--blind"],
    ] {
      try #require(door.type(words).exit == 0)
    }
    let own = "cora, as a counter, sees what they did themselves; supervisors see what others did.\n"
    let blind = "What is being counted blind is not shown to who counts, until the count is over.\n"
    for (words, output, errors) in [
      (["audit", "list", "--as", "cora"], "No audit events fit.\n", own + blind),
      (["move", "list", "--as", "cora"], "No ledger entries fit.\n", blind),
      (["audit", "list", "--action", "none", "--as", "sue"], "No audit events fit.\n", ""),
      (["move", "list", "--sku", "NEW", "--as", "sue"], "", nil),
    ] as [([String], String, String?)] {
      let outcome = door.type(words)
      guard let errors else { continue }
      #expect(outcome.output == output && outcome.errors == errors, "\(words): \(outcome.output)\(outcome.errors)")
    }
    #expect(door.type("audit", "list", "--as", "cora", "--json").errors.isEmpty)
    #expect(door.type("audit", "list", "--limit", "1").errors.hasPrefix("1 shown"))
  }

  @Test("nothing of what is sent adds a line to what curl is told, whatever is in it")
  func curl() {
    let harm = "\"\nurl = \"file:///etc/passwd\"\r\n-o /tmp/x\n@/etc/passwd %{http_code}\\\t\u{2028}"
    var request = CurlRequest(.post, "http://x.example/\(harm)")
    request.headers = ["X-Tallyman-Id: \(harm)"]
    request.body = .text("@" + harm)
    let lines = request.configuration.utf8.split(separator: 10, omittingEmptySubsequences: false)
    let plain = CurlRequest(.post, "http://x.example/").configuration.utf8.split(
      separator: 10, omittingEmptySubsequences: false)
    #expect(lines.count == plain.count + 2 && !request.configuration.utf8.contains(13))
    let options = lines.map { String(Substring($0.prefix { $0 != 0x20 })) }
    #expect(
      Set(options) == Set(plain.map { String(Substring($0.prefix { $0 != 0x20 })) }).union(["header", "data-raw"]))
    for line in lines where line.contains(0x22) {
      // Each is one text in quotation marks to its end.
      #expect(line.last == 0x22 && line.split(separator: 0x22, omittingEmptySubsequences: false).count >= 3)
    }
  }
}

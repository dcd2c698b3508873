import Testing

/// What the README shows is what happens.
@Suite struct ReadmeRunTests {
  @Test("a stocktake in ten minutes: each command of it runs, and ends as it says")
  func stocktake() throws {
    let shop = try Shop()
    #expect(try ReadmeRunTests.runPart("stocktake", in: shop, insteadOf: "/tmp/count.db") == 20)
    let lines = try shop.run("stocktake", "lines", "4", "--ndjson").output
    #expect(shop.sum(of: "variance", in: lines) == -1 && shop.sum(of: "counted", in: lines) == 724)
    for (sku, place, quantity) in [("BOX-12", "A-01-1", 80.0), ("SCR-350", "A-01-1", 640), ("TAP-330", "A-01-2", 160)] {
      let stock = try shop.run("stock", "list", "--sku", sku, "--at", place, "--ndjson").output
      #expect(JSONPeek.number("on_hand", in: stock) == quantity)
    }
  }

  @Test("a transfer in five minutes: each command of it runs, and ends as it says")
  func transfer() throws {
    let shop = try Shop()
    #expect(try ReadmeRunTests.runPart("transfer", in: shop, insteadOf: "/tmp/truck.db") == 19)
    let transfer = try shop.run("transfer", "show", "4", "--json").output
    #expect(JSONPeek.raw("status", in: transfer) == "completed" && JSONPeek.number("in_transit", in: transfer) == 0)
    #expect(JSONPeek.number("good", in: transfer) == 29 && JSONPeek.number("damaged", in: transfer) == 1)
    #expect(try shop.run("transfer", "discrepancies", "--open", "--transfer", "4", "--ndjson").output.isEmpty)
    // 26 came with the transfer before.
    let stock = try shop.run("stock", "list", "--sku", "NUSS-01", "--at", "SOUTH", "--ndjson").output
    #expect(JSONPeek.number("on_hand", in: stock) == 26 + 19 && JSONPeek.number("blocked", in: stock) == 1)
  }

  @Test("lots, serials and pallets: each command of it runs, and ends as it says")
  func lots() throws {
    let shop = try Shop()
    #expect(try ReadmeRunTests.runPart("lots", in: shop, insteadOf: "/tmp/lots.db") == 23)
    let lots = try shop.run("lot", "list", "--sku", "GLU-1", "--ndjson").output
    #expect(shop.sum(of: "on_hand", in: lots) == 47 + 22 && shop.sum(of: "blocked", in: lots) == 0)
    let serial = try shop.run("serial", "show", "SER-7-1003", "--json").output
    #expect(JSONPeek.raw("status", in: serial) == "decommissioned")
  }

  @Test("promising, running low, buying: each command of it runs, and ends as it says")
  func promise() throws {
    let shop = try Shop()
    #expect(try ReadmeRunTests.runPart("promise", in: shop, insteadOf: "/tmp/promise.db") == 28)
    let order = try shop.run("order", "show", "PO-800", "--json").output
    #expect(JSONPeek.raw("status", in: order) == "closed" && JSONPeek.number("value", in: order) == 114)
    #expect(JSONPeek.number("received", in: order) == 60 && JSONPeek.number("rejected", in: order) == 2)
    let reserved = try shop.run("reservation", "show", "order:SO-7", "--json").output
    #expect(JSONPeek.raw("status", in: reserved) == "fulfilled" && JSONPeek.number("fulfilled", in: reserved) == 22)
    for (sku, onHand, available, incoming) in [("WID-220", 81.0, 57.0, 96.0), ("BIT-340", 110, 110, 0)] {
      let stock = try shop.run("available", sku, "--at", "NORTH", "--json").output
      #expect(JSONPeek.number("on_hand", in: stock) == onHand && JSONPeek.number("available", in: stock) == available)
      #expect(JSONPeek.number("incoming", in: stock) == incoming)
    }
    #expect(try shop.run("rule", "show", "BIT-340", "--at", "NORTH", "--json").output.contains("\"state\":\"closed\""))
  }

  /// Runs each command of a part of the README, and says how many there were. One ends with 0, or as its comment says.
  private static func runPart(_ name: String, in shop: Shop, insteadOf database: String) throws -> Int {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let readme = try CommandRun([root + "/README.md"], program: "/bin/cat").finish().output
    let part = try #require(readme.components(between: "<!-- \(name) -->", and: "<!-- /\(name) -->"))
    let commands = part.split(separator: "\n").filter { $0.hasPrefix("tallyman ") }
    for command in commands {
      let line = command.dropFirst("tallyman".count)
        .replacing("/tmp/invoice.csv", with: shop.folder.path + "/invoice.csv").replacing(database, with: shop.database)
      let expected = command.firstRange(of: "exit code ").flatMap { Int32(String(command[$0.upperBound])) } ?? 0
      let run = try CommandRun(
        ["-c", "\"$TALLYMAN\" \(line)"],
        environment: ["TALLYMAN": CommandRun.tallyman, "TALLYMAN_DB": shop.database], program: "/bin/sh"
      ).finish()
      #expect(run.exit == expected, "\(command)\n\(run.output)\(run.errors)")
    }
    return commands.count
  }
}

extension String {
  fileprivate func components(between start: String, and end: String) -> String? {
    guard let first = firstRange(of: start), let last = self[first.upperBound...].firstRange(of: end) else {
      return nil
    }
    return String(self[first.upperBound..<last.lowerBound])
  }
}

import Testing

/// What the README shows is what happens.
@Suite struct ReadmeRunTests {
  @Test("a stocktake in ten minutes: each command of it runs, and ends as it says")
  func stocktake() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let readme = try CommandRun([root + "/README.md"], program: "/bin/cat").finish().output
    let part = try #require(readme.components(between: "<!-- stocktake -->", and: "<!-- /stocktake -->"))
    let shop = try Shop()
    let commands = part.split(separator: "\n").filter { $0.hasPrefix("tallyman ") }
    #expect(commands.count == 20)
    for command in commands {
      let line = command.dropFirst("tallyman".count).replacing("/tmp/count.db", with: shop.database)
      let run = try CommandRun(
        ["-c", "\"$TALLYMAN\" \(line)"],
        environment: ["TALLYMAN": CommandRun.tallyman, "TALLYMAN_DB": shop.database], program: "/bin/sh"
      ).finish()
      #expect(run.exit == 0, "\(command)\n\(run.output)\(run.errors)")
    }
    let lines = try shop.run("stocktake", "lines", "3", "--ndjson").output
    #expect(shop.sum(of: "variance", in: lines) == -1 && shop.sum(of: "counted", in: lines) == 724)
    for (sku, place, quantity) in [("BOX-12", "A-01-1", 80.0), ("SCR-350", "A-01-1", 640), ("TAP-330", "A-01-2", 160)] {
      let stock = try shop.run("stock", "list", "--sku", sku, "--at", place, "--ndjson").output
      #expect(JSONPeek.number("on_hand", in: stock) == quantity)
    }
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

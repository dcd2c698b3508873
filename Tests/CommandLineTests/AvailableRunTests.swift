import Testing

/// What may be promised, as scripts ask it: words, JSON and exit codes of the built program.
@Suite struct AvailableRunTests {
  private static func shop() throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "NORTH", "--coordinates", "53.5511,9.9937")
    try shop.run("location", "add", "SOUTH", "--coordinates", "48.1351,11.582")
    try shop.run("location", "add", "A-01", "--in", "NORTH", "--kind", "bin")
    try shop.run("item", "add", "BOLT", "--name", "Bolt M8", "--barcode", "9501101530003")
    try shop.run("item", "add", "GLUE", "--track", "lot")
    try shop.run("move", "receipt", "BOLT", "40", "--at", "A-01")
    try shop.run("move", "receipt", "BOLT", "5", "--at", "SOUTH")
    try shop.run("move", "reserve", "BOLT", "10", "--at", "A-01")
    try shop.run("move", "receipt", "GLUE", "12", "--at", "A-01", "--lot", "L7", "--expires", "2050-07-04")
    return shop
  }

  @Test("so much is there, or how much is missing and when it comes, by the exit code and in words")
  func one() throws {
    let shop = try Self.shop()
    let all = try shop.run("available", "BOLT").output
    #expect(all.contains("available 35, projected 35 pcs") && all.contains("NORTH/A-01"))
    #expect(try shop.run("available", "9501101530003", "35").output.contains("35 pcs: available\n"))
    let less = try shop.run("available", "BOLT", "31", "--at", "NORTH", exit: 1).output
    #expect(less.contains("31 pcs: not available: 30 of it, 1 missing; no day is known"))
    try shop.run("transfer", "create", "--from", "SOUTH", "--to", "A-01", "--line", "BOLT=5", "--eta", "2d")
    try shop.run("transfer", "ship", "1")
    let soon = try shop.run("available", "BOLT", "31", "--at", "NORTH", exit: 1).output
    #expect(soon.contains("1 missing; from 20") && soon.contains("PROMISABLE"))
    #expect(
      try shop.run("available", "BOLT", "31", "--at", "NORTH", "--on", "3d").output.contains("31 pcs: available on"))
    let lots = try shop.run("available", "GLUE", "12").output
    #expect(lots.contains("L7") && lots.contains("2050-07-04"))
    let json = try shop.run("available", "BOLT", "99", "--json", exit: 1).output
    for part in [
      "\"sku\":\"BOLT\"", "\"quantity\":99", "\"is_available\":false", "\"missing\":69", "\"available\":30",
      "\"incoming\":5", "\"promisable\":30", "\"days\":[{\"on\":",
    ] {
      #expect(json.contains(part), "\(part) in \(json)")
    }
    try shop.run("available", "NUT", exit: 3)
    try shop.run("available", "BOLT", "-5", exit: 4)
    try shop.run("available", "BOLT", "--on", "nonsense", exit: 2)
  }

  @Test("a file is answered line by line, and exits 0 only if all can be had")
  func batch() throws {
    let shop = try Self.shop()
    let file = try shop.folder.write(
      "basket.csv", "sku,quantity,location\nBOLT,35,\nBOLT,6,SOUTH\nNUT,1,\nGLUE,12,NORTH\n")
    let text = try shop.run("available", "batch", file, exit: 1).output.split(separator: "\n").map(String.init)
    #expect(text.count == 5 && text[1].hasSuffix("yes") && text[2].hasSuffix("no") && text[4].hasSuffix("yes"))
    #expect(text[3].contains("NUT"))
    let rows = try shop.run("available", "batch", file, "--ndjson", exit: 1).output.split(separator: "\n").map(
      String.init)
    #expect(rows[1].contains("\"available\":5,\"is_available\":false,\"missing\":1,\"problem\":null"))
    #expect(rows[2].contains("\"is_available\":null"))
    let good = try shop.folder.write("good.ndjson", "{\"sku\":\"BOLT\",\"quantity\":1}\n")
    #expect(try shop.run("available", "batch", good, "--json").output.contains("\"is_available\":true"))
    let bad = try shop.folder.write("bad.csv", "sku,quantity\nBOLT,many\n")
    try shop.run("available", "batch", bad, exit: 4)
  }

  @Test("the nearest site comes first, and a distance that is too far for all exits 1")
  func nearby() throws {
    let shop = try Self.shop()
    let berlin = "52.52,13.405"
    let rows = try shop.run("available", "nearby", "BOLT", "--coordinates", berlin).output.split(separator: "\n")
    #expect(rows.count == 3 && rows[1].hasPrefix("NORTH") && rows[1].contains("255.3") && rows[1].hasSuffix("30"))
    let json = try shop.run("available", "nearby", "BOLT", "6", "--coordinates", berlin, "--json").output
    #expect(json.contains("\"location\":\"NORTH\"") && !json.contains("SOUTH"))
    try shop.run("available", "nearby", "BOLT", "6", "--coordinates", berlin, "--within", "200.5", exit: 1)
    try shop.run("available", "nearby", "BOLT", "--coordinates", "95,0", exit: 4)
    try shop.run("available", "nearby", "BOLT", exit: 2)
  }
}

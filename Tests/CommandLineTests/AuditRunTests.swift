import Testing

/// The audit sealed, verified and exported by the built program, as an auditor would.
@Suite struct AuditRunTests {
  @Test(
    "the audit is sealed, verified against a kept hash, and exported; a backup that is restored verifies",
    .onlyOfFiles("copies are made where the database lies"))
  func auditor() throws {
    let shop = try Shop()
    try shop.run("location", "add", "HOUSE")
    try shop.run("item", "add", "TAPE", "--name", "Tape, =SUM(A1)")
    try shop.run("move", "receipt", "TAPE", "5", "--at", "HOUSE")
    #expect(try shop.run("doctor").output.contains("not sealed yet; 3 events are not"))
    #expect(try shop.run("audit", "seal", "--dry-run").output.contains("would seal 3 events"))
    let sealed = try shop.run("audit", "seal", "--json").output
    #expect(JSONPeek.number("sealed", in: sealed) == 3 && JSONPeek.number("seals", in: sealed) == 1)
    let hash = try #require(JSONPeek.raw("hash", in: sealed))
    #expect(hash.utf8.count == 64)
    #expect(try shop.run("audit", "seal").output.contains("Nothing to seal.\nSeal 1 of "))
    try shop.run("item", "edit", "TAPE", "--name", "Tape")
    #expect(try shop.run("audit", "verify", "--seal", hash).output.contains("Nothing was changed behind"))
    try shop.run("audit", "verify", "--seal", String(repeating: "0", count: 64), exit: 1)
    try shop.run("audit", "verify", "--seal", "short", exit: 4)
    let shown = try shop.run("audit", "show", "5").output
    #expect(shown.contains("name") && shown.contains("Tape, =SUM(A1)"))
    let ofItem = try shop.run("audit", "list", "--sku", "TAPE", "--ndjson").output
    #expect(ofItem.split(separator: "\n").count == 3)
    #expect(try shop.run("audit", "list", "--at", "HOUSE", "--ndjson").output.split(separator: "\n").count == 2)
    #expect(
      try shop.run("export", "audit", "--action", "item", "--format", "csv").output.split(separator: "\n").count == 3)
    #expect(try shop.run("export", "audit", "--sku", "TAPE", "--format", "ndjson").output.hasPrefix("{\"id\":\"2\""))
    let copy = shop.folder.path + "/copy.db"
    try shop.run("backup", copy)
    try shop.run("item", "edit", "TAPE", "--name", "Other")
    try shop.run("restore", copy)
    #expect(try shop.run("audit", "verify", "--seal", hash).output.contains("Nothing was changed behind"))
    #expect(try shop.run("verify").output.contains("The books agree."))
  }
}

import Testing

/// What scripts are told of promising and replenishing, where it is easily forgotten.
@Suite("What scripts are told of reservations and rules") struct PromiseContractTests {
  private static func shop() throws -> Shop {
    let shop = try Shop()
    for site in ["NORTH", "SOUTH"] { try shop.run("location", "add", site) }
    try shop.run("item", "add", "BOLT")
    for colour in ["RED", "BLUE"] { try shop.run("item", "add", "SHIRT", "--variant", colour) }
    try shop.run("move", "receipt", "BOLT", "100", "--at", "NORTH")
    return shop
  }

  @Test("a rule that is new says its number, its SKU and its variant, and the number names its alert")
  func rules() throws {
    let shop = try Self.shop()
    var set = try shop.run("rule", "set", "BOLT", "--at", "NORTH", "--point", "5", "--json").output
    #expect(JSONPeek.raw("id", in: set) == "1" && JSONPeek.raw("variant", in: set) == "null")
    set = try shop.run("rule", "set", "SHIRT/RED", "--at", "SOUTH", "--point", "4", "--json", "--key", "r").output
    #expect(JSONPeek.raw("id", in: set) == "2" && JSONPeek.raw("sku", in: set) == "SHIRT")
    #expect(JSONPeek.raw("variant", in: set) == "RED")
    let again = try shop.run("rule", "set", "SHIRT/RED", "--at", "SOUTH", "--point", "4", "--json", "--key", "r").output
    #expect(JSONPeek.raw("id", in: again) == "2" && JSONPeek.raw("repeated", in: again) == "true")
    for words in [["rule", "list", "--sku", "SHIRT"], ["alert", "list"], ["alert", "acknowledge", "2"]] {
      let run = try CommandRun(["--db", shop.database, "--json"] + words).finish()
      #expect(JSONPeek.raw("id", in: run.output) == "2" && JSONPeek.raw("variant", in: run.output) == "RED")
      #expect(JSONPeek.raw("sku", in: run.output) == "SHIRT")
    }
    let file = try shop.folder.write("rules.csv", "sku,variant,location,point\nSHIRT,BLUE,SOUTH,3\nBOLT,,SOUTH,7\n")
    try shop.run("import", "rules", file)
    #expect(try shop.run("alert", "show", "4", "--json").output.contains("\"sku\":\"BOLT\""))
    try shop.run("verify")
  }

  @Test("several acts of one command say the key they share, given or made up, and with it are done once")
  func keys() throws {
    let shop = try Self.shop()
    for order in ["SO-1", "SO-2", "SO-3"] {
      try shop.run("reservation", "create", "--for", "order:" + order, "--line", "BOLT@NORTH=2")
    }
    let made = try shop.run("reservation", "release", "1", "order:SO-2", "--json").output
    #expect(JSONPeek.raw("key", in: made)?.count == 26 && JSONPeek.raw("repeated", in: made) == "false")
    try shop.run("reservation", "create", "--for", "order:SO-4", "--line", "BOLT@NORTH=2")
    for isRepeat in ["false", "true"] {
      let run = try shop.run("reservation", "release", "3", "4", "--json", "--key", "k").output
      #expect(JSONPeek.raw("key", in: run) == "k" && JSONPeek.raw("repeated", in: run) == isRepeat)
      #expect(run.contains("RV-0003") && run.contains("RV-0004"))
    }
    #expect(try shop.run("reservation", "release", "1", "2", exit: 4).output.contains("\nkey "))
    let sweep = try shop.run("reservation", "sweep", "--json", "--key", "s").output
    #expect(JSONPeek.raw("key", in: sweep) == "s" && JSONPeek.raw("expired", in: sweep) == "0")
  }

  @Test("what is reserved for a reference is shown by it: the one there is, or all")
  func shown() throws {
    let shop = try Self.shop()
    try shop.run("reservation", "create", "--for", "order:SO-1", "--line", "BOLT@NORTH=2")
    try shop.run("reservation", "create", "--for", "order:SO-11", "--line", "BOLT@NORTH=3")
    let one = try shop.run("reservation", "show", "ORDER:so-1", "--json").output
    #expect(JSONPeek.raw("id", in: one) == "RV-0001" && !one.contains("RV-0002"))
    try shop.run("reservation", "create", "--for", "order:SO-1", "--line", "BOLT@NORTH=1")
    let both = try shop.run("reservation", "show", "order:SO-1", "--json").output
    #expect(both.hasPrefix("{\"reservations\":[{\"id\":\"RV-0003\"") && both.contains("RV-0001"))
    #expect(try shop.run("reservation", "show", "order:SO-1").output.contains("RV-0001  reserved"))
    try shop.run("reservation", "show", "order:SO-2", exit: 3)
  }

  @Test("a count says which reservation it would cut, and which it did")
  func cuts() throws {
    let shop = try Self.shop()
    try shop.run("reservation", "create", "--for", "order:SO-118", "--line", "BOLT@NORTH=95")
    try shop.run("stocktake", "open", "NORTH")
    try shop.run("stocktake", "count", "1", "BOLT", "40")
    #expect(try shop.run("stocktake", "reconcile", "1").output.contains("from RV-0001 for order:SO-118"))
    #expect(try shop.run("stocktake", "why", "1", "1").output.contains("would take 55 from RV-0001 for order:SO-118"))
    let story = try shop.run("stocktake", "why", "1", "1", "--json").output
    #expect(JSONPeek.raw("reservation", in: story) == "RV-0001")
    try shop.run("stocktake", "approve", "1")
    let applied = try shop.run("stocktake", "apply", "1").output
    #expect(applied.contains("took 55 of BOLT at NORTH from RV-0001 for order:SO-118"), "\(applied)")
    try shop.run("verify")
  }
}

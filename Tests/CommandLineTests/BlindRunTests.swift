import Testing

/// Who counts blind, at every door of the program: each verb there is, exports, the panes as text, refusals.
@Suite struct BlindRunTests {
  /// Numbers that occur nowhere else: what the books have of the bin that is counted, and what follows from it.
  private static let secrets = ["73913", "73,913", "8117", "8,117", "65796", "65,796", "73813", "73,813"]

  private static func shop() throws -> Shop {
    let shop = try Shop()
    try shop.run("item", "add", "DRILL-18V", "--name", "Drill", "--cost", "2.00", "--barcode", "4006381333931")
    try shop.run("item", "add", "GLUE", "--track", "lot")
    try shop.run("item", "add", "SCALE", "--track", "serial")
    try shop.run("location", "add", "NORTH")
    for bin in ["A-01", "A-02"] { try shop.run("location", "add", bin, "--in", "NORTH", "--kind", "bin") }
    try shop.run("move", "receipt", "DRILL-18V", "73913", "--at", "A-01", "--key", "secret")
    try shop.run("move", "receipt", "GLUE", "73913", "--at", "A-01", "--lot", "L1")
    try shop.run("move", "receipt", "SCALE", "1", "--at", "A-01", "--serial", "S-9")
    try shop.run("move", "reserve", "DRILL-18V", "8117", "--at", "A-01", "--reference", "so-1")
    try shop.run("move", "receipt", "DRILL-18V", "5", "--at", "A-02")
    try shop.run("stock", "edit", "DRILL-18V", "--at", "A-01", "--reorder-point", "90000")
    try shop.run("operator", "add", "anna", "--role", "admin")
    try shop.run("operator", "add", "maria", "--role", "counter", "--as", "anna")
    try shop.run("stocktake", "open", "A-01", "--as", "anna")
    try shop.run("stocktake", "count", "1", "DRILL-18V", "100", "--in", "A-01", "--as", "maria")
    try shop.run("stocktake", "reconcile", "1", "--as", "anna")
    return shop
  }

  /// The words of each verb, and files it needs; a verb that is not here is tried without any.
  private static let words: [String: [String]] = [
    "item add": ["X"], "item edit": ["DRILL-18V", "--name", "x"], "item show": ["DRILL-18V"],
    "item retire": ["DRILL-18V"], "location add": ["X"], "location edit": ["A-01", "--name", "x"],
    "location show": ["A-01"], "location retire": ["A-01"], "stock show": ["DRILL-18V"],
    "stock edit": ["DRILL-18V", "--at", "A-01", "--bin", "x"], "move receipt": ["DRILL-18V", "1", "--at", "A-01"],
    "move issue": ["DRILL-18V", "70000", "--at", "A-01"], "move adjust": ["DRILL-18V", "-70000", "--at", "A-01"],
    "move return": ["DRILL-18V", "1", "--at", "A-01"], "move scrap": ["DRILL-18V", "70000", "--at", "A-01"],
    "move damage": ["DRILL-18V", "70000", "--at", "A-01"], "move theft": ["DRILL-18V", "70000", "--at", "A-01"],
    "move reserve": ["DRILL-18V", "70000", "--at", "A-01"], "move release": ["DRILL-18V", "9000", "--at", "A-01"],
    "move consume": ["DRILL-18V", "9000", "--at", "A-01"],
    "move transfer": ["DRILL-18V", "70000", "--at", "A-01", "--to", "A-02"], "move post": ["/dev/null"],
    "move show": ["1"], "move reverse": ["1"], "import items": ["/dev/null"], "import locations": ["/dev/null"],
    "import stock": ["/dev/null"], "import movements": ["/dev/null"],
    "import counts": ["/dev/null", "--stocktake", "1"],
    "audit show": ["12"], "setting set": ["count_blind", "no"], "operator add": ["eve", "--role", "counter"],
    "operator edit": ["maria", "--role", "admin"], "operator retire": ["anna"],
    "stocktake open": ["A-02"], "stocktake show": ["1"], "stocktake lines": ["1", "--sort", "value"],
    "stocktake count": ["1", "DRILL-18V", "-500", "--in", "A-01"], "stocktake load": ["1", "/dev/null"],
    "stocktake undo": ["9"], "stocktake open-bin": ["1", "A-01"], "stocktake empty-bin": ["1", "A-01"],
    "stocktake close-bin": ["1", "A-02"], "stocktake events": ["1"], "stocktake why": ["1", "1"],
    "stocktake reconcile": ["1"], "stocktake approve": ["1"], "stocktake reject": ["1"], "stocktake recount": ["1"],
    "stocktake apply": ["1"], "stocktake cancel": ["1"], "stocktake tolerance": ["2%"],
    "count": ["DRILL-18V", "5", "--at", "A-01"], "backup": ["/tmp/never-made.db"], "restore": ["/tmp/never-made.db"],
    "demo": ["/dev/null"], "completion": ["bash"], "export counts": ["--stocktake", "1"],
    "transfer create": ["--from", "A-01", "--to", "A-02", "--line", "DRILL-18V=70000"], "transfer ship": ["1"],
    "transfer receive": ["1", "--all"], "transfer scan": ["1", "DRILL-18V", "1"], "transfer park": ["1", "what"],
    "transfer unscan": ["1"], "transfer post": ["1"], "transfer undo": ["1"], "transfer return": ["1"],
    "transfer close-short": ["1", "--reason", "LOST"], "transfer resolve": ["1", "--as", "lost", "--reason", "LOST"],
    "transfer cancel": ["1"], "transfer edit": ["1", "--note", "x"], "transfer show": ["1"], "transfer lines": ["1"],
    "transfer scans": ["1"],
  ]

  /// Every verb of the command line, as its own help lists them.
  private static func verbs() throws -> [[String]] {
    func entries(_ text: String, after heading: String) -> [String] {
      var names: [String] = []
      var isInside = false
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix(heading) { isInside = true }
        if line.hasPrefix("Flags") || line.hasPrefix("Explain") { isInside = false }
        guard isInside, line.hasPrefix("  "), !line.hasPrefix("   ") else { continue }
        names.append(String(line.dropFirst(2).prefix { $0 != " " }))
      }
      return names
    }
    var verbs: [[String]] = []
    for noun in entries(try CommandRun(["help"]).finish().output, after: "Nouns") {
      let help = try CommandRun([noun, "--help"]).finish().output
      let found = help.contains("Explain one:") ? entries(help, after: "tallyman \(noun)") : []
      verbs += found.isEmpty ? [[noun]] : found.map { [noun, $0] }
    }
    return verbs
  }

  @Test("no verb, in words or as JSON, prints a withheld figure or refuses with one")
  func verbs() throws {
    let shop = try BlindRunTests.shop()
    try shop.run("transfer", "create", "--from", "A-01", "--to", "A-02", "--line", "DRILL-18V=73918", "--as", "anna")
    let verbs = try BlindRunTests.verbs()
    #expect(verbs.count > 60 && verbs.contains(["stocktake", "why"]) && verbs.contains(["verify"]))
    // Who follows does so until they are stopped; what they get is what `event list` shows.
    for verb in verbs where verb != ["event", "follow"] {
      let words = verb + (BlindRunTests.words[verb.joined(separator: " ")] ?? [])
      for flags in [[], ["--json"]] {
        let result = try CommandRun(["--db", shop.database] + words + ["--as", "maria"] + flags).finish()
        for secret in BlindRunTests.secrets {
          #expect(
            !result.output.contains(secret) && !result.errors.contains(secret),
            "\(words.joined(separator: " ")): \(result.output)\(result.errors)")
        }
        #expect(result.signal == nil, "\(words)")
      }
    }
    // A supervisor does see them, so the words above are those that would tell.
    for words in [["stock", "list"], ["move", "list"], ["stock", "show", "DRILL-18V"], ["stocktake", "lines", "1"]] {
      let seen = try CommandRun(["--db", shop.database, "--as", "anna"] + words).finish().output
      #expect(BlindRunTests.secrets.contains { seen.contains($0) }, "\(words)")
    }
    // She changed nothing that is not hers.
    let drills = try shop.run("stock", "show", "DRILL-18V", "--json", "--as", "anna").output
    #expect(JSONPeek.number("on_hand", in: drills) == 73918 && JSONPeek.number("reserved", in: drills) == 8117)
    #expect(try shop.run("verify", "--as", "anna").exit == 0)
  }

  @Test("exports and lists in every order and filter leave out what is counted, and the panes say nothing of it")
  func exportsAndPanes() throws {
    let shop = try BlindRunTests.shop()
    var commands: [[String]] = []
    for kind in ["stock", "movements", "items", "locations"] {
      for format in ["csv", "ndjson", "json"] { commands.append(["export", kind, "--format", format]) }
    }
    commands += [["export", "stock", "--by-lot"]]
    for sort in ["on_hand", "-on_hand", "available", "-available", "reserved", "reorder_point", "sku", "location"] {
      commands.append(["stock", "list", "--sort", sort, "--json"])
    }
    commands += [
      ["stock", "list", "--low", "--json"], ["stock", "list", "--min-available", "60000", "--json"],
      ["stock", "list", "--status", "reserved", "--json"], ["move", "list", "--reference", "so-1", "--json"],
      ["audit", "list", "--json"], ["doctor", "--json"],
    ]
    for command in commands {
      let result = try CommandRun(["--db", shop.database, "--as", "maria"] + command).finish()
      let text = result.output + result.errors
      for secret in BlindRunTests.secrets { #expect(!text.contains(secret), "\(command): \(text)") }
    }
    for filter in [["--low"], ["--min-available", "60000"], ["--status", "reserved"]] {
      let list = try shop.run(
        "stock", "list", "--as", "maria", "--ndjson", filter[0], filter.count > 1 ? filter[1] : "--json")
      #expect(!list.output.contains("A-01"), "\(filter)")
    }
    // Each pane there is, with what it says of why, and the item that is counted looked up from it.
    let walk = [
      "wait", "text:/drill", "wait", "screen:stock", "key:Esc", "w", "screen:why", "key:Enter", "wait", "screen:item",
      "w",
      "screen:itemwhy", "L", "wait", "screen:ledger", "scan:4006381333931", "wait", "screen:scanned", "g", "v", "wait",
      "screen:stocktakes", "key:Enter", "wait", "screen:review", "s", "wait", "screen:walk", "w", "wait",
      "screen:story",
      "key:Esc", "g", "c", "wait", "scan:A-01", "wait", "screen:count", "key:F6", "wait", "screen:bins", "key:Esc",
      "scan:4006381333931", "wait", "screen:scan", "key:F9", "wait", "screen:closed",
    ].map { $0.hasPrefix("screen:") ? "screen:\(shop.folder.path)/\($0.dropFirst(7)).screen" : $0 }
    let script = try shop.folder.write("script", walk.joined(separator: "\n") + "\n")
    for arguments in [["--plain"], ["--script", script]] {
      let panes = try CommandRun(["--db", shop.database, "--as", "maria"] + arguments).finish()
      #expect(panes.exit == 0, "\(panes.errors)")
      for secret in BlindRunTests.secrets { #expect(!panes.output.contains(secret), "\(arguments): \(panes.output)") }
    }
    for name in [
      "stock", "item", "ledger", "scanned", "stocktakes", "review", "story", "count", "bins", "scan", "closed",
    ] {
      let screen = try #require(shop.folder.read("\(name).screen"), "\(name)")
      for secret in BlindRunTests.secrets { #expect(!screen.contains(secret), "\(name):\n\(screen)") }
      #expect(
        screen.contains("DRILL") || ["stocktakes", "bins", "closed", "count"].contains(name), "\(name):\n\(screen)")
    }
  }
}

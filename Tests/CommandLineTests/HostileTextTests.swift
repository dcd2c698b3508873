import Inventory
import Testing

/// Texts that mean harm, in every field that takes a text: shown safely, kept as given or refused with a cause, and given out
/// as they were given.
@Suite("Hostile text") struct HostileTextTests {
  private static let texts: [(what: String, text: String)] = [
    ("a sequence that clears the screen and names the window", "\u{1B}[2J\u{1B}]0;owned\u{7}x"),
    ("an eight-bit sequence", "a\u{9B}31mred\u{9C}"),
    ("marks that reverse the writing", "a\u{202E}dcba\u{2066}x\u{2069}"),
    ("marks without a width", "a\u{200E}\u{200F}\u{2028}\u{2029}b"), ("a line in a line", "one\ntwo\r\nthree\ttab"),
    ("what a CSV is made of", "a,\"b\";c'd\\e"), ("a formula", "=HYPERLINK(\"http://x\",\"y\")"),
    ("an apostrophe that was there", "'=1+1"), ("names of ten thousand letters", String(repeating: "wx", count: 5_000)),
    ("marks on marks", "e" + String(repeating: "\u{301}", count: 200)), ("wide and joined", "箱👨‍👩‍👧🇩🇪ﷺ"),
    ("right to left", "مستودع שלום"), ("words of a command", "--force; rm -rf / $(reboot) `x` %s %n"),
    ("blanks", " \u{A0}\u{3000} "), ("a private and an unassigned letter", "\u{E000}\u{FFFE}\u{10FFFF}"),
  ]

  /// Commands with a text in one of their fields, which is `X`, and the list in which it is to be found.
  private static let fields: [(words: [String], list: [String])] = [
    (["item", "add", "N", "--name", "X"], ["item", "list"]),
    (["item", "add", "M", "--category", "X"], ["item", "list"]),
    (["item", "add", "X"], ["item", "list"]), (["item", "add", "U", "--unit", "X"], ["item", "list"]),
    (["item", "add", "B", "--barcode", "X"], ["item", "list"]),
    (["location", "add", "L", "--name", "X"], ["location", "list"]),
    (["location", "add", "T", "--in", "HOUSE", "--kind", "room", "--room-type", "X"], ["location", "list"]),
    (["location", "add", "X"], ["location", "list"]),
    (["move", "receipt", "DRILL", "1", "--at", "HOUSE", "--note", "X"], ["move", "list"]),
    (["move", "receipt", "DRILL", "1", "--at", "HOUSE", "--reference", "X"], ["move", "list"]),
    (["move", "receipt", "DRILL", "1", "--at", "HOUSE", "--reason", "X"], ["move", "list"]),
    (["move", "receipt", "DRILL", "1", "--at", "HOUSE", "--meta", "a=X"], ["move", "list"]),
    (["move", "receipt", "GLUE", "1", "--at", "HOUSE", "--lot", "X"], ["lot", "list"]),
    (["move", "receipt", "SCALE", "1", "--at", "HOUSE", "--serial", "X"], ["serial", "list"]),
    (["stock", "edit", "DRILL", "--at", "HOUSE", "--bin", "X"], ["stock", "list"]),
    (["stocktake", "open", "HOUSE", "--name", "X"], ["stocktake", "list"]),
    (["reservation", "create", "--for", "order:X", "--line", "DRILL@HOUSE=1"], ["reservation", "list"]),
    (
      ["transfer", "create", "--from", "HOUSE", "--to", "SHOP", "--line", "DRILL=1", "--reference", "X"],
      ["transfer", "list"]
    ),
    (
      ["order", "create", "PO-1", "--vendor", "X", "--currency", "EUR", "--line", "DRILL=1@1", "--to", "HOUSE"],
      ["order", "list"]
    ),
    (
      ["order", "create", "X", "--vendor", "V", "--currency", "EUR", "--line", "DRILL=1@1", "--to", "HOUSE"],
      ["order", "list"]
    ),
    (["rule", "set", "DRILL", "--at", "HOUSE", "--point", "1", "--vendor", "X"], ["rule", "list"]),
    (["lock", "take", "item:DRILL", "--ttl", "1h", "--purpose", "X"], ["lock", "list"]),
    (["lock", "take", "lot:X", "--ttl", "1h", "--purpose", "p"], ["lock", "list"]),
    (["plate", "add", "X", "--at", "HOUSE", "--line", "DRILL=1"], ["plate", "list"]),
  ]

  /// What a terminal would obey, or what turns the writing round.
  static func isSafe(_ text: String) -> Bool {
    !text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 10: false
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029: true
      default: false
      }
    }
  }

  private static func house() throws -> ShopDoor {
    let door = try ShopDoor()
    for words in [
      ["location", "add", "HOUSE"], ["location", "add", "SHOP"], ["item", "add", "DRILL"],
      ["item", "add", "GLUE", "--track", "lot"], ["item", "add", "SCALE", "--track", "serial"],
      ["move", "receipt", "DRILL", "50", "--at", "HOUSE"],
    ] {
      try #require(door.type(words).exit == 0)
    }
    return door
  }

  @Test(
    "in every field it is kept as given or refused with a cause, and nothing printed harms a terminal", arguments: texts
  )
  func everywhere(what: String, text: String) throws {
    let door = try HostileTextTests.house()
    var quoted = ""
    JSONText.quote(text, into: &quoted)
    var kept = 0
    for (words, list) in HostileTextTests.fields {
      let made = door.type(
        words.map { $0 == "X" || $0.hasSuffix(":X") || $0.hasSuffix("=X") ? String($0.dropLast()) + text : $0 })
      #expect([0, 2, 4, 5].contains(made.exit), "\(what) in \(words): \(made.exit) \(made.errors.prefix(200))")
      #expect(HostileTextTests.isSafe(made.output) && HostileTextTests.isSafe(made.errors), "\(what) in \(words)")
      #expect(made.exit == 0 || !made.errors.isEmpty, "\(what) in \(words)")
      let shown = door.type(list)
      #expect(shown.exit == 0 && HostileTextTests.isSafe(shown.output), "\(what) in \(list)")
      guard made.exit == 0 else { continue }
      kept += 1
      let given = door.type(list + ["--ndjson"] + (list[0] == "lock" ? [] : ["--limit", "1000"])).output
      #expect(given.contains(quoted.dropFirst().dropLast()), "\(what) in \(words) is not given out as it was given")
    }
    #expect(kept > 0, "\(what) is refused everywhere")
    let history = door.type("audit", "list", "--limit", "1000")
    #expect(history.exit == 0 && HostileTextTests.isSafe(history.output), "\(what)")
    #expect(door.type("verify").exit == 0)
  }

  @Test(
    "as CSV it comes back as it was, and what an office program would run stands behind an apostrophe where asked for")
  func spreadsheets() throws {
    let door = try HostileTextTests.house()
    var names: [String] = []
    for (index, (_, text)) in HostileTextTests.texts.enumerated() where text.utf8.count <= 500 {
      if door.type("item", "add", "S\(index)", "--name", text).exit == 0 { names.append(text) }
    }
    for (index, text) in ["-5", "+x", "@x", "\tx", "'-5"].enumerated() {
      if door.type("item", "add", "F\(index)", "--name", text).exit == 0 { names.append(text) }
    }
    for flags in [[], ["--spreadsheet-safe"]] {
      let path = door.folder.path + "/items.csv"
      #expect(door.type(["export", "items", "--to", path] + flags).exit == 0)
      let text = try #require(door.folder.read("items.csv"))
      #expect(text.contains("'=HYPERLINK(") == !flags.isEmpty)
      #expect(text.contains("\"'-5\"") == !flags.isEmpty)
      let same = door.type(["import", "items", path, "--json"] + flags)
      #expect(same.output.contains("\"accepted\":0,") && same.output.contains("\"rejected\":0,"), "\(same.output)")
      let copy = try ShopDoor()
      #expect(copy.type(["import", "items", path] + flags).exit == 0)
      let given = copy.type("item", "list", "--ndjson", "--limit", "100").output
      for name in names {
        var quoted = ""
        JSONText.quote(name, into: &quoted)
        #expect(given.contains(quoted), "\(name)")
      }
    }
    // Or the house says so once, for whatever leaves it.
    door.type("connector", "add", "shop", "--kind", "pos", "--push", "--what", "items", "--folder", door.folder.path)
    for value in ["no", "yes"] {
      if value == "yes" { door.type("setting", "set", "spreadsheet_safe", value) }
      #expect(door.type("connector", "run", "shop").exit == 0)
      #expect(door.folder.read("shop-items.csv")?.contains("'=HYPERLINK(") == (value == "yes"))
      #expect(door.type("export", "items").output.contains("'=HYPERLINK(") == (value == "yes"))
      #expect(!door.type("export", "items", "--format", "ndjson").output.contains("'=HYPERLINK("))
    }
    // A number stays a number, below zero too.
    door.type("setting", "set", "allow_negative_stock", "yes")
    door.type("move", "issue", "DRILL", "60", "--at", "HOUSE")
    #expect(door.type("export", "stock", "--spreadsheet-safe").output.contains(",-10,"))
  }
}

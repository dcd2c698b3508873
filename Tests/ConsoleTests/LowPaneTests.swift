import Console
import Inventory
import Terminal
import Testing

extension PaneScript {
  /// On the list of what is low.
  static func low(
    _ low: PaperLow = .small(), columns: Int = 80, rows: Int = 24, session: String = ""
  ) -> PaneScript {
    let script = PaneScript(low.house, columns: columns, rows: rows, session: session, service: low)
    if session.isEmpty { script.type("g l") }
    return script
  }

  /// The codes of what is low, and the one under the cursor.
  var lowCodes: [String] {
    lines.dropFirst(2).prefix { !$0.hasPrefix("--") }.compactMap { line in
      line.count > 3 ? line.dropFirst(3).split(separator: " ").first.map(String.init) : nil
    }
  }

  var lowCode: String? {
    lines.first { $0.hasPrefix(">") }.flatMap { $0.dropFirst(3).split(separator: " ").first.map(String.init) }
  }

  /// The line of a code.
  func lowLine(_ code: String) -> String { lines.dropFirst(2).first { $0.contains(code) } ?? "" }
}

extension PaperLow {
  var acts: [any Act] { state.withLock { $0.acts } }
  func last<A: Act>(_ type: A.Type) -> A? { acts.last as? A }
}

@Suite("What is low, and what is done about it")
struct LowPaneTests {
  static let all = ["WID-220", "GLU-1", "ZIP-370", "YOK-010", "WID-100", "WRP-500", "ZNC-001"]

  @Test("signals stand by urgency with what they have, use, wait for and need; flags say what hurries")
  func list() {
    let script = PaneScript.low()
    #expect(script.lowCodes == LowPaneTests.all)
    for words in ["LOW STOCK", "3 open", "2 out", "2 covered", "1 snoozed"] {
      #expect(script.lines[0].contains(words), "\(words) in \(script.lines[0])")
    }
    for (code, start, words) in [
      ("WID-220", ">! ", ["0", "40", "6.0", "0 d", "10 d", "-10 d", "120", "open"]),
      ("GLU-1", " ! ", ["12", "60", "24", "15 Jul", "3 d", "-4 d", "72"]), ("ZIP-370", "   ", ["+12 d", "covered"]),
      ("YOK-010", " ! ", ["-21 d", "BEN 11:40"]), ("WRP-500", " * ", ["13 d", "-1 d", "60"]),
      ("ZNC-001", "   ", ["+15 d", "till 17.7"]),
    ] {
      let line = script.lowLine(code)
      #expect(line.hasPrefix(start), "\(line)")
      for word in words { #expect(line.contains(word), "\(word) in \(line)") }
    }
    script.type("s")
    #expect(script.lowCodes.first == "GLU-1")
    script.type("s")
    #expect(script.lowCodes.first == "WID-220" || script.lowCodes.first == "YOK-010")
  }

  @Test("under the list stands why: what made it low, what is under way, who waits, who could give")
  func why() {
    let normal = PaneScript.low()
    #expect(normal.says("avail 0 <= rop 40 since 13:44 (issue so-2231, -8) no order under way"))
    #expect(normal.says("best source SOUTH: 212 there, keeps 18 d of cover after giving 120"))
    normal.type("j")
    normal.wait(milliseconds: 200)
    #expect(normal.says("PO-790 24 on 15 Jul"))
    let wide = PaneScript.low(columns: 160, rows: 40)
    for words in ["open demand so-2231 8, so-2240 24", "vendor ACME 10 d, multiple 12, min 48", "also EAST: 60 there"] {
      #expect(wide.says(words), "\(words)")
    }
    normal.type("gg w")
    for words in ["Why WID-220 at NORTH", "available 8 0", "fill up to 120", "last movements"] {
      #expect(normal.says(words), "\(words)")
    }
  }

  @Test("a handheld shows the code, what is left of the point and the state; a narrow screen what to order")
  func small() {
    let hand = PaneScript.low(columns: 20, rows: 8)
    #expect(hand.lines[0].hasPrefix("LOW") && hand.lines[0].contains("out 2"))
    #expect(hand.lines[1].hasPrefix(">!WID-220") && hand.lines[1].contains("0/40"))
    #expect(hand.screen.contains("6.0/d cover 0d o120") && hand.screen.contains("SOUTH has 212"))
    let narrow = PaneScript.low(columns: 40, rows: 12)
    #expect(narrow.lines[1].contains("avail") && narrow.lines[1].contains("order"))
    #expect(narrow.lowLine("GLU-1").contains("72"))
  }

  @Test(
    "a filter shows what it says, and Esc shows all again",
    arguments: [
      ("o", ["WID-220", "GLU-1", "YOK-010", "WRP-500"]), ("f Enter 6 F9", ["ZIP-370", "WID-100"]),
      ("f Enter 5 F9", ["ZNC-001"]), ("f Enter Enter y F9", ["WID-220", "YOK-010"]),
      ("f Enter Enter Enter ACME F9", ["WID-220", "WRP-500"]), ("f SOUTH F9", []), ("/ wid", ["WID-220", "WID-100"]),
    ])
  func filters(_ keys: String, _ codes: [String]) {
    let script = PaneScript.low()
    script.type(keys)
    if codes.isEmpty {
      #expect(script.screen.contains("Nothing low fits this filter."))
    } else {
      #expect(script.lowCodes == codes)
    }
    script.type("Esc")
    #expect(script.lowCodes == LowPaneTests.all)
    script.type("Esc")
    #expect(script.lines[0].contains("STOCK") && !script.lines[0].contains("LOW"))
  }

  @Test("what is mine is shown by `me`; whom it is assigned to stands in the list")
  func mine() {
    let script = PaneScript.low()
    script.type("j A F9 f Enter Enter Enter Enter me F9")
    #expect(script.lowCodes == ["GLU-1"] && script.lowLine("GLU-1").contains("for ANNA"))
  }

  @Test(
    "a scan goes to the row of the item, opens the card of one that is not low, and a place shows what is low in it")
  func scans() {
    let script = PaneScript.low()
    script.scan("YOK-010")
    #expect(script.lowCode == "YOK-010" && script.says("YOK-010 is low at NORTH"))
    script.scan("4006381333931")
    #expect(script.lowCode == "WID-220")
    script.scan("TAP-048")
    #expect(script.screen.contains("ITEM TAP-048"))
    script.type("Esc / A-03-2 Enter")
    #expect(script.lines[0].contains("A-03-2") && script.says("what is low at"))
  }

  @Test("Enter opens the item; letters, Enter and stray scans write nothing")
  func harmless() {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    script.type("Enter")
    #expect(script.screen.contains("ITEM WID-220"))
    script.type("Esc")
    for code in ["KZTOAEB-1", "ACKZ-9931", "9999999999", "OTKEAZ"] {
      script.scan(code)
      script.type("Esc Esc g l")
    }
    script.type("K Enter y Esc Z Enter Enter Esc T Enter Enter Enter Enter Esc O Enter Enter Esc E Enter Esc")
    #expect(low.acts.isEmpty)
  }

  @Test(
    "a command that cannot be done says why",
    arguments: [
      ("j j j F4", "BEN acknowledged YOK-010 at NORTH already"), ("j j K", "ZIP-370 at NORTH is covered"),
      ("j j Z", "ZIP-370 at NORTH is covered"), ("F9", "there is nothing to commit: T transfers"),
      ("-", "nothing is marked"), ("f SOUTH F9 T", "nothing low is under the cursor"),
      ("E F9 E F9 E", "there is nobody above them"), ("Space Space C", "one is counted at a time"),
      ("j j j C", "there is no record to count"),
    ])
  func offs(_ keys: String, _ words: String) {
    let script = PaneScript.low()
    script.type(keys)
    #expect(script.says(words), "\(script.screen)")
  }

  @Test("who may not supervise is told before they try; transfers and orders are theirs all the same")
  func refusal() {
    let low = PaperLow.small()
    low.state.withLock { $0.refusal = .notPermitted(actor: "ANNA", role: .dock, right: .supervise) }
    let script = PaneScript.low(low)
    for key in ["F4", "K", "Z", "A", "E", "B"] {
      script.type(key)
      #expect(script.says("supervisor"), "\(key): \(script.screen)")
    }
    script.type("O F9")
    #expect(low.last(CreateRequisition.self) != nil)
  }

  @Test("what changes elsewhere is read again and painted; held still it waits for z")
  func liveChanges() {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    script.type("j")
    low.state.withLock { $0.rows[1].signal.figures.available = Quantity(7) }
    script.send(.changed)
    #expect(script.lowCode == "GLU-1" && script.lowLine("GLU-1").contains(" 7 "))
    script.type("z")
    low.state.withLock { $0.rows.removeFirst() }
    script.send(.changed)
    #expect(script.lowCodes.count == 7 && script.lines[0].contains("HELD STILL"))
    script.type("z")
    #expect(script.lowCodes.count == 6 && script.lowCode == "GLU-1")
  }

  @Test("a mark goes with the row that is not low any more")
  func lostMarks() {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    script.type("Space Space")
    #expect(script.lines[0].contains("2 marked"))
    low.state.withLock { $0.rows.removeFirst() }
    script.send(.changed)
    #expect(script.lines[0].contains("1 marked"))
  }

  @Test("filter, order, columns and cursor stay for the next session")
  func session() {
    let script = PaneScript.low()
    script.type("s o c Down Space Enter j")
    #expect(script.lowCode == "WRP-500")
    let next = PaneScript.low(session: script.console.sessionText)
    #expect(next.lines[0].contains("LOW STOCK") && next.lines[0].contains("not covered"))
    #expect(next.lowCode == "WRP-500" && next.lowCodes == ["GLU-1", "WID-220", "WRP-500", "YOK-010"])
    next.type("Esc")
    #expect(next.lowCodes.count == 7)
  }

  @Test("ten thousand signals are read a page at a time")
  func large() {
    let low = PaperLow.large(10_000)
    let script = PaneScript.low(low)
    let before = low.state.withLock { $0.questions }
    script.type("PgDn PgDn PgDn G k gg")
    #expect(script.lowCode == "SKU-00001" && low.state.withLock { $0.questions } - before < 20)
    script.type("G")
    #expect(script.lowCode == "SKU-10000")
  }

  @Test("counters that are kept from who asks are not shown; without a screen the list is sentences")
  func plain() {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    #expect(
      script.console.plainText().contains(
        "GLU-1 at NORTH  Glue 250 ml  available 12  reorder point 60  cover 3 d  order 72  open"))
    low.state.withLock { $0.isWithheld = true }
    script.send(.changed)
    #expect(!script.lines[0].contains("out") && !script.console.plainText().contains("2 out"))
    let none = PaneScript.low(PaperLow(PaperLow.State()))
    #expect(none.screen.contains("Nothing is low."))
  }
}

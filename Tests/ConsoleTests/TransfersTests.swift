import Console
import Inventory
import Terminal
import Testing

extension PaneScript {
  /// On the list of transfers.
  static func transfers(
    _ moving: PaperMoving = .small(), columns: Int = 80, rows: Int = 24, session: String = ""
  ) -> PaneScript {
    let script = PaneScript(moving.house, columns: columns, rows: rows, session: session, service: moving)
    if session.isEmpty { script.type("g t") }
    return script
  }

  /// The codes on the screen, without the rule of a panel.
  var shownCodes: [String] { codes.filter { $0 != "|" } }
}

extension PaperMoving {
  /// The last act about transfers.
  func last<A: Act>(_ type: A.Type) -> A? { state.withLock { $0.acts.last as? A } }

  func transfer(_ number: Int64) -> Transfer? {
    state.withLock { state in state.transfers.first { $0.id.number == number } }
  }
}

@Suite("The list of transfers, and one of them line by line")
struct TransfersTests {
  @Test("those under way stand first, the urgent before the late, and tell when they come and how far they are")
  func list() {
    let script = PaneScript.transfers()
    #expect(script.codes == ["TR-0885", "TR-0884", "TR-0883", "TR-0882", "TR-0881"])
    #expect(script.lines[0].contains("3 under way  3 discrepancies"))
    for (line, words) in [
      (2, ["!!", "NORTH", "SOUTH/S-01", "requested", "0/2"]), (3, ["in transit", "late 2 d", "1/4", "18"]),
      (4, ["in transit", "3 d old", "300"]), (5, ["completed", "1/1"]), (6, ["cancelled"]),
    ] {
      for word in words { #expect(script.lines[line].contains(word), "\(word) in \(script.lines[line])") }
    }
    #expect(script.screen.contains("S ships it"))
    script.type("s")
    #expect(script.codes == ["TR-0885", "TR-0884", "TR-0883", "TR-0882", "TR-0881"])
    #expect(script.lines[0].contains("newest first"))
    script.type("s o")
    #expect(script.codes == ["TR-0885", "TR-0884", "TR-0883"])
    script.type("Esc")
    #expect(script.codes.count == 5)
    script.type("Esc")
    #expect(script.lines[0].contains("STOCK"))
  }

  @Test(
    "a filter shows what it says, and Esc shows all again",
    arguments: [
      ("f 2 F9", ["TR-0885", "TR-0884", "TR-0883"]), ("f 3 F9", ["TR-0882", "TR-0881"]), ("f 4 F9", ["TR-0885"]),
      ("f 5 F9", ["TR-0884", "TR-0883"]), ("f 6 F9", ["TR-0882"]), ("f 7 Enter SOUTH F9", ["TR-0881"]),
      ("f Enter Enter FLOOR F9", ["TR-0884"]), ("f Enter Enter Enter SER-7 Enter", ["TR-0885", "TR-0884"]),
    ])
  func filters(_ keys: String, _ codes: [String]) {
    let script = PaneScript.transfers()
    script.type(keys)
    #expect(script.codes == codes)
    script.type("Esc")
    #expect(script.codes.count == 5)
  }

  @Test("find follows what is typed: one hit opens, what is none is looked up, Esc comes back")
  func find() {
    let script = PaneScript.transfers()
    script.type("j / SO-2")
    #expect(script.codes == ["TR-0885"] && script.input.hasPrefix("find> SO-2"))
    script.type("Esc")
    #expect(script.codes.count == 5 && script.cursorCode == "TR-0884")
    script.type("/ 883 Enter")
    #expect(script.lines[0].contains("TRANSFER TR-0883"))
    script.type("Esc Esc / 4006381333931 Enter")
    #expect(script.codes == ["TR-0884"] && script.screen.contains("transfers of WID-220"))
    script.type("Esc / nothing")
    #expect(script.screen.contains("No transfer is \"nothing\""))
  }

  @Test("a scan over the list shows the transfers of the item, or to the place")
  func scans() {
    let script = PaneScript.transfers()
    script.scan("4006381333931")
    #expect(script.codes == ["TR-0884"] && script.screen.contains("transfers of WID-220   Esc shows all"))
    script.type("Esc / D-1 Enter")
    #expect(script.codes == ["TR-0882", "TR-0881"])
  }

  @Test("Enter shows the lines: what came of each, what is open about it, and who receives it")
  func lines() {
    let script = PaneScript.transfers(columns: 120, rows: 40)
    script.type("j")
    script.wait(milliseconds: 200)
    #expect(script.screen.contains("DORA receives it now") && script.screen.contains("GLU-1 lot L2407"))
    script.type("Enter")
    #expect(script.shownCodes == ["WID-220", "GLU-1", "SER-7", "TAP-048"])
    for words in [
      "TRANSFER TR-0884", "1/4 lines done", "2 discrepancies", "48 asked, 48 shipped, 40 good, 2",
      "DORA receives it now",
      "1 WID-220 damaged 2, source",
    ] { #expect(script.screen.contains(words), "\(words)") }
    script.type("o")
    #expect(script.shownCodes == ["WID-220", "GLU-1", "SER-7"])
    script.scan("4006381333931")
    #expect(script.shownCodes == ["WID-220"])
    script.type("Esc Enter")
    #expect(script.screen.contains("ITEM WID-220"))
    script.type("g t")
    #expect(script.lines[0].contains("TRANSFERS") && script.cursorCode == "TR-0884")
  }

  @Test("columns are chosen, and stay for the next session, as do order, filter and cursor")
  func session() {
    let script = PaneScript.transfers()
    script.type("c Down Space Down Space Enter")
    #expect(!script.lines[1].contains("from") && script.lines[1].contains("to"))
    script.type("f 2 F9 j")
    let next = PaneScript.transfers(session: script.console.sessionText)
    #expect(next.lines[0].contains("TRANSFERS") && next.lines[0].contains("under way"))
    #expect(next.cursorCode == "TR-0884" && !next.lines[1].contains("from"))
    next.type("Enter j")
    let last = PaneScript.transfers(session: next.console.sessionText)
    #expect(last.lines[0].contains("TR-0884") && last.cursorCode == "GLU-1")
    last.type("Esc")
    #expect(last.lines[0].contains("TRANSFERS"))
  }

  @Test(
    "a command that cannot be done says why",
    arguments: [
      ("C", "nothing of TR-0885 is on its way: S ships it"), ("R", "nothing of TR-0885 is on its way"),
      ("j S", "all that TR-0884 asks for is shipped"), ("j X", "all of TR-0884 is shipped: R sends it back"),
      ("G S", "TR-0881 is cancelled: nothing more of it is shipped"), ("G E", "TR-0881 is cancelled: it stays"),
      ("G X", "TR-0881 is cancelled already"), ("F9", "there is nothing to commit"),
    ])
  func offs(_ keys: String, _ words: String) {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type(keys)
    #expect(script.says(words))
    #expect(moving.state.withLock { $0.acts.isEmpty })
  }

  @Test("Enter, letters and stray scans write nothing")
  func harmless() {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.scan("SSCCRRXXNNEE")
    script.type("Esc S Enter Enter Enter Esc X Enter y Esc j C Enter Enter Enter Esc R Enter Esc")
    script.scan("9999999999")
    #expect(moving.state.withLock { $0.acts.isEmpty } && moving.house.state.withLock { $0.acts.isEmpty })
  }

  @Test("what changes elsewhere is read again, painted, and the cursor stays on its transfer")
  func liveChanges() {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type("j j")
    moving.state.withLock { $0.transfers[0].status = .cancelled }
    script.send(.changed)
    #expect(script.cursorCode == "TR-0883" && script.codes.first == "TR-0884")
    script.type("Enter")
    moving.state.withLock { $0.lines[TransferID(883)]?[0].good = Quantity(200) }
    script.send(.changed)
    #expect(script.lines.contains { $0.contains("WIP-001") && $0.contains("200") && $0.contains("100") })
  }

  @Test("ten thousand transfers are read a page at a time")
  func large() {
    let moving = PaperMoving.large(10_000)
    let script = PaneScript.transfers(moving)
    let before = moving.state.withLock { $0.questions }
    script.type("PgDn PgDn PgDn PgDn G k gg")
    #expect(script.cursorCode == "TR-0001")
    #expect(moving.state.withLock { $0.questions } - before < 10)
    script.type("G")
    #expect(script.cursorCode == "TR-10000")
  }

  @Test("who counts blind sees the documents and no figure")
  func blind() {
    let moving = PaperMoving.small()
    moving.state.withLock { $0.isBlinded = true }
    let script = PaneScript.transfers(moving)
    #expect(script.codes.count == 5 && !script.screen.contains("300") && !script.screen.contains("0/2"))
    script.type("Enter")
    #expect(script.says("what TR-0885 holds"))
  }

  @Test("without a screen the list and the lines are sentences; an empty list says what to do")
  func plain() {
    let script = PaneScript.transfers()
    #expect(
      script.console.plainText().contains(
        "TR-0884  NORTH/A-03-2 to SOUTH/S-FLOOR  in transit  1 of 4 lines done, 18 in transit, 2 discrepancies"))
    script.type("j Enter")
    #expect(script.console.plainText().contains("2  GLU-1 lot L2407  Glue 250 ml  10 asked, 10 shipped, 10 on the way"))
    let none = PaneScript.transfers(PaperMoving(.small(), PaperMoving.State()))
    #expect(none.screen.contains("There is no transfer yet."))
    none.type("Enter S")
    #expect(none.screen.contains("no transfer is under the cursor"))
  }
}

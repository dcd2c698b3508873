import Console
import Inventory
import Terminal
import Testing

extension PaneScript {
  /// On the list of lots, or of serials.
  static func traced(
    _ traced: PaperTraced = .small(), at keys: String = "g e", columns: Int = 80, rows: Int = 24, session: String = ""
  ) -> PaneScript {
    let script = PaneScript(traced.house, columns: columns, rows: rows, session: session, service: traced)
    if session.isEmpty { script.type(keys) }
    return script
  }
}

extension PaperTraced {
  /// The last act about lots and serials.
  func last<A: Act>(_ type: A.Type) -> A? { state.withLock { $0.acts.last as? A } }

  /// Whoever asks counts blind.
  func withhold() {
    state.withLock { state in
      for index in state.lots.indices {
        state.lots[index].isWithheld = true
        (state.lots[index].onHand, state.lots[index].blocked) = (Quantity(1), .zero)
        state.cards[state.lots[index].lot.code]?.row = state.lots[index]
        state.cards[state.lots[index].lot.code]?.places = []
      }
    }
  }
}

@Suite("Lots by expiry, and the card of one")
struct LotPaneTests {
  @Test("those that expire first stand first, and words tell what must not be used and what has to be used soon")
  func list() {
    let script = PaneScript.traced()
    #expect(script.codes == ["L2401", "L2404", "L2407", "漢字-LO~", "B-9"])
    #expect(script.lines[0].contains("in stock") && script.lines[0].contains("5 lots  1 expired  2 soon"))
    for (line, words) in [
      (2, ["GLU-1", "1 Jul 26", "-13", "EXPIRED"]), (3, ["14 Jul 26", " 0 ", "last day"]),
      (4, ["4 Aug 26", "21", "18", "3", "2", "soon"]), (5, ["RES-2K", "31 Jan 31", "1204500", "quarantine"]),
      (6, ["WID-300", "never", "77"]),
    ] {
      for word in words { #expect(script.lines[line].contains(word), "\(word) in \(script.lines[line])") }
    }
    #expect(script.screen.contains("expired: use ended 1 Jul 26, 13 days ago"))
    #expect(script.console.plainText().contains("L2404  GLU-1  Glue 250 ml  use through 14 Jul 26, its last day"))
    script.type("o")
    #expect(script.codes.first == "OLD-1" && script.lines[0].contains("all"))
    script.type("Esc")
    #expect(script.codes.count == 5)
    script.type("Esc")
    #expect(script.lines[0].contains("STOCK"))
  }

  @Test(
    "a filter shows what it says, and Esc shows all again",
    arguments: [
      ("f 4 F9", ["L2401"]), ("f 3 F9", ["漢字-LO~"]), ("f Enter Enter WID-300 F9", ["B-9"]),
      ("f Enter Enter Enter 21 F9", ["L2401", "L2404", "L2407"]),
      ("f Enter Enter Enter 2026-08-04 F9", ["L2401", "L2404"]),
      ("f 4 Enter Enter Enter Enter 2 Enter", ["OLD-1", "L2401"]),
    ])
  func filter(_ keys: String, _ codes: [String]) {
    let script = PaneScript.traced()
    script.type(keys)
    #expect(script.codes == codes)
    script.type("Esc")
    #expect(script.codes.count == 5)
  }

  @Test("a filter that means nothing says why, and Esc comes back")
  func badFilter() {
    let script = PaneScript.traced()
    script.type("f Enter Enter Enter soon F9")
    #expect(script.screen.contains("\"soon\" is no day"))
    script.type("Esc f Enter NOWHERE F9")
    #expect(script.screen.contains("NOWHERE"))
    script.type("Esc")
    #expect(script.codes.count == 5)
  }

  @Test("a lot is found by its beginning or by its item, opens when it is the only one, and Esc brings the list back")
  func find() {
    let script = PaneScript.traced()
    script.type("j /")
    script.write("L24")
    #expect(script.codes == ["L2401", "L2404", "L2407"])
    script.write("07")
    script.type("Enter")
    #expect(script.lines[0].contains("LOT L2407"))
    script.type("Esc Esc")
    #expect(script.codes.count == 5 && script.cursorCode == "L2404")
    script.type("/")
    script.write("WID-3")
    #expect(script.codes == ["B-9"])
    script.type("Ctrl-U")
    script.write("88-1203")
    #expect(script.screen.contains("No lot and no item of one begins with"))
    script.type("Enter")
    #expect(script.lines[0].contains("SERIAL 88-1203"))
  }

  @Test("the card tells the places, where it came from and where it went, through every split, and leads there")
  func card() {
    let script = PaneScript.traced(rows: 40)
    script.type("j j Enter")
    let screen = script.screen
    for words in [
      "LOT L2407  GLU-1  soon", "use through 4 Aug 26, 21 days left", "made 1 Feb 26", "on hand 18, blocked 3",
      "NORTH/QUARANTINE", "split from L2400: 48 became L2407", "po-77", "split into L2407-B: 6 of L2407", "so-2240",
      "lot L2407-B", "88-1201",
    ] { #expect(screen.contains(words), "\(words)") }
    script.type("G k k k Enter")
    #expect(script.lines[0].contains("SERIAL 88-1201"))
    script.type("Esc gg Enter")
    #expect(script.lines[0].contains("ITEM GLU-1"))
    script.type("Esc")
    for _ in 0..<10 { script.type("j") }
    script.type("Enter")
    #expect(script.screen.contains("no lot \"L2400\"") && script.screen.contains("Press r"))
    script.type("Esc y")
    #expect(script.copied == "L2407")
  }

  @Test("a lot or a serial that is scanned in any browse pane opens its card, and the next scan takes its place")
  func scans() {
    for keys in ["", "Enter", "g e", "g n", "g t", "g v"] {
      let traced = PaperTraced.small()
      let script = PaneScript(traced.house, service: traced)
      script.type(keys)
      script.scan("漢字-LONG-LOT-2026")
      #expect(script.lines[0].contains("LOT 漢字-LONG-LOT-2026"), "after \(keys)")
      script.scan("88-1204")
      #expect(script.lines[0].contains("SERIAL 88-1204"), "after \(keys)")
      script.type("Esc")
      #expect(!script.lines[0].contains("SERIAL 88-") && !script.lines[0].contains("LOT 漢"), "after \(keys)")
    }
  }

  @Test("a short label of a capital and digits is a lot, over a card too; what names nothing says so")
  func shortLabels() {
    for keys in ["", "j Enter", "g e", "g n", "g t"] {
      let traced = PaperTraced.small()
      let script = PaneScript(traced.house, service: traced)
      script.type(keys)
      script.scan("L2407")
      #expect(script.lines[0].contains("LOT L2407"), "after \(keys)")
      script.scan("L9999")
      #expect(script.lines[0].contains("LOT L2407") && script.screen.contains("9999 is not known"), "after \(keys)")
    }
  }

  @Test("whoever counts blind sees no figure of a lot, and is told that they are kept")
  func withheld() {
    let traced = PaperTraced.small()
    traced.withhold()
    let script = PaneScript.traced(traced)
    script.type("j Enter")
    #expect(script.screen.contains("on hand -, blocked -") && script.screen.contains("kept from you"))
    #expect(!script.screen.contains("nothing has come yet"))
  }

  @Test("an item or a place that is scanned over the list shows its lots; from an item one key leads to them")
  func ofItem() {
    let script = PaneScript.traced()
    script.scan("WID-300")
    #expect(script.codes == ["B-9"] && script.screen.contains("lots of WID-300   Esc shows all"))
    script.type("Esc Esc j Enter t")
    #expect(script.codes == ["OLD-1", "L2401", "L2404", "L2407"])
    script.type("Esc")
    #expect(script.lines[0].contains("ITEM GLU-1"))
    script.type("Esc k Enter t")
    #expect(script.screen.contains("BOX-12 is kept neither by lot nor by serial"))
  }

  @Test("of a hundred thousand lots a page is one question, from either end")
  func pages() {
    let traced = PaperTraced.large(100_000)
    let script = PaneScript.traced(traced)
    #expect(traced.state.withLock { $0.pages.count } == 1)
    script.type("G")
    #expect(script.cursorCode == "L100000")
    script.type("gg PgDn PgDn")
    #expect(traced.state.withLock { $0.pages.allSatisfy { $0.limit <= 100 } && $0.pages.count < 12 })
  }

  @Test("the next start comes back to the lot, the list and its filter")
  func session() {
    let script = PaneScript.traced()
    script.type("o j Enter")
    let text = script.console.sessionText
    let again = PaneScript.traced(session: text)
    #expect(again.lines[0].contains("LOT L2404"))
    again.type("Esc")
    #expect(again.cursorCode == "L2404" && again.codes.first == "OLD-1")
  }

  @Test("an empty list, and one without the goods, say what to do")
  func empty() {
    let script = PaneScript.traced(PaperTraced())
    #expect(script.screen.contains("There is nothing of any lot.") && script.screen.contains("N  makes a lot known"))
    script.type("Enter")
    #expect(script.screen.contains("no record is under the cursor"))
    script.type("Q")
    #expect(script.screen.contains("no lot is under the cursor"))
  }
}

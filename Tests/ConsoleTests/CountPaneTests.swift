import Console
import Inventory
import Terminal
import Testing

/// Counting, through keys and scans: what is counted, what the screen says of it, what is heard.
@Suite("The counting pane")
struct CountPaneTests {
  private func counting(_ house: PaperWarehouse = .counted(), bin: String? = "A-03-2") -> PaneScript {
    let script = PaneScript(house)
    script.type("g c")
    if let bin { script.scan(bin) }
    script.beeps = []
    return script
  }

  @Test(
    "one grammar: what is scanned and typed, and what is counted",
    arguments: [
      ("9501101530003|", "scan WID-100 1"), ("WID-100|wid-100|", "scan WID-100 1; scan WID-100 1"),
      ("WID-100|144|", "scan WID-100 1; typed WID-100 143"),
      ("WID-100|144|145|", "scan WID-100 1; typed WID-100 143; typed WID-100 1"),
      ("WID-100|0|", "scan WID-100 1; typed WID-100 -1"), ("WID-100|1|", "scan WID-100 1"),
      ("WID-100|12c+3|", "scan WID-100 1; typed WID-100 146"), ("WID-100|6x8+3|", "scan WID-100 1; typed WID-100 50"),
      ("14006381333938|", "scan WID-100 12"), ("14006381333938|4|", "scan WID-100 12; typed WID-100 36"),
      ("5*|WID-100|WID-100|", "typed WID-100 5; scan WID-100 1"), ("$$X10|WID-100|", "typed WID-100 10"),
      ("3*|14006381333938|", "typed WID-100 36"),
      ("WID-100|+3|-1|", "scan WID-100 1; typed WID-100 3; typed WID-100 -1"),
      ("WID-100|+1c|", "scan WID-100 1; typed WID-100 12"), ("WID-100|=7|", "scan WID-100 1; set WID-100 6"),
      ("WID-100|7|<F8>", "scan WID-100 1"), ("WID-100|7|<F8><F8>", ""), ("WID-100|$$UNDO|", ""),
      ("WID-100|$8|", ""), ("WID-100|<Alt-8>", ""), ("<F3>WID-100|WID-100|", "scan WID-100 1 damaged; scan WID-100 1"),
      ("$$DAMAGED|WID-100|", "scan WID-100 1 damaged"), ("0|", "zero WID-100 0; zero WID-220 0"),
      ("<F2>", "zero WID-100 0; zero WID-220 0"), ("$$ZERO|", "zero WID-100 0; zero WID-220 0"),
      ("5012345678900|", "unknown 5012345678900 1"), ("]E05012345678900|", "unknown ]E05012345678900 1"),
      ("]C10109501101530003|", "scan WID-100 1"), ("||  ||", ""), ("$$FOO|", ""), ("12c|", ""), ("7|", ""),
      ("WID-100|+|", "scan WID-100 1; unknown + 1"),
    ])
  func grammar(_ keys: String, _ counts: String) {
    let script = counting()
    script.play(keys)
    #expect(script.house.counts.joined(separator: "; ") == counts, "\(script.screen)")
  }

  @Test("a line is the sum of its scans, and the screen says so")
  func lines() {
    let script = counting()
    script.play("WID-100|WID-100|WID-220|144|WID-100|")
    #expect(script.screen.contains(" > WID-100        Widget M4 zinc                                 3  pcs    14:02"))
    #expect(script.screen.contains("   WID-220        Widget M6 A2                                 144  pcs    14:02"))
    #expect(
      script.screen.contains(" ok    +1   line 2 -> 3") && script.screen.contains("bin A-03-2   open, 2 lines so far"))
    #expect(script.beeps == [1, 1, 1, 1, 1])
    script.play("WID-220|=5|")
    #expect(script.screen.contains("=5   WID-220  Widget M6 A2   line 145 -> 5"))
  }

  @Test("lots: a label counts at once, a plain code asks, and a scan in between parks what was asked about")
  func lots() {
    let house = PaperWarehouse.counted()
    house.state.withLock { $0.items["GLU-1"]?.barcodes = [Barcode("4006381333931")] }
    house.state.withLock { $0.items["WID-220"]?.barcodes = [] }
    let script = counting(house, bin: "A-07-1")
    script.play("]C1010400638133393110L2407|")
    #expect(house.counts == ["scan GLU-1 L2407 1"] && script.beeps == [1])
    script.play("GLU-1|")
    #expect(script.screen.contains("1 L2407  expires 4 Aug 26") && script.screen.contains("2 L2409  expires 1 Oct 26"))
    #expect(script.input == "lot>")
    script.play("2|5|")
    #expect(house.counts.suffix(2) == ["scan GLU-1 L2409 1", "typed GLU-1 L2409 4"])
    script.play("GLU-1|n|L9|")
    #expect(house.counts.last == "scan GLU-1 L9 1")
    script.play("GLU-1|WID-100|")
    #expect(house.counts.suffix(2) == ["unknown GLU-1 1", "scan WID-100 1"])
    script.play("GLU-1|<Esc>")
    #expect(house.counts.last == "unknown GLU-1 1" && script.input == "scan>")
    script.play("GLU-1|n|WID-100|")
    #expect(house.counts.suffix(2) == ["unknown GLU-1 1", "scan WID-100 1"])
  }

  @Test("serials: one each, repeats are refused and say who")
  func serials() {
    let script = counting(bin: "V-02")
    script.play("SER-7|88-1201|")
    #expect(script.house.counts == ["scan SER-7 88-1201 1"])
    script.play("SER-7|88-1201|")
    #expect(script.house.counts == ["scan SER-7 88-1201 1"] && script.beeps.last == 3)
    #expect(script.screen.contains("was counted at V-02 by ANNA already"))
    script.play("SER-7|88-1202|9|")
    #expect(script.house.counts.count == 2 && script.screen.contains("a serial is one unit"))
    // A label that looks like a sum is a label where the books know it.
    let house = PaperWarehouse.receiving()
    house.takeOver(.counted())
    let label = counting(house, bin: "V-02")
    label.play("WID-100|88-1203|")
    #expect(house.counts == ["scan WID-100 1", "scan SER-7 88-1203 1"])
  }

  @Test("a short number that is an item too is asked about once")
  func shortNumber() {
    let script = counting()
    script.play("WID-100|12|")
    #expect(script.input == "i/q>" && script.screen.contains("12: i the item of this code, q quantity 12"))
    script.play("q|")
    #expect(script.house.counts == ["scan WID-100 1", "typed WID-100 11"])
    script.play("WID-220|12|")
    #expect(script.house.counts.suffix(2) == ["scan WID-220 1", "typed WID-220 11"])
    let other = counting()
    other.play("12|")
    #expect(other.house.counts == ["scan 12 1"], "nothing was scanned before it, so it is the item")
    other.play("WID-100|12|i|12|")
    #expect(other.house.counts.suffix(2) == ["scan 12 1", "scan 12 1"])
  }

  @Test("scans that nobody understood are kept, named later, or dropped")
  func parked() {
    let script = counting()
    script.play("5012345678900|WID-220|5012345678917|")
    #expect(script.beeps == [2, 1, 2])
    #expect(script.screen.contains("?? 5012345678900   not known, parked (1)"))
    #expect(script.lines.last?.contains("F4 parked(2)") == true)
    script.play("<F4>2|WID-100|")
    #expect(script.house.counts == ["unknown 5012345678900 1", "scan WID-220 1", "scan WID-100 1"])
    script.play("x|<Esc>")
    #expect(script.house.counts == ["scan WID-220 1", "scan WID-100 1"])
    #expect(!script.screen.contains("??") && script.lines.last?.contains("parked(") == false)
  }

  @Test("bins: the next label closes the one before, a place outside is refused, F9 closes")
  func bins() {
    let script = counting()
    script.play("WID-100|A-04-1|")
    #expect(script.screen.contains("bin A-04-1 is open; A-03-2 is closed"))
    #expect(script.house.state.withLock { $0.counting.closed } == ["A-03-2"])
    script.play("V-01|")
    #expect(script.screen.contains("is not part of ST-0142") && script.beeps.last == 3)
    script.play("WID-300|<F9>")
    #expect(script.screen.contains("bin A-04-1 is closed: 1 line") && script.input == "bin>")
    script.play("WID-300|")
    #expect(script.screen.contains("FAIL  no bin is open") && script.house.counts.count == 2)
    script.play("<F6>")
    #expect(script.screen.contains("A-03-2") && script.screen.contains("counted"))
  }

  @Test("two counters: the second is told, and joins, counts anew, or goes elsewhere")
  func company() {
    for (answer, isOpen) in [("j|", true), ("r|", true), ("<Esc>", false), ("A-04-1|", true)] {
      let house = PaperWarehouse.counted()
      house.lease("A-03-3", by: "BEN")
      let script = counting(house)
      script.play("WID-100|A-03-3|")
      #expect(script.input == "j/r>" && script.screen.contains("BEN is counting at A-03-3 since 14:00 (12 lines)"))
      #expect(house.state.withLock { $0.counting.closed }.isEmpty, "the bin before stays open until the next one is")
      script.play(answer)
      #expect(script.screen.contains("bin A-03-2") == !isOpen, "\(answer) \(script.screen)")
      #expect(script.screen.contains("others here: BEN since 14:00") == (answer == "j|" || answer == "r|"))
    }
  }

  @Test("others' counts appear when the books change")
  func joint() {
    let script = counting()
    script.play("WID-100|")
    let context = ActContext(key: "ben-1", actor: "BEN", terminal: "hh9", now: PaperWarehouse.noon)
    _ = try? script.house.perform(
      RecordCounts("ST-0142", [CountEntry(.scan, "WID-100", Quantity(1), at: "A-03-2")]), context)
    script.send(.changed)
    script.wait(milliseconds: 800)
    #expect(script.screen.contains("WID-100        Widget M4 zinc                                 2  pcs"))
    script.play("<F8>")
    #expect(script.house.counts == ["scan WID-100 1"] && script.screen.contains("line 2 -> 1"))
  }

  @Test("scans wait their turn while the database is slow, and none is lost or changes places")
  func slow() {
    let script = counting()
    script.isHeld = true
    script.play("WID-100|WID-220|WID-100|7|<F3>WID-220|<F8>WID-300|<F9>")
    #expect(script.screen.contains("queue 8") && script.house.counts.isEmpty)
    while !script.held.isEmpty { script.release() }
    #expect(
      script.house.counts == [
        "scan WID-100 1", "scan WID-220 1", "scan WID-100 1", "typed WID-100 6", "scan WID-300 1",
      ])
    #expect(!script.screen.contains("queue") && script.screen.contains("is closed"))
  }

  @Test("a scan is ok only when the database has it; a lost answer is found out by the same key")
  func pending() {
    let script = counting()
    script.isHeld = true
    script.play("WID-100|")
    script.release()
    script.isHeld = true
    script.play("WID-100|")
    #expect(script.screen.contains(" ..    +1   line 1 -> 2") && script.beeps == [1])
    script.release()
    #expect(script.screen.contains(" ok    +1   line 1 -> 2") && script.beeps == [1, 1])
    script.house.state.withLock { $0.losesAnswer = true }
    script.play("WID-100|WID-220|")
    #expect(script.screen.contains("FAIL  not in the database yet") && script.screen.contains("queue 2"))
    script.wait(milliseconds: 1_100)
    #expect(script.house.counts == ["scan WID-100 1", "scan WID-100 1", "scan WID-100 1", "scan WID-220 1"])
    #expect(script.screen.contains(" ok    +1   line 0 -> 1"))
  }

  @Test("overlays take no scan: it is counted, whatever lies over the pane")
  func overlays() {
    for key in ["F1", "F7", "Ctrl-P", "$ Enter"] {
      let script = counting()
      script.type(key)
      script.play("9501101530003|")
      #expect(script.house.counts == ["scan WID-100 1"], "over \(key)")
      #expect(script.screen.contains(" ok    +1"))
    }
  }

  @Test("a badge changes who counts, in the same bin")
  func badge() {
    let script = counting()
    script.play("WID-100|B-0017|WID-100|")
    #expect(script.house.state.withLock { $0.counting.events.map(\.actor) } == ["ANNA", "MARIA"])
    #expect(script.screen.contains("MARIA@wall1") && script.screen.contains("others here: ANNA"))
    script.play("<F8>")
    #expect(script.house.counts == ["scan WID-100 1"])
    script.play("<F8>")
    #expect(script.house.counts == ["scan WID-100 1"], "what another counted is not hers to take back")
  }

  @Test("the sheet of a stocktake opens it from anywhere; F10 leaves, and all is there when one comes back")
  func resumes() {
    let script = PaneScript(.counted(stocktakes: 2))
    script.scan("ST-0142")
    #expect(script.screen.contains("COUNT ST-0142  Aisle A  BLIND  round 1"))
    script.play("A-03-2|WID-100|3|<F10>")
    #expect(script.screen.contains("BOX-12"))
    script.type("g c")
    #expect(script.screen.contains("COUNT ST-0142") && script.screen.contains("bin A-03-2   open, 1 line so far"))
    script.play("WID-100|")
    #expect(script.screen.contains("line 3 -> 4"))
  }

  @Test("several stocktakes: a digit or a sheet picks; none: it says who opens one")
  func choosing() {
    let script = PaneScript(.counted(stocktakes: 3))
    script.type("g c")
    #expect(script.screen.contains("1  ST-0142  Aisle A") && script.screen.contains("3  ST-0144  Aisle 2"))
    script.play("2|")
    #expect(script.screen.contains("COUNT ST-0143"))
    script.play("ST-0144|")
    #expect(script.screen.contains("COUNT ST-0144"))
    let list = PaneScript(.counted(stocktakes: 3))
    list.type("g v j C")
    #expect(list.screen.contains("COUNT ST-0143"), "from the list of stocktakes, the one under the cursor")
    let none = PaneScript()
    none.type("g c")
    #expect(none.screen.contains("No stocktake is under way"))
    none.play("WID-100|<F10>")
    #expect(none.screen.contains("BOX-12"))
  }

  @Test("an informed count shows what is expected, after the line is counted")
  func informed() {
    let script = counting(.counted(isBlind: false))
    #expect(!script.screen.contains("96"))
    script.play("WID-100|94|")
    #expect(script.screen.contains("informed") && script.screen.contains("94       96      -2"))
  }

  @Test("ten scans a second for an hour: what is remembered does not grow")
  func marathon() {
    let script = counting()
    for _ in 0..<1_000 { script.scan("WID-100") }
    #expect(script.screen.contains("1,000"))
    #expect(script.console.sessionText.utf8.count < 500)
  }

  @Test("what was scanned and not counted when the program ended is counted by the next")
  func session() {
    let script = counting()
    script.isHeld = true
    script.play("WID-100|5012345678900|\u{1D}0195011015300031|WID-220|")
    let again = PaneScript(script.house, key: "t", session: script.console.sessionText)
    #expect(again.house.counts.count == 4, "\(again.house.counts)")
  }

  @Test("a label that lost a separator shows what it may mean, and a digit picks")
  func readings() {
    let script = counting()
    script.play("010950110153000310ABC123172607042112345|")
    #expect(script.input == "reading>" && script.screen.contains("1 (01) 09501101530003"))
    script.play("1|")
    #expect(script.house.counts == ["scan WID-100 1"])
  }

  @Test("what is asked about is taken back by F8, parked by F9 and F10, which go on")
  func functionsOverQuestions() {
    let script = counting()
    script.play("WID-100|GLU-1|<F8>")
    #expect(script.house.counts == ["scan WID-100 1"] && script.screen.contains("it was not counted yet"))
    script.play("GLU-1|<F9>")
    #expect(script.house.counts == ["scan WID-100 1", "unknown GLU-1 1"] && script.input == "bin>")
    script.play("A-03-2|GLU-1|<F10>")
    #expect(script.house.counts.last == "unknown GLU-1 1" && script.screen.contains("STOCK"))
  }

  @Test(
    "with little height the list, the echo and the input line stay", arguments: [(20, 5), (20, 4), (20, 3), (8, 3)])
  func shrinking(_ columns: Int, _ rows: Int) {
    let script = counting()
    script.play("WID-100|")
    script.resize(columns, rows)
    #expect(script.lines.contains { $0.hasPrefix(">W") })
    #expect(script.lines.contains { $0.hasPrefix("ok") })
    #expect(script.lines.contains { $0.hasPrefix("scan>") })
  }

  @Test("the pane as sentences")
  func plain() {
    let script = counting()
    script.play("WID-100|5012345678900|")
    #expect(
      script.console.plainText() == """
        count ST-0142  Aisle A  NORTH/A, blind
        bin A-03-2, 1 line, 1 parked
        WID-100  Widget M4 zinc  1 pcs
        parked: 5012345678900, not known
        5012345678900, parked (F4): not known, ??

        """)
  }
}

import Console
import Inventory
import Terminal
import Testing

@Suite("Stock as it was")
struct PastPaneTests {
  private func script(_ keys: String, columns: Int = 80, rows: Int = 24, _ house: PaperWarehouse = .records())
    -> PaneScript
  {
    let script = PaneScript(house, columns: columns, rows: rows)
    script.type(keys)
    return script
  }

  @Test(
    "p asks as of when, and the list of then says so until Esc comes back to now, where everything is as it was left")
  func thereAndBack() {
    let script = script("j j Space p")
    script.write("2026-07-01 09:00")
    script.type("F9")
    #expect(script.lines[0].contains("STOCK  as of 2026-07-01 09:00 (not now)"), "\(script.lines[0])")
    #expect(script.lines[0].contains("13 records"))
    #expect(script.screen.contains("BOX-12") && !script.screen.contains("SER-7"))
    let row = script.lines.first { $0.contains("WID-300") } ?? ""
    #expect(row.contains(" 38.5") && !row.contains("77"))
    // What nobody kept of then has no column.
    for words in ["rop", "LOW", "OUT", "low", "counted"] { #expect(!script.screen.contains(words), "\(words)") }
    let at = script.lines[0].firstRange(of: "as of").map { script.lines[0][..<$0.lowerBound].count } ?? 0
    #expect(script.grid[0, at].look.overlay == .linkOff)
    script.type("Esc")
    #expect(!script.screen.contains("as of") && script.screen.contains(" > TAP-048"))
    #expect(script.lines[0].contains("1 marked"))
  }

  @Test(
    "it is as of what the command line takes too; what is no time, or has not come yet, is refused with what is",
    arguments: [
      ("2026-07-13", "as of 2026-07-13 00:00"), ("-1d", "as of 2026-07-13 14:02"), ("-90m", "as of 2026-07-14 12:32"),
      ("2026-07-13T09:30:15Z", "as of 2026-07-13 09:30:15"), ("now", "as of 2026-07-14 14:02"),
      ("yesterday", "\"yesterday\" is no time"), ("1.7.2026", "-3d or -12h"), ("2026-07-15", "has not come yet"),
      ("+1h", "2026-07-14 15:02 has not come yet"), ("", "As of when? Write a day, 2026-07-04"),
    ])
  func instants(_ typed: String, _ words: String) {
    let script = script("p")
    script.write(typed)
    script.type("F9")
    let said = script.screen.split { $0.isWhitespace || $0 == "|" }.joined(separator: " ")
    #expect(said.contains(words), "\(script.screen)")
  }

  @Test(
    "nothing can be done to what was: each key of an act says why and where it can",
    arguments: ["A", "B", "C", "E", "F", "I", "N", "P", "R", "T", "Space", "v", "*", "F9"])
  func acts(_ key: String) {
    let house = PaperWarehouse.records()
    let before = house.state.withLock { $0.acts.count }
    for keys in ["p -3d F9 j \(key)", "j p -3d F9 Enter \(key)"] {
      let script = script(keys, house)
      #expect(script.screen.contains("this is as it was: Esc comes back to now"), "\(script.screen)")
      #expect(script.lines[0].contains("(not now)"))
    }
    #expect(house.state.withLock { $0.acts.count } == before)
  }

  @Test("every key that acts on stock or an item is off, or means something else, over what was")
  func keys() {
    let script = script("p -3d F9")
    let lines = Keymap.lines()
    let ofPast = lines.filter { $0.place.contains("past") || $0.place == "everywhere" || $0.place.contains("lists") }
    let others = Set(ofPast.flatMap(\.keys) + ["n", "h", "Left", "l", "Right", "<", ">", "c", "S", "z", "-"])
    for line in lines where line.place.hasPrefix("stock") {
      for key in line.keys where !others.contains(key) && !key.hasPrefix("F") {
        script.type(key)
        #expect(script.lines[0].contains("(not now)"), "\(key): \(line.words)")
        #expect(
          script.screen.contains("this is as it was") || script.screen.contains("nobody kept what was low"), "\(line)")
      }
    }
  }

  @Test("it is found in, sorted and narrowed as of then, and a scan shows what there was of it")
  func looking() {
    let script = script("p -3d F9 /")
    script.write("wid")
    #expect(script.screen.contains("WID-100") && !script.screen.contains("BOX-12"))
    #expect(script.lines[0].contains("find: wid"))
    script.type("Esc s")
    #expect(script.lines[0].contains("by place"), "\(script.lines[0])")
    script.type("s s f Enter")
    script.write("A-03-2")
    script.type("F9")
    #expect(
      script.screen.contains("WID-220") && !script.screen.contains("BOX-12") && script.lines[0].contains("A-03-2"))
    script.type("Esc")
    script.scan("4006381333931")
    #expect(script.lines[0].contains("WID-220") && script.lines[0].contains("1 record"))
    script.scan("A-04-1")
    script.type("Esc")
    script.scan("A-04-1")
    #expect(script.screen.contains("WID-300") && !script.screen.contains("WID-220"))
    script.type("Esc f Enter NOWHERE F9")
    #expect(script.screen.contains("NOWHERE") && !script.screen.contains("WID-300"))
  }

  @Test("Enter shows the item as of then with what had moved, and p another time; an empty one comes back to now")
  func item() {
    let script = script("p -1d F9 /")
    script.write("WID-100")
    script.type("Enter")
    #expect(script.lines[0].contains("ITEM WID-100") && script.lines[0].contains("as of 2026-07-13 14:02 (not now)"))
    #expect(script.screen.contains("48") && script.screen.contains("worth 12.5"), "\(script.screen)")
    #expect(script.screen.contains("nothing of it had moved yet"))
    script.type("p Ctrl-U -1h F9")
    #expect(script.screen.contains("what had moved, the latest first") && script.screen.contains("so-2231"))
    script.type("G Enter")
    #expect(script.lines[0].contains("MOVEMENT 2"))
    script.type("Esc p Ctrl-U F9")
    #expect(script.lines[0].contains("STOCK") && script.lines[0].contains("find: WID-100"))
    script.type("Esc p Ctrl-U F9")
    #expect(!script.lines[0].contains("as of") && script.screen.contains("SER-7"))
    script.type("Enter p -1d F9")
    #expect(script.lines[0].contains("ITEM BOX-12") && script.lines[0].contains("(not now)"))
    script.scan("4006381333931")
    #expect(script.lines[0].contains("ITEM WID-220") && script.lines[0].contains("(not now)"))
    script.type("Esc")
    #expect(script.lines[0].contains("ITEM BOX-12") && !script.lines[0].contains("as of"))
  }

  @Test("what was is kept from who counts blind, and nothing of it is read before anybody asks")
  func withheld() {
    let house = PaperWarehouse.records()
    house.state.withLock { $0.withholdsPast = true }
    let script = script("p -1d F9", house)
    #expect(script.screen.contains("stock as it was") && !script.screen.contains("WID-100"), "\(script.screen)")
    script.type("Esc Enter p -1d F9")
    #expect(script.screen.contains("stock as it was") && !script.screen.contains("BOX-12  Carton"), "\(script.screen)")
  }

  @Test("of a long list a page is read at a time, both ways, and changes elsewhere are read anew")
  func pages() {
    let script = script("p -1d F9", .large(1_000))
    #expect(script.lines[0].contains("(not now)") && !script.lines[0].contains("records"))
    script.type("PgDn PgDn G")
    #expect(script.screen.contains("> SKU-01000"))
    script.type("PgUp")
    #expect(script.screen.contains("SKU-00980"))
    script.send(.changed)
    #expect(script.screen.contains("SKU-00980"))
    script.type("g g")
    #expect(script.screen.contains("> SKU-00001"))
  }

  @Test("without a screen it is said to be as of then, and back to now")
  func plain() {
    let script = PlainScript(.records())
    script.say("p|-1d|$9")
    #expect(script.answer.contains("as of 2026-07-13 14:02 (not now)"), "\(script.answer)")
    script.say("1")
    script.say("A")
    #expect(script.answer.contains("Esc comes back to now"), "\(script.answer)")
    script.say("$11")
    #expect(!script.answer.contains("(not now)"), "\(script.answer)")
  }
}

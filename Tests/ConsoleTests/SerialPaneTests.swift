import Console
import Inventory
import Terminal
import Testing

@Suite("Serial numbers, and the history of one")
struct SerialPaneTests {
  @Test("each tells its item, place, status, owner and lot, and words tell what is wrong")
  func list() {
    let script = PaneScript.traced(at: "g n")
    #expect(script.codes.prefix(5) == ["88-1201", "88-1202", "88-1203", "88-1204", "88-1205"])
    for (line, words) in [
      (2, ["SER-7", "in stock", "NORTH/V-01", "S-LOT"]), (3, ["quarantined"]), (4, ["in transit"]),
      (5, ["issued", "Miller"]), (6, ["decommissioned"]), (7, ["MISSING"]),
    ] {
      for word in words { #expect(script.lines[line].contains(word), "\(word) in \(script.lines[line])") }
    }
    script.type("o")
    #expect(script.codes == ["88-1201"] && script.lines[0].contains("in stock"))
    script.type("Esc f Enter Enter Enter")
    script.write("Miller & Sons")
    script.type("Enter")
    #expect(script.codes == ["88-1204"])
    script.type("Esc f 7 F9")
    #expect(script.lines[2].contains("MISSING"))
  }

  @Test("one that is scanned or typed opens with its whole history")
  func card() {
    let script = PaneScript.traced(at: "g n")
    script.scan("88-1201")
    for words in [
      "SERIAL 88-1201  SER-7  in stock", "in stock at NORTH/V-01", "ours", "lot S-LOT", "moved in", "moved out",
      "receipt", "po-77",
    ] { #expect(script.screen.contains(words), "\(words)") }
    script.type("Enter")
    #expect(script.lines[0].contains("ITEM SER-7"))
    script.type("t")
    #expect(script.lines[0].contains("SERIALS") && script.lines[0].contains("SER-7"))
    script.type("Esc Esc Esc /")
    script.write("88-120")
    #expect(script.codes.count == 5)
    script.write("4")
    script.type("Enter")
    #expect(script.lines[0].contains("SERIAL 88-1204") && script.screen.contains("owner Miller & Sons"))
    #expect(script.screen.contains("nothing has moved it yet"))
  }

  @Test("what nobody knows is said, and an empty list says what to do")
  func unknown() {
    let script = PaneScript.traced(PaperTraced(), at: "g n")
    #expect(script.screen.contains("N  registers units that came in"))
    script.scan("88-9999")
    #expect(script.screen.contains("88-9999 is not known"))
  }

  @Test("units that came in are registered by scanning each into the form; a label is read for its serial")
  func registering() throws {
    let traced = PaperTraced.small()
    let script = PaneScript.traced(traced, at: "g n")
    script.type("N SER-7 Enter V-01 Enter")
    script.scan("88-1301")
    script.scan("]C1010950110153000321S-77")
    script.type("Enter Enter Miller F9")
    let act = try #require(traced.last(RegisterSerials.self))
    #expect(act.line.serials == ["88-1301", "S-77"] && act.line.location == "V-01" && act.owner == "Miller")
    #expect(script.screen.contains("registered 2 serials of SER-7 at V-01"))
    #expect(script.codes.contains("88-1301"))
  }

  @Test("one is moved, given an owner and taken off the books, each with F9")
  func acts() throws {
    let traced = PaperTraced.small()
    let script = PaneScript.traced(traced, at: "g n")
    script.type("F V-02 F9")
    #expect(traced.last(MoveSerial.self)?.place == "V-02")
    script.type("E Miller F9")
    let edit = try #require(traced.last(EditSerial.self))
    #expect(edit.owner == "Miller" && edit.lot == nil && edit.ifVersion == 2)
    script.type("Enter X F9")
    #expect(script.screen.contains("Why is it taken off the books?"))
    script.type("4 F9")
    #expect(traced.last(DecommissionSerial.self)?.reason == "DAMAGE")
    #expect(script.screen.contains("took serial 88-1201 of SER-7 off the books: DAMAGE"))
    script.type("F")
    #expect(script.screen.contains("is in no place: it is decommissioned"))
  }

  @Test(
    "what cannot be sent is said in the form",
    arguments: [
      ("F F9", "Where does it go?"), ("E F9", "Nothing is changed yet"), ("E Tab Ctrl-U F9", "name another"),
      ("N F9", "Which item is it?"), ("N SER-7 F9", "Where do they come in?"),
      ("N SER-7 Tab V-01 F9", "Which ones?"), ("F9", "open a form first"),
    ])
  func objections(_ keys: String, _ words: String) {
    let traced = PaperTraced.small()
    let script = PaneScript.traced(traced, at: "g n")
    script.type(keys)
    #expect(script.screen.contains(words), "\(script.screen)")
    #expect(traced.state.withLock { $0.acts.isEmpty })
  }

  @Test("the next start comes back to the serial and the list")
  func session() {
    let script = PaneScript.traced(at: "g n")
    script.type("j j Enter")
    let again = PaneScript.traced(session: script.console.sessionText)
    #expect(again.lines[0].contains("SERIAL 88-1203"))
    again.type("Esc")
    #expect(again.cursorCode == "88-1203")
  }
}

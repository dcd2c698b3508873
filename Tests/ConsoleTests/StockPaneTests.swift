import Console
import Inventory
import Terminal
import Testing

@Suite("The stock pane")
struct StockPaneTests {
  /// The code under the cursor, by the mark before it.
  private func cursorCode(_ script: PaneScript) -> String? {
    script.lines.dropFirst().first { $0.hasPrefix(" > ") || $0.hasPrefix("*> ") }?.split(separator: " ")
      .first { $0 != ">" && $0 != "*>" }.map(String.init)
  }

  @Test(
    "keys move, and the record under the cursor is the one meant",
    arguments: [
      ("", "BOX-12"), ("j", "GLU-1"), ("Down Down", "SER-7"), ("j k", "BOX-12"), ("G", "ZNC-001"), ("G gg", "BOX-12"),
      ("End Home", "BOX-12"), ("PgDn", "ZNC-001"), ("PgDn PgUp", "BOX-12"), ("Ctrl-D", "WIP-001"), ("k k k", "BOX-12"),
      ("Ctrl-D Ctrl-U", "BOX-12"), ("j g x", "GLU-1"), ("Space", "GLU-1"),
    ])
  func moving(_ keys: String, _ code: String) {
    let script = PaneScript(columns: 80, rows: 24)
    script.type(keys)
    #expect(cursorCode(script) == code)
  }

  @Test(
    "the list is sorted by the chosen column, and the other way by the same key again",
    arguments: [
      ("s", "ZNC-001"), ("S", "ZNC-001"), ("l s", "ZIP-200"), ("> > > s", "WID-220"), ("l l l s s", "ZIP-200"),
      ("l l l l F4", "SER-7"), ("l h F4", "ZNC-001"),
    ])
  func sorting(_ keys: String, _ first: String) {
    let script = PaneScript()
    script.type(keys)
    #expect(cursorCode(script) == first)
  }

  @Test("a long list is read a page at a time, both ways, and the cursor is where it should be")
  func paging() {
    let script = PaneScript(.large(1000))
    for _ in 0..<300 { script.type("j") }
    #expect(cursorCode(script) == "SKU-00301")
    script.wait(milliseconds: 200)
    #expect(script.screen.contains("301/1,000"))
    script.type("G")
    #expect(cursorCode(script) == "SKU-01000")
    for _ in 0..<40 { script.type("PgUp") }
    script.type("PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp")
    #expect(cursorCode(script) == "SKU-00001")
    #expect(script.house.state.withLock { $0.questions } < 140)
  }

  @Test("a held arrow asks one page at a time and owes no more than a screenful")
  func heldArrow() {
    let script = PaneScript(.large(1000))
    script.isHeld = true
    for _ in 0..<500 { script.type("j") }
    #expect(script.held.count == 1)
    script.release()
    let number = cursorCode(script).flatMap { Int($0.dropFirst(4)) } ?? 0
    #expect(number >= 40 && number <= 100)
    #expect(!script.console.isWaiting)
  }

  @Test("what changed elsewhere is read again, painted for three seconds, and the cursor stays on its record")
  func changes() {
    let script = PaneScript()
    script.type("j j j")
    script.house.change("GLU-1", onHand: 500)
    script.send(.changed)
    #expect(cursorCode(script) == "TAP-048")
    #expect(script.screen.contains("494      500"))
    func changedCells() -> Int { (0..<80).filter { script.grid[3, $0].look.role == .rowChanged }.count }
    #expect(changedCells() > 0)
    script.wait(milliseconds: 2_000)
    #expect(changedCells() > 0)
    script.wait(milliseconds: 1_100)
    #expect(changedCells() == 0)
  }

  @Test("a record that comes in above does not push the cursor off its record")
  func inserted() {
    let script = PaneScript()
    script.type("j j j")
    script.house.state.withLock { $0.rows.append(PaperWarehouse.row(99, "AAA-1", "New", "D-1", 1, 0, nil)) }
    script.send(.changed)
    #expect(cursorCode(script) == "TAP-048" && script.screen.contains("AAA-1"))
  }

  @Test("wherever one goes in a long list, the place shown is the record's place")
  func wandering() {
    var numbers = SystemRandomNumberGenerator()
    let keys = ["j", "k", "PgDn", "PgUp", "Ctrl-D", "Ctrl-U", "gg", "G", "r"]
    for _ in 0..<10 {
      let script = PaneScript(.large(300), columns: 80, rows: Int.random(in: 20...50, using: &numbers))
      var typed: [String] = []
      for _ in 0..<40 {
        typed.append(keys.randomElement(using: &numbers) ?? "j")
        script.isHeld = Bool.random(using: &numbers)
        script.type(typed[typed.count - 1])
        while !script.held.isEmpty { script.release() }
        script.wait(milliseconds: 200)
        let number = cursorCode(script).flatMap { Int($0.dropFirst(4)) } ?? 0
        #expect(script.screen.contains(" \(number)/300\n"), "after \(typed)")
      }
    }
  }

  @Test("held still, changes wait for z")
  func freeze() {
    let script = PaneScript()
    script.type("z")
    script.house.change("GLU-1", onHand: 500)
    script.send(.changed)
    #expect(script.screen.contains("HELD STILL") && !script.screen.contains("494"))
    script.type("z")
    #expect(script.screen.contains("494"))
  }

  @Test("find as you type replaces the list after each key, and Esc brings it back")
  func finding() {
    let script = PaneScript()
    script.type("j j j j j j /")
    script.write("tape")
    #expect(script.screen.contains("TAP-048") && !script.screen.contains("BOX-12"))
    #expect(script.input == "find> tape")
    script.type("Backspace Backspace Backspace Backspace")
    #expect(script.screen.contains("BOX-12"))
    script.write("wid")
    script.type("Enter n")
    #expect(cursorCode(script) == "WID-220" && script.input == "code>")
    script.type("Esc")
    #expect(cursorCode(script) == "WID-221" && script.screen.contains("BOX-12"))
  }

  @Test("one hit opens at once, also when Enter comes before the answer")
  func findingOne() {
    let script = PaneScript()
    script.type("/")
    script.isHeld = true
    script.scan("tape")
    #expect(!script.screen.contains("ITEM"))
    while !script.held.isEmpty { script.release() }
    #expect(script.screen.contains("ITEM TAP-048"))
    script.type("Esc Esc")
    #expect(cursorCode(script) == "BOX-12")
  }

  @Test("nothing found says so and what to do")
  func findingNothing() {
    let script = PaneScript()
    script.type("/")
    script.write("xyz")
    #expect(script.screen.contains("Nothing fits \"xyz\"."))
    script.type("Enter")
    #expect(script.screen.contains("xyz is not known") && script.screen.contains("BOX-12"))
  }

  @Test("only low stock, and a filter by place; Esc shows all again")
  func filtering() {
    let script = PaneScript()
    script.type("o")
    #expect(script.screen.contains("low only") && script.screen.contains("GLU-1") && !script.screen.contains("BOX-12"))
    script.type("Esc f")
    script.write("D-1")
    script.type("F9")
    #expect(script.screen.contains("BOX-12") && script.screen.contains("WRP-500") && !script.screen.contains("GLU-1"))
    script.type("f Ctrl-U")
    script.write("NOWHERE")
    script.type("F9")
    #expect(script.screen.contains("No location is called \"NOWHERE\""))
    script.type("Esc Esc")
    #expect(script.screen.contains("GLU-1"))
  }

  @Test("marks: one, a range, all shown, none; y copies the codes")
  func marking() {
    let script = PaneScript()
    script.type("j Space j j v")
    #expect(script.screen.contains("4 marked"))
    script.type("y")
    #expect(script.copied == "GLU-1\nSER-7\nTAP-048\nWID-100")
    script.type("*")
    #expect(script.screen.contains("14 marked"))
    script.type("-")
    #expect(!script.screen.contains("marked"))
    script.type("-")
    #expect(script.screen.contains("warn 14:02 nothing is marked"))
  }

  @Test("an empty database says what to do")
  func empty() {
    let script = PaneScript(PaperWarehouse([]))
    #expect(script.screen.contains("There is no stock yet.") && script.screen.contains("tallyman import items"))
    script.type("j k G gg PgDn Enter A Space v")
    #expect(script.screen.contains("no record is under the cursor"))
  }

  @Test("a step of the cursor changes few cells: the code, the mark, and the details only when it rests")
  func fewCells() {
    let script = PaneScript()
    func changed(_ body: () -> Void) -> Int {
      let before = script.grid
      body()
      let after = script.grid
      return (0..<24).reduce(0) { sum, row in
        sum
          + (0..<80).filter { column in
            after[row, column].look != before[row, column].look
              || after.scalars(of: after[row, column]) != before.scalars(of: before[row, column])
          }.count
      }
    }
    #expect(changed { script.type("j") } <= 14)
    #expect(changed { script.wait(milliseconds: 160) } <= 79)
    let lean = PaneScript(theme: .lean)
    let before = lean.lines
    lean.type("j")
    let differences = zip(before, lean.lines).filter { $0 != $1 }.count
    #expect(differences == 2)
  }

  @Test("what is left of a session comes back: order, filter, cursor, open pane")
  func session() {
    let script = PaneScript()
    script.type("l l l s o j Enter q q")
    #expect(script.quits == 1)
    #expect(script.session.contains("stock.sort = available") && script.session.contains("stock.low = yes"))
    let next = PaneScript(session: script.session)
    #expect(cursorCode(next) == "GLU-1" && next.screen.contains("low only"))
    let broken = PaneScript(session: "stock.sort = colour\nstock.from = zz\nstock.item = X\n=\n[")
    #expect(cursorCode(broken) == "BOX-12")
  }

  @Test("as plain text: counts first, then the records as sentences")
  func plainText() {
    let text = PaneScript().console.plainText()
    #expect(text.hasPrefix("Stock, all sites: 14 records, 1 low, 1 out.\nAll 14:\nBOX-12  Carton 12  NORTH/D-1"))
    #expect(text.contains("available 0  on hand 8  reorder point 40  OUT\n"))
  }
}

import Console
import Inventory
import Terminal
import Testing

@Suite("The audit and the ledger, in panes")
struct RecordPaneTests {
  private func script(_ keys: String, columns: Int = 120, rows: Int = 30, session: String = "") -> (
    PaneScript, PaperWarehouse
  ) {
    let house = PaperWarehouse.records()
    let script = PaneScript(house, columns: columns, rows: rows, session: session)
    script.type(keys)
    return (script, house)
  }

  @Test("g a lists what was done and says how far it is sealed; Enter shows what it changed, and where that leads")
  func audit() {
    let (script, _) = script("g a")
    for words in ["AUDIT", "1 unsealed", "item.edited", "1,204 documents"] { #expect(script.screen.contains(words)) }
    script.type("j Enter")
    for words in ["EVENT 5", "before", "Glue 250 ml", "unit_cost"] { #expect(script.screen.contains(words)) }
    script.type("Enter")
    #expect(script.lines[0].contains("ITEM") && script.screen.contains("GLU-1"))
    script.type("Esc Esc j Enter")
    #expect(script.screen.contains("ledger entries it made") && script.screen.contains("WID-100"))
    script.type("Esc j Enter")
    #expect(script.screen.contains("documents it changed") && script.screen.contains("and 1,203 more"))
    let unsealed = PaneScript(.small())
    unsealed.type("g a")
    #expect(unsealed.lines[0].contains("no seal yet") && !unsealed.lines[0].contains("all sealed"))
  }

  @Test("the audit is filtered by a form, and a scan shows what was done to the item")
  func filter() {
    let (script, _) = script("g a f ANNA Enter item F9")
    #expect(script.screen.contains("item.edited") && !script.screen.contains("location.added"))
    #expect(script.lines[0].contains("by ANNA"))
    script.type("Esc")
    #expect(script.screen.contains("location.added"))
    script.scan("4006381333931")
    #expect(script.lines[0].contains("WID-220"))
    script.type("Esc f Tab Tab Tab Tab yesterday F9")
    #expect(script.screen.contains("Write a day"))
  }

  @Test("g m lists movements; R asks before one is taken back, F9 does it, and Enter opens the item")
  func moves() {
    let (script, house) = script("g m")
    for words in ["MOVES", "3 entries", "WID-100"] { #expect(script.screen.contains(words)) }
    script.type("j R")
    func reversed() -> Int { house.state.withLock { $0.acts.values.count { $0.action == "movement.reversed" } } }
    #expect(script.screen.contains("Take back entry 2") && reversed() == 0)
    script.type("Esc")
    #expect(reversed() == 0)
    script.type("R F9")
    #expect(reversed() == 1)
    #expect(script.screen.contains("took back entry 2"))
  }

  @Test(
    "Enter on a movement shows what it made of every balance, and leads to its item; R takes it back from there too")
  func movement() {
    let (script, _) = script("g m j Enter")
    #expect(script.lines[0].contains("MOVEMENT 2") && script.lines[0].contains("WID-100"))
    for words in ["before", "change", "after", "on hand", "reference so-2231", "by MARIA"] {
      #expect(script.screen.contains(words))
    }
    script.type("R")
    #expect(script.screen.contains("Take back entry 2"))
    script.type("Esc Enter")
    #expect(script.lines[0].contains("ITEM"))
    script.type("Esc Esc")
    #expect(script.lines[0].contains("MOVES"))
  }

  @Test("a movement that was taken back, or takes another back, is not taken back again: it says by which entry it was")
  func takenBack() {
    let (script, house) = script("")
    house.state.withLock { state in
      state.entries[1].reversedBy = 3
      state.entries[0].reverses = 2
    }
    script.type("g m R")
    #expect(script.screen.contains("entry 3 takes another back"))
    script.type("j R")
    #expect(script.screen.contains("entry 2 was taken back already, by entry 3"))
    #expect(house.state.withLock { $0.acts.values.allSatisfy { $0.action != "movement.reversed" } })
  }

  @Test("what fits the filter is written to a file; where nothing fits, none is written")
  func export() {
    let (script, _) = script("g a f ANNA F9 X F9 g m X F9")
    func written(_ script: PaneScript) -> [String: [[String]]] { script.files.state.withLock { $0.files } }
    let audit = written(script)["/home/anna/audit-2026-07-14.csv"] ?? []
    #expect(audit.count == 6 && audit.first?.prefix(3) == ["id", "key", "action"])
    #expect(audit.dropFirst().allSatisfy { $0[3] == "ANNA" })
    #expect(written(script)["/home/anna/movements-2026-07-14.csv"]?.count == 4)
    let (empty, _) = self.script("g a f NOBODY F9 X F9")
    #expect(written(empty).isEmpty && empty.screen.contains("nothing fits, so no file was written"))
  }

  @Test("both come back in the next session as they were filtered, and can be exported")
  func session() {
    let (first, _) = script("g a f ANNA F9 g m f Down Down Down MARIA F9")
    let (second, _) = script("", session: first.console.sessionText)
    #expect(second.lines[0].contains("MOVES") && second.lines[0].contains("by MARIA"))
    second.type("g a")
    #expect(second.lines[0].contains("AUDIT"))
    second.type("X")
    #expect(second.screen.contains("Export the audit") && second.screen.contains("audit-2026-07-14.csv"))
  }
}

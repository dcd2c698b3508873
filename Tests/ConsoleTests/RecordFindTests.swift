import Console
import Inventory
import Terminal
import Testing

@Suite("Finding in the audit and the ledger")
struct RecordFindTests {
  private func script(_ keys: String) -> PaneScript {
    let script = PaneScript(.records())
    script.type(keys)
    return script
  }

  @Test("/ finds among the latest as it is typed; Esc brings back the list, within its filter")
  func finding() {
    let audit = script("g a j /")
    audit.write("glu")
    #expect(audit.screen.contains("item.edited") && !audit.screen.contains("location.added"))
    #expect(audit.input == "find> glu" && audit.lines[0].contains("find: glu"))
    audit.type("Esc")
    #expect(audit.screen.contains("location.added") && audit.screen.contains("> 5"))
    audit.type("f ANNA F9 /")
    audit.write("movement")
    #expect(audit.screen.contains("Nothing like \"movement\" among the latest of the 10,000 events"))
    audit.type("Esc")
    #expect(audit.lines[0].contains("by ANNA") && audit.screen.contains("location.added"))
    let moves = script("g m /")
    moves.write("SO-2231")
    #expect(moves.lines[0].contains("1 entry") && moves.screen.contains("WID-100"), "\(moves.screen)")
  }

  @Test("Enter opens the only one, or that of the number typed; what fits none is asked for as a scan would be")
  func entering() {
    let moves = script("g m /")
    moves.write("so-2231")
    moves.type("Enter")
    #expect(moves.lines[0].contains("MOVEMENT 2"))
    let numbered = script("g m / 3 Enter")
    #expect(numbered.lines[0].contains("MOVEMENT 3"), "\(numbered.screen)")
    let audit = script("g a /")
    audit.scan("4006381333931")
    #expect(audit.lines[0].contains("AUDIT  WID-220"), "\(audit.screen)")
    audit.type("/")
    audit.scan("what-is-this")
    #expect(audit.screen.contains("what-is-this is not known"))
  }

  @Test("a letter typed while rows are on their way asks once more, for what is typed by then")
  func eager() {
    let script = script("g m")
    let before = script.house.state.withLock { $0.questions }
    script.isHeld = true
    script.type("/ w i d - 1")
    #expect(script.held.count == 1)
    while !script.held.isEmpty { script.release() }
    #expect(script.screen.contains("WID-100") && script.house.state.withLock { $0.questions } - before <= 3)
  }
}

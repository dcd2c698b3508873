import Console
import Inventory
import Terminal
import Testing

@Suite("Leaving a scan pane while it waits")
struct LeavingTests {
  private func waiting() -> PaneScript {
    let script = PaneScript(.receiving())
    script.scan("TR-0881")
    script.isHeld = true
    script.play("WID-100|<F10>")
    return script
  }

  private func settle(_ script: PaneScript) {
    while !script.held.isEmpty { script.release() }
  }

  @Test(
    "a key typed right behind F10 goes to the pane beneath, in its turn",
    arguments: [("j", "> GLU-1"), ("j j", "> SER-7"), ("j Enter", "ITEM GLU-1"), ("g t", "TRANSFERS")])
  func typed(_ keys: String, _ shown: String) {
    let script = waiting()
    script.type(keys)
    #expect(script.lines[0].contains("RECEIVE"), "it waits for what was scanned before")
    settle(script)
    #expect(script.screen.contains(shown) && script.house.receipts == ["scan WID-100 1"])
  }

  @Test("a scan behind F10 is that of the pane beneath; a second F10 leaves no more than one pane")
  func scanned() {
    let script = waiting()
    script.scan("4006381333931")
    script.press(.function(10))
    settle(script)
    #expect(script.screen.contains("ITEM WID-220") && script.quits == 0)
    #expect(script.house.receipts == ["scan WID-100 1"])
    let pasted = waiting()
    pasted.send(.input(.paste(["4006381333931"])))
    settle(pasted)
    #expect(pasted.screen.contains("ITEM WID-220"))
  }

  @Test("where the database does not answer, F10 twice leaves, and what was typed behind it is not lost")
  func stuck() {
    let script = PaneScript(.receiving())
    script.scan("TR-0881")
    script.isHeld = true
    script.play("WID-100|<F10>")
    script.type("j")
    script.house.state.withLock { $0.refusal = .outcomeUnknown(key: "s-1", detail: "the line was cut") }
    settle(script)
    #expect(script.lines[0].contains("RECEIVE"))
    script.type("F10 F10")
    #expect(script.screen.contains("> GLU-1"))
  }
}

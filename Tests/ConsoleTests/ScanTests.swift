import Console
import Inventory
import Terminal
import Testing

@Suite("A scan at any moment harms nothing and is shown")
struct ScanTests {
  @Test(
    "in a browse pane it opens what it names",
    arguments: [
      "4006381333931", "]E04006381333931", "04006381333931", "WID-220", "wid-220",
      "]C101040063813339311726070410L2407", "(01)04006381333931(10)L2407",
    ])
  func opens(_ code: String) {
    let script = PaneScript()
    script.scan(code)
    #expect(script.screen.contains("ITEM WID-220"))
    script.type("Esc")
    #expect(script.screen.contains(" > BOX-12"), "the list is where it was")
  }

  @Test("a label's letters that moved, sorted, marked or opened a form are taken back", arguments: [false, true])
  func takenBack(_ isSlow: Bool) {
    let script = PaneScript()
    script.type("j")
    script.isHeld = isSlow
    script.scan("TAP-048")
    while !script.held.isEmpty { script.release() }
    #expect(script.screen.contains("ITEM TAP-048"))
    script.type("Esc")
    #expect(script.screen.contains(" > GLU-1") && !script.screen.contains("Adjust"))
  }

  @Test("a label says its lot, its last day and how many, and what is odd about it")
  func label() {
    let script = PaneScript()
    script.scan("]C101040063813339311726070410L2407|3024")
    #expect(script.screen.contains("WID-220: lot L2407, use by 2026-07-04, 24 pcs"))
    script.scan("010400638133393110L17260704")
    #expect(script.screen.contains("may mean 2 things"))
    script.scan("(01)04006381333931(10)L1(310")
    #expect(script.screen.contains("(01)04006381333931(10)L1(310 is not known: no application"))
  }

  @Test("a label of a place shows what stands there")
  func place() {
    let script = PaneScript()
    script.scan("A-03-2")
    #expect(script.screen.contains("WID-100") && script.screen.contains("WID-220") && !script.screen.contains("BOX-12"))
  }

  @Test("an unknown code is kept in the messages, and nothing else happens")
  func unknown() {
    let script = PaneScript()
    script.scan("5012345678900")
    #expect(script.screen.contains("warn 14:02 5012345678900 is not known"))
    #expect(script.beeps == [2])
    script.wait(milliseconds: 10_100)
    #expect(!script.screen.contains("warn"))
    script.type("M")
    #expect(script.screen.contains("5012345678900 is not known"))
  }

  @Test(
    "no burst of printable keys and Enters ever writes",
    arguments: [
      "E12⏎⏎⏎⏎⏎", "A5⏎1⏎⏎⏎", "TAPE-S3⏎", "uuuu⏎", "I3⏎⏎⏎⏎⏎⏎", "N-NEW⏎ITEM⏎⏎⏎⏎⏎⏎", "F1⏎A-01⏎⏎⏎⏎", "$5⏎A9⏎", "qq⏎",
    ])
  func neverWrites(_ burst: String) {
    let script = PaneScript()
    for character in burst { script.press(character == "⏎" ? .enter : .character(character)) }
    #expect(script.house.state.withLock { $0.acts.isEmpty })
  }

  @Test("a scan does not answer a question: it waits on the code line")
  func confirm() {
    let script = PaneScript()
    script.type("E 5 F9 u")
    #expect(script.screen.contains("[ Undo ]"))
    script.scan("4006381333931")
    #expect(script.screen.contains("[ Undo ]") && script.input == "code> 4006381333931")
    script.type("Esc Enter")
    #expect(script.screen.contains("ITEM WID-220"))
    #expect(script.house.onHand("BOX-12") == Quantity(85))
  }

  @Test("in help and palette it is a scan again as soon as it fits no command")
  func overlays() {
    for key in ["F1", ":", "Ctrl-P", "$"] {
      let script = PaneScript()
      script.type(key)
      script.scan("4006381333931")
      #expect(script.screen.contains("ITEM WID-220"), "over \(key)")
    }
  }

  @Test("a paste is one look-up in a browse pane and text in a form")
  func paste() {
    let script = PaneScript()
    script.send(.input(.paste(["GLU-1", "x"])))
    #expect(script.screen.contains("ITEM GLU-1"))
    script.type("E")
    script.send(.input(.paste(["12"])))
    #expect(script.screen.contains("quantity   12"))
  }

  @Test("digits begin a code, Backspace and Esc edit it, arrows still move")
  func codeLine() {
    let script = PaneScript()
    script.type("1 2 a j Backspace Down")
    #expect(script.input == "code> 12a" && script.screen.contains(" > GLU-1"))
    script.type("Esc")
    #expect(script.input == "code>")
  }
}

@Suite("A badge says who works here")
struct SignInTests {
  private static func script() -> PaneScript {
    let house = PaperWarehouse.small()
    house.state.withLock {
      $0.operators = [Operator(name: "MARIA", role: .dock, badge: "B-0017"), Operator(name: "ANNA", role: .admin)]
    }
    return PaneScript(house)
  }

  @Test("scanned in a browse pane it changes who acts and asks, and the pane stays")
  func signsIn() {
    let script = SignInTests.script()
    #expect(script.screen.contains("ANNA@wall1"))
    script.type("j")
    script.scan("B-0017")
    #expect(script.screen.contains("ok   14:02 MARIA works here now") && script.screen.contains("MARIA@wall1"))
    #expect(script.screen.contains(" > GLU-1") && script.beeps == [1])
    #expect(script.house.state.withLock { $0.asker } == .person("MARIA"))
    script.type("k E 5 F9")
    #expect(script.house.state.withLock { $0.entries.first?.actor } == "MARIA")
  }

  @Test("what another did is not hers to take back; the same badge again changes nothing")
  func undo() {
    let script = SignInTests.script()
    script.type("E 5 F9")
    script.scan("B-0017")
    script.type("F8")
    #expect(script.screen.contains("nothing of yours to undo"))
    #expect(script.house.onHand("BOX-12") == Quantity(85))
    script.type("E 2 F9")
    script.scan("B-0017")
    script.type("F8")
    #expect(script.house.onHand("BOX-12") == Quantity(85))
  }
}

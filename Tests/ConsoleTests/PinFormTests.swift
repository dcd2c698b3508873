import Inventory
import Terminal
import Testing

@testable import Console

/// One's own PIN, changed in the console. OTTO's is 4711.
@Suite("Changing one's own PIN in the console")
struct PinFormTests {
  /// The form, opened among all commands by who signed in.
  private static func opened(_ house: PaperWarehouse = PaperPeople.staff()) -> PaneScript {
    let script = PaneScript.shared(house)
    script.scan("otto")
    script.scan("4711")
    open(script)
    return script
  }

  private static func open(_ script: PaneScript) {
    script.type("Ctrl-P")
    script.write("change your own PIN")
    script.press(.enter)
  }

  /// Fills the three fields.
  private static func fill(_ script: PaneScript, _ texts: [String]) {
    for text in texts {
      script.press(.control("u"))
      script.scan(text)
    }
  }

  private static func pin(of name: String, _ script: PaneScript) -> PinHash? {
    script.house.state.withLock { $0.operators.first { $0.name == name }?.pin }
  }

  @Test("the old one and twice the new one are typed unseen, F9 changes it, and it is kept nowhere else")
  func change() {
    let script = PinFormTests.opened()
    #expect(script.screen.contains("Change my PIN") && script.screen.contains("OTTO has a PIN."))
    PinFormTests.fill(script, ["4711", "2580", "2580"])
    #expect(script.screen.contains("****") && !script.screen.contains("4711") && !script.screen.contains("2580"))
    #expect(script.console.topPane.plainLines(script.console.desk).contains("old PIN: ****"))
    #expect(PinFormTests.pin(of: "OTTO", script) == PinHash("hash of 4711"))
    script.type("F9")
    #expect(script.screen.contains("changed the PIN of OTTO") && script.screen.contains("BOX-12"))
    #expect(PinFormTests.pin(of: "OTTO", script) == PinHash("hash of 2580"))
    script.type("F8")
    #expect(script.screen.contains("undo does not take this back"))
    #expect(PinFormTests.pin(of: "OTTO", script) == PinHash("hash of 2580"))
    let kept = script.console.sessionText + script.console.messagesText + script.log + script.session
    #expect(!kept.contains("2580") && !kept.contains("4711"))
  }

  @Test(
    "what cannot be is said at its field and changes nothing",
    arguments: [
      (["", "2580", "2580"], "Which PIN do you have now?"), (["4711", "25", "25"], "A PIN is 4 to 12 digits"),
      (["4711", "2580x", "2580x"], "A PIN is 4 to 12 digits"), (["4711", "2580", "2581"], "not the same"),
      (["0000", "2580", "2580"], "That is not the PIN of OTTO. 4 more"),
    ])
  func refused(_ texts: [String], _ words: String) {
    let script = PinFormTests.opened()
    PinFormTests.fill(script, texts)
    script.type("F9")
    #expect(script.screen.contains(words), "\(script.screen)")
    #expect(PinFormTests.pin(of: "OTTO", script) == PinHash("hash of 4711"))
    let wrong = script.signIns.count { $0 == "OTTO wrong_pin" }
    #expect(wrong == (texts[0] == "0000" ? 1 : 0))
    // What was wrong is put right, and it goes.
    for _ in 0..<3 { script.press(.backtab) }
    PinFormTests.fill(script, ["4711", "2580", "2580"])
    script.type("F9")
    #expect(PinFormTests.pin(of: "OTTO", script) == PinHash("hash of 2580"))
  }

  @Test("after five wrong ones none is tried, not even the right one, until the pause is over")
  func paused() {
    let script = PinFormTests.opened()
    for _ in 0..<5 {
      for _ in 0..<2 { script.press(.backtab) }
      PinFormTests.fill(script, ["0000", "2580", "2580"])
      script.type("F9")
    }
    PinFormTests.fill(script, ["4711", "2580", "2580"])
    script.type("F9")
    #expect(script.screen.contains("none is tried before"))
    #expect(PinFormTests.pin(of: "OTTO", script) == PinHash("hash of 4711"))
    script.wait(milliseconds: PinRule.pause + 1_000)
    script.type("F9")
    #expect(PinFormTests.pin(of: "OTTO", script) == PinHash("hash of 2580"))
  }

  @Test("after a lost answer F9 does it once, with the same key")
  func lostAnswer() {
    let script = PinFormTests.opened()
    PinFormTests.fill(script, ["4711", "2580", "2580"])
    script.house.state.withLock { $0.losesAnswer = true }
    script.type("F9")
    #expect(script.screen.contains("not known whether"))
    script.type("F9")
    #expect(script.screen.contains("changed the PIN of OTTO"))
    #expect(script.house.state.withLock { $0.acts.values.count { $0.action == "operator.edited" } } == 1)
  }

  @Test("who has none needs none, and a house without operators has no PINs")
  func others() {
    let script = PaneScript.shared()
    script.scan("B-0017")
    PinFormTests.open(script)
    #expect(script.screen.contains("MARIA has no PIN yet."))
    PinFormTests.fill(script, ["", "1379", "1379"])
    script.type("F9")
    #expect(PinFormTests.pin(of: "MARIA", script) == PinHash("hash of 1379"))
    let nobody = PaneScript()
    PinFormTests.open(nobody)
    #expect(nobody.screen.contains("ANNA is no operator at work in this house"))
    PinFormTests.fill(nobody, ["", "1379", "1379"])
    nobody.type("F9")
    #expect(nobody.screen.contains("Change my PIN"))
  }

  @Test("in lines it is asked for like a PIN at the gate, and what was typed is not said again")
  func lines() {
    let script = PlainScript(PaperPeople.staff())
    script.say(":change your own PIN")
    #expect(script.dialogue.prompt == "old PIN> " && script.dialogue.asksSecret)
    script.say("1234|2580")
    #expect(script.dialogue.asksSecret && !script.answer.contains("2580"))
    script.say("2580|<")
    #expect(script.dialogue.prompt == "new PIN [****]> ")
    script.say("$9")
    #expect(script.answer.contains("changed the PIN of ANNA") && !script.dialogue.asksSecret)
  }
}

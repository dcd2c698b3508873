import Console
import Inventory
import Terminal
import Testing

@Suite("Keys that are not the whole of it yet")
struct PendingKeyTests {
  @Test("g alone stands at the end of the message line until the next key", arguments: ScreenTests.sizes)
  func prefix(_ columns: Int, _ rows: Int) {
    let script = PaneScript(columns: columns, rows: rows)
    let before = script.lines
    script.type("g")
    let changed = zip(before, script.lines).enumerated().filter { $1.0 != $1.1 }
    #expect(changed.count == 1 && changed.first?.element.1.hasSuffix(" g ...") == true, "\(script.screen)")
    #expect(script.lines.dropLast().contains { $0.hasSuffix("g ...") })
    script.type("g")
    #expect(!script.screen.contains("g ..."))
    script.type("g 5")
    #expect(!script.screen.contains("g ..."))
  }

  @Test("/ behind an earlier find begins a new one: Enter or Backspace at once keeps the old, a letter replaces it")
  func findAgain() {
    let script = PaneScript()
    script.type("/")
    script.write("wid")
    script.type("Enter /")
    #expect(script.input == "find>" && script.screen.contains("WID-100") && !script.screen.contains("BOX-12"))
    script.type("Enter")
    #expect(script.input == "code>" && script.lines[0].contains("find: wid") && !script.screen.contains("BOX-12"))
    script.type("/ Backspace")
    #expect(script.input == "code>" && script.lines[0].contains("find: wid"))
    script.type("/")
    script.write("ta")
    #expect(script.input == "find> ta" && script.screen.contains("TAP-048") && !script.screen.contains("WID-100"))
    script.type("Esc")
    #expect(script.screen.contains("BOX-12") && script.screen.contains("WID-100"))
  }

  @Test(
    "Ctrl-C clears what is typed: a code, a text to find by, a field of a form",
    arguments: ["5", "/ w i d", "A 1 2"])
  func cleared(_ keys: String) {
    let script = PaneScript()
    script.type(keys)
    #expect(script.screen.contains(keys.split(separator: " ").dropFirst().joined()))
    script.type("Ctrl-C")
    #expect(["code>", "find>", "F9 commits   Esc cancels"].contains(script.input) && script.screen.contains("BOX-12"))
    #expect(!script.screen.contains("change       12"))
  }

  @Test("so it is in lists of documents, in a report, and with what is pasted")
  func findAgainElsewhere() {
    let past = PaneScript(.records())
    past.type("p -1h F9 /")
    past.write("wid")
    past.type("Enter /")
    #expect(past.input == "find>" && !past.screen.contains("BOX-12"))
    past.type("Ctrl-C")
    #expect(past.screen.contains("BOX-12"))
    past.send(.input(.paste(["zip"])))
    #expect(past.input == "code>" && past.screen.contains("ZIP-370") && !past.screen.contains("WID-100"))
    past.type("/")
    past.send(.input(.paste(["TAP"])))
    #expect(past.lines[0].contains("ITEM TAP-048"))
    let report = PaneScript(service: PaperReports())
    report.type("g p Enter Tab /")
    report.write("zz")
    report.type("Enter /")
    #expect(report.input == "find>" && report.lines[0].contains("find: zz"))
    report.type("a")
    #expect(report.input == "find> a" && report.lines[0].contains("find: a"))
  }
}

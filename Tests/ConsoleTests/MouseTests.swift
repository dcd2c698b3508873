import Console
import Inventory
import Terminal
import Testing

@Suite("The mouse")
struct MouseTests {
  private func click(_ script: PaneScript, on text: String) {
    guard let row = script.lines.firstIndex(where: { $0.contains(text) }) else { return }
    let column = Array(script.lines[row]).indices.first { Array(script.lines[row])[$0...].starts(with: text) } ?? 0
    script.send(.input(.mouse(.click(row: row, column: column))))
  }

  @Test(
    "a click moves the cursor to its row, and the wheel by three",
    arguments: [(20, 8), (40, 12), (80, 24), (200, 60)])
  func rows(_ columns: Int, _ height: Int) {
    let script = PaneScript(columns: columns, rows: height)
    click(script, on: "SER-7")
    #expect(script.screen.contains("> SER-7"))
    click(script, on: "GLU-1")
    #expect(script.screen.contains("> GLU-1"))
    script.send(.input(.mouse(.wheelDown)))
    #expect(script.screen.contains("> WID-100"))
    script.send(.input(.mouse(.wheelUp)))
    #expect(script.screen.contains("> GLU-1"))
  }

  @Test("a click on a key of the footer runs it, but nothing is written by a click")
  func footer() {
    let script = PaneScript()
    click(script, on: "F1 help")
    #expect(script.screen.contains("Help: stock pane"))
    script.type("Esc E 5")
    click(script, on: "F9 commit")
    #expect(script.house.onHand("BOX-12") == Quantity(80))
    let hand = PaneScript(columns: 20, rows: 8)
    click(hand, on: "$")
    #expect(hand.screen.contains("$ menu"))
  }

  @Test("in the middle of a scan it takes nothing away")
  func scans() {
    let script = PaneScript()
    script.write("400638")
    script.send(.input(.mouse(.click(row: 5, column: 5))))
    script.send(.input(.mouse(.wheelDown)))
    script.scan("1333931")
    #expect(script.screen.contains("ITEM WID-220"))
    let counting = PaneScript(.receiving())
    counting.scan("TR-0881")
    counting.write("WID-")
    counting.send(.input(.mouse(.wheelUp)))
    counting.scan("100")
    #expect(counting.house.receipts == ["scan WID-100 1"])
  }

  @Test("nothing is clicked through a gate, a question or a title")
  func nothing() {
    let gate = PaneScript.shared()
    for row in 0..<24 { gate.send(.input(.mouse(.click(row: row, column: 3)))) }
    #expect(gate.input == "badge>")
    let script = PaneScript()
    script.type("E 5 F9 u")
    for row in 0..<24 { script.send(.input(.mouse(.click(row: row, column: 3)))) }
    script.send(.input(.mouse(.wheelDown)))
    #expect(script.screen.contains("[ Undo ]"))
    let titles = PaneScript()
    titles.type("j j")
    titles.send(.input(.mouse(.click(row: 1, column: 5))))
    titles.send(.input(.mouse(.click(row: 500, column: 500))))
    #expect(titles.screen.contains("> SER-7"))
  }
}

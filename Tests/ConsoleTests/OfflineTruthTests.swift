import Console
import Inventory
import Terminal
import Testing

/// What a pane that takes scans says of the line is so.
@Suite("What is said of books on another machine")
struct OfflineTruthTests {
  private func far(_ house: PaperWarehouse, _ pane: String, _ code: String) -> (script: PaneScript, line: PaperOutbox) {
    let (script, line) = PaneScript.far(house)
    script.type(pane)
    script.scan(code)
    script.hear(line)
    script.send(line)
    return (script, line)
  }

  @Test("whoever gave no name is the operator of a line that is one's; who gave one keeps it")
  func bound() {
    let (script, line) = far(.counted(), "g c", "A-03-2")
    script.send(.bound(to: "BEN", from: "login"))
    #expect(script.screen.contains("ANNA@wall1"))
    script.send(.bound(to: "MARIA", from: "ANNA"))
    script.hear(line)
    #expect(script.screen.contains("MARIA@wall1"), "\(script.screen)")
  }

  @Test("bins that were never read are not said to be none")
  func bins() {
    let (script, line) = far(.counted(), "g c", "A-03-2")
    script.cut(line)
    script.play("<F6>", line)
    #expect(script.screen.contains(" not read: the line is down; a label still opens its bin"), "\(script.screen)")
    #expect(!script.screen.contains("no bins"))
  }

  @Test("labels need the books, and say so in one sentence")
  func labels() {
    let (script, line) = far(.receiving(), "g r", "TR-0881")
    script.type("Down")
    script.cut(line)
    script.play("<F6>", line)
    #expect(
      script.screen.contains("the line is down: what stands on the label is not known; F6 again when"),
      "\(script.screen)")
  }

  @Test("whoever leaves a small screen is told first how to leave")
  func leaving() {
    let (script, line) = PaneScript.far(.counted(), columns: 20, rows: 8)
    script.type("g c")
    script.scan("A-03-2")
    script.hear(line)
    script.cut(line)
    script.play("WID-100|", line)
    script.play("<F10>", line)
    let shown = script.screen.split(separator: "\n").map { $0.trimmingBlanks }.joined(separator: " ")
    #expect(shown.contains("to be sent: F10") && shown.contains("again leaves"), "\(script.screen)")
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}

import Console
import Inventory
import Terminal
import Testing

@Suite("Screens while the line is down, at every size")
struct OfflineScreenTests {
  static let panes = ["count", "receive", "stock", "start", "kept"]

  /// The drawings show a count at 14:09, two minutes after the line went.
  @Test("look as kept", arguments: ScreenTests.sizes, panes)
  func frames(_ size: (Int, Int), _ pane: String) throws {
    let house: PaperWarehouse = pane == "receive" ? .receiving(transfers: 3) : .counted()
    let (script, line) = PaneScript.far(house, columns: size.0, rows: size.1, isDown: pane == "start")
    switch pane {
    case "count", "kept": begin(script, line)
    case "receive":
      script.play("", line)
      script.type("g r")
      script.scan("TR-0881")
      script.play("WID-220|40|<F2>2|SER-7|88-1201|WID-100|4|", line)
      script.send(line)
    default: break
    }
    script.wait(milliseconds: 300_000)
    if pane != "start" { script.cut(line, nextTryIn: 128) }
    script.wait(milliseconds: 120_000)
    switch pane {
    case "count": script.play("WID-100|WID-100|GLU-1|1|BOX-12|+1|-2|WID-220|12c+3|", line)
    case "kept":
      script.play("WID-100|WID-220|12c+3|", line)
      line.state.withLock { $0.refusals = [("count.recorded", .noSuchItem("WID-100"))] }
      script.mend(line)
      script.cut(line, nextTryIn: 8)
      script.play("GLU-1|1|5012345678901|<F4>", line)
    case "receive": script.play("WID-100|96|WID-100|<Esc>", line)
    default: break
    }
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane)-offline")
  }

  private func begin(_ script: PaneScript, _ line: PaperOutbox) {
    script.type("g c")
    script.scan("A-03-2")
    script.hear(line)
    script.play("WID-100|34|BOX-12|0|GLU-1|1|2|WID-220|0|5012345678900|", line)
    script.send(line)
    script.wait(milliseconds: 1_000)
  }
}

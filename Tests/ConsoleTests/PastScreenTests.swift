import Console
import Inventory
import Terminal
import Testing

@Suite("Screens of stock as it was, at every size")
struct PastScreenTests {
  static let panes = [
    ("past-form", "p x F9"), ("past", "p -1h F9 j j"), ("past-off", "p -1h F9 A"),
    ("past-item", "p -1h F9 / W I D - 1 Enter"), ("past-nothing", "p 2026-06-01 F9"), ("past-withheld", "p -1h F9"),
    ("past-hostile", "p -1h F9 j"),
  ]

  @Test("look as kept", arguments: ScreenTests.sizes, panes)
  func frames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let house = PaperWarehouse.records()
    house.state.withLock { state in
      state.withholdsPast = pane.0 == "past-withheld"
      guard pane.0 == "past-hostile" else { return }
      for index in state.rows.indices {
        state.rows[index].name = "\u{1B}[2J\u{202E}漢字 wider than any screen that anybody has\u{7}"
        state.rows[index].siteCode = "\u{9B}N\u{301}"
      }
    }
    let script = PaneScript(house, columns: size.0, rows: size.1)
    script.type(pane.1)
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }
}

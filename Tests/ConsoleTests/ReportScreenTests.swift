import Console
import Inventory
import Terminal
import Testing

@Suite("Screens of reports at every size")
struct ReportScreenTests {
  static let panes = [
    ("reports", "g p j"), ("report-use", "g p Enter"), ("report-cover", "g p j Enter j"),
    ("report-cover-table", "g p j Enter Tab j"), ("report-ageing", "g p j j Enter"),
    ("report-turnover", "g p j j j Enter"), ("report-best", "g p j j j j j Enter"),
    ("report-transit", "g p j j j j j j Enter"), ("report-accuracy", "g p G Enter"),
    ("report-find", "g p j Enter / z i p"), ("report-filter", "g p j Enter f"), ("report-export", "g p j Enter X"),
  ]

  @Test("look as kept", arguments: ScreenTests.sizes, panes)
  func frames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let reports = PaperReports()
    let script = PaneScript(reports.house, columns: size.0, rows: size.1, service: reports)
    script.type(pane.1)
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }

  @Test("the bottom right cell is never written, at any size and after any keys; nothing crashes, nothing is written")
  func storm() {
    var numbers = ScreenTests.Generator(seed: 12)
    let keys: [Key] =
      [.enter, .tab, .backtab, .backspace, .escape, .up, .down, .pageUp, .pageDown, .home, .end]
      + [1, 2, 3, 4, 5, 6, 7, 8, 10].map { .function($0) }
      + "abcdefghijklmnoprstuvwxyzACEFGHMNX0123456789/:?*-<> ]".map { .character($0) }
    for round in 0..<10 {
      let reports = round % 3 == 0 ? PaperReports.large(1_400) : PaperReports()
      let script = PaneScript(reports.house, service: reports)
      for _ in 0..<250 {
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...130, using: &numbers), Int.random(in: 0...50, using: &numbers))
        case 1: script.type("g p")
        case 2: script.type("j Enter")
        case 3: script.wait(milliseconds: Int64.random(in: 0...4_000, using: &numbers))
        case 4: script.send(.changed)
        case 5: if script.isHeld { script.release() } else { script.isHeld = true }
        case 6: script.scan(["WID-100", "4006381333931", "x"].randomElement(using: &numbers) ?? "")
        default: script.press(keys.randomElement(using: &numbers) ?? .enter)
        }
        let grid = script.grid
        guard grid.columns > 0, grid.rows > 0 else { continue }
        #expect(grid[grid.rows - 1, grid.columns - 1].look == Look())
      }
      #expect(script.files.state.withLock { $0.files.isEmpty })
    }
  }
}

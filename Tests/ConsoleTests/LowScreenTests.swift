import Console
import Inventory
import Terminal
import Testing

@Suite("Screens of what is low, and of the wall, at every size")
struct LowScreenTests {
  static let panes = [
    ("low", "g l"), ("low-marked", "g l Space j Space k"), ("low-why", "g l w"), ("low-transfer", "g l T"),
    ("low-order", "g l Space Space O"), ("low-rule", "g l B"), ("low-acknowledge", "g l K"), ("low-empty", "g l"),
    ("low-help", "g l F1"), ("wall", ""), ("wall-next", "F2"),
  ]

  @Test("look as kept", arguments: ScreenTests.sizes, panes)
  func frames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let low = pane.0 == "low-empty" ? PaperLow(PaperLow.State()) : .house()
    let script = PaneScript(
      low.house, columns: size.0, rows: size.1, service: low, isWall: pane.0.hasPrefix("wall"))
    script.type(pane.1)
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }

  @Test("the bottom right cell is never written, at any size and after any keys; nothing crashes, nothing is written")
  func storm() {
    var numbers = ScreenTests.Generator(seed: 13)
    let keys: [Key] =
      [.enter, .tab, .backtab, .backspace, .escape, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end]
      + [1, 2, 3, 6, 7, 8, 10, 11, 12].map { .function($0) }
      + "abcdefghijklmnoprstuvwxyzABCDEFGHIKLMNOPRSTXZ0123456789/:?*-<> ]#".map { .character($0) }
    for round in 0..<12 {
      let low = round % 3 == 0 ? PaperLow.large(300) : .house()
      let isWall = round % 4 == 3
      let script = PaneScript(low.house, service: low, isWall: isWall)
      for _ in 0..<250 {
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...210, using: &numbers), Int.random(in: 0...65, using: &numbers))
        case 1, 2: script.type("g l")
        case 3: script.wait(milliseconds: Int64.random(in: 0...40_000, using: &numbers))
        case 4: script.send(.changed)
        case 5: if script.isHeld { script.release() } else { script.isHeld = true }
        case 6: script.scan(["WID-100", "4006381333931", "GLU-1", "x"].randomElement(using: &numbers) ?? "")
        default: script.press(keys.randomElement(using: &numbers) ?? .enter)
        }
        let grid = script.grid
        guard grid.columns > 0, grid.rows > 0 else { continue }
        #expect(grid[grid.rows - 1, grid.columns - 1].look == Look())
      }
      #expect(low.acts.isEmpty)
    }
  }
}

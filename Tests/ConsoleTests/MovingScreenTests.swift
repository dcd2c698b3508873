import Console
import Inventory
import Terminal
import Testing

@Suite("Screens of moving at every size")
struct MovingScreenTests {
  static let panes = [
    ("transfers", "g t j"), ("transfer", "g t j Enter"), ("transfers-find", "g t / SO-"),
    ("transfers-empty", "g t"), ("transfers-filter", "g t f"),
    ("transfer-new", "g t N NORTH Enter S-01 Enter BOX-12 Enter 12 Enter GLU-1 Enter 5 Enter"),
    ("transfer-marked", "Space Space T S-01 Enter 3 F9"), ("transfer-ship", "g t S Enter S-7 Enter"),
    ("transfer-short", "g t j C F9"), ("transfer-cancel", "g t X"), ("discrepancies", "g d j"),
    ("discrepancy", "g d Enter"), ("resolve", "g d R"), ("discrepancies-all", "g d o"),
  ]

  @Test("look as kept", arguments: ScreenTests.sizes, panes)
  func frames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let moving = pane.0 == "transfers-empty" ? PaperMoving(.small(), PaperMoving.State()) : .small()
    let script = PaneScript(moving.house, columns: size.0, rows: size.1, service: moving)
    script.type(pane.1)
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }

  @Test("the bottom right cell is never written, at any size and after any keys; nothing crashes, nothing is written")
  func storm() {
    var numbers = ScreenTests.Generator(seed: 11)
    let keys: [Key] =
      [.enter, .tab, .backtab, .backspace, .escape, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end]
      // F7 leads to receiving, where what is typed is scanned.
      + [1, 2, 3, 4, 5, 6, 8, 10, 11, 12].map { .function($0) }
      + "abcdefghijklmnoprstuvwxyzABCDEFGHIKLMNOPRSTXZ0123456789/:?*-<> ]#".map { .character($0) }
    for round in 0..<12 {
      let moving = round % 3 == 0 ? PaperMoving.large(300) : .small()
      let script = PaneScript(moving.house, service: moving)
      for _ in 0..<250 {
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...130, using: &numbers), Int.random(in: 0...50, using: &numbers))
        case 1: script.type("g t")
        case 2: script.type("g d")
        case 3: script.wait(milliseconds: Int64.random(in: 0...4_000, using: &numbers))
        case 4: script.send(.changed)
        case 5: if script.isHeld { script.release() } else { script.isHeld = true }
        case 6: script.scan(["WID-100", "4006381333931", "GLU-1", "x"].randomElement(using: &numbers) ?? "")
        default: script.press(keys.randomElement(using: &numbers) ?? .enter)
        }
        let grid = script.grid
        guard grid.columns > 0, grid.rows > 0 else { continue }
        #expect(grid[grid.rows - 1, grid.columns - 1].look == Look())
      }
      #expect(moving.state.withLock { $0.acts.isEmpty })
    }
  }
}

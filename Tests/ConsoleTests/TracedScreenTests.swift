import Console
import Inventory
import Terminal
import Testing

@Suite("Screens of lots and serials at every size")
struct TracedScreenTests {
  static let panes = [
    ("lots", "g e j"), ("lots-all", "g e o G"), ("lots-find", "g e / L24"), ("lots-empty", "g e"),
    ("lots-filter", "g e f"), ("lot", "g e j j Enter j j j j j j"), ("lot-withheld", "g e Enter"),
    ("lot-quarantine", "g e j j Q"), ("lot-split", "g e j j S Enter Enter F9"), ("lot-new", "g e N F9"),
    ("lots-expire", "g e X"), ("serials", "g n j"), ("serial", "g n Enter"), ("serials-empty", "g n"),
    ("serial-new", "g n N SER-7 Enter V-01 Enter 88-1301 Enter 88-1302 Enter"), ("serial-off", "g n X F9"),
  ]

  @Test("look as kept", arguments: ScreenTests.sizes, panes)
  func frames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let traced = pane.0.hasSuffix("empty") ? PaperTraced() : .small()
    if pane.0 == "lot-withheld" { traced.withhold() }
    let script = PaneScript(traced.house, columns: size.0, rows: size.1, service: traced)
    script.type(pane.1)
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }

  @Test("the bottom right cell is never written, at any size and after any keys; nothing crashes, nothing is written")
  func storm() {
    var numbers = ScreenTests.Generator(seed: 13)
    let keys: [Key] =
      [.enter, .tab, .backtab, .backspace, .escape, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end]
      + [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12].map { .function($0) }
      + "abcdefghijklmnoprstuvwxyzABCDEFGHIKLMNOPQRSTXZ0123456789/:?*-<> ]#".map { .character($0) }
    for round in 0..<12 {
      let traced = round % 3 == 0 ? PaperTraced.large(300) : .small()
      let script = PaneScript(traced.house, service: traced)
      for _ in 0..<250 {
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...130, using: &numbers), Int.random(in: 0...50, using: &numbers))
        case 1: script.type("g e")
        case 2: script.type("g n")
        case 3: script.wait(milliseconds: Int64.random(in: 0...4_000, using: &numbers))
        case 4: script.send(.changed)
        case 5: if script.isHeld { script.release() } else { script.isHeld = true }
        case 6: script.scan(["88-1201", "4006381333931", "GLU-1", "L2407"].randomElement(using: &numbers) ?? "")
        default: script.press(keys.randomElement(using: &numbers) ?? .enter)
        }
        let grid = script.grid
        guard grid.columns > 0, grid.rows > 0 else { continue }
        #expect(grid[grid.rows - 1, grid.columns - 1].look == Look())
      }
      #expect(traced.state.withLock { $0.acts.isEmpty })
    }
  }
}

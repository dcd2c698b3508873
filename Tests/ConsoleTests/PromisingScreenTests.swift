import Console
import Inventory
import Terminal
import Testing

@Suite("Screens of reservations at every size")
struct PromisingScreenTests {
  static let panes = [
    ("reservations", "g h j"), ("reservations-all", "g h o G"), ("reservations-of", "W"),
    ("reservations-find", "g h / order"),
    ("reservations-empty", "g h"), ("reservations-filter", "g h f"), ("reservation", "g h j Enter j j j j j j j"),
    ("reservation-confirm", "g h C"), ("reservation-fulfil", "g h j F Enter"), ("reservation-release", "g h j R"),
    ("reservation-extend", "g h E"), ("reserve", "R 5 Enter Enter SO-118 F9"),
  ]

  @Test("look as kept", arguments: ScreenTests.sizes, panes)
  func frames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let promising = pane.0.hasSuffix("empty") ? PaperPromising() : .small()
    let script = PaneScript(promising.house, columns: size.0, rows: size.1, service: promising)
    script.type(pane.1)
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }

  @Test("the bottom right cell is never written, at any size and after any keys; nothing crashes, nothing is written")
  func storm() {
    var numbers = ScreenTests.Generator(seed: 17)
    let keys: [Key] =
      [.enter, .tab, .backtab, .backspace, .escape, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end]
      + [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12].map { .function($0) }
      + "abcdefghijklmnoprstuvwxyzABCDEFGHIKLMNOPQRSTWXZ0123456789/:?*-<> ]#".map { .character($0) }
    for round in 0..<12 {
      let promising = round % 3 == 0 ? PaperPromising.large(300) : .small()
      let script = PaneScript(promising.house, service: promising)
      for _ in 0..<250 {
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...130, using: &numbers), Int.random(in: 0...50, using: &numbers))
        case 1, 2: script.type("g h")
        case 3: script.wait(milliseconds: Int64.random(in: 0...400_000, using: &numbers))
        case 4: script.send(.changed)
        case 5: if script.isHeld { script.release() } else { script.isHeld = true }
        case 6: script.scan(["BOX-12", "4006381333931", "GLU-1", "x"].randomElement(using: &numbers) ?? "")
        default: script.press(keys.randomElement(using: &numbers) ?? .enter)
        }
        let grid = script.grid
        guard grid.columns > 0, grid.rows > 0 else { continue }
        #expect(grid[grid.rows - 1, grid.columns - 1].look == Look())
      }
      #expect(promising.state.withLock { $0.acts.isEmpty })
    }
  }
}

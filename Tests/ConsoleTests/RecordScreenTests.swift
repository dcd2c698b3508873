import Console
import Inventory
import Terminal
import Testing

@Suite("Screens of the records at every size")
struct RecordScreenTests {
  static let panes = [
    ("audit", "g a j"), ("audit-event", "g a j Enter"), ("audit-import", "g a j j j Enter"), ("audit-filter", "g a f"),
    ("audit-empty", "g a"), ("moves", "g m j"), ("moves-reverse", "g m j R"), ("move", "g m j Enter"),
    ("moves-empty", "g m"),
    ("audit-hostile", "g a j"), ("event-hostile", "g a j Enter"), ("moves-hostile", "g m j"),
    ("move-hostile", "g m j Enter"),
  ]

  @Test("look as kept", arguments: ScreenTests.sizes, panes)
  func frames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let house: PaperWarehouse = pane.0.hasSuffix("empty") ? .small() : .records()
    if pane.0.hasSuffix("hostile") {
      house.state.withLock { state in
        for index in state.audit.indices {
          state.audit[index].actor = "\u{1B}[31mEVE\u{202E}\u{7}"
          state.audit[index].entity = "item:漢字漢字\u{202E}\u{0}GLU\u{301}"
          state.audit[index].terminal = "tty\u{9B}2J"
          state.audit[index].after = "{\"name\":\"\\u001b[2J\\u202e漢字 wider than any screen that anybody has\"}"
        }
        for index in state.entries.indices {
          state.entries[index].place = "\u{1B}[2J漢字\u{202E}/A-1"
          state.entries[index].note =
            "\u{7}=cmd|' /C calc'!A0\n\tsecond line " + String(repeating: "long ", count: 2_000)
          state.entries[index].lot = "\u{200F}\u{5D0}\u{5D1}L\u{0}1"
        }
      }
    }
    let script = PaneScript(house, columns: size.0, rows: size.1)
    script.type(pane.1)
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }
  @Test("the bottom right cell is never written, at any size and after any keys; nothing crashes, nothing is written")
  func storm() {
    var numbers = ScreenTests.Generator(seed: 29)
    let keys: [Key] =
      [.enter, .tab, .backtab, .backspace, .escape, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end]
      + [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12].map { .function($0) }
      + "abcdefghijklmnoprstuvwxyzABCDEFGHIKLMNOPQRSTXZ0123456789/:?*-<> ]#".map { .character($0) }
    for round in 0..<8 {
      let house: PaperWarehouse = round % 4 == 0 ? .small() : .records()
      let acts = house.state.withLock { $0.acts.count }
      let script = PaneScript(house)
      for _ in 0..<200 {
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...130, using: &numbers), Int.random(in: 0...50, using: &numbers))
        case 1: script.type("g a")
        case 2: script.type("g m")
        case 3: script.wait(milliseconds: Int64.random(in: 0...4_000, using: &numbers))
        case 4: script.send(.changed)
        case 5: if script.isHeld { script.release() } else { script.isHeld = true }
        case 6: script.scan(["4006381333931", "GLU-1", "L2407"].randomElement(using: &numbers) ?? "")
        default: script.press(keys.randomElement(using: &numbers) ?? .enter)
        }
        let grid = script.grid
        guard grid.columns > 0, grid.rows > 0 else { continue }
        #expect(grid[grid.rows - 1, grid.columns - 1].look == Look())
      }
      #expect(house.state.withLock { $0.acts.count } == acts)
    }
  }
}

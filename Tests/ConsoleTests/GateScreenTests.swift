import Console
import Inventory
import Terminal
import Testing

@Suite("Screens of signing in, of the lock and of a kiosk, at every size")
struct GateScreenTests {
  /// What is scanned in turn; `<F10>` is a key.
  static let states = [
    ("sign-in", false, ""), ("sign-in-unknown", false, "XYZ-1|"), ("pin", false, "otto|47"),
    ("pin-wrong", false, "otto|0000|"), ("pin-pause", false, "otto|0000|0000|0000|0000|0000|"),
    ("locked", false, "B-0017|<Ctrl-K>"), ("locked-scanned", false, "B-0017|<Ctrl-K>4006381333931|"),
    ("no-key", false, "cora|"), ("kiosk", true, ""), ("kiosk-leave", true, "B-0017|<F10><F10>"),
    ("signed-in", false, "B-0017|"),
  ]

  @Test("look as kept", arguments: ScreenTests.sizes, states)
  func frames(_ size: (Int, Int), _ state: (String, Bool, String)) throws {
    let script = PaneScript.shared(as: "nobody", kiosk: state.1, columns: size.0, rows: size.1)
    script.play(state.2)
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-gate-\(state.0)")
  }

  @Test("the bottom right cell is never written, at any size and after any keys; nobody gets past without a key")
  func storm() {
    var numbers = ScreenTests.Generator(seed: 19)
    let keys: [Key] =
      [.enter, .tab, .backspace, .escape, .up, .pageDown, .home, .end] + (1...12).map { .function($0) }
      + "abcotORMA0123456789$:-]\u{1D}".map { .character($0) } + "ckluwz".map { .control($0) } + [.alt("0")]
    for round in 0..<12 {
      let script = PaneScript.shared(as: "nobody", kiosk: round % 2 == 0, PaperPeople.staff())
      for _ in 0..<250 {
        switch Int.random(in: 0..<16, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...120, using: &numbers), Int.random(in: 0...50, using: &numbers))
        case 1: script.wait(milliseconds: Int64.random(in: 0...4_000, using: &numbers))
        case 2: if script.isHeld { script.release() } else { script.isHeld = true }
        case 3: script.scan(["otto", "cora", "4006381333931", "0000", "x"].randomElement(using: &numbers) ?? "")
        default: script.press(keys.randomElement(using: &numbers) ?? .enter)
        }
        let grid = script.grid
        guard grid.columns > 0, grid.rows > 0 else { continue }
        #expect(grid[grid.rows - 1, grid.columns - 1].look == Look())
        #expect(!script.screen.contains("BOX-12"))
      }
    }
  }
}

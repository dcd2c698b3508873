import Console
import Inventory
import Terminal
import Testing

@Suite("Screens of buying at every size")
struct BuyingScreenTests {
  static let arrived = "g r PO-790 Enter WID-220 Enter 40 Enter F2 2 Enter GLU-1 Enter L9 Enter 5 Enter"
  static let panes = [
    ("orders", "g o j"), ("order", "g o j Enter"), ("orders-find", "g o / A-4"), ("orders-empty", "g o"),
    ("orders-filter", "g o f"), ("orders-hostile", "g o"), ("order-hostile", "g o Enter"),
    ("order-new", "g o N ACME Enter D-1 Enter Enter BOX-12 Enter 12 Enter 0.12 Enter GLU-1 Enter 5 Enter"),
    ("order-send", "g o j j S"), ("requisitions", "g o Tab"), ("requisition-order", "g o Tab j O F9"),
    ("receive-list", "g r Down Down Down Down"), ("receive-order", arrived), ("receive-order-posted", "\(arrived) F9"),
    ("receive-order-refused", "\(arrived) WID-100 Enter 97 Enter"), ("receive-order-close", "\(arrived) F9 F3"),
    ("receive-order-hostile", "g r PO-790 Enter"),
  ]

  /// Names and numbers as somebody who means no good writes them.
  private static func spoil(_ house: PaperWarehouse) {
    house.state.withLock { state in
      for index in state.buying.orders.indices {
        state.buying.orders[index].vendor = "漢字\u{202E}Vendor\u{1B}[31m with a name wider than all"
        state.buying.orders[index].note = "\u{7}\u{301}\u{301}note\u{9B}2J"
        state.buying.orders[index].place = "NORTH/漢字漢字漢字漢字漢字漢字"
      }
      for number in state.buying.lines.keys {
        guard var line = state.buying.lines[number]?.first else { continue }
        line.name = "e\u{301}\u{1F9F0} \u{200B}tool\u{0} box"
        line.ordered = Quantity(thousandths: 9_000_000_000_000_000)
        line.price = UnitCost(tenThousandths: 999_999_999_999_999)
        state.buying.lines[number]?[0] = line
      }
    }
  }

  @Test("look as kept", arguments: ScreenTests.sizes, panes)
  func frames(_ size: (Int, Int), _ pane: (String, String)) throws {
    let house: PaperWarehouse = pane.0 == "orders-empty" ? .small() : .buying()
    if pane.0.hasSuffix("hostile") { BuyingScreenTests.spoil(house) }
    let script = PaneScript(house, columns: size.0, rows: size.1)
    script.type(pane.1)
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }

  @Test("the bottom right cell is never written, at any size and after any keys; nothing crashes, nothing is written")
  func storm() {
    var numbers = ScreenTests.Generator(seed: 23)
    let keys: [Key] =
      [.enter, .tab, .backtab, .backspace, .escape, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end]
      + [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12].map { .function($0) }
      + "abcdefghijklmnoprstuvwxyzABCDEFGHIKLMNOPRSTXZ0123456789/:?*-<> ]#".map { .character($0) }
    for round in 0..<12 {
      let house = PaperWarehouse.buying()
      if round % 3 == 0 { BuyingScreenTests.spoil(house) }
      let script = PaneScript(house)
      for _ in 0..<250 {
        switch Int.random(in: 0..<20, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...130, using: &numbers), Int.random(in: 0...50, using: &numbers))
        case 1: script.type("g o")
        case 2: script.type("g o Tab")
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
      let written = house.state.withLock { state in
        state.buying.acts.filter { !($0 is ScanReceipt) && !($0 is SettleReceipt) }.map(\.action)
      }
      #expect(written.isEmpty, "\(written)")
    }
  }
}

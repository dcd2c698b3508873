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
    case "receive": script.play("WID-100|92|", line)
    default: break
    }
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane)-offline")
  }

  @Test("nothing crashes, the bottom right cell is never written, whatever is pressed while the line comes and goes")
  func storm() {
    var numbers = ScreenTests.Generator(seed: 23)
    let keys: [Key] =
      [.enter, .tab, .backspace, .escape, .up, .down, .pageUp, .pageDown, .home, .end, .control("x"), .control("d")]
      + (1...10).map { .function($0) } + "abcdefghjklnoprstvwxACEFGINRT0123456789/:$*-<> =+".map { .character($0) }
    for round in 0..<12 {
      let house: PaperWarehouse = round % 3 == 0 ? .counted() : round % 3 == 1 ? .receiving(transfers: 2) : .large(300)
      let (script, line) = PaneScript.far(house, isDown: round % 4 == 3, pocket: ["WID-100", "A-04-1", "TR-0881"])
      script.type(["g c", "g r", "j"][round % 3])
      script.play(["A-03-2|", "TR-0881|", ""][round % 3], line)
      for _ in 0..<250 {
        switch Int.random(in: 0..<24, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...130, using: &numbers), Int.random(in: 0...50, using: &numbers))
        case 1: script.cut(line, nextTryIn: Int64.random(in: 0...20, using: &numbers))
        case 2: script.mend(line)
        case 3: script.send(line)
        case 4: line.state.withLock { $0.refusals.append(("count.recorded", .noSuchItem("X"))) }
        case 5: script.wait(milliseconds: Int64.random(in: 0...4_000, using: &numbers))
        case 6: script.send(.changed)
        case 7: if script.isHeld { script.release() } else { script.isHeld = true }
        case 8...11:
          script.scan(
            ["WID-100", "GLU-1", "12", "x", "A-04-1", "+2", "n", "1", "=", "BOX-12", "TR-0882", "-1", "99", "XX"]
              .randomElement(using: &numbers) ?? "")
        default: script.press(keys.randomElement(using: &numbers) ?? .enter)
        }
        script.hear(line)
        let grid = script.grid
        guard grid.columns > 0, grid.rows > 0 else { continue }
        #expect(grid[grid.rows - 1, grid.columns - 1].look == Look())
      }
    }
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

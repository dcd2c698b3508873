import Console
import Inventory
import Testing

@Suite("What is low is watched all day")
struct LowDayTests {
  /// How many elements all lists and tables hold that are kept by a value, however deep.
  private static func kept(_ value: Any, depth: Int = 0) -> Int {
    let mirror = Mirror(reflecting: value)
    guard depth < 24 else { return 0 }
    if value is String || value is Substring { return 0 }
    var count = 0
    switch mirror.displayStyle {
    case .collection, .set, .dictionary: count += mirror.children.count
    default: break
    }
    for child in mirror.children { count += kept(child.value, depth: depth + 1) }
    return count
  }

  /// A change every ten seconds, day and night; people act now and then, and the wall shows it too.
  @Test("nothing that a console or a wall keeps grows over a day of 8,640 changes", arguments: [false, true])
  func day(_ isWall: Bool) {
    let low = PaperLow.small()
    let script = PaneScript(low.house, service: low, isWall: isWall)
    if !isWall { script.type("g l") }
    var after: [Int] = []
    for second in stride(from: 10, through: 86_400, by: 10) {
      low.state.withLock { state in
        state.rows[second / 10 % 7].signal.figures.available = Quantity(second % 50)
        state.questions = 0
      }
      script.now = script.now.adding(milliseconds: 10_000)
      script.send(.tick(script.now))
      script.send(.changed)
      if !isWall, second % 600 == 0 { script.type(second % 1_200 == 0 ? "gg j Z F9 F8" : "gg F4 F8 G w Esc") }
      if second % 21_600 == 0 {
        script.type(isWall ? "" : "gg")
        after.append(LowDayTests.kept(script.console))
      }
    }
    // What was said is kept up to a thousand; all else is what it was after a quarter of the day.
    let growth = after.map { $0 - after[0] }
    #expect(growth.allSatisfy { $0 <= (isWall ? 20 : 1_000) }, "\(after)")
    #expect(script.lines.count == 24 && script.screen.contains("LOW STOCK"))
  }
}

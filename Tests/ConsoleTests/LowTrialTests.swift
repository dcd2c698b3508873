import Console
import Inventory
import Terminal
import Testing

@Suite("What a supervisor ran into in a list of what is low")
struct LowTrialTests {
  /// Widgets are low at two places, one of them a bin.
  private static func twice() -> PaperLow {
    let low = PaperLow.small()
    low.state.withLock { state in
      var other = state.rows[0]
      other.signal.rule.id = RuleID(90)
      other.signal.rule.place = "SOUTH/HALL-2/B-03-2"
      state.rows.insert(other, at: 1)
    }
    return low
  }

  @Test(
    "marks go when what was marked is done, by F4 or by a box; what was refused stays marked",
    arguments: ["F4", "E F9", "K F9"])
  func marks(_ keys: String) {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    low.state.withLock { $0.refusals[1] = .noSuchLocation("NORTH") }
    script.type("Space Space \(keys)")
    #expect(low.acts.isEmpty && script.lines[0].contains("2 marked"))
    script.type(keys)
    #expect(low.last(TendSignals.self)?.signals == [RuleID(2), RuleID(1)])
    #expect(!script.lines[0].contains("marked"), "\(script.screen)")
    // Undoing is none of what marks are for: what was marked since stays.
    script.type("Space F8")
    #expect(script.lines[0].contains("1 marked"))
  }

  @Test(
    "where an item is low at two places each row says which, and so do forms of both",
    arguments: [(80, 24), (120, 40), (200, 60)])
  func places(_ columns: Int, _ rows: Int) {
    let script = PaneScript.low(LowTrialTests.twice(), columns: columns, rows: rows)
    let lines = script.lines.filter { $0.dropFirst(3).hasPrefix("WID-220") }
    #expect(lines.count == 2 && lines[0].contains(" NORTH ") && lines[1].contains("B-03-2"), "\(script.screen)")
    #expect(lines.allSatisfy { $0.contains("open") && $0.contains("-10 d") && $0.contains("120") })
    script.type("Space Space O")
    #expect(script.screen.contains("WID-220 NORTH") && script.screen.contains("WID-220 HALL-2/B-03-2"))
    script.type("Esc f NORTH F9")
    #expect(!script.lines[1].contains("place"), "\(script.screen)")
  }

  @Test("on smaller screens the place stands under the list", arguments: [(20, 8), (40, 12)])
  func smallPlaces(_ columns: Int, _ rows: Int) {
    let script = PaneScript.low(LowTrialTests.twice(), columns: columns, rows: rows)
    #expect(script.screen.contains("NORTH"), "\(script.screen)")
    script.type("j")
    script.wait(milliseconds: 200)
    #expect(script.screen.contains("B-03-2"), "\(script.screen)")
  }

  @Test("how many are open and how many are out is said at every size", arguments: ScreenTests.sizes)
  func counters(_ columns: Int, _ rows: Int) {
    let header = PaneScript.low(columns: columns, rows: rows).lines[0]
    for words in columns < 40 ? ["LOW 3", "out 2"] : ["3 open", "2 out"] {
      #expect(header.contains(words), "\(words) in \(header)")
    }
  }

  @Test("how much is left, and how much to order, is never cut for what is said beside it")
  func uncut() {
    let low = PaperLow.small()
    low.state.withLock {
      $0.rows[0].signal.rule.name = "Widget M6 A2 of a name that goes on and on"
      $0.rows[0].signal.figures.usePerDay = Quantity("14.1")
      $0.rows[0].signal.rule.maximum = Quantity(12_480)
    }
    #expect(PaneScript.low(low).says(" 0 left"))
    let hand = PaneScript.low(low, columns: 20, rows: 8)
    #expect(hand.says("14.1/d 0d o12480") || hand.says("14.1/d 0d o12,480"), "\(hand.screen)")
  }

  @Test("where nothing is low, what it says to type is a command there is")
  func empty() {
    #expect(PaneScript.low(PaperLow(PaperLow.State())).says("tallyman rule set ITEM --at PLACE --point 40"))
  }

  @Test(
    "on a wall no count is cut in half, and the day of an order does not run into what is late",
    arguments: [20, 40, 80, 200])
  func wall(_ columns: Int) {
    let low = PaperLow.small()
    low.state.withLock { $0.orders = [PaperLow.order("PO-790", "ACME", "2026-06-12", 1000, came: 0)] }
    let script = PaneScript(low.house, columns: columns, rows: 60, service: low, isWall: true)
    let title = script.lines.first { $0.contains("3 open") } ?? ""
    #expect(title.contains("2 out"), "\(script.screen)")
    for (count, word) in [("2", "covered"), ("1", "snoozed")] where !title.contains("\(count) \(word)") {
      #expect(!title.contains(word.prefix(3)) && !title.trimmedEnd.hasSuffix(" \(count)"), "\(title)")
    }
    for _ in 0..<4 where !script.screen.contains("PO-790") { script.type("F2") }
    #expect(columns < 60 || script.says("due 12.6. late 32 d"), "\(script.screen)")
  }
}

extension String {
  fileprivate var trimmedEnd: String { String(self.reversed().drop { $0 == " " }.reversed()) }
}

import Console
import Inventory
import Terminal
import Testing

/// Looking, filling in forms and the wall display while the line to the books is down.
@Suite("Browse panes while the line is down")
struct OfflineBrowseTests {
  @Test("a list stays as it was read, with the time of that; one notice when the line goes, one when it is back")
  func asOf() {
    let (script, line) = PaneScript.far(.small())
    #expect(script.lines[0].hasSuffix("live"))
    script.wait(milliseconds: 300_000)
    script.beeps = []
    script.cut(line)
    #expect(script.lines[0].contains("STOCK  as of 14:02") && script.lines[0].hasSuffix("OFFLINE"))
    #expect(script.screen.contains("the line is down: ssh://hall3/stock.db cannot be reached") && script.beeps == [2])
    let asked = line.state.withLock { $0.questions }
    for _ in 0..<30 {
      script.wait(milliseconds: 1_000)
      line.cut(at: script.now)
      script.hear(line)
    }
    #expect(line.state.withLock { $0.questions } == asked && script.beeps == [2])
    #expect(script.screen.contains("WID-220") && !script.screen.contains("the line is down"))
    script.type("j j r")
    #expect(script.screen.contains("> SER-7") && script.screen.contains("WID-220") && script.beeps == [2])
    script.house.change("BOX-12", onHand: 7)
    script.mend(line)
    #expect(script.lines[0].hasSuffix("live") && !script.lines[0].contains("as of"))
    #expect(script.screen.contains("the line is back") && script.screen.contains("BOX-12") && script.beeps == [2])
    #expect(line.state.withLock { $0.questions } > asked)
    #expect(script.console.plainText().contains("7"))
  }

  @Test("what is on its way is only a page: what was not read says so in the place of its rows")
  func cut() {
    let (script, line) = PaneScript.far(.large(400))
    script.cut(line)
    script.type("PgDn PgDn PgDn PgDn PgDn PgDn")
    #expect(script.screen.contains("what follows is not read: the line is down"), "\(script.screen)")
    script.type("k j G")
    #expect(script.screen.contains("> SKU-00040"), "\(script.screen)")
    script.mend(line)
    #expect(!script.screen.contains("not read"))
    script.type("j j")
    #expect(script.screen.contains("> SKU-00042"), "\(script.screen)")
  }

  @Test("a form says that nothing was done, keeps what was typed, and F9 does it once when the line is back")
  func form() {
    let (script, line) = PaneScript.far(.small())
    script.cut(line)
    script.type("A 5 Enter 1 F9")
    #expect(script.screen.contains("The line is down: nothing was done."), "\(script.screen)")
    script.type("F9")
    #expect(script.screen.contains("| > ") && script.house.onHand("BOX-12") == Quantity(80))
    script.mend(line)
    script.type("F9 F9")
    #expect(script.house.onHand("BOX-12") == Quantity(85), "\(script.screen)")
  }

  @Test("a code that cannot be looked up says so, and asks for nothing")
  func lookUp() {
    let (script, line) = PaneScript.far(.small())
    script.cut(line)
    script.scan("4006381333931")
    #expect(script.screen.contains("4006381333931 could not be looked up: the line is down"))
  }

  @Test("a start without the line shows why, and fills by itself when it is back")
  func start() {
    let (script, line) = PaneScript.far(.small(), isDown: true)
    #expect(script.screen.contains("Not read: the line is down. It goes on by itself"))
    #expect(script.lines[0].hasSuffix("OFFLINE") && !script.beeps.contains(3))
    script.mend(line)
    #expect(script.screen.contains("> BOX-12"))
  }

  @Test(
    "no pane asks for ever, or rings, when it is opened without the line",
    arguments: ["g v", "g t", "g d", "g o", "g e", "g n", "g l", "g h", "g p", "Enter", "g w", "g c", "g r"])
  func opened(_ keys: String) {
    let (script, line) = PaneScript.far(.counted(), columns: 120, rows: 40)
    script.cut(line)
    script.beeps = []
    let asked = line.state.withLock { $0.questions }
    script.type(keys)
    script.wait(milliseconds: 1_000)
    script.wait(milliseconds: 1_000)
    #expect(line.state.withLock { $0.questions } - asked < 40)
    #expect(script.beeps.isEmpty, "\(script.screen)")
    script.mend(line)
  }

  @Test("the wall display says so large enough, keeps what it showed, and asks nothing for ever")
  func wall() {
    let (script, line) = PaneScript.far(.counted(stocktakes: 2), columns: 200, rows: 60, isWall: true)
    script.wait(milliseconds: 300_000)
    script.wait(milliseconds: 3_000)
    #expect(script.screen.contains("ST-0142"))
    script.cut(line)
    #expect(script.screen.contains("O F F L I N E   s i n c e   1 4 : 0 7"), "\(script.screen)")
    script.wait(milliseconds: 400_000)
    script.wait(milliseconds: 3_000)
    #expect(script.screen.contains("ST-0142") && script.screen.contains("a s   o f   1 4 : 0 7"))
    script.mend(line)
    #expect(!script.screen.contains("O F F"))
  }
}

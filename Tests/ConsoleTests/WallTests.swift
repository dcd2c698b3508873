import Console
import Inventory
import Terminal
import Testing

extension PaneScript {
  /// A display on the wall of NORTH.
  static func wall(_ low: PaperLow = .small(), columns: Int = 200, rows: Int = 60) -> PaneScript {
    PaneScript(low.house, columns: columns, rows: rows, service: low, isWall: true)
  }
}

extension PaperLow {
  /// With transfers on their way to NORTH and two stocktakes.
  static func house() -> PaperLow {
    var transfers = PaperMoving.small().state.withLock { $0 }
    for index in transfers.transfers.indices.prefix(3) {
      transfers.transfers[index].sourcePlace = "SOUTH"
      transfers.transfers[index].destinationPlace = "NORTH/D-\(index + 1)"
    }
    let moving = PaperMoving(.counted(stocktakes: 2), transfers)
    return PaperLow(PaperLow.small().state.withLock { $0 }, moving)
  }
}

@Suite("The wall display only shows")
struct WallTests {
  @Test("all sections stand beside each other on a wall: what is low, docks, stocktakes, today, what happened")
  func sections() {
    let script = PaneScript.wall(.house())
    for words in [
      "TALLYMAN", "NORTH", "wall display, read only", "last change 13:58", "LOW STOCK 3 open 2 out 2 covered 1 snoozed",
      "WID-220", "DOCKS", "TR-0884", "DORA", "1 parked", "PO-790", "due 16.7.", "late 2 d", "STOCKTAKES", "ST-0142",
      "TODAY", "count accuracy 99.2 %", "net variance -212.40", "2 transfers, 1 late", "orders due 1", "WHAT HAPPENED",
      "13:58 BEN low stock acknowledged alert:YOK-010@NORTH", "movement issue item:WID-220 so-2231",
    ] { #expect(script.says(words), "\(words)") }
    #expect(!script.lines[0].contains("ANNA"))
  }

  @Test("on a small screen pages turn by themselves every 20 seconds, by F2 at once, and F3 holds one")
  func pages() {
    let script = PaneScript.wall(.house(), columns: 80, rows: 24)
    #expect(script.screen.contains("LOW STOCK") && script.lines[0].contains("page 1/5"))
    #expect(script.console.wakesAt.map { $0 <= script.now.adding(milliseconds: 20_000) } == true)
    script.wait(milliseconds: 20_000)
    #expect(script.lines[1].contains("DOCKS") && script.screen.contains("TR-0884"))
    script.type("F2")
    #expect(script.lines[1].contains("STOCKTAKES") && script.screen.contains("ST-0142"))
    script.type("F3")
    for _ in 0..<5 { script.wait(milliseconds: 20_000) }
    #expect(script.lines[1].contains("STOCKTAKES") && script.lines[0].contains("held"))
    script.type("F3 F2 F2")
    #expect(script.lines[1].contains("WHAT HAPPENED"))
    script.wait(milliseconds: 20_000)
    #expect(script.lines[1].contains("LOW STOCK"))
  }

  @Test("more than fits is shown on further pages of the list")
  func manyLow() {
    let script = PaneScript.wall(.large(300))
    #expect(script.lines[0].contains("page 1/3") && script.screen.contains("the first 120"))
    #expect(script.screen.contains("SKU-00001") && !script.screen.contains("SKU-00050"))
    script.type("F2")
    #expect(script.screen.contains("SKU-00050") && !script.screen.contains("SKU-00001 "))
  }

  @Test(
    "no key acts or opens a form: each says where to act",
    arguments: ["Enter", "Up", "Esc", "F4", "F8", "F9", "A", "N Enter", "Tab", "PgDn"])
  func keys(_ keys: String) {
    let low = PaperLow.house()
    let script = PaneScript.wall(low)
    script.type(keys)
    script.wait(milliseconds: 2_000)
    #expect(script.says("badge to act") || script.says("is not known"), "\(script.screen)")
    script.wait(milliseconds: 10_000)
    #expect(!script.screen.contains("badge to act at"))
    #expect(low.acts.isEmpty && low.house.state.withLock { $0.acts.isEmpty })
  }

  @Test("a scan is told, with letters in it too, and opens nothing; a badge signs nobody in")
  func scans() {
    let low = PaperLow.house()
    let script = PaneScript.wall(low)
    for (code, words) in [
      ("5012345678900", "5012345678900 is not known"), ("WID-220", "WID-220 Widget M6 A2: 0 available, 8 on hand"),
      ("B-0017", "this display only shows: badge to act"), ("ST-0142", "ST-0142: NORTH/A"),
    ] {
      script.scan(code)
      #expect(script.says(words), "\(code): \(words)")
    }
    #expect(script.lines[0].contains("TALLYMAN") && script.input == "code>")
  }

  @Test("F10 leaves, and q where nothing is typed")
  func leaving() {
    for key in ["F10", "q"] {
      let script = PaneScript.wall()
      script.type(key)
      #expect(script.quits == 1)
    }
    let script = PaneScript.wall()
    script.type("1 q")
    #expect(script.quits == 0)
  }

  @Test("what changes is read again within two seconds, and no more often however much changes")
  func changes() {
    let low = PaperLow.house()
    let script = PaneScript.wall(low)
    script.wait(milliseconds: 3_000)
    let before = low.state.withLock { $0.questions }
    low.state.withLock { $0.rows[0].signal.figures.available = Quantity(33) }
    for _ in 0..<100 { script.send(.changed) }
    #expect(script.screen.contains(" 33 "))
    let once = low.state.withLock { $0.questions } - before
    low.state.withLock { $0.rows[0].signal.figures.available = Quantity(31) }
    for _ in 0..<100 { script.send(.changed) }
    #expect(low.state.withLock { $0.questions } - before == once && script.screen.contains(" 33 "))
    script.wait(milliseconds: 2_000)
    #expect(script.screen.contains(" 31 "))
  }

  @Test("where nothing changes nothing is asked but every five minutes, and it wakes for the minute alone")
  func idle() {
    let low = PaperLow.house()
    let script = PaneScript.wall(low)
    let before = low.state.withLock { $0.questions }
    for _ in 0..<4 { script.wait(milliseconds: 60_000) }
    #expect(low.state.withLock { $0.questions } == before)
    #expect(script.console.wakesAt.map { $0.milliseconds % 60_000 } == 0)
    script.wait(milliseconds: 60_000)
    #expect(low.state.withLock { $0.questions } > before)
  }

  @Test("a site that is not known is said in its sections")
  func trouble() {
    let low = PaperLow.house()
    low.state.withLock { $0.rows = [] }
    let script = PaneScript.wall(low, columns: 80, rows: 24)
    #expect(script.screen.contains("nothing is low"))
    #expect(script.console.plainText().contains("Wall display, NORTH."))
  }
}

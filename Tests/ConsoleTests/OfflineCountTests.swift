import Console
import Inventory
import Terminal
import Testing

/// Counting for books on another machine: kept here at once, sent by itself, told as it is.
@Suite("Counting while the line is down")
struct OfflineCountTests {
  /// A bin is open, the line is up, nothing waits.
  private func counting(
    _ house: PaperWarehouse = .counted(), columns: Int = 80, rows: Int = 24
  ) -> (script: PaneScript, line: PaperOutbox) {
    let (script, line) = PaneScript.far(house, columns: columns, rows: rows)
    script.type("g c")
    script.scan("A-03-2")
    script.hear(line)
    script.send(line)
    // What was scanned before is known without the books.
    script.play("WID-100|<F8>BOX-12|<F8>A-03-2|", line)
    script.send(line)
    script.beeps = []
    return (script, line)
  }

  @Test("a scan is kept at once and heard once; that it was sent is seen and not heard")
  func sent() {
    let (script, line) = counting()
    script.play("WID-100|", line)
    #expect(script.screen.contains(" kept  +1   line 0 -> 1   (1 waiting)") && script.beeps == [1])
    #expect(script.lines[0].hasSuffix("queue 1") && script.house.counts.isEmpty)
    script.send(line)
    #expect(script.screen.contains(" sent  +1   line 0 -> 1") && script.beeps == [1])
    #expect(script.lines[0].hasSuffix("sent") && script.house.counts == ["scan WID-100 1"])
  }

  @Test("while it is down scans go on by the pane's own arithmetic, and all of it is there when it is back")
  func down() {
    let (script, line) = counting()
    script.cut(line)
    #expect(script.beeps == [2] && script.lines[0].hasSuffix("OFFLINE"))
    script.beeps = []
    script.play("WID-100|12c+3|WID-100|BOX-12|+2|=7|", line)
    #expect(script.screen.contains("!! OFFLINE since 14:02   6 scans kept here, none lost   trying now"))
    #expect(script.screen.contains(" kept  =7   BOX-12  Carton 12   line 3 -> 7   (6 waiting)"))
    #expect(script.lines[0].hasSuffix("OFFLINE 6") && script.beeps == [1, 1, 1, 1, 1, 1])
    #expect(script.house.counts.isEmpty)
    script.mend(line)
    #expect(
      script.house.counts == [
        "scan WID-100 1", "typed WID-100 146", "scan WID-100 1", "scan BOX-12 1", "typed BOX-12 2", "set BOX-12 4",
      ])
    #expect(script.screen.contains(" sent 6, 0 refused") && script.screen.contains(" sent  =7"))
    #expect(script.screen.contains("   WID-100        Widget M4 zinc                               148  pcs"))
    script.wait(milliseconds: 10_000)
    #expect(!script.screen.contains("0 refused"))
  }

  @Test(
    "what is undone, dropped and set while it is down stands right at once, and the books say the same later",
    arguments: [
      ("WID-100|7|<F8>", "WID-100 1"), ("WID-100|7|<F8><F8>", ""), ("WID-100|BOX-12|<F8>", "WID-100 1"),
      ("WID-100|=9|", "WID-100 9"), ("WID-100|=9|<F8>", "WID-100 1"), ("WID-100|XX-1|<F8>", "WID-100 1"),
      ("<F3>WID-100|<F8>WID-100|", "WID-100 1"),
      ("WID-100|A-04-1|BOX-12|A-03-2|<F8>", ""), ("WID-100|A-03-2|<F8>", ""),
      ("WID-100|A-04-1|BOX-12|A-03-2|WID-100|", "WID-100 2"),
    ])
  func corrected(_ keys: String, _ lines: String) {
    let (script, line) = counting()
    script.type("F6")
    script.type("Esc")
    script.cut(line)
    script.play(keys, line)
    func shown() -> String {
      script.console.plainText().split(separator: "\n").filter { $0.hasSuffix(" pcs") && !$0.contains("none") }
        .map { row in
          let words = row.split(separator: " ")
          return "\(words[0]) \(words[words.count - 2])"
        }.joined(separator: "; ")
    }
    #expect(shown() == lines, "\(script.screen)")
    script.mend(line)
    script.wait(milliseconds: 1_000)
    #expect(shown() == lines, "\(script.screen)")
  }

  @Test("a code that cannot be looked up is kept as it was read, and heard twice")
  func unread() {
    let (script, line) = counting()
    script.cut(line)
    script.beeps = []
    script.play("5012345678900|", line)
    #expect(script.screen.contains(" ??    parked (F4): could not be looked up: the line is down"))
    #expect(script.screen.contains("?? 5012345678900") && script.beeps == [2] && line.waiting == 1)
    script.mend(line)
    #expect(script.house.counts == ["unknown 5012345678900 1"])
    script.wait(milliseconds: 1_000)
    script.play("<F4>", line)
    #expect(script.screen.contains(" 1  5012345678900"))
  }

  @Test("a number behind a scan is a quantity even where nobody can say whether it is a code; a long one is a code")
  func numbers() {
    let (script, line) = counting()
    script.cut(line)
    script.play("WID-100|147|123456|", line)
    script.mend(line)
    #expect(script.house.counts == ["scan WID-100 1", "typed WID-100 146", "unknown 123456 1"])
  }

  @Test("a bin that was seen before is opened without asking who is there, and what is known of the one left stays")
  func bins() {
    let house = PaperWarehouse.counted()
    house.lease("A-04-1", by: "BEN")
    let (script, line) = counting(house)
    script.type("F6")
    script.type("Esc")
    script.cut(line)
    script.play("A-04-1|WID-100|", line)
    #expect(script.screen.contains("bin A-04-1   open, 1 line so far") && script.input == "scan>")
    script.play("A-03-2|", line)
    #expect(script.screen.contains("bin A-03-2   open"))
    script.mend(line)
    #expect(house.counts == ["scan WID-100 1"])
  }

  @Test("what is refused when it is sent is told with three bells, stands in F4's list, and is sent again by Enter")
  func refused() {
    let (script, line) = counting()
    script.cut(line)
    script.play("WID-100|", line)
    line.state.withLock { $0.refusals = [("count.recorded", .noSuchItem("WID-100"))] }
    script.beeps = []
    script.mend(line)
    #expect(script.screen.contains(" FAIL  refused (F4): ") && script.beeps == [3])
    #expect(script.lines[0].hasSuffix("refused 1") && script.screen.contains("!! 1 scan was refused when sent"))
    script.play("<F4>", line)
    #expect(script.screen.contains(" 1  1 WID-100 at A-03-2") && script.screen.contains("Enter sends it again"))
    script.press(.enter)
    script.hear(line)
    script.send(line)
    #expect(script.house.counts == ["scan WID-100 1"] && line.refused == 0)
    #expect(script.lines[0].hasSuffix("sent"))
  }

  @Test("what is refused is discarded behind a box that only F9 answers; a scan closes it and is counted")
  func discarded() {
    let (script, line) = counting()
    script.cut(line)
    script.play("WID-100|BOX-12|", line)
    line.state.withLock { $0.refusals = [("count.recorded", .noSuchItem("WID-100"))] }
    script.mend(line)
    script.play("<F4>", line)
    script.type("Ctrl-X")
    #expect(script.screen.contains("Discard a kept scan") && script.screen.contains("1 WID-100 at A-03-2"))
    script.play("BOX-12|", line)
    #expect(!script.screen.contains("Discard a kept scan") && line.waiting == 1)
    script.play("x|", line)
    #expect(script.screen.contains("Discard a kept scan"))
    script.press(.function(9))
    script.hear(line)
    script.send(line)
    #expect(line.refused == 0 && line.state.withLock { $0.discarded } == 1)
    #expect(script.house.counts == ["scan BOX-12 1", "scan BOX-12 1"])
  }

  @Test("F8 with nothing of one's own is said at once, and nothing waits to be refused")
  func nothingToUndo() {
    let (script, line) = counting()
    script.cut(line)
    script.play("<F8>", line)
    #expect(script.screen.contains("nothing of yours is left to undo in A-03-2") && line.waiting == 0)
  }

  @Test("closing a bin that is kept, and the next bin, go on; F10 warns once that scans wait, and does not ask twice")
  func leaving() {
    let (script, line) = counting()
    script.cut(line)
    script.play("WID-100|<F9>", line)
    #expect(script.screen.contains(" kept  bin A-03-2 is closed: 1 line; scan the next bin   (2 waiting)"))
    script.beeps = []
    script.type("F10")
    #expect(script.screen.contains("2 scans wait to be sent") && script.beeps == [2])
    script.type("F10")
    #expect(script.lines[0].contains("STOCK") && script.quits == 0)
    script.type("F10")
    #expect(script.quits == 1)
  }

  @Test("what became of an act may be known before its own answer comes")
  func early() {
    let (script, line) = counting()
    script.isHeld = true
    script.play("WID-100|")
    let answer = ActAnswer(
      key: "s-9", isDryRun: false, isRepeat: false, event: 1, action: "count.recorded", document: nil, entries: [],
      entryCount: 1)
    while let effect = script.held.first, case .ask = effect {
      script.release()
      script.isHeld = true
    }
    guard case .perform(let deed)? = script.held.first else { return #expect(Bool(false), "nothing was sent") }
    script.send(.line(.settled(key: deed.key, .success(answer))))
    script.release()
    #expect(script.screen.contains(" sent  +1   line 0 -> 1"))
    _ = line
  }

  @Test("where the start finds no line, counting begins by itself when it is back")
  func start() {
    let (script, line) = PaneScript.far(isDown: true)
    script.type("g c")
    script.hear(line)
    #expect(script.screen.contains("the line is down; it goes on by itself when"))
    #expect(!script.beeps.contains(3))
    script.mend(line)
    #expect(script.lines[0].contains("COUNT ST-0142") && script.input == "bin>")
  }

  @Test("a stocktake named in the session or scanned is counted in while the line is down, where this machine knows it")
  func named() {
    for session in ["count = ST-0142\n", ""] {
      let line = PaperOutbox(.counted())
      line.state.withLock {
        $0.knowsAll = true
        $0.downSince = PaperWarehouse.noon
      }
      let script = PaneScript(line.house, session: session, service: line)
      line.tell()
      script.hear(line)
      if session.isEmpty { script.type("g c") }
      if session.isEmpty { script.scan("ST-0142") }
      script.play("A-03-2|WID-100|", line)
      #expect(script.screen.contains(" kept  +1   line 0 -> 1   (2 waiting)"), "\(script.screen)")
      script.mend(line)
      #expect(line.house.counts == ["scan WID-100 1"])
    }
  }

  @Test("the next try is counted down a second at a time, and nothing wakes once it is due")
  func countdown() throws {
    let (script, line) = counting()
    script.cut(line, nextTryIn: 2)
    #expect(script.screen.contains("next try in 2 s"))
    let wake = try #require(script.console.wakesAt)
    #expect(wake.milliseconds - script.now.milliseconds == 1_000)
    script.wait(milliseconds: 1_000)
    #expect(script.screen.contains("next try in 1 s"))
    script.wait(milliseconds: 1_000)
    #expect(script.screen.contains("trying now"))
    let later = try #require(script.console.wakesAt)
    #expect(later.milliseconds - script.now.milliseconds > 1_000)
  }

  @Test("cut, mended, refused and scanned at random, nothing that was scanned is missing, and the pane says what waits")
  func storm() {
    for seed in 1...40 {
      var numbers = ScreenTests.Generator(seed: UInt64(seed))
      let (script, line) = counting()
      let sentBefore = line.state.withLock { $0.sent }
      var scanned = 0
      for _ in 0..<60 {
        switch Int.random(in: 0..<12, using: &numbers) {
        case 0: script.cut(line, nextTryIn: Int64.random(in: 0...9, using: &numbers))
        case 1:
          line.mend()
          script.hear(line)
        case 2: script.send(line)
        case 3:
          line.sendOne()
          script.hear(line)
        case 4: line.state.withLock { $0.refusals.append(("count.recorded", .noSuchItem("X"))) }
        case 5: script.wait(milliseconds: Int64.random(in: 0...2_000, using: &numbers))
        case 6: script.play("<F4>", line)
        default:
          let code = ["WID-100", "BOX-12", "5012345678900", "XX-9"].randomElement(using: &numbers) ?? ""
          // While the list is open what is scanned may name what was parked.
          if script.screen.contains("what was read") { script.play("<Esc>", line) }
          script.play("\(code)|", line)
          scanned += 1
        }
        let state = line.state.withLock { $0 }
        let all = state.sent - sentBefore + state.waiting.count + state.refused.count
        #expect(all == scanned, "seed \(seed): \(scanned) scanned, \(all) accounted for\n\(script.screen)")
        if state.downSince != nil, state.waiting.count > 0 {
          #expect(script.lines[0].hasSuffix("OFFLINE \(state.waiting.count)"), "seed \(seed)\n\(script.screen)")
        }
      }
      line.state.withLock { $0.refusals = [] }
      script.mend(line)
      let state = line.state.withLock { $0 }
      #expect(state.waiting.isEmpty && state.sent - sentBefore + state.refused.count == scanned, "seed \(seed)")
      #expect(script.house.counts.count == state.sent - sentBefore, "seed \(seed): \(script.house.counts)")
    }
  }
}

import Console
import Inventory
import Terminal
import Testing

/// Receiving and putting away for books on another machine.
@Suite("Receiving while the line is down")
struct OfflineReceiveTests {
  private func receiving(columns: Int = 80, rows: Int = 24) -> (script: PaneScript, line: PaperOutbox) {
    let (script, line) = PaneScript.far(.receiving(), columns: columns, rows: rows)
    script.type("g r")
    script.scan("TR-0881")
    script.hear(line)
    // What was scanned before is known without the books.
    script.play("WID-100|<F8>BOX-12|<F8>", line)
    script.send(line)
    script.wait(milliseconds: 1_000)
    script.beeps = []
    return (script, line)
  }

  @Test("scans go on by the pane's own arithmetic and are sent in order when it is back")
  func down() {
    let (script, line) = receiving()
    script.cut(line)
    script.beeps = []
    script.play("WID-100|96|BOX-12|", line)
    #expect(script.screen.contains(" kept  ") && script.beeps == [1, 1, 1])
    #expect(script.screen.contains("!! OFFLINE since 14:02   3 scans kept here, none lost"))
    #expect(script.house.receipts.isEmpty)
    script.mend(line)
    #expect(script.house.receipts == ["scan WID-100 1", "typed WID-100 95", "scan BOX-12 1"])
    #expect(script.screen.contains(" sent 3, 0 refused"))
  }

  @Test("F8 takes back here what it takes back there")
  func undo() {
    let (script, line) = receiving()
    script.cut(line)
    script.play("WID-100|40|", line)
    #expect(script.screen.contains("line 0 -> 40 of 96"))
    script.play("<F8>", line)
    #expect(script.screen.contains("taken back: WID-100") && script.screen.contains("line 40 -> 1 of 96"))
    script.play("<F8>", line)
    #expect(script.screen.contains("line 1 -> 0 of 96"))
    script.mend(line)
    #expect(script.house.receipts.isEmpty)
  }

  @Test("what needs the books says so, does nothing, and keeps what was scanned")
  func posting() {
    let (script, line) = receiving()
    script.cut(line)
    script.play("WID-100|", line)
    script.beeps = []
    script.play("<F9>", line)
    #expect(script.screen.contains("the line is down: nothing is posted. What was scanned stays"))
    #expect(script.beeps == [3])
    script.play("BOX-12|", line)
    #expect(script.screen.contains(" kept  ") && line.waiting == 2)
    script.mend(line)
    script.play("<F9>", line)
    #expect(script.screen.contains("posted: 2 units"))
  }

  @Test("what cannot be looked up is parked with the transfer")
  func unread() {
    let (script, line) = receiving()
    script.cut(line)
    script.play("4711471147114|", line)
    #expect(script.screen.contains("parked (F4): could not be looked up: the line is down"))
    script.mend(line)
    #expect(script.house.receipts == ["parked 4711471147114 1"])
  }

  @Test("what is on its way, and a paper scanned meanwhile, are read when the line is back")
  func start() {
    let (script, line) = PaneScript.far(.receiving(), isDown: true, pocket: ["TR-0881"])
    script.type("g r")
    script.hear(line)
    #expect(script.screen.contains("what is on its way cannot be read: the line is down"))
    script.play("TR-0881|", line)
    #expect(script.screen.contains("TR-0881 cannot be read: the line is down") && !script.beeps.contains(3))
    script.mend(line)
    #expect(script.lines[0].contains("RECEIVE TR-0881"))
  }

  @Test("cut, mended, refused, corrected and taken back at random, what is shown in the end is what the books hold")
  func storm() {
    for seed in 1...30 {
      var numbers = ScreenTests.Generator(seed: UInt64(seed))
      let (script, line) = receiving()
      let before = line.state.withLock { $0.sent }
      var kept = 0
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
        case 4: line.state.withLock { $0.refusals.append(("receipt.recorded", .noSuchItem("X"))) }
        case 5: script.wait(milliseconds: Int64.random(in: 0...2_000, using: &numbers))
        default:
          let keys = ["WID-100|", "BOX-12|", "TAP-048|", "+2|", "XX-9|", "<F8>"].randomElement(using: &numbers) ?? ""
          let count = line.state.withLock { $0.sent + $0.waiting.count + $0.refused.count }
          script.play(keys, line)
          kept += line.state.withLock { $0.sent + $0.waiting.count + $0.refused.count } - count
          if script.input != "scan>" { script.play("<Esc>", line) }
        }
        let state = line.state.withLock { $0 }
        if state.downSince != nil, state.waiting.count > 0 {
          #expect(script.lines[0].hasSuffix("OFFLINE \(state.waiting.count)"), "seed \(seed)\n\(script.screen)")
        }
      }
      line.state.withLock { $0.refusals = [] }
      script.mend(line)
      script.wait(milliseconds: 1_500)
      script.wait(milliseconds: 1_500)
      let state = line.state.withLock { $0 }
      #expect(state.waiting.isEmpty && state.sent - before + state.refused.count >= kept, "seed \(seed)")
      // A pane that begins now reads what the books hold.
      let fresh = PaneScript(script.house, key: "t")
      fresh.type("g r")
      fresh.scan("TR-0881")
      func rows(_ script: PaneScript) -> [String] {
        script.console.plainText().split(separator: "\n").filter { $0.contains(" shipped, ") }.map(String.init)
      }
      #expect(rows(script) == rows(fresh), "seed \(seed)\n\(script.screen)\n\(fresh.screen)")
    }
  }

  @Test("putting away says that it needs the line, and keeps what is carried")
  func puttingAway() {
    let (script, line) = PaneScript.far(.puttingAway())
    script.type("g w")
    script.scan("D-1")
    script.play("WID-220|", line)
    script.play("A-03-2|<F8>", line)
    script.play("WID-220|", line)
    script.cut(line)
    script.play("A-03-2|", line)
    #expect(script.screen.contains("the line is down: putting away needs it"), "\(script.screen)")
    #expect(script.input == "bin>")
    script.mend(line)
    #expect(script.input == "bin>")
  }
}

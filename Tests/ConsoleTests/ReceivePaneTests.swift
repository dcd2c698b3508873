import Console
import Inventory
import Terminal
import Testing

/// Receiving, through keys and scans: what is recorded, what the screen says of it, what is heard.
@Suite("The receiving pane")
struct ReceivePaneTests {
  private func receiving(_ house: PaperWarehouse = .receiving(), columns: Int = 80, rows: Int = 24) -> PaneScript {
    let script = PaneScript(house, columns: columns, rows: rows)
    script.scan("TR-0881")
    script.beeps = []
    return script
  }

  @Test(
    "one grammar: what is scanned and typed, and what is received",
    arguments: [
      ("9501101530003|", "scan WID-100 1"), ("WID-100|wid-100|", "scan WID-100 1; scan WID-100 1"),
      ("14006381333938|", "scan WID-100 24"), ("14006381333938|3|", "scan WID-100 24; typed WID-100 48"),
      ("WID-100|40|", "scan WID-100 1; typed WID-100 39"),
      ("WID-100|40|38|", "scan WID-100 1; typed WID-100 37"),
      ("WID-100|40|38|<F8>", "scan WID-100 1; typed WID-100 39"),
      ("WID-100|40|38|<F8><F8><F8>", ""), ("WID-100|0|", ""), ("WID-100|0|<F8>", "scan WID-100 1"),
      ("WID-100|1|", "scan WID-100 1"), ("TAP-048|12c+3|", "scan TAP-048 1; typed TAP-048 146"),
      ("5*|WID-100|WID-100|", "typed WID-100 5; scan WID-100 1"),
      ("$$X10|WID-100|", "typed WID-100 10"), ("WID-100|+3|-1|", "scan WID-100 1; typed WID-100 2"),
      ("WID-100|+1c|", "scan WID-100 1; typed WID-100 12"), ("WID-100|=7|", "scan WID-100 1; typed WID-100 6"),
      ("WID-100|40|=7|", "scan WID-100 1; typed WID-100 6"), ("WID-100|-5|", "scan WID-100 1"),
      ("WID-100|=|", "scan WID-100 1; accepted_unseen WID-100 95"),
      ("<Down><Down>=|", "accepted_unseen WID-100 96"), ("<Down>=|<F8>", ""),
      ("/ser|=|", "accepted_unseen SER-7 88-1201 1; accepted_unseen SER-7 88-1202 1; accepted_unseen SER-7 88-1203 1"),
      ("/ser|=|<F8>", ""), ("WID-220|40|<F2>2|", "scan WID-220 1; typed WID-220 39; typed WID-220 2 damaged"),
      ("WID-220|<F2>=|", "scan WID-220 1; accepted_unseen WID-220 47 damaged"),
      ("<F2>WID-220|WID-220|", "scan WID-220 1 damaged; scan WID-220 1"),
      ("$$DAMAGED|WID-220|", "scan WID-220 1 damaged"),
      ("WID-220|48|<F2>2|", "scan WID-220 1; typed WID-220 45; typed WID-220 2 damaged"),
      ("WID-220|48|<F2>2|<F8>", "scan WID-220 1; typed WID-220 47"),
      ("WID-100|$$UNDO|", ""), ("WID-100|$8|", ""), ("WID-100|<Alt-8>", ""),
      ("5012345678900|", "parked 5012345678900 1"), ("||  ||", ""), ("$$FOO|", ""), ("12c|", ""), ("7|", ""),
      ("=|", ""),
      ("GLU-1|", "scan GLU-1 L2407 1"), ("SER-7|88-1201|", "scan SER-7 88-1201 1"),
      ("88-1202|", "scan SER-7 88-1202 1"),
    ])
  func grammar(_ keys: String, _ receipts: String) {
    let script = receiving()
    script.play(keys)
    #expect(script.house.receipts.joined(separator: "; ") == receipts, "\(script.screen)")
  }

  @Test("a line is the sum of its scans, posted or not, and the screen says so")
  func lines() {
    let script = receiving()
    script.play("WID-220|40|<F2>2|14006381333938|3|")
    #expect(script.screen.contains("   WID-220    -                48     40        2      0       6"))
    #expect(script.screen.contains(" > WID-100    -                96     72        0      0      24"))
    #expect(script.screen.contains(" ok    last 3 = 72   line 0 -> 72 of 96"))
    script.play("14006381333938|")
    #expect(script.screen.contains(" ok    +24   line 72 -> 96 of 96   done"))
    #expect(script.screen.contains("96     96        0      0       0  done"))
    #expect(script.beeps.allSatisfy { $0 == 1 })
    #expect(script.screen.contains("3 serials") && script.screen.contains("expires 21 d"))
    script.play("SER-7|88-1201|")
    #expect(script.screen.contains("2 serials open"))
  }

  @Test("more than was shipped: the same scan again takes it as over, and anything else leaves it")
  func over() {
    let script = receiving()
    script.play("BOX-12|60|")
    #expect(script.house.receipts == ["scan BOX-12 1", "typed BOX-12 59"])
    script.play("BOX-12|")
    #expect(script.input == "again>" && script.screen.contains("1 more than shipped: scan again to take it as over"))
    #expect(script.beeps.last == 2 && script.house.receipts.count == 2)
    script.play("WID-100|")
    #expect(script.house.receipts.suffix(1) == ["scan WID-100 1"], "another code cancels, and is received")
    script.play("BOX-12|BOX-12|")
    #expect(script.house.receipts.last == "scan BOX-12 1 over" && script.screen.contains("1 over"))
    script.play("BOX-12|<Esc>")
    #expect(script.house.receipts.last == "scan BOX-12 1 over" && script.screen.contains("not taken: 1 more"))
    // A case of which some are still expected is split.
    let half = receiving()
    half.play("WID-100|90|14006381333938|14006381333938|")
    #expect(half.house.receipts.suffix(2) == ["scan WID-100 6", "scan WID-100 18 over"])
    half.play("<F8>")
    #expect(half.house.receipts == ["scan WID-100 1", "typed WID-100 89"], "one scan is taken back as one")
    // A number is confirmed by the same number.
    half.play("100|100|")
    #expect(half.house.receipts.suffix(2) == ["typed WID-100 6", "typed WID-100 4 over"])
  }

  @Test("whoever may not take so many parks them for a supervisor, and nothing is lost")
  func tolerance() {
    let house = PaperWarehouse.receiving()
    house.hire(.dock, tolerance: "5%")
    let script = receiving(house)
    script.play("BOX-12|63|63|")
    #expect(house.receipts == ["scan BOX-12 1", "typed BOX-12 59", "typed BOX-12 3 over"])
    script.play("BOX-12|")
    #expect(script.screen.contains("1 more than shipped: scan again to park it, a supervisor may take it"))
    script.play("BOX-12|")
    #expect(house.receipts.last == "parked BOX-12 1" && script.beeps.last == 2)
    #expect(script.lines.last?.contains("F4 parked(1)") == true)
    script.play("<F4>BOX-12|")
    #expect(house.receipts.last == "parked BOX-12 1", "still not hers to take")
    house.state.withLock { $0.operators.append(Operator(name: "SVEN", role: .supervisor, badge: "B-0001")) }
    script.play("B-0001|BOX-12|")
    #expect(house.receipts.last == "scan BOX-12 1 over" && !house.receipts.contains { $0.hasPrefix("parked") })
  }

  @Test("what is not on the transfer is over on a line of its own, once it is scanned again")
  func strangers() {
    let script = receiving()
    script.play("ZNC-001|")
    #expect(script.screen.contains("ZNC-001 is not on TR-0881: scan again to take it as over"))
    script.play("ZNC-001|3|3|")
    #expect(script.house.receipts == ["scan ZNC-001 1 over", "typed ZNC-001 2 over"])
    #expect(script.screen.contains("ZNC-001"))
    script.play("]C1010400638133393110L2409|")
    #expect(!script.screen.contains("L2409  "), "\(script.screen)")
    let lots = receiving()
    lots.house.state.withLock { $0.items["WID-220"]?.barcodes = [] }
    lots.house.state.withLock { $0.items["GLU-1"]?.barcodes = [Barcode("4006381333931")] }
    lots.play("]C1010400638133393110L9|")
    #expect(lots.screen.contains("this lot is not on TR-0881: scan again"))
    lots.play("]C1010400638133393110L9|")
    #expect(lots.house.receipts == ["scan GLU-1 L9 1 over"])
  }

  @Test("serials: one scan each, repeats and strangers are said")
  func serials() {
    let script = receiving()
    script.play("SER-7|88-1201|88-1202|")
    #expect(script.house.receipts == ["scan SER-7 88-1201 1", "scan SER-7 88-1202 1"])
    script.play("88-1201|")
    #expect(script.screen.contains("was scanned by ANNA already") && script.beeps.last == 3)
    script.play("SER-7|99-1|")
    #expect(script.screen.contains("serial 99-1 is not on TR-0881: scan again"))
    script.play("99-1|")
    #expect(script.house.receipts.last == "scan SER-7 99-1 1 over")
    script.play("5|")
    #expect(script.screen.contains("a serial is one unit"))
  }

  @Test("several lots of an item: digits pick from those on the transfer")
  func lots() {
    let house = PaperWarehouse.receiving()
    house.state.withLock { state in
      guard var line = state.receiving.lines.first(where: { $0.code.sku == "GLU-1" }) else { return }
      line.number = 7
      line.lot = Lot(id: LotID(3), code: "L2409", expires: Day("2027-10-01"))
      state.receiving.lines.append(line)
    }
    let script = receiving(house)
    script.play("GLU-1|")
    #expect(script.input == "lot>" && script.screen.contains("2 L2409  expires 1 Oct 27"))
    script.play("2|5|")
    #expect(house.receipts == ["scan GLU-1 L2409 1", "typed GLU-1 L2409 4"])
    script.play("GLU-1|WID-100|")
    #expect(house.receipts.suffix(2) == ["parked GLU-1 1", "scan WID-100 1"])
  }

  @Test("F9 posts what all receivers scanned; what is missing stays in transit; F8 then asks before it takes it back")
  func posts() {
    let script = receiving()
    script.play("<F9>")
    #expect(script.screen.contains("Nothing was scanned"))
    script.play("WID-220|40|<F9>")
    #expect(script.screen.contains("ok    posted: 40 units; 527 still in transit"))
    script.play("<F8>")
    #expect(script.input == "y>" && script.screen.contains("the receipt you posted"))
    script.play("WID-100|")
    #expect(script.house.receipts.last == "scan WID-100 1", "a scan is no answer")
    script.play("<F8><F8>y|")
    #expect(script.screen.contains("the receipt is taken back"))
    #expect(script.screen.contains("WID-220    -                48      0        0      0      48"))
  }

  @Test("the sum of two receivers is over: posting says so and keeps everything; corrected, it is posted")
  func together() {
    let script = receiving()
    script.play("WID-220|40|")
    let context = ActContext(key: "ben-1", actor: "BEN", terminal: "hh9", now: PaperWarehouse.noon)
    _ = try? script.house.perform(RecordReceipts("TR-0881", [.init("WID-220", Quantity(10))]), context)
    script.send(.changed)
    script.wait(milliseconds: 800)
    #expect(script.screen.contains("50        0      2       0  2 over") || script.screen.contains("with BEN"))
    #expect(script.lines[0].contains("with BEN"))
    script.play("<F9>")
    #expect(script.screen.contains("FAIL  50 of WID-220 came, but only 48 are in transit"))
    #expect(script.house.receipts.count == 3)
    script.play("WID-220|<Esc>-2|<F9>")
    #expect(script.screen.contains("posted: 48 units"))
  }

  @Test("F3, a digit and Enter close the rest of a line as short, with the reason")
  func short() {
    let script = receiving()
    script.play("<F3>")
    #expect(script.screen.contains("scan an item first"))
    script.play("WID-220|46|<F3>")
    #expect(script.input == "why>" && script.screen.contains("1 MISSING") && script.screen.contains("2 of WID-220"))
    script.play("3|")
    #expect(script.screen.contains("2 closed short: LOST") && script.screen.contains("2 short"))
    #expect(script.house.state.withLock { $0.receiving.discrepancies.map(\.reason) } == ["LOST"])
    script.play("<Down><F3><Esc><F3>WID-100|")
    #expect(
      script.house.receipts.last == "scan WID-100 1"
        && script.house.state.withLock { $0.receiving.discrepancies.count } == 1)
  }

  @Test("scans that nobody understood are kept, named later, or dropped")
  func parked() {
    let script = receiving()
    script.play("5012345678900|WID-220|5012345678917|")
    #expect(script.beeps == [2, 1, 2] && script.lines.last?.contains("F4 parked(2)") == true)
    script.play("<F4>2|WID-100|x|<Esc>")
    #expect(script.house.receipts == ["scan WID-220 1", "scan WID-100 1"])
  }

  @Test("scans wait their turn while the database is slow, and none is lost or changes places")
  func slow() {
    let script = receiving()
    script.isHeld = true
    script.play("WID-100|WID-220|WID-100|7|<F2>WID-220|<F8>TAP-048|<F9>")
    #expect(script.screen.contains("queue 8") && script.house.receipts.isEmpty)
    while !script.held.isEmpty { script.release() }
    #expect(
      script.house.receipts == [
        "scan WID-100 1", "scan WID-220 1", "scan WID-100 1", "typed WID-100 6", "scan TAP-048 1",
      ])
    #expect(!script.screen.contains("queue") && script.screen.contains("posted: 10 units"))
  }

  @Test("a scan is ok only when the database has it; a lost answer is found out by the same key")
  func pending() {
    let script = receiving()
    script.play("WID-100|")
    script.isHeld = true
    script.play("WID-100|")
    #expect(script.screen.contains(" ..    +1   line 1 -> 2") && script.beeps == [1])
    script.release()
    #expect(script.screen.contains(" ok    +1   line 1 -> 2") && script.beeps == [1, 1])
    script.house.state.withLock { $0.losesAnswer = true }
    script.play("WID-100|WID-220|")
    #expect(script.screen.contains("FAIL  not in the database yet") && script.screen.contains("queue 2"))
    script.wait(milliseconds: 1_100)
    #expect(script.house.receipts.count == 4)
  }

  @Test("a paper opens its transfer from anywhere; F10 leaves, and what waits is taken by the next start")
  func opens() {
    let script = PaneScript(.receiving(transfers: 3))
    script.scan("PO-4711")
    #expect(script.screen.contains("RECEIVE TR-0881  from SOUTH  ETA 14 Jul"))
    script.play("WID-100|TR-0882|")
    #expect(script.screen.contains("RECEIVE TR-0882  from WEST"))
    script.play("<F10>")
    #expect(script.screen.contains("BOX-12"))
    script.type("g r")
    #expect(script.screen.contains("1  TR-0881") && script.screen.contains("urgent") && script.input == "which>")
    script.play("/883|")
    #expect(script.screen.contains("RECEIVE TR-0883"))
    script.play("<F10>")
    script.type("g r Down Down Enter")
    #expect(script.screen.contains("RECEIVE TR-0882"))
    script.play("TR-0881|")
    script.isHeld = true
    script.play("WID-100|WID-220|")
    let again = PaneScript(script.house, key: "t", session: script.console.sessionText)
    #expect(again.house.receipts.count == 3 && again.screen.contains("RECEIVE TR-0881"))
  }

  @Test("nothing is on its way: it says so, and a scan is not lost in silence")
  func none() {
    let script = PaneScript()
    script.type("g r")
    #expect(script.screen.contains("Nothing is on its way"))
    script.play("WID-100|")
    #expect(script.screen.contains("FAIL  nothing is open") && script.beeps.last == 3)
    script.play("<F2>")
    #expect(script.screen.contains("nothing is open"))
  }

  @Test("a badge changes who receives; what another scanned is not hers to take back")
  func badge() {
    let script = receiving()
    script.play("WID-100|B-0017|WID-220|<F8><F8>")
    #expect(script.house.receipts == ["scan WID-100 1"] && script.screen.contains("MARIA@wall1"))
  }

  @Test("overlays take no scan: it is received, whatever lies over the pane")
  func overlays() {
    for key in ["F1", "Ctrl-P", "$ Enter"] {
      let script = receiving()
      script.type(key)
      script.play("9501101530003|")
      #expect(script.house.receipts == ["scan WID-100 1"], "over \(key)")
    }
  }

  @Test("at wide sizes the pace says how long the rest takes")
  func pace() {
    let script = receiving(columns: 120, rows: 40)
    script.play("TAP-048|240|")
    #expect(!script.screen.contains("at this pace"))
    script.wait(milliseconds: 600_000)
    #expect(script.screen.contains("about 14 min at this pace") && script.screen.contains("came 240 of 567"))
  }

  @Test(
    "with little height the list, the echo and the input line stay", arguments: [(20, 5), (20, 4), (20, 3), (8, 3)])
  func shrinking(_ columns: Int, _ rows: Int) {
    let script = receiving()
    script.play("WID-100|")
    script.resize(columns, rows)
    #expect(script.lines.contains { $0.hasPrefix(">") } && script.lines.contains { $0.hasPrefix("ok") })
    #expect(script.lines.contains { $0.hasPrefix("scan>") })
  }

  @Test("the pane as sentences")
  func plain() {
    let script = receiving()
    script.play("WID-100|5012345678900|")
    let text = script.console.plainText()
    #expect(text.hasPrefix("receive TR-0881  from SOUTH, in transit, 0 % here, 1 parked\n"))
    #expect(text.contains("WID-100  Widget M4 zinc, 96 shipped, 1 good, 0 damaged, 95 left\n"))
    #expect(text.hasSuffix("5012345678900, parked (F4): not known, ??\n"))
  }
}

import Console
import Inventory
import Terminal
import Testing

/// Receiving an order through keys and scans: what stands on its receipt, what the screen says of it, what is heard.
@Suite("Receiving an order in the receiving pane")
struct OrderReceiveTests {
  private func receiving(_ house: PaperWarehouse = .buying(), columns: Int = 80, rows: Int = 24) -> PaneScript {
    let script = PaneScript(house, columns: columns, rows: rows)
    script.scan("PO-790")
    script.beeps = []
    return script
  }

  @Test(
    "one grammar: what is scanned and typed, and what stands on the receipt",
    arguments: [
      ("9501101530003|", "WID-100 1"), ("WID-100|wid-100|", "WID-100 2"), ("14006381333938|", "WID-100 24"),
      ("14006381333938|3|", "WID-100 72"), ("WID-100|40|", "WID-100 40"), ("WID-100|40|38|", "WID-100 38"),
      ("WID-100|40|38|<F8>", "WID-100 40"), ("WID-100|40|38|<F8><F8><F8>", ""), ("WID-100|0|", ""),
      ("WID-100|0|<F8>", "WID-100 1"), ("WID-100|1|", "WID-100 1"), ("5*|WID-100|WID-100|", "WID-100 6"),
      ("$$X10|WID-100|", "WID-100 10"), ("WID-100|+3|-1|", "WID-100 3"), ("WID-100|=7|", "WID-100 7"),
      ("WID-100|40|=7|", "WID-100 7"), ("WID-100|-5|", "WID-100 1"), ("WID-100|=|", "WID-100 96"),
      ("<Down><Down>=|", "WID-100 96"), ("<Down>=|<F8>", ""), ("/wid|=|", "WID-220 48"),
      ("WID-220|40|<F2>2|", "WID-220 42 rejected 2"), ("WID-220|<F2>=|", "WID-220 48 rejected 47"),
      ("<F2>WID-220|WID-220|", "WID-220 2 rejected 1"), ("$$DAMAGED|WID-220|", "WID-220 1 rejected 1"),
      ("WID-220|48|<F2>2|", "WID-220 48 rejected 2"), ("WID-220|48|<F2>2|<F8>", "WID-220 48"),
      ("WID-220|48|<F2>2|<F2>WID-220|", "WID-220 48 rejected 3"),
      ("WID-100|$$UNDO|", ""), ("WID-100|$8|", ""), ("||  ||", ""), ("7|", ""), ("=|", ""),
      ("GLU-1|L9|5|", "GLU-1 L9 5"), ("GLU-1|L9|GLU-1|1|GLU-1|n|L10|", "GLU-1 L9 2; GLU-1 L10 1"),
      ("GLU-1|L9|5|GLU-1|n|L10|3|=1|", "GLU-1 L9 5; GLU-1 L10 1"), ("/glu|=|", ""),
      ("SER-7|X-1|SER-7|X-2|", "SER-7 X-1 X-2 2"), ("SER-7|X-1|SER-7|X-2|<F8>", "SER-7 X-1 1"),
      ("<F2>SER-7|X-1|", "SER-7 1 rejected 1"), ("/ser|=|", ""),
    ])
  func grammar(_ keys: String, _ receipt: String) {
    let script = receiving()
    script.play(keys)
    #expect(script.house.scanned() == receipt, "\(script.screen)")
  }

  @Test("its paper opens it as a sheet, like a transfer's, in the words of orders")
  func sheet() {
    let script = receiving()
    #expect(script.lines[0].contains("RECEIVE PO-790  from ACME  due 14 Jul"))
    #expect(script.screen.contains("ordered") && script.screen.contains("rejected"))
    #expect(script.screen.contains("at D-1   4 lines  207 units   to come 2,013.54 EUR"))
    script.play("WID-220|40|<F2>2|14006381333938|3|")
    #expect(script.screen.contains("   WID-220    -                48     40        2      0       6"))
    #expect(script.screen.contains(" ok    last 3 = 72   line 0 -> 72 of 96"))
    #expect(script.beeps.allSatisfy { $0 == 1 })
    script.play("GLU-1|L9|")
    #expect(script.screen.contains("GLU-1      L9 "))
    #expect(script.lines.last?.contains("F2 rejected") == true)
  }

  @Test("a label says lot and last day; they stand on the receipt")
  func label() {
    let house = PaperWarehouse.buying()
    house.state.withLock {
      $0.items["WID-220"]?.barcodes = []
      $0.items["GLU-1"]?.barcodes = [Barcode("4006381333931")]
    }
    let script = receiving(house)
    script.play("]C1010400638133393117261231\u{1D}10L77|10|")
    let line = house.state.withLock { $0.buying.receiptLines[ReceiptID(2)]?.first }
    #expect(line?.lot == "L77" && line?.expires == Day("2026-12-31") && line?.received == Quantity(10))
  }

  @Test("beyond what was ordered is refused with both numbers, and a second scan does not help")
  func over() {
    let script = receiving()
    script.play("WID-220|48|WID-220|")
    #expect(script.screen.contains("FAIL  49 of WID-220 came, but only 48") && script.beeps.last == 3)
    script.play("WID-220|")
    #expect(script.screen.contains("FAIL  49 of WID-220 came") && script.house.scanned() == "WID-220 48")
    script.play("<F8>")
    #expect(script.house.scanned() == "WID-220 1", "what was refused is not what F8 takes back")
  }

  @Test(
    "what an order does not know is refused at once and said, not parked",
    arguments: [
      ("ZNC-001|", "ZNC-001"), ("5012345678900|", "not received: not known"),
      ("GLU-1|WID-100|", "WID-100"), ("<F4>", "nothing is parked with an order"),
    ])
  func strangers(_ keys: String, _ words: String) {
    let script = receiving()
    script.play(keys)
    #expect(script.says(words) && !script.house.scanned().contains("ZNC") && !script.house.scanned().contains("GLU"))
  }

  @Test("F9 posts what stands on the receipt; F8 then asks before it takes that back")
  func posts() {
    let script = receiving()
    script.play("<F9>")
    #expect(script.screen.contains("nothing of PO-790 is scanned"))
    script.play("WID-220|40|<F9>")
    #expect(script.screen.contains("ok    posted: 40 units; 167 still to come"))
    script.play("<F8>")
    #expect(script.input == "y>" && script.screen.contains("RC-0002, which you posted"))
    script.play("WID-100|")
    #expect(script.house.scanned() == "WID-100 1", "a scan is no answer")
    script.play("<F8><F8>y|")
    #expect(script.screen.contains("the receipt is taken back: the goods are to come again"))
    #expect(script.screen.contains("WID-220    -                48      0        0      0      48"))
  }

  @Test("two who receive it add to one receipt, and see each other's scans")
  func together() throws {
    let script = receiving()
    script.play("WID-220|40|")
    let context = ActContext(key: "ben-1", actor: "BEN", terminal: "hh9", now: PaperWarehouse.noon)
    _ = try script.house.perform(ScanReceipt("PO-790", [ReceivedGoods("WID-220", Quantity(5))]), context)
    script.send(.changed)
    script.wait(milliseconds: 800)
    #expect(script.screen.contains("WID-220    -                48     45        0      0       3"))
    script.play("<F9>")
    #expect(script.screen.contains("posted: 45 units"))
    let other = PaneScript(script.house, key: "t")
    other.house.state.withLock { $0.operators = [Operator(name: "MARIA", role: .dock, badge: "B-0017")] }
    other.scan("PO-790")
    other.play("B-0017|<F8>")
    #expect(other.says("nothing of yours is left to undo"), "another posted it")
  }

  @Test("F3 closes the whole order once what was scanned is posted; y and Enter, and never a scan")
  func closes() {
    let script = receiving()
    script.play("WID-220|46|<F3>")
    #expect(script.says("F9 posts what was scanned of PO-790 first"))
    script.play("<F9><F3>")
    #expect(script.input == "y>" && script.says("close PO-790: 161 of 4 lines have not come and will not"))
    script.play("WID-100|<F8><F3>y|")
    #expect(script.house.bought(AdvanceOrder.self)?.step == .close)
    #expect(script.says("PO-790 is closed") && script.lines[0].contains("CLOSED"))
    script.play("WID-100|")
    #expect(script.says("nothing more of it is expected") && script.house.scanned().isEmpty)
  }

  @Test("a draft is not received: it says to send it first")
  func draft() {
    let script = receiving()
    script.scan("PO-792")
    #expect(script.says("PO-792 is a draft") && script.lines[0].contains("PO-790"))
  }

  @Test("scans wait their turn while the database is slow; a lost answer is found out by the same key")
  func slow() {
    let script = receiving()
    script.isHeld = true
    script.play("WID-100|WID-220|WID-100|7|<F2>WID-220|<F8>WID-220|<F9>")
    #expect(script.screen.contains("queue 8") && script.house.scanned().isEmpty)
    while !script.held.isEmpty { script.release() }
    #expect(script.screen.contains("posted: 10 units") && !script.screen.contains("queue"))
    script.house.state.withLock { $0.losesAnswer = true }
    script.play("WID-100|WID-220|")
    #expect(script.screen.contains("FAIL  not in the database yet") && script.screen.contains("queue 2"))
    script.wait(milliseconds: 1_100)
    #expect(script.house.scanned() == "WID-100 1; WID-220 1")
  }

  @Test("labels are of the lot that was scanned; putting away begins where the order comes to")
  func afterwards() throws {
    let script = receiving()
    script.play("GLU-1|L9|5|<F6>")
    #expect(script.says("5 labels of GLU-1 L9"))
    script.play("2|")
    #expect(script.printer.labels.count == 2 && script.printer.labels.first?.lot == "L9")
    script.play("<F7>")
    #expect(script.says("5 scanned of PO-790 are not posted"))
  }

  @Test("the list shows transfers, orders that were sent, and what is expected without either")
  func list() {
    let script = PaneScript(.buying())
    script.type("g r")
    for words in [
      "1  TR-0881", "2  PO-791    Bolts & Co", "-   11 Jul", "3  PO-790    ACME", "4  RC-0001   Wraps", "F9 post",
      "late",
    ] { #expect(script.screen.contains(words.replacing("-   ", with: "")), "\(words)") }
    #expect(!script.screen.contains("PO-792") && script.input == "which>")
    script.play("/acme|")
    #expect(script.lines[0].contains("RECEIVE PO-790"))
    script.play("<F10>")
    script.type("g r")
    script.play("2|")
    #expect(script.lines[0].contains("RECEIVE PO-791"))
    script.play("A-4711|")
    #expect(script.lines[0].contains("RECEIVE PO-790"), "its reference opens it")
    script.play("TR-0881|")
    #expect(script.lines[0].contains("RECEIVE TR-0881"))
  }

  @Test(
    "goods expected without an order are taken from the list by F9, and taken back by F8; a second F9 takes no other")
  func expected() {
    let script = PaneScript(.buying())
    script.type("g r")
    script.play("<F9>")
    #expect(script.says("nothing is open"))
    script.play("<Down><Down><Down><Down>|")
    #expect(script.says("RC-0001 40 from Wraps at NORTH/D-1") && script.says("F9 takes it"))
    script.play("<F9>")
    #expect(script.house.bought(SettleReceipt.self)?.receipt == "RC-0001")
    #expect(script.says("40 received as expected, posted") && !script.screen.contains("4  RC-0001"))
    script.play("<F9>")
    #expect(script.says("nothing is open"))
    script.play("<F8>")
    #expect(script.house.bought(SettleReceipt.self)?.verdict == .undo && script.screen.contains("4  RC-0001"))
  }

  @Test("what waits is taken by the next start, on the same order")
  func session() {
    let script = receiving()
    script.isHeld = true
    script.play("WID-100|WID-220|")
    let again = PaneScript(script.house, key: "t", session: script.console.sessionText)
    #expect(again.lines[0].contains("RECEIVE PO-790") && again.house.scanned() == "WID-100 1; WID-220 1")
  }

  @Test("lines of one item are one line at the dock")
  func sameItem() {
    let house = PaperWarehouse.buying()
    house.state.withLock { state in
      guard var line = state.buying.lines["PO-790"]?.first else { return }
      line.number = 9
      line.ordered = Quantity(12)
      state.buying.lines["PO-790"]?.append(line)
    }
    let script = receiving(house)
    script.play("WID-220|60|")
    #expect(script.screen.contains("line 0 -> 60 of 60   done") && house.scanned() == "WID-220 60")
  }

  @Test("the pane as sentences")
  func plain() {
    let script = receiving()
    script.play("WID-100|")
    let text = script.console.plainText()
    #expect(text.hasPrefix("receive PO-790  from ACME, sent, 0 % here, 0 parked\n"))
    #expect(text.contains("WID-100  Widget M4 zinc, 96 ordered, 1 good, 0 rejected, 95 left\n"))
  }
}

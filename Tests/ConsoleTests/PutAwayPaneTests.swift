import Console
import Inventory
import Terminal
import Testing

/// Putting away, through keys and scans: what is moved, what the screen says of it, what is heard.
@Suite("The put-away pane")
struct PutAwayPaneTests {
  private func working(_ house: PaperWarehouse = .puttingAway(), columns: Int = 80, rows: Int = 24) -> PaneScript {
    let script = PaneScript(house, columns: columns, rows: rows)
    script.type("g w")
    script.scan("D-1")
    script.beeps = []
    return script
  }

  @Test(
    "one grammar: what is scanned and typed, and what is moved where",
    arguments: [
      // An item's own code is all of it, a pack's code one pack, a number behind either says how many.
      ("WID-220|A-03-2|", "48 WID-220 D-1 > A-03-2"), ("14006381333938|A-03-2|", "24 WID-100 D-1 > A-03-2"),
      ("14006381333938|3|A-03-2|", "72 WID-100 D-1 > A-03-2"),
      ("14006381333938|14006381333938|A-03-2|", "48 WID-100 D-1 > A-03-2"),
      ("WID-220|40|A-03-2|", "40 WID-220 D-1 > A-03-2"), ("WID-220|2c+3|A-03-2|", "27 WID-220 D-1 > A-03-2"),
      ("WID-220|40|+2|-1|A-03-2|", "41 WID-220 D-1 > A-03-2"), ("WID-220|=7|A-03-2|", "7 WID-220 D-1 > A-03-2"),
      ("WID-220|7|=|A-03-2|", "48 WID-220 D-1 > A-03-2"), ("5*|WID-220|A-03-2|", "5 WID-220 D-1 > A-03-2"),
      ("$$X10|WID-220|A-03-2|", "10 WID-220 D-1 > A-03-2"), ("<Down>=|A-03-2|", "48 WID-220 D-1 > A-03-2"),
      ("WID-220|49|A-03-2|", "48 WID-220 D-1 > A-03-2"), ("WID-220|0|A-03-2|", ""), ("WID-220|D-1|", ""),
      ("WID-220|$$ZERO|", ""), ("WID-220|<F8>", ""), ("7|", ""), ("+7|", ""), ("=|", ""), ("YOK-010|A-03-2|", ""),
      // Lots, serials and what may not be used are named.
      ("GLU-1|A-07-1|", "120 GLU-1 L2407 D-1 > A-07-1"), ("BOX-12|B-02-2|", "2 BOX-12 blocked D-1 > B-02-2"),
      ("SER-7|88-1201|V-01|", "1 SER-7 88-1201 D-1 > V-01"),
      ("88-1202|88-1203|V-01|", "2 SER-7 88-1202 88-1203 D-1 > V-01"),
      ("88-1202|88-1202|V-01|", "1 SER-7 88-1202 D-1 > V-01"),
      // Another bin than the one named is scanned twice; other goods before a bin change what is carried.
      ("WID-220|A-04-1|", ""), ("WID-220|A-04-1|A-04-1|", "48 WID-220 D-1 > A-04-1"),
      ("WID-220|A-04-1|A-03-2|", "48 WID-220 D-1 > A-03-2"), ("WID-220|A-04-1|V-02|", ""),
      ("TAP-048|A-02-4|", "240 TAP-048 D-1 > A-02-4"), ("WID-220|TAP-048|A-02-4|", "240 TAP-048 D-1 > A-02-4"),
      // Each place gets what it takes; what waits for a transfer stays, by the scan of its paper.
      ("WID-100|TR-0881|A-03-2|A-03-3|", "60 WID-100 D-1 > A-03-2; 28 WID-100 D-1 > A-03-3"),
      ("WID-100|<F2>A-03-2|", "60 WID-100 D-1 > A-03-2"), ("WID-100|A-03-3|", "28 WID-100 D-1 > A-03-3"),
      ("WID-220|<F3>30|A-03-2|A-04-1|A-04-1|", "30 WID-220 D-1 > A-03-2; 18 WID-220 D-1 > A-04-1"),
      ("WID-220|<F3>60|A-03-2|", "48 WID-220 D-1 > A-03-2"), ("WID-220|<F3><Esc>A-03-2|", "48 WID-220 D-1 > A-03-2"),
      // A pallet moves whole, and back.
      ("PAL-1|A-03-2|", "pallet PAL-1 > A-03-2"), ("PAL-2|A-04-1|", "pallet PAL-2 > A-04-1"),
      ("PAL-1|A-04-1|A-04-1|<F8>", "pallet PAL-1 > A-04-1; pallet PAL-1 > D-1"), ("PAL-1|5|", ""),
      ("PAL-1|<F3>", ""),
      ("WID-220|A-03-2|<F8>WID-220|A-03-2|", "48 WID-220 D-1 > A-03-2; undo; 48 WID-220 D-1 > A-03-2"),
      ("WID-220|A-03-2|<F8><F8>", "48 WID-220 D-1 > A-03-2; undo"),
      ("WID-220|A-03-2|$8|", "48 WID-220 D-1 > A-03-2; undo"),
      ("5012345678900|", ""), ("||  ||", ""), ("<F2><F3><F8><F9>", ""),
    ])
  func grammar(_ keys: String, _ moves: String) {
    let script = working()
    script.play(keys)
    #expect(script.house.moves.joined(separator: "; ") == moves, "\(script.screen)")
  }

  @Test("goods go to who waits for them first; the reservation's paper leaves them, and its bare number does not")
  func reservation() {
    let house = PaperWarehouse.puttingAway()
    house.state.withLock { state in
      state.reservations = [42, 43].map {
        Reservation(
          id: ReservationID($0), subject: "order:SO-118", createdBy: "SHOP", createdAt: PaperWarehouse.noon)
      }
      for index in state.puttingAway.lines.indices where state.puttingAway.lines[index].item.code.sku == "WID-220" {
        state.puttingAway.lines[index].crossDock = [
          .init(reservation: "RV-0042", subject: "order:SO-118", quantity: Quantity(20))
        ]
      }
    }
    let script = working(house)
    script.play("WID-220|")
    #expect(script.screen.contains("20 of 48   to RV-0042 for order:SO-118: scan its paper to leave them"))
    script.play("42|")
    #expect(!script.screen.contains("stay here"))
    script.play("<F8>WID-220|rv-42|")
    #expect(script.screen.contains("20 stay here for RV-0042 for order:SO-118   then 28"))
    script.play("A-03-2|RV-0043|")
    #expect(script.house.moves == ["28 WID-220 D-1 > A-03-2"])
    #expect(script.screen.contains("nothing here is held for RV-0043"))
    script.play("RV-0044|")
    #expect(script.screen.contains("RV-0044") && script.screen.contains("parked"))
  }

  @Test("what is held here is listed with its holder, and is not put away: a scan of it says whose it is")
  func held() {
    let house = PaperWarehouse.puttingAway()
    house.state.withLock { state in
      state.reservations = [
        Reservation(id: ReservationID(42), subject: "order:SO-118", createdBy: "SHOP", createdAt: PaperWarehouse.noon)
      ]
      for (sku, quantity) in [("WID-220", 12), ("YOK-010", 5)] {
        guard let item = state.items[sku] else { continue }
        state.puttingAway.held.append(
          PutAwayList.Held(item, Quantity(quantity), reservation: "RV-0042", subject: "order:SO-118"))
      }
    }
    for (columns, rows, words) in [(80, 24, "to RV-0042 for order:SO-118"), (20, 8, "RV-0042"), (40, 12, "to RV-0042")]
    {
      let script = working(house, columns: columns, rows: rows)
      script.play("<PgDn><PgDn>")
      #expect(rows < 24 || script.screen.contains("YOK-010"), "\(script.screen)")
      script.play("YOK-010|")
      #expect(script.screen.contains(words), "\(script.screen)")
      #expect(script.beeps == [1])
    }
    let script = working(house)
    #expect(script.lines.contains { $0.contains("WID-220") && $0.contains("12") && $0.contains("to RV-0042 for") })
    script.play("rv-42|")
    #expect(script.screen.contains("17 to RV-0042 for order:SO-118: held, not put away"), "\(script.screen)")
    script.play("WID-220|A-03-2|YOK-010|")
    #expect(script.house.moves == ["48 WID-220 D-1 > A-03-2"])
    #expect(script.console.plainText().contains("YOK-010, 5 held: to RV-0042 for order:SO-118"))
  }

  @Test("the echo names the bin before anything is done, and ok comes with the answer of the database")
  func echo() {
    let script = working()
    script.play("WID-220|")
    #expect(script.screen.contains("48   to A-03-2: the same stands there") && script.input == "bin>")
    #expect(script.beeps == [1] && script.house.moves.isEmpty)
    script.isHeld = true
    script.play("A-03-2|")
    #expect(script.screen.contains(" ..") && !script.screen.contains(" ok"))
    script.release()
    #expect(script.screen.contains(" ok    48 WID-220 to A-03-2   5 lines, 461 units left") && script.beeps == [1, 1])
    script.play("WID-100|")
    #expect(script.screen.contains("8 of 96   to TR-0881 for SOUTH: scan its paper to leave them; F2: a bin"))
    script.play("<F2>")
    #expect(script.screen.contains("60 of 96   to A-03-2"))
    script.play("A-04-1|")
    #expect(script.input == "again>" && script.screen.contains("A-04-1 is not A-03-2: scan it again to put 60 there"))
    script.play("<Esc>")
    #expect(script.input == "bin>" && script.house.moves.count == 1)
    script.play("A-03-2|")
    #expect(script.screen.contains("60 WID-100 to A-03-2   then 8 of 36   to TR-0881 for SOUTH"))
    script.play("TR-0881|")
    #expect(script.screen.contains("8 stay here for TR-0881 for SOUTH   then 28   to A-03-3"))
    script.play("A-03-3|")
    #expect(script.screen.contains("stays for TR-0881 for SOUTH"))
    // Said twice they are no more.
    script.play("WID-100|TR-0881|")
    #expect(script.screen.contains("4 lines, 365 units left"), "\(script.screen)")
  }

  @Test("a refusal leaves the goods in hand, and a lost answer is found out by the same key")
  func trouble() {
    let script = working()
    script.play("WID-220|")
    script.house.state.withLock { $0.refusal = .locationRetired("A-03-2") }
    script.play("A-03-2|")
    #expect(script.screen.contains("FAIL") && script.input == "bin>" && script.beeps.last == 3)
    script.house.state.withLock { $0.losesAnswer = true }
    script.play("A-03-2|TAP-048|")
    #expect(script.screen.contains("FAIL  not in the database yet"))
    script.wait(milliseconds: 1_100)
    #expect(script.house.moves == ["48 WID-220 D-1 > A-03-2"] && script.input == "bin>")
  }

  @Test("F9 says what is left, and leaves when nothing is; F10 leaves whatever is left")
  func done() {
    let script = working()
    script.play("<F9>")
    #expect(script.screen.contains("6 lines, 509 units are left at D-1"))
    script.play("WID-220|<F9>")
    #expect(script.screen.contains("WID-220 is carried: scan its bin, or F8 sets it down"))
    script.play("A-03-2|GLU-1|A-07-1|SER-7|88-1201|88-1202|88-1203|V-01|BOX-12|B-02-2|TAP-048|A-02-4|")
    script.play("WID-100|TR-0881|A-03-2|A-03-3|")
    #expect(script.screen.contains("PUT AWAY"))
    script.play("<F9>")
    #expect(!script.screen.contains("PUT AWAY"))
    let other = working()
    other.play("<F10>")
    #expect(!other.screen.contains("PUT AWAY"))
  }

  @Test("F7 in receiving puts away what came with the transfer; a place, a paper or a pallet opens its dock")
  func opens() {
    let script = PaneScript(.puttingAway())
    script.scan("TR-0881")
    script.play("WID-220|<F7>")
    #expect(script.screen.contains("1 scanned of TR-0881 are not posted"))
    #expect(script.lines[0].contains("PUT AWAY  NORTH/D-1  of TR-0881"))
    script.play("<F10>")
    #expect(script.screen.contains("RECEIVE TR-0881"))
    let fresh = PaneScript(.puttingAway())
    fresh.type("g w")
    #expect(fresh.input == "place>")
    fresh.play("WID-220|")
    #expect(fresh.screen.contains("FAIL  no place is open"))
    fresh.play("TR-0881|")
    #expect(fresh.lines[0].contains("NORTH/D-1  of TR-0881"))
    let pallet = PaneScript(.puttingAway())
    pallet.type("g w")
    pallet.play("PAL-1|A-03-2|")
    #expect(pallet.house.moves == ["pallet PAL-1 > A-03-2"])
  }

  @Test("what nobody understood waits with the session, and is named or dropped")
  func parked() {
    let script = working()
    script.play("5012345678900|5012345678917|WID-220|")
    #expect(script.beeps == [2, 2, 1] && script.lines.last?.contains("parked(2)") == true)
    let again = PaneScript(script.house, key: "t", session: script.console.sessionText)
    #expect(again.screen.contains("PUT AWAY  NORTH/D-1") && again.lines.last?.contains("parked(2)") == true)
    #expect(again.input == "bin>", "what was carried is carried")
    script.play("<F4>x|BOX-12|")
    #expect(script.lines.last?.contains("parked") == true && !script.lines.contains { $0.contains("parked(") })
  }

  @Test("pallets are listed behind what stands loose, and are left until they are moved")
  func pallets() {
    let script = working(.puttingAway(listsPlates: true))
    #expect(script.screen.contains("   pallet PAL-2   2 lines, 34 units: it moves whole"))
    script.play("<F9>")
    #expect(script.screen.contains("6 lines, 509 units, 2 pallets are left at D-1"))
    script.play("PAL-1|")
    #expect(script.screen.contains("whole   to A-03-2: the same stands there"))
    script.play("A-03-2|")
    #expect(script.screen.contains("pallet PAL-1 to A-03-2   6 lines, 509 units, 1 pallet left"))
    #expect(!script.screen.contains("pallet PAL-1   1 line"))
  }

  @Test("others' put-aways appear, and what they took is not promised")
  func others() {
    let script = working()
    script.house.state.withLock { $0.puttingAway.lines.removeFirst() }
    script.send(.changed)
    script.wait(milliseconds: 800)
    #expect(!script.screen.contains("WID-220"))
    script.play("WID-220|")
    #expect(script.screen.contains("no WID-220 stands loose at D-1"))
  }

  @Test("the bottom right cell is never written, at any size and after any keys; nothing crashes")
  func storm() {
    var numbers = ScreenTests.Generator(seed: 23)
    let keys: [Key] =
      [.enter, .escape, .up, .down, .pageDown, .backspace] + (1...11).map { .function($0) }
      + "0123456789=+-*/$x ".map { .character($0) }
    let codes = [
      "WID-220", "WID-100", "GLU-1", "88-1201", "PAL-1", "A-03-2", "A-04-1", "D-1", "TR-0881", "x", "12", "=", "y",
    ]
    for _ in 0..<8 {
      let script = working()
      for _ in 0..<200 {
        switch Int.random(in: 0..<12, using: &numbers) {
        case 0: script.resize(Int.random(in: 0...130, using: &numbers), Int.random(in: 0...50, using: &numbers))
        case 1: script.wait(milliseconds: Int64.random(in: 0...4_000, using: &numbers))
        case 2: script.send(.changed)
        case 3: if script.isHeld { script.release() } else { script.isHeld = true }
        case 4: script.type("F10 g w")
        case 5...8: script.scan(codes.randomElement(using: &numbers) ?? "")
        default: script.press(keys.randomElement(using: &numbers) ?? .enter)
        }
        let grid = script.grid
        guard grid.columns > 0, grid.rows > 0 else { continue }
        #expect(grid[grid.rows - 1, grid.columns - 1].look == Look())
      }
    }
  }

  static let frames = [
    ("put-away-begin", ""), ("put-away", "D-1|"), ("put-away-carried", "D-1|WID-100|"),
    ("put-away-other", "D-1|WID-100|<F2>A-04-1|"), ("put-away-done", "D-1|WID-220|A-03-2|GLU-1|A-07-1|"),
    ("put-away-parked", "D-1|5012345678900|<F4>"), ("put-away-left", "D-1|<F9>"), ("put-away-help", "D-1|<F1>"),
    ("put-away-empty", "A-04-1|"), ("put-away-pallets", "D-1|PAL-1|"),
  ]

  @Test("looks as kept", arguments: ScreenTests.sizes, frames)
  func frame(_ size: (Int, Int), _ pane: (String, String)) throws {
    let script = PaneScript(
      .puttingAway(listsPlates: pane.0 == "put-away-pallets"), columns: size.0, rows: size.1)
    script.type("g w")
    script.play(pane.1)
    script.wait(milliseconds: 200)
    try ScreenTests().compare(script, "\(size.0)x\(size.1)-\(pane.0)")
  }
}

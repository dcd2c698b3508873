import Console
import Inventory
import Terminal
import Testing

@Suite("The forms of moving write with F9 alone")
struct TransferFormTests {
  @Test("a transfer is asked for a line at a time, by scans and by text; the lines stand above and may be changed")
  func create() throws {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type("N NORTH Enter S-01 Enter")
    script.scan("4006381333931")
    script.type("8 Enter")
    #expect(script.says("WID-220 8") && script.screen.contains("> item"))
    script.scan("GLU-1")
    script.type("5 Enter 1 Enter")
    #expect(script.screen.contains("GLU-1 lot L2407"))
    script.scan("BOX-12")
    script.type("2c+3 Enter Enter")
    #expect(script.screen.contains("> expected"))
    script.write("2026-07-20 18:00")
    script.type("Enter u Enter SO-7 F9")
    let act = try #require(moving.last(CreateTransfer.self))
    #expect(act.from == "NORTH" && act.to == "S-01" && act.priority == .urgent && act.reference == "SO-7")
    #expect(
      act.lines == [
        TransferRequestLine("WID-220", Quantity(8)), TransferRequestLine("GLU-1", Quantity(5), lot: "L2407"),
        TransferRequestLine("BOX-12", Quantity(27)),
      ])
    #expect(act.eta == Instant("2026-07-20T18:00:00Z"))
    #expect(script.cursorCode == "TR-0886" && script.says("asked for TR-0886: 3 lines from NORTH to S-01"))
    script.type("F8")
    #expect(script.says("undo does not take this back; cancel it"))
  }

  @Test("a line that is typed and not yet entered is meant too, and one set to 0 is not")
  func lastLine() throws {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type("N NORTH Enter S-01 Enter BOX-12 Enter 1 Enter WID-100 Enter 2 Enter Up Ctrl-U 0")
    script.type("Enter YOK-010 Enter 3 F9")
    let act = try #require(moving.last(CreateTransfer.self))
    #expect(act.lines.map(\.item) == ["BOX-12", "YOK-010"])
  }

  @Test(
    "what cannot be asked for is said in the form, at its field",
    arguments: [
      ("N F9", "Where does it come from?"), ("N NORTH F9", "Where does it go?"),
      ("N NORTH Enter S-01 F9", "What is to be moved?"), ("N Enter Enter BOX-12 Enter x Enter", "is no quantity"),
      ("N Enter Enter BOX-12 Enter Enter", "How many of BOX-12?"),
      ("N Enter Enter NONE-1 Enter", "no item has this code"),
      ("N NORTH Enter S-01 Enter BOX-12 Enter 1 Enter Enter soon F9", "is no time"),
      ("N NORTH Enter S-01 Enter BOX-12 Enter 1 Enter Up Ctrl-U F9", "How many of BOX-12?"),
    ])
  func objections(_ keys: String, _ words: String) {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type(keys)
    #expect(script.says(words))
    #expect(moving.state.withLock { $0.acts.isEmpty })
  }

  @Test("records marked in the stock, or an item, are transferred with T: their quantities are typed")
  func marked() throws {
    let moving = PaperMoving.small()
    let script = PaneScript(moving.house, service: moving)
    script.type("Space Space T")
    #expect(script.screen.contains("Transfer 2 records") && script.says("from NORTH"))
    script.type("S-01 Enter F9")
    #expect(script.says("How many of BOX-12?"))
    script.type("12 Enter 3 F9")
    let act = try #require(moving.last(CreateTransfer.self))
    #expect(act.from == "NORTH" && act.to == "S-01")
    #expect(act.lines == [TransferRequestLine("BOX-12", Quantity(12)), TransferRequestLine("GLU-1", Quantity(3))])
    script.type("Esc gg Enter T S-01 Enter 4 F9")
    #expect(moving.last(CreateTransfer.self)?.from == "NORTH/D-1")
    #expect(moving.last(CreateTransfer.self)?.lines == [TransferRequestLine("BOX-12", Quantity(4))])
  }

  @Test("what is shipped is listed with its quantities; serials are scanned; what is left at 0 is not shipped now")
  func ship() throws {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type("S")
    #expect(script.screen.contains("BOX-12") && script.screen.contains("20 pcs of Carton 12; 0 ships none of it now"))
    script.type("Ctrl-U 15 Enter")
    script.scan("S-7")
    script.scan("S-9")
    script.type("Enter s F9")
    let act = try #require(moving.last(ShipTransfer.self))
    #expect(
      act.lines == [
        ShipTransfer.Line("BOX-12", Quantity(15)), ShipTransfer.Line("SER-7", Quantity(2), serials: ["S-7", "S-9"]),
      ])
    #expect(act.transfer == "TR-0885" && act.shipsWhatThereIs)
    #expect(script.says("shipped a part of TR-0885"))
  }

  @Test("an untouched form ships all that was asked for, with the serials that were named then")
  func shipAll() throws {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type("Enter S F9")
    let act = try #require(moving.last(ShipTransfer.self))
    #expect(act.lines == nil && !act.shipsWhatThereIs)
    #expect(script.says("shipped TR-0885") && moving.transfer(885)?.status == .inTransit)
  }

  @Test("a refusal stands at the line it is about, and nothing typed is lost")
  func refused() {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    moving.house.state.withLock {
      $0.refusal = .insufficient(
        item: ItemCode(sku: "BOX-12"), place: "NORTH", lot: nil, .available, asked: Quantity(20), has: Quantity(3))
    }
    script.type("S Enter S-1 Enter Enter F9")
    #expect(script.screen.contains("Only 3 of BOX-12") && script.screen.contains("> BOX-12"))
    script.type("Ctrl-U 3 F9")
    #expect(moving.last(ShipTransfer.self)?.lines?.map(\.quantity) == [Quantity(3), Quantity(1)])
  }

  @Test("F9 waits for the lines of a form; a transfer of very many lines is shipped whole")
  func lateLines() {
    let moving = PaperMoving.small()
    moving.state.withLock { state in
      state.lines[TransferID(885)] = (1...250).map { PaperMoving.line(885, $0, "SKU-\($0)", "Item", 1) }
    }
    let script = PaneScript.transfers(moving)
    script.isHeld = true
    script.type("S F9")
    #expect(script.says("wait: its lines are being read"))
    script.release()
    #expect(script.says("more lines than a form holds"))
    script.type("F9")
    #expect(moving.last(ShipTransfer.self)?.transfer == "TR-0885" && moving.last(ShipTransfer.self)?.lines == nil)
  }

  @Test("when it comes, how urgent it is and what is noted of it are changed, and only what was changed")
  func edit() throws {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type("E F9")
    #expect(script.says("Nothing is changed yet."))
    script.type("Enter n Enter Ctrl-U F9")
    let act = try #require(moving.last(EditTransfer.self))
    #expect(act.priority == .normal && act.reference == "" && act.eta == nil && act.note == nil && act.ifVersion == 1)
    script.type("g t gg E Ctrl-U F9")
    #expect(moving.last(EditTransfer.self)?.eta == .some(nil))
    script.type("E Ctrl-U 2026-08-01 F9")
    #expect(moving.last(EditTransfer.self)?.eta == Instant("2026-08-01"))
  }

  @Test("what did not come is closed short with a reason and an owner, line by line")
  func closeShort() throws {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type("j C")
    #expect(script.screen.contains("> reason"))
    script.type("F9")
    #expect(script.says("Why did it not come?"))
    script.type("5 Enter s Up Up Ctrl-U S-2 Up Ctrl-U 0 F9")
    let act = try #require(moving.last(CloseShort.self))
    #expect(
      act.lines == [
        CloseShort.Line("WID-220", Quantity(6)), CloseShort.Line("SER-7", Quantity(1), serials: ["S-2"]),
      ])
    #expect(act.reason == "THEFT" && act.owner == .source)
    #expect(script.says("closed what did not come of TR-0884 as short: THEFT"))
    script.type("F8")
    #expect(script.says("say what became of it: g d"))
  }

  @Test("what is on its way is sent back")
  func sendBack() throws {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type("j j R")
    #expect(script.says("It is on hand at NORTH again."))
    script.type("2 F9")
    let act = try #require(moving.last(ReturnTransfer.self))
    #expect(act.lines == [CloseShort.Line("WIP-001", Quantity(300))] && act.reason == "RETURN")
    #expect(script.says("sent TR-0883 back"))
  }

  @Test("cancelling asks first, and is done by F9")
  func cancelling() {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    script.type("X")
    #expect(script.screen.contains("Cancel TR-0885") && script.screen.contains("Nothing of it has moved."))
    script.type("Esc X F9")
    #expect(moving.transfer(885)?.status == .cancelled && script.screen.contains("cancelled TR-0885"))
    script.type("gg j X F9")
    #expect(moving.transfer(883)?.status == .cancelled)
  }

  @Test("after a lost answer the form is held, and F9 does it once")
  func lostAnswer() {
    let moving = PaperMoving.small()
    let script = PaneScript.transfers(moving)
    moving.house.state.withLock { $0.losesAnswer = true }
    script.type("S F9")
    #expect(script.screen.contains("It is not known whether this was done"))
    script.type("F9")
    #expect(moving.house.state.withLock { $0.acts.count } == 1 && script.says("shipped TR-0885"))
  }
}

import Console
import Inventory
import Terminal
import Testing

extension PaneScript {
  /// On the list of orders.
  static func orders(
    _ house: PaperWarehouse = .buying(), columns: Int = 80, rows: Int = 24, session: String = ""
  ) -> PaneScript {
    let script = PaneScript(house, columns: columns, rows: rows, session: session)
    if session.isEmpty { script.type("g o") }
    return script
  }
}

@Suite("The list of orders, one of them line by line, and what is asked for")
struct OrdersTests {
  static let all = ["PO-791", "PO-790", "PO-792", "PO-781", "PO-780"]

  @Test("those under way stand first, by the day they are expected, and tell how far they are")
  func list() {
    let script = PaneScript.orders()
    #expect(script.codes == OrdersTests.all)
    #expect(script.lines[0].contains("5 orders  3 under way"))
    for (line, words) in [
      (2, ["Bolts & Co", "sent", "late 3 d", "0/1", "200"]), (3, ["ACME", "14 Jul", "0/4", "207"]),
      (4, ["draft", "20 Jul"]), (5, ["closed"]), (6, ["received", "1/1"]),
    ] {
      for word in words { #expect(script.lines[line].contains(word), "\(word) in \(script.lines[line])") }
    }
    #expect(script.screen.contains("F7 receives it"))
    script.type("o")
    #expect(script.codes == ["PO-791", "PO-790", "PO-792"] && script.lines[0].contains("under way"))
    script.type("Esc")
    #expect(script.codes.count == 5)
    script.type("Esc")
    #expect(script.lines[0].contains("STOCK"))
  }

  @Test(
    "a filter shows what it says, and Esc shows all again",
    arguments: [
      ("f 2 F9", ["PO-791", "PO-790", "PO-792"]), ("f 3 F9", ["PO-781", "PO-780"]), ("f 4 F9", ["PO-792"]),
      ("f 5 F9", ["PO-791", "PO-790"]), ("f Enter ACME F9", ["PO-790", "PO-792", "PO-781"]),
      ("f Enter Enter Enter GLU-1 Enter", ["PO-790", "PO-780"]),
    ])
  func filters(_ keys: String, _ codes: [String]) {
    let script = PaneScript.orders()
    script.type(keys)
    #expect(script.codes == codes)
    script.type("Esc")
    #expect(script.codes.count == 5)
  }

  @Test("find follows what is typed, by number, vendor or reference; what is none is looked up")
  func find() {
    let script = PaneScript.orders()
    script.type("j / A-47")
    #expect(script.codes == ["PO-790"] && script.input.hasPrefix("find> A-47"))
    script.type("Esc")
    #expect(script.codes.count == 5 && script.cursorCode == "PO-790")
    script.type("/ Bolts Enter")
    #expect(script.lines[0].contains("ORDER PO-791"))
    script.type("Esc Esc / 4006381333931 Enter")
    #expect(script.codes == ["PO-790"] && script.screen.contains("orders of WID-220"))
    script.type("Esc / nothing")
    #expect(script.screen.contains("No order is \"nothing\""))
  }

  @Test("Enter shows the lines: what was ordered at which price, what came, what is to come, and the receipts")
  func lines() {
    let house = PaperWarehouse.buying()
    let receiving = PaneScript(house, key: "r")
    receiving.scan("PO-790")
    receiving.play("WID-220|40|<F2>2|<F9>")
    let script = PaneScript.orders(house)
    script.type("j Enter")
    #expect(script.shownCodes.prefix(4) == ["WID-220", "WID-100", "GLU-1", "SER-7"])
    for words in ["ORDER PO-790", "sent", "RC-0002 posted by ANNA", "12.50", "249.00"] {
      #expect(script.screen.contains(words), "\(words)")
    }
    #expect(script.lines[2].contains("48") && script.lines[2].contains("42") && script.lines[2].contains("6"))
    script.type("Enter")
    #expect(script.screen.contains("ITEM WID-220"))
    script.type("Esc")
    script.scan("WID-100")
    #expect(script.shownCodes.first == "WID-100" && !script.shownCodes.contains("GLU-1"))
    script.type("Esc F7")
    #expect(script.lines[0].contains("RECEIVE PO-790"))
    script.type("F10 g o")
    #expect(script.lines[0].contains("ORDERS") && script.cursorCode == "PO-790")
  }

  @Test(
    "S sends, C closes, X cancels: a box says what it means, and F9 in it alone does it",
    arguments: [
      ("j j S", "It cannot be edited any more", AdvanceOrder.Step.send, "sent PO-792"),
      ("j C", "What has not come is expected no longer", .close, "closed PO-790"),
      ("j j X", "The vendor never had it", .cancel, "cancelled PO-792"),
    ])
  func steps(_ keys: String, _ words: String, _ step: AdvanceOrder.Step, _ done: String) {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    script.type(keys)
    #expect(script.screen.contains(words))
    script.type("Enter y Enter")
    #expect(house.state.withLock { $0.buying.acts.isEmpty })
    script.type("F9")
    #expect(house.bought(AdvanceOrder.self)?.step == step && script.says(done))
    #expect(house.bought(AdvanceOrder.self)?.ifVersion == 1)
    script.type("F8")
    #expect(script.says("undo does not take this back"))
  }

  @Test("a refusal is said, and nothing changed")
  func refused() {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    house.state.withLock { $0.refusal = .notPermitted(actor: "ANNA", role: .dock, right: .supervise) }
    script.type("j j S F9")
    #expect(script.says("ANNA") && house.state.withLock { $0.buying.acts.isEmpty } && script.beeps.last == 3)
    house.state.withLock { $0.losesAnswer = true }
    script.type("S F9")
    #expect(script.says("not known whether it was done"))
  }

  @Test(
    "a command that cannot be done says why",
    arguments: [
      ("S", "PO-791 is sent already"), ("E", "PO-791 is sent: only a draft is edited"),
      ("X", "PO-791 is sent: C closes"),
      ("j j C", "PO-792 is a draft: X cancels it"), ("j j F7", "PO-792 is a draft: the vendor does not have it yet"),
      ("G C", "PO-780"), ("j j j F7", "PO-781 is closed: nothing more"), ("F9", "there is nothing to commit"),
    ])
  func offs(_ keys: String, _ words: String) {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    script.type(keys)
    #expect(script.says(words))
    #expect(house.state.withLock { $0.buying.acts.isEmpty })
  }

  @Test("Enter, letters and stray scans write nothing")
  func harmless() {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    script.scan("SSCCRRXXNNEE")
    script.type("Esc j j S Enter Enter Esc X Enter y Esc E Enter Enter Enter Esc Tab A Enter Esc O Enter Enter Esc")
    script.scan("9999999999")
    #expect(house.state.withLock { $0.buying.acts.isEmpty && $0.acts.isEmpty })
  }

  @Test("columns, filter and cursor stay for the next session, and so does an order that is open")
  func session() {
    let script = PaneScript.orders()
    script.type("c Down Space Enter f 2 F9 j")
    #expect(!script.lines[1].contains("vendor"))
    let next = PaneScript.orders(session: script.console.sessionText)
    #expect(next.lines[0].contains("under way") && next.cursorCode == "PO-790" && !next.lines[1].contains("vendor"))
    next.type("Enter j")
    let last = PaneScript.orders(session: next.console.sessionText)
    #expect(last.lines[0].contains("PO-790") && last.cursorCode == "WID-100")
    last.type("Esc Tab j")
    let asked = PaneScript.orders(session: last.console.sessionText)
    #expect(asked.lines[0].contains("REQUISITIONS") && asked.cursorCode == "RQ-0004")
  }

  @Test("what changes elsewhere is read again, and the cursor stays on its order")
  func liveChanges() {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    script.type("j j")
    house.state.withLock { $0.buying.orders[0].status = .closed }
    script.send(.changed)
    #expect(script.cursorCode == "PO-792" && script.codes.last == "PO-790")
    script.type("Enter")
    house.state.withLock { $0.buying.lines["PO-792"]?[0].received = Quantity(200) }
    script.send(.changed)
    #expect(script.lines.contains { $0.contains("TAP-048") && $0.contains("200") && $0.contains("40") })
  }

  @Test("who counts blind sees the documents and no figure")
  func blind() {
    let house = PaperWarehouse.buying()
    house.state.withLock { $0.buying.isBlinded = true }
    let script = PaneScript.orders(house)
    #expect(script.codes.count == 5 && !script.screen.contains("207") && !script.screen.contains("0/4"))
  }

  @Test("an order that is not there says so, and an empty list what to do")
  func nothing() {
    let script = PaneScript.orders(PaperWarehouse.small())
    #expect(script.screen.contains("There is no order yet."))
    script.type("Enter S")
    #expect(script.screen.contains("no order is under the cursor"))
    script.type("Tab")
    #expect(script.screen.contains("Nothing is asked for."))
  }

  @Test("a paper of an order opens it from anywhere: at the dock where it was sent, else its card")
  func papers() {
    let script = PaneScript(.buying())
    script.scan("PO-792")
    #expect(script.lines[0].contains("ORDER PO-792"))
    script.scan("PO-791")
    #expect(script.lines[0].contains("RECEIVE PO-791"))
    script.type("F10")
    script.scan("RQ-0004")
    #expect(script.lines[0].contains("REQUISITIONS") && script.cursorCode == "RQ-0004")
    script.scan("RC-0001")
    #expect(script.says("RC-0001 40 from Wraps") && script.says("F9 takes it as it was expected"))
    script.scan("RQ-0004")
    #expect(script.says("FAIL RQ-0004 is a requisition"))
    let house = PaperWarehouse.counted(isBlind: true)
    house.state.withLock { $0.buying = PaperWarehouse.buying().state.withLock { $0.buying } }
    let counting = PaneScript(house)
    counting.type("g c")
    counting.scan("PO-790")
    #expect(counting.says("PO-790 is an order: leave counting"))
    counting.scan("RQ-0004")
    #expect(counting.says("RQ-0004 is a document of buying"))
    let away = PaneScript(.buying())
    away.type("g w")
    away.scan("PO-790")
    #expect(!away.says("is not known"))
  }

  @Test("requisitions: approved by A, called off by X, and told whole by Enter")
  func requisitions() {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    script.type("Tab")
    #expect(script.lines[0].contains("REQUISITIONS") && script.codes == ["RQ-0005", "RQ-0004"])
    script.type("Enter")
    #expect(script.says("400 of WIP-001 for NORTH from ACME by 20 Jul") && script.says("note: for the fair"))
    script.type("Esc A")
    #expect(script.says("YOK-010 and 1 more, asked for by EVA"))
    script.type("F9")
    #expect(house.bought(DecideRequisition.self)?.verdict == .approve && script.says("approved RQ-0005"))
    script.type("A")
    #expect(script.says("RQ-0005 is approved already"))
    script.type("X F9")
    #expect(house.bought(DecideRequisition.self)?.verdict == .cancel)
    script.type("o o")
    #expect(script.codes == ["RQ-0004"] && script.lines[0].contains("approved"))
    script.type("Esc Tab")
    #expect(script.lines[0].contains("ORDERS"))
  }

  @Test("without a screen the list and the lines are sentences")
  func plain() {
    let script = PaneScript.orders()
    #expect(
      script.console.plainText().contains("PO-790  from ACME to NORTH/D-1  sent  0 of 4 lines done, 207 to come"))
    script.type("j Enter")
    #expect(
      script.console.plainText().contains("1  WID-220  Widget M6 A2  48 ordered at 12.50, 48 to come"))
    script.type("Esc Tab")
    #expect(script.console.plainText().contains("RQ-0004  approved  800 of WIP-001 for NORTH by 20 Jul"))
  }
}

import Console
import Inventory
import Terminal
import Testing

@Suite("The forms of buying write with F9 alone")
struct OrderFormTests {
  @Test("an order is written a line at a time, by scans and by text; the lines stand above and may be changed")
  func create() throws {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    script.type("N ACME Enter D-1 Enter Enter")
    script.scan("4006381333931")
    script.type("8 Enter 12.50 Enter")
    #expect(script.says("WID-220 at 12.50") && script.screen.contains("> item"))
    script.scan("BOX-12")
    script.type("2c+3 Enter 0.1234 Enter Enter")
    #expect(script.screen.contains("> expected"))
    script.write("2026-07-20")
    script.type("Enter Enter A-9 F9")
    let act = try #require(house.bought(CreateOrder.self))
    #expect(act.number == nil && act.draft.vendor == "ACME" && act.draft.destination == "D-1")
    #expect(act.draft.currency == "EUR" && act.draft.reference == "A-9" && act.draft.expectedOn == Day("2026-07-20"))
    #expect(
      act.draft.lines == [
        OrderDraft.Line("WID-220", Quantity(8), price: UnitCost(tenThousandths: 125_000)),
        OrderDraft.Line("BOX-12", Quantity(27), price: UnitCost(tenThousandths: 1_234)),
      ])
    #expect(script.cursorCode == "PO-805" && script.says("wrote PO-805: 2 lines from ACME"))
    script.type("F8")
    #expect(script.says("undo does not take this back; cancel it"))
  }

  @Test(
    "what cannot be written is said in the form, at its field",
    arguments: [
      ("N F9", "Who sells it?"), ("N ACME F9", "Where does it come to?"), ("N ACME Enter D-1 F9", "What is ordered?"),
      ("N ACME Enter D-1 Enter Ctrl-U F9", "In which currency?"),
      ("N Enter Enter Enter BOX-12 Enter x F9", "no quantity"),
      ("N Enter Enter Enter BOX-12 Enter 1 Enter x Enter", "\"x\" is no price"),
      ("N Enter Enter Enter BOX-12 Enter 1 Enter Enter", "What does a unit of BOX-12 cost?"),
      ("N Enter Enter Enter NONE-1 Enter", "no item has this code"),
      ("N ACME Enter D-1 Enter Enter BOX-12 Enter 1 Enter 2 Enter Enter soon F9", "is no day"),
    ])
  func objections(_ keys: String, _ words: String) {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    script.type(keys)
    #expect(script.says(words))
    #expect(house.state.withLock { $0.buying.acts.isEmpty })
  }

  @Test("a draft is edited: only what was changed is sent, its lines as they are then")
  func edit() throws {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    script.type("j j E F9")
    #expect(script.says("Nothing is changed yet."))
    script.type("Ctrl-U Foo F9")
    var act = try #require(house.bought(EditOrder.self))
    #expect(act.vendor == "Foo" && act.lines == nil && act.destination == nil && act.currency == nil)
    #expect(act.expectedOn == nil && act.ifVersion == 1 && script.says("changed PO-792"))
    script.type("Enter E Enter Enter Enter Ctrl-U 250 F9")
    act = try #require(house.bought(EditOrder.self))
    #expect(act.lines == [OrderDraft.Line("TAP-048", Quantity(250), price: UnitCost(tenThousandths: 9_900))])
    script.type("E Enter Enter Enter Ctrl-U 0 F9")
    #expect(script.says("What is ordered?"), "an order of nothing is none")
  }

  @Test("a refusal keeps what was typed; a lost answer is found out by the same key")
  func unknown() throws {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    script.type("N ACME Enter D-1 Enter Enter BOX-12 Enter 1 Enter 2 Enter")
    house.state.withLock { $0.refusal = .noSuchLocation("D-1") }
    script.type("F9")
    #expect(script.says("D-1") && script.screen.contains("New order"))
    house.state.withLock { $0.losesAnswer = true }
    script.type("F9")
    #expect(script.says("It is not known whether this was done"))
    script.type("F9")
    #expect(house.state.withLock { $0.buying.acts.count } == 1)
    #expect(script.lines[0].contains("ORDERS"))
  }

  @Test("an approved requisition is ordered from a vendor; goods are asked for a line at a time")
  func requisitions() throws {
    let house = PaperWarehouse.buying()
    let script = PaneScript.orders(house)
    script.type("Tab O")
    #expect(script.says("RQ-0005 is not approved yet: A approves it"))
    script.type("j O F9")
    #expect(script.says("Who sells it?"))
    script.type("ACME Enter eur Enter D-1 F9")
    let act = try #require(house.bought(OrderRequisition.self))
    #expect(act.requisition == "RQ-0004" && act.vendor == "ACME" && act.currency == "EUR" && act.destination == "D-1")
    #expect(script.says("made PO-900 of RQ-0004 from ACME"))
    script.type("N NORTH Enter Enter 2026-07-30 Enter BOX-12 Enter 12 Enter TAP-048 Enter 5 F9")
    let asked = try #require(house.bought(CreateRequisition.self))
    #expect(
      asked.lines == [
        CreateRequisition.Line("BOX-12", Quantity(12), at: "NORTH", neededOn: Day("2026-07-30")),
        CreateRequisition.Line("TAP-048", Quantity(5), at: "NORTH", neededOn: Day("2026-07-30")),
      ])
  }
}

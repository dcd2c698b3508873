import Console
import Inventory
import Terminal
import Testing

@Suite("Forms post with F9 and lose nothing")
struct FormTests {
  @Test(
    "each form posts what it says",
    arguments: [
      ("E 12 F9", 92), ("E 6x8+3 F9", 131), ("E 2c+3 F9", 107), ("E 2case Alt-9", 104), ("E 5 $9 Enter", 85),
      ("I 80 F9", 0), ("I all F9", 0), ("I 3 Tab 3 F9", 77), ("A -5 Tab 4 F9", 75), ("A =12 Enter 7 F9", 12),
      ("A +1 Down 3 Enter Enter Enter F9", 81), ("F 5 Tab A-07-1 F9", 75), ("Enter E 4 F9", 84),
      ("Enter F4 1 Tab 3 F9", 81),
    ])
  func posts(_ keys: String, _ onHand: Int) {
    let script = PaneScript()
    script.type(keys)
    #expect(script.house.onHand("BOX-12") == Quantity(onHand))
    #expect(script.screen.contains("ok   14:02") && script.screen.contains("(F8 undoes)"))
  }

  @Test(
    "what cannot be posted is said in the form, with what to do, and nothing is lost",
    arguments: [
      ("E F9", "How many?"), ("E 3q F9", "is no quantity"), ("E 1,200 F9", "is no quantity"),
      ("A 5 F9", "needs a reason"),
      ("A =80 Tab 3 F9", "has exactly 80"), ("F 5 F9", "Where does it go?"), ("N F9", "What is its SKU?"),
      ("B Ctrl-U x F9", "is no quantity"), ("E 99999999999999999 F9", "is no quantity"),
    ])
  func objections(_ keys: String, _ words: String) {
    let script = PaneScript()
    script.type(keys)
    #expect(script.screen.contains(words))
    #expect(script.house.state.withLock { $0.acts.isEmpty })
  }

  @Test("a refusal stays in the form with the fields as typed; the next try is another act")
  func refused() {
    let script = PaneScript()
    script.house.state.withLock {
      $0.refusal = .insufficient(
        item: ItemCode(sku: "BOX-12"), place: "NORTH/D-1", lot: nil, .available, asked: Quantity(90), has: Quantity(80))
    }
    script.type("I 90 Tab Tab so-1 F9")
    #expect(script.screen.contains("Only 80 of BOX-12 are available") && script.screen.contains("so-1"))
    script.type("Ctrl-U 8 F9")
    #expect(script.house.onHand("BOX-12") == Quantity(72))
    #expect(script.beeps == [3, 1])
  }

  @Test("after a lost answer the form is held, and F9 does it once")
  func lostAnswer() {
    let script = PaneScript()
    script.house.state.withLock { $0.losesAnswer = true }
    script.type("E 5 F9")
    #expect(script.screen.contains("It is not known whether this was done"))
    script.type("7 Enter")
    #expect(script.screen.contains("quantity   5"))
    script.type("F9")
    #expect(script.house.onHand("BOX-12") == Quantity(85))
    #expect(script.screen.contains("ok   14:02 received 5 of BOX-12 at NORTH/D-1"))
  }

  @Test("F9 twice before the answer posts once")
  func impatience() {
    let script = PaneScript()
    script.isHeld = true
    script.type("E 5 F9 F9 F9")
    while !script.held.isEmpty { script.release() }
    #expect(script.house.onHand("BOX-12") == Quantity(85))
  }

  @Test("a form stays while its act is under way, whatever is pressed")
  func stays() {
    let script = PaneScript()
    script.type("E 5")
    script.isHeld = true
    script.type("F9 Esc F10 q Esc")
    script.scan("4006381333931")
    #expect(script.screen.contains("[ Receive BOX-12 ]"))
    while !script.held.isEmpty { script.release() }
    #expect(script.house.onHand("BOX-12") == Quantity(85) && script.screen.contains("(F8 undoes)"))
  }

  @Test("undo takes back one act after the other, asks when it was a letter, and says when there is none")
  func undo() {
    let script = PaneScript()
    script.type("E 5 F9 I 3 F9")
    #expect(script.house.onHand("BOX-12") == Quantity(82))
    script.type("F8")
    #expect(script.house.onHand("BOX-12") == Quantity(85))
    #expect(script.screen.contains("undone: issued 3 of BOX-12"))
    script.type("u")
    #expect(script.screen.contains("Take back: received 5 of BOX-12") && script.house.onHand("BOX-12") == Quantity(85))
    script.type("F9")
    #expect(script.house.onHand("BOX-12") == Quantity(80))
    script.type("$8 Enter")
    #expect(script.screen.contains("nothing of yours to undo"))
  }

  @Test("an item kept by lot gets a field for the lot, whose number a digit picks")
  func lots() {
    let script = PaneScript()
    script.type("j I 2 Tab")
    #expect(script.screen.contains("1 L2407"))
    script.type("1 F9")
    #expect(script.house.onHand("GLU-1") == Quantity(16))
  }

  @Test("marked records are posted together")
  func marked() {
    let script = PaneScript()
    script.type("Space Space E")
    #expect(script.screen.contains("for each of 2 marked records"))
    script.type("3 F9")
    #expect(script.house.onHand("BOX-12") == Quantity(83) && script.house.onHand("GLU-1") == Quantity(21))
    #expect(script.house.state.withLock { $0.acts.count } == 1)
  }

  @Test("Esc leaves a form without harm; F10 asks when something was typed")
  func leaving() {
    let script = PaneScript()
    script.type("E 5 F10")
    #expect(script.screen.contains("[ Leave Receive BOX-12? ]"))
    script.type("Esc")
    #expect(script.screen.contains("quantity   5"))
    script.type("Esc")
    #expect(!script.screen.contains("quantity") && script.quits == 0)
    #expect(script.house.state.withLock { $0.acts.isEmpty })
  }

  @Test("an item is added, and F8 says what to do instead")
  func newItem() {
    let script = PaneScript()
    script.type("N NEW-1 Tab New F9")
    #expect(script.house.state.withLock { $0.items["NEW-1"]?.name } == "New")
    script.type("F8")
    #expect(script.screen.contains("retire the item"))
  }

  @Test("the first goods of an item are received where nothing stands yet")
  func firstGoods() {
    let house = PaperWarehouse([])
    house.state.withLock { $0.items["NEW-1"] = Item(code: ItemCode(sku: "NEW-1")) }
    let script = PaneScript(house)
    script.type("E NEW-1 Enter F9")
    #expect(script.screen.contains("Where does it stand?"))
    script.type("A-01 Enter 5 F9")
    #expect(script.screen.contains("received 5 of NEW-1 at A-01"))
  }

  @Test("an item is retired only after F9 in the box that asks")
  func retire() {
    let script = PaneScript()
    script.type("Enter : retire Enter")
    #expect(script.screen.contains("[ Retire BOX-12 ]"))
    script.type("Enter y F9")
    #expect(script.house.state.withLock { $0.acts.count } == 1)
    #expect(script.screen.contains("retired BOX-12"))
  }
}

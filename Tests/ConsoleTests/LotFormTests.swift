import Console
import Inventory
import Terminal
import Testing

@Suite("Forms about lots write with F9 and not before")
struct LotFormTests {
  @Test("a whole lot is quarantined and released with a reason, and F8 says what to do instead")
  func quarantine() throws {
    let traced = PaperTraced.small()
    let script = PaneScript.traced(traced)
    script.type("j j Q 4")
    #expect(traced.state.withLock { $0.acts.isEmpty })
    script.type("F9")
    let act = try #require(traced.last(QuarantineLot.self))
    #expect(act.code == "L2407" && act.item == "GLU-1" && act.goods == nil && act.reason == "DAMAGE")
    #expect(script.screen.contains("put lot L2407 of GLU-1 in quarantine") && script.lines[4].contains("quarantine"))
    script.type("F8")
    #expect(script.says("R releases it"))
    script.type("Q")
    #expect(script.screen.contains("in quarantine already: R releases it"))
    script.type("R F9")
    #expect(traced.last(ReleaseLot.self)?.goods == nil && script.lines[4].contains("soon"))
  }

  @Test(
    "some goods at a place are meant where a place is named",
    arguments: [
      ("j j Q Enter A-07-1 Enter 5 F9", 5), ("j j Q Enter 1 Enter 1c+1 F9", 13), ("j j Q Enter 1 Enter all F9", 18),
    ])
  func goods(_ keys: String, _ quantity: Int) throws {
    let traced = PaperTraced.small()
    let script = PaneScript.traced(traced)
    script.type(keys)
    let goods = try #require(traced.last(QuarantineLot.self)?.goods)
    #expect(goods.quantity == Quantity(quantity) && goods.location.hasSuffix("A-07-1") && goods.lot == "L2407")
    #expect(script.says("in quarantine (F8 undoes)"))
  }

  @Test("a digit that is typed before the places are known picks one all the same")
  func typeAhead() throws {
    let traced = PaperTraced.small()
    let script = PaneScript.traced(traced)
    script.type("j j")
    script.isHeld = true
    script.type("Q Enter 1 F9 Enter 5")
    #expect(script.screen.contains("wait: its places are being read"))
    while !script.held.isEmpty { script.release() }
    script.type("F9")
    let goods = try #require(traced.last(QuarantineLot.self)?.goods)
    #expect(goods.location == "NORTH/A-07-1" && goods.quantity == Quantity(5))
  }

  @Test("on a place of the card, the goods there are meant")
  func atPlace() throws {
    let traced = PaperTraced.small()
    let script = PaneScript.traced(traced)
    script.type("j j Enter j j j j j j j R")
    #expect(script.screen.contains("NORTH/QUARANTINE"))
    script.type("2 F9")
    let goods = try #require(traced.last(ReleaseLot.self)?.goods)
    #expect(goods.location == "NORTH/QUARANTINE" && goods.quantity == Quantity(2))
  }

  @Test(
    "what cannot be sent is said in the form, with what to do",
    arguments: [
      ("j j Q Enter Enter 5 F9", "At which place?"), ("j j Q Enter A-07-1 F9", "How many at A-07-1?"),
      ("j j Q Enter A-07-1 Enter x F9", "is no quantity"),
      ("j j Q Enter V-01 Enter all F9", "How many is all at V-01?"),
      ("j j R F9", "say at which place"), ("j j S F9", "Where does the part stand"),
      ("j j S 1 Enter 2 F9", "the code of the new lot?"), ("j j E F9", "Nothing is changed yet"),
      ("j j E Ctrl-U soon F9", "is no day"), ("N Ctrl-U F9", "the lot's code?"),
      ("N L9 Tab Tab Tab 5 F9", "Where do they come in?"),
      ("N L9 Tab Tab Tab Tab A-07-1 F9", "How many come in there?"),
    ])
  func objections(_ keys: String, _ words: String) {
    let traced = PaperTraced.small()
    let script = PaneScript.traced(traced)
    script.type(keys)
    #expect(script.screen.contains(words), "\(script.screen)")
    #expect(traced.state.withLock { $0.acts.isEmpty })
  }

  @Test(
    "what makes no sense for the lot under the cursor is off, with the reason",
    arguments: [
      ("R", "has expired: E gives it a later day"), ("j R", "nothing of lot L2404 of GLU-1 is in quarantine"),
      ("o k S", "nothing of lot OLD-1 of GLU-1 is on hand"), ("F9", "open a form first"),
    ])
  func off(_ keys: String, _ words: String) {
    let script = PaneScript.traced()
    script.type(keys)
    #expect(script.screen.contains(words))
  }

  @Test("a part is split off, dates are changed, and a new lot is shown when it is known")
  func others() throws {
    let traced = PaperTraced.small()
    let script = PaneScript.traced(traced)
    script.type("j j S 1 Enter 6 Enter L2407-C F9")
    let split = try #require(traced.last(SplitLot.self))
    #expect(split.newCode == "L2407-C" && split.quantity == Quantity(6) && split.place == "NORTH/A-07-1")
    script.type("E Ctrl-U 2027-01-31 Tab Ctrl-U F9")
    let edit = try #require(traced.last(EditLot.self))
    #expect(edit.expires == .some(Day("2027-01-31")) && edit.made == .some(nil) && edit.ifVersion == 1)
    script.type("N L9 Enter 2027-02-28 Enter Enter 12 Enter A-07-1 F9")
    let added = try #require(traced.last(AddLot.self))
    #expect(added.expires == Day("2027-02-28") && added.goods?.quantity == Quantity(12))
    #expect(script.lines[0].contains("LOT L9") && script.screen.contains("added lot L9"))
  }

  @Test("all that is due is expired after F9 in the box that asks, a part at a time until nothing is left")
  func expiring() {
    let traced = PaperTraced.small()
    traced.state.withLock { state in
      state.mostExpired = 1
      for index in [0, 4] { state.lots[index].lot.status = .active }
    }
    let script = PaneScript.traced(traced)
    script.type("X")
    #expect(script.screen.contains("[ Expire what is due ]"))
    script.type("Enter y F9")
    #expect(script.screen.contains("expired 2 lots, 6 blocked"))
    #expect(traced.state.withLock { $0.acts.count } == 3)
    script.type("Esc X F9")
    #expect(script.says("nothing is due"))
  }
}

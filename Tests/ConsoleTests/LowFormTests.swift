import Console
import Inventory
import Terminal
import Testing

@Suite("What is low is dealt with by a few keys")
struct LowFormTests {
  /// Keys as a person presses them, counted.
  private func press(_ script: PaneScript, _ keys: String) -> Int {
    script.type(keys)
    return keys.split(separator: " ").count
  }

  @Test(
    "each act costs the keys it may cost, and F8 takes it back",
    arguments: [
      ("F4", 1, "acknowledged WID-220 at NORTH"), ("K F9", 2, "acknowledged WID-220 at NORTH"),
      ("Z F9", 2, "WID-220 at NORTH rests for 3 days"), ("Z 3 F9", 3, "WID-220 at NORTH rests for 3 days"),
      ("A F9", 2, "assigned WID-220 at NORTH to ANNA"), ("A 1 F9", 3, "assigned WID-220 at NORTH to BEN"),
      ("T F9", 2, "asked for TR-0886: 120 of WID-220 from SOUTH to NORTH"),
      ("O F9", 2, "asked for RQ-0001: 120 of WID-220 from ACME"),
    ])
  func keys(_ keys: String, _ most: Int, _ words: String) {
    let low = PaperLow.small()
    low.house.state.withLock {
      $0.operators = [Operator(name: "BEN", role: .dock), Operator(name: "EVA", role: .dock)]
    }
    let script = PaneScript.low(low)
    #expect(press(script, keys) <= most)
    #expect(script.says(words), "\(script.screen)")
    #expect(low.acts.count == 1)
    script.type("F8")
    #expect(low.acts.count == 2 && script.says("undone: \(words)"), "\(script.screen)")
  }

  @Test("undo reopens what was acknowledged, gives back what was assigned, calls off what was asked for")
  func undo() throws {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    script.type("F4")
    #expect(low.signal("WID-220")?.state == .acknowledged && script.lowLine("WID-220").contains("ANNA"))
    script.type("F8")
    #expect(low.signal("WID-220")?.state == .open)
    script.type("A EVA F9 A BEN F9 F8")
    #expect(low.signal("WID-220")?.assignedTo == "EVA")
    script.type("T F9 u")
    #expect(script.says("Both stay in the audit."))
    script.type("F9")
    #expect(low.last(CancelTransfer.self)?.transfer == "TR-0886")
    script.type("O F9 F8")
    let act = try #require(low.last(DecideRequisition.self))
    #expect(act.verdict == .cancel && act.requisition.hasPrefix("RQ-"))
  }

  @Test("marks make one transfer from each source with one F9, and the answer says what was made")
  func transfers() throws {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    let count = press(script, "F7 F7 G k F7 T F9")
    #expect(count == 3 + 2 + 2)
    let acts = low.acts.compactMap { $0 as? CreateTransfer }
    #expect(acts.map(\.from) == ["SOUTH", "EAST"] && acts.map(\.to) == ["NORTH", "NORTH"])
    #expect(
      acts.map { $0.lines.map { "\($0.item) \($0.quantity)" } } == [["GLU-1 72", "WID-220 120"], ["WRP-500 60"]])
    #expect(script.says("asked for TR-0886: 2 lines from SOUTH to NORTH; asked for TR-0887: 60 of WRP-500 from EAST"))
    #expect(!script.lines[0].contains("marked"))
    script.type("F8 F8")
    #expect(low.acts.compactMap { ($0 as? CancelTransfer)?.transfer } == ["TR-0887", "TR-0886"])
  }

  @Test("marks make one requisition to each vendor, by name whatever the case")
  func requisitions() throws {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    script.type("Space Space G k Space O F9")
    let acts = low.acts.compactMap { $0 as? CreateRequisition }
    #expect(acts.map { $0.lines.map(\.item) } == [["GLU-1"], ["WID-220", "WRP-500"]])
    let lines = acts.flatMap(\.lines)
    #expect(lines.map(\.neededOn) == [Day("2026-07-21"), Day("2026-07-24"), Day("2026-07-28")])
    #expect(lines.allSatisfy { $0.location == "NORTH" })
  }

  @Test("quantity, source, place and priority of a transfer may be changed before F9")
  func editedTransfer() throws {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    script.type("T")
    #expect(script.says("from SOUTH: 212 there, keeps 18 d of cover after giving 120"))
    script.type("Ctrl-U 60 Enter Ctrl-U EAST Enter Ctrl-U D-1 Enter u F9")
    let act = try #require(low.last(CreateTransfer.self))
    #expect(act.from == "EAST" && act.to == "D-1" && act.priority == .urgent)
    #expect(act.lines == [TransferRequestLine("WID-220", Quantity(60))])
  }

  @Test(
    "what cannot be asked for is said in the form, at its field",
    arguments: [
      ("T Ctrl-U 213 F9", "SOUTH has 212 of WID-220"), ("T Ctrl-U F9", "How many of WID-220?"),
      ("T Ctrl-U x F9", "is no quantity"), ("T Ctrl-U 0 F9", "Nothing is meant"),
      ("j j j T 5 F9", "Where does it come from?"), ("T Enter Enter Ctrl-U F9", "Where does it go?"),
      ("O Ctrl-U 24 F9", "ordered by 48 at least"), ("O Ctrl-U 50 F9", "in multiples of 12: 48 or 60"),
      ("O Enter Enter Ctrl-U soon F9", "is no day"), ("Z 0 F9", "are no days"), ("Z x F9", "are no days"),
      ("B F9", "Nothing is changed yet"), ("B Ctrl-U F9", "cannot be left empty"), ("B Ctrl-U x F9", "is no quantity"),
      ("j j j Space k k Space T Ctrl-U 5 Enter Ctrl-U 5 F9", "No other site has any of YOK-010"),
    ])
  func objections(_ keys: String, _ words: String) {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    script.type(keys)
    #expect(script.says(words), "\(script.screen)")
    #expect(low.acts.isEmpty)
  }

  @Test("F9 right behind T is done when the sources are read, with what was typed, unless more is typed behind it")
  func lateSources() {
    func script(_ keys: String) -> (PaneScript, PaperLow) {
      let low = PaperLow.small()
      let script = PaneScript.low(low)
      script.isHeld = true
      script.type(keys)
      #expect(low.acts.isEmpty)
      script.release()
      return (script, low)
    }
    let (done, low) = script("T 36 F9")
    #expect(low.last(CreateTransfer.self)?.lines.map(\.quantity) == [Quantity(36)])
    #expect(done.says("asked for TR-0886") && done.lines[0].contains("LOW"))
    #expect(script("T F9").1.last(CreateTransfer.self)?.lines.map(\.quantity) == [Quantity(120)])
    #expect(script("T F9 Esc").1.acts.isEmpty)
    let (typed, unsent) = script("T F9 5")
    #expect(unsent.acts.isEmpty)
    typed.type("F9")
    #expect(unsent.last(CreateTransfer.self)?.lines.map(\.quantity) == [Quantity(5)])
    // What cannot be done as it is says why, and waits for another F9.
    let (refused, nowhere) = script("j j j T 5 F9")
    #expect(nowhere.acts.isEmpty && refused.says("Where does it come from?"), "\(refused.screen)")
  }

  @Test("where one of several is refused, the others stay made and are not asked for again")
  func partly() {
    let low = PaperLow.small()
    low.state.withLock { $0.refusals[2] = .noSuchLocation("EAST") }
    let script = PaneScript.low(low)
    script.type("Space Space G k Space T F9")
    #expect(low.acts.count == 1 && script.says("asked for TR-0886: 2 lines from SOUTH"))
    script.type("F9")
    #expect(low.acts.compactMap { ($0 as? CreateTransfer)?.from } == ["SOUTH", "EAST"])
  }

  @Test("after a lost answer F9 does it once, and then what was to follow")
  func lostAnswer() {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    low.house.state.withLock { $0.losesAnswer = true }
    script.type("Space Space G k Space T F9")
    #expect(script.says("It is not known whether this was done"))
    script.type("F9")
    #expect(low.house.state.withLock { $0.acts.count } == 2)
    #expect(script.lines[0].contains("LOW STOCK"))
  }

  @Test("several are acknowledged, snoozed and escalated at once")
  func several() throws {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    script.type("Space Space F4")
    #expect(low.last(TendSignals.self)?.signals == [RuleID(2), RuleID(1)])
    script.type("- gg Space Space Z 7 F9")
    let act = try #require(low.last(TendSignals.self))
    #expect(act.deed == .snooze(until: PaperWarehouse.noon.adding(milliseconds: 7 * 86_400_000)))
    script.type("gg Space j j Space F4 F8")
    #expect(low.last(TendSignals.self)?.signals == [RuleID(1)] && low.last(TendSignals.self)?.deed == .reopen)
    script.type("- gg E F9")
    #expect(low.last(TendSignals.self)?.deed == .escalate && script.says("escalated WID-220 at NORTH"))
    script.type("F8")
    #expect(script.says("undo does not take this back; A assigns it"))
  }

  @Test("the record is counted first by one key; where it stands in several places its card opens")
  func count() {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    script.type("C")
    #expect(script.screen.contains("Count WID-220"))
    script.type("Esc j j j j C")
    #expect(script.screen.contains("ITEM WID-100") && script.says("it stands in several places"))
  }

  @Test("the rule is changed: only what was changed is said")
  func rule() throws {
    let low = PaperLow.small()
    let script = PaneScript.low(low)
    script.type("B Ctrl-U 50 Enter Enter Enter Ctrl-U 24 F9")
    let act = try #require(low.last(SetRule.self))
    #expect(act.item == "WID-220" && act.location == "NORTH" && act.ifVersion == 1)
    #expect(act.point == Quantity(50) && act.multiple == Quantity(24) && act.maximum == nil && act.vendor == nil)
    #expect(act.leadDays == nil && act.minimumOrder == nil && act.quantity == nil)
    script.type("B Enter Ctrl-U Enter 80 Enter Enter Enter Ctrl-U 14 Enter Enter Ctrl-U F9")
    let other = try #require(low.last(SetRule.self))
    #expect(other.quantity == Quantity(80) && other.maximum == nil && other.leadDays == 14 && other.vendor == "")
  }
}

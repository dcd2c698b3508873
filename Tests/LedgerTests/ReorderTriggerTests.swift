import Inventory
import Testing

/// Rules and signals as the database keeps them by itself, whatever moves the stock.
@Suite struct ReorderTriggerTests {
  private static let drill = "DRILL-18V"

  @Test("it is low at the point, covered by what comes, and closes only well above it: at the edge it does not flap")
  func opens() throws {
    let house = try SampleWarehouse()
    let drill = ReorderTriggerTests.drill
    try house.post(.receipt, drill, "30", at: "A-01")
    try house.setRule(drill, at: "A-01", point: 20, max: 60)
    #expect(try house.alert(drill, at: "A-01") == "closed 30 + 0 of 20")
    let issue = try house.post(.issue, drill, "10", at: "A-01")
    let opened = try house.signal(drill, at: "A-01")
    #expect(opened.state == .open && opened.figures.available == Quantity(20), "at the point, not only below it")
    #expect(opened.openedBy == issue.entries[0].id && opened.openedAt == SampleWarehouse.noon)
    #expect(opened.availableThen == Quantity(20))
    // One more is above the point, and not above what keeps it from flapping, which is 1.
    try house.post(.receipt, drill, "1", at: "A-01")
    #expect(try house.alert(drill, at: "A-01") == "open 21 + 0 of 20")
    try house.post(.issue, drill, "1", at: "A-01")
    #expect(try house.signal(drill, at: "A-01").openedBy == opened.openedBy, "it is the same signal")
    try house.post(.receipt, drill, "2", at: "A-01")
    #expect(try house.alert(drill, at: "A-01") == "closed 22 + 0 of 20")
    #expect(try house.signal(drill, at: "A-01").openedAt == nil)
    try house.post(.issue, drill, "1", at: "A-01")
    #expect(try house.alert(drill, at: "A-01") == "closed 21 + 0 of 20", "and does not open above the point either")
    try house.post(.issue, drill, "6", at: "A-01")
    #expect(try house.alert(drill, at: "A-01") == "open 15 + 0 of 20")
    // What is on its way covers it, and opens it again when it does not come.
    try house.post(.receipt, drill, "50", at: "S-01")
    let transfer = try house.send(drill, 30, from: "S-01", to: "A-01")
    #expect(try house.alert(drill, at: "A-01") == "covered 15 + 30 of 20")
    #expect(try house.signal(drill, at: "A-01").suggested == .zero)
    try house.act(ReturnTransfer(transfer))
    #expect(try house.alert(drill, at: "A-01") == "open 15 + 0 of 20")
    #expect(try house.signal(drill, at: "A-01").suggested == Quantity(45))
    let second = try house.send(drill, 30, from: "S-01", to: "A-01")
    try house.act(ReceiveTransfer(second))
    #expect(try house.alert(drill, at: "A-01") == "closed 45 + 0 of 20")
    // What is promised is not available.
    try house.post(.reserve, drill, "40", at: "A-01")
    #expect(try house.alert(drill, at: "A-01") == "open 5 + 0 of 20")
    try house.setRule(drill, at: "A-01", point: 3)
    #expect(try house.alert(drill, at: "A-01") == "closed 5 + 0 of 3")
    try house.expectSoundBooks()
  }

  @Test("goods that go from bin to bin of a site were never missing there: nothing opens, and no snooze ends")
  func inside() throws {
    let house = try SampleWarehouse()
    let drill = ReorderTriggerTests.drill
    try house.post(.receipt, drill, "21", at: "A-01")
    try house.setRule(drill, at: "NORTH", point: 20)
    func carry(_ quantity: Int, _ from: String, _ to: String) throws {
      try house.act(PostMovements([MovementLine(.transferOut, drill, Quantity(quantity), at: from, to: to)]))
    }
    try carry(21, "A-01", "A-02")
    #expect(try house.alert(drill, at: "NORTH") == "closed 21 + 0 of 20")
    try house.post(.issue, drill, "11", at: "A-02")
    let id = try house.signal(drill, at: "NORTH").id
    let tomorrow = SampleWarehouse.noon.adding(milliseconds: 86_400_000)
    try house.act(TendSignals([id], .snooze(until: tomorrow)))
    try carry(10, "A-02", "A-01")
    #expect(try house.alert(drill, at: "NORTH") == "snoozed 10 + 0 of 20")
    try house.post(.issue, drill, "10", at: "A-01")
    #expect(try house.alert(drill, at: "NORTH") == "open 0 + 0 of 20", "running out ends it")
    // Snoozed although it is out: it rests until it was there and is out again.
    try house.act(TendSignals([id], .snooze(until: tomorrow)))
    #expect(try house.alert(drill, at: "NORTH") == "snoozed 0 + 0 of 20")
    try house.post(.receipt, drill, "2", at: "A-01")
    #expect(try house.alert(drill, at: "NORTH") == "snoozed 2 + 0 of 20")
    try house.post(.issue, drill, "2", at: "A-01")
    #expect(try house.alert(drill, at: "NORTH") == "open 0 + 0 of 20")
    try house.expectSoundBooks()
  }

  @Test("running out, and slack that falls by more than a day, end a snooze")
  func snoozes() throws {
    let house = try SampleWarehouse()
    let drill = ReorderTriggerTests.drill
    try house.post(.opening, drill, "100", at: "A-01", on: "2026-07-01T08:00:00Z")
    try house.post(.issue, drill, "8", at: "A-01", on: "2026-07-02T08:00:00Z")
    try house.setRule(drill, at: "A-01", point: 95, lead: 3)
    let signal = try house.signal(drill, at: "A-01")
    // 8 in the 4 days with stock: 2 a day.
    #expect(signal.figures.usePerDay == Quantity(2) && signal.slack == 43_000)
    func snooze() throws {
      try house.act(TendSignals([signal.id], .snooze(until: SampleWarehouse.noon.adding(milliseconds: 86_400_000))))
      #expect(try house.signal(drill, at: "A-01").state == .snoozed)
    }
    try snooze()
    #expect(try house.signal(drill, at: "A-01").slackThen == 43_000)
    try house.post(.issue, drill, "2", at: "A-01")
    #expect(try house.signal(drill, at: "A-01").state == .snoozed, "a day less, not more")
    try house.post(.issue, drill, "1", at: "A-01")
    #expect(try house.signal(drill, at: "A-01").state == .open)
    try snooze()
    try house.act(SetRule(drill, at: "A-01", point: nil, leadDays: 5))
    #expect(try house.signal(drill, at: "A-01").state == .open, "a longer lead time takes slack too")
    let cable = "CABLE"
    try house.post(.receipt, cable, "2.5", at: "A-01")
    try house.setRule(cable, at: "A-01", point: 5)
    let other = try house.signal(cable, at: "A-01").id
    try house.act(TendSignals([other], .snooze(until: SampleWarehouse.noon.adding(milliseconds: 86_400_000))))
    try house.post(.issue, cable, "2", at: "A-01")
    #expect(try house.signal(cable, at: "A-01").state == .snoozed)
    try house.post(.issue, cable, "0.5", at: "A-01")
    #expect(try house.signal(cable, at: "A-01").state == .open)
    try house.expectSoundBooks()
  }

  @Test("a rule of a site or a room counts all that stands inside it; places that move take their stock along")
  func nested() throws {
    let house = try SampleWarehouse()
    let drill = ReorderTriggerTests.drill
    let places = ["NORTH", "A", "A-01", "A-02"]
    for place in places { try house.setRule(drill, at: place, point: 10) }
    func figures() throws -> String {
      try places.map { try house.alert(drill, at: $0).split(separator: " + ")[0] }.joined(separator: ", ")
    }
    #expect(try figures() == "open 0, open 0, open 0, open 0")
    try house.post(.receipt, drill, "15", at: "A-01")
    try house.post(.receipt, drill, "9", at: "A-02")
    try house.post(.receipt, drill, "4", at: "Q")
    // What stands in quarantine is there, and not available.
    #expect(try figures() == "closed 24, closed 24, closed 15, open 9")
    try house.post(.transferOut, drill, "7", at: "A-01", to: "A-02")
    #expect(try figures() == "closed 24, closed 24, open 8, closed 16", "moving inside changes the bins alone")
    // A snooze and who has it stay while the place moves: all of it stays what it counts.
    let room = try house.signal(drill, at: "A-01").id
    try house.act(TendSignals([room], .snooze(until: SampleWarehouse.noon.adding(milliseconds: 86_400_000))))
    try house.act(
      AddLocation(
        "B",
        .with {
          $0.parent = "NORTH"
          $0.kind = .room
          $0.isStructural = true
        }))
    try house.setRule(drill, at: "B", point: 5)
    try house.act(EditLocation("A", .with { $0.parent = "B" }))
    #expect(try figures() == "closed 24, closed 24, snoozed 8, closed 16")
    #expect(try house.alert(drill, at: "B") == "closed 24 + 0 of 5")
    try house.expectSoundBooks()
    try house.act(EditLocation("A-02", .with { $0.parent = "NORTH" }))
    #expect(try figures() == "closed 24, open 8, snoozed 8, closed 16")
    #expect(try house.alert(drill, at: "B") == "closed 8 + 0 of 5")
    try house.act(EditLocation("A", .with { $0.parent = "NORTH" }))
    #expect(try house.alert(drill, at: "B") == "open 0 + 0 of 5")
    try house.expectSoundBooks()
  }

  @Test("a place with rules and without stock may go to another site, and is counted there")
  func otherSite() throws {
    let house = try SampleWarehouse()
    try house.setRule("CABLE", at: "A-02", point: 10)
    try house.setRule("CABLE", at: "NORTH", point: 10)
    #expect(try house.books.ask(SignalTotals(site: "NORTH")).out == 2)
    try house.act(EditLocation("A-02", .with { $0.parent = "SOUTH" }))
    #expect(try house.books.ask(SignalTotals(site: "NORTH")).out == 1)
    #expect(try house.books.ask(SignalTotals(site: "SOUTH")).out == 1)
    try house.post(.receipt, "CABLE", "30", at: "A-02")
    #expect(try house.alert("CABLE", at: "A-02") == "closed 30 + 0 of 10")
    #expect(try house.alert("CABLE", at: "NORTH") == "open 0 + 0 of 10")
    try house.expectSoundBooks()
  }

  @Test("the reorder point of a record and the rule at its place are one figure, whichever is changed")
  func mirrors() throws {
    let house = try SampleWarehouse()
    let drill = ReorderTriggerTests.drill
    try house.post(.receipt, drill, "30", at: "A-01")
    try house.act(EditStock(drill, at: "A-01", reorderPoint: .some(Quantity(12))))
    #expect(try house.alert(drill, at: "A-01") == "closed 30 + 0 of 12")
    try house.setRule(drill, at: "A-01", point: 40)
    #expect(try house.point(drill, at: "A-01") == "40")
    try house.act(EditStock(drill, at: "A-01", reorderPoint: .some(Quantity(35))))
    #expect(try house.alert(drill, at: "A-01") == "open 30 + 0 of 35")
    #expect(try house.signal(drill, at: "A-01").rule.version == 3)
    try house.act(EditStock(drill, at: "A-01", bin: "X"))
    #expect(try house.signal(drill, at: "A-01").rule.version == 3)
    try house.act(RemoveRule(drill, at: "A-01"))
    #expect(try house.point(drill, at: "A-01") == "-")
    try house.act(EditStock(drill, at: "A-01", reorderPoint: .some(Quantity(5))))
    try house.act(EditStock(drill, at: "A-01", reorderPoint: .some(nil)))
    #expect(try house.books.ask(RulePage()).rows.isEmpty)
    // A rule stands before its record; the record takes it over, or says another.
    try house.setRule("CABLE", at: "A-01", point: 7)
    try house.post(.receipt, "CABLE", "5", at: "A-01")
    #expect(try house.point("CABLE", at: "A-01") == "7")
    try house.setRule("CABLE", at: "A-02", point: 7)
    try house.act(EditStock("CABLE", at: "A-02", reorderPoint: .some(Quantity(9))))
    #expect(try house.alert("CABLE", at: "A-02") == "open 0 + 0 of 9")
    // Where places are inside, the rule counts more than the record: it gives none.
    try house.post(.receipt, "CABLE", "1", at: "NORTH")
    try house.setRule("CABLE", at: "NORTH", point: 3)
    #expect(try house.point("CABLE", at: "NORTH") == "-")
    try house.act(EditStock("CABLE", at: "NORTH", reorderPoint: .some(Quantity(6))))
    #expect(try house.alert("CABLE", at: "NORTH") == "open 6 + 0 of 6")
    try house.setRule("CABLE", at: "NORTH", point: 2)
    #expect(try house.point("CABLE", at: "NORTH") == "2")
    try house.expectCountersRight()
    try house.expectSoundBooks()
  }

  @Test("what is retired is watched no longer, until it is in use again")
  func retired() throws {
    let house = try SampleWarehouse()
    try house.setRule("CABLE", at: "A-01", point: 5)
    try house.act(TendSignals([try house.signal("CABLE", at: "A-01").id], .assign(to: "ben")))
    try house.act(EditItem("CABLE", .with { $0.isActive = false }))
    #expect(try house.alert("CABLE", at: "A-01") == "closed 0 + 0 of 5")
    #expect(try house.signal("CABLE", at: "A-01").assignedTo == nil)
    // A rule that is new is paused too.
    try house.setRule("CABLE", at: "A-02", point: 5)
    #expect(try house.alert("CABLE", at: "A-02") == "closed 0 + 0 of 5")
    #expect(try house.books.ask(RulePage(isLow: true)).rows.count == 2)
    #expect(try house.books.ask(SignalTotals()).open == 0)
    try house.act(EditItem("CABLE", .with { $0.isActive = true }))
    #expect(try house.books.ask(SignalTotals()).open == 2)
    try house.expectSoundBooks()
  }

  @Test("the first record of a site where a rule stands already is counted right")
  func firstRecord() throws {
    let house = try SampleWarehouse()
    try house.act(AddLocation("WEST", .with { $0.kind = .site }))
    try house.setRule("CABLE", at: "WEST", point: 5)
    try house.post(.receipt, "CABLE", "3", at: "WEST")
    #expect(try house.point("CABLE", at: "WEST") == "5")
    try house.expectCountersRight()
    try house.expectSoundBooks()
  }

  @Test(
    "a stray shell moves no rule, and cannot make its state what cannot be", .enabled(if: StrayShell.isInstalled))
  func walls() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "CABLE", "3", at: "A-01")
    try house.setRule("CABLE", at: "A-01", point: 5)
    let shell = StrayShell(path: house.folder + "/stock.db")
    for sql in [
      "UPDATE reorder_rule SET location = location + 1", "UPDATE reorder_rule SET state = 'snoozed'",
      "UPDATE reorder_rule SET state = 'closed'",
      """
      INSERT OR REPLACE INTO reorder_rule(id, item, location, site, path, point)
      SELECT id, item, location, site, path, point FROM reorder_rule
      """,
      "UPDATE reorder_rule SET multiple = 0", "UPDATE reorder_rule SET quantity = 1, maximum = 1",
    ] { #expect(try shell.run(sql).wasRefused, "\(sql)") }
    #expect(!(try shell.run("UPDATE stock_record SET reorder_point = 1000").wasRefused))
    #expect(try house.alert("CABLE", at: "A-01") == "closed 3 + 0 of 1")
    try house.expectSoundBooks()
  }

  @Test("however stock, places and rules change, sums, states and headers hold", arguments: [1, 2, 3] as [UInt64])
  func simulation(seed: UInt64) throws {
    let house = try SampleWarehouse(inMemory: true)
    var numbers = SeededNumbers(seed: seed)
    try house.act(
      AddLocation(
        "B",
        .with {
          $0.parent = "NORTH"
          $0.kind = .room
        }))
    let (items, places) = (["DRILL-18V", "CABLE"], ["NORTH", "A-01", "A-02", "B", "SOUTH", "S-01"])
    var done = 0
    for step in 0..<250 {
      let (item, place) = (items.any(&numbers), places.any(&numbers))
      let amount = String(numbers.upTo(12) + 1)
      let taken = house.refusal {
        switch numbers.upTo(9) {
        case 0, 1: try house.post(.receipt, item, amount, at: place)
        case 2, 3: try house.post(.issue, item, amount, at: place)
        case 4: try house.post(.reserve, item, amount, at: place)
        case 5: try house.setRule(item, at: (places + ["A"]).any(&numbers), point: numbers.upTo(20))
        case 6:
          try house.act(EditStock(item, at: place, reorderPoint: numbers.once(in: 4) ? .some(nil) : .some(Quantity(9))))
        case 7:
          let room = ["A", "A-01", "A-02", "B"].any(&numbers)
          try house.act(EditLocation(room, .with { $0.parent = ["NORTH", "A", "B"].any(&numbers) }))
        case 8: try house.act(RemoveRule(item, at: place))
        default:
          let rows = try house.books.ask(SignalPage()).rows
          if rows.isEmpty { break }
          let signal = rows.any(&numbers).signal.id
          let later = SampleWarehouse.noon.adding(milliseconds: 1_000_000)
          let deeds: [TendSignals.Deed] = [.acknowledge, .snooze(until: later), .escalate, .reopen, .assign(to: "ben")]
          try house.act(TendSignals([signal], deeds.any(&numbers)))
        }
      }
      if taken == "done" { done += 1 }
      if step % 50 == 49 {
        try house.expectSoundBooks()
        try house.expectCountersRight()
      }
    }
    #expect(done > 100, "seed \(seed): \(done)")
  }
}

import Inventory
import Storage
import Testing

@testable import Ledger

/// Rules and what people do about what is low, through the service.
@Suite struct SignalTests {
  private static let drill = "DRILL-18V"
  private static let noon = SampleWarehouse.noon

  /// Days later, at noon.
  private static func later(_ days: Int) -> Instant { noon.adding(milliseconds: Int64(days) * 86_400_000) }

  @Test(
    "a rule is set, changed, read back and taken away; what is not said of it stays, and what will not do is refused")
  func rules() throws {
    let house = try SampleWarehouse()
    let drill = SignalTests.drill
    let set = SetRule(
      drill, at: "NORTH", point: Quantity(20), quantity: Quantity(40), multiple: Quantity(12),
      minimumOrder: Quantity(24), leadDays: 10, safetyStock: Quantity(5), vendor: "Acme")
    let answer = try house.act(set, key: "r1")
    #expect(answer.document?.contains("\"lead_time\":10") == true && answer.document?.contains("\"target\":60") == true)
    #expect(try house.act(set, key: "r1").isRepeat)
    var other = set
    other.leadDays = 11
    #expect(house.refusal { try house.act(other, key: "r1") } == "key-reused")
    #expect(house.refusal { try house.act(set) } == "nothing-to-change")
    try house.act(SetRule("4006381333931", at: "NORTH", point: nil, maximum: Quantity(100)))
    var rule = try house.signal(drill, at: "NORTH").rule
    #expect(rule.maximum == Quantity(100) && rule.quantity == nil && rule.leadDays == 10 && rule.version == 2)
    try house.act(SetRule(drill, at: "NORTH", point: nil, quantity: Quantity(30), vendor: "", ifVersion: 2))
    rule = try house.signal(drill, at: "NORTH").rule
    #expect(rule.maximum == nil && rule.target == Quantity(50) && rule.vendor == nil)
    for (act, type) in [
      (SetRule(drill, at: "NORTH", point: Quantity(1), ifVersion: 2), "version-moved-on"),
      (SetRule(drill, at: "A", point: Quantity(1), ifVersion: 1), "version-moved-on"),
      (SetRule("NONE", at: "A", point: Quantity(1)), "no-such-item"),
      (SetRule(drill, at: "X", point: Quantity(1)), "no-such-location"),
      (SetRule(drill, at: "A", point: nil), "bad-value"),
      (SetRule(drill, at: "A", point: Quantity(-1)), "bad-quantity"),
      (SetRule(drill, at: "A", point: Quantity(thousandths: 500)), "bad-quantity"),
      (SetRule(drill, at: "A", point: Quantity(5), multiple: .zero), "bad-quantity"),
      (SetRule(drill, at: "A", point: Quantity(5), quantity: Quantity(1), maximum: Quantity(9)), "bad-value"),
      (SetRule(drill, at: "A", point: Quantity(5), maximum: Quantity(4)), "bad-value"),
      (SetRule(drill, at: "A", point: Quantity(5), leadDays: 5000), "bad-value"),
      (SetRule(drill, at: "A", point: Quantity(5), vendor: String(repeating: "v", count: 65)), "bad-value"),
    ] { #expect(house.refusal { try house.act(act) } == type, "\(type)") }
    #expect(try house.act(SetRule("CABLE", at: "A", point: Quantity(thousandths: 2500)), dryRun: true).isDryRun)
    #expect(house.refusal { try house.act(RemoveRule("CABLE", at: "A")) } == "no-such-rule")
    #expect(house.refusal { try house.act(RemoveRule(drill, at: "NORTH", ifVersion: 9)) } == "version-moved-on")
    try house.act(RemoveRule(drill, at: "NORTH", ifVersion: 3))
    #expect(try house.books.ask(RulePage()).rows.isEmpty)
    #expect(try house.books.ask(SignalTotals()) == SignalCounts(), "its signal went with it")
    #expect(
      try house.books.ask(AuditPage(action: "rule")).rows.map(\.action)
        == ["rule.removed", "rule.set", "rule.set", "rule.set"])
    try house.expectSoundBooks()
  }

  @Test("a signal is acknowledged, snoozed, assigned, escalated and opened again, each with its trace")
  func tending() throws {
    let house = try SampleWarehouse()
    for place in ["A-01", "A-02"] { try house.setRule("CABLE", at: place, point: 5) }
    try house.post(.receipt, "CABLE", "50", at: "A-02")
    let (low, fine) = (try house.signal("CABLE", at: "A-01").id, try house.signal("CABLE", at: "A-02").id)
    func signal() throws -> Signal { try house.signal("CABLE", at: "A-01") }
    try house.act(TendSignals([low, low], .acknowledge), by: "ben")
    #expect(try signal().state == .acknowledged && signal().acknowledgedBy == "ben")
    #expect(try signal().acknowledgedAt == SignalTests.noon)
    #expect(house.refusal { try house.act(TendSignals([low], .acknowledge)) } == "nothing-to-change")
    try house.act(TendSignals([low], .snooze(until: SignalTests.later(3))))
    #expect(try signal().state == .snoozed && signal().acknowledgedBy == nil)
    #expect(
      try signal().state(at: SignalTests.later(2)) == .snoozed && signal().state(at: SignalTests.later(3)) == .open)
    try house.act(TendSignals([low], .assign(to: "maria")))
    #expect(try signal().assignedTo == "maria" && signal().state == .snoozed, "it stays what it is")
    try house.act(TendSignals([low], .assign(to: nil)))
    try house.act(TendSignals([low], .escalate))
    #expect(try signal().escalatedTo == .supervisor)
    try house.act(TendSignals([low], .escalate))
    #expect(try signal().escalatedTo == .admin && signal().escalatedAt == SignalTests.noon)
    #expect(house.refusal { try house.act(TendSignals([low], .escalate)) } == "nothing-to-change")
    try house.act(TendSignals([low], .reopen))
    #expect(try signal().state == .open && signal().snoozedUntil == nil && signal().escalatedTo == .admin)
    for (act, type) in [
      (TendSignals([low, fine], .acknowledge), "invalid-state"),
      (TendSignals([RuleID(99)], .escalate), "no-such-alert"),
      (TendSignals([low], .reopen), "nothing-to-change"), (TendSignals([], .acknowledge), "nothing-to-change"),
      (TendSignals([low], .snooze(until: SignalTests.noon)), "bad-value"),
      (TendSignals([low], .assign(to: "")), "bad-value"),
    ] { #expect(house.refusal { try house.act(act) } == type) }
    // What is covered needs nobody.
    try house.post(.transferOut, "CABLE", "1", at: "A-02", to: "A-01")
    try house.post(.receipt, "CABLE", "30", at: "S-01")
    _ = try house.send("CABLE", 30, from: "S-01", to: "A-01")
    #expect(try signal().state == .covered)
    #expect(house.refusal { try house.act(TendSignals([low], .acknowledge)) } == "nothing-to-change")
    try house.act(TendSignals([low], .assign(to: "maria")))
    #expect(
      try house.books.ask(AuditPage(action: "low_stock")).rows.map(\.action).reversed()
        == [
          "low_stock.acknowledged", "low_stock.snoozed", "low_stock.assigned", "low_stock.assigned",
          "low_stock.escalated", "low_stock.escalated", "low_stock.reopened", "low_stock.assigned",
        ])
    #expect(try house.books.ask(AuditPage(entity: "alert:CABLE@NORTH/A-01")).rows.count == 8)
    try house.expectSoundBooks()
  }

  @Test("in a house with people it takes a supervisor, goes to people there are, and to the role above theirs")
  func people() throws {
    let house = try SampleWarehouse()
    for place in ["A-01", "A-02", "S-01"] { try house.setRule("CABLE", at: place, point: 5) }
    for (name, role) in [("anna", Operator.Role.admin), ("ben", .supervisor), ("maria", .counter)] {
      try house.act(AddOperator(Operator(name: name, role: role)))
    }
    let ids = try ["A-01", "A-02", "S-01"].map { try house.signal("CABLE", at: $0).id }
    #expect(house.refusal { try house.act(TendSignals(ids, .acknowledge), by: "maria") } == "not-permitted")
    #expect(house.refusal { try house.act(SetRule("CABLE", at: "A", point: .zero), by: "maria") } == "not-permitted")
    #expect(house.refusal { try house.act(TendSignals(ids, .assign(to: "zoe")), by: "ben") } == "no-such-operator")
    try house.act(TendSignals([ids[0]], .assign(to: "MARIA")), by: "ben")
    try house.act(TendSignals([ids[1]], .assign(to: "ben")), by: "ben")
    #expect(try house.signal("CABLE", at: "A-01").assignedTo == "maria", "as the house spells it")
    let answer = try house.act(TendSignals(ids, .escalate), by: "ben")
    #expect(answer.document?.contains("\"count\":3") == true)
    let roles = try ["A-01", "A-02", "S-01"].map { try house.signal("CABLE", at: $0).escalatedTo }
    #expect(roles == [.supervisor, .admin, .supervisor])
    try house.act(ComputeSignals(), by: "maria")
  }

  @Test("what is used a day is worked out anew, snoozes that are over end, and what nobody acknowledged goes up")
  func computes() throws {
    let house = try SampleWarehouse()
    let drill = SignalTests.drill
    try house.post(.opening, drill, "100", at: "A-01", on: "2026-06-01T08:00:00Z")
    try house.post(.opening, drill, "100", at: "A-02", on: "2026-06-01T08:00:00Z")
    for place in ["A", "A-01", "A-02", "SOUTH"] { try house.setRule(drill, at: place, point: 300) }
    let issue = try house.post(.issue, drill, "56", at: "A-01", on: "2026-07-01T08:00:00Z")
    try house.post(.issue, drill, "28", at: "A-02", on: "2026-06-10T08:00:00Z")
    // None of these is use.
    try house.post(.adjustment, drill, "-3", at: "A-01", reason: "DAMAGE", on: "2026-07-01T09:00:00Z")
    try house.post(.transferOut, drill, "7", at: "A-01", to: "A-02", on: "2026-07-02T09:00:00Z")
    try house.post(.scrap, drill, "1", at: "A-01", on: "2026-07-02T10:00:00Z")
    // Longer ago than 28 days.
    try house.post(.issue, drill, "10", at: "A-01", on: "2026-06-05T08:00:00Z")
    func uses() throws -> [String] {
      try ["A", "A-01", "A-02", "SOUTH"].map { try house.signal(drill, at: $0).figures.usePerDay?.description ?? "-" }
    }
    #expect(try uses() == ["0", "0", "0", "0"], "worked out when the rules were set")
    let dry = try house.act(ComputeSignals(), dryRun: true)
    #expect(dry.document?.contains("\"changed\":3") == true)
    #expect(try uses() == ["0", "0", "0", "0"])
    try house.act(ComputeSignals())
    #expect(try uses() == ["3", "2", "1", "0"])
    let again = try house.act(ComputeSignals())
    #expect(again.document?.contains("\"rules\":4,\"changed\":0") == true)
    try house.act(ReverseMovement(.entry(issue.entries[0].id), reason: "ADJUSTMENT"))
    try house.act(ComputeSignals(at: "A-01"))
    #expect(try uses() == ["3", "0", "1", "0"], "of that place alone; what is taken back was not used")
    try house.act(SetSetting("usage_days", "14"))
    try house.act(ComputeSignals())
    #expect(try uses() == ["0", "0", "0", "0"])

    try house.act(SetSetting("alert_escalate_hours", "24"))
    let (first, second) = (try house.signal(drill, at: "A-01").id, try house.signal(drill, at: "A-02").id)
    try house.act(TendSignals([first], .acknowledge))
    try house.act(TendSignals([second], .snooze(until: SignalTests.later(1))))
    try house.act(ComputeSignals(), at: SignalTests.noon.adding(milliseconds: 86_399_999))
    #expect(try house.signal(drill, at: "A").escalatedTo == nil && house.signal(drill, at: "A-02").state == .snoozed)
    let day = try house.act(ComputeSignals(), at: SignalTests.later(1))
    #expect(day.document?.contains("\"escalated_to\":\"supervisor\"") == true)
    #expect(try house.signal(drill, at: "A").escalatedTo == .supervisor)
    #expect(try house.signal(drill, at: "A-01").escalatedTo == nil, "somebody looks after it")
    #expect(try house.signal(drill, at: "A-02").state == .open, "it comes back before it goes up")
    try house.act(ComputeSignals(), at: SignalTests.later(2))
    #expect(try house.signal(drill, at: "A").escalatedTo == .admin)
    #expect(try house.signal(drill, at: "A-02").escalatedTo == .supervisor)
    try house.act(ComputeSignals(), at: SignalTests.later(9))
    #expect(try house.signal(drill, at: "A").escalatedAt == SignalTests.later(2), "there is nobody above")
    try house.expectSoundBooks()
  }

  @Test("more rules than one act takes are worked out in parts, each from where the last one ended")
  func parts() throws {
    let house = try SampleWarehouse(inMemory: true)
    let count = ComputeSignals.mostRules + 1
    try house.run(
      """
      WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < \(count))
      INSERT INTO item(sku, variant, name, category, unit, tracking, active, currency, version)
      SELECT 'N' || x, '', '', '', 'pcs', 'none', 1, '', 1 FROM n
      """)
    try house.run(
      """
      INSERT INTO reorder_rule(item, location, site, path, point)
      SELECT i.id, l.id, l.site, l.path, 1000 FROM item i, location l WHERE i.sku GLOB 'N*' AND l.code = 'S-01'
      """)
    #expect(try house.books.ask(SignalTotals()).out == count)
    let first = try house.act(ComputeSignals(at: "SOUTH"))
    #expect(first.document?.contains("\"rules\":20000,\"changed\":20000,") == true)
    let second = try house.act(ComputeSignals(at: "SOUTH", after: RuleID(20_000)))
    #expect(second.document?.contains("\"rules\":1,\"changed\":1,") == true)
    #expect(second.document?.contains("\"next\":null") == true)
    #expect(try house.act(ComputeSignals(at: "NORTH")).event == 0)
  }

  @Test("the list is read by its index, in pages, for all sites and for one")
  func index() throws {
    let house = try SampleWarehouse()
    let answers = Answers(reader: house.books.reader, for: .house, at: SampleWarehouse.noon)
    for (site, index) in [(nil, "signal_urgency"), ("NORTH", "signal_urgency_of_site")] as [(String?, String)] {
      var filter = SignalFilter()
      filter.location = site
      let keySet = try SignalScope(filter, answers).keySet(.urgency)
      for place in [nil, [.integer(1), .integer(2), .integer(3)]] as [[Value]?] {
        for backwards in [false, true] {
          let statement = keySet.statement(from: place, backwards: backwards, count: 51)
          let plan = try house.books.reader.all(
            Statement("EXPLAIN QUERY PLAN " + statement.sql, statement.bindings)
          ) { $0.text(3) }
          #expect(plan.first?.contains("USING INDEX \(index)") == true, "\(plan)")
          #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") && $0 != plan[0] }, "\(plan)")
        }
      }
    }
  }
}

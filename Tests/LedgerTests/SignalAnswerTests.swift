import Inventory
import Storage
import Testing

@testable import Ledger

/// What is low, in which order, and why.
@Suite struct SignalAnswerTests {
  private static let drill = "DRILL-18V"
  private static let noon = SampleWarehouse.noon

  /// Six rules: two out of stock, one of which sells more; the others by what they last.
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    for (item, place, quantity, used, lead) in [
      ("DRILL-18V", "A-01", 28, 28, 3), ("DRILL-18V", "A-02", 112, 28, 20), ("CABLE", "A-01", 56, 28, 1),
      ("CABLE", "A-02", 28, 28, 3), ("CABLE", "S-01", 84, 28, 1),
    ] {
      try house.post(.opening, item, String(quantity), at: place, on: "2026-06-01T08:00:00Z")
      try house.post(.issue, item, String(used), at: place, on: "2026-07-01T08:00:00Z")
      try house.setRule(item, at: place, point: 90, max: 120, multiple: 12, lead: lead, vendor: "Acme")
    }
    try house.setRule("GLUE", at: "S-01", point: 5)
    return house
  }

  private static func list(_ question: SignalPage, _ house: SampleWarehouse) throws -> [String] {
    try house.books.ask(question).rows.map { "\($0.signal.rule.code)@\($0.signal.rule.place)" }
  }

  private static let urgency = [
    // Out, and a cordless drill a day is lost; out, and nothing is known of what it would bring; then by slack.
    "DRILL-18V@NORTH/A-01", "CABLE@NORTH/A-02", "GLUE@SOUTH/S-01", "CABLE@NORTH/A-01", "CABLE@SOUTH/S-01",
    "DRILL-18V@NORTH/A-02",
  ]

  @Test("what is out comes first, by what is lost a day, then what lasts shortest beyond its lead time")
  func order() throws {
    let house = try SignalAnswerTests.house()
    func list(_ fill: (inout SignalFilter) -> Void = { _ in }, order: SignalPage.Order = .urgency) throws -> [String] {
      var filter = SignalFilter()
      fill(&filter)
      return try SignalAnswerTests.list(SignalPage(filter, order: order), house)
    }
    let all = try list()
    let slacks = try house.books.ask(SignalPage()).rows.map(\.signal.slack)
    #expect(slacks == [-3000, -3000, nil, 27_000, 55_000, 64_000], "\(slacks)")
    #expect(all == SignalAnswerTests.urgency)
    var paged: [String] = []
    var question = SignalPage(limit: 2)
    while true {
      let page = try house.books.ask(question)
      paged += page.rows.map { "\($0.signal.rule.code)@\($0.signal.rule.place)" }
      guard let next = page.next else { break }
      question.start = .after(next)
    }
    #expect(paged == all)
    question.start = .last
    #expect(try SignalAnswerTests.list(question, house) == Array(all[4...]))
    #expect(try list { $0.location = "SOUTH" } == ["GLUE@SOUTH/S-01", "CABLE@SOUTH/S-01"])
    #expect(try list { $0.location = "A-02" } == ["CABLE@NORTH/A-02", "DRILL-18V@NORTH/A-02"])
    #expect(try list { $0.isOut = true } == Array(all[..<3]))
    #expect(try list { $0.text = "drill" } == [all[0], all[5]])
    #expect(try list { $0.text = "ca" } == ["CABLE@NORTH/A-02", "CABLE@NORTH/A-01", "CABLE@SOUTH/S-01"])
    #expect(try list { $0.vendor = "ACME" }.count == 5 && list { $0.vendor = "Other" }.isEmpty)
    #expect(try list(order: .item).first == "CABLE@NORTH/A-01" && list(order: .item).last == "GLUE@SOUTH/S-01")
    #expect(try list(order: .available).last == "DRILL-18V@NORTH/A-02")
    #expect(try list { $0.states = [.closed] }.isEmpty && list { $0.states = Set(SignalState.allCases) } == all)
    #expect(house.refusal { _ = try list { $0.location = "X" } } == "no-such-location")
    let use = try #require(try house.books.ask(SignalPage(withUse: true, limit: 1)).rows.first).use
    #expect(use.count == 28 && use[24] == Quantity(28) && use.reduce(.zero, +) == Quantity(28))
  }

  @Test("a snooze that is over is open for everybody, before anybody has written it down")
  func overdue() throws {
    let house = try SignalAnswerTests.house()
    let (drill, cable) = (try house.signal("DRILL-18V", at: "A-02").id, try house.signal("CABLE", at: "A-01").id)
    let soon = SignalAnswerTests.noon.adding(milliseconds: 1)
    try house.act(TendSignals([drill], .snooze(until: soon)))
    try house.act(TendSignals([cable], .acknowledge))
    let later = try house.another(clock: { soon })
    for (books, open, snoozed) in [(house.books, 4, 1), (later, 5, 0)] {
      for site in [nil, "NORTH"] as [String?] {
        let counts = try books.ask(SignalTotals(site: site))
        let elsewhere = site == nil ? 0 : 2
        #expect(counts.open == open - elsewhere && counts.snoozed == snoozed && counts.acknowledged == 1)
        #expect(counts.out == 3 - (site == nil ? 0 : 1) && counts.covered == 0)
      }
      var filter = SignalFilter()
      filter.states = [.open]
      #expect(try books.ask(SignalPage(filter)).rows.count == open)
      filter.states = [.snoozed, .acknowledged]
      #expect(try books.ask(SignalPage(filter)).rows.count == snoozed + 1)
    }
  }

  @Test("why it is low: what made it so, the last movements, what is coming, who waits, who could give some")
  func story() throws {
    let house = try SignalAnswerTests.house()
    let drill = SignalAnswerTests.drill
    try house.act(AddLocation("WEST", .with { $0.kind = .site }))
    try house.act(AddLocation("EAST", .with { $0.kind = .site }))
    try house.post(.opening, drill, "500", at: "WEST", on: "2026-06-01T08:00:00Z")
    try house.post(.issue, drill, "280", at: "WEST", on: "2026-07-01T08:00:00Z")
    try house.post(.opening, drill, "300", at: "S-01", on: "2026-06-01T08:00:00Z")
    try house.post(.issue, drill, "28", at: "S-01", on: "2026-07-01T08:00:00Z")
    try house.post(.opening, drill, "40", at: "EAST", on: "2026-06-01T08:00:00Z")
    _ = try house.send(drill, 10, from: "S-01", to: "A-01", eta: "2026-07-16T08:00:00Z")
    _ = try house.send(drill, 5, from: "S-01", to: "A-02", eta: "2026-07-06T08:00:00Z")
    try house.act(CreateTransfer(from: "WEST", to: "A-01", [TransferRequestLine(drill, Quantity(6))]))
    for sql in [
      """
      INSERT INTO purchase_order(id, number, vendor, currency, destination, status, expected_on, created_by, created_at, version)
      SELECT 1, 'PO-0790', 'Acme', 'EUR', id, 'sent', 20650, 'anna', 0, 1 FROM location WHERE code = 'A-01'
      """,
      """
      INSERT INTO order_line(purchase_order, number, item, ordered, price, received, expected_on)
      SELECT 1, 1, id, 30000, 1, 10000, 20645 FROM item WHERE sku = 'DRILL-18V'
      """,
      """
      INSERT INTO receipt(id, status, vendor, location, expected_on, created_by, created_at, version)
      SELECT 12, 'expected', 'Best', id, NULL, 'anna', 0, 1 FROM location WHERE code = 'A-01'
      """,
      """
      INSERT INTO receipt_line(receipt, number, item, received, rejected) SELECT 12, 1, id, 3000, 0 FROM item
      WHERE sku = 'DRILL-18V'
      """,
      "INSERT INTO requisition(id, status, created_by, created_at, version) VALUES (4, 'draft', 'anna', 0, 1)",
      """
      INSERT INTO requisition_line(requisition, number, item, quantity, location, vendor, needed_on)
      SELECT 4, 1, i.id, 7000, l.id, 'Acme', 20660 FROM item i, location l WHERE i.sku = 'DRILL-18V' AND l.code = 'A-01'
      """,
      """
      INSERT INTO reservation(id, subject, status, created_by, created_at, version, due)
      VALUES (42, 'order:SO-118', 'partial', 'anna', 0, 1, 20650)
      """,
      """
      INSERT INTO reservation_line(reservation, number, item, location, policy, minimum_life, requested, waiting)
      SELECT 42, 1, i.id, l.id, 'fefo', 0, 9000, 5000 FROM item i, location l WHERE i.sku = 'DRILL-18V' AND l.code = 'A-01'
      """,
      """
      INSERT INTO reservation_piece(reservation, line, location, lot, item, open)
      SELECT 42, 1, l.id, 0, i.id, 4000 FROM item i, location l WHERE i.sku = 'DRILL-18V' AND l.code = 'A-01'
      """,
    ] { try house.run(sql) }
    let story = try house.books.ask(SignalStory(try house.signal(drill, at: "A-01").id))
    #expect(story.trigger == nil, "it was low when the rule was set")
    #expect(story.movements.map(\.kind.name) == ["expected", "issue", "opening"])
    #expect(story.row.eta == Day("2026-07-11"), "the order comes before the transfer")
    #expect(
      story.supply.map { "\($0.document) \($0.quantity) \($0.from) \($0.eta?.description ?? "-") \($0.isIncoming)" }
        == [
          "PO-0790 20 Acme 2026-07-11 true", "TR-0001 10 SOUTH/S-01 2026-07-16 true", "RC-0012 3 Best - true",
          "RQ-0004 7 Acme 2026-07-26 false", "TR-0003 6 WEST - false",
        ])
    #expect(
      story.demand == [
        SignalStory.Demand(
          document: "RV-0042", subject: "order:SO-118", held: Quantity(4), waiting: Quantity(5), due: Day("2026-07-16"))
      ])
    // 110 are lacking, 120 in whole dozens: EAST uses none, SOUTH keeps 137 days, WEST 10.
    #expect(story.row.signal.suggested == Quantity(120))
    #expect(
      story.sources.map { "\($0.site) \($0.available) \($0.usePerDay) \($0.gives) \($0.coverAfter ?? -1)" }
        == ["EAST 40 0 40 -1", "SOUTH 257 1 120 137000", "WEST 220 10 120 10000"])
    #expect(house.refusal { _ = try house.books.ask(SignalStory(RuleID(99))) } == "no-such-alert")
    let other = try house.books.ask(SignalPage(.with { $0.location = "A-02" })).rows.last
    #expect(other?.eta == Day("2026-07-06"))
    try house.post(.receipt, "CABLE", "90", at: "S-01")
    let issue = try house.post(.issue, "CABLE", "100", at: "S-01")
    let cable = try house.books.ask(SignalStory(try house.signal("CABLE", at: "S-01").id))
    #expect(cable.trigger?.id == issue.entries[0].id && cable.movements.first?.id == issue.entries[0].id)
  }

  @Test("rules are listed by item, those of a place, an item, a number, or only what is low")
  func rules() throws {
    let house = try SignalAnswerTests.house()
    func list(_ question: RulePage) throws -> [String] {
      try house.books.ask(question).rows.map { "\($0.rule.code)@\($0.rule.place)" }
    }
    let all = try list(RulePage())
    #expect(all.count == 6 && all.prefix(3) == ["CABLE@NORTH/A-01", "CABLE@NORTH/A-02", "CABLE@SOUTH/S-01"])
    var paged: [String] = []
    var question = RulePage(limit: 4)
    for _ in 0..<2 {
      let page = try house.books.ask(question)
      paged += page.rows.map { "\($0.rule.code)@\($0.rule.place)" }
      question.start = page.next.map { .after($0) } ?? .first
    }
    #expect(paged == all)
    #expect(try list(RulePage(item: "cable")).count == 3 && list(RulePage(item: "4006381333931")).count == 2)
    #expect(try list(RulePage(location: "SOUTH")) == ["CABLE@SOUTH/S-01", "GLUE@SOUTH/S-01"])
    try house.post(.receipt, "CABLE", "500", at: "S-01")
    #expect(try list(RulePage(location: "SOUTH", isLow: true)) == ["GLUE@SOUTH/S-01"])
    var one = RulePage()
    one.rule = try house.signal("GLUE", at: "S-01").id
    #expect(try list(one) == ["GLUE@SOUTH/S-01"])
    #expect(house.refusal { _ = try list(RulePage(item: "NONE")) } == "no-such-item")
  }

  @Test("what history asks for is proposed where there is enough of it, and a lead time")
  func proposals() throws {
    let house = try SampleWarehouse()
    let drill = SignalAnswerTests.drill
    try house.post(.opening, drill, "1000", at: "A-01", on: "2026-05-01T08:00:00Z")
    try house.post(.opening, "CABLE", "1000", at: "A-01", on: "2026-05-01T08:00:00Z")
    for day in 1...24 {
      let on = "2026-06-\(day < 10 ? "0" : "")\(day)T08:00:00Z"
      try house.post(.issue, drill, day % 2 == 0 ? "10" : "14", at: "A-01", on: on)
      if day > 5 { try house.post(.issue, "CABLE", "2", at: "A-01", on: on) }
    }
    try house.setRule(drill, at: "NORTH", point: 5, lead: 9)
    try house.setRule("CABLE", at: "NORTH", point: 5, lead: 9)
    try house.setRule(drill, at: "A-01", point: 5)
    let rows = try house.books.ask(ReorderProposals(days: 34)).rows
    #expect(rows.map { $0.signal.rule.code.sku } == ["CABLE", drill, drill])
    #expect(rows.map(\.hasTooLittleHistory) == [true, false, false] && rows.map(\.demandDays) == [19, 24, 24])
    #expect(rows[0].proposal == nil && rows[2].proposal == nil, "no history, no lead time")
    // 34 days with stock, 288 used: 8.471 a day on average.
    #expect(rows[1].daysWithStock == 34 && rows[1].demand.mean == Quantity(thousandths: 8471))
    let days = (0..<34).map { Quantity($0 >= 24 ? 0 : $0 % 2 == 0 ? 14 : 10) }
    #expect(rows[1].proposal == ReorderProposal(days, unit: "pcs", factor: 1645, leadDays: 9))
    let surer = try house.books.ask(ReorderProposals(at: "NORTH", item: drill, days: 34, service: 99)).rows
    #expect(try #require(surer[0].proposal).safetyStock > (try #require(rows[1].proposal)).safetyStock)
    #expect(house.refusal { _ = try house.books.ask(ReorderProposals(service: 97)) } == "bad-value")
    #expect(house.refusal { _ = try house.books.ask(ReorderProposals(days: 0)) } == "bad-value")
  }
}

extension SignalFilter {
  static func with(_ fill: (inout SignalFilter) -> Void) -> SignalFilter {
    var filter = SignalFilter()
    fill(&filter)
    return filter
  }
}

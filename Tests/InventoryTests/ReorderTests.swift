import Inventory
import Testing

/// The worked numbers of `algorithms.md` 4.2 to 4.4.
@Suite struct ReorderTests {
  private static func rule(
    point: Int, quantity: Int? = nil, maximum: Int? = nil, minimum: Int? = nil, multiple: Int? = nil,
    unit: String = "pcs", leadDays: Int? = nil
  ) -> ReorderRule {
    func amount(_ units: Int?) -> Quantity? { units.map { Quantity($0) } }
    return ReorderRule(
      item: ItemID(1), code: ItemCode(sku: "A"), unit: unit, location: LocationID(1), place: "HERE",
      point: Quantity(point), quantity: amount(quantity), maximum: amount(maximum), multiple: amount(multiple),
      minimumOrder: amount(minimum), leadDays: leadDays)
  }

  private static let suggestions: [(available: Int, incoming: Int, rule: ReorderRule, suggest: Int)] = [
    (14, 0, rule(point: 20, maximum: 60, multiple: 12), 48),
    (14, 0, rule(point: 20, maximum: 60, minimum: 72, multiple: 12), 72),
    (21, 0, rule(point: 20, maximum: 60, multiple: 12), 0),
    (20, 0, rule(point: 20, maximum: 60, multiple: 12), 48),
    (12, 24, rule(point: 60, maximum: 108, multiple: 24), 72),
    (84, 200, rule(point: 90, maximum: 180, multiple: 1), 0),
    // A quantity beyond the point is a target too.
    (14, 0, rule(point: 20, quantity: 40, multiple: 12), 48),
    // ERPNext: the larger of what is ordered as a rule and what is lacking.
    (0, 0, rule(point: 100, maximum: 100, minimum: 110), 110),
    (-50, 0, rule(point: 100, maximum: 100, minimum: 110), 150),
    // OpenBoxes: to the level; nothing where there is none. Tryton: 0, at least 10, to 15.
    (30, 0, rule(point: 40, maximum: 100), 70), (30, 0, rule(point: 30), 0), (0, 0, rule(point: 10, maximum: 15), 15),
    // A little more than the last multiple is one multiple more.
    (11, 0, rule(point: 20, maximum: 60, multiple: 12), 60),
  ]

  @Test("what to order is what lacks to the target, at least the minimum, in whole multiples; nothing when covered")
  func suggests() {
    for row in ReorderTests.suggestions {
      let figures = ReorderFigures(available: Quantity(row.available), incoming: Quantity(row.incoming))
      #expect(
        Reorder.suggest(row.rule, figures) == Quantity(row.suggest),
        "\(row.available) + \(row.incoming) of \(row.rule.point)")
    }
    let cable = ReorderTests.rule(point: 20, maximum: 60, unit: "m")
    let half = ReorderFigures(available: Quantity(thousandths: 12_500), incoming: .zero)
    #expect(Reorder.suggest(cable, half) == Quantity(thousandths: 47_500))
    #expect(Reorder.suggest(ReorderTests.rule(point: 20, maximum: 60), half) == Quantity(48), "counted ones are whole")
    #expect(Reorder.overflow(available: Quantity(100), most: Quantity(80), target: Quantity(60)) == Quantity(40))
    #expect(Reorder.overflow(available: Quantity(80), most: Quantity(80), target: Quantity(60)) == .zero)
    #expect(ReorderTests.rule(point: 20).hysteresis == Quantity(1))
    #expect(ReorderTests.rule(point: 90).hysteresis == Quantity(thousandths: 4500))
  }

  @Test("cover is what is available by what is used on a day with stock; slack is cover less lead time")
  func covers() {
    func signal(_ available: Int, use: Int?, lead: Int?) -> Signal {
      Signal(
        rule: ReorderTests.rule(point: 1, leadDays: lead),
        figures: ReorderFigures(
          available: Quantity(available), incoming: .zero, usePerDay: use.map { Quantity(thousandths: Int64($0)) }))
    }
    let rows: [(Signal, words: String, slack: Int64?)] = [
      (signal(84, use: 6000, lead: 10), "14 d", 4000), (signal(84, use: 0, lead: 10), "endless", nil),
      (signal(84, use: nil, lead: 10), "", nil), (signal(0, use: 6000, lead: 10), "0 d", -10_000),
      (signal(-5, use: 6000, lead: nil), "0 d", 0), (signal(14, use: 2800, lead: nil), "5 d", 5000),
      (signal(12, use: 4000, lead: 7), "3 d", -4000), (signal(10, use: 3000, lead: 3), "3.3 d", 333),
    ]
    for (signal, words, slack) in rows {
      #expect(signal.figures.cover.words == words)
      #expect(signal.slack == slack)
    }
    #expect(Cover(Quantity(0), usePerDay: nil) == .days(0), "nothing lasts no time, whatever is used")
  }

  @Test("days without stock do not count: 56 in 28 days of which 8 were out is 2.8 a day, and 14 last 5 days")
  func censored() {
    // 2 a day for 20 days, the last of the stock on day 19; on day 28 some come in the evening.
    var days = (0..<20).map { CensoredDemand.Day(index: $0, change: Quantity(-2), used: Quantity(2), hadStock: true) }
    days[0] = CensoredDemand.Day(index: 0, change: Quantity(-18), used: Quantity(18), hadStock: true)
    let use = CensoredDemand(days, onHand: .zero, of: 28)
    #expect(use == CensoredDemand(used: Quantity(56), daysWithStock: 20))
    #expect(use.perDay == Quantity(thousandths: 2800))
    #expect(Cover(Quantity(14), usePerDay: use.perDay) == .days(5000))
    // What came in and went out on one day was there that day; what is there now was there since it came.
    let busy = [
      CensoredDemand.Day(index: 3, change: .zero, used: Quantity(5), hadStock: true),
      CensoredDemand.Day(index: 8, change: Quantity(4), used: .zero, hadStock: true),
    ]
    #expect(CensoredDemand(busy, onHand: Quantity(4), of: 10) == CensoredDemand(used: Quantity(5), daysWithStock: 3))
    #expect(CensoredDemand([], onHand: Quantity(4), of: 10) == CensoredDemand(used: .zero, daysWithStock: 10))
    // What was sold beyond the books was there; 4.4 divides by the days on which there was any.
    let oversold = CensoredDemand.Day(index: 3, change: Quantity(-5), used: Quantity(5), hadStock: true)
    #expect(
      CensoredDemand([oversold], onHand: Quantity(-5), of: 10) == CensoredDemand(used: Quantity(5), daysWithStock: 1))
    // What happened after the window is not in it, and is not forgotten of what is on hand.
    let later = CensoredDemand.Day(index: 12, change: Quantity(-3), used: Quantity(3), hadStock: true)
    #expect(
      CensoredDemand([later, oversold], onHand: .zero, of: 10) == CensoredDemand(used: Quantity(5), daysWithStock: 10))
    let series = CensoredDemand.series([later, oversold], onHand: .zero, of: 10)
    #expect(series.map(\.hasStock) == Array(repeating: true, count: 10))
    #expect(series.map(\.used) == (0..<10).map { $0 == 3 ? Quantity(5) : .zero })
    #expect(CensoredDemand.nothing.perDay == nil)
    #expect(CensoredDemand(used: Quantity(-3), daysWithStock: 9).perDay == .zero, "more came back than went out")
    #expect(CensoredDemand(used: Quantity(10), daysWithStock: 3).perDay == Quantity(thousandths: 3333))
    #expect(CensoredDemand(used: Quantity(thousandths: 1), daysWithStock: 28).perDay == Quantity(thousandths: 1))
  }

  private static let stocks:
    [(mean: Int, deviation: Int, lead: Int, ofLead: Int, z: Int64, safety: String, point: String)] = [
      (30, 5, 10, 0, 1650, "26.089", "326.089"), (0, 40, 9, 0, 1650, "198", "198"),
      (12, 4, 9, 2, 1645, "44.14", "152.14"), (12, 0, 9, 0, 1645, "0", "108"), (0, 4, 0, 0, 2330, "0", "0"),
    ]

  @Test("safety stock and point are the textbook's, rounded up to a thousandth")
  func safety() {
    for row in ReorderTests.stocks {
      let demand = SafetyStock.Demand(mean: Quantity(row.mean), deviation: Quantity(row.deviation))
      let safety = SafetyStock.stock(
        factor: row.z, demand: demand, lead: (Int64(row.lead) * 1000, Int64(row.ofLead) * 1000))
      let lead = SafetyStock.demand(demand, leadDays: Int64(row.lead) * 1000)
      #expect(safety?.description == row.safety)
      #expect(safety.map { ($0 + lead).description } == row.point)
    }
    #expect(SafetyStock.factors.map(\.factor) == [1280, 1645, 2050, 2330] && SafetyStock.factor(service: 97) == nil)
    let endless = SafetyStock.Demand(mean: .limit, deviation: .limit)
    #expect(SafetyStock.stock(factor: 1645, demand: endless, lead: (10_000, 0)) == nil)
  }

  @Test("a proposal is made of the days with stock, in whole units; fewer than 20 days of use are too little history")
  func proposes() throws {
    // 10 and 14 by turns: a mean of 12, a deviation of √(24·4/23) = 2.043.
    let days = (0..<24).map { Quantity($0 % 2 == 0 ? 10 : 14) }
    let demand = SafetyStock.Demand(days)
    #expect(demand.mean == Quantity(12) && demand.deviation == Quantity(thousandths: 2044))
    let proposal = try #require(ReorderProposal(days, unit: "pcs", factor: 1645, leadDays: 9))
    // 1.645 · 2.044 · 3 = 10.087, and 108 more.
    #expect(proposal.safetyStock == Quantity(11) && proposal.point == Quantity(119))
    let cable = try #require(ReorderProposal(days, unit: "m", factor: 1645, leadDays: 9))
    #expect(cable.safetyStock == Quantity(thousandths: 10_088) && cable.point == Quantity(thousandths: 118_088))
    #expect(ReorderProposal(Array(days.prefix(19)), unit: "pcs", factor: 1645, leadDays: 9) == nil)
    let quiet = Array(repeating: Quantity.zero, count: 60) + days.prefix(19)
    #expect(ReorderProposal(quiet, unit: "pcs", factor: 1645, leadDays: 9) == nil, "days without use are no history")
    #expect(SafetyStock.Demand([]) == SafetyStock.Demand(mean: .zero, deviation: .zero))
    #expect(SafetyStock.Demand([Quantity(5)]).deviation == .zero)
  }

  @Test("what is low becomes one requisition for each vendor and one transfer for each way, or is refused")
  func documents() throws {
    func wish(_ sku: String, vendor: String?, quantity: Int? = nil, from source: String? = nil) -> SignalDocuments.Wish
    {
      var rule = ReorderTests.rule(point: 20, maximum: 60, multiple: 12, leadDays: 3)
      rule.code = ItemCode(sku: sku)
      rule.vendor = vendor
      let signal = Signal(
        rule: rule, figures: ReorderFigures(available: Quantity(14), incoming: .zero), state: .open)
      return SignalDocuments.Wish(signal, quantity: quantity.map { Quantity($0) }, from: source)
    }
    let today = Day(daysSince1970: 100)
    let acts = try SignalDocuments.requisitions(
      of: [wish("A", vendor: "Acme"), wish("B", vendor: nil), wish("C", vendor: "ACME", quantity: 5)], today: today)
    #expect(acts.map { $0.lines.map(\.item) } == [["A", "C"], ["B"]])
    #expect(
      acts[0].lines[0]
        == CreateRequisition.Line(
          "A", Quantity(48), at: "HERE", vendor: "Acme", neededOn: Day(daysSince1970: 103)))
    #expect(acts[0].lines[1].quantity == Quantity(5))
    let own = try SignalDocuments.requisitions(
      of: [wish("A", vendor: "Acme"), wish("B", vendor: nil)], from: "Best", today: today)
    #expect(own.count == 1 && own[0].lines.allSatisfy { $0.vendor == "Best" })
    let moves = try SignalDocuments.transfers(of: [
      wish("A", vendor: nil, from: "SOUTH"), wish("B", vendor: nil, from: "WEST"),
      wish("C", vendor: nil, quantity: 7, from: "SOUTH"),
    ])
    #expect(moves.map(\.from) == ["SOUTH", "WEST"] && moves[0].lines.map(\.quantity) == [Quantity(48), Quantity(7)])
    #expect(throws: InventoryError.noSource(ItemCode(sku: "A"), place: "HERE")) {
      try SignalDocuments.transfers(of: [wish("A", vendor: nil)])
    }
    #expect(throws: InventoryError.nothingSuggested(ItemCode(sku: "A"), place: "HERE")) {
      try SignalDocuments.requisitions(of: [wish("A", vendor: nil, quantity: 0)], today: today)
    }
  }
}

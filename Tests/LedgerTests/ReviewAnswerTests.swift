import Inventory
import Testing

/// What a review is told: which lines, how far the count is, and what applying would post.
@Suite("Answers for the review of a stocktake") struct ReviewAnswerTests {
  /// In A-01 ten drills of which eight are counted, while one went out; cable where nothing is expected; in A-02 five
  /// drills that nobody counts.
  private static func house() throws -> (house: SampleWarehouse, stocktake: String) {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "10", at: "A-01", on: "2026-07-01T08:00:00Z")
    try house.post(.opening, "DRILL-18V", "5", at: "A-02", on: "2026-07-01T08:00:00Z")
    let stocktake = try house.open("A", now: SampleWarehouse.at("08:00"))
    try house.post(.issue, "DRILL-18V", "1", at: "A-01", on: "2026-07-04T09:30:00Z")
    for (time, quantity) in [("09:00", "5"), ("10:00", "3")] {
      try house.count(stocktake, "DRILL-18V", quantity, in: "A-01", at: time)
    }
    try house.count(stocktake, "CABLE", "4.5", in: "A-01", at: "10:05")
    try house.act(CloseBin(stocktake, "A-01"), by: "maria")
    try house.reconcile(stocktake)
    return (house, stocktake)
  }

  @Test("lines found where nothing was expected, and those whose goods moved, are told apart")
  func findings() throws {
    let (house, stocktake) = try ReviewAnswerTests.house()
    func codes(_ finding: CountLinePage.Finding) throws -> [String] {
      try house.books.ask(CountLinePage(stocktake, finding: finding, order: .worth)).rows.map(\.code.sku)
    }
    #expect(try codes(.found) == ["CABLE"])
    #expect(try codes(.moved) == ["DRILL-18V"])
    let card = try house.books.ask(StocktakeCard(stocktake))
    #expect(card.found == 1 && card.moved == 1 && card.bins == 2 && card.binsDone == 1)
  }

  @Test("what applying would post is told by lines up and down, in one currency and unit where there is one")
  func proposal() throws {
    let (house, stocktake) = try ReviewAnswerTests.house()
    let both = try house.books.ask(CountProposal(stocktake, now: SampleWarehouse.noon))
    #expect(both.linesUp == 1 && both.linesDown == 1 && both.up.description == "4.5" && both.down.description == "1")
    #expect(both.currency == "EUR" && both.unit.isEmpty && both.uncounted == 1)
    try house.act(DecideCounts(stocktake, .reject, .lines([house.line(stocktake, "CABLE").number])), by: "anna")
    let drills = try house.books.ask(CountProposal(stocktake, now: SampleWarehouse.noon))
    #expect(drills.linesUp == 0 && drills.unit == "pcs" && drills.valueDown.description == "49.90")
  }

  @Test("who counts blind learns neither by a filter nor by a count which lines are outside, found or moved")
  func blind() throws {
    let (house, stocktake) = try ReviewAnswerTests.house()
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    try house.act(AddOperator(Operator(name: "maria", role: .counter)))
    try house.act(SetSetting("count_rounds", "1"))
    try house.reconcile(stocktake)
    #expect(try house.books.ask(StocktakeCard(stocktake)).lines[.outside] == 2)
    let maria = Asker.person("maria")
    func lines(_ question: CountLinePage) throws -> Int { try house.books.ask(question, for: maria).rows.count }
    #expect(try lines(CountLinePage(stocktake, states: [.outside])) == 0)
    #expect(try lines(CountLinePage(stocktake, states: [.counted])) == 2)
    #expect(try lines(CountLinePage(stocktake, finding: .found)) == 0)
    #expect(try lines(CountLinePage(stocktake, finding: .moved)) == 0)
    let card = try house.books.ask(StocktakeCard(stocktake), for: maria)
    #expect(card.lines[.outside] == nil && card.lines[.counted] == 2)
    #expect(card.found == 0 && card.moved == 0 && card.bins == 0 && card.accuracy == nil)
  }

  @Test("a line that was sent back stays a task for somebody when the rest is judged again")
  func recountStays() throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "10", at: "A-01")
    try house.post(.opening, "CABLE", "7", at: "A-01")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "10", in: "A-01")
    try house.count(stocktake, "CABLE", "7", in: "A-01")
    try house.reconcile(stocktake)
    let line = try house.line(stocktake, "DRILL-18V").number
    try house.act(DecideCounts(stocktake, .recount, .lines([line]), reason: "look again"), by: "anna")
    try house.reconcile(stocktake)
    #expect(try house.line(stocktake, "DRILL-18V").state == .recount)
    #expect(try house.line(stocktake, "CABLE").state == .counted)
    try house.count(stocktake, "DRILL-18V", "10", in: "A-01", by: "ben")
    try house.reconcile(stocktake)
    #expect(try house.line(stocktake, "DRILL-18V").state == .counted)
  }
}

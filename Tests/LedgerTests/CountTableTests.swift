import Inventory
import Testing

/// The tables of `algorithms.md` 4.7 and 4.8, through acts.
@Suite("The worked cases of counting") struct CountTableTests {
  @Test(
    "Oracle's case: 100 on hand at 10.00, within +5 % / -10 % and +200 / -250",
    arguments: [
      (106, "A 6", false), (88, "A -12", false), (122, "A 22", false), (73, "A -27", false), (95, "A -5", true),
    ])
  func oracle(counted: Int, variance: String, isWithin: Bool) throws {
    let house = try SampleWarehouse()
    try house.act(
      AddItem(Item(code: ItemCode(sku: "BOLT"), cost: UnitCost("10.00"), currency: "EUR")))
    try house.post(.opening, "BOLT", "100", at: "A-01", on: "2026-07-04T08:00:00Z")
    let stocktake = try house.open("A-01", tolerance: "+5%, -10%, value +200, value -250")
    try house.count(stocktake, "BOLT", String(counted), in: "A-01")
    try house.reconcile(stocktake)
    let line = try house.line(stocktake, "BOLT")
    #expect(try house.figures(stocktake, "BOLT").contains(variance))
    #expect(line.judgement?.isWithin == isWithin)
    #expect(line.state == (isWithin ? .counted : .recount))
    #expect(line.judgement?.value == Worth(Quantity(counted - 100), at: try #require(UnitCost("10"))))
  }

  @Test("two rounds are compared on variance, not on what was counted")
  func rounds() throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "100", at: "A-01", on: "2026-07-04T08:00:00Z")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "90", in: "A-01", at: "09:00", by: "maria")
    try house.act(CloseBin(stocktake, "A-01"), by: "maria")
    #expect(try house.figures(stocktake, "DRILL-18V") == "E 100 A -10 recount")
    try house.post(.issue, "DRILL-18V", "15", at: "A-01", on: "2026-07-04T09:30:00Z")
    try house.count(stocktake, "DRILL-18V", "75", in: "A-01", at: "10:00", by: "ben")
    try house.act(CloseBin(stocktake, "A-01"), by: "ben")
    #expect(try house.figures(stocktake, "DRILL-18V") == "E 85 A -10 counted")
    let story = try house.books.ask(CountLineStory(stocktake, line: 1))
    #expect(story.rounds.map(\.variance) == [Quantity(-10)])
    #expect(story.line.round == 2)
    try house.finish(stocktake)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "75")
    try house.expectSoundBooks()
  }

  /// One row of 4.8: opening stock, a count, movements before or after it, posted when.
  struct Case: CustomTestStringConvertible {
    enum When { case beforeCount, beforeApply, afterApply }
    var name: String
    var book: Int
    var counted: Int
    /// What moved, at which time (the count is at 10:00), and when its paper came.
    var moved: Int
    var at: String
    var posted: When
    var variance: Int
    var ends: Int
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "a movement before the count, posted before it", book: 100, counted: 90, moved: -8, at: "09:00",
      posted: .beforeCount, variance: -2, ends: 90),
    Case(
      name: "SAP's freeze example: a receipt after the count, before its entry", book: 100, counted: 90, moved: 20,
      at: "10:30", posted: .beforeApply, variance: -10, ends: 110),
    Case(
      name: "SAP's late paperwork, posted before the count is applied", book: 1000, counted: 80, moved: -900,
      at: "09:00", posted: .beforeApply, variance: -20, ends: 80),
    Case(
      name: "SAP's late paperwork, posted after the count is applied", book: 1000, counted: 80, moved: -900,
      at: "09:00", posted: .afterApply, variance: -20, ends: 80),
    Case(
      name: "Odoo's test: an issue after the count", book: 7, counted: 5, moved: -3, at: "10:30", posted: .beforeApply,
      variance: -2, ends: 2),
    Case(
      name: "Odoo's test, its paper after the count is applied", book: 7, counted: 5, moved: -3, at: "10:30",
      posted: .afterApply, variance: -2, ends: 2),
    Case(
      name: "OpenBoxes' comment: a receipt after the count", book: 10, counted: 10, moved: 10, at: "10:30",
      posted: .beforeApply, variance: 0, ends: 20),
    Case(
      name: "mSupply's debate: all issued after the count", book: 100, counted: 100, moved: -100, at: "10:30",
      posted: .beforeApply, variance: 0, ends: 0),
    Case(
      name: "a receipt before the count whose paper comes after applying", book: 10, counted: 30, moved: 20,
      at: "09:00",
      posted: .afterApply, variance: 0, ends: 30),
  ]

  @Test("roll-forward", arguments: cases)
  func rollForward(row: Case) throws {
    let house = try SampleWarehouse()
    func move() throws {
      try house.post(
        row.moved > 0 ? .receipt : .issue, "DRILL-18V", String(abs(row.moved)), at: "A-01",
        on: "2026-07-04T\(row.at):00Z")
    }
    try house.post(.opening, "DRILL-18V", String(row.book), at: "A-01", on: "2026-07-04T08:00:00Z")
    let stocktake = try house.open("A-01")
    if row.posted == .beforeCount { try move() }
    try house.count(stocktake, "DRILL-18V", String(row.counted), in: "A-01", at: "10:00")
    if row.posted == .beforeApply { try move() }
    try house.finish(stocktake)
    if row.posted == .afterApply { try move() }
    #expect(try house.restatedVariance(stocktake, line: 1) == Quantity(row.variance))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == String(row.ends))
    if row.posted == .beforeCount {
      try house.post(.receipt, "DRILL-18V", "20", at: "A-01")
      #expect(try house.onHand("DRILL-18V", at: "A-01") == "110")
    }
    try house.expectSoundBooks()
  }

  @Test("two counts of one item end as the later one, in either order of applying", arguments: [true, false])
  func twoCounts(firstFirst: Bool) throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "10", at: "A-01", on: "2026-07-04T08:00:00Z")
    let first = try house.open("A-01")
    let second = try house.open("A-01")
    try house.count(first, "DRILL-18V", "20", in: "A-01", at: "09:00")
    try house.count(second, "DRILL-18V", "30", in: "A-01", at: "10:00")
    for stocktake in firstFirst ? [first, second] : [second, first] { try house.finish(stocktake) }
    #expect(try house.restatedVariance(first, line: 1) == Quantity(10))
    #expect(try house.restatedVariance(second, line: 1) == Quantity(10))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "30")
    try house.expectSoundBooks()
  }

  /// ERPNext's back-dating: +10 and +1, six left, one more; then a count of 8 before all of them, and +10 before even that.
  @Test("a count before all movements, and a paper before even that")
  func replayed() throws {
    let house = try SampleWarehouse()
    func receive(_ quantity: String, _ time: String) throws {
      try house.post(.receipt, "DRILL-18V", quantity, at: "A-01", on: "2026-07-04T\(time):00Z")
    }
    try receive("10", "08:30")
    try receive("1", "09:00")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "6", in: "A-01", at: "10:00")
    try house.finish(stocktake)
    try receive("1", "11:00")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "7")
    let early = try house.open("A-01")
    try house.count(early, "DRILL-18V", "8", in: "A-01", at: "08:00")
    try house.finish(early)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "7")
    try receive("10", "07:00")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "7")
    func onHand(at time: String) throws -> Int128 {
      try house.books.ask(StockAsOf(SampleWarehouse.at(time))).onHand
    }
    #expect(try onHand(at: "08:00") == 8000)
    #expect(try onHand(at: "10:00") == 6000)
    try house.expectSoundBooks()
  }

  @Test("a shortfall that promised goods prove is cut from reservations in the fixed order, shown beforehand")
  func cuts() throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "20", at: "A-01", on: "2026-07-04T08:00:00Z")
    for (reference, quantity) in [("so-1", "6"), ("so-2", "5"), ("so-3", "4")] {
      try house.act(
        PostMovements([
          MovementLine(.reserve, "DRILL-18V", try #require(Quantity(quantity)), at: "A-01", reference: reference)
        ]))
    }
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "9", in: "A-01")
    try house.reconcile(stocktake)
    let proposal = try house.books.ask(CountProposal(stocktake, now: SampleWarehouse.noon))
    // 15 are held, 9 are there: the newest loses all its 4, the one before it 2 of 5.
    #expect(proposal.cuts.map { "\($0.reference ?? "") \($0.quantity)" } == ["so-3 4", "so-2 2"])
    try house.approve(stocktake)
    try house.apply(stocktake)
    let balances = try house.balances("DRILL-18V", at: "A-01")
    #expect(balances.onHand == Quantity(9) && balances.reserved == Quantity(9) && balances.available == .zero)
    try house.expectSoundBooks()
  }

  @Test("a count that cannot be true is refused for its line alone")
  func cannotBe() throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "100", at: "A-01", on: "2026-07-04T08:00:00Z")
    try house.post(.opening, "CABLE", "10", at: "A-01", on: "2026-07-04T08:00:00Z")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "90", in: "A-01", at: "09:00")
    try house.count(stocktake, "CABLE", "9.5", in: "A-01", at: "09:00")
    try house.post(.issue, "DRILL-18V", "95", at: "A-01", on: "2026-07-04T10:00:00Z")
    try house.finish(stocktake)
    let line = try house.line(stocktake, "DRILL-18V")
    #expect(line.state == .outside)
    #expect(line.refusal?.contains("90 of DRILL-18V counted at NORTH/A-01, yet 95 were issued since") == true)
    #expect(try house.onHand("CABLE", at: "A-01") == "9.5")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "5")
    #expect(try house.books.ask(StocktakeCard(stocktake)).stocktake.status == .review)
    try house.expectSoundBooks()
  }
}

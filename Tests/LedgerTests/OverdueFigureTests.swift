import Inventory
import Ledger
import Testing

@Suite("Figures that leave out what has expired, before anybody writes it down") struct OverdueFigureTests {
  @Test("what of a lot may not be used, among the lots and on its card, is all of it once nobody holds it")
  func lots() throws {
    let house = try ReservationHouse()
    try house.reserve(.glue(5, .lot("L2")))
    try house.house.act(QuarantineLot("L2", of: "GLUE"))
    func blocked(_ minutes: Int) throws -> [Quantity] {
      let books = try house.books(minutes)
      let row = try #require(books.ask(LotPage()).rows.first { $0.lot.code == "L2" })
      let card = try books.ask(LotCard("L2", of: "GLUE"))
      return [row.blocked, card.row.blocked, card.places[0].blocked]
    }
    #expect(try blocked(59) == [7, 7, 7].map { Quantity($0) })
    #expect(try blocked(60) == [12, 12, 12].map { Quantity($0) })
    try house.act(SweepReservations(), at: 60)
    #expect(try blocked(60) == [12, 12, 12].map { Quantity($0) })
  }

  @Test("what is promised of a counted line, in the list, in its place and in its story, is what is alive")
  func promised() throws {
    let house = try ReservationHouse()
    try house.reserve(.drills(5))
    try house.reserve(.drills(3), for: "order:2", life: .unlimited)
    try house.house.act(OpenStocktake("A-01"))
    try house.house.act(RecordCounts("1", [CountEntry(.typed, "DRILL-18V", Quantity(50), at: "A-01")]))
    func promised(_ minutes: Int) throws -> [Quantity?] {
      let books = try house.books(minutes)
      let line = try #require(books.ask(CountLinePage("1")).rows.first { $0.code.sku == "DRILL-18V" })
      let now = ReservationHouse.later(minutes)
      let bin = try books.ask(CountedBin("1", "A-01", now: now)).lines.first { $0.code.sku == "DRILL-18V" }
      return [line.promised, bin?.promised, try books.ask(CountLineStory("1", line: line.number)).line.promised]
    }
    #expect(try promised(59) == [8, 8, 8].map { Quantity($0) })
    #expect(try promised(60) == [3, 3, 3].map { Quantity($0) })
  }

  @Test("a place where more is promised than there is is due for a count, until the promise expires")
  func due() throws {
    let house = try ReservationHouse()
    try house.house.act(SetSetting("allow_negative_stock", "yes"))
    try house.reserve(.drills(50))
    try house.house.post(.issue, "DRILL-18V", "20", at: "A-01")
    func isShort(_ minutes: Int) throws -> Bool {
      let question = DueCounts(at: "A-01", now: ReservationHouse.later(minutes))
      let rows = try house.books(minutes).ask(question).rows
      return rows.contains { $0.code.sku == "DRILL-18V" && $0.reasons.contains(.negative) }
    }
    #expect(try isShort(59) && !isShort(60))
  }

  @Test("what other sites have to give is what nobody holds")
  func sources() throws {
    let house = try ReservationHouse()
    try house.reserve(.drills(50))
    try house.house.act(SetRule("DRILL-18V", at: "SOUTH", point: Quantity(5), maximum: Quantity(90)))
    func gives(_ minutes: Int) throws -> [Quantity] {
      let books = try house.books(minutes)
      let rule = try #require(books.ask(RulePage(item: "DRILL-18V", location: "SOUTH")).rows.first)
      return try books.ask(SignalStory(rule.id)).sources.map(\.available)
    }
    #expect(try gives(59) == [Quantity(50)] && gives(60) == [Quantity(100)])
  }
}

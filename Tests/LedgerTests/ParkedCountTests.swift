import Inventory
import Testing

/// What the pane of those who count rests on: scans that nobody understood, and what an informed count shows.
@Suite struct ParkedCountTests {
  private static func parked() throws -> (house: SampleWarehouse, stocktake: String, event: Int64) {
    let house = try SampleWarehouse()
    let stocktake = try house.open("A-01", isBlind: false)
    try house.act(
      RecordCounts(stocktake, [CountEntry(.unknown, nil, Quantity(1), at: "A-01", text: "5012345678900")]), by: "maria")
    let bin = try house.books.ask(CountedBin(stocktake, "A-01", now: SampleWarehouse.noon))
    return (house, stocktake, try #require(bin.parked.first).id)
  }

  private static func left(_ house: SampleWarehouse, _ stocktake: String) throws -> Int {
    try house.books.ask(CountedBin(stocktake, "A-01", now: SampleWarehouse.noon)).parked.count
  }

  @Test("a parked scan is dropped by its number, once, by anybody")
  func dropped() throws {
    let (house, stocktake, event) = try ParkedCountTests.parked()
    try house.count(stocktake, "DRILL-18V", "2", in: "A-01", by: "maria")
    try house.act(NegateCount(stocktake, event: event), by: "ben")
    #expect(try ParkedCountTests.left(house, stocktake) == 0)
    #expect(throws: InventoryError.nothingToTakeBack(stocktake: stocktake)) {
      try house.act(NegateCount(stocktake, event: event), by: "ben")
    }
    #expect(try house.line(stocktake, "DRILL-18V").counted == Quantity(2))
  }

  @Test("a count of somebody else is not taken back by its number")
  func others() throws {
    let (house, stocktake, event) = try ParkedCountTests.parked()
    try house.count(stocktake, "DRILL-18V", "2", in: "A-01", by: "maria")
    let last = try #require(try house.books.ask(CountEventPage(stocktake)).rows.first)
    #expect(last.id != event && last.actor == "maria")
    #expect(throws: InventoryError.nothingToTakeBack(stocktake: stocktake)) {
      try house.act(NegateCount(stocktake, event: last.id), by: "ben")
    }
    try house.act(NegateCount(stocktake, event: last.id), by: "maria")
    #expect(try house.line(stocktake, "DRILL-18V").counted == nil)
  }

  @Test("a parked scan becomes what it was in one step, and only once")
  func assigned() throws {
    let (house, stocktake, event) = try ParkedCountTests.parked()
    let entry = CountEntry(.scan, "DRILL-18V", Quantity(1), at: "A-01", text: "5012345678900")
    try house.act(RecordCounts(stocktake, [entry], instead: event), by: "ben")
    #expect(try ParkedCountTests.left(house, stocktake) == 0)
    #expect(try house.line(stocktake, "DRILL-18V").counted == Quantity(1))
    #expect(throws: InventoryError.nothingToTakeBack(stocktake: stocktake)) {
      try house.act(RecordCounts(stocktake, [entry], instead: event), by: "ben")
    }
    let counted = try #require(try house.books.ask(CountEventPage(stocktake)).rows.first { $0.kind == .scan })
    #expect(throws: InventoryError.nothingToTakeBack(stocktake: stocktake)) {
      try house.act(RecordCounts(stocktake, [entry], instead: counted.id), by: "ben")
    }
    #expect(try house.line(stocktake, "DRILL-18V").counted == Quantity(1))
  }

  @Test(
    "an informed count shows what is expected of a line once it is counted; a blind one does not",
    arguments: [false, true])
  func informed(isBlind: Bool) throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "5", at: "A-01", on: "2026-07-04T08:00:00Z")
    try house.post(.opening, "CABLE", "7.5", at: "A-01", on: "2026-07-04T08:00:00Z")
    let stocktake = try house.open("A-01", isBlind: isBlind)
    try house.count(stocktake, "DRILL-18V", "4", in: "A-01")
    let lines = try house.books.ask(CountedBin(stocktake, "A-01", now: SampleWarehouse.noon)).lines
    #expect(lines.map(\.code.sku) == ["DRILL-18V"])
    #expect(lines.first?.judgement?.expected == (isBlind ? nil : Quantity(5)))
    #expect(lines.first?.judgement?.variance == (isBlind ? nil : Quantity(-1)))
  }
}

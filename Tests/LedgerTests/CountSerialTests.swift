import Inventory
import Testing

/// Serials are counted one by one: each is expected at a place or not, found there or not.
@Suite("Serials are counted one by one") struct CountSerialTests {
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.post(.opening, "SCALE", "2", at: "A-01", serials: ["S1", "S2"], on: "2026-07-04T08:00:00Z")
    try house.post(.opening, "SCALE", "1", at: "A-02", serials: ["S3"], on: "2026-07-04T08:00:00Z")
    return house
  }

  private func places(_ house: SampleWarehouse) throws -> [String] {
    try house.books.ask(ItemStock("SCALE")).serials.map { "\($0.serial) \($0.place)" }
  }

  @Test("one that is missed and one that is found do not cancel out, and what is found elsewhere has left there")
  func misplaced() throws {
    let house = try CountSerialTests.house()
    let stocktake = try house.open("A-01", tolerance: "50%")
    try house.count(stocktake, "SCALE", "2", in: "A-01", serials: ["S2", "S3"], at: "10:00")
    try house.reconcile(stocktake)
    let line = try house.line(stocktake, "SCALE")
    #expect(line.judgement?.variance == .zero && line.judgement?.isWithin == false && line.state == .recount)
    #expect(line.missingSerials == ["S1"] && line.foundSerials == ["S3"])
    #expect(line.misplacedSerials == ["S3 at NORTH/A-02"])
    try house.approve(stocktake)
    try house.apply(stocktake)
    #expect(try places(house) == ["S2 NORTH/A-01", "S3 NORTH/A-01"])
    #expect(try house.onHand("SCALE", at: "A-02") == "0")
    try house.expectSoundBooks()
  }

  @Test(
    "one that left after it was counted is back in the books first; one that left before by a late paper was not there")
  func later() throws {
    let house = try CountSerialTests.house()
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "SCALE", "1", in: "A-01", serials: ["S2"], at: "10:00")
    try house.finish(stocktake)
    #expect(try places(house) == ["S2 NORTH/A-01", "S3 NORTH/A-02"])
    // The paper that explains the missing one comes late: the count is restated, and nothing moves twice.
    try house.post(.issue, "SCALE", "1", at: "A-01", serials: ["S1"], on: "2026-07-04T09:00:00Z")
    #expect(try house.restatedVariance(stocktake, line: 1) == .zero)
    #expect(try places(house) == ["S2 NORTH/A-01", "S3 NORTH/A-02"])
    try house.expectSoundBooks()
  }

  @Test("a serial counts once in a stocktake, and who says it again is told where and by whom")
  func once() throws {
    let house = try CountSerialTests.house()
    let stocktake = try house.open("A")
    try house.count(stocktake, "SCALE", "1", in: "A-01", serials: ["S1"])
    #expect(
      house.refusal { try house.count(stocktake, "SCALE", "1", in: "A-02", serials: ["s1"], by: "ben") }
        == "serial-counted")
    #expect(
      house.refusal { try house.count(stocktake, "SCALE", "2", in: "A-02", serials: ["S8", "S8"]) } == "serial-twice")
    #expect(house.refusal { try house.count(stocktake, "SCALE", "2", in: "A-02", serials: ["S8"]) } == "serials-needed")
    try house.act(NegateCount(stocktake), by: "maria")
    try house.count(stocktake, "SCALE", "1", in: "A-02", serials: ["S1"], by: "ben")
    #expect(try house.line(stocktake, "SCALE", in: "A-02").counted == Quantity(1))
    #expect(try house.line(stocktake, "SCALE", in: "A-01").counted == nil)
  }
}

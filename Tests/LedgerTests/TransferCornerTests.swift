import Inventory
import Ledger
import Testing

/// Transfers where they meet pallets, counts, expiry and holds.
@Suite struct TransferCornerTests {
  let dock: TransferHouse
  var house: SampleWarehouse { dock.house }

  init() throws { dock = try TransferHouse() }

  @Test("a pallet leaves whole with a transfer and arrives whole, with its lots and serials; nobody counts its pieces")
  func pallets() throws {
    try house.act(
      BuildPlate(
        "P1", at: "A-01",
        [
          PlateLine("DRILL-18V", Quantity(24)), PlateLine("GLUE", Quantity(12), lot: "L2"),
          PlateLine("SCALE", Quantity(2), serials: ["S1", "S2"]),
        ]))
    let number = try dock.create(
      TransferRequestLine("DRILL-18V", Quantity(30)), TransferRequestLine("GLUE", Quantity(12)),
      TransferRequestLine("SCALE", Quantity(2)))
    try house.act(ShipTransfer(number, [], plates: ["P1"]))
    #expect(try house.books.ask(PlateCard("P1")).plate.transferNumber == number)
    #expect(try dock.lines(number).filter { $0.shipped > .zero }.map(\.shipped) == [24, 2, 12].map { Quantity($0) })
    #expect(house.refusal { try house.act(MovePlate("P1", to: "A-02")) } == "invalid-state")
    try house.act(ReceiveTransfer(number, [], plates: ["P1"]))
    let card = try house.books.ask(PlateCard("P1"))
    #expect(card.plate.place == "SOUTH/S-01" && !card.plate.isDoubtful)
    #expect(try house.books.ask(ItemStock("SCALE", at: "S-01")).serials.map(\.serial).sorted() == ["S1", "S2"])
    #expect(house.refusal { try house.act(ReceiveTransfer(number, [], plates: ["P1"])) } == "invalid-state")
    try house.expectSoundBooks()
  }

  @Test("a pallet whose goods come piece by piece is a pallet no more")
  func palletInPieces() throws {
    try house.act(BuildPlate("P1", at: "A-01", [PlateLine("DRILL-18V", Quantity(24))]))
    let number = try dock.create(TransferRequestLine("DRILL-18V", Quantity(24)))
    try house.act(ShipTransfer(number, [], plates: ["P1"]))
    try dock.receive(number, .init("DRILL-18V", good: Quantity(20)))
    #expect(house.refusal { try house.act(ReceiveTransfer(number, [], plates: ["P1"])) } == "over-receipt")
    try house.act(ReceiveTransfer(number))
    #expect(try house.books.ask(PlateCard("P1")).plate.status == .opened)
    try house.expectSoundBooks()
  }

  @Test("a receipt taken back after the goods were counted restates the count: what was seen stays on hand")
  func takenBackAfterCount() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    try house.act(ReceiveTransfer(number), at: SampleWarehouse.noon)
    let later = SampleWarehouse.noon.adding(milliseconds: 60_000)
    try house.act(CountNow("DRILL-18V", Quantity(10), at: "S-01"), at: later)
    try house.act(TakeBackReceipt(number), at: later.adding(milliseconds: 60_000))
    #expect(try dock.balances("DRILL-18V", at: "S-01") == "on hand 10, blocked 0, incoming 10")
    #expect(try dock.card(number).sums.inTransit == Quantity(10))
    try house.expectSoundBooks()
  }

  @Test("a lot that expired on its way, or is quarantined meanwhile, arrives blocked; freed, it may be used")
  func lotsOnTheWay() throws {
    let number = try dock.shipped(TransferRequestLine("GLUE", Quantity(20)))
    let friday = try #require(Instant("2026-07-06T08:00:00Z"))
    try house.act(QuarantineLot("L2", of: "GLUE"), at: friday)
    try house.act(ReceiveTransfer(number), at: friday)
    let lots = try house.books.ask(ItemStock("GLUE", at: "S-01")).lots
    #expect(lots.map { "\($0.lot.code) \($0.onHand) \($0.blocked)" } == ["L4 8 8", "L2 12 12"])
    try house.act(ReleaseLot("L2", of: "GLUE"), at: friday)
    #expect(try dock.balances("GLUE", at: "S-01") == "on hand 20, blocked 8, incoming 0")
    try house.expectSoundBooks()
  }

  @Test("nothing is shipped from or received at a place that a stocktake holds")
  func holds() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    try house.act(OpenStocktake("S-01", policy: .locked))
    #expect(house.refusal { try house.act(ReceiveTransfer(number)) } == "held-by-stocktake")
    try house.act(CancelStocktake("ST-0001"))
    try house.act(ReceiveTransfer(number))
    try house.expectSoundBooks()
  }

  @Test("scans of two receivers add up; the sum is checked when it is posted, and undone scan by scan before")
  func twoReceivers() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    func scan(_ quantity: Int, by actor: String) throws {
      try house.act(
        RecordReceipts(number, [.init("DRILL-18V", Quantity(quantity), kind: .typed)]), by: actor)
    }
    try scan(5, by: "anna")
    try scan(7, by: "ben")
    #expect(try dock.lines(number).first?.left == Quantity(-2))
    #expect(try dock.card(number).receivers == ["ben", "anna"])
    #expect(house.refusal { try house.act(PostReceipt(number)) } == "over-receipt")
    try house.act(NegateReceipt(number), by: "anna")
    #expect(house.refusal { try house.act(NegateReceipt(number), by: "anna") } == "nothing-scanned")
    try scan(3, by: "anna")
    try house.act(PostReceipt(number), by: "anna")
    #expect(try dock.story(number) == "10 shipped, 10 good, 0 damaged, 0 over, 0 closed, 0 in transit, 0.00")
    #expect(try dock.lines(number).first?.pendingGood == .zero)
    try house.expectSoundBooks()
  }

  @Test("a parked scan waits until it is known what it is, and is posted by nothing")
  func parked() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    try house.act(RecordReceipts(number, [.parked("4005900000019")]))
    #expect(house.refusal { try house.act(PostReceipt(number)) } == "nothing-scanned")
    let event = try #require(house.books.ask(ReceiveEventPage(number, isParked: true)).rows.first)
    try house.act(RecordReceipts(number, [.init("DRILL-18V", Quantity(1))], instead: event.id))
    #expect(try dock.card(number).parked == 0)
    try house.act(PostReceipt(number))
    #expect(try dock.card(number).sums.good == Quantity(1))
    try house.expectSoundBooks()
  }
}

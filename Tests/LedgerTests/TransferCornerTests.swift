import Inventory
import Ledger
import StorageLocal
import Testing

/// What the simulation of transfers found, in sentences; and two receivers at one dock.
@Suite("Corners of transfers") struct TransferCornerTests {
  let dock: TransferHouse
  var house: SampleWarehouse { dock.house }

  init() throws { dock = try TransferHouse() }

  private func scales(_ count: Int) throws -> String {
    let serials = (1...count).map { "S\($0)" }
    let number = try dock.create(TransferRequestLine("SCALE", Quantity(count)))
    try house.act(ShipTransfer(number, [.init("SCALE", Quantity(count), serials: serials)]))
    return number
  }

  private func scan(_ transfer: String, _ entries: RecordReceipts.Entry..., by actor: String = "anna") throws {
    try house.act(RecordReceipts(transfer, entries), by: actor)
  }

  @Test("a serial is scanned once until it is posted, whoever scans it and in whatever case")
  func serialTwice() throws {
    let number = try scales(3)
    try scan(number, RecordReceipts.Entry("SCALE", serial: "S1"))
    #expect(house.refusal { try scan(number, .init("SCALE", serial: "s1"), by: "ben") } == "serial-twice")
    #expect(
      house.refusal { try scan(number, .init("SCALE", serial: "S2"), .init("SCALE", serial: "S2")) } == "serial-twice")
    try house.act(NegateReceipt(number))
    try scan(number, .init("SCALE", serial: "S1"), by: "ben")
    try house.expectSoundBooks()
  }

  @Test("a scan can be taken back after the transfer was received without it")
  func negateAfterwards() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    try scan(number, RecordReceipts.Entry("DRILL-18V", Quantity(3)))
    try house.act(ReceiveTransfer(number))
    #expect(try dock.card(number).transfer.status == .completed)
    try house.act(NegateReceipt(number))
    #expect(try dock.lines(number).map(\.pendingGood) == [.zero])
    #expect(house.refusal { try house.act(NegateReceipt(number)) } == "nothing-scanned")
    try house.expectSoundBooks()
  }

  @Test("another lot than the one that was asked for is not shipped in its place")
  func otherLot() throws {
    let number = try dock.create(TransferRequestLine("GLUE", Quantity(5), lot: "L1"))
    #expect(
      house.refusal { try house.act(ShipTransfer(number, [.init("GLUE", Quantity(5), lot: "L2")])) }
        == "not-on-transfer")
    try house.act(ShipTransfer(number, [.init("GLUE", Quantity(5))]))
    #expect(try dock.lines(number).map { $0.lot?.code } == ["L1"])
    try house.expectSoundBooks()
  }

  @Test("a serial of which somebody said what became of it is not meant again when the others are resolved")
  func settledSerials() throws {
    let number = try scales(3)
    try house.act(CloseShort(number, reason: "LOST"))
    let short = try #require(dock.discrepancies(number).first)
    try house.act(ResolveDiscrepancy(short.id, .neverShipped, quantity: Quantity(1), serials: ["S2"]))
    #expect(
      house.refusal {
        try house.act(ResolveDiscrepancy(short.id, .lost, quantity: Quantity(1), serials: ["S2"], reason: "x"))
      } == "serial-not-on-transfer")
    // The other two are all that is left, so nobody has to name them.
    try house.act(ResolveDiscrepancy(short.id, .cameLater))
    let stock = try house.books.ask(ItemStock("SCALE")).serials.map { "\($0.serial) \($0.place)" }.sorted()
    #expect(stock == ["S1 SOUTH/S-01", "S2 NORTH", "S3 SOUTH/S-01"])
    try house.expectSoundBooks()
  }

  @Test("a damaged serial that went back is not meant again when the other damaged one is accepted")
  func settledDamage() throws {
    let number = try scales(3)
    try dock.receive(
      number, .init("SCALE", good: Quantity(1), damaged: Quantity(2), serials: ["S1"], damagedSerials: ["S2", "S3"]))
    let damaged = try #require(dock.discrepancies(number).first)
    try house.act(ResolveDiscrepancy(damaged.id, .returned, quantity: Quantity(1), serials: ["S3"]))
    try house.act(ResolveDiscrepancy(damaged.id, .returned))
    #expect(try dock.balances("SCALE", at: "NORTH") == "on hand 2, blocked 2, incoming 0")
    try house.expectSoundBooks()
  }

  @Test("a serial that was closed short and comes after all came later: it is not taken as over")
  func missedSerialComes() throws {
    let number = try scales(2)
    try scan(number, .init("SCALE", serial: "S1", condition: .over))
    try house.act(CloseShort(number, [.init("SCALE", Quantity(1), serials: ["S1"])], reason: "LOST"))
    #expect(house.refusal { try house.act(PostReceipt(number)) } == "serial-not-on-transfer")
    try house.act(NegateReceipt(number))
    #expect(
      house.refusal { try scan(number, .init("SCALE", serial: "s1", condition: .over)) } == "serial-not-on-transfer")
    let short = try #require(dock.discrepancies(number).first)
    try house.act(ResolveDiscrepancy(short.id, .cameLater))
    #expect(try house.books.ask(ItemStock("SCALE", at: "S-01")).serials.map(\.serial) == ["S1"])
    try house.expectSoundBooks()
  }

  // MARK: Two receivers

  @Test(
    "two who scan one line with two programs: their sum is posted if it fits, and not at all before it does",
    arguments: [(5, 5, nil), (5, 7, 3), (10, 10, 0)])
  func twoReceivers(_ first: Int, _ second: Int, corrected: Int?) throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    let other = try house.another()
    func there(_ act: some Act, _ key: String) throws {
      _ = try other.perform(act, ActContext(key: key, actor: "ben", terminal: "tty2", now: SampleWarehouse.noon))
    }
    try scan(number, RecordReceipts.Entry("DRILL-18V", Quantity(first)))
    try there(RecordReceipts(number, [.init("DRILL-18V", Quantity(second))]), "second")
    if let corrected {
      #expect(house.refusal { try there(PostReceipt(number), "too much") } == "over-receipt")
      #expect(try dock.story(number).hasSuffix("10 in transit, 499.00"))
      try house.act(NegateReceipt(number))
      if corrected > 0 { try scan(number, RecordReceipts.Entry("DRILL-18V", Quantity(corrected))) }
    }
    try there(PostReceipt(number), "posted")
    #expect(try dock.story(number) == "10 shipped, 10 good, 0 damaged, 0 over, 0 closed, 0 in transit, 0.00")
    #expect(try dock.card(number).transfer.status == .completed)
    try house.expectSoundBooks()
  }
}

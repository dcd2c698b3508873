import Inventory
import Ledger
import Testing

/// What receivers scan before it is posted, in the books.
@Suite("Scans at the dock")
struct ReceiveTests {
  private let dock: TransferHouse
  private var house: SampleWarehouse { dock.house }

  init() throws { dock = try TransferHouse() }

  private func scan(_ transfer: String, _ entries: RecordReceipts.Entry..., by actor: String = "anna") throws {
    try house.act(RecordReceipts(transfer, entries), by: actor)
  }

  /// `anna 1 good, ben 4 damaged`: what stands, in order.
  private func events(_ transfer: String) throws -> String {
    try live(transfer).map { "\($0.actor) \($0.quantity) \($0.condition.name)" }.joined(separator: ", ")
  }

  private func live(_ transfer: String) throws -> [ReceiveEvent] {
    try house.books.ask(ReceiveEventPage(transfer)).rows.reversed().filter {
      $0.negatedBy == nil && $0.kind != .negate && !$0.isPosted
    }
  }

  @Test("scans of several receivers add up on the line, and are posted together; what is missing stays in transit")
  func together() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    try scan(number, .init("DRILL-18V", Quantity(5)))
    try scan(number, .init("DRILL-18V", Quantity(2), condition: .damaged), by: "ben")
    #expect(try dock.lines(number).map(\.left) == [Quantity(3)])
    #expect(try dock.card(number).receivers == ["ben", "anna"])
    try house.act(PostReceipt(number), by: "ben")
    #expect(try dock.story(number) == "10 shipped, 5 good, 2 damaged, 0 over, 0 closed, 3 in transit, 149.70")
    #expect(try dock.lines(number).map(\.pendingGood) == [.zero])
    #expect(house.refusal { try house.act(PostReceipt(number)) } == "nothing-scanned")
    try house.expectSoundBooks()
  }

  @Test("five and seven of ten are refused when they are posted, and kept; three and seven are fine")
  func overSum() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    try scan(number, .init("DRILL-18V", Quantity(5)))
    try scan(number, .init("DRILL-18V", Quantity(7)), by: "ben")
    #expect(house.refusal { try house.act(PostReceipt(number)) } == "over-receipt")
    #expect(try events(number) == "anna 5 good, ben 7 good")
    let own = try #require(live(number).first).id
    try house.act(RecordReceipts(number, [.init("DRILL-18V", Quantity(3), kind: .typed)], correcting: [own]))
    #expect(try events(number) == "ben 7 good, anna 3 good")
    try house.act(PostReceipt(number))
    #expect(try dock.card(number).transfer.status == .completed)
    try house.expectSoundBooks()
  }

  @Test("a correction takes back the receiver's own scans alone, each once, and may leave nothing in their place")
  func corrections() throws {
    let number = try dock.shipped(TransferRequestLine("DRILL-18V", Quantity(10)))
    try scan(number, .init("DRILL-18V"))
    try scan(number, .init("DRILL-18V", Quantity(4)))
    let events = try live(number).map(\.id)
    #expect(
      house.refusal { try house.act(RecordReceipts(number, [], correcting: events), by: "ben") } == "nothing-scanned")
    try house.act(RecordReceipts(number, [], correcting: events))
    #expect(try dock.lines(number).map(\.pendingGood) == [.zero])
    #expect(house.refusal { try house.act(RecordReceipts(number, [], correcting: events)) } == "nothing-scanned")
    #expect(house.refusal { try house.act(RecordReceipts(number, [])) } == "nothing-to-change")
    try house.expectSoundBooks()
  }

  @Test("a serial is scanned once, whoever scans it: the second is told by whom; taken back, it may be scanned again")
  func serials() throws {
    let number = try dock.create(TransferRequestLine("SCALE", Quantity(3)))
    try house.act(ShipTransfer(number, [.init("SCALE", Quantity(3), serials: ["S1", "S2", "S3"])]))
    try scan(number, .init("SCALE", serial: "S1"), by: "ben")
    #expect(house.refusal { try scan(number, .init("SCALE", serial: "s1")) } == "serial-twice")
    #expect(
      house.refusal { try scan(number, .init("SCALE", serial: "S2"), .init("SCALE", serial: "s2")) }
        == "serial-twice")
    try house.act(NegateReceipt(number), by: "ben")
    try scan(number, .init("SCALE", serial: "S1"))
    try house.act(PostReceipt(number))
    #expect(try dock.lines(number).first?.serialsInTransit == ["S2", "S3"])
    #expect(house.refusal { try scan(number, .init("SCALE", serial: "S1")) } == "serial-in-stock")
    try house.expectSoundBooks()
  }
}

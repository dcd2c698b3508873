import Inventory

/// What is on its way in the sample warehouse: one transfer came with two broken, two too many and one missing, and
/// waits for somebody to say what became of them; one is on the road with lots and serials; one is asked for.
struct SampleTransfers {
  private let service: any InventoryService
  private let now: Instant
  private var count = 0

  init(_ service: any InventoryService, now: Instant) {
    self.service = service
    self.now = now
  }

  mutating func fill() throws(InventoryError) {
    try receiveWithDiscrepancies()
    try sendUrgently()
    try askForMore()
  }

  private static let hour: Int64 = 3_600_000
  private static let day = 24 * hour

  private mutating func receiveWithDiscrepancies() throws(InventoryError) {
    let asked = CreateTransfer(
      from: "NORTH", to: "SOUTH",
      [
        TransferRequestLine("TAP-300", Quantity(24)), TransferRequestLine("GLU-1", Quantity(12)),
        TransferRequestLine("NUSS-01", Quantity(24)), TransferRequestLine("BOX-24", Quantity(20)),
      ], reference: "TRUCK-11")
    try perform(asked, by: "maria", before: 4 * SampleTransfers.day)
    try perform(ShipTransfer("TR-0001"), by: "ben", before: 3 * SampleTransfers.day)
    let came = ReceiveTransfer(
      "TR-0001",
      [
        .init("TAP-300", good: Quantity(22), damaged: Quantity(2)),
        .init("GLU-1", good: Quantity(11), lot: "L2414"),
        .init("NUSS-01", good: Quantity(26), over: Quantity(2)),
        .init("BOX-24", good: Quantity(20)),
      ])
    try perform(came, by: "maria", before: SampleTransfers.day)
    let missing = CloseShort("TR-0001", [.init("GLU-1", lot: "L2414")], reason: "LOST", owner: .carrier)
    try perform(missing, by: "anna", before: SampleTransfers.day - SampleTransfers.hour)
  }

  private mutating func sendUrgently() throws(InventoryError) {
    let tomorrow = Instant(
      milliseconds: (Int64(now.day.daysSince1970) + 1) * SampleTransfers.day + 8 * SampleTransfers.hour)
    let asked = CreateTransfer(
      from: "NORTH", to: "SOUTH",
      [
        TransferRequestLine("SIL-310", Quantity(18)), TransferRequestLine("ZNC-001", Quantity(6)),
        TransferRequestLine("SER-7", Quantity(2), serials: ["SER-7-1001", "SER-7-1002"]),
        TransferRequestLine("ZIP-300", Quantity(200)),
      ], eta: tomorrow, priority: .urgent, reference: "TRUCK-12", note: "call the store from the road")
    try perform(asked, by: "maria", before: 6 * SampleTransfers.hour)
    try perform(ShipTransfer("TR-0002"), by: "ben", before: 3 * SampleTransfers.hour)
  }

  private mutating func askForMore() throws(InventoryError) {
    let inThreeDays = Instant(
      milliseconds: (Int64(now.day.daysSince1970) + 3) * SampleTransfers.day + 10 * SampleTransfers.hour)
    let asked = CreateTransfer(
      from: "NORTH", to: "SOUTH",
      [
        TransferRequestLine("YOK-010", Quantity(10)), TransferRequestLine("DRILL-18V", Quantity(3)),
        TransferRequestLine("GLU-1", Quantity(12)),
      ], eta: inThreeDays, reference: "weekly")
    try perform(asked, by: "maria", before: SampleTransfers.hour)
  }

  private mutating func perform(_ act: some Act, by actor: String, before: Int64) throws(InventoryError) {
    count += 1
    let then = now.adding(milliseconds: -before)
    _ = try service.perform(
      act, ActContext(key: "sample-transfer-\(count)", actor: actor, terminal: "sample", now: then))
  }
}

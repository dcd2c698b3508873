import Inventory
import Ledger
import Testing

/// Over a line every call costs its length, so each act and question says how many it makes. The first time names are looked
/// up; afterwards an act that knows its names is one trip, with what it reads of what it made.
@Suite("How many trips things take over a line") struct RoundTripTests {
  private static let acts = [
    Errand("a receipt", cold: 2, warm: 1) { try $0.move(.receipt, "DRILL-18V", 2) },
    Errand("an issue", cold: 2, warm: 1) { try $0.move(.issue, "DRILL-18V", 1) },
    Errand("a count", cold: 2, warm: 1) { try $0.count("DRILL-18V") },
    Errand("a count taken back", cold: 2, warm: 2) {
      try $0.act(NegateCount("ST-0001"), by: "cora")
    }.after { try $0.count("DRILL-18V") },
    Errand("a bin opened", cold: 3, warm: 2) { try $0.act(OpenBin("ST-0001", "A-01"), by: "cora") },
    Errand("a bin closed", cold: 4, warm: nil) {
      try $0.act(CloseBin("ST-0001", "A-01"), by: "cora")
    }.after { try $0.count("DRILL-18V") },
    Errand("a scan at the dock", cold: 3, warm: 1) { try $0.scan("DRILL-18V") },
    Errand("a scan at the dock taken back", cold: 2, warm: 2) {
      try $0.act(NegateReceipt($0.transfer))
    }.after { try $0.scan("CABLE") },
    Errand("what was scanned posted", cold: 4, warm: 4) {
      try $0.act(PostReceipt($0.transfer))
    }.after { try $0.scan("DRILL-18V") },
    Errand("a scan of an order", cold: 4, warm: 2) {
      try $0.act(ScanReceipt("PO-1", [PurchaseHouse.goods("DRILL-18V", 1)]))
    },
    Errand("a transfer asked for", cold: 2, warm: 2) {
      try $0.act(CreateTransfer(from: "NORTH", to: "S-01", [TransferRequestLine("CABLE", Quantity(1))]))
    },
    Errand("goods reserved", cold: 3, warm: 2) {
      try $0.act(ReserveStock(for: "order:SO-\($0.number)", [.drills(1)]))
    },
    Errand("an item edited", cold: 2, warm: 2) {
      let number = $0.number
      try $0.act(EditItem("CABLE", .with { $0.name = "Cable \(number)" }))
    },
  ]

  private static let questions: [Errand] = [
    .question("the stock pane", cold: 1, warm: 1) { try $0.ask(StockPage()).rows.count > 3 },
    .question("its header", cold: 1, warm: 1) { try $0.ask(StockTotals()).records > 3 },
    .question("the stock of a site", cold: 2, warm: 2) {
      var filter = StockFilter()
      filter.location = "NORTH"
      return try $0.ask(StockPage(filter: filter)).rows.count > 3
    },
    .question("the header of a site", cold: 1, warm: 1) { try $0.ask(StockTotals(site: "NORTH")).records > 3 },
    .question("the stock pane of one who counts", cold: 2, warm: 2) {
      try $0.ask(StockPage(), by: "cora").rows.count > 3
    },
    .question("an item's card", cold: 2, warm: 2) { try $0.ask(ItemStock("DRILL-18V")).places.count > 0 },
    .question("a code that is an item", cold: 1, warm: 1) {
      try $0.answers(LookUp(ScannedCode("DRILL-18V", today: SampleWarehouse.noon.day)))
    },
    .question("a code that is a barcode", cold: 1, warm: 1) {
      try $0.answers(LookUp(ScannedCode("4006381333931", today: SampleWarehouse.noon.day)))
    },
    .question("a code that nobody has", cold: 1, warm: 1) {
      try $0.answers(LookUp(ScannedCode("no such thing", today: SampleWarehouse.noon.day)))
    },
    .question("the sheet of a bin", cold: 2, warm: 2) {
      try $0.ask(CountedBin("ST-0001", "A-01", now: SampleWarehouse.noon), by: "cora").lines.count == 1
    }.after { try $0.count("DRILL-18V") },
    .question("a stocktake's card", cold: 2, warm: 2) { try $0.answers(StocktakeCard("ST-0001")) },
    .question("the transfers", cold: 1, warm: 1) { try $0.ask(TransferPage()).rows.count == 1 },
    .question("a transfer's card", cold: 2, warm: 2) { try $0.answers(TransferCard($0.transfer)) },
    .question("a transfer's lines", cold: 2, warm: 2) {
      try $0.ask(TransferLinePage($0.transfer)).rows.count == 2
    },
    .question("what was scanned of a transfer", cold: 2, warm: 2) { try $0.answers(ReceiveEventPage($0.transfer)) },
    .question("an order's card", cold: 2, warm: 2) { try $0.answers(OrderCard("PO-1")) },
    .question("the ledger", cold: 1, warm: 1) { try $0.ask(LedgerPage()).rows.count > 3 },
    .question("who I am", cold: 1, warm: 1) { try $0.ask(WhoAmI("anna"))?.name == "anna" },
    .question("whether anybody changed anything", cold: 1, warm: 1) { try $0.answers(ChangeToken()) },
  ]

  @Test("takes so many trips, and not one more", arguments: acts + questions)
  func trips(errand: Errand) throws {
    let scene = try TripScene()
    #expect(scene.line.trips() == 1, "the books are opened in one")
    // What goes before is done by other books, which leaves these as they were.
    try errand.before(scene.beside())
    try errand.run(scene)
    #expect(scene.line.trips() == errand.cold, "\(errand.name), cold")
    guard let warm = errand.warm else { return }
    try errand.before(scene)
    try errand.run(scene)
    _ = scene.line.trips()
    try errand.before(scene)
    _ = scene.line.trips()
    try errand.run(scene)
    #expect(scene.line.trips() == warm, "\(errand.name), warm")
    try scene.house.expectSoundBooks()
  }

  @Test("opening the stock pane is at most three trips, the books' own among them")
  func stockPane() throws {
    let scene = try TripScene()
    try scene.ask(StockPage())
    try scene.ask(StockTotals())
    #expect(scene.line.trips() <= 3)
  }

  @Test("what is remembered and is so no more costs another look, never a wrong act")
  func stale() throws {
    let scene = try TripScene()
    try scene.count("DRILL-18V")
    try scene.scan("DRILL-18V")
    // Others decide meanwhile.
    try scene.house.act(CancelStocktake("ST-0001"))
    #expect(scene.house.refusal { try scene.count("DRILL-18V") } == "invalid-state")
    #expect(scene.house.refusal { try scene.act(OpenBin("ST-0001", "A-01"), by: "cora") } == "invalid-state")
    try scene.house.act(ReceiveTransfer(scene.transfer, [.init("CABLE", good: Quantity(9))]))
    _ = scene.line.trips()
    try scene.scan("DRILL-18V")
    #expect(scene.line.trips() > 1)
    _ = scene.line.trips()
    try scene.scan("DRILL-18V")
    #expect(scene.line.trips() == 1)
    try scene.house.act(RecordReceipts(scene.transfer, [.init("GLUE", lot: "NEW", condition: .over)]))
    try scene.scan("DRILL-18V")
    try scene.house.expectSoundBooks()
  }

  @Test("what came free for those who wait is found out in the same trip")
  func served() throws {
    let scene = try TripScene()
    try scene.house.act(ReserveStock(for: "order:SO-1", [.drills(500)], lacking: .wait))
    try scene.move(.receipt, "DRILL-18V", 1)
    _ = scene.line.trips()
    try scene.move(.receipt, "DRILL-18V", 2)
    #expect(scene.line.trips() > 1, "those who wait are served by an act of its own")
    let keys = try scene.ask(ActKeys(prefix: "trip-")).filter { $0.hasSuffix("/serve") }
    #expect(keys.count == 2)
  }
}

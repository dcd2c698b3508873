import Inventory
import Testing

/// Imports through the books: chunks of a few rows go entry by entry, those of more than 200 at once.
@Suite struct ImportTests {
  private static func many(_ count: Int, _ item: String, at place: String) -> [MovementLine] {
    (0..<count).map { _ in MovementLine(.receipt, item, Quantity(1), at: place) }
  }

  @Test("a row the books refuse is left out and the rest stand, few or many", arguments: [0, 300])
  func rejectedRow(others: Int) throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "SCALE", "1", at: "A-01", serials: ["S0"])
    let answer = try house.act(
      ImportMovements(
        [
          MovementLine(.receipt, "SCALE", Quantity(1), at: "A-01", serials: ["S1"]),
          MovementLine(.receipt, "SCALE", Quantity(1), at: "A-01", serials: ["s1"]),
          MovementLine(.receipt, "SCALE", Quantity(1), at: "A-01", serials: ["S2"]),
          MovementLine(.issue, "CABLE", Quantity(1), at: "A-01"),
          MovementLine(.receipt, "GLUE", Quantity(5), at: "A-01", lot: "L1"),
          MovementLine(.issue, "GLUE", Quantity(3), at: "A-01", lot: "L1"),
          MovementLine(.receipt, "GLUE", Quantity(1), at: "A-01", lot: "L2"),
          MovementLine(.issue, "GLUE", Quantity(1), at: "A-01", lot: "L9"),
          MovementLine(.issue, "SCALE", Quantity(1), at: "A-01", serials: ["S2"]),
        ] + ImportTests.many(others, "DRILL-18V", at: "A-02")))
    #expect(answer.rejections.map(\.row) == [1, 3, 7])
    #expect(
      answer.rejections.map { Explanation($0.error).type } == ["serial-in-stock", "insufficient-stock", "no-such-lot"])
    #expect(try house.onHand("SCALE", at: "A-01") == "2")
    // What a row brought, one behind it may take.
    #expect(try house.onHand("GLUE", at: "A-01") == "3")
    #expect(try house.onHand("DRILL-18V", at: "A-02") == "\(others)")
    try house.expectSoundBooks()
  }

  @Test("a lot in other case is the same lot, few or many", arguments: [0, 300])
  func lotInOtherCase(others: Int) throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "Lot")
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "Other")
    let answer = try house.act(
      ImportMovements(
        [
          MovementLine(.issue, "GLUE", Quantity(4), at: "A-01", lot: "LOT"),
          MovementLine(.issue, "GLUE", Quantity(4), at: "A-01", lot: "lot"),
        ] + ImportTests.many(others, "DRILL-18V", at: "A-02")))
    #expect(answer.rejections.map(\.row) == [1])
    let lines = ["LOT", "lot"].map { MovementLine(.issue, "GLUE", Quantity(1), at: "A-01", lot: $0) }
    #expect(house.refusal { try house.act(PostMovements(lines)) } == "insufficient-stock")
    #expect(try house.onHand("GLUE", at: "A-01") == "6")
    try house.expectSoundBooks()
  }

  @Test("goods reserved without a lot are not consumed from one: the refusal says so")
  func consumeFromALot() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "L1")
    try house.post(.reserve, "GLUE", "2", at: "A-01")
    #expect(house.refusal { try house.post(.consume, "GLUE", "2", at: "A-01", lot: "L1") } == "insufficient-stock")
    try house.post(.reserve, "GLUE", "2", at: "A-01", lot: "L1")
    try house.post(.consume, "GLUE", "2", at: "A-01", lot: "L1")
    #expect(house.refusal { try house.post(.reserve, "GLUE", "1", at: "A-01", lot: "L9") } == "no-such-lot")
    #expect(house.refusal { try house.post(.reserve, "DRILL-18V", "1", at: "A-01", lot: "L9") } == "no-lots")
    try house.expectSoundBooks()
  }

  @Test("a back-dated row is judged by every later balance, few or many", arguments: [0, 300])
  func backDatedRows(others: Int) throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01", on: "2026-07-01")
    try house.post(.issue, "DRILL-18V", "9", at: "A-01", on: "2026-07-02")
    try house.post(.receipt, "DRILL-18V", "5", at: "A-01", on: "2026-07-03")
    let early = try #require(Instant("2026-07-01T12:00:00Z"))
    let rows =
      [ImportStock.Row("DRILL-18V", at: "A-01", onHand: Quantity(4), occurredAt: early)]
      + (0..<others).map { ImportStock.Row("ITEM-\($0)", at: "A-02", onHand: Quantity(1)) }
    try house.act(ImportItems((0..<others).map { ImportItems.Row(ItemCode(sku: "ITEM-\($0)"), ItemEdits()) }))
    let answer = try house.act(ImportStock(rows))
    #expect(answer.rejections.map { Explanation($0.error).type } == ["insufficient-stock"])
    // Without a date it is now, which may lie before what another console's clock posted.
    let behind = SampleWarehouse.noon.adding(milliseconds: -2 * 86_400_000)
    let late = try house.act(
      ImportMovements(
        [MovementLine(.issue, "DRILL-18V", Quantity(2), at: "A-01")]
          + ImportTests.many(others, "CABLE", at: "A-02")), at: behind)
    #expect(late.rejections.map { Explanation($0.error).type } == ["insufficient-stock"])
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "6")
    try house.expectSoundBooks()
  }

  @Test("lines of one act judge each other by their dates")
  func backDatedLinesOfOneAct() throws {
    let house = try SampleWarehouse()
    func line(_ kind: MovementKind, _ quantity: Int, _ date: String) throws -> MovementLine {
      let day = try #require(Day(date))
      return MovementLine(
        kind, "DRILL-18V", Quantity(quantity), at: "A-01",
        occurredAt: Instant(milliseconds: Int64(day.daysSince1970) * 86_400_000))
    }
    let lines = [
      try line(.receipt, 10, "2026-06-01"), try line(.issue, 10, "2026-06-05"), try line(.receipt, 10, "2026-06-06"),
      try line(.issue, 5, "2026-06-03"),
    ]
    #expect(house.refusal { try house.act(PostMovements(lines)) } == "insufficient-stock")
    let answer = try house.act(ImportMovements(lines))
    #expect(answer.rejections.map(\.row) == [3])
    try house.expectSoundBooks()
  }

  @Test("a file of places may name a parent and its children in any order")
  func locations() throws {
    let house = try SampleWarehouse()
    func row(_ code: String, in parent: String?, type: String? = nil) -> ImportLocations.Row {
      ImportLocations.Row(code, .with { ($0.parent, $0.roomType) = (parent, type) })
    }
    let rows = [
      row("E-1-1", in: "e-1"), row("E-1", in: "EAST", type: "quarantine"), row("EAST", in: nil), row("A-01", in: "A"),
      row("X", in: "X"), row("Y", in: "NOWHERE"), row("Z", in: "Y"), row("e-1", in: "EAST"), row("", in: "EAST"),
    ]
    let answer = try house.act(ImportLocations(rows))
    #expect(answer.unchanged == 1)
    #expect(
      answer.rejections.map { "\($0.row) \(Explanation($0.error).type)" } == [
        "4 location-loop", "5 no-such-location", "6 no-such-location", "7 bad-value", "8 bad-code",
      ])
    #expect(try house.location("E-1-1").path == "EAST/E-1-1")
    #expect(try house.location("E-1-1").isQuarantine)
    let again = try house.act(ImportLocations(Array(rows.prefix(4))))
    #expect(again.unchanged == 4 && again.rejections.isEmpty && again.event == 0)
    try house.expectSoundBooks()
  }

  @Test("the same item by another name in one file is not brought to its level twice")
  func sameItemTwice() throws {
    let house = try SampleWarehouse()
    let answer = try house.act(
      ImportStock(
        ["DRILL-18V", "drill-18v", "4006381333931"].map { ImportStock.Row($0, at: "A-01", onHand: Quantity(10)) }))
    #expect(answer.rejections.map(\.row) == [1, 2])
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "10")
  }

  @Test("stock is brought to the level of the file; the same file again changes nothing")
  func stockLevels() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "CABLE", "7.5", at: "A-01")
    let rows = [
      ImportStock.Row("DRILL-18V", at: "A-01", onHand: Quantity(10), reorderPoint: Quantity(3), bin: "7"),
      ImportStock.Row("CABLE", at: "A-01", onHand: Quantity(5)),
      ImportStock.Row("GLUE", at: "A-01", onHand: Quantity(4), lot: "L1", expires: Day("2027-01-31")),
      ImportStock.Row("GLUE", at: "A-01", onHand: Quantity(6), lot: "L2"),
      ImportStock.Row("SCALE", at: "A-01", onHand: Quantity(2), serials: ["S1", "S2"]),
      ImportStock.Row("DRILL-18V", at: "S-01", onHand: nil, reorderPoint: Quantity(8)),
    ]
    let answer = try house.act(ImportStock(rows))
    #expect(answer.rejections.isEmpty && answer.entryCount == 5)
    let again = try house.act(ImportStock(rows))
    #expect(again.unchanged == rows.count && again.entryCount == 0 && again.rejections.isEmpty)
    let entries = try house.books.ask(LedgerPage(limit: 5)).rows.reversed()
    #expect(
      entries.map { "\($0.kind.name) \($0.code) \($0.change.onHand) \($0.reason ?? "-")" } == [
        "opening DRILL-18V 10 -", "adjustment CABLE -2.5 AUDIT", "opening GLUE 4 -", "opening GLUE 6 -",
        "opening SCALE 2 -",
      ])
    try house.expectCountersRight()
    try house.expectSoundBooks()
  }

  @Test("a file of items adds, edits, leaves alone and rejects row by row")
  func items() throws {
    let house = try SampleWarehouse()
    let rows: [ImportItems.Row] = [
      ImportItems.Row(ItemCode(sku: "NEW"), .with { $0.barcodes = [Barcode("111")] }),
      ImportItems.Row(ItemCode(sku: "cable"), .with { $0.category = "Wire" }),
      ImportItems.Row(ItemCode(sku: "GLUE"), .with { $0.name = "Glue 250 ml" }),
      ImportItems.Row(ItemCode(sku: "OTHER"), .with { $0.barcodes = [Barcode("4006381333931")] }),
      ImportItems.Row(ItemCode(sku: "OTHER2"), .with { $0.barcodes = [Barcode("111")] }),
      ImportItems.Row(ItemCode(sku: "new"), ItemEdits()), ImportItems.Row(ItemCode(sku: " "), ItemEdits()),
      ImportItems.Row(ItemCode(sku: "14006381333938"), ItemEdits()),
    ]
    let answer = try house.act(ImportItems(rows))
    #expect(answer.unchanged == 1)
    #expect(
      answer.rejections.map { "\($0.row) \(Explanation($0.error).type)" } == [
        "3 barcode-taken", "4 barcode-taken", "5 bad-value", "6 bad-code", "7 barcode-taken",
      ])
    #expect(try house.items("CABLE").first?.category == "Wire")
    #expect(try house.items("111").map(\.code.sku) == ["NEW"])
  }

  @Test("a row whose edit the stock forbids is rejected alone")
  func forbiddenEdits() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    let items = try house.act(
      ImportItems([
        ImportItems.Row(ItemCode(sku: "NEW"), ItemEdits()),
        ImportItems.Row(ItemCode(sku: "DRILL-18V"), .with { $0.tracking = .serial }),
        ImportItems.Row(ItemCode(sku: "CABLE"), .with { $0.name = "Wire" }),
      ]))
    #expect(items.rejections.map { "\($0.row) \(Explanation($0.error).type)" } == ["1 bad-value"])
    #expect(try house.items("NEW").count == 1 && house.items("CABLE").first?.name == "Wire")
    let places = try house.act(
      ImportLocations([
        ImportLocations.Row("A-01", .with { $0.isStructural = true }),
        ImportLocations.Row("A-02", .with { $0.isStructural = true }),
      ]))
    #expect(places.rejections.map { "\($0.row) \(Explanation($0.error).type)" } == ["0 location-holds-stock"])
    #expect(try house.location("A-02").isStructural && !house.location("A-01").isStructural)
  }
}

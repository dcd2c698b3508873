import Inventory
import Ledger
import StorageLocal
import Testing

@Suite struct MovementTests {
  @Test("goods that come and go move the balance, and the ledger says before and after")
  func receiptAndIssue() throws {
    let house = try SampleWarehouse()
    let receipt = try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    #expect(receipt.entries.map(\.after.onHand) == [Quantity(10)])
    let issue = try house.post(.issue, "4006381333931", "3", at: "A-01", reason: "SALE")
    #expect(issue.entries.map(\.change.onHand) == [Quantity(-3)])
    #expect(issue.entries.map(\.after.onHand) == [Quantity(7)])
    #expect(try house.onHand("DRILL-18V", at: "NORTH") == "7")
    try house.expectSoundBooks()
  }

  /// What is posted on 10 drills, 4 of them reserved, at A-01; what is left, or the refusal.
  @Test(
    "every kind of movement does what the table says or is refused with its cause",
    arguments: [
      (MovementKind.receipt, "5", nil, "15 4 0"), (.return, "1", nil, "11 4 0"), (.issue, "6", nil, "4 4 0"),
      (.issue, "7", nil, "insufficient-stock"), (.scrap, "2", nil, "8 4 0"), (.damage, "2", nil, "8 4 0"),
      (.theft, "2", nil, "8 4 0"), (.adjustment, "-3", "ADJUSTMENT", "7 4 0"), (.adjustment, "3", "AUDIT", "13 4 0"),
      (.adjustment, "-3", nil, "reason-needed"), (.adjustment, "0", "AUDIT", "bad-quantity"),
      (.adjustment, "-11", "AUDIT", "insufficient-stock"), (.reserve, "6", nil, "10 10 0"),
      (.reserve, "7", nil, "insufficient-stock"), (.release, "4", nil, "10 0 0"),
      (.release, "5", nil, "insufficient-stock"), (.consume, "4", nil, "6 0 0"),
      (.consume, "5", nil, "insufficient-stock"), (.issue, "-1", nil, "bad-quantity"),
      (.issue, "0", nil, "bad-quantity"),
      (.issue, "1.5", nil, "bad-quantity"), (.receipt, "99999999999", nil, "quantity-too-large"),
    ] as [(MovementKind, String, String?, String)])
  func kinds(kind: MovementKind, quantity: String, reason: String?, expected: String) throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    try house.post(.reserve, "DRILL-18V", "4", at: "A-01")
    let refusal = house.refusal { try house.post(kind, "DRILL-18V", quantity, at: "A-01", reason: reason) }
    let left = try house.balances("DRILL-18V", at: "A-01")
    let outcome = refusal == "done" ? "\(left.onHand) \(left.reserved) \(left.blocked)" : refusal
    #expect(outcome == expected)
    if refusal != "done" { #expect("\(left.onHand) \(left.reserved)" == "10 4") }
    try house.expectSoundBooks()
  }

  @Test("a transfer within a site moves in one step; to another site it needs a document")
  func transfer() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    try house.post(.transferOut, "DRILL-18V", "4", at: "A-01", to: "A-02")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "6")
    #expect(try house.onHand("DRILL-18V", at: "A-02") == "4")
    #expect(house.refusal { try house.post(.transferOut, "DRILL-18V", "1", at: "A-01", to: "S-01") } == "another-site")
    #expect(house.refusal { try house.post(.transferOut, "DRILL-18V", "1", at: "A-01", to: "A-01") } == "same-location")
    #expect(house.refusal { try house.post(.receipt, "DRILL-18V", "1", at: "A") } == "location-structural")
    try house.expectSoundBooks()
  }

  @Test("an act on several lines takes effect whole or not at all")
  func severalLines() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    let lines = [
      MovementLine(.issue, "DRILL-18V", Quantity(4), at: "A-01"),
      MovementLine(.receipt, "CABLE", try #require(Quantity("2.5")), at: "A-02"),
      MovementLine(.issue, "DRILL-18V", Quantity(7), at: "A-01"),
    ]
    #expect(house.refusal { try house.act(PostMovements(lines)) } == "insufficient-stock")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "10")
    #expect(try house.balances("CABLE", at: "A-02") == .zero)
  }

  @Test("the same key and content is done once and gives the first answer; other content is a conflict")
  func idempotency() throws {
    let house = try SampleWarehouse()
    let first = try house.post(.receipt, "DRILL-18V", "10", at: "A-01", key: "k1")
    let again = try house.post(.receipt, "DRILL-18V", "10", at: "A-01", key: "k1")
    #expect(again.isRepeat && again.entries == first.entries)
    #expect(house.refusal { try house.post(.receipt, "DRILL-18V", "11", at: "A-01", key: "k1") } == "key-reused")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "10")
    // Also where the books have moved on so that the act could not be done any more.
    try house.post(.issue, "DRILL-18V", "10", at: "A-01", key: "k2")
    #expect(try house.post(.issue, "DRILL-18V", "10", at: "A-01", key: "k2").isRepeat)
    let item = Item(code: ItemCode(sku: "NEW"))
    try house.act(AddItem(item), key: "k3")
    #expect(try house.act(AddItem(item), key: "k3").isRepeat)
  }

  @Test("a dry run says what would happen and changes nothing")
  func dryRun() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    let answer = try house.post(.issue, "DRILL-18V", "4", at: "A-01", dryRun: true)
    #expect(answer.entries.map(\.after.onHand) == [Quantity(6)])
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "10")
    #expect(
      house.refusal { try house.post(.issue, "DRILL-18V", "11", at: "A-01", dryRun: true) } == "insufficient-stock")
    #expect(try house.books.ask(LedgerPage()).rows.count == 1)
  }

  /// 10 received on the 1st, 8 issued on the 3rd, 5 received on the 4th at 09:00: what a line dated otherwise does.
  @Test(
    "a back-dated movement is checked against every later balance",
    arguments: [
      (MovementKind.issue, "2", "2026-07-02", "done"), (.issue, "3", "2026-07-02", "insufficient-stock"),
      (.issue, "1", "2026-06-30", "insufficient-stock"), (.issue, "7", "2026-07-04T10:00:00Z", "done"),
      (.receipt, "1", "2026-06-30", "done"), (.issue, "1", "2026-07-05", "in-the-future"),
    ])
  func backDated(kind: MovementKind, quantity: String, date: String, expected: String) throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01", on: "2026-07-01")
    try house.post(.issue, "DRILL-18V", "8", at: "A-01", on: "2026-07-03")
    try house.post(.receipt, "DRILL-18V", "5", at: "A-01", on: "2026-07-04T09:00:00Z")
    #expect(house.refusal { try house.post(kind, "DRILL-18V", quantity, at: "A-01", on: date) } == expected)
    try house.expectSoundBooks()
  }

  @Test("a reversal takes its entry back once, with its date, and not when later stock would not stand it")
  func reversal() throws {
    let house = try SampleWarehouse()
    let receipt = try house.post(.receipt, "DRILL-18V", "10", at: "A-01", on: "2026-07-01", key: "r")
    let issue = try house.post(.issue, "DRILL-18V", "8", at: "A-01", on: "2026-07-03", key: "i")
    let receiptEntry = try #require(receipt.entries.first?.id)
    #expect(house.refusal { try house.act(ReverseMovement(.entry(receiptEntry))) } == "insufficient-stock")
    let back = try house.act(ReverseMovement(.act(key: "i")))
    #expect(back.entries.map(\.reverses) == issue.entries.map(\.id))
    #expect(back.entries.map(\.occurredAt) == issue.entries.map(\.occurredAt))
    #expect(house.refusal { try house.act(ReverseMovement(.act(key: "i"))) } == "already-reversed")
    let last = try #require(back.entries.first?.id)
    #expect(house.refusal { try house.act(ReverseMovement(.entry(last))) } == "not-reversible")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "10")
    try house.act(ReverseMovement(.entry(receiptEntry)))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "0")
    #expect(house.refusal { try house.act(ReverseMovement(.entry(999))) } == "no-such-entry")
    #expect(house.refusal { try house.act(ReverseMovement(.act(key: "none"))) } == "no-such-act")
    try house.expectSoundBooks()
  }

  @Test("reversing one leg of a transfer takes both back")
  func reverseTransfer() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    let moved = try house.post(.transferOut, "DRILL-18V", "4", at: "A-01", to: "A-02")
    let arrival = try #require(moved.entries.last?.id)
    try house.act(ReverseMovement(.entry(arrival)))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "10")
    #expect(try house.onHand("DRILL-18V", at: "A-02") == "0")
    try house.expectSoundBooks()
  }

  @Test("what stands in a quarantine room is blocked, and cannot be sold from there")
  func quarantine() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "10", at: "A-01")
    try house.post(.transferOut, "DRILL-18V", "4", at: "A-01", to: "Q")
    #expect(try house.balances("DRILL-18V", at: "Q") == Balances(onHand: Quantity(4), blocked: Quantity(4)))
    #expect(house.refusal { try house.post(.issue, "DRILL-18V", "1", at: "Q") } == "insufficient-stock")
    try house.post(.scrap, "DRILL-18V", "1", at: "Q")
    try house.post(.transferOut, "DRILL-18V", "3", at: "Q", to: "A-01")
    #expect(try house.balances("DRILL-18V", at: "Q") == .zero)
    #expect(try house.balances("DRILL-18V", at: "NORTH").available == Quantity(9))
    try house.expectSoundBooks()
  }

  @Test("goods kept by lot name their lot, and a lot is used up at its place")
  func lots() throws {
    let house = try SampleWarehouse()
    #expect(house.refusal { try house.post(.receipt, "GLUE", "5", at: "A-01") } == "lot-needed")
    #expect(house.refusal { try house.post(.receipt, "DRILL-18V", "5", at: "A-01", lot: "L") } == "no-lots")
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "L1")
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "L2")
    #expect(house.refusal { try house.post(.issue, "GLUE", "1", at: "A-01", lot: "L3") } == "no-such-lot")
    #expect(house.refusal { try house.post(.issue, "GLUE", "6", at: "A-01", lot: "L1") } == "insufficient-stock")
    try house.post(.issue, "GLUE", "5", at: "A-01", lot: "L1")
    let card = try house.books.ask(ItemStock("GLUE"))
    #expect(card.lots.map { "\($0.lot.code) \($0.onHand)" } == ["L2 5"])
    try house.expectSoundBooks()
  }

  @Test("goods kept by serial name as many serials as units, each in one place at most")
  func serials() throws {
    let house = try SampleWarehouse()
    #expect(house.refusal { try house.post(.receipt, "SCALE", "2", at: "A-01", serials: ["S1"]) } == "serials-needed")
    #expect(
      house.refusal { try house.post(.receipt, "SCALE", "2", at: "A-01", serials: ["S1", "S1"]) } == "serial-twice")
    try house.post(.receipt, "SCALE", "2", at: "A-01", serials: ["S1", "S2"])
    #expect(
      house.refusal { try house.post(.receipt, "SCALE", "1", at: "A-02", serials: ["S1"]) } == "serial-in-stock")
    #expect(house.refusal { try house.post(.issue, "SCALE", "1", at: "A-02", serials: ["S1"]) } == "serial-not-here")
    try house.post(.transferOut, "SCALE", "1", at: "A-01", to: "A-02", serials: ["S1"])
    let card = try house.books.ask(ItemStock("SCALE"))
    #expect(card.serials.map { "\($0.serial) \($0.place)" } == ["S1 NORTH/A-02", "S2 NORTH/A-01"])
    try house.post(.issue, "SCALE", "1", at: "A-02", serials: ["S1"])
    try house.post(.return, "SCALE", "1", at: "A-01", serials: ["S1"])
    try house.expectSoundBooks()
  }

  @Test("negative stock only where the house allows it, and then only on hand and available")
  func negative() throws {
    let house = try SampleWarehouse()
    #expect(house.refusal { try house.post(.issue, "DRILL-18V", "1", at: "A-01") } == "insufficient-stock")
    try house.act(SetSetting("allow_negative_stock", "yes"))
    try house.post(.issue, "DRILL-18V", "1", at: "A-01")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "-1")
    #expect(house.refusal { try house.post(.release, "DRILL-18V", "1", at: "A-01") } == "insufficient-stock")
    try house.act(SetSetting("allow_negative_stock", "no"))
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    #expect(house.refusal { try house.post(.issue, "DRILL-18V", "1", at: "A-01") } == "insufficient-stock")
    #expect(house.refusal { try house.act(SetSetting("allow_negative_stock", "maybe")) } == "bad-value")
    #expect(house.refusal { try house.act(SetSetting("nonsense", "yes")) } == "no-such-setting")
    try house.expectSoundBooks()
  }
}

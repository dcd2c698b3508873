import Inventory
import Ledger
import Testing

/// Applied counts in sentences: what they post, and what stands whatever comes later.
@Suite("Applied counts") struct CountApplyTests {
  private func house(_ drills: String = "10") throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", drills, at: "A-01", on: "2026-07-04T08:00:00Z")
    return house
  }

  /// A stocktake of A-01 in which so many drills were counted at 10:00, as far as it is approved.
  private func approved(_ house: SampleWarehouse, _ counted: String, tolerance: String = "") throws -> String {
    let stocktake = try house.open("A-01", tolerance: tolerance)
    try house.count(stocktake, "DRILL-18V", counted, in: "A-01", at: "10:00")
    try house.reconcile(stocktake)
    try house.approve(stocktake)
    return stocktake
  }

  private func late(_ house: SampleWarehouse, _ kind: MovementKind, _ quantity: String, _ time: String) throws {
    try house.post(kind, "DRILL-18V", quantity, at: "A-01", on: "2026-07-04T\(time):00Z")
  }

  @Test("a late paper after the approval returns its line alone; one inside the tolerance does not")
  func binding() throws {
    for (tolerance, isReturned) in [("", true), ("5", false)] {
      let house = try house()
      try house.post(.opening, "CABLE", "5", at: "A-01", on: "2026-07-04T08:00:00Z")
      let stocktake = try house.open("A-01", tolerance: tolerance)
      try house.count(stocktake, "DRILL-18V", "8", in: "A-01", at: "10:00")
      try house.count(stocktake, "CABLE", "4", in: "A-01", at: "10:00")
      try house.reconcile(stocktake)
      try house.approve(stocktake)
      try late(house, .issue, "1", "09:00")
      try house.apply(stocktake)
      let line = try house.line(stocktake, "DRILL-18V")
      #expect(line.state == (isReturned ? .outside : .applied))
      #expect(line.judgement?.variance == Quantity(-1))
      #expect(try house.onHand("CABLE", at: "A-01") == "4")
      #expect(try house.onHand("DRILL-18V", at: "A-01") == (isReturned ? "9" : "8"))
      let status = try house.books.ask(StocktakeCard(stocktake)).stocktake.status
      #expect(status == (isReturned ? .review : .applied))
      if isReturned {
        #expect(line.refusal?.isEmpty == false)
        try house.approve(stocktake, 2)
        try house.apply(stocktake)
        #expect(try house.onHand("DRILL-18V", at: "A-01") == "8")
      }
      try house.expectSoundBooks()
    }
  }

  @Test("applied twice is applied once, with the same key or another")
  func twice() throws {
    let house = try house()
    let stocktake = try approved(house, "8")
    let first = try house.act(ApplyStocktake(stocktake), key: "apply")
    let again = try house.act(ApplyStocktake(stocktake), key: "apply")
    #expect(!first.isRepeat && again.isRepeat && again.entries == first.entries)
    #expect(house.refusal { try house.apply(stocktake) } == "invalid-state")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "8")
    try house.expectSoundBooks()
  }

  @Test("a count that finds what the books say posts nothing, and is remembered all the same")
  func zeroVariance() throws {
    let house = try house()
    let stocktake = try approved(house, "10")
    let answer = try house.apply(stocktake)
    #expect(answer.entries.isEmpty && answer.event > 0)
    #expect(try house.books.ask(AuditPage(action: "stocktake.applied")).rows.count == 1)
    let row = try #require(try house.books.ask(ItemStock("DRILL-18V", at: "A-01")).places.first)
    #expect(row.lastCountedAt == (try SampleWarehouse.at("10:00")))
    try late(house, .issue, "3", "09:00")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "10")
    try house.expectSoundBooks()
  }

  @Test("a cancelled stocktake holds no place and no bin, and what was counted in it changes nothing")
  func cancelled() throws {
    let house = try house()
    let stocktake = try house.open("A-01", policy: .locked)
    try house.act(OpenBin(stocktake, "A-01"), by: "maria")
    try house.count(stocktake, "DRILL-18V", "1", in: "A-01")
    try house.act(CancelStocktake(stocktake))
    try house.post(.receipt, "DRILL-18V", "5", at: "A-01")
    #expect(try house.books.ask(CountingPlace(of: "maria")) == nil)
    for act in [ReconcileStocktake(stocktake), ApplyStocktake(stocktake), NegateCount(stocktake)] as [any Act] {
      #expect(house.refusal { try house.act(act, by: "maria") } == "invalid-state")
    }
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "15")
    try house.expectSoundBooks()
  }

  @Test("an applied line that is taken back was never counted: late papers count again, its neighbours stand")
  func withdrawn() throws {
    let house = try house()
    try house.post(.opening, "CABLE", "5", at: "A-01", on: "2026-07-04T08:00:00Z")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "CABLE", "4", in: "A-01", at: "10:00")
    try house.count(stocktake, "DRILL-18V", "8", in: "A-01", at: "10:00")
    try house.finish(stocktake)
    try late(house, .issue, "1", "09:00")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "8")
    var filter = LedgerFilter()
    filter.kind = .count
    filter.item = "DRILL-18V"
    let entry = try #require(try house.books.ask(LedgerPage(filter)).rows.first)
    try house.act(ReverseMovement(.entry(entry.id)))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "9")
    #expect(try house.onHand("CABLE", at: "A-01") == "4")
    try late(house, .issue, "1", "09:30")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "8")
    try house.post(.issue, "CABLE", "1", at: "A-01", on: "2026-07-04T09:30:00Z")
    #expect(try house.onHand("CABLE", at: "A-01") == "4")
    #expect(house.refusal { try house.act(ReverseMovement(.entry(entry.id))) } == "already-reversed")
    try house.expectSoundBooks()
  }

  @Test("an older count taken back leaves the newer one standing, whatever goods are promised since")
  func withdrawnBeforeAnother() throws {
    let house = try house()
    let old = try approved(house, "12")
    try house.apply(old)
    try house.act(CountNow("DRILL-18V", Quantity(11), at: "A-01"), at: SampleWarehouse.at("11:00"))
    try house.post(.reserve, "DRILL-18V", "11", at: "A-01")
    var filter = LedgerFilter()
    filter.reference = "\(old)/1"
    let entry = try #require(try house.books.ask(LedgerPage(filter)).rows.first)
    try house.act(ReverseMovement(.entry(entry.id)))
    #expect(try house.balances("DRILL-18V", at: "A-01") == Balances(onHand: Quantity(11), reserved: Quantity(11)))
    // Taken back, the newer one would leave less than is promised.
    filter.reference = "ST-0002/1"
    let newer = try #require(try house.books.ask(LedgerPage(filter)).rows.last { $0.kind == .count })
    #expect(house.refusal { try house.act(ReverseMovement(.entry(newer.id))) } == "insufficient-stock")
    try house.expectSoundBooks()
  }

  @Test("a late paper is taken back by its act or its entry, with what it restated")
  func lateTakenBack() throws {
    for isWhole in [true, false] {
      let house = try house("100")
      try house.act(CountNow("DRILL-18V", Quantity(80), at: "A-01"))
      let answer = try house.post(.issue, "DRILL-18V", "20", at: "A-01", on: "2026-07-04T09:00:00Z", key: "late")
      #expect(answer.entries.map(\.kind) == [.countRestate, .issue])
      #expect(try house.restatedVariance("ST-0001", line: 1) == .zero)
      let entry = try #require(answer.entries.last?.id)
      try house.act(ReverseMovement(isWhole ? .act(key: "late") : .entry(entry)))
      #expect(try house.restatedVariance("ST-0001", line: 1) == Quantity(-20))
      #expect(try house.onHand("DRILL-18V", at: "A-01") == "80")
      try house.expectSoundBooks()
    }
  }

  @Test("a late paper about serials that counts found or missed explains them, and changes nothing")
  func lateSerials() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "SCALE", "2", at: "A-01", serials: ["S1", "S2"], on: "2026-07-04T08:00:00Z")
    // Both were carried to A-02 without a paper; there a third was found that nobody had received.
    try house.act(CountNow("SCALE", .zero, at: "A-01"), at: SampleWarehouse.at("10:00"))
    let found = CountNow("SCALE", Quantity(3), at: "A-02", serials: ["S1", "S2", "S3"])
    try house.act(found, at: SampleWarehouse.at("10:30"))
    func places() throws -> [String] {
      try house.books.ask(ItemStock("SCALE")).serials.map { "\($0.serial) \($0.place)" }
    }
    let before = ["S1 NORTH/A-02", "S2 NORTH/A-02", "S3 NORTH/A-02"]
    #expect(try places() == before)
    let transfer = try house.post(
      .transferOut, "SCALE", "2", at: "A-01", to: "A-02", serials: ["S1", "S2"], on: "2026-07-04T09:00:00Z")
    #expect(try places() == before)
    #expect(try house.restatedVariance("ST-0001", line: 1) == .zero)
    try house.post(.receipt, "SCALE", "1", at: "A-02", serials: ["S3"], on: "2026-07-04T09:00:00Z")
    #expect(try places() == before)
    #expect(try house.restatedVariance("ST-0002", line: 1) == .zero)
    let leg = try #require(transfer.entries.first { $0.kind == .transferIn })
    try house.act(ReverseMovement(.entry(leg.id)))
    #expect(try places() == before)
    #expect(try house.restatedVariance("ST-0001", line: 1) == Quantity(-2))
    try house.expectSoundBooks()
  }

  @Test("an older count of serials is applied after a newer one, whatever papers came in between")
  func olderSerials() throws {
    let house = try SampleWarehouse()
    func find(_ serials: [String], at place: String, _ time: String) throws {
      try house.act(
        CountNow("SCALE", Quantity(serials.count), at: place, serials: serials), at: SampleWarehouse.at(time))
    }
    let old = try house.open("A-01")
    try house.count(old, "SCALE", "1", in: "A-01", serials: ["S1"], at: "10:00")
    try find(["S1"], at: "A-01", "10:30")
    try find([], at: "A-01", "11:00")
    try find(["S1"], at: "A-01", "11:30")
    // It came at eight: that dips no balance on the way, not even at eleven, when none was there.
    try house.post(.receipt, "SCALE", "1", at: "A-01", serials: ["S1"], on: "2026-07-04T08:00:00Z")
    try house.finish(old)
    #expect(try house.figures(old, "SCALE") == "E 1 A 0 applied")
    #expect(try house.books.ask(ItemStock("SCALE")).serials.map(\.place) == ["NORTH/A-01"])
    try house.expectSoundBooks()
  }

  @Test("a serial that was missed, and has been found elsewhere since, sends its line back alone")
  func missedAndFound() throws {
    let house = try house()
    try house.post(.receipt, "SCALE", "1", at: "A-01", serials: ["S1"], on: "2026-07-04T08:00:00Z")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "SCALE", "0", in: "A-01", at: "10:00")
    try house.count(stocktake, "DRILL-18V", "8", in: "A-01", at: "10:00")
    try house.act(
      CountNow("SCALE", Quantity(1), at: "A-02", serials: ["S1"]), at: SampleWarehouse.at("11:00"))
    try house.finish(stocktake)
    #expect(try house.line(stocktake, "SCALE").state == .outside)
    #expect(try house.line(stocktake, "SCALE").refusal?.contains("S1") == true)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "8")
    #expect(try house.books.ask(ItemStock("SCALE")).serials.map(\.place) == ["NORTH/A-02"])
    try house.expectSoundBooks()
  }

  @Test("what one lot lacked in the past does not keep the count of another from being applied")
  func otherLotLacked() throws {
    let house = try SampleWarehouse()
    func post(_ kind: MovementKind, _ quantity: String, _ lot: String, _ time: String) throws {
      try house.post(kind, "GLUE", quantity, at: "A-01", lot: lot, on: "2026-07-04T\(time):00Z")
    }
    try post(.receipt, "7", "L1", "08:00")
    try post(.receipt, "3", "L2", "11:00")
    // Of L2 none was there at nine, by the papers; the others covered it.
    try post(.issue, "1", "L2", "09:00")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "GLUE", "0", in: "A-01", lot: "L1", at: "08:30")
    try house.finish(stocktake)
    #expect(try house.line(stocktake, "GLUE", lot: "L1").state == .applied)
    #expect(try house.onHand("GLUE", at: "A-01") == "2")
    try house.expectSoundBooks()
  }

  @Test("what happens at the very instant of a count and is posted after it comes after it")
  func sameInstant() throws {
    let house = try house()
    try house.act(CountNow("DRILL-18V", Quantity(8), at: "A-01"))
    let receipt = try house.post(.receipt, "DRILL-18V", "5", at: "A-01")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "13")
    try house.act(CountNow("DRILL-18V", Quantity(12), at: "A-01"))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "12")
    // It came before the second count: that it never happened only restates that.
    try house.act(ReverseMovement(.entry(receipt.entries[0].id)))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "12")
    // Two sheets of one day: the one that is applied last stands, and all of that day came before it.
    for counted in ["20", "15"] {
      let stocktake = try house.open("A-01")
      try house.count(stocktake, "DRILL-18V", counted, in: "A-01", at: "12:00")
      try house.finish(stocktake)
      #expect(try house.onHand("DRILL-18V", at: "A-01") == counted)
    }
    try house.expectSoundBooks()
  }

  @Test("a clock that is behind counts before what others have dated since, and is not refused")
  func clockBehind() throws {
    let house = try house()
    try house.act(CountNow("DRILL-18V", Quantity(8), at: "A-01"), at: SampleWarehouse.at("11:02"))
    try house.act(CountNow("DRILL-18V", Quantity(6), at: "A-01"), at: SampleWarehouse.at("11:00"))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "8")
    let receipt = PostMovements([MovementLine(.receipt, "DRILL-18V", Quantity(1), at: "A-01")])
    try house.act(receipt, at: SampleWarehouse.at("11:01"))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "8")
    // Maria's handheld is ahead of the clock of whoever applies.
    let stocktake = try house.open("A-01", now: SampleWarehouse.at("11:03"))
    let count = RecordCounts(stocktake, [CountEntry(.typed, "DRILL-18V", Quantity(5), at: "A-01")])
    try house.act(count, by: "maria", at: SampleWarehouse.at("12:01"))
    try house.finish(stocktake)
    try house.post(.issue, "DRILL-18V", "1", at: "A-01")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "5")
    try house.expectSoundBooks()
  }

  @Test("lots that were mixed up cost no reservation: a record loses only what is not there")
  func mixedLots() throws {
    let house = try SampleWarehouse()
    for lot in ["L1", "L2"] {
      try house.post(.opening, "GLUE", "5", at: "A-01", lot: lot, on: "2026-07-04T08:00:00Z")
    }
    for (reference, quantity) in [("so-1", 6), ("so-2", 4)] {
      let line = MovementLine(.reserve, "GLUE", Quantity(quantity), at: "A-01", reference: reference)
      try house.act(PostMovements([line]))
    }
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "GLUE", "1", in: "A-01", lot: "L1")
    try house.count(stocktake, "GLUE", "8", in: "A-01", lot: "L2")
    try house.reconcile(stocktake)
    let proposal = try house.books.ask(CountProposal(stocktake, now: SampleWarehouse.noon))
    #expect(proposal.cuts.map { "\($0.reference ?? "") \($0.quantity)" } == ["so-2 1"])
    try house.approve(stocktake)
    let answer = try house.apply(stocktake)
    #expect(answer.entries.filter { $0.kind == .cut }.map(\.reference) == ["so-2"])
    #expect(try house.balances("GLUE", at: "A-01") == Balances(onHand: Quantity(9), reserved: Quantity(9)))
    try house.expectSoundBooks()
  }

  @Test("a late paper is held against what stood before the count after it, not against what is promised since")
  func lateBeforeCut() throws {
    let house = try house("10")
    try house.post(.reserve, "DRILL-18V", "9", at: "A-01", on: "2026-07-04T09:30:00Z")
    let stocktake = try approved(house, "2")
    try house.apply(stocktake)
    // From ten to noon more was promised than was there, as one knows now.
    try late(house, .issue, "1", "09:00")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "2")
    #expect(house.refusal { try late(house, .issue, "11", "09:00") } == "insufficient-stock")
    try house.expectSoundBooks()
  }
}

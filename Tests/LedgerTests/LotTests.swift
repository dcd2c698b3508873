import Inventory
import Ledger
import Testing

/// Lots expire, are quarantined and released, split, and traced.
@Suite("Lots are used through their last day, and no longer") struct LotTests {
  /// 2026-07-04 is the last day of L1; L2 keeps.
  private func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.post(.receipt, "GLUE", "10", at: "A-01", lot: "L1", expires: "2026-07-04")
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "L2", expires: "2027-01-31")
    return house
  }

  private static let nextDay = Instant(milliseconds: SampleWarehouse.noon.milliseconds + 86_400_000)
  private static let yesterday = Instant(milliseconds: SampleWarehouse.noon.milliseconds - 86_400_000)

  private func tomorrow(_ house: SampleWarehouse) throws -> Books {
    try house.another(clock: { LotTests.nextDay })
  }

  private func lot(_ code: String, _ books: Books) throws -> LotCard.Card { try books.ask(LotCard(code, of: "GLUE")) }

  @Test("a lot is used on its last day, and on the day after it is not, though nobody has swept")
  func lastDay() throws {
    let house = try house()
    try house.post(.issue, "GLUE", "1", at: "A-01", lot: "L1")
    for kind in [MovementKind.issue, .reserve] {
      #expect(
        house.refusal { try house.post(kind, "GLUE", "1", at: "A-01", lot: "L1", at: LotTests.nextDay) }
          == "lot-blocked")
    }
    // What is held without a lot being named is held of what may be used: 5 of L2.
    #expect(
      house.refusal { try house.post(.reserve, "GLUE", "6", at: "A-01", at: LotTests.nextDay) } == "insufficient-stock")
    try house.post(.reserve, "GLUE", "5", at: "A-01", at: LotTests.nextDay)
    #expect(
      try house.balances("GLUE", at: "A-01")
        == Balances(onHand: Quantity(14), reserved: Quantity(5), blocked: Quantity(9)))
    let sweep = try #require(try house.books.ask(AuditPage(action: "lot.expired")).rows.first)
    #expect(sweep.actor == "anna" && sweep.entryCount == 1)
    try house.expectSoundBooks()
  }

  @Test("stock shows what has expired as blocked before anybody has swept, and the books say so from the first act on")
  func unswept() throws {
    let house = try house()
    let books = try tomorrow(house)
    let shown = Balances(onHand: Quantity(15), blocked: Quantity(10))
    #expect(try house.balances("GLUE", at: "A-01").blocked == .zero)
    let card = try books.ask(ItemStock("GLUE"))
    #expect(card.total == shown && card.places.map(\.unswept) == [Quantity(10)])
    #expect(card.lots.map { "\($0.lot.code) \($0.lot.status) \($0.blocked)" } == ["L1 expired 10", "L2 active 0"])
    #expect(try books.ask(StockPage()).rows.map(\.balances) == [shown])
    #expect(try lot("L1", books).row.lot.status == .expired && lot("L1", books).row.blocked == Quantity(10))
    #expect(try books.ask(LotPage(.with { $0.status = .expired })).rows.map(\.lot.code) == ["L1"])
    for (sort, isDescending) in [(StockSort.available, true), (.available, false), (.item, false)] {
      let page = try books.ask(StockPage(sort: sort, isDescending: isDescending, limit: 1))
      #expect(page.rows.count == 1 && page.next == nil)
    }
    try house.act(ExpireLots(), at: LotTests.nextDay)
    #expect(try house.balances("GLUE", at: "A-01") == shown && books.ask(ItemStock("GLUE")).total == shown)
    #expect(try house.act(ExpireLots(), at: LotTests.nextDay, dryRun: true).entryCount == 0)
    try house.expectSoundBooks()
  }

  @Test("what is promised of an expired lot stays promised, and is blocked when it is let go of")
  func reservedPart() throws {
    let house = try house()
    try house.post(.reserve, "GLUE", "4", at: "A-01", lot: "L1")
    try house.act(ExpireLots(), at: LotTests.nextDay)
    #expect(try lot("L1", house.books).row.blocked == Quantity(6))
    try house.post(.release, "GLUE", "4", at: "A-01", lot: "L1", at: LotTests.nextDay)
    #expect(try tomorrow(house).ask(ItemStock("GLUE")).total.available == Quantity(5))
    // Whoever takes goods of lots next blocks it first.
    try house.post(.issue, "GLUE", "1", at: "A-01", lot: "L2", at: LotTests.nextDay)
    #expect(try house.balances("GLUE", at: "A-01") == Balances(onHand: Quantity(14), blocked: Quantity(10)))
    try house.expectSoundBooks()
  }

  @Test("an expired lot is scrapped, written off, put down and moved; it arrives blocked, and so do goods of it")
  func whatMayBeDone() throws {
    let house = try house()
    try house.act(ExpireLots(), at: LotTests.nextDay)
    for (kind, quantity) in [(MovementKind.scrap, "1"), (.damage, "1"), (.theft, "1"), (.adjustment, "-1")] {
      try house.post(kind, "GLUE", quantity, at: "A-01", lot: "L1", reason: "AUDIT", at: LotTests.nextDay)
    }
    try house.post(.transferOut, "GLUE", "2", at: "A-01", to: "A-02", lot: "L1", at: LotTests.nextDay)
    try house.post(.receipt, "GLUE", "3", at: "A-02", lot: "L1", at: LotTests.nextDay)
    #expect(try house.balances("GLUE", at: "A-01") == Balances(onHand: Quantity(9), blocked: Quantity(4)))
    #expect(try house.balances("GLUE", at: "A-02") == Balances(onHand: Quantity(5), blocked: Quantity(5)))
    // Two lines of one act count with each other.
    let lines = (0..<2).map { _ in MovementLine(.scrap, "GLUE", Quantity(2), at: "A-02", lot: "L1") }
    try house.act(PostMovements(lines), at: LotTests.nextDay)
    #expect(try house.balances("GLUE", at: "A-02") == Balances(onHand: Quantity(1), blocked: Quantity(1)))
    #expect(
      house.refusal { try house.post(.scrap, "GLUE", "2", at: "A-02", lot: "L1", at: LotTests.nextDay) }
        == "insufficient-stock")
    try house.expectSoundBooks()
  }

  @Test("a late paper of a day on which the lot was good stands, blocked since or not")
  func latePaper() throws {
    let house = try house()
    try house.act(ExpireLots(), at: LotTests.nextDay)
    try house.post(.issue, "GLUE", "2", at: "A-01", lot: "L1", on: "2026-07-04T12:00:00Z", at: LotTests.nextDay)
    #expect(try house.balances("GLUE", at: "A-01") == Balances(onHand: Quantity(13), blocked: Quantity(8)))
    try house.expectSoundBooks()
  }

  @Test("a quarantined lot is blocked everywhere and refused by whoever would use it; released, all is as it was")
  func quarantineAndRelease() throws {
    let house = try house()
    try house.post(.receipt, "GLUE", "3", at: "A-02", lot: "L2")
    try house.post(.reserve, "GLUE", "1", at: "A-02", lot: "L2")
    try house.act(QuarantineLot("L2", of: "GLUE", quantity: Quantity(1), at: "A-01", reason: "LEAKS"))
    try house.act(QuarantineLot("L2", of: "GLUE", reason: "RECALL"), at: SampleWarehouse.noon)
    #expect(try lot("L2", house.books).places.map(\.blocked) == [Quantity(5), Quantity(2)])
    #expect(house.refusal { try house.post(.issue, "GLUE", "1", at: "A-01", lot: "L2") } == "lot-blocked")
    #expect(house.refusal { try house.post(.quarantineRelease, "GLUE", "1", at: "A-01", lot: "L2") } == "lot-blocked")
    #expect(house.refusal { try house.act(QuarantineLot("L2", of: "GLUE")) } == "nothing-to-change")
    try house.act(ReleaseLot("L2", of: "GLUE"))
    // What leaks is blocked for itself.
    #expect(try lot("L2", house.books).places.map(\.blocked) == [Quantity(1), .zero])
    try house.post(.issue, "GLUE", "4", at: "A-01", lot: "L2")
    try house.act(ReleaseLot("L2", of: "GLUE", quantity: Quantity(1), at: "A-01"))
    #expect(try lot("L2", house.books).row.blocked == .zero)
    #expect(house.refusal { try house.act(ReleaseLot("L2", of: "GLUE")) } == "nothing-to-change")
    try house.act(QuarantineLot("L1", of: "GLUE"))
    #expect(house.refusal { try house.act(ReleaseLot("L1", of: "GLUE"), at: LotTests.nextDay) } == "lot-blocked")
    try house.expectSoundBooks()
  }

  @Test("a lot is made with goods or without, edited by its version, and one that expired too soon is good again")
  func addAndEdit() throws {
    let house = try house()
    try house.act(AddLot("L3", of: "GLUE", made: Day("2026-01-01"), expires: Day("2026-12-31")))
    try house.act(AddLot("L4", of: "GLUE", expires: Day("2026-07-03"), quantity: Quantity(2), at: "A-02"))
    #expect(try house.balances("GLUE", at: "A-02") == Balances(onHand: Quantity(2), blocked: Quantity(2)))
    #expect(house.refusal { try house.act(AddLot("l3", of: "GLUE")) } == "lot-exists")
    #expect(house.refusal { try house.act(AddLot("X", of: "CABLE")) } == "no-lots")
    #expect(
      house.refusal { try house.act(AddLot("X", of: "GLUE", made: Day("2026-02-01"), expires: Day("2026-01-01"))) }
        == "bad-value")
    try house.act(EditLot("L3", of: "GLUE", expires: .some(Day("2027-01-01")), ifVersion: 1))
    #expect(
      house.refusal { try house.act(EditLot("L3", of: "GLUE", expires: .some(nil), ifVersion: 1)) }
        == "version-moved-on")
    #expect(house.refusal { try house.act(EditLot("L9", of: "GLUE", made: .some(nil))) } == "no-such-lot")
    try house.act(ExpireLots(), at: LotTests.nextDay)
    #expect(try lot("L1", house.books).row.lot.status == .expired)
    #expect(
      house.refusal { try house.act(ExpireLots(before: Day("2026-07-09")), at: LotTests.nextDay) } == "bad-value")
    try house.act(EditLot("L1", of: "GLUE", expires: .some(Day("2026-07-31"))), at: LotTests.nextDay)
    #expect(try lot("L1", house.books).row.blocked == .zero && lot("L1", house.books).row.lot.status == .active)
    try house.post(.issue, "GLUE", "10", at: "A-01", lot: "L1", at: LotTests.nextDay)
    try house.expectSoundBooks()
  }

  @Test("a split conserves what there is, though others hold goods of the record; a lot is traced through two splits")
  func splits() throws {
    let house = try house()
    try house.post(.reserve, "GLUE", "14", at: "A-01")
    try house.act(SplitLot("L1", of: "GLUE", into: "L1-A", Quantity(6), at: "A-01"))
    try house.act(SplitLot("L1-A", of: "GLUE", into: "L1-B", Quantity(4), at: "A-01"))
    #expect(try house.balances("GLUE", at: "A-01") == Balances(onHand: Quantity(15), reserved: Quantity(14)))
    #expect(
      house.refusal { try house.act(SplitLot("L1-B", of: "GLUE", into: "L1-C", Quantity(5), at: "A-01")) }
        == "insufficient-stock")
    #expect(
      house.refusal { try house.act(SplitLot("L1-B", of: "GLUE", into: "L2", Quantity(1), at: "A-01")) }
        == "lot-exists")
    try house.post(.release, "GLUE", "14", at: "A-01")
    try house.post(.issue, "GLUE", "3", at: "A-01", lot: "L1-B", reason: "SALE")
    try house.post(.issue, "GLUE", "1", at: "A-01", lot: "L1")
    let last = try lot("L1-B", house.books)
    #expect(last.row.onHand == Quantity(1) && last.row.lot.expires == Day("2026-07-04"))
    #expect(last.ancestors.map { "\($0.from) \($0.to) \($0.quantity)" } == ["L1-A L1-B 4", "L1 L1-A 6"])
    #expect(last.sources.map { "\($0.kind.name) \($0.lot ?? "") \($0.change.onHand)" } == ["receipt L1 10"])
    #expect(last.destinations.map { "\($0.kind.name) \($0.change.onHand)" } == ["issue -3"])
    let first = try lot("L1", house.books)
    #expect(first.descendants.map(\.to) == ["L1-A", "L1-B"])
    #expect(first.destinations.map { "\($0.lot ?? "") \($0.change.onHand)" } == ["L1-B -3", "L1 -1"])
    // Both halves of a split go back together; one of which something went out does not.
    let ofSplit = try #require(last.entries.rows.last)
    #expect(house.refusal { try house.act(ReverseMovement(.entry(ofSplit.id))) } == "insufficient-stock")
    try house.act(SplitLot("L2", of: "GLUE", into: "L2-A", Quantity(2), at: "A-01"), key: "split")
    try house.act(ReverseMovement(.act(key: "split")))
    #expect(try lot("L2", house.books).row.onHand == Quantity(5) && lot("L2-A", house.books).row.onHand == .zero)
    #expect(try lot("L2", house.books).descendants.isEmpty)
    try house.expectSoundBooks()
  }

  @Test("goods of any item are blocked and found good again; blocked ones are not issued, and written off as such")
  func damagedGoods() throws {
    let house = try house()
    try house.post(.receipt, "DRILL-18V", "5", at: "A-01")
    try house.post(.quarantine, "DRILL-18V", "3", at: "A-01", key: "blocked")
    #expect(house.refusal { try house.post(.issue, "DRILL-18V", "3", at: "A-01") } == "insufficient-stock")
    #expect(house.refusal { try house.post(.quarantine, "DRILL-18V", "3", at: "A-01") } == "insufficient-stock")
    #expect(house.refusal { try house.post(.quarantine, "DRILL-18V", "1", at: "Q") } == "quarantine-place")
    #expect(house.refusal { try house.post(.issue, "DRILL-18V", "1", at: "A-01", blocked: true) } == "bad-value")
    #expect(house.refusal { try house.post(.lotSplit, "DRILL-18V", "1", at: "A-01") } == "bad-value")
    try house.post(.scrap, "DRILL-18V", "1", at: "A-01", blocked: true)
    #expect(house.refusal { try house.act(ReverseMovement(.act(key: "blocked"))) } == "insufficient-stock")
    try house.post(.transferOut, "DRILL-18V", "1", at: "A-01", to: "A-02", blocked: true)
    #expect(try house.balances("DRILL-18V", at: "A-02") == Balances(onHand: Quantity(1), blocked: Quantity(1)))
    try house.post(.quarantineRelease, "DRILL-18V", "1", at: "A-01")
    #expect(try house.balances("DRILL-18V", at: "A-01") == Balances(onHand: Quantity(3)))
    #expect(
      house.refusal { try house.post(.scrap, "DRILL-18V", "1", at: "A-01", blocked: true) } == "insufficient-stock")
    try house.post(.return, "DRILL-18V", "1", at: "A-01", blocked: true)
    #expect(try house.balances("DRILL-18V", at: "A-01") == Balances(onHand: Quantity(4), blocked: Quantity(1)))
    try house.post(.quarantine, "DRILL-18V", "2", at: "A-01", key: "again")
    try house.act(ReverseMovement(.act(key: "again")))
    #expect(try house.balances("DRILL-18V", at: "A-01").blocked == Quantity(1))
    // A lot's own goods stay blocked while the lot may not be used.
    try house.act(QuarantineLot("L1", of: "GLUE"), key: "lot")
    #expect(house.refusal { try house.act(ReverseMovement(.act(key: "lot"))) } == "lot-blocked")
    try house.expectSoundBooks()
  }

  @Test("while one quarantines a lot another issues of it: whatever comes first, nothing of it is used afterwards")
  func twoClients() throws {
    for round in 0..<8 {
      let house = try house()
      let other = try house.another()
      let failures = onThreads(2) { thread in
        if thread == 0 {
          try house.act(QuarantineLot("L2", of: "GLUE"))
        } else {
          for number in 0..<5 {
            let line = MovementLine(.issue, "GLUE", Quantity(1), at: "A-01", lot: "L2")
            do {
              _ = try other.perform(
                PostMovements([line]),
                ActContext(key: "i\(round)-\(number)", actor: "ben", terminal: "tty2", now: SampleWarehouse.noon))
            } catch let error as InventoryError {
              guard case .lotNotUsable = error else { throw error }
            }
          }
        }
      }
      #expect(failures.isEmpty)
      let row = try lot("L2", house.books).row
      #expect(row.blocked == row.onHand && row.lot.status == .quarantined)
      try house.expectSoundBooks()
    }
  }

  @Test("a count finds fewer than are blocked, of a lot or of anything: it applies, and blocks no more than is there")
  func countingBlockedGoods() throws {
    let house = try house()
    try house.act(QuarantineLot("L1", of: "GLUE"))
    try house.act(CountNow("GLUE", Quantity(7), at: "A-01", lot: "L1"), by: "maria")
    #expect(try lot("L1", house.books).places.map(\.blocked) == [Quantity(7)])
    #expect(try house.balances("GLUE", at: "A-01") == Balances(onHand: Quantity(12), blocked: Quantity(7)))
    // What is promised of a lot that is not there is cut like any other.
    try house.post(.reserve, "GLUE", "5", at: "A-01", lot: "L2")
    try house.act(CountNow("GLUE", Quantity(2), at: "A-01", lot: "L2"), by: "maria")
    try house.post(.receipt, "DRILL-18V", "5", at: "A-01")
    try house.post(.quarantine, "DRILL-18V", "4", at: "A-01")
    try house.act(CountNow("DRILL-18V", Quantity(3), at: "A-01"), by: "maria")
    #expect(try house.balances("DRILL-18V", at: "A-01") == Balances(onHand: Quantity(3), blocked: Quantity(3)))
    // What is found of a lot that may not be used is blocked by the next who takes goods of lots.
    try house.act(CountNow("GLUE", Quantity(9), at: "A-01", lot: "L1"), by: "maria")
    #expect(try lot("L1", house.books).row.blocked == Quantity(9))
    try house.post(.release, "GLUE", "2", at: "A-01", lot: "L2")
    try house.post(.issue, "GLUE", "1", at: "A-01", lot: "L2")
    #expect(try house.balances("GLUE", at: "A-01").blocked == Quantity(9))
    try house.expectSoundBooks()
  }

  @Test("sweeping does not wait for a stocktake that holds a place")
  func heldPlace() throws {
    let house = try house()
    try house.act(OpenStocktake("A-01", policy: .locked))
    #expect(
      house.refusal { try house.post(.issue, "GLUE", "1", at: "A-01", lot: "L2", at: LotTests.nextDay) }
        == "held-by-stocktake")
    try house.act(ExpireLots(), at: LotTests.nextDay)
    #expect(try house.balances("GLUE", at: "A-01").blocked == Quantity(10))
    try house.expectSoundBooks()
  }

  @Test("lots are listed by their last day, the undated last, page by page either way")
  func pages() throws {
    let house = try house()
    for (code, day) in [("P1", "2026-07-09"), ("P2", "2026-07-09"), ("P0", nil), ("P9", nil)] {
      try house.act(AddLot(code, of: "GLUE", expires: day.flatMap { Day($0) }))
    }
    let order = ["L1", "P1", "P2", "L2", "P0", "P9"]
    #expect(try house.books.ask(LotPage()).rows.map(\.lot.code) == order)
    var question = LotPage(limit: 1)
    var seen: [String] = []
    while true {
      let page = try house.books.ask(question)
      seen += page.rows.map(\.lot.code)
      guard let next = page.next else { break }
      question.start = .after(next)
    }
    #expect(seen == order)
    #expect(try house.books.ask(LotPage(start: .last, limit: 2)).rows.map(\.lot.code) == ["P0", "P9"])
    func listed(_ change: (inout LotFilter) -> Void) throws -> [String] {
      try house.books.ask(LotPage(.with(change))).rows.map(\.lot.code)
    }
    #expect(try listed { $0.hasStock = true } == ["L1", "L2"])
    #expect(try listed { $0.expiresBefore = Day("2026-07-10") } == ["L1", "P1", "P2"])
    #expect(try listed { $0.location = "A" } == ["L1", "L2"])
    #expect(try listed { $0.location = "SOUTH" } == [])
    #expect(try listed { $0.item = "GLUE" } == order)
    #expect(try listed { $0.text = "p" } == ["P1", "P2", "P0", "P9"])
    #expect(try listed { $0.text = "glu" } == order)
    #expect(try listed { $0.text = "L1" } == ["L1"])
    #expect(try listed { $0.text = "_" } == [])
    #expect(try house.books.ask(LotPage(limit: 1)).rows.map(\.daysLeft) == [0])
  }
}

extension LotFilter {
  static func with(_ change: (inout LotFilter) -> Void) -> LotFilter {
    var filter = LotFilter()
    change(&filter)
    return filter
  }
}

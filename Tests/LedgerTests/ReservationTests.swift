import Inventory
import Ledger
import Testing

@Suite("Reservations: held, confirmed, fulfilled, released") struct ReservationTests {
  @Test("what is held is available to nobody else, and confirmed goods are allocated until they leave")
  func life() throws {
    let house = try ReservationHouse()
    let number = try house.reserve(.drills(10))
    #expect(number == "RV-0001")
    #expect(try house.balances("DRILL-18V", at: "A-01") == "on hand 60, reserved 10, allocated 0, available 50")
    let held = try house.card(number)
    #expect(held.reservation.expiresAt == ReservationHouse.later(60) && held.reservation.createdBy == "anna")
    #expect(house.refusal(ReserveStock(for: "order:SO-2", [.drills(51)])) == "insufficient-stock")
    #expect(house.house.refusal { try house.house.post(.issue, "DRILL-18V", "51", at: "A-01") } == "insufficient-stock")
    try house.act(ConfirmReservation(.number(number), ifVersion: 1))
    #expect(try house.balances("DRILL-18V", at: "A-01") == "on hand 60, reserved 0, allocated 10, available 50")
    let confirmed = try house.card("1").reservation
    #expect(confirmed.expiresAt == nil && confirmed.confirmedAt == SampleWarehouse.noon && confirmed.version == 2)
    #expect(house.refusal(ConfirmReservation(.number(number))) == "reservation-state")
    #expect(house.refusal(ExtendReservation(.number(number), until: nil)) == "reservation-state")
    try house.act(FulfilReservation(.number(number), [.init("4006381333931", Quantity(4))]))
    #expect(try house.balances("DRILL-18V", at: "A-01") == "on hand 56, reserved 0, allocated 6, available 50")
    #expect(try house.story(number) == "confirmed: 6 held, 4 fulfilled, 0 waiting")
    try house.act(ReleaseReservation(.number(number), [.init("DRILL-18V", Quantity(1))], reason: "CHANGED"))
    try house.act(FulfilReservation(.number(number)))
    #expect(try house.story(number) == "fulfilled: 0 held, 9 fulfilled, 0 waiting")
    #expect(try house.balances("DRILL-18V", at: "A-01") == "on hand 51, reserved 0, allocated 0, available 51")
    #expect(house.refusal(ReleaseReservation(.number(number))) == "reservation-state")
    try house.house.expectSoundBooks()
  }

  @Test("on the fourth example day 30 of glue are 8 + 12 + 5 + 5, and with a week of life left 12 + 5 + 13")
  func lots() throws {
    let house = try ReservationHouse()
    let number = try house.reserve(.glue(30))
    #expect(try house.pieces(number) == "L4 8, L2 12, L1 5, L3 5")
    try house.act(ReleaseReservation(.subject("order:SO-1")))
    let fresh = try house.reserve(.glue(30, life: 7))
    #expect(try house.pieces(fresh) == "L2 12, L1 5, L3 13")
    try house.act(ReleaseReservation(.number(fresh)))
    #expect(try house.pieces(house.reserve(.glue(9, .fifo))) == "L4 8, L2 1")
    #expect(try house.pieces(house.reserve(.glue(4, .lot("l1")))) == "L1 4")
    #expect(house.refusal(ReserveStock(for: "order:SO-2", [.glue(2, .lot("L1"))])) == "insufficient-stock")
    #expect(house.refusal(ReserveStock(for: "order:SO-2", [.glue(2, .lot("L9"))])) == "no-such-lot")
    // Wanted in August, when L2 cannot be used any more.
    let due = try house.reserve(.glue(3), due: Day("2026-08-01"))
    #expect(try house.pieces(due) == "L1 1, L3 2")
    try house.house.act(QuarantineLot("L1", of: "GLUE"))
    #expect(house.refusal(FulfilReservation(.number(due))) == "lot-blocked")
    try house.act(FulfilReservation(.number(due), [.init("GLUE", Quantity(2), lot: "L3")]))
    #expect(try house.story(due) == "reserved: 1 held, 2 fulfilled, 0 waiting")
    try house.house.expectSoundBooks()
  }

  @Test("a site is searched whole but for its quarantine, and lines of one reservation do not hold the same twice")
  func places() throws {
    let house = try ReservationHouse()
    #expect(house.refusal(ReserveStock(for: "order:1", [.drills(101, at: "NORTH")])) == "insufficient-stock")
    #expect(house.refusal(ReserveStock(for: "order:1", [.drills(1, at: "Q")])) == "insufficient-stock")
    #expect(house.refusal(ReserveStock(for: "order:1", [.drills(60), .drills(41, at: "A")])) == "insufficient-stock")
    let number = try house.reserve(.drills(60), .drills(40, at: "A"))
    #expect(try house.pieces(number, line: 2) == "NORTH/A-02 40")
    #expect(try house.balances("DRILL-18V", at: "A") == "on hand 100, reserved 100, allocated 0, available 0")
    try house.house.expectSoundBooks()
  }

  @Test("serials are held by number of units, and named when they leave from where they are held")
  func serials() throws {
    let house = try ReservationHouse()
    let number = try house.reserve(ReserveStock.Line("SCALE", at: "NORTH", Quantity(2)))
    #expect(house.refusal(FulfilReservation(.number(number))) == "serials-needed")
    func fulfil(_ serials: String...) -> FulfilReservation {
      FulfilReservation(.number(number), [.init("SCALE", Quantity(serials.count), serials: serials)])
    }
    #expect(house.refusal(fulfil("S9")) == "serial-not-here")
    #expect(house.refusal(fulfil("S1", "S1")) == "serial-twice")
    #expect(house.refusal(fulfil("S1", "S2", "S3")) == "beyond-reservation")
    try house.act(fulfil("S2"))
    #expect(
      house.house.refusal { try house.house.post(.issue, "SCALE", "2", at: "A-01", serials: ["S1", "S3"]) }
        == "insufficient-stock")
    try house.act(fulfil("S3"))
    #expect(try house.story(number) == "fulfilled: 0 held, 2 fulfilled, 0 waiting")
    try house.house.expectSoundBooks()
  }

  @Test("what cannot be held whole is refused, held in part and said, or recorded as failed")
  func partial() throws {
    let house = try ReservationHouse()
    let number = try house.reserve(.drills(70), .glue(6, .lot("L1")), lacking: .partial)
    #expect(try house.story(number) == "partial: 65 held, 0 fulfilled, 0 waiting")
    #expect(try house.card(number).lines.map { $0.lacking?.description } == ["60", "5"])
    let failed = try house.reserve(.drills(1), lacking: .partial)
    #expect(try house.story(failed) == "failed: 0 held, 0 fulfilled, 0 waiting")
    #expect(try house.card(failed).reservation.closedAt == SampleWarehouse.noon)
    #expect(house.refusal(ConfirmReservation(.number(failed))) == "reservation-state")
    try house.act(ConfirmReservation(.number(number)))
    #expect(try house.story(number) == "confirmed: 65 held, 0 fulfilled, 0 waiting")
    try house.house.expectSoundBooks()
  }

  @Test("all that is held for a reference is confirmed, extended, fulfilled and released together")
  func bySubject() throws {
    let house = try ReservationHouse()
    try house.reserve(.drills(5), for: "cart:7")
    try house.reserve(.drills(6), for: "cart:7")
    try house.reserve(.drills(7), for: "cart:8")
    try house.act(ExtendReservation(.subject("CART:7"), until: ReservationHouse.later(90)))
    #expect(try house.card("2").reservation.expiresAt == ReservationHouse.later(90))
    #expect(try house.card("3").reservation.expiresAt == ReservationHouse.later(60))
    try house.act(FulfilReservation(.subject("cart:7"), [.init("DRILL-18V", Quantity(8))]))
    #expect(try house.story("1") == "fulfilled: 0 held, 5 fulfilled, 0 waiting")
    #expect(try house.story("2") == "reserved: 3 held, 3 fulfilled, 0 waiting")
    try house.act(ConfirmReservation(.subject("cart:7")))
    let released = try house.act(ReleaseReservation(.subject("cart:7")))
    #expect(released.entries.map(\.change.allocated) == [Quantity(-3)])
    #expect(house.refusal(ReleaseReservation(.subject("cart:7"))) == "nothing-reserved")
    #expect(try house.balances("DRILL-18V", at: "A-01") == "on hand 52, reserved 7, allocated 0, available 45")
    let rows = try house.house.books.ask(ReservationPage(.with { $0.subject = "cart:" })).rows
    #expect(rows.map(\.reservation.number) == ["RV-0003", "RV-0002", "RV-0001"])
    try house.house.expectSoundBooks()
  }

  @Test("the same key holds once, says the same again, and with other content is a conflict; a dry run holds nothing")
  func keys() throws {
    let house = try ReservationHouse()
    let act = ReserveStock(for: "order:1", [.drills(10)], life: .lasting(milliseconds: 60_000))
    let tried = try house.act(act, dryRun: true)
    #expect(tried.isDryRun && tried.entries.map(\.after.reserved) == [Quantity(10)])
    let first = try house.act(act, key: "k")
    let second = try house.act(act, at: 5, key: "k")
    #expect(second.isRepeat && second.document == first.document && second.entries == first.entries)
    #expect(
      house.house.refusal { try house.act(ReserveStock(for: "order:1", [.drills(11)]), key: "k") } == "key-reused")
    try house.act(FulfilReservation(.number("1")), key: "f")
    #expect(try house.act(FulfilReservation(.number("1")), key: "f").isRepeat)
    #expect(try house.balances("DRILL-18V", at: "A-01") == "on hand 50, reserved 0, allocated 0, available 50")
    #expect(house.refusal(ReleaseReservation(.number("1"), ifVersion: 1)) == "version-moved-on")
    #expect(try house.house.books.ask(ReservationPage()).rows.count == 1)
  }

  @Test(
    "what makes no sense is refused with its reason",
    arguments: [
      (ReserveStock(for: "SO-1", [.drills(1)]), "bad-value"), (ReserveStock(for: "order:", [.drills(1)]), "bad-value"),
      (ReserveStock(for: "order:1", []), "nothing-to-change"),
      (ReserveStock(for: "order:1", [.drills(0)]), "bad-quantity"),
      (ReserveStock(for: "order:1", [.drills(1)], life: .until(SampleWarehouse.noon)), "bad-value"),
      (ReserveStock(for: "order:1", [.init("NOPE", at: "A-01", Quantity(1))]), "no-such-item"),
      (ReserveStock(for: "order:1", [.drills(1, at: "NOPE")]), "no-such-location"),
      (ReserveStock(for: "order:1", [.init("DRILL-18V", at: "A", Quantity(1), policy: .lot("L1"))]), "no-lots"),
      (ReserveStock(for: "order:1", [.glue(1, life: -1)]), "bad-value"),
      (ReserveStock(for: "order:1", [ReserveStock.Line](repeating: .drills(1), count: 1001)), "too-many-lines"),
    ])
  func nonsense(act: ReserveStock, type: String) throws {
    #expect(try ReservationHouse().refusal(act) == type)
  }

  @Test("an entry of a reservation is not taken back by itself, nor is what it holds released by a movement")
  func entries() throws {
    let house = try ReservationHouse()
    let number = try house.reserve(.drills(10), .glue(3, .lot("L1")))
    let entry = try #require(try house.house.books.ask(LedgerPage(.of(.reserve, "DRILL-18V"))).rows.first)
    #expect(house.refusal(ReverseMovement(.entry(entry.id))) == "belongs-to-reservation")
    try house.house.post(.reserve, "DRILL-18V", "4", at: "A-01")
    #expect(
      house.house.refusal { try house.house.post(.release, "DRILL-18V", "5", at: "A-01") } == "held-by-reservations")
    #expect(
      house.house.refusal { try house.house.post(.consume, "DRILL-18V", "5", at: "A-01") } == "held-by-reservations")
    #expect(
      house.house.refusal { try house.house.post(.consume, "GLUE", "1", at: "A-01", lot: "L1") }
        == "held-by-reservations")
    try house.house.post(.release, "DRILL-18V", "3", at: "A-01")
    try house.house.post(.consume, "DRILL-18V", "1", at: "A-01")
    #expect(try house.story(number) == "reserved: 13 held, 0 fulfilled, 0 waiting")
    try house.house.expectSoundBooks()
  }

  @Test("its whole number names a reservation, whatever the case; what has expired is said to have; 1 alone is none")
  func numbers() throws {
    let house = try ReservationHouse()
    try house.reserve(.drills(70, at: "NORTH"), .glue(2))
    for (code, minutes, hit) in [
      ("RV-0001", 0, "RV-0001 reserved"), ("rv-1", 0, "RV-0001 reserved"), ("RV-1", 2000, "RV-0001 expired"),
      ("1", 0, nil), ("RV-0002", 0, nil),
    ] as [(String, Int, String?)] {
      let hits = try house.books(minutes).ask(LookUp(code))
      if case .reservation(let held)? = hits.first {
        #expect("\(held.number) \(held.status.rawValue)" == hit && hits.count == 1, "\(code)")
      } else {
        #expect(hit == nil && hits.isEmpty, "\(code)")
      }
    }
    func place(_ minutes: Int) throws -> String {
      let row = try #require(try house.books(minutes).ask(ReservationPage()).rows.first)
      return "\(row.place ?? "-") +\(row.otherPlaces)"
    }
    #expect(try place(0) == "NORTH/A-01 +1" && place(2000) == "NORTH +0")
  }

  @Test("lists are narrowed by state, item, place and what waits; the latest comes first, page by page")
  func lists() throws {
    let house = try ReservationHouse()
    try house.reserve(.drills(1), for: "cart:1")
    try house.reserve(.glue(1), for: "cart:2", life: .unlimited)
    try house.reserve(.drills(1, at: "A-02"), .glue(2), for: "order:3")
    try house.reserve(.drills(200, at: "SOUTH"), for: "order:4", lacking: .wait)
    try house.act(ReleaseReservation(.number("1")))
    try house.act(ConfirmReservation(.number("3")))
    func numbers(_ change: (inout ReservationFilter) -> Void) throws -> [Int64] {
      try house.house.books.ask(ReservationPage(.with(change))).rows.map(\.reservation.id.number)
    }
    #expect(try numbers { $0.status = .released } == [1] && numbers { $0.status = .confirmed } == [3])
    #expect(try numbers { $0.isLive = true } == [4, 3, 2] && numbers { $0.isLive = false } == [1])
    #expect(try numbers { $0.item = "GLUE" } == [3, 2] && numbers { $0.location = "A-02" } == [3])
    #expect(try numbers { $0.location = "SOUTH" } == [4] && numbers { $0.isWaiting = true } == [4])
    #expect(try numbers { $0.expiresBefore = ReservationHouse.later(61) } == [4, 1])
    #expect(try numbers { $0.subject = "CART:" } == [2, 1])
    let page = try house.house.books.ask(ReservationPage(.with { $0.item = "GLUE" }, limit: 1))
    #expect(page.rows.map(\.requested) == [Quantity(2)] && page.rows.map(\.lines) == [1])
    let next = try #require(page.next)
    #expect(try house.house.books.ask(ReservationPage(start: .after(next))).rows.first?.reservation.id.number == 2)
    #expect(house.house.refusal { _ = try house.house.books.ask(ReservationCard("RV-99")) } == "no-such-reservation")
  }
}

extension ReservationFilter {
  static func with(_ change: (inout ReservationFilter) -> Void) -> ReservationFilter {
    var filter = ReservationFilter()
    change(&filter)
    return filter
  }
}

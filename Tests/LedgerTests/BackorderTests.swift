import Inventory
import Ledger
import Testing

@Suite("Back-orders: what comes in is held for whoever waited longest") struct BackorderTests {
  @Test("three wait, two receipts come: the oldest is served first, reserved or allocated as each is by then")
  func order() throws {
    let house = try ReservationHouse()
    try house.reserve(.drills(60))
    let numbers = try [30, 20, 10].map { quantity in
      try house.reserve(.drills(quantity), for: "order:\(quantity)", life: .unlimited, lacking: .wait)
    }
    try house.act(ConfirmReservation(.number(numbers[1])))
    func stories() throws -> [String] { try numbers.map { try house.story($0) } }
    #expect(
      try stories() == [
        "partial: 0 held, 0 fulfilled, 30 waiting", "confirmed: 0 held, 0 fulfilled, 20 waiting",
        "partial: 0 held, 0 fulfilled, 10 waiting",
      ])
    try house.house.post(.receipt, "DRILL-18V", "35", at: "A-01", dryRun: true)
    #expect(try house.story(numbers[0]) == "partial: 0 held, 0 fulfilled, 30 waiting")
    try house.house.post(.receipt, "DRILL-18V", "35", at: "A-01", key: "truck")
    #expect(
      try stories() == [
        "reserved: 30 held, 0 fulfilled, 0 waiting", "confirmed: 5 held, 0 fulfilled, 15 waiting",
        "partial: 0 held, 0 fulfilled, 10 waiting",
      ])
    #expect(
      try house.balances("DRILL-18V", at: "A-01") == "on hand 95, reserved 90, allocated 5, available 0")
    try house.house.post(.receipt, "DRILL-18V", "100", at: "A-02")
    #expect(try stories()[1] == "confirmed: 5 held, 0 fulfilled, 15 waiting")
    try house.house.post(.receipt, "DRILL-18V", "26", at: "A-01")
    #expect(
      try stories() == [
        "reserved: 30 held, 0 fulfilled, 0 waiting", "confirmed: 20 held, 0 fulfilled, 0 waiting",
        "reserved: 10 held, 0 fulfilled, 0 waiting",
      ])
    #expect(try house.balances("DRILL-18V", at: "A-01") == "on hand 121, reserved 100, allocated 20, available 1")
    #expect(try house.card(numbers[2]).lines[0].lacking == nil)
    let served = try #require(try house.house.books.ask(AuditPage(action: "reservation.served")).rows.last)
    #expect(served.key == "truck/serve" && served.actor == "anna")
    try house.house.expectSoundBooks()
  }

  @Test(
    "whatever frees goods serves who waits",
    arguments: ["release", "expire", "count", "move", "unblock", "return"])
  func freeing(how: String) throws {
    let house = try ReservationHouse()
    try house.reserve(.drills(50), for: "cart:1")
    try house.house.post(.quarantine, "DRILL-18V", "10", at: "A-01")
    let waiting = try house.reserve(.drills(5), for: "order:2", life: .unlimited, lacking: .wait)
    switch how {
    case "release": try house.act(ReleaseReservation(.number("1")))
    case "expire": try house.act(SweepReservations(), at: 60)
    case "count": try house.house.act(CountNow("DRILL-18V", Quantity(70), at: "A-01"))
    case "move": try house.house.post(.transferOut, "DRILL-18V", "5", at: "A-02", to: "A-01")
    case "unblock": try house.house.post(.quarantineRelease, "DRILL-18V", "5", at: "A-01")
    default: try house.house.post(.return, "DRILL-18V", "5", at: "A-01")
    }
    #expect(try house.story(waiting, at: 61) == "reserved: 5 held, 0 fulfilled, 0 waiting")
    try house.house.expectSoundBooks()
  }

  @Test("who expired waits for nothing, who gave up neither, and lots that will not do are left")
  func over() throws {
    let house = try ReservationHouse()
    try house.reserve(.drills(60), life: .unlimited)
    let expiring = try house.reserve(.drills(5), for: "cart:1", lacking: .wait)
    let given = try house.reserve(.drills(5), for: "cart:2", life: .unlimited, lacking: .wait)
    try house.act(ReleaseReservation(.number(given), [.init("DRILL-18V", Quantity(4))]))
    #expect(try house.story(given) == "partial: 0 held, 0 fulfilled, 1 waiting")
    try house.house.post(.receipt, "DRILL-18V", "6", at: "A-01", at: ReservationHouse.later(60))
    #expect(try house.story(given, at: 60) == "partial: 1 held, 0 fulfilled, 0 waiting")
    #expect(try house.story(expiring, at: 60) == "expired: 0 held, 0 fulfilled, 0 waiting")
    let picky = try house.reserve(.glue(50, .lot("L1")), for: "order:9", life: .unlimited, lacking: .wait, at: 60)
    try house.house.post(.receipt, "GLUE", "9", at: "A-01", lot: "L3", at: ReservationHouse.later(61))
    #expect(try house.story(picky, at: 61) == "partial: 5 held, 0 fulfilled, 45 waiting")
    try house.house.post(.receipt, "GLUE", "9", at: "A-02", lot: "L1", at: ReservationHouse.later(61))
    #expect(try house.story(picky, at: 61) == "partial: 14 held, 0 fulfilled, 36 waiting")
    try house.act(FulfilReservation(.number(picky)), at: 62)
    #expect(try house.story(picky, at: 62) == "partial: 0 held, 14 fulfilled, 36 waiting")
    try house.act(ReleaseReservation(.number(picky)), at: 62)
    #expect(try house.story(picky, at: 62) == "released: 0 held, 14 fulfilled, 0 waiting")
    try house.house.expectSoundBooks()
  }
}

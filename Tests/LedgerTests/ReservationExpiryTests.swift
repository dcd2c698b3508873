import Inventory
import Ledger
import Testing

@Suite("Reservations: at the instant they expire they hold nothing") struct ReservationExpiryTests {
  /// 100 on hand, 20 reserved of which 5 expire at one o'clock, 10 allocated, 4 blocked, 50 incoming (`algorithms.md` 4.1).
  private static func worked() throws -> ReservationHouse {
    let house = try ReservationHouse()
    try house.house.post(.receipt, "DRILL-18V", "40", at: "A-01")
    try house.house.post(.quarantine, "DRILL-18V", "4", at: "A-01")
    try house.reserve(.drills(5), for: "cart:1")
    try house.reserve(.drills(15), for: "cart:2", life: .unlimited)
    try house.reserve(.drills(10), for: "order:3")
    try house.act(ConfirmReservation(.number("3")))
    try house.house.post(.receipt, "DRILL-18V", "50", at: "S-01")
    try house.house.act(CreateTransfer(from: "SOUTH", to: "A-01", [.init("DRILL-18V", Quantity(50))]))
    try house.house.act(ShipTransfer("1"))
    return house
  }

  @Test(
    "100 on hand, 20 reserved of which 5 expired, 10 allocated, 4 blocked, 50 incoming: 71 available, 121 projected")
  func figures() throws {
    let house = try ReservationExpiryTests.worked()
    func total(_ minutes: Int) throws -> Balances {
      try house.books(minutes).ask(ItemStock("DRILL-18V", at: "A-01")).total
    }
    #expect(try total(59).available == Quantity(66))
    for minutes in [60, 61, 5000] {
      let total = try total(minutes)
      #expect(total.reserved == Quantity(15) && total.available == Quantity(71) && total.projected == Quantity(121))
    }
    try house.act(SweepReservations(), at: 61)
    #expect(try total(61).available == Quantity(71) && total(0).available == Quantity(71))
    #expect(try house.story("1") == "expired: 0 held, 0 fulfilled, 0 waiting")
    #expect(try house.card("1").reservation.closedAt == ReservationHouse.later(60))
    #expect(try house.act(SweepReservations(), at: 61).event == 0)
    try house.house.expectSoundBooks()
  }

  @Test("list, filter, order, low stock, header and export leave out what has expired, before anybody writes it down")
  func lists() throws {
    let house = try ReservationHouse()
    try house.house.act(EditStock("DRILL-18V", at: "A-01", reorderPoint: Quantity(15)))
    try house.reserve(.drills(50))
    func rows(_ minutes: Int, _ filter: StockFilter = StockFilter(), _ sort: StockSort = .item) throws -> [StockRow] {
      var filter = filter
      filter.item = "DRILL-18V"
      return try house.books(minutes).ask(StockPage(filter: filter, sort: sort)).rows
    }
    #expect(try rows(59, .with { $0.isLow = true }).map(\.balances.available) == [Quantity(10)])
    #expect(try rows(60, .with { $0.isLow = true }).isEmpty)
    #expect(
      try rows(59, .with { $0.status = .reserved }).count == 1 && rows(60, .with { $0.status = .reserved }).isEmpty)
    #expect(try rows(59, .with { $0.minimumAvailable = Quantity(50) }).isEmpty)
    #expect(try rows(60, .with { $0.minimumAvailable = Quantity(50) }).map(\.balances.reserved) == [.zero])
    #expect(try rows(59, StockFilter(), .available).map(\.locationCode) == ["Q", "A-01", "A-02"])
    #expect(try rows(60, StockFilter(), .available).map(\.locationCode) == ["Q", "A-02", "A-01"])
    #expect(try house.books(59).ask(StockTotals()).low == 1 && house.books(60).ask(StockTotals()).low == 0)
    #expect(try house.books(60).ask(StockTotals(site: "NORTH")).low == 0)
    let exported = Seen()
    _ = try house.books(60).ask(
      EachStockRow(
        .with {
          $0.location = "A-01"
          $0.item = "DRILL-18V"
        }
      ) { cells in
        exported.append("\(cells.number(.reserved) ?? -1)")
        return true
      })
    #expect(exported.all == ["0"])
    let page = try house.books(60).ask(ReservationPage(.with { $0.status = .expired })).rows
    #expect(page.map(\.open) == [.zero] && page.map(\.reservation.status) == [.expired])
    #expect(try house.books(60).ask(ReservationPage(.with { $0.isLive = true })).rows.isEmpty)
    #expect(try house.books(60).ask(ReservationPage(.with { $0.location = "A-01" })).rows.isEmpty)
    #expect(try house.card("1", at: 60).lines[0].pieces[0].released == Quantity(50))
    #expect(try house.card("1", at: 59).reservation.status == .reserved)
  }

  @Test(
    "whoever takes goods finds them free from that instant on, and not before",
    arguments: ["reserve", "issue", "import", "move", "ship", "quarantine"])
  func taking(how: String) throws {
    let house = try ReservationHouse()
    try house.reserve(.drills(50))
    try house.house.act(CreateTransfer(from: "A-01", to: "S-01", [.init("DRILL-18V", Quantity(60))]))
    func take(_ minutes: Int, dryRun: Bool = false) -> String {
      let line = MovementLine(.issue, "DRILL-18V", Quantity(60), at: "A-01")
      return house.house.refusal {
        switch how {
        case "reserve": try house.act(ReserveStock(for: "cart:2", [.drills(60)]), at: minutes, dryRun: dryRun)
        case "issue": try house.act(PostMovements([line]), at: minutes, dryRun: dryRun)
        case "import":
          let answer = try house.act(ImportMovements([line]), at: minutes, dryRun: dryRun)
          if let rejection = answer.rejections.first { throw rejection.error }
        case "move":
          let move = MovementLine(.transferOut, "DRILL-18V", Quantity(60), at: "A-01", to: "A-02")
          try house.act(PostMovements([move]), at: minutes, dryRun: dryRun)
        case "ship": try house.act(ShipTransfer("1"), at: minutes, dryRun: dryRun)
        default:
          try house.act(
            PostMovements([MovementLine(.quarantine, "DRILL-18V", Quantity(60), at: "A-01")]), at: minutes,
            dryRun: dryRun)
        }
      }
    }
    #expect(take(59, dryRun: true) == "insufficient-stock" && take(59) == "insufficient-stock")
    #expect(take(60, dryRun: true) == "done")
    // Trying it out wrote nothing down.
    #expect(try house.house.books.ask(ReservationCard("1")).reservation.status == .reserved)
    #expect(take(60) == "done")
    #expect(try house.house.books.ask(ReservationCard("1")).reservation.status == .expired)
    try house.house.expectSoundBooks()
  }

  @Test("an expired reservation is neither confirmed, nor fulfilled, nor extended; nothing is reserved anew by itself")
  func over() throws {
    let house = try ReservationHouse()
    try house.reserve(.drills(5))
    for swept in [false, true] {
      if swept { try house.act(SweepReservations(), at: 60) }
      for name in [ReservationName.number("RV-0001"), .number("1")] {
        #expect(house.refusal(at: 60, ConfirmReservation(name)) == "reservation-expired")
        #expect(house.refusal(at: 60, FulfilReservation(name)) == "reservation-expired")
        #expect(house.refusal(at: 60, ReleaseReservation(name)) == "reservation-expired")
        #expect(
          house.refusal(at: 60, ExtendReservation(name, until: ReservationHouse.later(99))) == "reservation-expired")
      }
    }
    #expect(house.refusal(at: 60, ConfirmReservation(.subject("order:SO-1"))) == "nothing-reserved")
    try house.reserve(.drills(5), life: .standard, at: 61)
    try house.act(ExtendReservation(.number("2"), until: ReservationHouse.later(500)), at: 120)
    #expect(try house.story("2", at: 499) == "reserved: 5 held, 0 fulfilled, 0 waiting")
    #expect(try house.story("2", at: 500) == "expired: 0 held, 0 fulfilled, 0 waiting")
  }

  @Test("who takes what there is, or waits, finds what expired, even where there was nothing else")
  func lacking() throws {
    for lacking in [ReserveStock.Lacking.partial, .wait] {
      let house = try ReservationHouse()
      try house.reserve(.drills(60))
      let act = ReserveStock(for: "order:2", [.drills(70)], lacking: lacking)
      let tried = try house.act(act, at: 60, dryRun: true)
      #expect(tried.entries.map(\.change.reserved) == [Quantity(60)] && tried.entryCount == 1)
      try house.act(act, at: 60)
      #expect(try ReservationSums(house.card("2", at: 60).lines).open == Quantity(60))
      try house.house.expectSoundBooks()
    }
  }

  @Test(
    "the house says how long a reservation lasts; what expires is written down in the order it expired, part by part")
  func sweeping() throws {
    let house = try ReservationHouse()
    try house.house.act(SetSetting("reservation_ttl", "0"))
    #expect(try house.card(house.reserve(.drills(1))).reservation.expiresAt == nil)
    try house.house.act(SetSetting("reservation_ttl", "5"))
    #expect(try house.card(house.reserve(.drills(1))).reservation.expiresAt == ReservationHouse.later(5))
    for minute in [40, 20, 30] {
      try house.reserve(.drills(1), .glue(1), life: .until(ReservationHouse.later(minute)))
    }
    try house.act(SweepReservations(), at: 60)
    let entries = try house.house.books.ask(LedgerPage(.of(.expire, "DRILL-18V"))).rows
    #expect(entries.map(\.occurredAt) == [5, 20, 30, 40].map { ReservationHouse.later($0) }.reversed())
    #expect(try house.balances("DRILL-18V", at: "A-01") == "on hand 60, reserved 1, allocated 0, available 59")
    try house.house.expectSoundBooks()
  }
}

import Inventory
import Testing

/// Whether so much may be promised, where, of which lots, from when; asked of real books.
@Suite("Availability") struct AvailabilityTests {
  private static let day: Int64 = 86_400_000
  private static let today = SampleWarehouse.noon.day.daysSince1970

  /// 100 drills in A-01, of which 30 are reserved.
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "100", at: "A-01")
    try house.post(.reserve, "DRILL-18V", "30", at: "A-01")
    return house
  }

  private static func ask(
    _ house: SampleWarehouse, _ item: String, _ quantity: Int? = nil, at place: String? = nil, on days: Int? = nil
  ) throws -> Availability.Card {
    try house.books.ask(
      Availability(
        item, quantity: quantity.map { Quantity($0) }, at: place, on: days.map { Day(daysSince1970: today + $0) }))
  }

  /// `0: 70/20, 3: 30/20`.
  private static func steps(_ card: Availability.Card) -> String {
    card.promise.steps.map { "\($0.day.daysSince1970 - today): \($0.projected)/\($0.promisable)" }
      .joined(separator: ", ")
  }

  @Test("the worked example: back-orders and requests are due, orders come, and no promise takes from a later one")
  func dated() throws {
    let house = try Self.house()
    try house.wait(7, "order:SO-1", "DRILL-18V", 40, at: "NORTH", due: Self.today + 3)
    try house.order(1, "DRILL-18V", 50, to: "NORTH", expected: Self.today + 5)
    try house.request("DRILL-18V", 60, from: "NORTH", to: "S-01", eta: SampleWarehouse.noon.milliseconds + 7 * Self.day)
    let card = try Self.ask(house, "DRILL-18V", 25, at: "NORTH", on: 5)
    #expect(Self.steps(card) == "0: 70/20, 3: 30/20, 5: 80/20, 7: 20/20")
    #expect(card.isAvailable == false && card.availableThen == Quantity(20) && card.missing == Quantity(5))
    #expect(card.firstDay == nil && card.total.available == Quantity(70))
    #expect(try Self.ask(house, "DRILL-18V", 20, at: "NORTH", on: 0).isAvailable == true)
    // Without a day it is what is there, as a reservation would find it.
    #expect(try Self.ask(house, "DRILL-18V", 70, at: "NORTH").isAvailable == true)
    #expect(try Self.ask(house, "DRILL-18V", 71, at: "NORTH").isAvailable == false)
    // Seen from everywhere, goods that only move within do not leave.
    #expect(Self.steps(try Self.ask(house, "DRILL-18V")) == "0: 70/30, 3: 30/30, 5: 80/80")
    #expect(Self.steps(try Self.ask(house, "DRILL-18V", at: "A-02")) == "0: 0/0")
  }

  @Test("what is on its way counts on the day it is expected; what is late or has no day counts on none")
  func incoming() throws {
    let house = try Self.house()
    let noon = SampleWarehouse.noon
    for (days, lots) in [(nil, 3), (-1, 4), (2, 5)] as [(Int64?, Int)] {
      try house.act(
        CreateTransfer(
          from: "A-01", to: "S-01", [TransferRequestLine("DRILL-18V", Quantity(lots))],
          eta: days.map { noon.adding(milliseconds: $0 * Self.day) }))
      let number = try #require(house.books.ask(TransferPage()).rows.map(\.transfer).max { $0.id < $1.id }).number
      try house.act(ShipTransfer(number))
    }
    try house.order(1, "DRILL-18V", 9, to: "S-01", expected: nil)
    try house.order(2, "DRILL-18V", 50, to: "S-01", expected: Self.today + 2, status: "draft")
    try house.expect(1, "DRILL-18V", 6, at: "S-01", on: Self.today + 4)
    let card = try Self.ask(house, "DRILL-18V", 5, at: "SOUTH")
    #expect(Self.steps(card) == "0: 0/0, 2: 5/5, 4: 11/11" && card.undated == Quantity(16))
    #expect(card.isAvailable == false && card.firstDay == Day(daysSince1970: Self.today + 2))
    #expect(card.places.map(\.place) == ["SOUTH/S-01"] && card.total.incoming == Quantity(12))
  }

  @Test("a reservation past its expiry holds nothing and waits for nothing, from that very instant, swept or not")
  func overdue() throws {
    let house = try Self.house()
    let noon = SampleWarehouse.noon.milliseconds
    for (number, expires) in [(1, noon), (2, noon + 1), (3, noon - Self.day)] {
      try house.post(.reserve, "DRILL-18V", "5", at: "A-01")
      try house.hold(number, "order:SO-\(number)", "DRILL-18V", 5, at: "A-01", expires: expires)
      try house.wait(number + 10, "order:SO-\(number)", "DRILL-18V", 8, at: "A-01", expires: expires)
    }
    let card = try Self.ask(house, "DRILL-18V")
    // 100 less 30, and the five of the one that lasts another millisecond.
    #expect(card.total.available == Quantity(65) && card.total.reserved == Quantity(35))
    #expect(Self.steps(card) == "0: 57/57")
    let many = try house.books.ask(
      AvailabilityOfMany([.init("DRILL-18V", Quantity(65)), .init("DRILL-18V", Quantity(1), at: "A-02")]))
    #expect(many.map(\.available) == [Quantity(65), .zero])
    let near = try house.books.ask(NearestStock("DRILL-18V", near: Coordinates(latitude: 0, longitude: 0)))
    #expect(near.rows.map(\.available) == [Quantity(65)])
  }

  @Test("lots that may be used then are named, first expiring first, and none gives more than its record can spare")
  func lots() throws {
    let house = try SampleWarehouse()
    for (lot, quantity, expires) in [
      ("OLD", "4", "2026-07-03"), ("SOON", "8", "2026-07-06"), ("LATE", "12", "2026-09-01"),
    ] {
      try house.post(.receipt, "GLUE", quantity, at: "A-01", lot: lot, on: "2026-07-01T08:00:00Z", expires: expires)
    }
    try house.post(.receipt, "GLUE", "3", at: "Q", lot: "LATE")
    try house.post(.reserve, "GLUE", "10", at: "A-01")
    func lots(_ days: Int?) throws -> [String] {
      try Self.ask(house, "GLUE", on: days).lots.map { "\($0.lot.code) \($0.available)" }
    }
    // 24 less 10 reserved of none in particular and 4 that expired: no more than 10 of any.
    #expect(try lots(nil) == ["SOON 8", "LATE 10"] && lots(30) == ["LATE 10"])
    let card = try Self.ask(house, "GLUE", 10)
    #expect(card.isAvailable == true && card.total.available == Quantity(10) && card.total.blocked == Quantity(7))
    #expect(card.places.map(\.place) == ["NORTH/A-01", "NORTH/Q"])
  }

  @Test("many are answered in one go: by SKU or barcode, anywhere or at a place, and each by itself")
  func many() throws {
    let house = try Self.house()
    try house.post(.receipt, "DRILL-18V", "7", at: "S-01")
    try house.post(.receipt, "CABLE", "2.5", at: "A-02")
    let lines: [(String, Int, String?)] = [
      ("DRILL-18V", 77, nil), ("drill-18v", 78, nil), ("4006381333931", 8, "SOUTH"), ("14006381333938", 70, "a-01"),
      ("CABLE", 3, "NORTH"), ("SCALE", 1, nil), ("NOTHING", 1, nil), ("CABLE", 1, "NOWHERE"), ("it's \"\\ one", 1, nil),
    ]
    let findings = try house.books.ask(AvailabilityOfMany(lines.map { .init($0.0, Quantity($0.1), at: $0.2) }))
    let said = zip(lines, findings).map { line, finding in
      finding.trouble.map { Explanation($0).type }
        ?? "\(finding.available?.description ?? "-") \(finding.isAvailable(Quantity(line.1)) ?? false)"
    }
    #expect(
      said == [
        "77 true", "77 false", "7 false", "70 true", "2.5 false", "0 false", "no-such-item", "no-such-location",
        "no-such-item",
      ])
    #expect(try house.books.ask(AvailabilityOfMany([])).isEmpty)
    let tooMany = [AvailabilityOfMany.Line](repeating: .init("CABLE", Quantity(1)), count: 10_001)
    #expect(house.refusal { _ = try house.books.ask(AvailabilityOfMany(tooMany)) } == "too-many-lines")
  }

  @Test("the nearest sites that have so much come first; where one is has to be known to be near")
  func nearest() throws {
    let house = try Self.house()
    try house.post(.receipt, "DRILL-18V", "7", at: "S-01")
    for (site, at) in [("WEST", "48.8566,2.3522"), ("HOME", nil)] {
      try house.act(
        AddLocation(
          site,
          .with {
            $0.kind = .site
            $0.coordinates = at.flatMap { Coordinates($0) }
          }))
      try house.post(.receipt, "DRILL-18V", "20", at: site)
    }
    for (site, at) in [("NORTH", "53.5511,9.9937"), ("SOUTH", "48.1351,11.582")] {
      try house.act(EditLocation(site, .with { $0.coordinates = Coordinates(at) }))
    }
    let berlin = try #require(Coordinates("52.52,13.405"))
    func sites(_ quantity: Int?, within: Int? = nil) throws -> [String] {
      try house.books.ask(
        NearestStock("DRILL-18V", near: berlin, within: within, quantity: quantity.map { Quantity($0) })
      ).rows.map { "\($0.site.code) \($0.distance.map { "\($0 / 1000)" } ?? "-") \($0.available ?? .zero)" }
    }
    #expect(try sites(nil) == ["NORTH 255 70", "SOUTH 504 7", "WEST 877 20", "HOME - 20"])
    #expect(try sites(8) == ["NORTH 255 70", "WEST 877 20", "HOME - 20"])
    #expect(try sites(nil, within: 504_500) == ["NORTH 255 70", "SOUTH 504 7"])
    #expect(try sites(71).isEmpty && sites(nil, within: 0).isEmpty)
  }

  @Test("reserving, waiting, confirming and fulfilling show in what is available, as the acts did it")
  func acts() throws {
    let house = try Self.house()
    try house.act(
      ReserveStock(
        for: "order:SO-1", [.init("DRILL-18V", at: "NORTH", Quantity(90))], lacking: .wait,
        due: Day(daysSince1970: Self.today + 2)))
    try house.act(ReserveStock(for: "order:SO-2", [.init("DRILL-18V", at: "NORTH", Quantity(4))], lacking: .wait))
    let card = try Self.ask(house, "DRILL-18V", 1, at: "NORTH")
    #expect(card.total.available == .zero && Self.steps(card) == "0: -4/-24, 2: -24/-24")
    try house.post(.receipt, "DRILL-18V", "50", at: "A-02")
    // Those who waited are served first: 20 and 4.
    #expect(Self.steps(try Self.ask(house, "DRILL-18V", at: "NORTH")) == "0: 26/26")
    try house.act(ConfirmReservation(.subject("order:SO-1")))
    try house.act(FulfilReservation(.subject("order:SO-1")))
    let after = try Self.ask(house, "DRILL-18V")
    #expect(after.total.onHand == Quantity(60) && after.total.available == Quantity(26))
    #expect(after.total.reserved == Quantity(34) && after.total.allocated == .zero)
    try house.expectSoundBooks()
  }

  @Test("a reservation takes whole packs where the house says so, one piece for each place")
  func wholePacks() throws {
    let house = try SampleWarehouse()
    try house.act(SetSetting("allocation", "full_packs"))
    for (place, quantity) in [("A-01", "5"), ("A-02", "20")] {
      try house.post(.receipt, "DRILL-18V", quantity, at: place)
    }
    try house.act(ReserveStock(for: "order:SO-1", [.init("DRILL-18V", at: "NORTH", Quantity(15))]))
    let card = try house.books.ask(ReservationCard("RV-0001"))
    // A barcode stands for a pack of six: two of them, then what the smallest place has.
    #expect(card.lines[0].pieces.map { "\($0.place) \($0.open)" } == ["NORTH/A-01 3", "NORTH/A-02 12"])
    try house.expectSoundBooks()
  }

  @Test("what does not exist is said")
  func missing() throws {
    let house = try SampleWarehouse()
    #expect(house.refusal { _ = try Self.ask(house, "NONE") } == "no-such-item")
    #expect(house.refusal { _ = try Self.ask(house, "CABLE", at: "NOWHERE") } == "no-such-location")
    let card = try Self.ask(house, "CABLE", 1)
    #expect(card.isAvailable == false && card.places.isEmpty && card.lots.isEmpty && card.missing == Quantity(1))
  }
}

/// Promises past the books: documents that no act has made.
extension SampleWarehouse {
  private func text(_ number: Int64?) -> String { number.map(String.init) ?? "NULL" }

  private func reservation(_ number: Int, _ subject: String, due: Int?, expires: Int64?, status: String) throws {
    try run(
      """
      INSERT INTO reservation(id, subject, status, expires_at, due, created_by, created_at, version)
      VALUES (\(number), '\(subject)', '\(status)', \(text(expires)), \(text(due.map(Int64.init))), 'anna', 0, 1)
      """)
  }

  private func line(_ number: Int, _ item: String, _ quantity: Int, waiting: Int, at place: String) throws {
    try run(
      """
      INSERT INTO reservation_line(reservation, number, item, location, policy, minimum_life, requested, waiting)
      SELECT \(number), 1, i.id, l.id, 'fefo', 0, \(quantity * 1000), \(waiting * 1000) FROM item i, location l
      WHERE i.sku = '\(item)' AND l.code = '\(place)'
      """)
  }

  /// A line that waits.
  func wait(
    _ number: Int, _ subject: String, _ item: String, _ quantity: Int, at place: String, due: Int? = nil,
    expires: Int64? = nil, status: String = "partial"
  ) throws {
    try reservation(number, subject, due: due, expires: expires, status: status)
    try line(number, item, quantity, waiting: quantity, at: place)
  }

  /// A line of which all is held; what it holds is reserved by a movement.
  func hold(
    _ number: Int, _ subject: String, _ item: String, _ quantity: Int, at place: String, expires: Int64? = nil
  ) throws {
    try reservation(number, subject, due: nil, expires: expires, status: "reserved")
    try line(number, item, quantity, waiting: 0, at: place)
    try run(
      """
      INSERT INTO reservation_piece(reservation, line, location, lot, item, open)
      SELECT \(number), 1, l.id, 0, i.id, \(quantity * 1000) FROM item i, location l
      WHERE i.sku = '\(item)' AND l.code = '\(place)'
      """)
  }

  func order(
    _ number: Int, _ item: String, _ quantity: Int, to place: String, expected day: Int?, status: String = "sent"
  ) throws {
    try run(
      """
      INSERT INTO purchase_order(id, number, vendor, currency, destination, status, expected_on, created_by, created_at,
        version)
      SELECT \(number), 'PO-\(number)', 'ACME', 'EUR', id, '\(status)', \(text(day.map(Int64.init))), 'anna', 0, 1
      FROM location WHERE code = '\(place)'
      """)
    try run(
      """
      INSERT INTO order_line(purchase_order, number, item, ordered, price)
      SELECT \(number), 1, id, \(quantity * 1000), 0 FROM item WHERE sku = '\(item)'
      """)
  }

  func expect(_ number: Int, _ item: String, _ quantity: Int, at place: String, on day: Int) throws {
    try run(
      """
      INSERT INTO receipt(id, status, location, expected_on, created_by, created_at, version)
      SELECT \(number), 'expected', id, \(day), 'anna', 0, 1 FROM location WHERE code = '\(place)'
      """)
    try run(
      """
      INSERT INTO receipt_line(receipt, number, item, received, rejected)
      SELECT \(number), 1, id, \(quantity * 1000), 0 FROM item WHERE sku = '\(item)'
      """)
  }

  func request(_ item: String, _ quantity: Int, from: String, to: String, eta: Int64?) throws {
    try act(
      CreateTransfer(
        from: from, to: to, [TransferRequestLine(item, Quantity(quantity))],
        eta: eta.map { Instant(milliseconds: $0) }))
  }
}

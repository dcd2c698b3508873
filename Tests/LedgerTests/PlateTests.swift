import Inventory
import Ledger
import Storage
import StorageLocal
import Testing

/// Pallets in a real database: built, moved, counted, opened.
@Suite struct PlateTests {
  static let sscc = "106141412345678908"

  /// A house with goods at A-01: drills, glue by lot, scales by serial.
  static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "20", at: "A-01")
    try house.post(.receipt, "GLUE", "12", at: "A-01", lot: "L7")
    try house.post(.receipt, "SCALE", "2", at: "A-01", serials: ["S1", "S2"])
    return house
  }

  static let lines = [
    PlateLine("DRILL-18V", Quantity(12)), PlateLine("GLUE", Quantity(10), lot: "l7"),
    PlateLine("SCALE", Quantity(1), serials: ["S2"]),
  ]

  private static func words(_ plate: Plate) -> String {
    let contents = plate.contents.map { content in
      "\(content.quantity) \(content.item.code)" + (content.lot.map { " \($0.code)" } ?? "")
        + content.serials.map { " \($0)" }.joined() + (content.isDoubtful ? "?" : "")
    }
    return "\(plate.status.words) \(plate.place ?? plate.transferNumber ?? "?"): " + contents.joined(separator: ", ")
  }

  private static func card(_ code: String, _ house: SampleWarehouse) throws -> String {
    words(try house.books.ask(PlateCard(code)).plate)
  }

  @Test("a pallet is built without a ledger entry, moved as one act, and opened")
  func wholeLife() throws {
    let house = try PlateTests.house()
    let built = try house.act(BuildPlate("(00)" + PlateTests.sscc, at: "A-01", PlateTests.lines), key: "b1")
    #expect(built.entries.isEmpty && built.action == "plate.built")
    #expect(try house.act(BuildPlate(PlateTests.sscc, at: "A-01", PlateTests.lines), key: "b1").isRepeat)
    #expect(try PlateTests.card(PlateTests.sscc, house) == "standing NORTH/A-01: 12 DRILL-18V, 10 GLUE L7, 1 SCALE S2")

    #expect(try house.act(MovePlate(PlateTests.sscc, to: "A-02"), dryRun: true).entries.count == 6)
    let moved = try house.act(MovePlate("00" + PlateTests.sscc, to: "NORTH/A-02"), key: "m1")
    #expect(moved.entries.map(\.kind) == Array(repeating: [.transferOut, .transferIn], count: 3).flatMap { $0 })
    #expect(moved.entries.allSatisfy { $0.reference == PlateTests.sscc && $0.reason == "TRANSFER" })
    #expect(try house.act(MovePlate("00" + PlateTests.sscc, to: "NORTH/A-02"), key: "m1").isRepeat)
    #expect(try house.onHand("DRILL-18V", at: "A-02") == "12" && house.onHand("DRILL-18V", at: "A-01") == "8")
    #expect(
      try house.books.ask(ItemStock("SCALE")).serials.map { $0.serial + $0.place } == ["S1NORTH/A-01", "S2NORTH/A-02"])
    #expect(try PlateTests.card(PlateTests.sscc, house).hasPrefix("standing NORTH/A-02"))
    // Into quarantine all of it is blocked.
    try house.act(MovePlate(PlateTests.sscc, to: "Q"))
    #expect(try house.balances("GLUE", at: "Q").blocked == Quantity(10))

    try house.act(OpenPlate(PlateTests.sscc))
    #expect(try PlateTests.card(PlateTests.sscc, house) == "opened NORTH/Q: ")
    #expect(house.refusal { try house.act(OpenPlate(PlateTests.sscc)) } == "invalid-state")
    #expect(house.refusal { try house.act(MovePlate(PlateTests.sscc, to: "A-01")) } == "invalid-state")
    #expect(house.refusal { try house.act(BuildPlate(PlateTests.sscc, at: "Q", PlateTests.lines)) } == "plate-exists")
    let audit = try house.books.ask(AuditPage(entity: "plate:" + PlateTests.sscc)).rows
    #expect(audit.map(\.action) == ["plate.opened", "plate.moved", "plate.moved", "plate.built"])
    #expect(audit.first?.before?.contains("\"serials\":[\"S2\"]") == true)
    try house.expectSoundBooks()
  }

  @Test("a code of the house is used again once its pallet was opened")
  func again() throws {
    let house = try PlateTests.house()
    let act = BuildPlate("CAGE-7", at: "A-01", [PlateLine("SCALE", Quantity(2), serials: ["S1", "S2"])])
    try house.act(act)
    #expect(house.refusal { try house.act(BuildPlate("cage-7", at: "A-01", PlateTests.lines)) } == "plate-exists")
    try house.act(OpenPlate("cage-7"))
    try house.act(act)
    #expect(try PlateTests.card("CAGE-7", house) == "standing NORTH/A-01: 2 SCALE S1 S2")
    #expect(try house.books.ask(PlateCard("CAGE-7")).plate.version == 3)
    try house.expectSoundBooks()
  }

  private static let refused: [(String?, [PlateLine], at: String, type: String)] = [
    ("P1", [], "A-01", "nothing-to-change"),
    ("P1", [PlateLine("NONE", Quantity(1))], "A-01", "no-such-item"),
    ("P1", [PlateLine("CABLE", Quantity(1))], "A", "location-structural"),
    ("P1", [PlateLine("CABLE", Quantity(1))], "NOWHERE", "no-such-location"),
    ("P1", [PlateLine("CABLE", Quantity(1))], "A-01", "insufficient-stock"),
    ("P1", [PlateLine("DRILL-18V", Quantity(21))], "A-01", "insufficient-stock"),
    ("P1", [PlateLine("DRILL-18V", Quantity(1))], "S-01", "insufficient-stock"),
    (
      "P1", [PlateLine("DRILL-18V", Quantity(11)), PlateLine("4006381333931", Quantity(10))], "A-01",
      "insufficient-stock"
    ),
    ("P1", [PlateLine("GLUE", Quantity(1))], "A-01", "lot-needed"),
    ("P1", [PlateLine("GLUE", Quantity(1), lot: "L9")], "A-01", "no-such-lot"),
    ("P1", [PlateLine("GLUE", Quantity(13), lot: "L7")], "A-01", "insufficient-stock"),
    ("P1", [PlateLine("SCALE", Quantity(2), serials: ["S1"])], "A-01", "serials-needed"),
    ("P1", [PlateLine("SCALE", Quantity(1), serials: ["S9"])], "A-01", "serial-not-here"),
    (
      "P1", [PlateLine("SCALE", Quantity(1), serials: ["S1"]), PlateLine("SCALE", Quantity(1), serials: ["s1"])],
      "A-01",
      "serial-twice"
    ),
    ("P1", [PlateLine("DRILL-18V", Quantity(thousandths: 1500))], "A-01", "bad-quantity"),
    ("P1", [PlateLine("DRILL-18V", .zero)], "A-01", "bad-quantity"),
    ("", PlateTests.lines, "A-01", "bad-code"), ("a\u{1B}", PlateTests.lines, "A-01", "bad-code"),
    ("106141412345678907", PlateTests.lines, "A-01", "bad-value"), (nil, PlateTests.lines, "A-01", "no-company-prefix"),
  ]

  @Test("what cannot stand on a pallet is refused, and nothing is left of it")
  func refusals() throws {
    let house = try PlateTests.house()
    for (code, lines, place, type) in PlateTests.refused {
      #expect(house.refusal { try house.act(BuildPlate(code, at: place, lines)) } == type, "\(lines)")
    }
    #expect(try house.books.ask(PlatePage()).rows.isEmpty)
    for act in [OpenPlate("P9")] { #expect(house.refusal { try house.act(act) } == "no-such-plate") }
    #expect(house.refusal { try house.act(MovePlate("P9", to: "A-02")) } == "no-such-plate")
    try house.act(BuildPlate("P1", at: "A-01", [PlateLine("SCALE", Quantity(1), serials: ["S1"])]))
    for (to, type) in [
      ("A-01", "same-location"), ("S-01", "another-site"), ("A", "location-structural"), ("X", "no-such-location"),
    ] {
      #expect(house.refusal { try house.act(MovePlate("P1", to: to)) } == type)
    }
    // The last one of a place is loose no more, and a serial stands on one pallet.
    #expect(
      house.refusal {
        try house.act(BuildPlate("P2", at: "A-01", [PlateLine("SCALE", Quantity(1), serials: ["s1"])]))
      } == "serial-on-plate")
    try house.act(BuildPlate("P3", at: "A-01", [PlateLine("DRILL-18V", Quantity(15))]))
    #expect(
      house.refusal { try house.act(BuildPlate("P4", at: "A-01", [PlateLine("DRILL-18V", Quantity(6))])) }
        == "insufficient-stock")
    try house.act(BuildPlate("P4", at: "A-01", [PlateLine("DRILL-18V", Quantity(5))]))
    try house.expectSoundBooks()
  }

  @Test("the house numbers its pallets one after the other, whoever asks, and skips what others named")
  func numbering() throws {
    let house = try PlateTests.house()
    #expect(house.refusal { try house.act(SetSetting("gs1_company_prefix", "12x")) } == "bad-value")
    try house.act(SetSetting("gs1_company_prefix", "0614141"))
    try house.act(BuildPlate("006141410000000029", at: "A-01", [PlateLine("DRILL-18V", Quantity(1))]))
    let other = try house.another()
    let failures = onThreads(4) { thread in
      for number in 0..<4 {
        _ = try (thread % 2 == 0 ? house.books : other).perform(
          BuildPlate(at: "A-01", [PlateLine("DRILL-18V", Quantity(1))]),
          ActContext(key: "\(thread)-\(number)", actor: "anna", terminal: "t", now: SampleWarehouse.noon))
      }
    }
    #expect(failures.isEmpty)
    let codes = try house.books.ask(PlatePage()).rows.map(\.code)
    #expect(codes.count == 17 && codes.allSatisfy(SSCC.isRight))
    #expect(
      codes.map { String($0.dropFirst(8).dropLast()) } == (2...18).map { "00000000\($0)".suffix(9) }.map(String.init))
    try house.expectSoundBooks()
  }

  @Test(
    "a pallet whose goods were taken piece by piece is in doubt and not moved; whoever puts them back ends the doubt")
  func doubt() throws {
    let house = try PlateTests.house()
    try house.act(BuildPlate("P1", at: "A-01", PlateTests.lines))
    try house.act(BuildPlate("P2", at: "A-01", [PlateLine("DRILL-18V", Quantity(6))]))
    try house.post(.issue, "DRILL-18V", "2", at: "A-01")
    #expect(try PlateTests.card("P2", house) == "standing NORTH/A-01: 6 DRILL-18V")
    try house.post(.issue, "DRILL-18V", "1", at: "A-01")
    #expect(try PlateTests.card("P2", house) == "standing NORTH/A-01: 6 DRILL-18V?")
    #expect(try PlateTests.card("P1", house) == "standing NORTH/A-01: 12 DRILL-18V?, 10 GLUE L7, 1 SCALE S2")
    #expect(house.refusal { try house.act(MovePlate("P1", to: "A-02")) } == "plate-doubtful")
    try house.act(OpenPlate("P2"))
    try house.act(MovePlate("P1", to: "A-02"))
    try house.post(.transferOut, "SCALE", "1", at: "A-02", to: "A-01", serials: ["S2"])
    try house.post(.transferOut, "SCALE", "1", at: "A-01", to: "A-02", serials: ["S1"])
    #expect(try PlateTests.card("P1", house) == "standing NORTH/A-02: 12 DRILL-18V, 10 GLUE L7, 1 SCALE S2?")
    #expect(house.refusal { try house.act(MovePlate("P1", to: "A-01")) } == "plate-doubtful")
    try house.post(.transferOut, "SCALE", "1", at: "A-01", to: "A-02", serials: ["S2"])
    // Goods that are promised do not leave, on a pallet or off it.
    try house.post(.reserve, "DRILL-18V", "1", at: "A-02")
    #expect(house.refusal { try house.act(MovePlate("P1", to: "A-01")) } == "insufficient-stock")
    try house.post(.release, "DRILL-18V", "1", at: "A-02")
    try house.act(MovePlate("P1", to: "A-01"))
    try house.expectSoundBooks()
  }

  @Test("two clients move one pallet at once, again and again: it is always in one place, with all that stands on it")
  func twoMovers() throws {
    let house = try PlateTests.house()
    let other = try house.another()
    try house.act(BuildPlate("P1", at: "A-01", PlateTests.lines))
    let places = ["A-01", "A-02", "Q"]
    let refused = Seen()
    let failures = onThreads(4) { thread in
      for number in 0..<15 {
        do {
          _ = try (thread % 2 == 0 ? house.books : other).perform(
            MovePlate("P1", to: places[(thread + number) % 3]),
            ActContext(key: "\(thread)-\(number)", actor: "bob", terminal: "t", now: SampleWarehouse.noon))
        } catch InventoryError.sameLocation(let place) { refused.append(place) }
      }
    }
    #expect(failures.isEmpty)
    let plate = try house.books.ask(PlateCard("P1")).plate
    #expect(plate.version == Int64(61 - refused.all.count) && !plate.isDoubtful)
    for place in places {
      let expected = place == plate.locationCode ? 12 : 0
      let loose = place == "A-01" ? 8 : 0
      #expect(try house.balances("DRILL-18V", at: place).onHand == Quantity(expected + loose), "\(place)")
    }
    try house.expectSoundBooks()
  }

  @Test("a place that a stocktake holds lets no pallet in or out, unless a supervisor says so")
  func held() throws {
    let house = try PlateTests.house()
    try house.act(BuildPlate("P1", at: "A-01", PlateTests.lines))
    try house.act(OpenStocktake("A-01", policy: .locked))
    #expect(house.refusal { try house.act(MovePlate("P1", to: "A-02")) } == "held-by-stocktake")
    #expect(try PlateTests.card("P1", house).hasPrefix("standing NORTH/A-01"))
    try house.act(MovePlate("P1", to: "A-02", overridesHold: true))
    #expect(house.refusal { try house.act(MovePlate("P1", to: "A-01")) } == "held-by-stocktake")
    try house.act(OpenPlate("P1"))
    try house.expectSoundBooks()
  }

  @Test("an intact pallet is counted by one scan: every content of it, each serial once, where it stands")
  func counted() throws {
    let house = try PlateTests.house()
    try house.act(BuildPlate("P1", at: "A-01", PlateTests.lines))
    try house.act(OpenStocktake("A-01"))
    try house.act(OpenStocktake("A-02"))
    #expect(house.refusal { try house.act(CountPlate("P1", in: "ST-0002")) } == "outside-stocktake")
    #expect(house.refusal { try house.act(CountPlate("P1", in: "ST-0001", at: "A-02")) } == "plate-elsewhere")
    #expect(house.refusal { try house.act(CountPlate("P9", in: "ST-0001")) } == "no-such-plate")
    #expect(house.refusal { try house.act(CountPlate("P1", in: "ST-0009")) } == "no-such-stocktake")
    try house.act(CountPlate("P1", in: "ST-0001", at: "a-01"), key: "c1")
    #expect(try house.act(CountPlate("P1", in: "ST-0001", at: "a-01"), key: "c1").isRepeat)
    #expect(house.refusal { try house.act(CountPlate("P1", in: "ST-0001")) } == "serial-counted")
    try house.act(RecordCounts("ST-0001", [CountEntry(.typed, "DRILL-18V", Quantity(8), at: "A-01")]))
    let lines = try house.books.ask(CountLinePage("ST-0001")).rows
    #expect(
      lines.map { "\($0.code) \($0.counted?.description ?? "-")" }.sorted() == ["DRILL-18V 20", "GLUE 10", "SCALE 1"])
    try house.act(OpenPlate("P1"))
    #expect(house.refusal { try house.act(CountPlate("P1", in: "ST-0001")) } == "invalid-state")
    try house.expectSoundBooks()
  }

  @Test("goods counted since are moved by their pallet all the same: the count stands")
  func afterACount() throws {
    let house = try PlateTests.house()
    try house.act(BuildPlate("P1", at: "A-01", PlateTests.lines))
    try house.act(CountNow("DRILL-18V", Quantity(19), at: "A-01"))
    try house.act(MovePlate("P1", to: "A-02"))
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "7" && house.onHand("DRILL-18V", at: "A-02") == "12")
    try house.expectSoundBooks()
  }

  @Test("a scan of its label names the pallet first; who counts blind learns where it is, not what stands on it")
  func lookUp() throws {
    let house = try PlateTests.house()
    try house.act(BuildPlate(PlateTests.sscc, at: "A-01", PlateTests.lines))
    try house.act(BuildPlate("CAGE-7", at: "A-01", [PlateLine("DRILL-18V", Quantity(1))]))
    try house.act(EditItem("GLUE", .with { $0.barcodes = [Barcode("09501101530003")] }))
    for scan in [
      "]C100106141412345678908", "(00)106141412345678908", "00106141412345678908", "106141412345678908",
      "]C10010614141234567890802095011015300033724\u{1D}10LOT7", "cage-7", "\u{1D}00106141412345678908",
    ] {
      let hits = try house.books.ask(LookUp(ScannedCode(scan, today: SampleWarehouse.noon.day)))
      guard case .plate(let plate)? = hits.first else {
        Issue.record("\(scan) names \(hits)")
        continue
      }
      #expect(plate.place == "NORTH/A-01" && !plate.contents.isEmpty)
    }
    #expect(
      try house.books.ask(LookUp(ScannedCode("]C100106141412345678915", today: SampleWarehouse.noon.day))).isEmpty)
    try house.act(AddOperator(Operator(name: "ada", role: .admin)))
    try house.act(AddOperator(Operator(name: "cora", role: .counter)), by: "ada")
    try house.act(OpenStocktake("A"), by: "ada")
    let card = try house.books.ask(PlateCard("CAGE-7"), for: .person("cora")).plate
    #expect(card.isWithheld && card.contents.isEmpty && card.place == "NORTH/A-01")
    #expect(try house.books.ask(PlatePage(), for: .person("cora")).rows.allSatisfy(\.isWithheld))
    #expect(try house.books.ask(PlatePage(), for: .person("ada")).rows.allSatisfy { !$0.isWithheld })
    try house.act(CountPlate("CAGE-7", in: "ST-0001"), by: "cora")
    #expect(house.refusal { try house.act(OpenPlate("CAGE-7"), by: "cora") } == "not-permitted")
  }

  @Test("pallets are listed by code, by place and what is inside it, by status, a page at a time")
  func listed() throws {
    let house = try PlateTests.house()
    for number in 1...5 {
      try house.act(BuildPlate("P\(number)", at: "A-01", [PlateLine("DRILL-18V", Quantity(1))]))
    }
    try house.act(MovePlate("P2", to: "A-02"))
    try house.act(OpenPlate("P3"))
    func codes(_ question: PlatePage) throws -> String {
      try house.books.ask(question).rows.map(\.code).joined(separator: " ")
    }
    #expect(try codes(PlatePage()) == "P1 P2 P3 P4 P5")
    #expect(try codes(PlatePage(at: "NORTH")) == "P1 P2 P3 P4 P5" && codes(PlatePage(at: "A-02")) == "P2")
    #expect(try codes(PlatePage(at: "A", .standing)) == "P1 P2 P4 P5" && codes(PlatePage(at: "SOUTH")).isEmpty)
    #expect(try codes(PlatePage(.opened)) == "P3" && codes(PlatePage(.inTransit)).isEmpty)
    let page = try house.books.ask(PlatePage(limit: 2))
    #expect(page.rows.map(\.code) == ["P1", "P2"])
    #expect(try codes(PlatePage(start: .after(try #require(page.next)), limit: 2)) == "P3 P4")
  }
}

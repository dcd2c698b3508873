import Inventory
import Storage
import Testing

/// What stands at a dock, by the stock of a real house.
@Suite struct PutAwayListTests {
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.act(
      AddLocation(
        "DOCK",
        .with {
          $0.parent = "NORTH"
          $0.kind = .room
          $0.roomType = "dock"
        }))
    return house
  }

  private static func lines(_ house: SampleWarehouse, item: String? = nil, limit: Int = 100) throws -> [String] {
    let sheet = try house.books.ask(
      PutAwayList(at: "NORTH/DOCK", item: item, today: SampleWarehouse.noon.day, limit: limit))
    return sheet.lines.map { line in
      let targets = line.crossDock.map(\.words) + line.shares.map { "\($0.quantity) \($0.place.code)" }
      let named = [line.lot?.code].compactMap { $0 } + line.serials + (line.isBlocked ? ["blocked"] : [])
      return (["\(line.quantity) \(line.item.code)"] + named + ["->"] + targets).joined(separator: " ")
    } + (sheet.hasMore ? ["more"] : [])
  }

  @Test("good goods and blocked ones, each lot and each serial, and where each is put; what is promised stays")
  func lines() throws {
    let house = try PutAwayListTests.house()
    #expect(try PutAwayListTests.lines(house).isEmpty)
    try house.act(SetPutAwayRule(.everything, at: "A-01", priority: 3))
    try house.post(.receipt, "DRILL-18V", "50", at: "DOCK")
    try house.post(.quarantine, "DRILL-18V", "8", at: "DOCK", reason: "DAMAGE")
    try house.post(.reserve, "DRILL-18V", "2", at: "DOCK")
    try house.post(.receipt, "GLUE", "5", at: "DOCK", lot: "OLD", expires: "2026-07-03")
    try house.post(.receipt, "GLUE", "6", at: "DOCK", lot: "NEW", expires: "2027-07-03")
    #expect(
      try PutAwayListTests.lines(house) == [
        "40 DRILL-18V -> 40 A-01", "8 DRILL-18V blocked -> 8 Q", "5 GLUE OLD blocked -> 5 Q", "6 GLUE NEW -> 6 A-01",
      ])
    #expect(try PutAwayListTests.lines(house, item: "GLUE").count == 2)
    #expect(try PutAwayListTests.lines(house, limit: 1).last == "more")
    // What it lists can be moved as it says.
    for (item, quantity, lot, isBlocked) in [
      ("DRILL-18V", "8", nil, true), ("DRILL-18V", "40", nil, false), ("GLUE", "5", "OLD", false),
      ("GLUE", "6", "NEW", false),
    ] {
      try house.post(
        .transferOut, item, quantity, at: "DOCK", to: isBlocked || lot == "OLD" ? "Q" : "A-01", lot: lot,
        blocked: isBlocked)
    }
    #expect(try PutAwayListTests.lines(house).isEmpty, "what is promised is not put away")
    #expect(house.refusal { try house.books.ask(PutAwayList(at: "NOWHERE", today: SampleWarehouse.noon.day)) } != nil)
  }

  @Test("what stands on a pallet is no part of what stands loose, lot by lot and serial by serial")
  func pallets() throws {
    let house = try PutAwayListTests.house()
    try house.post(.receipt, "DRILL-18V", "50", at: "DOCK")
    try house.post(.receipt, "GLUE", "6", at: "DOCK", lot: "NEW", expires: "2027-07-03")
    try house.act(
      BuildPlate("P7", at: "DOCK", [PlateLine("DRILL-18V", Quantity(30)), PlateLine("GLUE", Quantity(6), lot: "NEW")]))
    #expect(try PutAwayListTests.lines(house) == ["20 DRILL-18V ->"])
    let question = PutAwayList(at: "DOCK", today: SampleWarehouse.noon.day)
    #expect(try house.books.ask(question).plates.map(\.code) == ["P7"])
    // Loose goods that became blocked stay loose.
    try house.post(.quarantine, "DRILL-18V", "12", at: "DOCK", reason: "DAMAGE")
    #expect(try PutAwayListTests.lines(house, item: "DRILL-18V") == ["8 DRILL-18V ->", "12 DRILL-18V blocked -> 12 Q"])
    try house.act(MovePlate("P7", to: "A-01"))
    #expect(try house.books.ask(question).plates.isEmpty)
  }
}

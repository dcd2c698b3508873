import Inventory
import Ledger
import Testing

/// Which sites people may touch, and what of an act touches which.
@Suite struct SiteTests {
  @Test("sites are named when somebody is taken in, changed one for all, and given back")
  func named() throws {
    let house = try SampleWarehouse()
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    let added = try house.act(AddOperator(Operator(name: "dan", role: .dock), sites: ["SOUTH", "north", "NORTH"]))
    #expect(added.document?.hasSuffix(#""sites":["NORTH","SOUTH"],"pin":false}"#) == true)
    func sites() throws -> [String] { try house.books.ask(WhoAmI("dan"))?.sites.map(\.code) ?? [] }
    #expect(try sites() == ["NORTH", "SOUTH"])
    try house.edit(operator: "dan") { $0.sites = ["SOUTH"] }
    #expect(try sites() == ["SOUTH"])
    try house.edit(operator: "dan") { $0.role = .supervisor }
    #expect(try sites() == ["SOUTH"])
    let audit = try #require(house.books.ask(AuditPage(entity: "operator:dan")).rows.dropFirst().first)
    #expect(audit.before?.contains(#""sites":["NORTH","SOUTH"]"#) == true)
    #expect(audit.after?.contains(#""sites":["SOUTH"]"#) == true)
    try house.edit(operator: "dan") { $0.sites = [] }
    #expect(try sites().isEmpty)
    for (name, type) in [("A", "not-a-site"), ("A-01", "not-a-site"), ("NOWHERE", "no-such-location")] {
      #expect(house.refusal { try house.edit(operator: "dan") { $0.sites = ["NORTH", name] } } == type)
    }
    try house.act(AddLocation("OLD"))
    try house.act(EditLocation("OLD", .with { $0.isActive = false }))
    #expect(house.refusal { try house.edit(operator: "dan") { $0.sites = ["OLD"] } } == "location-retired")
    #expect(house.refusal { try house.edit(operator: "dan") { $0.sites = [] } } == "nothing-to-change")
    try house.expectSoundBooks()
  }

  @Test("an admin who is bound to sites may leave some of them and gives themselves no others; another admin does")
  func ownSites() throws {
    let house = try SampleWarehouse()
    for name in ["anna", "otto"] { try house.act(AddOperator(Operator(name: name, role: .admin))) }
    try house.edit(operator: "otto") { $0.sites = ["NORTH", "SOUTH"] }
    try house.act(AddLocation("EAST"), by: "anna")
    func give(_ sites: [String], to name: String = "Otto", by actor: String = "otto") -> String {
      house.refusal { try house.act(EditOperator(name, .with { $0.sites = sites }), by: actor) }
    }
    #expect(give(["NORTH", "EAST"]) == "own-sites-stay" && give([]) == "own-sites-stay")
    #expect(give(["SOUTH"]) == "done" && give(["NORTH"]) == "own-sites-stay")
    #expect(give(["NORTH", "EAST"], by: "anna") == "done" && give([], by: "anna") == "done")
    // Who has all sites takes those they like.
    #expect(give(["EAST"], to: "anna", by: "anna") == "done")
    try house.expectSoundBooks()
  }

  @Test("an admin who is bound to sites keeps the people of these sites alone, and a house keeps an admin of all")
  func peopleOfSites() throws {
    let house = try SampleWarehouse()
    try house.act(AddLocation("EAST"))
    #expect(
      house.refusal { try house.act(AddOperator(Operator(name: "anna", role: .admin), sites: ["NORTH"])) }
        == "last-admin-of-all-sites")
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    try house.act(AddOperator(Operator(name: "otto", role: .admin), sites: ["NORTH", "SOUTH"]))
    try house.act(AddOperator(Operator(name: "eve", role: .dock), sites: ["NORTH", "EAST"]))
    func add(_ role: Operator.Role, _ sites: [String]) -> String {
      house.refusal {
        try house.act(AddOperator(Operator(name: "nina", role: role), sites: sites), dryRun: true, by: "otto")
      }
    }
    #expect(add(.counter, []) == "operator-elsewhere" && add(.admin, []) == "operator-elsewhere")
    #expect(add(.counter, ["NORTH", "EAST"]) == "operator-elsewhere" && add(.admin, ["NORTH"]) == "done")
    try house.act(AddOperator(Operator(name: "nina", role: .counter), sites: ["NORTH"]), by: "otto")
    func edit(_ name: String, _ fill: (inout OperatorEdits) -> Void) -> String {
      house.refusal { try house.act(EditOperator(name, .with(fill)), dryRun: true, by: "otto") }
    }
    #expect(edit("nina") { $0.sites = ["NORTH", "SOUTH"] } == "done" && edit("nina") { $0.role = .admin } == "done")
    for sites in [["EAST"], ["NORTH", "EAST"], []] {
      #expect(edit("nina") { $0.sites = sites } == "operator-elsewhere")
    }
    // Neither the PIN nor the place of somebody with more sites: both would be as good as the sites.
    for name in ["anna", "eve"] {
      #expect(edit(name) { $0.pin = PinHash("$y$x") } == "operator-elsewhere")
      #expect(edit(name) { $0.badge = "B-1" } == "operator-elsewhere")
      #expect(edit(name) { $0.isActive = false } == "operator-elsewhere")
      #expect(edit(name) { $0.sites = ["NORTH"] } == "operator-elsewhere")
    }
    for edits in [
      OperatorEdits.with { $0.sites = ["NORTH"] }, .with { $0.isActive = false }, .with { $0.role = .dock },
    ] {
      #expect(house.refusal { try house.act(EditOperator("anna", edits), by: "anna") } == "last-admin-of-all-sites")
    }
    try house.expectSoundBooks()
  }

  /// Who does what of a transfer from NORTH to SOUTH, by the two ends.
  private static let ends: [(String, @Sendable (PeopleHouse) -> any Act, source: String, destination: String)] = [
    ("ship", { ShipTransfer($0.own.requested) }, "done", "not-at-site"),
    ("receive", { ReceiveTransfer($0.own.leaving) }, "not-at-site", "done"),
    ("scan", { RecordReceipts($0.own.leaving, [.init("DRILL-18V")]) }, "not-at-site", "done"),
    ("close short", { CloseShort($0.own.leaving, reason: "LOST") }, "done", "done"),
    ("send back", { ReturnTransfer($0.own.leaving) }, "done", "not-at-site"),
    ("cancel", { CancelTransfer($0.own.requested) }, "done", "done"),
    (
      "ask for",
      { CreateTransfer(from: $0.own.place(1), to: "E-1", [TransferRequestLine("DRILL-18V", Quantity(1))]) }, "done",
      "done"
    ),
  ]

  @Test("of a transfer each end does what is done there, and both may ask, cancel and close it short")
  func transferEnds() throws {
    let people = try PeopleHouse()
    try people.house.act(AddOperator(Operator(name: "eve", role: .dock), sites: ["EAST"]))
    for (name, act, source, destination) in SiteTests.ends {
      for (actor, expected) in [("dan", source), ("eve", destination)] {
        let came = people.house.refusal { try people.house.act(act(people), dryRun: true, by: actor) }
        #expect(came == expected, "\(actor) to \(name)")
      }
    }
  }

  @Test("an act on two sites is for who may touch both, and the refusal names the one that is foreign")
  func twoSites() throws {
    let people = try PeopleHouse()
    let house = people.house
    let lines = [people.own, people.foreign].map { MovementLine(.receipt, "CABLE", Quantity(1), at: $0.place(1)) }
    #expect(throws: InventoryError.notAtSite(actor: "dan", site: "SOUTH", sites: ["NORTH"])) {
      try house.act(PostMovements(lines), by: "dan")
    }
    try house.edit(operator: "dan") { $0.sites = ["NORTH", "SOUTH"] }
    try house.act(PostMovements(lines), by: "dan")
    #expect(throws: InventoryError.notAtSite(actor: "dan", site: "EAST", sites: ["NORTH", "SOUTH"])) {
      try house.act(PostMovements([MovementLine(.issue, "DRILL-18V", Quantity(1), at: "E-1")]), by: "dan")
    }
  }

  @Test("a file's rows of another site are refused one by one, and an order's all together; the rest goes in")
  func files() throws {
    let people = try PeopleHouse()
    let house = people.house
    let places = [people.own, people.foreign, people.own, people.foreign].map { $0.place(2) }
    func refused(_ answer: ActAnswer) -> [String] {
      answer.rejections.map { "\($0.row) \(Explanation($0.error).type)" }
    }
    let moved = try house.act(
      ImportMovements(places.map { MovementLine(.receipt, "CABLE", Quantity(2), at: $0) }), by: "dan")
    #expect(refused(moved) == ["1 not-at-site", "3 not-at-site"] && moved.entryCount == 2)
    #expect(try house.onHand("CABLE", at: people.own.place(2)) == "4")
    #expect(try house.onHand("CABLE", at: people.foreign.place(2)) == "0")
    let price = UnitCost(tenThousandths: 10_000)
    let rows = ["A", "B", "B", "A"].enumerated().map { index, number in
      ImportOrders.Row(
        number, vendor: "Acme", currency: "EUR", to: (number == "A" ? people.own : people.foreign).place(7),
        .init(index < 2 ? "DRILL-18V" : "CABLE", Quantity(1), price: price))
    }
    let ordered = try house.act(ImportOrders(rows), by: "sue")
    #expect(refused(ordered) == ["1 not-at-site", "2 not-at-site"])
    #expect(try house.books.ask(OrderCard("A")).lines.count == 2)
    #expect(house.refusal { _ = try house.books.ask(OrderCard("B")) } == "no-such-order")
    // A place in a site that the same file adds is nobody's either.
    let added = try house.act(
      ImportLocations([
        .init("WEST", LocationEdits()), .init("W-1", .with { $0.parent = "WEST" }),
        .init("N-99", .with { $0.parent = "NORTH" }),
      ]), by: "dan")
    #expect(refused(added) == ["0 not-at-site", "1 not-at-site"])
    #expect(try house.location("N-99").siteCode == "NORTH")
    try house.expectSoundBooks()
  }

  @Test("what has lapsed is written down for every site by whoever acts at theirs")
  func upkeep() throws {
    let people = try PeopleHouse()
    let house = people.house
    let later = SampleWarehouse.noon.adding(milliseconds: 3 * 86_400_000)
    let line = MovementLine(.receipt, "GLUE", Quantity(5), at: people.foreign.place(1), lot: "SHORT")
    var dated = line
    dated.expires = SampleWarehouse.noon.day
    try house.act(PostMovements([dated]))
    try house.act(ExpireLots(), at: later, by: "dan")
    #expect(try house.balances("GLUE", at: people.foreign.place(1)).blocked >= Quantity(5))
    try house.act(SweepReservations(), at: later, by: "cora")
    let held = "order:\(people.foreign.own("held"))"
    #expect(house.refusal { try house.act(ConfirmReservation(.subject(held)), at: later) } == "nothing-reserved")
    // A delivery at an own site serves what waits elsewhere.
    let wait = ReserveStock.Line("SCALE", at: people.foreign.place(2), Quantity(1))
    try house.act(ReserveStock(for: "order:waits", [wait], life: .unlimited, lacking: .wait), at: later)
    try house.edit(operator: "dan") { $0.sites = ["SOUTH"] }
    let scales = RegisterSerials("SCALE", at: people.foreign.place(2), serials: ["Z1"])
    try house.act(scales, at: later, by: "dan")
    try house.expectSoundBooks()
  }

  @Test("other sites count at once for programs that remember the old ones, and what was done is answered as it was")
  func staleSites() throws {
    let people = try PeopleHouse()
    let other = try people.house.another()
    func receive(_ key: String, at site: PeopleHouse.Site) -> String {
      people.house.refusal {
        let act = PostMovements([MovementLine(.receipt, "CABLE", Quantity(1), at: site.place(1))])
        _ = try other.perform(
          act, ActContext(key: key, actor: "dan", terminal: "tty2", now: SampleWarehouse.noon))
      }
    }
    #expect(receive("1", at: people.own) == "done" && receive("2", at: people.foreign) == "not-at-site")
    try people.house.edit(operator: "dan") { $0.sites = ["SOUTH"] }
    #expect(receive("3", at: people.own) == "not-at-site" && receive("4", at: people.foreign) == "done")
    #expect(receive("1", at: people.own) == "done")
  }
}

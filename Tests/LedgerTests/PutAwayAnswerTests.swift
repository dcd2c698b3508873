import Inventory
import Storage
import Testing

/// Where goods are put, by the rules and the stock of a real house.
@Suite struct PutAwayAnswerTests {
  /// A dock, three bins and a shelf beside those of the sample; a quarantine room that is there already.
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
    for bin in ["A-03", "A-04", "A-05"] {
      try house.act(
        AddLocation(
          bin,
          .with {
            $0.parent = "A"
            $0.kind = .bin
          }))
    }
    return house
  }

  private static func suggest(
    _ item: String, _ quantity: Int, lot: String? = nil, from source: String = "DOCK", damaged: Bool = false,
    pack: Int? = nil, _ house: SampleWarehouse
  ) throws -> String {
    let answer = try house.books.ask(
      PutAwaySuggestion(
        item, Quantity(quantity), lot: lot, from: source, isDamaged: damaged, pack: pack.map { Quantity($0) },
        today: SampleWarehouse.noon.day))
    var words = answer.crossDock.map { "\($0.quantity) \($0.words)" }
    words += answer.shares.map { "\($0.quantity) \($0.place.code): \($0.why.words)" }
    if !answer.unassigned.isZero { words.append("\(answer.unassigned) unassigned") }
    return words.joined(separator: "; ")
  }

  @Test("rules, what stands there and an item's own bin say where goods go, each as far as it holds")
  func suggestions() throws {
    let house = try PutAwayAnswerTests.house()
    func suggest(_ item: String, _ quantity: Int, pack: Int? = nil) throws -> String {
      try PutAwayAnswerTests.suggest(item, quantity, pack: pack, house)
    }
    #expect(try suggest("DRILL-18V", 300) == "300 unassigned")
    try house.act(SetPutAwayRule(.item("DRILL-18V"), at: "A-01", capacity: Quantity(200)))
    try house.act(SetPutAwayRule(.category("tools"), at: "A-02", capacity: Quantity(300), priority: 2))
    #expect(try suggest("DRILL-18V", 300) == "200 A-01: a rule, priority 1; 100 A-02: a rule, priority 2")
    #expect(try suggest("CABLE", 5) == "5 unassigned")
    try house.act(SetPutAwayRule(.everything, at: "A-05", capacity: Quantity(500), priority: 9))
    #expect(try suggest("CABLE", 5) == "5 A-05: a rule, priority 9")
    // What stands there takes its room: of the item, of its category, of all.
    try house.post(.receipt, "DRILL-18V", "150", at: "A-02")
    try house.post(.receipt, "CABLE", "450", at: "A-05")
    #expect(
      try suggest("DRILL-18V", 450)
        == "150 A-02: the same stands there; 200 A-01: a rule, priority 1; 50 A-05: a rule, priority 9; 50 unassigned")
    #expect(try suggest("DRILL-18V", 450, pack: 100).hasPrefix("100 A-02: the same stands there; 200 A-01"))
    // Of two limits at one place the first that is reached counts.
    try house.act(SetPutAwayRule(.everything, at: "A-01", capacity: Quantity(30), priority: 5))
    #expect(try suggest("DRILL-18V", 200).contains("; 30 A-01: a rule, priority 1; "))
    try house.act(EditStock("DRILL-18V", at: "DOCK", bin: "A-04"))
    #expect(try suggest("DRILL-18V", 900) == "150 A-02: the same stands there; 750 A-04: its bin")
    // From there it goes elsewhere, and never to another site, a place out of use, or one that only groups others.
    #expect(try PutAwayAnswerTests.suggest("DRILL-18V", 5, from: "A-02", house) == "5 A-04: its bin")
    try house.act(EditLocation("A-04", .with { $0.isActive = false }))
    #expect(try suggest("DRILL-18V", 160) == "150 A-02: the same stands there; 10 A-01: a rule, priority 1")
    try house.act(SetPutAwayRule(.item("CABLE"), at: "S-01"))
    #expect(try suggest("CABLE", 5) == "5 A-05: the same stands there")
  }

  @Test(
    "good goods stand neither in quarantine nor on the dock; broken ones and lots past their date in quarantine alone")
  func quarantine() throws {
    let house = try PutAwayAnswerTests.house()
    try house.act(SetPutAwayRule(.everything, at: "DOCK"))
    try house.act(SetPutAwayRule(.everything, at: "A-03", priority: 3))
    #expect(try PutAwayAnswerTests.suggest("GLUE", 5, from: "A-01", house) == "5 A-03: a rule, priority 3")
    #expect(try PutAwayAnswerTests.suggest("GLUE", 5, damaged: true, house) == "5 Q: a quarantine room")
    let receipt = MovementLine(
      .receipt, "GLUE", Quantity(5), at: "DOCK", lot: "OLD", expires: Day("2026-07-03"))
    let today = MovementLine(
      .receipt, "GLUE", Quantity(5), at: "A-02", lot: "TODAY", expires: Day("2026-07-04"))
    try house.act(PostMovements([receipt, today]))
    #expect(try PutAwayAnswerTests.suggest("GLUE", 5, lot: "OLD", house) == "5 Q: a quarantine room")
    #expect(try PutAwayAnswerTests.suggest("GLUE", 5, lot: "today", house) == "5 A-02: the same stands there")
    // Another lot of it stands there: a rule comes first.
    #expect(try PutAwayAnswerTests.suggest("GLUE", 5, lot: "NEW", house) == "5 A-03: a rule, priority 3")
    try house.act(RemovePutAwayRule(.everything, at: "A-03"))
    #expect(try PutAwayAnswerTests.suggest("GLUE", 5, lot: "NEW", house) == "5 A-02: another lot of it stands there")
  }

  @Test("goods that a transfer waits for go there first, urgent ones before others")
  func crossDock() throws {
    let house = try PutAwayAnswerTests.house()
    try house.act(SetPutAwayRule(.everything, at: "A-01"))
    for (id, status, priority, requested, shipped) in [
      (6, "cancelled", "urgent", 50, 0), (7, "requested", "normal", 30, 10), (8, "requested", "urgent", 5, 0),
      (9, "in_transit", "normal", 50, 40), (10, "requested", "normal", 5, 5),
    ] {
      try house.run(
        """
        INSERT INTO transfer(id, source, destination, status, priority, created_by, created_at, version)
        SELECT \(id), a.id, s.id, '\(status)', '\(priority)', 'anna', 0, 1 FROM location a, location s
        WHERE a.code = 'NORTH' AND s.code = 'S-01'
        """)
      try house.run(
        """
        INSERT INTO transfer_line(transfer, number, item, lot, requested, shipped)
        SELECT \(id), 1, id, 0, \(requested * 1000), \(shipped * 1000) FROM item WHERE sku = 'DRILL-18V'
        """)
    }
    #expect(
      try PutAwayAnswerTests.suggest("DRILL-18V", 40, house)
        == "5 to TR-0008 for SOUTH; 20 to TR-0007 for SOUTH; 10 to TR-0009 for SOUTH; 5 A-01: a rule, priority 1")
    #expect(try PutAwayAnswerTests.suggest("DRILL-18V", 8, house) == "5 to TR-0008 for SOUTH; 3 to TR-0007 for SOUTH")
    #expect(try PutAwayAnswerTests.suggest("DRILL-18V", 8, damaged: true, house) == "8 Q: a quarantine room")
    #expect(try PutAwayAnswerTests.suggest("CABLE", 8, house) == "8 A-01: a rule, priority 1")
    #expect(try PutAwayAnswerTests.suggest("DRILL-18V", 8, from: "S-01", house) == "8 unassigned")
  }

  @Test("reservations that wait come before transfers: confirmed ones first, then the oldest; one that expired not")
  func crossDockToReservations() throws {
    let house = try PutAwayAnswerTests.house()
    try house.act(SetPutAwayRule(.everything, at: "A-01"))
    try house.request("DRILL-18V", 20, from: "NORTH", to: "S-01", eta: nil)
    try house.wait(42, "order:SO-118", "DRILL-18V", 5, at: "NORTH")
    try house.wait(43, "order:SO-119", "DRILL-18V", 4, at: "A-01", status: "confirmed")
    try house.wait(44, "order:SO-120", "DRILL-18V", 9, at: "NORTH", expires: SampleWarehouse.noon.milliseconds)
    try house.wait(45, "order:SO-121", "DRILL-18V", 9, at: "SOUTH")
    #expect(
      try PutAwayAnswerTests.suggest("DRILL-18V", 40, house)
        == "4 to RV-0043 for order:SO-119; 5 to RV-0042 for order:SO-118; 20 to TR-0001 for SOUTH; "
        + "11 A-01: a rule, priority 1")
    #expect(
      try PutAwayAnswerTests.suggest("DRILL-18V", 6, house)
        == "4 to RV-0043 for order:SO-119; 2 to RV-0042 for order:SO-118")
    #expect(try PutAwayAnswerTests.suggest("DRILL-18V", 6, damaged: true, house) == "6 Q: a quarantine room")
    let list = try house.books.ask(PutAwayList(at: "DOCK", today: SampleWarehouse.noon.day))
    #expect(list.lines.isEmpty)
    // Six come in, and serve who waits at the place they came to: that much is theirs, and only the rest is put away.
    try house.post(.receipt, "DRILL-18V", "6", at: "DOCK")
    let served = try house.books.ask(PutAwayList(at: "DOCK", today: SampleWarehouse.noon.day))
    #expect(
      served.held.map { "\($0.quantity) \($0.item.code) \($0.reservation) \($0.subject)" }
        == ["5 DRILL-18V RV-0042 order:SO-118"])
    #expect(try house.books.ask(PutAwayList(at: "DOCK", item: "GLUE", today: SampleWarehouse.noon.day)).held.isEmpty)
    let line = try #require(served.lines.first)
    #expect(line.quantity == Quantity(1) && line.crossDock.map(\.words) == ["to RV-0043 for order:SO-119"])
    #expect(
      try PutAwayAnswerTests.suggest("DRILL-18V", 6, house)
        == "5 to RV-0042 for order:SO-118; 1 to RV-0043 for order:SO-119")
  }

  @Test("rules are set, changed, listed and taken away, and leave their trace in the audit")
  func rules() throws {
    let house = try PutAwayAnswerTests.house()
    try house.act(SetPutAwayRule(.item("4006381333931"), at: "NORTH/A-01", capacity: Quantity(5)), key: "r1")
    #expect(
      try house.act(SetPutAwayRule(.item("4006381333931"), at: "NORTH/A-01", capacity: Quantity(5)), key: "r1").isRepeat
    )
    try house.act(SetPutAwayRule(.item("DRILL-18V"), at: "A-01", priority: 4))
    try house.act(SetPutAwayRule(.category("Tools"), at: "A-01", capacity: Quantity(9)))
    try house.act(SetPutAwayRule(.everything, at: "S-01"))
    for (act, type) in [
      (SetPutAwayRule(.item("DRILL-18V"), at: "A-01", priority: 4), "nothing-to-change"),
      (SetPutAwayRule(.item("NONE"), at: "A-01"), "no-such-item"),
      (SetPutAwayRule(.everything, at: "A"), "location-structural"),
      (SetPutAwayRule(.everything, at: "X"), "no-such-location"),
      (SetPutAwayRule(.everything, at: "A-02", capacity: .zero), "bad-value"),
      (SetPutAwayRule(.everything, at: "A-02", priority: 0), "bad-value"),
      (SetPutAwayRule(.everything, at: "A-02", priority: 1000), "bad-value"),
      (SetPutAwayRule(.category(""), at: "A-02"), "bad-value"),
    ] { #expect(house.refusal { try house.act(act) } == type) }
    #expect(house.refusal { try house.act(RemovePutAwayRule(.item("CABLE"), at: "A-01")) } == "no-such-putaway-rule")
    func list(_ question: PutAwayRulePage) throws -> [String] {
      try house.books.ask(question).rows.map {
        "\($0.place) \($0.subjectWords) \($0.capacity?.description ?? "-") \($0.priority)"
      }
    }
    let all = ["NORTH/A-01 category Tools 9 1", "NORTH/A-01 DRILL-18V - 4", "SOUTH/S-01 everything - 1"]
    #expect(try list(PutAwayRulePage()) == all && list(PutAwayRulePage(of: "DRILL-18V")) == all)
    #expect(
      try list(PutAwayRulePage(of: "CABLE")) == [all[2]] && list(PutAwayRulePage(at: "NORTH")) == Array(all[..<2]))
    let page = try house.books.ask(PutAwayRulePage(limit: 1))
    #expect(try list(PutAwayRulePage(start: .after(try #require(page.next)))) == Array(all[1...]))
    try house.act(RemovePutAwayRule(.category("TOOLS"), at: "A-01"))
    #expect(try list(PutAwayRulePage(at: "A-01")) == [all[1]])
    #expect(
      try house.books.ask(AuditPage(action: "putaway")).rows.map(\.action)
        == ["putaway.removed"] + Array(repeating: "putaway.set", count: 4))
    try house.expectSoundBooks()
  }

  @Test("where there is room is kept from those who count blind; what is no quantity is refused")
  func refused() throws {
    let house = try PutAwayAnswerTests.house()
    for (item, quantity, lot, place, type) in [
      ("NONE", Quantity(1), nil, "DOCK", "no-such-item"), ("CABLE", .zero, nil, "DOCK", "bad-quantity"),
      ("DRILL-18V", Quantity(thousandths: 1500), nil, "DOCK", "bad-quantity"),
      ("CABLE", Quantity(1), "L1", "DOCK", "no-lots"), ("CABLE", Quantity(1), nil, "X", "no-such-location"),
    ] as [(String, Quantity, String?, String, String)] {
      let question = PutAwaySuggestion(item, quantity, lot: lot, from: place, today: SampleWarehouse.noon.day)
      #expect(house.refusal { _ = try house.books.ask(question) } == type)
    }
    try house.act(AddOperator(Operator(name: "ada", role: .admin)))
    try house.act(AddOperator(Operator(name: "cora", role: .counter)), by: "ada")
    try house.act(OpenStocktake("A-01"), by: "ada")
    let question = PutAwaySuggestion("CABLE", Quantity(1), from: "DOCK", today: SampleWarehouse.noon.day)
    #expect(house.refusal { _ = try house.books.ask(question, for: .person("cora")) } == "withheld")
    #expect(house.refusal { _ = try house.books.ask(question, for: .person("ada")) } == "done")
  }
}

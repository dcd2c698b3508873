import Inventory
import Ledger
import Testing

/// Tolerances, classes, count plans and reports, in the books.
@Suite("Plans and reports of counting") struct CountReportTests {
  @Test("the nearest tolerance counts: item, class, place inside, the stocktake's own, place around it, the house's")
  func tolerances() throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "100", at: "A-01", on: "2026-07-01T08:00:00Z")
    func isWithin(_ counted: Int, stocktake limits: String = "") throws -> Bool? {
      let stocktake = try house.open("A", tolerance: limits)
      try house.count(stocktake, "DRILL-18V", String(counted), in: "A-01")
      try house.reconcile(stocktake)
      return try house.line(stocktake, "DRILL-18V").judgement?.isWithin
    }
    func set(_ subject: SetTolerance.Subject, _ limits: String?) throws {
      try house.act(SetTolerance(subject, limits.flatMap { Tolerance($0) }))
    }
    #expect(try isWithin(99) == false)
    try house.act(SetSetting("count_tolerance", "1%"))
    #expect(try isWithin(99) == true && isWithin(98) == false)
    try set(.location("NORTH"), "2%")
    #expect(try isWithin(98) == true && isWithin(97) == false)
    #expect(try isWithin(97, stocktake: "3%") == true && isWithin(96, stocktake: "3%") == false)
    try set(.location("A-01"), "4%")
    #expect(try isWithin(96, stocktake: "3%") == true && isWithin(95, stocktake: "3%") == false)
    try house.post(.issue, "DRILL-18V", "1", at: "A-01", on: "2026-07-01T09:00:00Z")
    try house.post(.return, "DRILL-18V", "1", at: "A-01", on: "2026-06-01T09:00:00Z")
    try house.act(ClassifyItems(days: 10))
    try set(.itemClass("a"), "5%")
    #expect(try isWithin(95) == true && isWithin(94) == false)
    try set(.item("drill-18v"), "0")
    #expect(try isWithin(99) == false)
    let rows = try house.books.ask(ToleranceList())
    #expect(
      rows.map { "\($0.subject) \($0.name) \($0.tolerance)" } == [
        "item DRILL-18V 0", "class A 5%", "location NORTH/A-01 4%", "location NORTH 2%", "house  1%",
      ])
    try set(.item("DRILL-18V"), nil)
    #expect(try isWithin(95) == true)
    let audit = try #require(try house.books.ask(AuditPage(action: "tolerance.changed", limit: 1)).rows.first)
    #expect(audit.entity == "tolerance:DRILL-18V")
    #expect(
      audit.before?.contains("\"tolerance\":\"0\"") == true && audit.after?.contains("\"tolerance\":null") == true)
    #expect(house.refusal { try set(.itemClass("D"), "5%") } == "bad-value")
    #expect(house.refusal { try set(.item("NONE"), "5%") } == "no-such-item")
    #expect(house.refusal { try set(.location("NONE"), "5%") } == "no-such-location")
  }

  @Test("classes come from what was sold and consumed in the time, returns taken off, of items in use")
  func classes() throws {
    let house = try SampleWarehouse()
    let noon = SampleWarehouse.noon
    for (sku, worth) in [("P1", "50000"), ("P2", "26000"), ("P3", "9000"), ("P4", "7000"), ("P5", "8000")] {
      try house.act(AddItem(Item(code: ItemCode(sku: sku), cost: UnitCost(worth))))
      try house.post(.opening, sku, "9", at: "A-01", on: "2026-01-01T08:00:00Z")
      try house.post(.issue, sku, sku == "P5" ? "2" : "1", at: "A-01", on: "2026-07-01T08:00:00Z")
    }
    try house.post(.return, "P5", "1.000", at: "A-01", on: "2026-07-02T08:00:00Z")
    try house.post(.scrap, "P4", "5", at: "A-01", on: "2026-07-02T08:00:00Z")
    func letters(_ days: Int) throws -> String {
      try house.books.ask(AbcReport(days: days, until: noon)).map { "\($0.usage.code)\($0.letter.rawValue)" }
        .joined(separator: " ")
    }
    #expect(try letters(30) == "P1A P2A P3A P5B P4B CABLEC DRILL-18VC GLUEC SCALEC")
    #expect(try letters(2).hasPrefix("CABLEC"))
    let answer = try house.act(ClassifyItems(days: 30))
    #expect(answer.document?.contains("\"a\":3,\"b\":2,\"c\":4") == true)
    #expect(house.refusal { try house.act(ClassifyItems(days: 0)) } == "bad-value")
    #expect(house.refusal { _ = try house.books.ask(AbcReport(days: 9999, until: noon)) } == "bad-value")
  }

  /// `DRILL-18V@A-01 negative+picks`.
  private func due(_ house: SampleWarehouse, _ question: DueCounts) throws -> [String] {
    try house.books.ask(question).rows.map {
      "\($0.code)@\($0.place.split(separator: "/").last ?? "") " + $0.reasons.map(\.rawValue).joined(separator: "+")
    }
  }

  @Test("due: the negative first, then by class, then who waits longest, then as people walk; each with its reasons")
  func plan() throws {
    let house = try SampleWarehouse()
    let noon = SampleWarehouse.noon
    try house.act(SetSetting("count_interval_a", "4"))
    try house.act(SetSetting("allow_negative_stock", "yes"))
    func add(_ sku: String, cost: String = "1") throws {
      try house.act(AddItem(Item(code: ItemCode(sku: sku), cost: UnitCost(cost))))
    }
    try add("FAST", cost: "1000")
    try add("SLOW")
    try add("DEBT")
    for (sku, place) in [("FAST", "A-02"), ("FAST", "A-01"), ("SLOW", "A-01"), ("SLOW", "S-01")] {
      try house.post(.opening, sku, "50", at: place, on: "2026-06-01T08:00:00Z")
    }
    try house.post(.issue, "FAST", "5", at: "A-01", on: "2026-07-01T08:00:00Z")
    try house.post(.issue, "DEBT", "5", at: "A-02", on: "2026-07-01T08:00:00Z")
    try house.act(ClassifyItems(days: 30))
    // Nothing was counted yet.
    #expect(
      try due(house, DueCounts(now: noon)) == [
        "DEBT@A-02 negative+never_counted", "FAST@A-01 never_counted", "FAST@A-02 never_counted",
        "SLOW@A-01 never_counted", "SLOW@S-01 never_counted",
      ])
    let stocktake = try house.open("NORTH")
    for (sku, place, quantity, day) in [
      ("FAST", "A-01", "50", "06-30"), ("FAST", "A-02", "50", "06-29"), ("SLOW", "A-01", "50", "06-29"),
    ] {
      let entry = CountEntry(
        .typed, sku, try #require(Quantity(quantity)), at: place, occurredAt: Instant("2026-\(day)T12:00:00Z"))
      try house.act(RecordCounts(stocktake, [entry]))
    }
    try house.finish(stocktake)
    // Four days after the last count class A is due on the day itself, the one that waits longest first.
    #expect(
      try due(house, DueCounts(now: noon)) == [
        "DEBT@A-02 negative+never_counted", "FAST@A-02 interval", "FAST@A-01 interval", "SLOW@S-01 never_counted",
      ])
    #expect(
      try due(house, DueCounts(now: noon.adding(milliseconds: -86_400_000))).contains("FAST@A-01 interval") == false)
    #expect(try due(house, DueCounts(at: "SOUTH", now: noon)) == ["SLOW@S-01 never_counted"])
    #expect(try due(house, DueCounts(letter: .a, now: noon)).count == 2)
    // Emptied by a pick, and picked often.
    try house.act(SetSetting("count_interval_a", "90"))
    try house.act(SetSetting("count_after_picks", "2"))
    for quantity in ["1", "2"] { try house.post(.issue, "FAST", quantity, at: "A-02") }
    try house.post(.issue, "SLOW", "50", at: "A-01")
    let rows = try house.books.ask(DueCounts(at: "A", now: noon)).rows
    #expect(
      rows.map { "\($0.code)@\($0.place) \($0.picks) " + $0.reasons.map(\.rawValue).joined(separator: "+") } == [
        "DEBT@NORTH/A-02 1 negative+never_counted", "FAST@NORTH/A-02 2 picks", "SLOW@NORTH/A-01 1 emptied",
      ])
    // Somebody looked, and it is empty.
    try house.act(CountNow("SLOW", .zero, at: "A-01"), at: noon.adding(milliseconds: 60_000))
    #expect(try due(house, DueCounts(at: "A-01", now: noon)) == [])
    try house.expectSoundBooks()
  }

  @Test("pages of what is due join without a gap")
  func pages() throws {
    let house = try SampleWarehouse()
    for place in ["A-01", "A-02", "S-01"] {
      for item in ["DRILL-18V", "CABLE"] { try house.post(.opening, item, "5", at: place) }
    }
    var question = DueCounts(now: SampleWarehouse.noon, limit: 2)
    var seen: [String] = []
    for _ in 0..<5 {
      let page = try house.books.ask(question)
      seen += page.rows.map { "\($0.code)@\($0.place)" }
      guard let next = page.next else { break }
      question.start = .after(next)
    }
    #expect(
      seen == ["A-01", "A-02"].flatMap { ["CABLE@NORTH/\($0)", "DRILL-18V@NORTH/\($0)"] } + [
        "CABLE@SOUTH/S-01", "DRILL-18V@SOUTH/S-01",
      ])
  }

  @Test("the accuracy of applied stocktakes, by time and place; what a late paper restated counts as restated")
  func accuracy() throws {
    let house = try SampleWarehouse()
    try house.act(AddItem(Item(code: ItemCode(sku: "BOLT"), cost: UnitCost("2"))))
    for (item, place) in [("DRILL-18V", "A-01"), ("BOLT", "A-02"), ("BOLT", "S-01")] {
      try house.post(.opening, item, "100", at: place, on: "2026-07-01T08:00:00Z")
    }
    let first = try house.open("A", tolerance: "1%")
    try house.count(first, "DRILL-18V", "95", in: "A-01", at: "10:00")
    try house.count(first, "BOLT", "105", in: "A-02", at: "10:00")
    try house.finish(first)
    try house.act(CountNow("BOLT", Quantity(100), at: "S-01"))
    let report = try house.books.ask(CountAccuracyReport())
    #expect(
      report.stocktakes.map { "\($0.stocktake) \($0.accuracy.ofItems ?? -1) \($0.accuracy.ofUnits ?? -1)" } == [
        "ST-0002 10000 10000", "ST-0001 0 9500",
      ])
    #expect(report.total.lines == 3 && report.total.ofUnits == 9666)
    #expect(report.total.valueUp.description == "10.00" && report.total.valueDown.description == "249.50")
    #expect(try house.books.ask(CountAccuracyReport(at: "SOUTH")).stocktakes.map(\.stocktake.number) == [2])
    #expect(try house.books.ask(CountAccuracyReport(from: SampleWarehouse.noon)).stocktakes.count == 2)
    #expect(try house.books.ask(CountAccuracyReport(to: SampleWarehouse.noon)).stocktakes.isEmpty)
    // Five drills had been sold before the count: then it was right, to a line that is inside now.
    try house.post(.issue, "DRILL-18V", "5", at: "A-01", on: "2026-07-04T09:00:00Z")
    let line = try house.line(first, "DRILL-18V")
    #expect(line.judgement?.expected == Quantity(95) && line.judgement?.variance == .zero)
    #expect(line.judgement?.value?.description == "0.00")
    let restated = try #require(try house.books.ask(CountAccuracyReport(at: "A-01")).stocktakes.first)
    #expect(restated.accuracy.ofItems == 10_000 && restated.accuracy.ofUnits == 10_000)
    #expect(try house.books.ask(StocktakeCard(first)).accuracy?.linesWithin == 1)
    try house.expectSoundBooks()
  }

  private final class Gathered: @unchecked Sendable { var rows: [String] = [] }

  @Test("what was found is handed over as it can be counted again: by line, damaged goods and serials apart")
  func goods() throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "SCALE", "2", at: "A-01", serials: ["S1", "S2"])
    let stocktake = try house.open("NORTH")
    try house.count(stocktake, "CABLE", "2.5", in: "A-01")
    try house.count(stocktake, "CABLE", "3", in: "A-01", at: "09:00")
    try house.count(stocktake, "CABLE", "1", in: "A-01", isDamaged: true)
    try house.count(stocktake, "GLUE", "4", in: "A-02", lot: "L1")
    try house.count(stocktake, "SCALE", "1", in: "A-01", serials: ["S2"])
    try house.count(stocktake, "DRILL-18V", "0", in: "A-01")
    try house.count(stocktake, "DRILL-18V", "7", in: "A-02")
    try house.act(NegateCount(stocktake), by: "maria")
    let gathered = Gathered()
    let rows = try house.books.ask(
      EachCount(stocktake) { goods in
        let words = [
          goods.code.description, goods.place, goods.counted.description, goods.lot?.code, goods.serial,
          goods.isDamaged ? "damaged" : nil,
        ]
        gathered.rows.append(words.compactMap { $0 }.joined(separator: " "))
        return true
      })
    #expect(
      gathered.rows == [
        "SCALE NORTH/A-01 1 S2", "CABLE NORTH/A-01 5.5", "CABLE NORTH/A-01 1 damaged", "GLUE NORTH/A-02 4 L1",
        "DRILL-18V NORTH/A-01 0",
      ])
    #expect(rows == 5)
  }

  @Test(
    "verify finds what a stray shell does to stocktakes", .enabled(if: StrayShell.isInstalled),
    arguments: [
      ("UPDATE count_line SET counted = counted + 1000", "sums of their events"),
      ("UPDATE count_line SET variance = variance + 1000", "says what was posted"),
      ("DROP TRIGGER count_anchor_stays; UPDATE count_anchor SET counted = counted + 1000", "an applied count holds"),
      ("INSERT INTO count_hold SELECT location, id, 0 FROM stocktake", "hold nothing"),
      ("INSERT INTO count_lease SELECT id, location, 'x', 't', 0, 1, 1 FROM stocktake", "hold nothing"),
    ])
  func verifies(sql: String, check: String) throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "10", at: "A-01")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "9", in: "A-01")
    try house.finish(stocktake)
    try house.expectSoundBooks()
    #expect(try !StrayShell(path: house.folder + "/stock.db").run(sql).wasRefused)
    // That a wall was taken down is found as well.
    let found = try house.books.ask(Verification()).filter { !$0.drift.isEmpty && !$0.check.hasPrefix("the walls") }
    #expect(found.count == 1 && found[0].check.contains(check) && found[0].drift[0].contains("ST-0001"), "\(found)")
  }
}

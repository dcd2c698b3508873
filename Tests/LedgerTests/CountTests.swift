import Inventory
import Ledger
import Testing

/// Counting in sentences: what is entered, what is expected, who may do what.
@Suite("Counting") struct CountTests {
  private func house(_ drills: String = "10", reserved: String? = nil) throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", drills, at: "A-01", on: "2026-07-04T08:00:00Z")
    if let reserved { try house.post(.reserve, "DRILL-18V", reserved, at: "A-01") }
    return house
  }

  /// Everybody who counts, and two who supervise.
  private func hire(_ house: SampleWarehouse, limits: String? = nil) throws {
    for (name, role) in [("anna", Operator.Role.admin), ("sue", .supervisor), ("maria", .counter), ("ben", .counter)] {
      try house.act(AddOperator(Operator(name: name, role: role, limits: role == .counter ? limits : nil)))
    }
  }

  private func set(_ house: SampleWarehouse, _ name: String, _ value: String) throws {
    try house.act(SetSetting(name, value))
  }

  // MARK: What is entered

  @Test("nothing counted is not zero: an uncounted line is listed, and applying leaves it alone")
  func nullIsNotZero() throws {
    let house = try house()
    try house.post(.opening, "CABLE", "7", at: "A-01")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "0", in: "A-01")
    try house.act(CloseBin(stocktake, "A-01"), by: "maria")
    #expect(try house.line(stocktake, "DRILL-18V").counted == .zero)
    #expect(try house.line(stocktake, "CABLE").counted == nil)
    #expect(try house.line(stocktake, "CABLE").state == .confirm)
    try house.finish(stocktake)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "0")
    #expect(try house.onHand("CABLE", at: "A-01") == "7")
    #expect(try house.line(stocktake, "CABLE").state == .confirm)
    #expect(try house.books.ask(CountProposal(stocktake, now: SampleWarehouse.noon)).uncounted == 1)
    try house.expectSoundBooks()
  }

  @Test(
    "an empty bin counts zero of what is expected there, without saying what; what was counted there stands against it")
  func emptyBin() throws {
    let house = try house()
    try house.post(.opening, "CABLE", "7", at: "A-01")
    let stocktake = try house.open("A-01")
    // What came in since it was opened is expected too.
    try house.post(.receipt, "GLUE", "4", at: "A-01", lot: "L1")
    let answer = try house.act(CountEmptyBin(stocktake, "A-01"), by: "maria")
    #expect(answer.document == nil && answer.entries.isEmpty)
    try house.finish(stocktake)
    for item in ["DRILL-18V", "CABLE", "GLUE"] { #expect(try house.onHand(item, at: "A-01") == "0") }
    let other = try house.open("A-01")
    try house.count(other, "DRILL-18V", "1", in: "A-01")
    #expect(house.refusal { try house.act(CountEmptyBin(other, "A-01"), by: "ben") } == "bin-not-empty")
    try house.expectSoundBooks()
  }

  @Test("taking back takes back one's own last count, again and again, and only of the round that counts")
  func undo() throws {
    let house = try house()
    let stocktake = try house.open("A-01")
    func undo(_ actor: String) -> String {
      house.refusal { try house.act(NegateCount(stocktake), by: actor) }
    }
    func counted() throws -> Quantity? { try house.line(stocktake, "DRILL-18V").counted }
    try house.count(stocktake, "DRILL-18V", "4", in: "A-01", by: "maria")
    try house.count(stocktake, "DRILL-18V", "3", in: "A-01", by: "ben")
    try house.count(stocktake, "DRILL-18V", "1", in: "A-01", by: "maria", kind: .set)
    #expect(try counted() == Quantity(4))
    #expect(undo("maria") == "done")
    #expect(try counted() == Quantity(7))
    #expect(undo("maria") == "done")
    #expect(undo("maria") == "nothing-to-undo")
    #expect(try counted() == Quantity(3))
    #expect(undo("ben") == "done")
    #expect(try counted() == nil)
    #expect(try house.line(stocktake, "DRILL-18V").state == .open)
    // Another round: what it begins with, taken back, gives the round before it back.
    try house.count(stocktake, "DRILL-18V", "8", in: "A-01", by: "maria")
    try house.act(CloseBin(stocktake, "A-01"), by: "maria")
    #expect(try house.line(stocktake, "DRILL-18V").state == .recount)
    try house.count(stocktake, "DRILL-18V", "9", in: "A-01", by: "ben")
    #expect(undo("maria") == "nothing-to-undo")
    #expect(undo("ben") == "done")
    let line = try house.line(stocktake, "DRILL-18V")
    #expect(line.round == 1 && line.counted == Quantity(8) && line.state == .recount)
    #expect(try house.books.ask(CountLineStory(stocktake, line: 1)).rounds.isEmpty)
    try house.count(stocktake, "DRILL-18V", "10", in: "A-01", by: "ben")
    #expect(try house.line(stocktake, "DRILL-18V").round == 2)
    try house.finish(stocktake)
    #expect(house.refusal { try house.act(NegateCount(stocktake), by: "ben") } == "invalid-state")
    try house.expectSoundBooks()
  }

  @Test("a serial counts once in a stocktake, and says who counted it; taken back it may be counted elsewhere")
  func serialOnce() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "SCALE", "2", at: "A-01", serials: ["S1", "S2"])
    let stocktake = try house.open("A")
    try house.count(stocktake, "SCALE", "1", in: "A-01", serials: ["S1"], by: "maria")
    do {
      try house.count(stocktake, "SCALE", "1", in: "A-02", serials: ["s1"], by: "ben")
      Issue.record("counted twice")
    } catch InventoryError.serialCounted(_, _, let place, let by) {
      #expect(place == "NORTH/A-01" && by == "maria")
    }
    try house.act(NegateCount(stocktake), by: "maria")
    try house.count(stocktake, "SCALE", "1", in: "A-02", serials: ["S1"], by: "ben")
    try house.count(stocktake, "SCALE", "1", in: "A-01", serials: ["S2"], by: "maria")
    try house.finish(stocktake)
    let serials = try house.books.ask(ItemStock("SCALE")).serials.map { "\($0.serial) \($0.place)" }
    #expect(serials == ["S1 NORTH/A-02", "S2 NORTH/A-01"])
    try house.expectSoundBooks()
  }

  @Test("a stocktake counts its place and what is inside, or that place alone; elsewhere it takes no counts")
  func scope() throws {
    let house = try house()
    try house.post(.opening, "CABLE", "1", at: "NORTH")
    let all = try house.open("NORTH")
    let only = try house.open("NORTH", onlyHere: true)
    #expect(try house.books.ask(CountLinePage(all, limit: 10)).rows.map(\.code.sku) == ["DRILL-18V", "CABLE"])
    #expect(try house.books.ask(CountLinePage(only, limit: 10)).rows.map(\.code.sku) == ["CABLE"])
    try house.count(all, "GLUE", "2", in: "A-02", lot: "NEW")
    #expect(house.refusal { try house.count(only, "GLUE", "2", in: "A-02", lot: "NEW") } == "outside-stocktake")
    #expect(house.refusal { try house.count(all, "CABLE", "2", in: "S-01") } == "outside-stocktake")
    #expect(house.refusal { try house.act(OpenBin(only, "A-01"), by: "maria") } == "outside-stocktake")
    #expect(house.refusal { try house.count(all, "CABLE", "2", in: "A") } == "location-structural")
    try house.finish(all)
    #expect(try house.onHand("GLUE", at: "A-02") == "2")
    #expect(try house.line(all, "GLUE").isFound)
    try house.expectSoundBooks()
  }

  // MARK: What may move

  @Test(
    "where a frozen or locked stocktake counts nothing moves, unless a supervisor says so",
    arguments: [
      CountPolicy.frozen, .locked,
    ])
  func held(policy: CountPolicy) throws {
    let house = try house()
    try house.post(.opening, "DRILL-18V", "10", at: "A-02", key: "before")
    let receipt = MovementLine(.receipt, "DRILL-18V", Quantity(1), at: "A-01")
    let stocktake = try house.open("A-01", policy: policy)
    let late = MovementLine(
      .issue, "DRILL-18V", Quantity(1), at: "A-01", occurredAt: try SampleWarehouse.at("08:30"))
    let transfer = MovementLine(.transferOut, "DRILL-18V", Quantity(1), at: "A-02", to: "A-01")
    for line in [receipt, late, transfer] {
      #expect(house.refusal { try house.act(PostMovements([line])) } == "held-by-stocktake")
    }
    let many = (0..<300).map { _ in MovementLine(.receipt, "CABLE", Quantity(1), at: "A-02") }
    let answer = try house.act(ImportMovements(many + [receipt]))
    #expect(answer.rejections.map { Explanation($0.error).type } == ["held-by-stocktake"])
    #expect(try house.onHand("CABLE", at: "A-02") == "300")
    #expect(house.refusal { try house.act(ReverseMovement(.entry(1))) } == "held-by-stocktake")
    try house.act(ReverseMovement(.act(key: "before")))
    try house.post(.reserve, "DRILL-18V", "1", at: "A-01")
    try hire(house)
    let override = PostMovements([receipt], overridesHold: true)
    #expect(house.refusal { try house.act(override, by: "maria") } == "not-permitted")
    try house.act(override, by: "sue")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "11")
    try house.act(CancelStocktake(stocktake), by: "sue")
    try house.act(PostMovements([receipt]), by: "sue")
    try house.expectSoundBooks()
  }

  @Test("a frozen stocktake expects what stood there when it began; what was let through comes on top")
  func frozenExpectation() throws {
    let house = try house("10")
    let later = OpenStocktake("A-01", policy: .frozen, scheduledAt: try SampleWarehouse.at("11:00"))
    try house.act(later, by: "anna", at: try SampleWarehouse.at("09:00"))
    let stocktake = "ST-0001"
    // Before it begins goods move as ever.
    let issue = MovementLine(.issue, "DRILL-18V", Quantity(3), at: "A-01")
    try house.act(PostMovements([issue]), by: "anna", at: try SampleWarehouse.at("10:00"))
    #expect(
      house.refusal {
        try house.act(PostMovements([issue]), by: "anna", at: try SampleWarehouse.at("11:00"))
      } == "held-by-stocktake")
    try house.act(
      PostMovements([issue], overridesHold: true), by: "anna", at: try SampleWarehouse.at("11:10"))
    let count = RecordCounts(stocktake, [CountEntry(.typed, "DRILL-18V", Quantity(8), at: "A-01")])
    try house.act(count, by: "maria", at: try SampleWarehouse.at("11:20"))
    try house.reconcile(stocktake)
    #expect(try house.figures(stocktake, "DRILL-18V") == "E 7 A 1 recount")
    try house.approve(stocktake)
    try house.apply(stocktake)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "5")
    try house.expectSoundBooks()
  }

  @Test("what another count corrected while a place was frozen is not corrected twice")
  func frozenBesideAnother() throws {
    let house = try house("10")
    let frozen = try house.open("A-01", policy: .frozen)
    let live = try house.open("NORTH")
    try house.count(live, "DRILL-18V", "8", in: "A-01", at: "11:00")
    try house.finish(live)
    try house.count(frozen, "DRILL-18V", "8", in: "A-01", at: "11:30")
    try house.finish(frozen)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "8")
    try house.expectSoundBooks()
  }

  // MARK: Tolerances and rounds

  @Test("the nearest tolerance counts: item, class, place inside, stocktake, site, house")
  func tolerances() throws {
    let house = try house("100")
    for index in 1...60 {
      try house.post(.issue, "DRILL-18V", "1", at: "A-01", on: "2026-07-04T09:\(index % 50 + 10):00Z")
    }
    try house.act(ClassifyItems())
    func state(_ counted: String, _ tolerance: String = "") throws -> CountLineState {
      let stocktake = try house.open("NORTH", tolerance: tolerance)
      try house.count(stocktake, "DRILL-18V", counted, in: "A-01")
      try house.reconcile(stocktake)
      let state = try house.line(stocktake, "DRILL-18V").state
      try house.act(CancelStocktake(stocktake))
      return state
    }
    // 40 are there.
    #expect(try state("41") == .recount)
    try set(house, "count_tolerance", "1")
    #expect(try state("41") == .counted && state("42") == .recount)
    try house.act(SetTolerance(.location("NORTH"), Tolerance("2")))
    #expect(try state("42") == .counted && state("43") == .recount)
    #expect(try state("43", "3") == .counted && state("44", "3") == .recount)
    try house.act(SetTolerance(.location("A-01"), Tolerance("4")))
    #expect(try state("44", "3") == .counted && state("45", "3") == .recount)
    try house.act(SetTolerance(.itemClass("A"), Tolerance("5")))
    #expect(try state("45", "3") == .counted && state("46", "3") == .recount)
    try house.act(SetTolerance(.item("DRILL-18V"), Tolerance("0")))
    #expect(try state("41", "3") == .recount && state("40", "3") == .counted)
  }

  @Test("what a counter may be off is limited besides: by the house for counters, or for one person")
  func workerLimits() throws {
    let house = try house("100")
    try hire(house)
    func state(_ counted: String, by actor: String) throws -> CountLineState {
      let stocktake = try house.open("A-01", tolerance: "10")
      try house.count(stocktake, "DRILL-18V", counted, in: "A-01", by: actor)
      try house.reconcile(stocktake)
      return try house.line(stocktake, "DRILL-18V").state
    }
    #expect(try state("105", by: "maria") == .counted)
    try set(house, "count_worker_limits", "2")
    #expect(try state("102", by: "maria") == .counted && state("103", by: "maria") == .recount)
    #expect(try state("105", by: "sue") == .counted)
    try house.edit(operator: "ben") { $0.limits = "4" }
    #expect(try state("104", by: "ben") == .counted && state("105", by: "ben") == .recount)
  }

  @Test("the same person does not recount in a house that tells people apart, unless it says so")
  func recountByAnother() throws {
    let house = try house("10")
    try hire(house)
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "9", in: "A-01", by: "maria")
    try house.act(CloseBin(stocktake, "A-01"), by: "maria")
    #expect(
      house.refusal { try house.count(stocktake, "DRILL-18V", "9", in: "A-01", by: "maria") } == "recount-by-another")
    #expect(house.refusal { try house.act(CountEmptyBin(stocktake, "A-01"), by: "maria") } == "recount-by-another")
    try house.count(stocktake, "DRILL-18V", "8", in: "A-01", by: "ben")
    try house.act(CloseBin(stocktake, "A-01"), by: "ben")
    #expect(try house.figures(stocktake, "DRILL-18V") == "E 10 A -2 recount")
    // The third round is the last: then a supervisor decides.
    try house.count(stocktake, "DRILL-18V", "7", in: "A-01", by: "sue")
    try house.act(CloseBin(stocktake, "A-01"), by: "sue")
    #expect(try house.figures(stocktake, "DRILL-18V") == "E 10 A -3 outside")
    try set(house, "count_recount_by_same", "yes")
    try house.act(ReconcileStocktake(stocktake), by: "anna")
    try house.act(DecideCounts(stocktake, .recount, .lines([1])), by: "anna")
    try house.count(stocktake, "DRILL-18V", "8", in: "A-01", by: "sue")
    try house.act(CloseBin(stocktake, "A-01"), by: "sue")
    // Ben had found as much: two people agree.
    #expect(try house.figures(stocktake, "DRILL-18V") == "E 10 A -2 counted")
  }

  @Test("who counted a line does not approve it, where there are operators, unless the house says so")
  func notOwnCount() throws {
    let house = try house("10")
    let free = try house.open("A-01")
    try house.count(free, "DRILL-18V", "9", in: "A-01", by: "anna")
    try house.finish(free)
    try hire(house)
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "8", in: "A-01", by: "sue")
    try house.reconcile(stocktake, by: "sue")
    #expect(house.refusal { try house.approve(stocktake, by: "SUE") } == "own-count")
    #expect(house.refusal { try house.approve(stocktake, by: "maria") } == "not-permitted")
    try house.act(DecideCounts(stocktake, .reject, .all), by: "sue")
    try set(house, "count_own_approval", "yes")
    try house.approve(stocktake, 1, by: "sue")
    try house.apply(stocktake, by: "sue")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "8")
  }

  @Test("goods that moved between the first and the last scan of a line send it to be counted again, though it fits")
  func movedWhileCounted() throws {
    let house = try house("10")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "4", in: "A-01", at: "10:00")
    try house.post(.issue, "DRILL-18V", "2", at: "A-01", on: "2026-07-04T10:30:00Z")
    try house.count(stocktake, "DRILL-18V", "4", in: "A-01", at: "11:00")
    try house.reconcile(stocktake)
    let line = try house.line(stocktake, "DRILL-18V")
    #expect(line.movedWhileCounted && line.state == .recount && line.judgement?.isWithin == true)
  }

  @Test("a shortfall that a pick within half an hour explains names the pick")
  func probablePick() throws {
    let house = try house("10")
    let stocktake = try house.open("A-01")
    try house.count(stocktake, "DRILL-18V", "7", in: "A-01", at: "10:00")
    try house.act(
      PostMovements([
        MovementLine(
          .issue, "DRILL-18V", Quantity(3), at: "A-01", reference: "SO-77", occurredAt: try SampleWarehouse.at("10:20"))
      ]))
    try house.reconcile(stocktake)
    #expect(try house.line(stocktake, "DRILL-18V").probablePick == "SO-77")
    #expect(try house.figures(stocktake, "DRILL-18V") == "E 10 A -3 recount")
  }

  @Test("who counts in a bin has it for ten minutes after his last scan: others are told, join or count again")
  func lease() throws {
    let house = try house("10")
    let stocktake = try house.open("A-01", now: try SampleWarehouse.at("09:00"))
    func open(_ actor: String, _ time: String, _ company: OpenBin.Company = .ask) -> String {
      house.refusal {
        _ = try house.act(OpenBin(stocktake, "A-01", company: company), by: actor, at: SampleWarehouse.at(time))
      }
    }
    let count = RecordCounts(stocktake, [CountEntry(.typed, "DRILL-18V", Quantity(4), at: "A-01")])
    #expect(open("maria", "10:00") == "done")
    #expect(open("ben", "10:05") == "bin-taken")
    try house.act(count, by: "maria", at: try SampleWarehouse.at("10:08"))
    #expect(open("ben", "10:15") == "bin-taken")
    #expect(open("maria", "10:15") == "done")
    #expect(open("ben", "10:16", .join) == "done")
    try house.act(count, by: "ben", at: try SampleWarehouse.at("10:17"))
    #expect(try house.line(stocktake, "DRILL-18V").counted == Quantity(8))
    #expect(open("cleo", "10:20", .recount) == "done")
    try house.act(count, by: "cleo", at: try SampleWarehouse.at("10:21"))
    let line = try house.line(stocktake, "DRILL-18V")
    #expect(line.round == 2 && line.counted == Quantity(4) && line.counters == ["cleo"])
    #expect(open("dora", "10:40") == "done")
    try house.act(CancelStocktake(stocktake))
    #expect(open("dora", "10:41") == "invalid-state")
    try house.expectSoundBooks()
  }

  @Test("a dry run of any act of counting says what would be, and changes nothing")
  func dryRuns() throws {
    let house = try house("10")
    try house.post(.opening, "SCALE", "1", at: "A-01", serials: ["S1"])
    let counted = try house.open("A-01")
    try house.count(counted, "DRILL-18V", "8", in: "A-01")
    let judged = try house.open("A-01")
    try house.count(judged, "DRILL-18V", "8", in: "A-01")
    try house.reconcile(judged)
    let approved = try house.open("A-01")
    try house.count(approved, "DRILL-18V", "8", in: "A-01")
    try house.count(approved, "SCALE", "0", in: "A-01")
    try house.reconcile(approved)
    try house.approve(approved)
    let acts: [any Act] = [
      OpenStocktake("NORTH"), OpenBin(counted, "A-01"), OpenBin(counted, "A-01", company: .recount),
      RecordCounts(counted, [CountEntry(.typed, "GLUE", Quantity(1), at: "A-01", lot: "X")]),
      ImportCounts(counted, [CountEntry(.typed, "CABLE", Quantity(1), at: "A-01")]), CloseBin(counted, "A-01"),
      ReconcileStocktake(counted), CancelStocktake(counted), DecideCounts(judged, .approve, .all),
      DecideCounts(judged, .reject, .all), DecideCounts(judged, .recount, .all), ApplyStocktake(approved),
      CountNow("DRILL-18V", Quantity(3), at: "A-01"), SetTolerance(.item("CABLE"), Tolerance("1")),
    ]
    func books() throws -> String {
      var text = ""
      dump(try house.books.ask(StocktakePage(limit: 100)).rows, to: &text)
      for stocktake in [counted, judged, approved] {
        dump(try house.books.ask(CountLinePage(stocktake, limit: 100)).rows, to: &text)
        dump(try house.books.ask(CountEventPage(stocktake, limit: 100)).rows, to: &text)
      }
      dump(try house.books.ask(LedgerPage(limit: 100)).rows, to: &text)
      dump(try house.books.ask(AuditPage(limit: 1)).rows.map(\.id), to: &text)
      return text
    }
    let before = try books()
    for act in acts {
      let answer = try house.act(act, dryRun: true, by: "maria")
      #expect(answer.isDryRun && answer.event == 0, "\(act.action)")
      #expect(try books() == before, "\(act.action) changed something")
    }
    // Her own last count, which is of the stocktake that is still counted.
    #expect(try house.act(NegateCount(counted), dryRun: true, by: "maria").isDryRun)
    #expect(try books() == before)
    try house.expectSoundBooks()
  }
}

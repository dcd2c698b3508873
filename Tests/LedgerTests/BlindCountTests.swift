import Inventory
import Synchronization
import Testing

/// Who counts blind learns nothing of what the books say (`spec.md` 3.8), whatever is asked and however.
@Suite("Counted blind") struct BlindCountTests {
  /// Numbers that occur nowhere else: what the books say of the places that are counted, and what follows from it.
  private static let secrets = ["73913", "73914", "8117", "613131", "73814", "612131", "74426131", "65797", "65802"]

  /// A house with people. In A-01, which is being counted: 73,913 drills of which 8,117 are reserved, 61.3131 m of cable,
  /// two lots and two scales.
  static func house(isBlind: Bool = true) throws -> (house: SampleWarehouse, stocktake: String) {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "73913", at: "A-01", on: "2026-07-01T08:00:00Z")
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01", on: "2026-07-02T08:00:00Z")
    try house.post(.reserve, "DRILL-18V", "8117", at: "A-01")
    try house.post(.opening, "CABLE", "613.131", at: "A-01")
    let held = ReserveStock.Line("CABLE", at: "A-01", Quantity(thousandths: 613_131))
    try house.act(ReserveStock(for: "order:1", [held], life: .unlimited), key: "held")
    try house.post(.opening, "GLUE", "73913", at: "A-01", lot: "L1")
    try house.post(.opening, "SCALE", "2", at: "A-01", serials: ["S-61", "S-62"])
    try house.post(.opening, "DRILL-18V", "5", at: "A-02")
    try house.act(BuildPlate("P1", at: "A-01", [PlateLine("DRILL-18V", Quantity(73_814))]), key: "plate")
    try house.act(EditStock("DRILL-18V", at: "A-01", reorderPoint: .some(Quantity(90_000))))
    try house.act(EditStock("DRILL-18V", at: "A-02", reorderPoint: .some(Quantity(9))))
    try house.act(SetRule("DRILL-18V", at: "NORTH", point: Quantity(90_000)))
    try house.act(TendSignals([RuleID(1)], .acknowledge), key: "seen")
    try house.act(CreateTransfer(from: "A-01", to: "S-01", [TransferRequestLine("GLUE", Quantity(73_913))]))
    try house.act(CreateRequisition([.init("GLUE", Quantity(73_913), at: "A-01")]))
    try house.act(
      CreateOrder(
        "PO-1",
        OrderDraft(
          vendor: "Acme", currency: "EUR", to: "A-01",
          [.init("GLUE", Quantity(73_913), price: UnitCost(tenThousandths: 10_000))])))
    try house.act(AdvanceOrder("PO-1", .send))
    try house.act(ReceiveOrder("PO-1", [ReceivedGoods("GLUE", Quantity(73_913), lot: "L9")], posts: false))
    let line = MovementLine(.adjustment, "DRILL-18V", Quantity(-73_914), at: "A-01", reason: "AUDIT")
    try house.act(ScheduleCorrection([line], due: SampleWarehouse.noon, file: "c.csv"))
    try house.act(FailCorrection("1", [.init(row: 1, reason: "Only 73913 of DRILL-18V are on hand")]), key: "failed")
    try house.act(ScheduleCorrection([line], due: SampleWarehouse.noon, file: "c.csv"))
    var job = Job(
      kind: .correction, subject: "CO-0001", begunAt: SampleWarehouse.noon, heardAt: SampleWarehouse.noon)
    (job.state, job.endedAt, job.outcome) = (.failed, SampleWarehouse.noon, "Only 73913 of DRILL-18V are on hand")
    try house.act(RecordJob(job))
    for (name, role) in [("anna", Operator.Role.admin), ("maria", .counter), ("ben", .supervisor)] {
      try house.act(AddOperator(Operator(name: name, role: role)))
    }
    let stocktake = try house.open("A-01", isBlind: isBlind)
    try house.act(
      RecordCounts(stocktake, [CountEntry(.typed, "DRILL-18V", Quantity(100), at: "A-01")]), by: "maria")
    try house.act(RecordCounts(stocktake, [CountEntry(.typed, "CABLE", Quantity(1), at: "A-01")]), by: "maria")
    try house.act(ReconcileStocktake(stocktake), by: "ben")
    return (house, stocktake)
  }

  struct Asked {
    var name: String
    var says: (SampleWarehouse, Asker) -> String
  }

  private static func asked<Q: Question>(_ question: Q) -> Asked {
    Asked(name: "\(Q.self)") { house, asker in
      do {
        var text = ""
        dump(try house.books.ask(question, for: asker), to: &text)
        return text
      } catch {
        return "\(error)"
      }
    }
  }

  static func questions(_ stocktake: String) throws -> [Asked] {
    let noon = SampleWarehouse.noon
    let lately = try ReportPeriod(from: noon.adding(milliseconds: -9 * 86_400_000), to: noon)
    var drills = LedgerFilter()
    drills.item = "DRILL-18V"
    var here = LedgerFilter()
    here.location = "A-01"
    let exported = Exported()
    return [
      asked(LookUp("DRILL-18V")), asked(LookUp("S-61")), asked(LookUp("L1")), asked(ItemPage()), asked(LocationList()),
      asked(StockPage()), asked(StockPage(sort: .onHand, isDescending: true)), asked(StockPage(sort: .available)),
      asked(StockPage(filter: .with { $0.isLow = true })),
      asked(StockPage(filter: .with { $0.minimumAvailable = Quantity(1000) })),
      asked(StockPage(filter: .with { $0.status = .reserved })),
      asked(StockPage(filter: .with { $0.location = "A-01" })), asked(StockTotals()), asked(StockTotals(site: "NORTH")),
      asked(ItemStock("DRILL-18V")), asked(ItemStock("GLUE", at: "A-01")), asked(ItemStock("SCALE")),
      asked(UsePerDay("DRILL-18V", until: SampleWarehouse.noon)), asked(LedgerPage()), asked(LedgerPage(drills)),
      asked(LedgerPage(here)), asked(FindAct(key: "test-1")), asked(ActKeys(prefix: "")), asked(AuditPage()),
      asked(AuditPage(entity: "stocktake:\(stocktake)")), asked(Settings()), asked(OperatorList()),
      asked(WhoAmI("maria")), asked(SignInCard("maria")), asked(FrontDoor()),
      asked(Permission(.count)), asked(Verification()),
      asked(AuditStanding()), asked(AuditVerification()),
      Asked(name: "EachStockRow") { house, asker in
        exported.gather { add in
          _ = try house.books.ask(
            EachStockRow(StockFilter()) {
              add("\($0.number(.onHand) ?? 0)")
              return true
            }, for: asker)
        }
      },
      Asked(name: "EachAuditEvent") { house, asker in
        exported.gather { add in
          _ = try house.books.ask(
            EachAuditEvent {
              add("\($0)")
              return true
            }, for: asker)
        }
      },
      Asked(name: "EachLedgerEntry") { house, asker in
        exported.gather { add in
          _ = try house.books.ask(
            EachLedgerEntry {
              add("\($0)")
              return true
            }, for: asker)
        }
      },
      asked(LedgerPage.finding("drill")), asked(AuditPage.finding("drill")),
      asked(PastStockPage(SampleWarehouse.noon)), asked(SnapshotList()), asked(DueSnapshots(now: SampleWarehouse.noon)),
      asked(try Metrics(from: nil, to: nil, now: SampleWarehouse.noon)),
      asked(LotAgeingReport(asOf: SampleWarehouse.noon)),
      asked(StockAsOf(SampleWarehouse.noon)), asked(ChangeToken()), asked(StocktakePage()),
      asked(StocktakeCard(stocktake)), asked(CountBinPage(stocktake)), asked(CountLinePage(stocktake)),
      asked(CountLinePage(stocktake, order: .worth)),
      asked(CountedBin(stocktake, "A-01", now: SampleWarehouse.noon)), asked(CountLineStory(stocktake, line: 1)),
      asked(CountLineStory(stocktake, line: 2)), asked(CountProposal(stocktake, now: SampleWarehouse.noon)),
      asked(CountEventPage(stocktake)), asked(CountingPlace(of: "maria")), asked(ToleranceList()),
      asked(AbcReport(until: SampleWarehouse.noon)), asked(DueCounts(now: SampleWarehouse.noon)),
      asked(CountAccuracyReport()),
      asked(TransferPage()), asked(TransferCard("TR-0001")), asked(TransferLinePage("TR-0001")),
      asked(ReceiveEventPage("TR-0001")), asked(DiscrepancyPage(isOpen: false)), asked(InTransitReport()),
      Asked(name: "EachTransferLine") { house, asker in
        exported.gather { add in
          _ = try house.books.ask(
            EachTransferLine {
              add("\($0) \($1)")
              return true
            }, for: asker)
        }
      },
      asked(AgeingReport(asOf: SampleWarehouse.noon)), asked(ValuePage()), asked(ItemValue("DRILL-18V")),
      asked(TurnoverReport(lately)), asked(TurnoverTotals(lately)),
      asked(MovementStats(MovementScope(until: SampleWarehouse.noon))),
      asked(StockCover(MovementScope(until: SampleWarehouse.noon))),
      asked(CountAccuracyReport()), asked(PlateCard("P1")), asked(PlatePage()), asked(LookUp("P1")),
      asked(PutAwaySuggestion("DRILL-18V", Quantity(1), from: "A-02", today: SampleWarehouse.noon.day)),
      asked(PutAwayRulePage()), asked(AuditPage(entity: "plate:P1")), asked(FindAct(key: "plate")),
      asked(PutAwayList(at: "A-02", today: SampleWarehouse.noon.day)),
      asked(ReservationPage()), asked(ReservationCard("1")), asked(FindAct(key: "held")),
      asked(OrderPage()), asked(OrderCard("PO-1")), asked(RequisitionPage()), asked(RequisitionCard("1")),
      asked(ReceiptPage()), asked(ReceiptCard("1")), asked(LookUp("PO-1")), asked(AuditPage(entity: "order:PO-1")),
      asked(InvoiceMatch("PO-1", [.init("DRILL-18V", Quantity(1), price: UnitCost(tenThousandths: 1))])),
      asked(AuditPage(entity: "receipt:RC-0001")),
      asked(LotPage()), asked(LotCard("L1")), asked(SerialPage()), asked(SerialCard("S-61")),
      asked(Availability("DRILL-18V", quantity: Quantity(9))), asked(Availability("DRILL-18V", at: "A-01")),
      asked(Availability("GLUE", at: "NORTH", on: SampleWarehouse.noon.day)), asked(Availability("CABLE")),
      asked(AvailabilityOfMany(["DRILL-18V", "CABLE", "GLUE", "SCALE"].map { .init($0, Quantity(1)) })),
      asked(AvailabilityOfMany([.init("DRILL-18V", Quantity(1), at: "A-01")])),
      asked(NearestStock("DRILL-18V", near: Coordinates(latitude: 0, longitude: 0), quantity: Quantity(3))),
      asked(SignalPage(withUse: true)), asked(SignalPage(order: .available)), asked(SignalTotals()),
      asked(SignalTotals(site: "NORTH")), asked(SignalStory(RuleID(1))), asked(SignalStory(RuleID(3))),
      asked(RulePage()), asked(RulePage(isLow: true)), asked(ReorderProposals()),
      asked(FindAct(key: "seen")), asked(AuditPage(action: "low_stock")),
      asked(LockList()), asked(JobPage()), asked(CorrectionPage()),
      asked(CorrectionCard("1")),
      asked(CorrectionCard("2")),
      asked(DueCorrections(noon)), asked(Capabilities()), asked(AuditPage(action: "correction")),
      asked(AuditPage(action: "job")), asked(FindAct(key: "failed")),
      asked(EventPage(limit: 1000)), asked(WebhookList()), asked(WebhookWork("1")), asked(ConnectorList()),
      asked(SyncPage()),
      Asked(name: "EachCount") { house, asker in
        exported.gather { add in
          _ = try house.books.ask(
            EachCount(stocktake) {
              add("\($0)")
              return true
            }, for: asker)
        }
      },
    ]
  }

  private final class Exported: Sendable {
    func gather(_ body: (_ add: @escaping @Sendable (String) -> Void) throws -> Void) -> String {
      let lines = Seen()
      do {
        try body { lines.append($0) }
      } catch {
        return "\(error)"
      }
      return lines.all.joined(separator: "\n")
    }
  }

  private static func leaks(_ text: String) -> [String] {
    var numbers: Set<String> = []
    var digits = ""
    for character in text + " " {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        numbers.insert(digits)
        digits = ""
      }
    }
    // In thousandths, and as text.
    return secrets.filter { numbers.contains($0) || numbers.contains($0 + "000") }
  }

  @Test("every question there is, asked by the counter, tells no withheld figure; to a supervisor most do")
  func questions() throws {
    let (house, stocktake) = try BlindCountTests.house()
    let all = try BlindCountTests.questions(stocktake)
    for question in all {
      #expect(BlindCountTests.leaks(question.says(house, .person("maria"))) == [], "\(question.name) to the counter")
      #expect(BlindCountTests.leaks(question.says(house, .person("zoe"))) == [], "\(question.name) to a stranger")
    }
    let telling = all.filter { !BlindCountTests.leaks($0.says(house, .person("ben"))).isEmpty }.map(\.name)
    #expect(Set(telling).isSuperset(of: ["StockPage", "ItemStock", "LedgerPage", "CountLinePage", "CountProposal"]))
    #expect(Set(telling).isSuperset(of: ["SignalPage", "SignalStory", "RulePage", "FindAct"]))
    #expect(Set(telling).isSuperset(of: ["JobPage", "CorrectionPage", "CorrectionCard"]))
    let answered = Set(all.map(\.name))
    for name in try BlindCountTests.everyQuestion() {
      #expect(answered.contains(name), "\(name) is not among the questions tried")
    }
  }

  /// The names of all questions, from the one place that lists them.
  static func everyQuestion() throws -> [String] {
    let path = String(#filePath).split(separator: "/").dropLast(3).joined(separator: "/")
    let text = try #require(SourceText.read("/\(path)/Sources/Inventory/Questions/Question.swift"))
    return text.split(separator: "\n").compactMap { line in
      guard let range = String(line).firstRange(of: "func answer(_ question: ") else { return nil }
      return String(String(line)[range.upperBound...].prefix { $0 != ")" })
    }
  }

  @Test("the counter's order of stock, its filters and its counts do not tell what is where")
  func sideChannels() throws {
    let (house, _) = try BlindCountTests.house()
    let maria = Asker.person("maria")
    func places(_ question: StockPage, _ asker: Asker) throws -> [String] {
      try house.books.ask(question, for: asker).rows.map { "\($0.code)@\($0.locationCode)" }
    }
    let low = StockPage(filter: .with { $0.isLow = true })
    #expect(try places(low, .house).count == 2)
    #expect(try places(low, maria) == ["DRILL-18V@A-02"])
    #expect(try places(StockPage(sort: .onHand), maria) == ["DRILL-18V@A-02"])
    #expect(try places(StockPage(), maria).count == 5)
    #expect(try house.books.ask(StockTotals(), for: maria).isWithheld)
    #expect(try house.books.ask(ItemStock("SCALE"), for: maria).serials.isEmpty)
    let row = try #require(
      try house.books.ask(StockPage(filter: .with { $0.location = "A-01" }), for: maria).rows.first)
    #expect(row.isWithheld && row.state == .withheld && row.fields["on_hand"] == FieldValue.null)
  }

  @Test("no act of a counter tells either: none but counting is hers, not even tried out")
  func acts() throws {
    let (house, stocktake) = try BlindCountTests.house()
    func type(_ act: some Act) -> String {
      do {
        let context = ActContext(key: "probe", actor: "maria", terminal: "t", now: SampleWarehouse.noon, isDryRun: true)
        return "\(BlindCountTests.leaks("\(try house.books.perform(act, context))")) done"
      } catch {
        let words = Explanation(error)
        return BlindCountTests.leaks(words.detail + words.fields.json).isEmpty ? words.type : "leaks"
      }
    }
    let line = MovementLine(.issue, "DRILL-18V", Quantity(70_000), at: "A-01")
    #expect(type(PostMovements([line])) == "not-permitted")
    #expect(type(ImportMovements([line])) == "not-permitted")
    #expect(type(ImportStock([ImportStock.Row("DRILL-18V", at: "A-01", onHand: Quantity(1))])) == "not-permitted")
    #expect(type(CountNow("DRILL-18V", Quantity(5), at: "A-01")) == "not-permitted")
    #expect(type(ReconcileStocktake(stocktake)) == "not-permitted")
    #expect(type(DecideCounts(stocktake, .approve, .all)) == "not-permitted")
    #expect(type(ApplyStocktake(stocktake)) == "not-permitted")
    #expect(type(CloseBin(stocktake, "A-01")) == "[] done")
    #expect(type(CountEmptyBin(stocktake, "A-01")) == "recount-by-another")
    #expect(
      type(RecordCounts(stocktake, [CountEntry(.typed, "DRILL-18V", Quantity(-101), at: "A-01")])) != "leaks")
  }

  @Test("an empty bin is counted without saying what was expected there")
  func emptyBin() throws {
    let house = try SampleWarehouse()
    try house.post(.opening, "DRILL-18V", "4", at: "A-01")
    try house.post(.opening, "CABLE", "9", at: "A-01")
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    try house.act(AddOperator(Operator(name: "maria", role: .counter)))
    let stocktake = try house.open("A-01")
    let maria = Asker.person("maria")
    try house.act(CountEmptyBin(stocktake, "A-01"), by: "maria")
    #expect(try house.books.ask(CountedBin(stocktake, "A-01", now: SampleWarehouse.noon), for: maria).lines.isEmpty)
    #expect(try house.books.ask(CountLinePage(stocktake), for: maria).rows.isEmpty)
    #expect(try house.books.ask(StocktakeCard(stocktake), for: maria).scans == 0)
    #expect(try house.books.ask(CountEventPage(stocktake), for: maria).rows.isEmpty)
    #expect(try house.books.ask(CountLinePage(stocktake)).rows.map(\.counted) == [.zero, .zero])
  }

  @Test("who counts with the books open sees them, and so does everybody when it is over")
  func informed() throws {
    let (house, stocktake) = try BlindCountTests.house(isBlind: false)
    let maria = Asker.person("maria")
    #expect(try house.books.ask(ItemStock("DRILL-18V"), for: maria).total.onHand == Quantity(73_919))
    #expect(try house.books.ask(CountLinePage(stocktake), for: maria).rows.contains { $0.judgement != nil })
    let (other, blind) = try BlindCountTests.house()
    try other.act(CancelStocktake(blind), by: "ben")
    #expect(try other.books.ask(ItemStock("DRILL-18V"), for: maria).total.onHand == Quantity(73_919))
  }
}

extension StockFilter {
  static func with(_ fill: (inout StockFilter) -> Void) -> StockFilter {
    var filter = StockFilter()
    fill(&filter)
    return filter
  }
}

import Inventory
import Ledger
import Testing

/// Movements that are written down now and posted later, and the jobs that are on record.
@Suite struct CorrectionTests {
  private static let noon = SampleWarehouse.noon
  private static let due = noon.adding(milliseconds: 3_600_000)

  private static func line(_ item: String, _ quantity: Int, at place: String = "A-01") -> MovementLine {
    MovementLine(.adjustment, item, Quantity(quantity), at: place, reason: "AUDIT")
  }

  private static func schedule(_ house: SampleWarehouse, _ lines: [MovementLine], by actor: String = "anna") throws {
    try house.act(ScheduleCorrection(lines, due: due, file: "yearend.csv"), by: actor)
  }

  private static func run(_ house: SampleWarehouse, at now: Instant = due) throws -> [Correction] {
    try CorrectionRun(house.books, actor: "anna", terminal: "cron").runDue(at: now)
  }

  @Test("a correction is posted when it is due, once, as whoever wrote it down")
  func posted() throws {
    let house = try SampleWarehouse()
    try CorrectionTests.schedule(
      house, [CorrectionTests.line("DRILL-18V", 5), CorrectionTests.line("CABLE", 7)], by: "ben")
    #expect(try CorrectionTests.run(house, at: CorrectionTests.noon).isEmpty)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "0")
    let done = try CorrectionTests.run(house)
    #expect(done.map(\.state) == [.done] && done.map(\.number) == ["CO-0001"])
    #expect(try CorrectionTests.run(house).isEmpty)
    let own = CorrectionRun(house.books, actor: "anna", terminal: "cron")
    #expect(house.refusal { _ = try own.run("1", at: CorrectionTests.due) } == "done")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "5" && house.onHand("CABLE", at: "A-01") == "7")
    let events = try house.books.ask(AuditPage(entity: "correction:CO-0001")).rows
    #expect(events.map(\.action) == ["correction.posted", "correction.scheduled"])
    #expect(events.map(\.actor) == ["ben", "ben"])
    #expect(house.refusal { try house.act(CancelCorrection("1")) } == "correction-state")
    try house.expectSoundBooks()
  }

  @Test(
    "what is refused when it is due stays with its rows and reasons, nothing of it is posted, and it may be tried again"
  )
  func failed() throws {
    let house = try SampleWarehouse()
    let lines = [
      CorrectionTests.line("DRILL-18V", 5), CorrectionTests.line("CABLE", -3), CorrectionTests.line("NONE", 1),
    ]
    try CorrectionTests.schedule(house, lines)
    let refused = CorrectionRun.refused(
      lines, house.books, ActContext(key: "k", actor: "anna", terminal: "t", now: CorrectionTests.due))
    #expect(refused.map(\.row) == [2, 3] && refused.first?.reason.hasPrefix("Only 0 of CABLE") == true)
    let failed = try CorrectionTests.run(house)
    #expect(failed.map(\.state) == [.failed] && failed.first?.failures == refused)
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "0" && CorrectionTests.run(house).isEmpty)
    try house.act(AddItem(Item(code: ItemCode(sku: "NONE"))))
    try house.post(.receipt, "CABLE", "4", at: "A-01")
    let own = CorrectionRun(house.books, actor: "anna", terminal: "cron")
    #expect(try own.run("CO-0001", at: CorrectionTests.due)?.state == .done)
    #expect(try house.onHand("CABLE", at: "A-01") == "1" && house.onHand("NONE", at: "A-01") == "1")
    try house.expectSoundBooks()
  }

  @Test("it is posted with the rights its writer has then; who may not any more is named as the reason")
  func rights() throws {
    let house = try SampleWarehouse()
    for (name, role) in [("anna", Operator.Role.admin), ("dan", .dock), ("cora", .counter)] {
      try house.act(AddOperator(Operator(name: name, role: role)))
    }
    #expect(
      house.refusal { try CorrectionTests.schedule(house, [CorrectionTests.line("CABLE", 1)], by: "cora") }
        == "not-permitted")
    for quantity in 1...2 { try CorrectionTests.schedule(house, [CorrectionTests.line("CABLE", quantity)], by: "dan") }
    #expect(house.refusal { try house.act(CancelCorrection("2"), by: "cora") } == "not-permitted")
    try house.edit(operator: "dan") { $0.isActive = false }
    let failed = try CorrectionTests.run(house)
    #expect(failed.map(\.state) == [.failed, .failed])
    #expect(failed.first?.failures.first?.reason.contains("dan is no operator at work") == true)
    #expect(failed.first?.failures.first?.row == 0)
    try house.act(CancelCorrection("2"), by: "anna")
    #expect(try house.books.ask(CorrectionPage(state: .cancelled)).rows.map(\.number) == ["CO-0002"])
    #expect(try house.onHand("CABLE", at: "A-01") == "0")
  }

  @Test("the lines come back as they were, whatever stands in them")
  func lines() throws {
    var line = MovementLine(
      .receipt, "GLÜE:12\n", Quantity("2.125") ?? .zero, at: "A/1", to: "B", lot: "L\u{1F}1", made: Day("2026-01-02"),
      expires: Day("2027-01-02"), serials: ["S1", "3:x"], reason: "R", reference: "PO 1", note: "=1+1\u{202E}",
      cost: UnitCost("12.3456"), metadata: [Flag("a", "b"), Flag("kind", "c")],
      occurredAt: Instant(milliseconds: 1_783_166_400_001))
    line.isBlocked = true
    let other = CorrectionTests.line("X", -4)
    #expect(KeptLines.lines(KeptLines.text([line, other])) == [line, other])
    #expect(KeptLines.lines("nonsense") == nil)
    let house = try SampleWarehouse()
    try CorrectionTests.schedule(house, [line, other])
    #expect(try house.books.ask(CorrectionCard("CO-0001")).lines == [line, other])
    #expect(house.refusal { _ = try house.books.ask(CorrectionCard("2")) } == "no-such-correction")
    #expect(
      house.refusal { try house.act(ScheduleCorrection([], due: CorrectionTests.due, file: "f")) }
        == "nothing-to-change")
  }

  @Test("another's correction is given up by who may touch every place it would have posted to; one's own always")
  func ownSites() throws {
    let house = try SampleWarehouse()
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    try house.act(AddOperator(Operator(name: "dan", role: .dock), sites: ["NORTH"]))
    for (name, site) in [("sue", "NORTH"), ("sid", "SOUTH")] {
      try house.act(AddOperator(Operator(name: name, role: .supervisor), sites: [site]))
    }
    var moved = MovementLine(.transferOut, "CABLE", Quantity(1), at: "A-01")
    moved.to = "S-01"
    let gone = CorrectionTests.line("CABLE", 1, at: "NOWHERE")
    for lines in [[CorrectionTests.line("CABLE", 1)], [moved], [gone], [CorrectionTests.line("CABLE", 1, at: "S-01")]] {
      try CorrectionTests.schedule(house, lines, by: "dan")
    }
    func cancel(_ number: Int, by actor: String) -> String {
      house.refusal { try house.act(CancelCorrection("\(number)"), by: actor) }
    }
    #expect(cancel(1, by: "sid") == "not-at-site" && cancel(1, by: "sue") == "done")
    #expect(cancel(2, by: "sid") == "not-at-site" && cancel(2, by: "sue") == "not-at-site")
    #expect(cancel(3, by: "sid") == "done" && cancel(4, by: "dan") == "done" && cancel(2, by: "anna") == "done")
    try house.expectSoundBooks()
  }

  @Test("a job says how far it is and how it ended; one that is not heard of is lost")
  func jobs() throws {
    let house = try SampleWarehouse()
    var job = Job(kind: .import, subject: "items.csv", begunAt: CorrectionTests.noon, heardAt: CorrectionTests.noon)
    let begun = try house.act(RecordJob(job))
    #expect(
      begun.document?.hasPrefix(
        "{\"job\":\"JOB-0001\",\"kind\":\"import\",\"file\":\"items.csv\",\"state\":\"running\"") == true)
    job.id = JobID(1)
    (job.done, job.total, job.heardAt) = (412_000, 1_000_000, CorrectionTests.noon.adding(milliseconds: 5_000))
    try house.act(RecordJob(job))
    #expect(try house.books.ask(JobPage(state: .running)).rows.map(\.done) == [412_000])
    let silent = try house.another(clock: { CorrectionTests.noon.adding(milliseconds: 5_000 + Job.silence) })
    #expect(try silent.ask(JobPage()).rows.map(\.state) == [.lost] && silent.ask(JobPage(state: .lost)).rows.count == 1)
    #expect(try silent.ask(JobPage(state: .running)).rows.isEmpty)
    (job.state, job.endedAt, job.outcome) = (.done, CorrectionTests.due, String(repeating: "ö", count: 1_000))
    try house.act(RecordJob(job))
    let found = try #require(try silent.ask(JobPage(job: "job-1")).rows.first)
    #expect(found.state == .done && found.actor == "anna" && found.outcome?.utf8.count == 1_000)
    #expect(house.refusal { try house.act(RecordJob(job)) } == "job-ended")
    job.id = JobID(7)
    #expect(house.refusal { try house.act(RecordJob(job)) } == "no-such-job")
    #expect(house.refusal { _ = try silent.ask(JobPage(job: "x")) } == "no-such-job")
    try house.expectSoundBooks()
  }
}

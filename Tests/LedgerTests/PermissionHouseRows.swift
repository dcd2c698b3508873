import Inventory

/// The matrix's acts on what the house keeps beside goods: locks, jobs, what is posted later, who is told.
extension PermissionMatrix {
  static let keeping: [Row] = [
    Row(.supervisor, .house, "take a snapshot") { _ in TakeSnapshot() },
    Row(.counter, .house, "close the months that are over") { _ in TakeSnapshot(asOf: monthEnd, isDue: true) },
    Row(.counter, .house, "seal the audit") { _ in SealAudit() },
    Row(.counter, .house, "take a lock") { _ in TakeLock("item:CABLE", for: 30_000, purpose: "repacking") },
    Row(.supervisor, .house, "let go of another's lock") { at in ReleaseLock(at.lock) },
    Row(.counter, .house, "write a job down") { _ in
      RecordJob(
        Job(kind: .export, subject: "stock.csv", begunAt: SampleWarehouse.noon, heardAt: SampleWarehouse.noon))
    },
    Row(.dock, .house, "write a correction down") { at in
      ScheduleCorrection(lines(at), due: SampleWarehouse.noon.adding(milliseconds: 86_400_000), file: "year.csv")
    },
    Row(.dock, .site, "post a correction") { at in PostCorrection(at.correction, lines(at)) },
    Row(.supervisor, .site, "give another's correction up") { at in
      CancelCorrection(at.letter == "N" ? "CO-0001" : "CO-0002")
    },
    Row(.supervisor, .house, "write down that another's correction was refused") { _ in
      FailCorrection("CO-0001", [])
    },
  ]

  static let telling: [Row] = [
    Row(.admin, .house, "add a webhook") { _ in
      AddWebhook(.command("true"), secret: WebhookSecret("0123456789abcdef"))
    },
    Row(.admin, .house, "remove a webhook") { _ in RemoveWebhook("1") },
    Row(.admin, .house, "let a webhook go on") { _ in ResumeWebhook("1") },
    Row(.dock, .house, "take a webhook to deliver") { _ in LeaseWebhook(WebhookID(1), holder: "me", life: 60_000) },
    Row(.dock, .house, "write down what was delivered") { _ in
      RecordDelivery(WebhookID(1), holder: "me", position: .end(ofAct: 1))
    },
    Row(.admin, .house, "add a connector") { _ in AddConnector(PeopleHouse.connector("erp")) },
    Row(.admin, .house, "remove a connector") { _ in RemoveConnector("shop") },
    Row(.dock, .house, "write a connector's run down") { _ in RecordSync(PeopleHouse.run) },
    Row(.dock, .house, "say that a failed run was seen") { _ in AcknowledgeSync("1") },
  ]

  /// That of June, before the noon at which everything happens here.
  private static let monthEnd = Instant("2026-07-01T00:00:00Z")

  private static func lines(_ site: PeopleHouse.Site) -> [MovementLine] {
    [MovementLine(.receipt, "DRILL-18V", Quantity(1), at: site.place(1))]
  }
}

extension PeopleHouse {
  static func connector(_ name: String) -> Connector {
    Connector(name: name, kind: .marketplace, direction: .push, content: "stock", target: .folder("/srv/shop"))
  }

  static var run: SyncRun {
    var run = SyncRun(connector: "shop", begunAt: SampleWarehouse.noon, endedAt: SampleWarehouse.noon)
    run.error = "nobody answers"
    return run
  }

  /// A lock and two corrections of anna's, a webhook that failed once, a connector whose run failed. The lock's token.
  static func addHouse(_ house: SampleWarehouse) throws -> String {
    try house.act(TakeLock("item:GLUE", for: 3_600_000, purpose: "counting"))
    let late = SampleWarehouse.noon.adding(milliseconds: 86_400_000)
    for place in ["N-1", "S-1"] {
      let line = MovementLine(.receipt, "DRILL-18V", Quantity(1), at: place)
      try house.act(ScheduleCorrection([line], due: late, file: "year.csv"))
    }
    try house.act(AddWebhook(.command("true"), secret: WebhookSecret("0123456789abcdef")))
    try house.act(RecordDelivery(WebhookID(1), holder: "me", position: .start, failure: "nobody answers"))
    try house.act(AddConnector(connector("shop")))
    try house.act(RecordSync(run))
    return try house.books.ask(LockList()).first { !$0.isLease }?.token ?? ""
  }
}

import Inventory

/// What the sample warehouse has beside stock: where its sites are, a pallet at the dock, rules of where goods are put away, a
/// lot that expires within days and one in quarantine, a bin whose count waits for a supervisor, signals in every state, a
/// correction to be posted at the turn of the month, and the record of a job.
struct SampleHouse {
  private let service: any InventoryService
  private let now: Instant
  private var count = 0

  init(_ service: any InventoryService, now: Instant) {
    self.service = service
    self.now = now
  }

  private static let hour: Int64 = 3_600_000
  private static let day = 24 * hour

  mutating func fill() throws(InventoryError) {
    try placeSites()
    try putAway()
    try traceLots()
    try countBin()
    try tendSignals()
    try planWork()
  }

  private mutating func placeSites() throws(InventoryError) {
    for (site, latitude, longitude) in [("NORTH", 53_550_341, 10_000_654), ("SOUTH", 48_137_154, 11_576_124)] {
      var edits = LocationEdits()
      edits.coordinates = Coordinates(latitude: Int64(latitude), longitude: Int64(longitude))
      try perform(EditLocation(site, edits), by: "anna", before: 9 * SampleHouse.day)
    }
  }

  private mutating func putAway() throws(InventoryError) {
    try perform(
      BuildPlate("PAL-0001", at: "NORTH/D-1", [PlateLine("WID-100", Quantity(96))]), by: "ben", before: SampleHouse.hour
    )
    try perform(
      SetPutAwayRule(.category("Fasteners"), at: "A-03-1", capacity: Quantity(5000)), by: "anna",
      before: 8 * SampleHouse.day)
    try perform(SetPutAwayRule(.everything, at: "B-04-3", priority: 9), by: "anna", before: 8 * SampleHouse.day)
  }

  private mutating func traceLots() throws(InventoryError) {
    var line = MovementLine(
      .receipt, "ZNC-001", Quantity(4), at: "NORTH/D-1", lot: "L2409", cost: UnitCost("5.60"),
      occurredAt: now.adding(milliseconds: -2 * SampleHouse.day))
    line.expires = Day(daysSince1970: now.day.daysSince1970 + 6)
    try perform(PostMovements([line]), by: "ben", before: SampleHouse.day)
    try perform(
      QuarantineLot("L2409", of: "ZNC-001", quantity: Quantity(1), at: "NORTH/D-1", reason: "DAMAGED"), by: "ben",
      before: 20 * SampleHouse.hour)
  }

  /// One bin of the store, counted this morning: one piece is missing, and somebody is to decide.
  private mutating func countBin() throws(InventoryError) {
    var filter = StockFilter()
    filter.location = "S-16"
    let rows = try service.ask(StockPage(filter: filter, limit: 100), for: .house).rows.filter {
      $0.unit == "pcs" && $0.balances.onHand > Quantity(1)
    }
    try perform(OpenStocktake("S-16", name: "Bin S-16"), by: "anna", before: 5 * SampleHouse.hour)
    let then = now.adding(milliseconds: -4 * SampleHouse.hour)
    for (index, row) in rows.enumerated() {
      let found = index == 0 ? row.balances.onHand - Quantity(1) : row.balances.onHand
      try perform(
        RecordCounts("ST-0003", [CountEntry(.typed, row.code.description, found, at: "S-16", occurredAt: then)]),
        by: "maria", before: 4 * SampleHouse.hour)
    }
    try perform(ReconcileStocktake("ST-0003"), by: "maria", before: 3 * SampleHouse.hour)
  }

  private mutating func tendSignals() throws(InventoryError) {
    let open = try service.ask(SignalPage(limit: 50), for: .house).rows.map(\.signal).filter { $0.state == .open }
    guard open.count > 3 else { return }
    let friday = now.adding(milliseconds: 3 * SampleHouse.day)
    try perform(TendSignals([open[1].id], .snooze(until: friday)), by: "anna", before: SampleHouse.hour)
    try perform(TendSignals([open[2].id], .assign(to: "maria")), by: "anna", before: SampleHouse.hour)
    try perform(TendSignals([open[3].id], .escalate), by: "anna", before: SampleHouse.hour)
  }

  private mutating func planWork() throws(InventoryError) {
    let lines = [
      MovementLine(.adjustment, "SCR-320", Quantity(-12), at: "NORTH/D-1", reason: "AUDIT", note: "samples"),
      MovementLine(.adjustment, "TAP-320", Quantity(2), at: "NORTH/D-1", reason: "AUDIT"),
    ]
    try perform(
      ScheduleCorrection(
        lines, due: now.adding(milliseconds: 7 * SampleHouse.day), file: "month-end.csv", reason: "AUDIT"),
      by: "anna", before: SampleHouse.hour)
    let begun = now.adding(milliseconds: -SampleHouse.day)
    var job = Job(kind: .import, subject: "sales-may.csv", begunAt: begun, heardAt: begun.adding(milliseconds: 8_000))
    (job.state, job.endedAt) = (.done, job.heardAt)
    (job.done, job.total, job.refused) = (392, 392, 0)
    job.outcome = "392 rows: 392 taken in."
    try perform(RecordJob(job), by: "shop", before: SampleHouse.day)
  }

  private mutating func perform(_ act: some Act, by actor: String, before: Int64) throws(InventoryError) {
    count += 1
    let context = ActContext(
      key: "sample-house-\(count)", actor: actor, terminal: "sample", now: now.adding(milliseconds: -before))
    _ = try service.perform(act, context)
  }
}

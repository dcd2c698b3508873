import CLI
import Inventory
import InventoryTesting
import Synchronization

/// A small warehouse in memory that plans acts as the real one does, remembers keys, and writes down what it was told.
final class StandIn: InventoryService {
  struct Memory: Sendable {
    var acts: [String] = []
    var contexts: [ActContext] = []
    var lines: [MovementLine] = []
    var overrides: [Bool] = []
    var answers: [String: ActAnswer] = [:]
    var questions: [String] = []
    var askers: [Asker] = []
    var starts: [PageStart] = []
    var filter = StockFilter()
    var isDescending = false
    var ledgerFilter = LedgerFilter()
  }

  let memory = Mutex(Memory())
  /// What every act is refused with, where a test wants that.
  let refusal: InventoryError?
  let drift: [String]
  let staff: [Operator]
  /// How often the PINs of the staff were wrong.
  let failures = Mutex(0)

  init(refusal: InventoryError? = nil, drift: [String] = [], staff: [Operator] = []) {
    self.refusal = refusal
    self.drift = drift
    self.staff = staff
  }

  static let item = Item(
    id: ItemID(1), code: ItemCode(sku: "WID"), name: "Widget", unit: UnitOfMeasure("kg"),
    barcodes: [Barcode("4006381333931")], version: 3)
  static let site = Location(
    id: LocationID(1), code: "NORTH", name: "North", kind: .site, site: LocationID(1), siteCode: "NORTH")

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    memory.withLock {
      $0.acts.append(act.action)
      $0.contexts.append(context)
      if let post = act as? PostMovements {
        $0.lines = post.lines
        $0.overrides.append(post.overridesHold)
      }
    }
    if let refusal { throw refusal }
    if var first = memory.withLock({ $0.answers[context.key] }) {
      first.isRepeat = true
      return first
    }
    var facts = facts
    facts.actor = staff.first { $0.isCalled(context.actor) }
    let plan = try act.plan(facts, context)
    let entries = plan.entries.enumerated().map { index, entry in
      LedgerEntry(
        id: Int64(17 + index), key: context.key, kind: entry.kind, code: entry.code, item: entry.item,
        location: entry.location, place: entry.place, lot: nil, serials: entry.serials, change: entry.change,
        after: Balances(onHand: Quantity(20)) + entry.change, reason: entry.reason, reference: entry.reference,
        note: entry.note, metadata: entry.metadata, cost: entry.cost, actor: context.actor,
        terminal: context.terminal, occurredAt: entry.occurredAt, recordedAt: context.now, reverses: nil,
        reversedBy: nil)
    }
    var answer = ActAnswer(
      key: context.key, isDryRun: context.isDryRun, isRepeat: false, event: context.isDryRun ? 0 : 5,
      action: act.action, document: plan.after?.json, entries: entries, entryCount: entries.count)
    answer.rejections = plan.rejections
    answer.unchanged = plan.unchanged
    if let sign = act as? RecordSignIn { failures.withLock { $0 = sign.way == .wrongPin ? $0 + 1 : 0 } }
    if !context.isDryRun { memory.withLock { $0.answers[context.key] = answer } }
    return answer
  }

  private var facts: Facts {
    var facts = Facts()
    facts.items["WID"] = StandIn.item
    facts.locations["NORTH"] = StandIn.site
    facts.operators = staff
    return facts
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    memory.withLock {
      $0.questions.append("\(Q.self)")
      $0.askers.append(asker)
    }
    if let refusal { throw refusal }
    return try question.answered(by: self)
  }
}

extension StandIn: QuietAnswering {
  private func page<Row>(_ rows: [Row], _ start: PageStart) -> Page<Row> {
    memory.withLock { $0.starts.append(start) }
    return Page(rows: rows, next: start == .first ? Cursor(["WID", "2"]) : nil, previous: nil)
  }

  static let row = StockRow(
    item: ItemID(1), location: LocationID(1), code: ItemCode(sku: "WID"), name: "Wid\u{1B}[2Jget", category: "",
    unit: "kg", itemIsActive: true, cost: nil, currency: "", locationCode: "NORTH", siteCode: "NORTH", roomType: "",
    balances: Balances(onHand: Quantity(20), reserved: Quantity(thousandths: 2500)), reorderPoint: nil, bin: "",
    flags: [], version: 4, lastMovementAt: nil, lastCountedAt: nil)

  func answer(_ question: LookUp) -> [LookUp.Hit] {
    ["WID", "4006381333931"].contains(question.code) ? [.item(StandIn.item, pack: Quantity(1))] : []
  }
  func answer(_ question: SignInCard) -> SignInCard.Card? {
    let failures = failures.withLock { $0 }
    return staff.first { $0.isCalled(question.text) }.map { person in
      SignInCard.Card(
        person: person, isByBadge: false, mayTryAt: failures < PinRule.mostFailures ? nil : Desk.now, failures: failures
      )
    }
  }
  func answer(_ question: ItemPage) -> Page<Item> { page([StandIn.item], question.start) }
  func answer(_ question: LocationList) -> Page<Location> {
    question.scope == .only("NOWHERE") ? Page(rows: [], next: nil, previous: nil) : page([StandIn.site], question.start)
  }
  func answer(_ question: StockPage) -> Page<StockRow> {
    memory.withLock {
      $0.filter = question.filter
      $0.isDescending = question.isDescending
    }
    return page([StandIn.row], question.start)
  }
  func answer(_ question: StockTotals) -> StockTotals.Totals { .init(records: 1, low: 0, out: 0) }
  func answer(_ question: ItemStock) throws(InventoryError) -> ItemStock.Card {
    guard question.item == "WID" else { throw .noSuchItem(question.item) }
    return .init(
      item: StandIn.item, total: StandIn.row.balances, places: [StandIn.row], lots: [],
      serials: [.init(serial: "S1", place: "NORTH")])
  }
  func answer(_ question: UsePerDay) -> [Quantity] { [] }
  func answer(_ question: LedgerPage) -> Page<LedgerEntry> {
    memory.withLock { $0.ledgerFilter = question.filter }
    return Page(rows: [], next: nil, previous: nil)
  }
  func answer(_ question: FindAct) -> ActAnswer? { nil }
  func answer(_ question: ActKeys) -> [String] { [] }
  func answer(_ question: AuditPage) -> Page<AuditEvent> { Page(rows: [], next: nil, previous: nil) }
  func answer(_ question: Settings) -> [Settings.Setting] {
    [.init(name: "allow_negative_stock", value: "no", about: "yes or no")]
  }
  func answer(_ question: OperatorList) -> [Operator] { staff }
  func answer(_ question: WhoAmI) -> Operator? { staff.first { $0.name == question.name } }
  func answer(_ question: Permission) throws(InventoryError) -> Operator? { nil }
  func answer(_ question: Verification) -> [Verification.Finding] {
    [.init(check: "balances", checked: 7, drift: drift)]
  }
  func answer(_ question: EachStockRow) -> Int { 0 }
  func answer(_ question: EachLedgerEntry) -> Int { 0 }
  func answer(_ question: StockAsOf) -> StockAsOf.Past { .init() }
  func answer(_ question: ChangeToken) -> Int64 { 1 }
}

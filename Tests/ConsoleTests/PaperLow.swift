import Inventory
import InventoryTesting
import Synchronization

/// A paper warehouse in which some items are low. What people do about them is kept and changes what the list shows; what
/// that rests on is the ledger's, whose tests hold it. Every other question is that of a warehouse with transfers.
final class PaperLow: InventoryService {
  struct State: Sendable {
    var rows: [SignalPage.Row] = []
    var sources: [String: [SignalStory.Source]] = [:]
    var orders: [OrderPage.Row] = []
    var events: [AuditEvent] = []
    /// What was done about what is low, in order.
    var acts: [any Act] = []
    /// Why whoever works here may not tend signals.
    var refusal: InventoryError?
    /// How the n-th act of a test ends, counted from 1, instead of being done.
    var refusals: [Int: InventoryError] = [:]
    var isWithheld = false
    var questions = 0
  }

  let moving: PaperMoving
  let state: Mutex<State>
  var house: PaperWarehouse { moving.house }

  init(_ state: State, _ moving: PaperMoving = .small()) {
    self.state = Mutex(state)
    self.moving = moving
  }

  static let noon = PaperWarehouse.noon

  /// The signals of the drawings.
  static func small() -> PaperLow {
    var state = State()
    state.rows = [
      row(1, "WID-220", "Widget M6 A2", 0, 40, max: 120, use: "6", lead: 10, multiple: 12, least: 48, vendor: "ACME"),
      row(
        2, "GLU-1", "Glue 250 ml", 12, 60, max: 108, incoming: 24, eta: "2026-07-15", use: "4", lead: 7, multiple: 24,
        vendor: "GLUECO"),
      row(
        3, "ZIP-370", "Cable tie 370 mm", 880, 900, max: 1800, incoming: 1000, eta: "2026-07-16", use: "40", lead: 10,
        state: .covered),
      row(4, "YOK-010", "Yoke 10 mm", 0, 5, max: 10, use: "0.4", lead: 21, state: .acknowledged),
      row(
        5, "WID-100", "Widget M4 zinc", 84, 90, max: 180, incoming: 200, eta: "2026-07-16", use: "6", lead: 10,
        state: .covered),
      row(6, "WRP-500", "Pallet wrap 500 mm", 42, 44, max: 102, use: "3.1", lead: 14, vendor: "acme"),
      row(7, "ZNC-001", "Zinc spray 400 ml", 11, 12, max: 35, use: "0.5", lead: 7, multiple: 12, state: .snoozed),
    ]
    state.sources = [
      "WID-220": [
        source("SOUTH", 212, use: "5.1", gives: 120, after: 18_039), source("EAST", 60, gives: 60, after: nil),
      ],
      "GLU-1": [source("SOUTH", 80, use: "1", gives: 72, after: 8_000)],
      "WRP-500": [source("EAST", 100, use: "2", gives: 60, after: 20_000)],
    ]
    state.orders = [
      order("PO-790", "ACME", "2026-07-16", 1000, came: 0), order("PO-771", "BOLTCO", "2026-07-12", 500, came: 120),
    ]
    state.events = [
      event(3, "BEN", "low_stock.acknowledged", "alert:YOK-010@NORTH", minutes: 4),
      event(2, "SHOP", "movement.issue", "item:WID-220", reference: "so-2231", minutes: 18),
      event(1, "ANNA", "order.sent", "order:PO-790", minutes: 42),
    ]
    return PaperLow(state)
  }

  /// `count` open signals.
  static func large(_ count: Int) -> PaperLow {
    var state = State()
    state.rows = (1...count).map {
      row(
        Int64($0), "SKU-" + String(String(100_000 + $0).dropFirst()), "Item \($0)", $0 % 50, 60, max: 100, use: "2",
        lead: 9)
    }
    return PaperLow(state)
  }

  static func row(
    _ number: Int64, _ sku: String, _ name: String, _ available: Int, _ point: Int, max: Int, incoming: Int = 0,
    eta: String? = nil, use: String, lead: Int, multiple: Int? = nil, least: Int? = nil, vendor: String? = nil,
    state: SignalState = .open
  ) -> SignalPage.Row {
    let rule = ReorderRule(
      id: RuleID(number), item: ItemID(number), code: ItemCode(sku: sku), name: name, location: LocationID(100),
      place: "NORTH", point: Quantity(point), maximum: Quantity(max), multiple: multiple.map { Quantity($0) },
      minimumOrder: least.map { Quantity($0) }, leadDays: lead, vendor: vendor)
    var signal = Signal(
      rule: rule,
      figures: ReorderFigures(
        available: Quantity(available), incoming: Quantity(incoming), usePerDay: Quantity(use)), state: state,
      openedAt: ago(minutes: 18), openedBy: 77, availableThen: Quantity(available + 8))
    if state == .acknowledged {
      signal.acknowledgedBy = "BEN"
      signal.acknowledgedAt = ago(minutes: 142)
    }
    if state == .snoozed { signal.snoozedUntil = ago(minutes: -3 * 1_440) }
    let history = (0..<28).map { Quantity(Int(number) * $0 % 11) }
    return SignalPage.Row(signal: signal, eta: eta.flatMap { Day($0) }, use: history)
  }

  static func source(_ site: String, _ available: Int, use: String = "0", gives: Int, after: Int64?)
    -> SignalStory.Source
  {
    SignalStory.Source(
      location: LocationID(200), site: site, available: Quantity(available), usePerDay: Quantity(use) ?? .zero,
      gives: Quantity(gives), coverAfter: after)
  }

  static func order(_ number: String, _ vendor: String, _ day: String, _ ordered: Int, came: Int) -> OrderPage.Row {
    var sums = OrderSums()
    sums.lines = 2
    sums.ordered = Quantity(ordered)
    sums.received = Quantity(came)
    sums.outstanding = Quantity(ordered - came)
    return OrderPage.Row(
      order: PurchaseOrder(
        number: number, vendor: vendor, currency: "EUR", destination: LocationID(1), place: "NORTH/D-3", status: .sent,
        expectedOn: Day(day), createdBy: "ANNA", createdAt: ago(minutes: 5_000)), sums: sums)
  }

  static func event(
    _ id: Int64, _ actor: String, _ action: String, _ entity: String, reference: String? = nil, minutes: Int64
  ) -> AuditEvent {
    AuditEvent(
      id: id, key: "k\(id)", action: action, actor: actor, terminal: "hh1", recordedAt: ago(minutes: minutes),
      reference: reference, entity: entity, before: nil, after: nil, firstEntry: nil, entryCount: 0)
  }

  static func ago(minutes: Int64) -> Instant { noon.adding(milliseconds: -minutes * 60_000) }

  // MARK: The two calls

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    if act.right == .supervise, let refusal = state.withLock({ $0.refusal }) { throw refusal }
    if let refusal = state.withLock({ $0.refusals.removeValue(forKey: $0.acts.count + 1) }) { throw refusal }
    var answer = try moving.perform(act, context)
    if answer.isRepeat { return answer }
    state.withLock { state in
      state.acts.append(act)
      PaperLow.change(&state, act, context)
      if act is CreateRequisition { answer.document = "{\"id\":\"RQ-000\(state.acts.count)\"}" }
    }
    return answer
  }

  private static func change(_ state: inout State, _ act: some Act, _ context: ActContext) {
    if let tending = act as? TendSignals {
      for index in state.rows.indices where tending.signals.contains(state.rows[index].signal.id) {
        tend(&state.rows[index].signal, tending.deed, context)
      }
    } else if let setting = act as? SetRule {
      for index in state.rows.indices where state.rows[index].signal.rule.code.description == setting.item {
        if let point = setting.point { state.rows[index].signal.rule.point = point }
      }
    }
  }

  private static func tend(_ signal: inout Signal, _ deed: TendSignals.Deed, _ context: ActContext) {
    switch deed {
    case .acknowledge:
      signal.state = .acknowledged
      signal.acknowledgedBy = context.actor
      signal.acknowledgedAt = context.now
    case .snooze(let until):
      signal.state = .snoozed
      signal.snoozedUntil = until
    case .assign(let name): signal.assignedTo = name
    case .escalate: signal.escalatedTo = signal.escalatedTo == nil ? .supervisor : .admin
    case .reopen:
      signal.state = .open
      signal.acknowledgedBy = nil
      signal.snoozedUntil = nil
    }
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    let answers = PaperLowAnswers(
      state: state.withLock { state in
        state.questions += 1
        return state
      }, rows: house.state.withLock { $0.rows })
    do {
      return try question.answered(by: answers)
    } catch {
      guard error == answers.notAsked else { throw error }
      return try moving.ask(question, for: asker)
    }
  }

  func signal(_ sku: String) -> Signal? {
    state.withLock { state in state.rows.first { $0.signal.rule.code.description == sku }?.signal }
  }
}

/// What there is to know of what is low.
struct PaperLowAnswers: QuietAnswering {
  let state: PaperLow.State
  let rows: [StockRow]

  func answer(_ question: Permission) throws(InventoryError) -> Operator? {
    if let refusal = state.refusal { throw refusal }
    return nil
  }

  func answer(_ question: SignalPage) throws(InventoryError) -> Page<SignalPage.Row> {
    let filter = question.filter
    if filter.location == "NOWHERE" { throw .noSuchLocation("NOWHERE") }
    var rows = state.rows.filter { row in
      let signal = row.signal
      let text = "\(signal.rule.code) \(signal.rule.name)".lowercased()
      return signal.state != .closed && (filter.location.map { signal.rule.place.hasPrefix($0) } ?? true)
        && (filter.states.map { $0.contains(signal.state) } ?? true) && (!filter.isOut || signal.figures.isOut)
        && (filter.text.map { text.contains($0.lowercased()) } ?? true)
        && (filter.vendor.map { $0.lowercased() == signal.rule.vendor?.lowercased() } ?? true)
        && (filter.assignedTo.map { $0 == signal.assignedTo } ?? true)
    }
    switch question.order {
    case .urgency: break
    case .item: rows.sort { $0.signal.rule.code.description < $1.signal.rule.code.description }
    case .available: rows.sort { $0.signal.figures.available < $1.signal.figures.available }
    }
    if !question.withUse { for index in rows.indices { rows[index].use = [] } }
    return try PaperAnswers.page(rows, question.start, question.limit)
  }

  func answer(_ question: SignalTotals) throws(InventoryError) -> SignalCounts {
    var counts = SignalCounts()
    counts.isWithheld = state.isWithheld
    for row in state.rows {
      switch row.signal.state {
      case .open: counts.open += 1
      case .acknowledged: counts.acknowledged += 1
      case .snoozed: counts.snoozed += 1
      case .covered: counts.covered += 1
      case .closed: break
      }
      if row.signal.state != .closed, row.signal.figures.isOut { counts.out += 1 }
    }
    return counts
  }

  func answer(_ question: SignalStory) throws(InventoryError) -> SignalStory.Story {
    guard let row = state.rows.first(where: { $0.signal.id == question.signal }) else { throw notAsked }
    let code = row.signal.rule.code
    func entry(_ id: Int64, _ kind: MovementKind, _ change: Int, _ reference: String, minutes: Int64) -> LedgerEntry {
      LedgerEntry(
        id: id, key: "k\(id)", kind: kind, code: code, item: row.signal.rule.item, location: LocationID(1),
        place: "NORTH/A-03-2", lot: nil, serials: [], change: Balances(onHand: Quantity(change)), after: .zero,
        reason: nil, reference: reference, note: nil, metadata: [], cost: nil, actor: "SHOP", terminal: "till",
        occurredAt: PaperLow.ago(minutes: minutes), recordedAt: PaperLow.ago(minutes: minutes), reverses: nil,
        reversedBy: nil)
    }
    let movements = [
      entry(77, .issue, -8, "so-2231", minutes: 18), entry(70, .issue, -4, "so-2228", minutes: 90),
      entry(61, .receipt, 24, "po-760", minutes: 3_000),
    ]
    let incoming = row.signal.figures.incoming
    return SignalStory.Story(
      row: row, trigger: movements[0], movements: movements,
      demand: code.description == "WID-220"
        ? [
          SignalStory.Demand(
            document: "RV-0042", subject: "so-2231", held: Quantity(8), waiting: .zero, due: Day("2026-07-16")),
          SignalStory.Demand(document: "RV-0043", subject: "so-2240", held: .zero, waiting: Quantity(24), due: nil),
        ] : [],
      supply: incoming > .zero
        ? [
          SignalStory.Supply(
            document: "PO-790", from: "ACME", quantity: incoming, eta: row.eta, isIncoming: true)
        ] : [], sources: state.sources[code.description] ?? [])
  }

  /// What stands of an item at a place.
  func answer(_ question: StockPage) throws(InventoryError) -> Page<StockRow> {
    guard let item = question.filter.item else { throw notAsked }
    var found = rows.filter { $0.code.description == item }
    if item == "WID-100", var other = found.first {
      other.location = LocationID(900)
      other.locationCode = "A-09-9"
      found.append(other)
    }
    return Page(rows: item == "YOK-010" ? [] : found, next: nil, previous: nil)
  }

  func answer(_ question: OrderPage) throws(InventoryError) -> Page<OrderPage.Row> {
    Page(rows: Array(state.orders.prefix(question.limit)), next: nil, previous: nil)
  }

  func answer(_ question: AuditPage) throws(InventoryError) -> Page<AuditEvent> {
    Page(rows: Array(state.events.prefix(question.limit)), next: nil, previous: nil)
  }

  func answer(_ question: CountAccuracyReport) throws(InventoryError) -> CountAccuracyReport.Report {
    var report = CountAccuracyReport.Report()
    report.total = CountAccuracy(
      lines: 250, linesWithin: 248, expected: Quantity(4_000), off: Quantity(12),
      valueUp: Worth(tenMillionths: 310_000_000),
      valueDown: Worth(tenMillionths: 2_434_000_000))
    return report
  }
}

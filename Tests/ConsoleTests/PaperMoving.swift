import Inventory
import InventoryTesting
import Synchronization

/// A paper warehouse with transfers under way. Acts about them are kept and change what the lists show; what they rest on
/// is the ledger's, whose tests hold it.
final class PaperMoving: InventoryService {
  struct State: Sendable {
    var transfers: [Transfer] = []
    var lines: [TransferID: [TransferLine]] = [:]
    var discrepancies: [Discrepancy] = []
    /// The acts about transfers, in the order they were done.
    var acts: [any Act] = []
    /// Why whoever works here may not say what became of a discrepancy.
    var refusal: InventoryError?
    /// Whoever asks counts blind.
    var isBlinded = false
    var questions = 0
  }

  let house: PaperWarehouse
  let state: Mutex<State>

  init(_ house: PaperWarehouse = .small(), _ state: State) {
    self.house = house
    self.state = Mutex(state)
  }

  /// Five transfers, one of each kind of story, and what is open about them.
  static func small() -> PaperMoving {
    var state = State()
    state.transfers = [
      transfer(885, "NORTH", "SOUTH/S-01", .requested, .urgent, etaHours: 30, reference: "SO-2231"),
      transfer(884, "NORTH/A-03-2", "SOUTH/S-FLOOR", .inTransit, etaHours: -50),
      transfer(883, "NORTH", "SOUTH/S-01", .inTransit, note: "two pallets"),
      transfer(882, "SOUTH", "NORTH/D-1", .completed), transfer(881, "SOUTH", "NORTH/D-1", .cancelled),
    ]
    let lot = Lot(id: LotID(1), code: "L2407", expires: Day("2026-08-04"))
    state.lines = [
      TransferID(885): [
        line(885, 1, "BOX-12", "Carton 12", 20), line(885, 2, "SER-7", "Scale S7 (serial)", 2, tracking: .serial),
      ],
      TransferID(884): [
        line(884, 1, "WID-220", "Widget M6 A2", 48, shipped: 48, good: 40, damaged: 2),
        line(884, 2, "GLU-1", "Glue 250 ml", 10, shipped: 10, tracking: .lot, lot: lot),
        line(884, 3, "SER-7", "Scale S7 (serial)", 2, shipped: 2, tracking: .serial, serials: ["S-1", "S-2"]),
        line(884, 4, "TAP-048", "Tape 48 mm clear", 24, shipped: 24, good: 24),
      ],
      TransferID(883): [line(883, 1, "WIP-001", "Wipes 80", 400, shipped: 300)],
      TransferID(882): [
        line(882, 1, "WID-100", "Widget M4 zinc", 60, shipped: 60, good: 54, closed: 6)
      ], TransferID(881): [line(881, 1, "YOK-010", "Yoke 10 mm", 5)],
    ]
    state.lines[TransferID(884)]?[0].pendingGood = Quantity(3)
    state.discrepancies = [
      discrepancy(11, 882, 1, .short, "WID-100", "Widget M4 zinc", 6, "299.40", days: 12, .carrier, reason: "LOST"),
      discrepancy(12, 884, 1, .damaged, "WID-220", "Widget M6 A2", 2, "25.00", days: 2, .source),
      discrepancy(13, 884, 2, .wrongLot, "GLU-1", "Glue 250 ml", 3, "1340.00", days: 1, .us, lot: "L2407"),
    ]
    state.discrepancies[1].resolution = .claim
    state.discrepancies[1].reference = "C-77"
    return PaperMoving(.small(), state)
  }

  /// `count` requested transfers of one line.
  static func large(_ count: Int) -> PaperMoving {
    var state = State()
    state.transfers = (1...count).map { transfer(Int64($0), "NORTH", "SOUTH/S-01", .requested) }
    for number in 1...count {
      state.lines[TransferID(Int64(number))] = [line(Int64(number), 1, "BOX-12", "Carton 12", number)]
    }
    return PaperMoving(.small(), state)
  }

  private static func ago(hours: Int64) -> Instant { PaperWarehouse.noon.adding(milliseconds: -hours * 3_600_000) }

  static func transfer(
    _ number: Int64, _ from: String, _ to: String, _ status: TransferStatus, _ priority: TransferPriority = .normal,
    etaHours: Int64? = nil, reference: String? = nil, note: String? = nil
  ) -> Transfer {
    Transfer(
      id: TransferID(number), source: LocationID(1), sourcePlace: from, destination: LocationID(2),
      destinationPlace: to, status: status, priority: priority, eta: etaHours.map { ago(hours: -$0) },
      reference: reference, note: note, createdBy: "BEN", createdAt: ago(hours: 96),
      shippedAt: status == .inTransit || status == .completed ? ago(hours: 72) : nil,
      closedAt: status.isOver ? ago(hours: 4) : nil)
  }

  static func line(
    _ transfer: Int64, _ number: Int, _ sku: String, _ name: String, _ requested: Int, shipped: Int = 0, good: Int = 0,
    damaged: Int = 0, closed: Int = 0, tracking: Tracking = .none, lot: Lot? = nil, serials: [String] = []
  ) -> TransferLine {
    TransferLine(
      transfer: TransferID(transfer), number: number, item: ItemID(Int64(number)), code: ItemCode(sku: sku), name: name,
      tracking: tracking, lot: lot, requested: Quantity(requested), shipped: Quantity(shipped), good: Quantity(good),
      damaged: Quantity(damaged), closed: Quantity(closed),
      shippedValue: Money(tenThousandths: Int64(shipped) * 125_000),
      arrivedValue: Money(tenThousandths: Int64(good + damaged + closed) * 125_000), serialsInTransit: serials)
  }

  static func discrepancy(
    _ id: Int64, _ transfer: Int64, _ line: Int, _ kind: Discrepancy.Kind, _ sku: String, _ name: String,
    _ quantity: Int, _ value: String, days: Int64, _ owner: Discrepancy.Owner, lot: String? = nil, reason: String? = nil
  ) -> Discrepancy {
    Discrepancy(
      id: id, transfer: TransferID(transfer), line: line, kind: kind, item: ItemID(id), code: ItemCode(sku: sku),
      name: name, lot: lot, quantity: Quantity(quantity),
      value: Money(Quantity(value) ?? .zero, at: UnitCost(tenThousandths: 10_000)), reason: reason,
      owner: owner, openedBy: "DORA", openedAt: ago(hours: 24 * days))
  }

  // MARK: The two calls

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    if act.right == .supervise, let refusal = state.withLock({ $0.refusal }) { throw refusal }
    var answer = try house.perform(act, context)
    guard !answer.isRepeat else { return answer }
    state.withLock { state in
      state.acts.append(act)
      if let made = PaperMoving.change(&state, act, context) { answer.document = "{\"id\":\"\(made)\"}" }
    }
    return answer
  }

  /// The number of what was made.
  private static func change(_ state: inout State, _ act: some Act, _ context: ActContext) -> TransferID? {
    switch act {
    case let act as CreateTransfer:
      let id = TransferID((state.transfers.first?.id.number ?? 0) + 1)
      state.transfers.insert(
        Transfer(
          id: id, source: LocationID(1), sourcePlace: act.from, destination: LocationID(2), destinationPlace: act.to,
          priority: act.priority, eta: act.eta, reference: act.reference, note: act.note, createdBy: context.actor,
          createdAt: context.now), at: 0)
      state.lines[id] = act.lines.enumerated().map { index, line in
        var made = PaperMoving.line(id.number, index + 1, line.item, line.item, 0)
        made.requested = line.quantity
        return made
      }
      return id
    case let act as ShipTransfer:
      set(&state, act.transfer) { $0.status = .inTransit }
      each(&state, act.transfer) { line in
        line.shipped =
          act.lines.map { $0.first { $0.item == line.code.description }?.quantity ?? .zero } ?? line.requested
      }
    case let act as CloseShort: each(&state, act.transfer) { $0.closed = $0.inTransit }
    case let act as ReturnTransfer: each(&state, act.transfer) { $0.closed = $0.inTransit }
    case let act as CancelTransfer: set(&state, act.transfer) { $0.status = .cancelled }
    case let act as EditTransfer:
      set(&state, act.transfer) { transfer in
        if let priority = act.priority { transfer.priority = priority }
        if let eta = act.eta { transfer.eta = eta }
      }
    case let act as ResolveDiscrepancy:
      for index in state.discrepancies.indices where state.discrepancies[index].id == act.discrepancy {
        state.discrepancies[index].resolution = act.resolution
        state.discrepancies[index].isOpen = act.resolution == .claim
        state.discrepancies[index].reference = act.reference
      }
    default: break
    }
    return nil
  }

  private static func set(_ state: inout State, _ number: String, _ change: (inout Transfer) -> Void) {
    for index in state.transfers.indices where state.transfers[index].number == number {
      change(&state.transfers[index])
      state.transfers[index].version += 1
    }
  }

  private static func each(_ state: inout State, _ number: String, _ change: (inout TransferLine) -> Void) {
    guard let id = TransferID(number), var lines = state.lines[id] else { return }
    for index in lines.indices { change(&lines[index]) }
    state.lines[id] = lines
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    let answers = PaperMovingAnswers(
      state: state.withLock { state in
        state.questions += 1
        return state
      })
    do {
      return try question.answered(by: answers)
    } catch {
      guard error == answers.notAsked else { throw error }
      return try house.ask(question, for: asker)
    }
  }
}

/// What there is to know of the transfers; every other question is the warehouse's.
struct PaperMovingAnswers: QuietAnswering {
  let state: PaperMoving.State

  func answer(_ question: Permission) throws(InventoryError) -> Operator? {
    if let refusal = state.refusal { throw refusal }
    return nil
  }

  func answer(_ question: TransferPage) throws(InventoryError) -> Page<TransferPage.Row> {
    let filter = question.filter
    var transfers = state.transfers.filter { transfer in
      (filter.status.map { $0 == transfer.status } ?? true)
        && (filter.isUnderWay.map { $0 != transfer.status.isOver } ?? true)
        && (filter.from.map { transfer.sourcePlace.hasPrefix($0) } ?? true)
        && (filter.to.map { transfer.destinationPlace.contains($0) } ?? true)
        && (filter.item.map { item in state.lines[transfer.id]?.contains { $0.code.description == item } ?? false }
          ?? true)
        && (filter.text.map { TransferID($0) == transfer.id || transfer.reference?.hasPrefix($0) == true } ?? true)
    }
    if question.order == .urgency {
      func rank(_ transfer: Transfer) -> (Int, Int64, Int64) {
        if transfer.status.isOver { return (2, 0, -transfer.id.number) }
        return (transfer.priority == .urgent ? 0 : 1, transfer.eta?.milliseconds ?? .max, transfer.id.number)
      }
      transfers.sort { rank($0) < rank($1) }
    }
    return try PaperAnswers.page(transfers.map(row), question.start, question.limit)
  }

  private func row(_ transfer: Transfer) -> TransferPage.Row {
    TransferPage.Row(
      transfer: transfer, sums: state.isBlinded ? TransferSums() : TransferSums(state.lines[transfer.id] ?? []),
      discrepancies: state.isBlinded ? 0 : state.discrepancies.count { $0.transfer == transfer.id && $0.isOpen })
  }

  private func transfer(_ name: String) throws(InventoryError) -> Transfer {
    guard let found = state.transfers.first(where: { $0.number == name }) else { throw .noSuchTransfer(name) }
    return found
  }

  func answer(_ question: TransferCard) throws(InventoryError) -> TransferCard.Card {
    let row = row(try transfer(question.transfer))
    return TransferCard.Card(
      transfer: row.transfer, sums: row.sums, currency: "EUR", receivers: row.sums.pending > .zero ? ["DORA"] : [],
      parked: row.sums.pending > .zero ? 1 : 0, discrepancies: row.discrepancies)
  }

  func answer(_ question: TransferLinePage) throws(InventoryError) -> Page<TransferLine> {
    let transfer = try transfer(question.transfer)
    if state.isBlinded { throw .withheld("what \(transfer.number) holds") }
    let lines = (state.lines[transfer.id] ?? []).filter { line in
      (!question.isOpen || !line.isDone) && (question.item.map { $0 == line.code.description } ?? true)
    }
    return try PaperAnswers.page(lines, question.start, question.limit)
  }

  func answer(_ question: DiscrepancyPage) throws(InventoryError) -> Page<Discrepancy> {
    if state.isBlinded { throw .withheld("what did not come as it should") }
    var found = state.discrepancies.filter { one in
      (!question.isOpen || one.isOpen) && (question.transfer.map { $0 == one.transfer.description } ?? true)
    }
    if question.order == .value { found.sort { $0.value > $1.value } }
    return try PaperAnswers.page(found, question.start, question.limit)
  }

  func answer(_ question: LedgerPage) throws(InventoryError) -> Page<LedgerEntry> {
    guard let reference = question.filter.reference, let item = question.filter.item else { throw notAsked }
    func entry(_ id: Int64, _ kind: MovementKind, _ place: String, _ change: Int, _ actor: String, hours: Int64)
      -> LedgerEntry
    {
      let at = PaperWarehouse.noon.adding(milliseconds: -hours * 3_600_000)
      return LedgerEntry(
        id: id, key: "k\(id)", kind: kind, code: ItemCode(sku: item), item: ItemID(1), location: LocationID(1),
        place: place, lot: nil, serials: [], change: Balances(onHand: Quantity(change)), after: .zero,
        reason: "TRANSFER", reference: reference, note: nil, metadata: [], cost: nil, actor: actor, terminal: "hh1",
        occurredAt: at, recordedAt: at, reverses: nil, reversedBy: nil)
    }
    return Page(
      rows: [
        entry(2, .transferIn, "NORTH/D-1", 54, "DORA", hours: 50),
        entry(1, .transferOut, "SOUTH/S-01", -60, "BEN", hours: 72),
      ], next: nil, previous: nil)
  }
}

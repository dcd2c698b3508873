import Inventory
import InventoryTesting
import Synchronization

/// A paper warehouse in which a stocktake waits for its review. Verdicts, reconciling and applying change its lines as the
/// books would; what they rest on is the ledger's, whose tests hold it.
final class PaperReview: InventoryService {
  struct State: Sendable {
    var stocktakes: [Stocktake] = []
    var lines: [CountLine] = []
    /// Why whoever works here may not decide on counts.
    var refusal: InventoryError?
    /// Lines that come back from applying, and why.
    var returning: [Int: String] = [:]
    /// The lines of verdicts, in the order they were given.
    var decisions: [DecideCounts] = []
    var cuts: [CountProposal.Cut] = []
    /// Whoever asks counts blind.
    var isBlinded = false
  }

  let house: PaperWarehouse
  let state: Mutex<State>

  init(_ house: PaperWarehouse = .small(), _ state: State) {
    self.house = house
    self.state = Mutex(state)
  }

  /// ST-0142 as it is after the first round: seven lines that tell of everything a line can tell.
  static func small() -> PaperReview {
    var state = State()
    state.stocktakes = [
      stocktake(142, "NORTH/A", .review, name: "July"), stocktake(141, "SOUTH", .applied, isBlind: false),
      stocktake(140, "NORTH/V-01", .cancelled, policy: .frozen),
    ]
    state.lines = [
      line(1, "BOX-12", "Carton 12", "D-1", 80, 80, 0),
      line(2, "GLU-1", "Glue 250 ml", "A-07-1", 18, 20, 450, lot: "L2407"),
      line(3, "TAP-048", "Tape 48 mm clear", "A-02-4", 322, 321, 129, isWithin: true),
      line(4, "WID-100", "Widget M4 zinc", "A-03-2", 96, 90, 1250, .recount),
      line(5, "WID-220", "Widget M6 A2", "A-03-2", 8, 0, 1250, .recount),
      line(6, "ZIP-200", "Cable tie 200 mm", "B-02-4", 0, 40, 10, .outside),
      line(7, "YOK-010", "Yoke 10 mm", "B-02-2", 6, nil, 0, .confirm),
    ]
    state.lines[1].state = .outside
    state.lines[1].movedWhileCounted = true
    state.lines[3].probablePick = "so-2240"
    state.lines[4].promised = Quantity(8)
    state.cuts = [
      CountProposal.Cut(
        reference: "so-2231", code: ItemCode(sku: "WID-220"), place: "NORTH/A-03-2", quantity: Quantity(8),
        isConfirmed: false)
    ]
    return PaperReview(.small(), state)
  }

  /// `count` lines, the first `outside` of them far off.
  static func large(_ count: Int, outside: Int) -> PaperReview {
    var state = State()
    state.stocktakes = [stocktake(142, "NORTH", .review)]
    state.lines = (1...count).map { number in
      let sku = "SKU-" + String(String(100_000 + number).dropFirst())
      let isOut = number <= outside
      return line(
        number, sku, "Item \(number)", "A-\(number)", 1000, isOut ? 900 - number : 1000 - number % 3, 100,
        isOut ? .recount : .counted, isWithin: !isOut)
    }
    return PaperReview(.large(count), state)
  }

  static func stocktake(
    _ number: Int64, _ place: String, _ status: StocktakeStatus, name: String = "", isBlind: Bool = true,
    policy: CountPolicy = .live
  ) -> Stocktake {
    Stocktake(
      id: StocktakeID(number), name: name, location: LocationID(1), place: place, isBlind: isBlind, policy: policy,
      tolerance: Tolerance("2%") ?? Tolerance(), status: status, openedBy: "ANNA",
      openedAt: PaperWarehouse.noon.adding(milliseconds: -3_600_000))
  }

  /// - Parameter cost: in hundredths.
  static func line(
    _ number: Int, _ sku: String, _ name: String, _ bin: String, _ expected: Int, _ counted: Int?, _ cost: Int,
    _ state: CountLineState = .counted, isWithin: Bool? = nil, lot: String? = nil
  ) -> CountLine {
    let at = counted.map { _ in PaperWarehouse.noon.adding(milliseconds: -1_800_000) }
    var line = CountLine(
      stocktake: StocktakeID(142), number: number, item: ItemID(Int64(number)), code: ItemCode(sku: sku), name: name,
      unit: "pcs", location: LocationID(Int64(number)), place: "NORTH/\(bin)", lot: lot, expires: nil, round: 1,
      state: state, counted: counted.map { Quantity($0) }, damaged: .zero, firstCountedAt: at, lastCountedAt: at,
      counters: counted == nil ? [] : ["MARIA"], judgement: nil, movedWhileCounted: false, promised: .zero,
      probablePick: nil, reason: nil, decidedBy: nil, refusal: nil)
    if let counted {
      let variance = Quantity(counted - expected)
      line.judgement = CountJudgement(
        expected: Quantity(expected), variance: variance,
        value: Worth(variance, at: UnitCost(tenThousandths: Int64(cost * 100))),
        isWithin: isWithin ?? (counted == expected))
    }
    return line
  }

  static func approveAll(_ state: inout State) {
    for index in state.lines.indices where state.lines[index].counted != nil { state.lines[index].state = .approved }
    state.stocktakes[0].status = .approved
  }

  // MARK: The two calls

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    if let count = act as? CountNow {
      let row = house.state.withLock {
        $0.rows.first { $0.code.description == count.item && $0.locationCode == count.location }
      }
      guard let row else { throw .noSuchItem(count.item) }
      return try house.perform(
        PostMovements([MovementLine(.adjustment, count.item, count.quantity - row.balances.onHand, at: count.location)]
        ), context)
    }
    if act.right == .supervise, let refusal = state.withLock({ $0.refusal }) { throw refusal }
    let answer = try house.perform(act, context)
    if !answer.isRepeat { state.withLock { PaperReview.change(&$0, act, context) } }
    return answer
  }

  private static func change(_ state: inout State, _ act: some Act, _ context: ActContext) {
    switch act {
    case let act as OpenStocktake:
      let number = (state.stocktakes.first?.id.number ?? 0) + 1
      state.stocktakes.insert(
        stocktake(number, act.location, .open, name: act.name, isBlind: act.isBlind ?? true, policy: act.policy), at: 0)
    case let act as DecideCounts:
      state.decisions.append(act)
      for index in state.lines.indices where isMeant(state.lines[index], by: act) {
        state.lines[index].state =
          switch act.verdict {
          case .approve: .approved
          case .reject: .rejected
          case .recount: .recount
          }
        state.lines[index].reason = act.reason ?? state.lines[index].reason
        state.lines[index].decidedBy = act.verdict == .recount ? nil : context.actor
      }
      let isLeft = state.lines.contains { $0.counted != nil && !$0.state.isDecided }
      set(&state, act.stocktake, isLeft ? .review : .approved)
    case let act as ReconcileStocktake:
      for index in state.lines.indices where state.lines[index].state == .counting {
        state.lines[index].state = .counted
      }
      set(&state, act.stocktake, .review)
    case let act as ApplyStocktake:
      for index in state.lines.indices where state.lines[index].state == .approved {
        if let refusal = state.returning[state.lines[index].number] {
          state.lines[index].state = .outside
          state.lines[index].refusal = refusal
        } else {
          state.lines[index].state = .applied
        }
      }
      set(&state, act.stocktake, state.returning.isEmpty ? .applied : .review)
      state.returning = [:]
    case let act as CancelStocktake: set(&state, act.stocktake, .cancelled)
    default: break
    }
  }

  private static func isMeant(_ line: CountLine, by act: DecideCounts) -> Bool {
    switch act.target {
    case .lines(let numbers): numbers.contains(line.number)
    case .all: line.judgement != nil && !line.state.isDecided
    case .allWithinTolerance: line.state == .counted && line.judgement?.isWithin == true
    }
  }

  private static func set(_ state: inout State, _ stocktake: String, _ status: StocktakeStatus) {
    for index in state.stocktakes.indices where state.stocktakes[index].number == stocktake {
      state.stocktakes[index].status = status
      state.stocktakes[index].version += 1
    }
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    let answers = PaperReviewAnswers(state: state.withLock { $0 })
    do {
      return try question.answered(by: answers)
    } catch {
      guard error == answers.notAsked else { throw error }
      return try house.ask(question, for: asker)
    }
  }
}

/// What there is to know of the stocktakes; every other question is the warehouse's.
struct PaperReviewAnswers: QuietAnswering {
  let state: PaperReview.State

  func answer(_ question: Permission) throws(InventoryError) -> Operator? {
    if let refusal = state.refusal { throw refusal }
    return nil
  }

  func answer(_ question: LookUp) throws(InventoryError) -> [LookUp.Hit] {
    guard let stocktake = state.stocktakes.first(where: { $0.number == question.code }) else { throw notAsked }
    return [.stocktake(stocktake)]
  }

  func answer(_ question: StocktakePage) throws(InventoryError) -> Page<Stocktake> {
    let all = state.stocktakes.filter { stocktake in question.isUnderWay.map { $0 != stocktake.status.isOver } ?? true }
    return try PaperAnswers.page(all, question.start, question.limit)
  }

  private func stocktake(_ name: String) throws(InventoryError) -> Stocktake {
    guard let found = state.stocktakes.first(where: { $0.number == name }) else { throw .noSuchStocktake(name) }
    return found
  }

  func answer(_ question: StocktakeCard) throws(InventoryError) -> StocktakeCard.Card {
    let stocktake = try stocktake(question.stocktake)
    var card = StocktakeCard.Card(stocktake: stocktake, lines: [:], parked: 0, scans: 0, accuracy: nil)
    guard stocktake.id.number == 142 else { return card }
    for line in state.lines { card.lines[line.state, default: 0] += 1 }
    let judged = state.lines.filter { $0.judgement != nil }
    var accuracy = CountAccuracy(lines: judged.count, linesWithin: judged.count { $0.judgement?.isWithin == true })
    for worth in judged.compactMap({ $0.judgement?.value }) {
      if worth.tenMillionths > 0 {
        accuracy.valueUp += worth
      } else {
        accuracy.valueDown.tenMillionths -= worth.tenMillionths
      }
    }
    card.accuracy = state.isBlinded ? nil : accuracy
    card.bins = 6
    card.binsDone = 5
    card.found = judged.count { $0.isFound }
    card.moved = judged.count { $0.movedWhileCounted }
    return card
  }

  func answer(_ question: CountLinePage) throws(InventoryError) -> Page<CountLine> {
    _ = try stocktake(question.stocktake)
    var lines = state.lines.filter { line in
      (question.states.isEmpty || question.states.contains(line.state))
        && (question.finding != .found || line.isFound) && (question.finding != .moved || line.movedWhileCounted)
        && (question.item.map { $0 == line.code.description } ?? true)
        && (question.location.map { line.place == "NORTH/\($0)" } ?? true)
        && (question.line.map { $0 == line.number } ?? true)
    }
    if question.order == .worth, !state.isBlinded {
      func weight(_ line: CountLine) -> UInt128 { line.judgement?.value?.tenMillionths.magnitude ?? 0 }
      lines = lines.filter { $0.judgement != nil }.sorted { (weight($0), $0.number) > (weight($1), $1.number) }
    }
    if state.isBlinded {
      for index in lines.indices {
        lines[index].judgement = nil
        lines[index].promised = nil
        lines[index].movedWhileCounted = false
        lines[index].probablePick = nil
        if lines[index].state == .outside { lines[index].state = .counted }
        lines[index].isWithheld = true
      }
    }
    return try PaperAnswers.page(lines, question.start, question.limit)
  }

  func answer(_ question: CountLineStory) throws(InventoryError) -> CountLineStory.Story {
    guard let line = state.lines.first(where: { $0.number == question.line }) else {
      throw .noSuchCountLine(question.line, stocktake: question.stocktake)
    }
    let event = CountEvent(
      id: 1, kind: .typed, code: line.code, name: line.name, location: line.location, place: line.place, lot: line.lot,
      serial: nil, quantity: line.counted ?? .zero, pack: Quantity(1), base: line.counted ?? .zero, isDamaged: false,
      round: 1, actor: "MARIA", terminal: "hh3", occurredAt: line.lastCountedAt ?? PaperWarehouse.noon,
      recordedAt: PaperWarehouse.noon, ledgerEntry: nil, negates: nil, negatedBy: nil, text: nil, note: nil)
    let cuts = state.cuts.filter { $0.code == line.code }.map {
      ReservationCut(
        Hold(reference: $0.reference, lot: nil, quantity: $0.quantity, isConfirmed: $0.isConfirmed, newestEntry: 0),
        $0.quantity)
    }
    return CountLineStory.Story(
      line: line, tolerance: Tolerance("2%") ?? Tolerance(), rounds: [], events: line.counted == nil ? [] : [event],
      movements: [], cuts: cuts)
  }

  func answer(_ question: CountProposal) throws(InventoryError) -> CountProposal.Proposal {
    var proposal = CountProposal.Proposal(currency: "EUR", cuts: state.cuts)
    proposal.unit = "pcs"
    for line in state.lines where line.counted != nil && line.state != .rejected {
      guard let judgement = line.judgement else { continue }
      proposal.lines += 1
      if judgement.variance > .zero {
        proposal.linesUp += 1
        proposal.up += judgement.variance
        if let value = judgement.value { proposal.valueUp += value }
      } else if judgement.variance < .zero {
        proposal.linesDown += 1
        proposal.down += -judgement.variance
        if let value = judgement.value { proposal.valueDown.tenMillionths -= value.tenMillionths }
      }
    }
    proposal.uncounted = state.lines.count { $0.counted == nil }
    return proposal
  }
}

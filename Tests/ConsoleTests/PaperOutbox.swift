import Console
import Inventory
import Synchronization

/// A paper warehouse at the far end of a line that can be cut: what is scanned is kept here first and sent in order, as
/// `KeepingService` promises. Nothing is sent before it is told to.
final class PaperOutbox: KeepingService {
  struct Waiting {
    var kept: KeptAct
    var act: any Act
    var context: ActContext
  }

  struct State {
    var downSince: Instant?
    var nextTry: Instant?
    var waiting: [Waiting] = []
    var refused: [Waiting] = []
    /// What the console was not told yet.
    var reports: [LineReport] = []
    /// Why what waits is refused, by its action, each once.
    var refusals: [(action: String, error: InventoryError)] = []
    /// Codes that are known here too.
    var pocket: Set<String> = []
    var knowsAll = false
    var questions = 0
    var sent = 0
    var discarded = 0
  }

  let house: PaperWarehouse
  let state = Mutex(State())
  static let address = "ssh://hall3/stock.db"

  init(_ house: PaperWarehouse) { self.house = house }

  static let unreachable = InventoryError.store(.unreachable(address, why: "no route to host"))

  var line: LineState { state.withLock { PaperOutbox.line($0) } }

  private static func line(_ state: State) -> LineState {
    LineState(
      downSince: state.downSince, why: state.downSince == nil ? "" : "\(address) cannot be reached: no route to host",
      nextTry: state.nextTry, waiting: state.waiting.count, refused: state.refused.count)
  }

  private static func report(_ state: inout State) { state.reports.append(.state(line(state))) }

  // MARK: The line

  func tell() { state.withLock { PaperOutbox.report(&$0) } }

  func cut(at now: Instant, nextTry: Instant? = nil) {
    state.withLock { state in
      state.downSince = state.downSince ?? now
      state.nextTry = nextTry
      PaperOutbox.report(&state)
    }
  }

  func mend() {
    state.withLock { state in
      state.downSince = nil
      state.nextTry = nil
      PaperOutbox.report(&state)
    }
  }

  func takeReports() -> [LineReport] {
    state.withLock { state in
      defer { state.reports = [] }
      return state.reports
    }
  }

  /// Sends the first that waits; false where none does, or the line is down.
  @discardableResult func sendOne() -> Bool {
    guard let next = state.withLock({ $0.downSince == nil && !$0.waiting.isEmpty ? $0.waiting.removeFirst() : nil })
    else { return false }
    var refusal = state.withLock { state -> InventoryError? in
      guard let index = state.refusals.firstIndex(where: { $0.action == next.kept.action }) else { return nil }
      return state.refusals.remove(at: index).error
    }
    var answer: ActAnswer?
    if refusal == nil {
      do throws(InventoryError) { answer = try house.perform(next.act, next.context) } catch { refusal = error }
    }
    state.withLock { state in
      if let answer {
        state.sent += 1
        state.reports.append(.settled(key: next.kept.key, .success(answer)))
      } else if let refusal {
        var refused = next
        refused.kept.refusal = Explanation(refusal).detail
        state.refused.append(refused)
        state.reports.append(.settled(key: next.kept.key, .failure(refusal)))
      }
      PaperOutbox.report(&state)
    }
    return true
  }

  func sendAll() { while sendOne() {} }

  // MARK: The service

  static func isKept(_ act: some Act) -> Bool {
    if let act = act as? OpenBin { return act.company != .ask }
    return act is RecordCounts || act is NegateCount || act is CloseBin || act is CountEmptyBin || act is CountPlate
      || act is RecordReceipts || act is NegateReceipt || act is ScanReceipt
  }

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    guard PaperOutbox.isKept(act) else {
      let waiting = state.withLock { $0.downSince == nil ? nil : $0.waiting.count }
      if let waiting { throw waiting > 0 ? .store(.behindOthers(waiting: waiting)) : PaperOutbox.unreachable }
      sendAll()
      return try house.perform(act, context)
    }
    state.withLock { state in
      let kept = KeptAct(
        key: context.key, action: act.action, words: PaperOutbox.words(act), actor: context.actor, at: context.now)
      state.waiting.append(Waiting(kept: kept, act: act, context: context))
      PaperOutbox.report(&state)
    }
    var answer = ActAnswer(
      key: context.key, isDryRun: false, isRepeat: false, event: 0, action: act.action, document: nil, entries: [],
      entryCount: 0)
    answer.isKept = true
    return answer
  }

  private static func words(_ act: some Act) -> String {
    if let act = act as? RecordCounts, let entry = act.entries.first {
      return "\(entry.quantity) \(entry.item ?? entry.text ?? "") at \(entry.location)"
    }
    if let act = act as? RecordReceipts, let entry = act.entries.first {
      return "\(entry.quantity) \(entry.item ?? entry.text ?? "") of \(act.transfer)"
    }
    if let act = act as? OpenBin { return "open \(act.location)" }
    return act.action
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    let isAnswered = state.withLock { state in
      state.questions += 1
      if state.downSince == nil { return true }
      if let code = (question as? LookUp)?.code { return state.knowsAll || state.pocket.contains(code) }
      return (question is StocktakePage || question is CountingPlace) && state.knowsAll
    }
    guard isAnswered else { throw PaperOutbox.unreachable }
    return try house.ask(question, for: asker)
  }

  func kept() throws(InventoryError) -> [KeptAct] { state.withLock { ($0.refused + $0.waiting).map(\.kept) } }

  func sendAgain(_ key: String) throws(InventoryError) {
    state.withLock { state in
      guard let index = state.refused.firstIndex(where: { $0.kept.key == key }) else { return }
      var again = state.refused.remove(at: index)
      again.kept.refusal = nil
      state.waiting.append(again)
      PaperOutbox.report(&state)
    }
  }

  func discard(_ key: String) throws(InventoryError) {
    state.withLock { state in
      let before = state.refused.count + state.waiting.count
      state.refused.removeAll { $0.kept.key == key }
      state.waiting.removeAll { $0.kept.key == key }
      state.discarded += before - state.refused.count - state.waiting.count
      PaperOutbox.report(&state)
    }
  }

  var waiting: Int { state.withLock { $0.waiting.count } }
  var refused: Int { state.withLock { $0.refused.count } }
}

/// A console whose books are far away.
extension PaneScript {
  static func far(
    _ house: PaperWarehouse = .counted(), columns: Int = 80, rows: Int = 24, session: String = "", isDown: Bool = false,
    isWall: Bool = false, pocket: Set<String> = []
  ) -> (script: PaneScript, line: PaperOutbox) {
    let line = PaperOutbox(house)
    line.state.withLock {
      $0.pocket = pocket
      if isDown { $0.downSince = PaperWarehouse.noon }
    }
    let script = PaneScript(house, columns: columns, rows: rows, session: session, service: line, isWall: isWall)
    line.tell()
    script.hear(line)
    return (script, line)
  }

  /// The console is told what the line has to tell.
  func hear(_ line: PaperOutbox) { for report in line.takeReports() { send(.line(report)) } }

  func cut(_ line: PaperOutbox, nextTryIn seconds: Int64? = nil) {
    line.cut(at: now, nextTry: seconds.map { now.adding(milliseconds: $0 * 1_000) })
    hear(line)
  }

  /// The line is back, and what waits is sent.
  func mend(_ line: PaperOutbox) {
    line.mend()
    hear(line)
    send(line)
  }

  func send(_ line: PaperOutbox) {
    line.sendAll()
    hear(line)
  }

  /// Keys as ``play(_:)`` takes them, the line's reports in between.
  func play(_ text: String, _ line: PaperOutbox) {
    play(text)
    hear(line)
  }
}

import Inventory
import Synchronization

/// Books on another machine, with an outbox on this one (`console.md` 2.6).
///
/// It has no thread: whoever makes it calls ``send()`` from one thread of its own, at once, whenever ``OutboxSurroundings/wake``
/// says so, and when the time has passed that the last call returned.
public final class OutboxService: KeepingService {
  /// Those that others left behind first, the own one last.
  private let outboxes: [Outbox]
  private let far: FarLine
  /// Opened by ``stockPocket()``, as that takes its time.
  private let opened = Mutex<Pocket?>(nil)
  private let surroundings: OutboxSurroundings
  private let reported = Mutex<LineState?>(nil)
  private let isStopped = Atomic<Bool>(false)

  /// - Parameters:
  ///   - outbox: what is done here is kept in.
  ///   - leftBehind: outboxes for the same books whose consoles are gone; what waits in them is sent first.
  public init(_ outbox: Outbox, leftBehind: [Outbox] = [], _ surroundings: OutboxSurroundings) {
    outboxes = leftBehind + [outbox]
    far = FarLine(outbox.address, surroundings)
    self.surroundings = surroundings
  }

  private var pocket: Pocket? { opened.withLock { $0 } }
  private var own: Outbox { outboxes[outboxes.count - 1] }

  // MARK: The service

  public func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    if !context.isDryRun, let kept = act as? any KeepableAct, kept.mayBeKept { return try keep(kept, context) }
    try waitForOthers()
    return try asked { books throws(InventoryError) in try books.service.perform(act, context) }
  }

  /// Keeps an act here, durably; it is sent by the next ``send()``.
  private func keep(_ act: some KeepableAct, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    try own.keep(act, context)
    tell()
    surroundings.wake()
    var answer = ActAnswer(
      key: context.key, isDryRun: false, isRepeat: false, event: 0, action: act.action, document: nil, entries: [],
      entryCount: 0)
    answer.isKept = true
    return answer
  }

  /// What is done now must not overtake what was done before it.
  private func waitForOthers() throws(InventoryError) {
    let until = surroundings.clock().adding(milliseconds: OutboxService.patience)
    while true {
      let waiting = try counts().waiting
      guard waiting > 0 else { return }
      if let trouble = far.trouble { throw far.told(trouble) }
      guard surroundings.clock() < until else { throw .store(.behindOthers(waiting: waiting)) }
      surroundings.wake()
      surroundings.pause(OutboxService.beat)
    }
  }

  public func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    if let answer = pocket?.knownAtOnce(question, for: asker) { return answer }
    let isAhead = try waitForOwn(question)
    do throws(InventoryError) {
      return try asked { books throws(InventoryError) in try books.service.ask(question, for: asker) }
    } catch {
      guard error.breaksLine, !isAhead, let answer = pocket?.known(question, for: asker) else {
        throw far.wasOpen ? far.told(error) : error
      }
      return answer
    }
  }

  /// Who asks what is in a bin is told of all that was scanned there before: that is sent first.
  /// - Returns: whether something of it waits on, as the line is down; then what was read before is no answer.
  private func waitForOwn(_ question: some Question) throws(InventoryError) -> Bool {
    guard let scope = Pocket.scope(of: question) else { return false }
    let until = surroundings.clock().adding(milliseconds: OutboxService.patience)
    for outbox in outboxes {
      guard let last = try outbox.last(in: scope) else { continue }
      while try outbox.isWaiting(in: scope, through: last) {
        if far.trouble != nil { return true }
        guard surroundings.clock() < until else { throw .store(.behindOthers(waiting: try counts().waiting)) }
        surroundings.wake()
        surroundings.pause(OutboxService.beat)
      }
    }
    return false
  }

  /// Asks the far books, and notes that the line is lost where it is.
  private func asked<Answer>(
    _ ask: (OpenedBooks) throws(InventoryError) -> Answer
  ) throws(InventoryError) -> Answer {
    let wasDown = far.trouble != nil
    do throws(InventoryError) {
      let books = try far.books()
      do throws(InventoryError) {
        return try ask(books)
      } catch {
        if error.breaksLine { far.lost(error, of: books) }
        throw error
      }
    } catch {
      if error.breaksLine, !wasDown {
        tell()
        surroundings.wake()
      }
      throw error
    }
  }

  // MARK: What waits

  public var line: LineState {
    var state = far.shown
    if let (waiting, refused) = try? counts() { (state.waiting, state.refused) = (waiting, refused) }
    return state
  }

  public func kept() throws(InventoryError) -> [KeptAct] {
    var kept: [KeptAct] = []
    for outbox in outboxes { kept += try outbox.kept() }
    return kept
  }

  public func sendAgain(_ key: String) throws(InventoryError) {
    try outbox(of: key).sendAgain(key)
    tell()
    surroundings.wake()
  }

  public func discard(_ key: String) throws(InventoryError) {
    try outbox(of: key).discard(key)
    tell()
  }

  private func outbox(of key: String) throws(InventoryError) -> Outbox {
    for outbox in outboxes where try outbox.holds(key) { return outbox }
    return own
  }

  private func counts() throws(InventoryError) -> (waiting: Int, refused: Int) {
    var (waiting, refused) = (0, 0)
    for outbox in outboxes {
      let counts = try outbox.counts()
      waiting += counts.waiting
      refused += counts.refused
    }
    return (waiting, refused)
  }

  /// Says how the line is, where that is something else than what was said last.
  private func tell() {
    // In one piece, so that of two threads the later truth is told last.
    reported.withLock { last in
      let state = line
      guard last != state else { return }
      last = state
      surroundings.report(.state(state))
    }
  }

  // MARK: Sending

  /// Sends what waits, in order, each act with its key, and tries a line that is down when its time has come. Called from
  /// one thread at a time.
  /// - Returns: in how many milliseconds it wants to be called again; nil for when there is something to send.
  public func send() -> Int64? {
    if let wait = far.wait, wait > 0 { return wait }
    do throws(InventoryError) {
      try sendAll()
      return nil
    } catch {
      tell()
      return far.wait
    }
  }

  private func sendAll() throws(InventoryError) {
    let books = try far.books(tries: true)
    do throws(InventoryError) {
      // A line that was opened anew is up before anything is sent; one that only did not get on must get on first.
      if far.trouble?.breaksLine != false { works() }
      while !isStopped.load(ordering: .relaxed), let (outbox, turn) = try next() {
        try send(turn, of: outbox, to: books)
        works()
      }
      works()
    } catch {
      far.lost(error, of: books)
      throw error
    }
  }

  private func works() {
    far.works()
    tell()
  }

  private func next() throws(InventoryError) -> (Outbox, Outbox.Turn)? {
    for outbox in outboxes {
      if let turn = try outbox.next() { return (outbox, turn) }
    }
    return nil
  }

  private func send(_ turn: Outbox.Turn, of outbox: Outbox, to books: OpenedBooks) throws(InventoryError) {
    guard let act = KeptFields(bytes: turn.fields).flatMap({ KeptActs.read(turn.name, $0) }) else {
      let error = InventoryError.badField(name: "act", value: turn.name, wanted: "one that this program knows")
      return try refuse(turn, of: outbox, error)
    }
    if turn.isForNothing, let trail = act.keptTrail { return try refuse(turn, of: outbox, trail.nothing) }
    let answer: ActAnswer
    do throws(InventoryError) {
      answer = try books.service.perform(
        act,
        ActContext(
          key: turn.key, actor: turn.actor, terminal: turn.terminal,
          // The clock may have been set back since.
          now: max(surroundings.clock(), turn.happenedAt), happenedAt: turn.happenedAt))
    } catch {
      if error.isUndecided { throw error }
      return try refuse(turn, of: outbox, error)
    }
    try outbox.done(turn.id)
    surroundings.report(.settled(key: turn.key, .success(answer)))
  }

  private func refuse(_ turn: Outbox.Turn, of outbox: Outbox, _ error: InventoryError) throws(InventoryError) {
    try outbox.refuse(turn.id, Explanation(error).detail)
    surroundings.report(.settled(key: turn.key, .failure(error)))
  }

  // MARK: The ends

  /// Waits until nothing waits any more, as long as the line is up and the time lasts.
  /// - Returns: how many acts wait still.
  public func settle(within milliseconds: Int64) -> Int {
    let until = surroundings.clock().adding(milliseconds: milliseconds)
    while let waiting = try? counts().waiting, waiting > 0 {
      guard far.trouble == nil, surroundings.clock() < until else { return waiting }
      surroundings.wake()
      surroundings.pause(OutboxService.beat)
    }
    return 0
  }

  /// Ends ``send()`` after the act that is on its way.
  public func stop() { isStopped.store(true, ordering: .relaxed) }

  /// Why nothing goes on just now; nil while all is well.
  public var trouble: InventoryError? { far.trouble }

  /// Why the far books did not let us in, where they never did and it is not the line's fault: a console that cannot begin.
  public var closedDoor: InventoryError? {
    guard !far.wasOpen, let trouble = far.trouble, case .store(let why) = trouble else { return nil }
    switch why {
    case .unreachable, .interrupted, .locked, .full, .behindOthers, .failed: return nil
    default: return trouble
    }
  }

  /// Opens what is known here of the far books, and reads into it what scanning needs, where the line is up and it is time.
  /// Called from one thread at a time, not that of ``send()``: both take their time.
  public func stockPocket() {
    do throws(InventoryError) {
      guard let pocket = try openedPocket(), far.trouble == nil else { return }
      try asked { books throws(InventoryError) in try pocket.stock(from: books.books.reader, at: surroundings.clock()) }
    } catch {}
  }

  private func openedPocket() throws(InventoryError) -> Pocket? {
    if let pocket { return pocket }
    guard let pocket = try surroundings.openPocket?() else { return nil }
    opened.withLock { $0 = pocket }
    return pocket
  }

  /// How long what is done now waits for what was done before it.
  private static let patience: Int64 = 2_000
  private static let beat: Int64 = 10
}

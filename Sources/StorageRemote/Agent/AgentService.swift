import Glibc
import Storage

/// What an agent does with a client's requests, on lanes of its own.
final class AgentService: Sendable {
  /// Something for the lane of the acts.
  private enum Job {
    case commit(number: UInt32, alone: UInt32, Batch, reading: [Statement])
    case changeToken(number: UInt32)
    case alone(number: UInt32)
    case release(number: UInt32)
  }

  /// What a lane does next: nothing any more once the line is gone.
  private enum Next<Work> {
    case work(Work)
    case nothing
  }

  private struct Question {
    var number: UInt32
    var statements: [Statement]
  }

  private struct State {
    var jobs: [Job] = []
    var questions: [Question] = []
    var idleLanes = 0
    var lanes = 0
    /// Requests that are not answered yet, and since when.
    var underWay: [UInt32: Int64] = [:]
    /// Of a read: how many pieces may go out, which statements have said enough, and whether all of it has.
    var reads: [UInt32: Reading] = [:]
    var isOver = false
    var isActing = false
  }

  private struct Reading {
    var credit: Int
    var enough: Set<Int> = []
    var isCancelled = false
  }

  private static let mostLanes = 64
  /// A lane that has nothing to do for so long ends.
  private static let idle: Int64 = 10_000

  private let database: any Database
  private let output: AgentOutput
  private let judge: AgentServer.Judge
  private let patience: AgentServerPatience
  private let state = Monitor(State())

  init(
    _ database: any Database, _ output: AgentOutput, _ judge: @escaping AgentServer.Judge,
    _ patience: AgentServerPatience
  ) {
    self.database = database
    self.output = output
    self.judge = judge
    self.patience = patience
    state.with { $0.isActing = true }
    if !LineThread.start({ [self] in act() }) { state.change { $0.isActing = false } }
  }

  func take(_ frame: Frame) throws(FrameDamage) {
    var reader = PayloadReader(frame.payload)
    switch frame.kind {
    case .ping: output.send(Frame(.pong, frame.number))
    case .commit:
      let alone = try reader.uint32()
      let batch = Batch(try reader.statements())
      add(.commit(number: frame.number, alone: alone, batch, reading: try reader.statements()))
    case .changeToken: add(.changeToken(number: frame.number))
    case .alone: add(.alone(number: frame.number))
    case .release: state.change { $0.jobs.append(.release(number: frame.number)) }
    case .read: ask(Question(number: frame.number, statements: try reader.statements()))
    case .more: state.change { $0.reads[frame.number]?.credit += 1 }
    case .enough:
      var statements: Set<Int> = []
      while !reader.isAtEnd { statements.insert(Int(try reader.uint32())) }
      state.change { $0.reads[frame.number]?.enough.formUnion(statements) }
    case .cancel: state.change { $0.reads[frame.number]?.isCancelled = true }
    case .hello, .greeting, .done, .rows, .failed, .working, .pong, .granted:
      throw FrameDamage("a frame of kind \(frame.kind) out of turn")
    }
  }

  /// Says of what has been asked for a while that it is being worked at.
  func sayWorking() {
    let now = monotonicNow()
    let late = state.with { state in state.underWay.filter { now - $0.value >= patience.sign / 2 }.map(\.key) }
    for number in late { output.send(Frame(.working, number)) }
  }

  /// No more is done than what is being committed. Returns when that is.
  func end() {
    output.close()
    state.change { $0.isOver = true }
    _ = state.wait(until: nil) { state -> Bool? in state.isActing ? nil : true }
  }

  private func answer(_ number: UInt32, with payload: [UInt8] = []) {
    state.with { $0.underWay[number] = nil }
    output.send(Frame(.done, number, payload))
  }

  private func fail(_ number: UInt32, _ error: DatabaseError) {
    var writer = PayloadWriter()
    writer.add(error)
    state.with { $0.underWay[number] = nil }
    output.send(Frame(.failed, number, writer.bytes))
  }

  // MARK: The lane of the acts

  private func add(_ job: Job) {
    state.change { state in
      switch job {
      case .commit(let number, _, _, _), .changeToken(let number), .alone(let number):
        state.underWay[number] = monotonicNow()
      case .release: break
      }
      state.jobs.append(job)
    }
  }

  private func act() {
    while true {
      let next = state.wait(until: nil) { state -> Next<Job>? in
        if state.isOver { return .nothing }
        if state.jobs.isEmpty { return nil }
        return .work(state.jobs.removeFirst())
      }
      guard case .work(let job)? = next else { break }
      switch job {
      case .commit(let number, _, let batch, let reading): commit(number, batch, reading)
      case .changeToken(let number): tellToken(number)
      case .alone(let number): keepAlone(number)
      case .release: break
      }
    }
    state.change { $0.isActing = false }
  }

  private func commit(_ number: UInt32, _ batch: Batch, _ reading: [Statement]) {
    if let why = judge(batch) { return fail(number, .unavailable(.denied(address: "", why: why))) }
    do throws(DatabaseError) {
      try database.commit(batch)
      guard reading.isEmpty else {
        output.send(Frame(.done, number))
        return ask(Question(number: number, statements: reading))
      }
      answer(number)
    } catch {
      fail(number, error)
    }
  }

  private func tellToken(_ number: UInt32) {
    do throws(DatabaseError) {
      var writer = PayloadWriter()
      writer.add(try database.changeToken())
      answer(number, with: writer.bytes)
    } catch {
      fail(number, error)
    }
  }

  /// Keeps the database for one client thread until it lets go, or its time is up: what it commits then is committed beside
  /// others.
  private func keepAlone(_ number: UInt32) {
    do throws(DatabaseError) {
      try database.alone {
        state.with { $0.underWay[number] = nil }
        output.send(Frame(.granted, number))
        let deadline = monotonicNow() + patience.alone
        while case .commit(let commit, _, let batch, let reading)? = nextAlone(number, by: deadline) {
          self.commit(commit, batch, reading)
        }
      }
    } catch {
      fail(number, error)
    }
  }

  /// The next thing of whoever has the database; nil when it lets go or is out of time.
  private func nextAlone(_ number: UInt32, by deadline: Int64) -> Job? {
    let next = state.wait(until: deadline) { state -> Next<Job>? in
      if state.isOver { return .nothing }
      let index = state.jobs.firstIndex { job in
        switch job {
        case .commit(_, let alone, _, _): alone == number
        case .release(let released): released == number
        default: false
        }
      }
      guard let index else { return nil }
      return .work(state.jobs.remove(at: index))
    }
    guard case .work(let job)? = next else { return nil }
    return job
  }

  // MARK: The lanes of the questions

  private func ask(_ question: Question) {
    let needsLane = state.change { state -> Bool in
      state.underWay[question.number] = monotonicNow()
      state.reads[question.number] = Reading(credit: patience.pieces)
      state.questions.append(question)
      guard state.idleLanes < state.questions.count, state.lanes < AgentService.mostLanes else { return false }
      state.lanes += 1
      return true
    }
    if needsLane, !LineThread.start({ [self] in serveQuestions() }) { state.change { $0.lanes -= 1 } }
  }

  private func serveQuestions() {
    while true {
      state.with { $0.idleLanes += 1 }
      let next = state.wait(until: monotonicNow() + AgentService.idle) { state -> Next<Question>? in
        if state.isOver { return .nothing }
        if state.questions.isEmpty { return nil }
        return .work(state.questions.removeFirst())
      }
      state.with { $0.idleLanes -= 1 }
      guard case .work(let question)? = next else { break }
      read(question)
    }
    let isNeeded = state.with { state -> Bool in
      guard !state.isOver, !state.questions.isEmpty else {
        state.lanes -= 1
        return false
      }
      return true
    }
    if isNeeded { serveQuestions() }
  }

  private struct Unwanted: Error {}

  private func read(_ question: Question) {
    let number = question.number
    defer { state.with { $0.reads[number] = nil } }
    do {
      var piece = PayloadWriter()
      var enough: Set<Int> = []
      try database.read(question.statements) { statement, row in
        if enough.contains(statement) { return false }
        piece.add(UInt32(statement))
        piece.add(UInt32(row.width))
        for column in 0..<row.width { piece.add(row.value(column)) }
        guard piece.bytes.count >= patience.pieceBytes else { return true }
        enough = try send(&piece, of: number)
        return !enough.contains(statement)
      }
      // The last rows and the end go in one piece.
      let last = piece.bytes.isEmpty ? [] : Frame(.rows, number, piece.bytes).bytes
      state.with { $0.underWay[number] = nil }
      output.send(raw: last + Frame(.done, number).bytes)
    } catch is Unwanted {
      state.with { $0.underWay[number] = nil }
    } catch {
      fail(number, error as? DatabaseError ?? .unavailable(.failed(message: "\(error)")))
    }
  }

  /// Sends a piece as soon as one may go out, and says of which statements no more is wanted.
  private func send(_ piece: inout PayloadWriter, of number: UInt32) throws -> Set<Int> {
    let reading = state.wait(until: nil) { state -> Reading? in
      guard !state.isOver, let reading = state.reads[number], !reading.isCancelled else {
        return Reading(credit: 0, isCancelled: true)
      }
      guard reading.credit > 0 else { return nil }
      state.reads[number]?.credit -= 1
      return reading
    }
    guard let reading, !reading.isCancelled, output.send(Frame(.rows, number, piece.bytes)) else { throw Unwanted() }
    piece.bytes.removeAll(keepingCapacity: true)
    return reading.enough
  }
}

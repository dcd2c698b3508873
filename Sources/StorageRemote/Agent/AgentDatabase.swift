import Glibc
import Storage
import Synchronization

/// A database on another machine, by the agent beside it.
///
/// The line is opened at the first call, and anew at the next call after it broke. Calls of several threads are under way
/// at once; a long read holds up no commit. A commit that was sent, of which no answer came, is `unknown`; a read is sent a
/// second time by itself where none of its rows was handed over. Writing to a line that is gone must be an error, not a
/// signal: the program ignores `SIGPIPE`.
public final class AgentDatabase: Database {
  public typealias Opener = @Sendable () throws(DatabaseError) -> AgentLine

  /// What errors call it.
  public let address: String
  private let mode: AgentMode
  private let program: String
  private let patience: AgentPatience
  private let openLine: Opener
  private let isInterrupted: @Sendable () -> Bool

  private struct State {
    var connection: AgentConnection?
    var isOpening = false
    /// How often a line was tried, and what came of the last time.
    var tries: Int64 = 0
    var failure: DatabaseError?
    var pause: Int64 = 0
    var notBefore: Int64 = 0
    var opened: Int64 = 0
  }

  private struct Keeper {
    let thread: pthread_t
    let connection: AgentConnection
    let number: UInt32
  }

  private let state = Monitor(State())
  /// The thread that has the database for itself: see ``alone(_:)``.
  private let keeper = Mutex<Keeper?>(nil)

  /// - Parameters:
  ///   - program: this program's version, for the agent to name.
  ///   - isInterrupted: asked while a line is being opened, so that a person can give up.
  ///   - openLine: gives a new line; blocks no longer than it takes to start something.
  public init(
    address: String, mode: AgentMode, program: String, patience: AgentPatience = AgentPatience(),
    isInterrupted: @escaping @Sendable () -> Bool = { false }, openLine: @escaping Opener
  ) {
    self.address = address
    self.mode = mode
    self.program = program
    self.patience = patience
    self.isInterrupted = isInterrupted
    self.openLine = openLine
  }

  deinit { state.with { $0.connection }?.close() }

  /// What the agent says of itself; opens the line where it is not.
  public func facts() throws(DatabaseError) -> AgentFacts { try connection().facts }

  // MARK: The promises of a database

  public func commit(_ batch: Batch) throws(DatabaseError) {
    guard !batch.statements.isEmpty else { return }
    _ = try commit(batch, reading: []) { _, _ in false }
  }

  public func commit(
    _ batch: Batch, reading statements: [Statement], _ each: (_ statement: Int, _ row: any Row) -> Bool
  ) throws(DatabaseError) -> Bool {
    guard !batch.statements.isEmpty else { return (try? read(statements, each)) != nil }
    let call = try send(.commit) { connection, writer in
      let kept = keeper.withLock { $0 }
      let isKept = kept.map { pthread_equal($0.thread, pthread_self()) != 0 && $0.connection === connection } ?? false
      writer.add(isKept ? kept?.number ?? 0 : 0)
      writer.add(batch.statements)
      writer.add(statements)
    }
    defer { call.end() }
    do {
      let answer = try call.answer(patience.answer)
      guard answer.kind == .done else { throw try call.failure(answer, address) }
    } catch let breach as LineBreach {
      throw .unknown(message: "the line to \(address) failed: \(breach.why)")
    } catch let error as DatabaseError {
      throw error
    } catch {
      throw .unknown(message: "the line to \(address) brought \(error)")
    }
    if statements.isEmpty { return true }
    var handed = false
    return (try? takeRows(call, &handed, each)) != nil
  }

  public func read(_ statements: [Statement], _ each: (_ statement: Int, _ row: any Row) throws -> Bool) throws {
    guard !statements.isEmpty else { return }
    var handed = false
    func once() throws {
      let call = try send(.read) { _, writer in writer.add(statements) }
      defer { call.end() }
      try takeRows(call, &handed, each)
    }
    do {
      try once()
    } catch let breach as LineBreach {
      guard !handed else { throw unreachable(breach) }
      try again(once)
    }
  }

  public func alone(_ work: () -> Void) throws(DatabaseError) {
    let call = try send(.alone) { _, _ in }
    defer { call.end() }
    do {
      let answer = try call.answer(patience.answer)
      guard answer.kind == .granted else { throw try call.failure(answer, address) }
    } catch let error as DatabaseError {
      throw error
    } catch {
      throw unreachable(error)
    }
    keeper.withLock { $0 = Keeper(thread: pthread_self(), connection: call.connection, number: call.number) }
    work()
    keeper.withLock { $0 = nil }
    _ = call.connection.send(Frame(.release, call.number))
  }

  /// Another number after the line was opened anew, for nobody knows what was committed meanwhile.
  public func changeToken() throws(DatabaseError) -> Int64 {
    do {
      func once() throws -> Int64 {
        let call = try send(.changeToken) { _, _ in }
        defer { call.end() }
        let answer = try call.answer(patience.answer)
        guard answer.kind == .done else { throw try call.failure(answer, address) }
        var reader = PayloadReader(answer.payload)
        let far = try reader.int64()
        return state.with { $0.opened } << 40 | far & (1 << 40 - 1)
      }
      do { return try once() } catch is LineBreach { return try again(once) }
    } catch let error as DatabaseError {
      throw error
    } catch {
      throw unreachable(error)
    }
  }

  // MARK: Requests

  /// A request that was sent.
  private struct Sent {
    let connection: AgentConnection
    let call: AgentConnection.Call

    var number: UInt32 { call.number }
    func answer(_ patience: Int64) throws(LineBreach) -> Frame {
      try connection.answer(to: call, by: monotonicNow() + patience)
    }
    func say(_ kind: Frame.Kind, _ payload: [UInt8] = []) { _ = connection.send(Frame(kind, number, payload)) }
    func end() { connection.end(call) }

    /// The error of an answer that is one.
    func failure(_ frame: Frame, _ address: String) throws -> DatabaseError {
      guard frame.kind == .failed else { throw FrameDamage("a frame of kind \(frame.kind) out of turn") }
      var reader = PayloadReader(frame.payload)
      return try reader.error().seen(from: address, served: connection.facts.path)
    }
  }

  /// Sends a request. Of one that could not be sent at all the far end knows nothing, so it goes over a new line.
  private func send(
    _ kind: Frame.Kind, _ write: (AgentConnection, inout PayloadWriter) -> Void
  ) throws(DatabaseError) -> Sent {
    for _ in 0..<2 {
      let connection = try connection()
      var writer = PayloadWriter()
      write(connection, &writer)
      let call = connection.start()
      let frame = Frame(kind, call.number, writer.bytes)
      guard frame.fits else {
        connection.end(call)
        throw .unavailable(.failed(message: "\(writer.bytes.count) bytes are too much for one batch"))
      }
      switch connection.send(frame) {
      case .sent, .partly: return Sent(connection: connection, call: call)
      case .nothing: connection.end(call)
      }
    }
    throw .unavailable(.unreachable(address: address, why: "nothing can be sent"))
  }

  /// Does once more, over a new line, what came to nothing because the line broke.
  private func again<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let breach as LineBreach {
      throw unreachable(breach)
    }
  }

  private func takeRows(
    _ call: Sent, _ handed: inout Bool, _ each: (_ statement: Int, _ row: any Row) throws -> Bool
  ) throws {
    let row = AgentRow()
    defer { row.forget() }
    var enough: Set<Int> = []
    while true {
      let frame = try call.answer(patience.answer)
      switch frame.kind {
      case .done: return
      case .failed: throw try call.failure(frame, address)
      case .rows:
        var reader = PayloadReader(frame.payload)
        var isNew = false
        while !reader.isAtEnd {
          let statement = try row.take(&reader, of: frame.payload)
          if enough.contains(statement) { continue }
          handed = true
          do {
            if try each(statement, row) { continue }
          } catch {
            if !call.call.isComplete { call.say(.cancel) }
            throw error
          }
          enough.insert(statement)
          isNew = true
        }
        guard !call.call.isComplete else { continue }
        if isNew {
          var writer = PayloadWriter()
          for statement in enough { writer.add(UInt32(statement)) }
          call.say(.enough, writer.bytes)
        }
        call.say(.more)
      default: throw FrameDamage("a frame of kind \(frame.kind) out of turn")
      }
    }
  }

  private func unreachable(_ error: any Error) -> DatabaseError {
    let why = (error as? LineBreach)?.why ?? "the line brought \(error)"
    return .unavailable(.unreachable(address: address, why: why))
  }

  // MARK: The line

  private enum Step {
    case use(AgentConnection)
    case wait
    case open(notBefore: Int64)
  }

  /// The open line, or a new one. One thread opens it; those who come meanwhile get what comes of that.
  private func connection() throws(DatabaseError) -> AgentConnection {
    while true {
      let step = state.with { state -> Step in
        if let connection = state.connection {
          if !connection.isBroken { return .use(connection) }
          state.connection = nil
        }
        if state.isOpening { return .wait }
        state.isOpening = true
        state.tries += 1
        return .open(notBefore: state.notBefore)
      }
      switch step {
      case .use(let connection): return connection
      case .open(let notBefore): return try open(notBefore)
      case .wait:
        let outcome = state.wait(until: nil) { state -> Result<Void, DatabaseError>? in
          if state.isOpening { return nil }
          if let failure = state.failure { return .failure(failure) }
          return .success(())
        }
        try outcome?.get()
      }
    }
  }

  private func open(_ notBefore: Int64) throws(DatabaseError) -> AgentConnection {
    do throws(DatabaseError) {
      sleepMilliseconds(notBefore - monotonicNow())
      let opened = try OpenedLine(
        openLine(), to: address, program: program, mode: mode, patience: patience, isInterrupted: isInterrupted)
      let connection = AgentConnection(opened, patience)
      state.change { state in
        state.connection = connection
        state.isOpening = false
        state.failure = nil
        state.pause = 0
        state.opened += 1
      }
      return connection
    } catch {
      state.change { state in
        state.isOpening = false
        state.failure = error
        state.pause = state.pause == 0 ? patience.firstPause : min(state.pause * 2, patience.longestPause)
        state.notBefore = monotonicNow() + state.pause
      }
      throw error
    }
  }
}

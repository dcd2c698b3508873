import Glibc
import LineTesting
import Storage
import StorageLocal
import StorageRemote
import Synchronization

/// Agents of this process over pairs of sockets, which are cut before a commit and after it, answer late or not, or
/// find the disk full.
final class FatefulAgents: FarWay {
  fileprivate enum Fate { case well, cutBefore, cutAfter, late, neverAnswers, full }

  private struct State {
    var numbers: SeededNumbers
    var isCalm = false
    /// Ends of the lines there were, to cut them with.
    var cutters: [Int32] = []
    /// How many lines are not had.
    var refusals = 0
  }

  private let path: String
  private let state: Mutex<State>
  private let workers = Workers()

  init(_ path: String, seed: UInt64) {
    self.path = path
    state = Mutex(State(numbers: SeededNumbers(seed: seed)))
  }

  func database() -> any Database {
    var patience = AgentPatience()
    (patience.firstPause, patience.longestPause, patience.sign) = (1, 4, 300)
    return AgentDatabase(address: "ssh://far/stock.db", mode: .write, program: "test", patience: patience) {
      [self] () throws(DatabaseError) -> AgentLine in try line()
    }
  }

  private func line() throws(DatabaseError) -> AgentLine {
    let isRefused = state.withLock { state -> Bool in
      guard state.refusals > 0 else { return false }
      state.refusals -= 1
      return true
    }
    if isRefused { throw .unavailable(.unreachable(address: "ssh://far/stock.db", why: "connection refused")) }
    var ends: [Int32] = [0, 0]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    let (near, far) = (ends[0], ends[1])
    // It outlives both ends, so that its number is nobody else's.
    let cutter = dup(far)
    state.withLock { $0.cutters.append(cutter) }
    let cut: @Sendable () -> Void = { shutdown(cutter, Int32(SHUT_RDWR)) }
    workers.start { [self] in
      let server = AgentServer(
        input: far, output: far, facts: AgentFacts(programVersion: "test", path: path)
      ) { [self] _ throws(DatabaseError) in
        FatefulDatabase(try LocalDatabase(path: path, mode: .readWrite), cut: cut) { [self] in fate() }
      }
      _ = server.serve()
      close(far)
    }
    return AgentLine(
      input: near, output: dup(near), cut: cut,
      reap: {
        cut()
        return .unknown
      })
  }

  private func fate() -> Fate {
    state.withLock { state in
      if state.isCalm { return .well }
      return switch state.numbers.upTo(59) {
      case 0...3: .cutBefore
      case 4...7: .cutAfter
      case 8, 9: .late
      case 10: state.numbers.once(in: 4) ? .neverAnswers : .well
      case 11: .full
      default: .well
      }
    }
  }

  func trouble(_ numbers: inout SeededNumbers) {
    switch numbers.upTo(14) {
    case 0: cutAll()
    case 1:
      state.withLock { $0.refusals = 1 + numbers.upTo(3) }
      cutAll()
    default: break
    }
  }

  private func cutAll() {
    for cutter in state.withLock({ $0.cutters }) { shutdown(cutter, Int32(SHUT_RDWR)) }
  }

  func mend() { state.withLock { $0.refusals = 0 } }

  func calm() {
    state.withLock {
      $0.isCalm = true
      $0.refusals = 0
    }
  }

  func stop() {
    cutAll()
    workers.finish()
    state.withLock { state in
      for cutter in state.cutters { close(cutter) }
      state.cutters = []
    }
  }
}

/// The agent's database, which meets a fate at each commit.
private final class FatefulDatabase: Database {
  private let database: LocalDatabase
  private let cut: @Sendable () -> Void
  private let fate: @Sendable () -> FatefulAgents.Fate

  init(
    _ database: LocalDatabase, cut: @escaping @Sendable () -> Void, _ fate: @escaping @Sendable () -> FatefulAgents.Fate
  ) {
    self.database = database
    self.cut = cut
    self.fate = fate
  }

  func commit(_ batch: Batch) throws(DatabaseError) {
    switch fate() {
    case .well: try database.commit(batch)
    case .cutBefore:
      cut()
      throw .unavailable(.interrupted)
    case .cutAfter:
      try database.commit(batch)
      cut()
    case .late:
      usleep(3_000)
      try database.commit(batch)
    case .neverAnswers:
      try database.commit(batch)
      usleep(700_000)
    case .full: throw .unavailable(.full(path: database.path))
    }
  }

  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    try database.read(statements, each)
  }

  func alone(_ work: () -> Void) throws(DatabaseError) { try database.alone(work) }
  func changeToken() throws(DatabaseError) -> Int64 { try database.changeToken() }
}

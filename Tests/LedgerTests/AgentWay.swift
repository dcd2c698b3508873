import Glibc
import LineTesting
import SecureShellTesting
import Storage
import StorageLocal
import StorageRemote
import Synchronization

/// Agents of this process beside a file, each at the far end of a pair of sockets: all of the way but ssh.
final class AgentWay: BooksOpener {
  private let path: String
  /// Decides when the line is cut; nil where it never is.
  private let storm: Storm?
  private let workers = Workers()

  init(path: String, storm: UInt64?) {
    // Whoever writes to a line that is gone is to be told, not ended.
    signal(SIGPIPE, SIG_IGN)
    self.path = path
    self.storm = storm.map { Storm(seed: $0) }
  }

  var troubleCount: Int { storm?.cuts ?? 0 }

  func database() throws -> any Database {
    AgentDatabase(
      address: "ssh://far\(path)", mode: .create, program: "test",
      patience: storm == nil ? .ofCrowdedMachine : .ofStorm
    ) { [self] () throws(DatabaseError) -> AgentLine in try line() }
  }

  private func line() throws(DatabaseError) -> AgentLine {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .unavailable(.unreachable(address: path, why: "there is no pair of sockets"))
    }
    let (near, far) = (ends[0], ends[1])
    let scissors = Scissors(of: far)
    workers.start { [path, storm] in
      let server = AgentServer(input: far, output: far, facts: AgentFacts(programVersion: "test", path: path)) {
        _ throws(DatabaseError) in
        let file = try LocalDatabase(path: path, mode: .readWriteCreate)
        guard let storm else { return file }
        return ShakenDatabase(file, storm, scissors)
      }
      _ = server.serve()
      scissors.cut()
      close(far)
    }
    return AgentLine(
      input: near, output: fcntl(near, F_DUPFD_CLOEXEC, 0), cut: { scissors.cut() },
      reap: {
        // One end for both directions: what is closed for writing must be said.
        scissors.cut()
        return .unknown
      })
  }
}

/// The built program's agent beside a file, by the real ssh.
final class ShellWay: BooksOpener {
  private let lines: SecureShellLines

  init(path: String) throws { lines = SecureShellLines(try SecureShellHouse.shared(), path: path) }

  func database() throws -> any Database { lines.database(patience: .ofCrowdedMachine) }
}

extension AgentPatience {
  /// Where many tests run at once nobody is taken for gone because he is slow.
  static var ofCrowdedMachine: AgentPatience {
    var patience = AgentPatience()
    (patience.opening, patience.sign, patience.answer, patience.pong) = (120_000, 120_000, 120_000, 120_000)
    return patience
  }

  /// The same, and a line that was cut is opened again at once.
  fileprivate static var ofStorm: AgentPatience {
    var patience = ofCrowdedMachine
    (patience.firstPause, patience.longestPause) = (1, 5)
    return patience
  }
}

/// Cuts a line, whatever those at its ends have done with it.
private final class Scissors: Sendable {
  private let end: Int32
  init(of end: Int32) { self.end = fcntl(end, F_DUPFD_CLOEXEC, 0) }
  deinit { close(end) }
  func cut() { shutdown(end, Int32(SHUT_RDWR)) }
}

/// When a line is to be cut, by a seed.
private final class Storm: Sendable {
  enum Moment { case before, instead, behind, never }

  private let state: Mutex<(numbers: SeededNumbers, cuts: Int)>

  init(seed: UInt64) { state = Mutex((SeededNumbers(seed: seed), 0)) }

  var cuts: Int { state.withLock { $0.cuts } }

  func next() -> Moment {
    state.withLock { state in
      let moment: Moment =
        switch state.numbers.upTo(39) {
        case 0: .before
        case 1: .instead
        case 2, 3: .behind
        default: .never
        }
      if moment != .never { state.cuts += 1 }
      return moment
    }
  }
}

/// What an agent serves, whose line is cut: before a batch that is done all the same, instead of one, or behind one; and in
/// the middle of what is read.
private final class ShakenDatabase: Database {
  private let database: LocalDatabase
  private let storm: Storm
  private let scissors: Scissors

  init(_ database: LocalDatabase, _ storm: Storm, _ scissors: Scissors) {
    (self.database, self.storm, self.scissors) = (database, storm, scissors)
  }

  func commit(_ batch: Batch) throws(DatabaseError) {
    let moment = storm.next()
    if moment == .before || moment == .instead { scissors.cut() }
    if moment == .instead { throw .unavailable(.unreachable(address: "far", why: "it is cut")) }
    try database.commit(batch)
    if moment == .behind { scissors.cut() }
  }

  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    let moment = storm.next()
    if moment == .before { scissors.cut() }
    try database.read(statements) { statement, row in
      if moment == .instead { scissors.cut() }
      return try each(statement, row)
    }
    if moment == .behind { scissors.cut() }
  }

  func alone(_ work: () -> Void) throws(DatabaseError) { try database.alone(work) }
  func changeToken() throws(DatabaseError) -> Int64 { try database.changeToken() }
}

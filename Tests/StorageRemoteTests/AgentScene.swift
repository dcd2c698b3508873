import Glibc
import Storage
import StorageLocal
import StorageRemote
import Synchronization
import Testing

/// A database file, and agents of this process that serve it over pairs of sockets: a line without ssh, which can be cut at
/// any moment.
final class AgentScene: Sendable {
  let path: String
  private let folder: String
  /// What happens around what the agents do.
  let hooks: Hooks

  /// What an agent's database does besides: each is called with the line that it serves.
  final class Hooks: Sendable {
    struct Set: Sendable {
      var beforeCommit: @Sendable (ServedLine) -> Void = { _ in }
      var afterCommit: @Sendable (ServedLine) -> Void = { _ in }
      var onRow: @Sendable (ServedLine) -> Void = { _ in }
      /// Bytes that a shell says before the agent does.
      var noise: [UInt8] = []
      var facts = AgentFacts(programVersion: "1.2.3", path: "")
      var judge: AgentServer.Judge = { _ in nil }
      var server = AgentServerPatience()
      /// How long each 16 KiB to the agent take, in microseconds.
      var pace: UInt32 = 0
      /// Why a line cannot be opened; nil where it can.
      var refusal: DatabaseError?
    }

    private let current = Mutex(Set())
    let lines = Mutex<[ServedLine]>([])

    var now: Set { current.withLock { $0 } }
    func set(_ change: @Sendable (inout Set) -> Void) { current.withLock { change(&$0) } }
    var lineCount: Int { lines.withLock { $0.count } }
  }

  init() throws {
    // Whoever writes to a line that is gone is to be told, not ended.
    signal(SIGPIPE, SIG_IGN)
    var template = Array("/tmp/tallyman-agent-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    path = folder + "/stock.db"
    hooks = Hooks()
    let facts = AgentFacts(programVersion: "1.2.3", path: path)
    hooks.set { $0.facts = facts }
  }

  deinit {
    for name in ["", "-wal", "-shm", "-gate", "-turn"] { unlink(path + name) }
    rmdir(folder)
  }

  static let address = "ssh://anna@hall3/srv/stock.db"

  /// Tries again at once, and gives nobody up who is only slow: many tests share the processors.
  static var quick: AgentPatience {
    var patience = AgentPatience()
    patience.firstPause = 1
    patience.longestPause = 5
    (patience.opening, patience.sign, patience.pong) = (60_000, 60_000, 60_000)
    return patience
  }

  func client(_ patience: AgentPatience = AgentScene.quick, mode: AgentMode = .create) -> AgentDatabase {
    AgentDatabase(address: AgentScene.address, mode: mode, program: "1.2.4", patience: patience) {
      [hooks, path] () throws(DatabaseError) -> AgentLine in
      if let refusal = hooks.now.refusal { throw refusal }
      let line = ServedLine(path, hooks)
      hooks.lines.withLock { $0.append(line) }
      return line.clientEnd
    }
  }

  /// The database itself, beside all lines.
  func local() throws -> LocalDatabase { try LocalDatabase(path: path, mode: .readWriteCreate) }
}

/// One line, and the agent at its end.
final class ServedLine: Sendable {
  private let near: Int32
  private let far: Int32
  /// Ends of its own, to cut the line with whatever the owners of the others have done.
  private let cutter: Int32
  private let complaint = Mutex<String??>(.none)

  init(_ path: String, _ hooks: AgentScene.Hooks) {
    var ends: [Int32] = [0, 0]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    (near, far) = (ends[0], ends[1])
    cutter = dup(far)
    let set = hooks.now
    let input = set.pace > 0 ? ServedLine.slowed(far, by: set.pace) : far
    TestThread.start { [self] in
      if !set.noise.isEmpty { _ = write(far, set.noise, set.noise.count) }
      let server = AgentServer(
        input: input, output: far, facts: set.facts, patience: set.server, judge: set.judge
      ) { [self] mode throws(DatabaseError) in
        let modes: [AgentMode: LocalDatabase.Mode] = [.read: .readOnly, .write: .readWrite, .create: .readWriteCreate]
        return HookedDatabase(try LocalDatabase(path: path, mode: modes[mode] ?? .readOnly), hooks, self)
      }
      let found = server.serve()
      complaint.withLock { $0 = .some(found) }
      close(far)
    }
  }

  deinit { close(cutter) }

  /// What comes from a descriptor, more slowly.
  private static func slowed(_ source: Int32, by pace: UInt32) -> Int32 {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let (from, to) = (dup(source), ends[1])
    TestThread.start {
      var buffer = [UInt8](repeating: 0, count: 16 << 10)
      while case let count = read(from, &buffer, buffer.count), count > 0, write(to, buffer, count) == count {
        usleep(pace)
      }
      close(from)
      close(to)
    }
    return ends[0]
  }

  /// Of descriptors of its own, because the client closes what it is given.
  var clientEnd: AgentLine {
    let output = dup(near)
    return AgentLine(
      input: near, output: output, cut: { [self] in cut() },
      reap: { [self] in
        // One end for both directions: what is closed for writing must be said.
        cut()
        return .unknown
      })
  }

  func cut() { shutdown(cutter, Int32(SHUT_RDWR)) }

  /// What the agent said of the line when it ended; waits for the end.
  func complaints() -> String? {
    while true {
      if let found = complaint.withLock({ $0 }) { return found }
      usleep(500)
    }
  }
}

/// A database that does something besides.
final class HookedDatabase: Database {
  private let database: LocalDatabase
  private let hooks: AgentScene.Hooks
  private let line: ServedLine

  init(_ database: LocalDatabase, _ hooks: AgentScene.Hooks, _ line: ServedLine) {
    self.database = database
    self.hooks = hooks
    self.line = line
  }

  func commit(_ batch: Batch) throws(DatabaseError) {
    hooks.now.beforeCommit(line)
    try database.commit(batch)
    hooks.now.afterCommit(line)
  }

  func read(_ statements: [Statement], _ each: (Int, any Row) throws -> Bool) throws {
    try database.read(statements) { statement, row in
      hooks.now.onRow(line)
      return try each(statement, row)
    }
  }

  func alone(_ work: () -> Void) throws(DatabaseError) { try database.alone(work) }
  func changeToken() throws(DatabaseError) -> Int64 { try database.changeToken() }
}

enum TestThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  static func start(_ run: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { body in
        if let body { Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
        return nil
      }, Unmanaged.passRetained(Body(run)).toOpaque())
    pthread_detach(thread)
  }
}

/// A gate that threads wait at until it is opened.
final class Gate: Sendable {
  private let isOpen = Mutex(false)
  func open() { isOpen.withLock { $0 = true } }
  /// False when it stayed shut for a minute.
  @discardableResult
  func pass() -> Bool {
    for _ in 0..<60_000 {
      if isOpen.withLock({ $0 }) { return true }
      usleep(1000)
    }
    return false
  }
}

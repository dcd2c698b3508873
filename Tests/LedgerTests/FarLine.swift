import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal
import Synchronization
import Testing

/// A database at the far end of a line that can be cut, before the far end hears or after it did.
final class SwitchedDatabase: Database {
  enum Mode: Sendable {
    case up
    /// Nothing gets there.
    case down
    /// What is written gets there, and no answer comes back.
    case deaf
    /// What is written does not get there, and nobody knows.
    case lost
    case full
    case locksUsOut
  }

  private let inner: any Database
  private let state = Mutex<(mode: Mode, calls: Int)>((.up, 0))
  /// Decides anew before each call, where it is set.
  private let weather: (@Sendable () -> Mode)?

  init(_ inner: any Database, weather: (@Sendable () -> Mode)? = nil) {
    self.inner = inner
    self.weather = weather
  }

  var mode: Mode {
    get { state.withLock { $0.mode } }
    set { state.withLock { $0.mode = newValue } }
  }

  /// How many calls came this way.
  var calls: Int { state.withLock { $0.calls } }

  private func next() -> Mode {
    let now = weather?()
    return state.withLock { state in
      state.calls += 1
      if let now { state.mode = now }
      return state.mode
    }
  }

  private var unreachable: DatabaseError { .unavailable(.unreachable(address: "far", why: "the line is cut")) }

  func commit(_ batch: Batch) throws(DatabaseError) {
    switch next() {
    case .up: try inner.commit(batch)
    case .down: throw unreachable
    case .deaf:
      do throws(DatabaseError) { try inner.commit(batch) } catch {}
      throw .unknown(message: "no answer came")
    case .lost: throw .unknown(message: "no answer came")
    case .full: throw .unavailable(.full(path: "far"))
    case .locksUsOut: throw .unavailable(.denied(address: "far", why: "another password"))
    }
  }

  func read(_ statements: [Statement], _ each: (_ statement: Int, _ row: any Row) throws -> Bool) throws {
    switch next() {
    case .up, .full, .deaf, .lost: try inner.read(statements, each)
    case .down: throw unreachable
    case .locksUsOut: throw DatabaseError.unavailable(.denied(address: "far", why: "another password"))
    }
  }

  func changeToken() throws(DatabaseError) -> Int64 {
    if next() != .up { throw unreachable }
    return try inner.changeToken()
  }
}

/// The sample warehouse at the far end, and consoles at this one. Time goes on only where a test says so.
final class FarHouse: Sendable {
  let house: SampleWarehouse
  let line: SwitchedDatabase
  private let folder: String
  private let time = Mutex<Instant>(SampleWarehouse.noon)
  private let reports = Mutex<[LineReport]>([])
  /// Who sends whenever somebody waits.
  private let sender = Mutex<OutboxService?>(nil)

  init(weather: (@Sendable () -> SwitchedDatabase.Mode)? = nil) throws {
    house = try SampleWarehouse(inMemory: true)
    line = SwitchedDatabase(house.database, weather: weather)
    var template = Array("\(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")/tallyman-outbox-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  deinit {
    for name in ["one", "two", "pocket"] {
      for suffix in ["", "-wal", "-shm", "-gate", "-turn"] { unlink("\(folder)/\(name).db\(suffix)") }
    }
    rmdir(folder)
  }

  var now: Instant { time.withLock { $0 } }
  func wait(milliseconds: Int64) { time.withLock { $0 = $0.adding(milliseconds: milliseconds) } }

  func file(_ name: String) throws -> LocalDatabase {
    try LocalDatabase(path: "\(folder)/\(name).db", mode: .readWriteCreate)
  }

  func outbox(_ name: String = "one") throws -> Outbox { try Outbox(file(name), for: "ssh://far/stock.db") }

  /// A console's service; begun again it finds what another left in the same file.
  func console(_ name: String = "one", leftBehind: [Outbox] = [], withPocket: Bool = false) throws -> OutboxService {
    var surroundings = OutboxSurroundings(
      open: { () throws(InventoryError) in try OpenedBooks(Books(self.line, clock: { self.now })) },
      clock: { self.now },
      pause: { milliseconds in
        self.wait(milliseconds: milliseconds)
        _ = self.sender.withLock { $0 }?.send()
      }, report: { report in self.reports.withLock { $0.append(report) } })
    if withPocket {
      surroundings.openPocket = { () throws(InventoryError) in
        do {
          return try Pocket(self.file("pocket"), clock: { self.now })
        } catch {
          throw .store(.failed(detail: "\(error)"))
        }
      }
    }
    return OutboxService(try outbox(name), leftBehind: leftBehind, surroundings)
  }

  @discardableResult
  func act(
    _ act: some Act, _ key: String, through service: some InventoryService, by actor: String = "maria"
  ) throws -> ActAnswer {
    try service.perform(act, ActContext(key: key, actor: actor, terminal: "hh3", now: now))
  }

  func scan(_ key: String, _ item: String = "DRILL-18V", by service: OutboxService) throws {
    let answer = try act(
      RecordCounts("ST-0001", [CountEntry(.scan, item, Quantity(1), at: "A-01")]), key, through: service)
    #expect(answer.isKept)
  }

  /// From now on this console sends while others wait for it.
  func letSend(_ service: OutboxService?) { sender.withLock { $0 = service } }

  /// Sends, waiting as long as it is told to, until nothing waits.
  func sendAll(_ service: OutboxService) {
    for _ in 0..<1000 {
      guard let wait = service.send() else { return }
      self.wait(milliseconds: max(1, wait))
    }
    Issue.record("it is never all sent")
  }

  /// The keys of kept acts that became known, in order, and why those that were refused were.
  var settled: [String] {
    reports.withLock { $0 }.compactMap { report in
      guard case .settled(let key, let result) = report else { return nil }
      switch result {
      case .success(let answer): return answer.isRepeat ? "\(key) again" : key
      case .failure(let error): return "\(key) \(Explanation(error).type)"
      }
    }
  }

  var states: [LineState] {
    reports.withLock { $0 }.compactMap { if case .state(let state) = $0 { state } else { nil } }
  }

  /// The acts of these keys that the books have, in the books' order.
  func done(_ keys: [String]) throws -> [String] {
    let events = try keys.compactMap { key in
      try house.books.ask(FindAct(key: key)).map { (key, $0.event) }
    }
    return events.sorted { $0.1 < $1.1 }.map(\.0)
  }

  func counted(_ item: String = "DRILL-18V") throws -> String {
    let line = try house.books.ask(CountLinePage("ST-0001", item: item)).rows.first
    return line?.counted?.description ?? "nothing"
  }
}

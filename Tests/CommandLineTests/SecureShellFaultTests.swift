import Glibc
import Inventory
import Ledger
import SecureShellTesting
import StorageRemote
import Synchronization
import Testing

/// Acts over a real ssh of which the carriers die.
@Suite(.serialized, .enabled(if: SecureShellHouse.isInstalled, "openssh-server is not installed"))
struct SecureShellFaultTests {
  /// How a line ends in the middle of a run of acts.
  enum Death: CaseIterable { case ssh, agent }

  @Test(
    "whoever kills ssh or the agent in a run of acts: none twice, none lost, every outcome known",
    arguments: Death.allCases)
  func killed(_ death: Death) throws {
    let shop = try Shop()
    try shop.run("location", "add", "SITE")
    try shop.run("item", "add", "BOLT")
    let lines = SecureShellLines(try SecureShellHouse.shared(), path: shop.database)
    let books = try Books(lines.database(.write))
    let posted = Mutex(0)
    let isOver = Mutex(false)
    let killer = Killer(every: 9_000) {
      guard posted.withLock({ $0 }) > 0, !isOver.withLock({ $0 }) else { return }
      switch death {
      case .ssh: lines.killShell()
      case .agent: lines.killAgents()
      }
    }
    let acts = 120
    for number in 0..<acts {
      let line = MovementLine(.receipt, "BOLT", Quantity(1), at: "SITE", reference: "\(number)")
      let context = ActContext(
        key: "act-\(number)", actor: "anna", terminal: "t", now: Instant(milliseconds: 1_800_000_000_000))
      try SecureShellFaultTests.untilKnown { () throws(InventoryError) in
        _ = try books.perform(PostMovements([line]), context)
      }
      posted.withLock { $0 += 1 }
    }
    isOver.withLock { $0 = true }
    killer.stop()
    let listed = try shop.run("export", "movements", "--format", "ndjson").output.split(separator: "\n")
    #expect(listed.count == acts)
    #expect(Set(listed.compactMap { JSONPeek.raw("reference", in: String($0)) }).count == acts)
    try shop.run("verify")
    #expect(killer.kills > 3)
  }

  /// As a person would: again with the same key while it is not known, or nobody can be reached.
  private static func untilKnown(_ act: () throws(InventoryError) -> Void) throws(InventoryError) {
    for _ in 0..<1000 {
      do throws(InventoryError) {
        return try act()
      } catch {
        switch error {
        case .outcomeUnknown, .store(.unreachable): continue
        default: throw error
        }
      }
    }
    throw .store(.interrupted)
  }
}

/// A thread that does something again and again until it is stopped.
final class Killer: Sendable {
  private struct State {
    var isStopped = false
    var isOver = false
    var kills = 0
  }
  private let state = Mutex(State())

  var kills: Int { state.withLock { $0.kills } }

  /// - Parameter every: in microseconds, longer each time, so that whatever takes long is got through in the end.
  init(every: UInt32, _ work: @escaping @Sendable () -> Void) {
    let body = Body { [state = self] in
      var pause = every
      while !state.state.withLock({ $0.isStopped }) {
        usleep(pause)
        pause = min(pause + pause / 4, 1_500_000)
        work()
        state.state.withLock { $0.kills += 1 }
      }
      state.state.withLock { $0.isOver = true }
    }
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { body in
        if let body { Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
        return nil
      }, Unmanaged.passRetained(body).toOpaque())
    pthread_detach(thread)
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    while !state.withLock({ $0.isOver }) { usleep(1000) }
  }

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}

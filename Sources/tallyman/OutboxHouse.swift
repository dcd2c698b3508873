import CLI
import Glibc
import Inventory
import Ledger
import StorageRemote
import Synchronization

/// What the command line does with the outboxes of this account.
enum OutboxHouse {
  static let desk = OutboxDesk(
    piles: { database throws(InventoryError) in try piles(database) },
    send: { database throws(InventoryError) in try send(database) },
    retry: { key, database throws(InventoryError) in try retry(key, database) },
    discard: { key, database throws(InventoryError) in try discard(key, database) })

  /// How an outbox's file is told: a file of this machine has none.
  private static func address(_ database: String?) throws(InventoryError) -> String? {
    guard let database else { return nil }
    return RemoteAddress.isMeant(by: database) ? try Opening.remote(database).description : database
  }

  static func piles(_ database: String?) throws(InventoryError) -> [OutboxDesk.Pile] {
    var piles: [OutboxDesk.Pile] = []
    for outbox in try OutboxFiles.all(address(database)) {
      piles.append(OutboxDesk.Pile(address: outbox.address, acts: try outbox.kept()))
    }
    return piles
  }

  private static func send(_ database: String?) throws(InventoryError) -> [OutboxDesk.Sent] {
    let wanted = try address(database)
    var addresses: [String] = []
    for outbox in try OutboxFiles.all(wanted) where !addresses.contains(outbox.address) {
      addresses.append(outbox.address)
    }
    var sent: [OutboxDesk.Sent] = []
    for address in addresses {
      let held = try OutboxFiles.leftBehind(address)
      guard let last = held.last else { continue }
      sent.append(try send(held.dropLast().map(\.outbox), last.outbox))
    }
    return sent
  }

  /// Once: who runs this wants to know how it is, not to wait for a line.
  private static func send(_ others: [Outbox], _ last: Outbox) throws(InventoryError) -> OutboxDesk.Sent {
    let (address, tally) = (last.address, Tally())
    let service = OutboxService(
      last, leftBehind: others,
      OutboxSurroundings(
        open: { () throws(InventoryError) in try Opening.far(address) }, clock: World.now,
        pause: { usleep(UInt32($0) * 1000) }, report: { tally.take($0) }))
    _ = service.send()
    let kept = try service.kept()
    return OutboxDesk.Sent(
      address: address, done: tally.done, refused: kept.filter { tally.refused.contains($0.key) },
      waiting: kept.count { $0.refusal == nil }, trouble: service.trouble)
  }

  private static func retry(_ key: String, _ database: String?) throws(InventoryError) -> String {
    let outbox = try outbox(of: key, database)
    try outbox.sendAgain(key)
    return outbox.address
  }

  private static func discard(_ key: String, _ database: String?) throws(InventoryError) -> KeptAct {
    let outbox = try outbox(of: key, database)
    guard let act = try outbox.kept().first(where: { $0.key == key }) else { throw OutboxDesk.unknown(key) }
    try outbox.discard(key)
    return act
  }

  private static func outbox(of key: String, _ database: String?) throws(InventoryError) -> Outbox {
    for outbox in try OutboxFiles.all(address(database)) where try outbox.holds(key) { return outbox }
    throw OutboxDesk.unknown(key)
  }

  /// What became of the acts that were sent.
  private final class Tally: Sendable {
    private let state = Mutex((done: 0, refused: Set<String>()))
    var done: Int { state.withLock { $0.done } }
    var refused: Set<String> { state.withLock { $0.refused } }

    func take(_ report: LineReport) {
      guard case .settled(let key, let result) = report else { return }
      state.withLock { state in
        switch result {
        case .success: state.done += 1
        case .failure: state.refused.insert(key)
        }
      }
    }
  }

  // MARK: The doctor

  /// What waits, address by address; nothing on a machine whose books are all its own.
  static func findings() -> [DoctorFinding] {
    guard Files.exists(OutboxFiles.folder) else { return [] }
    do throws(InventoryError) {
      let piles = Dictionary(grouping: try piles(nil), by: \.address).mapValues { $0.flatMap(\.acts) }
      let found = piles.sorted { $0.key < $1.key }.compactMap { address, acts -> DoctorFinding? in
        guard !acts.isEmpty else { return nil }
        let waiting = acts.count { $0.refusal == nil }
        return DoctorFinding(
          name: "outbox", level: .warn,
          detail:
            "\(address): \(waiting == 1 ? "1 act waits" : "\(waiting) acts wait"), \(acts.count - waiting) refused; "
            + "see tallyman outbox list")
      }
      let none = DoctorFinding(name: "outbox", level: .ok, detail: "\(OutboxFiles.folder): nothing waits")
      return found.isEmpty ? [none] : found
    } catch {
      return [DoctorFinding(name: "outbox", level: .fail, detail: Explanation(error).detail)]
    }
  }
}

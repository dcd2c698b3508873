import CLI
import Inventory
import Ledger
import Storage
import StorageRemote

/// Books in an rqlite cluster.
enum Cluster {
  /// Nothing is sent before it is used.
  /// - Parameter isBrief: whoever asks has an outbox and tries again by itself, so it is told soon that the line is down.
  static func open(_ address: RemoteAddress, isBrief: Bool = false) throws(InventoryError) -> any Database {
    try database(address, isBrief: isBrief)
  }

  private static func database(
    _ address: RemoteAddress, isBrief: Bool = false
  ) throws(InventoryError) -> RqliteDatabase {
    var times = RqliteTimes()
    // A new leader is there after two or three seconds.
    if isBrief { times.patience = 3_000 }
    return RqliteDatabase(
      hosts: address.hosts, isTLS: address.kind == .cluster(isTLS: true),
      credentials: try Passwords.credentials(for: address), address: address.description,
      counter: Books.commitCounter, watch: Books.foreignKeyWatch, times: times)
  }

  /// What `doctor` says of it.
  static func findings(_ address: RemoteAddress) -> [DoctorFinding] {
    do throws(InventoryError) {
      let database = try database(address)
      do throws(DatabaseError) {
        return findings(try database.health(), address)
      } catch {
        guard case .unavailable(let trouble) = error else { throw .store(.failed(detail: "\(error)")) }
        throw .store(InventoryError.StoreTrouble(trouble))
      }
    } catch {
      return [about("rqlite", .fail, Explanation(error).detail)]
    }
  }

  private static func findings(_ health: RqliteHealth, _ address: RemoteAddress) -> [DoctorFinding] {
    let isTLS = address.kind == .cluster(isTLS: true)
    return [
      about("rqlite", .ok, "\(address), rqlite \(health.version)" + (isTLS ? ", by TLS" : ", not encrypted")),
      leader(health), nodes(health), foreignKeys(health.watchesForeignKeys),
      about("consistency", .ok, "every read is \(health.consistency)"),
      about("latency", health.microseconds < 500_000 ? .ok : .warn, "\(milliseconds(health.microseconds)) a read"),
    ]
  }

  private static func leader(_ health: RqliteHealth) -> DoctorFinding {
    if let leader = health.nodes.first(where: \.isLeader) { return about("leader", .ok, leader.name) }
    return health.nodes.isEmpty
      ? about("leader", .ok, "there is one; this account may not see which")
      : about("leader", .warn, "no node says it leads")
  }

  private static func nodes(_ health: RqliteHealth) -> DoctorFinding {
    guard !health.nodes.isEmpty else { return about("nodes", .ok, "not shown to this account") }
    let away = health.nodes.filter { !$0.isReachable }.map(\.name)
    let count = "\(health.nodes.count) nodes"
    return away.isEmpty
      ? about("nodes", .ok, "\(count), all of them there")
      : about("nodes", .warn, "\(count), not there: \(away.joined(separator: ", "))")
  }

  private static func foreignKeys(_ isWatched: Bool?) -> DoctorFinding {
    switch isWatched {
    case true?: about("foreign keys", .ok, "watched")
    case false?: about("foreign keys", .fail, "not watched: start every rqlited with -fk")
    case nil: about("foreign keys", .ok, "not asked: this account only reads")
    }
  }

  private static func milliseconds(_ microseconds: Int64) -> String {
    "\(microseconds / 1000).\(microseconds / 100 % 10) ms"
  }

  private static func about(_ name: String, _ level: DoctorFinding.Level, _ detail: String) -> DoctorFinding {
    DoctorFinding(name: name, level: level, detail: detail)
  }
}

import Ledger
import RqliteStandIn
import Storage
import StorageRemote

/// Three servers that stand in for rqlite, in a storm: answers lost, doubled, late and cut, leaders killed, lines
/// broken.
final class ClusterWay: FarWay {
  private let cluster: StandInCluster

  private static let odds: [(StandInFault, Double)] =
    StandInFault.storm + [
      (.answeredTwice, 0.03), (.silence, 0.001), (.silenceAfterCommit, 0.001), (.noLeader(times: 4), 0.01),
      (.instead(status: 502, type: "text/html", body: "<h1>Bad Gateway</h1>"), 0.01),
    ]

  init(_ path: String, seed: UInt64) throws {
    cluster = try StandInCluster(file: path)
    cluster.faults.shake(seed: seed, ClusterWay.odds)
  }

  var deliversOnce: Bool { false }
  var happened: Int { cluster.faults.happened.count }

  func database() throws -> any Database {
    var times = RqliteTimes()
    (times.request, times.patience, times.pause) = (250, 60, 2)
    return RqliteDatabase(
      hosts: try RemoteAddress(cluster.address).hosts, isTLS: false, credentials: nil, address: cluster.address,
      counter: Books.commitCounter, watch: Books.foreignKeyWatch, times: times)
  }

  func trouble(_ numbers: inout SeededNumbers) {
    switch numbers.upTo(19) {
    case 0:
      rise()
      if let leader = cluster.leader { cluster.kill(leader, election: 1 + numbers.upTo(20)) }
    case 1, 2: rise()
    case 3: cluster.servers.any(&numbers).cutConnections()
    default: break
    }
  }

  /// All that died come back.
  private func rise() {
    for server in cluster.servers.indices where server != cluster.leader { try? cluster.restart(server) }
  }

  func mend() { rise() }

  func calm() {
    rise()
    cluster.faults.calm()
  }

  func stop() { cluster.stop() }
}

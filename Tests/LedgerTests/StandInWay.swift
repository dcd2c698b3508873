import Ledger
import RqliteStandIn
import Storage
import StorageRemote

/// A server that stands in for rqlite, over a file.
final class StandInWay: BooksOpener {
  private let server: StandInServer
  private let isStormy: Bool

  init(path: String, storm: UInt64?) throws {
    server = try StandInServer(file: path)
    isStormy = storm != nil
    if let storm { server.faults.shake(seed: storm, StandInFault.storm) }
  }

  deinit { server.stop() }

  var troubleCount: Int { server.faults.happened.count }

  func database() throws -> any Database {
    var times = RqliteTimes()
    // Where many tests run at once it is slow.
    (times.request, times.patience) = (120_000, 120_000)
    if isStormy { times.pause = 1 }
    return RqliteDatabase(to: try RemoteAddress(server.address), times: times)
  }
}

extension RqliteDatabase {
  /// Books there.
  convenience init(to address: RemoteAddress, password: String = "", times: RqliteTimes = RqliteTimes()) {
    self.init(
      hosts: address.hosts, isTLS: address.kind == .cluster(isTLS: true),
      credentials: address.user.map { RqliteCredentials(user: $0, password: password) },
      address: address.description, counter: Books.commitCounter, watch: Books.foreignKeyWatch, times: times)
  }
}

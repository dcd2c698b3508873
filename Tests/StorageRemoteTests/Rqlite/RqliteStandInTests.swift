import RqliteStandIn
import Storage
import StorageContract
import Testing

@testable import StorageRemote

/// The driver over the server that stands in for rqlite.
@Suite("A stand-in for rqlite")
struct RqliteStandInTests {
  private static func database(_ address: String, times: RqliteTimes = RqliteTimes()) throws -> RqliteDatabase {
    RqliteDatabase(
      hosts: try RemoteAddress(address).hosts, isTLS: false, credentials: nil, address: address,
      counter: Statement("SELECT count(*) FROM item"),
      watch: Statement("SELECT json(CASE WHEN foreign_keys THEN '1' ELSE 'off' END) FROM pragma_foreign_keys"),
      times: times)
  }

  @Test("keeps every promise", arguments: Promise.all)
  func keeps(promise: Promise) throws {
    let place = try TemporaryPlace()
    let server = try StandInServer(file: place.path + "/far.db")
    defer { server.stop() }
    // The stand-in is slow on a machine that does much else.
    var times = RqliteTimes()
    times.request = 120_000
    try promise.check { try Self.database(server.address, times: times) }
  }

  @Test("whose foreign keys are off is no place for books, and neither is one where they were switched off")
  func foreignKeys() throws {
    let place = try TemporaryPlace()
    let server = try StandInServer(file: place.path + "/far.db", foreignKeys: false)
    defer { server.stop() }
    let off = try Self.database(server.address)
    let error = #expect(throws: DatabaseError.self) {
      try off.read([Statement("PRAGMA user_version")]) { _, _ in true }
    }
    guard case .unavailable(.unsuitable) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try off.health().watchesForeignKeys == false)
  }

  @Test("whose disk is full is told as that, whatever was to be looked at first, and can be read")
  func fullDisk() throws {
    let place = try TemporaryPlace()
    let server = try StandInServer(file: place.path + "/far.db")
    defer { server.stop() }
    server.faults.next(.diskFull, on: .writes)
    try Self.database(server.address).read([Statement("PRAGMA user_version")]) { _, _ in true }
    server.faults.next(.diskFull, on: .writes)
    let batch = Batch([Statement("CREATE TABLE act(id INTEGER PRIMARY KEY) STRICT")])
    #expect(throws: DatabaseError.unavailable(.full(path: server.address))) {
      try Self.database(server.address).commit(batch)
    }
  }

  private static let odds: [(StandInFault, Double)] = [
    (.dropBeforeCommit, 0.05), (.dropAfterCommit, 0.05), (.delay(20), 0.02), (.slowAnswer(20), 0.02),
    (.executedTwice, 0.05), (.answeredTwice, 0.05), (.leadershipLostButCommitted, 0.04),
    (.leadershipLostNotCommitted, 0.04), (.leadershipLostCommittedLater, 0.04), (.dialRefused, 0.04),
    (.noLeader(times: 3), 0.03), (.error500AfterCommit, 0.03), (.cutAnswerAt(20), 0.03), (.cutAnswerAt(150), 0.03),
    (.silence, 0.01), (.silenceAfterCommit, 0.01),
  ]

  /// Adds a row a batch, as the books do: a key first, and the same batch again while nobody knows.
  /// - Returns: whether it is known to be there.
  private func add(_ number: Int64, to database: RqliteDatabase) throws -> Bool {
    let batch = Batch([Statement("INSERT INTO act VALUES(?1)", [.integer(number)])])
    for _ in 0..<40 {
      do throws(DatabaseError) {
        try database.commit(batch)
        return true
      } catch {
        switch error {
        case .unknown: continue
        // Sent before, or delivered twice by whoever stands between.
        case .refused(0, 0, .unique, _): return true
        case .unavailable(.unreachable): continue
        default: throw error
        }
      }
    }
    return false
  }

  @Test(
    "loses no batch and does none twice, whatever happens to the line and the leader",
    arguments: 1...20 as ClosedRange<UInt64>)
  func shaken(seed: UInt64) throws {
    let place = try TemporaryPlace()
    let cluster = try StandInCluster(file: place.path + "/far.db")
    defer { cluster.stop() }
    var times = RqliteTimes()
    times.request = 150
    times.pause = 5
    let database = try Self.database(cluster.address, times: times)
    try database.commit(Batch([Statement("CREATE TABLE act(id INTEGER PRIMARY KEY) STRICT")]))
    cluster.faults.shake(seed: seed, Self.odds)
    for number in 1...Int64(40) { #expect(try add(number, to: database), "nobody knows of \(number)") }
    cluster.faults.calm()
    var found: [Int64] = []
    try database.read([Statement("SELECT id FROM act ORDER BY id")]) { _, row in
      found.append(row.integer(0))
      return true
    }
    #expect(found == Array(1...40))
  }

  @Test("whose leader dies, and then the next, takes every batch once")
  func leadersDie() throws {
    let place = try TemporaryPlace()
    let cluster = try StandInCluster(file: place.path + "/far.db")
    defer { cluster.stop() }
    var times = RqliteTimes()
    times.pause = 5
    times.patience = 60_000
    let database = try Self.database(cluster.address, times: times)
    try database.commit(Batch([Statement("CREATE TABLE act(id INTEGER PRIMARY KEY) STRICT")]))
    for number in 1...Int64(30) {
      if number % 10 == 5, let leader = cluster.leader { cluster.kill(leader, election: 30) }
      if number % 10 == 8 {
        for server in cluster.servers.indices where server != cluster.leader { try? cluster.restart(server) }
      }
      #expect(try add(number, to: database), "nobody knows of \(number)")
    }
    var count: Int64 = 0
    try database.read([Statement("SELECT count(*) FROM act")]) { _, row in
      count = row.integer(0)
      return true
    }
    #expect(count == 30)
  }
}

import Storage
import Synchronization
import Testing

@testable import RqliteStandIn
@testable import StorageRemote

/// Trap 13, a compressed backup asked of a follower, no driver can meet: backups of a cluster are rqlite's own.
@Suite("A trap of rqlite")
struct RqliteTrapTests {
  @Test("is none to the driver", arguments: RqliteTrap.all)
  func trap(_ trap: RqliteTrap) throws { try trap.check(TrapHouse()) }

  @Test("has a test, each that a driver can meet")
  func all() {
    #expect(Set(RqliteTrap.all.map(\.number)) == Set(1...14).subtracting([13]))
  }
}

/// A stand-in with one table, the driver, and somebody else who does there what they like.
final class TrapHouse {
  private let house: StandInHouse
  let database: RqliteDatabase

  var server: StandInServer { house.server }

  init() throws {
    house = try StandInHouse(["CREATE TABLE act(id INTEGER PRIMARY KEY) STRICT"])
    database = try TrapHouse.client(of: house.server)
  }

  func another() throws -> RqliteDatabase { try TrapHouse.client(of: server) }

  private static func client(of server: StandInServer) throws -> RqliteDatabase {
    var times = RqliteTimes()
    // Each batch is followed by a look at foreign keys.
    (times.request, times.patience, times.pause, times.trust) = (60_000, 200, 2, -1)
    return RqliteDatabase(
      hosts: try RemoteAddress(server.address).hosts, isTLS: false, credentials: nil, address: server.address,
      counter: Statement("SELECT count(*) FROM act"),
      watch: Statement("SELECT json(CASE WHEN foreign_keys THEN '1' ELSE 'off' END) FROM pragma_foreign_keys"),
      times: times)
  }

  /// What a batch is refused with.
  func error(_ statements: [Statement]) -> DatabaseError? {
    do throws(DatabaseError) {
      try database.commit(Batch(statements))
      return nil
    } catch {
      return error
    }
  }

  func ids() throws -> [Int64] { try database.numbers(Statement("SELECT id FROM act ORDER BY id")) }

  /// How many rows there are, as somebody else sees it.
  func count() throws -> String? { try house.value("SELECT count(*) FROM act")?.number }

  func texts(_ sql: String) throws -> [String] {
    var texts: [String] = []
    try database.read([Statement(sql)]) { _, row in
      texts.append(row.text(0))
      return true
    }
    return texts
  }

  /// Somebody else's request.
  func post(_ target: String, _ body: String, type: String = "application/json") throws {
    #expect(try house.client().post(target, body, type: type).status == 200)
  }

  func backup() throws -> [UInt8] {
    let client = try house.client()
    client.sendRequest("GET", "/db/backup")
    return try client.answerBytes()
  }

  func load(_ file: [UInt8]) throws {
    let client = try house.client()
    let head = "POST /db/load HTTP/1.1\r\nHost: here\r\nContent-Type: application/octet-stream\r\n"
    client.send("\(head)Content-Length: \(file.count)\r\n\r\n".utf8)
    client.send(file)
    #expect(try client.answer().status == 200)
  }
}

/// Raised once, seen by others.
final class TrapFlag: Sendable {
  private let flag = Atomic<Bool>(false)
  var isRaised: Bool { flag.load(ordering: .acquiring) }
  func raise() { flag.store(true, ordering: .releasing) }
}

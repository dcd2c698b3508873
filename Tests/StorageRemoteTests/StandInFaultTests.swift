import Glibc
import Storage
import StorageLocal
import Testing

@testable import RqliteStandIn

/// Each fault does what it says; told over a plain socket.
@Suite struct StandInFaultTests {
  static let write = "[[\"INSERT INTO op(id) VALUES(?)\",\"k1\"]]"
  static let table = "CREATE TABLE op(id TEXT PRIMARY KEY)"
  static let target = "/db/execute?transaction&norwrandom&norwtime"
  static let lost = "{\"results\":[],\"error\":\"leadership lost while committing log\"}"
  static let done = "{\"results\":[{\"last_insert_id\":1,\"rows_affected\":1}]}"

  /// What comes of a request that meets a fault, and how many times the work is in the file then.
  enum Outcome: Hashable {
    case ended(PlainClient.End)
    case answered(Int, String)
  }

  @Test(
    "a fault says what it says, and did what it did",
    arguments: [
      (.dropBeforeCommit, .ended(.reset), "0"), (.dropAfterCommit, .ended(.reset), "1"),
      (.delay(5), .answered(200, done), "1"), (.slowAnswer(5), .answered(200, done), "1"),
      (.executedTwice, .answered(200, "{\"results\":[{\"error\":\"UNIQUE constraint failed: op.id\"}]}"), "1"),
      (.answeredTwice, .answered(200, done), "1"), (.leadershipLostButCommitted, .answered(200, lost), "1"),
      (.leadershipLostNotCommitted, .answered(200, lost), "0"),
      (.noLeader(times: 1), .answered(503, "leader not found\n"), "0"),
      (.error500AfterCommit, .answered(500, "write: broken pipe\n"), "1"), (.cutAnswerAt(40), .ended(.closed), "1"),
      (.cutAnswerAt(0), .ended(.closed), "1"),
      (.diskFull, .answered(200, "{\"results\":[{\"error\":\"database or disk is full\"}]}"), "0"),
      (
        .instead(status: 502, type: "text/html", body: "<h1>Bad Gateway</h1>"), .answered(502, "<h1>Bad Gateway</h1>"),
        "0"
      ),
    ] as [(StandInFault, Outcome, String)])
  func fault(_ fault: StandInFault, _ outcome: Outcome, _ count: String) throws {
    let house = try StandInHouse([Self.table])
    house.server.faults.next(fault, on: .writes)
    let client = try house.client()
    #expect(try house.value("SELECT count(*) FROM op")?.number == "0", "reads meet no fault of writes")
    do throws(PlainClient.End) {
      let answer = try client.post(Self.target, Self.write)
      #expect(.answered(answer.status, answer.body) == outcome)
      // What a server itself answers says whose it is, whatever went wrong.
      let isOthers = if case .instead = fault { true } else { false }
      #expect((answer.headers["x-rqlite-version"] == nil) == isOthers)
    } catch {
      #expect(.ended(error) == outcome)
    }
    #expect(try house.value("SELECT count(*) FROM op")?.number == count)
    #expect(house.server.faults.happened == [fault])
    // The same request again finds out what happened, whatever that was.
    let again = try house.client().post(Self.target, Self.write)
    #expect(again.status == 200)
    #expect(again.body.contains("UNIQUE constraint failed: op.id") == (count == "1"))
  }

  @Test("a server that is silent did nothing, or all of it, and says neither", arguments: [(false, "0"), (true, "1")])
  func silence(_ isDone: Bool, _ count: String) throws {
    let house = try StandInHouse([Self.table])
    house.server.faults.next(isDone ? .silenceAfterCommit : .silence, on: .writes)
    let client = try house.client(patience: 50)
    #expect(throws: PlainClient.End.silent) { try client.post(Self.target, Self.write) }
    // Nobody says when it is done: asked until it is.
    var isThere = false
    for _ in 0..<10_000 where !isThere {
      let counted = try house.value("SELECT count(*) FROM op")?.number
      isThere = counted == count && house.server.faults.happened.count == 1
    }
    #expect(isThere)
  }

  @Test("a write whose leader was lost may be done behind the next request")
  func later() throws {
    let house = try StandInHouse([Self.table])
    house.server.faults.next(.leadershipLostCommittedLater)
    #expect(try house.client().post(Self.target, Self.write).body == Self.lost)
    #expect(try house.value("SELECT count(*) FROM op")?.number == "0")
    #expect(try house.value("SELECT count(*) FROM op")?.number == "1")
  }

  @Test("a follower that does not reach its leader says so with status 200")
  func dial() throws {
    let house = try StandInHouse([Self.table])
    house.server.faults.next(.dialRefused)
    let answer = try house.client().post(Self.target, Self.write)
    #expect(answer.status == 200)
    #expect(answer.body.hasPrefix("{\"results\":[],\"error\":\"dial tcp 127.0.0.1:"))
    #expect(answer.body.hasSuffix(": connect: connection refused\"}"))
    #expect(try house.value("SELECT count(*) FROM op")?.number == "0")
  }

  @Test("there is no leader for as many requests as asked")
  func noLeader() throws {
    let house = try StandInHouse([Self.table])
    house.server.faults.next(.noLeader(times: 3), on: .writes)
    let client = try house.client()
    let answers = try (0..<4).map { _ in try client.post(Self.target, Self.write).status }
    #expect(answers == [503, 503, 503, 200])
  }

  @Test("an answer that comes twice is there twice")
  func answeredTwice() throws {
    let house = try StandInHouse([Self.table])
    house.server.faults.next(.answeredTwice)
    let client = try house.client()
    #expect(try client.post(Self.target, Self.write) == client.answer())
  }

  @Test("what a seed makes go wrong is the same each time")
  func seeded() throws {
    func fates(_ seed: UInt64) throws -> [StandInFault] {
      let house = try StandInHouse([Self.table])
      house.server.faults.shake(seed: seed, [(.dialRefused, 0.2), (.error500AfterCommit, 0.3)], on: .writes)
      let client = try house.client()
      for number in 0..<40 { _ = try client.post(Self.target, "[[\"INSERT INTO op(id) VALUES(?)\",\(number)]]") }
      house.server.faults.calm()
      #expect(try client.post(Self.target, Self.write).status == 200)
      let failed = house.server.faults.happened.count { $0 == .dialRefused }
      #expect(try house.value("SELECT count(*) FROM op")?.number == String(41 - failed))
      return house.server.faults.happened
    }
    let first = try fates(7)
    #expect(first.count > 10 && first.count < 30)
    #expect(try fates(7) == first)
    #expect(try fates(8) != first)
  }

  /// What a driver has to do, in its plainest form; without it no fault could be lived through.
  @Test("in a storm the same request sent until its outcome is known is done once", arguments: [1, 2, 3] as [UInt64])
  func storm(_ seed: UInt64) throws {
    let house = try StandInHouse([Self.table])
    house.server.faults.shake(seed: seed, StandInFault.storm)
    var sent = 0
    for number in 0..<150 {
      var isKnown = false
      while !isKnown {
        sent += 1
        let body = "[[\"INSERT INTO op(id) VALUES(?)\",\"k\(number)\"]]"
        guard let answer = try? house.client().post(Self.target, body), answer.status == 200 else { continue }
        isKnown =
          answer.body.contains("\"rows_affected\":1}]}") || answer.body.contains("UNIQUE constraint failed: op.id")
      }
    }
    #expect(sent > 170 && house.server.faults.happened.count > 30)
    house.server.faults.calm()
    #expect(try house.value("SELECT count(*) FROM op")?.number == "150")
  }

  @Test("a server that stops refuses, and takes its port again")
  func stopping() throws {
    let house = try StandInHouse([Self.table])
    let client = try house.client()
    _ = try client.post(Self.target, Self.write)
    house.server.stop()
    #expect(throws: PlainClient.End.self) { try client.post(Self.target, Self.write) }
    #expect(throws: PlainClient.End.refused) { try PlainClient(port: house.server.port) }
    try house.server.resume()
    #expect(try house.value("SELECT count(*) FROM op")?.number == "1")
    house.server.stop()
    house.server.stop()
  }

  @Test("cut connections are over, and new ones are taken")
  func cutting() throws {
    let house = try StandInHouse([Self.table])
    let client = try house.client()
    _ = try client.post(Self.target, Self.write)
    house.server.cutConnections()
    #expect(throws: PlainClient.End.self) { try client.post(Self.target, Self.write) }
    #expect(try house.value("SELECT count(*) FROM op")?.number == "1")
  }

  @Test("the server keeps what it was asked")
  func record() throws {
    let house = try StandInHouse([Self.table])
    _ = try house.client().post(Self.target, Self.write)
    #expect(house.server.requests.map(\.target) == [Self.target])
    #expect(house.server.requests.map(\.text) == [Self.write])
    #expect(house.server.requests.map(\.statementCount) == [1])
  }

  @Test("hundreds of servers stand at once")
  func hundreds() throws {
    let houses = try (0..<200).map { _ in try StandInHouse() }
    for house in houses { #expect(try house.value("SELECT 1")?.number == "1") }
  }

  @Test("a database on this machine may look at the same file")
  func sameFile() throws {
    let house = try StandInHouse([Self.table])
    _ = try house.client().post(Self.target, Self.write)
    let local = try LocalDatabase(path: house.file, mode: .readWrite)
    var ids: [String] = []
    try local.read([Statement("SELECT id FROM op")]) { _, row in
      ids.append(row.text(0))
      return true
    }
    #expect(ids == ["k1"])
  }
}

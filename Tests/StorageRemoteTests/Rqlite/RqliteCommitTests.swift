import Storage
import StorageRemote
import Synchronization
import Testing

@Suite("A batch for an rqlite")
struct RqliteCommitTests {
  /// One statement, one with three rows, one: five runs.
  static let batch = Batch([
    Scene.add, Statement("INSERT INTO part VALUES(?1)", rows: 3, [.integer(1), .integer(2), .integer(3)]),
    Statement("UPDATE item SET id = 2"),
  ])
  static let good = #"{"results":[{"last_insert_id":1,"rows_affected":1},{},{},{"rows_affected":1},{}]}"#

  enum Wanted: Sendable {
    case done, unknown
    case refused(Int, Int, DatabaseError.Rule)
    case failed(String)
    case denied
    case unsuitable(String)
    case full
  }

  static let outcomes: [(Step, Wanted)] = [
    (.answer(good), .done), (.close, .unknown), (.answer("leader not found", status: 503), .unknown),
    (.answer("broken pipe", status: 500), .unknown), (.answer("", status: 502), .unknown),
    (.answer(#"{"results":[],"error":"leadership lost while committing log"}"#), .unknown),
    (.answer(#"{"results":[],"error":"dial tcp 10.0.0.1:4002: connect: connection refused"}"#), .unknown),
    (.answer(#"{"results":[],"error":"not leader"}"#, version: nil), .unknown),
    (.answer("<html>", version: nil), .unknown),
    (.answer(#"{"results":[],"error":"read protobuf length: i/o timeout"}"#), .unknown),
    (.answer(#"{"results":[{},{},{},{}]}"#), .unknown), (.answer(#"{"results":[]}"#), .unknown),
    (.answer(#"{"results":[{},{},{},{},{},{}]}"#), .unknown),
    (.answer(#"{"results":[{},{"error":"UNIQUE constraint failed: a.b"},{}]}"#), .unknown),
    (.answer(#"{"results":[{},{},{},{},{},{"error":"guard failed"}]}"#), .unknown),
    (.answer(#"{"results":[{},{"error":"execute timeout"}]}"#), .unknown),
    (.answer(good, version: nil), .unknown),
    (.answer(#"{"results":[{"columns":["a"],"types":["text"]},{},{},{},{}]}"#), .unknown),
    (.answer(#"{"results":[{}"#), .unknown), (.bytes("220 mail.example ready\r\n"), .unknown),
    (.bytes("HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{\"results\""), .unknown),
    (.answer(#"{"results":[{"error":"UNIQUE constraint failed: act.key"}]}"#), .refused(0, 0, .unique)),
    (.answer(#"{"results":[{},{"error":"NOT NULL constraint failed: part.id"}]}"#), .refused(1, 0, .notNull)),
    (.answer(#"{"results":[{},{},{},{"error":"CHECK constraint failed: qty\u003e=0"}]}"#), .refused(1, 2, .check)),
    (.answer(#"{"results":[{},{},{},{},{"error":"guard failed"}]}"#), .refused(2, 0, .raised)),
    (
      .answer(#"{"results":[{},{},{},{},{}],"error":"FOREIGN KEY constraint failed"}"#),
      .refused(2, 0, .foreignKey)
    ),
    (.answer(#"{"results":[{},{"error":"no such table: part"}]}"#), .failed("no such table")),
    (.answer(#"{"results":[{"error":"database or disk is full"}]}"#), .full),
    (.answer(#"{"results":[],"error":"disallowed pragma"}"#), .failed("disallowed pragma")),
    (
      .answer(#"{"results":[],"error":"cannot start a transaction within a transaction"}"#),
      .failed("somebody left a transaction open")
    ),
    (.answer("", status: 401), .denied), (.answer("invalid JSON body\n", status: 400), .failed("invalid JSON body")),
    (.answer("", status: 301), .unsuitable("sends elsewhere")), (.answer("", status: 404), .unsuitable("no rqlite")),
    (
      .answer("Client sent an HTTP request to an HTTPS server.\n", status: 400), .unsuitable("rqlites://")
    ),
  ]

  @Test("is done, refused, not done, or nobody knows: as the answer says", arguments: outcomes)
  func outcome(_ step: Step, _ wanted: Wanted) throws {
    let node = try ScriptedNode([step])
    let database = Scene.database([node])
    do {
      try database.commit(RqliteCommitTests.batch)
      guard case .done = wanted else { throw Surprise("it was done") }
    } catch let error as DatabaseError {
      switch (wanted, error) {
      case (.unknown, .unknown), (.denied, .unavailable(.denied)), (.full, .unavailable(.full)): break
      case (.refused(let statement, let row, let rule), .refused(let found, let foundRow, let foundRule, _)):
        #expect(found == statement && foundRow == row && foundRule == rule)
      case (.failed(let words), .unavailable(.failed(let message))): #expect(message.contains(words))
      case (.unsuitable(let words), .unavailable(.unsuitable(_, let why))): #expect(why.contains(words))
      default: throw Surprise("\(error)")
      }
    }
    #expect(node.requests.count == 1, "a batch is never sent twice by itself")
  }

  struct Surprise: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  @Test("goes out as rqlite wants it")
  func request() throws {
    let node = try ScriptedNode([.answer(RqliteCommitTests.good)])
    try Scene.database([node]).commit(RqliteCommitTests.batch)
    #expect(
      node.requests == [
        "POST /db/execute?transaction&norwrandom&norwtime [[\"INSERT INTO item VALUES(?1)\",1],"
          + "[\"INSERT INTO part VALUES(?1)\",1],[\"INSERT INTO part VALUES(?1)\",2],"
          + "[\"INSERT INTO part VALUES(?1)\",3],[\"UPDATE item SET id = 2\"]]"
      ])
  }

  @Test("that was not answered in time leaves it open")
  func silent() throws {
    var times = Scene.times
    times.request = 150
    let node = try ScriptedNode([.silent])
    let hasty = Scene.database([node], times: times)
    let error = #expect(throws: DatabaseError.self) { try hasty.commit(RqliteCommitTests.batch) }
    guard case .unknown(let message) = error else { throw Surprise("\(String(describing: error))") }
    #expect(message == "rqlite://cluster: no answer came in time")
    #expect(node.requests.count == 1)
  }

  @Test("of which nobody knows is followed by a look for a leader, at the next node")
  func afterDoubt() throws {
    let first = try ScriptedNode([.close])
    let second = try ScriptedNode(
      [.done], watches: [.answer("leader not found", status: 503), .answer("leader not found", status: 503), .done])
    var times = Scene.times
    times.patience = 20_000
    let database = Scene.database([first, second], times: times)
    #expect(throws: DatabaseError.self) { try database.commit(Batch([Scene.add])) }
    try database.commit(Batch([Scene.add]))
    #expect(first.requests.count + second.requests.count == 2)
    #expect(second.watches >= 1)
  }

  @Test("goes to a node that is there when another is not")
  func refusedLine() throws {
    let (first, second) = (try ScriptedNode([]), try ScriptedNode([]))
    let database = Scene.database([first, second])
    try database.commit(Batch([Scene.add]))
    first.server.stop()
    // Lines that stand are not cut by that: a new database calls anew.
    let another = Scene.database([first, second])
    try another.commit(Batch([Scene.add]))
    #expect(second.requests.count == 1)
  }

  @Test("is known not to be done when nobody answers")
  func nobody() throws {
    let node = try ScriptedNode([])
    let database = Scene.database([node])
    node.server.stop()
    let error = #expect(throws: DatabaseError.self) { try database.commit(Batch([Scene.add])) }
    #expect(
      error == .unavailable(.unreachable(address: "rqlite://cluster", why: "connection refused")))
  }

  @Test("and what is read behind it go out together, before anything is answered")
  func reading() throws {
    let server = try ScriptedServer { peer in
      _ = peer.next()
      peer.answer(#"{"results":[{}]}"#)
      // Both are here before one is answered.
      _ = (peer.next(), peer.next())
      peer.answer(#"{"results":[{}]}"#)
      peer.answer(#"{"results":[{"values":[[7],[8]]}]}"#)
      peer.hold()
    }
    let database = RqliteDatabase(
      hosts: [RemoteAddress.Host(name: "127.0.0.1", port: server.port)], isTLS: false, credentials: nil,
      address: "rqlite://a", counter: Scene.counter, watch: Scene.watch, times: Scene.times)
    var seen: [Int64] = []
    let isRead = try database.commit(Batch([Scene.add]), reading: [Scene.look]) { _, row in
      seen.append(row.integer(0))
      return true
    }
    #expect(isRead && seen == [7, 8])
    #expect(server.connections == 1)
  }

  @Test(
    "stands though what was to be read behind it did not come",
    arguments: [
      .answer(#"{"results":[{"rows_affected":1}]}"#), .close, .answer("leader not found", status: 503),
      .answer(#"{"results":[{"error":"no such table: x"}]}"#),
    ]
      as [Step])
  func readingFails(_ step: Step) throws {
    let node = try ScriptedNode([.done, step, .done])
    let database = Scene.database([node])
    #expect(try database.commit(Batch([Scene.add]), reading: [Scene.look]) { _, _ in true } == false)
    try database.commit(Batch([Scene.add]))
  }

  @Test("that is answered twice leaves no line behind on which older answers come")
  func answeredTwice() throws {
    let lines = Mutex(0)
    let server = try ScriptedServer { peer in
      let isFirst = lines.withLock { lines in
        lines += 1
        return lines == 1
      }
      guard isFirst else {
        while peer.next() != nil { peer.answer(#"{"results":[{"types":["integer"],"values":[[9]]}]}"#) }
        return
      }
      _ = peer.next()
      peer.answer(#"{"results":[{}]}"#)
      _ = (peer.next(), peer.next())
      for _ in 0..<2 { peer.answer(#"{"results":[{"last_insert_id":3,"rows_affected":1}]}"#) }
      // What was read behind the batch comes when something else is asked.
      guard peer.next() != nil else { return }
      peer.answer(#"{"results":[{"types":["integer"],"values":[[7]]}]}"#)
      peer.hold()
    }
    let database = RqliteDatabase(
      hosts: [RemoteAddress.Host(name: "127.0.0.1", port: server.port)], isTLS: false, credentials: nil,
      address: "rqlite://a", counter: Scene.counter, watch: Scene.watch, times: Scene.times)
    #expect(try database.commit(Batch([Scene.add]), reading: [Scene.look]) { _, _ in true } == false)
    #expect(try database.numbers(Scene.look) == [9])
  }

  @Test("that is refused reads nothing")
  func refusedReading() throws {
    let node = try ScriptedNode([.answer(#"{"results":[{"error":"guard failed"}]}"#), .rows("[[1]]")])
    #expect(throws: DatabaseError.self) {
      _ = try Scene.database([node]).commit(Batch([Scene.add]), reading: [Scene.look]) { _, _ in
        Issue.record("a row came")
        return true
      }
    }
  }

  @Test("is not sent at all with a statement that would do something else there")
  func complaint() throws {
    let node = try ScriptedNode([])
    for wrong in [Statement(""), Statement("SELECT 1; SELECT 2"), Statement("COMMIT"), Statement("SELECT ?1")] {
      let error = #expect(throws: DatabaseError.self) {
        try Scene.database([node]).commit(Batch([Scene.add, wrong]))
      }
      guard case .unavailable(.failed) = error else { throw Surprise("\(String(describing: error))") }
    }
    #expect(node.server.requests.isEmpty)
  }

  @Test("of which nothing is to be done needs no line")
  func empty() throws {
    let node = try ScriptedNode([])
    try Scene.database([node]).commit(Batch())
    #expect(node.server.connections == 0)
  }

  @Test("is not sent where foreign keys are not watched, and is when they are watched again")
  func unwatched() throws {
    let off = Step.answer(#"{"results":[{"error":"malformed JSON"}]}"#)
    let node = try ScriptedNode([], watches: [off, .done])
    let database = Scene.database([node])
    let error = #expect(throws: DatabaseError.self) { try database.commit(Batch([Scene.add])) }
    guard case .unavailable(.unsuitable(_, let why)) = error else { throw Surprise("\(String(describing: error))") }
    #expect(why.contains("-fk"))
    #expect(node.requests.isEmpty)
    try database.commit(Batch([Scene.add]))
  }

  @Test("is not sent where the server could not look for another reason, which is told; what stands there can be read")
  func unlooked() throws {
    let full = Step.answer(#"{"results":[{"error":"database or disk is full"}]}"#)
    let node = try ScriptedNode([.rows("[[7]]")], watches: [full, full, .done])
    let database = Scene.database([node])
    #expect(try database.numbers(Scene.look) == [7])
    #expect(throws: DatabaseError.unavailable(.full(path: "rqlite://cluster"))) {
      try database.commit(Batch([Scene.add]))
    }
    #expect(node.requests.count == 1)
    try database.commit(Batch([Scene.add]))
  }

  @Test("carries a look at foreign keys behind it now and then, and stops the next one where they were switched off")
  func switchedOff() throws {
    let off = Step.answer(#"{"results":[{"error":"malformed JSON"}]}"#)
    let node = try ScriptedNode([.done, .rows("[[7]]")], watches: [.done, off, off])
    var times = Scene.times
    times.trust = -1
    let database = Scene.database([node], times: times)
    try database.commit(Batch([Scene.add]))
    #expect(node.watches == 2)
    #expect(throws: DatabaseError.self) { try database.commit(Batch([Scene.add])) }
    #expect(node.requests.count == 1)
    // What stands there can still be read.
    #expect(try database.numbers(Scene.look) == [7])
  }
}

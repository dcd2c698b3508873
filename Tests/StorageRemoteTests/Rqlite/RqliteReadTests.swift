import Storage
import Testing

@testable import StorageRemote

@Suite("A read of an rqlite")
struct RqliteReadTests {
  static let leaderless = Step.answer("leader not found", status: 503)

  static let ways: [[Step]] = [
    [.rows("[[7]]")], [leaderless, leaderless, .rows("[[7]]")], [.close, .rows("[[7]]")],
    [.answer(#"{"results":[],"error":"dial tcp: connection refused"}"#), .rows("[[7]]")],
    [.answer(#"{"results":[],"error":"stale read"}"#), .rows("[[7]]")],
    [.bytes("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"), .rows("[[7]]")],
    [.bytes("HTTP/1.1 200 OK\r\nX-Rqlite-Version: v10\r\n\r\n{\"results\":[{\"values\":[[7]]}]}")],
    [.answer("", status: 502), .rows("[[7]]")], [.done, .rows("[[7]]")], [.answer(#"{"results":["#), .rows("[[7]]")],
  ]

  @Test("is answered in the end, whatever comes first", arguments: ways)
  func inTheEnd(_ steps: [Step]) throws {
    var times = Scene.times
    times.patience = 20_000
    let node = try ScriptedNode(steps)
    #expect(try Scene.database([node], times: times).numbers(Scene.look) == [7])
    #expect(node.requests.count == steps.count)
  }

  static let troubles: [(Step, DatabaseError.Trouble)] = [
    (.answer(#"{"results":[{"error":"no such table: item"}]}"#), .failed(message: "no such table: item")),
    (
      .answer(#"{"results":[{"error":"attempt to change database via query operation"}]}"#),
      .failed(message: "attempt to change database via query operation")
    ),
    (.answer(#"{"results":[{"error":"query timeout"}]}"#), .failed(message: "query timeout")),
    (.answer(#"{"results":[]}"#), .failed(message: "an answer is missing to: SELECT id FROM item")),
    (
      .answer("json: unsupported value: +Inf\n", status: 500),
      .failed(message: "json: unsupported value: +Inf (HTTP 500)")
    ),
    (
      .answer("", status: 401),
      .denied(
        address: "rqlite://cluster", why: "it wants to know who asks, which TALLYMAN_USER and TALLYMAN_PASSWORD tell")
    ),
    (
      .answer(#"{"results":[]}"#, version: nil),
      .unsuitable(address: "rqlite://cluster", why: "it does not say that it is an rqlite")
    ),
    (
      .answer(#"{"results":[]}"#, version: "v8.43.0"),
      .unsuitable(
        address: "rqlite://cluster", why: "it is rqlite v8.43.0, and these books want version 9 or newer")
    ),
    (
      .bytes("SSH-2.0-OpenSSH_9.2\r\n"),
      .unsuitable(address: "rqlite://cluster", why: "what it answers is not HTTP")
    ),
  ]

  @Test("that cannot be answered says so at once", arguments: troubles)
  func atOnce(_ step: Step, _ trouble: DatabaseError.Trouble) throws {
    // The first request of a line is the look at foreign keys, which comes to the same.
    let node = try ScriptedNode([step, .rows("[[1]]"), .rows("[[1]]")])
    let database = Scene.database([node])
    #expect(throws: DatabaseError.unavailable(trouble)) { try database.numbers(Scene.look) }
    #expect(node.requests.count == 1)
  }

  @Test("of a cluster without a leader is given up when patience is over, and after that sooner")
  func patience() throws {
    let node = try ScriptedNode(Array(repeating: RqliteReadTests.leaderless, count: 10_000))
    let database = Scene.database([node])
    let error = DatabaseError.unavailable(
      .unreachable(address: "rqlite://cluster", why: "leader not found (HTTP 503)"))
    #expect(throws: error) { try database.numbers(Scene.look) }
    let before = node.requests.count
    #expect(before > 1)
    #expect(throws: error) { try database.numbers(Scene.look) }
    #expect(node.requests.count == before + 1)
  }

  @Test("goes to the next node when one is gone")
  func nextNode() throws {
    let nodes = [try ScriptedNode([]), try ScriptedNode([.close]), try ScriptedNode([.rows("[[7]]")])]
    nodes[0].server.stop()
    let database = Scene.database(nodes)
    #expect(try database.numbers(Scene.look) == [7])
    #expect(nodes[2].requests.count == 1)
  }

  @Test("does not mind that the server closes its lines")
  func closedLines() throws {
    let server = try ScriptedServer { peer in
      guard let request = peer.next() else { return }
      peer.answer(request.contains(Scene.watch.sql) ? #"{"results":[{}]}"# : #"{"results":[{"values":[[7]]}]}"#)
      // The first call asks two things at once.
      if request.contains(Scene.watch.sql), peer.next() != nil { peer.answer(#"{"results":[{"values":[[7]]}]}"#) }
    }
    let database = RqliteDatabase(
      hosts: [RemoteAddress.Host(name: "127.0.0.1", port: server.port)], isTLS: false, credentials: nil,
      address: "rqlite://a", counter: Scene.counter, watch: Scene.watch, times: Scene.times)
    for _ in 0..<50 { #expect(try database.numbers(Scene.look) == [7]) }
    #expect(server.connections >= 50)
  }

  @Test("asks in one trip for all statements, each as often as it has rows, and hands over what is wanted")
  func statements() throws {
    let node = try ScriptedNode([
      .answer(
        #"{"results":[{"values":[[1],[2]]},{"values":[[3]]},{"columns":["a"],"types":["text"]},{"values":[[5],[6],[7]]}]}"#
      )
    ])
    let database = Scene.database([node])
    var seen: [String] = []
    let many = Statement("SELECT ?1", rows: 3, [.integer(1), .integer(2), .integer(3)])
    try database.read([many, Scene.look]) { statement, row in
      seen.append("\(statement) \(row.integer(0))")
      return row.integer(0) != 6
    }
    #expect(seen == ["0 1", "0 2", "0 3", "1 5", "1 6"])
    #expect(
      node.requests == [
        "POST /db/query?transaction&level=linearizable&blob_array "
          + "[[\"SELECT ?1\",1],[\"SELECT ?1\",2],[\"SELECT ?1\",3],[\"SELECT id FROM item\"]]"
      ])
    #expect(node.watches == 1 && node.server.connections == 1)
  }

  @Test("may be asked by an account that may not write")
  func readOnlyAccount() throws {
    let node = try ScriptedNode([.rows("[[7]]"), .rows("[[8]]")], watches: [.answer("", status: 401)])
    let database = Scene.database([node])
    #expect(try database.numbers(Scene.look) == [7])
    #expect(try database.numbers(Scene.look) == [8])
    #expect(node.watches == 1)
  }

  @Test("of books whose foreign keys are not watched is refused at the first look")
  func unwatched() throws {
    let node = try ScriptedNode([.rows("[[7]]")], watches: [.answer(#"{"results":[{"error":"malformed JSON"}]}"#)])
    let error = #expect(throws: DatabaseError.self) { _ = try Scene.database([node]).numbers(Scene.look) }
    guard case .unavailable(.unsuitable(_, let why)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(why.contains("start every rqlited with -fk"))
  }

  @Test("shows the change token of a count that others raise")
  func changes() throws {
    let node = try ScriptedNode([
      .rows("[[10]]"), .rows("[[10]]"), .done, .rows("[[11]]"), .rows("[[12]]"), .close, .rows("[[13]]"),
    ])
    let database = Scene.database([node])
    let first = try database.changeToken()
    #expect(try database.changeToken() == first)
    try database.commit(Batch([Scene.add]))
    #expect(try database.changeToken() == first)
    let second = try database.changeToken()
    #expect(second != first)
    #expect(throws: DatabaseError.self) { try database.commit(Batch([Scene.add])) }
    #expect(try database.changeToken() != second)
  }

  @Test("shows how the cluster is")
  func health() throws {
    let node = try ScriptedNode(
      Array(repeating: .rows("[[0]]"), count: 10) + [
        .answer("[+]node ok"),
        .answer(
          #"""
          {"nodes":[{"id":"1","api_addr":"http://a:4001","addr":"a:4002","voter":true,"reachable":true,"leader":true},
          {"id":"2","api_addr":"http://b:4001","reachable":false,"leader":false,"error":"no"}]}
          """#),
      ])
    let health = try Scene.database([node]).health()
    #expect(health.version == "v10.2.7")
    #expect(health.watchesForeignKeys == true)
    #expect(
      health.nodes == [
        RqliteHealth.Node(name: "http://a:4001", isLeader: true, isReachable: true),
        RqliteHealth.Node(name: "http://b:4001", isLeader: false, isReachable: false),
      ])
    #expect(health.microseconds > 0 && health.consistency == "linearizable")
  }
}

import Testing

@testable import RqliteStandIn

/// Three servers of which one leads, and what is said while none does.
@Suite struct StandInClusterTests {
  private final class House {
    let folder = StandInHouse.makeFolder()
    let cluster: StandInCluster

    init() throws {
      cluster = try StandInCluster(nodes: 3, file: folder + "/stock.db")
      _ = try ask(0, "/db/execute", "[\"CREATE TABLE op(id INTEGER PRIMARY KEY)\"]")
    }

    deinit {
      cluster.stop()
      StandInHouse.remove(folder)
    }

    func ask(_ server: Int, _ target: String, _ body: String) throws -> PlainClient.Answer {
      try PlainClient(port: cluster.servers[server].port).post(target, body)
    }

    func write(_ server: Int, _ id: Int) throws -> PlainClient.Answer {
      try ask(server, "/db/execute?transaction", "[\"INSERT INTO op(id) VALUES(\(id))\"]")
    }

    func count(_ server: Int, level: String = "none") throws -> String? {
      try ask(server, "/db/query?level=\(level)", "[\"SELECT count(*) FROM op\"]")
        .json?["results"]?[0]?["values"]?[0]?[0]?.number
    }
  }

  private static let done = "{\"results\":[{\"last_insert_id\":1,\"rows_affected\":1}]}"

  @Test("every server takes writes while one leads")
  func forwarding() throws {
    let house = try House()
    for server in 0..<3 { #expect(try house.write(server, server + 1).status == 200) }
    for server in 0..<3 { #expect(try house.count(server, level: "linearizable") == "3") }
    #expect(
      house.cluster.address == "rqlite://" + house.cluster.servers.map { "127.0.0.1:\($0.port)" }.joined(separator: ",")
    )
  }

  @Test("without the leader the others refuse, then know of none, until they have elected")
  func leaderDies() throws {
    let house = try House()
    house.cluster.kill(0, election: nil)
    #expect(throws: PlainClient.End.refused) { try house.write(0, 1) }
    for _ in 0..<2 {
      let answer = try house.write(1, 1)
      #expect(answer.status == 200)
      #expect(answer.body.contains("\"results\":[],\"error\":\"dial tcp 127.0.0.1:"))
    }
    #expect(try house.write(2, 1).status == 503)
    #expect(try house.write(2, 1).body == "leader not found\n")
    #expect(try house.count(2) == "0", "what needs no leader is answered")
    #expect(try house.ask(2, "/db/query?level=weak", "[\"SELECT 1\"]").status == 503)
    house.cluster.elect(2)
    #expect(try house.write(1, 1).body == Self.done)
    try house.cluster.restart(0)
    #expect(try house.count(0, level: "strong") == "1")
  }

  @Test("an election is over when its time is")
  func election() throws {
    let house = try House()
    house.cluster.kill(0, election: 0)
    #expect(try house.write(1, 1).body == Self.done)
    #expect(house.cluster.leader == 1)
  }

  @Test("a leader that is left alone loses what it is told, for the time being")
  func noMajority() throws {
    let house = try House()
    house.cluster.kill(1)
    house.cluster.kill(2)
    #expect(try house.write(0, 1).body == StandInFaultTests.lost)
    #expect(try house.write(0, 2).status == 503)
    #expect(try house.count(0) == "0")
    try house.cluster.restart(1)
    #expect(try house.write(1, 3).body.contains("rows_affected"))
    #expect(try house.count(1, level: "linearizable") == "2", "the lost write was applied later, the refused one never")
  }

  @Test("servers say who leads and who lives")
  func health() throws {
    let house = try House()
    house.cluster.kill(2)
    let client = try PlainClient(port: house.cluster.servers[1].port)
    let nodes = try #require(try client.get("/nodes?ver=2").json?["nodes"]?.array)
    #expect(nodes.map { $0["leader"] } == [.bool(true), .bool(false), .bool(false)])
    #expect(nodes.map { $0["reachable"] } == [.bool(true), .bool(true), .bool(false)])
    #expect(nodes[0]["api_addr"]?.string == house.cluster.servers[0].url)
    #expect(try client.get("/leader").json?["api_addr"]?.string == house.cluster.servers[0].url)
    #expect(try client.get("/status").json?["store"]?["leader"]?["node_id"]?.string == "1")
    #expect(try client.get("/readyz").body == "[+]node ok\n[+]leader ok\n[+]store ok\n[+]db ok\n")
    #expect(try client.post("/leader", "{\"id\":\"2\"}").status == 200)
    #expect(house.cluster.leader == 1)
    #expect(try client.post("/boot", "x").body == "not single-node\n")
    house.cluster.kill(1, election: nil)
    let other = try PlainClient(port: house.cluster.servers[0].port)
    let readiness = try other.get("/readyz")
    #expect(readiness.status == 500 && readiness.body == "leader address: leader not found\n")
  }

  @Test("a follower asked for a fresh answer may be behind, and one asked to redirect does")
  func stale() throws {
    let house = try House()
    #expect(
      try house.ask(1, "/db/query?level=none&freshness=1ns", "[\"SELECT 1\"]").body
        == "{\"results\":[],\"error\":\"stale read\"}")
    let redirected = try house.ask(1, "/db/execute?redirect", "[\"SELECT 1\"]")
    #expect(redirected.status == 301)
    #expect(redirected.headers["location"] == house.cluster.servers[0].url + "/db/execute?redirect")
  }
}

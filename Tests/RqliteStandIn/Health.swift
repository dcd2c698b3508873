/// What the server says of itself.
extension StandInNode {
  func readiness(_ request: HTTPRequest) -> HTTPAnswer {
    if request.parameters["noleader"] != nil { return HTTPAnswer(status: 200, text: "[+]node ok") }
    guard membership.leader != nil else { return HTTPAnswer(status: 500, text: "leader address: leader not found") }
    return HTTPAnswer(status: 200, text: "[+]node ok\n[+]leader ok\n[+]store ok\n[+]db ok")
  }

  var status: JSON {
    let leader = membership.leader
    let leaderAddress = leader.map { Membership.address(membership.nodes[$0].port) } ?? ""
    return .object([
      JSON.Member("build", .object([JSON.Member("version", .string(version))])),
      JSON.Member("node", .object([JSON.Member("start_time", .string("2026-11-21T00:00:00Z"))])),
      JSON.Member(
        "store",
        .object([
          JSON.Member("addr", .string(Membership.address(port))),
          JSON.Member("node_id", .string(name)),
          JSON.Member("ready", .bool(leader != nil)),
          JSON.Member(
            "leader",
            .object([
              JSON.Member("addr", .string(leaderAddress)),
              JSON.Member("node_id", .string(leader.map { String($0 + 1) } ?? "")),
            ])),
          JSON.Member(
            "raft", .object([JSON.Member("state", .string(leader == number ? "Leader" : "Follower"))])),
          JSON.Member("sqlite3", sqlite),
        ])),
    ])
  }

  private var sqlite: JSON {
    let pragmas = JSON.object([
      JSON.Member("foreign_keys", .string(store.areForeignKeysOn ? "1" : "0")),
      JSON.Member("journal_mode", .string("wal")), JSON.Member("synchronous", .string("0")),
    ])
    return .object([
      JSON.Member("version", .string(store.sqliteVersion)),
      JSON.Member("path", .string(store.file)),
      JSON.Member("pragmas", .object([JSON.Member("ro", pragmas), JSON.Member("rw", pragmas)])),
    ])
  }

  func nodes(_ request: HTTPRequest) -> JSON {
    let leader = membership.leader
    let nodes = membership.nodes.enumerated().map { index, node in
      JSON.Member(
        String(index + 1),
        .object([
          JSON.Member("id", .string(String(index + 1))),
          JSON.Member("api_addr", .string("http://127.0.0.1:\(node.port)")),
          JSON.Member("addr", .string(Membership.address(node.port))),
          JSON.Member("voter", .bool(true)), JSON.Member("reachable", .bool(node.isAlive)),
          JSON.Member("leader", .bool(index == leader)),
        ]))
    }
    guard request.parameters["ver"] == "2" else { return .object(nodes) }
    return .object([JSON.Member("nodes", .array(nodes.map(\.value)))])
  }

  /// Says who leads; a `POST` makes somebody else lead.
  func leader(_ request: HTTPRequest) -> HTTPAnswer {
    guard let leader = membership.leader else { return HTTPAnswer(status: 503, text: "leader not found") }
    let nodes = membership.nodes
    if request.method == "POST" {
      let wanted = JSON(request.body)?["id"]?.string.flatMap { Int($0) }.map { $0 - 1 }
      let next = wanted ?? nodes.indices.first { $0 != leader && nodes[$0].isAlive } ?? leader
      guard nodes.indices.contains(next), nodes[next].isAlive else {
        return HTTPAnswer(status: 400, text: "no such node")
      }
      membership.lead(next)
      return HTTPAnswer(status: 200, type: nil)
    }
    return HTTPAnswer(
      json: .object([
        JSON.Member("id", .string(String(leader + 1))),
        JSON.Member("api_addr", .string("http://127.0.0.1:\(nodes[leader].port)")),
        JSON.Member("addr", .string(Membership.address(nodes[leader].port))),
        JSON.Member("voter", .bool(true)), JSON.Member("reachable", .bool(true)), JSON.Member("leader", .bool(true)),
      ]))
  }
}

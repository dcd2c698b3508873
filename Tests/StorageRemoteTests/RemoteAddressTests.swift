import StorageRemote
import Testing

@Suite struct RemoteAddressTests {
  @Test(
    arguments: [
      ("ssh://maria@hall3/srv/stock.db", "maria", "hall3", nil, "/srv/stock.db"),
      ("ssh://hall3:2222/~/stock.db", nil, "hall3", 2222, "/~/stock.db"),
      ("ssh://[::1]:22/stock.db", nil, "::1", 22, "/stock.db"),
      ("rqlite://clerk@node1:4001", "clerk", "node1", 4001, ""),
    ] as [(String, String?, String, Int?, String)])
  func `an address is taken apart and says itself again`(
    _ text: String, _ user: String?, _ host: String, _ port: Int?, _ path: String
  ) throws {
    let address = try RemoteAddress(text)
    #expect(address.user == user)
    #expect(address.hosts == [RemoteAddress.Host(name: host, port: port)])
    #expect(address.path == path)
    #expect(address.description == text)
  }

  @Test func `a cluster has several hosts`() throws {
    let address = try RemoteAddress("rqlites://one:4001,two,three:4003")
    #expect(address.kind == .cluster(isTLS: true))
    #expect(address.hosts.map(\.name) == ["one", "two", "three"])
    #expect(address.hosts.map(\.port) == [4001, nil, 4003])
    // Whoever ends it in a slash means the same one.
    #expect(try RemoteAddress("rqlites://one:4001,two,three:4003/") == address)
  }

  @Test(
    arguments: [
      ("rqlite://clerk:secret@one", .hasPassword), ("rqlite://clerk:sec/ret@one", .hasPassword),
      ("rqlite://clerk:42/ret@one:4001", .hasPassword), ("ssh://clerk:sec/ret@one/srv/stock.db", .hasPassword),
      ("ssh://hall3", .noPath), ("ssh:///srv/stock.db", .noHost),
      ("ssh://-oProxyCommand=id/srv/stock.db", .noHost), ("ssh://me@-v:22/srv/stock.db", .noHost),
      ("rqlite://one:70000", .badPort("70000")), ("ssh://one,two/srv/stock.db", .severalHosts),
      ("rqlite://one:4001/stock.db", .hasPath),
    ] as [(String, RemoteAddress.Fault)])
  func `what is no address says why`(_ text: String, _ fault: RemoteAddress.Fault) {
    #expect(throws: fault) { try RemoteAddress(text) }
    #expect(RemoteAddress.isMeant(by: text))
  }
}

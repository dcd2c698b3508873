/// Several servers over one store, of which one leads. The others hand on what needs the leader.
public final class StandInCluster: Sendable {
  public let servers: [StandInServer]
  private let membership: Membership
  /// Of all servers.
  public let faults: StandInFaults

  /// The first one leads.
  public init(nodes: Int = 3, file: String, foreignKeys: Bool = true, users: [StandInUser] = []) throws {
    let membership = Membership()
    let faults = StandInFaults()
    let store = try StandInStore(file: file, foreignKeys: foreignKeys)
    servers = try (0..<nodes).map { _ in
      StandInServer(node: try StandInNode(store: store, membership: membership, faults: faults, users: users))
    }
    self.membership = membership
    self.faults = faults
  }

  /// `rqlite://127.0.0.1:40123,127.0.0.1:40124,127.0.0.1:40125`
  public var address: String { "rqlite://" + servers.map { "127.0.0.1:\($0.port)" }.joined(separator: ",") }

  /// The number of the server that leads; nil while none does.
  public var leader: Int? { membership.leader }

  public var requests: [StandInRequest] { servers.flatMap(\.requests) }

  /// The server dies. What it was at is done, and the answer lost. If it led, the others say for two requests that it does
  /// not answer, then that there is no leader, until the time of the election is over and the first that lives leads. With
  /// half of the servers dead or more nobody leads.
  /// - Parameter election: in milliseconds; nil for not before ``elect(_:)``.
  public func kill(_ server: Int, election: Int? = 200) {
    membership.leave(server, election: election)
    servers[server].stop()
  }

  public func restart(_ server: Int) throws {
    try servers[server].resume()
    membership.comeBack(server)
  }

  /// Makes it lead, at once.
  public func elect(_ server: Int) { membership.lead(server) }

  public func stop() { for server in servers { server.stop() } }
}

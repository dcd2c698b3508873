/// Stands in for rqlite where no real one is given: a server in threads of this process, on 127.0.0.1, over a SQLite file
/// that others may look at. It answers as the recorded exchanges with rqlite 10.2.7 do, and goes wrong on command.
///
/// ```swift
/// let server = try StandInServer(file: "/tmp/stock.db")
/// server.faults.next(.dropAfterCommit, on: .writes)
/// let database = try Remote.database(RemoteAddress(server.address), …)
/// ```
public final class StandInServer: Sendable {
  let node: StandInNode

  /// Listens when this returns.
  /// - Parameter foreignKeys: as the flag `-fk` has it; without the flag a real server leaves them off.
  public convenience init(file: String, foreignKeys: Bool = true, users: [StandInUser] = []) throws {
    self.init(
      node: try StandInNode(
        store: StandInStore(file: file, foreignKeys: foreignKeys), membership: Membership(), faults: StandInFaults(),
        users: users))
  }

  init(node: StandInNode) { self.node = node }

  deinit { node.refuse() }

  public var port: UInt16 { node.port }
  /// `http://127.0.0.1:40123`
  public var url: String { "http://127.0.0.1:\(port)" }
  /// `rqlite://127.0.0.1:40123`
  public var address: String { "rqlite://127.0.0.1:\(port)" }
  public var faults: StandInFaults { node.faults }

  /// What `X-Rqlite-Version` says: `v10.2.7`.
  public var version: String {
    get { node.version }
    set { node.version = newValue }
  }

  /// Every request that came, in order.
  public var requests: [StandInRequest] { node.requests }
  public func forgetRequests() { node.forgetRequests() }

  /// How many connections were made.
  public var connectionCount: Int { node.connectionCount }

  /// Breaks the connections there are.
  public func cutConnections() { node.cut() }

  /// Breaks all connections and refuses new ones, until ``resume()``: the machine is there, the server is not. What is
  /// under way is done, and its answer lost. The port stays its own.
  public func stop() { node.refuse() }

  public func resume() throws { try node.listen() }
}

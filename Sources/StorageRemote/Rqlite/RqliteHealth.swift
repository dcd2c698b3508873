import Storage

/// What can be seen of a cluster from here.
public struct RqliteHealth: Hashable, Sendable {
  /// A node as the cluster knows it.
  public struct Node: Hashable, Sendable {
    public var name: String
    public var isLeader: Bool
    public var isReachable: Bool
  }

  /// `v10.2.7`.
  public var version: String
  /// Empty where this account may not see them.
  public var nodes: [Node]
  /// Nil where this account may not write, and so cannot find out.
  public var watchesForeignKeys: Bool?
  /// How reads are kept from seeing what is out of date.
  public var consistency: String
  /// Of ten reads one after the other, the middle one.
  public var microseconds: Int64
}

extension RqliteDatabase {
  /// Looks at the cluster, with a dozen small requests.
  public func health() throws(DatabaseError) -> RqliteHealth {
    let watched = try watchesForeignKeys()
    var taken: [Int64] = []
    for _ in 0..<10 {
      let start = WireDeadline.microseconds()
      _ = try cluster.ask([.query([Statement("PRAGMA user_version")])], needed: [0])
      taken.append(WireDeadline.microseconds() - start)
    }
    let page = try cluster.page("/readyz")
    let nodes = try cluster.page("/nodes?ver=2").flatMap { JSONTree($0.body) }
    return RqliteHealth(
      version: page?[RqliteVersion.field] ?? "of an unknown version",
      nodes: nodes?["nodes"]?.elements.map(RqliteHealth.node) ?? [], watchesForeignKeys: watched,
      consistency: "linearizable", microseconds: taken.sorted()[taken.count / 2])
  }
}

extension RqliteHealth {
  fileprivate static func node(_ tree: JSONTree) -> Node {
    Node(
      name: tree["api_addr"]?.string ?? tree["addr"]?.string ?? "?", isLeader: tree["leader"]?.isTrue ?? false,
      isReachable: tree["reachable"]?.isTrue ?? false)
  }
}

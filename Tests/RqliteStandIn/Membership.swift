import LineTesting
import Synchronization

/// Which nodes there are, which of them live, and who leads.
final class Membership: Sendable {
  struct Node: Sendable {
    var port: UInt16
    var isAlive = true
  }

  /// What becomes of a request that needs the leader.
  enum Way: Equatable {
    case toLeader
    /// The leader is gone, and this node still sends to it.
    case refused(address: String)
    case noLeader
    /// The leader finds out that too few are left.
    case lost
  }

  fileprivate struct State {
    var nodes: [Node] = []
    var leader: Int? = 0
    /// When somebody leads again, in milliseconds of the monotonic clock; nil until somebody is made to.
    var election: Int64?
    /// How many requests still go to the leader that is gone.
    var refusals = 0
    var gone = 0
  }

  private let state = Mutex(State())

  /// - Returns: its number.
  func join(port: UInt16) -> Int {
    state.withLock {
      $0.nodes.append(Node(port: port))
      return $0.nodes.count - 1
    }
  }

  var nodes: [Node] { state.withLock { $0.nodes } }

  var leader: Int? {
    state.withLock {
      $0.elect()
      return $0.leader
    }
  }

  func way() -> Way {
    state.withLock { state in
      state.elect()
      if state.leader != nil, state.hasMajority { return .toLeader }
      if state.leader != nil {
        state.leader = nil
        state.election = 0
        return .lost
      }
      guard state.refusals > 0 else { return .noLeader }
      state.refusals -= 1
      return .refused(address: Membership.address(state.nodes[state.gone].port))
    }
  }

  /// - Parameter election: in so many milliseconds somebody else leads, if it led; nil for never by itself.
  func leave(_ node: Int, election: Int?) {
    state.withLock { state in
      state.nodes[node].isAlive = false
      guard state.leader == node else { return }
      state.leader = nil
      state.gone = node
      state.refusals = 2
      state.election = election.map { MonotonicTime.milliseconds + Int64($0) }
    }
  }

  func comeBack(_ node: Int) { state.withLock { $0.nodes[node].isAlive = true } }

  func lead(_ node: Int) {
    state.withLock {
      $0.leader = node
      $0.refusals = 0
    }
  }

  /// Where the nodes talk to each other; nobody listens there.
  static func address(_ port: UInt16) -> String { "127.0.0.1:\(port ^ 1)" }
}

extension Membership.State {
  var hasMajority: Bool { nodes.count { $0.isAlive } * 2 > nodes.count }

  mutating func elect() {
    guard leader == nil, hasMajority, let election, MonotonicTime.milliseconds >= election else { return }
    leader = nodes.firstIndex { $0.isAlive }
    refusals = 0
  }
}

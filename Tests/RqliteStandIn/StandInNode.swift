import LineTesting
import Synchronization

/// A request as a server took it.
public struct StandInRequest: Hashable, Sendable {
  public var method: String
  /// `/db/execute?transaction`
  public var target: String
  public var body: [UInt8]

  /// How many statements it has.
  public var statementCount: Int { JSON(body)?.array?.count ?? 0 }
  public var text: String { String(decoding: body, as: UTF8.self) }
  public var path: String { String(target.prefix { $0 != "?" }) }
}

/// One node: it listens, and answers over the store it shares with the others.
final class StandInNode: Sendable {
  private struct State {
    var requests: [StandInRequest] = []
    var version = "v10.2.7"
  }

  let store: StandInStore
  let membership: Membership
  let faults: StandInFaults
  let users: [StandInUser]
  let number: Int
  private let door: ListeningPort
  private let state = Mutex(State())

  init(store: StandInStore, membership: Membership, faults: StandInFaults, users: [StandInUser]) throws {
    self.store = store
    self.membership = membership
    self.faults = faults
    self.users = users
    door = try ListeningPort()
    number = membership.join(port: door.port)
    try listen()
  }

  var port: UInt16 { door.port }
  var name: String { String(number + 1) }
  var requests: [StandInRequest] { state.withLock { $0.requests } }
  var connectionCount: Int { door.connectionCount }

  var version: String {
    get { state.withLock { $0.version } }
    set { state.withLock { $0.version = newValue } }
  }

  func forgetRequests() { state.withLock { $0.requests = [] } }

  func note(_ request: HTTPRequest) {
    state.withLock {
      $0.requests.append(StandInRequest(method: request.method, target: request.target, body: request.body))
    }
  }

  func listen() throws {
    try door.open { [self] connection, workers in
      Conversation(node: self, connection: connection, workers: workers).run()
    }
  }

  func refuse() { door.refuse() }
  func cut() { door.cut() }
}

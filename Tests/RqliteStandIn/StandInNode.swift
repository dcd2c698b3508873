import Glibc
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

/// A socket was not to be had, or not the file.
public struct StandInTrouble: Error, CustomStringConvertible {
  public var description: String
}

/// One node: it listens, and answers over the store it shares with the others.
final class StandInNode: Sendable {
  private struct State {
    var listener: Int32 = -1
    var connections: Set<Int32> = []
    var threads = StandInThreads()
    var isListening = false
    var requests: [StandInRequest] = []
    var connectionCount = 0
    var version = "v10.2.7"
  }

  let store: StandInStore
  let membership: Membership
  let faults: StandInFaults
  let users: [StandInUser]
  let port: UInt16
  let number: Int
  private let state: Mutex<State>

  init(store: StandInStore, membership: Membership, faults: StandInFaults, users: [StandInUser]) throws {
    self.store = store
    self.membership = membership
    self.faults = faults
    self.users = users
    let (listener, port) = try StandInNode.reserve(port: 0)
    self.port = port
    number = membership.join(port: port)
    state = Mutex(State(listener: listener))
    try listen()
  }

  deinit {
    let listener = state.withLock { $0.listener }
    if listener >= 0 { close(listener) }
  }

  var name: String { String(number + 1) }
  var requests: [StandInRequest] { state.withLock { $0.requests } }
  var connectionCount: Int { state.withLock { $0.connectionCount } }

  var version: String {
    get { state.withLock { $0.version } }
    set { state.withLock { $0.version = newValue } }
  }

  func forgetRequests() { state.withLock { $0.requests = [] } }

  /// A socket bound to the port, at which nobody listens: whoever dials is refused, and nobody else gets the port.
  private static func reserve(port: UInt16) throws -> (Int32, UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw StandInTrouble(description: "no socket: \(errno)") }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 ? getsockname(descriptor, address, &length) : -1
      }
    }
    guard code == 0 else {
      defer { close(descriptor) }
      throw StandInTrouble(description: "port \(port) is not to be had: \(errno)")
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  func listen() throws {
    let (listener, threads) = state.withLock { state in
      state.isListening = true
      return (state.listener, state.threads)
    }
    guard Glibc.listen(listener, 64) == 0 else { throw StandInTrouble(description: "cannot listen: \(errno)") }
    threads.start { [self] in accept(at: listener, until: threads) }
  }

  /// Breaks all connections and refuses new ones; returns when no thread is at work any more.
  func refuse() {
    let (threads, listener) =
      state.withLock { state -> (StandInThreads, Int32)? in
        guard state.isListening else { return nil }
        state.isListening = false
        defer { state.threads = StandInThreads() }
        for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
        return (state.threads, state.listener)
      } ?? (nil, -1)
    guard let threads else { return }
    threads.finish()
    close(listener)
    let reserved = try? StandInNode.reserve(port: port).0
    state.withLock { $0.listener = reserved ?? -1 }
  }

  /// Breaks what connections there are; new ones are taken.
  func cut() {
    state.withLock { for connection in $0.connections { shutdown(connection, Int32(SHUT_RDWR)) } }
  }

  private func accept(at listener: Int32, until threads: StandInThreads) {
    while true {
      var ready = [
        pollfd(fd: threads.bell, events: Int16(POLLIN), revents: 0),
        pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&ready, 2, -1) >= 0 || errno == EINTR else { return }
      if ready[0].revents != 0 { return }
      guard ready[1].revents != 0 else { continue }
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { continue }
      _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
      var yes: Int32 = 1
      setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
      state.withLock {
        $0.connections.insert(connection)
        $0.connectionCount += 1
      }
      let isServed = threads.start { [self] in
        Conversation(node: self, connection: connection, threads: threads).run()
        end(connection)
      }
      if !isServed { end(connection) }
    }
  }

  private func end(_ connection: Int32) {
    state.withLock {
      $0.connections.remove(connection)
      close(connection)
    }
  }

  func note(_ request: HTTPRequest) {
    state.withLock {
      $0.requests.append(StandInRequest(method: request.method, target: request.target, body: request.body))
    }
  }
}

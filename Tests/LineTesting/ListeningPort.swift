import Glibc
import Synchronization

/// A socket was not to be had.
public struct SocketTrouble: Error, CustomStringConvertible {
  public var description: String

  public init(_ what: String) { description = what + ": " + String(cString: strerror(errno)) }
}

/// A port of 127.0.0.1 that a server of a test listens at or refuses at, as the test has it. Nobody else gets it meanwhile.
public final class ListeningPort: Sendable {
  private struct State {
    var listener: Int32 = -1
    var connections: Set<Int32> = []
    var workers = Workers()
    var isOpen = false
    var connectionCount = 0
  }

  public let port: UInt16
  private let state: Mutex<State>

  /// Refuses until it is opened.
  public init() throws {
    let (listener, port) = try ListeningPort.reserve(port: 0)
    self.port = port
    state = Mutex(State(listener: listener))
  }

  deinit {
    let listener = state.withLock { $0.listener }
    if listener >= 0 { close(listener) }
  }

  /// How many connections were taken.
  public var connectionCount: Int { state.withLock { $0.connectionCount } }

  /// Hundreds of servers in one process need more descriptors than it is given at first.
  private static let hasDescriptors: Bool = {
    var limit = rlimit()
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(files, &limit) == 0 else { return false }
    limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, 16_384))
    return setrlimit(files, &limit) == 0
  }()

  /// A socket bound to the port, at which nobody listens: whoever dials is refused.
  private static func reserve(port: UInt16) throws -> (Int32, UInt16) {
    _ = hasDescriptors
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SocketTrouble("no socket") }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in.here(port)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 ? getsockname(descriptor, address, &length) : -1
      }
    }
    guard code == 0 else {
      defer { close(descriptor) }
      throw SocketTrouble("port \(port) is not to be had")
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// Listens when this returns. Each connection is served on a thread of its own and closed behind it; whoever serves ends
  /// when the bell of the workers rings.
  public func open(_ serve: @escaping @Sendable (_ connection: Int32, _ workers: Workers) -> Void) throws {
    let (listener, workers, wasOpen) = state.withLock { state in
      defer { state.isOpen = true }
      return (state.listener, state.workers, state.isOpen)
    }
    if wasOpen { return }
    guard listen(listener, 64) == 0 else { throw SocketTrouble("port \(port) cannot be listened at") }
    workers.start { [self] in accept(at: listener, workers, serve) }
  }

  /// Breaks all connections and refuses new ones; returns when no thread is at work any more.
  public func refuse() {
    let open = state.withLock { state -> (workers: Workers, listener: Int32)? in
      guard state.isOpen else { return nil }
      defer { state.workers = Workers() }
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
      return (state.workers, state.listener)
    }
    guard let open else { return }
    open.workers.finish()
    close(open.listener)
    let reserved = try? ListeningPort.reserve(port: port).0
    state.withLock {
      $0.listener = reserved ?? -1
      $0.isOpen = false
    }
  }

  /// Breaks what connections there are; new ones are taken.
  public func cut() {
    state.withLock { for connection in $0.connections { shutdown(connection, Int32(SHUT_RDWR)) } }
  }

  private func accept(
    at listener: Int32, _ workers: Workers, _ serve: @escaping @Sendable (Int32, Workers) -> Void
  ) {
    while true {
      var ready = [
        pollfd(fd: workers.bell, events: Int16(POLLIN), revents: 0),
        pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&ready, 2, -1) >= 0 || errno == EINTR else { return }
      if ready[0].revents != 0 { return }
      guard ready[1].revents != 0, let connection = taken(at: listener) else { continue }
      let isServed = workers.start { [self] in
        serve(connection, workers)
        end(connection)
      }
      if !isServed { end(connection) }
    }
  }

  private func taken(at listener: Int32) -> Int32? {
    let connection = Glibc.accept(listener, nil, nil)
    guard connection >= 0 else { return nil }
    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
    sendAtOnce(over: connection)
    state.withLock {
      $0.connections.insert(connection)
      $0.connectionCount += 1
    }
    return connection
  }

  private func end(_ connection: Int32) {
    state.withLock {
      $0.connections.remove(connection)
      close(connection)
    }
  }
}

extension sockaddr_in {
  /// 127.0.0.1 and the port.
  static func here(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}

/// Small pieces leave without waiting for more.
func sendAtOnce(over connection: Int32) {
  var yes: Int32 = 1
  setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
}

/// Makes the close of this connection break it, as the death of a machine does.
public func breakHard(_ connection: Int32) {
  var hard = linger(l_onoff: 1, l_linger: 0)
  setsockopt(connection, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
}
